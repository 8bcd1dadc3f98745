// The ZIP records of packs: local headers, entries, the central directory.

import { ascii, collect, equal, joined, KIB, sha256, viewOf } from "./bytes.js";
import { check, damaged, SatchelError } from "./errors.js";

export const headerLength = (name) => 30 + name.length;

/** The local header that an entry must have. The index has everything in it but the checksum. */
export function localHeader(name, { stored, raw }, crc) {
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

/** The stored bytes of an entry, from all of its bytes, header first. Does not check the checksum in the header. */
export async function storedOf(bytes, name, place) {
	const crc = viewOf(bytes).getUint32(14, true);
	const header = bytes.subarray(0, headerLength(name));
	check(equal(header, localHeader(name, place, crc)), `the local header of ${name} is not as it must be`);
	const stored = bytes.subarray(header.length);
	check((await sha256(stored)).startsWith(place.digest), `${name} does not match its digest`);
	return stored;
}

/** The raw bytes of such an entry, completely checked. */
export async function openEntry(bytes, name, place) {
	const stored = await storedOf(bytes, name, place);
	const crc = viewOf(bytes).getUint32(14, true);
	if (place.stored < place.raw) return inflate(stored, place.raw, crc, name);
	check(crc32(stored) === crc, `${name} does not have the checksum in its local header`);
	return stored;
}

/** What the end record says about the central directory. */
export function checkEnd(record, size) {
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

/** The record of an entry in the central directory, made from its local header. */
export function directoryRecord(header, at) {
	const record = new Uint8Array(16 + header.length);
	const view = viewOf(record);
	view.setUint32(0, 0x02014b50, true);
	view.setUint16(4, 20, true);
	record.set(header.subarray(4, 28), 6);
	view.setUint32(42, at, true);
	record.set(header.subarray(30), 46);
	return record;
}

/** The length of the central directory and the end record. */
export const directoryLength = (entries) => entries.reduce((sum, { name }) => sum + 46 + name.length, 22);

/** The central directory and the end record. */
export function directoryOf(entries, offset) {
	const end = new Uint8Array(22);
	const view = viewOf(end);
	view.setUint32(0, 0x06054b50, true);
	view.setUint16(8, entries.length, true);
	view.setUint16(10, entries.length, true);
	view.setUint32(12, directoryLength(entries) - 22, true);
	view.setUint32(16, offset, true);
	return joined([...entries.map(({ header, at }) => directoryRecord(header, at)), end]);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
	for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
	return n;
});

export function crc32(bytes) {
	let crc = -1;
	for (let i = 0; i < bytes.length; i++) crc = CRC_TABLE[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
	return ~crc >>> 0;
}

/** Inflates exactly `raw` bytes with that checksum, in steps, so that a stream that yields more is abandoned before it
 * costs memory.
 *
 * Browsers ignore bytes after a raw deflate stream. So it is wrapped as gzip, whose trailer (checksum and length) must
 * follow at once. Bytes between the two could only pass if they contained that very trailer. */
async function inflate(stored, raw, crc, what) {
	const trailer = new Uint8Array(8);
	new DataView(trailer.buffer).setUint32(0, crc, true);
	new DataView(trailer.buffer).setUint32(4, raw, true);
	check(!endsEarly(stored, trailer), `bytes follow the deflate stream of ${what}`);
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
			damaged(`${what} inflates to more than ${raw} bytes`),
		);
	} catch (error) {
		throw error instanceof SatchelError ? error : damaged(`${what} cannot be inflated: ${error.message}`);
	}
	check(bytes.length === raw, `${what} inflates to ${bytes.length} bytes, not ${raw}`);
	return bytes;
}

/** Whether the trailer occurs in the stored bytes followed by the trailer, before its own location. */
function endsEarly(stored, trailer) {
	const byte = (at) => (at < stored.length ? stored[at] : trailer[at - stored.length]);
	for (let at = stored.indexOf(trailer[0]); at >= 0; at = stored.indexOf(trailer[0], at + 1)) {
		if (trailer.every((value, i) => byte(at + i) === value)) return true;
	}
	return false;
}
