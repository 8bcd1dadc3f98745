// The files of the pack that a screen shows: pictures are loaded shortly before they come into sight.

import { assetUrls } from "../satchel/asset-urls.js";

/** How far below or above the window they are loaded. */
const AHEAD = "800px";

export function makeFiles(pack) {
	const { url, revoke } = assetUrls(pack);
	const waiting = new Map(); // element to what loads it
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
			const set = (address) => inner.setAttribute(attribute, address);
			waiting.set(element, () => url(name).then(set, () => inner.dispatchEvent(new Event("error"))));
			observer.observe(element);
		},
		/** Loads all, for printing. */
		async all() {
			await Promise.all([...waiting.keys()].map(load));
		},
		stop() {
			observer.disconnect();
			revoke();
		},
	};
}
