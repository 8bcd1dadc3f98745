// What a new release of the pack meant: new lessons and items, what was withdrawn, what starts afresh.

import { button, make } from "../dom.js";
import { addressOf } from "../routes.js";

const MOST = 20;

function addition(app, { id, title, questions, cards }) {
	const counts = [
		questions && app.text("count-questions", { count: questions }),
		cards && app.text("count-cards", { count: cards }),
	].filter(Boolean);
	const more = questions === undefined ? app.text("news-lesson") : counts.join(", ");
	return make("li", {}, make("a", { href: addressOf({ lesson: id }), lang: app.pack.manifest.lang }, title), " ", make("span", { class: "quiet" }, more));
}

/** The lessons of items, each with a link. */
async function lessonsOf({ pack }, items) {
	const rows = new Map();
	for (const id of items.slice(0, MOST)) {
		const { lesson } = await pack.itemRow(id).catch(() => ({ lesson: id }));
		const row = await pack.row(lesson).catch(() => undefined);
		if (row) rows.set(row.id, row);
	}
	return [...rows.values()].map(({ id, lang, title }) => make("li", {}, make("a", { href: addressOf({ lesson: id }), lang }, title)));
}

/** An element with the news, until the learner has read them; undefined if there are none. */
export async function newsElement(app) {
	const news = await app.progress.note("news");
	if (!news) return undefined;
	const { text } = app;
	const { version, added, withdrawn, afresh } = news;
	const again = await lessonsOf(app, afresh);
	const element = make("section", { class: "notice", "aria-labelledby": "news-name" },
		make("h2", { id: "news-name" }, text("news", { version })),
		added.length > 0 && [make("p", {}, text("news-added")), make("ul", {}, added.slice(0, MOST).map((one) => addition(app, one)))],
		added.length > MOST && make("p", {}, text("news-more", { count: added.length - MOST })),
		afresh.length > 0 && [make("p", {}, text("news-afresh", { count: afresh.length })), make("ul", {}, again)],
		withdrawn.length > 0 && make("p", {}, text("news-withdrawn", { count: withdrawn.length })),
		button(text("news-read"), async () => {
			await app.progress.setNote("news", undefined);
			element.remove();
			app.main.focus();
		}));
	return element;
}
