// A lesson: what there is to read, then questions, cards, glossary and sources.

import { plainText, render } from "../../satchel/render.js";
import { make } from "../dom.js";
import { addressOf, SECTIONS } from "../routes.js";
import { makeView } from "../view.js";
import { cardsSection } from "./cards.js";
import { questionsSection } from "./questions.js";

const heading = (app, words) => make("h2", { lang: app.language }, words);

function objectives(app, { objectives: all }, view) {
	return [heading(app, app.text("objectives")), make("ul", {}, all.map(({ text }) => make("li", {}, render(text, view.options))))];
}

function takeaways(app, { takeaways: all }, view) {
	return [heading(app, app.text("takeaways")), make("ul", {}, all.map((flow) => make("li", {}, render(flow, view.options))))];
}

function glossary(app, { glossary: all }, view) {
	const entry = ({ id, term, definition }) => [
		make("dt", { id: `part-${id}` }, render(term, view.options)),
		make("dd", {}, render(definition, view.options)),
	];
	return [heading(app, app.text("glossary")), make("dl", {}, all.map(entry))];
}

function source({ id, text, href, doi }, view) {
	const address = doi ? `https://doi.org/${encodeURI(doi)}` : href;
	const link = address && make("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, doi ? `doi:${doi}` : new URL(address).host);
	return make("li", { id: `part-${id}` }, render(text, view.options), " ", link);
}

function sources(app, { sources: all }, view) {
	return [heading(app, app.text("sources")), make("ol", {}, all.map((one) => source(one, view)))];
}

/** What makes each section that the player adds. Practice returns { element, stop }. */
const MAKE = { objectives, takeaways, glossary, sources };
const PRACTICE = { questions: questionsSection, cards: cardsSection };

function ownSections(app, lesson, view) {
	const stops = [];
	const made = {};
	for (const name of SECTIONS) {
		if (!lesson[name]?.length) continue;
		if (MAKE[name]) made[name] = make("section", { id: `lesson-${name}`, class: name }, MAKE[name](app, lesson, view));
		else if (PRACTICE[name]) {
			const { element, stop } = PRACTICE[name](app, lesson, view);
			element.id = `lesson-${name}`;
			made[name] = element;
			if (stop) stops.push(stop);
		}
	}
	return { made, stop: () => stops.forEach((stop) => stop()) };
}

/** The list of sections, for "On this page". */
function contents(app, lesson, made, view) {
	const item = (route, words, below) => make("li", {}, make("a", { href: addressOf({ lesson: lesson.id, ...route }) }, words), below);
	const own = (name) => made[name] && item({ section: name }, make("span", { lang: app.language }, app.text(name)));
	const section = ({ id, title, sections }) => item({ part: id }, plainText(title), sections?.length ? make("ol", {}, sections.map(section)) : null);
	const list = make("ol", { lang: view.lang, dir: view.dir },
		own("objectives"), lesson.sections.map(section), SECTIONS.filter((name) => name !== "objectives").map(own));
	return make("nav", { class: "contents", "aria-labelledby": "contents-name" }, make("h2", { id: "contents-name" }, app.text("on-this-page")), list);
}

export async function lessonScreen(app, route) {
	const lesson = await app.pack.lesson(route.lesson);
	const view = makeView(app, lesson);
	const { made, stop } = ownSections(app, lesson, view);
	const { lang, dir } = view;
	const { objectives, ...after } = made;
	const article = make("article", { class: "lesson", lang, dir },
		make("header", {}, make("h1", {}, render(lesson.title, view.options)), make("p", { class: "lead" }, render(lesson.summary, view.options))),
		objectives,
		render(lesson.sections, view.options),
		Object.values(after));
	const element = make("div", { class: "page" }, contents(app, lesson, made, view), article);
	return {
		title: plainText(lesson.title),
		element,
		moved: () => true,
		target: ({ part, section }) => element.querySelector(`#${CSS.escape(section ? `lesson-${section}` : `part-${part}`)}`),
		stop() {
			stop();
			view.stop();
		},
	};
}
