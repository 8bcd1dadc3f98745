// Brings a stored pack up to date for what has changed. packs/FORMAT.md says what a release is, update.d.ts how to use
// this.
//
// What a release consists of is told by latest.json, which is signed, and by the head of its pack. What the stored copy
// has is copied from there, the rest is fetched, and all of it is checked by its digests before it is handed out.

import { readRecord, Wire } from "./latest.js";
import { boundaryOf, Cover, merged, PART_HEAD, readParts, sizeOf } from "./ranges.js";
import { internals } from "./satchel.js";
import { Sha256 } from "./sha256.js";

const { WHOLE, CustomReader, HttpReader, Pack, SatchelError, Source, Windowed } = internals;
const { check, damaged, equal, headerLength, isListOf, joined, openEntry, sha256, storedOf } = internals;
const { toBytes, unreadable, viewOf } = internals;

const KIB = 1024;
/** A hole that is smaller than the headers of a request and its answer is fetched along with what is around it. */
const HOLE = 2 * KIB;
/** So many ranges are asked for one by one; more of them, with one request for up to so many parts. */
const FEW = 7;
const PARTS = 100;
/** Where a server sends no parts, every request costs a way there and back: on a slow line, what this many bytes do. */
const HOLE_ALONE = 32 * KIB;
const ALONE = 64;
/** What one request brings at most: what comes is in memory until it has come. */
const LONGEST = 32 * KIB * KIB;
/** How often a connection that broke is taken up again, as long as each brings something. */
const RETRIES = 3;
/** How much longer the head without its pages may have become before that takes another request. */
const SLACK = 2 * KIB;
// Pages of the index that come to less than this are read with what is before them.
const PAGES_ALONE = 16 * KIB;
const MEDIA_TYPE = "application/vnd.satchel.pack+zip";

const rollback = (message) => new SatchelError("rollback", message);

// ---------------------------------------------------------------------------------------------------------------
// The archive

/** What the central directory says of an entry, from its local header. */
function directoryRecord(header, at) {
	const record = new Uint8Array(16 + header.length);
	const view = viewOf(record);
	view.setUint32(0, 0x02014b50, true);
	view.setUint16(4, 20, true);
	record.set(header.subarray(4, 28), 6);
	view.setUint32(42, at, true);
	record.set(header.subarray(30), 46);
	return record;
}

const lengthOf = (parts) => parts.reduce((sum, { length }) => sum + length, 0);
const directoryLength = (entries) => entries.reduce((sum, { name }) => sum + 46 + name.length, 22);

/** The central directory and the end record. */
function directoryOf(entries, offset) {
	const end = new Uint8Array(22);
	const view = viewOf(end);
	view.setUint32(0, 0x06054b50, true);
	view.setUint16(8, entries.length, true);
	view.setUint16(10, entries.length, true);
	view.setUint32(12, directoryLength(entries) - 22, true);
	view.setUint32(16, offset, true);
	const parts = [...entries.map(({ header, at }) => directoryRecord(header, at)), end];
	return joined(parts, lengthOf(parts));
}

/** Reads a blob ahead, as its entries are wanted in their order. */
const windowed = (blob) => new Windowed(new Source(new CustomReader(blob), blob.size));

/** Node 18 reads slices of a Blob that is made of slices in the wrong place: there, its bytes are put together. */
async function solid(blob) {
	const one = new Blob(["abc"]);
	const right = (await new Blob([one.slice(0, 1), one.slice(2, 3)]).slice(1, 2).text()) === "c";
	return right ? blob : new Blob([await blob.arrayBuffer()], { type: blob.type });
}

async function digestOf(blob, signal) {
	if (blob.size <= WHOLE) return sha256(new Uint8Array(await blob.arrayBuffer()));
	const [hash, source] = [new Sha256(), windowed(blob)];
	for (const [from, to] of steps(0, blob.size, KIB * KIB)) hash.update(await source.read(from, to - from, signal));
	return hash.digest();
}

// ---------------------------------------------------------------------------------------------------------------
// The pack that is to be

/** A range in pieces of at most `most`. */
function steps(from, to, most) {
	const count = Math.ceil((to - from) / most);
	return Array.from({ length: count }, (_, i) => [from + i * most, Math.min(from + (i + 1) * most, to)]);
}

/** What is known of it, and what is there of it. */
class Target {
	cover = new Cover();
	takesParts = true;

	constructor(edition, wire, kept = {}) {
		Object.assign(this, { edition, wire, kept, signal: wire.signal });
		this.reader = new HttpReader(edition.url, undefined, edition.size);
		this.reader.told.size = edition.size;
		const right = ({ at, blob }) => Number.isSafeInteger(at) && at >= 0 && blob instanceof Blob;
		if (kept.sha256 === edition.sha256 && isListOf(right)(kept.pieces)) {
			for (const { at, blob } of kept.pieces) this.cover.add(at, blob, true);
		}
		this.resumed = this.cover.pieces.length > 0;
		this.keep();
	}

	/** Tells the caller's object what would not have to be fetched again. */
	keep() {
		const pieces = this.cover.pieces.filter(({ fetched }) => fetched);
		Object.assign(this.kept, { sha256: this.edition.sha256, pieces: pieces.map(({ at, blob }) => ({ at, blob })) });
	}

	drop(from, to) {
		this.cover.drop(from, to);
		this.keep();
	}

	/** Reads and checks the head, which tells of all entries. */
	async open(record, keys, base) {
		try {
			await this.readHead(record, keys, base);
		} catch (error) {
			const came = error instanceof SatchelError && error.code !== "unreadable" && error.code !== "changed";
			if (!came) throw error;
			this.drop(0, this.edition.head);
			// It may be what was kept or taken over that was wrong.
			if (!this.resumed && !base) throw error;
			this.resumed = false;
			await this.open(record, keys);
		}
	}

	async readHead({ id, version, release }, keys, base) {
		const { edition, head, size, contentRoot } = this.edition;
		// Where there is a copy, all up to the pages of the index is about as long as it is there.
		const pages = base ? Pack.pages(base.pack).begin + SLACK : head;
		const begin = head - pages < PAGES_ALONE ? head : pages;
		const read = async (offset, length) => {
			check(offset + length <= head, "the head of the pack is longer than latest.json says");
			await this.fill(offset, offset + length);
			return this.cover.bytes(offset, offset + length);
		};
		const source = new Source({ read }, size);
		source.head = await read(0, begin);
		const pack = await Pack.open(source, { keys, signal: this.signal });
		const told = { id, version, release, edition, contentRoot };
		for (const [name, value] of Object.entries(told)) {
			const has = pack.manifest[name];
			check(has === value, `the pack is not the one in latest.json of: its ${name} is ${has}, not ${value}`);
		}
		if (base) this.copyPages(pack, base);
		await this.fill(0, head);
		const { entries, end } = await Pack.layout(pack, this.signal);
		const first = entries.find(({ name }) => /^(?:lessons|assets|extras)\//.test(name));
		check((first?.at ?? end) === head, "the head of the pack is not as long as latest.json says");
		check(end + directoryLength(entries) === size, "the pack is not as long as latest.json says");
		Object.assign(this, { manifest: pack.manifest, entries, end });
	}

	/** Takes over the pages of the index that are the same, with what lies below them. */
	copyPages(pack, { pack: old, blob }) {
		const pages = new Map(Pack.pages(old).pages.map((page) => [page.name, page]));
		for (const { name, at, end, storedSha256 } of Pack.pages(pack).pages) {
			const page = pages.get(name);
			if (page?.storedSha256 !== storedSha256 || page.end - page.at !== end - at) continue;
			this.cover.add(at, blob.slice(page.at, page.end), false);
		}
	}

	/** Takes over from the stored copy the entries that are the same, where they are as they should be. */
	async copy({ blob, layout }) {
		const wanted = new Map(this.entries.map((entry) => [entry.name, entry]));
		const end = layout.end + directoryLength(layout.entries);
		const directory = new Uint8Array(await blob.slice(layout.end, end).arrayBuffer());
		const source = windowed(blob);
		let run = { length: 0 };
		let record = 0; // where the one of this entry begins in the directory
		const flush = () => this.cover.add(run.at, blob.slice(run.from, run.from + run.length), false);
		for (const old of layout.entries) {
			const { name, at: from, stored, raw, storedSha256, rawSha256 } = old;
			const entry = wanted.get(name);
			const length = headerLength(name) + stored;
			record += 46 + name.length;
			const same = entry?.storedSha256 === storedSha256 && entry.rawSha256 === rawSha256 && entry.raw === raw;
			if (!same || entry.header || from + length > blob.size) continue;
			if (sizeOf(this.cover.gaps(entry.at, entry.at + length)) !== length) continue;
			const bytes = await source.read(from, length, this.signal);
			const listed = directory.subarray(record - 46 - name.length, record);
			if (!(await isWhole(bytes, old, listed))) continue;
			entry.header = bytes.slice(0, headerLength(name));
			if (entry.at === run.at + run.length && from === run.from + run.length) run.length += length;
			else {
				if (run.length) flush();
				run = { at: entry.at, from, length };
			}
		}
		if (run.length) flush();
	}

	/** What is to be asked for, each request with its ranges. */
	plan(from, to) {
		const gaps = this.cover.gaps(from, to);
		let ranges = merged(gaps, HOLE);
		const alone = ranges.length <= FEW || !this.takesParts;
		if (ranges.length > FEW && alone) ranges = merged(gaps, HOLE_ALONE, ALONE);
		if (alone) return ranges.flatMap(([from, to]) => steps(from, to, LONGEST).map((range) => [range]));
		return steps(0, ranges.length, PARTS).map(([from, to]) => ranges.slice(from, to));
	}

	/** Fetches what is missing. */
	async fill(from, to) {
		for (let left = RETRIES; ;) {
			const missing = sizeOf(this.cover.gaps(from, to));
			if (!missing) return;
			const requests = this.plan(from, to);
			this.wire.total = this.wire.fetched + sizeOf(requests.flat());
			try {
				for (const ranges of requests) {
					if (ranges.length === 1) await this.ask(ranges[0]);
					else if (this.takesParts) await this.askParts(ranges);
				}
			} catch (error) {
				const came = missing - sizeOf(this.cover.gaps(from, to));
				if (error?.code !== "unreadable" || !came || !left--) throw error;
			}
		}
	}

	/** Asks for one range. */
	async ask([from, to]) {
		const { url } = this.edition;
		const chunks = [];
		let at = from;
		try {
			await this.wire.ask(url, { headers: { Range: `bytes=${from}-${to - 1}` } }, async (response, body) => {
				const range = this.reader.expect(response, from, to - from);
				at = range.at;
				// What is longer than it should be, or a shorter whole, is another file: nothing of it is kept.
				const other = (error) => {
					chunks.length = 0;
					return error;
				};
				const length = await body(
					range.length,
					() => other(range.tooMany()),
					(chunk) => chunks.push(chunk),
				);
				const error = length < range.length && this.reader.tooFew(length, range.length);
				if (error) throw range.whole ? other(error) : error;
			});
		} finally {
			this.cover.add(at, new Blob(chunks), true);
			this.keep();
		}
	}

	/** Asks for many ranges at once. Few servers refuse it, but many send the whole file, which is not waited for. */
	async askParts(ranges) {
		const { url, size } = this.edition;
		const chunks = [];
		const most = sizeOf(ranges) + (ranges.length + 1) * PART_HEAD;
		const headers = { Range: `bytes=${ranges.map(([from, to]) => `${from}-${to - 1}`).join(",")}` };
		let boundary;
		try {
			await this.wire.ask(url, { headers }, async (response, body) => {
				boundary = boundaryOf(response);
				if (!boundary) throw unreadable(`the server does not send ${url} in parts`);
				this.reader.same({ etag: response.headers.get("etag"), modified: response.headers.get("last-modified") });
				const tooMany = () => unreadable(`the server sends more of ${url} than asked for`);
				await body(most, tooMany, (chunk) => chunks.push(chunk));
			});
		} catch (error) {
			// Also a browser's refusal, where another origin does not allow such a request.
			if (error?.code !== "unreadable") throw error;
			this.takesParts = false;
		}
		const { parts, right } = readParts(joined(chunks, lengthOf(chunks)), boundary, size);
		for (const { at, bytes } of parts) this.cover.add(at, new Blob([bytes]), true);
		if (!right || ranges.some(([from, to]) => this.cover.gaps(from, to).length)) this.takesParts = false;
		this.keep();
	}

	/** Fetches what is missing and checks it; what is wrong is fetched once more. */
	async complete() {
		for (const again of [true, false]) {
			await this.fill(this.edition.head, this.end);
			let wrong = await this.wrongOf(
				this.entries.filter(({ header }) => !header),
				storedOf,
			);
			if (!wrong.length) {
				const parts = [...this.cover.blobs(0, this.end), directoryOf(this.entries, this.end)];
				const pack = await solid(new Blob(parts, { type: MEDIA_TYPE }));
				if ((await digestOf(pack, this.signal)) === this.edition.sha256) return this.verified(pack);
				// It may be a checksum in a header: only what is inflated tells.
				wrong = await this.wrongOf(
					this.entries.filter(({ rawSha256 }) => rawSha256),
					openEntry,
				);
				check(wrong.length, "the pack does not have the digest in latest.json");
			}
			for (const { entry } of wrong) {
				entry.header = undefined;
				this.drop(entry.at, entry.at + headerLength(entry.name) + entry.stored);
			}
			if (!again) throw wrong[0].error;
		}
	}

	/** A digest tells that these are the bytes that were published, not that they are a good pack. */
	async verified(blob) {
		const source = new Source(new CustomReader(blob));
		await source.begin(this.signal);
		const pack = await Pack.open(source, { signal: this.signal });
		const [problem] = await pack.verify({ signal: this.signal });
		if (problem) throw damaged(problem.message);
		return blob;
	}

	/** Which of the entries are not as they should be, by a check that throws; notes the headers of the others. */
	async wrongOf(entries, checkEntry) {
		const source = new Windowed(new Source({ read: (at, length) => this.cover.bytes(at, at + length) }, this.end));
		const wrong = [];
		for (const entry of entries) {
			const length = headerLength(entry.name);
			const bytes = await source.read(entry.at, length + entry.stored, this.signal);
			try {
				await checkEntry(bytes, entry.name, entry);
				entry.header = bytes.slice(0, length);
			} catch (error) {
				if (error?.code !== "damaged") throw error;
				wrong.push({ entry, error });
			}
		}
		return wrong;
	}
}

/** Whether an entry of the stored copy is as its index tells. Where header and directory agree on the checksum, which
 * the index does not tell, it need not be inflated. */
function isWhole(bytes, entry, listed) {
	const agree = equal(listed, directoryRecord(bytes.subarray(0, headerLength(entry.name)), entry.at));
	return (agree ? storedOf : openEntry)(bytes, entry.name, entry).then(
		() => true,
		() => false,
	);
}

// ---------------------------------------------------------------------------------------------------------------
// The stored copy

async function openBase(from, signal) {
	if (!(from instanceof Blob || from instanceof ArrayBuffer || ArrayBuffer.isView(from))) {
		throw new TypeError("the stored copy is a Blob or bytes");
	}
	const blob = from instanceof Blob ? from : new Blob([toBytes(from)]);
	try {
		const source = new Source(new CustomReader(blob));
		await source.begin(signal);
		const pack = await Pack.open(source, { signal });
		return { blob, pack, manifest: pack.manifest, layout: await Pack.layout(pack, signal) };
	} catch (error) {
		if (!(error instanceof SatchelError)) throw error;
		// What tells nothing is of no use, and is replaced as a whole.
		if (error.code === "damaged" || error.code === "no-pack") return undefined;
		throw new SatchelError("base", `the stored copy is of no use: ${error.message}; update without it`, {
			cause: error,
		});
	}
}

function refuseBefore({ manifest }, { id, version, release }, edition) {
	if (manifest.id !== id) {
		throw new SatchelError("other-pack", `latest.json is of '${id}', the stored copy of '${manifest.id}'`);
	}
	if (release < manifest.release) {
		throw rollback(`latest.json is of release ${release}; the stored copy has release ${manifest.release} already`);
	}
	const comparable = manifest.edition === edition.edition;
	const other = manifest.version !== version || (comparable && manifest.contentRoot !== edition.contentRoot);
	if (release === manifest.release && other) throw otherContent(release);
}

const otherContent = (release) => rollback(`latest.json has other content as release ${release} than the stored copy`);

export function readLatest(url, options = {}) {
	return readRecord(url, options, new Wire(options));
}

export async function update(url, given = {}) {
	// What is iterable may be so once.
	const options = { ...given, keys: given.keys && [...given.keys] };
	const wire = new Wire(options);
	const base = options.base === undefined ? undefined : await openBase(options.base, options.signal);
	try {
		return await updateOnce(url, options, wire, base);
	} catch (error) {
		// A release may have come while it was read.
		if (error?.code !== "changed") throw error;
	}
	try {
		return await updateOnce(url, options, wire, base);
	} catch (error) {
		if (error?.code !== "changed") throw error;
		const message = "the pack on the server is not, or no longer, the one that latest.json names; try again later";
		throw new SatchelError("changed", message, { cause: error });
	}
}

async function updateOnce(url, options, wire, base) {
	const record = await readRecord(url, options, wire);
	const { version, release, expires, expiresSoon } = record;
	const edition = chooseEdition(record.editions, options.edition ?? base?.manifest.edition);
	const result = (more) => {
		const { fetched, requests } = wire;
		return { ...more, version, release, edition: edition.edition, expires, expiresSoon, fetched, requests };
	};
	if (base) {
		refuseBefore(base, record, edition);
		const same = base.blob.size === edition.size && (await digestOf(base.blob, options.signal)) === edition.sha256;
		if (same) return result({ upToDate: true, pack: base.blob });
	}
	const target = new Target(edition, wire, options.partial);
	await target.open(record, options.keys, base);
	if (base) {
		// The same manifest, and so the same content: what differs is damage, or the signature.
		const { manifest } = base;
		const same = JSON.stringify(manifest) === JSON.stringify(target.manifest);
		if (release === manifest.release && edition.edition === manifest.edition && !same) throw otherContent(release);
		await target.copy(base);
	}
	if (options.dryRun) {
		const requests = target.plan(edition.head, target.end);
		const told = result({ upToDate: false });
		return { ...told, fetched: told.fetched + sizeOf(requests.flat()), requests: told.requests + requests.length };
	}
	const pack = await target.complete();
	target.kept.pieces = [];
	return result({ upToDate: false, pack });
}

function chooseEdition(editions, wanted) {
	const only = editions.length === 1 && wanted === undefined ? editions[0] : undefined;
	const edition = only ?? editions.find((one) => one.edition === (wanted ?? "full"));
	if (!edition) throw new SatchelError("unknown", `the release has no edition '${wanted ?? "full"}'`);
	return edition;
}
