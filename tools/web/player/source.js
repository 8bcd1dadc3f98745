// Where the player gets its pack: from its page, from a file, or from a release.

import { readLatest } from "../satchel/latest.js";
import { openPack, SatchelError } from "../satchel/satchel.js";
import { preference, setPreference } from "./preferences.js";

const inPage = (id) => document.getElementById(id)?.textContent;

/** Whether the pack is in the page itself. */
export const isInPage = () => inPage("satchel-pack") !== undefined;

/** The configuration: in the page itself, or in player.json beside it. */
export async function readConfig() {
	const inline = inPage("satchel-player");
	if (inline !== undefined) return JSON.parse(inline);
	try {
		const response = await fetch("player.json");
		if (!response.ok) throw new Error(`the server answered ${response.status}`);
		return await response.json();
	} catch (error) {
		throw new SatchelError("unreadable", `cannot read player.json: ${error.message}`, { cause: error });
	}
}

/** Where the configuration has its pack; a stored copy of it has this name. */
export const addressOfPack = ({ pack, packs }) => new URL(pack ?? packs, document.baseURI).href;

/** The preference that says whether there is a stored copy, so that no database has to be opened to find out. */
export const storedMark = (config) => `stored ${addressOfPack(config)}`;
export const isStored = (config) => Boolean(preference(storedMark(config)));

function decoded(base64) {
	const binary = atob(base64);
	const bytes = new Uint8Array(binary.length);
	for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
	return bytes;
}

/** The address of the pack: the edition of a release that is full, if there is one. */
async function locate({ pack, packs, keys }) {
	if (pack) return new URL(pack, document.baseURI).href;
	const { editions } = await readLatest(new URL(packs, document.baseURI), { keys });
	return (editions.find(({ edition }) => edition === "full") ?? editions[0]).url;
}

/** The preference that says which release of a pack was the newest that was read from its address. */
const newestMark = (config, { id }) => `newest ${addressOfPack(config)} ${id}`;

/** Remembers the newest release, and returns it. A preview has no releases. */
function noteRelease(config, manifest) {
	const newest = Math.max(manifest.release, Number(preference(newestMark(config, manifest)) ?? 0));
	if (!config.live) setPreference(newestMark(config, manifest), newest);
	return newest;
}

/** Refuses lessons that are older than what the server had before; the error's `accept` lets them be read from now on. */
async function openFromServer(config) {
	const from = await locate(config);
	const pack = await openPack(from, { keys: config.keys });
	const newest = noteRelease(config, pack.manifest);
	if (newest > pack.manifest.release && !config.live) {
		const problem = new SatchelError("rollback", `the server has release ${pack.manifest.release}, and had release ${newest} before`);
		throw Object.assign(problem, { accept: () => setPreference(newestMark(config, pack.manifest), undefined) });
	}
	return { pack, from };
}

/** Opens the pack that the configuration names: `pack` is the address of one file, `packs` that of a release. A stored copy
 * of a release is used at once, and updated later; that of one file if there is no network. Returns the pack, and where
 * it comes from, so that a worker can open it too: `from`, an address or a Blob. */
export async function openConfigured(config) {
	const inline = inPage("satchel-pack");
	if (inline !== undefined) return { pack: await openPack(decoded(inline)) };
	if (!isStored(config)) return openFromServer(config);
	const { openStored } = await import("./stored.js");
	if (config.packs || !navigator.onLine) {
		const stored = await openStored(config);
		if (stored) noteRelease(config, stored.pack.manifest);
		return stored ?? openFromServer(config);
	}
	try {
		return await openFromServer(config);
	} catch (error) {
		const stored = error?.code === "unreadable" && (await openStored(config));
		if (stored) return stored;
		throw error;
	}
}
