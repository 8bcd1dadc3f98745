// The player without a network, stored packs, new releases, and signatures.

import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { build, files, keys, sha256, signed } from "../web/releases.js";
import { key } from "../web/packs.js";
import { onePack, openPage, startBrowser, startSite, storedProgress, vector, violations } from "./site.js";

const DAY = 24 * 3600e3;
const day = (days) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

/** The files of a signed release, with progress.json if there is `since`. */
function release(packs, { number = 1, since, signer } = {}) {
	const dates = { date: day(0), expires: day(90) };
	const made = files(packs, { change: (record) => ({ ...record, ...dates }), signer });
	if (since) {
		const progress = Buffer.from(JSON.stringify({ format: 1, id: "demo", release: number, since }));
		const sums = Buffer.from(`${sha256(progress)}  progress.json\n`);
		made["progress.json"] = progress;
		made.SHA256SUMS = sums;
		made["SHA256SUMS.minisig"] = Buffer.from(signed(sums, `sums demo 1.${number}.0 release ${number}`, signer));
	} else {
		const sums = Buffer.from("");
		made.SHA256SUMS = sums;
		made["SHA256SUMS.minisig"] = Buffer.from(signed(sums, `sums demo 1.${number}.0 release ${number}`, signer));
	}
	return { ...made, "player.json": JSON.stringify({ packs: "./", keys }) };
}

const pack = (name, number, count, options) => build(name, { count, parts: 1, release: number, editions: ["full"], ...options });
const one = pack("one", 1, 3);
const two = pack("two", 2, 4, { base: "one" });
const fewer = pack("fewer", 3, 2, { base: "two" });

let browser;

before(async () => {
	browser = await startBrowser();
});

after(() => browser?.close());

async function open(t, made, hash) {
	const site = await startSite(made);
	t.after(site.stop);
	const page = await openPage(browser, site, hash);
	return { site, page };
}

/** Waits until the service worker keeps so many versions of the player, and returns the paths of the files of one. */
const kept = (page, count = 1) =>
	page.evaluate(async (wanted) => {
		await navigator.serviceWorker.ready;
		for (;;) {
			const complete = [];
			for (const name of await caches.keys()) {
				const cache = await caches.open(name);
				if (await cache.match("complete")) complete.push(cache);
			}
			if (complete.length === wanted) return (await complete[0].keys()).map(({ url }) => new URL(url).pathname);
			await new Promise((done) => setTimeout(done, 20));
		}
	}, count);

async function storePack(page, site) {
	await page.goto(`${site.url}#/settings`);
	await page.getByRole("button", { name: "Store on this device" }).click();
	await page.getByText("Stored.", { exact: true }).waitFor();
}

/** The cards that have progress. The lessons that were read also have some. */
const cards = async (page) => Object.keys(await storedProgress(page, "demo")).filter((id) => id.startsWith("c-"));

/** Rates the first card of a lesson. */
async function learn(page, site, lesson = "lesson-0001") {
	await page.goto(`${site.url}#/${lesson}/cards`);
	await page.locator("section.cards .card-face").click();
	await page.getByRole("button", { name: "Good" }).click();
	await page.waitForFunction(() => /^2 /.test(document.querySelector(".cards .position").textContent));
}

test("a stored release is read and learned without a server", async (t) => {
	const { site, page } = await open(t, release(one));
	const urls = await kept(page);
	for (const url of ["/", "/player/schedule.js", "/player/search-worker.js", "/player/screens/search.js", "/player/vendor/ts-fsrs.js", "/satchel/update.js", "/player/strings/de.js", "/manifest.webmanifest", "/icon.svg"]) {
		assert.ok(urls.includes(url), `${url} is not kept`);
	}
	await storePack(page, site);
	assert.deepEqual(await violations(page), []);
	await site.stop();
	await page.context().setOffline(true);
	await page.reload();
	await page.locator("main h1").waitFor();
	await learn(page, site);
	await page.goto(`${site.url}#/lesson-0003`);
	await page.getByRole("heading", { name: "The disease 3", exact: true }).waitFor();
	await page.goto(`${site.url}#/settings`);
	await page.getByText("The lessons are stored on this device").waitFor();
	assert.equal((await cards(page)).length, 1);
});

test("a stored release is updated by its changes, and the page shows its news", async (t) => {
	const { site, page } = await open(t, release(one));
	await kept(page);
	await storePack(page, site);
	await learn(page, site);
	await learn(page, site, "lesson-0002");
	assert.equal((await cards(page)).length, 2);

	site.files = release(two, { number: 2, since: { "c-lesson-0001-0": 2 } });
	site.ranges.length = 0;
	await page.reload();
	await page.getByText("A newer version of the lessons is ready.").waitFor();
	assert.deepEqual(await violations(page), []);
	assert.ok(site.ranges.length && site.ranges.every((range) => range !== "all"), site.ranges.join(" "));
	await page.getByRole("button", { name: "Show it" }).click();
	await page.getByRole("button", { name: "What is new" }).click();
	const news = page.locator("section.notice");
	assert.match(await news.innerText(), /version 1\.2\.0\s.*The disease 4 new lesson\s+1 item starts afresh.*\sThe disease 1\s/s);
	assert.deepEqual(await violations(page), []);
	assert.deepEqual(await cards(page), ["c-lesson-0002-0"]);
	await news.getByRole("button", { name: "OK" }).click();
	await news.waitFor({ state: "detached" });
	await page.reload();
	await page.locator(".today-counts").waitFor();
	assert.equal(await news.count(), 0);
});

for (const [name, made] of Object.entries({ "a release": [release(two, { number: 2, since: {} }), release(one)], "a single pack": [onePack(two.full), onePack(one.full)] })) {
	test(`${name} that is older than what the server had before is noticed, and read only if the learner wants it`, async (t) => {
		const { site, page } = await open(t, made[0]);
		site.files = made[1];
		await page.reload();
		await page.getByRole("heading", { name: "The server has an older version" }).waitFor();
		assert.deepEqual(await violations(page), []);
		await page.getByRole("button", { name: "Try again" }).click();
		await page.getByRole("heading", { name: "The server has an older version" }).waitFor();
		await page.getByRole("button", { name: "Read the older lessons" }).click();
		await page.locator(".lesson-row").first().waitFor();
		assert.equal(await page.locator(".lesson-row").count(), 3);
		await page.reload();
		await page.locator(".lesson-row").first().waitFor();
		site.files = made[0];
		await page.reload();
		await page.locator(".lesson-row").nth(3).waitFor();
	});
}

test("lessons that need a newer player bring it, if the site has one", async (t) => {
	const { site, page } = await open(t, release(one));
	await kept(page);
	site.files = { ...onePack(vector("format-2")), "player/due.js": "// a newer player\n" };
	await page.reload();
	await page.getByRole("heading", { name: "These lessons need a newer player" }).waitFor();
	await page.evaluate(() => (window.before = true));
	await page.getByRole("button", { name: "Try again" }).click();
	await page.waitForFunction(() => window.before === undefined);
	assert.match(await page.evaluate(async () => (await fetch("player/due.js")).text()), /a newer player/);
});

test("items that a release withdrew are listed, and progress on them is kept", async (t) => {
	const { site, page } = await open(t, release(one));
	await learn(page, site, "lesson-0003");
	site.files = release(fewer, { number: 3, since: {} });
	await page.goto(`${site.url}#/`);
	await page.reload();
	await page.getByRole("button", { name: "What is new" }).click();
	assert.match(await page.locator("section.notice").innerText(), /2 items were withdrawn/);
	assert.deepEqual(await cards(page), ["c-lesson-0003-0"]);
	assert.deepEqual(page.problems, []);
});

test("progress from a file of an older release counts only where it still does", async (t) => {
	const { page } = await open(t, release(two, { number: 2, since: { "c-lesson-0001-0": 2 } }), "#/settings");
	const records = Object.fromEntries(["c-lesson-0001-0", "c-lesson-0001-1"].map((id) => [id, { release: 1, at: 1 }]));
	const file = { kind: "satchel progress", format: 1, pack: "demo", title: "Demo", records };
	await page.locator("input[type=file]").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
	await page.getByText("Read 2 of 2").waitFor();
	assert.deepEqual(await cards(page), ["c-lesson-0001-1"]);
	await page.getByRole("button", { name: "What is new" }).waitFor();
});

test("a single pack that is stored is read when the server is gone, and replaced when it has changed", async (t) => {
	const { site, page } = await open(t, onePack(one.full));
	await kept(page);
	await storePack(page, site);
	site.files["the.satchel"] = two.full;
	await page.goto(`${site.url}#/`);
	await page.reload();
	await page.getByText("A newer version of the lessons is ready.").waitFor();
	await page.context().setOffline(true);
	await page.reload();
	await page.locator("main h1").waitFor();
	assert.equal(await page.locator(".lesson-row").count(), 4);
});

test("a signature is checked and shown, and another key is refused", async (t) => {
	const { page, site } = await open(t, onePack(one.full, { keys }), "#/settings");
	await page.getByText("Signed with the key of the publisher").waitFor();
	await page.getByText("pack demo 1.1.0 release 1 edition full").waitFor();
	await page.getByRole("button", { name: "Check all lessons for damage" }).click();
	await page.getByText("All lessons are undamaged.").waitFor();
	site.files["player.json"] = JSON.stringify({ pack: "the.satchel", keys: [key("theirs")] });
	await page.reload();
	await page.getByRole("heading", { name: "These lessons are not from the expected publisher" }).waitFor();
});

test("an update that another key signed is refused, and the stored release stays", async (t) => {
	const { site, page } = await open(t, release(one));
	await kept(page);
	await storePack(page, site);
	site.files = release(pack("foreign", 2, 4, { signer: "theirs" }), { number: 2, signer: "theirs" });
	await page.getByRole("button", { name: "Look for a newer version" }).click();
	await page.getByText("These lessons are not from the expected publisher").waitFor();
	await page.goto(`${site.url}#/`);
	await page.reload();
	await page.locator("main h1").waitFor();
	assert.equal(await page.locator(".lesson-row").count(), 3);
});

test("a pack that is damaged on this device is fetched again", async (t) => {
	const { site, page } = await open(t, release(one));
	await kept(page);
	await storePack(page, site);
	await page.evaluate(
		() =>
			new Promise((resolve, reject) => {
				const opening = indexedDB.open("satchel-packs");
				opening.onerror = reject;
				opening.onsuccess = () => {
					const change = opening.result.transaction("packs", "readwrite");
					change.objectStore("packs").put({ blob: new Blob(["damaged"]), at: 1 }, location.origin + "/");
					change.oncomplete = resolve;
				};
			}),
	);
	await page.goto(`${site.url}#/`);
	await page.reload();
	await page.locator(".lesson-row").first().waitFor();
	await page.goto(`${site.url}#/settings`);
	await page.getByText("The lessons are read from the server.").waitFor();
});

test("the service worker replaces the player as a whole", async (t) => {
	const { site, page } = await open(t, onePack(one.full));
	await kept(page);
	await page.reload();
	await page.locator("main h1").waitFor();
	site.files["player/player.css"] = "body { --newer: 1 }";
	const newer = () => page.evaluate(() => getComputedStyle(document.body).getPropertyValue("--newer"));
	await page.reload();
	await page.locator("main h1").waitFor();
	assert.equal(await newer(), "", "not looked for within an hour");
	await page.evaluate(() => navigator.serviceWorker.controller.postMessage("refresh now"));
	await kept(page, 2);
	assert.equal(await page.evaluate(async () => (await (await fetch("player/player.css")).text()).includes("newer")), false);
	await page.reload();
	await page.locator("main h1").waitFor();
	assert.equal(await newer(), "1");
});

test("the player can be installed", async (t) => {
	const { page } = await open(t, release(one));
	await kept(page);
	const session = await page.context().newCDPSession(page);
	const { errors } = await session.send("Page.getAppManifest");
	assert.deepEqual(errors, []);
	const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
	const others = installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito"); // as all pages of these tests are
	assert.deepEqual(others, []);
});

test("a device without room for the pack says so, and goes on reading from the server", async (t) => {
	const { site, page } = await open(t, release(one), "#/settings");
	const session = await page.context().newCDPSession(page);
	await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(site.url).origin, quotaSize: 1 });
	await page.getByRole("button", { name: "Store on this device" }).click();
	await page.getByText("There is not enough room on this device.").waitFor();
	await page.reload();
	await page.getByText("The lessons are read from the server.").waitFor();
	assert.deepEqual(page.problems, []);
});
