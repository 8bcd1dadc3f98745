// What can wait until the first screen is shown: the service worker, a newer release, and what a release means for
// progress.

import { addressOfPack, isStored } from "./source.js";
import { store } from "./stored.js";
import { applyRelease } from "./versions.js";

/** Whether the player is a site of its own: not a file from disk, nor a preview of what an author is writing. */
export const isSite = ({ live, pack, packs }) => /^https?:$/.test(location.protocol) && !live && Boolean(pack ?? packs);

/** How long the service worker may take to bring a newer player, in milliseconds. */
const PATIENCE = 10000;

/** The service worker keeps the player, and looks for a newer one: at most once an hour; or `now`, and then the promise
 * is resolved when it has that. */
export async function keepPlayer({ now = false } = {}) {
	if (!("serviceWorker" in navigator)) return;
	const { active } = await navigator.serviceWorker.register("worker.js");
	if (!now) active?.postMessage("refresh");
	if (!now || !active) return;
	const { port1, port2 } = new MessageChannel();
	active.postMessage("refresh now", [port2]);
	await new Promise((done) => {
		port1.onmessage = done;
		setTimeout(done, PATIENCE);
	});
	port1.close();
}

/** What progress.json of the release says: a function that returns whether progress on an item, made with an older
 * release, still counts. If a single pack has none that its keys vouch for, all of it does. */
async function readResets({ keys, pack, packs }, manifest) {
	const { progressCounts, readProgress } = await import("../satchel/update.js");
	try {
		const document = await readProgress(new URL(".", addressOfPack({ pack, packs })), manifest, { keys });
		return (item, release) => progressCounts(document, item, release);
	} catch (error) {
		if (pack && error?.code === "untrusted") return () => true;
		throw error;
	}
}

/** Updates the stored pack; a newer one is offered to the learner. Returns whether there is one. */
export async function updateStored(app) {
	const newer = await store(app.config);
	if (newer) app.notify("version", app.text("version-ready"), { words: app.text("version-show"), run: () => app.reload() });
	return newer;
}

/** Shows what this release means for progress; if there is none, the first of it remembers this release. */
async function tellNews(app) {
	if ((await app.progress.all()).size === 0) {
		const stop = app.progress.onChange(() => {
			stop();
			tellNews(app).catch(() => {});
		});
		return;
	}
	const resets = () => readResets(app.config, app.pack.manifest);
	const before = await app.progress.note("news");
	const news = await applyRelease(app.pack, app.progress, resets);
	if (!news || before?.release === news.release) return;
	const { text } = app;
	const run = () => app.go({ screen: "today" });
	app.notify("news", text("news", { version: news.version }), { words: text("news-show"), run });
}

/** Applies what releases mean to progress that was read from a file, which may be older than this release. If that fails,
 * the next start does it. */
export async function checkProgress(app) {
	await app.progress.setNote("outline", undefined);
	if (isSite(app.config)) await tellNews(app).catch(() => {});
}

/** Failures are those of the network: the next start tries again. */
export async function keepUp(app) {
	if (!isSite(app.config)) return;
	const all = [keepPlayer(), tellNews(app)];
	if (isStored(app.config) && navigator.onLine) all.push(updateStored(app));
	await Promise.allSettled(all);
}
