// progress.json, which says whose progress a release has reset. update.d.ts documents the calls.

import { KIB, MIB, sha256 } from "./bytes.js";
import { checkProgress, PROGRESS_MOST } from "./documents.js";
import { check, printable, SatchelError, unreadable, untrusted } from "./errors.js";
import { recordUrl } from "./latest.js";
import { checkSignature } from "./signature.js";
import { Wire } from "./wire.js";

const NAME = "progress.json";
const SUMS_MOST = MIB;
const SIGNATURE_MOST = 4 * KIB;

/** Errors that a release causes while it is being published. */
const PASSING = ["untrusted", "changed", "damaged"];

function checkOwner({ id, release }, manifest, what) {
	if (id !== manifest.id) throw new SatchelError("other-pack", `${what} is of '${printable(id)}', not of '${manifest.id}'`);
	if (release !== manifest.release) {
		throw new SatchelError("changed", `${what} is of release ${release}, and the pack of release ${manifest.release}`);
	}
}

/** The digest of the file in SHA256SUMS, which one of the keys must have signed; undefined if it does not list it. */
async function signedDigest(fetched, keys, manifest) {
	const sums = await fetched("SHA256SUMS", SUMS_MOST);
	const signature = await fetched("SHA256SUMS.minisig", SIGNATURE_MOST);
	if (!sums) throw untrusted("the release has no SHA256SUMS");
	const comment = await checkSignature(sums.bytes, signature?.bytes, keys, "SHA256SUMS");
	const [, id, version, release] = /^sums (\S+) (\S+) release (\d{1,10})$/.exec(comment) ?? [];
	if (!id) throw untrusted(`the signature of SHA256SUMS is for something else: '${printable(comment)}'`);
	checkOwner({ id, release: Number(release) }, manifest, "SHA256SUMS");
	if (version !== manifest.version) throw untrusted(`SHA256SUMS is of version ${printable(version)}`);
	const lines = new TextDecoder().decode(sums.bytes).split("\n");
	return lines.find((line) => line.slice(64) === `  ${NAME}`)?.slice(0, 64);
}

async function readOnce(where, manifest, keys, wire) {
	const fetched = (name, most, whole = true) => {
		const url = recordUrl(where);
		url.pathname = url.pathname.replace(/[^/]*$/, name);
		return wire.small(url.href, most, whole);
	};
	const nothing = { format: 1, id: manifest.id, release: manifest.release, since: {} };
	const digest = keys && (await signedDigest(fetched, keys, manifest));
	if (keys && !digest) return nothing;
	const file = await fetched(NAME, PROGRESS_MOST, false);
	if (!file && keys) throw unreadable(`SHA256SUMS lists ${NAME}, but the server answered 404`);
	if (!file) return nothing;
	check(!keys || (await sha256(file.bytes)) === digest, `${NAME} does not have the digest in SHA256SUMS`);
	const document = checkProgress(file.bytes);
	checkOwner(document, manifest, NAME);
	return document;
}

export async function readProgress(where, manifest, options = {}) {
	const wire = new Wire(options);
	const keys = options.keys && [...options.keys];
	const read = () => readOnce(where, manifest, keys, wire);
	return read().catch((error) => {
		if (!PASSING.includes(error?.code)) throw error;
		return read();
	});
}

export function progressCounts({ since }, item, release) {
	return !Object.hasOwn(since, item) || release >= since[item];
}
