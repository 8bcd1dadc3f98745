// satchel.js in Chromium, as a page on localhost uses it. The browser is the system's, with a profile of its own.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import test, { after, before } from "node:test";
import { fits, key, pack as bytesOf, vectors } from "./packs.js";
import { ranges } from "./server.js";

const { chromium } = createRequire(import.meta.url)("playwright-core");
const find = "command -v chromium || command -v chromium-browser";
const executablePath = execFileSync("sh", ["-c", find], { encoding: "utf8" }).trim();
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
args.push("--disable-component-update", "--disable-sync");

let server, browser, page;
const asked = []; // ranges of packs

function answer(request, response) {
	const name = request.url.slice(1);
	const send = (status, headers, body) => response.writeHead(status, headers).end(body);
	const file = (type, path) => send(200, { "Content-Type": type }, readFileSync(new URL(path, import.meta.url)));
	if (name === "") return file("text/html", "page.html");
	if (name === "satchel.js") return file("text/javascript", "../../tools/web/satchel.js");
	const [, pack] = /^packs\/([\w.-]+)\.satchel$/.exec(name) ?? [];
	if (!pack) return send(404, {});
	if (request.headers.range) asked.push(request.headers.range);
	return ranges({ request, bytes: bytesOf(pack), send });
}

before(async () => {
	server = createServer(answer);
	await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
	browser = await chromium.launch({ executablePath, args, headless: true });
	page = await browser.newPage();
	await page.goto(`http://localhost:${server.address().port}/`);
	await page.waitForFunction(() => window.ready);
});

after(async () => {
	await browser?.close();
	server?.closeAllConnections();
	server?.close();
});

test("a page opens a pack by ranges, shows a lesson and its picture", async () => {
	const { lessons, problems } = await page.evaluate(() => window.read("/packs/three-lessons.satchel", "lithium"));
	assert.equal(lessons, 3);
	assert.deepEqual(problems, []);
	assert.equal(await page.textContent("#title"), "The lesson lithium");
	assert.equal(await page.evaluate(() => document.querySelector("#picture").naturalWidth), 4);
	assert.deepEqual(asked, ["bytes=0-65535"]);
});

test("a page takes only what a key that it trusts has signed", async () => {
	const signer = (name) => page.evaluate((keys) => window.signer("/packs/web-signed.satchel", keys), [key(name)]);
	assert.match(await signer("ours"), /^pack \S+ \S+ release \d+ edition full$/);
	assert.equal(await signer("theirs"), "untrusted");
});

test("a page reads a lesson of a large pack with two requests more", async () => {
	asked.length = 0;
	await page.evaluate(async () => {
		const { openPack } = await import("/satchel.js");
		return (await openPack("/packs/two-thousand-lessons.satchel")).lesson("lesson-0001");
	});
	assert.ok(asked.length <= 3, asked.join(" "));
});

test("a page searches", async () => {
	assert.deepEqual(await page.evaluate(() => window.search("/packs/search.satchel", "li")), ["a", "b"]);
});

test("a browser takes and refuses the test vectors as it must", async () => {
	const behind = ["web-trailer-behind", "web-trailer-and-more-behind", "web-member-behind"];
	const rows = [...vectors, ...behind.map((name) => ({ name, status: "damaged" }))];
	const said = await page.evaluate((names) => window.judge(names), rows.map(({ name }) => name));
	const wrong = rows.flatMap(({ name, status }, i) =>
		fits(said[i], status) ? [] : `${name}: ${said[i]}, not ${status}`,
	);
	assert.deepEqual(wrong, []);
});
