// What comes after a lesson: the lessons before and after it, and in a free edition what the full one has.

import { make } from "../dom.js";
import { directionOf } from "../language.js";
import { whereRest } from "../rest.js";
import { addressOf } from "../routes.js";

/** Adds links to the lessons before and after to a place that is kept for them, because they are found later. */
function addNeighbours(app, lesson, nav) {
	const link = (row, name) => row && make("a", { href: addressOf({ lesson: row.id }), class: name },
		make("span", { class: "quiet" }, app.text(`${name}-lesson`)), make("span", { lang: row.lang, dir: "auto" }, row.title));
	const fill = ({ before, after }) => nav.append(...[link(before, "previous"), link(after, "next")].filter(Boolean));
	app.pack.neighbours(lesson.id).then(fill, () => {});
}

/** What the full edition has beyond a lesson of a free one, and where it is. */
function rest(app, { sections, questions, cards }, { whole }) {
	const { manifest: { title, description, lang, counts: { lessons } } } = app.pack;
	// The list of lessons, which says it too, is not shown of a single one.
	const where = (whole || lessons === 1) && whereRest(app);
	if (!whole) return where && make("aside", { class: "rest", "aria-label": app.text("rest") }, where);
	const count = (all) => all.reduce((sum, one) => sum + 1 + count(one.sections ?? []), 0);
	const have = { sections: count(sections), questions: questions.length, cards: cards.length };
	const counts = Object.entries(have).filter(([name, number]) => whole[name] > number);
	return make("section", { class: "rest", lang: app.language, dir: "auto" },
		make("h2", {}, app.text("rest")),
		make("ul", {}, counts.map(([name, number]) => make("li", {}, app.text(`rest-${name}`, { at: number, of: whole[name] })))),
		make("p", {}, app.text("rest-where"), " ", make("strong", { lang, dir: directionOf(lang) }, title)),
		where ?? (description && make("p", { lang, dir: directionOf(lang) }, description)));
}

/** Adds both to the screen of a lesson. */
export function fillEnd(app, lesson, view, article, nav) {
	const more = rest(app, lesson, view);
	if (more) article.append(more);
	addNeighbours(app, lesson, nav);
}
