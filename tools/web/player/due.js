// Which cards are due. Schedules are those of schedule.js; times are in milliseconds since 1970.

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

/** The cards of progress, a Map, that are due on this day: [{ id, schedule }]. versions.js says which are gone. */
export const dueOf = (records, now) =>
	[...records].flatMap(([id, { schedule, gone }]) => (schedule && !gone && dueToday(schedule, now) ? [{ id, schedule }] : []));

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
