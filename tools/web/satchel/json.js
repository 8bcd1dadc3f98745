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

const [QUOTE, BACKSLASH, COLON, ZERO, NINE] = Array.from('"\\:09', (c) => c.charCodeAt(0));
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT, MINUS] = Array.from("[]{}-", (c) => c.charCodeAt(0));

/** Refuses what JSON.parse accepts: repeated members, deep nesting, lone surrogates, U+0000, fractions. Search indexes have
 * millions of numbers, so it makes no texts of them. */
function scanJson(text, what) {
	const open = []; // a set of names for each object, null for each array
	for (let at = 0; at < text.length; at++) {
		const c = text.charCodeAt(at);
		if (c >= ZERO && c <= NINE) {
			at = scanNumber(text, at, what) - 1;
		} else if (c === QUOTE) {
			const end = stringEnd(text, at);
			check(end > at, `${what} is not JSON: a string does not end`);
			scanString(text, at, end, open.at(-1), what);
			at = end - 1;
		} else if (c === OPEN_OBJECT || c === OPEN_ARRAY) {
			open.push(c === OPEN_OBJECT ? new Set() : null);
			check(open.length <= 256, `${what} nests deeper than 256`);
		} else if (c === CLOSE_OBJECT || c === CLOSE_ARRAY) {
			open.pop();
		} else if (c === MINUS) {
			scanNumber(text, at, what);
		}
	}
}

/** The offset after the string that begins at `at`; 0 if it does not end. */
function stringEnd(text, at) {
	for (let end = text.indexOf('"', at + 1); end > 0; end = text.indexOf('"', end + 1)) {
		let begin = end;
		while (text.charCodeAt(begin - 1) === BACKSLASH) begin--;
		if ((end - begin) % 2 === 0) return end + 1;
	}
	return 0;
}

/** The offset after the number that begins at `at`. */
function scanNumber(text, at, what) {
	let end = at;
	for (let c = text.charCodeAt(end); c >= ZERO && c <= NINE; c = text.charCodeAt(end)) end++;
	const digits = end - at;
	const plain = digits === 1 || (digits > 1 && digits < 16 && text.charCodeAt(at) !== ZERO);
	if (plain && !"+-.Ee".includes(text[end] ?? " ")) return end;
	while (end < text.length && "+-.0123456789Ee".includes(text[end])) end++;
	const number = text.slice(at, end);
	check(
		/^(?:0|[1-9]\d{0,15})$/.test(number) && Number.isSafeInteger(Number(number)),
		`${what} contains a number that is not whole or too large: ${number.slice(0, 20)}`,
	);
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
	if (text.charCodeAt(end) !== COLON) return;
	if (names.has(string)) throw damaged(`${what} contains the member '${printable(string)}' twice`);
	names.add(string);
}
