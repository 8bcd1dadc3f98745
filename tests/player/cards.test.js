// Flashcards on the page of a lesson, by clicks and keys, on the real pack.

import assert from "node:assert/strict";
import test from "node:test";
import { openPack } from "../../tools/web/satchel/satchel.js";
import { browser, made, onePack, openPage, site, startSite, storedProgress, useSite, violations } from "./site.js";

useSite(() => onePack(made("psychiatry")));

/** Opens the cards of a lesson. */
async function openCards(lesson, options) {
	const page = await openPage(browser, site, `#/${lesson}/cards`, options);
	const cards = page.locator("section.cards");
	await cards.scrollIntoViewIfNeeded();
	const position = () => cards.locator(".position").textContent();
	const seen = () => cards.locator(".card-face").innerText();
	return { page, cards, position, seen };
}

test("a click or Space turns a card, and arrows browse", async () => {
	const { page, cards, position, seen } = await openCards("integrated-treatment");
	assert.match(await position(), /^1 \/ \d+$/);
	const front = await seen();
	await cards.locator(".card-face").click();
	assert.notEqual(await seen(), front);
	assert.match(await seen(), /stimulation, ECT needs/);
	await page.keyboard.press(" ");
	assert.equal(await seen(), front);
	await page.keyboard.press("ArrowRight");
	assert.match(await position(), /^2 \//);
	assert.notEqual(await seen(), front);
	await page.keyboard.press("ArrowLeft");
	assert.equal(await seen(), front);
	await page.keyboard.press("ArrowLeft");
	assert.match(await position(), /^1 \//);
	assert.deepEqual(await violations(page), []);
	assert.deepEqual(page.problems, []);
});

test("a rating is scheduled and stored under the id of the card, and the next card follows", async () => {
	const { page, cards, position } = await openCards("integrated-treatment");
	await page.keyboard.press("1"); // nothing, because the answer is hidden
	assert.match(await position(), /^1 \//);
	await cards.getByRole("button", { name: "Show answer" }).click();
	await cards.locator(".card-ratings button").first().waitFor();
	const labels = await cards.locator(".card-ratings button").allInnerTexts();
	assert.deepEqual(labels.map((label) => label.split("\n")[0]), ["Again", "Hard", "Good", "Easy"]);
	assert.deepEqual(labels.slice(0, 3).map((label) => label.split("\n")[1]), ["1 min", "6 min", "10 min"]);
	assert.deepEqual(await violations(page), []);
	await page.keyboard.press("3");
	await page.waitForFunction(() => /^2 /.test(document.querySelector(".cards .position").textContent));
	await page.keyboard.press(" ");
	await cards.getByRole("button", { name: "Easy" }).click();
	await page.waitForFunction(() => /^3 /.test(document.querySelector(".cards .position").textContent));
	const records = Object.entries(await storedProgress(page)).filter(([, { kind }]) => kind === "card");
	assert.equal(records.length, 2);
	for (const [, record] of records) {
		assert.equal(record.lesson, "integrated-treatment");
		assert.equal(record.release, 1);
		assert.equal(record.schedule.reps, 1);
	}
	assert.deepEqual(records.map(([, { schedule }]) => schedule.state).sort(), [1, 2]);
	assert.match(await cards.locator(".card-result").textContent(), /^Known: 2 of 2$/);
});

test("shuffle changes the order and S restores it", async () => {
	const { page, cards, position, seen } = await openCards("integrated-treatment");
	await page.evaluate(() => (Math.random = () => 0));
	const front = await seen();
	await page.keyboard.press("ArrowRight");
	await cards.getByRole("button", { name: "Shuffle" }).click();
	assert.equal(await cards.getByRole("button", { name: "Shuffle" }).getAttribute("aria-pressed"), "true");
	assert.match(await position(), /^1 \//);
	assert.notEqual(await seen(), front);
	await page.keyboard.press("s");
	assert.equal(await seen(), front);
});

test("an address leads to a card, also to one of several of a cloze", async () => {
	const { cards, position, seen } = await openCards("antidepressant-choice");
	const page = cards.page();
	const ids = (await (await openPack(made("psychiatry"))).lesson("antidepressant-choice")).cards.map(({ id }) => id);
	await page.goto(`${site.url}#/antidepressant-choice/${ids.at(-1)}`);
	await page.waitForFunction(() => !/^1 /.test(document.querySelector(".cards .position").textContent));
	assert.match(await position(), new RegExp(`^${ids.length} / ${ids.length}(,|$)`));
	assert.ok(await seen());
});

test("cards are counted as in the list of lessons, shuffled or not, and those of one item are its parts", async () => {
	const { page, cards, position } = await openCards("antidepressant-choice");
	const next = cards.getByRole("button", { name: "Next", exact: true });
	for (const shuffled of [false, true]) {
		if (shuffled) await page.keyboard.press("s");
		const all = [await position()];
		while (await next.isEnabled()) {
			await next.click();
			all.push(await position());
		}
		const [, of] = / \/ (\d+)/.exec(all[0]);
		assert.ok(all.length > of, "some have parts");
		assert.deepEqual([...new Set(all.map((words) => parseInt(words, 10)))], Array.from({ length: of }, (_, i) => i + 1));
		assert.ok(all.includes(all.find((words) => /, part 2 of \d$/.test(words))));
		await page.goto(`${site.url}#/`);
		const row = page.locator('.lesson-row a[href="#/antidepressant-choice"]');
		assert.match(await row.innerText(), new RegExp(`\\b${of} cards`));
		await page.goto(`${site.url}#/antidepressant-choice/cards`);
		await cards.waitFor();
	}
});

test("each card of a cloze with numbers hides its own gap, and shows its hint", async (t) => {
	const nephrology = await startSite(onePack(made("nephrology")));
	t.after(nephrology.stop);
	const page = await openPage(browser, nephrology, "#/diuretics/c-diu-transporters");
	const face = page.locator("section.cards .card-face");
	assert.equal((await face.innerText()).trim(), "Loop diuretics block [transporter], and amiloride blocks ENaC.");
	await page.keyboard.press(" ");
	assert.match(await face.innerText(), /^\s*Loop diuretics block NKCC2, and amiloride blocks ENaC\.\s+Both from/);
	await page.keyboard.press("ArrowRight");
	assert.equal((await face.innerText()).trim(), "Loop diuretics block NKCC2, and amiloride blocks [channel].");
});

test("each card of an occlusion asks for one part of the picture", async () => {
	const page = await openPage(browser, site, "#/antidepressant-choice/c-ad-ecg");
	const face = page.locator("section.cards .card-face");
	await face.locator("svg image[href^='blob:']").waitFor();
	const shapes = async () => [await face.locator(".satchel-asked:visible").count(), await face.locator(".satchel-covered:visible").count()];
	assert.deepEqual(await shapes(), [1, 3]);
	assert.doesNotMatch(await face.innerText(), /P wave/);
	await page.keyboard.press(" ");
	assert.deepEqual(await shapes(), [0, 3]);
	assert.match(await face.innerText(), /P wave/);
	assert.match(await page.locator("[role=status].hidden").textContent(), /^P wave$/);
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press(" ");
	assert.match(await face.innerText(), /T wave/);
	assert.deepEqual(await violations(page), []);
});
