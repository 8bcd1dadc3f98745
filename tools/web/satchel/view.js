// Makes elements of text and blocks, for render.js.
//
// A pack cannot inject anything: the names of elements and attributes are in the tables below, text becomes text nodes,
// and an address becomes a link only if it is http or https.

import { plainText } from "./plain.js";
import { MATH_ATTRIBUTES, MATH_ELEMENTS } from "./schemas.js";

const isWeb = (href) => typeof href === "string" && /^https?:\/\/[^\s"<>\\]+$/i.test(href);
const isAsset = (name) => typeof name === "string" && /^assets\/[0-9a-f]{16}[.][a-z0-9]+$/.test(name);
const isId = (value) => typeof value === "string" && /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(value);
const ALLOWED = {
	form: ["method"],
	input: ["type", "name", "value", "inputmode", "autocomplete"],
	textarea: ["name"],
	select: ["name"],
	option: ["value"],
	abbr: ["title"],
	a: ["href", "rel"],
	ol: ["start", "type"],
	img: ["alt", "width", "height"],
	audio: ["controls", "preload"],
	video: ["controls", "preload", "width", "height"],
	track: ["kind", "srclang", "label"],
	th: ["scope", "colspan", "rowspan"],
	td: ["colspan", "rowspan"],
};
const SVG = "http://www.w3.org/2000/svg";
const SVG_ATTRIBUTES = "aria-label class cx cy fill height lang points role rx ry viewBox width x y".split(" ");
const MATHML = "http://www.w3.org/1998/Math/MathML";
const ALLOWED_EVERYWHERE = ["class", "id", "lang", "hidden", "role", "aria-labelledby"];
const NUMBERS = ["start", "width", "height", "colspan", "rowspan"];

/** Audio and video; the language is that of the player. */
const recordingRow = {
	tag: "figure",
	marked: true,
	attributes: () => ({ lang: undefined }),
	contents: (view, part) => [...view.title(part), view.player(part), ...view.caption(part), ...view.transcript(part)],
};

/** What a part of each type becomes: the name of the element, its attributes, and its contents, which are otherwise the
 * title, the text and the blocks of the part. */
const PARTS = {
	em: { tag: "em" },
	strong: { tag: "strong" },
	sub: { tag: "sub" },
	sup: { tag: "sup" },
	code: { tag: "code" },
	span: { tag: "span" },
	term: { tag: "span", marked: true },
	abbr: { tag: "abbr", attributes: ({ title }) => ({ title }) },
	link: { tag: "a", marked: true, attributes: linkAttributes },
	cite: { tag: "sup", marked: true, contents: (view, part) => [view.citation(part)] },
	blank: { tag: "span", marked: true, contents: (view, part) => view.blank(part) },
	math: { make: (view, part) => view.math(part) },
	p: { tag: "p", contents: (view, { text }) => view.all(text) },
	list: {
		tag: ({ kind }) => (kind === "bullet" ? "ul" : "ol"),
		attributes: ({ kind, start }) => ({ start, type: kind === "letter" ? "a" : undefined }),
		contents: (view, { items = [] }) => items.map((item) => view.element("li", {}, view.flow(item))),
	},
	callout: { tag: "aside", marked: true, contents: (view, part) => [...view.title(part), ...view.paragraphs(part)] },
	figure: {
		tag: "figure",
		marked: true,
		attributes: () => ({ lang: undefined }), // it is that of the description
		contents: (view, part) => [...view.title(part), ...view.pictures(part), ...view.caption(part)],
	},
	audio: recordingRow,
	video: recordingRow,
	table: { tag: "table", marked: true, contents: (view, part) => view.table(part) },
};

function linkAttributes({ href }) {
	return isWeb(href) ? { href, rel: "noopener noreferrer" } : {};
}

/** What a language calls itself, for the menu of a player. */
function languageName(lang) {
	try {
		return new Intl.DisplayNames([lang], { type: "language" }).of(lang);
	} catch {
		return undefined;
	}
}

export class View {
	constructor(options) {
		const { document = globalThis.document, on = {}, url, sources = [], prefix = "part-", level = 2, hide = false } = options;
		this.both = options.both === true; // blanks have their hint and their answer
		if (typeof document?.createElement !== "function") throw new TypeError("render needs the option document");
		const hidden = typeof hide === "function" ? hide : ({ n }) => hide === true || hide === n;
		Object.assign(this, { document, on, url, sources, prefix, level, hidden });
	}

	element(tag, attributes, contents) {
		const made = this.document.createElement(tag);
		for (const [name, value] of Object.entries(attributes)) {
			if (value === undefined || (NUMBERS.includes(name) && !Number.isSafeInteger(value))) continue;
			if (!ALLOWED_EVERYWHERE.includes(name) && !ALLOWED[tag]?.includes(name)) continue;
			made.setAttribute(name, String(value));
		}
		return this.fill(made, contents);
	}

	fill(parent, contents) {
		for (const node of contents) parent.appendChild(node);
		return parent;
	}

	/** The nodes of any part of a lesson, or of an array of parts. */
	all(node) {
		if (typeof node === "string") return [this.document.createTextNode(node)];
		if (Array.isArray(node)) return node.flatMap((one) => this.all(one));
		if (typeof node !== "object" || node === null) return [];
		if (node.type !== undefined) return [this.part(node)];
		if (node.title && node.blocks) return [this.section(node)];
		return node.term && node.definition ? [this.entry(node)] : this.listed(node);
	}

	part(part) {
		// A type that only a newer reader knows is shown as its text.
		const row = Object.hasOwn(PARTS, part.type) ? PARTS[part.type] : undefined;
		if (!row) return this.element("span", this.common(part), [this.document.createTextNode(plainText(part))]);
		if (row.make) return this.offer(part.type, row.make(this, part), part);
		const tag = typeof row.tag === "function" ? row.tag(part) : row.tag;
		const names = row.marked ? [part.type, part.kind].filter(isId).map((word) => `satchel-${word}`) : [];
		const attributes = { ...this.common(part), class: names.join(" ") || undefined, ...row.attributes?.(part) };
		const made = this.element(tag, attributes, row.contents ? row.contents(this, part) : this.all(part.text));
		return this.offer(part.type, made, part);
	}

	/** Lets the application add to an element. */
	offer(name, element, part) {
		if (Object.hasOwn(this.on, name)) this.on[name](element, part);
		return element;
	}

	/** Sets an attribute to the address of a file of the pack, now or when it is known. */
	load(element, attribute, name) {
		const address = this.url && isAsset(name) ? this.url(name) : undefined;
		const set = (known) => {
			if (typeof known === "string") element.setAttribute(attribute, known);
		};
		if (typeof address?.then !== "function") return set(address);
		return address.then(set, () => element.dispatchEvent(new Event("error")));
	}

	common({ id, lang }) {
		return {
			id: isId(id) ? `${this.prefix}${id}` : undefined,
			lang: typeof lang === "string" ? lang : undefined,
		};
	}

	/** A formula, or its text in a document without namespaces. */
	math(part) {
		const text = plainText(part);
		if (!this.document.createElementNS) return this.element("span", this.common(part), this.all(text));
		const made = this.mathElement("math", part);
		made.setAttribute("aria-label", text);
		for (const [name, value] of Object.entries(this.common(part))) if (value) made.setAttribute(name, value);
		return made;
	}

	mathElement(tag, { attributes = {}, content = [] }) {
		const made = this.document.createElementNS(MATHML, tag);
		for (const [name, value] of Object.entries(attributes)) {
			if (MATH_ATTRIBUTES.includes(name) && typeof value === "string") made.setAttribute(name, value);
		}
		const below = content.filter((one) => typeof one === "string" || MATH_ELEMENTS.includes(one?.type));
		return this.fill(made, below.map((one) => (typeof one === "string" ? this.all(one)[0] : this.mathElement(one.type, one))));
	}

	svg(tag, attributes, contents = []) {
		const made = this.document.createElementNS(SVG, tag);
		for (const [name, value] of Object.entries(attributes)) {
			if (value !== undefined && SVG_ATTRIBUTES.includes(name)) made.setAttribute(name, String(value));
		}
		return this.fill(made, contents);
	}

	section(section) {
		const heading = this.element(`h${Math.min(this.level, 6)}`, {}, this.all(section.title));
		this.level++;
		const below = [...this.all(section.blocks), ...this.all(section.sections)];
		this.level--;
		return this.element("section", this.common(section), [heading, ...below]);
	}

	/** An entry of the glossary. */
	entry({ id, term, synonyms = [], abbreviations = [], definition }) {
		const names = [term, ...synonyms, ...abbreviations].flatMap((name, at) => this.all(at ? [", ", ...name] : name));
		const title = this.element("p", { class: "satchel-title" }, names);
		return this.element("div", { ...this.common({ id }), class: "satchel-entry" }, [title, ...this.paragraphs(definition)]);
	}

	/** A text with blocks; that of an objective or a source has an id, and that of a source may have an address. */
	listed({ id, text = [], blocks, href, doi }) {
		const address = typeof doi === "string" ? `https://doi.org/${encodeURI(doi)}` : href;
		const words = isWeb(address) ? [this.element("a", linkAttributes({ href: address }), this.all(text))] : this.all(text);
		return [...(words.length ? [this.element("p", this.common({ id }), words)] : []), ...this.all(blocks)];
	}

	/** Text and blocks as they are in a list item or cell: a single paragraph is no element of its own. */
	flow({ text = [], blocks = [] }) {
		if (blocks.some(({ type }) => type === "p")) return this.paragraphs({ text, blocks });
		return [...this.all(text), ...this.all(blocks)];
	}

	paragraphs({ text = [], blocks = [] }) {
		return [...(text.length ? [this.element("p", {}, this.all(text))] : []), ...this.all(blocks)];
	}

	title({ title }) {
		return title ? [this.element("p", { class: "satchel-title" }, this.all(title))] : [];
	}

	blank(part) {
		if (!this.hidden(part)) return this.all(part.text);
		const gap = this.all(`[${part.hint ?? "…"}]`);
		return this.both ? [this.element("span", { class: "satchel-gap" }, gap), this.answer("span", "", this.all(part.text))] : gap;
	}

	/** An element that `reveal` shows. */
	answer(tag, name, contents) {
		return this.element(tag, { class: `${name} satchel-answer`.trim(), hidden: "" }, contents);
	}

	/** Text and blocks in an element of their own, if there are any. */
	named(name, flow) {
		return flow ? [this.element("div", { class: `satchel-${name}` }, this.paragraphs(flow))] : [];
	}

	/** The same, as a part of the answer. */
	namedAnswer(name, flow) {
		return flow ? [this.answer("div", `satchel-${name}`, this.paragraphs(flow))] : [];
	}

	citation({ source, at }) {
		const number = this.sources.findIndex(({ id }) => id === source) + 1;
		return this.document.createTextNode(`[${number || source}${at ? `, ${at}` : ""}]`);
	}

	pictures(part) {
		if (!part.pictures) return [this.picture(part)];
		const one = (picture) => [this.picture(picture), ...this.caption(picture)];
		return part.pictures.map((picture) => this.element("figure", { class: "satchel-picture" }, one(picture)));
	}

	picture(part) {
		const { alt = "", lang, width, height } = part;
		const made = this.element("img", { alt, lang, width, height }, []);
		this.load(made, "src", part.asset);
		return this.offer("picture", made, part);
	}

	player(part) {
		const { type, lang, width, height } = part;
		const tracks = type === "video" ? (part.captions ?? []).map((captions) => this.track(captions)) : [];
		const made = this.element(type, { controls: "", preload: "none", lang, width, height }, tracks);
		this.load(made, "src", part.asset);
		if (type === "video") this.load(made, "poster", part.poster);
		return this.offer("player", made, part);
	}

	track({ asset, kind, lang }) {
		const made = this.element("track", { kind, srclang: lang, label: languageName(lang) }, []);
		this.load(made, "src", asset);
		return made;
	}

	transcript({ transcript }) {
		return transcript ? [this.element("aside", { class: "satchel-transcript" }, this.paragraphs(transcript))] : [];
	}

	label({ label }) {
		return label ? [this.element("span", { class: "satchel-label" }, this.all(label))] : [];
	}

	caption({ label, caption, credit }) {
		const below = [...this.label({ label }), ...(caption ? this.paragraphs({ text: caption }) : []), ...(credit ? [this.credit(credit)] : [])];
		return below.length ? [this.element("figcaption", {}, below)] : [];
	}

	credit({ text, licence, href }) {
		const words = [...this.all(text), this.document.createTextNode(` (${licence})`)];
		const link = isWeb(href) ? [this.element("a", linkAttributes({ href }), words)] : words;
		return this.element("p", { class: "satchel-credit" }, link);
	}

	table({ label, caption = [], rows = [] }) {
		const cell = (one) => {
			const scope = { column: "col", row: "row" }[one.header];
			const attributes = { scope, colspan: one.columns, rowspan: one.rows };
			return this.element(scope ? "th" : "td", attributes, this.flow(one));
		};
		const body = rows.map((row) => this.element("tr", {}, row.map(cell)));
		const words = [...this.label({ label }), ...this.all(label && caption.length ? [" ", ...caption] : caption)];
		const above = words.length ? [this.element("caption", {}, words)] : [];
		return [...above, this.element("tbody", {}, body)];
	}
}

export function render(node, options = {}) {
	const view = new View(options);
	return view.fill(view.document.createDocumentFragment(), view.all(node));
}
