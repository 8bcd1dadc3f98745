// The daily queue over the whole pack: cards that are due today, then new ones.

import { plainText } from "../../satchel/render.js";
import { button, make } from "../dom.js";
import { dueOf, dueToday, durationText, nextOf, nextTime, startOfDay } from "../due.js";
import { flashcard } from "../flashcard.js";
import { forgetIntroduced, newCards, newToday } from "../newcards.js";
import { DEFAULT_NEW, newCardsADay } from "../preferences.js";
import { itemOf } from "../progress.js";
import { addressOf } from "../routes.js";
import { makeView } from "../view.js";
import { cardsOfLesson } from "./cards.js";
import { newsElement } from "./news.js";

/** Adds the card and the lesson to one of the queue; returns whether the pack still has it. */
async function complete(pack, one) {
	if (one.card) return true;
	const found = await pack.item(itemOf(one.id)).catch((error) => {
		if (error?.code !== "not-found") throw error;
	});
	if (found?.kind !== "card") return false;
	return Boolean(Object.assign(one, cardsOfLesson({ id: found.lesson.id, cards: [found.item] }).find(({ id }) => id === one.id)).card);
}

export async function todayScreen(app) {
	const { text, pack, progress } = app;
	const counts = make("p", { class: "today-counts" });
	const place = make("div", { class: "card-place" });
	const from = make("p", { class: "quiet today-from" });
	const undoing = button(text("undo"), () => undo(), { hidden: true, "aria-keyshortcuts": "Z" });
	const news = await newsElement(app);
	const queue = [];
	let current, shown, last, view, lessonOfView;
	let done = []; // the ids of the cards that were rated
	let day; // for which the queue was filled

	async function fill(extra = 0) {
		const [records, now] = [await progress.all(), Date.now()];
		day = startOfDay(now);
		const most = extra || newCardsADay() - newToday(records, now);
		queue.splice(0, queue.length, ...dueOf(records, now), ...(await newCards(pack, progress, records, most, now)));
	}

	/** The view of the lesson of a card, whose citations have their own numbers. */
	async function viewOf(id) {
		if (lessonOfView?.id === id) return view;
		const lesson = await pack.lesson(id);
		view?.stop();
		[view, lessonOfView] = [makeView(app, lesson), lesson];
		return view;
	}

	function showCounts() {
		const fresh = queue.filter(({ schedule }) => !schedule).length;
		counts.textContent = text("today-counts", { due: queue.length - fresh, fresh, done: new Set(done).size });
		undoing.hidden = !last;
	}

	async function show(focus) {
		let one;
		while ((one = nextOf(queue, Date.now())) && !(await complete(pack, one))) queue.splice(queue.indexOf(one), 1);
		current = one;
		showCounts();
		if (!one) return showEnd(focus);
		const lesson = await viewOf(one.lesson);
		shown = flashcard(app, { ...one, view: lesson }, { rated });
		place.replaceChildren(shown.element);
		const link = make("a", { href: addressOf({ lesson: one.lesson }), lang: view.lang, dir: view.dir }, plainText(lessonOfView.title));
		from.replaceChildren(text("today-from"), " ", link);
		if (focus) shown.turner.focus({ preventScroll: true });
	}

	/** When the next card is due, if nothing is left; and more new cards, if there are any. */
	async function showEnd(focus) {
		shown = undefined;
		const [now, records] = [Date.now(), await progress.all()];
		const next = nextTime(records, queue, now);
		const [fresh] = await newCards(pack, progress, records, 1, now);
		const more = fresh && button(text("today-more"), async () => {
			await fill(DEFAULT_NEW);
			await show(true);
		});
		const end = make("div", { class: "today-end", tabindex: -1 },
			make("p", {}, make("strong", {}, text(done.length ? "today-done" : "today-nothing", { count: new Set(done).size }))),
			Number.isFinite(next) && make("p", {}, text("today-next", { wait: durationText(next - now, app.language) })),
			more && make("p", {}, more));
		place.replaceChildren(end);
		from.replaceChildren();
		if (focus) end.focus({ preventScroll: true });
	}

	/** Puts the card that was just rated back at its place; `before` is its record before that. */
	async function rated(rating, before) {
		last = { one: current, before };
		done.push(current.id);
		const record = await progress.get(current.id);
		current.schedule = record.schedule;
		if (!dueToday(record.schedule, Date.now())) queue.splice(queue.indexOf(current), 1);
		await show(true);
	}

	async function undo() {
		if (!last) return;
		const { one, before } = last;
		last = undefined;
		done.pop();
		await (before ? progress.put(one.id, before) : progress.remove([one.id]));
		if (!before) await forgetIntroduced(progress);
		one.schedule = before?.schedule;
		if (!queue.includes(one)) queue.unshift(one);
		await show(true);
	}

	/** What another page does with a card of the queue, or with another card of its item. */
	function changed(id, record, elsewhere) {
		const one = elsewhere && queue.find((other) => itemOf(other.id) === itemOf(id));
		if (!one || (one.id !== id && !record?.schedule)) return;
		if (one.id === id) one.schedule = record?.schedule;
		if (one.id !== id || !one.schedule || !dueToday(one.schedule, Date.now())) queue.splice(queue.indexOf(one), 1);
		if (one === current) show(false);
		else showCounts();
	}

	/** A page that was left open has the queue of an earlier day. */
	async function awake() {
		if (document.hidden || day === startOfDay(Date.now())) return;
		[done, last] = [[], undefined];
		await fill();
		await show(false);
	}

	await fill();
	await show(false);
	document.addEventListener("visibilitychange", awake);
	const turning = Object.fromEntries([" ", "1", "2", "3", "4"].map((name) => [name, () => shown?.keys[name]() ?? undefined]));
	const stops = [app.keys.add({ ...turning, z: undo }), progress.onChange(changed), () => view?.stop(),
		() => document.removeEventListener("visibilitychange", awake)];
	const element = make("div", { class: "today", lang: app.language },
		make("h1", {}, text("today")), news,
		make("div", { class: "card-bar" }, counts, undoing), place, from,
		make("p", { class: "quiet card-keys" }, text("today-keys")));
	return { title: text("today"), element, stop: () => stops.forEach((stop) => stop()) };
}
