// Updates: their cost, and how a damaged stored copy is handled. satchel-pack makes and signs the packs, as for a
// maintainer.

import assert from "node:assert/strict";
import { File } from "node:buffer";
import test from "node:test";
import { openPack, SatchelError } from "../../tools/web/satchel/satchel.js";
import { readLatest, update } from "../../tools/web/satchel/update.js";
import { pack as bytesOf, vectors } from "./packs.js";
import { build, fails, files, headOf, isPack, keys, latest, now, publish, sent, sha256 } from "./releases.js";
import { parts } from "./server.js";

const one = build("one");
const two = build("two", { release: 2, base: "one", state: (number) => (number % 7 === 3 ? 1 : 0) });
const published = files(two);
const with_ = (options) => ({ keys, now, ...options });

// The cost

const many = build("many", { count: 200, editions: ["full"] });
const percent = build("percent", {
	count: 200,
	editions: ["full"],
	release: 2,
	base: "many",
	state: (n) => (n === 77 || n === 150 ? 1 : 0),
});

test("an update of 1 % of 200 lessons costs at most 3 % of the pack and 10 requests", async (t) => {
	const server = await publish(t, files(percent));
	const done = await update(server.url, with_({ base: new Blob([many.full]) }));
	await isPack(done, percent.full);
	const { upToDate, version, release, edition } = done;
	assert.deepEqual(
		{ upToDate, version, release, edition },
		{ upToDate: false, version: "1.2.0", release: 2, edition: "full" },
	);
	assert.equal(done.fetched, sent(server), "the reported bytes are those received");
	assert.equal(done.requests, server.log.length);
	const share = (100 * done.fetched) / percent.full.length;
	t.diagnostic(`${done.fetched} of ${percent.full.length} bytes (${share.toFixed(2)} %) in ${done.requests} requests`);
	assert.ok(share <= 3, `${share} %`);
	assert.ok(done.requests <= 10, `${done.requests} requests`);
	assert.deepEqual(await (await openPack(done.pack, { keys })).verify(), []);
});

// With sanitizers, satchel-pack would take minutes for all of them.
test(
	"of an index in pages, only those are fetched that have changed",
	{ skip: Boolean(process.env.SANITIZE) },
	async (t) => {
		const short = { count: 600, parts: 3, editions: ["full"] };
		const base = build("paged", short).full;
		const state = (number) => (number % 100 === 5 ? 1 : 0);
		const next = build("paged-two", { ...short, release: 2, base: "paged", state });
		const server = await publish(t, files(next), parts());
		const done = await update(server.url, with_({ base }));
		await isPack(done, next.full);
		const { head } = headOf(next.full);
		t.diagnostic(`${done.fetched} of ${next.full.length} bytes in ${done.requests} requests; the head has ${head}`);
		assert.ok(done.fetched < 0.02 * next.full.length + head, `${done.fetched} bytes`);
		const asked = server.asked.flatMap((line) =>
			[...line.matchAll(/(\d+)-(\d+)/g)].map(([, from, to]) => [+from, +to + 1]),
		);
		const ofHead = asked.reduce((sum, [from, to]) => sum + Math.max(Math.min(to, head) - from, 0), 0);
		assert.ok(ofHead < 0.8 * head, `${ofHead} bytes of the head of ${head}`);
		assert.ok(done.requests <= 11, `${done.requests} requests`);
	},
);

test("a dry run reports the cost of an update and fetches only the head", async (t) => {
	const server = await publish(t, files(percent));
	const options = with_({ base: many.full });
	const planned = await update(server.url, { ...options, dryRun: true });
	assert.equal(planned.pack, undefined);
	assert.equal(planned.upToDate, false);
	assert.ok(sent(server) < 0.02 * percent.full.length);
	const done = await update(server.url, options);
	assert.deepEqual([planned.fetched, planned.requests], [done.fetched, done.requests]);
	assert.deepEqual(
		await update(server.url, { ...options, base: percent.full, dryRun: true }).then(({ upToDate }) => upToDate),
		true,
	);
});

test("if nothing changed, an update costs two requests, or one without keys", async (t) => {
	const server = await publish(t, published);
	const base = new Blob([two.full]);
	const done = await update(server.url, with_({ base }));
	assert.equal(done.upToDate, true);
	assert.equal(done.pack, base);
	assert.deepEqual(server.asked, ["latest.json", "latest.json.minisig"]);
	server.asked.length = 0;
	assert.equal((await update(server.url, { now, base })).upToDate, true);
	assert.deepEqual(server.asked, ["latest.json"]);
});

test("without a stored copy the whole pack is fetched, in four requests", async (t) => {
	const server = await publish(t, published);
	const done = await update(server.url, with_());
	await isPack(done, two.full);
	assert.equal(done.requests, 4);
	assert.ok(done.fetched < two.full.length + 2048);
});

test("a stored copy is a Blob or bytes of any kind", async (t) => {
	const server = await publish(t, published);
	const wider = new Uint8Array(one.full.length + 20);
	wider.set(one.full, 10);
	const view = wider.subarray(10, -10);
	const bases = { blob: new Blob([one.full]), file: new File([one.full], "x"), buffer: view.slice().buffer, view };
	bases.data = new DataView(wider.buffer, 10, one.full.length);
	for (const [name, base] of Object.entries(bases)) {
		const done = await update(server.url, with_({ base }));
		await isPack(done, two.full);
		assert.ok(done.fetched < 0.4 * two.full.length, name);
	}
	for (const base of ["x.satchel", {}, null, 7]) await assert.rejects(update(server.url, with_({ base })), TypeError);
});

test("lessons are added and removed", async (t) => {
	const more = build("more", { count: 23, release: 3, base: "two", state: (number) => (number % 7 === 3 ? 1 : 0) });
	const fewer = build("fewer", { count: 11, release: 4, base: "two", state: (number) => (number % 7 === 3 ? 1 : 0) });
	for (const [base, next] of [
		[two, more],
		[more, fewer],
		[one, more],
	]) {
		const server = await publish(t, files(next));
		const done = await update(server.url, with_({ base: base.full }));
		await isPack(done, next.full);
		assert.ok(done.fetched < 0.6 * next.full.length);
	}
});

test("the edition is that of the stored copy unless another is requested", async (t) => {
	const server = await publish(t, published);
	await isPack(await update(server.url, with_({ base: one.free })), two.free);
	await isPack(await update(server.url, with_({ edition: "free" })), two.free);
	server.answer = parts();
	const full = await update(server.url, with_({ base: two.free, edition: "full" }));
	await isPack(full, two.full);
	assert.ok(full.fetched < 0.7 * two.full.length, "of the same release, what is free is there already");
	await isPack(await update((await publish(t, files({ free: two.free }))).url, with_()), two.free);
	await assert.rejects(update(server.url, with_({ edition: "spare" })), fails("not-found", /no edition 'spare'/));
});

test("the URL may be that of the folder", async (t) => {
	const server = await publish(t, published);
	for (const url of [new URL(server.url), new URL("/", server.url), new URL("/", server.url).href]) {
		assert.equal((await readLatest(url, { keys, now })).release, 2);
	}
	server.asked.length = 0;
	await assert.rejects(readLatest(new URL("/packs?a=1", server.url), { keys, now }), fails("unreadable", /404/));
	assert.deepEqual(server.asked, ["packs/latest.json?a=1"]);
});

test("progress is reported up to the end", async (t) => {
	const server = await publish(t, published);
	const seen = [];
	const done = await update(
		server.url,
		with_({ base: one.full, onProgress: (progress) => seen.push({ ...progress }) }),
	);
	const last = seen.at(-1);
	assert.deepEqual(last, { fetched: done.fetched, total: done.fetched, requests: done.requests });
	assert.ok(seen.every(({ fetched }, i) => i === 0 || fetched > seen[i - 1].fetched));
});

// The stored copy

const copyOf = (bytes) => Buffer.from(bytes);
/** The offset of an entry in a pack, and its stored bytes. */
function entryIn(pack, name) {
	const at = pack.indexOf(name) - 30;
	assert.equal(pack.readUInt32LE(at), 0x04034b50);
	return { at, from: at + 30 + name.length, length: pack.readUInt32LE(at + 18) };
}

test("damaged parts of the stored copy are fetched", async (t) => {
	const server = await publish(t, published);
	const whole = await update(server.url, with_({ base: one.full }));
	const name = "lessons/lesson-0007.json";
	const { at, from, length } = entryIn(one.full, name);
	const directory = one.full.lastIndexOf(name) - 46;
	const flips = {
		"its bytes": from + (length >> 1),
		"its checksum": at + 14,
		"its header": at + 8,
		"its name": at + 32,
	};
	for (const [what, place] of Object.entries(flips)) {
		const base = copyOf(one.full);
		base[place] ^= 1;
		const planned = await update(server.url, with_({ base, dryRun: true }));
		const done = await update(server.url, with_({ base }));
		await isPack(done, two.full);
		assert.deepEqual(
			[planned.fetched, planned.requests],
			[done.fetched, done.requests],
			`${what}: found before it is fetched`,
		);
		assert.ok(done.fetched >= whole.fetched + length && done.fetched < whole.fetched + 2 * length + 4096, what);
	}
	const base = copyOf(one.full);
	base[directory + 16] ^= 1; // the checksum in the directory: the entry is decompressed and found correct
	const done = await update(server.url, with_({ base }));
	await isPack(done, two.full);
	assert.equal(done.fetched, whole.fetched);
});

test("a truncated stored copy is still used", async (t) => {
	const server = await publish(t, published);
	const half = await update(server.url, with_({ base: one.full.subarray(0, one.full.length >> 1) }));
	await isPack(half, two.full);
	assert.ok(half.fetched < 0.75 * two.full.length);
	const all = await update(server.url, with_({ base: one.full.subarray(0, -100) }));
	await isPack(all, two.full);
	assert.ok(all.fetched < 0.4 * two.full.length);
});

test("a damaged copy of the published pack is repaired", async (t) => {
	const server = await publish(t, published);
	const { from, length } = entryIn(two.full, "lessons/lesson-0007.json");
	const base = copyOf(two.full);
	base[from + 5] ^= 1;
	const done = await update(server.url, with_({ base }));
	await isPack(done, two.full);
	assert.equal(done.upToDate, false);
	assert.ok(done.fetched < headOf(two.full).head + length + 4096);
});

test("packs too large to load at once can be updated", async (t) => {
	const pack = bytesOf("web-long");
	const server = await publish(t, files({ full: pack }));
	const whole = new Blob([pack]);
	assert.equal((await update(server.url, with_({ keys: undefined, base: whole }))).upToDate, true);
	const from = pack.length - 1000; // in the directory
	const base = new Blob([pack.subarray(0, from), new Uint8Array(1000)]);
	const done = await update(server.url, with_({ keys: undefined, base }));
	assert.equal(done.upToDate, false);
	await isPack(done, pack);
	assert.ok(done.fetched < 4096, `${done.fetched} bytes`);
	const all = await update(server.url, with_({ keys: undefined }));
	await isPack(all, pack);
	assert.equal(all.requests, 5, "no request brings more than 32 MiB");
});

test("a stored copy that is no pack, or has a damaged head, is replaced completely", async (t) => {
	const server = await publish(t, published);
	const broken = copyOf(one.full);
	broken[entryIn(one.full, "index.json").from + 3] ^= 1;
	const bases = [broken, one.full.subarray(0, 500), Buffer.alloc(0), Buffer.from("<!DOCTYPE html>")];
	bases.push(Buffer.concat([Buffer.alloc(4096), two.full.subarray(4096)]));
	for (const base of bases) await isPack(await update(server.url, with_({ base })), two.full);
});

test("only valid test vectors are returned from updates", async () => {
	const counts = { ok: 0, refused: 0 };
	for (const { name, status } of vectors) {
		const bytes = bytesOf(name);
		let made;
		try {
			const { edition = "full" } = headOf(bytes).manifest;
			made = files({ [edition]: bytes }, { change: (record) => ({ title: "x", version: "1.0.0", release: 1, id: "x", ...record }) });
			if (JSON.parse(made["latest.json"]).editions[0].head >= bytes.length) continue;
		} catch {
			continue; // too little of a pack for a latest.json
		}
		const fetch = async (url, { headers }) => {
			const file = made[new URL(url).pathname.slice(1)];
			const range = /^bytes=(\d+)-(\d+)$/.exec(headers.Range);
			if (!range) return new Response(file);
			const [from, to] = [Number(range[1]), Math.min(Number(range[2]) + 1, file.length)];
			const sent = { "Content-Range": `bytes ${from}-${to - 1}/${file.length}` };
			return new Response(file.subarray(from, to), { status: 206, headers: sent });
		};
		const done = await update("https://x.example/", { fetch, now }).catch((error) => error);
		const good = done.pack !== undefined;
		assert.equal(good, status === "ok", `${name}: ${done.stack}`);
		counts[good ? "ok" : "refused"]++;
		if (good) await isPack(done, bytes);
		else assert.ok(done instanceof SatchelError, String(done.stack));
	}
	assert.ok(counts.ok > 5 && counts.refused > 200, JSON.stringify(counts));
});

test("a latest.json that expires soon is reported", async (t) => {
	for (const [date, expires, soon] of [
		["2026-09-01", "2026-12-17", false],
		["2026-09-01", "2026-12-16", true],
		["2026-11-29", "2026-12-04", false],
		["2026-11-29", "2026-12-03", true],
		["2026-12-02", "2026-12-02", true],
	]) {
		const server = await publish(t, files(two, { change: (record) => ({ ...record, date, expires }) }));
		assert.equal((await readLatest(server.url, with_({}))).expiresSoon, soon, expires);
		const done = await update(server.url, with_({ base: two.full }));
		assert.deepEqual([done.expires, done.expiresSoon], [expires, soon]);
	}
});

test("the releases of these tests match their latest.json", () => {
	const { editions } = latest(two);
	assert.equal(editions[0].sha256, sha256(two.full));
	assert.ok(editions.every(({ head, size }) => head > 1000 && head < size));
});
