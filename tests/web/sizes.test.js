// The cost of opening a pack over HTTP and reading a lesson, for all supported sizes of packs.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import test from "node:test";
import { openPack } from "../../tools/web/satchel/satchel.js";
import { work } from "./packs.js";
import { serve } from "./server.js";

const satchelPack = resolve(process.env.BUILD ?? "build", "bin/satchel-pack");
const TITLES = ["Recognising", "Monitoring", "Choosing a treatment for", "Complications of", "Long-term care in"];
const NAMESPACE = "urn:satchel:lesson:1";
const HEADER = `xmlns="${NAMESPACE}" xml:lang="en-GB" reviewed="2026-11-20"`;

/** Packs that many short lessons, with ids and titles of realistic length. */
function build(count) {
	const folder = join(work, `lessons-${count}`);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(join(folder, "content"), { recursive: true });
	const ids = [];
	for (let i = 0; i < count; i++) {
		const id = `${["thyroid", "renal", "cardiac", "mood"][i % 4]}-disease-${(i * 7919) % count}-of-many`;
		ids.push(id);
		writeFileSync(
			join(folder, "content", `${id}.xml`),
			`<lesson ${HEADER} id="${id}"><title>${TITLES[i % 5]} disease ${i}</title><summary>Which signs tell ${i}.</summary>
			<section id="signs"><title>Signs of disease ${i}</title><p>The sign ${i} tells it.</p></section>
			<cards><card id="c-${id}"><front>The sign of disease ${i}</front><back>Sign ${i}</back></card></cards></lesson>`,
		);
	}
	const rows = ids.map((id) => `<lesson id="${id}"/>`).join("");
	writeFileSync(
		join(folder, "many.xml"),
		`<pack xmlns="urn:satchel:pack:1" id="many" version="1.0.0" release="1" licence="CC-BY-4.0" xml:lang="en-GB"
		content="content"><title>Many</title><unit id="all"><title>All</title>${rows}</unit></pack>`,
	);
	const file = join(folder, "many.satchel");
	execFileSync(satchelPack, ["build", join(folder, "many.xml"), "-o", file], { stdio: ["ignore", "ignore", "pipe"] });
	return { ids, bytes: readFileSync(file) };
}

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

/** Opens a pack repeatedly, reads a lesson each time, and returns the highest cost. */
async function measure(t, { ids, bytes }) {
	const server = await serve(t, bytes);
	const most = { open: 0, openBytes: 0, lesson: 0, lessonBytes: 0 };
	for (const id of [0, 1, 0.5, 0.25, 0.77].map((share) => ids[Math.floor(share * (ids.length - 1))])) {
		server.log.length = 0;
		const pack = await openPack(server.url);
		const [open, openBytes] = [server.log.length, sum(server.log)];
		assert.equal((await pack.lesson(id)).id, id);
		const now = { open, openBytes, lesson: server.log.length - open, lessonBytes: sum(server.log) - openBytes };
		for (const name of Object.keys(most)) most[name] = Math.max(most[name], now[name]);
	}
	t.diagnostic(`${ids.length} lessons, ${bytes.length} bytes:`);
	t.diagnostic(`opened by ${most.open} requests and ${most.openBytes} bytes,`);
	t.diagnostic(`a lesson by ${most.lesson} requests and ${most.lessonBytes} bytes`);
	return most;
}

test("150 lessons: one request of 64 KiB opens the pack, one more brings a lesson", async (t) => {
	const most = await measure(t, build(150));
	assert.ok(most.open === 1 && most.openBytes <= 64 * 1024 && most.lesson <= 1, JSON.stringify(most));
});

// With sanitizers, satchel-pack would take minutes for all of them.
const many = process.env.SANITIZE ? 2000 : 6000;
test(`${many} lessons: three requests and 256 KiB open the pack, two more bring a lesson`, async (t) => {
	const most = await measure(t, build(many));
	assert.ok(most.open <= 3 && most.openBytes <= 256 * 1024 && most.lesson <= 2, JSON.stringify(most));
});

test("satchel-pack writes a valid pack of 2000 lessons, with pages of pages", async () => {
	const pack = await openPack(build(2000).bytes);
	assert.deepEqual(await pack.verify(), []);
	assert.equal((await pack.lessons()).length, 2000);
});

test("satchel-pack writes a valid pack of the lessons of this repository", async () => {
	const file = join(work, "psychiatry.satchel");
	execFileSync(satchelPack, ["build", "packs/psychiatry.xml", "-o", file], { stdio: ["ignore", "ignore", "pipe"] });
	const pack = await openPack(readFileSync(file));
	assert.deepEqual(await pack.verify(), []);
	assert.equal((await pack.lessons()).length, pack.manifest.counts.lessons);
});
