// Packs that are stored on this device, to be read without a network. Those of a release are updated by satchel/update,
// which fetches only what changed; a pack without a release is fetched anew when it has changed.

import { openPack } from "../satchel/satchel.js";
import { database } from "./database.js";

const STORE = "packs";
const packs = database("satchel-packs", [STORE]);

/** Where the configuration has its pack, which is also the key of the stored copy. */
export const addressOfPack = ({ pack, packs: folder }) => new URL(pack ?? folder, document.baseURI).href;

const partialKey = (address) => `${address} partial`;

/** The stored copy, { blob, at }, or undefined: also if the browser forbids databases. */
export const storedCopy = (config) => packs.get(STORE, addressOfPack(config)).catch(() => undefined);

/** Opens the stored copy; undefined if there is none. One that is damaged or not signed by the keys is removed. */
export async function openStored(config) {
	const copy = await storedCopy(config);
	if (!copy) return undefined;
	try {
		return await openPack(copy.blob, { keys: config.keys });
	} catch {
		await removeStored(config).catch(() => {});
		return undefined;
	}
}

export const removeStored = (config) =>
	packs.putAll(STORE, new Map([addressOfPack(config), partialKey(addressOfPack(config))].map((key) => [key, undefined])));

/** Stores the pack, or its newer release; `report` is called with the bytes received and the total, if that is known.
 * What arrived before a broken connection is used by the next call. Returns whether there was something newer. */
export async function store(config, report = () => {}) {
	const address = addressOfPack(config);
	const copy = await storedCopy(config);
	const blob = await (config.pack ? fetchWhole(config, copy, report) : fetchRelease(config, copy, report));
	if (blob) await packs.putAll(STORE, new Map([[address, { blob, at: Date.now() }], [partialKey(address), undefined]]));
	return Boolean(blob);
}

async function fetchRelease(config, copy, report) {
	const { update } = await import("../satchel/update.js");
	const address = addressOfPack(config);
	const partial = (await packs.get(STORE, partialKey(address)).catch(() => undefined)) ?? {};
	const onProgress = ({ fetched, total }) => report(fetched, total);
	try {
		const { upToDate, pack } = await update(address, { keys: config.keys, base: copy?.blob, partial, onProgress });
		return upToDate ? undefined : pack;
	} catch (error) {
		await packs.putAll(STORE, new Map([[partialKey(address), partial]])).catch(() => {});
		throw error;
	}
}

/** The whole file, checked, unless it is the same as the copy. */
async function fetchWhole(config, copy, report) {
	const address = addressOfPack(config);
	const { keys } = config;
	if (copy) {
		const [here, there] = await Promise.all([openPack(copy.blob, { keys }), openPack(address, { keys })]);
		const marks = [here, there].map(({ manifest: { release, contentRoot } }) => `${release} ${contentRoot}`);
		if (marks[0] === marks[1]) return undefined;
	}
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
	const problems = await (await openPack(blob, { keys })).verify();
	if (problems.length) throw Object.assign(new Error(problems[0].message), { code: "damaged" });
	return blob;
}
