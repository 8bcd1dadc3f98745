// What a browser loads before the first lesson is on screen.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { gzipSync } from "node:zlib";

const read = (path) => readFileSync(new URL(`../../tools/web/${path}`, import.meta.url), "utf8");
const page = read("index.html");
const addresses = (pattern) => [...page.matchAll(pattern)].map(([, path]) => path);

/** The modules that one loads with its static imports. */
function closure(path, found = new Set()) {
	if (found.has(path)) return found;
	found.add(path);
	for (const [, name] of read(path).matchAll(/^(?:import|export)[^;]*?"(\.[^"]+)";/gm)) {
		closure(new URL(name, `http://x/${path}`).pathname.slice(1), found);
	}
	return found;
}

test("the page preloads the modules of a lesson, and no others", () => {
	const needed = [...new Set([...closure("player/main.js"), ...closure("player/screens/lesson.js")])].filter((path) => path !== "player/main.js");
	assert.deepEqual(addresses(/rel="modulepreload" href="([^"]+)"/g).sort(), needed.sort());
});

test("the player has at most 60 KiB, compressed, before the lesson", () => {
	const loaded = ["index.html", "player/main.js", ...addresses(/rel="(?:modulepreload|stylesheet)" href="([^"]+)"/g)];
	const bytes = loaded.reduce((sum, path) => sum + gzipSync(read(path), { level: 9 }).length, 0);
	assert.ok(bytes <= 60 * 1024, `${bytes} bytes`);
});

test("modules have the form that a script can join", () => {
	for (const path of closure("player/main.js")) {
		const text = read(path);
		assert.doesNotMatch(text, /^export (default|\*)|import\.meta|^await /m, path);
	}
});
