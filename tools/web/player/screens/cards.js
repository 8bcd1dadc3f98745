// The flashcards of a lesson: "1 / 9", turned by a tap or Space, browsed by arrows, rated by 1 to 4.

import { plainText } from "../../satchel/plain.js";
import { cardsOf } from "../../satchel/render.js";
import { button, make } from "../dom.js";
import { directionOf } from "../language.js";
import { flashcard } from "../flashcard.js";

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
	const places = all.map((_, i) => i);
	const state = kept?.order.length === all.length ? kept : { order: places, at: 0, shuffled: false, rated: {} };
	app.kept.set(key, state);

	const place = make("div", { class: "card-place" });
	const position = make("p", { class: "position" });
	const [previous, next] = [button(text("previous"), () => step(-1)), button(text("next"), () => step(1))];
	const mixer = button(text("card-shuffle"), () => mix(), { "aria-pressed": "false", "aria-keyshortcuts": "S" });
	const result = make("p", { class: "card-result" });
	let shown;

	function show(focus) {
		const one = all[state.order[state.at]];
		shown = flashcard(app, { ...one, view }, { rated });
		place.replaceChildren(shown.element);
		position.textContent = text("card-position", { at: state.at + 1, of: all.length });
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
		app.say(text("card-position-said", { at: at + 1, of: all.length }));
	}

	function mix() {
		state.shuffled = !state.shuffled;
		Object.assign(state, { order: state.shuffled ? shuffle(places.slice()) : places, at: 0 });
		show(false);
		app.say(text(state.shuffled ? "card-shuffled" : "card-ordered"));
	}

	/** How the cards were rated on this page. */
	function showResult() {
		const ratings = Object.values(state.rated);
		const count = ratings.filter((rating) => rating !== "again").length;
		result.textContent = ratings.length ? text("card-result", { count, of: ratings.length }) : "";
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
