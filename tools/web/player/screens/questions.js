// The practice questions of a lesson, one at a time.

import { plainText, renderQuestion, reveal } from "../../satchel/render.js";
import { button, make } from "../dom.js";
import { judge } from "../judge.js";

export function questionsSection(app, lesson, view) {
	const { text } = app;
	const place = make("div", { class: "question-place" });
	const position = make("p", { class: "position" });
	let at = 0;
	let form;

	function check(event) {
		event?.preventDefault();
		if (form.classList.contains("satchel-revealed")) return step(1);
		const verdict = judge(lesson.questions[at], [...new FormData(form)]);
		if (!verdict.complete) return app.say(text("answer-first"));
		reveal(form);
		app.say(text(verdict.right ? "right" : "wrong"));
		app.progress.put(lesson.questions[at].id, { kind: "question", lesson: lesson.id, right: verdict.right, at: Date.now(), release: app.pack.manifest.release });
	}

	function step(by) {
		at = Math.min(Math.max(at + by, 0), lesson.questions.length - 1);
		form = renderQuestion(lesson.questions[at], { ...view.options, sets: lesson.sets });
		form.addEventListener("submit", check);
		form.append(make("button", { type: "submit" }, text("check")));
		place.replaceChildren(form);
		position.textContent = text("position", { at: at + 1, of: lesson.questions.length });
	}

	step(0);
	const element = make("section", { class: "questions" },
		make("h2", { lang: app.language }, text("questions-of", { title: plainText(lesson.title) })),
		make("p", { lang: app.language }, text("questions-lead")),
		position, place,
		make("p", {}, button(text("previous"), () => step(-1)), button(text("next"), () => step(1))));
	const stop = app.keys.add({ ArrowLeft: () => step(-1), ArrowRight: () => step(1) }, element);
	return { element, stop };
}
