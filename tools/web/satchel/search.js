// The search index of a pack, and queries to it.

import { countBefore } from "./bytes.js";
import { checkDocument, SEARCH } from "./documents.js";
import { check, printable } from "./errors.js";
import { parseJson } from "./json.js";

/** The words of a text in the form that the search index has them. */
function wordsOf(text) {
	const plain = text.normalize("NFKD").replace(/\p{Mn}/gu, "");
	const lower = Array.from(plain, (c) => c.toLowerCase()).join("");
	const words = (lower.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map((word) => Array.from(word).slice(0, 32));
	return words.filter((word) => word.length > 1).map((word) => word.join(""));
}

/** Compares in the order of UTF-8 bytes. Unlike in UTF-16, characters outside the BMP come last. */
function compareBytes(a, b) {
	const length = Math.min(a.length, b.length);
	for (let i = 0; i < length; i++) {
		const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
		if (x === y) continue;
		const surrogates = (x >= 0xd800 && x < 0xe000) - (y >= 0xd800 && y < 0xe000);
		return surrogates || x - y;
	}
	return a.length - b.length;
}

export function parseSearch(bytes, manifest) {
	const what = SEARCH;
	const index = parseJson(bytes, what);
	checkDocument("search", index, what);
	const right = index.lessons.length === manifest.counts.lessons;
	check(right, `${what} does not have as many lessons as manifest.json counts`);
	const { words, found, titles } = index;
	check(found.length === words.length && titles.length === words.length, `${what} has lists of different lengths`);
	for (let i = 1; i < words.length; i++) {
		check(compareBytes(words[i - 1], words[i]) < 0, `${what} is out of order at '${printable(words[i])}'`);
	}
	for (const list of [...found, ...titles]) {
		const rising = list.indexOf(0, 1) < 0;
		let last = 0;
		for (const step of list) last += step;
		check(rising && (!list.length || last < index.lessons.length), `${what} names a lesson that is not there`);
	}
	return index;
}

/** Marks the lessons, by number, that contain a word with that beginning. */
function holding(index, lists, beginning) {
	const marks = new Uint8Array(index.lessons.length);
	const first = countBefore(index.words, (word) => compareBytes(word, beginning) < 0);
	for (let i = first; i < index.words.length && index.words[i].startsWith(beginning); i++) {
		let number = 0;
		for (const step of lists[i]) marks[(number += step)] = 1;
	}
	return marks;
}

/** The lessons with all words of the query: those with all in their titles first, otherwise in reading order. */
export function findLessons(index, query) {
	const words = [...new Set(wordsOf(query))];
	if (!words.length) return [];
	const inAll = (lists) => {
		const all = words.map((word) => holding(index, lists, word));
		return (number) => all.every((marks) => marks[number]);
	};
	const [isFound, isTitled] = [inAll(index.found), inAll(index.titles)];
	const found = index.lessons.map((_, number) => number).filter(isFound);
	const [titled, others] = [found.filter(isTitled), found.filter((number) => !isTitled(number))];
	return [...titled.map((number) => ({ number, inTitle: true })), ...others.map((number) => ({ number, inTitle: false }))];
}
