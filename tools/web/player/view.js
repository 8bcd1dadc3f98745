// How the player shows parts of a lesson with satchel/render: links become addresses of the player, files are loaded when
// they are needed, and callouts say what they are.

import { assetUrls } from "../satchel/render.js";
import { make } from "./dom.js";
import { directionOf } from "./language.js";
import { addressOf } from "./routes.js";

/** All ids of parts of a lesson. */
export function partsOf(lesson) {
	const ids = new Set();
	const visit = (node) => {
		if (Array.isArray(node)) return node.forEach(visit);
		if (typeof node !== "object" || node === null) return;
		if (typeof node.id === "string") ids.add(node.id);
		Object.values(node).forEach(visit);
	};
	visit(lesson);
	return ids;
}

/** The options for render, and `stop`, which frees the files. */
export function makeView(app, lesson) {
	const files = assetUrls(app.pack);
	const parts = partsOf(lesson);

	/** A link to a lesson or part that the pack does not contain remains text. */
	function link(element, { to, part }) {
		if (!to) {
			if (element.hasAttribute("href")) element.setAttribute("target", "_blank");
			return;
		}
		const lead = () => element.setAttribute("href", addressOf({ lesson: to, part }));
		if (to === lesson.id) {
			if (part === undefined || parts.has(part)) lead();
		} else app.pack.row(to).then(lead, () => {});
	}

	const callout = (element, { kind }) => {
		element.setAttribute("role", "note");
		element.prepend(make("p", { class: "callout-name", lang: app.language }, app.text(`callout-${kind}`)));
	};

	const options = { sources: lesson.sources, url: files.url, on: { link, callout } };
	return { options, parts, lang: lesson.lang, dir: directionOf(lesson.lang), stop: files.revoke };
}
