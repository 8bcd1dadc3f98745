// The screens of units and lessons.

import assert from "node:assert/strict";
import test from "node:test";
import { browser, made, onePack, openPage, site, useSite, violations } from "./site.js";

useSite(() => onePack(made("psychiatry")));

test("the first screen lists units and lessons, and a lesson opens from it", async () => {
	const page = await openPage(browser, site);
	assert.equal(await page.locator("h1").textContent(), "Psychiatry");
	assert.equal(await page.locator(".lesson-row").count(), 4);
	assert.deepEqual(await violations(page), []);
	await page.getByRole("link", { name: "Integrating psychotherapy with pharmacotherapy" }).click();
	await page.locator("article.lesson").waitFor();
	assert.match(page.url(), /#\/integrated-treatment$/);
	assert.match(await page.title(), /^Integrating/);
	assert.deepEqual(await violations(page), []);
	assert.deepEqual(page.problems, []);
});
