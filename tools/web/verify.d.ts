/** Checks the documents that are published beside the packs of a release. For packs, use `pack.verify()`. */

/** Parses and checks `latest.json` or `progress.json`, given as bytes or text. Throws a `SatchelError` with the code
 * `damaged` or `unsupported` if it is invalid. Signatures are not checked here: see `readLatest` in `satchel/update`.
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
	/** YYYY-MM-DD, like `expires`. */
	date: string;
	expires: string;
	requires: string[];
	editions: {
		edition: "full" | "free";
		/** A reference relative to the address of latest.json. */
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
	/** For each item id, the release from which progress on it counts. */
	since: Record<string, number>;
}
