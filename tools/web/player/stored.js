// Packs that are stored on this device, to be read without a network. Those of a release are updated by satchel/update,
// which fetches only what changed; a pack without a release is fetched again when it has changed.

import { openPack } from "../satchel/satchel.js";
import { database } from "./database.js";
import { setPreference } from "./preferences.js";
import { addressOfPack, isStored, storedMark } from "./source.js";

const STORE = "packs";
const packs = database("satchel-packs", [STORE]);

const partialKey = (address) => `${address} partial`;

/** The stored copy, { blob, at }, or undefined: also if the browser forbids databases. */
export async function storedCopy(config) {
	if (!isStored(config)) return undefined;
	return packs.get(STORE, addressOfPack(config)).catch(() => undefined);
}

/** Opens the stored copy, { pack, from }; undefined if there is none. One that is damaged or not signed by the keys is
 * removed. */
export async function openStored(config) {
	const copy = await storedCopy(config);
	if (!copy) return undefined;
	try {
		return { pack: await openPack(copy.blob, { keys: config.keys }), from: copy.blob };
	} catch {
		await removeStored(config).catch(() => {});
		return undefined;
	}
}

export async function removeStored(config) {
	const address = addressOfPack(config);
	setPreference(storedMark(config), undefined);
	await packs.putAll(STORE, new Map([address, partialKey(address)].map((key) => [key, undefined])));
}

/** Stores the pack, or its newer release; `report` is called with the bytes received and the total, if that is known.
 * What arrived before a broken connection is used by the next call. Returns whether there was something newer. */
export async function store(config, report = () => {}) {
	const address = addressOfPack(config);
	const copy = await storedCopy(config);
	const blob = await (config.pack ? fetchWhole(config, copy, report) : fetchRelease(config, copy, report));
	if (!blob) return false;
	await packs.putAll(STORE, new Map([[address, { blob, at: Date.now() }], [partialKey(address), undefined]]));
	setPreference(storedMark(config), "yes");
	return true;
}

async function fetchRelease({ keys, packs: folder }, copy, report) {
	const { update } = await import("../satchel/update.js");
	const address = addressOfPack({ packs: folder });
	const partial = (await packs.get(STORE, partialKey(address)).catch(() => undefined)) ?? {};
	const onProgress = ({ fetched, total }) => report(fetched, total);
	try {
		const { upToDate, pack } = await update(address, { keys, base: copy?.blob, partial, onProgress });
		return upToDate ? undefined : pack;
	} catch (error) {
		await packs.putAll(STORE, new Map([[partialKey(address), partial]])).catch(() => {});
		throw error;
	}
}

/** Whether two packs have the same contents. */
const same = ([a, b]) => a.manifest.release === b.manifest.release && a.manifest.contentRoot === b.manifest.contentRoot;

/** The whole file, checked, unless it is the same as the copy. */
async function fetchWhole({ keys, pack }, copy, report) {
	const address = addressOfPack({ pack });
	if (copy && same(await Promise.all([copy.blob, address].map((from) => openPack(from, { keys }))))) return undefined;
	const response = await fetch(address);
	if (!response.ok) throw new Error(`the server answered ${response.status}`);
	const total = Number(response.headers.get("Content-Length")) || undefined;
	const pieces = [];
	let fetched = 0;
	for (const reader = response.body.getReader(); ; ) {
		const { done, value } = await reader.read();
		if (done) break;
		pieces.push(value);
		report((fetched += value.length), total);
	}
	const blob = new Blob(pieces);
	const [problem] = await (await openPack(blob, { keys })).verify();
	if (problem) throw Object.assign(new Error(problem.message), { code: "damaged" });
	return blob;
}
