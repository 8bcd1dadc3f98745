// Pictures that can be enlarged.

import { make } from "./dom.js";

/** Makes a button of each picture of a figure. */
export function addZoom(app, view, figure, part) {
	const pictures = part.pictures ?? [part];
	const open = async (picture) => (await import("./enlarge.js")).enlarge(app, view, picture, figure);
	for (const [i, picture] of [...figure.querySelectorAll("img")].entries()) {
		const zoom = make("button", { type: "button", class: "zoom", onclick: () => open(pictures[i]) });
		picture.replaceWith(zoom);
		zoom.append(picture, make("span", { class: "zoom-words", lang: app.language }, app.text("enlarge")));
	}
}
