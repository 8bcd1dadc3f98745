// When cards are shown again, and which are due.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { dueNow, dueOf, dueToday, durationText, endOfDay, itemsOfDay, nextOf, nextTime, startOfDay } from "../../tools/web/player/due.js";
import { outcomes, RATINGS } from "../../tools/web/player/schedule.js";

const [MINUTE, DAY] = [60e3, 24 * 3600e3];
const at = (day, hour, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();

/** The schedule after these ratings, each given when the card is due. */
function after(ratings, start = at(2, 12)) {
	let [schedule, now] = [undefined, start];
	for (const rating of ratings) {
		schedule = outcomes(schedule, now).find((one) => one.rating === rating).next;
		now = schedule.due;
	}
	return schedule;
}

test("the scheduler is the version that the script brings, with its licence", () => {
	const [, wanted] = /^version=(.*)$/m.exec(readFileSync("tools/web/player/vendor.sh", "utf8"));
	const library = readFileSync("tools/web/player/vendor/ts-fsrs.js", "utf8");
	assert.ok(library.startsWith(`/*\n * ts-fsrs ${wanted}, `));
	assert.match(library, / \* MIT License\n \*\n \* Copyright/);
	assert.ok(library.includes(`"${wanted}"`));
});

test("each rating of a new card leads to a later time than the one before", () => {
	const waits = outcomes(undefined, at(2, 12)).map(({ wait }) => wait);
	assert.deepEqual(waits.slice(0, 3), [1 * MINUTE, 6 * MINUTE, 10 * MINUTE]);
	assert.ok(waits[3] >= 2 * DAY);
});

test("intervals grow while a card is known, and shrink when it is not", () => {
	const known = after(["good", "good", "good", "good", "good"]);
	assert.ok(known.scheduled_days > 20);
	assert.equal(known.state, 2);
	const failed = outcomes(known, known.due).find(({ rating }) => rating === "again");
	assert.equal(failed.next.lapses, 1);
	assert.ok(failed.wait <= 10 * MINUTE);
	const [, hard, good, easy] = outcomes(known, known.due);
	assert.ok(hard.wait < good.wait && good.wait < easy.wait);
});

test("a schedule survives JSON and a clock that was put back", () => {
	const schedule = after(["good", "good"]);
	assert.deepEqual(JSON.parse(JSON.stringify(schedule)), schedule);
	const early = outcomes(schedule, schedule.last_review - 30 * DAY);
	assert.deepEqual(early.map(({ rating }) => rating), RATINGS);
	for (const { next, wait } of early) assert.ok(wait > 0 && next.due > schedule.last_review);
});

test("a day begins at four in the morning", () => {
	assert.equal(endOfDay(at(2, 12)), at(3, 4));
	assert.equal(endOfDay(at(3, 3, 59)), at(3, 4));
	assert.equal(endOfDay(at(3, 4)), at(4, 4));
	assert.equal(startOfDay(at(3, 3)), at(2, 4));
});

test("cards with intervals of days are due all day, others by the minute", () => {
	const [now, later] = [at(2, 8), at(2, 22)];
	assert.ok(dueNow({ state: 2, due: later }, now));
	assert.ok(!dueNow({ state: 1, due: later }, now) && dueToday({ state: 1, due: later }, now));
	assert.ok(!dueNow({ state: 2, due: at(3, 5) }, now));
});

test("one card of an item is asked a day: the one that was begun, or else the one that is due first", () => {
	const now = at(2, 12);
	const record = (due, last = at(1, 12)) => ({ schedule: { state: 2, due, last_review: last } });
	const dueIds = (entries) => dueOf(new Map(Object.entries(entries)), now).map(({ id }) => id);
	assert.deepEqual(dueIds({ "c-x.1": record(at(2, 9)), "c-x.2": record(at(2, 8)), "c-y": record(at(2, 20)) }), ["c-x.2", "c-y"]);
	assert.deepEqual(dueIds({ "c-x.1": record(at(9, 9), at(2, 8)), "c-x.2": record(at(2, 8)) }), [], "another one was asked today");
	assert.deepEqual(dueIds({ "c-x.1": record(at(2, 13), at(2, 8)), "c-x.2": record(at(2, 8)) }), ["c-x.1"], "it is not known yet");
	assert.deepEqual(dueIds({ "c-x.1": { ...record(at(2, 8)), gone: true }, "c-x.2": record(at(2, 9)) }), ["c-x.2"]);
	const records = new Map(Object.entries({ "c-x.1": record(at(9, 9), at(2, 8)), "c-y": record(at(2, 20)), "c-z": record(at(5, 1)) }));
	assert.deepEqual([...itemsOfDay(records, now)], ["c-x", "c-y"]);
	assert.equal(nextTime(records, [{ id: "c-y" }], now), at(2, 20));
	assert.equal(nextTime(records, [], now), at(3, 4), "what is not asked today is asked tomorrow");
	assert.equal(nextTime(new Map(), [], now), Infinity);
});

test("the queue shows what is being learned first, then what is due, then new cards, then what is due soon", () => {
	const now = at(2, 12);
	const card = (name, state, minutes) => ({ name, schedule: state && { state, due: now + minutes * MINUTE } });
	const all = [card("soon", 1, 8), card("new", 0), card("late", 1, 60), card("old", 2, -9000), card("older", 2, -9999), card("again", 1, -1)];
	const order = [];
	for (let queue = all, one; (one = nextOf(queue, now)); queue = queue.filter((other) => other !== one)) order.push(one.name);
	assert.deepEqual(order, ["again", "older", "old", "new", "soon"]);
});

test("durations are in the unit that a learner would use", () => {
	const texts = [30e3, 10 * MINUTE, 59.6 * MINUTE, 5 * 60 * MINUTE, 1 * DAY, 30 * DAY, 45 * DAY, 400 * DAY].map((time) => durationText(time, "en"));
	assert.deepEqual(texts, ["1 min", "10 min", "1 hr", "5 hr", "1 day", "30 days", "1.5 mths", "1.1 yrs"]);
	assert.equal(durationText(10 * DAY, "de"), "10 Tg.");
});
