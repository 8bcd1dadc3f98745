// Requests to a server, and latest.json, which describes the latest release. For update.js.

import { drain, joined, KIB } from "./bytes.js";
import { checkLatest } from "./documents.js";
import { check, damaged, printable, SatchelError, unreadable, untrusted } from "./errors.js";
import { parseJson } from "./json.js";
import { checkSignature } from "./signature.js";
import { abortable, failedToRead } from "./source.js";


const DAY = 24 * 60 * 60 * 1000;
const RECORD_MOST = 64 * KIB;
const SIGNATURE_MOST = 4 * KIB;
/** The lowest rate that is accepted, in bytes per second, averaged over the timeout. */
const RATE = 1024;
/** latest.json expires soon if so many days are left. */
const SOON = 14;

const stale = (message) => new SatchelError("stale", message);

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
	async ask(url, init, take, whole = false) {
		this.signal?.throwIfAborted();
		const ending = new AbortController();
		const stop = () => ending.abort(this.signal.reason);
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
		this.signal?.addEventListener("abort", stop, { once: true });
		this.requests++;
		try {
			return await abortable(work(), ending.signal);
		} catch (error) {
			throw failedToRead(error, url, ending.signal);
		} finally {
			clearTimeout(timer);
			this.signal?.removeEventListener("abort", stop);
		}
	}

	/** A short file as a whole, and its final address; undefined if it does not exist. */
	small(url, most) {
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
		return this.ask(url, { headers: {}, cache: "no-cache" }, take, true);
	}
}

function refuseDowngrade(from, to) {
	if (from.startsWith("https:") && to && !to.startsWith("https:")) {
		throw unreadable(`${from} leads to ${printable(to)}, which is not encrypted; have the server keep to https`);
	}
}

// ---------------------------------------------------------------------------------------------------------------
// latest.json

/** Reads and checks latest.json; makes the addresses in it absolute. */
export async function readRecord(where, { keys, now = Date.now() }, wire) {
	const url = recordUrl(where);
	const trusted = keys && [...keys];
	const read = () => readSigned(url, trusted, wire);
	const { record, comment } = await read().catch((error) => {
		// While a release is being published, the signature may be that of the previous one.
		if (error?.code !== "untrusted") throw error;
		return read();
	});
	return checkRecord(parseJson(record.bytes, "latest.json"), record.url, comment, Number(now));
}

async function readSigned(url, keys, wire) {
	const record = await wire.small(url.href, RECORD_MOST);
	if (!record) throw unreadable(`the server answered 404 for ${url}`);
	// A login page should be reported as such, not by its missing signature.
	const begins = String.fromCharCode(...record.bytes.subarray(0, 64));
	if (!/^\s*\{/.test(begins)) throw unreadable(`what the server sends for ${url} is no latest.json`);
	let comment;
	if (keys) {
		const beside = new URL(url);
		beside.pathname += ".minisig";
		const signature = await wire.small(beside.href, SIGNATURE_MOST);
		comment = await checkSignature(record.bytes, signature?.bytes, keys, "latest.json");
	}
	return { record, comment };
}

/** The address of latest.json, which may be given as that of its folder. */
function recordUrl(where) {
	const url = new URL(where, globalThis.location?.href);
	if (!url.pathname.endsWith(".json")) url.pathname += url.pathname.endsWith("/") ? "latest.json" : "/latest.json";
	return url;
}

function resolve(reference, base) {
	let url;
	try {
		url = new URL(reference, base);
	} catch {
		throw damaged(`'${printable(reference)}' in latest.json is no address`);
	}
	check(/^https?:$/.test(url.protocol), `'${printable(reference)}' in latest.json is no address of the web`);
	refuseDowngrade(base, url.href);
	return url.href;
}

/** In its last days, or in the last third of a short period. */
function expiresSoon(date, expires, today) {
	const [from, last, now] = [date, expires, today].map((day) => Date.parse(day) / DAY);
	return last - now <= Math.min(SOON, Math.trunc((last - from) / 3));
}

function checkRecord(record, base, comment, now) {
	checkLatest(record, "latest.json");
	const { id, version, release, date, expires } = record;
	// The same key signs manifests; the comment says what was signed.
	if (comment !== undefined && comment !== `latest ${id} ${version} release ${release}`) {
		throw untrusted(`the signature of latest.json is one of something else: '${printable(comment)}'`);
	}
	const editions = record.editions.map((edition) => ({ ...edition, url: resolve(edition.url, base) }));
	const clock = new Date(now).toISOString().slice(0, 16).replace("T", " ");
	if (clock.slice(0, 10) > expires) {
		const why = "it was not renewed, something keeps a newer one from this machine, or the clock is wrong";
		throw stale(`latest.json could be relied on until ${expires}, and the clock here says ${clock} UTC: ${why}`);
	}
	if (Date.parse(date) > now + DAY) {
		throw stale(`latest.json is of ${date}, and the clock here says ${clock} UTC: one of them is wrong`);
	}
	return { ...record, editions, expiresSoon: expiresSoon(date, expires, clock.slice(0, 10)) };
}
