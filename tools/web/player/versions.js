// What a new release of a pack means for a learner: what is new, what was withdrawn, and what starts afresh.
//
// The note "outline" of the progress has the release that was seen last and how many questions and cards each of its
// lessons had; the note "news" what the last change of release meant, until the learner has read it.

import { itemOf } from "./progress.js";

const counted = ({ questions, cards }) => [questions, cards];

const outlineOf = (release, rows) => ({ release, lessons: Object.fromEntries(rows.map(({ id, counts }) => [id, counted(counts)])) });

/** New lessons, and lessons that got more questions or cards: [{ id, title, questions, cards }]; in new lessons, those
 * are undefined. */
function additions({ lessons }, rows) {
	const found = [];
	for (const { id, title, counts } of rows) {
		if (!Object.hasOwn(lessons, id)) found.push({ id, title });
		else {
			const [questions, cards] = counted(counts).map((count, i) => Math.max(0, count - lessons[id][i]));
			if (questions || cards) found.push({ id, title, questions, cards });
		}
	}
	return found;
}

/** Whether the pack has the item or lesson. */
async function isThere(pack, id) {
	const absent = (error) => {
		if (error?.code !== "not-found") throw error;
		return false;
	};
	const there = () => true;
	return (await pack.itemRow(itemOf(id)).then(there, absent)) || (await pack.row(id).then(there, absent));
}

/** Which items of these ids the pack does not have: a set. */
async function absentFrom(pack, ids) {
	const items = new Map();
	for (const id of ids) items.set(itemOf(id), undefined);
	for (const item of items.keys()) items.set(item, await isThere(pack, item));
	return new Set([...items].filter(([, there]) => !there).map(([id]) => id));
}

/** Marks the records whose items are absent as `gone`, and the others as not. They are kept, because another edition or
 * release may have the item. Returns the items that are newly gone. */
async function markGone(progress, records, absent) {
	const changed = new Map();
	for (const [id, { gone, ...record }] of records) {
		if (Boolean(gone) === absent.has(itemOf(id))) continue;
		changed.set(id, gone ? record : { ...record, gone: true });
	}
	await progress.putAll(changed);
	return [...new Set([...changed].filter(([, { gone }]) => gone).map(([id]) => itemOf(id)))];
}

/** Compares the pack with the release that the learner used before; does nothing if it is the same one, or if there is no
 * progress. `resets` is called only if there is progress made with an older release, and promises a function that returns
 * whether progress on an item, made with a release, still counts. If that fails, everything is left to the next call.
 * Returns the news, or undefined. */
export async function applyRelease(pack, progress, resets) {
	const { release, version } = pack.manifest;
	const before = await progress.note("outline");
	if (before?.release === release) return progress.note("news");
	const records = await progress.all();
	if (!records.size) return undefined;
	const older = [...records].filter(([, record]) => record.release < release);
	const counts = older.length && (await resets());
	const afresh = older.filter(([id, record]) => !counts(itemOf(id), record.release)).map(([id]) => id);
	const absent = await absentFrom(pack, records.keys());
	const rows = await pack.lessons();
	const added = before && before.release < release ? additions(before, rows) : [];
	await progress.remove(afresh);
	const withdrawn = await markGone(progress, await progress.all(), absent);
	await progress.setNote("outline", outlineOf(release, rows));
	const news = { version, release, added, withdrawn, afresh: [...new Set(afresh.map(itemOf))] };
	const empty = !added.length && !withdrawn.length && !afresh.length;
	await progress.setNote("news", empty ? undefined : news);
	return empty ? undefined : news;
}
