/**
 * Brings a stored pack up to date for what has changed, in browsers and in Node.
 *
 * ```js
 * import { update } from "satchel/update";
 *
 * const { upToDate, pack } = await update("https://example.org/packs/", { keys: [ourPublicKey], base: stored });
 * if (!upToDate) await store(pack);
 * ```
 *
 * Whatever fails throws a `SatchelError` (see satchel.d.ts), or the reason of the signal that ended it; an argument that
 * makes no sense, such as a key that is none, a `TypeError`.
 */

/** Reads the stored copy's successor: the pack that `latest.json` tells of, byte for byte as it was published.
 *
 * What the stored copy has is copied from there after its digests were checked, the rest is fetched by ranges; if the
 * copy is too damaged to be of use, all of it is. Every entry, the whole (as `verify` checks it) and the signatures are
 * checked before the pack is handed out; the stored copy is not touched.
 *
 * ```js
 * const kept = {};                                             // what has come, for the next attempt
 * try {
 *   const { pack, upToDate } = await update(url, { keys, base, partial: kept, onProgress: show });
 *   if (!upToDate) await store(pack);
 * } catch (error) {
 *   if (error.code === "unreadable") offerToTryAgain();        // update(url, { …, partial: kept })
 *   else throw error;
 * }
 *
 * const { fetched } = await update(url, { keys, base, dryRun: true });   // what it would cost
 * ```
 *
 * `url` is that of `latest.json` or of the folder that it is in. The stored copy is also what is remembered: a lower
 * release than its own, or the same with other content, is refused.
 */
export function update(url: string | URL, options?: UpdateOptions): Promise<Update>;

/** Reads `latest.json` and checks it: signature, expiry, clock. It says what there is without fetching a pack.
 *
 * ```js
 * const { version, editions } = await readLatest("https://example.org/packs/", { keys });
 * ```
 */
export function readLatest(url: string | URL, options?: LatestOptions): Promise<Latest>;

export interface LatestOptions {
	/** Public keys that are trusted: the texts of `.pub` files, or their last lines. Where they are given, what none of
	 * them signed is refused: `latest.json` as well as the pack. Without them nothing tells who made a release. */
	keys?: Iterable<string>;
	/** Used instead of the global `fetch`. */
	fetch?: (
		url: string,
		init: { headers: Record<string, string>; cache?: "no-cache"; signal: AbortSignal },
	) => Promise<Response>;
	/** The time, where it is not that of the machine's clock. */
	now?: Date | number;
	/** Ends the call. */
	signal?: AbortSignal;
	/** How long to wait for a server, in milliseconds; 30,000 if it is not said. For so long it may send nothing, or less
	 * than 1,024 bytes a second on average; `latest.json` and its signature must each arrive within this time. */
	timeout?: number;
}

export interface UpdateOptions extends LatestOptions {
	/** The stored copy: a Blob or File, or bytes. Without it the whole pack is fetched. It must stay as it is until the
	 * new pack is stored, for that is made of parts of it. */
	base?: Blob | ArrayBuffer | ArrayBufferView;
	/** Which edition; if it is not said, that of the stored copy, without one the only one there is, else `full`. */
	edition?: string;
	/** An object of yours, empty at first, in which is kept what has been fetched. Hand it to the next attempt, and that
	 * does not begin anew. It can be put into IndexedDB. What it holds is checked as if it came from the server. */
	partial?: Partial<Fetched>;
	/** Called as bytes come. */
	onProgress?: (progress: Progress) => void;
	/** Only find out what the update would cost: `fetched` and `requests` of the result tell it; there is no `pack`. */
	dryRun?: boolean;
}

export interface Fetched {
	/** The digest of the pack that the pieces are of. */
	sha256: string;
	pieces: { at: number; blob: Blob }[];
}

export interface Progress {
	/** Bytes that have come. */
	fetched: number;
	/** How many will have come in the end; not known at first, and it may change. */
	total: number | undefined;
	requests: number;
}

export interface Update {
	/** The stored copy is what is published. */
	upToDate: boolean;
	/** The pack, byte for byte as it is published: a new one, or the stored copy. */
	pack?: Blob;
	version: string;
	release: number;
	edition: string;
	/** The last day (UTC) on which `latest.json` may be relied on. */
	expires: string;
	/** Whether that day is near: tell whoever publishes, not learners. */
	expiresSoon: boolean;
	/** Bytes that came over the network. */
	fetched: number;
	requests: number;
}

/** What a release says of itself. */
export interface Latest {
	format: 1;
	/** The pack, the same in all its releases. */
	id: string;
	title: string;
	/** Semantic version of the content. */
	version: string;
	/** Rises with each release. */
	release: number;
	/** The day of the release, YYYY-MM-DD. */
	date: string;
	/** The last day (UTC) on which this may be relied on: if there is nothing newer then, somebody holds it back. */
	expires: string;
	/** Whether that day is near: it is at most 14 days away, or in the last third of a shorter time. */
	expiresSoon: boolean;
	requires: string[];
	editions: Edition[];
}

export interface Edition {
	edition: string;
	/** Where the pack is, absolute. */
	url: string;
	/** Length of the pack. */
	size: number;
	/** The bytes before its first lesson, which tell of all that is in it. */
	head: number;
	/** Digest of the whole file. */
	sha256: string;
	contentRoot: string;
}
