// Search as one types, through the pack's own index.

import { make } from "../dom.js";
import { directionOf } from "../language.js";
import { addressOf } from "../routes.js";

const MOST = 50;

export function searchScreen(app, route) {
	const { text, pack } = app;
	const results = make("ol", { class: "lessons" });
	const said = make("p", { role: "status" });
	let number = 0;

	async function find(query) {
		const mine = ++number;
		history.replaceState(null, "", addressOf({ screen: "search", query }));
		const { total, lessons } = query.trim() ? await pack.search(query, { limit: MOST }) : { total: 0, lessons: [] };
		if (mine !== number) return;
		said.textContent = query.trim() ? text("found", { count: total }) : "";
		results.replaceChildren(...lessons.map(({ lesson: { id, lang, title } }) =>
			make("li", { class: "lesson-row" }, make("a", { href: addressOf({ lesson: id }), lang, dir: directionOf(lang) }, title))));
	}

	const field = make("input", { type: "search", id: "search-field", autocomplete: "off", value: route.query, oninput: () => find(field.value) });
	const element = make("div", { class: "search" },
		make("h1", {}, make("label", { for: "search-field" }, text("search"))), field, said, results);
	if (route.query) find(route.query);
	return { title: text("search"), element, target: () => field };
}
