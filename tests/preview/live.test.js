// A preview in Chromium: what an author sees while editing.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import test, { after, before } from "node:test";
import { openPage as open, startBrowser, violations } from "../player/site.js";
import { ended, lesson, run, serve } from "./program.js";

const tree = join(process.env.WORK, "live");
const file = join(tree, "heart.xml");
let browser, site;

/** Passes over the tree take a while on a busy machine. */
async function openPage(...options) {
	const page = await open(...options);
	page.setDefaultTimeout(20000);
	return page;
}

before(async () => {
	mkdirSync(tree);
	writeFileSync(join(tree, "satchel.xml"), '<satchel xmlns="urn:satchel:config:1"/>\n');
	writeFileSync(file, lesson("heart"));
	writeFileSync(join(tree, "lung.xml"), lesson("lung", { key: "" }));
	site = await serve(tree);
	browser = await startBrowser();
});

after(async () => {
	await browser?.close();
	site?.child.kill("SIGKILL");
});

const wait = (page, words) => page.waitForFunction((words) => document.body.textContent.includes(words), words);

test("a saved lesson appears in place, with scroll position and answer kept", async () => {
	const page = await openPage(browser, site, "#/heart/two");
	await page.locator("#part-q-heart input").first().check();
	const top = () => page.locator("#part-two").evaluate((element) => Math.round(element.getBoundingClientRect().top));
	/* On a busy machine, the page may still be scrolling to its part. */
	let before = NaN;
	for (let now = await top(); now !== before; now = await top()) {
		before = now;
		await page.waitForTimeout(200);
	}
	await page.evaluate(() => (window.same = true));
	writeFileSync(file, lesson("heart", { text: "It has exactly four chambers.", first: '<objectives><objective id="o-one">Know it.</objective></objectives>' }));
	await wait(page, "exactly four");
	await page.waitForFunction((before) => Math.abs(document.querySelector("#part-two").getBoundingClientRect().top - before) <= 2, before);
	assert.equal(await page.locator("#part-q-heart input").first().isChecked(), true);
	assert.equal(await page.evaluate(() => window.same), true);
	assert.deepEqual(page.problems, []);
	await page.context().close();
});

test("a lesson with errors shows its last good state, and findings at their items", async () => {
	const page = await openPage(browser, site, "#/heart");
	writeFileSync(file, lesson("heart", { text: "Not shown yet.", key: "" }));
	const finding = page.locator(".finding-error");
	await finding.waitFor();
	assert.match(await page.locator(".live-broken").textContent(), /last had none/);
	await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
	assert.ok(await page.locator(".live-broken").evaluate((note) => note.getBoundingClientRect().top >= 0), "it stays in sight");
	assert.match(await finding.textContent(), /no correct option.*question\/no-key/);
	assert.equal(await page.locator(".findings-here + form#part-q-heart").count(), 1);
	assert.doesNotMatch(await page.textContent("main"), /Not shown yet/);
	// The new pack has that state too.
	await page.waitForTimeout(1500);
	await page.reload();
	await finding.waitFor();
	assert.doesNotMatch(await page.textContent("main"), /Not shown yet/);
	await finding.locator("summary").click();
	await finding.getByRole("button").click();
	await finding.getByText("Learners are marked wrong").waitFor();
	assert.match(await finding.locator("pre").last().textContent(), /<question id/);
	assert.deepEqual(await violations(page), []);
	writeFileSync(file, lesson("heart", { text: "Fixed now." }));
	await wait(page, "Fixed now.");
	await finding.waitFor({ state: "detached" });
	assert.equal(await page.locator(".live-broken:visible").count(), 0);
	assert.deepEqual(page.problems, []);
	await page.context().close();
});

test("a lesson that is saved before the page hears of changes is shown as it is", async () => {
	const context = await browser.newContext();
	let listen;
	const saved = new Promise((done) => (listen = done));
	await context.route("**/events", (route) => saved.then(() => route.fallback()));
	const page = await openPage({ newContext: async () => context }, site, "#/heart");
	writeFileSync(file, lesson("heart", { text: "Saved early." }));
	const state = async () => (await fetch(`${site.url}live/state.json`)).json();
	while (!(await state()).changed.includes("heart"));
	listen();
	await wait(page, "Saved early.");
	writeFileSync(file, lesson("heart"));
	await context.close();
});

test("several findings of one item are together, with one link", async () => {
	const question = (id, key) => `<question id="${id}"><stem>How many ${id}?</stem><option${key}>Four</option><option${key}>Five</option></question>`;
	const two = lesson("heart", { key: "" }).replace("</questions>", `${question("q-other", ' correct="true"')}</questions>`);
	const double = two.replace("<option>Four", "<option>Five").replace('<question id="q-heart">', '<question id="q-heart" kind="no-such">');
	writeFileSync(file, double);
	const page = await openPage(browser, site, "#/heart");
	const panel = page.locator(".live");
	await panel.getByRole("link", { name: "q-heart" }).first().waitFor();
	const json = await page.evaluate(async () => (await fetch("live/findings/heart.json")).json());
	const of = (id) => json.findings.filter(({ item }) => item === id).length;
	assert.ok(of("q-heart") > 1, JSON.stringify(json));
	for (const shown of ["q-heart", "q-other"]) {
		await page.goto(`${site.url}#/heart/${shown}`);
		for (const id of ["q-heart", "q-other"]) {
			const links = panel.getByRole("link", { name: id, exact: true });
			if (of(id) > 0) assert.match(await panel.locator("p").first().innerText(), new RegExp(of(id) > 1 ? `${id} \\(${of(id)}\\)` : id));
			assert.ok((await links.count()) <= 2, "one in the overview, and one where its findings are");
		}
	}
	writeFileSync(file, lesson("heart"));
	await page.locator(".finding-error").first().waitFor({ state: "detached" });
	await page.context().close();
});

test("findings without an item are at their section, and a finding of the whole tree comes later", async () => {
	const page = await openPage(browser, site, "#/heart");
	writeFileSync(file, lesson("heart", { text: 'See <link to="nowhere">there</link>.' }));
	await wait(page, "See there.");
	await page.locator("#part-two .finding").waitFor();
	assert.match(await page.locator("#part-two .finding").textContent(), /reference\/unknown-id/);
	assert.equal(await page.locator(".live-broken:visible").count(), 0);
	writeFileSync(file, lesson("heart"));
	await page.locator("#part-two .finding").waitFor({ state: "detached" });
	await page.context().close();
});

test("a lesson that never was without errors says so, and the list of lessons shows where findings are", async () => {
	const page = await openPage(browser, site, "#/");
	await page.locator(".live a").getByText("lung").click();
	await page.getByText("is shown once they are fixed", { exact: false }).first().waitFor();
	await page.locator(".finding-error").first().waitFor();
	assert.equal(await page.locator(".live code", { hasText: /^q-lung$/ }).count(), 2);
	assert.equal(await page.locator(".live a").count(), 0, "nothing of it is shown that a link could lead to");
	assert.deepEqual(await violations(page), []);
	await page.context().close();
});

test("a new lesson appears in the list, and a broken satchel.xml is reported", async () => {
	const page = await openPage(browser, site, "#/");
	writeFileSync(join(tree, "kidney.xml"), lesson("kidney"));
	await page.locator("main a").getByText("The kidney").waitFor();
	writeFileSync(join(tree, "satchel.xml"), "<satchel");
	await page.locator(".live-problem").waitFor();
	writeFileSync(join(tree, "satchel.xml"), '<satchel xmlns="urn:satchel:config:1"/>\n');
	await page.locator(".live-problem").waitFor({ state: "detached" });
	await page.context().close();
});

test("a picture that is new to the pack is shown at once", async () => {
	const page = await openPage(browser, site, "#/heart/two");
	mkdirSync(join(tree, "images"), { recursive: true });
	writeFileSync(join(tree, "images/new.svg"), '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="9" height="9"/></svg>\n');
	writeFileSync(file, lesson("heart", { text: 'Look.</p><figure id="f-new" src="images/new.svg" alt="A square"/><p>Done.' }));
	await page.waitForFunction(() => document.querySelector("#part-f-new img")?.naturalWidth === 30);
	writeFileSync(file, lesson("heart"));
	await page.context().close();
});

test("the preview of a pack shows what its free edition says about the rest", async () => {
	const folder = join(process.env.WORK, "defined");
	mkdirSync(folder);
	writeFileSync(join(folder, "heart.xml"), lesson("heart"));
	const definition = join(process.env.WORK, "defined.xml");
	const pack = (words) => `<pack xmlns="urn:satchel:pack:1" id="hearts" version="0.1.0" release="1" licence="CC-BY-4.0" xml:lang="en-GB" content="defined">
<title>Hearts</title><edition id="full"/><edition id="free"/><rest href="https://satchel.example/">${words}</rest>
<unit id="all"><title>All</title><lesson id="heart"/></unit></pack>`;
	writeFileSync(definition, pack("The rest is there."));
	const own = await serve(definition);
	const page = await openPage(browser, own, "#/");
	await page.goto(`${own.url}#/heart`);
	await page.locator(".lesson > .rest").waitFor();
	assert.match(await page.locator(".rest").innerText(), /In the free edition: The rest is there\. satchel\.example/);
	assert.deepEqual(await violations(page), []);
	writeFileSync(definition, pack("It moved."));
	await page.waitForTimeout(1500);
	await page.reload();
	await page.locator(".rest", { hasText: "It moved." }).waitFor();
	await page.context().close();
});

test("the preview of one lesson shows that lesson, without a satchel.xml", async () => {
	const alone = join(process.env.WORK, "alone");
	mkdirSync(alone);
	writeFileSync(join(alone, "heart.xml"), lesson("heart"));
	const own = await serve("--poll", join(alone, "heart.xml"));
	const page = await openPage(browser, own, "#/heart");
	writeFileSync(join(alone, "heart.xml"), lesson("heart", { text: "Polled." }));
	await wait(page, "Polled.");
	own.child.kill("SIGINT");
	assert.equal(await ended(own.child), 0);
	await wait(page, "has ended or cannot be reached");
	await page.context().close();
});

test("a page in one file shows a lesson from disk, by its policy", async () => {
	const page = join(process.env.WORK, "page.html");
	assert.equal(await ended(run("-q", resolve("content/psychiatry"), "-o", page)), 0);
	const shown = await openPage(browser, { url: `file://${page}` }, "#/electroconvulsive-therapy");
	assert.equal(await shown.locator("h1").count(), 1);
	await shown.waitForFunction(() => [...document.querySelectorAll("main img")].every((image) => !image.src || image.naturalWidth > 0));
	await shown.goto(`file://${page}#/today`);
	await shown.locator("main h1").waitFor();
	assert.deepEqual(shown.problems, []);
	assert.match(readFileSync(page, "utf8"), /script-src 'sha256-/);
	await shown.goto(`file://${page}#/search?q=lithium`);
	await shown.locator("main a[href^='#/']").first().waitFor();
	assert.deepEqual(shown.problems, []);
	await shown.context().close();
});

test("a page of one lesson begins with it", async () => {
	const page = join(process.env.WORK, "one.html");
	assert.equal(await ended(run("-q", resolve("content/psychiatry/antidepressant-choice.xml"), "-o", page)), 0);
	const shown = await openPage(browser, { url: `file://${page}` }, "");
	assert.match(await shown.locator("h1").textContent(), /^Antidepressants/);
	await shown.context().close();
});
