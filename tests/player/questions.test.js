// Practice questions of every kind, by clicks and keys, on the real packs.

import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { made, onePack, openPage, startBrowser, startSite, violations } from "./site.js";

let site, other, browser;

before(async () => {
	[site, other] = [await startSite(onePack(made("psychiatry"))), await startSite(onePack(made("nephrology")))];
	browser = await startBrowser();
});

after(async () => {
	await browser?.close();
	await site?.stop();
	await other?.stop();
});

/** Opens a question of a lesson, or all. */
async function open(where, hash) {
	const page = await openPage(browser, where, hash);
	const section = page.locator("section.questions");
	await section.scrollIntoViewIfNeeded();
	const verdict = section.locator(".verdict");
	const check = () => section.getByRole("button", { name: "Check answer" }).click();
	const done = async () => {
		assert.deepEqual(await violations(page), []);
		assert.deepEqual(page.problems, []);
		await page.context().close();
	};
	const position = () => section.locator(".position").textContent();
	return { page, section, verdict, check, done, position };
}

/** The correct options, or the others, as they are on the page. */
const options = (section, name) => section.locator(`.satchel-option.satchel-${name}`);

test("a question is answered by the mouse, and every option explains itself", async () => {
	const { section, verdict, check, done, position } = await open(site, "#/integrated-treatment/questions");
	assert.match(await section.locator("h2").textContent(), /^Practice questions: Integrating/);
	assert.equal(await position(), "1 of 5");
	assert.equal(await section.locator(".satchel-feedback:visible").count(), 0);
	await check();
	assert.equal(await verdict.textContent(), "Answer the question first.");
	await options(section, "wrong").first().click();
	await check();
	assert.match(await verdict.textContent(), /^Wrong The answer is [A-D]\.$/);
	assert.equal(await section.locator(".satchel-feedback:visible").count(), 4);
	assert.ok(await section.locator(".satchel-explanation").isVisible());
	assert.ok(await section.locator(".step.wrong").isVisible());
	assert.ok(await options(section, "correct").locator("input").isDisabled());
	await done();
});

test("a verdict below the window comes into sight, and the focus goes to what is next", async () => {
	const page = await openPage(browser, site, "#/integrated-treatment/questions", { viewport: { width: 360, height: 420 } });
	const section = page.locator("section.questions");
	await section.locator(".satchel-option input").first().focus();
	await page.keyboard.press("Space");
	await page.keyboard.press("Enter");
	await section.locator(".verdict strong").waitFor();
	const { top, bottom } = await section.locator(".verdict").evaluate((element) => element.getBoundingClientRect());
	assert.ok(top > 0 && bottom < 420, `${top} to ${bottom}`);
	assert.equal(await page.evaluate(() => document.activeElement.textContent), "Next question");
	await page.context().close();
});

test("a question is answered by keys: a letter selects, Enter checks and goes on, arrows browse", async () => {
	const { page, section, verdict, done, position } = await open(site, "#/integrated-treatment/questions");
	const all = section.locator(".satchel-option");
	const right = await all.evaluateAll((list) => list.findIndex((one) => one.classList.contains("satchel-correct")));
	await page.keyboard.press("dabc"[right]);
	await page.keyboard.press("abcd"[right]);
	assert.ok(await all.nth(right).locator("input").isChecked());
	await page.keyboard.press("Enter");
	assert.equal(await verdict.textContent(), "Right");
	await page.keyboard.press("Enter");
	assert.equal(await position(), "2 of 5");
	await page.keyboard.press("3");
	assert.ok(await section.locator(".satchel-option input").nth(2).isChecked());
	await page.keyboard.press("Escape");
	await page.evaluate(() => document.activeElement.blur());
	await page.keyboard.press("ArrowLeft");
	assert.equal(await position(), "1 of 5");
	assert.equal(await verdict.textContent(), "Right");
	await page.keyboard.press("ArrowRight");
	assert.ok(await section.locator(".satchel-option input").nth(2).isChecked(), "what was selected is still there");
	await done();
});

test("the result says what to read again, and the wrong ones can be asked again", async () => {
	const { page, section, done, position } = await open(site, "#/integrated-treatment/questions");
	for (let i = 0; i < 5; i++) {
		await options(section, i < 3 ? "correct" : "wrong").first().locator("input").check();
		await page.keyboard.press("Enter");
		await page.keyboard.press("Enter");
	}
	assert.equal(await section.locator("h3").textContent(), "3 of 5 right");
	assert.equal(await page.evaluate(() => document.activeElement.textContent), "3 of 5 right");
	const again = section.locator(".result.wrong a");
	assert.equal(await again.count(), 2);
	assert.deepEqual(await violations(page), []);
	await section.locator(".result.wrong button").first().click();
	assert.equal(await position(), "4 of 5");
	await section.getByRole("button", { name: "Back to the results" }).click();
	await section.getByRole("button", { name: "Retry the 2 wrong ones" }).click();
	assert.equal(await position(), "1 of 2");
	assert.equal(await section.locator(".satchel-feedback:visible").count(), 0);
	await done();
});

test("in test mode, answers are judged at the end", async () => {
	const { page, section, done, position } = await open(site, "#/integrated-treatment/questions");
	await section.getByRole("button", { name: "Test mode" }).click();
	for (let i = 0; i < 4; i++) {
		await options(section, i ? "correct" : "wrong").first().locator("input").check();
		await section.getByRole("button", { name: "Save answer" }).click();
		assert.equal(await section.locator(".satchel-feedback:visible").count(), 0);
	}
	assert.equal(await position(), "5 of 5");
	await section.getByRole("button", { name: "Finish the test" }).click();
	assert.equal(await section.locator("h3").textContent(), "3 of 5 right");
	assert.equal(await section.locator(".result.unanswered").count(), 1);
	await section.locator(".result.wrong button").first().click();
	assert.equal(await section.locator(".satchel-feedback:visible").count(), 4);
	assert.match(await section.locator(".verdict").textContent(), /^Wrong/);
	assert.deepEqual(await violations(page), []);
	await done();
});

test("several options are right only together", async () => {
	const { section, verdict, check, done } = await open(other, "#/arterial-blood-gas/q-abg-causes");
	assert.ok(await section.getByText("Select all that apply.").isVisible());
	await options(section, "correct").first().locator("input").check();
	await check();
	assert.match(await verdict.textContent(), /^Wrong The answer is [A-Z](, [A-Z])+\. It gives \d+ % of the points\.$/);
	await done();
});

test("a number may have a decimal comma and a unit", async () => {
	const { page, section, verdict, check, done } = await open(other, "#/arterial-blood-gas/q-abg-gap");
	const field = section.getByRole("textbox");
	await field.fill("many");
	await check();
	assert.match(await verdict.textContent(), /^Type a number first/);
	await field.fill("29,0 mmol/L");
	await page.keyboard.press("Enter");
	assert.equal(await verdict.textContent(), "Right");
	assert.ok(await section.locator(".satchel-value").isVisible());
	await done();
});

test("a short answer is compared, and the learner may say that it means the same", async () => {
	const { page, section, verdict, done } = await open(other, "#/arterial-blood-gas/q-abg-tinnitus-poison");
	await section.getByRole("textbox").fill("a pain killer");
	await page.keyboard.press("Enter");
	assert.match(await verdict.textContent(), /^Wrong/);
	await section.getByRole("button", { name: "My answer means the same" }).click();
	assert.equal(await verdict.textContent(), "Right");
	await done();
});

test("the learner compares a long answer with the model answer", async () => {
	const { section, verdict, check, done } = await open(site, "#/cognitive-behavioural-therapy/q-cbt-balanced-thought");
	await section.getByRole("textbox").fill("I did some of it well.");
	await check();
	assert.ok(await section.locator(".satchel-model-answer").isVisible());
	await section.getByRole("button", { name: "I missed it" }).click();
	assert.equal(await verdict.locator("strong").textContent(), "Wrong");
	await done();
});

test("prompts are matched, and steps are put in order", async () => {
	const matching = await open(other, "#/diuretics/q-diu-sites");
	const answers = { Bumetanide: "Thick ascending limb", Amiloride: "Collecting duct", Acetazolamide: "Collecting duct", Indapamide: "Distal convoluted tubule", Eplerenone: "Collecting duct" };
	for (const [prompt, choice] of Object.entries(answers)) {
		const field = matching.section.getByLabel(prompt);
		await field.selectOption((await field.locator("option").allTextContents()).find((words) => words.endsWith(choice)));
	}
	await matching.check();
	assert.match(await matching.verdict.textContent(), /^Wrong 4 of 5 are right\.$/);
	assert.equal(await matching.section.locator(".given-wrong").count(), 1);
	await matching.done();
	const ordering = await open(other, "#/diuretics/q-diu-order");
	for (const select of await ordering.section.locator(".satchel-step select").all()) {
		await select.selectOption(String(Number((await select.getAttribute("name")).split("-")[1]) + 1));
	}
	await ordering.check();
	assert.equal(await ordering.verdict.textContent(), "Right");
	await ordering.done();
});

test("questions of all kinds fit into a narrow window", async () => {
	for (const hash of ["#/arterial-blood-gas/q-abg-printouts", "#/diuretics/q-diu-order", "#/diuretics/questions"]) {
		const page = await openPage(browser, other, hash, { viewport: { width: 320, height: 640 } });
		const form = page.locator(".question-place form");
		await form.waitFor();
		const wide = await form.evaluate((element) => [...element.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > innerWidth).map((one) => one.outerHTML));
		assert.deepEqual(wide, [], hash);
		await page.context().close();
	}
});

test("answers survive a reload of the contents, and are recorded under the id of the question", async () => {
	const { page, section, done, position } = await open(site, "#/integrated-treatment/questions");
	await options(section, "correct").first().locator("input").check();
	await page.keyboard.press("Enter");
	await page.keyboard.press("Enter");
	await page.keyboard.press("b");
	await page.goto(`${site.url}#/`);
	await page.locator(".outline").waitFor();
	assert.equal(await page.locator(".lesson-row meter").first().getAttribute("aria-label"), "1 of 14 learned");
	await page.goto(`${site.url}#/integrated-treatment/questions`);
	await section.waitFor();
	assert.equal(await position(), "2 of 5");
	assert.equal(await section.locator(".step.right").count(), 1);
	assert.ok(await section.locator(".satchel-option input").nth(1).isChecked());
	await done();
});
