// Explains terms, abbreviations and citations in place: each opens a small box beside itself.

import { plainText, render } from "../satchel/render.js";
import { make } from "./dom.js";
import { addressOf } from "./routes.js";

const EDGE = 16; // the least distance of the box from the edge of the window, in pixels

/** Puts the box below the element, or above if there is no room. */
function position(box, element) {
	const [at, { offsetWidth, offsetHeight }] = [element.getBoundingClientRect(), box];
	const { clientWidth, clientHeight } = document.documentElement;
	const left = Math.max(EDGE, Math.min(at.left, clientWidth - offsetWidth - EDGE));
	const below = at.bottom + 6;
	const top = below + offsetHeight > clientHeight && at.top > offsetHeight ? at.top - offsetHeight - 6 : below;
	box.style.left = `${left + scrollX}px`;
	box.style.top = `${top + scrollY}px`;
}

/** Opens the box for an element; `contents` may be a promise. */
async function open(element, name, contents) {
	const parts = await contents;
	const box = make("div", { popover: true, class: "explanation", role: "dialog", "aria-label": name, tabindex: -1, autofocus: true }, parts);
	box.addEventListener("toggle", ({ newState }) => {
		element.setAttribute("aria-expanded", newState === "open");
		if (newState === "closed") box.remove();
	});
	element.after(box);
	box.showPopover();
	position(box, element);
}

/** Makes a button of an element. `make` returns what explains it. */
function explainable(element, name, makeContents) {
	element.classList.add("explained");
	for (const [attribute, value] of Object.entries({ role: "button", tabindex: 0, "aria-haspopup": "dialog" })) {
		element.setAttribute(attribute, value);
	}
	const press = (event) => {
		if (element.getAttribute("role") !== "button") return;
		event.preventDefault();
		event.stopPropagation();
		open(element, name, makeContents());
	};
	element.addEventListener("click", press);
	element.addEventListener("keydown", (event) => [" ", "Enter"].includes(event.key) && press(event));
}

/** The address of a source on the web. */
export function sourceLink({ doi, href }) {
	if (!doi && !href) return undefined;
	const [address, words] = doi ? [`https://doi.org/${encodeURI(doi)}`, `doi:${doi}`] : [href, URL.parse?.(href)?.host || href];
	return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, words);
}

/** The functions for the terms, abbreviations and citations of a lesson. */
export function makeExplanations(app, lesson, view) {
	const show = (part) => render(part, view.options);

	async function entryOf(id) {
		const own = lesson.glossary.find((entry) => entry.id === id);
		return own ? { item: own, lesson } : app.pack.item(id);
	}

	async function explainTerm(id) {
		const { item, lesson: home } = await entryOf(id);
		const link = make("a", { href: addressOf({ lesson: home.id, part: id }), lang: app.language }, app.text("in-glossary"));
		return [make("p", { class: "explained-name" }, show(item.term)), make("div", {}, show(item.definition)), make("p", { class: "quiet" }, link)];
	}

	function term(element, { entry, text }) {
		if (!entry) return;
		const add = () => explainable(element, plainText(text), () => explainTerm(entry));
		if (lesson.glossary.some(({ id }) => id === entry)) add();
		else app.pack.itemRow(entry).then(add, () => {});
	}

	function abbr(element, { title, text }) {
		const words = plainText(text);
		explainable(element, words, () => [make("p", { class: "explained-name" }, words), make("p", {}, title)]);
	}

	function cite(element, { source: id, at }) {
		const source = lesson.sources.find((one) => one.id === id);
		if (!source) return;
		const name = app.text("source-name", { number: lesson.sources.indexOf(source) + 1 });
		element.setAttribute("aria-label", name);
		explainable(element, name, () => [
			make("p", { class: "explained-name", lang: app.language }, name),
			make("p", {}, show(source.text), at && `, ${at}`),
			make("p", { class: "quiet" }, sourceLink(source)),
		]);
	}

	return { term, abbr, cite };
}
