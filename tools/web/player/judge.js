// Judges answers to questions.

import { plainText } from "../satchel/plain.js";

const folded = (text) => text.trim().replace(/[ \t\r\n]+/g, " ").toLowerCase();

/** A decimal number as a whole number of millionths of a millionth; undefined if it is none. Decimal commas and the true
 * minus sign are accepted. */
export function decimal(text) {
	const [, sign, whole, part = ""] = /^([-+−]?)(\d{1,30})?(?:[.,](\d{1,12}))?$/.exec(text.trim()) ?? [];
	if (whole === undefined && !part) return undefined;
	const number = BigInt((whole ?? "0") + part.padEnd(12, "0"));
	return sign === "-" || sign === "−" ? -number : number;
}

/** The answer to a numeric question as a number; its unit may be written after it. */
function numberIn(answer, unit) {
	const words = answer.trim();
	const without = unit && words.toLowerCase().endsWith(unit.toLowerCase()) ? words.slice(0, -unit.length) : words;
	return decimal(without);
}

function judgeOptions({ options }, fields) {
	const chosen = new Set(fields.filter(([name]) => name === "option").map(([, value]) => Number(value)));
	const right = options.every(({ correct }, i) => correct === chosen.has(i));
	return { complete: chosen.size > 0, right };
}

function judgeOpen({ answers }, fields) {
	const given = folded(fields[0]?.[1] ?? "");
	// Without answers, learners compare theirs with the model answer.
	if (!answers.length) return { complete: given !== "", right: undefined };
	return { complete: given !== "", right: answers.some(({ text }) => folded(plainText(text)) === given) };
}

function judgeNumber({ min, max, unit }, fields) {
	const given = numberIn(fields[0]?.[1] ?? "", unit);
	if (given === undefined) return { complete: false, right: false };
	return { complete: true, right: decimal(min) <= given && given <= decimal(max) };
}

function judgeMatching({ prompts }, fields) {
	const given = new Map(fields);
	const parts = prompts.map(({ choice }, i) => given.get(`prompt-${i}`) === choice);
	return { complete: prompts.every((_, i) => given.get(`prompt-${i}`)), right: parts.every(Boolean), parts };
}

function judgeOrdering({ steps }, fields) {
	const given = new Map(fields);
	const parts = steps.map((_, i) => given.get(`step-${i}`) === String(i + 1));
	return { complete: steps.every((_, i) => given.get(`step-${i}`)), right: parts.every(Boolean), parts };
}

const JUDGES = {
	single: judgeOptions,
	multiple: judgeOptions,
	open: judgeOpen,
	numeric: judgeNumber,
	matching: judgeMatching,
	ordering: judgeOrdering,
};

/** Judges the fields of a form that renderQuestion made, as pairs of name and value. `complete` says whether there is an
 * answer to every part; `right` is undefined if only the learner can judge it; `parts` says which prompts or steps are
 * right. */
export function judge(question, fields) {
	return JUDGES[question.kind](question, fields);
}
