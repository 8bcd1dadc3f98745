// A database of the browser (IndexedDB) as promises. It may be forbidden, by settings or in a private window, and fail
// at any time, for instance when the disk is full.

/** Some browsers never answer after a crash; a learner should not wait for them. */
const PATIENCE = 5000;
const PAGE = 2000;

const promised = (request) =>
	new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});

function open(name, stores) {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(name, 1); // throws where it is forbidden
		const timer = setTimeout(() => reject(new Error("the database does not answer")), PATIENCE);
		request.onupgradeneeded = () => {
			for (const store of stores) request.result.createObjectStore(store);
		};
		request.onerror = () => reject(request.error);
		request.onsuccess = () => {
			clearTimeout(timer);
			request.result.onversionchange = () => request.result.close();
			resolve(request.result);
		};
	});
}

/** Whether a failure means that there is no room left. */
export const isFull = (error) => error?.name === "QuotaExceededError";

/** A database with these stores, in which each value has a key of its own. It is opened when it is first used, and again
 * after it was closed. */
export function database(name, stores) {
	let opened;

	async function once(store, mode, work) {
		opened ??= open(name, stores);
		let base;
		try {
			base = await opened;
			return await run(base.transaction(store, mode), store, work);
		} catch (error) {
			opened = undefined;
			base?.close();
			throw error;
		}
	}

	const transaction = (...all) =>
		once(...all).catch((error) => {
			if (error?.name !== "InvalidStateError") throw error;
			return once(...all); // the browser had closed it
		});

	/** Resolves with what `work` returns, once everything is stored. */
	function run(transaction, store, work) {
		const done = new Promise((resolve, reject) => {
			transaction.oncomplete = resolve;
			transaction.onabort = () => reject(transaction.error ?? new Error("the database gave up"));
		});
		const result = work(transaction.objectStore(store));
		return Promise.all([result, done]).then(([value]) => value);
	}

	return {
		get: (store, key) => transaction(store, "readonly", (values) => promised(values.get(key))),
		/** Stores the values of a Map by their keys: all or none. Undefined removes one. */
		putAll: (store, entries) =>
			transaction(store, "readwrite", (values) => {
				for (const [key, value] of entries) value === undefined ? values.delete(key) : values.put(value, key);
			}),
		/** All values by key, read in pages so that the page stays responsive. */
		async all(store) {
			const found = new Map();
			for (let range, full = true; full; ) {
				const [keys, values] = await transaction(store, "readonly", (all) =>
					Promise.all([promised(all.getAllKeys(range, PAGE)), promised(all.getAll(range, PAGE))]),
				);
				keys.forEach((key, i) => found.set(key, values[i]));
				full = keys.length === PAGE;
				if (full) range = IDBKeyRange.lowerBound(keys.at(-1), true);
			}
			return found;
		},
		clear: (store) => transaction(store, "readwrite", (values) => void values.clear()),
	};
}
