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
