// How the player shows parts of a lesson with satchel/render: links become addresses of the player, terms are explained
// in place, files are loaded when they are needed, and callouts say what they are.

import { make } from "./dom.js";
import { makeExplanations } from "./explain.js";
import { makeFiles } from "./files.js";
import { directionOf } from "./language.js";
import { addPlayer, foldTranscript } from "./media.js";
import { addressOf } from "./routes.js";
import { addZoom } from "./zoom.js";

/** All ids of parts of a lesson. */
function partsOf(lesson) {
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

/** A link to a lesson or part that the pack does not contain remains text. */
function linkMaker(app, lesson, parts) {
	return (element, { to, part }) => {
		if (!to) {
			if (element.hasAttribute("href")) element.setAttribute("target", "_blank");
			return;
		}
		const lead = () => element.setAttribute("href", addressOf({ lesson: to, part }));
		if (to === lesson.id) {
			if (part === undefined || parts.has(part)) lead();
		} else app.pack.has(to).then((there) => there && lead(), () => {});
	};
}

/** The `options` for render, the language and direction of the lesson, its `files`, and `stop`, which frees them. */
export function makeView(app, lesson) {
	const files = makeFiles(app.pack);
	const view = { files, lang: lesson.lang, dir: directionOf(lesson.lang), stop: files.stop };
	const { term, abbr, cite } = makeExplanations(app, lesson, view);
	const callout = (element, { kind }) => {
		element.setAttribute("role", "note");
		element.prepend(make("p", { class: "callout-name", lang: app.language }, app.text(`callout-${kind}`)));
	};
	view.options = {
		sources: lesson.sources,
		on: {
			term,
			abbr,
			cite,
			callout,
			link: linkMaker(app, lesson, partsOf(lesson)),
			picture: (element, { asset }) => files.whenNear(element, "src", asset),
			occlusion: (element, { asset }) => files.whenNear(element, "href", asset, element.querySelector("image")),
			player: (element, part) => addPlayer(app, files, element, part),
			audio: (element) => foldTranscript(app, element),
			video: (element) => foldTranscript(app, element),
			figure: (element, part) => addZoom(app, view, element, part),
			table: (element) => scrollable(app, element),
		},
	};
	return view;
}

/** Lets a wide table scroll, also by keys, and shows at its edges that there is more. */
function scrollable(app, table) {
	const box = make("div", { class: "table-box" });
	const frame = make("div", { class: "table-frame" }, box);
	const name = () => table.querySelector("caption")?.textContent.trim() || app.text("table");
	const update = () => {
		const room = box.scrollWidth - box.clientWidth;
		const at = Math.abs(box.scrollLeft); // it is negative from right to left
		frame.classList.toggle("more-before", at > 1);
		frame.classList.toggle("more-after", room - at > 1);
		for (const [attribute, value] of Object.entries({ tabindex: "0", role: "region", "aria-label": name() })) {
			if (room > 0) box.setAttribute(attribute, value);
			else box.removeAttribute(attribute);
		}
	};
	box.addEventListener("scroll", update, { passive: true });
	// The table gets its parent after this.
	queueMicrotask(() => {
		table.replaceWith(frame);
		box.append(table);
		new ResizeObserver(update).observe(box);
	});
}

/** Where pressing already does something, explanations and enlargements would be in the way. */
export function withoutButtons(root, within = "label, a, summary") {
	for (const outer of root.querySelectorAll(within)) {
		for (const inner of outer.querySelectorAll("[role=button]")) for (const name of ["role", "tabindex", "aria-haspopup"]) inner.removeAttribute(name);
		for (const zoom of outer.querySelectorAll("button.zoom")) zoom.replaceWith(...zoom.childNodes);
	}
	return root;
}
