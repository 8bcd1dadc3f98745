// Makes the pictures of the player in the README: a lesson, and an answered question on a phone.
//
//	node tests/player/screenshots.js PACK
//
// PACK is that of psychiatry, as satchel-pack builds it. The pictures are written beside this file.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { onePack, openPage, startBrowser, startSite } from "./site.js";

const place = (name) => fileURLToPath(new URL(`pictures/${name}.png`, import.meta.url));
const site = await startSite(onePack(readFileSync(process.argv[2])));
const browser = await startBrowser();

/** A browser in which options always have the same order, so that the pictures are the same. */
const steady = {
	async newContext(options) {
		const context = await browser.newContext(options);
		await context.addInitScript(() => (Math.random = () => 0.6));
		return context;
	},
};

async function take(name, hash, options, prepare) {
	const page = await openPage(steady, site, hash, options);
	await prepare?.(page);
	await page.screenshot({ path: place(name) });
	await page.context().close();
}

await take("lesson", "#/electroconvulsive-therapy", { viewport: { width: 1200, height: 520 } });
await take("question", "#/electroconvulsive-therapy/questions", { viewport: { width: 400, height: 600 }, colorScheme: "dark" }, async (page) => {
	await page.getByText("Electroconvulsive therapy", { exact: true }).last().click();
	await page.keyboard.press("Enter");
	await page.locator(".satchel-revealed .satchel-correct").first().evaluate((option) => scrollTo(0, option.getBoundingClientRect().top + scrollY - 80));
});
await browser.close();
await site.stop();
