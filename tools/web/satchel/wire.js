// Requests to a server, which must keep answering.

import { drain, joined } from "./bytes.js";
import { printable, SatchelError, unreadable } from "./errors.js";

/** The lowest rate that is accepted, in bytes per second, averaged over the timeout. */
const RATE = 1024;

/** The absolute form of an address. */
export function addressOf(where) {
	let url;
	try {
		url = new URL(where, globalThis.location?.href);
	} catch {
		// A path, in Node.
	}
	// The letter of a drive in a path of Windows is parsed as a protocol.
	if (url && url.protocol !== "file:" && url.protocol.length > 2) return url;
	throw new TypeError(
		`'${printable(String(where))}' is a path or a file, not an address to fetch from: in Node, pass the bytes of the ` +
			"file (await readFile(path)); in a browser, the File that the user chose, or serve it over HTTP",
	);
}

/** Makes requests: counts bytes, ends stalled ones, and refuses redirections from https to http. */
export class Wire {
	requests = 0;
	fetched = 0;
	total = undefined;

	constructor({ fetch = globalThis.fetch, signal, timeout = 30_000, onProgress }) {
		Object.assign(this, { fetch, signal, timeout, onProgress });
	}

	/** One request. `take` gets the response, and a function that reads its body chunk by chunk. With `whole`, the response
	 * must be complete within the timeout; otherwise data must keep arriving, at the lowest rate or faster. */
	async ask(url, init, take, { whole = false, signal = this.signal } = {}) {
		signal?.throwIfAborted();
		const ending = new AbortController();
		const stop = () => ending.abort(signal.reason);
		const fail = (what) => ending.abort(unreadable(`${url} ${what} ${this.timeout / 1000} seconds`));
		const stalled = () => fail(whole ? "took longer than" : "has sent nothing for");
		let timer = setTimeout(stalled, this.timeout);
		let [began, came] = [undefined, 0];
		const note = (length) => {
			if (whole) return;
			clearTimeout(timer);
			timer = setTimeout(stalled, this.timeout);
			const now = Date.now();
			began ??= now;
			came += length;
			if (now - began < this.timeout) return;
			if (came < (RATE * (now - began)) / 1000) fail(`has sent less than ${RATE} bytes a second for`);
			[began, came] = [now, 0];
		};
		const body = (response) => (most, tooMany, keep) =>
			drain(response.body, most, tooMany, (chunk) => {
				if (ending.signal.aborted) return;
				note(chunk.length);
				this.fetched += chunk.length;
				keep(chunk);
				this.onProgress?.({ fetched: this.fetched, total: this.total, requests: this.requests });
			});
		const work = async () => {
			const response = await this.fetch.call(undefined, url, { ...init, signal: ending.signal });
			try {
				refuseDowngrade(url, response.url);
				return await take(response, body(response));
			} catch (error) {
				response.body?.cancel().catch(() => {});
				throw error;
			}
		};
		signal?.addEventListener("abort", stop, { once: true });
		this.requests++;
		try {
			return await abortable(work(), ending.signal);
		} catch (error) {
			throw failedToRead(error, url, ending.signal);
		} finally {
			clearTimeout(timer);
			signal?.removeEventListener("abort", stop);
		}
	}

	/** A short file as a whole, and its final address; undefined if it does not exist. */
	small(url, most, whole = true) {
		// A cached copy may be out of date.
		const take = async (response, body) => {
			if (response.status === 404) return undefined;
			if (response.status !== 200) throw unreadable(`the server answered ${response.status} for ${url}`);
			const tooMany = () => unreadable(`${url} is longer than ${most} bytes`);
			if (Number(response.headers.get("content-length") ?? 0) > most) throw tooMany();
			const chunks = [];
			await body(most, tooMany, (chunk) => chunks.push(chunk));
			return { bytes: joined(chunks), url: response.url || url };
		};
		return this.ask(url, { headers: {}, cache: "no-cache" }, take, { whole });
	}
}

export function refuseDowngrade(from, to) {
	if (from.startsWith("https:") && to && !to.startsWith("https:")) {
		throw unreadable(`${from} leads to ${printable(to)}, which is not encrypted; have the server keep to https`);
	}
}

/** The error for callers: an abort unchanged, others with the address. */
export function failedToRead(error, where, signal) {
	if (signal?.aborted) return signal.reason;
	if (error instanceof SatchelError) return error;
	return unreadable(`cannot read ${where}: ${error?.message ?? error}`, error);
}

/** Waits for work that is shared: an abort ends the waiting, not the work. */
export function abortable(promise, signal) {
	if (!signal) return promise;
	return new Promise((resolve, reject) => {
		const stop = () => reject(signal.reason);
		if (signal.aborted) stop();
		signal.addEventListener("abort", stop, { once: true });
		promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
	});
}
