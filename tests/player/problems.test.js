// What learners see of packs that cannot be shown: what happened, what is safe, and how to go on.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import test from "node:test";
import { browser, made, onePack, openPage, site, useSite, vector, violations } from "./site.js";

const good = made("psychiatry");

useSite(() => ({}));

/** Opens a site with these files, which shows the problem; then with a good pack. */
async function refuses(files, title, hash = "#/") {
	site.files = files;
	const page = await openPage(browser, site, hash);
	assert.equal(await page.locator("h1").textContent(), title);
	assert.match(await page.locator("main").innerText(), /Your progress is safe/);
	assert.deepEqual(await violations(page), []);
	site.files = onePack(good);
	await page.getByRole("button", { name: "Try again" }).click();
	await page.locator("main h1", { hasText: hash === "#/" ? "Psychiatry" : "Integrating" }).waitFor();
	await page.context().close();
}

const change = (bytes, at, to) => {
	const changed = Buffer.from(bytes);
	changed[at] = to ?? changed[at] ^ 1;
	return changed;
};

test("a damaged pack", () => refuses(onePack(change(good, 2000)), "The lessons are damaged"));

test("a damaged lesson", () => {
	const at = good.indexOf("lessons/integrated-treatment.json") + 100;
	return refuses(onePack(change(good, at)), "The lessons are damaged", "#/integrated-treatment");
});

test("a pack of an unknown version", () => refuses(onePack(vector("format-2")), "These lessons need a newer player"));

test("a pack that was cut short in transfer", () => refuses(onePack(good.subarray(0, 3000)), "The lessons are damaged"));

test("something that is no pack", () => refuses(onePack(Buffer.from("<!doctype html>".repeat(300))), "There are no lessons at this address"));

test("a pack that is not there, and a player without its settings", async () => {
	await refuses({ "player.json": '{"pack": "none.satchel"}' }, "The lessons cannot be loaded");
	await refuses({}, "The lessons cannot be loaded");
});

test("a lesson that is not in the pack, which trying again does not bring", async () => {
	site.files = onePack(good);
	const page = await openPage(browser, site, "#/no-such-lesson");
	assert.equal(await page.locator("h1").textContent(), "This is not in the lessons");
	assert.match(await page.locator("main").innerText(), /may be old/);
	assert.equal(await page.getByRole("button", { name: "Try again" }).count(), 0);
	assert.deepEqual(await violations(page), []);
	await page.getByRole("link", { name: "All lessons" }).click();
	await page.locator("h1", { hasText: "Psychiatry" }).waitFor();
	await page.context().close();
});

test("where there are no lessons, nothing leads to them", async () => {
	site.files = onePack(vector("format-2"));
	for (const hash of ["#/", "#/today"]) {
		const page = await openPage(browser, site, hash);
		assert.equal(await page.getByRole("link", { name: "All lessons" }).count(), 0);
		assert.equal(await page.getByRole("button", { name: "Try again" }).count(), 1);
		await page.context().close();
	}
});

test("a damaged pack within the page offers no second try", async () => {
	const html = readFileSync(join(resolve(process.env.BUILD ?? "build"), "site/index.html"), "utf8");
	const inline = (bytes) => `<script type="application/json" id="satchel-player">{}</script><script type="application/octet-stream" id="satchel-pack">${bytes.toString("base64")}</script>`;
	for (const [bytes, title] of [[change(good, 2000), "The lessons are damaged"], [good, "Psychiatry"]]) {
		site.files = { "index.html": html.replace("</head>", `${inline(bytes)}</head>`) };
		const page = await openPage(browser, site, "#/");
		assert.equal(await page.locator("h1").textContent(), title);
		assert.equal(await page.locator(".problem :is(button, a)").count(), 0);
		await page.context().close();
	}
});

test("a pack that is replaced on the server between two requests", async () => {
	let state = "one";
	const answer = ({ request, send }) => {
		const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range);
		const bytes = state === "one" ? vector("many-lessons") : good;
		const body = bytes.subarray(Number(start), Number(end) + 1);
		if (!body.length) return send(416, "text/plain");
		return send(206, "application/octet-stream", body, { "Content-Range": `bytes ${start}-${Number(start) + body.length - 1}/${bytes.length}`, ETag: `"${state}"` });
	};
	site.files = { "player.json": '{"pack": "the.satchel"}', "the.satchel": answer };
	const ways = {
		"This is not in the lessons": (page) => page.getByRole("button", { name: "Try again" }).click(),
		"Integrating": (page) => page.goto(`${site.url}#/integrated-treatment`), // what is opened next comes from the new pack
	};
	for (const [title, goOn] of Object.entries(ways)) {
		state = "one";
		const page = await openPage(browser, site, "#/");
		state = "two";
		await page.goto(`${site.url}#/lesson-0600`);
		await page.locator("h1", { hasText: "The lessons were just updated" }).waitFor();
		assert.deepEqual(await violations(page), []);
		await goOn(page);
		await page.locator("h1", { hasText: title }).waitFor();
		await page.context().close();
	}
});

test("a pack that was signed with another key, or with none", async () => {
	const folder = mkdtempSync(join(process.env.WORK, "keys-"));
	const satchelPack = resolve(process.env.BUILD ?? "build", "bin/satchel-pack");
	for (const name of ["ours", "theirs"]) execFileSync(satchelPack, ["keygen", "--no-passphrase", join(folder, name)]);
	const [ours, theirs] = ["ours", "theirs"].map((name) => readFileSync(join(folder, `${name}.pub`), "utf8"));
	const signed = join(folder, "psychiatry.satchel");
	execFileSync("cp", [join(process.env.WORK, "psychiatry.satchel"), signed]);
	execFileSync(satchelPack, ["sign", "-q", "--secret-key", join(folder, "ours.key"), signed]);
	const bytes = readFileSync(signed);
	const title = "These lessons are not from the expected publisher";
	await refuses(onePack(bytes, { keys: [theirs] }), title);
	await refuses(onePack(good, { keys: [ours] }), title);
	site.files = onePack(bytes, { keys: [ours] });
	const page = await openPage(browser, site, "#/");
	assert.equal(await page.locator("h1").textContent(), "Psychiatry");
	await page.context().close();
});

test("a server that can't be reached while a lesson is opened", async () => {
	site.files = onePack(vector("many-lessons"));
	const page = await openPage(browser, site, "#/");
	site.files = { ...site.files, "the.satchel": ({ response }) => response.destroy() };
	await page.goto(`${site.url}#/lesson-0600`);
	await page.locator("h1", { hasText: "The lessons cannot be loaded" }).waitFor();
	site.files = onePack(vector("many-lessons"));
	await page.getByRole("button", { name: "Try again" }).click();
	await page.locator(".lesson-head h1").waitFor();
	await page.context().close();
});
