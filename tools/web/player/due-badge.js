// How many cards are due today, at the link to the daily queue.

import { make } from "./dom.js";
import { dueOf } from "./due.js";

/** Shows the number at a link, and keeps it up to date until the link is gone. */
export function addDueBadge({ progress, text }, link) {
	const number = make("span", { class: "due-count", "aria-hidden": "true" });
	const words = make("span", { class: "hidden" });
	let waiting = false;
	link.append(number, words);

	async function draw() {
		waiting = false;
		const { length } = dueOf(await progress.all(), Date.now());
		number.textContent = length || "";
		words.textContent = length ? ` (${text("due-today", { count: length })})` : "";
	}
	const stop = progress.onChange(() => {
		if (!link.isConnected) return stop();
		if (!waiting) setTimeout(draw, 100); // after all of many changes
		waiting = true;
	});
	draw();
}
