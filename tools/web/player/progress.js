// Learners' progress, by the ids of items, cards and lessons: in a database of the browser, and in memory while the page
// is open. If the database is forbidden or full, it lasts in memory only, and `storage` says so; each later change tries
// to store everything again. Pages of the same pack tell each other what changes. records.js says what a record is.

import { database, isFull } from "./database.js";

/** The item of a record: cards with numbers belong to one item. */
export const itemOf = (id) => id.replace(/\.\d+$/, "");

/** Why nothing can be stored: "full", or "forbidden" by the browser or its settings. */
const reason = (error) => (isFull(error) ? "full" : "forbidden");

const listening = () => {
	const listeners = new Set();
	return {
		tell: (...words) => listeners.forEach((listener) => listener(...words)),
		add(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
};

/** What connects the pages of a pack; nothing in browsers that have no such thing. */
function channelOf(name) {
	try {
		return new BroadcastChannel(name);
	} catch {
		return { postMessage() {} };
	}
}

/** Progress on the pack with that id. The result is there at once; `get` and the other calls wait until what is stored has
 * been read. */
export function openProgress(pack, { now = Date.now } = {}) {
	const name = `satchel-progress-${pack}`;
	const base = database(name, ["records", "notes"]);
	const channel = channelOf(name);
	const records = new Map();
	const unsaved = new Map(); // undefined for what must be removed
	const [changes, storages] = [listening(), listening()];
	let storage = { kind: "kept" };
	let saving = Promise.resolve();

	function setStorage(next) {
		if (next.kind === storage.kind && next.why === storage.why) return;
		storage = next;
		storages.tell(storage);
	}

	function set(id, record, elsewhere) {
		if (record) records.set(id, record);
		else records.delete(id);
		changes.tell(id, record, elsewhere);
	}

	let loading;
	/** Reads what is stored, when it is first needed. */
	const load = () =>
		(loading ??= base.all("records").then(
			(all) => all.forEach((record, id) => set(id, record, true)),
			(error) => setStorage({ kind: "memory", why: reason(error) }),
		));

	async function save() {
		const entries = new Map(unsaved);
		if (!entries.size) return;
		try {
			await base.putAll("records", entries);
			entries.forEach((record, id) => unsaved.get(id) === record && unsaved.delete(id));
			setStorage({ kind: "kept" });
		} catch (error) {
			setStorage({ kind: "memory", why: reason(error) });
		}
	}

	/** Changes records, and resolves when they are stored, or can't be. */
	async function change(entries) {
		await load();
		for (const [id, record] of entries) {
			unsaved.set(id, record);
			set(id, record, false);
		}
		channel.postMessage([...entries]);
		saving = saving.then(save);
		return saving;
	}

	channel.onmessage = async ({ data }) => {
		await load();
		for (const [id, record] of data) {
			if (record && records.get(id)?.at > record.at) continue;
			unsaved.delete(id);
			set(id, record, true);
		}
	};

	const notes = new Map(); // those that could not be stored

	return {
		/** The id of the pack, and its release, which becomes part of new records. Set it when a pack has been opened. */
		pack,
		release: undefined,
		/** { kind: "kept" }, or { kind: "memory", why } if progress will be lost with the page. */
		get storage() {
			return storage;
		},
		/** Reads what is stored, if that has not been read. */
		load,
		async get(id) {
			await load();
			return records.get(id);
		},
		/** Sets what is recorded for an id, with the time and the release. */
		put(id, record) {
			return change(new Map([[id, { ...record, release: this.release, at: now() }]]));
		},
		/** All records, by id. */
		async all() {
			await load();
			return new Map(records);
		},
		/** Sets the records of a Map as they are. */
		putAll: change,
		remove: (ids) => change(new Map([...ids].map((id) => [id, undefined]))),
		/** Calls the function with id, record (undefined if it was removed), and whether another page did it, after each
		 * change; returns a function that ends this. */
		onChange: changes.add,
		/** Calls the function with `storage` whenever that changes. */
		onStorage: storages.add,
		/** What the player remembers of the pack beside records, by name. */
		note: async (key) => (notes.has(key) ? notes.get(key) : base.get("notes", key).catch(() => undefined)),
		setNote: (key, value) =>
			base.putAll("notes", new Map([[key, value]])).then(
				() => void notes.delete(key),
				() => void notes.set(key, value),
			),
	};
}
