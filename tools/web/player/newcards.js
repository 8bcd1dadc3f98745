// New cards for the daily queue: first those of lessons that the learner has begun, then in reading order.

import { startOfDay } from "./due.js";
import { cardsOfLesson } from "./screens/cards.js";

/** How many cards were seen for the first time today. */
export const newToday = (records, now) => {
	const start = startOfDay(now);
	return [...records.values()].filter(({ first }) => first >= start).length;
};

/** Must be called when cards have become new again. */
export const forgetIntroduced = (progress) => progress.setNote("introduced", undefined);

/** At most `most` cards that have no progress: [{ id, card, number, lesson }]. The note "introduced" of the progress lists
 * the lessons of this release that have no more of them, so that they are not read again. */
export async function newCards(pack, progress, records, most) {
	const found = [];
	if (most <= 0) return found;
	const { release } = pack.manifest;
	const note = await progress.note("introduced");
	const done = new Set(note?.release === release ? note.lessons : []);
	const before = done.size;
	const begun = new Set([...records].map(([id, { kind, lesson }]) => (kind === "lesson" ? id : lesson)));

	/** Takes the new cards of a lesson; returns whether there is room for more. */
	async function take(id) {
		if (done.has(id)) return true;
		const cards = cardsOfLesson(await pack.lesson(id)).filter((one) => !records.get(one.id)?.schedule);
		if (!cards.length) done.add(id);
		found.push(...cards.slice(0, most - found.length));
		return found.length < most;
	}

	const absent = (error) => {
		if (error?.code !== "not-found") throw error;
		return true;
	};
	let more = true;
	for (const id of begun) if (more) more = await take(id).catch(absent);
	if (more) {
		for await (const { id, counts } of pack) if (counts.cards && !begun.has(id) && !(await take(id))) break;
	}
	if (done.size > before) await progress.setNote("introduced", { release, lessons: [...done] });
	return found;
}
