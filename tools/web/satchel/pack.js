// An open pack.

import { ascii, countBefore, equal, viewOf } from "./bytes.js";
import { checkDocument, checkIndex, checkManifest, checkNode, checkPlace, parseLesson } from "./documents.js";
import { KEYS, LISTS, MEDIA_TYPES, MIMETYPE, PARTS, SEARCH } from "./documents.js";
import { check, damaged, printable, SatchelError, unreadable, untrusted } from "./errors.js";
import { parseJson } from "./json.js";
import { Windowed } from "./source.js";
import { abortable } from "./wire.js";
import { checkEnd, crc32, headerLength, localHeader, openEntry } from "./zip.js";

const PAGES_KEPT = 32;

/** Sets the offsets of the pages of a node; `end` is that of the first byte after the file that names them. */
function placePages(node, end) {
	for (const page of node.pages ?? []) page.at = end + page.offset;
}

const noLesson = (id) => new SatchelError("not-found", `there is no lesson '${id}' in the pack`);

export class Pack {
	#source;
	#manifest;
	#index;
	#base; // offset of the first byte after index.json
	#pages = new Map(); // name to promise, the most recently used last
	#numbers = new Map(); // of the lessons whose rows were read, by id
	#kept = new Map(); // promises of what is read when it is first needed, by name
	#signer;
	#entries = []; // the entries up to index.json, for verify

	static async open(source, { signal, keys }) {
		const pack = new Pack();
		pack.#source = source;
		// Nothing in a pack is used before its signature is checked.
		const signed = await pack.#readHead(signal);
		if (keys) {
			const { checkSignature } = await import("./signature.js");
			pack.#signer = await checkSignature(signed.manifest, signed.signature, [...keys]);
		}
		checkManifest(pack.#manifest);
		const { id, version, release, edition } = pack.#manifest;
		const signer = `pack ${id} ${version} release ${release} edition ${edition}`;
		if (keys && pack.#signer !== signer) {
			throw untrusted(`the signature is for something else: '${printable(pack.#signer)}'`);
		}
		await pack.#readIndex(signal);
		pack.#checkSize();
		// A page that leads to every lesson is read now, so that a lesson costs at most two requests.
		for (let node = pack.#index.lessons; node.pages?.length === 1; ) node = await pack.#page("lessons", node.pages[0]);
		return pack;
	}

	/** The pages that index.json itself names, each with the offset at which its last descendant ends; and where the first
	 * one begins. */
	static pages(pack) {
		const pages = LISTS.flatMap((list) => pack.#index[list].pages ?? []);
		const ends = [...pages.slice(1).map(({ at }) => at), pack.#base + pack.#index.body];
		return { pages: pages.map((page, i) => ({ ...page, end: ends[i] })), begin: pack.#base };
	}

	/** All entries in the order of the archive, each with its offset; and where the last one ends. */
	static async layout(pack, signal) {
		const [entries, rows, start] = [[], {}, pack.#base + pack.#index.body];
		let end = 0;
		const place = (entry) => {
			check(entry.at === end, `${entry.name} does not begin where the entry before it ends`);
			end += headerLength(entry.name) + entry.stored;
			entries.push(entry);
		};
		pack.#entries.forEach(place);
		for (const list of LISTS) {
			rows[list] = [];
			const read = (page) => {
				place(page);
				return pack.#page(list, page, signal);
			};
			for await (const row of pack.#rows(list, 0, Infinity, signal, read)) rows[list].push(row);
		}
		for (const row of [...rows.lessons, ...rows.files]) place({ ...row, at: start + row.offset });
		return { entries, end };
	}

	get manifest() {
		return this.#manifest;
	}

	get signer() {
		return this.#signer;
	}

	get units() {
		return this.#index.units;
	}

	// The index does not list the entries before it; their headers give their lengths.
	async #readHead(signal) {
		const { head } = this.#source;
		const place = { stored: MIMETYPE.length, raw: MIMETYPE.length };
		const named = ascii(`mimetype${MIMETYPE}`);
		const view = viewOf(head);
		const begins = head.length >= 70 && view.getUint32(0, true) === 0x04034b50;
		if (!begins || view.getUint32(22, true) !== MIMETYPE.length || !equal(head.subarray(30, 70), named)) {
			throw new SatchelError("not-a-pack", "this is not a Satchel pack: it does not begin as one");
		}
		const header = localHeader("mimetype", place, crc32(ascii(MIMETYPE)));
		check(equal(head.subarray(0, 38), header), "the local header of mimetype is not as it must be");
		this.#entries.push({ name: "mimetype", at: 0, header, ...place });
		const manifest = await this.#headEntry("manifest.json", 70, signal);
		this.#manifest = parseJson(manifest.bytes, "manifest.json");
		this.#base = manifest.end;
		const next = await this.#source.read(this.#base, headerLength("manifest.json.minisig"), signal);
		if (!equal(next.subarray(30), ascii("manifest.json.minisig"))) return { manifest: manifest.bytes };
		const signature = await this.#headEntry("manifest.json.minisig", this.#base, signal);
		this.#base = signature.end;
		return { manifest: manifest.bytes, signature: signature.bytes };
	}

	async #readIndex(signal) {
		const name = "index.json";
		const place = this.#manifest.index;
		const bytes = await this.#source.read(this.#base, headerLength(name) + place.stored, signal);
		const raw = await openEntry(bytes, name, place);
		const header = bytes.slice(0, headerLength(name));
		this.#entries.push({ name, at: this.#base, header, stored: place.stored, raw: place.raw });
		this.#index = parseJson(raw, name);
		this.#base += bytes.length;
		checkIndex(this.#index, this.#manifest);
		for (const list of LISTS) placePages(this.#index[list], this.#base);
	}

	/** A stored entry before the index. */
	async #headEntry(name, at, signal) {
		const header = await this.#source.read(at, headerLength(name), signal);
		const view = viewOf(header);
		const [crc, stored] = [view.getUint32(14, true), view.getUint32(18, true)];
		const place = { stored, raw: view.getUint32(22, true) };
		checkPlace(place, name);
		check(equal(header, localHeader(name, place, crc)), `the local header of ${name} is not as it must be`);
		const bytes = await this.#source.read(at + header.length, stored, signal);
		check(crc32(bytes) === crc, `${name} does not have the checksum in its local header`);
		this.#entries.push({ name, at, header: header.slice(), ...place });
		return { bytes, end: at + header.length + stored };
	}

	/** Checks the length of the file and the end record, if they are known without another request. */
	#checkSize() {
		const { size } = this.#source;
		if (size === undefined) return;
		check(this.#base + this.#index.body + 22 <= size, "the file ends early");
		const record = this.#source.cached(size - 22, 22);
		if (record) checkEnd(record, size);
	}

	async #entry(name, place, base, signal) {
		const at = base + place.offset;
		return openEntry(await this.#source.read(at, headerLength(name) + place.stored, signal), name, place);
	}

	/** The node in a page. The last pages used are kept; concurrent calls share one request. */
	#page(list, page, signal) {
		let node = this.#pages.get(page.name);
		if (node && node.page !== page && node.page.digest !== page.digest) {
			return Promise.reject(damaged(`${page.name} is named by two pages`));
		}
		if (!node) {
			node = this.#readPage(list, page);
			node.page = page;
			node.catch(() => this.#pages.delete(page.name));
		}
		this.#pages.delete(page.name);
		this.#pages.set(page.name, node);
		if (this.#pages.size > PAGES_KEPT) this.#pages.delete(this.#pages.keys().next().value);
		return abortable(node, signal);
	}

	async #readPage(list, page, source = this.#source) {
		const { name } = page;
		const length = headerLength(name) + page.stored;
		check(page.at + length <= this.#base + this.#index.body, `${name} does not lie before the lessons`);
		const raw = await openEntry(await source.read(page.at, length), name, page);
		const node = parseJson(raw, name);
		checkDocument(`index#${list}`, node, name);
		const rows = checkNode(node, list, name, this.#manifest, page.start);
		check(rows === page.rows, `${name} has ${rows} rows, not ${page.rows}`);
		const first = node.rows ? KEYS[list](node.rows[0] ?? {}) : node.pages[0].first;
		check(first === page.first, `${name} does not begin with '${page.first}'`);
		placePages(node, page.at + length);
		return node;
	}

	/** The row with a key, or undefined. */
	async #find(list, key, signal) {
		let node = this.#index[list];
		for (let depth = 0; node.pages; depth++) {
			check(depth < 3, `'${list}' has pages more than three steps below index.json`);
			const at = countBefore(node.pages, (page) => page.first <= key) - 1;
			if (at < 0) return undefined;
			const next = node.pages[at + 1];
			node = await this.#page(list, node.pages[at], signal);
			const last = node.rows ? KEYS[list](node.rows.at(-1)) : node.pages.at(-1).first;
			check(!next || last < next.first, `'${list}' is out of order at '${next?.first}'`);
		}
		const at = countBefore(node.rows, (row) => KEYS[list](row) <= key) - 1;
		return at >= 0 && KEYS[list](node.rows[at]) === key ? node.rows[at] : undefined;
	}

	/** Rows of a list by number, from `from` to before `to`. */
	async *#rows(list, from, to, signal, read = (page) => this.#page(list, page, signal)) {
		const numbers = this.#numbers;
		yield* walk(this.#index[list], 0);
		async function* walk(node, first, depth = 0) {
			check(depth <= 3, `'${list}' has pages more than three steps below index.json`);
			if (node.rows) {
				if (list === "outline") node.rows.forEach(({ id }, i) => numbers.set(id, first + i));
				yield* node.rows.slice(Math.max(from - first, 0), Math.max(to - first, 0));
				return;
			}
			for (const page of node.pages) {
				if (first < to && first + page.rows > from) yield* walk(await read(page), first, depth + 1);
				first += page.rows;
			}
		}
	}

	async lessons(unit, options = {}) {
		let [from, to] = [0, this.#manifest.counts.lessons];
		if (unit !== undefined) {
			const at = this.units.findIndex(({ id }) => id === unit);
			if (at < 0) throw new SatchelError("not-found", `there is no unit '${unit}' in the pack`);
			from = this.units.slice(0, at).reduce((sum, { lessons }) => sum + lessons, 0);
			to = from + this.units[at].lessons;
		}
		const { start = 0, limit = Infinity, signal } = options;
		from = Math.min(from + start, to);
		const rows = [];
		for await (const row of this.#rows("outline", from, Math.min(from + limit, to), signal)) rows.push(row);
		return rows;
	}

	async *[Symbol.asyncIterator]() {
		yield* this.#rows("outline", 0, Infinity);
	}

	async has(id, { signal } = {}) {
		return (await this.#find("lessons", id, signal)) !== undefined;
	}

	async row(id, { signal } = {}) {
		return this.#rowAt(await this.#number(id, signal), signal);
	}

	async neighbours(id, { signal } = {}) {
		const number = await this.#number(id, signal);
		const [before, after] = await Promise.all([number - 1, number + 1].map((other) => this.#rowAt(other, signal)));
		return { before, after };
	}

	/** The number of a lesson in reading order. */
	async #number(id, signal) {
		if (!this.#numbers.has(id)) await this.#once("numbers", () => this.#readNumbers(), signal);
		if (!this.#numbers.has(id)) throw noLesson(id);
		return this.#numbers.get(id);
	}

	async #rowAt(number, signal) {
		for await (const row of this.#rows("outline", number, number + 1, signal)) return row;
		return undefined;
	}

	/** Reads all rows of the outline, whose pages follow one another, in few requests. */
	async #readNumbers() {
		const after = [...(this.#index.items.pages ?? []), ...(this.#index.files.pages ?? [])][0];
		const ahead = new Windowed(this.#source, after?.at ?? this.#base + this.#index.body);
		const read = (page) => this.#readPage("outline", page, ahead);
		for await (const _ of this.#rows("outline", 0, Infinity, undefined, read));
	}

	/** What is read when it is first needed, and then kept, unless it fails. */
	#once(name, read, signal) {
		if (!this.#kept.has(name)) {
			const reading = read();
			reading.catch(() => this.#kept.delete(name));
			this.#kept.set(name, reading);
		}
		return abortable(this.#kept.get(name), signal);
	}

	async lesson(id, options = {}) {
		const row = await this.#find("lessons", id, options.signal);
		if (!row) throw noLesson(id);
		return parseLesson(await this.#file(row, options.signal), row.name, id);
	}

	async itemRow(id, { signal } = {}) {
		const row = await this.#find("items", id, signal);
		if (!row) throw new SatchelError("not-found", `there is no question, card or glossary entry '${id}' in the pack`);
		return { id, kind: row[1], lesson: row[2] };
	}

	async item(id, options = {}) {
		const row = await this.itemRow(id, options);
		const lesson = await this.lesson(row.lesson, options);
		const item = lesson[PARTS[row.kind]].find((one) => one.id === id);
		check(item, `lessons/${row.lesson}.json does not contain '${id}', although the index says so`);
		const set = lesson.sets?.find((one) => one.id === item.set);
		return { kind: row.kind, lesson, item, ...(set && { set }) };
	}

	async asset(name, options = {}) {
		const type = MEDIA_TYPES[name.slice(name.lastIndexOf(".") + 1)];
		const row = type && name.startsWith("assets/") && (await this.#find("files", name, options.signal));
		if (!row) throw new SatchelError("not-found", `there is no asset '${name}' in the pack`);
		return new Blob([await this.#file(row, options.signal)], { type });
	}

	#file(row, signal) {
		return this.#entry(row.name, row, this.#base + this.#index.body, signal);
	}

	get searchable() {
		return this.#manifest.extras.includes("search");
	}

	async search(query, { limit = 20, signal } = {}) {
		if (!this.searchable) throw new SatchelError("not-found", "the pack has no search index");
		const { index, findLessons } = await this.#once("search", () => this.#readSearch(), signal);
		const found = findLessons(index, query);
		const shown = found.slice(0, limit).map(async ({ number, inTitle }) => {
			const lesson = await this.#rowAt(number, signal);
			check(lesson?.id === index.lessons[number], "extras/search.json lists other lessons than the index");
			return { lesson, inTitle };
		});
		return { total: found.length, lessons: await Promise.all(shown) };
	}

	async #readSearch() {
		const row = await this.#find("files", SEARCH);
		check(row, "the pack has no extras/search.json, although its manifest names search");
		const [bytes, { findLessons, parseSearch }] = await Promise.all([this.#file(row), import("./search.js")]);
		return { index: parseSearch(bytes, this.#manifest), findLessons };
	}

	async verify({ signal } = {}) {
		if (this.#source.size === undefined) throw unreadable("the server does not report the length of the file");
		const { Verification } = await import("./verify.js");
		return new Verification({
			source: new Windowed(this.#source),
			manifest: this.#manifest,
			index: this.#index,
			base: this.#base,
			entries: this.#entries,
			readPage: (list, page, source) => this.#readPage(list, page, source),
			rowsOf: (list, read) => this.#rows(list, 0, Infinity, signal, read),
			signal,
		}).run();
	}
}
