// What an update refuses: unsigned or untrusted releases, releases older than the stored copy, expired ones, and packs
// that don't match latest.json.

import assert from "node:assert/strict";
import test from "node:test";
import { readLatest, update } from "../../tools/web/satchel/update.js";
import { build, fails, files, isPack, keys, now, publish } from "./releases.js";

const one = build("one");
const two = build("two", { release: 2, base: "one", state: (number) => (number % 7 === 3 ? 1 : 0) });
const published = files(two);
const with_ = (options) => ({ keys, now, ...options });

const refuses = async (t, made, code, words, options = {}) => {
	const server = await publish(t, made);
	await assert.rejects(update(server.url, with_({ base: one.full, ...options })), fails(code, words));
	return server;
};

test("an older release than the stored copy is refused, and the same release with other content", async (t) => {
	await refuses(t, files(one), "rollback", /release 1; the stored copy has release 2/, { base: two.full });
	const other = build("other", { state: () => 9 });
	await refuses(t, files(other), "rollback", /other content as release 1/);
	const renamed = files(one, {
		change: (record) => ({ ...record, version: "1.1.1" }),
		comment: "latest demo 1.1.1 release 1",
	});
	await refuses(t, renamed, "rollback", /other content as release 1/);
	// The same lessons with another title: only the manifest differs.
	await refuses(t, files(build("titled", { title: "Another" })), "rollback", /other content as release 1/);
	const repacked = files(
		{ full: Buffer.from(one.full) },
		{ change: (record) => void (record.editions[0].sha256 = "0".repeat(64)) },
	);
	const server = await publish(t, repacked);
	await assert.rejects(
		update(server.url, with_({ base: one.full })),
		fails("damaged", /digest in latest.json/),
	);
});

test("a signature that is missing or of the previous release is requested once more", async (t) => {
	for (const before of [files(one)["latest.json.minisig"], undefined]) {
		const server = await publish(t, published);
		let asked = 0;
		server.answerLatest = ({ name, bytes, send }) => {
			const sent = name.endsWith("minisig") && asked++ === 0 ? before : bytes;
			return sent ? send(200, {}, sent) : send(404);
		};
		await isPack(await update(server.url, with_({ base: one.full, keys: keys.values() })), two.full);
		assert.equal(asked, 2);
	}
});

test("the release of another pack is refused", async (t) => {
	const server = await refuses(
		t,
		files(build("another", { id: "another", release: 2 })),
		"other-pack",
		/of 'another'.*of 'demo'/,
	);
	assert.deepEqual(server.asked, ["latest.json", "latest.json.minisig"]);
});

test("releases that have expired, or are dated more than a day ahead, are refused", async (t) => {
	const { url } = await publish(t, published);
	const at = (time) => readLatest(url, { keys, now: new Date(time) });
	for (const time of ["2026-11-30T00:00:00Z", "2026-12-01T00:00:00Z", "2027-03-01T23:59:59Z"]) await at(time);
	await assert.rejects(
		at("2027-03-02T00:00:00Z"),
		fails("stale", /until 2027-03-01.*clock here says 2027-03-02 00:00 UTC: it was not renewed/),
	);
	await assert.rejects(
		at("2026-11-29T23:59:59Z"),
		fails("stale", /of 2026-12-01.*clock here says 2026-11-29 23:59 UTC/),
	);
	await refuses(t, published, "stale", /until/, { now: Date.UTC(2030, 1, 1) });
	const old = files(two, { change: (record) => ({ ...record, date: "2020-01-01", expires: "2020-02-01" }) });
	await refuses(t, old, "stale", /until 2020-02-01/, { now: undefined });
});

test("a latest.json that no trusted key signed is refused", async (t) => {
	await refuses(
		t,
		files(two, { signer: "theirs" }),
		"untrusted",
		/latest.json is signed with a key that is not trusted/,
	);
	await refuses(t, published, "untrusted", /not trusted/, { keys: [] });
	await refuses(t, { ...published, "latest.json.minisig": undefined }, "untrusted", /latest.json is not signed/);
	await refuses(t, { ...published, "latest.json.minisig": Buffer.from("<html>") }, "untrusted", /not in the format of minisign/);
	await refuses(t, { ...published, "latest.json.minisig": Buffer.alloc(5000) }, "unreadable", /longer than 4096/);
	const text = published["latest.json"].toString().replace('"release":2', '"release":3');
	await refuses(t, { ...published, "latest.json": Buffer.from(text) }, "untrusted", /signature is wrong/);
	const { "latest.json": older } = files(one);
	await refuses(t, { ...published, "latest.json": older }, "untrusted", /signature is wrong/);
});

test("a signature of another file is not accepted for latest.json", async (t) => {
	for (const comment of [
		"pack demo 1.2.0 release 2 edition full",
		"latest demo 1.2.0 release 3",
		"latest demo 1.2.0 release 2 ",
	]) {
		await refuses(t, files(two, { comment }), "untrusted", /something else/);
	}
});

test("a pack is refused if no trusted key signed it, or if latest.json does not match", async (t) => {
	const theirs = build("theirs", { release: 2, signer: "theirs" });
	await refuses(t, files(theirs), "untrusted", /the pack is signed with a key that is not trusted/);
	await refuses(t, files(build("nobodys", { release: 2, signer: null })), "untrusted", /the pack is not signed/);
	const edition = (change) => ({
		change: (record) => void Object.assign(record.editions[0], change(record.editions[0])),
	});
	const other = { contentRoot: "0".repeat(64) };
	await refuses(
		t,
		files(
			two,
			edition(() => other),
		),
		"damaged",
		/its contentRoot is [0-9a-f]{64}, not 0{64}/,
	);
	const later = { change: (record) => ({ ...record, release: 3 }), comment: "latest demo 1.2.0 release 3" };
	await refuses(t, files(two, later), "damaged", /its release is 2, not 3/);
	const named = { change: (record) => ({ ...record, version: "1.2.1" }), comment: "latest demo 1.2.1 release 2" };
	await refuses(t, files(two, named), "damaged", /its version is 1.2.0, not 1.2.1/);
	await refuses(
		t,
		files(
			two,
			edition(() => ({ url: "free.satchel" })),
		),
		"changed",
		/not, or no longer/,
	);
	const swapped = { full: two.free, free: two.full };
	await refuses(t, files(swapped), "damaged", /its edition is free, not full/);
	await refuses(
		t,
		files(
			two,
			edition(() => ({ sha256: "0".repeat(64) })),
		),
		"damaged",
		/digest in latest.json/,
	);
	await refuses(
		t,
		files(
			two,
			edition(({ head }) => ({ head: head - 1 })),
		),
		"damaged",
		/head of the pack|lie before/,
	);
	await refuses(
		t,
		files(
			two,
			edition(({ head }) => ({ head: head + 1 })),
		),
		"damaged",
		/head of the pack/,
	);
	await refuses(
		t,
		files(
			two,
			edition(({ size }) => ({ size: size + 1 })),
		),
		"changed",
	);
	const longer = { full: Buffer.concat([two.full, Buffer.alloc(1)]) };
	await refuses(t, files(longer), "damaged", /not as long as latest.json says/);
});

test("latest.json must be valid and within its size limit", async (t) => {
	const wrong = (change, code, words) => refuses(t, files(two, { change }), code, words);
	await wrong((record) => ({ ...record, format: 2 }), "unsupported", /format 2/);
	await wrong((record) => ({ ...record, format: "1" }), "damaged", /wrong 'format'/);
	await wrong((record) => ({ ...record, requires: ["magic"] }), "unsupported", /'magic'/);
	await wrong(({ requires, ...record }) => (requires, record), "damaged", /wrong 'requires'/);
	const members = {
		id: "X",
		title: "",
		version: "1",
		release: 2 ** 31,
		date: "2026-13-01",
		expires: "soon",
		editions: [],
	};
	for (const [name, value] of Object.entries(members)) {
		await wrong((record) => ({ ...record, [name]: value }), "damaged", new RegExp(`wrong '${name}'`));
		await wrong((record) => ({ ...record, [name]: undefined }), "damaged", new RegExp(`wrong '${name}'`));
	}
	const ofEdition = { edition: "Full", url: 7, size: 0, head: 2 ** 40, sha256: "00", contentRoot: undefined };
	for (const [name, value] of Object.entries(ofEdition)) {
		await wrong((record) => void (record.editions[0][name] = value), "damaged", new RegExp(`wrong 'editions.0..${name}'`));
	}
	await wrong((record) => void (record.editions[1] = 7), "damaged", /wrong 'editions.1.'/);
	await wrong((record) => void (record.editions[1] = record.editions[0]), "damaged", /'full' twice/);
	await wrong((record) => void (record.editions[0].head = record.editions[0].size), "damaged", /longer than the pack/);
	await wrong((record) => void (record.expires = "2000-01-01"), "damaged", /'expires' in .* is before 'date'/);
	for (const url of ["http://[", "file:///etc/passwd", "data:,x", "javascript:1"]) {
		await wrong((record) => void (record.editions[0].url = url), "damaged", /no address/);
	}
	const text = (change) => files(two, { text: (bytes) => Buffer.from(change(bytes.toString())) });
	await refuses(
		t,
		text((words) => words.replace("{", '{"format":1,')),
		"damaged",
		/'format' twice/,
	);
	await refuses(
		t,
		text((words) => words.slice(0, -1)),
		"damaged",
		/not JSON/,
	);
	await refuses(
		t,
		text(() => `{"x":"${"y".repeat(64 * 1024)}"}`),
		"unreadable",
		/longer than 65536 bytes/,
	);
	await refuses(
		t,
		text(() => "<!DOCTYPE html><title>Log in</title>"),
		"unreadable",
		/no latest.json/,
	);
	await refuses(
		t,
		text(() => ""),
		"unreadable",
		/no latest.json/,
	);
	const more = files(two, {
		change: (record) => ({ ...record, more: [{ of: "this" }] }),
		text: (b) => Buffer.from(` \n${b}\n`),
	});
	await isPack(await update((await publish(t, more)).url, with_({ base: one.full })), two.full);
});
