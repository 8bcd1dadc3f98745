// Each test vector of the format is accepted or refused as expected, when opened or verified.

import assert from "node:assert/strict";
import test from "node:test";
import { openPack } from "../../tools/web/satchel/satchel.js";
import { fits, pack as bytesOf, vectors } from "./packs.js";

for (const { name, status } of vectors) {
	test(`${name}: ${status}`, async () => {
		let said, messages;
		try {
			messages = (await (await openPack(bytesOf(name))).verify()).map(({ message }) => message);
			said = messages.length ? "damaged" : "ok";
		} catch (error) {
			said = error.code ?? error.stack;
			messages = [error.message];
		}
		assert.ok(fits(said, status), `${said}: ${messages.join("; ")}`);
		for (const message of messages) assert.doesNotMatch(message, /\p{C}/u, "a message can be printed");
	});
}
