// What a lesson has on paper in place of its practice: the questions, then the answers.

import { letterOf } from "../satchel/question.js";
import { renderQuestion, reveal } from "../satchel/render.js";
import { make } from "./dom.js";
import { Session } from "./session.js";
import { withoutButtons } from "./view.js";

/** The letters of the correct options of a form. */
export function rightLetters(form) {
	const options = [...form.querySelectorAll(".satchel-option")];
	return options.flatMap((option, i) => (option.classList.contains("satchel-correct") ? [letterOf(i)] : [])).join(", ");
}

/** The questions in an order of their options that is the same in the answers. */
function forms(app, lesson, view) {
	const session = new Session([], { seed: 1 });
	const options = { ...view.options, sets: lesson.sets, prefix: "print-" };
	return lesson.questions.map((question) => withoutButtons(renderQuestion(question, { ...options, random: session.random(question.id) }), "*"));
}

function answer(form) {
	const letters = rightLetters(form);
	reveal(form);
	return make("li", {}, letters && make("p", {}, make("strong", {}, letters)), form);
}

/** Opens what can be opened in the lesson, such as transcripts. Returns the function that closes it again. */
function openAll(place) {
	const closed = [...place.closest(".page").querySelectorAll("details:not(.contents, [open])")];
	for (const details of closed) details.open = true;
	return () => closed.forEach((details) => (details.open = false));
}

/** Adds both at the end of the article before the page is printed, and removes them after that. Returns the function that
 * ends this. */
export function preparePrint(app, lesson, view, article) {
	let added, close;
	const before = () => {
		after();
		const name = (key) => make("h2", { lang: app.language }, app.text(key));
		if (lesson.questions.length) {
			added = make("section", { class: "print-only" },
				name("questions"), make("ol", {}, forms(app, lesson, view).map((form) => make("li", {}, form))),
				name("answers"), make("ol", { class: "print-answers" }, forms(app, lesson, view).map(answer)));
			article.append(added);
			view.files.all();
		}
		close = openAll(article); // also what was added
	};
	const after = () => {
		added?.remove();
		close?.();
		[added, close] = [];
	};
	addEventListener("beforeprint", before);
	addEventListener("afterprint", after);
	return () => {
		removeEventListener("beforeprint", before);
		removeEventListener("afterprint", after);
	};
}
