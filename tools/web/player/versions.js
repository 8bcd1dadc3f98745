// What a new release of a pack means for a learner: what is new, what was withdrawn, and what starts afresh.
//
// The note "outline" of the progress has the release that was seen last and how many questions and cards each of its
// lessons had; the note "news" what the last change of release meant, until the learner has read it.

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

/** The item of a record: cards with numbers belong to one item. */
export const itemOf = (id) => id.replace(/\.\d+$/, "");

/** Whether the pack has the item or lesson. */
async function isThere(pack, id) {
	const absent = (error) => {
		if (error?.code !== "not-found") throw error;
		return false;
	};
	const there = () => true;
	return (await pack.itemRow(itemOf(id)).then(there, absent)) || (await pack.row(id).then(there, absent));
}

/** The ids of those records that the pack has no item for. Progress on them is kept: another edition or release may have
 * them. */
async function withdrawnOf(pack, ids) {
	const items = new Map();
	for (const id of ids) items.set(itemOf(id), undefined);
	for (const item of items.keys()) items.set(item, await isThere(pack, item));
	return [...items].filter(([, there]) => !there).map(([id]) => id);
}

/** Compares the pack with the release that the learner used before; does nothing if it is the same one. `reset` is
 * called only if there is progress made with an older release, and returns the document progress.json, or undefined if
 * there is none. If that fails, everything is left to the next call. Returns the news, or undefined. */
export async function applyRelease(pack, progress, { reset, progressCounts }) {
	const { release, version } = pack.manifest;
	const before = await progress.note("outline");
	if (before?.release === release) return progress.note("news");
	const records = await progress.all();
	if (!before && !records.size) {
		await progress.setNote("outline", outlineOf(release, await pack.lessons()));
		return undefined;
	}
	const older = [...records].filter(([, record]) => record.release < release);
	const document = older.length ? await reset() : undefined;
	const afresh = document ? older.filter(([id, record]) => !progressCounts(document, itemOf(id), record.release)).map(([id]) => id) : [];
	const withdrawn = await withdrawnOf(pack, records.keys());
	const rows = await pack.lessons();
	const added = before && before.release < release ? additions(before, rows) : [];
	await progress.remove(afresh);
	await progress.setNote("outline", outlineOf(release, rows));
	const news = { version, release, added, withdrawn, afresh: [...new Set(afresh.map(itemOf))] };
	const empty = !added.length && !withdrawn.length && !afresh.length;
	await progress.setNote("news", empty ? undefined : news);
	return empty ? undefined : news;
}
