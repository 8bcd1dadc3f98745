// A picture of a figure in a window of its own, to look at closely.

import { button, make } from "./dom.js";

const STEPS = [1, 1.5, 2, 3, 4, 6];

/** Opens the window. */
export function enlarge(app, view, { asset, alt, width, height }, figure) {
	const { text } = app;
	let step = 0;
	const picture = make("img", { alt, width, height });
	view.files.url(asset).then((address) => picture.setAttribute("src", address), () => {});
	const to = (next) => {
		step = Math.min(Math.max(next, 0), STEPS.length - 1);
		picture.style.width = step ? `${STEPS[step] * 100}%` : "";
		picture.classList.toggle("fit", !step);
	};
	const caption = figure.querySelector(":scope > figcaption")?.cloneNode(true);
	caption?.querySelectorAll("[role=button]").forEach((inner) => ["role", "tabindex"].forEach((name) => inner.removeAttribute(name)));
	const dialog = make("dialog", { class: "enlarged", "aria-label": text("picture"), onclose: () => dialog.remove() },
		make("div", { class: "enlarged-tools", lang: app.language, dir: "ltr" },
			button("−", () => to(step - 1), { "aria-label": text("smaller") }),
			button("+", () => to(step + 1), { "aria-label": text("larger") }),
			button(text("close"), () => dialog.close(), { class: "primary", autofocus: true })),
		make("div", { class: "enlarged-picture", tabindex: 0, role: "group", "aria-label": text("picture") }, picture),
		caption && make("div", { class: "enlarged-caption", lang: view.lang, dir: view.dir }, [...caption.childNodes]));
	dialog.addEventListener("keydown", ({ key }) => {
		if (key === "+" || key === "=") to(step + 1);
		else if (key === "-") to(step - 1);
	});
	dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
	to(0);
	document.body.append(dialog);
	dialog.showModal();
}
