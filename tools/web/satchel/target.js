// Puts a new pack together for update.js: copies what the stored one has, fetches the rest, and checks all of it.

import { equal, joined, KIB, MIB, sha256 } from "./bytes.js";
import { isListOf } from "./documents.js";
import { check, damaged, SatchelError, unreadable } from "./errors.js";
import { Pack } from "./pack.js";
import { boundaryOf, Cover, merged, PART_HEAD, readParts, sizeOf } from "./ranges.js";
import { Sha256 } from "./sha256.js";
import { CustomReader, HttpReader, Source, WHOLE, Windowed } from "./source.js";
import { directoryLength, directoryOf, directoryRecord, headerLength, openEntry, storedOf } from "./zip.js";

/** Gaps between ranges that are shorter than the headers of another request are fetched too. */
const HOLE = 2 * KIB;
/** Up to so many ranges are requested one by one; more of them together, up to so many parts in a request. */
const FEW = 7;
const PARTS = 100;
/** If the server does not send several parts, each request costs a round trip: as much as so many bytes on a slow line. */
const HOLE_ALONE = 32 * KIB;
const ALONE = 64;
/** The longest request: a response is in memory until it is complete. */
const LONGEST = 32 * MIB;
/** How often a broken connection is resumed, as long as each brings something. */
const RETRIES = 3;
/** How much longer the head without its pages may be than that of the stored copy without costing another request. */
const SLACK = 2 * KIB;
/** Pages of the index that are shorter than this in all are read together with the head. */
const PAGES_ALONE = 16 * KIB;
const MEDIA_TYPE = "application/vnd.satchel.pack+zip";

/** Reads a blob ahead, because its entries are read in order. */
const windowed = (blob) => new Windowed(new Source(new CustomReader(blob), blob.size));

/** Node 18 reads slices of a Blob that consists of slices at wrong offsets; there, the bytes are copied into one. */
async function solid(blob) {
	const one = new Blob(["abc"]);
	const right = (await new Blob([one.slice(0, 1), one.slice(2, 3)]).slice(1, 2).text()) === "c";
	return right ? blob : new Blob([await blob.arrayBuffer()], { type: blob.type });
}

export async function digestOf(blob, signal) {
	if (blob.size <= WHOLE) return sha256(new Uint8Array(await blob.arrayBuffer()));
	const [hash, source] = [new Sha256(), windowed(blob)];
	for (const [from, to] of steps(0, blob.size, MIB)) hash.update(await source.read(from, to - from, signal));
	return hash.digest();
}

/** A range in pieces of at most `most`. */
function steps(from, to, most) {
	const count = Math.ceil((to - from) / most);
	return Array.from({ length: count }, (_, i) => [from + i * most, Math.min(from + (i + 1) * most, to)]);
}

/** The new pack: what is known about it, and the ranges of it that are available. */
export class Target {
	cover = new Cover();
	takesParts = true;

	constructor(edition, wire, kept = {}) {
		Object.assign(this, { edition, wire, kept, signal: wire.signal });
		this.reader = new HttpReader(edition.url, undefined, edition.size);
		this.reader.seen.size = edition.size;
		const right = ({ at, blob }) => Number.isSafeInteger(at) && at >= 0 && blob instanceof Blob;
		if (kept.sha256 === edition.sha256 && isListOf(right)(kept.pieces)) {
			for (const { at, blob } of kept.pieces) this.cover.add(at, blob, true);
		}
		this.resumed = this.cover.pieces.length > 0;
		this.keep();
	}

	/** Stores in the caller's object what need not be fetched again. */
	keep() {
		const pieces = this.cover.pieces.filter(({ fetched }) => fetched);
		Object.assign(this.kept, { sha256: this.edition.sha256, pieces: pieces.map(({ at, blob }) => ({ at, blob })) });
	}

	drop(from, to) {
		this.cover.drop(from, to);
		this.keep();
	}

	/** Reads and checks the head, which lists all entries. */
	async open(record, keys, base) {
		try {
			await this.readHead(record, keys, base);
		} catch (error) {
			const came = error instanceof SatchelError && error.code !== "unreadable" && error.code !== "changed";
			if (!came) throw error;
			this.drop(0, this.edition.head);
			// The copied or resumed bytes may have been wrong.
			if (!this.resumed && !base) throw error;
			this.resumed = false;
			await this.open(record, keys);
		}
	}

	async readHead({ id, version, release }, keys, base) {
		const { edition, head, size, contentRoot } = this.edition;
		// Everything before the pages of the index is about as long as in the stored copy.
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
		const promised = { id, version, release, edition, contentRoot };
		for (const [name, value] of Object.entries(promised)) {
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

	/** Copies unchanged pages of the index, with their descendants. */
	copyPages(pack, { pack: old, blob }) {
		const pages = new Map(Pack.pages(old).pages.map((page) => [page.name, page]));
		for (const { name, at, end, digest } of Pack.pages(pack).pages) {
			const page = pages.get(name);
			if (page?.digest !== digest || page.end - page.at !== end - at) continue;
			this.cover.add(at, blob.slice(page.at, page.end), false);
		}
	}

	/** Copies unchanged entries of the stored copy that are not damaged. */
	async copy({ blob, layout }) {
		const wanted = new Map(this.entries.map((entry) => [entry.name, entry]));
		const end = layout.end + directoryLength(layout.entries);
		const directory = new Uint8Array(await blob.slice(layout.end, end).arrayBuffer());
		const source = windowed(blob);
		let run = { length: 0 };
		let record = 0; // offset in the directory, after the record of this entry
		const flush = () => this.cover.add(run.at, blob.slice(run.from, run.from + run.length), false);
		for (const old of layout.entries) {
			const { name, at: from, stored, raw, digest } = old;
			const entry = wanted.get(name);
			const length = headerLength(name) + stored;
			record += 46 + name.length;
			const same = entry?.digest === digest && entry.raw === raw;
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

	/** The requests to make, each with its ranges. */
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

	/** Requests one range. */
	async ask([from, to]) {
		const { url } = this.edition;
		const chunks = [];
		let at = from;
		try {
			await this.wire.ask(url, { headers: { Range: `bytes=${from}-${to - 1}` } }, async (response, body) => {
				const range = this.reader.expect(response, from, to - from);
				at = range.at;
				// A response that is too long, or a whole file that is too short, is of another file: none of it is kept.
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

	/** Requests many ranges at once. Many servers answer with the whole file, which is abandoned. */
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
			// Browsers also refuse it, if another origin does not allow such a request.
			if (error?.code !== "unreadable") throw error;
			this.takesParts = false;
		}
		const { parts, right } = readParts(joined(chunks), boundary, size);
		for (const { at, bytes } of parts) this.cover.add(at, new Blob([bytes]), true);
		if (!right || ranges.some(([from, to]) => this.cover.gaps(from, to).length)) this.takesParts = false;
		this.keep();
	}

	/** Fetches and checks what is missing; fetches wrong entries once more. */
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
				// A checksum in a header may be wrong, which only inflating shows.
				wrong = await this.wrongOf(
					this.entries.filter(({ digest }) => digest),
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

	/** The digest only shows that these are the published bytes, not that they are a valid pack. */
	async verified(blob) {
		const source = new Source(new CustomReader(blob));
		await source.begin(this.signal);
		const pack = await Pack.open(source, { signal: this.signal });
		const [problem] = await pack.verify({ signal: this.signal });
		if (problem) throw damaged(problem.message);
		return blob;
	}

	/** The entries that a check throws for; stores the headers of the others. */
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

/** Whether an entry of the stored copy matches its index. If header and directory agree on the checksum, which is not in
 * the index, it need not be inflated. */
function isWhole(bytes, entry, listed) {
	const agree = equal(listed, directoryRecord(bytes.subarray(0, headerLength(entry.name)), entry.at));
	return (agree ? storedOf : openEntry)(bytes, entry.name, entry).then(
		() => true,
		() => false,
	);
}
