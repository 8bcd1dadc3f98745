// The packs that the tests read: the test vectors, and those that tests/web/run makes in the folder WORK.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const work = resolve(process.env.WORK);

export const satchelPack = resolve(process.env.BUILD ?? "build", "bin/satchel-pack");

const vectorFolder = resolve(process.env.BUILD ?? "build", "test/vectors");

/** The path of a test vector, or of a pack made for these tests. */
export const packPath = (name) => join(name.startsWith("web-") ? join(work, "packs") : vectorFolder, `${name}.satchel`);

export const pack = (name) => readFileSync(packPath(name));

/** The text of a public key. */
export const key = (name) => readFileSync(join(work, "keys", `${name}.pub`), "utf8");

/** The table of the vectors: their names, and the expected status. */
export const vectors = JSON.parse(readFileSync(join(vectorFolder, "list.json"), "utf8"));

/** Whether a reader's verdict `said` on a vector is correct. Readers may disagree on whether a broken file is a pack at
 * all, because this one begins at the other end. */
export function fits(said, status) {
	const broken = ["not-a-pack", "damaged"];
	return said === status || (broken.includes(said) && broken.includes(status));
}
