// What surrounds every screen: the bar with the places to go to, the main part, and what is said to screen readers.

import { make } from "./dom.js";
import { makeNotices } from "./notices.js";
import { addressOf } from "./routes.js";

/** What the bar leads to, beside the outline. */
const PLACES = ["today", "search", "settings"];

function skipToContent(event) {
	event.preventDefault();
	document.getElementById("content").focus();
}

function makeBar({ text, title, pack }) {
	const places = PLACES.filter((screen) => screen !== "search" || pack?.searchable);
	const links = places.map((screen) => make("a", { href: addressOf({ screen }), class: "place" }, text(screen)));
	const home = make("a", { href: addressOf({ screen: "outline" }), class: "home" }, title);
	return make("header", { class: "bar" }, home, make("nav", { "aria-label": text("main-navigation") }, links));
}

/** Makes the frame, and sets `main`, `say` and `notify` of `app`. */
export function makeFrame(app) {
	const main = make("main", { id: "content", tabindex: -1 });
	const status = make("p", { role: "status", class: "hidden" });
	const notices = makeNotices(app);
	const skip = make("a", { href: "#content", class: "skip", onclick: skipToContent }, app.text("skip"));
	document.body.replaceChildren(skip, makeBar(app), main, status, notices.element);
	Object.assign(app, { main, say: (words) => (status.textContent = words), notify: notices.notify });
}

/** Makes the bar again, for a pack with another title. */
export function renewBar(app) {
	document.querySelector(".bar").replaceWith(makeBar(app));
}

/** The link to a place, if the bar has one. */
export const linkTo = (screen) => document.querySelector(`.bar a[href="${addressOf({ screen })}"]`);

/** Marks the place that is shown. */
export function markPlace({ screen }) {
	document.querySelector(".bar [aria-current]")?.removeAttribute("aria-current");
	linkTo(screen)?.setAttribute("aria-current", "page");
}
