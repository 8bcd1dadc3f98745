// Learners' progress as a file: what a record is, and the check of what someone imports.
//
// A record is what a learner did with one item, card or lesson, under its id: an object of plain values. Every record has
// `release`, the release of the pack that was used, and `at`, the time in milliseconds since 1970. That of a card has
// `schedule`: see schedule.js.

const KIND = "satchel progress";
const FORMAT = 1;
const MIB = 1 << 20;
const LARGEST = 64 * MIB;
const LONGEST_ID = 200;
const LONGEST_TEXT = 10000;
const MOST_VALUES = 200;
const LAST_TIME = Date.UTC(9999, 0, 1);

const whole = (least, most) => (value) => Number.isSafeInteger(value) && value >= least && value <= most;
const number = (least, most) => (value) => typeof value === "number" && value >= least && value <= most;
const time = number(0, LAST_TIME);
const count = whole(0, 1e9);

const SCHEDULE = {
	...{ due: time, last_review: time, scheduled_days: count, learning_steps: count, reps: count, lapses: count },
	...{ stability: number(0, 1e6), difficulty: number(0, 10), state: whole(1, 3) },
};

const OBLIGATORY = { release: whole(1, 2 ** 31 - 1), at: time };

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether an object has exactly these members, and each passes its test. */
const has = (object, tests) =>
	isObject(object) &&
	Object.keys(object).length === Object.keys(tests).length &&
	Object.entries(tests).every(([name, passes]) => Object.hasOwn(object, name) && passes(object[name]));

const plain = (value) =>
	typeof value === "boolean" || (typeof value === "string" ? value.length <= LONGEST_TEXT : Number.isFinite(value));

const plainMember = ([name, value]) =>
	/^[a-z]{1,20}$/.test(name) && (Array.isArray(value) ? value.length <= MOST_VALUES && value.every(plain) : plain(value));

/** Ids of items and lessons, and of one card of several. */
const isId = (id) => id.length <= LONGEST_ID && /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\.[0-9]{1,5})?$/.test(id);

export function isRecord(record) {
	if (!isObject(record)) return false;
	const { schedule, ...rest } = record;
	const members = Object.entries(rest);
	return (
		(schedule === undefined || has(schedule, SCHEDULE)) &&
		Object.entries(OBLIGATORY).every(([name, passes]) => Object.hasOwn(rest, name) && passes(rest[name])) &&
		members.length <= MOST_VALUES &&
		members.every(plainMember)
	);
}

/** The text of a file with all records, a Map by id. */
export function exportText(records, { id, title, version, release }, now) {
	const head = { kind: KIND, format: FORMAT, pack: id, title, version, release, exported: new Date(now).toISOString() };
	return `${JSON.stringify({ ...head, records: Object.fromEntries([...records].sort()) }, null, "\t")}\n`;
}

/** Reads such a file, a Blob: { records }, a Map by id, and how many others it has that are invalid, `skipped`; or
 * { problem }, which is "size", "kind" (some other file), "format" (of a newer player) or "pack" (of another pack,
 * `title`). */
export async function importFile(file, { id }) {
	if (file.size > LARGEST) return { problem: "size" };
	let found;
	try {
		found = JSON.parse(await file.text());
	} catch {
		return { problem: "kind" };
	}
	if (!isObject(found) || found.kind !== KIND || !isObject(found.records)) return { problem: "kind" };
	if (found.format !== FORMAT) return { problem: "format" };
	if (found.pack !== id) return { problem: "pack", title: String(found.title ?? found.pack).slice(0, LONGEST_ID) };
	const all = Object.entries(found.records);
	const records = new Map(all.filter(([id, record]) => isId(id) && isRecord(record)));
	return { records, skipped: all.length - records.size };
}

/** Those of other records that are newer than the records of the same ids. */
export function newerOf(records, others) {
	return new Map([...others].filter(([id, { at }]) => !(records.get(id)?.at >= at)));
}
