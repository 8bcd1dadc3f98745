// satchel.js in Chromium, on a page served from localhost. The browser is the system's, with a new profile.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import test, { after, before } from "node:test";
import { fits, key, pack as bytesOf, vectors } from "./packs.js";
import { build, files, keys, publish, sha256 } from "./releases.js";
import { parts, ranges } from "./server.js";

const { chromium } = createRequire(import.meta.url)("playwright-core");
const find = "command -v chromium || command -v chromium-browser";
const executablePath = execFileSync("sh", ["-c", find], { encoding: "utf8" }).trim();
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
args.push("--disable-component-update", "--disable-sync");

let server, browser, page;
const asked = []; // range requests for packs
const release = { files: {}, answer: parts() };

function answer(request, response) {
	const name = request.url.slice(1);
	const send = (status, headers, body) => response.writeHead(status, headers).end(body);
	const file = (type, path) => send(200, { "Content-Type": type }, readFileSync(new URL(path, import.meta.url)));
	if (name === "") return file("text/html", "page.html");
	if (/^[a-z0-9]+\.js$/.test(name)) return file("text/javascript", `../../tools/web/satchel/${name}`);
	const [, published] = /^releases\/(.*)$/.exec(name) ?? [];
	if (published?.endsWith(".satchel"))
		return release.answer({ request, response, bytes: release.files[published], send });
	if (published) return send(200, {}, release.files[published]);
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

test("a page opens a pack with range requests and shows a lesson and its picture", async () => {
	const { lessons, problems } = await page.evaluate(() => window.read("/packs/three-lessons.satchel", "lithium"));
	assert.equal(lessons, 3);
	assert.deepEqual(problems, []);
	assert.equal(await page.textContent("#title"), "The lesson lithium");
	assert.equal(await page.evaluate(() => document.querySelector("#picture").naturalWidth), 4);
	assert.deepEqual(asked, ["bytes=0-65535"]);
});

test("a page accepts only packs signed by a trusted key", async () => {
	const signer = (name) => page.evaluate((keys) => window.signer("/packs/web-signed.satchel", keys), [key(name)]);
	assert.match(await signer("ours"), /^pack \S+ \S+ release \d+ edition full$/);
	assert.equal(await signer("theirs"), "untrusted");
});

test("a page reads a lesson of a large pack with two more requests", async () => {
	asked.length = 0;
	await page.evaluate(async () => {
		const { openPack } = await import("/satchel.js");
		return (await openPack("/packs/many-lessons.satchel")).lesson("lesson-0001");
	});
	assert.ok(asked.length <= 3, asked.join(" "));
});

test("a page searches", async () => {
	assert.deepEqual(await page.evaluate(() => window.search("/packs/search.satchel", "li")), ["a", "b"]);
});

test("a page renders parts of lessons, in which nothing runs", async () => {
	const words = "<img src=x onerror='window.ran = true'><script>window.ran = true</script>";
	const parts = [
		{ type: "callout", kind: "note", text: ["A ", { type: "em", text: ["level"] }] },
		{ type: "p", text: [words, { type: "link", href: "javascript:window.ran = true", text: [words] }] },
		{ type: "script", text: [words] },
		{ type: "figure", id: "f-x", asset: "x", src: "x", onerror: "window.ran = true", alt: words },
	];
	const { html, text, ran } = await page.evaluate((all) => window.render(all), parts);
	assert.ok(!ran);
	assert.match(html, /^<aside class="satchel-callout satchel-note"><p>A <em>level<\/em><\/p><\/aside><p>&lt;img/);
	assert.doesNotMatch(html, /<script|<img src|href/);
	assert.match(text, /^A level\n<img/);
});

test("a page shows films with their captions, and frees what it read", async () => {
	const { tracks, before, after } = await page.evaluate(() => window.captions("/packs/recordings.satchel", "lithium"));
	assert.deepEqual(tracks, [
		{ kind: "captions", lang: "de", label: "Deutsch", text: "She walks." },
		{ kind: "subtitles", lang: "en", label: "English", text: "She walks." },
	]);
	assert.ok(before && !after);
});

test("a page asks questions, and shows their answers only when it reveals them", async () => {
	await page.evaluate(() => window.practise("/packs/question-kinds.satchel", "lithium"));
	const [read, see] = [(id) => page.evaluate((one) => window.answerOf(`lithium-${one}`), id), (id) => page.evaluate((one) => window.visible(`lithium-${one}`), id)];
	const reveal = (id, shown) => page.evaluate(([one, all]) => window.reveal(`lithium-${one}`, all), [id, shown]);
	assert.match(await see("q-open"), /^A woman of 30.\s+Which ion does it resemble\?$/);
	await page.getByRole("group", { name: "Which is it?" }).getByLabel("Lithium carbonate").selectOption("B. A drug");
	await page.getByLabel("Lithium", { exact: true }).first().check();
	await page.locator("#lithium-q-open").getByRole("textbox", { name: "Which ion does it resemble?" }).fill("Na+");
	await page.keyboard.press("Enter"); // sends no form
	await page.getByLabel("A dose").selectOption("3");
	assert.deepEqual(await read("q-lithium"), [["option", "0"]]);
	assert.deepEqual(await read("q-open"), [["answer", "Na+"]]);
	assert.deepEqual(await read("q-match"), [["prompt-0", "drug"], ["prompt-1", ""]]);
	assert.deepEqual((await read("q-order")).sort(), [["step-0", "3"], ["step-1", ""], ["step-2", ""]]);
	assert.doesNotMatch(await see("q-level"), /0\.7/);
	await reveal("q-level");
	assert.match(await see("q-level"), /mmol\/L\s+0\.7 \(0\.6 – 0\.80\) mmol\/L$/);
	await reveal("q-level", false);
	assert.doesNotMatch(await see("q-level"), /0\.7/);
});

test("a page shows cards and reveals them", async () => {
	await page.evaluate(() => window.practise("/packs/three-lessons.satchel", "lithium"));
	const see = (id) => page.evaluate((one) => document.getElementById(`lithium-${one}`).innerText, id);
	const seen = (x, y) => page.evaluate(([a, b]) => window.seenIn("lithium-o-lithium.2", a, b), [x, y]);
	assert.equal(await see("n-lithium.2"), "Ibuprofen […] the level.");
	assert.equal(await see("o-lithium.2"), "Which part is hidden?\n\nMe (CC0-1.0)");
	// The rectangle of the other card, the polygon that is asked for, and the picture between them.
	assert.deepEqual([await seen(10, 50), await seen(50, 30), await seen(95, 95)], ["rect", "polygon", "image"]);
	await page.evaluate(() => window.reveal("lithium-o-lithium.2", true));
	assert.deepEqual([await seen(10, 50), await seen(50, 30)], ["rect", "image"]);
	assert.match(await see("o-lithium.2"), /Right/);
	await page.evaluate(() => window.reveal("lithium-o-lithium.2", false));
	assert.equal(await seen(50, 30), "polygon");
	const loaded = await page.evaluate(async () => {
		const address = document.getElementById("lithium-o-lithium.2").querySelector("image").getAttribute("href");
		return (await (await fetch(address)).blob()).type;
	});
	assert.equal(loaded, "image/svg+xml");
});

const SPREAD = 40;
const one = build("browser", { count: SPREAD });
const state = (number) => (number % 4 === 2 ? 1 : 0);
const two = build("browser-two", { count: SPREAD, release: 2, base: "browser", state });
const now = Date.UTC(2026, 11, 2);

test("a page updates a Blob with only the changes", async () => {
	Object.assign(release, { files: files(two), answer: parts() });
	release.files["old.satchel"] = one.full;
	const done = await page.evaluate((all) => window.update("/releases/", all), { keys, now });
	assert.equal(done.digest, sha256(two.full));
	assert.deepEqual(done.problems, []);
	assert.equal(done.requests, 4);
	assert.ok(done.fetched < 0.3 * two.full.length, `${done.fetched} bytes`);
	const again = await page.evaluate((all) => window.update("/releases/", { ...all, edition: "free" }), { keys, now });
	assert.equal(again.digest, sha256(two.free));
});

test("a page updates from another origin with minimal CORS headers", async (t) => {
	const preflights = [];
	const open = (answer) => (one) => {
		if (one.request.method === "OPTIONS") return preflights.push(one.request.url) && one.send(405);
		const headers = { "Access-Control-Allow-Origin": "*" };
		return answer({ ...one, send: (status, more, body) => one.send(status, { ...more, ...headers }, body) });
	};
	const server = await publish(t, files(two), open(parts()));
	server.answerLatest = open(({ bytes, send }) => send(200, {}, bytes));
	const done = await page.evaluate(([url, all]) => window.update(url, all), [server.url, { keys, now }]);
	assert.equal(done.digest, sha256(two.full));
	assert.deepEqual(preflights, ["/full.satchel"], "several ranges in one request are not allowed, so they are requested singly");
});

test("an interrupted update continues with the bytes in the page's database", async () => {
	let number = 0;
	const cut = ({ response, bytes, send, ...rest }) =>
		ranges({
			...{ bytes, ...rest },
			send: (status, headers, body) => {
				if (number++ === 0) return send(status, headers, body);
				response.writeHead(status, { ...headers, "Content-Length": body.length });
				// The page needs time to read it: what it has not read is lost with the connection.
				return response.write(body.subarray(0, body.length >> 1), () => setTimeout(() => response.destroy(), 500));
			},
		});
	release.answer = cut;
	const options = { keys, now, base: null };
	const broken = await page.evaluate((all) => window.update("/releases/", all), options);
	assert.equal(broken.code, "unreadable");
	release.answer = ranges;
	const done = await page.evaluate((all) => window.update("/releases/", all), options);
	assert.equal(done.digest, sha256(two.full));
	assert.ok(done.fetched < 0.2 * two.full.length, `${done.fetched} of ${two.full.length} bytes`);
});

test("the error of a refused update has a code", async () => {
	release.answer = ranges;
	const code = async (all) => (await page.evaluate((more) => window.update("/releases/", more), all)).code;
	assert.equal(await code({ keys: [key("theirs")], now }), "untrusted");
	assert.equal(await code({ keys, now: Date.UTC(2030, 0, 1) }), "stale");
	assert.equal(await code({ keys, now, edition: "spare" }), "not-found");
	release.files = { ...files(one), "old.satchel": two.full };
	assert.equal(await code({ keys, now }), "rollback");
});

test("a browser accepts and refuses the right test vectors", async () => {
	const after = ["web-trailer-after", "web-trailer-and-more-after", "web-member-after"];
	const rows = [...vectors, ...after.map((name) => ({ name, status: "damaged" }))];
	const said = await page.evaluate(
		(names) => window.judge(names),
		rows.map(({ name }) => name),
	);
	const wrong = rows.flatMap(({ name, status }, i) =>
		fits(said[i], status) ? [] : `${name}: ${said[i]}, not ${status}`,
	);
	assert.deepEqual(wrong, []);
});
