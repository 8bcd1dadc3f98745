// Settings, and progress: as a file, when nothing can be stored, and when it is forgotten.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { browser, made, onePack, openPage, site, storedProgress, useSite, violations } from "./site.js";

useSite(() => onePack(made("psychiatry")));

const section = (page, name) => page.locator("section").filter({ has: page.getByRole("heading", { name, exact: true }) });
const said = (page) => section(page, "Your progress").locator(".said");

/** Rates the first card of the day, and shows the settings. */
async function learnOne(page) {
	await page.goto(`${site.url}#/today`);
	await page.locator(".card-face").click();
	await page.getByRole("button", { name: "Easy" }).click();
	await page.waitForFunction(() => /1 done/.test(document.querySelector(".today-counts").textContent));
	await page.goto(`${site.url}#/settings`);
	await page.getByRole("heading", { name: "Settings" }).waitFor();
}

async function save(page) {
	const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as a file" }).click()]);
	return { name: download.suggestedFilename(), path: await download.path() };
}

test("language and theme are set at once, and after the next start", async () => {
	const page = await openPage(browser, site, "#/settings", { colorScheme: "light" });
	assert.deepEqual(await violations(page), []);
	const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
	const light = await background();
	await page.getByLabel("Colours").selectOption("dark");
	const dark = await background();
	assert.notEqual(dark, light);
	assert.deepEqual(await violations(page), []);
	await page.getByLabel("Language").selectOption("de");
	await page.getByRole("heading", { name: "Einstellungen" }).waitFor();
	assert.equal(await page.evaluate(() => document.documentElement.lang), "de");
	await page.reload();
	await page.getByRole("heading", { name: "Einstellungen" }).waitFor();
	assert.equal(await background(), dark);
	assert.deepEqual(page.problems, []);
});

test("progress is saved as a file, forgotten, and read again", async () => {
	const page = await openPage(browser, site);
	await learnOne(page);
	const before = await storedProgress(page);
	const { name, path } = await save(page);
	assert.match(name, /^psychiatry-\d{4}-\d\d-\d\d\.json$/);
	assert.deepEqual(JSON.parse(readFileSync(path, "utf8")).records, before);

	await page.getByRole("button", { name: "Forget everything" }).click();
	assert.deepEqual(await violations(page), []);
	await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
	assert.deepEqual(await storedProgress(page), before);
	await page.getByRole("button", { name: "Forget everything" }).click();
	await page.getByRole("dialog").getByRole("button", { name: "Forget everything" }).click();
	await said(page).getByText("Your progress was forgotten.").waitFor();
	assert.deepEqual(await storedProgress(page), {});

	const input = page.locator("input[type=file]");
	await input.setInputFiles(path);
	await said(page).getByText("Read 1 of 1.", { exact: true }).waitFor();
	assert.deepEqual(await storedProgress(page), before);
	await input.setInputFiles(path);
	await said(page).getByText("Read 0 of 1; the others were not newer than those here.").waitFor();
	await input.setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("{}") });
	await said(page).getByText("This file contains no progress.").waitFor();
	assert.deepEqual(await storedProgress(page), before);
	assert.deepEqual(page.problems, []);
});

/** What the player says when it stores nothing; what is learned then is in the file. */
async function isInMemory(page, words) {
	await page.locator(".toast").getByText(words).waitFor();
	assert.deepEqual(await violations(page), []);
	await page.getByRole("button", { name: "Close" }).click();
	await page.goto(`${site.url}#/settings`);
	await section(page, "Your progress").getByText(words).waitFor();
	await section(page, "Your progress").getByText("Progress on 1 ").waitFor();
	const { path } = await save(page);
	assert.equal(Object.keys(JSON.parse(readFileSync(path, "utf8")).records).length, 1);
}

test("where storage is forbidden, the player works, says so, and saves to a file", async () => {
	const context = await browser.newContext({ locale: "en-GB" });
	await context.addInitScript(() => {
		const forbid = { get: () => { throw new DOMException("no", "SecurityError"); } };
		for (const name of ["indexedDB", "localStorage"]) Object.defineProperty(window, name, forbid);
		window.BroadcastChannel = undefined;
	});
	const page = await context.newPage();
	await page.goto(`${site.url}#/today`);
	await page.locator(".card-face").click();
	await page.getByRole("button", { name: "Easy" }).click();
	await isInMemory(page, "This browser does not let the page store anything.");
	await page.getByLabel("Colours").selectOption("dark");
	assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
	await context.close();
});

test("when the device is full, the player says so, and stores everything once there is room", async () => {
	const page = await openPage(browser, site, "#/today");
	await page.locator(".card-face").waitFor();
	const session = await page.context().newCDPSession(page);
	const quota = (bytes) => session.send("Storage.overrideQuotaForOrigin", { origin: new URL(site.url).origin, ...bytes });
	await quota({ quotaSize: 1 });
	await page.locator(".card-face").click();
	await page.getByRole("button", { name: "Easy" }).click();
	await isInMemory(page, "There is no room left on this device.");
	assert.deepEqual(await storedProgress(page), {});

	await quota({});
	await page.goto(`${site.url}#/today`);
	await page.locator(".card-face").click();
	await page.getByRole("button", { name: "Easy" }).click();
	await page.waitForFunction(() => /1 done/.test(document.querySelector(".today-counts")?.textContent));
	await page.goto(`${site.url}#/settings`);
	await section(page, "Your progress").getByText("Your progress is stored in this browser only.").waitFor();
	assert.equal(Object.keys(await storedProgress(page)).length, 2);
});

test("a notice covers nothing that cannot be scrolled above it", async () => {
	const context = await browser.newContext({ locale: "en-GB", viewport: { width: 390, height: 640 }, reducedMotion: "reduce" });
	await context.addInitScript(() => Object.defineProperty(window, "indexedDB", { get: () => undefined }));
	const page = await openPage({ newContext: async () => context }, site, "#/settings");
	await page.locator(".toast").waitFor();
	await page.getByRole("button", { name: "Store on this device" }).click();
	const last = page.locator("main button").last();
	await last.focus();
	const [bottom, top] = [(await last.boundingBox()).y + 44, (await page.locator(".toast").boundingBox()).y];
	assert.ok(bottom <= top, `${bottom} ${top}`);
	await context.close();
});
