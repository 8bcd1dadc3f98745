// progress.json: which progress of learners counts after an update.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { openPack } from "../../tools/web/satchel/satchel.js";
import { progressCounts, readProgress } from "../../tools/web/satchel/update.js";
import { checkSignature } from "../../tools/web/satchel/verify.js";
import { key, satchelPack, work } from "./packs.js";
import { fails, keys, publish, sha256, signed } from "./releases.js";

const manifest = { id: "demo", version: "1.2.0", release: 4 };
const progress = (more) => ({ format: 1, id: "demo", release: 4, since: { "q-one": 2, constructor: 4 }, ...more });
const COMMENT = "sums demo 1.2.0 release 4";

/** The files of a release with that progress.json. */
function files(document, { comment = COMMENT, signer, sums } = {}) {
	const bytes = Buffer.from(JSON.stringify(document));
	const lines = Buffer.from(sums ?? `${"0".repeat(64)}  other.json\n${sha256(bytes)}  progress.json\n`);
	const signature = Buffer.from(signed(lines, comment, signer));
	return { "progress.json": bytes, SHA256SUMS: lines, "SHA256SUMS.minisig": signature };
}

const without = (made, ...names) => ({ ...made, ...Object.fromEntries(names.map((name) => [name, undefined])) });

test("progress made before the release from which it counts is void", async (t) => {
	const { url } = await publish(t, files(progress()));
	for (const options of [{ keys }, {}]) {
		const found = await readProgress(url, manifest, options);
		const counts = (item, release) => progressCounts(found, item, release);
		assert.deepEqual([1, 2, 3].map((release) => counts("q-one", release)), [false, true, true]);
		assert.deepEqual([counts("constructor", 3), counts("constructor", 4)], [false, true]);
		assert.ok(counts("never-reset", 1) && counts("valueof", 1) && counts("hasownproperty", 1));
	}
	const beside = await readProgress(new URL("./", url), manifest, { keys: keys.values() });
	assert.equal(beside.since["q-one"], 2);
});

test("a release that lists no progress.json has reset nothing", async (t) => {
	const made = files(progress(), { sums: `${"0".repeat(64)}  progress.json.txt\n` });
	const unlisted = await publish(t, made);
	assert.deepEqual(await readProgress(unlisted.url, manifest, { keys }), progress({ since: {} }));
	assert.ok(!unlisted.asked.includes("progress.json"));
	const none = await publish(t, {});
	assert.deepEqual(await readProgress(none.url, manifest), progress({ since: {} }));
	await assert.rejects(readProgress(none.url, manifest, { keys }), fails("untrusted", /no SHA256SUMS/));
});

test("with keys, progress.json needs a digest that one of them signed", async (t) => {
	const refuses = async (made, code, words, options = { keys }) => {
		const { url } = await publish(t, made);
		await assert.rejects(readProgress(url, manifest, options), fails(code, words));
	};
	const good = files(progress());
	await refuses(good, "untrusted", /not trusted/, { keys: [key("theirs")] });
	await refuses(files(progress(), { signer: "theirs" }), "untrusted", /not trusted/);
	await refuses(without(good, "SHA256SUMS.minisig"), "untrusted", /not signed/);
	await refuses(without(good, "progress.json"), "unreadable", /404/);
	await refuses({ ...good, SHA256SUMS: Buffer.from("x") }, "untrusted", /signature is wrong/);
	await refuses({ ...good, "progress.json": Buffer.from("{}") }, "damaged", /digest in SHA256SUMS/);
	for (const comment of ["latest demo 1.2.0 release 4", "sums demo 1.2.0 release 4 ", "sums demo release 4", `${COMMENT}x`]) {
		await refuses(files(progress(), { comment }), "untrusted", /something else/);
	}
	await refuses(files(progress(), { comment: "sums demo 1.2.1 release 4" }), "untrusted", /version 1.2.1/);
	await refuses(files(progress(), { comment: "sums other 1.2.0 release 4" }), "other-pack", /'other'/);
	await refuses(files(progress(), { comment: "sums demo 1.2.0 release 3" }), "changed", /release 3/);
	await refuses(files(progress({ release: 5 })), "changed", /release 5/);
	await refuses(files(progress({ id: "other" })), "other-pack", /'other'/);
	await refuses(files(progress({ format: 2 })), "unsupported", /format 2/);
	await refuses(files(progress({ since: { "q-one": 5 } })), "damaged", /later release/);
	await refuses(files(progress({ since: { Q: 1 } })), "damaged", /since/);
	await refuses({ ...good, SHA256SUMS: Buffer.alloc((1 << 20) + 1) }, "unreadable", /longer than/);
});

test("files of two releases are read once more", async (t) => {
	const server = await publish(t, files(progress()));
	let asked = 0;
	server.answerLatest = ({ name, bytes, send }) => {
		const before = name === "SHA256SUMS" && asked++ === 0;
		return send(200, {}, before ? Buffer.from(`${"0".repeat(64)}  progress.json\n`) : bytes);
	};
	assert.equal((await readProgress(server.url, manifest, { keys })).since["q-one"], 2);
	assert.equal(asked, 2);
});

test("the folder of a real release is accepted", async (t) => {
	const folder = join(work, "release");
	rmSync(folder, { recursive: true, force: true });
	const words = ["release", "-q", "--allow-dirty", "packs/psychiatry.xml", "-o", folder];
	execFileSync(satchelPack, [...words, "--secret-key", join(work, "keys/ours.key")], { stdio: ["ignore", "ignore", "pipe"] });
	const made = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
	const [name] = Object.keys(made).filter((one) => one.endsWith(".satchel"));
	const pack = await openPack(made[name], { keys });
	const { url } = await publish(t, made);
	assert.deepEqual((await readProgress(url, pack.manifest, { keys })).since, {});
	const comment = await checkSignature(made.SHA256SUMS, made["SHA256SUMS.minisig"].toString(), keys);
	assert.equal(comment, "sums psychiatry 0.1.0 release 1");
});

test("any signed message can be checked", async () => {
	const signature = signed(Buffer.from("words"), "of words");
	for (const message of ["words", Buffer.from("words"), new TextEncoder().encode("words").buffer]) {
		assert.equal(await checkSignature(message, signature, keys.values()), "of words");
		assert.equal(await checkSignature(message, Buffer.from(signature), keys), "of words");
	}
	await assert.rejects(checkSignature("other", signature, keys), fails("untrusted", /signature is wrong/));
	await assert.rejects(checkSignature("words", signature, []), fails("untrusted", /not trusted/));
	await assert.rejects(checkSignature("words", "", keys), fails("untrusted", /not in the format/));
	await assert.rejects(checkSignature("words", signature, ["no key"]), TypeError);
});
