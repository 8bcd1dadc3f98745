// Reads Satchel packs, in browsers and in Node. packs/FORMAT.md specifies packs; satchel.d.ts documents the calls.
//
// Nothing in a pack is trusted: lengths are checked before memory is allocated, digests before bytes are used, and
// documents against their schemas before they are returned. verify.js checks everything else in a pack.

// Every module that opening a pack and reading a lesson need is named here, so that a browser requests them all at once,
// not one level of imports after another. Others are loaded when they are needed.
import "./bytes.js";
import "./documents.js";
import "./json.js";
import { Pack } from "./pack.js";
import "./schema.js";
import "./schemas.js";
import { Source, toReader } from "./source.js";
import "./wire.js";
import "./zip.js";

export { SatchelError } from "./errors.js";

export async function openPack(from, options = {}) {
	const source = new Source(toReader(from, options));
	await source.begin(options.signal);
	return Pack.open(source, options);
}
