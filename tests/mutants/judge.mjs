// The same as judge.c, with satchel.js.

import { readFileSync } from "node:fs";
import { openPack } from "../../tools/web/satchel/satchel.js";
import { checkReleaseDocument } from "../../tools/web/satchel/verify.js";

const all = readFileSync(process.argv[2]);
const names = { l: "latest.json", r: "progress.json" };
const lines = [];

async function judge(kind, bytes) {
	try {
		if (kind !== "p") return (checkReleaseDocument(names[kind], bytes), ["ok", ""]);
		const pack = await openPack(bytes);
		const [problem] = await pack.verify();
		if (problem) return ["damaged", problem.message];
		// A good lesson can also be read.
		for await (const { id } of pack) await pack.lesson(id);
		return ["ok", ""];
	} catch (error) {
		return [error.code ?? "crash", error.code ? error.message : error.stack];
	}
}

for (let at = 0; at < all.length; ) {
	const size = all.readUInt32LE(at + 1);
	const [status, message] = await judge(String.fromCharCode(all[at]), all.subarray(at + 5, at + 5 + size));
	lines.push(`${status}\t${message.replaceAll("\n", " ")}\n`);
	at += 5 + size;
}
process.stdout.write(lines.join(""));
