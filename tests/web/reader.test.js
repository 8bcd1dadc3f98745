// The functions that a front-end calls, on bytes, a Blob and a custom reader.

import assert from "node:assert/strict";
import { Blob } from "node:buffer";
import test from "node:test";
import { openPack, SatchelError } from "../../tools/web/satchel/satchel.js";
import { readLatest } from "../../tools/web/satchel/update.js";
import { pack as bytesOf } from "./packs.js";

const fails = (code, words) => (error) => {
	assert.ok(error instanceof SatchelError, String(error.stack));
	assert.equal(error.code, code);
	if (words) assert.match(error.message, words);
	return true;
};

const custom = (bytes) => ({ size: bytes.length, read: async (at, length) => bytes.subarray(at, at + length) });
const sources = {
	"a Buffer": (bytes) => bytes,
	"an ArrayBuffer": (bytes) => new Uint8Array(bytes).buffer,
	"a DataView": (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
	"a Blob": (bytes) => new Blob([bytes]),
	"a reader of one's own": custom,
};
for (const [name, source] of Object.entries(sources)) {
	test(`a pack is read from ${name}`, async () => {
		const pack = await openPack(source(bytesOf("pictures")));
		assert.equal(pack.manifest.id, "small");
		assert.equal((await pack.lesson("doses")).title[0], "The lesson doses");
		assert.deepEqual(await pack.verify(), []);
	});
}

test("lessons are listed in reading order, for all units or one", async () => {
	const pack = await openPack(bytesOf("three-lessons"));
	assert.deepEqual(pack.units.map(({ id, title, lessons }) => [id, title, lessons]), [
		["mood", "Mood", 2],
		["later", "Later life", 1],
	]);
	const ids = async (unit) => (await pack.lessons(unit)).map(({ id }) => id);
	assert.deepEqual(await ids(), ["lithium", "doses", "ageing"]);
	assert.deepEqual(await ids("mood"), ["lithium", "doses"]);
	assert.deepEqual(await ids("later"), ["ageing"]);
	const part = async (unit, options) => (await pack.lessons(unit, options)).map(({ id }) => id);
	assert.deepEqual(await part(undefined, { start: 1, limit: 1 }), ["doses"]);
	assert.deepEqual(await part("mood", { start: 1, limit: 5 }), ["doses"]);
	assert.deepEqual(await part("mood", { start: 2 }), []);
	const [row] = await pack.lessons("later");
	assert.deepEqual(row.sections[1], { id: "how", title: "About how", level: 2 });
	await assert.rejects(pack.lessons("none"), fails("not-found", /no unit 'none'/));
});

test("a paged index gives the same rows as one list", async () => {
	for (const name of ["paged-once", "paged-twice", "paged-thrice", "one-page", "web-paged"]) {
		const pack = await openPack(bytesOf(name));
		const ids = [];
		for await (const row of pack) ids.push(row.id);
		assert.deepEqual(ids, (await pack.lessons()).map(({ id }) => id));
		assert.equal(ids.length, pack.manifest.counts.lessons);
		for (const id of ids) {
			assert.equal((await pack.lesson(id)).id, id);
			assert.equal((await pack.item(`c-${id}`)).lesson.id, id);
		}
		for (const id of ["a", "lesson-0000", "lesson-00011", "zz"]) {
			await assert.rejects(pack.lesson(id), fails("not-found"));
			await assert.rejects(pack.item(`c-${id}`), fails("not-found"));
		}
	}
});

test("an item is returned with its kind and its lesson", async () => {
	const pack = await openPack(bytesOf("three-lessons"));
	const kinds = await openPack(bytesOf("question-kinds"));
	assert.deepEqual((await kinds.item("q-open")).set.vignette, { text: ["A woman of 30."] });
	for (const id of ["q-lithium", "c-lithium"]) assert.ok(!("set" in (await kinds.item(id))), id);
	const question = await pack.item("q-doses");
	assert.equal(question.kind, "question");
	assert.equal(question.lesson.id, "doses");
	assert.equal(question.item.options.filter(({ correct }) => correct).length, 1);
	assert.equal((await pack.item("z-ageing")).item.kind, "cloze");
	assert.equal((await pack.item("g-lithium")).kind, "glossary");
	await assert.rejects(pack.item("doses"), fails("not-found", /'doses'/));
});

test("rows are found by id", async () => {
	for (const name of ["three-lessons", "paged-thrice"]) {
		const pack = await openPack(bytesOf(name));
		for (const row of await pack.lessons()) {
			assert.deepEqual(await pack.row(row.id), row);
			assert.deepEqual(await pack.itemRow(`c-${row.id}`), { id: `c-${row.id}`, kind: "card", lesson: row.id });
		}
		await assert.rejects(pack.row("none"), fails("not-found", /no lesson 'none'/));
		await assert.rejects(pack.row("constructor"), fails("not-found"));
		await assert.rejects(pack.itemRow("none"), fails("not-found", /'none'/));
	}
});

test("the path of a file is refused with advice", async () => {
	const paths = ["packs/x.satchel", "./x.satchel", "/tmp/x.satchel", "file:///tmp/x.satchel", "C:\\x.satchel", "c:/x.satchel", ""];
	const advice = (path) => (error) => {
		assert.ok(error instanceof TypeError, String(error.stack));
		assert.ok(error.message.startsWith(`'${path}' is a path or a file`), error.message);
		assert.match(error.message, /readFile/);
		return true;
	};
	for (const path of paths) {
		await assert.rejects(openPack(path), advice(path));
		await assert.rejects(readLatest(path), advice(path));
	}
	await assert.rejects(openPack(new URL("file:///tmp/x.satchel")), advice("file:///tmp/x.satchel"));
	const fetch = async (path) => new Response(path === "packs/x.satchel" ? bytesOf("three-lessons") : "");
	assert.equal((await openPack("packs/x.satchel", { fetch })).manifest.id, "small");
});

test("an asset is a Blob with its media type", async () => {
	const pack = await openPack(bytesOf("pictures"));
	const types = [];
	for (const block of (await pack.lesson("lithium")).sections[0].blocks) {
		if (block.type !== "figure") continue;
		const blob = await pack.asset(block.asset);
		types.push(blob.type);
		assert.match(await blob.text(), /^<svg/);
	}
	const names = ["svg+xml", "png", "jpeg", "webp", "gif", "avif"];
	assert.deepEqual(types, names.map((name) => `image/${name}`));
	for (const name of ["assets/none.svg", "lessons/doses.json", "index.json", "", "assets/toString"]) {
		await assert.rejects(pack.asset(name), fails("not-found"));
	}
});

test("search finds prefixes of words, ignoring case and accents", async () => {
	const pack = await openPack(bytesOf("search"));
	const ids = async (query, options) => (await pack.search(query, options)).lessons.map(({ lesson }) => lesson.id);
	assert.ok(pack.searchable);
	assert.deepEqual(await ids("lithium"), ["a"]);
	assert.deepEqual(await ids("LÍTH"), ["a"]);
	assert.deepEqual(await ids("li"), ["a", "b"], "the one with it in its title comes first");
	assert.deepEqual(await ids("little mood"), ["b"]);
	assert.deepEqual(await ids("lithium mood"), []);
	assert.deepEqual(await ids("l"), [], "one letter is no word");
	assert.deepEqual(await ids(" …!"), []);
	assert.deepEqual(await ids("lithiums"), []);
	const { total, lessons } = await pack.search("li", { limit: 1 });
	assert.deepEqual([total, lessons.length, lessons[0].inTitle], [2, 1, true]);
});

test("searching a pack without a search index is an error", async () => {
	const pack = await openPack(bytesOf("three-lessons"));
	assert.ok(!pack.searchable);
	await assert.rejects(pack.search("lithium"), fails("not-found", /no search index/));
});

test("bytes after a deflate stream are detected, even if they look like its end", async () => {
	const found = /bytes follow the deflate stream of lessons\/doses\.json/; // from our own code: inflaters differ in what they accept
	for (const name of ["web-trailer-after", "web-trailer-and-more-after", "web-member-after", "stream-byte-after"]) {
		const pack = await openPack(bytesOf(name));
		const words = name.startsWith("web-") ? found : /lessons\/doses\.json/;
		await assert.rejects(pack.lesson("doses"), fails("damaged", words), name);
		assert.equal((await pack.lesson("ageing")).id, "ageing", "the others can be read");
	}
});

test("reading a lesson checks what it uses, even without verify", async () => {
	const wrong = Buffer.from(bytesOf("all-stored"));
	wrong[wrong.indexOf("lessons/doses.json") - 16] ^= 1; // its checksum in the local header
	await assert.rejects((await openPack(wrong)).lesson("doses"), fails("damaged", /checksum/));
	await assert.rejects(openPack(Buffer.concat([wrong, Buffer.alloc(1)])), fails("damaged", /end record/));
	const deep = await openPack(bytesOf("pages-four-deep"));
	await assert.rejects(deep.lesson("lesson-0001"), fails("damaged", /three steps/));
});

test("a stream that is longer than declared is abandoned early", async () => {
	const pack = await openPack(bytesOf("bomb-more-than-declared"));
	const problems = await pack.verify();
	assert.equal(problems.length, 1);
	assert.match(problems[0].message, /extras\/large\.bin inflates to more than 70000 bytes/);
});

test("all defects are reported, not only the first", async () => {
	const bytes = Buffer.from(bytesOf("three-lessons"));
	for (const id of ["doses", "ageing"]) bytes[bytes.indexOf(`lessons/${id}.json`) + 40] ^= 1;
	bytes[bytes.lastIndexOf("PK\x01\x02")] ^= 1;
	const problems = await (await openPack(bytes)).verify();
	const names = problems.map(({ name }) => name);
	assert.ok(names.includes("lessons/doses.json") && names.includes("lessons/ageing.json") && names.includes(""));
});

test("sources that return too little, fail or are invalid are reported", async () => {
	const bytes = bytesOf("three-lessons");
	const short = { size: bytes.length, read: async (at, length) => bytes.subarray(at, at + length - 1) };
	await assert.rejects(openPack(short).then((pack) => pack.lesson("doses")), fails("unreadable"));
	const failing = { size: 9, read: async () => Promise.reject(new Error("no disk")) };
	await assert.rejects(openPack(failing), fails("unreadable", /no disk/));
	await assert.rejects(openPack({ size: -1, read: async () => bytes }), fails("unreadable"));
	await assert.rejects(openPack(7), TypeError);
});

test("an aborted signal ends a call with its reason", async () => {
	const reason = new Error("enough");
	const signal = AbortSignal.abort(reason);
	const is = (error) => error === reason;
	const bytes = bytesOf("web-paged");
	await assert.rejects(openPack(custom(bytes), { signal }), is);
	const pack = await openPack(bytes);
	await assert.rejects(pack.lesson("lesson-0001", { signal }), is);
	await assert.rejects(pack.lessons(undefined, { signal }), is);
	await assert.rejects(pack.verify({ signal }), is);
	assert.equal((await pack.lesson("lesson-0001")).id, "lesson-0001");
});
