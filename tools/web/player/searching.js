// Searches the pack: a large one in a worker.

/** Packs with more lessons are large. */
const MANY = 500;

/** A function like that of the pack, which asks a worker, or the pack itself if there can be no worker. While it is busy,
 * only the last of the later queries waits; the others are never answered. */
function inWorker(pack, from, keys) {
	const worker = new Worker("player/search-worker.js", { type: "module" });
	let first = { from, keys };
	let busy = false;
	let next;

	function ask({ query, limit, resolve, reject }) {
		busy = true;
		worker.onmessage = ({ data: { found, code, message } }) => {
			busy = false;
			if (found) resolve(found);
			else reject(Object.assign(new Error(message), { code }));
			if (next) ask(next);
			next = undefined;
		};
		worker.onerror = () => resolve(pack.search(query, { limit }));
		worker.postMessage({ ...first, query, limit });
		first = {};
	}

	return (query, { limit }) =>
		new Promise((resolve, reject) => {
			const one = { query, limit, resolve, reject };
			if (busy) next = one;
			else ask(one);
		});
}

const searches = new WeakMap(); // pack to function

/** The function that searches the pack of `app`, which is kept with it. */
export function searchOf({ pack, from, config }) {
	if (!searches.has(pack)) {
		const large = pack.manifest.counts.lessons > MANY && from !== undefined && typeof Worker === "function";
		searches.set(pack, large ? inWorker(pack, from, config.keys) : (query, options) => pack.search(query, options));
	}
	return searches.get(pack);
}
