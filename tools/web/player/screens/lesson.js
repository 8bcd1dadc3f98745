// A lesson: what there is to read, then questions, cards, glossary and sources.

import { plainText } from "../../satchel/plain.js";
import { render } from "../../satchel/view.js";
import { add, make, painted, pause } from "../dom.js";
import { sourceLink } from "../explain.js";
import { addressOf, SECTIONS } from "../routes.js";
import { makeView, withoutButtons } from "../view.js";

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

/** What makes each section that the player adds. */
const READING = { objectives, takeaways, glossary, sources };
const PRACTICE = {
	questions: async () => (await import("./questions.js")).questionsSection,
	cards: async () => (await import("./cards.js")).cardsSection,
};

/** Functions that make what there is to read, from top to bottom, and places for practice. */
function readingOf(app, lesson, view, end) {
	const own = (name) => (lesson[name]?.length ? [() => make("section", { class: name, id: idOf({ section: name }) }, READING[name]?.(app, lesson, view))] : []);
	const [first, ...after] = SECTIONS.map(own);
	return [first, lesson.sections.map((section) => () => render(section, view.options)), () => end, after].flat(2);
}

/** Fills the places for practice once `when` is resolved. Returns a promise, `stop`, and `find(id)`, which shows the item with that id and returns its element. */
function addPractice(app, lesson, view, article, when) {
	const added = [];
	let stopped = false;
	const print = async () => {
		const { preparePrint } = await import("../print.js");
		if (!stopped) added.push({ stop: preparePrint(app, lesson, view, article) });
	};
	const add = async (name) => {
		const section = await PRACTICE[name]();
		if (stopped) return;
		const one = section(app, lesson, view);
		one.element.id = idOf({ section: name });
		article.querySelector(`#${one.element.id}`).replaceWith(one.element);
		added.push(one);
	};
	return {
		done: when.then(() => Promise.all(Object.keys(PRACTICE).filter((name) => lesson[name]?.length).map(add))).then(print),
		find: (id) => added.map(({ find }) => find?.(id)).find(Boolean),
		stop() {
			stopped = true;
			for (const { stop } of added) stop();
		},
	};
}

/** The id of the element of a part or section. */
const idOf = ({ part, section }) => (section ? `lesson-${section}` : `part-${part}`);

/** The list of sections. */
function contents(app, lesson, view) {
	const item = (route, words, below) => make("li", {},
		make("a", { href: addressOf({ lesson: lesson.id, ...route }), "data-of": idOf(route) }, words), below);
	const own = (name) => (lesson[name]?.length ? item({ section: name }, make("span", { lang: app.language, dir: "auto" }, app.text(name))) : null);
	const section = ({ id, title, sections }) => item({ part: id }, plainText(title), sections?.length ? make("ol", {}, sections.map(section)) : null);
	const list = make("ol", { lang: view.lang, dir: view.dir },
		own("objectives"), lesson.sections.map(section), SECTIONS.filter((name) => name !== "objectives").map(own));
	const wide = matchMedia("(min-width: 64rem)").matches;
	return make("details", { class: "contents", open: wide },
		make("summary", {}, app.text("on-this-page")),
		make("nav", { "aria-label": app.text("on-this-page") }, list));
}

/** Says who wrote and reviewed it, and when, in an element that has one line. Formatting a date takes long the first time. */
function fillAbout(element, app, lesson, view) {
	const { text, language, locale } = app;
	const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
	const date = (day) => format.format(new Date(`${day}T00:00:00Z`));
	const person = ({ role, name, credentials, date: day, disclosure }) => make("li", {},
		make("span", { lang: language }, text(`role-${role}`), " "), name, credentials && `, ${credentials}`, day && [", ", make("span", { lang: language }, date(day))],
		disclosure && make("span", { class: "quiet" }, " — ", render(disclosure, view.options)));
	const overdue = lesson.reviewBy && lesson.reviewBy < new Date().toISOString().slice(0, 10);
	element.firstChild.textContent = text("reviewed", { date: date(lesson.reviewed) });
	add(element, [
		overdue && make("p", { lang: language }, text("review-overdue", { date: date(lesson.reviewBy) })),
		lesson.people?.length ? make("ul", {}, lesson.people.map(person)) : make("p", { lang: language }, text("no-people")),
	]);
}

/** Marks the section that is being read in the list of sections. */
function followReading(element, practice) {
	const links = new Map([...element.querySelectorAll(".contents a")].map((link) => [link.dataset.of, link]));
	const visible = new Set();
	const observer = new IntersectionObserver((entries) => {
		for (const { target, isIntersecting } of entries) visible[isIntersecting ? "add" : "delete"](target);
		const [first] = [...links.keys()].filter((id) => [...visible].some((target) => target.id === id)).slice(-1);
		for (const [id, link] of links) {
			if (id === first) link.setAttribute("aria-current", "location");
			else link.removeAttribute("aria-current");
		}
	}, { rootMargin: "-20% 0px -70% 0px" });
	const observe = () => links.forEach((_, id) => {
		const part = element.querySelector(`#${CSS.escape(id)}`);
		if (part) observer.observe(part);
	});
	observe();
	practice.done.then(observe);
	return () => observer.disconnect();
}

/** Records that the lesson was read, when the end of its text comes into sight. */
function recordReading(app, lesson, end) {
	const observer = new IntersectionObserver(([{ isIntersecting }]) => {
		if (!isIntersecting) return;
		observer.disconnect();
		app.progress.put(lesson.id, { kind: "lesson" });
	});
	observer.observe(end);
	return () => observer.disconnect();
}

/** About how many characters of text fill the window of a first lesson. */
const filling = () => 2 * innerHeight;

export async function lessonScreen(app, route) {
	const lesson = await app.pack.lesson(route.lesson);
	await pause(); // checking a long lesson and showing it would be one long task
	const view = makeView(app, lesson);
	const { lang, dir } = view;
	const about = make("details", { class: "about" }, make("summary", { lang: app.language }, "\u00a0"));
	const header = make("header", { class: "lesson-head", lang, dir },
		make("h1", {}, render(lesson.title, view.options)),
		make("p", { class: "lead" }, render(lesson.summary, view.options)),
		about);
	const end = make("div", { class: "end" });
	const article = make("article", { class: "lesson", lang, dir });
	const further = make("nav", { class: "further", "aria-label": app.text("further") });
	const element = make("div", { class: "page" }, withoutButtons(header), contents(app, lesson, view), article);
	const reading = readingOf(app, lesson, view, end);
	const write = () => article.append(withoutButtons(reading.shift()()));
	// The first lesson is shown as soon as it fills the window, unless its address leads to what comes later. The page only
	// grows at its end, so that nothing moves.
	const whole = route.section || route.part || app.main.firstChild;
	while (reading.length && (whole || article.textContent.length < filling())) write();
	const writeRest = async () => {
		fillAbout(about, app, lesson, view);
		for (; reading.length; await pause()) write();
		element.append(further);
		// What the full edition has of a lesson of a free one.
		if (app.pack.manifest.whole) view.whole = (await app.pack.row(lesson.id).catch(() => ({}))).whole;
	};
	const written = whole ? writeRest() : painted().then(writeRest);
	const practice = addPractice(app, lesson, view, article, written);
	const place = (to) => (to.part || to.section) && element.querySelector(`#${CSS.escape(idOf(to))}`);
	if (whole) await practice.done;
	const stops = [practice.stop, view.stop];
	written.then(async () => {
		if (stops.length) stops.push(recordReading(app, lesson, end), followReading(element, practice));
		(await import("./lesson-end.js")).fillEnd(app, lesson, view, article, further);
	});
	return {
		title: plainText(lesson.title),
		element,
		moved: () => true,
		target: (to) => {
			while ((to.part || to.section) && !place(to) && reading.length) write();
			return place(to) ?? practice.find(to.part);
		},
		stop: () => stops.splice(0).forEach((stop) => stop()),
	};
}
