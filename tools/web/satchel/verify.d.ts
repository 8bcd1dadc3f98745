/** Checks the documents that are published beside the packs of a release, and signatures. For packs, use
 * `pack.verify()`. */

/** Parses and checks `latest.json` or `progress.json`, given as bytes or text. Throws a `SatchelError` with the code
 * `damaged` or `unsupported` if it is invalid. Signatures are not checked here: see `readLatest` and `readProgress` in
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

/** Checks a signature in the format of minisign, and returns its signed comment. Rejects with a `SatchelError` with the code
 * `untrusted` unless one of the keys signed both. The same key may sign several kinds of files, so the comment must be
 * checked too: packs/FORMAT.md specifies those of releases.
 *
 * ```js
 * const comment = await checkSignature(sums, await fetchText("SHA256SUMS.minisig"), [ourPublicKey]);
 * if (comment !== `sums ${id} ${version} release ${release}`) throw new Error("signature of another release");
 * ```
 */
export function checkSignature(
	message: ArrayBuffer | ArrayBufferView | string,
	signature: ArrayBuffer | ArrayBufferView | string,
	keys: Iterable<string>,
): Promise<string>;

export interface ReleaseDocuments {
	"latest.json": LatestDocument;
	"progress.json": ProgressDocument;
}

/** The description of a release. */
export interface LatestDocument {
	format: 1;
	/** The id of the pack, the same in all its releases. */
	id: string;
	title: string;
	/** Semantic version of the content. */
	version: string;
	/** Increases with each release. */
	release: number;
	/** The date of the release, YYYY-MM-DD. */
	date: string;
	/** The last day (UTC) on which this is valid. If nothing newer is available after it, someone may be withholding it. */
	expires: string;
	requires: string[];
	editions: {
		edition: "full" | "free";
		/** The address of the pack, relative to that of latest.json. */
		url: string;
		/** The length of the pack in bytes. */
		size: number;
		/** The number of bytes before its first lesson, which describe the rest. */
		head: number;
		/** The SHA-256 of the whole file. */
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
