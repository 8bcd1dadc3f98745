// Packages for Anki, read by a program that is not ours.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import test from "node:test";
import { readAnkiPackage } from "anki-reader";

const work = resolve(process.env.WORK);
const satchelExport = resolve(process.env.BUILD ?? "build", "bin/satchel-export");

test("anki-reader finds all notes, decks and media of the content", async () => {
	const file = join(work, "content.apkg");
	const done = spawnSync(satchelExport, ["-q", "-f", "anki", "content", "-o", file]);
	assert.equal(done.status, 1, "the ledger has rows");
	const { collection, media } = await readAnkiPackage(new Blob([readFileSync(file)]));
	const decks = Object.values(collection.getDecks());
	assert.ok(decks.some((deck) => deck.getRawDeck().name === "content::nephrology::Diuretics along the nephron"));
	const cards = decks.flatMap((deck) => Object.values(deck.getCards()));
	const notes = new Set(cards.map((card) => card.getNoteId()));
	const lessons = spawnSync("sh", ["-c", "cat content/*/*.xml"], { encoding: "utf8", maxBuffer: 2 ** 26 }).stdout;
	const items = lessons.match(/<(question|[a-z]+-question|card|cloze|occlusion) /g);
	assert.ok(items.length > 90);
	assert.equal(notes.size, items.length);
	assert.ok(cards.length > notes.size, "clozes have several cards");
	const fields = JSON.stringify(cards.map((card) => card.getRawFields()));
	const shown = [...fields.matchAll(/ src=\\"([^"\\:]+)\\"/g)].map((match) => match[1]);
	assert.ok(shown.length > 0);
	for (const name of shown) assert.ok(media[name], name);
	for (const card of cards) assert.ok(card.getFront().length > 0);
});
