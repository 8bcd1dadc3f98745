// Reading a lesson: what is explained in place, figures, recordings, addresses, print, languages and sizes.

import assert from "node:assert/strict";
import test from "node:test";
import { browser, made, onePack, openPage, site, useSite, vector, violations } from "./site.js";

useSite(() => onePack(made("psychiatry")));

/** Opens a page of a pack; `done` checks it and closes it. */
async function open(pack, hash, options) {
	site.files = onePack(Buffer.isBuffer(pack) ? pack : made(pack));
	const page = await openPage(browser, site, hash, options);
	const done = async () => {
		assert.deepEqual(await violations(page), []);
		assert.deepEqual(page.problems, []);
		await page.context().close();
	};
	return { page, done };
}

test("terms, abbreviations and citations are explained in place, by click and by key", async () => {
	const { page, done } = await open("everything", "#/lithium");
	const box = page.locator(".explanation");
	await page.locator("article p .satchel-term.explained").first().click();
	assert.match(await box.innerText(), /Trough\s+The lowest level\.\s+In the glossary/);
	await page.keyboard.press("Escape");
	await box.waitFor({ state: "detached" });
	await page.locator("article p abbr.explained").first().focus();
	await page.keyboard.press("Enter");
	assert.match(await box.innerText(), /Li\s+Lithium/);
	assert.deepEqual(await violations(page), []);
	await page.keyboard.press("Escape");
	assert.ok(await page.locator("article p abbr.explained").first().evaluate((element) => element === document.activeElement));
	await page.locator("article p .satchel-cite.explained").last().click();
	assert.match(await box.innerText(), /Source 1\s+A book, p\. 3/);
	await page.mouse.click(5, 400);
	await box.waitFor({ state: "detached" });
	await done();
});

test("a figure is enlarged, and closed by a key", async () => {
	const { page, done } = await open("psychiatry", "#/integrated-treatment");
	const zoom = page.locator(".zoom").first();
	await zoom.click();
	const dialog = page.getByRole("dialog", { name: "Picture" });
	const width = () => dialog.locator("img").evaluate((picture) => picture.getBoundingClientRect().width);
	const fit = await width();
	await page.keyboard.press("+");
	await page.keyboard.press("+");
	assert.ok((await width()) > fit * 1.2);
	assert.deepEqual(await violations(page), []);
	await page.keyboard.press("Escape");
	await dialog.waitFor({ state: "detached" });
	assert.ok(await zoom.evaluate((element) => element === document.activeElement));
	await done();
});

test("every callout has a name, every figure its credit, and every lesson its sources", async () => {
	const { page, done } = await open("everything", "#/lithium");
	assert.deepEqual(await page.locator(".callout-name").allTextContents(), ["High-yield", "Warning", "Mnemonic", "Note"]);
	assert.match(await page.locator("figure").first().innerText(), /Nobody \(CC0-1\.0\)/);
	assert.equal(await page.locator("math").first().getAttribute("aria-label"), "x squared");
	assert.equal(await page.locator(".sources a").first().getAttribute("href"), "https://doi.org/10.1000/javascript:ran()");
	await done();
});

test("addresses lead to lessons and their parts, and the list of sections and the neighbours too", async () => {
	const { page, done } = await open("psychiatry", "#/integrated-treatment");
	await page.locator(".contents").getByRole("link", { name: "Practice questions" }).click();
	await page.waitForFunction(() => document.activeElement.id === "lesson-questions");
	await page.waitForFunction(() => document.querySelector(".contents [aria-current]")?.textContent === "Practice questions");
	await page.goBack();
	await page.locator(".further .next").click();
	await page.locator("h1", { hasText: "Antidepressants" }).waitFor();
	assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
	assert.equal(await page.evaluate(() => scrollY), 0);
	assert.match(await page.locator(".further .previous").innerText(), /Previous lesson\s+Integrating/);
	await page.keyboard.press("Tab");
	await page.goto(`${site.url}#/antidepressant-choice/q-ad-levels`);
	await page.waitForFunction(() => document.activeElement.matches(".satchel-matching"));
	await done();
});

test("a screen that another overtakes does not leave the page pale", async () => {
	const { page, done } = await open("psychiatry", "#/");
	await page.evaluate(async () => {
		location.hash = "#/integrated-treatment";
		await new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
		location.hash = "#/antidepressant-choice";
	});
	await page.waitForTimeout(600);
	assert.equal(await page.locator("body.waiting").count(), 0);
	await done();
});

test("back returns to where one was", async () => {
	const { page, done } = await open("psychiatry", "#/integrated-treatment");
	await page.locator("#lesson-cards .card").waitFor();
	await page.evaluate(() => scrollTo(0, 1500));
	await page.waitForTimeout(100);
	await page.evaluate(() => document.querySelector(".home").click()); // which does not scroll
	await page.locator(".outline").waitFor();
	await page.goBack();
	await page.locator("article.lesson").waitFor();
	await page.waitForFunction(() => Math.abs(scrollY - 1500) < 5);
	await done();
});

test("a recording is loaded when it is played; one from the web only if its digest is right", async () => {
	const { page } = await open("recordings", "#/sounds");
	const wav = Buffer.from("52494646", "hex");
	await page.route("https://recordings.test/*", (route) => route.fulfill({ headers: { "Access-Control-Allow-Origin": "*" }, contentType: "audio/wav", body: wav }));
	const play = page.getByRole("button", { name: "Play the recording (1:05)" });
	assert.equal(await play.count(), 3);
	await play.first().click();
	await page.locator("audio[src^='blob:']").waitFor({ state: "attached" });
	await play.first().click();
	assert.match(await page.locator("[role=alert]").first().innerText(), /cannot be loaded, or it is not the one/);
	await page.locator("summary", { hasText: "Transcript" }).first().click();
	assert.ok(await page.getByText("A beep.").first().isVisible());
	assert.deepEqual(await violations(page), []);
	await page.context().close();
});

test("a wide table says that there is more, and scrolls by keys, in both directions of writing", async () => {
	for (const [pack, hash] of [["everything", "#/lithium"], ["arabic", "#/lithium"]]) {
		const { page, done } = await open(pack, hash, { viewport: { width: 320, height: 640 } });
		const box = page.locator(".table-box");
		const frame = page.locator(".table-frame");
		await page.getByRole("region", { name: /^(Table 1 Levels|الجرعات)$/ }).waitFor();
		const marks = () => frame.evaluate((one) => ["::before", "::after"].map((part) => getComputedStyle(one, part).display !== "none"));
		assert.deepEqual(await marks(), [false, true]);
		await box.focus();
		const way = pack === "arabic" ? "ArrowLeft" : "ArrowRight";
		await page.keyboard.press(way);
		await page.waitForFunction(() => document.querySelector(".table-frame.more-before"));
		for (let i = 0; i < 60; i++) await page.keyboard.press(way);
		await page.waitForFunction(() => !document.querySelector(".table-frame.more-after"));
		assert.deepEqual(await marks(), [true, false]);
		await page.setViewportSize({ width: 1400, height: 900 });
		await page.waitForFunction(() => !document.querySelector(".table-box").hasAttribute("tabindex"));
		assert.deepEqual([await marks(), await box.getAttribute("role")], [[false, false], null]);
		await done();
	}
});

test("a lesson in Arabic is set from right to left", async () => {
	const { page, done } = await open("arabic", "#/lithium");
	const article = page.locator("article.lesson");
	assert.deepEqual([await article.getAttribute("lang"), await article.evaluate((one) => getComputedStyle(one).direction)], ["ar", "rtl"]);
	const edge = await page.locator(".satchel-callout").evaluate((one) => getComputedStyle(one).borderRightWidth);
	assert.notEqual(edge, "0px");
	await done();
});

test("the interface is German for those who prefer it", async () => {
	const { page, done } = await open("psychiatry", "#/integrated-treatment/questions", { locale: "de-DE" });
	assert.equal(await page.locator("html").getAttribute("lang"), "de");
	assert.equal(await page.locator(".questions .position").innerText(), "1 von 5");
	assert.match(await page.locator(".about summary").innerText(), /Überprüft am \d+\. November 2026/);
	await done();
});

for (const [name, options] of Object.entries({
	"in the dark": { colorScheme: "dark" },
	"on a phone": { viewport: { width: 390, height: 844 }, hasTouch: true },
	"at 400 % zoom": { viewport: { width: 320, height: 256 } },
})) {
	test(`every screen is accessible and fits ${name}`, async () => {
		for (const hash of ["#/", "#/diuretics", "#/search?q=potassium", "#/today", "#/settings", "#/none"]) {
			const { page, done } = await open("nephrology", hash, options);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
			assert.ok(!wide, `${hash} scrolls sideways`);
			await done();
		}
	});
}

for (const [width, height] of [[1280, 720], [360, 740], [1280, 1600]]) test(`nothing moves while a lesson is loaded into a window of ${width} × ${height}`, async () => {
	site.files = onePack(made("psychiatry"));
	const context = await browser.newContext({ viewport: { width, height } });
	await context.addInitScript(() => {
		window.shift = 0;
		new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (window.shift += value))).observe({ type: "layout-shift", buffered: true });
	});
	const page = await openPage({ newContext: async () => context }, site, "#/electroconvulsive-therapy");
	await page.locator("#lesson-cards .card").waitFor();
	await page.waitForTimeout(300);
	assert.equal(await page.evaluate(() => window.shift), 0);
	await context.close();
});

test("the list of sections leads to what has not been shown yet", async () => {
	site.files = onePack(made("psychiatry"));
	const context = await browser.newContext();
	await context.addInitScript(() => {
		new MutationObserver((_, observer) => {
			const link = document.querySelector('.contents a[data-of="lesson-takeaways"]');
			if (!link) return;
			observer.disconnect();
			window.early = document.querySelector("#lesson-takeaways") === null;
			link.click();
		}).observe(document, { childList: true, subtree: true });
	});
	const page = await openPage({ newContext: async () => context }, site, "#/electroconvulsive-therapy");
	assert.equal(await page.evaluate(() => window.early), true);
	await page.waitForFunction(() => document.activeElement.id === "lesson-takeaways");
	assert.equal(await page.locator("#lesson-takeaways").count(), 1);
	await page.locator("#lesson-sources li").first().waitFor();
	const order = await page.locator("article > section[class]").evaluateAll((all) => all.map(({ id }) => id));
	assert.deepEqual(order, ["objectives", "takeaways", "questions", "cards", "glossary", "sources"].map((name) => `lesson-${name}`));
	await context.close();
});

test("a lesson that is opened in another tab is completed there", async () => {
	site.files = onePack(made("psychiatry"));
	const context = await browser.newContext();
	await context.addInitScript(() => {
		Object.defineProperty(document, "hidden", { value: true });
		window.requestAnimationFrame = () => 0;
	});
	const page = await openPage({ newContext: async () => context }, site, "#/electroconvulsive-therapy");
	await page.locator("#lesson-sources li").first().waitFor({ state: "attached" });
	await context.close();
});

test("a printed lesson has its text, then the questions, then the answers", async () => {
	const { page } = await open("nephrology", "#/arterial-blood-gas");
	await page.locator("#lesson-cards .card").waitFor();
	await page.locator(".further a").first().waitFor(); // all is there
	await page.emulateMedia({ media: "print" });
	await page.waitForTimeout(100);
	await page.waitForFunction(() => dispatchEvent(new Event("beforeprint")) && document.querySelector(".print-only"));
	const words = await page.locator("article").innerText();
	const order = ["Five steps", "High-yield points", "Glossary", "Sources", "\nPractice questions\n", "\nAnswers\n"].map((name) => words.indexOf(name));
	assert.ok(order[0] >= 0 && order.every((at, i) => i === 0 || at > order[i - 1]), order.join(" "));
	assert.equal(await page.locator(".print-only > ol").first().locator(".satchel-answer:visible").count(), 0);
	assert.ok((await page.locator(".print-answers .satchel-explanation:visible").count()) > 5);
	assert.equal(await page.locator(".print-answers :is(textarea, .satchel-unit):visible").count(), 0);
	assert.ok(await page.locator(".about li").first().isVisible());
	assert.ok(!(await page.locator(".bar").isVisible()));
	assert.ok(!(await page.locator("section.questions").isVisible()));
	await page.evaluate(() => dispatchEvent(new Event("afterprint")));
	assert.equal(await page.locator(".print-only").count(), 0);
	assert.ok(!(await page.locator(".about li").first().isVisible()));
	await page.context().close();
});

test("on paper, transcripts of questions are open too", async () => {
	const { page } = await open("nephrology", "#/diuretics");
	await page.locator("#lesson-cards .card").waitFor();
	await page.emulateMedia({ media: "print" });
	await page.waitForFunction(() => dispatchEvent(new Event("beforeprint")) && document.querySelector(".print-only"));
	assert.ok((await page.locator(".print-only details").count()) > 0);
	assert.equal(await page.locator(".print-only details:not([open])").count(), 0);
	await page.evaluate(() => dispatchEvent(new Event("afterprint")));
	assert.equal(await page.locator(".lesson details[open]").count(), 0);
	await page.context().close();
});

test("a lesson of the free edition says what the full one has", async () => {
	const { page, done } = await open("nephrology-free", "#/diuretics");
	await page.locator(".questions .position").waitFor();
	const have = await page.locator(".steps li").count();
	const position = /^1 of (\d+)$/.exec(await page.locator(".questions .position").innerText());
	assert.ok(Number(position[1]) > have, position[0]);
	assert.match(await page.locator(".rest").innerText(), new RegExp(`This edition has ${have} of ${position[1]} questions\\.[^]*Nephrology[^]*This page says how to get it\\. satchel\\.example$`));
	await done();
});

test("the free edition says where the rest is in the pack's words, in the learner's language", async () => {
	const words = { en: "This page says how to get it.", de: "Diese Seite sagt, wie man sie bekommt.", fr: "This page says how to get it." };
	for (const [locale, text] of Object.entries(words)) {
		const { page, done } = await open("nephrology-free", "", { locale });
		const rest = page.locator(".outline > .rest");
		assert.ok((await rest.innerText()).includes(text));
		assert.equal(await rest.locator("p").getAttribute("lang"), locale === "de" ? "de" : "en-GB");
		const link = rest.getByRole("link");
		assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
		assert.equal(await link.getAttribute("href"), `https://satchel.example/nephrology${locale === "de" ? "?lang=de" : ""}`);
		await done();
	}
	for (const [pack, hash, place] of [["nephrology-free", "#/absent-lesson", ".problem"], ["one-of-many", "", ".lesson > .rest"]]) {
		const { page, done } = await open(pack, hash);
		assert.match(await page.locator(place).innerText(), /This page says how to get it\./);
		await done();
	}
});

test("the full edition, and a pack without a word about the rest, say nothing of it", async () => {
	for (const [pack, shown] of [["nephrology", ".outline .unit"], [vector("free-edition"), ".lesson > .rest"]]) {
		const { page, done } = await open(pack, "");
		await page.locator(shown).first().waitFor();
		assert.equal(await page.locator(".where-rest").count(), 0);
		await done();
	}
});
