// One flashcard: it is turned by a tap, a click or Space, and rated when its answer is seen.

import { plainText } from "../satchel/plain.js";
import { renderCard, reveal } from "../satchel/render.js";
import { button, make } from "./dom.js";
import { durationText } from "./due.js";

/** What the back of a card says, for screen readers. */
function answerText(card, number) {
	if (card.kind === "card") return plainText(card.back);
	if (card.kind === "cloze") return plainText(card.text);
	const asked = card.shapes.filter(({ n }) => number === undefined || n === number);
	return [...new Set(asked.map(({ text }) => plainText(text)))].join(", ");
}

/** Whether a click is meant for something within the card. */
const forPart = (event) => event.target.closest("a[href], button, audio, video, summary") || String(getSelection());

/** A card: `card` and `number` as cardsOf has them, with the `id` of its progress, the id of its `lesson`, and the `view`
 * of that lesson. `rated` is called with the rating after the schedule was stored. Returns the element and the keys that
 * work for it. */
export function flashcard(app, { id, card, number, lesson, view }, { rated }) {
	const { text } = app;
	const face = renderCard(card, { ...view.options, number });
	const place = make("div", { class: "card-face", lang: view.lang, dir: view.dir, onclick: (event) => forPart(event) || turn() }, face);
	const turner = button("", () => turn(), { class: "card-turn", "aria-keyshortcuts": "Space" });
	const ratings = make("div", { class: "card-ratings", role: "group", "aria-label": text("card-ratings") });
	const element = make("div", { class: "card" }, place, turner, ratings);
	let shown = false;
	let outcomes; // a promise
	let busy = false;

	const rating = ({ rating, wait }, i) =>
		button([make("span", {}, text(`card-${rating}`)), make("span", { class: "quiet" }, durationText(wait, app.language))],
			() => rate(i), { class: `card-${rating}`, "aria-keyshortcuts": i + 1 });

	/** The ratings, with what each means for this card now. */
	async function loadOutcomes() {
		const { outcomes: compute } = await import("./schedule.js");
		const made = compute((await app.progress.get(id))?.schedule, Date.now());
		ratings.replaceChildren(...made.map(rating));
		return made;
	}

	function turn(to = !shown) {
		shown = to;
		if (shown) outcomes = loadOutcomes();
		reveal(face, shown);
		element.classList.toggle("turned", shown);
		turner.classList.toggle("primary", !shown);
		turner.textContent = text(shown ? "card-hide" : "card-show");
		if (shown) app.say(answerText(card, number));
	}

	async function rate(i) {
		if (!shown || busy) return;
		busy = true;
		const { rating, next } = (await outcomes)[i];
		const before = await app.progress.get(id);
		const first = before?.first ?? Date.now();
		await app.progress.put(id, { kind: "card", lesson, first, schedule: next });
		busy = false;
		rated(rating, before);
	}

	turn(false);
	const rateByKey = (i) => (shown ? void rate(i) : false);
	const keys = { " ": () => turn(), 1: () => rateByKey(0), 2: () => rateByKey(1), 3: () => rateByKey(2), 4: () => rateByKey(3) };
	return { element, keys, turner };
}
