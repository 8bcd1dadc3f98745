// The results of a run through questions: how many are right, what to read again, and another run.

import { plainText } from "../../satchel/plain.js";
import { button, make } from "../dom.js";
import { relatedSection } from "../related.js";
import { addressOf } from "../routes.js";

const SHORT = 140; // characters of a stem

const shortened = (words) => (words.length > SHORT ? `${words.slice(0, SHORT).replace(/\s+\S*$/u, "")} …` : words);

function row(practice, id, i) {
	const { session, questions, lesson, text, view } = practice;
	const question = questions.get(id);
	const verdict = session.verdicts.get(id);
	const state = verdict?.right ? "right" : session.answered(id) ? "wrong" : "unanswered";
	const section = state !== "right" && relatedSection(lesson, question);
	const objective = state !== "right" && lesson.objectives.find((one) => one.id === question.objective);
	return make("li", { class: `result ${state}` },
		make("p", {}, make("strong", {}, text(state)), " ",
			button(shortened(plainText(question.stem)), () => practice.go(i), { class: "as-link", lang: view.lang, dir: "auto" })),
		objective && make("p", { class: "quiet" }, text("objective-name"), " ", make("span", { lang: view.lang, dir: "auto" }, plainText(objective.text))),
		section && make("p", {}, text("read-again"), " ",
			make("a", { href: addressOf({ lesson: lesson.id, part: section.id }), lang: view.lang, dir: "auto" }, plainText(section.title))));
}

/** The element of the results of a Practice, for screens/questions.js. */
export function resultsOf(practice) {
	const { session, text, app } = practice;
	const { ids, missed, test } = session;
	const right = ids.length - missed.length;
	return make("div", { class: "results", lang: app.language },
		make("h3", { class: "focus" }, text("result", { right, of: ids.length })),
		make("meter", { min: 0, max: ids.length, value: right, "aria-label": text("result", { right, of: ids.length }) }),
		make("ol", {}, ids.map((id, i) => row(practice, id, i))),
		make("div", { class: "actions" },
			missed.length > 0 && button(text("retry", { count: missed.length }), () => practice.begin(missed, test), { class: "primary" }),
			button(text("start-again"), () => practice.begin([...practice.questions.keys()], test))));
}
