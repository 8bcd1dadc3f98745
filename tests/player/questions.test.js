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
async function open(where, hash, opener = browser) {
	const page = await openPage(opener, where, hash);
	const section = page.locator("section.questions");
	await section.scrollIntoViewIfNeeded();
	const verdict = section.locator(".verdict");
	const check = () => section.getByRole("button", { name: "Check answer" }).click();
	const done = async () => {
		await page.evaluate(() => scrollTo(0, 0)); // nothing is half below the bar
		assert.deepEqual(await violations(page), []);
		assert.deepEqual(page.problems, []);
		await page.context().close();
	};
	const position = () => section.locator(".position").textContent();
	return { page, section, verdict, check, done, position };
}

const focused = (page) => page.evaluate(() => document.activeElement.textContent);

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

for (const [name, init] of Object.entries({
	"outlasts a reload": undefined,
	"works where the browser stores nothing": () => Object.defineProperty(window, "sessionStorage", { get() { throw new DOMException("no", "SecurityError"); } }),
})) {
	test(`a test ${name}`, async () => {
		const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 900 } });
		if (init) await context.addInitScript(init);
		const { page, section, position } = await open(site, "#/integrated-treatment/questions", { newContext: async () => context });
		await section.getByRole("button", { name: "Test mode" }).click();
		await options(section, "correct").first().locator("input").check();
		await section.getByRole("button", { name: "Save answer" }).click();
		await options(section, "wrong").first().locator("input").check();
		if (init) await page.evaluate(() => document.querySelector(".home").click());
		else await page.reload();
		if (init) await page.goBack();
		await section.locator(".position").waitFor();
		assert.equal(await position(), "2 of 5");
		assert.equal(await section.getByRole("button", { name: "Test mode" }).getAttribute("aria-pressed"), "true");
		assert.equal(await section.locator(".step.answered").count(), 2);
		assert.equal(await options(section, "wrong").first().locator("input").isChecked(), true);
		for (let i = 2; i < 5; i++) await section.getByRole("button", { name: "Skip" }).click();
		await section.getByRole("button", { name: "Finish the test" }).click();
		assert.equal(await section.locator("h3").textContent(), "1 of 5 right");
		if (!init) {
			await page.reload();
			await section.locator("h3").waitFor();
			assert.equal(await section.locator("h3").textContent(), "1 of 5 right");
		}
		assert.deepEqual(page.problems, []);
		await page.context().close();
	});
}

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
	assert.equal(await focused(page), "Next question");
	await done();
});

test("a short answer is compared, and the learner may say that it means the same", async () => {
	const { page, section, verdict, done } = await open(other, "#/arterial-blood-gas/q-abg-tinnitus-poison");
	await section.getByRole("textbox").fill("a pain killer");
	await page.keyboard.press("Enter");
	assert.match(await verdict.textContent(), /^Wrong/);
	assert.equal(await focused(page), "Next question");
	const described = await page.evaluate(() => document.getElementById(document.activeElement.getAttribute("aria-describedby")).textContent);
	assert.match(described, /^Wrong/);
	await section.getByRole("button", { name: "My answer means the same" }).click();
	assert.equal(await verdict.textContent(), "Right");
	assert.equal(await focused(page), "Next question");
	await done();
});

test("the learner compares a long answer with the model answer", async () => {
	const { page, section, verdict, check, done } = await open(site, "#/cognitive-behavioural-therapy/q-cbt-balanced-thought");
	await section.getByRole("textbox").fill("I did some of it well.");
	await check();
	assert.ok(await section.locator(".satchel-model-answer").isVisible());
	assert.equal(await focused(page), "I had it");
	await page.keyboard.press("Tab");
	await page.keyboard.press("Enter"); // I missed it
	assert.equal(await verdict.locator("strong").textContent(), "Wrong");
	assert.equal(await focused(page), "Next question");
	await done();
});

test("prompts are matched, once each has an answer", async () => {
	const matching = await open(other, "#/diuretics/q-diu-sites");
	await matching.section.getByLabel("Bumetanide").selectOption({ index: 1 });
	await matching.check();
	assert.equal(await matching.verdict.textContent(), "4 of them have no answer yet.");
	assert.ok(await matching.page.evaluate(() => document.activeElement.matches("select[aria-invalid=true]")));
	assert.equal(await matching.section.locator("select[aria-invalid=true]").count(), 4);
	const answers = { Bumetanide: "Thick ascending limb", Amiloride: "Collecting duct", Acetazolamide: "Collecting duct", Indapamide: "Distal convoluted tubule", Eplerenone: "Collecting duct" };
	for (const [prompt, choice] of Object.entries(answers)) {
		const field = matching.section.getByLabel(prompt);
		await field.selectOption((await field.locator("option").allTextContents()).find((words) => words.endsWith(choice)));
	}
	await matching.check();
	assert.match(await matching.verdict.textContent(), /^Wrong 4 of 5 are right\.$/);
	assert.equal(await matching.section.locator(".given-wrong").count(), 1);
	assert.equal(await matching.section.getByRole("img", { name: "Right" }).count(), 4);
	await matching.done();
});

/** The places that the steps on the page belong at, in their order on the page; and their buttons. */
const places = (section) => section.locator(".satchel-step input").evaluateAll((all) => all.map(({ name }) => Number(name.split("-")[1])));
const mover = (section, at, name) => section.locator(".satchel-step").nth(at).getByRole("button", { name });

/** Moves each step up to its place, by what `up` does at a position. */
async function sort(section, up) {
	const { length } = await places(section);
	for (let place = 0; place < length; place++) for (let at = (await places(section)).indexOf(place); at > place; at--) await up(at);
	assert.deepEqual(await places(section), Array.from({ length }, (_, i) => i));
}

test("steps are put in order by buttons, and keep the focus", async () => {
	const { page, section, verdict, check, done } = await open(other, "#/diuretics/q-diu-order");
	await sort(section, (at) => mover(section, at, /^Move up: /).click());
	assert.deepEqual(await section.locator(".satchel-step input").evaluateAll((all) => all.map(({ value }) => value)), ["1", "2", "3", "4", "5"]);
	await mover(section, 1, /^Move up: /).press("Enter");
	assert.match(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), /^Move down: /, "there is no further up");
	assert.equal(await page.locator("p.hidden[role=status]").textContent(), "Now 1 of 5");
	await page.keyboard.press("Enter");
	assert.deepEqual(await violations(page), []);
	await check();
	assert.equal(await verdict.textContent(), "Right");
	assert.equal(await section.locator(".movers, .handle, .hint").count(), 0);
	await done();
});

test("steps are put in order by arrow keys, or dragged, and stay so when the question is shown again", async () => {
	const { page, section, verdict, check, done } = await open(other, "#/diuretics/q-diu-order");
	await sort(section, (at) => mover(section, at, /^Move up: /).press("ArrowUp"));
	const box = (at) => section.locator(".satchel-step .handle").nth(at).boundingBox();
	const [from, to] = [await box(0), await box(3)];
	await page.mouse.move(from.x + 5, from.y + from.height / 2);
	await page.mouse.down();
	await page.mouse.move(to.x + 5, to.y + to.height - 2, { steps: 12 });
	await page.mouse.up();
	await page.mouse.move(from.x, from.y);
	assert.deepEqual(await places(section), [1, 2, 3, 0, 4]);
	await section.getByRole("button", { name: "Previous" }).click();
	await page.reload();
	await section.locator(".satchel-step").first().waitFor();
	assert.deepEqual(await places(section), [1, 2, 3, 0, 4]);
	await check();
	assert.equal(await verdict.textContent(), "Wrong 1 of 5 are right.");
	await done();
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
