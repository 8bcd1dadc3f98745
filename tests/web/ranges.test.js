// Which ranges an update requests, how multipart bodies are parsed, and incremental digests.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { boundaryOf, Cover, merged, readParts } from "../../tools/web/satchel/ranges.js";
import { Sha256 } from "../../tools/web/satchel/sha256.js";

const letters = (text) => new Blob([text]);
const textOf = async (cover, from, to) => Buffer.from(await cover.bytes(from, to)).toString();

test("added ranges fill only gaps, in any order", async () => {
	const cover = new Cover();
	assert.deepEqual(cover.gaps(0, 10), [[0, 10]]);
	cover.add(6, letters("gh"));
	cover.add(2, letters("cd"));
	assert.deepEqual(cover.gaps(0, 10), [
		[0, 2],
		[4, 6],
		[8, 10],
	]);
	assert.deepEqual(cover.gaps(3, 7), [[4, 6]]);
	assert.deepEqual(cover.gaps(6, 8), []);
	cover.add(0, letters("ABCDEFGHIJ"));
	assert.equal(await textOf(cover, 0, 10), "ABcdEFghIJ");
	assert.equal(await textOf(cover, 3, 7), "dEFg");
	assert.deepEqual(cover.gaps(0, 12), [[10, 12]]);
});

test("only the dropped range becomes a gap again", async () => {
	const cover = new Cover();
	cover.add(0, letters("abcdef"));
	cover.add(6, letters("ghij"));
	cover.drop(2, 4);
	assert.deepEqual(cover.gaps(0, 10), [[2, 4]]);
	cover.drop(5, 8);
	assert.deepEqual(cover.gaps(0, 10), [
		[2, 4],
		[5, 8],
	]);
	cover.add(0, letters("ABCDEFGHIJ"));
	assert.equal(await textOf(cover, 0, 10), "abCDeFGHij");
	cover.drop(0, 10);
	assert.deepEqual(cover.gaps(0, 10), [[0, 10]]);
});

test("ranges are merged over small gaps, and over the smallest gaps if there are too many ranges", () => {
	const gaps = [
		[0, 10],
		[12, 20],
		[50, 60],
		[65, 70],
		[200, 210],
	];
	assert.deepEqual(merged([], 5), []);
	assert.deepEqual(merged(gaps, 0), gaps);
	assert.deepEqual(merged(gaps, 5), [
		[0, 20],
		[50, 60],
		[65, 70],
		[200, 210],
	]);
	assert.deepEqual(merged(gaps, 6), [
		[0, 20],
		[50, 70],
		[200, 210],
	]);
	assert.deepEqual(merged(gaps, 0, 2), [
		[0, 70],
		[200, 210],
	]);
	assert.deepEqual(merged(gaps, 0, 1), [[0, 210]]);
	assert.deepEqual(merged(gaps, 0, 5), gaps);
});

const part = (range, body, more = "") => `--b\r\nContent-Range: bytes ${range}\r\n${more}\r\n${body}\r\n`;
const read = (text, boundary = "b") => {
	const { parts, right } = readParts(new TextEncoder().encode(text), boundary, 100);
	return { right, parts: parts.map(({ at, bytes }) => [at, Buffer.from(bytes).toString()]) };
};

test("a multipart body is parsed", () => {
	const both = [
		[0, "abc"],
		[7, "x\r\n--b"],
	];
	const body = `${part("0-2/100", "abc", "Content-Type: x/y\r\n")}${part("7-12/100", "x\r\n--b")}--b--`;
	for (const text of [body, `\r\n${body}\r\n`, body.replace("Content-Range", "content-range")]) {
		assert.deepEqual(read(text), { right: true, parts: both }, text);
	}
});

test("the parts before the error in a malformed multipart body count", () => {
	const good = part("0-2/100", "abc");
	const trailing = {
		"another boundary": part("5-6/100", "xy").replace("--b", "--c"),
		"no range": "--b\r\nContent-Type: x/y\r\n\r\nxy\r\n--b--",
		"no head": "--b\r\n\r\nxy\r\n--b--",
		"two ranges": part("5-6/100", "xy", "Content-Range: bytes 7-8/100\r\n"),
		"a range that ends before it begins": part("6-5/100", ""),
		"a range after the end": part("99-100/100", "xy"),
		"another length": part("5-6/101", "xy"),
		"an unknown length": part("5-6/*", "xy"),
		"another unit": part("5-6/100", "xy").replace("bytes", "lines"),
		"a body that is too short": part("5-9/100", "xy"),
		"a body that is too long": part("5-6/100", "xyz"),
		"line ends of one byte": part("5-6/100", "xy").replaceAll("\r\n", "\n"),
		"a head without an end": `--b\r\nContent-Range: bytes 5-6/100\r\nX: ${"y".repeat(2000)}\r\n\r\nxy\r\n--b--`,
		"no end": "",
		"words after the end": "--b--\r\nmore",
	};
	for (const [name, text] of Object.entries(trailing)) {
		assert.deepEqual(read(good + text), { right: false, parts: [[0, "abc"]] }, name);
	}
	const cut = `${good}--b\r\nContent-Range: bytes 5-9/100\r\n\r\nxy`;
	for (let length = 0; length < cut.length; length++) assert.equal(read(cut.slice(0, length)).right, false);
	assert.deepEqual(readParts(new TextEncoder().encode(good), undefined, 100), { right: false, parts: [] });
});

test("a multipart response is recognised by its headers", () => {
	const boundary = (type, headers = {}, status = 206) =>
		boundaryOf(new Response("", { status, headers: { "Content-Type": type, ...headers } }));
	assert.equal(boundary("multipart/byteranges; boundary=a-b"), "a-b");
	assert.equal(boundary('Multipart/Byteranges;boundary="a b?"'), "a b?");
	for (const type of [
		"text/html",
		"multipart/mixed; boundary=a",
		"multipart/byteranges",
		"multipart/byteranges; boundary=",
	]) {
		assert.equal(boundary(type), undefined, type);
	}
	assert.equal(boundary(`multipart/byteranges; boundary=${"a".repeat(71)}`), undefined);
	assert.equal(boundary("multipart/byteranges; boundary=a", { "Content-Encoding": "gzip" }), undefined);
	assert.equal(boundary("multipart/byteranges; boundary=a", {}, 200), undefined);
	assert.equal(boundaryOf(new Response(null, { status: 206 })), undefined);
});

test("incremental SHA-256 matches Node's", () => {
	for (let length = 0; length < 300; length++) {
		const bytes = Buffer.from(Array.from({ length }, (_, i) => (i * 7 + length) & 255));
		const hash = new Sha256();
		const cuts = [0, length >> 3, length >> 1, length];
		for (let i = 1; i < cuts.length; i++) hash.update(bytes.subarray(cuts[i - 1], cuts[i]));
		assert.equal(hash.digest(), createHash("sha256").update(bytes).digest("hex"), `${length} bytes`);
	}
});
