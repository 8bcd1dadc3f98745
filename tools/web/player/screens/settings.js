// Settings: how the player looks, how many new cards a day brings, progress as a file, and the pack: its signature, and
// whether it is stored on this device.

import { make } from "../dom.js";
import { LANGUAGES } from "../language.js";
import { DEFAULT_NEW, NEW_CARDS, preference, setPreference, applyTheme } from "../preferences.js";
import { progressSettings } from "./settings-progress.js";
import { packSettings } from "./settings-pack.js";

const THEMES = ["system", "light", "dark"];

function choice(label, options, value, change) {
	const list = make("select", { onchange: () => change(list.value) },
		options.map(([name, words, lang]) => make("option", { value: name, lang, selected: name === value }, words)));
	return make("p", { class: "setting" }, make("label", {}, make("span", {}, label), list));
}

function look(app) {
	const { text } = app;
	const languages = Object.entries(LANGUAGES).map(([tag, name]) => [tag, name, tag]);
	const setLanguage = async (tag) => {
		setPreference("language", tag);
		await app.relabel();
		document.querySelector(".settings select")?.focus();
	};
	const setTheme = (theme) => {
		setPreference("theme", theme === "system" ? undefined : theme);
		applyTheme();
	};
	return make("section", {}, make("h2", {}, text("settings-look")),
		choice(text("settings-language"), languages, app.language, setLanguage),
		choice(text("settings-theme"), THEMES.map((name) => [name, text(`theme-${name}`)]), preference("theme") ?? "system", setTheme));
}

function learning({ text }) {
	const numbers = NEW_CARDS.map((number) => [String(number), String(number)]);
	const set = (number) => setPreference("new-cards", number);
	return make("section", {}, make("h2", {}, text("settings-learning")),
		choice(text("settings-new"), numbers, preference("new-cards") ?? String(DEFAULT_NEW), set));
}

export async function settingsScreen(app) {
	const { text } = app;
	const element = make("div", { class: "settings", lang: app.language },
		make("h1", {}, text("settings")), look(app), learning(app), await progressSettings(app), await packSettings(app));
	return { title: text("settings"), element };
}
