// latest.json, which describes the latest release. For update.js.

import { KIB } from "./bytes.js";
import { checkLatest } from "./documents.js";
import { check, damaged, printable, SatchelError, unreadable, untrusted } from "./errors.js";
import { parseJson } from "./json.js";
import { checkSignature } from "./signature.js";
import { addressOf, refuseDowngrade, Wire } from "./wire.js";

const DAY = 24 * 60 * 60 * 1000;
const RECORD_MOST = 64 * KIB;
const SIGNATURE_MOST = 4 * KIB;
/** latest.json expires soon if so many days are left. */
const SOON = 14;

const stale = (message) => new SatchelError("stale", message);

export function readLatest(url, options = {}) {
	return readRecord(url, options, new Wire(options));
}

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
export function recordUrl(where) {
	const url = addressOf(where);
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
