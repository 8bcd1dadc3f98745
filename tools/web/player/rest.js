// In a free edition: where the rest of the pack is, in the pack's own words. A preview shows them to the author.

import { make } from "./dom.js";
import { sourceLink } from "./explain.js";
import { directionOf } from "./language.js";

const primary = (lang) => lang.split("-")[0].toLowerCase();

/** The words in the language of the interface, or else of the pack, with the address that they may have; undefined if the
 * pack says nothing, or is complete. */
export function whereRest(app) {
	const { rest = [], lang, counts, whole } = app.pack.manifest;
	const complete = !whole || Object.keys(counts).every((name) => whole[name] === counts[name]);
	if (complete && !app.config.live) return undefined;
	const inLanguage = (wanted) => rest.find((one) => primary(one.lang) === primary(wanted));
	const words = inLanguage(app.language) ?? inLanguage(lang) ?? rest[0];
	if (!words) return undefined;
	const label = complete && [make("span", { class: "quiet", lang: app.language }, app.text("live-rest")), " "];
	return make("p", { class: "where-rest", lang: words.lang, dir: directionOf(words.lang) }, label, words.text, " ", sourceLink(words));
}
