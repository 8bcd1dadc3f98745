// The small box that explains something beside it.

import { make } from "./dom.js";

const EDGE = 16; // the least distance of the box from the edge of the window, in pixels

/** Puts the box below the element, or above if there is no room. */
function position(box, element) {
	const [at, { offsetWidth, offsetHeight }] = [element.getBoundingClientRect(), box];
	const { clientWidth, clientHeight } = document.documentElement;
	const left = Math.max(EDGE, Math.min(at.left, clientWidth - offsetWidth - EDGE));
	const below = at.bottom + 6;
	const top = below + offsetHeight > clientHeight && at.top > offsetHeight ? at.top - offsetHeight - 6 : below;
	box.style.left = `${left + scrollX}px`;
	box.style.top = `${top + scrollY}px`;
}

/** Opens the box for an element. */
export function openBox(element, name, contents) {
	const box = make("div", { popover: true, class: "explanation", role: "dialog", "aria-label": name, tabindex: -1, autofocus: true }, contents);
	box.addEventListener("toggle", ({ newState }) => {
		element.setAttribute("aria-expanded", newState === "open");
		if (newState === "closed") box.remove();
	});
	element.after(box);
	box.showPopover();
	position(box, element);
}
