// Searches a pack in a worker: reading the index of a large one would stop the page.

import { openPack } from "../satchel/satchel.js";

let opening; // a promise of the pack

/** The first message has what to open: `from`, an address or a Blob, and `keys`. */
addEventListener("message", async ({ data: { from, keys, query, limit } }) => {
	if (from) opening = openPack(from, { keys });
	try {
		postMessage({ found: await (await opening).search(query, { limit }) });
	} catch ({ code, message }) {
		postMessage({ code, message });
	}
});
