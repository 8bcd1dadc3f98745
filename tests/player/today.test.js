// The daily queue, over days and in two tabs.

import assert from "node:assert/strict";
import test from "node:test";
import { browser, made, onePack, openPage, site, storedProgress, useSite, violations } from "./site.js";

useSite(() => onePack(made("psychiatry")));

const counts = (page) => page.locator(".today-counts").textContent();

/** Waits for the numbers of cards that are due, new and done. */
const hasCounts = (page, ...numbers) =>
	page.waitForFunction((wanted) => document.querySelector(".today-counts")?.textContent.match(/\d+/g)?.join() === wanted, numbers.join());

/** Turns the card and rates it by a key; it is rated when the count of those done is `done`. */
async function rate(page, key, done) {
	await page.keyboard.press(" ");
	await page.keyboard.press(key);
	await page.waitForFunction((wanted) => Number(document.querySelector(".today-counts").textContent.match(/\d+/g)[2]) === wanted, done);
}

/** Goes on to a day in December 2026. */
async function day(page, number, hour = 12) {
	await page.clock.setFixedTime(new Date(2026, 11, number, hour));
	await page.reload();
	await page.locator("main h1").waitFor();
}

test("new cards are learned by keys until none is left, and come back on the day they are due", async () => {
	const page = await openPage(browser, site, "#/today");
	await day(page, 1);
	await hasCounts(page, 0, 10, 0);
	assert.match(await page.locator(".today-from a").textContent(), /\w/);
	assert.deepEqual(await violations(page), []);
	for (let i = 0; i < 10; i++) await rate(page, "4", i + 1);
	assert.match(await page.locator(".today-end").innerText(), /Done for today: 10 cards\s+The next card is due in \d+ days/);
	assert.deepEqual(await violations(page), []);
	const due = Object.values(await storedProgress(page)).map(({ schedule }) => schedule.due);
	assert.equal(due.length, 10);

	await day(page, 1, 20);
	await hasCounts(page, 0, 0, 0);
	assert.match(await page.locator(".today-end").innerText(), /No cards are due today/);
	await page.getByRole("button", { name: "Learn more new cards" }).click();
	await hasCounts(page, 0, 10, 0);

	const last = new Date(Math.max(...due));
	await day(page, last.getDate(), 5); // all day, though they are due at a later hour
	await hasCounts(page, 10, 10, 0);
	assert.equal(await page.getByRole("link", { name: "Today (10 cards due today)" }).locator(".due-count").innerText(), "10");
	await rate(page, "4", 1);
	await page.getByRole("link", { name: "Today (9 cards due today)" }).waitFor();
	assert.deepEqual(await violations(page), []);
	assert.deepEqual(page.problems, []);
});

test("a page that was left open overnight has the queue of the new day", async () => {
	const page = await openPage(browser, site, "#/today");
	await day(page, 1);
	await rate(page, "4", 1);
	await page.clock.setFixedTime(new Date(2026, 11, 20, 9));
	await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
	await hasCounts(page, 1, 10, 0);
});

test("a card that was not known comes back after the others, and an undone rating leaves no trace", async () => {
	const page = await openPage(browser, site, "#/today");
	await day(page, 1);
	const face = () => page.locator(".card-face").innerText();
	const first = await face();
	await rate(page, "1", 1);
	await hasCounts(page, 1, 9, 1);
	assert.notEqual(await face(), first);
	await page.getByRole("button", { name: "Undo" }).click();
	await hasCounts(page, 0, 10, 0);
	assert.equal(await face(), first);
	assert.deepEqual(await storedProgress(page), {});
	await rate(page, "1", 1);
	await page.clock.setFixedTime(new Date(2026, 11, 1, 12, 2));
	await rate(page, "3", 2); // the second card; the first one is due after that
	assert.equal(await face(), first);
	await page.keyboard.press("z");
	await hasCounts(page, 1, 9, 1);
});

test("of the cards of a cloze with numbers, one is asked a day", async () => {
	const page = await openPage(browser, site, "#/settings");
	await page.getByLabel("New cards a day").selectOption("100");
	await page.goto(`${site.url}#/today`);
	await day(page, 1);
	await page.locator(".today-counts").waitFor();
	const [, fresh] = (await counts(page)).match(/\d+/g).map(Number);
	for (let i = 0; i < fresh; i++) await rate(page, "4", i + 1);
	const first = Object.keys(await storedProgress(page));
	assert.equal(first.length, fresh);
	assert.equal(new Set(first.map((id) => id.split(".")[0])).size, fresh, "no item comes twice");
	assert.equal(await page.getByRole("button", { name: "Learn more new cards" }).count(), 0, "there is none today");
	await page.goto(`${site.url}#/`);
	const totals = await page.locator(".lesson-row").evaluateAll((rows) => rows.map((row) => Number(/(\d+) cards?/.exec(row.innerText)[1])));
	assert.equal(totals.reduce((sum, one) => sum + one), fresh, "Today counts as the list of lessons does");

	await page.goto(`${site.url}#/today`);
	await day(page, 2);
	const [, more] = (await counts(page)).match(/\d+/g).map(Number);
	assert.ok(more > 0);
	for (let i = 0; i < more; i++) await rate(page, "4", i + 1);
	const ids = Object.keys(await storedProgress(page));
	assert.equal(ids.length, fresh + more);
	assert.ok(ids.some((id) => /\.2$/.test(id)), ids.join(" "));
	await page.goto(`${site.url}#/settings`);
	await page.getByText(`Progress on ${fresh} `).waitFor();

	// The list of lessons counts items, as the pack does.
	const { lesson } = (await storedProgress(page))[ids.find((id) => /\.2$/.test(id))];
	const records = Object.entries(await storedProgress(page)).filter(([, record]) => record.lesson === lesson);
	const items = new Set(records.map(([id]) => id.split(".")[0]));
	assert.ok(items.size < records.length);
	await page.goto(`${site.url}#/`);
	const words = await page.locator(`.lesson-row a[href="#/${lesson}"] meter`).getAttribute("aria-label");
	assert.match(words, new RegExp(`^${items.size} of \\d+ learned$`));
});

test("two tabs share a queue: what is rated in one leaves the other", async () => {
	const one = await openPage(browser, site, "#/today");
	await hasCounts(one, 0, 10, 0);
	const two = await one.context().newPage();
	await two.goto(`${site.url}#/today`);
	await hasCounts(two, 0, 10, 0);
	await rate(one, "4", 1);
	await hasCounts(two, 0, 9, 0);
	assert.equal(await two.locator(".card-face").innerText(), await one.locator(".card-face").innerText());
	await rate(two, "4", 1);
	await hasCounts(one, 0, 8, 1);
	assert.equal(Object.keys(await storedProgress(one)).length, 2);
});

test("a click turns a card, and the buttons rate it", async () => {
	const page = await openPage(browser, site, "#/today", { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true });
	await page.locator(".card-face").tap();
	await page.getByRole("button", { name: "Good" }).tap();
	await hasCounts(page, 1, 9, 1);
	for (const box of await page.locator("main button:visible").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))) assert.ok(box >= 44);
	assert.deepEqual(await violations(page), []);
});
