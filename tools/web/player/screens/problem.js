// What a learner sees when something cannot be shown: what happened, what is safe, and what to do.

import { button, make } from "../dom.js";
import { whereRest } from "../rest.js";
import { addressOf, parseRoute } from "../routes.js";
import { isInPage } from "../source.js";

/** The codes of SatchelError that have a text of their own. */
const KNOWN = ["unreadable", "changed", "not-a-pack", "damaged", "unsupported", "not-found", "untrusted", "stale", "rollback"];

/** Loads the page again, with the newest player: the service worker may have kept an older one. */
async function renewPlayer() {
	const { keepPlayer } = await import("../upkeep.js");
	await keepPlayer({ now: true }).catch(() => {});
	location.reload();
}

/** The buttons and links that can help. Trying again does not where the lessons lack something, or are in the page. */
function ways(app, error, code, retry) {
	const { text } = app;
	const accept = () => {
		error.accept();
		retry();
	};
	const elsewhere = app.pack && parseRoute(location.hash).screen !== "outline";
	const again = code !== "not-found" && !isInPage() && button(text("try-again"), code === "unsupported" ? renewPlayer : retry);
	const older = error?.accept && button(text("problem-rollback-accept"), accept);
	return [again, older, elsewhere && make("a", { href: addressOf({ screen: "outline" }), class: "button" }, text("all-lessons"))].filter(Boolean);
}

export function problemScreen(app, error, retry) {
	const { text } = app;
	const code = KNOWN.includes(error?.code) ? error.code : "other";
	const title = text(`problem-${code}`);
	const element = make("div", { class: "problem", role: "alert" },
		make("h1", {}, title),
		make("p", {}, text(`problem-${code}-more`)),
		code === "not-found" && app.pack && whereRest(app),
		make("p", { class: "actions" }, ways(app, error, code, retry)),
		make("details", {}, make("summary", {}, text("details")), make("p", { lang: "en" }, String(error?.message ?? error))));
	return { title, element };
}
