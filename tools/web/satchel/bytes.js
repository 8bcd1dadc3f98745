// Byte arrays, streams of them, and their digests.

import { unreadable } from "./errors.js";

export const KIB = 1024;
export const MIB = 1024 * KIB;

export function toBytes(value) {
	if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
	if (value instanceof ArrayBuffer) return new Uint8Array(value);
	throw unreadable("the source gives neither an ArrayBuffer nor a view of one");
}

/** The chunks as one array. */
export function joined(chunks) {
	if (chunks.length === 1) return chunks[0];
	const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const chunk of chunks) {
		all.set(chunk, at);
		at += chunk.length;
	}
	return all;
}

export const equal = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
export const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
export const ascii = (text) => Uint8Array.from(text, (c) => c.charCodeAt(0));

/** The bytes of a stream; `tooMany` returns the error for more than `most` of them. */
export async function collect(stream, most, tooMany) {
	const chunks = [];
	await drain(stream, most, tooMany, (chunk) => chunks.push(chunk));
	return joined(chunks);
}

/** Passes a stream to `take` chunk by chunk, and returns its length. */
export async function drain(stream, most, tooMany, take) {
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

/** How many elements at the start of a sorted list satisfy `before`. */
export function countBefore(list, before) {
	let [low, high] = [0, list.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (before(list[middle])) low = middle + 1;
		else high = middle;
	}
	return low;
}

let cryptography;

/** WebCrypto. Node 18 has it in a module; browsers hide it from pages loaded over plain HTTP. */
export async function subtle() {
	cryptography ??= globalThis.crypto?.subtle;
	if (!cryptography && globalThis.process?.versions?.node) {
		// Bundlers for browsers would try to resolve the literal name.
		const name = ["node", "crypto"].join(":");
		cryptography = (await import(/* webpackIgnore: true */ /* @vite-ignore */ name)).webcrypto.subtle;
	}
	if (!cryptography) throw unreadable("digests cannot be checked: browsers allow it on https pages and localhost only");
	return cryptography;
}

/** In hexadecimal digits. */
export async function sha256(bytes) {
	const digest = new Uint8Array(await (await subtle()).digest("SHA-256", bytes));
	return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
