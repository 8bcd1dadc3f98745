// The packs that the tests read. tests/web/run makes them in the folder WORK.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const work = resolve(process.env.WORK ?? "build/test/web");

export const satchelPack = resolve(process.env.BUILD ?? "build", "bin/satchel-pack");

/** The bytes of a test vector, or of a pack made for these tests. */
export const pack = (name) => readFileSync(join(work, "packs", `${name}.satchel`));

/** The text of a public key. */
export const key = (name) => readFileSync(join(work, "keys", `${name}.pub`), "utf8");

/** The table of the vectors: their names, and the expected status. */
export const vectors = JSON.parse(readFileSync(join(work, "vectors.json"), "utf8"));

/** Whether a reader's verdict `said` on a vector is correct. Readers may disagree on whether a broken file is a pack at
 * all, because this one begins at the other end. */
export function fits(said, status) {
	const broken = ["not-a-pack", "damaged"];
	return said === status || (broken.includes(said) && broken.includes(status));
}
