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

/** The text of inline elements, as one line. `blank` replaces the answers of a cloze. */
export function inlineText(node, blank) {
	if (typeof node === "string") return node;
	if (Array.isArray(node)) return node.map((part) => inlineText(part, blank)).join("");
	if (node.type === "blank" && blank !== undefined) return blank;
	return members(node).map(([, value]) => inlineText(value, blank)).join("");
}

/** The cells of a row are on one line. */
function rowText(cells, blank) {
	return cells.map((cell) => linesOf(cell, blank).join(" ")).join("\t");
}

function linesOf(node, blank) {
	if (typeof node === "string") return [node];
	if (isInline(node) || isText(node)) return [inlineText(node, blank)];
	if (Array.isArray(node)) return node.flatMap((one) => (Array.isArray(one) ? [rowText(one, blank)] : linesOf(one, blank)));
	return isObject(node) ? members(node).flatMap(([, value]) => linesOf(value, blank)) : [];
}

export function plainText(node, { blank } = {}) {
	return linesOf(node, blank).filter((line) => line !== "").join("\n");
}
