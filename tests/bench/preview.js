// Measures how long it takes from saving a lesson to the page of satchel-preview showing it, in a tree of generated lessons,
// and prints whether that meets its target. It is not a test: it fails only if it could not be measured.
//
// 	node tests/bench/preview.js FOLDER
//
// ROUNDS is how often it is measured: 7. The median is printed. FOLDER is changed, and then restored.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openPage, startBrowser } from "../player/site.js";
import { serve } from "../preview/program.js";

const rounds = Number(process.env.ROUNDS ?? 7);
const [folder] = process.argv.slice(2);
const lessons = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".xml") && !name.endsWith("satchel.xml")).sort();
const file = join(folder, lessons[lessons.length >> 1]);
const text = readFileSync(file, "utf8");
const [, id] = /<lesson [^>]*\bid="([^"]*)"/.exec(text);
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

const preview = await serve(folder);
const browser = await startBrowser();
try {
	const page = await openPage(browser, preview, `#/${id}`);
	await page.waitForTimeout(1000);
	const times = [];
	for (let round = 0; round < rounds; round++) {
		const words = `Saved ${round}`;
		const shown = page.evaluate((words) => new Promise((done) => {
			const look = () => document.querySelector("main").textContent.includes(words) && requestAnimationFrame(() => done(Date.now()));
			new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
		}), words);
		await page.waitForTimeout(50);
		const saved = Date.now();
		writeFileSync(file, text.replace("<summary>", `<summary>${words}. `));
		times.push((await shown) - saved);
		// The pass over the whole tree.
		await page.waitForTimeout(1500);
	}
	const value = median(times);
	console.log(`${value <= 200 ? "met   " : "missed"} from saving a lesson of ${lessons.length} to the page: ${value} ms (at most 200)`);
} finally {
	writeFileSync(file, text);
	await browser.close();
	preview.child.kill("SIGTERM");
}
