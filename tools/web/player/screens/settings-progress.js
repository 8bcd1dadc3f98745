// Progress in the settings: whether it is stored, as a file, from a file, and how to forget it.

import { button, make } from "../dom.js";
import { forgetIntroduced } from "../newcards.js";
import { itemOf } from "../progress.js";
import { exportText, importFile, newerOf } from "../records.js";

function download(name, words) {
	const url = URL.createObjectURL(new Blob([words], { type: "application/json" }));
	make("a", { href: url, download: name }).click();
	setTimeout(() => URL.revokeObjectURL(url), 60000);
}

async function save(app) {
	const { manifest } = app.pack;
	const day = new Date().toISOString().slice(0, 10);
	download(`${manifest.id}-${day}.json`, exportText(await app.progress.all(), manifest, Date.now()));
}

/** How many items records are about. */
const itemsIn = (records) => new Set([...records.keys()].map(itemOf)).size;

/** Adds what is newer in the file, and returns what to say about it. */
async function load(app, file) {
	const { text, pack, progress } = app;
	const found = await importFile(file, pack.manifest);
	if (found.problem) return text(`import-${found.problem}`, found);
	const newer = newerOf(await progress.all(), found.records);
	await progress.putAll(newer);
	await (await import("../upkeep.js")).checkProgress(app);
	return text("import-done", { count: itemsIn(newer), of: itemsIn(found.records), skipped: found.skipped });
}

/** Asks before everything is forgotten. */
function confirmation(app, forget) {
	const { text } = app;
	const dialog = make("dialog", { "aria-labelledby": "forget-name" },
		make("h2", { id: "forget-name" }, text("forget-sure")), make("p", {}, text("forget-more")),
		make("div", { class: "actions" },
			button(text("forget"), async () => {
				await forget();
				dialog.close();
			}, { class: "danger" }),
			button(text("cancel"), () => dialog.close())));
	return dialog;
}

export async function progressSettings(app) {
	const { text, progress } = app;
	await progress.load();
	const { kind, why } = progress.storage;
	const status = make("p", {}, text(kind === "kept" ? "progress-kept" : `storage-${why}`));
	const count = make("p", { class: "quiet" });
	const result = make("p", { role: "status", class: "said" });
	const showCount = async () => (count.textContent = text("progress-count", { count: itemsIn(await progress.all()) }));
	await showCount();

	const input = make("input", { type: "file", accept: ".json,application/json", class: "hidden", tabindex: -1, "aria-hidden": "true", onchange: async () => {
		if (!input.files[0]) return;
		result.textContent = await load(app, input.files[0]);
		input.value = ""; // so that the same file can be chosen again
		await showCount();
	} });
	const dialog = confirmation(app, async () => {
		await progress.remove((await progress.all()).keys());
		await forgetIntroduced(progress);
		result.textContent = text("forgotten");
		await showCount();
	});
	return make("section", {}, make("h2", {}, text("settings-progress")), status, count,
		make("div", { class: "actions" },
			button(text("export"), () => save(app)),
			button(text("import"), () => input.click()),
			button(text("forget"), () => dialog.showModal(), { class: "danger" })),
		input, result, dialog);
}
