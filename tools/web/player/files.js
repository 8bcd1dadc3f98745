// The files of the pack that a screen shows: pictures are loaded shortly before they come into sight.

import { assetUrls } from "../satchel/assets.js";

/** How far below or above the window they are loaded. */
const AHEAD = "800px";
/** How long after the screen was left its files are kept, because some are still being shown, in milliseconds. */
const GRACE = 1000;

export function makeFiles(pack) {
	const { url, revoke } = assetUrls(pack);
	const waiting = new Map(); // element to what loads it
	let stopped = false;
	const observer = new IntersectionObserver(
		(entries) => entries.filter(({ isIntersecting }) => isIntersecting).forEach(({ target }) => load(target)),
		{ rootMargin: AHEAD },
	);

	function load(element) {
		const loading = waiting.get(element)?.();
		waiting.delete(element);
		observer.unobserve(element);
		return loading;
	}

	return {
		url,
		/** Sets an attribute of `element`, or of `inner` within it, to the address of a file when it comes near. */
		whenNear(element, attribute, name, inner = element) {
			const set = (address) => !stopped && inner.setAttribute(attribute, address);
			waiting.set(element, () => url(name).then(set, () => inner.dispatchEvent(new Event("error"))));
			observer.observe(element);
		},
		/** Loads all, for printing. */
		async all() {
			await Promise.all([...waiting.keys()].map(load));
		},
		stop() {
			stopped = true;
			observer.disconnect();
			setTimeout(revoke, GRACE);
		},
	};
}
