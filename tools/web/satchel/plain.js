// The plain text of any part of a lesson. The schema defines which members have text, so that a new kind of part needs
// nothing here.

import { INLINE_TYPES, SPOKEN_MEMBERS, TEXT_MEMBERS } from "./schemas.js";

const isObject = (value) => typeof value === "object" && value !== null;
const isInline = (value) => isObject(value) && INLINE_TYPES.includes(value.type);
const isText = (value) => Array.isArray(value) && value.every((part) => typeof part === "string" || isInline(part));

/** What a member contributes: its value, if it has text. */
function saying(name, value) {
	if (typeof value === "string") return SPOKEN_MEMBERS.includes(name);
	return isObject(value) && TEXT_MEMBERS.includes(name);
}

const members = (object) => Object.entries(object).filter(([name, value]) => saying(name, value));

/** Adds the text of inline elements to the line so far. `blank` replaces the answers of a cloze, or those with that number;
 * `tidy` removes the space before a citation. */
export function inlineText(node, options = {}, line = "") {
	const { blank, number, tidy } = options;
	const add = (before, value) => inlineText(value, options, before);
	if (typeof node === "string") return line + node;
	if (Array.isArray(node)) return node.reduce(add, line);
	if (!isObject(node)) return line;
	if (node.type === "blank" && blank !== undefined && [node.n, undefined].includes(number)) return line + blank;
	if (node.type === "cite" && tidy) return line.replace(/ +$/, "");
	return members(node).reduce((before, [, value]) => add(before, value), line);
}

/** The cells of a row are on one line. */
function rowText(cells, options) {
	return cells.map((cell) => linesOf(cell, options).filter(Boolean).join(" ")).join("\t");
}

function linesOf(node, options) {
	if (typeof node === "string" || isInline(node) || isText(node)) return [inlineText(node, options)];
	if (Array.isArray(node)) {
		const isRow = (one) => Array.isArray(one) && !isText(one);
		return node.flatMap((one) => (isRow(one) ? [rowText(one, options)] : linesOf(one, options)));
	}
	return isObject(node) ? members(node).flatMap(([, value]) => linesOf(value, options)) : [];
}

export function plainText(node, { blank, number } = {}) {
	return linesOf(node, { blank, number, tidy: true }).filter(Boolean).join("\n");
}
