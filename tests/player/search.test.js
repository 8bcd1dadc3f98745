// Search as one types; and how much of a pack is requested.

import assert from "node:assert/strict";
import test from "node:test";
import { browser, made, onePack, openPage, site, startSite, useSite, vector, violations } from "./site.js";

useSite(() => onePack(made("psychiatry")));

test("lessons are found as one types, and arrows lead to them", async () => {
	const page = await openPage(browser, site, "#/search");
	assert.equal(await page.evaluate(() => document.activeElement.id), "search-field");
	await page.keyboard.type("sero syn");
	await page.locator(".search [role=status]", { hasText: "1 lesson found" }).waitFor();
	assert.match(page.url(), /#\/search\?q=sero%20syn$/);
	assert.deepEqual(await violations(page), []);
	await page.keyboard.press("ArrowDown");
	assert.match(await page.evaluate(() => document.activeElement.textContent), /^Antidepressants/);
	await page.keyboard.press("ArrowUp");
	await page.keyboard.press("Control+A");
	await page.keyboard.type("zzz");
	await page.locator(".search [role=status]", { hasText: "No lesson found" }).waitFor();
	await page.keyboard.press("Control+A");
	await page.keyboard.type("split");
	await page.getByRole("link", { name: "Split", exact: true }).click();
	await page.locator("#part-split:focus, section:focus").first().waitFor();
	assert.deepEqual(page.problems, []);
	await page.goBack();
	await page.locator(".search li").first().waitFor();
	assert.equal(await page.locator("#search-field").inputValue(), "split");
	await page.context().close();
});

test("a pack without an index says so", async () => {
	const other = await startSite(onePack(made("arabic")));
	const page = await openPage(browser, other, "#/search");
	assert.match(await page.locator("main").innerText(), /no search index/);
	assert.equal(await page.getByRole("link", { name: "Search" }).count(), 0);
	await page.context().close();
	await other.stop();
});

test("a large pack is searched in a worker", async () => {
	const large = await startSite(onePack(vector("many-lessons"), {}));
	large.files["the.satchel"] = made("many-searched");
	const page = await openPage(browser, large, "#/search?q=bare");
	await page.locator(".search [role=status]", { hasText: "600 lessons found, of which these are the first 50" }).waitFor();
	assert.equal(page.workers().length, 1);
	assert.deepEqual(page.problems, []);
	await page.context().close();
	await large.stop();
});

test("opening a small pack and a lesson takes one request, and its pictures are requested when they come near", async () => {
	site.ranges.length = 0;
	const page = await openPage(browser, site, "#/integrated-treatment");
	assert.equal(site.ranges[0], "bytes=0-65535");
	const before = site.ranges.length;
	assert.ok(before <= 2, site.ranges.join(" "));
	await page.locator("figure img").last().scrollIntoViewIfNeeded();
	await page.waitForFunction(() => [...document.querySelectorAll("figure img")].every((picture) => picture.naturalWidth));
	assert.ok(site.ranges.length > before);
	assert.deepEqual(page.problems, []);
	await page.context().close();
});

test("the list of a large pack is requested a part at a time", async () => {
	const large = await startSite(onePack(vector("many-lessons")));
	const page = await openPage(browser, large, "#/");
	const before = await page.locator(".lesson-row").count();
	assert.ok(before < 200);
	assert.ok(large.ranges.length <= 3, large.ranges.join(" "));
	await page.getByRole("button", { name: "More lessons" }).scrollIntoViewIfNeeded();
	await page.waitForFunction((count) => document.querySelectorAll(".lesson-row").length > count, before);
	assert.deepEqual(page.problems, []);
	await page.context().close();
	await large.stop();
});
