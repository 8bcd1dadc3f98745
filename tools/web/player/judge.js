// Judges answers to questions, as packs/FORMAT.md describes.

import { plainText } from "../satchel/plain.js";

const folded = (text) => text.trim().replace(/[ \t\r\n]+/g, " ").toLowerCase();

/** A decimal number as a whole number of 10⁻¹²; undefined if it is none. Decimal commas and the true minus sign are
 * accepted. */
export function decimal(text) {
	const [, sign, whole, part = ""] = /^([-+−]?)(\d{0,30})(?:[.,](\d{1,12}))?$/.exec(text.trim()) ?? [];
	if (!whole && !part) return undefined;
	const number = BigInt(whole + part.padEnd(12, "0"));
	return sign === "-" || sign === "−" ? -number : number;
}

/** The number in an answer, after which its unit may be written. */
function numberIn(answer, unit) {
	const words = answer.trim();
	const hasUnit = unit && words.toLowerCase().endsWith(unit.toLowerCase());
	return decimal(hasUnit ? words.slice(0, -unit.length) : words);
}

const count = (list) => list.filter(Boolean).length;

/** What options give if their authors say nothing: the correct ones share all points. */
function pointsOf(options, chosen) {
	const share = 100 / count(options.map(({ correct }) => correct));
	const points = options.map(({ correct, credit }, i) => (chosen.has(i) ? Number(credit ?? (correct ? share : 0)) : 0));
	const wrong = options.some(({ correct, credit }, i) => chosen.has(i) && !correct && credit === undefined);
	const sum = points.reduce((all, one) => all + one, 0);
	// Without credit, selecting everything must not give all points.
	return Math.min(Math.max(sum, 0), wrong ? 0 : 100) / 100;
}

function judgeOptions({ options }, fields) {
	const chosen = new Set(fields.filter(([name]) => name === "option").map(([, value]) => Number(value)));
	const right = options.every(({ correct }, i) => correct === chosen.has(i));
	return { complete: chosen.size > 0, right, share: right ? 1 : Math.min(pointsOf(options, chosen), 0.99) };
}

function judgeOpen({ answers }, fields) {
	const given = folded(fields[0]?.[1] ?? "");
	// Without answers, learners compare theirs with the model answer.
	if (!answers.length) return { complete: given !== "", right: undefined, share: undefined };
	const right = answers.some(({ text }) => folded(plainText(text)) === given);
	return { complete: given !== "", right, share: right ? 1 : 0 };
}

function judgeNumber({ min, max, unit }, fields) {
	const given = numberIn(fields[0]?.[1] ?? "", unit);
	const right = given !== undefined && decimal(min) <= given && given <= decimal(max);
	return { complete: given !== undefined, right, share: right ? 1 : 0 };
}

/** Of a question with several fields, each of which has one right value. */
function judgeParts(name, rightValues, fields) {
	const given = new Map(fields);
	const values = rightValues.map((_, i) => given.get(`${name}-${i}`) || undefined);
	const parts = rightValues.map((right, i) => values[i] === right);
	return { complete: !values.includes(undefined), right: parts.every(Boolean), share: count(parts) / parts.length, parts };
}

const JUDGES = {
	single: judgeOptions,
	multiple: judgeOptions,
	open: judgeOpen,
	numeric: judgeNumber,
	matching: ({ prompts }, fields) => judgeParts("prompt", prompts.map(({ choice }) => choice), fields),
	ordering: ({ steps }, fields) => judgeParts("step", steps.map((_, i) => String(i + 1)), fields),
};

/** Judges the fields of a form that renderQuestion made, as pairs of name and value:
 *
 * - `complete`: whether every part has an answer, and numbers are numbers;
 * - `right`: whether all of it is right; undefined if only the learner can judge it;
 * - `share`: the share of the points, from 0 to 1, which is 1 only if it is right; undefined like `right`;
 * - `parts`: of matching and ordering, which prompts or steps are right. */
export function judge(question, fields) {
	return JUDGES[question.kind](question, fields);
}
