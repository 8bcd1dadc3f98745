// The practice questions of a lesson, one at a time. With the same keys as by mouse: letters or digits select options,
// Enter checks and goes on, arrows browse.

import { plainText } from "../../satchel/plain.js";
import { renderQuestion, reveal } from "../../satchel/render.js";
import { button, make } from "../dom.js";
import { judge } from "../judge.js";
import { makeSortable } from "../ordering.js";
import { rightLetters } from "../print.js";
import { keepSession, keptSession, Session } from "../session.js";
import { withoutButtons } from "../view.js";
import { resultsOf } from "./results.js";

/** Puts what was answered into a form again. */
function refill(form, fields) {
	for (const [name, value] of fields) {
		for (const field of form.elements) {
			if (field.name !== name) continue;
			if (field.type === "radio" || field.type === "checkbox") field.checked ||= field.value === value;
			else field.value = value;
		}
	}
}

/** The fields of prompts and steps, each with its number. */
const partsOf = (form) => [...form.querySelectorAll("[name^=prompt-], [name^=step-]")].map((field) => [field, Number(field.name.split("-")[1])]);

/** Shows which prompts or steps are right, and lets nothing be changed any more. */
function mark(app, form, { parts }) {
	reveal(form);
	for (const tool of form.querySelectorAll(".movers, .handle, .hint")) tool.remove();
	for (const field of form.elements) if (field.name) field.disabled = true;
	for (const [field, number] of parts ? partsOf(form) : []) {
		const [name, sign] = parts[number] ? ["right", "✓"] : ["wrong", "✗"];
		const row = field.closest(".satchel-prompt, .satchel-step");
		row.classList.add(`given-${name}`);
		row.append(make("span", { class: "given-mark", role: "img", "aria-label": app.text(name) }, sign));
	}
}

class Practice {
	constructor(app, lesson, view) {
		Object.assign(this, { app, lesson, view, text: app.text });
		this.questions = new Map(lesson.questions.map((question) => [question.id, question]));
		this.session = this.kept();
		this.place = make("div", { class: "question-place" });
		this.steps = make("ol", { class: "steps", lang: app.language, "aria-label": this.text("questions") });
		this.test = button(this.text("test-mode"), () => this.begin([...this.questions.keys()], !this.session.test), { class: "toggle", title: this.text("test-mode-more") });
		this.element = make("section", { class: "practice questions" },
			make("h2", { lang: app.language }, this.text("questions-of", { title: plainText(lesson.title) })),
			make("p", { class: "quiet", lang: app.language }, this.text("questions-lead")),
			make("div", { class: "practice-tools", lang: app.language }, this.steps, this.test),
			this.place);
		this.stop = app.keys.add(this.keys(), this.element);
		this.show();
	}

	get question() {
		return this.questions.get(this.session.id);
	}

	/** The run that was there before a reload, or a new one. */
	kept() {
		const session = keptSession(this.app, this.lesson.id);
		session?.keepOnly([...this.questions.keys()]);
		return session?.ids.length ? session : new Session([...this.questions.keys()]);
	}

	keep() {
		keepSession(this.app, this.lesson.id, this.session);
	}

	begin(ids, test = false) {
		this.session = new Session(ids, { test });
		this.show(true);
	}

	/** Shows the question, or the results. `focus` moves the focus there. */
	show(focus = false) {
		const { session } = this;
		this.keep();
		const made = session.ended && !session.reviewing ? this.results() : this.ask();
		this.place.replaceChildren(made);
		this.test.setAttribute("aria-pressed", session.test);
		this.showSteps();
		if (focus) {
			const target = made.querySelector(".focus") ?? made;
			target.setAttribute("tabindex", "-1");
			target.focus({ preventScroll: true });
			if (this.element.getBoundingClientRect().top < 0) this.element.scrollIntoView();
		}
	}

	showSteps() {
		const { session, text } = this;
		const step = (id, i) => {
			const verdict = session.shows(id) ? session.verdicts.get(id) : undefined;
			const state = verdict ? (verdict.right ? "right" : "wrong") : session.test && session.answered(id) ? "answered" : "";
			const name = [text("question-name", { number: i + 1 }), state && text(state)].filter(Boolean).join(", ");
			const here = id === session.id && (!session.ended || session.reviewing);
			return make("li", {}, button(String(i + 1), () => this.go(i), { class: `step ${state}`, "aria-label": name, "aria-current": here && "step" }));
		};
		this.steps.replaceChildren(...session.ids.map(step));
	}

	go(at) {
		this.session.at = at;
		this.session.reviewing = this.session.ended;
		this.show(true);
	}

	/** Shows the question with that id, if there is one, also if this run does not ask it. */
	find(id) {
		if (!this.questions.has(id)) return undefined;
		if (!this.session.ids.includes(id)) this.session = new Session([...this.questions.keys()]);
		this.session.at = this.session.ids.indexOf(id);
		this.session.reviewing = this.session.ended;
		this.show();
		return this.form;
	}

	/** The form of the question, with its position and what can be done. */
	ask() {
		const { session, question, text, lesson, view, app } = this;
		const shown = session.shows();
		const form = renderQuestion(question, { ...view.options, sets: lesson.sets, random: session.random() });
		withoutButtons(form, "label");
		this.form = form;
		const arrange = question.kind === "ordering" ? makeSortable(app, form, question) : undefined;
		refill(form, session.fields.get(question.id) ?? []);
		if (session.fields.has(question.id)) arrange?.();
		form.addEventListener("submit", (event) => this.submit(event));
		form.addEventListener("input", () => this.remember());
		form.querySelector(".satchel-stem").classList.add("focus");
		const verdict = make("div", { class: "verdict", role: "status", id: "verdict", lang: app.language });
		const hint = question.kind === "multiple" && !shown && make("p", { class: "hint", lang: app.language }, text("select-all"));
		if (hint) form.querySelector(".satchel-options").before(hint);
		form.insertBefore(verdict, form.querySelector(".satchel-explanation"));
		form.append(this.actions());
		this.verdict = verdict;
		if (shown) this.showVerdict();
		const { done, of } = this.position();
		return make("div", {}, make("p", { class: "position", lang: app.language }, make("bdi", {}, text("position", { at: done, of }))), form);
	}

	/** "1 of 5": of those in this run, or in the complete lesson. */
	position() {
		const { ids, at } = this.session;
		const all = ids.length === this.questions.size && this.view.whole?.questions;
		return { done: at + 1, of: all || ids.length };
	}

	actions() {
		const { session, text } = this;
		const last = session.at === session.ids.length - 1;
		const words = session.shows() ? (session.ended ? "to-results" : "next-question") : session.test ? "save-answer" : "check";
		this.submitter = make("button", { type: "submit", class: "primary", "aria-describedby": "verdict" }, text(words));
		const onward = session.test && last ? () => this.finish() : () => this.move(1);
		const skip = button(text(session.test && last ? "finish" : "skip-question"), onward, { disabled: last && !session.test });
		this.skip = session.ended || session.shows() ? undefined : skip;
		return make("div", { class: "actions", lang: this.app.language },
			button(text("previous"), () => this.move(-1), { disabled: session.at === 0 }), this.skip, this.submitter);
	}

	/** Keeps what the form has, for when it is shown again. */
	remember() {
		this.session.fields.set(this.question.id, [...new FormData(this.form)]);
		this.keep();
	}

	move(by) {
		this.session.move(by);
		this.show(true);
	}

	submit(event) {
		event.preventDefault();
		const { session, text } = this;
		if (session.ended) return this.toResults();
		if (session.shows()) return this.onward();
		const fields = [...new FormData(this.form)];
		const verdict = judge(this.question, fields);
		if (!verdict.complete) return this.complain();
		this.remember(); // also what was never changed, such as the order of steps
		if (session.test) return this.onward();
		this.accept(verdict);
		this.skip?.remove();
		this.submitter.textContent = text("next-question");
		return undefined;
	}

	/** Says what is missing. */
	complain() {
		const { text, question, form } = this;
		const missing = partsOf(form).flatMap(([field]) => (field.value ? [] : [field]));
		const key = { numeric: "number-first", matching: "parts-first" }[question.kind] ?? "answer-first";
		this.verdict.replaceChildren(make("p", {}, text(key, { count: missing.length })));
		for (const [field] of partsOf(form)) field.setAttribute("aria-invalid", String(!field.value));
		this.verdict.scrollIntoView({ block: "nearest" });
		missing[0]?.focus();
	}

	/** Records a verdict and shows it. */
	accept(verdict) {
		this.session.verdicts.set(this.question.id, verdict);
		this.record(this.question.id, verdict);
		this.keep();
		this.showVerdict();
		this.showSteps();
		// What had the focus can't be used any more. The next thing to do follows: to judge oneself, or to go on.
		(this.verdict.querySelector("button.self") ?? this.submitter).focus({ preventScroll: true });
		this.verdict.scrollIntoView({ block: "nearest" });
	}

	record(id, { right, share }) {
		if (right === undefined) return;
		const { app, lesson } = this;
		app.progress.put(id, { kind: "question", lesson: lesson.id, right, share, at: Date.now(), release: app.pack.manifest.release });
	}

	showVerdict() {
		const verdict = this.session.verdicts.get(this.question.id);
		mark(this.app, this.form, verdict);
		this.verdict.replaceChildren(...this.verdictWords(verdict));
		this.verdict.className = `verdict ${verdict.right ? "right" : verdict.right === false ? "wrong" : "open"}`;
	}

	verdictWords({ right, share, parts }) {
		const { text, question } = this;
		if (right === undefined) {
			return [make("p", {}, text("compare")), button(text("had-it"), () => this.judgeSelf(true), { class: "self" }), button(text("missed-it"), () => this.judgeSelf(false))];
		}
		if (right) return [make("p", {}, make("strong", {}, text("right")))];
		const letters = rightLetters(this.form);
		const more = parts ? text("parts-right", { right: parts.filter(Boolean).length, of: parts.length }) : letters && text("answer-is", { letters });
		const points = !parts && share > 0 ? text("points", { share }) : "";
		const same = question.kind === "open" && button(text("means-same"), () => this.judgeSelf(true));
		return [make("p", {}, make("strong", {}, text("wrong")), " ", [more, points].filter(Boolean).join(" ")), same].filter(Boolean);
	}

	judgeSelf(right) {
		this.accept({ complete: true, right, share: right ? 1 : 0 });
	}

	onward() {
		this.session.advance();
		if (this.session.ended && this.session.test) return this.finish();
		return this.show(true);
	}

	/** Ends the run: judges what was answered in a test. */
	finish() {
		const { session } = this;
		for (const id of session.test ? session.ids : []) {
			const verdict = judge(this.questions.get(id), session.fields.get(id) ?? []);
			session.verdicts.set(id, verdict);
			if (session.answered(id)) this.record(id, verdict);
		}
		session.ended = true;
		this.show(true);
	}

	toResults() {
		this.session.reviewing = false;
		this.show(true);
	}

	results() {
		this.form = undefined;
		return resultsOf(this);
	}

	/** Selects an option by its position on the page. */
	choose(at) {
		const field = this.form?.querySelectorAll(".satchel-option input")[at];
		if (!field) return false;
		if (!field.disabled) field.click();
		return true;
	}

	keys() {
		const handlers = { ArrowLeft: () => this.form && this.session.at > 0 && this.move(-1), ArrowRight: () => this.form && this.session.at < this.session.ids.length - 1 && this.move(1) };
		handlers.Enter = () => (this.form ? this.form.requestSubmit() : false);
		for (let i = 0; i < 9; i++) {
			handlers[String(i + 1)] = () => this.choose(i);
			handlers[String.fromCharCode(97 + i)] = () => this.choose(i);
		}
		return handlers;
	}
}

export function questionsSection(app, lesson, view) {
	const practice = new Practice(app, lesson, view);
	const { element, stop } = practice;
	return { element, stop, find: (id) => practice.find(id) };
}
