/** Checks the documents of a release that stand beside its packs. A pack checks itself: `pack.verify()`. */

/** Checks `latest.json` or `progress.json`, its bytes or its text, and gives what it holds. What is wrong is thrown, as a
 * `SatchelError` of the code `damaged` or `unsupported`. Its signature is another matter: see `readLatest` in
 * `satchel/update`.
 *
 * ```js
 * const { since } = checkReleaseDocument("progress.json", await (await fetch(url)).text());
 * ```
 */
export function checkReleaseDocument<Name extends keyof ReleaseDocuments>(
	name: Name,
	content: Uint8Array | string,
): ReleaseDocuments[Name];

export interface ReleaseDocuments {
	"latest.json": LatestDocument;
	"progress.json": ProgressDocument;
}

export interface LatestDocument {
	format: 1;
	id: string;
	title: string;
	version: string;
	release: number;
	/** YYYY-MM-DD, as `expires`. */
	date: string;
	expires: string;
	requires: string[];
	editions: {
		edition: "full" | "free";
		/** A reference, to be resolved against the address of latest.json. */
		url: string;
		size: number;
		head: number;
		sha256: string;
		contentRoot: string;
	}[];
}

export interface ProgressDocument {
	format: 1;
	id: string;
	release: number;
	/** For the id of an item, the release that progress on it counts from. */
	since: Record<string, number>;
}
