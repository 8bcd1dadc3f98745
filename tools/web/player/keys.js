// Keys, in one place. Screens and sections register what they do, and for which element.

/** Elements that use keys themselves. Enter in a text field belongs to its form. */
const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
const PRESSING = "button, a[href], summary, [role=button], audio, video";

/** Whether a key belongs to the element that has the focus. */
function taken(target, key) {
	if (!(target instanceof Element)) return false;
	if (target.matches(TYPING)) return true;
	if (target.matches("input") && key.startsWith("Arrow")) return true;
	return target.matches(PRESSING) && (key === "Enter" || key === " ");
}

/** Whether an element is in the middle of the window. */
function inMiddle(element) {
	const { top, bottom } = element.getBoundingClientRect();
	const middle = innerHeight / 2;
	return top <= middle && bottom >= middle;
}

export function makeKeys() {
	const registered = new Set();

	function find(event) {
		const all = [...registered].reverse();
		const focused = all.find(({ within }) => within?.contains(event.target));
		return focused ?? all.find(({ within }) => within?.isConnected && inMiddle(within)) ?? undefined;
	}

	addEventListener("keydown", (event) => {
		if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
		if (document.querySelector("dialog[open]") || taken(event.target, event.key)) return;
		const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
		const everywhere = [...registered].filter(({ within }) => !within);
		for (const { handlers } of [find(event), ...everywhere].filter(Boolean)) {
			if (!Object.hasOwn(handlers, key)) continue;
			if (handlers[key](event) !== false) event.preventDefault();
			return;
		}
	});

	return {
		/** Registers handlers by key (letters in lower case, " " for Space), for when the element `within` has the focus or
		 * is in the middle of the window; without it everywhere. A handler that returns false leaves the key to the browser.
		 * Returns the function that ends this. */
		add(handlers, within) {
			const one = { handlers, within };
			registered.add(one);
			return () => registered.delete(one);
		},
	};
}
