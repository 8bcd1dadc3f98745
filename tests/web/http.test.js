// Reading from a server: how many requests it takes, and how misbehaving servers are handled.

import assert from "node:assert/strict";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { openPack, SatchelError } from "../../tools/web/satchel/satchel.js";
import { pack as bytesOf } from "./packs.js";
import { ranges, serve, withHeaders } from "./server.js";

const fails = (code, words) => (error) => {
	assert.ok(error instanceof SatchelError, String(error.stack));
	assert.equal(error.code, code);
	if (words) assert.match(error.message, words);
	return true;
};
const paged = bytesOf("web-paged");
/** A pack whose lessons do not come with the first request. */
const large = bytesOf("many-lessons");
const opensAndReads = async (url, options) => {
	const pack = await openPack(url, options);
	assert.equal((await pack.lesson("lesson-0600")).id, "lesson-0600");
	return pack;
};

test("a small pack takes one request, and all its lessons come with it", async (t) => {
	const server = await serve(t, bytesOf("three-lessons"));
	const pack = await openPack(new URL(server.url));
	for (const row of await pack.lessons()) await pack.lesson(row.id);
	assert.equal(server.log.length, 1);
});

test("pages that several calls need are read once", async (t) => {
	const server = await serve(t, large);
	const pack = await openPack(server.url);
	const opened = server.log.length;
	const ids = Array.from({ length: 20 }, (_, i) => `lesson-${String(i + 581).padStart(4, "0")}`);
	const lessons = await Promise.all(ids.map((id) => pack.lesson(id)));
	assert.deepEqual(lessons.map(({ id }) => id), ids);
	assert.ok(server.log.length <= opened + 1 + ids.length, `${server.log.length - opened} requests`);
});

test("verify reads ahead", async (t) => {
	const server = await serve(t, large);
	const pack = await openPack(server.url);
	assert.deepEqual(await pack.verify(), []);
	assert.ok(server.log.length < 12, `${server.log.length} requests`);
});

test("a server that ignores ranges sends the whole file, once", async (t) => {
	const server = await serve(t, large, ({ bytes, send }) => send(200, {}, bytes));
	const pack = await opensAndReads(server.url);
	assert.equal((await pack.lessons()).length, 600);
	assert.equal(server.log.length, 1);
});

test("a server may begin to ignore ranges later", async (t) => {
	const server = await serve(t, large);
	const pack = await openPack(server.url);
	server.answer = ({ bytes, send }) => send(200, {}, bytes);
	assert.equal((await pack.lesson("lesson-0300")).id, "lesson-0300");
	const requests = server.log.length;
	assert.equal((await pack.lesson("lesson-0600")).id, "lesson-0600");
	assert.equal(server.log.length, requests);
});

test("a whole file that is too long is not loaded", async (t) => {
	const served = await serve(t, large, ({ response }) => {
		response.writeHead(200, { "Content-Length": 65 * 1024 * 1024 });
		response.write(large);
	});
	await assert.rejects(openPack(served.url), fails("unreadable", /too many/));
	let sent = 0;
	const endless = await serve(t, large, ({ response }) => {
		response.writeHead(200);
		const chunk = Buffer.alloc(1024 * 1024);
		const more = () => response.destroyed || response.write(chunk, () => ++sent < 200 && setImmediate(more));
		more();
	});
	await assert.rejects(openPack(endless.url), fails("unreadable", /too many/));
	assert.ok(sent < 100, `${sent} MiB were sent`);
});

test("headers that browsers hide across origins are not needed", async (t) => {
	for (const changed of [{ "Content-Range": null, ETag: null }, { ETag: null }]) {
		for (const name of ["many-lessons", "three-lessons"]) {
			const server = await serve(t, bytesOf(name), withHeaders(changed));
			const pack = await openPack(server.url);
			const [row] = await pack.lessons();
			assert.equal((await pack.lesson(row.id)).id, row.id);
		}
	}
	const unknown = ({ request, bytes, send }) =>
		ranges({
			request,
			bytes,
			send: (status, headers, body) =>
				send(status, { "Content-Range": headers["Content-Range"].replace(/\d+$/, "*") }, body),
		});
	await opensAndReads((await serve(t, large, unknown)).url);
});

test("a wrong range is reported", async (t) => {
	const wrong = ["bytes 1-65536/70000", "bytes 0-9/70000", "bytes 0-65534/70000", "items 0-65535/70000", "what?"];
	for (const range of wrong) {
		const server = await serve(t, large, withHeaders({ "Content-Range": range }));
		await assert.rejects(openPack(server.url), fails("unreadable", /another range/), range);
	}
	const parts = await serve(t, large, withHeaders({ "Content-Type": "multipart/byteranges; boundary=x" }));
	await assert.rejects(openPack(parts.url), fails("unreadable", /several parts/));
});

test("bodies that are too short or too long are reported", async (t) => {
	const cut = (change, changed = {}) => ({ send, ...asked }) =>
		withHeaders(changed)({ ...asked, send: (status, headers, body) => send(status, headers, change(body)) });
	const first = (body) => body.subarray(0, -1);
	const short = await serve(t, large, cut(first));
	await assert.rejects(openPack(short.url), fails("unreadable", /instead of 65536/));
	const untold = await serve(t, large, withHeaders({ "Content-Range": null }));
	const pack = await openPack(untold.url);
	untold.answer = cut(first, { "Content-Range": null });
	await assert.rejects(pack.lesson("lesson-0600"), fails("unreadable", /instead of/));
	const long = await serve(t, large, cut((body) => Buffer.concat([body, Buffer.alloc(1)])));
	await assert.rejects(openPack(long.url), fails("unreadable", /more than the range/));
	const broken = await serve(t, large, ({ response, bytes }) => {
		response.writeHead(206, { "Content-Length": 65536, "Content-Range": `bytes 0-65535/${bytes.length}` });
		response.write(bytes.subarray(0, 5000), () => response.destroy());
	});
	await assert.rejects(openPack(broken.url), fails("unreadable", /cannot read/));
});

test("a file that changes on the server is reported", async (t) => {
	const changes = {
		etag: withHeaders({ ETag: '"two"' }),
		"the length": ({ bytes, ...asked }) => ranges({ ...asked, bytes: Buffer.concat([bytes, Buffer.alloc(1)]) }),
		"a shorter file": ({ send }) => send(416, { "Content-Range": "bytes */4" }),
		"all of it": ({ send }) => send(200, { ETag: '"two"' }, paged),
	};
	for (const [name, answer] of Object.entries(changes)) {
		const server = await serve(t, large);
		const pack = await openPack(server.url);
		server.answer = answer;
		await assert.rejects(pack.lesson("lesson-0600"), fails("changed", /open it again/), name);
	}
	const dated = await serve(t, large, withHeaders({ ETag: null, "Last-Modified": "Mon, 02 Nov 2026 10:00:00 GMT" }));
	const pack = await openPack(dated.url);
	dated.answer = withHeaders({ ETag: null, "Last-Modified": "Mon, 02 Nov 2026 10:00:01 GMT" });
	await assert.rejects(pack.lesson("lesson-0600"), fails("changed"));
});

test("a file that changes silently fails its digests", async (t) => {
	const server = await serve(t, large);
	const pack = await openPack(server.url);
	server.answer = ({ bytes, ...asked }) => ranges({ ...asked, bytes: bytes.map((byte) => byte ^ 1) });
	await assert.rejects(pack.lesson("lesson-0300"), fails("damaged"));
	server.answer = ranges;
	assert.equal((await pack.lesson("lesson-0300")).id, "lesson-0300", "what failed is not kept");
});

test("a content encoding is reported for ranges and accepted for whole files", async (t) => {
	const squeezed = await serve(t, large, ({ send, ...asked }) =>
		ranges({
			...asked,
			send: (status, headers, body) => send(status, { ...headers, "Content-Encoding": "gzip" }, gzipSync(body)),
		}),
	);
	await assert.rejects(openPack(squeezed.url), fails("unreadable", /Content-Encoding gzip/));
	const whole = await serve(t, large, ({ bytes, send }) => send(200, { "Content-Encoding": "gzip" }, gzipSync(bytes)));
	await opensAndReads(whole.url);
});

test("server and connection errors are reported", async (t) => {
	for (const status of [204, 301, 403, 404, 500, 503]) {
		const server = await serve(t, large, ({ send }) => send(status));
		await assert.rejects(openPack(server.url), fails("unreadable", new RegExp(String(status))));
	}
	const silent = await serve(t, large, ({ response }) => response.destroy());
	await assert.rejects(openPack(silent.url), fails("unreadable", /cannot read/));
	const empty = await serve(t, Buffer.alloc(0));
	await assert.rejects(openPack(empty.url), fails("not-a-pack", /empty/));
	const page = await serve(t, Buffer.from("<!DOCTYPE html><title>Not found</title>"));
	await assert.rejects(openPack(page.url), fails("not-a-pack"));
});

test("a redirection is followed", async (t) => {
	const server = await serve(t, large);
	const away = await serve(t, large, ({ send }) => send(302, { Location: server.url }));
	await opensAndReads(away.url);
});

test("an abort ends a request only for the caller who aborts", async (t) => {
	const server = await serve(t, large);
	const pack = await openPack(server.url);
	const waiting = [];
	server.answer = (asked) => waiting.push(asked);
	const controller = new AbortController();
	const ended = pack.lesson("lesson-0600", { signal: controller.signal });
	const going = pack.lesson("lesson-0600");
	while (waiting.length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
	controller.abort();
	await assert.rejects(ended, { name: "AbortError" });
	server.answer = ranges;
	for (const asked of waiting) ranges(asked);
	assert.equal((await going).id, "lesson-0600");
	const opening = new AbortController();
	const hanging = await serve(t, large, () => opening.abort());
	await assert.rejects(openPack(hanging.url, { signal: opening.signal }), { name: "AbortError" });
});

test("a custom fetch is used for every request", async (t) => {
	const server = await serve(t, large, (asked) =>
		asked.request.headers.authorization === "key" ? ranges(asked) : asked.send(401),
	);
	await assert.rejects(openPack(server.url), fails("unreadable", /401/));
	const withKey = (url, init) => fetch(url, { ...init, headers: { ...init.headers, Authorization: "key" } });
	await opensAndReads(server.url, { fetch: withKey });
});

test("a server that falls silent is given up after the timeout", async (t) => {
	const silent = await serve(t, large, () => {});
	const began = Date.now();
	await assert.rejects(openPack(silent.url, { timeout: 200 }), fails("unreadable", /nothing for 0.2 seconds/));
	const halves = await serve(t, large, ({ request, response, bytes }) => {
		ranges({ request, bytes, send: (status, headers, body) => response.writeHead(status, headers).write(body.subarray(9)) });
	});
	await assert.rejects(openPack(halves.url, { timeout: 200 }), fails("unreadable", /nothing for 0.2 seconds/));
	const server = await serve(t, large);
	const pack = await openPack(server.url, { timeout: 200 });
	server.answer = () => {};
	await assert.rejects(pack.lesson("lesson-0300"), fails("unreadable", /0.2 seconds/));
	await assert.rejects(pack.lesson("lesson-0300", { signal: AbortSignal.timeout(50) }), { name: "TimeoutError" });
	server.answer = ranges;
	assert.equal((await pack.lesson("lesson-0300")).id, "lesson-0300");
	assert.ok(Date.now() - began < 5000);
});

test("rows by id, and those before and after, take few requests", async (t) => {
	const server = await serve(t, large);
	const requestsOf = async (work) => {
		const before = server.log.length;
		await work();
		return server.log.length - before;
	};
	let pack = await openPack(server.url);
	// The whole outline, and the page with the row.
	assert.ok((await requestsOf(async () => assert.equal((await pack.row("lesson-0300")).title, "Lesson lesson-0300"))) <= 2);
	const next = async () => {
		for (const id of ["lesson-0300", "lesson-0301", "lesson-0302"]) assert.equal((await pack.row(id)).id, id);
	};
	assert.ok((await requestsOf(next)) <= 1);
	pack = await openPack(server.url);
	// From a list, only its page is read.
	const [before, { id }, after] = await pack.lessons(undefined, { start: 100, limit: 3 });
	assert.equal(await requestsOf(async () => assert.deepEqual(await pack.neighbours(id), { before, after })), 0);
	const [first, second] = await pack.lessons(undefined, { limit: 2 });
	assert.deepEqual(await pack.neighbours(first.id), { before: undefined, after: second });
	assert.ok((await requestsOf(async () => assert.equal(await pack.has("lesson-0399"), true))) <= 1);
	assert.equal(await pack.has("lesson-03"), false);
	await assert.rejects(pack.neighbours("none"), fails("not-found"));
});
