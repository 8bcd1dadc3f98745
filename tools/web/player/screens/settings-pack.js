// The pack in the settings: which one it is, who signed it, whether it is undamaged, and whether it is stored here.

import { button, make } from "../dom.js";
import { isStored } from "../source.js";

const row = (name, ...value) => [make("dt", {}, name), make("dd", {}, value)];

const megabytes = (bytes, language) =>
	new Intl.NumberFormat(language, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 }).format(bytes / 1e6);

function facts({ text, pack }) {
	const { title, version, date, edition, licence } = pack.manifest;
	const signed = pack.signer ? "signature-good" : "signature-none";
	return make("dl", { class: "facts" },
		row(text("pack-title"), make("span", { lang: pack.manifest.lang }, title)),
		row(text("pack-version"), date ? `${version} (${date})` : version),
		row(text("pack-edition"), text(`edition-${edition}`)),
		row(text("pack-licence"), licence),
		row(text("signature"), text(signed), pack.signer && make("span", { class: "quiet signer" }, pack.signer)));
}

/** Runs what may fail because of the network or the disk, and says so in `result`. */
async function attempt(app, result, work) {
	const { text } = app;
	try {
		await work();
	} catch (error) {
		const full = error?.name === "QuotaExceededError";
		result.textContent = full ? text("keep-full") : `${text(`problem-${problemOf(error)}`)}. ${text(`problem-${problemOf(error)}-more`)}`;
	}
}

const KNOWN = ["unreadable", "changed", "not-a-pack", "damaged", "unsupported", "untrusted", "stale", "rollback"];
const problemOf = ({ code }) => (KNOWN.includes(code) ? code : code === undefined ? "unreadable" : "other");

async function check(app, result) {
	result.textContent = app.text("checking");
	const problems = await app.pack.verify();
	result.textContent = problems.length ? app.text("check-bad", { problem: problems[0].message }) : app.text("check-good");
}

/** The part about the stored copy: keep it, update it, remove it. */
function keeping(app, result) {
	const { text, config } = app;
	const words = make("p", {});
	const buttons = make("div", { class: "actions" });
	const report = (fetched, total) => {
		const [got, all] = [fetched, total].map((bytes) => bytes && megabytes(bytes, app.language));
		result.textContent = all ? text("keep-progress", { got, all }) : text("keep-begin");
	};

	async function keep() {
		report();
		const { store } = await import("../stored.js");
		await store(config, report);
		await navigator.storage?.persist?.().catch(() => {});
		result.textContent = text("keep-done");
		draw();
	}
	async function look() {
		result.textContent = text("looking");
		const { keepPlayer, updateStored } = await import("../upkeep.js");
		keepPlayer({ now: true }).catch(() => {});
		result.textContent = (await updateStored(app)) ? text("version-ready") : text("version-latest");
	}
	async function remove() {
		await (await import("../stored.js")).removeStored(config);
		result.textContent = text("keep-removed");
		draw();
	}
	function draw() {
		const stored = isStored(config);
		const focused = buttons.contains(document.activeElement);
		const made = (key, work) => button(text(key), () => attempt(app, result, work));
		words.textContent = text(stored ? "keep-stored" : "keep-not");
		buttons.replaceChildren(...(stored ? [made("look", look), made("keep-remove", remove)] : [made("keep", keep)]));
		if (focused) buttons.firstChild.focus();
	}
	draw();
	return [words, buttons];
}

export async function packSettings(app) {
	const { text } = app;
	const { isSite } = await import("../upkeep.js");
	const result = make("p", { role: "status", class: "said" });
	return make("section", {}, make("h2", {}, text("settings-pack")), facts(app),
		make("div", { class: "actions" }, button(text("check-pack"), () => attempt(app, result, () => check(app, result)))),
		isSite(app.config) && keeping(app, result), result);
}
