// Learners' progress, by the id of the item or lesson. In memory only.

/** `storage` says whether it outlasts the page: { kind: "kept" }, or { kind: "memory", why }. */
export async function openProgress() {
	const records = new Map();
	const listeners = new Set();
	return {
		storage: { kind: "memory", why: "unsupported" },
		async get(id) {
			return records.get(id);
		},
		async put(id, record) {
			records.set(id, record);
			for (const listener of listeners) listener(id, record);
		},
		/** All records, by id. */
		async all() {
			return new Map(records);
		},
		/** Calls the function with id and record after each change, also in another tab; returns one that ends this. */
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}
