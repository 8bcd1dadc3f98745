// The ranges of a file that are available, those to request, and responses with several of them. For update.js.

import { countBefore } from "./bytes.js";

/** The longest header of a part of a response. */
export const PART_HEAD = 1024;

/** Pieces of a file, in order and without overlap. */
export class Cover {
	pieces = [];

	/** How many pieces begin at or before an offset. */
	before(offset) {
		return countBefore(this.pieces, ({ at }) => at <= offset);
	}

	/** The ranges, [from, to), that are missing. */
	gaps(from, to) {
		const gaps = [];
		let at = from;
		for (let i = Math.max(this.before(from) - 1, 0); this.pieces[i]?.at < to; i++) {
			const piece = this.pieces[i];
			if (piece.at > at) gaps.push([at, piece.at]);
			at = Math.max(at, piece.at + piece.blob.size);
		}
		if (at < to) gaps.push([at, to]);
		return gaps;
	}

	/** Adds the parts of a blob that are missing. */
	add(at, blob, fetched) {
		for (const [from, to] of this.gaps(at, at + blob.size)) {
			const piece = { at: from, blob: blob.slice(from - at, to - at), fetched };
			this.pieces.splice(this.before(from), 0, piece);
		}
	}

	/** Removes a range. */
	drop(from, to) {
		this.pieces = this.pieces.flatMap((piece) => {
			const end = piece.at + piece.blob.size;
			if (end <= from || piece.at >= to) return [piece];
			const left = { ...piece, blob: piece.blob.slice(0, Math.max(from - piece.at, 0)) };
			const right = { ...piece, at: to, blob: piece.blob.slice(Math.min(to - piece.at, piece.blob.size)) };
			return [left, right].filter(({ blob }) => blob.size);
		});
	}

	/** The bytes of a range without gaps, in pieces. */
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

/** Merges gaps that are less than `least` apart, and the closest ones if there are more than `most`. */
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

/** The boundary of a multipart/byteranges response; undefined for others. */
export function boundaryOf(response) {
	const type = response.headers.get("content-type") ?? "";
	const plain = (response.headers.get("content-encoding") ?? "identity") === "identity";
	const form = /^multipart\/byteranges; *boundary=(?:"([\w'()+,./:=? -]{1,70})"|([\w'()+,./:=?-]{1,70}))$/i;
	const [, quoted, bare] = form.exec(type) ?? [];
	return response.status === 206 && plain ? (quoted ?? bare) : undefined;
}

/** The complete parts of a body, and whether it contains nothing else. */
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
		const found = [...head.matchAll(/^content-range: *bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})\r$/gim)];
		const [from, to, total] = found.length === 1 ? found[0].slice(1).map(Number) : [];
		at += head.length;
		if (!(from <= to && to < size && total === size && at + to + 1 - from <= bytes.length)) break;
		const body = bytes.subarray(at, at + to + 1 - from);
		at += body.length;
		if (!skip("\r\n")) break;
		parts.push({ at: from, bytes: body });
	}
	return { parts, right: false };
}
