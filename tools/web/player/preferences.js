// What a learner set on this device: the language and the theme. Without storage they last until the page is closed.

const kept = new Map();

export function preference(name) {
	try {
		return localStorage.getItem(`satchel.${name}`) ?? kept.get(name);
	} catch {
		return kept.get(name);
	}
}

/** Undefined removes it. */
export function setPreference(name, value) {
	kept.set(name, value);
	try {
		if (value === undefined) localStorage.removeItem(`satchel.${name}`);
		else localStorage.setItem(`satchel.${name}`, value);
	} catch {
		// It lasts until the page is closed.
	}
}

/** Shows the theme that is set: "light" or "dark"; otherwise that of the system. */
export function applyTheme() {
	const theme = preference("theme");
	if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
	else delete document.documentElement.dataset.theme;
}

/** How many new cards a day may bring: what can be chosen, and the default. */
export const NEW_CARDS = [0, 5, 10, 20, 30, 50, 100];
export const DEFAULT_NEW = 10;
export const newCardsADay = () => Number(preference("new-cards") ?? DEFAULT_NEW);
