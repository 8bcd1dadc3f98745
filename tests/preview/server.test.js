// The server of a preview, as programs see it that do not mean well.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { ended, lesson, run, serve, until } from "./program.js";

const tree = join(process.env.WORK, "server");
let site;

before(async () => {
	mkdirSync(tree);
	writeFileSync(join(tree, "heart.xml"), lesson("heart"));
	writeFileSync(join(process.env.WORK, "secret.json"), "{}");
	site = await serve(tree);
});

after(() => site?.child.kill("SIGKILL"));

/** Sends bytes, and returns all that comes back until the server closes, or `wait` milliseconds have passed. */
function send(text, { host = "127.0.0.1", wait = 1500 } = {}) {
	return new Promise((done, fail) => {
		const socket = connect(site.port, host, () => socket.write(text, "latin1"));
		let received = "";
		const end = () => (socket.destroy(), done(received));
		const timer = setTimeout(end, wait);
		socket.on("data", (data) => (received += data.toString("latin1")));
		socket.on("close", () => (clearTimeout(timer), end()));
		socket.on("error", fail);
	});
}

const request = (path, { method = "GET", host = `localhost:${site.port}`, headers = [] } = {}) =>
	[`${method} ${path} HTTP/1.1`, `Host: ${host}`, "Connection: close", ...headers, "", ""].join("\r\n");
const ask = async (path, options) => {
	const text = await send(request(path, options));
	const [head, ...body] = text.split("\r\n\r\n");
	const [first, ...lines] = head.split("\r\n");
	const headers = Object.fromEntries(lines.map((line) => line.split(/: (.*)/s).slice(0, 2)).map(([name, value]) => [name.toLowerCase(), value]));
	return { status: Number(first.split(" ")[1]), headers, body: body.join("\r\n\r\n") };
};

test("it answers only to its own names", async () => {
	for (const host of ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"]) {
		assert.equal((await ask("/", { host: `${host}:${site.port}` })).status, 200, host);
	}
	const others = ["evil.example", `evil.example:${site.port}`, "localhost", "localhost:80", `localhost:${site.port}0`,
		`localhost:${site.port}@evil.example`, `localhost.evil.example:${site.port}`, `127.0.0.1.evil.example:${site.port}`, `0.0.0.0:${site.port}`, "", "localhost:", `localhost: ${site.port}`];
	for (const host of others) assert.notEqual((await ask("/player.json", { host })).status, 200, host);
	assert.equal((await ask("/player.json", { host: `evil.example:${site.port}` })).status, 403);
	assert.doesNotMatch(await send("GET /player.json HTTP/1.0\r\n\r\n"), /satchel\?v=/);
});

test("it listens only on the loopback interface", async () => {
	const listening = readFileSync("/proc/net/tcp", "utf8") + readFileSync("/proc/net/tcp6", "utf8");
	const port = site.port.toString(16).toUpperCase().padStart(4, "0");
	const addresses = [...listening.matchAll(/^ *\d+: ([0-9A-F]+):([0-9A-F]{4}) [0-9A-F]+:0000 0A/gm)].filter(([, , at]) => at === port).map(([, address]) => address);
	assert.ok(addresses.includes("0100007F"), String(addresses));
	assert.ok(addresses.every((address) => ["0100007F", "00000000000000000000000001000000"].includes(address)), String(addresses));
});

test("it knows no methods but GET and HEAD", async () => {
	for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "X"]) {
		const { status, headers } = await ask("/player.json", { method, headers: ["Content-Length: 0"] });
		assert.equal(status, 405, method);
		assert.equal(headers.allow, "GET, HEAD");
	}
	const { status, headers, body } = await ask("/player.json", { method: "HEAD" });
	assert.deepEqual([status, body], [200, ""]);
	assert.ok(Number(headers["content-length"]) > 10);
});

test("no path leads out of the site", async () => {
	const paths = ["/../secret.json", "/live/../../secret.json", "/%2e%2e/secret.json", "/live/assets/..%2f..%2fsecret.json", "//etc/passwd", "/live/lessons/../../secret.json",
		"/live/lessons/.json", "/live/rules/../no-key", "/live/rules/", "/heart.xml", "/player/", "/player/../index.html", "/\\..\\secret.json", "/live/assets/heart.xml", "/%00", "/preview.satchel%00", "/live/findings/%ff.json/x", "/preview.satchel?v=99", "/preview.satchel?v=x", "/preview.satchel?v=-1"];
	for (const path of paths) assert.ok([400, 404].includes((await ask(path)).status), path);
});

test("responses say what they are, and load nothing elsewhere", async () => {
	const types = { "/": /^text\/html/, "/player/main.js": /^text\/javascript/, "/player/player.css": /^text\/css/, "/player.json": /^application\/json$/, "/live/state.json": /^application\/json$/ };
	for (const [path, type] of Object.entries(types)) {
		const { status, headers } = await ask(path);
		assert.equal(status, 200, path);
		assert.match(headers["content-type"], type);
		assert.equal(headers["x-content-type-options"], "nosniff");
		assert.equal(headers["cross-origin-resource-policy"], "same-origin");
	}
	const { headers } = await ask("/player/main.js");
	assert.equal((await ask("/player/main.js", { headers: [`If-None-Match: ${headers.etag}`] })).status, 304);
});

test("packs are sent whole and in parts", async () => {
	const whole = await ask("/preview.satchel");
	const size = whole.body.length;
	assert.equal(Number(whole.headers["content-length"]), size);
	const part = async (range, more = []) => ask("/preview.satchel", { headers: [`Range: ${range}`, ...more] });
	for (const [range, from, to] of [["bytes=0-3", 0, 4], ["bytes=5-5", 5, 6], [`bytes=${size - 2}-`, size - 2, size], ["bytes=-4", size - 4, size], ["bytes=2-99999999", 2, size], ["bytes=-99999999", 0, size]]) {
		const { status, headers, body } = await part(range);
		assert.equal(status, 206, range);
		assert.equal(headers["content-range"], `bytes ${from}-${to - 1}/${size}`);
		assert.equal(body, whole.body.slice(from, to));
	}
	for (const range of [`bytes=${size}-`, "bytes=-0"]) {
		const { status, headers } = await part(range);
		assert.deepEqual([status, headers["content-range"]], [416, `bytes */${size}`], range);
	}
	for (const range of ["bytes=3-1", "bytes=a-b", "bytes=0-1,3-4", "lines=0-1", "bytes=18446744073709551617-", "bytes=0-18446744073709551617"]) {
		assert.equal((await part(range)).status, 200, range);
	}
	assert.equal((await part("bytes=0-3", [`If-Range: ${whole.headers.etag}`])).status, 206);
	assert.equal((await part("bytes=0-3", ['If-Range: "other"'])).status, 200);
});

test("what is no request does no harm", async () => {
	for (const text of ["\r\n\r\n", "GET", "GET / HTTP/9.9\r\n\r\n", `GET /${"a".repeat(100000)} HTTP/1.1\r\n\r\n`, `GET / HTTP/1.1\r\n${"X: y\r\n".repeat(20000)}\r\n`, "\x16\x03\x01\x02\x00\x01\x00", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
		`POST / HTTP/1.1\r\nHost: localhost:${site.port}\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n`]) {
		await send(text, { wait: 300 }).catch(() => {});
	}
	assert.equal((await ask("/player.json")).status, 200);
});

test("slow clients do not block others, and events have a limit", async () => {
	const open = [];
	for (let i = 0; i < 100; i++) {
		const socket = connect(site.port, "127.0.0.1");
		socket.on("error", () => {});
		socket.write("GET / HTTP/1.1\r\nHos");
		open.push(socket);
	}
	const streams = [];
	for (let i = 0; i < 40; i++) {
		const socket = connect(site.port, "127.0.0.1");
		streams.push(new Promise((done) => socket.once("data", (data) => done(data.toString()))));
		socket.on("error", () => {});
		socket.write(`GET /events HTTP/1.1\r\nHost: localhost:${site.port}\r\n\r\n`);
		open.push(socket);
	}
	const answers = await Promise.all(streams);
	assert.equal(answers.filter((text) => text.startsWith("HTTP/1.1 200")).length, 32);
	assert.equal(answers.filter((text) => text.startsWith("HTTP/1.1 503")).length, 8);
	const start = Date.now();
	assert.equal((await ask("/player.json")).status, 200);
	assert.ok(Date.now() - start < 8000); // those that say nothing are closed after 20 seconds
	for (const socket of open) socket.destroy();
	// Streams that are gone make room once something is sent.
	const answer = await until(async () => {
		writeFileSync(join(tree, "heart.xml"), lesson("heart", { text: `Again ${Date.now()}.` }));
		const text = await send(request("/events"), { wait: 500 });
		return text.startsWith("HTTP/1.1 200") && text;
	});
	assert.ok(answer);
});

test("a port in use is reported with what to do", async () => {
	const child = run("--serve", "--port", String(site.port), tree);
	let said = "";
	child.stderr.on("data", (data) => (said += data));
	assert.equal(await ended(child), 3);
	assert.match(said, /cannot listen at port \d+: .* choose another with --port/);
	const six = createServer();
	await new Promise((done) => six.listen(0, "::1", done));
	const other = run("--serve", "--port", String(six.address().port), tree);
	assert.equal(await ended(other), 3);
	six.close();
});

test("it opens the browser with the address of the only lesson", async () => {
	const said = join(process.env.WORK, "opened");
	const browser = join(process.env.WORK, "browser");
	writeFileSync(browser, `#!/bin/sh\necho "$1" > '${said}.new' && mv '${said}.new' '${said}'\n`, { mode: 0o755 });
	process.env.BROWSER = browser;
	const own = await serve("--open", join(tree, "heart.xml"));
	delete process.env.BROWSER;
	await until(() => existsSync(said));
	assert.equal(readFileSync(said, "utf8"), `${own.url}#/heart\n`);
	own.child.kill("SIGTERM");
	assert.equal(await ended(own.child), 0);
});

test("a pack is served and followed, too", async () => {
	const file = join(process.env.WORK, "own.satchel");
	const bytes = Buffer.from((await ask("/preview.satchel")).body, "latin1");
	writeFileSync(file, bytes);
	const own = await serve(file);
	const response = await fetch(`${own.url}preview.satchel`);
	assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes);
	writeFileSync(file, Buffer.concat([bytes, Buffer.from("x")]));
	const version = async () => (await (await fetch(`${own.url}player.json`)).json()).pack;
	assert.ok(await until(async () => (await version()) === "preview.satchel?v=2"));
	own.child.kill("SIGTERM");
	assert.equal(await ended(own.child), 0);
});

test("it ends at a signal, with streams open, and leaves no files", async () => {
	const scratch = join(process.env.WORK, "scratch");
	mkdirSync(scratch);
	const before = process.env.TMPDIR;
	process.env.TMPDIR = scratch;
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
		const own = await serve(tree);
		const socket = connect(own.port, "127.0.0.1");
		socket.on("error", () => {});
		socket.write(`GET /events HTTP/1.1\r\nHost: localhost:${own.port}\r\n\r\n`);
		await new Promise((done) => socket.once("data", done));
		own.child.kill(signal);
		assert.equal(await ended(own.child), 0, signal);
		socket.destroy();
	}
	if (before === undefined) delete process.env.TMPDIR;
	else process.env.TMPDIR = before;
	assert.deepEqual(readdirSync(scratch), []);
});
