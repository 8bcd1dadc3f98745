// Checks whole packs for satchel.js, and the documents of a release beside its packs.

import { equal, KIB, sha256, toBytes, viewOf } from "./bytes.js";
import { checkLatest, checkProgress, kindOf, parseLesson, PROGRESS_MOST } from "./documents.js";
import { KEYS, LISTS, NUMBERS, PARTS, SEARCH } from "./documents.js";
import { check, damaged, printable, SatchelError } from "./errors.js";
import { parseJson } from "./json.js";
import { inlineText } from "./plain.js";
import { parseSearch } from "./search.js";
import { checkSignature as checkBytes } from "./signature.js";
import { checkEnd, headerLength, openEntry } from "./zip.js";


/** A title in the form of the outline. */
const plain = (title) => inlineText(title).replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "");

/** All sections of a lesson in document order, with their levels. */
function* sectionsOf(sections, level = 1) {
	for (const section of sections ?? []) {
		yield { section, level };
		yield* sectionsOf(section.sections, level + 1);
	}
}

/** A check of a whole pack, which collects problems instead of throwing them. */
export class Verification {
	problems = [];
	places = new Map(); // name to place, with `at` in the file, in the order that the archive must have
	records = new Map(); // name to the record in the central directory
	rows = {};
	shown = new Set(); // assets that a figure shows
	found = new Set(); // items in lessons
	digests = []; // of the raw bytes of lessons and assets
	opened = new Set(); // lessons that could be read
	whole = true; // whether all rows of the index could be read; if not, nothing is reported as missing
	listed = false; // whether the central directory could be read to its end

	constructor(parts) {
		Object.assign(this, parts);
	}

	problem(name, message) {
		this.problems.push({ name, message });
	}

	expect(condition, name, message) {
		if (!condition) this.problem(name, message);
		return condition;
	}

	async attempt(name, work) {
		try {
			return await work();
		} catch (error) {
			if (!(error instanceof SatchelError) || error.code !== "damaged") throw error;
			this.problem(name, error.message);
			return undefined;
		}
	}

	async run() {
		for (const { name, at, header, ...place } of this.entries) this.places.set(name, { at, header, ...place });
		await this.readLists();
		await this.attempt("", () => this.readDirectory());
		this.compareDirectory();
		this.compareIndex();
		for (const [name, place] of this.places) await this.attempt(name, () => this.readEntry(name, place));
		await this.compareWhole();
		return this.problems;
	}

	// Pages are in the order of the lists, so that their names and offsets are known beforehand.
	async readLists() {
		let [number, at] = [0, this.base];
		for (const list of LISTS) {
			const read = async (page) => {
				const { name } = page;
				const right = name === `index/${number++}.json` && page.at === at && !this.places.has(name);
				at += headerLength(name) + page.stored;
				if (this.whole) this.expect(right, name, `${name} is not at its location in the order of pages`);
				if (this.places.has(name)) return this.lack();
				this.places.set(name, { ...page, read: true });
				return (await this.attempt(name, () => this.readPage(list, page, this.source))) ?? this.lack();
			};
			this.rows[list] = (await this.attempt("index.json", () => this.collectRows(list, read))) ?? this.lack().rows;
		}
		const { body } = this.index;
		const length = at - this.base;
		if (this.whole) this.expect(length === body, "index.json", `the pages take ${length} bytes; 'body' is ${body}`);
		this.placeRows(this.base + body);
		const bytes = this.rows.lessons.reduce((sum, row) => sum + headerLength(row.name) + row.stored, 0);
		const right = bytes === this.index.lessonBytes || !this.whole;
		this.expect(right, "index.json", `the lessons take ${bytes} bytes; 'lessonBytes' is ${this.index.lessonBytes}`);
	}

	/** Replaces a node that cannot be read. */
	lack() {
		this.whole = false;
		return { rows: [] };
	}

	placeRows(start) {
		const { lessons, outline, files } = this.rows;
		for (const row of [...lessons, ...files]) this.places.set(row.name, { ...row, at: start + row.offset });
		const left = new Set(lessons.map(({ id }) => id));
		const twice = "which 'lessons' does not, or twice";
		for (const { id } of outline) {
			this.expect(left.delete(id) || !this.whole, "index.json", `'outline' names '${id}', ${twice}`);
		}
		for (const id of left) {
			this.expect(!this.whole, "index.json", `'lessons' names '${id}', which 'outline' does not`);
		}
	}

	async collectRows(list, read) {
		const rows = [];
		const key = KEYS[list];
		for await (const row of this.rowsOf(list, read)) {
			const right = list === "outline" || !rows.length || key(rows.at(-1)) < key(row);
			this.expect(right, "index.json", `the rows of '${list}' are out of order at '${key(row)}'`);
			rows.push(row);
		}
		return rows;
	}

	async readDirectory() {
		const { source } = this;
		const end = checkEnd(await source.read(source.size - 22, 22, this.signal), source.size);
		const bytes = await source.read(end.offset, end.length, this.signal);
		const view = viewOf(bytes);
		let [at, position] = [0, 0];
		for (let i = 0; i < end.count; i++) {
			check(at + 46 <= bytes.length, "the central directory ends before its last record");
			const length = view.getUint16(at + 28, true);
			check(view.getUint32(at, true) === 0x02014b50, "a record of the central directory is not as it must be");
			check(at + 46 + length <= bytes.length, "the central directory ends before its last record");
			const name = String.fromCharCode(...bytes.subarray(at + 46, at + 46 + Math.min(length, 100)));
			check(kindOf(name), `the central directory has '${printable(name)}', which is not a name that an entry can have`);
			const constant = [view.getUint16(at + 4, true) - 20, ...bytes.subarray(at + 30, at + 42)];
			const right = constant.every((value) => value === 0);
			this.expect(right, name, `the record of ${name} in the central directory is not as it must be`);
			const record = { at: view.getUint32(at + 42, true), header: bytes.subarray(at + 6, at + 30) };
			record.stored = view.getUint32(at + 20, true);
			this.expect(record.at === position, name, `${name} begins at ${record.at}; the one before it ends at ${position}`);
			this.expect(!this.records.has(name), name, `${name} is twice in the archive`);
			this.records.set(name, record);
			position = record.at + headerLength(name) + record.stored;
			at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
		}
		check(at === bytes.length, "bytes follow the last record of the central directory");
		this.listed = true;
		check(position === end.offset, "there is a gap or an overlap before the central directory");
	}

	/** The archive must have the entries of the index, in its order. */
	compareDirectory() {
		let position = 0;
		for (const [name, place] of this.whole ? this.places : []) {
			this.expect(place.at === position, name, `${name} does not begin where the entry before it in the index ends`);
			position = place.at + headerLength(name) + place.stored;
		}
		if (!this.listed) return;
		for (const [name, place] of this.places) {
			const record = this.records.get(name);
			if (!this.expect(record, name, `${name} is not in the central directory`)) continue;
			const right = record.at === place.at && record.stored === place.stored;
			this.expect(right, name, `${name} is not at its offset in the index`);
		}
		for (const name of this.records.keys()) {
			this.expect(this.places.has(name) || !this.whole, name, `${name} is in the archive, but not in the index`);
		}
	}

	/** Compares the lists with one another and with the manifest. */
	compareIndex() {
		const { counts } = this.manifest;
		const sums = { sections: 0, questions: 0, cards: 0, glossary: 0, assets: 0 };
		for (const row of this.rows.outline) {
			for (const name of NUMBERS.lesson) sums[name] += row.counts[name];
		}
		sums.assets = this.rows.files.filter(({ name }) => name.startsWith("assets/")).length;
		for (const [name, sum] of Object.entries(sums)) {
			const right = sum === counts[name] || !this.whole;
			this.expect(right, "manifest.json", `'counts' says ${counts[name]} ${name}, but there are ${sum}`);
		}
		this.outline = new Map(this.rows.outline.map((row) => [row.id, row]));
		this.items = new Map(this.rows.items.map((row) => [row[0], row]));
		for (const id of this.outline.keys()) {
			this.expect(!this.items.has(id), "index.json", `'${id}' is the id of a lesson and of an item`);
		}
	}

	async readEntry(name, place) {
		const record = this.records.get(name);
		const { source, signal } = this;
		const length = headerLength(name);
		const header = place.header ?? (await source.read(place.at, length, signal));
		const same = !record || equal(header.subarray(4, 28), record.header);
		this.expect(same, name, `the local header of ${name} and its record in the central directory differ`);
		if (place.header || place.read) return;
		const raw = await openEntry(await source.read(place.at, length + place.stored, signal), name, place);
		if (/^(lessons|assets)/.test(name)) {
			const digest = await sha256(raw);
			const right = name.startsWith("lessons/") || digest.startsWith(name.slice(7, name.indexOf(".")));
			this.expect(right, name, `${name} is not named after its digest`);
			this.digests.push(digest);
		}
		if (name.startsWith("lessons/")) {
			const id = name.slice(8, -5);
			const found = { asset: [], access: [], part: [], cited: [], objective: [], set: [] };
			const lesson = parseLesson(raw, name, id, (mark, text) => found[mark]?.push(text));
			if (this.outline.has(id)) this.compareLesson(lesson, name, this.outline.get(id), found);
		}
		if (name === SEARCH && this.manifest.extras.includes("search")) {
			const search = parseSearch(raw, this.manifest);
			const right = this.rows.outline.every(({ id }, i) => search.lessons[i] === id);
			this.expect(right, name, `${name} lists other lessons than the index, or in another order`);
		}
	}

	/** `found` has the strings that the definitions of the schema describe, by their names. */
	compareLesson(lesson, name, row, found) {
		this.opened.add(lesson.id);
		const sections = [...sectionsOf(lesson.sections)];
		const facts = { title: plain(lesson.title), lang: lesson.lang, access: lesson.access };
		for (const [fact, value] of Object.entries(facts)) {
			this.expect(row[fact] === value, name, `the ${fact} of ${name} is not that in the outline`);
		}
		const listed = row.sections.map((section) => `${section.level} ${section.id} ${section.title}`);
		const actual = sections.map(({ section, level }) => `${level} ${section.id} ${plain(section.title)}`);
		this.expect(listed.join("\n") === actual.join("\n"), name, `${name} has other sections than the outline`);
		for (const [kind, part] of Object.entries(PARTS)) {
			const right = lesson[part].length === row.counts[part];
			this.expect(right, name, `${name} does not have as many ${part} as the outline counts`);
			for (const { id } of lesson[part]) this.compareItem(id, kind, lesson.id, name);
		}
		for (const asset of found.asset) {
			this.expect(this.places.has(asset) || !this.whole, name, `a figure in ${name} shows '${asset}', which is not there`);
			this.shown.add(asset);
		}
		const open = this.manifest.edition !== "free" || found.access.every((access) => access === "free");
		this.expect(open, name, `${name} has a part for members, in the free edition`);
		this.compareIds(lesson, name, found);
	}

	compareIds({ sources, objectives, questions, sets = [] }, name, found) {
		this.expect(new Set(found.part).size === found.part.length, name, `${name} has an id twice`);
		const has = (parts) => {
			const ids = new Set(parts.map(({ id }) => id));
			return (id) => ids.has(id);
		};
		this.expect(found.cited.every(has(sources)), name, `${name} cites what is no source of it`);
		this.expect(found.objective.every(has(objectives)), name, `${name} has a question for what is no objective of it`);
		this.expect(found.set.every(has(sets)), name, `${name} has a question in what is no set of it`);
		for (const { id, options = [], choices = options, prompts = [] } of questions) {
			const known = choices.flatMap((choice) => choice.id ?? []);
			const ids = new Set(known);
			const right = ids.size === known.length && prompts.every(({ choice }) => ids.has(choice));
			this.expect(right, name, `in ${id}, two options have the same id, or a prompt has no choice`);
		}
	}

	compareItem(id, kind, lesson, name) {
		const row = this.items.get(id);
		const right = (row && row[1] === kind && row[2] === lesson) || !this.whole;
		this.expect(right, name, `${name} contains the ${kind} '${id}', but 'items' in the index does not say so`);
		this.found.add(id);
	}

	async compareWhole() {
		if (!this.whole) return;
		for (const [id, , lesson] of this.rows.items) {
			const right = this.found.has(id) || (this.outline.has(lesson) && !this.opened.has(lesson));
			this.expect(right, "index.json", `'items' names '${id}' in '${lesson}', which does not contain it`);
		}
		const assets = this.rows.files.filter(({ name }) => name.startsWith("assets/"));
		const { cover } = this.manifest;
		if (cover) this.shown.add(cover.asset);
		this.expect(!cover || this.places.has(cover.asset), "manifest.json", "the pack has no asset with the name of its cover");
		const all = this.opened.size === this.outline.size;
		for (const { name } of assets) this.expect(!all || this.shown.has(name), name, `${name} is shown by no figure`);
		const named = this.manifest.extras.includes("search") === this.places.has(SEARCH);
		this.expect(named, "manifest.json", `'extras' names search and ${SEARCH} is not there, or the other way round`);
		if (this.digests.length < this.rows.lessons.length + assets.length) return;
		const digits = this.digests.sort().join("").match(/../g) ?? [];
		const bytes = Uint8Array.from(digits, (two) => parseInt(two, 16));
		const right = (await sha256(bytes)) === this.manifest.contentRoot;
		this.expect(right, "manifest.json", "the content root is not that of the lessons and assets");
	}
}

const MOST = { "latest.json": 64 * KIB, "progress.json": PROGRESS_MOST };

const bytesOf = (content) => (typeof content === "string" ? new TextEncoder().encode(content) : toBytes(content));

/** Checks latest.json or progress.json, given its bytes or its text. Throws on errors; returns its contents. */
export function checkReleaseDocument(name, content) {
	if (!Object.hasOwn(MOST, name)) throw new TypeError("the documents of a release are latest.json and progress.json");
	const bytes = bytesOf(content);
	check(bytes.length <= MOST[name], `${name} is longer than ${MOST[name] / KIB} KiB`);
	if (name === "progress.json") return checkProgress(bytes);
	const document = parseJson(bytes, name);
	checkLatest(document, name);
	return document;
}

/** The signed comment, if one of the keys signed the message. */
export function checkSignature(message, signature, keys) {
	return checkBytes(bytesOf(message), bytesOf(signature), [...keys], "the message");
}
