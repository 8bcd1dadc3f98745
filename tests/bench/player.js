// Measures the player in Chromium, from a server on the loopback interface, by the browser's own timings, and prints
// whether each figure meets its target. It is not a test: it fails only if something could not be measured.
//
// 	node tests/bench/player.js PACK LESSON LARGE-PACK
//
// ROUNDS is how often each is measured: 7. The medians are printed.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { deployed, newPage, onePack, startBrowser, startSite } from "../player/site.js";

const rounds = Number(process.env.ROUNDS ?? 7);
const [packPath, lesson, largePath] = process.argv.slice(2);
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

function report(what, value, unit, most) {
	console.log(`${value <= most ? "met   " : "missed"} ${what}: ${Math.round(value * 10) / 10} ${unit} (at most ${most})`);
}

/** Observes from the start of a page what cannot be asked for later. What is shown counts once its frame has been made. */
function observe() {
	window.measured = { tasks: [], shift: 0, shown: undefined };
	const watch = (type, seen) => new PerformanceObserver((list) => list.getEntries().forEach(seen)).observe({ type, buffered: true });
	watch("longtask", ({ duration, startTime }) => window.measured.tasks.push([Math.round(startTime), Math.round(duration)]));
	watch("layout-shift", ({ value, hadRecentInput }) => !hadRecentInput && (window.measured.shift += value));
	// The first paint may be that of the bar alone.
	const found = new MutationObserver(() => {
		if (!document.querySelector("main h1")) return;
		found.disconnect();
		requestAnimationFrame(() => setTimeout(() => {
			Object.assign(window.measured, { shown: performance.now(), html: document.body.outerHTML });
			console.debug("shown");
		}));
	});
	found.observe(document, { childList: true, subtree: true });
}

/** The paths of the site that were requested before the first screen was shown. */
function requested() {
	const { shown } = window.measured;
	const early = performance.getEntriesByType("resource").filter(({ startTime }) => startTime < shown);
	return ["/", ...early.map(({ name }) => new URL(name).pathname)].map((path) => path.slice(1) || "index.html");
}

/** Opens an address in a new profile, does something, and returns what was measured. */
async function measure(browser, site, hash, act = async () => {}) {
	const page = await newPage(browser, { serviceWorkers: "allow" });
	await page.addInitScript(observe);
	// The browser loads parts of a new window in processes of their own, which learners do not wait for.
	await page.waitForTimeout(1000);
	// Nothing is evaluated in the page before that: it would take the time of the page.
	const shown = page.waitForEvent("console", { predicate: (message) => message.text() === "shown", timeout: 60000 });
	await Promise.all([shown, page.goto(site.url + hash)]);
	const first = await page.evaluate(requested);
	await page.waitForTimeout(300);
	const result = await act(page);
	await page.waitForTimeout(300);
	const measured = await page.evaluate(() => window.measured);
	await page.context().close();
	return { ...measured, first, result, problems: page.problems };
}

/** A page that has all of a lesson in its HTML: what the browser itself needs. */
const still = (html) => `<!doctype html><meta charset="utf-8"><link rel="icon" href="icon.svg">
<link rel="stylesheet" href="player/player.css"><link rel="stylesheet" href="player/learning.css">${html}`;

const longest = (rows) => median(rows.map(({ tasks }) => Math.max(0, ...tasks.map(([, duration]) => duration))));

async function repeat(...one) {
	const rows = [];
	await measure(...one); // warms the caches of the system
	for (let i = 0; i < rounds; i++) rows.push(await measure(...one));
	const problems = rows.flatMap(({ problems }) => problems);
	if (problems.length) console.log(`missed no console error: ${problems[0]}`);
	return rows;
}

/** The compressed bytes of what was requested before the lesson was on screen. */
function weight(paths, site) {
	const own = paths.filter((path) => !path.endsWith(".satchel") && !path.endsWith("player.json"));
	return own.reduce((sum, path) => sum + gzipSync(site.files[path] ?? readFileSync(join(deployed, path)), { level: 9 }).length, 0);
}

const site = await startSite(onePack(readFileSync(packPath)));
const large = await startSite(onePack(readFileSync(largePath)));
const browser = await startBrowser();
try {
	const rows = await repeat(browser, site, `#/${lesson}`);
	report("first lesson on screen", median(rows.map(({ shown }) => shown)), "ms", 100);
	const without = await startSite({ "index.html": still(rows[0].html) });
	console.log(`       the same as HTML, without the player: ${Math.round(median((await repeat(browser, without, "")).map(({ shown }) => shown)))} ms`);
	await without.stop();
	report("player, compressed", weight(rows[0].first, site), "bytes", 60000);
	report("layout shift", Math.max(...rows.map(({ shift }) => shift)), "", 0);
	report("longest task with a lesson", longest(rows), "ms", 50);
	const listed = await repeat(browser, large, "#/", async (page) => {
		await page.locator("details.unit > summary").first().click();
		await page.locator(".lesson-row").first().waitFor();
		await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
	});
	report("longest task of a large pack, listed", longest(listed), "ms", 50);
	const read = await repeat(browser, large, "#/", async (page) => {
		await page.locator("details.unit > summary").first().click();
		await page.locator(".lesson-row a").first().click();
		await page.locator("article.lesson").waitFor();
		await page.waitForTimeout(1500);
	});
	report("longest task of a large pack, read", longest(read), "ms", 50);
	const searched = await repeat(browser, large, "#/search", async (page) => {
		const begin = Date.now();
		await page.locator("#search-field").pressSequentially("serum", { timeout: 60000 });
		await page.locator(".search .lesson-row").first().waitFor({ timeout: 60000 });
		const took = Date.now() - begin;
		await page.waitForTimeout(2000);
		return took;
	});
	report("longest task of a large pack, searched", longest(searched), "ms", 50);
	console.log(`       first results: ${median(searched.map(({ result }) => result))} ms`);
} finally {
	await browser.close();
	await site.stop();
	await large.stop();
}
