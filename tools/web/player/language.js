// The language of the interface, and the direction of text.

import { preference } from "./preferences.js";
import { strings as en } from "./strings/en.js";

export const LANGUAGES = { en: "English", de: "Deutsch" };

function wanted() {
	const asked = [preference("language"), ...(navigator.languages ?? [])];
	return asked.map((tag) => tag?.split("-")[0]).find((tag) => Object.hasOwn(LANGUAGES, tag ?? "")) ?? "en";
}

/** The variety that the browser prefers, for dates: en-GB. */
const localeOf = (language) => (navigator.languages ?? []).find((tag) => tag.split("-")[0] === language) ?? language;

/** The language, the locale for dates, and the function that returns a text of the interface: a string, or what a function
 * makes of values. */
export async function loadLanguage() {
	const language = wanted();
	const strings = language === "de" ? (await import("./strings/de.js")).strings : en;
	const text = (key, values = {}) => {
		const found = strings[key] ?? en[key];
		if (found === undefined) throw new Error(`no text '${key}'`);
		return typeof found === "function" ? found(values) : found;
	};
	return { language, locale: localeOf(language), text };
}

const RIGHT_TO_LEFT = ["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Samr", "Mand", "Mend"];

/** "rtl" or "ltr", for a language tag. */
export function directionOf(lang) {
	try {
		const locale = new Intl.Locale(lang);
		// Not all browsers have this, which for most languages needs no data that takes milliseconds to load.
		const { direction } = locale.getTextInfo?.() ?? {};
		return direction ?? (RIGHT_TO_LEFT.includes(locale.maximize().script) ? "rtl" : "ltr");
	} catch {
		return "ltr";
	}
}
