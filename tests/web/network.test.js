// Updates from misbehaving servers and over broken connections.

import assert from "node:assert/strict";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { readLatest, update } from "../../tools/web/satchel/update.js";
import { build, fails, files, headOf, isPack, keys, now, publish, sent, sha256 } from "./releases.js";
import { parts, ranges, withHeaders } from "./server.js";

// Lessons; every fourth changes, which gives more ranges than are requested singly.
const SPREAD = 32;
const one = build("spread", { count: SPREAD, parts: 9, editions: ["full"] });
const two = build("spread-two", {
	editions: ["full"],
	count: SPREAD,
	parts: 9,
	release: 2,
	base: "spread",
	state: (number) => (number % 4 === 2 ? 1 : 0),
});
const published = files(two);
const { head } = headOf(two.full);
const with_ = (options) => ({ keys, now, base: one.full, ...options });
const updates = async (server, options) => {
	const done = await update(server.url, with_(options));
	await isPack(done, two.full);
	return done;
};
/** Answers correctly until `count` answers about the pack have been sent. */
const after = (count, answer) => {
	let number = 0;
	return (asked) => (number++ < count ? ranges(asked) : answer(asked));
};
/** Sends the beginning of a correct answer, then disconnects. */
const cut = (share) => (asked) =>
	ranges({
		...asked,
		send: (status, headers, body) => {
			asked.response.writeHead(status, { ...headers, "Content-Length": body.length });
			asked.response.write(body.subarray(0, Math.floor(share * body.length)), () =>
				setTimeout(() => asked.response.destroy(), 20),
			);
		},
	});

// Many ranges

test("many ranges are fetched in one request", async (t) => {
	const server = await publish(t, published, parts());
	const done = await updates(server);
	assert.equal(done.requests, 4);
	assert.ok(done.fetched < 0.3 * two.full.length, `${done.fetched} of ${two.full.length}`);
});

test("if a server sends no multipart bodies, ranges are merged and requested singly", async (t) => {
	const quoted = '"a-b_1"';
	const bodies = {
		"the whole": (asked) =>
			asked.request.headers.range.includes(",") ? asked.send(200, { ETag: '"one"' }, asked.bytes) : ranges(asked),
		"the first range": (asked) => {
			asked.request.headers.range = asked.request.headers.range.split(",")[0];
			return ranges(asked);
		},
		"an error": (asked) => (asked.request.headers.range.includes(",") ? asked.send(416) : ranges(asked)),
		nothing: (asked) => (asked.request.headers.range.includes(",") ? asked.response.destroy() : ranges(asked)),
		"another boundary": parts({ type: "multipart/byteranges; boundary=other" }),
		"no boundary": parts({ type: "multipart/byteranges" }),
		"another length": parts({ head: (text) => text.replace(/\/\d+/, "/1000000000") }),
		compression: parts({ headers: { "Content-Encoding": "gzip" }, body: gzipSync }),
		"too much": parts({ body: (bytes) => Buffer.concat([bytes, Buffer.alloc(200_000)]) }),
	};
	for (const [name, answer] of Object.entries(bodies)) {
		const server = await publish(t, published, answer);
		const done = await updates(server);
		assert.ok(done.requests > 4 && done.requests < 20, `${name}: ${done.requests} requests`);
	}
	await updates(await publish(t, published, parts({ type: `multipart/byteranges; boundary=${quoted}` })));
});

test("if parts are truncated or wrong, the complete ones are kept", async (t) => {
	const half = parts({ body: (bytes) => bytes.subarray(0, bytes.length >> 1) });
	const server = await publish(t, published, half);
	const done = await updates(server);
	assert.ok(done.fetched < two.full.length, "what came was not asked for again");
	// Parts that were not requested, or that are repeated, don't cause more requests.
	const same = await publish(
		t,
		published,
		parts({ head: (text, i) => (i > 3 ? text.replace(/bytes \d+/, "bytes 0") : text) }),
	);
	await updates(same);
	const first = `bytes ${head}-${head + 9}/`;
	let asked = 0;
	const elsewhere = await publish(t, published, (one) => {
		if (!one.request.headers.range.includes(",")) return ranges(one);
		asked++;
		const body = `--x\r\nContent-Range: ${first}${one.bytes.length}\r\n\r\n0123456789\r\n--x--`;
		return one.send(206, { "Content-Type": "multipart/byteranges; boundary=x" }, Buffer.from(body));
	});
	await updates(elsewhere);
	assert.equal(asked, 1);
});

// Servers that answer differently

test("a server that ignores ranges sends the whole file, once", async (t) => {
	for (const headers of [{}, { "Content-Length": two.full.length }]) {
		const server = await publish(t, published, ({ bytes, send }) => send(200, headers, bytes));
		assert.equal((await updates(server)).requests, 3);
		assert.equal((await updates(server, { base: undefined })).requests, 3);
	}
	const later = await publish(
		t,
		published,
		after(1, ({ bytes, send }) => send(200, {}, bytes)),
	);
	await updates(later);
});

test("a whole file with a content encoding is accepted, a range is not", async (t) => {
	const whole = await publish(t, published, ({ bytes, send }) =>
		send(200, { "Content-Encoding": "gzip" }, gzipSync(bytes)),
	);
	await updates(whole);
	const range = await publish(t, published, withHeaders({ "Content-Encoding": "gzip" }));
	await assert.rejects(update(range.url, with_()), fails("unreadable", /Content-Encoding gzip/));
	const record = await publish(t, published);
	record.answerLatest = ({ bytes, send }) => send(200, { "Content-Encoding": "gzip" }, gzipSync(bytes));
	await updates(record);
});

test("a web page instead of the pack is reported, and none of it is kept", async (t) => {
	const page = Buffer.from("<!DOCTYPE html><title>Log in</title>");
	const answers = [
		({ send }) => send(200, { "Content-Type": "text/html" }, page),
		({ response }) => response.end(page),
	];
	for (const answer of answers) {
		const server = await publish(t, published, answer);
		const partial = {};
		await assert.rejects(update(server.url, with_({ partial })), fails("unreadable", /sends 36 bytes/));
		assert.deepEqual(partial.pieces, []);
		assert.equal(server.log.length, 3, "it is not asked for again and again");
		server.answer = ranges;
		await updates(server, { partial });
	}
});

test("server errors are reported", async (t) => {
	for (const status of [204, 301, 403, 404, 410, 416, 500, 503]) {
		const words = new RegExp(String(status));
		const server = await publish(t, published, ({ send }) => send(status));
		await assert.rejects(update(server.url, with_()), fails("unreadable", words));
		const record = await publish(t, published);
		record.answerLatest = ({ send }) => send(status);
		await assert.rejects(update(record.url, with_()), fails("unreadable", words));
		record.answerLatest = ({ name, bytes, send }) => (name.endsWith("minisig") ? send(status) : send(200, {}, bytes));
		const code = status === 404 ? "untrusted" : "unreadable";
		await assert.rejects(update(record.url, with_()), fails(code));
	}
});

test("an endless latest.json is abandoned", async (t) => {
	const server = await publish(t, published);
	let chunks = 0;
	server.answerLatest = ({ response }) => {
		response.writeHead(200);
		const more = () =>
			response.destroyed || response.write(Buffer.alloc(16 * 1024, "{"), () => ++chunks < 1000 && setImmediate(more));
		more();
	};
	await assert.rejects(update(server.url, with_()), fails("unreadable", /longer than 65536/));
	assert.ok(chunks < 500, `${chunks} chunks were sent`);
	server.answerLatest = ({ response }) => response.writeHead(200, { "Content-Length": 2 ** 31 }).write("{");
	await assert.rejects(update(server.url, with_()), fails("unreadable", /longer than 65536/));
});

test("redirections are followed, but not from https to http", async (t) => {
	const server = await publish(t, published);
	const away = await publish(t, {});
	away.files = { "latest.json": Buffer.from("x"), "latest.json.minisig": Buffer.from("x") };
	away.answerLatest = ({ name, send }) => send(302, { Location: new URL(`/${name}`, server.url).href });
	await updates(away);
	const rewritten =
		(url, address) =>
		async (...all) => {
			const response = await fetch(String(all[0]).replace("https:", "http:"), all[1]);
			Object.defineProperty(response, "url", { value: url(String(all[0]), address) });
			return response;
		};
	const secure = server.url.replace("http:", "https:");
	await updates({ url: secure }, { fetch: rewritten((url) => url) });
	const downgraded = (name) => rewritten((url) => (url.endsWith(name) ? url.replace("https:", "http:") : url));
	for (const name of ["latest.json", "minisig", "full.satchel"]) {
		const done = update(secure, with_({ fetch: downgraded(name) }));
		await assert.rejects(done, fails("unreadable", /leads to http:.*not encrypted/), name);
	}
	const link = files(two, { change: (record) => void (record.editions[0].url = "http://127.0.0.1/full.satchel") });
	const linked = await publish(t, link);
	const from = linked.url.replace("http:", "https:");
	await assert.rejects(
		readLatest(from, { keys, now, fetch: rewritten((url) => url) }),
		fails("unreadable", /not encrypted/),
	);
});

// Servers whose files change

test("a file replaced during the transfer is reported after a second attempt", async (t) => {
	const three = build("spread-three", {
		editions: ["full"],
		count: SPREAD,
		parts: 9,
		release: 3,
		base: "spread-two",
		state: (n) => (n % 4 === 2 ? 2 : 0),
	});
	const changes = {
		"the tag": () => withHeaders({ ETag: '"two"' }),
		"the date": () => withHeaders({ "Last-Modified": "Mon, 02 Nov 2026 10:00:01 GMT" }),
		"the tag of many ranges": () => parts({ headers: { ETag: '"two"' } }),
		"the length": () => (asked) => ranges({ ...asked, bytes: Buffer.concat([asked.bytes, Buffer.alloc(1)]) }),
		"all of it":
			() =>
			({ send }) =>
				send(200, { ETag: '"three"' }, three.full),
	};
	const dated = withHeaders({ "Last-Modified": "Mon, 02 Nov 2026 10:00:00 GMT" });
	for (const [name, change] of Object.entries(changes)) {
		let number = 0;
		// Odd and even requests see different files, as with two machines of which one has the new release.
		const server = await publish(t, published, (asked) => (number++ % 2 ? change()(asked) : dated(asked)));
		await assert.rejects(
			update(server.url, with_()),
			fails("changed", /no longer, the one that latest.json names/),
			name,
		);
		assert.equal(server.asked.filter((line) => line === "latest.json").length, 2, name);
	}
	// A new release is published in the meantime.
	const server = await publish(t, published);
	server.answer = after(1, (asked) => {
		server.files = files(three);
		return ranges({
			...asked,
			bytes: three.full,
			send: (status, headers, body) => asked.send(status, { ...headers, ETag: '"3"' }, body),
		});
	});
	const done = await update(server.url, with_());
	await isPack(done, three.full);
	assert.equal(done.release, 3);
});

test("silent changes fail the digests and are requested once more", async (t) => {
	const flipped = ({ bytes, ...asked }) => ranges({ ...asked, bytes: bytes.map((byte) => byte ^ 1) });
	let number = 0;
	const once = await publish(t, published, (asked) => (number++ === 1 ? flipped(asked) : ranges(asked)));
	await updates(once);
	// The checksum in a header, which only the digest of the whole pack covers.
	const checksum = two.full.indexOf("lessons/lesson-0002.json") - 16;
	const late = files({ full: Buffer.from(two.full) });
	late["full.satchel"][checksum] ^= 1;
	late["latest.json"] = published["latest.json"];
	late["latest.json.minisig"] = published["latest.json.minisig"];
	const header = await publish(t, late);
	await assert.rejects(
		update(header.url, with_()),
		fails("damaged", /lesson-0002.json (?:cannot be inflated|does not have the checksum)/),
	);
	number = 0;
	header.answer = (asked) => ranges(number++ < 3 ? asked : { ...asked, bytes: two.full });
	await updates(header);
	const always = await publish(t, published, after(1, flipped));
	const partial = {};
	await assert.rejects(update(always.url, with_({ partial })), fails("damaged", /lessons\/lesson-0002.json/));
	always.answer = ranges;
	const done = await updates(always, { partial });
	assert.ok(done.fetched < two.full.length);
	const head = await publish(t, published, flipped);
	await assert.rejects(update(head.url, with_()), fails("not-a-pack"));
});

// Lengths

test("wrong lengths are reported", async (t) => {
	const { length } = two.full;
	const wrong = [`bytes 1-${head}/${length}`, `bytes 0-9/${length}`, "what?", `bytes 0-${head - 1}/x`];
	for (const range of wrong) {
		const server = await publish(t, published, withHeaders({ "Content-Range": range }));
		await assert.rejects(update(server.url, with_()), fails("unreadable", /another range/), range);
	}
	const longer = (asked) =>
		ranges({ ...asked, send: (status, headers, body) => asked.send(status, headers, Buffer.concat([body, body])) });
	const long = await publish(t, published, longer);
	await assert.rejects(update(long.url, with_()), fails("unreadable", /more than the range/));
	const wide = await publish(t, published, ({ bytes, send }) => send(200, {}, Buffer.concat([bytes, bytes])));
	await assert.rejects(update(wide.url, with_()), fails("unreadable", /too many/));
	const hidden = await publish(t, published, withHeaders({ "Content-Range": null, ETag: null }));
	await updates(hidden);
});

// Connections that break

test("a broken connection is resumed at the same offset", async (t) => {
	let number = 0;
	const server = await publish(t, published, (asked) => (number++ < 3 ? cut(0.5)(asked) : ranges(asked)));
	const done = await updates(server, { base: undefined });
	assert.ok(done.fetched < two.full.length + 4096, "nothing came twice");
	const short = (asked) =>
		ranges({
			...asked,
			send: (status, headers, body) => asked.send(status, headers, body.subarray(0, body.length >> 1)),
		});
	number = 0;
	const quiet = await publish(t, published, (asked) => (number++ < 3 ? short(asked) : ranges(asked)));
	const less = await updates(quiet, { base: undefined });
	assert.ok(less.fetched < two.full.length + 4096, "nothing came twice");
	quiet.answer = short;
	await assert.rejects(update(quiet.url, with_({ base: undefined })), fails("unreadable", /instead of/));
});

test("an interrupted update resumes with the bytes kept", async (t) => {
	const partial = {};
	const kept = () => partial.pieces.reduce((sum, { blob }) => sum + blob.size, 0);
	const again = () => assert.rejects(update(server.url, with_({ partial, base: undefined })), fails("unreadable"));
	const server = await publish(t, published, cut(0.2));
	await again();
	const ofHead = kept();
	assert.ok(ofHead > 0.5 * head && ofHead < head, `${ofHead} bytes of the head`);
	server.answer = (asked) => (asked.request.headers.range.endsWith(`-${head - 1}`) ? ranges(asked) : cut(0)(asked));
	await again();
	assert.equal(kept(), head);
	server.answer = cut(0.2);
	await again();
	const most = kept();
	assert.ok(most > 0.5 * two.full.length && most < two.full.length, `${most} bytes of ${two.full.length}`);
	server.answer = ranges;
	const done = await updates(server, { partial, base: undefined });
	assert.ok(done.fetched < two.full.length - most + 2048, `${done.fetched} bytes`);
	assert.equal(kept(), 0, "nothing is kept when all is done");
});

test("kept bytes are verified like bytes from the server", async (t) => {
	const server = await publish(t, published);
	const garbage = (at, length) => ({ at, blob: new Blob([new Uint8Array(length)]) });
	const digest = sha256(two.full);
	const wrong = [
		{ sha256: digest, pieces: [garbage(0, two.full.length)] },
		{ sha256: digest, pieces: [garbage(0, 100)] },
		{ sha256: digest, pieces: [garbage(head + 1000, 50_000), garbage(50, 1000)] },
		{ sha256: digest, pieces: [garbage(two.full.length - 10, 20)] },
		{ sha256: digest, pieces: [garbage(-5, 20), garbage(NaN, 20), garbage(0.5, 20)] },
		{ sha256: digest, pieces: [{ at: "0", blob: new Blob(["x"]) }] },
		{ sha256: digest, pieces: [{ at: 0, blob: "x" }] },
		{ sha256: digest, pieces: "x" },
		{ sha256: "0".repeat(64), pieces: [garbage(0, 5000)] },
		{ pieces: null },
	];
	for (const partial of wrong) {
		for (const base of [one.full, undefined]) await updates(server, { base, partial: structuredClone(partial) });
	}
	// Kept bytes of another pack are ignored.
	const { requests } = await updates(server, { base: undefined });
	const other = { sha256: "0".repeat(64), pieces: [garbage(0, 5000)] };
	assert.equal((await updates(server, { base: undefined, partial: other })).requests, requests);
});

test("an abort ends an update, and the received bytes are kept", async (t) => {
	const stopping = new AbortController();
	const server = await publish(
		t,
		published,
		after(1, (asked) => {
			ranges({
				...asked,
				send: (status, headers, body) => {
					asked.response.writeHead(status, { ...headers, "Content-Length": body.length });
					asked.response.write(body.subarray(0, 100_000), () => setTimeout(() => stopping.abort(), 50));
				},
			});
		}),
	);
	const partial = {};
	const options = with_({ base: undefined, partial, signal: stopping.signal });
	const began = Date.now();
	await assert.rejects(update(server.url, options), { name: "AbortError" });
	assert.ok(Date.now() - began < 10_000, "at once, not when the server is given up");
	const kept = partial.pieces.reduce((sum, { blob }) => sum + blob.size, 0);
	assert.ok(kept >= head + 50_000, `${kept} bytes`);
	server.answer = ranges;
	const done = await updates(server, { base: undefined, partial });
	assert.ok(done.fetched <= two.full.length - kept + 4096);
	const before = server.log.length;
	await assert.rejects(update(server.url, options), { name: "AbortError" });
	assert.equal(server.log.length, before);
});

test("a silent server is given up after the timeout", async (t) => {
	const silent = await publish(t, published, () => {});
	const began = Date.now();
	await assert.rejects(update(silent.url, with_({ timeout: 200 })), fails("unreadable", /nothing for 0.2 seconds/));
	assert.ok(Date.now() - began < 2000);
	const record = await publish(t, published);
	record.answerLatest = ({ response }) => response.writeHead(200).write("{");
	await assert.rejects(readLatest(record.url, { keys, now, timeout: 200 }), fails("unreadable", /longer than 0.2 seconds/));
	// A slow server is not a silent one.
	const slow = await publish(t, published, (asked) =>
		ranges({
			...asked,
			send: async (status, headers, body) => {
				asked.response.writeHead(status, headers);
				for (let at = 0; at < body.length; at += body.length >> 2) {
					asked.response.write(body.subarray(at, at + (body.length >> 2)));
					await new Promise((resolve) => setTimeout(resolve, 120));
				}
				asked.response.end();
			},
		}),
	);
	await updates(slow, { timeout: 400, base: undefined });
	// A server that always sends a little: small files must arrive within the timeout, and large ones at a minimum
	// rate.
	const drip = (response, size) => {
		response.writeHead(200, { "Content-Length": size });
		const timer = setInterval(() => response.write(" "), 20);
		response.on("close", () => clearInterval(timer));
	};
	const drips = await publish(t, published, ({ response, bytes }) => drip(response, bytes.length));
	const options = { timeout: 300, base: undefined };
	await assert.rejects(update(drips.url, with_(options)), fails("unreadable", /less than 1024 bytes a second for 0.3 seconds/));
	for (const name of ["latest.json", "latest.json.minisig"]) {
		drips.answerLatest = (one) => (one.name === name ? drip(one.response, 3000) : one.send(200, {}, one.bytes));
		const start = Date.now();
		await assert.rejects(update(drips.url, with_(options)), fails("unreadable", /took longer than 0.3 seconds/));
		assert.ok(Date.now() - start < 2000);
	}
	// A custom fetch that ignores signals is abandoned too.
	await assert.rejects(
		update(silent.url, with_({ timeout: 100, fetch: () => new Promise(() => {}) })),
		fails("unreadable"),
	);
});

test("a custom fetch is used for every request", async (t) => {
	const server = await publish(t, published, (asked) =>
		asked.request.headers.authorization ? ranges(asked) : asked.send(401),
	);
	server.answerLatest = ({ request, bytes, send }) =>
		request.headers.authorization ? send(200, {}, bytes) : send(401);
	await assert.rejects(update(server.url, with_()), fails("unreadable", /401/));
	const withKey = (url, init) => fetch(url, { ...init, headers: { ...init.headers, Authorization: "key" } });
	await updates(server, { fetch: withKey });
});
