// The strict JSON of packs, which is a subset of what JSON.parse accepts.

import { check, damaged, printable, SatchelError } from "./errors.js";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The object in a document. */
export function parseJson(bytes, what) {
	let text, value;
	try {
		text = decoder.decode(bytes);
	} catch {
		throw damaged(`${what} is not UTF-8`);
	}
	// Before JSON.parse, which deep nesting could exhaust.
	scanJson(text, what);
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new SatchelError("damaged", `${what} is not JSON`, { cause: error });
	}
	check(value !== null && !Array.isArray(value) && typeof value === "object", `${what} does not contain an object`);
	return value;
}

/** Refuses what JSON.parse accepts: repeated members, deep nesting, lone surrogates, U+0000, fractions. */
function scanJson(text, what) {
	const open = []; // a set of names for each object, null for each array
	for (let at = 0; at < text.length; at++) {
		const c = text[at];
		if (c === '"') {
			const end = stringEnd(text, at);
			check(end > at, `${what} is not JSON: a string does not end`);
			scanString(text, at, end, open.at(-1), what);
			at = end - 1;
		} else if (c === "{" || c === "[") {
			open.push(c === "{" ? new Set() : null);
			check(open.length <= 256, `${what} nests deeper than 256`);
		} else if (c === "}" || c === "]") {
			open.pop();
		} else if (c === "-" || (c >= "0" && c <= "9")) {
			const end = numberEnd(text, at);
			const number = text.slice(at, end);
			check(
				/^(?:0|[1-9]\d{0,15})$/.test(number) && Number.isSafeInteger(Number(number)),
				`${what} contains a number that is not whole or too large: ${number.slice(0, 20)}`,
			);
			at = end - 1;
		}
	}
}

/** The offset after the string that begins at `at`; 0 if it does not end. */
function stringEnd(text, at) {
	for (let i = at + 1; i < text.length; i++) {
		const c = text.charCodeAt(i);
		if (c === 0x22) return i + 1;
		if (c === 0x5c) i++;
	}
	return 0;
}

function numberEnd(text, at) {
	let end = at + 1;
	while (end < text.length && "+-.0123456789Ee".includes(text[end])) end++;
	return end;
}

function scanString(text, at, end, names, what) {
	let string = text.slice(at + 1, end - 1);
	if (string.includes("\\")) {
		try {
			string = JSON.parse(text.slice(at, end));
		} catch {
			throw damaged(`${what} is not JSON: a string has a wrong escape`);
		}
		check(!/[\0\p{Cs}]/u.test(string), `${what} contains a lone surrogate or U+0000`);
	}
	if (!names) return;
	while (text[end] === " " || text[end] === "\t" || text[end] === "\r" || text[end] === "\n") end++;
	if (text[end] !== ":") return;
	check(!names.has(string), `${what} contains the member '${printable(string)}' twice`);
	names.add(string);
}
