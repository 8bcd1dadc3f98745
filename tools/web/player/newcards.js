// New cards for the daily queue: first those of lessons that the learner has begun, then in reading order.
//
// Lessons that have no more new cards must not be read again to find that out. The note "outline" of the progress (see
// versions.js) has the number of cards of each lesson. Where a cloze or an occlusion makes several cards, that does not
// tell whether all were seen; the note "introduced" lists the lessons of this release in which they were.

import { itemsOfDay, startOfDay } from "./due.js";
import { itemOf } from "./progress.js";
import { cardsOfLesson } from "./screens/cards.js";

/** How many lessons with several cards of one item are read at once, to find new ones. */
const MOST_READ = 20;

/** How many cards were seen for the first time today. */
export const newToday = (records, now) => {
	const start = startOfDay(now);
	return [...records.values()].filter(({ first }) => first >= start).length;
};

/** Must be called when cards have become new again. */
export const forgetIntroduced = (progress) => progress.setNote("introduced", undefined);

/** What was seen of each lesson, by its id: the items with cards, and whether some have several. */
function seenOf(records) {
	const seen = new Map();
	for (const [id, { kind, lesson: of, schedule }] of records) {
		const lesson = kind === "lesson" ? id : of;
		if (!seen.has(lesson)) seen.set(lesson, { items: new Set(), several: false });
		if (!schedule) continue;
		const one = seen.get(lesson);
		one.items.add(itemOf(id));
		one.several ||= itemOf(id) !== id;
	}
	return seen;
}

/** The lessons in reading order with their numbers of cards: from the outline if it is of this release. */
async function* lessonsOf(pack, outline) {
	if (outline) for (const [id, [, cards]] of Object.entries(outline)) yield { id, cards };
	else for await (const { id, counts } of pack) yield { id, cards: counts.cards };
}

/** At most `most` cards that have no progress, of different items: [{ id, card, number, lesson }]. */
export async function newCards(pack, progress, records, most, now = Date.now()) {
	const found = [];
	const { release } = pack.manifest;
	const ofRelease = async (name) => {
		const note = await progress.note(name);
		return note?.release === release ? note.lessons : undefined;
	};
	const [outline, introduced] = [await ofRelease("outline"), new Set(await ofRelease("introduced"))];
	const before = introduced.size;
	const seen = seenOf(records);
	const taken = itemsOfDay(records, now);
	let read = 0;

	/** Whether a lesson may have new cards; `cards` is how many items it has for cards, if that is known. */
	function mayHave(id, cards) {
		const { items, several } = seen.get(id) ?? {};
		if (cards === 0 || introduced.has(id)) return false;
		if (!items || cards === undefined || items.size < cards) return true;
		return several && ++read <= MOST_READ;
	}

	async function take(id) {
		const lesson = await pack.lesson(id).catch((error) => {
			if (error?.code !== "not-found") throw error;
		});
		const cards = lesson ? cardsOfLesson(lesson).filter((one) => !records.get(one.id)?.schedule) : [];
		if (!cards.length) introduced.add(id);
		for (const one of cards) {
			if (found.length >= most || taken.has(one.card.id)) continue;
			taken.add(one.card.id);
			found.push(one);
		}
	}

	for (const id of seen.keys()) if (found.length < most && mayHave(id, outline && (outline[id]?.[1] ?? 0))) await take(id);
	for await (const { id, cards } of lessonsOf(pack, outline)) {
		if (found.length >= most) break;
		if (!seen.has(id) && mayHave(id, cards)) await take(id);
	}
	if (introduced.size > before) await progress.setNote("introduced", { release, lessons: [...introduced] });
	return found;
}
