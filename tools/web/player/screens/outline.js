// The first screen: the units of the pack and their lessons, with the learner's progress.

import { button, make } from "../dom.js";
import { makeFiles } from "../files.js";
import { directionOf } from "../language.js";
import { itemOf } from "../progress.js";
import { whereRest } from "../rest.js";
import { addressOf } from "../routes.js";

/** Packs with more lessons have units to open, and long lists are shown so many at a time. */
const MANY = 60;

/** How much of each lesson is done, by its id: which questions were answered, of which items a card was learned, and
 * whether it was read. */
async function doneOf(progress) {
	const done = new Map();
	const of = (lesson) => done.get(lesson) ?? done.set(lesson, { items: new Set(), read: false }).get(lesson);
	for (const [id, { kind, lesson, right, gone }] of await progress.all()) {
		if (kind === "lesson") of(id).read = true;
		else if (right !== false && !gone) of(lesson).items.add(itemOf(id));
	}
	return done;
}

function progressOf(app, { counts }, { read, items: { size: items } } = { items: new Set() }) {
	const of = counts.questions + counts.cards;
	if (!items && !read) return undefined;
	if (!items) return make("span", { class: "quiet" }, app.text("read"));
	const words = app.text("done", { done: Math.min(items, of), of });
	return make("meter", { min: 0, max: of, value: Math.min(items, of), title: words, "aria-label": words });
}

function lessonItem(app, row, done) {
	const { questions, cards } = row.whole ?? row.counts;
	const counts = [questions && app.text("count-questions", { count: questions }), cards && app.text("count-cards", { count: cards })];
	return make("li", { class: "lesson-row" }, make("a", { href: addressOf({ lesson: row.id }) },
		make("span", { class: "title", lang: row.lang, dir: directionOf(row.lang) }, row.title),
		progressOf(app, row, done.get(row.id)),
		make("bdi", { class: "quiet", lang: app.language }, counts.filter(Boolean).join(" · "))));
}

/** A list of lessons that grows as its end comes into sight, or by its button. */
async function lessonList(app, unit, done) {
	const list = make("ol", { class: "lessons" });
	const more = button(app.text("more-lessons"), () => grow(), { class: "more", lang: app.language });
	const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && grow(), { rootMargin: "600px" });
	let [shown, growing] = [0, undefined];

	async function add() {
		const rows = await app.pack.lessons(unit.id, { start: shown, limit: MANY });
		list.append(...rows.map((row) => lessonItem(app, row, done)));
		shown += rows.length;
		more.hidden = shown >= unit.lessons;
		if (more.hidden) observer.disconnect();
	}

	function grow() {
		growing ??= add().finally(() => (growing = undefined));
		return growing;
	}

	await grow();
	if (!more.hidden) observer.observe(more);
	return [list, more];
}

function countOf(app, { lessons, whole }) {
	const words = whole > lessons ? app.text("position", { at: lessons, of: whole }) : lessons;
	return make("bdi", { class: "quiet", lang: app.language }, app.text("count-lessons", { count: whole ?? lessons, words }));
}

/** A unit with its lessons; if the pack has many, they are loaded when it is opened. */
async function unitElement(app, unit, done, open) {
	const name = [make("span", {}, unit.title), " ", countOf(app, unit)];
	if (open) return make("section", { class: "unit" }, make("h2", {}, name), await lessonList(app, unit, done));
	const element = make("details", { class: "unit" }, make("summary", {}, make("h2", {}, name)));
	element.addEventListener("toggle", async () => element.append(...(await lessonList(app, unit, done))), { once: true });
	return element;
}

function coverOf({ cover }, files) {
	if (!cover) return undefined;
	const picture = make("img", { alt: cover.alt, width: cover.width, height: cover.height });
	files.whenNear(picture, "src", cover.asset);
	return picture;
}

/** In a free edition, where what the lists lack is. */
function restOf(app) {
	const words = whereRest(app);
	return words && make("aside", { class: "rest", "aria-label": app.text("rest") }, words);
}

export async function outlineScreen(app) {
	const { manifest, units } = app.pack;
	const { lang } = manifest;
	const dir = directionOf(lang);
	const files = makeFiles(app.pack);
	const done = await doneOf(app.progress);
	const few = manifest.counts.lessons <= MANY || units.length === 1;
	const element = make("div", { class: "outline" },
		make("header", { class: "cover", lang, dir },
			make("div", {}, make("h1", {}, manifest.title), manifest.description && make("p", { class: "lead" }, manifest.description)),
			coverOf(manifest, files)),
		restOf(app),
		make("div", { lang, dir }, await Promise.all(units.map((unit) => unitElement(app, unit, done, few)))));
	return { title: app.title, element, stop: files.stop };
}
