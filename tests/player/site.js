// Serves the player from the loopback interface, and opens it in Chromium with a new profile.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize, resolve } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";

const require = createRequire(new URL("../web/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
/** The player as it is deployed, and its sources, which are a site too. */
export const deployed = resolve(process.env.BUILD ?? "build", "site");
export const sources = fileURLToPath(new URL("../../tools/web", import.meta.url));
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json", ".webmanifest": "application/manifest+json" };

export const made = (name) => readFileSync(join(process.env.WORK, `${name}.satchel`));
export const vector = (name) => readFileSync(join(resolve(process.env.BUILD ?? "build"), "test/vectors", `${name}.satchel`));

function sendRange(request, bytes, send) {
	const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
	if (start === undefined) return send(200, "application/octet-stream", bytes);
	const body = bytes.subarray(Number(start), Number(end) + 1);
	return send(206, "application/octet-stream", body, { "Content-Range": `bytes ${start}-${Number(start) + body.length - 1}/${bytes.length}` });
}

/** A site with the player, whose `files` (by path, from the root) replace or add to those of `root`; a function gets
 * { request, response, send }. `ranges` has the ranges of packs that were requested. */
export async function startSite(files = {}, root = deployed) {
	const site = { files, ranges: [] };
	const answer = (request, response) => {
		const send = (status, type, body = "", headers = {}) => response.writeHead(status, { "Content-Type": type, ...headers }).end(body);
		const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)).slice(1) || "index.html";
		const own = site.files[path];
		if (typeof own === "function") return own({ request, response, send });
		if (path.endsWith(".satchel") && own) {
			site.ranges.push(request.headers.range ?? "all");
			return sendRange(request, own, send);
		}
		try {
			return send(200, TYPES[extname(path)] ?? "text/plain", own ?? readFileSync(join(root, path)));
		} catch {
			return send(404, "text/plain");
		}
	};
	const server = createServer(answer);
	await new Promise((done) => server.listen(0, "127.0.0.1", done));
	server.unref(); // a test that failed does not stop it
	site.url = `http://localhost:${server.address().port}/`;
	site.stop = () => {
		server.closeAllConnections();
		return new Promise((done) => server.close(done));
	};
	return site;
}

/** The site and the browser of a file of tests. */
export let site, browser;

/** Starts them before its tests, and ends them after. `files` returns those of the site. */
export function useSite(files) {
	before(async () => {
		site = await startSite(files());
		browser = await startBrowser();
	});
	after(async () => {
		await browser?.close();
		await site?.stop();
	});
}

/** The files of a site with one pack. */
export const onePack = (bytes, config = {}) => ({
	"player.json": JSON.stringify({ pack: "the.satchel", ...config }),
	"the.satchel": bytes,
});

export async function startBrowser() {
	const executablePath = execFileSync("sh", ["-c", "command -v chromium || command -v chromium-browser"], { encoding: "utf8" }).trim();
	const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
	return chromium.launch({ executablePath, args: [...args, "--disable-component-update", "--disable-sync"], headless: true });
}

/** An empty page; `problems` has what it will complain of: errors, and what the policy refused. */
export async function newPage(browser, options = {}) {
	const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", viewport: { width: 1280, height: 900 }, ...options });
	context.setDefaultTimeout(5000);
	const page = await context.newPage();
	page.problems = [];
	page.on("console", (message) => ["error", "warning"].includes(message.type()) && page.problems.push(message.text()));
	page.on("pageerror", (error) => page.problems.push(String(error)));
	return page;
}

/** Opens a page and shows an address. */
export async function openPage(browser, site, hash = "#/", options = {}) {
	const page = await newPage(browser, options);
	await page.goto(site.url + hash);
	await page.locator("main h1").waitFor();
	return page;
}

/** What axe-core finds on the page, when nothing is on its way, which makes it pale. It runs outside the page's policy. */
export async function violations(page) {
	await page.waitForFunction(() => !document.querySelector(".waiting"));
	const session = await page.context().newCDPSession(page);
	await session.send("Page.setBypassCSP", { enabled: true });
	await page.evaluate(axe);
	const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
	const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values } }), tags);
	await session.detach();
	return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
}

/** The progress that the browser has stored, by id. */
export const storedProgress = (page, pack = "psychiatry") =>
	page.evaluate(
		(name) =>
			new Promise((resolve, reject) => {
				const opening = indexedDB.open(name);
				opening.onerror = reject;
				opening.onsuccess = () => {
					const all = opening.result.transaction("records").objectStore("records");
					const [keys, values] = [all.getAllKeys(), all.getAll()];
					values.onsuccess = () => {
						opening.result.close();
						resolve(Object.fromEntries(keys.result.map((key, i) => [key, values.result[i]])));
					};
				};
			}),
		`satchel-progress-${pack}`,
	);
