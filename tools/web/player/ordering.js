// Steps that are put in order: moved by buttons, by the arrow keys on these, or dragged. In place of the fields of
// renderQuestion, each step has a hidden field with its position, so that no position can be chosen twice.

import { plainText } from "../satchel/plain.js";
import { button, make } from "./dom.js";

/** Where a dragged step belongs: the step that it must come before or after, and which; undefined where it is. */
function passed(step, y) {
	const middle = (other) => {
		const { top, bottom } = other.getBoundingClientRect();
		return (top + bottom) / 2;
	};
	const [before, after] = [step.previousElementSibling, step.nextElementSibling];
	if (before && y < middle(before)) return -1;
	return after && y > middle(after) ? 1 : 0;
}

/** Lets the steps of a question's form be moved. Returns the function that puts them where their fields say. */
export function makeSortable(app, form, { steps }) {
	const { text } = app;
	const list = form.querySelector(".satchel-steps");
	const rows = [...list.children];
	list.setAttribute("role", "list");

	const fieldOf = (row) => row.querySelector("input");
	function number() {
		[...list.children].forEach((row, at, { length }) => {
			const [up, down] = row.querySelectorAll("button");
			fieldOf(row).value = at + 1;
			up.disabled = at === 0;
			down.disabled = at === length - 1;
		});
	}

	/** Moves the other step instead, because one that is moved loses the focus and the pointer. */
	function move(row, by) {
		const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
		if (!other || form.classList.contains("satchel-revealed")) return;
		if (by < 0) row.after(other);
		else row.before(other);
		number();
		if (document.activeElement.disabled) row.querySelector("button:enabled")?.focus();
		form.dispatchEvent(new Event("input"));
	}

	function moveAndSay(row, by) {
		move(row, by);
		app.say(text("order-moved", { at: fieldOf(row).value, of: rows.length }));
	}

	function drag(row, event) {
		if (event.button !== 0 || form.classList.contains("satchel-revealed")) return;
		event.preventDefault(); // no text is selected
		const follow = ({ clientY }) => {
			const by = passed(row, clientY);
			if (by) move(row, by);
		};
		const ending = new AbortController();
		const end = () => {
			ending.abort();
			row.classList.remove("dragged");
		};
		row.classList.add("dragged");
		addEventListener("pointermove", follow, ending);
		for (const name of ["pointerup", "pointercancel"]) addEventListener(name, end, ending);
	}

	for (const row of rows) {
		const select = row.querySelector("select");
		const words = row.querySelector("label > span");
		const name = plainText(steps[Number(select.name.split("-")[1])]);
		const mover = (key, sign, by) => button(sign, () => moveAndSay(row, by), { "aria-label": `${text(key)}: ${name}`, title: text(key) });
		row.setAttribute("role", "listitem");
		row.replaceChildren(
			make("span", { class: "handle", "aria-hidden": "true", onpointerdown: (event) => drag(row, event) }, "⠿"),
			make("div", { class: "step-words" }, ...words.childNodes),
			make("div", { class: "movers", lang: app.language }, mover("order-up", "↑", -1), mover("order-down", "↓", 1)),
			make("input", { type: "hidden", name: select.name }));
	}
	list.addEventListener("keydown", (event) => {
		const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
		if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
		event.preventDefault();
		moveAndSay(event.target.closest(".satchel-step"), by);
	});
	list.before(make("p", { class: "hint", lang: app.language }, text("order-hint")));
	number();
	return () => {
		list.append(...rows.sort((a, b) => fieldOf(a).value - fieldOf(b).value));
		number();
	};
}
