// Explains terms, abbreviations and citations in place: each opens a small box beside itself.

import { plainText } from "../satchel/plain.js";
import { render } from "../satchel/view.js";
import { make } from "./dom.js";
import { addressOf } from "./routes.js";

/** Makes a button of an element. `make` returns what explains it. */
function explainable(element, name, makeContents) {
	element.classList.add("explained");
	for (const [attribute, value] of Object.entries({ role: "button", tabindex: 0, "aria-haspopup": "dialog" })) {
		element.setAttribute(attribute, value);
	}
	const press = async (event) => {
		if (element.getAttribute("role") !== "button") return;
		event.preventDefault();
		event.stopPropagation();
		const { openBox } = await import("./explanation.js");
		openBox(element, name, await makeContents());
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
