// The first screen: the units of the pack and their lessons.

import { make } from "../dom.js";
import { directionOf } from "../language.js";
import { addressOf } from "../routes.js";

function lessonItem(app, row) {
	const { questions, cards } = row.whole ?? row.counts;
	const counts = [questions && app.text("count-questions", { count: questions }), cards && app.text("count-cards", { count: cards })];
	return make("li", { class: "lesson-row" },
		make("a", { href: addressOf({ lesson: row.id }), lang: row.lang, dir: directionOf(row.lang) }, row.title),
		make("span", { class: "quiet" }, counts.filter(Boolean).join(" · ")));
}

async function unitSection(app, unit) {
	const rows = await app.pack.lessons(unit.id);
	return make("section", { class: "unit" },
		make("h2", {}, unit.title),
		make("ol", { class: "lessons" }, rows.map((row) => lessonItem(app, row))));
}

export async function outlineScreen(app) {
	const { manifest, units } = app.pack;
	const { lang } = manifest;
	const element = make("div", { class: "outline" },
		make("header", { lang, dir: directionOf(lang) },
			make("h1", {}, manifest.title),
			manifest.description && make("p", { class: "lead" }, manifest.description)),
		make("div", { lang, dir: directionOf(lang) }, await Promise.all(units.map((unit) => unitSection(app, unit)))));
	return { title: app.title, element };
}
