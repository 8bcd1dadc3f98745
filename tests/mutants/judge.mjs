// The same as judge.c, with satchel.js.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { plainText, render, renderCard, renderQuestion } from "../../tools/web/satchel/render.js";
import { openPack } from "../../tools/web/satchel/satchel.js";
import { checkReleaseDocument } from "../../tools/web/satchel/verify.js";
import { document } from "../web/dom.js";

const all = readFileSync(process.argv[2]);
const ITEMS_READ_MAX = 100; // as in tests/packs/read_all.h
const names = { l: "latest.json", r: "progress.json" };
const lines = [];

/** What a promise gives; undefined if it is refused with a SatchelError. */
async function tried(promise) {
	try {
		return await promise;
	} catch (error) {
		if (!error.code) throw error;
		return undefined;
	}
}

function show({ kind, item, set }) {
	if (kind === "question") renderQuestion(item, { document, sets: set && [set] });
	else if (kind === "card") renderCard(item, { document });
	else render(item, { document });
}

/** Reads and shows all of a pack, and returns the digest of its plain text. */
async function readAll(pack, valid) {
	const digest = createHash("sha256");
	const say = (node, options) => digest.update(`${plainText(node, options)}\n`);
	const wanted = async (promise) => (valid ? promise : tried(promise));
	const ids = [];
	for (const { id } of (await wanted(pack.lessons())) ?? []) {
		const lesson = await wanted(pack.lesson(id));
		if (!lesson) continue;
		say(lesson);
		say(lesson, { blank: "…" });
		render([lesson.objectives, lesson.sections, lesson.takeaways, lesson.glossary, lesson.sources], { document, sources: lesson.sources });
		ids.push(...[lesson.questions, lesson.cards, lesson.glossary].flat().map((item) => item.id));
	}
	for (const id of ids.sort().slice(0, ITEMS_READ_MAX)) {
		const found = await wanted(pack.item(id));
		if (!found) continue;
		say(found.item, { blank: "_", number: 1 });
		if (found.set) say(found.set);
		show(found);
	}
	if (pack.searchable) await wanted(pack.search("li"));
	return digest.digest("hex");
}

async function judge(kind, bytes) {
	try {
		if (kind !== "p") return (checkReleaseDocument(names[kind], bytes), ["ok", "", ""]);
		const pack = await openPack(bytes);
		const [problem] = await pack.verify();
		const digest = await readAll(pack, !problem);
		return problem ? ["damaged", problem.message, ""] : ["ok", "", digest];
	} catch (error) {
		return [error.code ?? "crash", error.code ? error.message : error.stack, ""];
	}
}

for (let at = 0; at < all.length; ) {
	const size = all.readUInt32LE(at + 1);
	const fields = await judge(String.fromCharCode(all[at]), all.subarray(at + 5, at + 5 + size));
	lines.push(`${fields.map((field) => field.replaceAll(/[\t\n]/g, " ")).join("\t")}\n`);
	at += 5 + size;
}
process.stdout.write(lines.join(""));
