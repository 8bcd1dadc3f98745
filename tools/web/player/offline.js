// What makes the player work without a network: the service worker, which keeps the player, and the stored pack.

import { store, storedCopy } from "./stored.js";

/** Whether this page can have a service worker: not in a file from disk, nor in a preview, which shows what an author is
 * writing. */
export const canKeep = (config) =>
	"serviceWorker" in navigator && isSecureContext && /^https?:$/.test(location.protocol) && !config.live && Boolean(config.pack ?? config.packs);

/** Registers the service worker, and asks it to look for a newer player. */
export async function keepPlayer() {
	const registration = await navigator.serviceWorker.register("worker.js");
	const { active } = registration;
	active?.postMessage("refresh");
}

/** Updates the stored pack, if there is one; resolves with whether a newer release is stored now. */
export async function updateStored(config) {
	if (!navigator.onLine || !(await storedCopy(config))) return false;
	return store(config);
}
