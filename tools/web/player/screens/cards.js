// The flashcards of a lesson: "1 / 9", turned by a tap or Space, browsed by arrows, rated by 1 to 4.

import { plainText } from "../../satchel/plain.js";
import { cardsOf } from "../../satchel/render.js";
import { button, make } from "../dom.js";
import { directionOf } from "../language.js";
import { flashcard } from "../flashcard.js";
import { itemOf } from "../progress.js";

/** Puts a list into a random order. */
function shuffle(list) {
	for (let i = list.length - 1; i > 0; i--) {
		const j = Math.floor(Math.random() * (i + 1));
		[list[i], list[j]] = [list[j], list[i]];
	}
	return list;
}

/** The cards of a lesson as learners see them. */
export const cardsOfLesson = (lesson) => lesson.cards.flatMap((card) => cardsOf(card).map((one) => ({ ...one, card, lesson: lesson.id })));

export function cardsSection(app, lesson, view) {
	const { text } = app;
	const all = cardsOfLesson(lesson);
	const key = `cards ${lesson.id}`;
	const kept = app.kept.get(key);
	const partsOf = new Map(lesson.cards.map((card) => [card, []])); // places of the cards of each item
	all.forEach(({ card }, i) => partsOf.get(card).push(i));
	const places = all.map((_, i) => i);
	const state = kept?.order.length === all.length ? kept : { order: places, at: 0, shuffled: false, rated: {} };
	app.kept.set(key, state);

	const place = make("div", { class: "card-place" });
	const position = make("p", { class: "position" });
	const [previous, next] = [button(text("previous"), () => step(-1)), button(text("next"), () => step(1))];
	const mixer = button(text("card-shuffle"), () => mix(), { "aria-pressed": "false", "aria-keyshortcuts": "S" });
	const result = make("p", { class: "card-result" });
	let shown;

	/** Where one is, counted in items, as lists of lessons do; and in which part of an item with several cards. */
	function where() {
		const here = state.order[state.at];
		const parts = partsOf.get(all[here].card);
		const at = new Set(state.order.slice(0, state.at + 1).map((i) => all[i].card)).size;
		return { at, of: view.whole?.cards ?? lesson.cards.length, part: parts.indexOf(here) + 1, parts: parts.length };
	}

	function show(focus) {
		const one = all[state.order[state.at]];
		shown = flashcard(app, { ...one, view }, { rated });
		place.replaceChildren(shown.element);
		position.textContent = text("card-position", where());
		previous.disabled = state.at === 0;
		next.disabled = state.at === all.length - 1;
		mixer.setAttribute("aria-pressed", String(state.shuffled));
		if (focus) shown.turner.focus({ preventScroll: true });
	}

	function step(by) {
		const at = state.at + by;
		if (at < 0 || at >= all.length) return;
		state.at = at;
		const focused = document.activeElement;
		show(place.contains(focused));
		if (focused?.disabled) shown.turner.focus({ preventScroll: true });
		app.say(text("card-position-said", where()));
	}

	function mix() {
		state.shuffled = !state.shuffled;
		Object.assign(state, { order: state.shuffled ? shuffle(lesson.cards.slice()).flatMap((card) => partsOf.get(card)) : places, at: 0 });
		show(false);
		app.say(text(state.shuffled ? "card-shuffled" : "card-ordered"));
	}

	/** How the items were rated on this page: one is known if all of its cards are. */
	function showResult() {
		const known = new Map();
		for (const [id, rating] of Object.entries(state.rated)) known.set(itemOf(id), rating !== "again" && known.get(itemOf(id)) !== false);
		const count = [...known.values()].filter(Boolean).length;
		result.textContent = known.size ? text("card-result", { count, of: known.size }) : "";
	}

	function rated(rating) {
		state.rated[all[state.order[state.at]].id] = rating;
		showResult();
		if (state.at < all.length - 1) step(1);
		else {
			show(true);
			app.say(`${text("card-last")} ${result.textContent}`);
		}
	}

	show(false);
	showResult();
	const forward = (by) => (directionOf(app.language) === "rtl" ? -by : by);
	const keys = {
		ArrowRight: () => step(forward(1)),
		ArrowLeft: () => step(forward(-1)),
		s: mix,
	};
	const bar = make("div", { class: "card-bar" }, position, mixer);
	const element = make("section", { class: "cards", lang: app.language, dir: directionOf(app.language) },
		make("h2", {}, text("cards-of", { title: plainText(lesson.title) })),
		bar,
		place,
		make("div", { class: "card-browse" }, previous, next),
		make("p", { class: "quiet card-keys" }, text("card-keys")), result);
	const turning = Object.fromEntries([" ", "1", "2", "3", "4"].map((name) => [name, () => shown.keys[name]()]));
	const stop = app.keys.add({ ...keys, ...turning }, element);

	/** Shows the card with the id of an item, and returns what begins above it. */
	function find(id) {
		const index = all.findIndex(({ card }) => card.id === id);
		if (index < 0) return undefined;
		state.at = state.order.indexOf(index);
		show(false);
		return bar;
	}
	return { element, stop, find };
}
