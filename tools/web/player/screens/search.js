// Search as one types, through the pack's own index. Arrows move between the field and what was found.

import { make } from "../dom.js";
import { directionOf } from "../language.js";
import { addressOf } from "../routes.js";
import { searchOf } from "../searching.js";

const MOST = 50;
const SECTIONS = 3; // of a lesson

const plain = (text) => text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();
const wordsOf = (text) => plain(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** The sections of a lesson that have a word of the query in their titles. */
function sectionsOf({ sections }, query) {
	const asked = wordsOf(query).filter((word) => word.length > 1);
	return sections.filter(({ title }) => wordsOf(title).some((word) => asked.some((beginning) => word.startsWith(beginning)))).slice(0, SECTIONS);
}

function found(row, query) {
	const { id, lang, title } = row;
	const attributes = { lang, dir: directionOf(lang) };
	const link = (part, words, name) => make("a", { href: addressOf({ lesson: id, part }), class: name }, make("span", attributes, words));
	return make("li", { class: "lesson-row" },
		link(undefined, title, "title"),
		sectionsOf(row, query).map((section) => link(section.id, section.title, "found-section")));
}

export function searchScreen(app, route) {
	const { text, pack } = app;
	const results = make("ol", { class: "lessons" });
	const said = make("p", { role: "status", class: "quiet" });
	let number = 0;

	async function find(query) {
		const mine = ++number;
		history.replaceState(history.state, "", addressOf({ screen: "search", query }));
		const { total, lessons } = await searchOf(app)(query, { limit: MOST });
		if (mine !== number) return;
		said.textContent = !query.trim() ? "" : text(total > MOST ? "found-first" : "found", { count: total, most: MOST });
		results.replaceChildren(...lessons.map(({ lesson }) => found(lesson, query)));
	}

	/** Says what keeps the index from being read. */
	const search = () => find(field.value).catch((error) => {
		said.textContent = text(error?.code === "unreadable" ? "problem-unreadable-more" : "problem-damaged-more");
	});

	function move(event) {
		const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		const places = [field, ...results.querySelectorAll("a")];
		const next = by && places[places.indexOf(document.activeElement) + by];
		if (!next) return;
		event.preventDefault();
		next.focus();
	}

	const field = make("input", { type: "search", id: "search-field", autocomplete: "off", spellcheck: "false", value: route.query, oninput: search });
	const element = make("div", { class: "search", onkeydown: move },
		make("h1", {}, make("label", { for: "search-field" }, text("search"))),
		pack.searchable ? [field, said, results] : make("p", {}, text("no-search")));
	if (pack.searchable) search(); // without a query, it reads the index before the learner has typed
	return { title: text("search"), element, target: () => pack.searchable && field };
}
