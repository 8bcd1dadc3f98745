// The documents of packs and releases: their schemas, and what a schema cannot express.

import { KIB, MIB } from "./bytes.js";
import { check, printable, SatchelError } from "./errors.js";
import { parseJson } from "./json.js";
import { misfit } from "./schema.js";
import { headerLength } from "./zip.js";

export const MIMETYPE = "application/vnd.satchel.pack+zip";
export const SEARCH = "extras/search.json";
export const PROGRESS_MOST = 32 * MIB;

export const MEDIA_TYPES = {
	svg: "image/svg+xml",
	png: "image/png",
	jpg: "image/jpeg",
	webp: "image/webp",
	gif: "image/gif",
	avif: "image/avif",
	mp3: "audio/mpeg",
	ogg: "audio/ogg",
	m4a: "audio/mp4",
	weba: "audio/webm",
	wav: "audio/wav",
	mp4: "video/mp4",
	webm: "video/webm",
	vtt: "text/vtt",
};

const ID = /^(?=.{1,64}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

export const NUMBERS = { lesson: ["sections", "questions", "cards", "glossary"] };
NUMBERS.pack = ["units", "lessons", ...NUMBERS.lesson, "assets"];

export const PARTS = { question: "questions", card: "cards", glossary: "glossary" };
export const LISTS = ["lessons", "outline", "items", "files"];
const LOCATED = ["lessons", "files"];

const isString = (value) => typeof value === "string";
export const isListOf = (test) => (value) => Array.isArray(value) && value.every(test);

/** The key of a row in each list. */
export const KEYS = {
	lessons: (row) => row.id,
	outline: (row) => row.id,
	items: (row) => row[0],
	files: (row) => row.name,
};

/** The values of a row by their names. */
const NAMED = {
	lessons: ([id, stored, raw, digest]) => ({ id, stored, raw, digest, name: `lessons/${id}.json` }),
	outline: (row) => ({ ...row, sections: row.sections.map(([id, title, level]) => ({ id, title, level })) }),
	items: (row) => row,
	files: ([name, stored, raw, digest]) => ({ name, stored, raw, digest }),
};

/** Checks that a schema cannot express of a row of a list. */
const ROWS = {
	lessons: (row) => checkPlace(row, row.name),
	outline: (row, what, { whole }) => {
		let level = 0;
		for (const section of row.sections) {
			check(section.level <= level + 1, `a section of ${what} is more than one level below the one before`);
			level = section.level;
		}
		check(row.counts.sections === row.sections.length, `${what} counts other sections than it lists`);
		if (row.whole) {
			check(whole, `${what} has a 'whole', but the pack is not a partial edition`);
			checkWhole(row.counts, row.whole, NUMBERS.lesson, what);
			const more = NUMBERS.lesson.some((name) => row.whole[name] > row.counts[name]);
			check(more, `${what} has a 'whole' that equals its counts`);
		}
	},
	items: () => {},
	files: (row) => checkPlace(row, row.name),
};

/** Where an entry of that name comes in the archive, and its longest length. Undefined if no entry may have the name. */
export function kindOf(name) {
	const [, folder, rest] = /^(?:(index|lessons|assets|extras)\/)?(.*)$/s.exec(name);
	const dot = rest.lastIndexOf(".");
	const [stem, end] = [rest.slice(0, dot), rest.slice(dot + 1)];
	if (!folder) {
		if (name === "mimetype") return { order: 0, most: MIMETYPE.length, stored: true };
		if (name === "manifest.json") return { order: 1, most: 16 * KIB, stored: true };
		if (name === "manifest.json.minisig") return { order: 2, most: 4 * KIB, stored: true };
		return name === "index.json" ? { order: 3, most: MIB } : undefined;
	}
	if (folder === "index") return /^(?:0|[1-9]\d{0,4})\.json$/.test(rest) ? { order: 4, most: MIB } : undefined;
	if (folder === "lessons") return ID.test(stem) && end === "json" ? { order: 5, most: 32 * MIB } : undefined;
	if (folder === "assets") {
		const right = /^[0-9a-f]{16}$/.test(stem) && Object.hasOwn(MEDIA_TYPES, end);
		return right ? { order: 6, most: 256 * MIB, stored: end !== "svg" && end !== "vtt" } : undefined;
	}
	const most = name === SEARCH ? 64 * MIB : 256 * MIB;
	return ID.test(stem) && /^[a-z0-9]{1,8}$/.test(end) ? { order: 6, most } : undefined;
}

/** Checks the lengths of an entry of that name, before memory is allocated for it. */
export function checkPlace(place, name) {
	const kind = kindOf(name);
	check(kind, `'${printable(name)}' is not a name that an entry can have`);
	check(place.raw <= kind.most, `${name} is longer than its limit of ${kind.most} bytes`);
	check(place.stored <= place.raw, `${name} has more stored than raw bytes`);
	check(!kind.stored || place.stored === place.raw, `${name} must not be deflated`);
	check(place.raw <= 1032 * place.stored + 1031, `${name} claims more bytes than deflate can make of it`);
	check((place.offset ?? 0) < 2 ** 32, `${name} begins beyond 4 GiB`);
}

/** Checks a document against its schema. */
export function checkDocument(name, document, what, visit) {
	const where = misfit(name, document, visit);
	check(where === undefined, `${what} has a wrong '${printable(where ?? "")}'`);
}

/** Whether this reader knows the format. Comes first: in another format, the rest may mean something else. */
export function checkFormat({ format, requires }, what, all) {
	const unsupported = (message) => new SatchelError("unsupported", message);
	if (Number.isInteger(format) && format !== 1) {
		throw unsupported(`${what} is of format ${format}; this reader knows format 1`);
	}
	if (isListOf(isString)(requires) && requires.length) {
		throw unsupported(`${all} requires '${printable(requires[0])}', which this reader does not know`);
	}
}

/** The whole has no less of anything than a part of it. */
function checkWhole(counts, whole, names, what) {
	for (const name of names) check(whole[name] >= counts[name], `${what} has a 'whole' with fewer ${name}`);
}

export function checkManifest(manifest) {
	checkFormat(manifest, "manifest.json", "the pack");
	checkDocument("manifest", manifest, "manifest.json");
	checkPlace(manifest.index, "index.json");
	const { counts, whole } = manifest;
	if (whole) checkWhole(counts, whole, NUMBERS.pack, "manifest.json");
	check(counts.lessons + counts.assets < 65535, "manifest.json counts more lessons and assets than fit");
}

export function checkIndex(index, manifest) {
	const { counts, whole } = manifest;
	checkDocument("index#index", index, "index.json");
	check(index.units.length === counts.units, "index.json does not have as many units as manifest.json counts");
	const ids = new Set();
	for (const unit of index.units) {
		check(!ids.has(unit.id), `index.json has the unit '${unit.id}' twice`);
		ids.add(unit.id);
		const both = Boolean(whole) === (unit.whole !== undefined);
		check(both, `'whole' is in only one of manifest.json and the unit '${unit.id}'`);
		check(unit.whole === undefined || unit.whole >= unit.lessons, `the unit '${unit.id}' has more than its 'whole'`);
	}
	const rows = {};
	const starts = { files: index.lessonBytes };
	for (const list of LISTS) rows[list] = checkNode(index[list], list, "index.json", manifest, starts[list]);
	const sum = (name) => index.units.reduce((all, unit) => all + unit[name], 0);
	const fits = sum("lessons") === counts.lessons;
	check(fits, "the units in index.json do not have as many lessons as manifest.json counts");
	const fitsWhole = !whole || (whole.units === counts.units && sum("whole") === whole.lessons);
	check(fitsWhole, "the 'whole' of the units in index.json is not that of manifest.json");
	const expected = {
		lessons: counts.lessons,
		outline: counts.lessons,
		items: counts.questions + counts.cards + counts.glossary,
	};
	for (const [list, number] of Object.entries(expected)) {
		check(rows[list] === number, `'${list}' in index.json has ${rows[list]} rows; manifest.json counts ${number}`);
	}
	check(rows.files >= counts.assets, "'files' in index.json has fewer rows than manifest.json counts assets");
}

/** Checks latest.json, except for what depends on its address and the date. */
export function checkLatest(record, what) {
	checkFormat(record, what, "the release");
	checkDocument("latest", record, what);
	check(record.date <= record.expires, `'expires' in ${what} is before 'date'`);
	const names = new Set();
	for (const { edition, head, size } of record.editions) {
		check(head < size, `the head of '${edition}' in ${what} is longer than the pack`);
		check(!names.has(edition), `${what} has the edition '${edition}' twice`);
		names.add(edition);
	}
}

/** Parses and checks progress.json. */
export function checkProgress(bytes) {
	const document = parseJson(bytes, "progress.json");
	checkFormat(document, "progress.json", "the release");
	checkDocument("progress", document, "progress.json");
	const later = Object.values(document.since).some((from) => from > document.release);
	check(!later, "progress.json has an item that counts from a later release");
	return document;
}

/** Sets the offsets of the entries that rows locate. */
function placeRows(rows, offset) {
	for (const row of rows) {
		row.offset = offset;
		offset += headerLength(row.name) + row.stored;
	}
}

/** Checks what the schema cannot express of a node, and returns the number of rows in it and below it. Names the values
 * of its rows. `start` is the offset of the entry that the first row locates. */
export function checkNode(node, list, what, manifest, start = 0) {
	if (node.rows) node.rows = node.rows.map(NAMED[list]);
	if (LOCATED.includes(list)) {
		if (node.rows) placeRows(node.rows, start);
		else check(node.pages[0].start === start, `the first page of '${list}' in ${what} has a wrong start`);
	}
	const own = node.rows ?? node.pages;
	const key = node.rows ? KEYS[list] : (page) => page.first;
	let before;
	for (const row of own) {
		if (node.rows) ROWS[list](row, `a row of '${list}' in ${what}`, manifest);
		else checkPlace(row, row.name);
		if (list !== "outline") {
			check(before === undefined || before < key(row), `'${list}' in ${what} is out of order at '${printable(key(row))}'`);
			before = key(row);
		}
	}
	return node.rows ? own.length : own.reduce((sum, page) => sum + page.rows, 0);
}

export function parseLesson(bytes, name, id, visit) {
	const lesson = parseJson(bytes, name);
	checkDocument("lesson", lesson, name, visit);
	check(lesson.id === id, `${name} has another id`);
	return lesson;
}
