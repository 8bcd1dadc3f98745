// Which cards are due. Schedules are those of schedule.js; times are in milliseconds since 1970.
//
// Of an item with several cards, such as a cloze with numbers, one is asked a day, because each shows the answers of the
// others. So a day has as many cards as items.

import { itemOf } from "./progress.js";

const MINUTE = 60 * 1000;
/** A day begins at this hour, so that learning late in the evening belongs to the day. */
const FIRST_HOUR = 4;
/** Cards of the same session that are due so soon are shown at once if nothing else is left. */
const AHEAD = 20 * MINUTE;
/** The state of cards in ts-fsrs whose intervals are days. */
const REVIEW = 2;

/** When the learner's day ends that contains `now`, in local time. */
export function endOfDay(now) {
	const day = new Date(now);
	if (day.getHours() >= FIRST_HOUR) day.setDate(day.getDate() + 1);
	return day.setHours(FIRST_HOUR, 0, 0, 0);
}

/** The beginning of that day. */
export function startOfDay(now) {
	const day = new Date(endOfDay(now));
	return day.setDate(day.getDate() - 1);
}

/** Whether a card is due on this day, now or later. */
export const dueToday = (schedule, now) => schedule.due < endOfDay(now);

/** Whether a card was already asked on this day. */
const asked = ({ last_review: last }, start) => last >= start;

/** Whether one schedule goes before another one of the same item: what was asked today, or else what is due first. */
function goesBefore(one, other, start) {
	if (asked(one, start) || asked(other, start)) return (one.last_review ?? 0) > (other.last_review ?? 0);
	return one.due < other.due;
}

/** The only card that may be asked on this day of each item with progress, a Map: { id, schedule } by the item. versions.js
 * says which are gone. */
function chosen(records, now) {
	const start = startOfDay(now);
	const cards = new Map();
	for (const [id, { schedule, gone }] of records) {
		if (!schedule || gone) continue;
		const other = cards.get(itemOf(id));
		if (!other || goesBefore(schedule, other.schedule, start)) cards.set(itemOf(id), { id, schedule });
	}
	return cards;
}

/** The cards that are due on this day: [{ id, schedule }]. */
export const dueOf = (records, now) => [...chosen(records, now).values()].filter(({ schedule }) => dueToday(schedule, now));

/** The items of which no new card is asked on this day, because another one is, or was: a Set. */
export function itemsOfDay(records, now) {
	const start = startOfDay(now);
	const taken = [...chosen(records, now)].filter(([, { schedule }]) => dueToday(schedule, now) || asked(schedule, start));
	return new Set(taken.map(([item]) => item));
}

/** When the next card is due, if none of a queue is left; Infinity if there is none. */
export function nextTime(records, queue, now) {
	const left = new Set(queue.map(({ id }) => id));
	const times = [...records].flatMap(([id, { schedule, gone }]) =>
		!schedule || gone ? [] : [left.has(id) ? schedule.due : Math.max(schedule.due, endOfDay(now))]);
	return times.reduce((least, time) => Math.min(least, time), Infinity);
}

/** Whether it is due now: cards with intervals of days are due all day. */
export const dueNow = (schedule, now) => (schedule.state === REVIEW ? dueToday(schedule, now) : schedule.due <= now);

/** The card to show next of those in a queue, [{ schedule }], in which new ones have no schedule: one that is being
 * learned and is due, then one that is due by day, then a new one, then one that is due soon. Undefined if none is. */
export function nextOf(queue, now) {
	const scheduled = queue.filter(({ schedule }) => schedule).sort((a, b) => a.schedule.due - b.schedule.due);
	const due = scheduled.filter(({ schedule }) => dueNow(schedule, now));
	return (
		due.find(({ schedule }) => schedule.state !== REVIEW) ??
		due[0] ??
		queue.find(({ schedule }) => !schedule) ??
		scheduled.find(({ schedule }) => schedule.due <= now + AHEAD)
	);
}

const UNITS = [
	["minute", MINUTE, 60],
	["hour", 60 * MINUTE, 24],
	["day", 24 * 60 * MINUTE, 31],
	["month", 30.44 * 24 * 60 * MINUTE, 12],
	["year", 365.25 * 24 * 60 * MINUTE, Infinity],
];

/** A duration in words, such as "10 min" or "1.4 mths", in the language. */
export function durationText(milliseconds, language) {
	const [unit, size] = UNITS.find(([, size, most]) => Math.round(milliseconds / size) < most);
	const exact = unit === "month" || unit === "year";
	const number = Math.max(1, exact ? Math.round((milliseconds / size) * 10) / 10 : Math.round(milliseconds / size));
	return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" }).format(number);
}
