// Reads Satchel packs, in browsers and in Node. packs/FORMAT.md says what a pack is, satchel.d.ts how to use this.
//
// Nothing in a pack is trusted: lengths are checked before memory is asked for, digests before bytes are used, and
// documents against their schemas before they are handed out. What a whole pack is checked for besides is in verify.js.

import { misfit } from "./schema.js";

const KIB = 1024;
const MIB = 1024 * KIB;
/** What one request brings when a pack is opened. */
const HEAD = 64 * KIB;
/** The longest pack that is loaded whole, from a server that does not know ranges. */
const WHOLE = 64 * MIB;
/** What `verify` reads at a time. */
const WINDOW = 4 * MIB;
const MIMETYPE = "application/vnd.satchel.pack+zip";
const PAGES_KEPT = 32;
const SEARCH = "extras/search.json";
const MEDIA_TYPES = {
	svg: "image/svg+xml",
	png: "image/png",
	jpg: "image/jpeg",
	webp: "image/webp",
	gif: "image/gif",
	avif: "image/avif",
};

const ID = /^(?=.{1,64}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const NUMBERS = { lesson: ["sections", "questions", "cards", "glossary"] };
NUMBERS.pack = ["units", "lessons", ...NUMBERS.lesson, "assets"];
const PARTS = { question: "questions", card: "cards", glossary: "glossary" };
const LISTS = ["lessons", "outline", "items", "files"];

export class SatchelError extends Error {
	constructor(code, message, options) {
		super(message, options);
		this.name = "SatchelError";
		this.code = code;
	}
}

const damaged = (message) => new SatchelError("damaged", message);
const printable = (text) => text.slice(0, 100).replace(/[\p{C}\p{Z}]/gu, "?");
const unreadable = (message, cause) => new SatchelError("unreadable", message, { cause });

function check(condition, message) {
	if (!condition) throw damaged(message);
}

// ---------------------------------------------------------------------------------------------------------------
// Sources: where bytes come from

/** A pack's file. `read` brings exactly what it is asked for, or throws; `size` may not be known. */
class Source {
	constructor(reader, size) {
		this.reader = reader;
		this.size = size;
		this.head = new Uint8Array(0);
	}

	async begin(signal) {
		this.head = await this.reader.head(HEAD, signal);
		this.size = this.reader.size;
		const due = Math.min(HEAD, this.size ?? this.head.length);
		if (this.head.length !== due) throw unreadable(`the source gave ${this.head.length} bytes instead of ${due}`);
	}

	/** The bytes, where they are at hand without another request. */
	held(offset, length) {
		if (this.reader.whole) return this.reader.whole.subarray(offset, offset + length);
		return offset + length <= this.head.length ? this.head.subarray(offset, offset + length) : undefined;
	}

	async read(offset, length, signal) {
		signal?.throwIfAborted();
		check(this.size === undefined || offset + length <= this.size, "the file ends early");
		const bytes = this.held(offset, length) ?? (await this.reader.read(offset, length, signal));
		if (bytes.length !== length) {
			throw unreadable(`reading at ${offset} gave ${bytes.length} bytes instead of ${length}`);
		}
		return bytes;
	}
}

class BytesReader {
	constructor(bytes) {
		this.whole = bytes;
		this.size = bytes.length;
	}
	async head(length) {
		return this.whole.subarray(0, length);
	}
}

/** Over a Blob, or what a front-end brings itself: an object with `size` and `read(offset, length, signal)`. */
class CustomReader {
	constructor(custom) {
		this.custom = custom;
		this.size = custom.size;
		if (!Number.isSafeInteger(this.size) || this.size < 0) throw unreadable("the source has no size");
	}
	head(length, signal) {
		return this.read(0, Math.min(length, this.size), signal);
	}
	async read(offset, length, signal) {
		try {
			if (this.custom instanceof Blob) {
				return new Uint8Array(await this.custom.slice(offset, offset + length).arrayBuffer());
			}
			return toBytes(await this.custom.read(offset, length, signal));
		} catch (error) {
			throw failedToRead(error, "the source", signal);
		}
	}
}

class HttpReader {
	/** `most` is the longest file that is taken whole. */
	constructor(url, fetch, most = WHOLE) {
		this.url = String(url);
		this.fetch = fetch;
		this.most = most;
		this.told = {};
	}

	head(length, signal) {
		return this.read(0, length, signal, true);
	}

	async read(offset, length, signal, first = false) {
		let bytes;
		try {
			const response = await this.fetch(this.url, {
				headers: { Range: `bytes=${offset}-${offset + length - 1}` },
				signal,
			});
			try {
				bytes = await this.take(response, offset, length, first);
			} catch (error) {
				response.body?.cancel().catch(() => {});
				throw error;
			}
		} catch (error) {
			throw failedToRead(error, this.url, signal);
		}
		// Another read may have found the server to send the whole.
		return this.whole ? this.whole.subarray(offset, offset + length) : bytes;
	}

	/** The bytes of a response. A server that ignores ranges sends all, which is then kept. */
	async take(response, offset, length, first) {
		const range = this.expect(response, offset, length, first);
		const bytes = await collect(response.body, range.length, range.tooMany);
		if (range.whole) {
			this.same({ size: bytes.length });
			this.whole = bytes;
			this.size = bytes.length;
			return bytes.subarray(offset, offset + length);
		}
		if (bytes.length < range.length && !(first && range.open)) throw this.tooFew(bytes.length, range.length);
		this.size ??= range.size ?? (bytes.length < length ? bytes.length : undefined);
		return bytes;
	}

	/** What a response will bring, by its headers: a range, or the whole of at most `length` bytes. */
	expect(response, offset, length, first = false) {
		const header = (name) => response.headers.get(name);
		if (response.status === 416 && first) throw new SatchelError("no-pack", `${this.url} is empty`);
		if (response.status !== 200 && response.status !== 206) {
			throw unreadable(`the server answers ${response.status} for ${this.url}`);
		}
		const state = { etag: header("etag"), modified: header("last-modified") };
		if (response.status === 200) {
			const tooLong = (size) => unreadable(`the server sends ${this.url} whole, and ${size} bytes are too many`);
			const told = Number(header("content-length") ?? 0);
			if (told > this.most) throw tooLong(told);
			this.same(state);
			return { at: 0, length: this.most, whole: true, tooMany: () => tooLong(`more than ${this.most}`) };
		}
		// A range of what is encoded is no range of the pack.
		const encoding = header("content-encoding") ?? "identity";
		if (encoding !== "identity") {
			throw unreadable(`the server sends ${this.url} with Content-Encoding ${encoding}; have it send packs as they are`);
		}
		const range = this.range(header("content-range"), header("content-type"), offset, length);
		this.same({ ...state, size: range.size });
		const tooMany = () => unreadable(`the server sends more than the range asked for of ${this.url}`);
		return { ...range, at: offset, tooMany };
	}

	tooFew(bytes, due) {
		return unreadable(`the server sends ${bytes} bytes of ${this.url} instead of ${due}`);
	}

	/** How many bytes come, and how long the file is. Across origins, browsers show Content-Range only if told to. */
	range(header, type, offset, length) {
		if (type?.toLowerCase().startsWith("multipart/")) {
			throw unreadable(`the server sends ${this.url} in several parts`);
		}
		if (header === null) return { length, size: undefined, open: true };
		const [, start, end, total] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/i.exec(header) ?? [];
		const size = total === "*" ? undefined : Number(total);
		const last = Math.min(offset + length, size ?? Infinity) - 1;
		if (start === undefined || Number(start) !== offset || (size !== undefined && Number(end) !== last)) {
			throw unreadable(`the server sends another range of ${this.url} than asked for: ${header}`);
		}
		return { length: last + 1 - offset, size, open: size === undefined };
	}

	/** All responses must be of one state of the file. */
	same(now) {
		for (const [name, value] of Object.entries(now)) {
			if (value === null || value === undefined) continue;
			this.told[name] ??= value;
			if (this.told[name] !== value) {
				throw new SatchelError("changed", `${this.url} has changed on the server since it was opened; open it again`);
			}
		}
	}
}

/** What went wrong, as it is told: an abort as itself, the rest with a name. */
function failedToRead(error, where, signal) {
	if (signal?.aborted) return signal.reason;
	if (error instanceof SatchelError) return error;
	return unreadable(`cannot read ${where}: ${error?.message ?? error}`, error);
}

/** The bytes of a stream; `tooMany` makes the error for more than `most` of them. */
async function collect(stream, most, tooMany) {
	const chunks = [];
	const length = await drain(stream, most, tooMany, (chunk) => chunks.push(chunk));
	return joined(chunks, length);
}

/** Hands on a stream chunk by chunk, and says how long it was. */
async function drain(stream, most, tooMany, take) {
	let length = 0;
	if (!stream) return length;
	const reader = stream.getReader();
	for (let step = await reader.read(); !step.done; step = await reader.read()) {
		length += step.value.length;
		if (length > most) {
			reader.cancel().catch(() => {});
			throw tooMany();
		}
		take(step.value);
	}
	return length;
}

function joined(chunks, length) {
	if (chunks.length === 1) return chunks[0];
	const all = new Uint8Array(length);
	let at = 0;
	for (const chunk of chunks) {
		all.set(chunk, at);
		at += chunk.length;
	}
	return all;
}

function toBytes(value) {
	if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
	if (value instanceof ArrayBuffer) return new Uint8Array(value);
	throw unreadable("the source gives neither an ArrayBuffer nor a view of one");
}

function toReader(from, options) {
	if (typeof from === "string" || from instanceof URL) {
		const fetch = options.fetch ?? globalThis.fetch;
		return new HttpReader(from, (...all) => fetch(...all));
	}
	if (from instanceof ArrayBuffer || ArrayBuffer.isView(from)) return new BytesReader(toBytes(from));
	if (from instanceof Blob || typeof from?.read === "function") return new CustomReader(from);
	throw new TypeError("a pack is opened from a URL, a Blob, bytes, or an object with size and read(offset, length)");
}

/** For verify: reads ahead, as everything is wanted in its order. */
class Windowed {
	constructor(source) {
		this.source = source;
		this.size = source.size;
		this.offset = 0;
		this.bytes = new Uint8Array(0);
	}

	async read(offset, length, signal) {
		signal?.throwIfAborted();
		check(offset + length <= this.size, "the file ends early");
		if (offset < this.offset || offset + length > this.offset + this.bytes.length) {
			const ahead = Math.min(Math.max(length, WINDOW), this.size - offset);
			this.bytes = await this.source.read(offset, ahead, signal);
			this.offset = offset;
		}
		return this.bytes.subarray(offset - this.offset, offset - this.offset + length);
	}
}

// ---------------------------------------------------------------------------------------------------------------
// Digests, checksums, inflating

let cryptography;

/** WebCrypto, which Node 18 keeps in a module and browsers hide from pages that came over plain HTTP. */
async function subtle() {
	cryptography ??= globalThis.crypto?.subtle;
	if (!cryptography && globalThis.process?.versions?.node) {
		// Not by its name, which bundlers for browsers would look for.
		const name = ["node", "crypto"].join(":");
		cryptography = (await import(/* webpackIgnore: true */ /* @vite-ignore */ name)).webcrypto.subtle;
	}
	if (!cryptography) throw unreadable("digests cannot be checked: browsers allow it on https pages and localhost only");
	return cryptography;
}

async function sha256(bytes) {
	const digest = new Uint8Array(await (await subtle()).digest("SHA-256", bytes));
	return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
	for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
	return n;
});

function crc32(bytes) {
	let crc = -1;
	for (let i = 0; i < bytes.length; i++) crc = CRC_TABLE[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
	return ~crc >>> 0;
}

/** Inflates exactly `raw` bytes, in steps, so that a stream that makes more is left before it costs memory.
 *
 * Browsers let bytes behind a raw deflate stream pass. So the stream is dressed as gzip, whose trailer (checksum and
 * length) must come right behind it. Bytes between the two could only pass if they held that very trailer. */
async function inflate(stored, raw, crc, what) {
	const trailer = new Uint8Array(8);
	new DataView(trailer.buffer).setUint32(0, crc, true);
	new DataView(trailer.buffer).setUint32(4, raw, true);
	check(!holdsEarly(stored, trailer), `bytes follow the deflate stream of ${what}`);
	const parts = [Uint8Array.of(31, 139, 8, 0, 0, 0, 0, 0, 0, 255)];
	for (let at = 0; at < stored.length; at += 16 * KIB) parts.push(stored.subarray(at, at + 16 * KIB));
	parts.push(trailer);
	const gzip = new ReadableStream({
		pull(controller) {
			if (parts.length) controller.enqueue(parts.shift());
			else controller.close();
		},
	});
	let bytes;
	try {
		bytes = await collect(gzip.pipeThrough(new DecompressionStream("gzip")), raw, () =>
			damaged(`${what} makes more than ${raw} bytes when inflated`),
		);
	} catch (error) {
		throw error instanceof SatchelError ? error : damaged(`${what} cannot be inflated: ${error.message}`);
	}
	check(bytes.length === raw, `${what} makes ${bytes.length} bytes when inflated, not ${raw}`);
	return bytes;
}

/** Whether the trailer occurs in the stored bytes with itself behind, before its own place. */
function holdsEarly(stored, trailer) {
	const byte = (at) => (at < stored.length ? stored[at] : trailer[at - stored.length]);
	for (let at = stored.indexOf(trailer[0]); at >= 0; at = stored.indexOf(trailer[0], at + 1)) {
		if (trailer.every((value, i) => byte(at + i) === value)) return true;
	}
	return false;
}

// ---------------------------------------------------------------------------------------------------------------
// JSON

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The object that the bytes say, in the strict JSON of packs. */
function parseJson(bytes, what) {
	let text, value;
	try {
		text = decoder.decode(bytes);
	} catch {
		throw damaged(`${what} is not UTF-8`);
	}
	// First, so that no depth of nesting gets to the parser.
	scanJson(text, what);
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new SatchelError("damaged", `${what} is not JSON`, { cause: error });
	}
	check(isObject(value), `${what} does not hold an object`);
	return value;
}

/** Finds what JSON.parse lets pass: doubled members, deep nesting, lone surrogates, U+0000, odd numbers. */
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
				`${what} holds a number that is not whole or too large: ${number.slice(0, 20)}`,
			);
			at = end - 1;
		}
	}
}

/** Behind the string that begins at `at`; 0 where it does not end. */
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
		check(!/[\0\p{Cs}]/u.test(string), `${what} holds a lone surrogate or U+0000`);
	}
	if (!names) return;
	while (text[end] === " " || text[end] === "\t" || text[end] === "\r" || text[end] === "\n") end++;
	if (text[end] !== ":") return;
	check(!names.has(string), `${what} holds the member '${printable(string)}' twice`);
	names.add(string);
}

// ---------------------------------------------------------------------------------------------------------------
// Shapes of manifest and index

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isString = (value) => typeof value === "string";
const isListOf = (test) => (value) => Array.isArray(value) && value.every(test);

/** Holds a document against its schema. */
function checkDocument(name, document, what, visit) {
	const where = misfit(name, document, visit);
	check(where === undefined, `${what} has a wrong '${printable(where ?? "")}'`);
}

/** What a schema can't say of a row of a list. */
const ROWS = {
	lessons: (row) => checkPlace(row, `lessons/${row.id}.json`),
	outline: (row, what, { whole }) => {
		let level = 0;
		for (const section of row.sections) {
			check(section.level <= level + 1, `a section of ${what} is more than one level below the one before`);
			level = section.level;
		}
		check(row.counts.sections === row.sections.length, `${what} counts other sections than it lists`);
		if (row.whole) {
			check(whole, `${what} is called a part, and the pack is none`);
			checkWhole(row.counts, row.whole, NUMBERS.lesson, what);
			const more = NUMBERS.lesson.some((name) => row.whole[name] > row.counts[name]);
			check(more, `${what} is called a part, and its counts are those of the whole`);
		}
	},
	items: () => {},
	files: (row) => checkPlace(row, row.name),
};
const KEYS = { lessons: (row) => row.id, outline: (row) => row.id, items: (row) => row[0], files: (row) => row.name };

/** What a name may be, and how many bytes it may hold. Undefined for a name that no entry has. */
function kindOf(name) {
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
		const right = /^[0-9a-f]{32}$/.test(stem) && Object.hasOwn(MEDIA_TYPES, end);
		return right ? { order: 6, most: 256 * MIB, stored: end !== "svg" } : undefined;
	}
	const most = name === SEARCH ? 64 * MIB : 256 * MIB;
	return ID.test(stem) && /^[a-z0-9]{1,8}$/.test(end) ? { order: 6, most } : undefined;
}

/** Whether an entry of that name can have such lengths, before anything is made of them. */
function checkPlace(place, name) {
	const kind = kindOf(name);
	check(kind, `'${printable(name)}' is not a name that an entry can have`);
	check(place.raw <= kind.most, `${name} is longer than its limit of ${kind.most} bytes`);
	check(place.stored <= place.raw, `${name} has more stored than raw bytes`);
	check(!kind.stored || place.stored === place.raw, `${name} must not be deflated`);
	check(place.raw <= 1032 * place.stored + 1031, `${name} claims more bytes than deflate can make of it`);
	check((place.offset ?? 0) < 2 ** 32, `${name} begins beyond 4 GiB`);
	if (name.startsWith("assets/") && place.rawSha256) {
		check(name.slice(7, 39) === place.rawSha256.slice(0, 32), `${name} is not named after its digest`);
	}
}

/** Whether a document of another time is one that this reader knows: comes first, as the rest may mean something else. */
function checkFormat({ format, requires }, what, all) {
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

function checkManifest(manifest) {
	checkFormat(manifest, "manifest.json", "the pack");
	checkDocument("manifest", manifest, "manifest.json");
	checkPlace(manifest.index, "index.json");
	const { counts, whole } = manifest;
	if (whole) checkWhole(counts, whole, NUMBERS.pack, "manifest.json");
	check(counts.lessons + counts.assets < 65535, "manifest.json counts more lessons and assets than fit");
}

function checkIndex(index, manifest) {
	const { counts, whole } = manifest;
	checkDocument("index#index", index, "index.json");
	check(index.units.length === counts.units, "index.json does not have as many units as manifest.json counts");
	const ids = new Set();
	for (const unit of index.units) {
		check(!ids.has(unit.id), `index.json has the unit '${unit.id}' twice`);
		ids.add(unit.id);
		const told = Boolean(whole) === (unit.whole !== undefined);
		check(told, `the unit '${unit.id}' tells how much the whole is and manifest.json does not, or the other way round`);
		check(unit.whole === undefined || unit.whole >= unit.lessons, `the unit '${unit.id}' has more than its 'whole'`);
	}
	const rows = {};
	for (const list of LISTS) rows[list] = checkNode(index[list], list, "index.json", manifest);
	const sum = (name) => index.units.reduce((all, unit) => all + unit[name], 0);
	const fits = sum("lessons") === counts.lessons;
	check(fits, "the units in index.json do not have as many lessons as manifest.json counts");
	const fitsWhole = !whole || (whole.units === counts.units && sum("whole") === whole.lessons);
	check(fitsWhole, "the 'whole' of the units in index.json is not that of manifest.json");
	const told = {
		lessons: counts.lessons,
		outline: counts.lessons,
		items: counts.questions + counts.cards + counts.glossary,
	};
	for (const [list, number] of Object.entries(told)) {
		check(rows[list] === number, `'${list}' in index.json has ${rows[list]} rows; manifest.json tells ${number}`);
	}
	check(rows.files >= counts.assets, "'files' in index.json has fewer rows than manifest.json counts assets");
}

/** Checks latest.json, as far as that goes without an address and a day. */
function checkLatest(record, what) {
	checkFormat(record, what, "the release");
	checkDocument("latest", record, what);
	const names = new Set();
	for (const { edition, head, size } of record.editions) {
		check(head < size, `the head of '${edition}' in ${what} is longer than the pack`);
		check(!names.has(edition), `${what} has the edition '${edition}' twice`);
		names.add(edition);
	}
}

/** Checks what the schema can't say of a node by itself, and says how many rows are in it and below it. */
function checkNode(node, list, what, manifest) {
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

// ---------------------------------------------------------------------------------------------------------------
// The archive

const ascii = (text) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const headerLength = (name) => 30 + name.length;

/** The local header that an entry must have; the checksum is what the index does not tell. */
function localHeader(name, { stored, raw }, crc) {
	const header = new Uint8Array(headerLength(name));
	const view = new DataView(header.buffer);
	view.setUint32(0, 0x04034b50, true);
	view.setUint16(4, 20, true);
	view.setUint16(8, stored < raw ? 8 : 0, true);
	view.setUint16(12, 0x21, true);
	view.setUint32(14, crc, true);
	view.setUint32(18, stored, true);
	view.setUint32(22, raw, true);
	view.setUint16(26, name.length, true);
	header.set(ascii(name), 30);
	return header;
}

const equal = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The stored bytes of an entry of which all bytes are here, header first. The checksum in the header is not looked at. */
async function storedOf(bytes, name, place) {
	const crc = viewOf(bytes).getUint32(14, true);
	const header = bytes.subarray(0, headerLength(name));
	check(equal(header, localHeader(name, place, crc)), `the local header of ${name} is not as it must be`);
	const stored = bytes.subarray(header.length);
	check((await sha256(stored)) === place.storedSha256, `${name} does not have the digest that the index tells`);
	return stored;
}

/** The raw bytes of such an entry: everything about it is checked. */
async function openEntry(bytes, name, place) {
	const stored = await storedOf(bytes, name, place);
	const crc = viewOf(bytes).getUint32(14, true);
	const deflated = place.stored < place.raw;
	const raw = deflated ? await inflate(stored, place.raw, crc, name) : stored;
	const digest = deflated ? await sha256(raw) : place.storedSha256;
	check(digest === place.rawSha256, `${name} does not have the raw digest that the index tells`);
	check(crc32(raw) === crc, `${name} does not have the checksum that its local header tells`);
	return raw;
}

function checkEnd(record, size) {
	const view = viewOf(record);
	check(view.getUint32(0, true) === 0x06054b50 && view.getUint32(4, true) === 0, "the end record is not as it must be");
	const count = view.getUint16(10, true);
	const [length, offset] = [view.getUint32(12, true), view.getUint32(16, true)];
	const agrees = view.getUint16(8, true) === count && offset + length + 22 === size && view.getUint16(20, true) === 0;
	check(agrees && count < 65535, "the end record is not as it must be");
	// A name has at most 76 bytes.
	check(length <= count * 122, "the central directory is longer than its entries can be");
	return { count, length, offset };
}

// ---------------------------------------------------------------------------------------------------------------
// The pack

/** Notes where in the file the pages of a node are; `end` is the first byte behind the file that names them. */
function placePages(node, end) {
	for (const page of node.pages ?? []) page.at = end + page.offset;
}

/** Waits for what others may wait for too: an abort ends the waiting, not the work. */
function abortable(promise, signal) {
	if (!signal) return promise;
	return new Promise((resolve, reject) => {
		const stop = () => reject(signal.reason);
		if (signal.aborted) stop();
		signal.addEventListener("abort", stop, { once: true });
		promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
	});
}

// Signatures are minisign's: Ed25519 over the manifest, and once more over that signature and its comment.

/** Bytes of a trusted comment. */
const COMMENT_MOST = 1024;

const untrusted = (message) => new SatchelError("untrusted", message);

function fromBase64(text, length) {
	try {
		const binary = atob(text);
		// What is written in another way than btoa does is refused: one signature has one form.
		if (binary.length !== length || btoa(binary) !== text) return undefined;
		return Uint8Array.from(binary, (c) => c.charCodeAt(0));
	} catch {
		return undefined;
	}
}

const linesOf = (text) => text.split("\n").map((line) => line.replace(/\r$/, ""));

/** A public key, from its file or from the second line of that. */
function parseKey(text) {
	const lines = linesOf(String(text));
	if (lines[0].startsWith("untrusted comment: ")) lines.shift();
	const bytes = fromBase64(lines.shift() ?? "", 42);
	const formed = bytes?.[0] === 0x45 && bytes[1] === 0x64 && !lines.some((line) => line);
	if (!formed) throw new TypeError("a key is the text of a minisign .pub file");
	return { id: bytes.subarray(2, 10), bytes: bytes.subarray(10) };
}

function parseSignature(bytes, what) {
	const malformed = () => untrusted(`the signature of ${what} is not in the format of minisign`);
	// A character for each byte: what somebody signed need not be UTF-8.
	const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
	const lines = linesOf(text);
	const [signature, global] = [fromBase64(lines[1] ?? "", 74), fromBase64(lines[3] ?? "", 64)];
	const comment = lines[2]?.startsWith("trusted comment: ") ? lines[2].slice(17) : undefined;
	const formed = lines[0].startsWith("untrusted comment: ") && signature && global && comment !== undefined;
	if (!formed || lines.slice(4).some((line) => line) || signature[0] !== 0x45) throw malformed();
	if (comment.includes("\0")) throw malformed();
	if (comment.length > COMMENT_MOST) throw untrusted(`the signature of ${what} has a comment that is too long`);
	// "ED" signs the BLAKE2b of the message, which WebCrypto does not have.
	if (signature[1] === 0x44) throw untrusted(`${what} is signed in a way that browsers can't check`);
	if (signature[1] !== 0x64) throw malformed();
	return { id: signature.subarray(2, 10), signature: signature.slice(10), global, comment };
}

async function madeBy(key, signature, message) {
	const crypto = await subtle();
	let imported;
	try {
		imported = await crypto.importKey("raw", key.bytes, { name: "Ed25519" }, false, ["verify"]);
	} catch (cause) {
		throw new SatchelError("unsupported", "signatures (Ed25519) can't be checked here", { cause });
	}
	const comment = ascii(signature.comment);
	const both = new Uint8Array(64 + comment.length);
	both.set(signature.signature);
	both.set(comment, 64);
	const checks = [crypto.verify("Ed25519", imported, signature.signature, message)];
	checks.push(crypto.verify("Ed25519", imported, signature.global, both));
	return (await Promise.all(checks)).every(Boolean);
}

/** The signed comment, where one of the keys signed the message. */
async function checkSignature(message, bytes, keys, what = "the pack") {
	if (!bytes) throw untrusted(`${what} is not signed`);
	const signature = parseSignature(bytes, what);
	const named = keys.map(parseKey).filter((key) => equal(key.id, signature.id));
	if (named.length === 0) throw untrusted(`${what} is signed with a key that is not trusted here`);
	for (const key of named) if (await madeBy(key, signature, message)) return signature.comment;
	throw untrusted(`the signature is wrong: the key that it names did not sign ${what}`);
}

export async function openPack(from, options = {}) {
	const source = new Source(toReader(from, options));
	await source.begin(options.signal);
	return Pack.open(source, options);
}

class Pack {
	#source;
	#manifest;
	#index;
	#base; // the first byte behind index.json
	#pages = new Map(); // name to promise, the one used last at the end
	#search;
	#signer;
	#entries = []; // where the first entries are, for verify

	static async open(source, { signal, keys }) {
		const pack = new Pack();
		pack.#source = source;
		// No word of a pack counts before it is known whose it is.
		const signed = await pack.#readHead(signal);
		if (keys) pack.#signer = await checkSignature(signed.manifest, signed.signature, [...keys]);
		checkManifest(pack.#manifest);
		const { id, version, release, edition } = pack.#manifest;
		const signer = `pack ${id} ${version} release ${release} edition ${edition}`;
		if (keys && pack.#signer !== signer) {
			throw untrusted(`the signature is one of something else than this pack: '${printable(pack.#signer)}'`);
		}
		await pack.#readIndex(signal);
		pack.#checkSize();
		// A page that every lesson lies behind is read now, so that a lesson costs two requests at most.
		for (let node = pack.#index.lessons; node.pages?.length === 1; ) node = await pack.#page("lessons", node.pages[0]);
		return pack;
	}

	/** The pages that index.json itself names, each with where what lies below it ends; and where the first one begins. */
	static pages(pack) {
		const pages = LISTS.flatMap((list) => pack.#index[list].pages ?? []);
		const ends = [...pages.slice(1).map(({ at }) => at), pack.#base + pack.#index.body];
		return { pages: pages.map((page, i) => ({ ...page, end: ends[i] })), begin: pack.#base };
	}

	/** All entries in the order of the archive, each with the place where it begins; and where the last one ends. */
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
		const lessons = new Map(rows.lessons.map((row) => [row.id, row]));
		for (const { id } of rows.outline) {
			check(lessons.has(id), `'outline' in the index tells of '${id}', which 'lessons' does not`);
			const row = lessons.get(id);
			place({ ...row, name: `lessons/${id}.json`, at: start + row.offset });
		}
		for (const row of rows.files) place({ ...row, at: start + row.offset });
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

	// The entries before the index are found by their headers.
	async #readHead(signal) {
		const { head } = this.#source;
		const place = { stored: MIMETYPE.length, raw: MIMETYPE.length };
		const named = ascii(`mimetype${MIMETYPE}`);
		const view = viewOf(head);
		const begins = head.length >= 70 && view.getUint32(0, true) === 0x04034b50;
		if (!begins || view.getUint32(22, true) !== MIMETYPE.length || !equal(head.subarray(30, 70), named)) {
			throw new SatchelError("no-pack", "this is not a Satchel pack: it does not begin as one");
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

	/** A stored entry before the index, of which only its header tells the length. */
	async #headEntry(name, at, signal) {
		const header = await this.#source.read(at, headerLength(name), signal);
		const view = viewOf(header);
		const [crc, stored] = [view.getUint32(14, true), view.getUint32(18, true)];
		const place = { stored, raw: view.getUint32(22, true) };
		checkPlace(place, name);
		check(equal(header, localHeader(name, place, crc)), `the local header of ${name} is not as it must be`);
		const bytes = await this.#source.read(at + header.length, stored, signal);
		check(crc32(bytes) === crc, `${name} does not have the checksum that its local header tells`);
		this.#entries.push({ name, at, header: header.slice(), ...place });
		return { bytes, end: at + header.length + stored };
	}

	/** What the length of the file and the end record tell, where they are known without another request. */
	#checkSize() {
		const { size } = this.#source;
		if (size === undefined) return;
		check(this.#base + this.#index.body + 22 <= size, "the file ends early");
		const record = this.#source.held(size - 22, 22);
		if (record) checkEnd(record, size);
	}

	async #entry(name, place, base, signal) {
		const at = base + place.offset;
		return openEntry(await this.#source.read(at, headerLength(name) + place.stored, signal), name, place);
	}

	/** The node that a page holds. Pages are kept while there is room, and one that two ask for is read once. */
	#page(list, page, signal) {
		let node = this.#pages.get(page.name);
		if (node && node.page !== page && node.page.storedSha256 !== page.storedSha256) {
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
		check(checkNode(node, list, name, this.#manifest) === page.rows, `${name} has another number of rows than is told of it`);
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
			const at = lastNotBehind(node.pages, key, (page) => page.first);
			if (at < 0) return undefined;
			const next = node.pages[at + 1];
			node = await this.#page(list, node.pages[at], signal);
			const last = node.rows ? KEYS[list](node.rows.at(-1)) : node.pages.at(-1).first;
			check(!next || last < next.first, `'${list}' is out of order at '${next?.first}'`);
		}
		const at = lastNotBehind(node.rows, key, KEYS[list]);
		return at >= 0 && KEYS[list](node.rows[at]) === key ? node.rows[at] : undefined;
	}

	/** Rows of a list by number, from `from` to before `to`. */
	async *#rows(list, from, to, signal, read = (page) => this.#page(list, page, signal)) {
		yield* walk(this.#index[list], 0);
		async function* walk(node, first, depth = 0) {
			check(depth <= 3, `'${list}' has pages more than three steps below index.json`);
			if (node.rows) {
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
			if (at < 0) throw new SatchelError("unknown", `there is no unit '${unit}' in the pack`);
			from = this.units.slice(0, at).reduce((sum, { lessons }) => sum + lessons, 0);
			to = from + this.units[at].lessons;
		}
		const rows = [];
		for await (const row of this.#rows("outline", from, to, options.signal)) rows.push(row);
		return rows;
	}

	async *[Symbol.asyncIterator]() {
		yield* this.#rows("outline", 0, Infinity);
	}

	async lesson(id, options = {}) {
		const row = await this.#find("lessons", id, options.signal);
		if (!row) throw new SatchelError("unknown", `there is no lesson '${id}' in the pack`);
		const name = `lessons/${id}.json`;
		return parseLesson(await this.#entry(name, row, this.#base + this.#index.body, options.signal), name, id);
	}

	async item(id, options = {}) {
		const row = await this.#find("items", id, options.signal);
		if (!row) throw new SatchelError("unknown", `there is no question, card or glossary entry '${id}' in the pack`);
		const [, kind, lessonId] = row;
		const lesson = await this.lesson(lessonId, options);
		const item = lesson[PARTS[kind]].find((one) => one.id === id);
		check(item, `lessons/${lessonId}.json does not hold '${id}', which the index tells of`);
		return { kind, lesson, item };
	}

	async asset(name, options = {}) {
		const type = MEDIA_TYPES[name.slice(name.lastIndexOf(".") + 1)];
		const row = type && name.startsWith("assets/") && (await this.#find("files", name, options.signal));
		if (!row) throw new SatchelError("unknown", `there is no asset '${name}' in the pack`);
		return new Blob([await this.#file(row, options.signal)], { type });
	}

	#file(row, signal) {
		return this.#entry(row.name, row, this.#base + this.#index.body, signal);
	}

	get searchable() {
		return this.#manifest.extras.includes("search");
	}

	async search(query, { limit = 20, signal } = {}) {
		if (!this.searchable) throw new SatchelError("unknown", "the pack has no search index");
		this.#search ??= this.#readSearch().catch((error) => {
			this.#search = undefined;
			throw error;
		});
		const index = await abortable(this.#search, signal);
		const found = findLessons(index, query);
		const lessons = [];
		for (const { number, inTitle } of found.slice(0, limit)) {
			for await (const row of this.#rows("outline", number, number + 1, signal)) {
				check(row.id === index.lessons[number], "extras/search.json lists other lessons than the index");
				lessons.push({ lesson: row, inTitle });
			}
		}
		return { total: found.length, lessons };
	}

	async #readSearch() {
		const row = await this.#find("files", SEARCH);
		check(row, "the pack has no extras/search.json, although its manifest names search");
		return parseSearch(await this.#file(row), this.#manifest);
	}

	async verify({ signal } = {}) {
		if (this.#source.size === undefined) throw unreadable("the server does not tell how long the file is");
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

/** The place of the last entry whose key is not behind the one wanted, or -1. Keys are ASCII. */
function lastNotBehind(list, key, keyOf) {
	let [low, high] = [0, list.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (keyOf(list[middle]) <= key) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}

function parseLesson(bytes, name, id, visit) {
	const lesson = parseJson(bytes, name);
	checkDocument("lesson", lesson, name, visit);
	check(lesson.id === id, `${name} has another id`);
	return lesson;
}

// ---------------------------------------------------------------------------------------------------------------
// Search

/** The words of a text, as the search index has them. */
function wordsOf(text) {
	const plain = text.normalize("NFKD").replace(/\p{Mn}/gu, "");
	const lower = Array.from(plain, (c) => c.toLowerCase()).join("");
	const words = (lower.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map((word) => Array.from(word).slice(0, 32));
	return words.filter((word) => word.length > 1).map((word) => word.join(""));
}

/** Compares in byte order, which puts characters outside of the BMP last; UTF-16 does not. */
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

function parseSearch(bytes, manifest) {
	const what = SEARCH;
	const index = parseJson(bytes, what);
	checkDocument("search", index, what);
	const right = index.lessons.length === manifest.counts.lessons;
	check(right, `${what} has another number of lessons than the manifest tells`);
	const { words, found, titles } = index;
	check(found.length === words.length && titles.length === words.length, `${what} has lists of different lengths`);
	for (let i = 1; i < words.length; i++) {
		check(compareBytes(words[i - 1], words[i]) < 0, `${what} is out of order at '${printable(words[i])}'`);
	}
	for (const list of [...found, ...titles]) {
		const rising = list.every((step, i) => i === 0 || step > 0);
		const last = list.reduce((sum, step) => sum + step, 0);
		check(rising && (!list.length || last < index.lessons.length), `${what} names a lesson that is not there`);
	}
	return index;
}

/** The numbers of the lessons that hold a word with that beginning. */
function holding(index, lists, beginning) {
	let [low, high] = [0, index.words.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (compareBytes(index.words[middle], beginning) < 0) low = middle + 1;
		else high = middle;
	}
	const numbers = new Set();
	for (let i = low; i < index.words.length && index.words[i].startsWith(beginning); i++) {
		let number = 0;
		for (const step of lists[i]) numbers.add((number += step));
	}
	return numbers;
}

/** What holds all words of the query, what has them in its titles first, else in reading order. */
function findLessons(index, query) {
	const words = [...new Set(wordsOf(query))];
	if (!words.length) return [];
	const inAll = (lists) => {
		const sets = words.map((word) => holding(index, lists, word));
		return [...sets[0]].filter((number) => sets.every((set) => set.has(number)));
	};
	const titled = new Set(inAll(index.titles));
	const found = inAll(index.found).map((number) => ({ number, inTitle: titled.has(number) }));
	return found.sort((a, b) => b.inTitle - a.inTitle || a.number - b.number);
}

/** For the modules beside this file, which change with it. No promise to anybody else. */
export const internals = {
	...{ KEYS, LISTS, NUMBERS, PARTS, SEARCH, WHOLE, CustomReader, HttpReader, Pack, SatchelError, Source, Windowed },
	...{ abortable, check, checkDocument, checkEnd, checkFormat, checkLatest, checkSignature, damaged, drain },
	...{ equal, failedToRead, headerLength, isListOf, joined, kindOf, lastNotBehind, openEntry, parseJson, parseLesson },
	...{ parseSearch, printable, sha256, storedOf, toBytes, unreadable, untrusted, viewOf },
};
