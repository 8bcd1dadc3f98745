// Which ranges of a file are there, which are to be asked for, and how an answer with many of them is read. For
// update.js.

import { internals } from "./satchel.js";

const { lastNotBehind } = internals;
/** What is around a part of an answer in many parts, at most. */
export const PART_HEAD = 1024;

const placeOf = (piece) => piece.at;

/** Pieces of a file in their order, none over another. */
export class Cover {
	pieces = [];

	/** The ranges, [from, to), of which nothing is there. */
	gaps(from, to) {
		const gaps = [];
		let at = from;
		for (let i = Math.max(lastNotBehind(this.pieces, from, placeOf), 0); this.pieces[i]?.at < to; i++) {
			const piece = this.pieces[i];
			if (piece.at > at) gaps.push([at, piece.at]);
			at = Math.max(at, piece.at + piece.blob.size);
		}
		if (at < to) gaps.push([at, to]);
		return gaps;
	}

	/** Adds what is not there yet. */
	add(at, blob, fetched) {
		for (const [from, to] of this.gaps(at, at + blob.size)) {
			const piece = { at: from, blob: blob.slice(from - at, to - at), fetched };
			this.pieces.splice(lastNotBehind(this.pieces, from, placeOf) + 1, 0, piece);
		}
	}

	/** Takes away what is there of a range. */
	drop(from, to) {
		this.pieces = this.pieces.flatMap((piece) => {
			const end = piece.at + piece.blob.size;
			if (end <= from || piece.at >= to) return [piece];
			const left = { ...piece, blob: piece.blob.slice(0, Math.max(from - piece.at, 0)) };
			const right = { ...piece, at: to, blob: piece.blob.slice(Math.min(to - piece.at, piece.blob.size)) };
			return [left, right].filter(({ blob }) => blob.size);
		});
	}

	/** The bytes of a range in which there is no gap, in pieces. */
	blobs(from, to) {
		return this.pieces
			.filter(({ at, blob }) => at < to && at + blob.size > from)
			.map(({ at, blob }) => blob.slice(Math.max(from - at, 0), Math.min(to - at, blob.size)));
	}

	async bytes(from, to) {
		return new Uint8Array(await new Blob(this.blobs(from, to)).arrayBuffer());
	}
}

export const sizeOf = (ranges) => ranges.reduce((sum, [from, to]) => sum + to - from, 0);

/** The gaps, with holes between them closed that are below `least`, and the smallest where there are over `most`. */
export function merged(gaps, least, most = Infinity) {
	const holes = gaps.slice(1).map(([from], i) => from - gaps[i][1]);
	const closed = gaps.length > most ? [...holes].sort((a, b) => a - b)[gaps.length - most - 1] : -1;
	const ranges = gaps.slice(0, 1);
	holes.forEach((hole, i) => {
		const next = gaps[i + 1];
		if (hole < least || hole <= closed) ranges.push([ranges.pop()[0], next[1]]);
		else ranges.push(next);
	});
	return ranges;
}

/** The boundary of an answer in many parts (multipart/byteranges); undefined where it is something else. */
export function boundaryOf(response) {
	const type = response.headers.get("content-type") ?? "";
	const plain = (response.headers.get("content-encoding") ?? "identity") === "identity";
	const form = /^multipart\/byteranges; *boundary=(?:"([\w'()+,./:=? -]{1,70})"|([\w'()+,./:=?-]{1,70}))$/i;
	const [, quoted, bare] = form.exec(type) ?? [];
	return response.status === 206 && plain ? (quoted ?? bare) : undefined;
}

/** The whole parts of a body, and whether there is nothing else in it. */
export function readParts(bytes, boundary, size) {
	const parts = [];
	let at = 0;
	const text = (length) => String.fromCharCode(...bytes.subarray(at, at + length));
	const skip = (words) => text(words.length) === words && (at += words.length) > 0;
	skip("\r\n");
	while (skip(`--${boundary}`)) {
		if (skip("--")) return { parts, right: at === bytes.length || (skip("\r\n") && at === bytes.length) };
		if (!skip("\r\n")) break;
		const [head] = /^(?:[\w-]+:[^\r\n]*\r\n)+\r\n/.exec(text(PART_HEAD)) ?? [""];
		const told = [...head.matchAll(/^content-range: *bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})\r$/gim)];
		const [from, to, total] = told.length === 1 ? told[0].slice(1).map(Number) : [];
		at += head.length;
		if (!(from <= to && to < size && total === size && at + to + 1 - from <= bytes.length)) break;
		const body = bytes.subarray(at, at + to + 1 - from);
		at += body.length;
		if (!skip("\r\n")) break;
		parts.push({ at: from, bytes: body });
	}
	return { parts, right: false };
}
