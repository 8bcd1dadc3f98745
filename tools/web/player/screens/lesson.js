// A lesson: what there is to read, then questions, cards, glossary and sources.

import { plainText, render } from "../../satchel/render.js";
import { make } from "../dom.js";
import { sourceLink } from "../explain.js";
import { neighbours } from "../neighbours.js";
import { addressOf, SECTIONS } from "../routes.js";
import { makeView, withoutButtons } from "../view.js";
import { cardsSection } from "./cards.js";
import { questionsSection } from "./questions.js";

const heading = (app, name) => make("h2", { lang: app.language }, app.text(name));

function objectives(app, { objectives: all }, view) {
	return [heading(app, "objectives"), make("ul", {}, all.map(({ id, text }) => make("li", { id: `part-${id}` }, render(text, view.options))))];
}

function takeaways(app, { takeaways: all }, view) {
	return [heading(app, "takeaways"), make("ul", {}, all.map((flow) => make("li", {}, render(flow, view.options))))];
}

function glossary(app, { glossary: all }, view) {
	const names = ({ synonyms = [], abbreviations = [] }) => [...abbreviations, ...synonyms].flatMap((name) => [", ", render(name, view.options)]);
	const entry = (one) => make("div", { id: `part-${one.id}` },
		make("dt", {}, render(one.term, view.options), make("span", { class: "quiet" }, names(one))),
		make("dd", {}, render(one.definition, view.options)));
	return [heading(app, "glossary"), make("dl", {}, all.map(entry))];
}

function sources(app, { sources: all }, view) {
	const one = (source) => make("li", { id: `part-${source.id}` }, render(source.text, view.options), " ", sourceLink(source));
	return [heading(app, "sources"), make("ol", {}, all.map(one))];
}

/** What makes each section that the player adds. Practice returns { element, stop }. */
const READING = { objectives, takeaways, glossary, sources };
const PRACTICE = { questions: questionsSection, cards: cardsSection };

function ownSections(app, lesson, view) {
	const stops = [];
	const made = {};
	for (const name of SECTIONS) {
		if (!lesson[name]?.length) continue;
		if (READING[name]) made[name] = make("section", { class: name }, READING[name](app, lesson, view));
		else if (PRACTICE[name]) {
			const { element, stop } = PRACTICE[name](app, lesson, view);
			made[name] = element;
			if (stop) stops.push(stop);
		} else continue;
		made[name].id = `lesson-${name}`;
	}
	return { made, stop: () => stops.forEach((stop) => stop()) };
}

/** The list of sections. */
function contents(app, lesson, made, view) {
	const item = (route, words, below) => make("li", {}, make("a", { href: addressOf({ lesson: lesson.id, ...route }) }, words), below);
	const own = (name) => made[name] && item({ section: name }, make("span", { lang: app.language, dir: "auto" }, app.text(name)));
	const section = ({ id, title, sections }) => item({ part: id }, plainText(title), sections?.length ? make("ol", {}, sections.map(section)) : null);
	const list = make("ol", { lang: view.lang, dir: view.dir },
		own("objectives"), lesson.sections.map(section), SECTIONS.filter((name) => name !== "objectives").map(own));
	const wide = matchMedia("(min-width: 64rem)").matches;
	return make("details", { class: "contents", open: wide },
		make("summary", {}, app.text("on-this-page")),
		make("nav", { "aria-label": app.text("on-this-page") }, list));
}

/** Who wrote and reviewed it, and when. */
function about(app, lesson, view) {
	const { text, language } = app;
	const date = (day) => new Date(`${day}T00:00:00Z`).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
	const person = ({ role, name, credentials, date: day, disclosure }) => make("li", {},
		make("span", { lang: language }, text(`role-${role}`), " "), name, credentials && `, ${credentials}`, day && [", ", make("span", { lang: language }, date(day))],
		disclosure && make("span", { class: "quiet" }, " — ", render(disclosure, view.options)));
	const overdue = lesson.reviewBy && lesson.reviewBy < new Date().toISOString().slice(0, 10);
	return make("details", { class: "about" },
		make("summary", { lang: language }, text("reviewed", { date: date(lesson.reviewed) })),
		overdue && make("p", { lang: language }, text("review-overdue", { date: date(lesson.reviewBy) })),
		lesson.people?.length ? make("ul", {}, lesson.people.map(person)) : make("p", { lang: language }, text("no-people")));
}

/** Links to the lessons before and after, in a place that is kept for them, because they are found later. */
function further(app, lesson) {
	const nav = make("nav", { class: "further", "aria-label": app.text("further") });
	const link = (row, name) => row && make("a", { href: addressOf({ lesson: row.id }), class: name },
		make("span", { class: "quiet" }, app.text(`${name}-lesson`)), make("span", { lang: row.lang, dir: "auto" }, row.title));
	neighbours(app.pack, lesson.id).then(({ before, after }) => nav.append(...[link(before, "previous"), link(after, "next")].filter(Boolean)), () => {});
	return nav;
}

export async function lessonScreen(app, route) {
	const lesson = await app.pack.lesson(route.lesson);
	const view = makeView(app, lesson);
	const { made, stop } = ownSections(app, lesson, view);
	const { lang, dir } = view;
	const { objectives: goals, ...after } = made;
	const article = make("article", { class: "lesson", lang, dir },
		make("header", {}, make("h1", {}, render(lesson.title, view.options)), make("p", { class: "lead" }, render(lesson.summary, view.options)), about(app, lesson, view)),
		goals,
		render(lesson.sections, view.options),
		Object.values(after));
	const element = make("div", { class: "page" }, contents(app, lesson, made, view), article, further(app, lesson));
	withoutButtons(article);
	return {
		title: plainText(lesson.title),
		element,
		moved: () => true,
		target: ({ part, section }) => (part || section) && element.querySelector(`#${CSS.escape(section ? `lesson-${section}` : `part-${part}`)}`),
		stop() {
			stop();
			view.stop();
		},
	};
}
