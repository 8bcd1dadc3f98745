// Progress as a file, and what a new release means for it.

import assert from "node:assert/strict";
import test from "node:test";
import { exportText, importFile, isRecord, newerOf } from "../../tools/web/player/records.js";
import { outcomes } from "../../tools/web/player/schedule.js";
import { applyRelease } from "../../tools/web/player/versions.js";
import { progressCounts } from "../../tools/web/satchel/update.js";

const manifest = { id: "demo", title: "Demo", version: "1.2.0", release: 3 };
const schedule = outcomes(undefined, Date.UTC(2026, 10, 2))[2].next;
const card = { kind: "card", lesson: "lithium", first: 5, schedule, release: 2, at: 10 };
const question = { kind: "question", lesson: "lithium", right: true, release: 3, at: 20 };
const records = new Map([["q-one", question], ["c-one.2", card]]);

const fileOf = (change = (content) => content) => {
	const content = JSON.parse(exportText(records, manifest, 0));
	return new Blob([JSON.stringify(change(content) ?? content)]);
};

test("progress that was written to a file is read as it was", async () => {
	const found = await importFile(new Blob([exportText(records, manifest, 0)]), manifest);
	assert.deepEqual(found, { records: new Map([...records].sort()), skipped: 0 });
});

test("a file that is none of this pack is refused with the reason", async () => {
	const problem = async (file) => (await importFile(file, manifest)).problem;
	assert.equal(await problem(new Blob(["PK\x03\x04"])), "kind");
	assert.equal(await problem(new Blob(["[]"])), "kind");
	assert.equal(await problem(new Blob(["{}"])), "kind");
	assert.equal(await problem(fileOf((all) => void (all.records = []))), "kind");
	assert.equal(await problem(fileOf((all) => void (all.format = 2))), "format");
	assert.equal(await problem({ size: 65 << 20 }), "size");
	const other = await importFile(fileOf((all) => void Object.assign(all, { pack: "other", title: "Other" })), manifest);
	assert.deepEqual(other, { problem: "pack", title: "Other" });
});

test("invalid entries of a file are left out", async () => {
	const bad = {
		"Q-ONE": question,
		__proto__x: question,
		"q-1.x": question,
		"q-none": null,
		"q-list": [],
		"q-release": { ...question, release: 0 },
		"q-at": { ...question, at: "now" },
		"q-deep": { ...question, answer: { deep: {} } },
		"q-long": { ...question, answer: "x".repeat(10001) },
		"q-name": { ...question, "a-b": 1 },
		"c-due": { ...card, schedule: { ...schedule, due: -1 } },
		"c-state": { ...card, schedule: { ...schedule, state: 0 } },
		"c-more": { ...card, schedule: { ...schedule, more: 1 } },
		"c-less": { ...card, schedule: { due: 1 } },
	};
	const text = JSON.stringify({ ...JSON.parse(exportText(records, manifest, 0)), records: { ...bad, "q-one": question } });
	const withProto = text.replace('"records":{', `"records":{"__proto__":${JSON.stringify(question)},`);
	const found = await importFile(new Blob([withProto]), manifest);
	assert.deepEqual([...found.records.keys()], ["q-one"]);
	assert.equal(found.skipped, Object.keys(bad).length + 1);
	assert.ok(isRecord({ ...question, answers: ["a", 1, true] }));
});

test("what is newer in a file is taken, what is newer here stays", () => {
	const here = new Map([["a", { at: 5 }], ["b", { at: 5 }]]);
	const there = new Map([["a", { at: 4 }], ["b", { at: 6 }], ["c", { at: 1 }]]);
	assert.deepEqual([...newerOf(here, there).keys()], ["b", "c"]);
});

/** Progress in memory. */
function progressOf(entries, notes = {}) {
	const all = new Map(entries);
	return {
		...{ all: async () => new Map(all), remove: async (ids) => ids.forEach((id) => all.delete(id)) },
		putAll: async (entries) => entries.forEach((record, id) => all.set(id, record)),
		...{ note: async (name) => notes[name], setNote: async (name, value) => void (notes[name] = value), notes },
	};
}

/** A pack with lessons, { id: items }, in which each item is a card. */
function packOf(release, lessons) {
	const rows = Object.entries(lessons).map(([id, cards]) => ({ id, title: `The ${id}`, counts: { questions: 0, cards: cards.length } }));
	const absent = () => Promise.reject(Object.assign(new Error("nothing"), { code: "not-found" }));
	const items = new Set(Object.values(lessons).flat());
	return {
		manifest: { ...manifest, release },
		lessons: async () => rows,
		row: async (id) => rows.find((row) => row.id === id) ?? absent(),
		itemRow: async (id) => (items.has(id) ? {} : absent()),
	};
}

const seen = (id, release) => [id, { release, at: 1 }];
const resets = (since) => async () => (item, release) => progressCounts({ since }, item, release);

test("a new release says what is new, withdrawn and starts afresh", async () => {
	const progress = progressOf([seen("lithium", 1), seen("c-one.1", 1), seen("c-one.2", 2), seen("c-two", 1), seen("c-gone.1", 1), seen("c-gone.2", 1)]);
	await progress.setNote("outline", { release: 1, lessons: { lithium: [0, 3], gout: [0, 1] } });
	const next = packOf(3, { lithium: ["c-one", "c-two"], gout: ["c-gout", "c-more"], fever: ["c-fever"] });
	const news = await applyRelease(next, progress, resets({ "c-one": 2, "c-two": 1 }));
	assert.deepEqual(news, {
		...{ version: "1.2.0", release: 3, withdrawn: ["c-gone"], afresh: ["c-one"] },
		added: [{ id: "gout", title: "The gout", questions: 0, cards: 1 }, { id: "fever", title: "The fever" }],
	});
	assert.deepEqual([...(await progress.all()).keys()].sort(), ["c-gone.1", "c-gone.2", "c-one.2", "c-two", "lithium"]);
	assert.deepEqual([...(await progress.all())].filter(([, { gone }]) => gone).map(([id]) => id), ["c-gone.1", "c-gone.2"]);
	assert.deepEqual(progress.notes.news, news);
	assert.deepEqual(await applyRelease(next, progress, assert.fail), news, "until the learner has read them");
});

test("an item that comes back is no longer gone, and one that was gone before is no news", async () => {
	const gone = ([id, record]) => [id, { ...record, gone: true }];
	const progress = progressOf([seen("c-one", 1), gone(seen("c-two", 1)), gone(seen("c-three", 1))], { outline: { release: 2, lessons: { lithium: [0, 2] } } });
	assert.equal(await applyRelease(packOf(3, { lithium: ["c-one", "c-two"] }), progress, resets({})), undefined);
	assert.deepEqual(await progress.all(), new Map([seen("c-one", 1), seen("c-two", 1), gone(seen("c-three", 1))]));
});

test("without progress.json of this release, everything is left to the next start", async () => {
	const progress = progressOf([seen("c-one", 1)], { outline: { release: 1, lessons: {} } });
	const failing = () => Promise.reject(new Error("no network"));
	await assert.rejects(applyRelease(packOf(2, { lithium: ["c-one"] }), progress, failing), /no network/);
	assert.equal(progress.notes.outline.release, 1);
	assert.equal((await progress.all()).size, 1);
});

test("the same release, and the first one, are no news; without progress nothing is read", async () => {
	const pack = packOf(2, { lithium: ["c-one"] });
	const none = progressOf([]);
	assert.equal(await applyRelease({ ...pack, lessons: assert.fail }, none, assert.fail), undefined);
	const progress = progressOf([seen("c-one", 2)]);
	assert.equal(await applyRelease(pack, progress, assert.fail), undefined);
	assert.deepEqual(progress.notes.outline, { release: 2, lessons: { lithium: [0, 1] } });
	assert.equal(await applyRelease({ ...pack, lessons: assert.fail }, progress, assert.fail), undefined);
});
