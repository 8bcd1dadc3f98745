// Shows parts of lessons as elements. render.d.ts documents the calls.

import { cardElement } from "./card.js";
import { questionElement } from "./question.js";
import { View } from "./view.js";

export { assetUrls } from "./assets.js";
export { plainText } from "./plain.js";
export { render } from "./view.js";

export function renderQuestion(question, options = {}) {
	return questionElement(new View(options), question, options);
}

export function renderCard(card, options = {}) {
	return cardElement(new View({ ...options, hide: options.number ?? true, both: true }), card, options.number);
}

export function reveal(element, shown = true) {
	element.classList.toggle("satchel-revealed", shown);
	for (const answer of element.querySelectorAll(".satchel-answer")) answer.hidden = !shown;
	for (const gap of element.querySelectorAll(".satchel-gap")) gap.hidden = shown;
	for (const shape of element.querySelectorAll(".satchel-asked")) {
		if (shown) shape.setAttribute("display", "none");
		else shape.removeAttribute("display");
	}
}

/** The numbers in a card, at whatever depth. */
function numbersIn(node) {
	if (typeof node !== "object" || node === null) return [];
	return [...(Number.isSafeInteger(node.n) ? [node.n] : []), ...Object.values(node).flatMap(numbersIn)];
}

export function cardsOf(card) {
	const numbers = [...new Set(numbersIn(card))].sort((a, b) => a - b);
	return numbers.length ? numbers.map((number) => ({ id: `${card.id}.${number}`, number })) : [{ id: card.id }];
}
