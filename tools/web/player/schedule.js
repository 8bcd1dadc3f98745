// When a card is shown again, by FSRS. Loaded when the first card is turned.
//
// A schedule is what ts-fsrs calls a card, with times as milliseconds since 1970, so that it can be stored as JSON. A
// card that was never rated has none.

import { createEmptyCard, fsrs } from "./vendor/ts-fsrs.js";

/** How well a learner knew a card. Their numbers in ts-fsrs begin at 1. */
export const RATINGS = ["again", "hard", "good", "easy"];

/** Its intervals differ a little at random, so that cards learned together come apart. */
const scheduler = fsrs({ enable_fuzz: true });

const fromLibrary = ({ due, stability, difficulty, scheduled_days, learning_steps, reps, lapses, state, last_review }) => ({
	...{ due: due.getTime(), stability, difficulty, scheduled_days, learning_steps, reps, lapses, state },
	last_review: last_review.getTime(),
});

const toLibrary = (schedule) => ({
	...schedule,
	due: new Date(schedule.due),
	last_review: new Date(schedule.last_review),
	elapsed_days: 0, // it computes that from last_review
});

/** What each rating would make of a schedule, at the time `now` in milliseconds: the next schedule, and the
 * milliseconds until it is due. What is shown to the learner is what must be stored, because of the randomness. */
export function outcomes(schedule, now) {
	const at = new Date(schedule ? Math.max(now, schedule.last_review) : now); // a clock that was put back
	const all = scheduler.repeat(schedule ? toLibrary(schedule) : createEmptyCard(at), at);
	return RATINGS.map((rating, i) => {
		const next = fromLibrary(all[i + 1].card);
		return { rating, next, wait: next.due - at.getTime() };
	});
}
