// Verifying who signed a pack. satchel-pack signs the packs, with keys made for this run.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { openPack, SatchelError } from "../../tools/web/satchel/satchel.js";
import { key, pack as bytesOf, satchelPack, work } from "./packs.js";

const signed = bytesOf("web-signed");
const refuses = async (bytes, keys, words) => {
	await assert.rejects(openPack(bytes, { keys }), (error) => {
		assert.ok(error instanceof SatchelError, String(error.stack));
		assert.equal(error.code, "untrusted");
		assert.match(error.message, words);
		return true;
	});
};

test("a pack is opened if one of the keys signed it", async () => {
	for (const keys of [[key("ours")], [key("theirs"), key("ours")], [key("ours").trim().split("\n")[1]]]) {
		const pack = await openPack(signed, { keys });
		assert.match(pack.signer, /^pack \S+ \S+ release \d+ edition full$/);
		assert.deepEqual(await pack.verify(), []);
	}
	assert.equal((await openPack(signed)).signer, undefined);
});

test("a pack that none of the keys signed is refused", async () => {
	await refuses(signed, [key("theirs")], /not trusted/);
	await refuses(signed, [], /not trusted/);
	await refuses(bytesOf("three-lessons"), [key("ours")], /not signed/);
});

/** Whether satchel-pack, and so the C reader, and satchel.js accept the text as the key that signed the pack. */
async function takenForKey(text) {
	const file = join(work, "keys", "text.pub");
	writeFileSync(file, text);
	const { status } = spawnSync(satchelPack, ["verify", "--key", file, join(work, "packs", "web-signed.satchel")]);
	assert.ok(status === 0 || status === 2, String(status));
	try {
		await openPack(signed, { keys: [text] });
		return [status === 0, true];
	} catch (error) {
		assert.ok(error instanceof TypeError, String(error.stack));
		return [status === 0, false];
	}
}

test("an invalid key is the caller's error", async () => {
	const [comment, line] = key("ours").split("\n");
	const keys = [[comment, line], [line], [comment, line, "", "", ""], [line, "", ""], ["untrusted comment: ", line]];
	const others = [
		[""], ["RWQ"], [comment], [comment, ""], [comment, line.replace("RW", "RX")], [comment, "", line], ["", line],
		["", comment, line], [comment, comment, line], ["words", line], ["Untrusted comment: x", line],
		["untrusted comment:", line], [comment, line, "more"], [line, line], [comment, line, line],
		[comment, line, "", "more"], [line, comment], [comment, ` ${line}`], [comment, `${line} `], [comment, line, " "],
		[comment, line.slice(1)], [comment, `${line}=`], [comment, `${line.slice(0, 20)}\r${line.slice(20)}`],
		[comment, `${line}\r\r`], [comment, `${line}\0`], [comment, `${line}é`], [`\ufeff${comment}`, line],
	];
	// Even if the pack is unsigned.
	await assert.rejects(openPack(bytesOf("three-lessons"), { keys: [comment] }), TypeError);
	for (const end of ["\n", "\r\n"]) {
		for (const one of keys) assert.deepEqual(await takenForKey(one.join(end)), [true, true], JSON.stringify(one));
		for (const one of others) assert.deepEqual(await takenForKey(one.join(end)), [false, false], JSON.stringify(one));
	}
});

/** The pack with an altered signature and a correct checksum for it. */
function forge(change) {
	const at = signed.indexOf("manifest.json.minisig");
	const [start, length] = [at + 21, signed.readUInt32LE(at - 12)];
	const text = Buffer.from(change(signed.subarray(start, start + length).toString()));
	assert.equal(text.length, length);
	const bytes = Buffer.from(signed);
	text.copy(bytes, start);
	bytes.writeUInt32LE(crc32(text), at - 16);
	return bytes;
}

function crc32(bytes) {
	let crc = ~0;
	for (const byte of bytes) {
		crc ^= byte;
		for (let i = 0; i < 8; i++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
	}
	return ~crc >>> 0;
}

test("an altered signature is refused", async () => {
	const flip = (line, at) => (text) => {
		const lines = text.split("\n");
		const to = lines[line][at] === "A" ? "B" : "A";
		lines[line] = lines[line].slice(0, at) + to + lines[line].slice(at + 1);
		return lines.join("\n");
	};
	await openPack(forge((text) => text), { keys: [key("ours")] });
	await openPack(forge(flip(0, 20)), { keys: [key("ours")] }); // the comment that is not signed
	await refuses(forge(flip(1, 40)), [key("ours")], /signature is wrong/);
	await refuses(forge(flip(1, 4)), [key("ours")], /not trusted/);
	await refuses(forge(flip(1, 0)), [key("ours")], /not in the format of minisign/);
	await refuses(forge(flip(2, 20)), [key("ours")], /signature is wrong/);
	await refuses(forge(flip(2, 0)), [key("ours")], /not in the format of minisign/);
	await refuses(forge(flip(3, 10)), [key("ours")], /signature is wrong/);
});
