// Which new cards a day brings, and how many lessons are read to find them.

import assert from "node:assert/strict";
import test from "node:test";
import { newCards } from "../../tools/web/player/newcards.js";

/** A pack of lessons, { id: ids of cards }, in which the card "c-many" makes three; `read` lists what was read. */
function packOf(lessons) {
	const read = [];
	const card = (id) => ({ id, kind: "cloze", text: id === "c-many" ? [1, 2, 3].map((n) => ({ type: "blank", n, text: [] })) : [] });
	return {
		read,
		manifest: { release: 2 },
		async lesson(id) {
			read.push(id);
			if (!lessons[id]) throw Object.assign(new Error("nothing"), { code: "not-found" });
			return { id, cards: lessons[id].map(card) };
		},
		async *[Symbol.asyncIterator]() {
			for (const [id, cards] of Object.entries(lessons)) yield { id, counts: { cards: cards.length } };
		},
	};
}

const lessons = { first: ["c-a", "c-b"], none: [], second: ["c-many"], third: ["c-c"] };
const outline = { release: 2, lessons: Object.fromEntries(Object.entries(lessons).map(([id, cards]) => [id, [0, cards.length]])) };
const seen = (id, lesson) => [id, { kind: "card", lesson, schedule: {} }];

async function newOf(records, most, notes = { outline }) {
	const pack = packOf(lessons);
	const progress = { note: async (name) => notes[name], setNote: async (name, value) => void (notes[name] = value) };
	const found = await newCards(pack, progress, new Map(records), most);
	return { ids: found.map(({ id }) => id), read: pack.read, notes };
}

test("new cards come in reading order, and no more lessons are read than needed", async () => {
	for (const notes of [{}, { outline }]) {
		const { ids, read } = await newOf([], 3, notes);
		assert.deepEqual(ids, ["c-a", "c-b", "c-many.1"]);
		assert.deepEqual(read, ["first", "second"]);
	}
	assert.deepEqual((await newOf([], 0)).read, []);
});

test("lessons that were begun come first, and those that are complete are not read", async () => {
	const begun = await newOf([["third", { kind: "lesson" }], seen("c-a", "first"), seen("c-b", "first")], 2);
	assert.deepEqual([begun.ids, begun.read], [["c-c", "c-many.1"], ["third", "second"]]);
});

test("of a card with numbers, each one is new until it was seen, and one a day", async () => {
	const part = await newOf([seen("c-many.2", "second")], 2);
	assert.deepEqual(part.ids, ["c-many.1", "c-a"]);
	const today = ["c-many.2", { kind: "card", lesson: "second", schedule: { last_review: Date.now(), due: Infinity } }];
	assert.deepEqual((await newOf([today], 2)).ids, ["c-a", "c-b"]);
	const due = ["c-many.2", { kind: "card", lesson: "second", schedule: { last_review: 1, due: 2 } }];
	assert.deepEqual((await newOf([due], 2)).ids, ["c-a", "c-b"]);
	const all = [1, 2, 3].map((number) => seen(`c-many.${number}`, "second"));
	const whole = await newOf(all, 1);
	assert.deepEqual([whole.ids, whole.read], [["c-a"], ["second", "first"]]);
	assert.deepEqual(whole.notes.introduced, { release: 2, lessons: ["second"] });
	assert.deepEqual((await newOf(all, 1, whole.notes)).read, ["first"]);
});

test("lessons that the pack no longer has are passed over", async () => {
	assert.deepEqual((await newOf([seen("c-old", "old")], 1, {})).ids, ["c-a"]);
	assert.deepEqual((await newOf([seen("c-old", "old")], 1)).read, ["first"]);
});
