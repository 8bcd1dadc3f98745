// Verdicts on answers, the run through questions, and what to read again: without a browser.

import assert from "node:assert/strict";
import test from "node:test";
import { decimal, judge } from "../../tools/web/player/judge.js";
import { rightLetters } from "../../tools/web/player/print.js";
import { relatedSection } from "../../tools/web/player/related.js";
import { Session } from "../../tools/web/player/session.js";

const option = (correct, credit) => ({ text: ["x"], correct, ...(credit && { credit }) });
const select = (...numbers) => numbers.map((number) => ["option", String(number)]);
const single = { kind: "single", options: [option(false), option(true), option(false)] };
const multiple = { kind: "multiple", options: [option(true), option(true), option(false), option(false)] };

test("one option must be selected, and be the correct one", () => {
	assert.deepEqual(judge(single, select(1)), { complete: true, right: true, share: 1 });
	assert.deepEqual(judge(single, select(0)), { complete: true, right: false, share: 0 });
	assert.equal(judge(single, []).complete, false);
});

test("of several options, all correct ones and no others must be selected", () => {
	assert.deepEqual(judge(multiple, select(0, 1)), { complete: true, right: true, share: 1 });
	assert.deepEqual(judge(multiple, select(0)), { complete: true, right: false, share: 0.5 });
	assert.equal(judge(multiple, select(0, 1, 2, 3)).right, false);
	assert.equal(judge(multiple, select(0, 1, 2, 3)).share, 0);
	assert.equal(judge(multiple, []).complete, false);
});

test("credit says how many points an option gives or costs", () => {
	const graded = { kind: "multiple", options: [option(true, "60"), option(true, "40"), option(false, "-50"), option(false, "0")] };
	assert.equal(judge(graded, select(0)).share, 0.6);
	assert.ok(Math.abs(judge(graded, select(0, 2)).share - 0.1) < 1e-9);
	assert.equal(judge(graded, select(2)).share, 0);
	assert.equal(judge(graded, select(0, 1, 3)).right, false);
	assert.ok(judge(graded, select(0, 1, 3)).share < 1);
});

test("a short answer is compared as plain text, with white space folded and in lower case", () => {
	const open = { kind: "open", answers: [{ text: ["Lithium"] }, { text: ["Li", { type: "sup", text: ["+"] }] }] };
	const said = (words) => judge(open, [["answer", words]]);
	assert.equal(said("  lithium ").right, true);
	assert.equal(said("Li+").right, true);
	assert.equal(said("LI\n +").right, false);
	assert.equal(said("sodium").right, false);
	assert.equal(said("   ").complete, false);
});

test("only the learner can judge an answer that is compared with the model answer", () => {
	assert.deepEqual(judge({ kind: "open", answers: [] }, [["answer", "Because."]]), { complete: true, right: undefined, share: undefined });
});

test("a number is right from the least to the greatest, whatever the notation", () => {
	const numeric = { kind: "numeric", min: "7.35", max: "7.45", unit: "mmol/L" };
	const right = (words) => judge(numeric, [["answer", words]]).right;
	for (const words of ["7.35", "7,4", " 7.45 ", "+7.40", "7.4 mmol/L", "7.4mmol/l", "07.350"]) assert.ok(right(words), words);
	for (const words of ["7.3499999", "7.450000000001", "-7.4", "−7.4", "74"]) assert.ok(!right(words), words);
	for (const words of ["", "about 7.4", "7.4.1", "7 4", "1e1", "mmol/L", ".", "-"]) {
		assert.equal(judge(numeric, [["answer", words]]).complete, false, words);
	}
	assert.ok(judge({ kind: "numeric", min: "-2", max: "-1" }, [["answer", "−1.5"]]).right);
	assert.ok(judge({ kind: "numeric", min: "0.1", max: "0.1" }, [["answer", ".1"]]).right);
	assert.equal(decimal("0.1") * 3n, decimal("0.3"));
});

test("each prompt needs its choice, and each step its position", () => {
	const matching = { kind: "matching", prompts: [{ choice: "a" }, { choice: "b" }] };
	assert.deepEqual(judge(matching, [["prompt-0", "a"], ["prompt-1", "a"]]), { complete: true, right: false, share: 0.5, parts: [true, false] });
	assert.equal(judge(matching, [["prompt-0", "a"], ["prompt-1", ""]]).complete, false);
	assert.equal(judge(matching, [["prompt-0", "a"], ["prompt-1", "b"]]).right, true);
	const ordering = { kind: "ordering", steps: [{}, {}, {}] };
	assert.equal(judge(ordering, [["step-2", "3"], ["step-0", "1"], ["step-1", "2"]]).right, true);
	assert.deepEqual(judge(ordering, [["step-0", "2"], ["step-1", "1"], ["step-2", "3"]]).parts, [false, false, true]);
});

test("a run ends when everything was answered, and knows what was missed", () => {
	const session = new Session(["a", "b", "c"], { seed: 1 });
	session.at = 1;
	session.verdicts.set("b", { right: true });
	session.advance();
	assert.equal(session.id, "c");
	session.verdicts.set("c", { right: false });
	session.advance();
	assert.equal(session.id, "a");
	session.verdicts.set("a", { right: undefined });
	session.advance();
	assert.ok(session.ended);
	assert.deepEqual(session.missed, ["a", "c"]);
	session.keepOnly(["c", "a"]);
	assert.deepEqual([session.ids, [...session.verdicts.keys()]], [["a", "c"], ["c", "a"]]);
});

test("the order of options is the same whenever a question is shown, and differs between runs", () => {
	const order = (seed, id) => {
		const random = new Session([id], { seed }).random();
		return [random(), random(), random()];
	};
	assert.deepEqual(order(1, "q-a"), order(1, "q-a"));
	assert.notDeepEqual(order(1, "q-a"), order(2, "q-a"));
	assert.notDeepEqual(order(1, "q-a"), order(1, "q-b"));
	assert.ok(order(7, "q-a").every((number) => number >= 0 && number < 1));
});

test("what to read again is what the explanation links to, or has the same rare words", () => {
	const section = (id, text) => ({ id, title: [id], blocks: [{ type: "p", text: [text] }] });
	const lesson = { id: "l", sections: [section("dose", "The serum level of lithium is measured."), section("harm", "The serum level can harm kidneys.")] };
	const question = { kind: "single", stem: { text: ["What does the serum level do to kidneys?"] }, options: [] };
	assert.equal(relatedSection(lesson, question).id, "harm");
	const link = { type: "link", to: "l", part: "dose", text: ["there"] };
	assert.equal(relatedSection(lesson, { ...question, explanation: { text: ["See ", link] } }).id, "dose");
	assert.equal(relatedSection(lesson, { kind: "open", stem: { text: ["Why?"] }, answers: [] }), undefined);
});

test("the letters of options after Z are those that browsers show", () => {
	const right = new Set([0, 25, 26, 52, 299, 701, 702]);
	const options = Array.from({ length: 703 }, (_, i) => ({ classList: { contains: () => right.has(i) } }));
	assert.equal(rightLetters({ querySelectorAll: () => options }), "A, Z, AA, BA, KN, ZZ, AAA");
});
