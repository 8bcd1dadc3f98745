/**
 * Updates a stored pack, fetching only what changed, in browsers and in Node.
 *
 * ```js
 * import { update } from "satchel/update";
 *
 * const { upToDate, pack } = await update("https://example.org/packs/", { keys: [ourPublicKey], base: stored });
 * if (!upToDate) await store(pack);
 * ```
 *
 * Failures throw a `SatchelError` (see satchel.d.ts), or the abort reason of the signal. Invalid arguments, such as
 * malformed keys, throw a `TypeError`.
 */

import type { LatestDocument, ProgressDocument } from "./verify.js";

/** Returns the pack that `latest.json` announces, byte for byte as it was published.
 *
 * Parts that the stored copy has are copied from it after their digests have been checked; the rest is fetched by range
 * requests. If the copy is too damaged, everything is fetched. Every entry, the whole pack (as `verify` does) and the
 * signatures are checked before the pack is returned. The stored copy is not modified.
 *
 * ```js
 * const kept = {};                                             // what has been fetched, for a retry
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
 * `url` is the address of `latest.json` or of its folder. A lower release than that of the stored copy, or the same
 * release with other content, is refused.
 */
export function update(url: string | URL, options?: UpdateOptions): Promise<Update>;

/** Fetches `latest.json` and checks its signature, expiry date and date, without fetching a pack.
 *
 * ```js
 * const { version, editions } = await readLatest("https://example.org/packs/", { keys });
 * ```
 */
export function readLatest(url: string | URL, options?: LatestOptions): Promise<Latest>;

/** Fetches `progress.json` of the release of a pack, which lists the items whose progress was reset. Call it when an older
 * pack is replaced. With keys, it is accepted only with a digest in a signed `SHA256SUMS`; without one in either, nothing
 * was ever reset. The error has the code `changed` if the server has another release than the pack: try again later.
 *
 * ```js
 * const progress = await readProgress("https://example.org/packs/", pack.manifest, { keys });
 * for (const { id, release } of learned) if (!progressCounts(progress, id, release)) await forget(id);
 * ```
 */
export function readProgress(
	url: string | URL,
	manifest: { id: string; version: string; release: number },
	options?: LatestOptions,
): Promise<ProgressDocument>;

/** Whether progress on the item, made with the pack of that release, still counts. */
export function progressCounts(progress: ProgressDocument, item: string, release: number): boolean;

export interface LatestOptions {
	/** Trusted public keys: the texts of `.pub` files, or their second lines. If given, `latest.json` and the pack are
	 * refused unless one of them signed both. Without keys, nothing proves who made a release. */
	keys?: Iterable<string>;
	/** Used instead of the global `fetch`. */
	fetch?: (
		url: string,
		init: { headers: Record<string, string>; cache?: "no-cache"; signal: AbortSignal },
	) => Promise<Response>;
	/** The current time, if the machine's clock is not to be used. */
	now?: Date | number;
	/** Aborts the call. */
	signal?: AbortSignal;
	/** How long to wait for a server, in milliseconds; 30,000 by default. The call fails if no data arrives for this
	 * time, or less than 1,024 bytes per second on average; `latest.json` and its signature must each arrive within it. */
	timeout?: number;
}

export interface UpdateOptions extends LatestOptions {
	/** The stored copy: a Blob or File, or bytes. Without it, the whole pack is fetched. It must not change until the new
	 * pack, which refers to parts of it, is stored. */
	base?: Blob | ArrayBuffer | ArrayBufferView;
	/** The edition. The default is that of the stored copy; without one, the only one there is, else `full`. */
	edition?: string;
	/** An object of yours, empty at first, that stores what has been fetched. Pass it to the next attempt, which then
	 * resumes. It can be stored in IndexedDB. Its contents are checked as if they came from the server. */
	partial?: Partial<Fetched>;
	/** Called when bytes arrive. */
	onProgress?: (progress: Progress) => void;
	/** Only estimate the cost of the update: the result has `fetched` and `requests`, but no `pack`. */
	dryRun?: boolean;
}

export interface Fetched {
	/** The digest of the pack that the pieces belong to. */
	sha256: string;
	pieces: { at: number; blob: Blob }[];
}

export interface Progress {
	/** Bytes received so far. */
	fetched: number;
	/** The expected total; unknown at first, and may change. */
	total: number | undefined;
	requests: number;
}

export interface Update {
	/** Whether the stored copy is the published pack. */
	upToDate: boolean;
	/** The published pack: a new one, or the stored copy. */
	pack?: Blob;
	version: string;
	release: number;
	edition: string;
	/** The last day (UTC) on which `latest.json` is valid. */
	expires: string;
	/** Whether that day is near: warn the publisher, not learners. */
	expiresSoon: boolean;
	/** Bytes received over the network. */
	fetched: number;
	requests: number;
}

/** `latest.json`, with absolute addresses of the packs. */
export interface Latest extends LatestDocument {
	/** Whether it is about to expire: at most 14 days, or the last third of a shorter lifetime, remain. */
	expiresSoon: boolean;
}
