// A pack with scripts in all its texts, pictures and links: nothing of it runs, and nothing is loaded from elsewhere.

import assert from "node:assert/strict";
import test from "node:test";
import { browser, made, onePack, openPage, site, useSite, violations } from "./site.js";

useSite(() => onePack(made("hostile")));

/** Opens an address; `check` fails if anything ran, or asked for what it should not. */
async function open(hash) {
	const asked = [];
	const context = await browser.newContext();
	await context.addInitScript(() => {
		window.ran = () => (window.hasRun = true);
	});
	context.on("request", (request) => asked.push(request.url()));
	const page = await openPage({ newContext: async () => context }, site, hash);
	const check = async () => {
		assert.equal(await page.evaluate(() => window.hasRun), undefined);
		assert.equal(await page.locator("main :is(script, iframe, object, embed, style, [onerror], [onload], [style*=x])").count(), 0);
		const wrong = asked.filter((url) => !url.startsWith(site.url) && !url.startsWith("blob:") && !url.startsWith("data:"));
		assert.deepEqual(wrong, []);
		assert.deepEqual(asked.filter((url) => url.includes("stolen") || url.endsWith("/x")), []);
		assert.deepEqual(page.problems, []);
	};
	return { page, check };
}

test("nothing runs on the list of lessons, in search and in the queue of today", async () => {
	for (const hash of ["#/", "#/search?q=img", "#/today", "#/settings"]) {
		const { page, check } = await open(hash);
		if (hash.includes("search")) await page.locator(".search li").waitFor();
		if (hash !== "#/settings") assert.match(await page.locator("main").innerText(), /<img src=x onerror=ran\(\)>/);
		if (hash === "#/") assert.match(await page.locator(".rest").innerText(), /<script>ran\(\)<\/script>/);
		await check();
	}
});

test("nothing runs in a lesson, whatever is opened in it", async () => {
	const { page, check } = await open("#/lithium");
	assert.match(await page.locator("h1").textContent(), /<script>ran\(\)<\/script>/);
	for (const part of await page.locator("article .explained:visible").all()) {
		await part.press("Enter"); // what is drawn later may move it between the two halves of a click
		await page.locator(".explanation").waitFor();
		await page.keyboard.press("Escape");
	}
	await page.locator(".zoom").first().click();
	assert.ok(await page.locator("dialog img").evaluate((picture) => picture.decode().then(() => true)));
	await page.keyboard.press("Escape");
	for (const summary of await page.locator("main summary:visible").all()) await summary.click();
	assert.deepEqual(await violations(page), []);
	await check();
	const addresses = await page.locator("main a[href]").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
	assert.ok(addresses.length > 10);
	assert.deepEqual(addresses.filter((href) => !/^(https:\/\/|#\/)/.test(href)), []);
});

test("nothing runs in questions and cards", async () => {
	const { page, check } = await open("#/lithium/questions");
	const questions = page.locator("section.questions");
	for (let i = 0; i < (await page.locator(".step").count()); i++) {
		await page.locator(".step").nth(i).click();
		for (const field of await questions.locator("form :is(select, input, textarea)").all()) {
			const kind = await field.evaluate((one) => one.type);
			if (kind === "radio") await field.check();
			else if (kind === "select-one") await field.selectOption({ index: 1 });
			else if (kind !== "hidden") await field.fill("7"); // steps have buttons that move them
		}
		for (const mover of await questions.locator(".movers button:enabled").all()) await mover.press("ArrowUp");
		await questions.locator("[type=submit]").click();
		assert.ok(await questions.locator(".satchel-revealed").count());
	}
	const cards = page.locator("section.cards");
	await cards.scrollIntoViewIfNeeded();
	const next = cards.getByRole("button", { name: "Next" });
	for (let last = false; !last; ) {
		await cards.locator(".card-turn").click();
		last = await next.isDisabled();
		if (!last) await next.click();
	}
	await check();
});

test("a pack with a link that runs a script is refused", async () => {
	site.files = onePack(made("script-link"));
	const { page, check } = await open("#/links");
	assert.match(await page.locator("h1").textContent(), /damaged/);
	await check();
});

test("the policy of the page allows no scripts and styles but its own", async () => {
	site.files = onePack(made("hostile"));
	const { page } = await open("#/");
	const refused = await page.evaluate(async () => {
		const found = [];
		addEventListener("securitypolicyviolation", ({ effectiveDirective }) => found.push(effectiveDirective));
		const add = (tag, properties) => document.body.append(Object.assign(document.createElement(tag), properties));
		add("script", { textContent: "ran()" });
		add("script", { src: "https://example.org/x.js" });
		add("style", { textContent: "body { color: red }" });
		add("iframe", { src: "/" });
		document.body.setAttribute("style", "color: red");
		add("img", { src: "https://example.org/x.png" });
		document.body.setAttribute("onclick", "ran()");
		document.body.click();
		// The browser reports what it refuses of frames from another process.
		for (let tries = 0; tries < 200 && new Set(found).size < 6; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
		return { found: [...new Set(found)].sort(), ran: window.hasRun };
	});
	assert.deepEqual(refused.found, ["frame-src", "img-src", "script-src-attr", "script-src-elem", "style-src-attr", "style-src-elem"]);
	assert.equal(refused.ran, undefined);
});
