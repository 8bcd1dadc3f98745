// Makes releases: packs of several versions, built by satchel-pack, and a signed latest.json for them.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash, createPrivateKey, sign } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SatchelError } from "../../tools/web/satchel/satchel.js";
import { key, satchelPack, work } from "./packs.js";
import { ranges, serve } from "./server.js";

const run = (...words) => execFileSync(satchelPack, words, { stdio: ["ignore", "ignore", "pipe"] });
export const keys = [key("ours")];
export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

const LETTERS = 1 << 16;
const letters = (() => {
	let seed = 1;
	const next = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 16;
	return Array.from({ length: LETTERS + 16 }, () => "abdefiklmnoprst"[next() % 15]).join("");
})();

/** Random words that compress as badly as prose, reproducible for each seed. */
function prose(seed, count) {
	const made = [];
	for (let i = 0; i < count; i++) {
		seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
		const at = seed >>> 16;
		made.push(letters.slice(at, at + 4 + ((seed >>> 8) % 6)));
	}
	return made.join(" ");
}

const id = (number) => `lesson-${String(number).padStart(4, "0")}`;

const bodies = new Map(); // by number and parts: the same in all states

/** The sections and cards of a lesson. */
function body(number, parts) {
	const name = id(number);
	const sections = Array.from({ length: parts }, (_, i) => {
		const paragraphs = [1, 2, 3].map((j) => `<p>${prose(number * 100 + i * 10 + j, 100)}.</p>`).join("\n");
		return `<section id="part-${i}"><title>Signs ${i} of disease ${number}</title>${paragraphs}</section>`;
	});
	const cards = Array.from({ length: 10 }, (_, i) => {
		const back = prose(number + i, 8);
		return `<card id="c-${name}-${i}"><front>Sign ${i} of ${number}</front><back>${back}</back></card>`;
	});
	return `${sections.join("\n")}<cards>${cards.join("\n")}</cards>`;
}

function lesson(number, state, parts) {
	const name = id(number);
	const access = number % 2 ? "free" : "member";
	const key = `${number} ${parts}`;
	if (!bodies.has(key)) bodies.set(key, body(number, parts));
	return `<lesson xmlns="urn:satchel:lesson:1" xml:lang="en-GB" reviewed="2026-11-20" id="${name}" access="${access}">
		<title>The disease ${number}</title><summary>Which signs tell disease ${number}, in state ${state}.</summary>
		${bodies.get(key)}</lesson>`;
}

/** Builds and signs the packs of a release in the folder `name`: `count` lessons with `parts` sections, each in the
 * state that `state(number)` returns. Returns the bytes of each edition. */
export function build(name, options = {}) {
	const { count = 20, parts = 8, release = 1, state = () => 0, base, signer = "ours" } = options;
	const { editions = ["full", "free"] } = options;
	const folder = join(work, "releases", name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(join(folder, "content"), { recursive: true });
	const numbers = Array.from({ length: count }, (_, i) => i + 1);
	for (const number of numbers) {
		writeFileSync(join(folder, "content", `${id(number)}.xml`), lesson(number, state(number), parts));
	}
	const rows = numbers.map((number) => `<lesson id="${id(number)}"/>`).join("");
	writeFileSync(
		join(folder, "demo.xml"),
		`<pack xmlns="urn:satchel:pack:1" id="${options.id ?? "demo"}" version="1.${release}.0" release="${release}"
		licence="CC-BY-4.0" xml:lang="en-GB" content="content"><title>${options.title ?? "Demo"}</title><edition id="full"/><edition id="free"/>
		<unit id="all"><title>All</title>${rows}</unit></pack>`,
	);
	const packs = {};
	for (const edition of editions) {
		const file = join(folder, `${edition}.satchel`);
		const from = base ? ["--base", join(work, "releases", base, `${edition}.satchel`)] : [];
		run("build", "-q", "--edition", edition, ...from, join(folder, "demo.xml"), "-o", file);
		if (signer) run("sign", "-q", "--secret-key", join(work, `keys/${signer}.key`), file);
		packs[edition] = readFileSync(file);
	}
	return packs;
}

/** The manifest of a pack, and the length of its head according to its local headers. */
export function headOf(pack) {
	let [at, manifest] = [0, undefined];
	for (;;) {
		const name = pack.toString("latin1", at + 30, at + 30 + pack.readUInt16LE(at + 26));
		if (pack.readUInt32LE(at) !== 0x04034b50 || /^(?:lessons|assets|extras)\//.test(name))
			return { head: at, manifest };
		const begin = at + 30 + name.length;
		at = begin + pack.readUInt32LE(at + 18);
		if (name === "manifest.json") manifest = JSON.parse(pack.toString("utf8", begin, at));
	}
}

/** The content of latest.json for packs, dated 1 December 2026. */
export function latest(packs) {
	const heads = Object.entries(packs).map(([edition, bytes]) => ({ edition, bytes, ...headOf(bytes) }));
	const { id, title, version, release } = heads[0].manifest;
	const editions = heads.map(({ edition, bytes, head, manifest }) => {
		const file = { url: `${edition}.satchel`, size: bytes.length, head, sha256: sha256(bytes) };
		return { edition, ...file, contentRoot: manifest.contentRoot };
	});
	const days = { date: "2026-12-01", expires: "2027-03-01" };
	return { format: 1, id, title, version, release, ...days, requires: [], editions };
}

export const now = new Date("2026-12-02T12:00:00Z");

const signers = new Map(); // by the name of the key

/** An unencrypted key: its id in the format of minisign, and the key. */
function signer(name) {
	if (!signers.has(name)) signers.set(name, readSigner(name));
	return signers.get(name);
}

function readSigner(name) {
	const secret = Buffer.from(readFileSync(join(work, `keys/${name}.key`), "utf8").split("\n")[1], "base64");
	const [keyId, seed] = [secret.subarray(54, 62), secret.subarray(62, 94)];
	const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
	return { keyId, by: createPrivateKey({ key: der, format: "der", type: "pkcs8" }) };
}

/** A signature in the format of minisign. */
export function signed(message, comment, name = "ours") {
	const { keyId, by } = signer(name);
	const signature = sign(null, message, by);
	const global = sign(null, Buffer.concat([signature, Buffer.from(comment)]), by);
	const line = Buffer.concat([Buffer.from("Ed"), keyId, signature]).toString("base64");
	return (
		`untrusted comment: x\ntrusted comment: ${comment}\n`.replace("\n", `\n${line}\n`) +
		`${global.toString("base64")}\n`
	);
}

/** The files of a release. `change` may change the content of latest.json; `text` then its bytes. */
export function files(packs, { change = (record) => record, text = (bytes) => bytes, comment, signer } = {}) {
	const record = latest(packs);
	const changed = change(record) ?? record;
	const bytes = text(Buffer.from(JSON.stringify(changed)));
	const words = comment ?? `latest ${record.id} ${record.version} release ${record.release}`;
	const made = { "latest.json": bytes, "latest.json.minisig": Buffer.from(signed(bytes, words, signer)) };
	for (const [edition, pack] of Object.entries(packs)) made[`${edition}.satchel`] = pack;
	return made;
}

/** Serves the files of a release. `server.answer` answers requests for packs and may misbehave; `server.asked` lists
 * all requests with path and range. */
export async function publish(t, made, answer = ranges) {
	const asked = [];
	const server = await serve(t, Buffer.alloc(0), (one) => {
		const name = one.request.url.slice(1);
		asked.push(`${name} ${one.request.headers.range ?? ""}`.trim());
		const bytes = state.files[name];
		if (!bytes) return one.send(404, {}, Buffer.from("<!DOCTYPE html>"));
		if (name.endsWith(".satchel")) return state.answer({ ...one, bytes });
		return state.answerLatest ? state.answerLatest({ ...one, bytes, name }) : one.send(200, {}, bytes);
	});
	const state = { files: made, answer, asked, log: server.log };
	state.url = new URL("/latest.json", server.url).href;
	return state;
}

/** The number of bytes that a server has sent. */
export const sent = ({ log }) => log.reduce((sum, length) => sum + length, 0);

/** A matcher of errors for assert.rejects. */
export const fails =
	(code, words = /./) =>
	(error) => {
		assert.ok(error instanceof SatchelError, String(error?.stack));
		assert.match(error.message, words);
		assert.equal(error.code, code);
		return true;
	};

/** Asserts that a result is the published pack, byte for byte. */
export async function isPack({ pack }, published) {
	assert.ok(Buffer.from(await pack.arrayBuffer()).equals(published), "the pack is not the one that was published");
}
