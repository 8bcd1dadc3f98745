// What a learner sees when something cannot be shown: what happened, what is safe, and what to do.

import { button, make } from "../dom.js";
import { whereRest } from "../rest.js";
import { addressOf } from "../routes.js";

/** The codes of SatchelError that have a text of their own. */
const KNOWN = ["unreadable", "changed", "not-a-pack", "damaged", "unsupported", "not-found", "untrusted", "stale", "rollback"];

export function problemScreen(app, error, retry) {
	const { text } = app;
	const code = KNOWN.includes(error?.code) ? error.code : "other";
	const title = text(`problem-${code}`);
	const element = make("div", { class: "problem", role: "alert" },
		make("h1", {}, title),
		make("p", {}, text(`problem-${code}-more`)),
		code === "not-found" && app.pack && whereRest(app),
		make("p", { class: "actions" }, button(text("try-again"), retry), make("a", { href: addressOf({ screen: "outline" }) }, text("all-lessons"))),
		make("details", {}, make("summary", {}, text("details")), make("p", { lang: "en" }, String(error?.message ?? error))));
	return { title, element };
}
