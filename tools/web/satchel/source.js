// Where the bytes of packs come from: memory, a Blob, a reader of the caller, or HTTP.

import { joined, KIB, MIB, toBytes } from "./bytes.js";
import { check, SatchelError, unreadable } from "./errors.js";
import { addressOf, failedToRead, Wire } from "./wire.js";

/** How much the first request for a pack asks for. */
const HEAD = 64 * KIB;

/** The longest pack that is loaded whole, from a server without range support. */
export const WHOLE = 64 * MIB;

/** How much `verify` reads at a time. */
const WINDOW = 4 * MIB;

/** The file of a pack. `read` returns exactly the requested bytes, or throws. `size` may be unknown. */
export class Source {
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

	/** The bytes, if they are available without another request. */
	cached(offset, length) {
		if (this.reader.whole) return this.reader.whole.subarray(offset, offset + length);
		return offset + length <= this.head.length ? this.head.subarray(offset, offset + length) : undefined;
	}

	async read(offset, length, signal) {
		signal?.throwIfAborted();
		check(this.size === undefined || offset + length <= this.size, "the file ends early");
		const bytes = this.cached(offset, length) ?? (await this.reader.read(offset, length, signal));
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

/** Reads a Blob, or an object of the front-end with `size` and `read(offset, length, signal)`. */
export class CustomReader {
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

export class HttpReader {
	/** `most` is the longest file that is loaded whole. */
	constructor(url, wire, most = WHOLE) {
		this.url = String(url);
		this.wire = wire;
		this.most = most;
		this.seen = {};
	}

	head(length, signal) {
		return this.read(0, length, signal, true);
	}

	async read(offset, length, signal, first = false) {
		const headers = { Range: `bytes=${offset}-${offset + length - 1}` };
		const take = (response, body) => this.take(response, body, offset, length, first);
		const bytes = await this.wire.ask(this.url, { headers }, take, { signal });
		// Another read may have loaded the whole file by now.
		return this.whole ? this.whole.subarray(offset, offset + length) : bytes;
	}

	/** The bytes of a response. A server that ignores ranges sends the whole file, which is then kept. */
	async take(response, body, offset, length, first) {
		if (response.status === 416 && !first) throw this.changed(); // it has become shorter
		const range = this.expect(response, offset, length, first);
		const chunks = [];
		await body(range.length, range.tooMany, (chunk) => chunks.push(chunk));
		const bytes = joined(chunks);
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

	/** What a response contains, according to its headers: a range, or the whole file of at most `length` bytes. */
	expect(response, offset, length, first = false) {
		const header = (name) => response.headers.get(name);
		if (response.status === 416 && first) throw new SatchelError("not-a-pack", `${this.url} is empty`);
		if (response.status !== 200 && response.status !== 206) {
			throw unreadable(`the server answered ${response.status} for ${this.url}`);
		}
		const state = { etag: header("etag"), modified: header("last-modified") };
		if (response.status === 200) {
			const tooLong = (size) => unreadable(`the server sends ${this.url} whole, and ${size} bytes are too many`);
			const declared = Number(header("content-length") ?? 0);
			if (declared > this.most) throw tooLong(declared);
			this.same(state);
			return { at: 0, length: this.most, whole: true, tooMany: () => tooLong(`more than ${this.most}`) };
		}
		// A range of encoded bytes is not a range of the pack.
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

	/** The lengths of the response and of the file. Other origins may hide Content-Range. */
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

	/** Refuses a response that shows that the file has changed. */
	same(now) {
		for (const [name, value] of Object.entries(now)) {
			if (value === null || value === undefined) continue;
			this.seen[name] ??= value;
			if (this.seen[name] !== value) throw this.changed();
		}
	}

	changed() {
		return new SatchelError("changed", `${this.url} has changed on the server since it was opened; open it again`);
	}
}

/** Reads ahead, for callers that read everything in order. */
export class Windowed {
	/** `size` is the offset before which everything lies. */
	constructor(source, size = source.size) {
		this.source = source;
		this.size = size;
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

export function toReader(from, options) {
	if (typeof from === "string" || from instanceof URL) {
		// The application's own function may read anything.
		return new HttpReader(options.fetch ? from : addressOf(from), new Wire({ fetch: options.fetch, timeout: options.timeout }));
	}
	if (from instanceof ArrayBuffer || ArrayBuffer.isView(from)) return new BytesReader(toBytes(from));
	if (from instanceof Blob || typeof from?.read === "function") return new CustomReader(from);
	throw new TypeError("a pack is opened from a URL, a Blob, bytes, or an object with size and read(offset, length)");
}
