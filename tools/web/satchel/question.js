// Makes elements of questions, for render.js: a form, whose fields are the learner's answer.

import { plainText } from "./plain.js";

/** The numbers below count, in random order if there is a source of chance. */
function shuffled(count, random) {
	const order = Array.from({ length: count }, (_, i) => i);
	for (let i = count - 1; random && i > 0; i--) {
		const j = Math.floor(random() * (i + 1));
		[order[i], order[j]] = [order[j], order[i]];
	}
	return order;
}

/** The parts of the form between stem and explanation, by the kind of question. `labelled` names the stem, for screen
 * readers. */
const FIELDS = { single: options, multiple: options, open, numeric, matching, ordering };

function open(view, { answers = [], modelAnswer }, labelled) {
	const attributes = { name: "answer", ...labelled };
	const line = () => view.element("input", { type: "text", autocomplete: "off", ...attributes }, []);
	const right = answers.map((answer) => view.element("li", {}, view.flow(answer)));
	return [
		right.length ? line() : view.element("textarea", attributes, []),
		...(right.length ? [view.answer("ul", "satchel-answers", right)] : []),
		...view.namedAnswer("model-answer", modelAnswer),
	];
}

function numeric(view, question, labelled) {
	const attributes = { type: "text", inputmode: "decimal", name: "answer", autocomplete: "off", ...labelled };
	const unit = () => [...view.all(" "), view.element("span", { class: "satchel-unit" }, view.all(question.unit))];
	return [
		view.element("input", attributes, []),
		...(question.unit ? unit() : []),
		view.answer("p", "satchel-value", view.all(range(question))),
	];
}

/** "0.7 (0.6 – 0.8) mmol/L" */
function range({ value, min, max, unit }) {
	const both = min === max ? min : `${min} – ${max}`;
	const number = value === undefined ? both : min === max ? value : `${value} (${both})`;
	return unit ? `${number} ${unit}` : String(number);
}

/** A field with the text and pictures of a part. */
function labelledField(view, field, part) {
	return view.element("label", {}, [field, ...view.all(" "), view.element("span", {}, view.flow(part))]);
}

/** A field for choosing one of several values. */
function select(view, name, values) {
	const option = ([value, words]) => view.element("option", { value }, view.all(words));
	return view.element("select", { name }, [["", "–"], ...values].map(option));
}

function options(view, { kind, options: all = [], shuffle }, labelled, random) {
	const type = kind === "single" ? "radio" : "checkbox";
	const made = shuffled(all.length, shuffle === false ? undefined : random).map((i) => {
		const { correct, feedback } = all[i];
		const label = labelledField(view, view.element("input", { type, name: "option", value: i }, []), all[i]);
		const mark = view.answer("span", "satchel-mark", view.all(correct === true ? " ✓" : " ✗"));
		const attributes = { class: `satchel-option satchel-${correct === true ? "correct" : "wrong"}` };
		return view.offer("option", view.element("div", attributes, [label, mark, ...view.namedAnswer("feedback", feedback)]), all[i]);
	});
	const role = kind === "single" ? "radiogroup" : "group";
	return [view.element("div", { class: "satchel-options", role, ...labelled }, made)];
}

/** The letter of a position from 0, as browsers number lists: A to Z, then AA. */
export const letterOf = (at) => (at < 26 ? "" : letterOf(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

/** The list of choices, and a field for each prompt. */
function matching(view, { choices = [], prompts = [], shuffle }, labelled, random) {
	const order = shuffled(choices.length, shuffle === false ? undefined : random).map((i) => choices[i]);
	const list = order.map((choice) => view.offer("choice", view.element("li", { class: "satchel-choice" }, view.flow(choice)), choice));
	const values = order.map(({ id, text }, at) => [id, `${letterOf(at)}. ${plainText(text)}`]);
	const fields = prompts.map((prompt, i) => {
		const right = choices.find(({ id }) => id === prompt.choice);
		const answer = view.answer("div", "satchel-match", right ? view.flow(right) : []);
		const label = labelledField(view, select(view, `prompt-${i}`, values), prompt);
		return view.offer("prompt", view.element("div", { class: "satchel-prompt" }, [label, answer]), prompt);
	});
	return [
		view.element("ol", { class: "satchel-choices", type: "A" }, list),
		view.element("div", { class: "satchel-prompts", role: "group", ...labelled }, fields),
	];
}

/** A field for the position of each step. */
function ordering(view, { steps = [] }, labelled, random) {
	const positions = steps.map((_, at) => [at + 1, String(at + 1)]);
	const fields = shuffled(steps.length, random).map((i) => {
		const label = labelledField(view, select(view, `step-${i}`, positions), steps[i]);
		return view.offer("step", view.element("div", { class: "satchel-step" }, [label]), steps[i]);
	});
	const right = steps.map((step) => view.element("li", {}, view.flow(step)));
	return [
		view.element("div", { class: "satchel-steps", role: "group", ...labelled }, fields),
		view.answer("ol", "satchel-order", right),
	];
}

export function questionElement(view, question, { sets = [], random = Math.random }) {
	const { id, kind, vignette, stem, explanation } = question;
	const root = view.common({ id });
	const named = root.id ? `${root.id}.stem` : undefined; // ids of parts have no full stop
	const set = sets.find((one) => one.id === question.set);
	const fields = Object.hasOwn(FIELDS, kind) ? FIELDS[kind](view, question, { "aria-labelledby": named }, random) : [];
	const words = view.element("div", { class: "satchel-stem", id: named }, view.paragraphs(stem ?? {}));
	// A form with this method is never sent.
	const attributes = { ...root, class: `satchel-question satchel-${fields.length ? kind : "unknown"}`, method: "dialog" };
	return view.element("form", attributes, [
		...(question.set ? view.named("vignette", set?.vignette) : []),
		...view.named("vignette", vignette),
		words,
		...fields,
		...view.namedAnswer("explanation", explanation),
	]);
}
