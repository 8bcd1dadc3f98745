// What comes after a lesson: the lessons before and after it, and in a free edition what the full one has.

import { make } from "../dom.js";
import { directionOf } from "../language.js";
import { neighbours } from "../neighbours.js";
import { addressOf } from "../routes.js";

/** Adds links to the lessons before and after to a place that is kept for them, because they are found later. */
function addNeighbours(app, lesson, nav) {
	const link = (row, name) => row && make("a", { href: addressOf({ lesson: row.id }), class: name },
		make("span", { class: "quiet" }, app.text(`${name}-lesson`)), make("span", { lang: row.lang, dir: "auto" }, row.title));
	neighbours(app.pack, lesson.id).then(({ before, after }) => nav.append(...[link(before, "previous"), link(after, "next")].filter(Boolean)), () => {});
}

/** What the full edition has beyond a lesson of a free one, and what the pack says of itself. */
function rest(app, { sections, questions, cards }, { whole }) {
	if (!whole) return undefined;
	const { manifest: { title, description, lang } } = app.pack;
	const count = (all) => all.reduce((sum, one) => sum + 1 + count(one.sections ?? []), 0);
	const have = { sections: count(sections), questions: questions.length, cards: cards.length };
	const counts = Object.entries(have).filter(([name, number]) => whole[name] > number);
	return make("section", { class: "rest", lang: app.language, dir: "auto" },
		make("h2", {}, app.text("rest")),
		make("ul", {}, counts.map(([name, number]) => make("li", {}, app.text(`rest-${name}`, { at: number, of: whole[name] })))),
		make("p", {}, app.text("rest-where"), " ", make("strong", { lang, dir: directionOf(lang) }, title)),
		description && make("p", { lang, dir: directionOf(lang) }, description));
}

/** Adds both to the screen of a lesson. */
export function fillEnd(app, lesson, view, article, nav) {
	const more = rest(app, lesson, view);
	if (more) article.append(more);
	addNeighbours(app, lesson, nav);
}
