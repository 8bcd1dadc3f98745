// What a browser loads before the first lesson is on screen.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { browser, deployed, made, onePack, openPage, site, sources, startSite, useSite } from "./site.js";

const files = () => onePack(made("psychiatry"));
useSite(files);

const source = (path) => readFileSync(join(sources, path), "utf8");
const addresses = (pattern) => [...source("index.html").matchAll(pattern)].map(([, path]) => path);

/** The modules that one loads with its static imports. */
function closure(path, found = new Set()) {
	if (found.has(path)) return found;
	found.add(path);
	for (const [, name] of source(path).matchAll(/^(?:import|export)[^;]*?"(\.[^"]+)";/gm)) {
		closure(new URL(name, `http://x/${path}`).pathname.slice(1), found);
	}
	return found;
}

test("the page preloads the modules of its first screens, and no others", () => {
	const first = ["player/main.js", "player/screens/lesson.js", "player/screens/outline.js"].flatMap((path) => [...closure(path)]);
	const needed = [...new Set(first)].filter((path) => path !== "player/main.js");
	assert.deepEqual(addresses(/rel="modulepreload" href="([^"]+)"/g).sort(), needed.sort());
});

/** Opens a lesson and returns what was requested before it was in the page. */
async function requested(from) {
	const context = await browser.newContext();
	await context.addInitScript(() => {
		const look = () => (window.shown ??= document.querySelector("article.lesson") && performance.now());
		new MutationObserver(look).observe(document, { childList: true, subtree: true });
	});
	const page = await openPage({ newContext: async () => context }, from, "#/electroconvulsive-therapy");
	const paths = await page.evaluate(() => {
		const early = performance.getEntriesByType("resource").filter(({ startTime }) => startTime < window.shown);
		return ["/index.html", ...early.map(({ name }) => new URL(name).pathname)].map((path) => path.slice(1));
	});
	await page.locator(".further a").first().waitFor();
	assert.deepEqual(page.problems, []);
	await page.context().close();
	return paths;
}

test("before the lesson, the player is one script, and has less than 60,000 bytes compressed", async () => {
	const paths = (await requested(site)).filter((path) => !/\.(?:satchel|json|webmanifest|svg)$/.test(path));
	assert.deepEqual(paths.sort(), ["index.html", "player/learning.css", "player/main.js", "player/player.css"]);
	const bytes = paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(deployed, path)), { level: 9 }).length, 0);
	assert.ok(bytes < 60_000, `${bytes} bytes`);
});

test("the sources are a site too", async () => {
	const own = await startSite(files(), sources);
	const paths = await requested(own);
	assert.ok(paths.includes("satchel/zip.js"));
	await own.stop();
});
