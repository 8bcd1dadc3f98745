// Notices that the player shows on its own: at the lower edge of the window, so that nothing moves, until they are read.

import { button, make } from "./dom.js";

/** Where notices appear, and the function that shows one: under a `name`, which a later one replaces, with an
 * `action`, { words, run }, if something can be done. Without words, it removes the one of that name. */
export function makeNotices(app) {
	const element = make("div", { class: "notices", role: "status" });
	const shown = new Map();

	function notify(name, words, action) {
		shown.get(name)?.remove();
		if (!words) return;
		const close = () => notice.remove();
		const act = action && button(action.words, () => (close(), action.run()), { class: "primary" });
		const notice = make("div", { class: "toast" }, make("p", {}, words),
			make("div", { class: "actions" }, act, button(app.text("dismiss"), close)));
		shown.set(name, notice);
		element.append(notice);
	}
	return { element, notify };
}
