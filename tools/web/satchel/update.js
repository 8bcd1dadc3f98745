// Updates a stored pack. packs/FORMAT.md specifies releases; update.d.ts documents the calls.
//
// latest.json, which is signed, and the head of the pack list the parts of a release. Those that the stored copy has are
// copied, the others are fetched, and all are checked by their digests before they are returned.

import { toBytes } from "./bytes.js";
import { damaged, SatchelError } from "./errors.js";
import { readRecord } from "./latest.js";
import { Pack } from "./pack.js";
import { sizeOf } from "./ranges.js";
import { CustomReader, Source } from "./source.js";
import { Target, digestOf } from "./target.js";
import { Wire } from "./wire.js";

export { readLatest } from "./latest.js";
export { progressCounts, readProgress } from "./progress.js";

const rollback = (message) => new SatchelError("rollback", message);

async function openBase(from, signal) {
	if (!(from instanceof Blob || from instanceof ArrayBuffer || ArrayBuffer.isView(from))) {
		throw new TypeError("the stored copy is a Blob or bytes");
	}
	const blob = from instanceof Blob ? from : new Blob([toBytes(from)]);
	try {
		const source = new Source(new CustomReader(blob));
		await source.begin(signal);
		const pack = await Pack.open(source, { signal });
		return { blob, pack, manifest: pack.manifest, layout: await Pack.layout(pack, signal) };
	} catch (error) {
		if (!(error instanceof SatchelError)) throw error;
		// It will be replaced as a whole.
		if (error.code === "damaged" || error.code === "not-a-pack") return undefined;
		throw new SatchelError("base", `the stored copy is of no use: ${error.message}; update without it`, {
			cause: error,
		});
	}
}

function refuseBefore({ manifest }, { id, version, release }, edition) {
	if (manifest.id !== id) {
		throw new SatchelError("other-pack", `latest.json is of '${id}', the stored copy of '${manifest.id}'`);
	}
	if (release < manifest.release) {
		throw rollback(`latest.json is of release ${release}; the stored copy has release ${manifest.release} already`);
	}
	const comparable = manifest.edition === edition.edition;
	const other = manifest.version !== version || (comparable && manifest.contentRoot !== edition.contentRoot);
	if (release === manifest.release && other) throw otherContent(release);
}

const otherContent = (release) => rollback(`latest.json has other content as release ${release} than the stored copy`);

export async function update(url, given = {}) {
	// An iterator can be used only once.
	const options = { ...given, keys: given.keys && [...given.keys] };
	const wire = new Wire(options);
	const base = options.base === undefined ? undefined : await openBase(options.base, options.signal);
	try {
		return await updateOnce(url, options, wire, base);
	} catch (error) {
		// A release may have been published meanwhile.
		if (error?.code !== "changed") throw error;
	}
	try {
		return await updateOnce(url, options, wire, base);
	} catch (error) {
		if (error?.code !== "changed") throw error;
		const message = "the pack on the server is not, or no longer, the one that latest.json names; try again later";
		throw new SatchelError("changed", message, { cause: error });
	}
}

async function updateOnce(url, options, wire, base) {
	const record = await readRecord(url, options, wire);
	const { version, release, expires, expiresSoon } = record;
	const edition = chooseEdition(record.editions, options.edition ?? base?.manifest.edition);
	const result = (more) => {
		const { fetched, requests } = wire;
		return { ...more, version, release, edition: edition.edition, expires, expiresSoon, fetched, requests };
	};
	if (base) {
		refuseBefore(base, record, edition);
		const same = base.blob.size === edition.size && (await digestOf(base.blob, options.signal)) === edition.sha256;
		if (same) return result({ upToDate: true, pack: base.blob });
	}
	const target = new Target(edition, wire, options.partial);
	await target.open(record, options.keys, base);
	if (base) {
		// The same manifest means the same content: the difference is damage, or the signature.
		const { manifest } = base;
		const same = JSON.stringify(manifest) === JSON.stringify(target.manifest);
		if (release === manifest.release && edition.edition === manifest.edition && !same) throw otherContent(release);
		await target.copy(base);
	}
	if (options.dryRun) {
		const requests = target.plan(edition.head, target.end);
		const soFar = result({ upToDate: false });
		return { ...soFar, fetched: soFar.fetched + sizeOf(requests.flat()), requests: soFar.requests + requests.length };
	}
	const pack = await target.complete();
	target.kept.pieces = [];
	return result({ upToDate: false, pack });
}

function chooseEdition(editions, wanted) {
	const only = editions.length === 1 && wanted === undefined ? editions[0] : undefined;
	const edition = only ?? editions.find((one) => one.edition === (wanted ?? "full"));
	if (!edition) throw new SatchelError("not-found", `the release has no edition '${wanted ?? "full"}'`);
	return edition;
}
