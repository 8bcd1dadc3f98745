// The player: opens the pack and shows the screen that the address names. README.md describes its parts.

import { make } from "./dom.js";
import { addDueBadge } from "./due-badge.js";
import { makeKeys } from "./keys.js";
import { loadLanguage } from "./language.js";
import { makeNotices } from "./notices.js";
import { applyTheme } from "./preferences.js";
import { openProgress } from "./progress.js";
import { addressOf, parseRoute } from "./routes.js";
import { lessonScreen } from "./screens/lesson.js";
import { outlineScreen } from "./screens/outline.js";
import { problemScreen } from "./screens/problem.js";
import { openConfigured, readConfig } from "./source.js";

/** The screens by name. Those that are not shown first are loaded when they are needed. */
const SCREENS = {
	outline: async () => outlineScreen,
	lesson: async () => lessonScreen,
	search: async () => (await import("./screens/search.js")).searchScreen,
	today: async () => (await import("./screens/today.js")).todayScreen,
	settings: async () => (await import("./screens/settings.js")).settingsScreen,
};

/** What the navigation leads to, beside the outline. */
const PLACES = ["today", "search", "settings"];

const app = { document, keys: makeKeys(), kept: new Map() };
let current; // the screen that is shown
let shows = 0; // counts navigations, so that a slow one does not replace a later one

/** Makes what surrounds every screen. */
function makeFrame() {
	const { text } = app;
	const places = PLACES.filter((screen) => screen !== "search" || app.pack?.searchable);
	const links = places.map((screen) => make("a", { href: addressOf({ screen }), class: "place" }, text(screen)));
	const skip = make("a", { href: "#content", class: "skip", onclick: skipToContent }, text("skip"));
	const home = make("a", { href: addressOf({ screen: "outline" }), class: "home" }, app.title);
	const main = make("main", { id: "content", tabindex: -1 });
	const status = make("p", { role: "status", class: "hidden" });
	document.body.replaceChildren(skip, make("header", { class: "bar" }, home, make("nav", { "aria-label": text("main-navigation") }, links)), main, status);
	Object.assign(app, { main, say: (words) => (status.textContent = words) });
	const notices = makeNotices(app);
	document.body.append(notices.element);
	app.notify = notices.notify;
	if (!app.progress) return;
	tellStorage(app.progress.storage);
	addDueBadge(app, links[places.indexOf("today")]);
}

/** Says when progress will be lost with the page. */
function tellStorage({ kind, why }) {
	app.notify?.("storage", kind === "memory" && app.text(`storage-${why}`));
}

/** Does what can wait until the first screen is shown. */
function keepUpLater() {
	const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
	whenIdle(async () => (await import("./upkeep.js")).keepUp(app));
}

function skipToContent(event) {
	event.preventDefault();
	app.main.focus();
}

function markPlace(route) {
	for (const link of document.querySelectorAll(".bar a")) {
		if (link.getAttribute("href") === addressOf({ screen: route.screen })) link.setAttribute("aria-current", "page");
		else link.removeAttribute("aria-current");
	}
}

/** Shows the screen of the address. `stay` keeps the scroll position, for the same screen with newer contents. */
async function show({ stay = false } = {}) {
	const number = ++shows;
	const route = parseRoute(location.hash);
	const scroll = scrollY;
	const made = await makeScreen(route);
	if (number !== shows) return made.stop?.();
	current?.stop?.();
	current = { ...made, route };
	app.main.replaceChildren(made.element);
	document.title = made.title === app.title ? app.title : `${made.title} – ${app.title}`;
	markPlace(route);
	if (stay) scrollTo({ top: scroll, behavior: "instant" });
	else arrive(route, number === 1);
}

async function makeScreen(route) {
	try {
		const screen = await SCREENS[route.screen]?.();
		return await (screen ?? outlineScreen)(app, route);
	} catch (error) {
		return problemScreen(app, error, () => app.reload());
	}
}

/** Moves to the part that the address names, or to the top, and the focus with it. */
function arrive(route, first) {
	const target = current.target?.(route);
	if (target) {
		target.scrollIntoView({ behavior: "instant" });
		focusOn(target);
	} else {
		scrollTo({ top: 0, behavior: "instant" });
		if (!first) focusOn(app.main.querySelector("h1") ?? app.main);
	}
}

function focusOn(element) {
	if (!element.matches("a, button, input, [tabindex]")) element.setAttribute("tabindex", "-1");
	element.focus({ preventScroll: true });
}

/** Another address; the screen stays if it has the new part too. */
function navigate() {
	const route = parseRoute(location.hash);
	const same = current?.route.screen === route.screen && current.route.lesson === route.lesson;
	if (same && current.moved?.(route)) {
		current.route = route;
		arrive(route, false);
	} else show();
}

async function openPack() {
	app.config = await readConfig();
	app.pack = await openConfigured(app.config);
	if (app.config.live) app.pack = (await import("./live.js")).livePack(app.pack);
	app.title = app.config.title ?? app.pack.manifest.title;
	const { id, release } = app.pack.manifest;
	if (app.progress?.pack !== id) {
		app.progress = openProgress(id);
		app.progress.onStorage(tellStorage);
	}
	app.progress.release = release;
}

app.go = (route) => {
	location.hash = typeof route === "string" ? route : addressOf(route);
};

/** Opens the pack again, for what is shown next. */
app.reopen = () => openPack();

/** Shows the same screen again, at the same scroll position. */
app.refresh = () => show({ stay: true });

/** Opens the pack again and shows the same screen; `stay` keeps its scroll position. */
app.reload = async ({ stay = false } = {}) => {
	try {
		await openPack();
	} catch (error) {
		return showProblem(error);
	}
	makeFrame();
	await show({ stay });
	keepUpLater();
};

function showProblem(error) {
	app.title ??= document.title;
	makeFrame();
	current?.stop?.();
	current = problemScreen(app, error, () => app.reload());
	app.main.replaceChildren(current.element);
	document.title = current.title;
}

/** Shows all texts of the interface again, after the language was changed. */
app.relabel = async () => {
	Object.assign(app, await loadLanguage());
	document.documentElement.lang = app.language;
	makeFrame();
	await show({ stay: true });
};

async function start() {
	applyTheme();
	const [language] = await Promise.all([loadLanguage(), openPack().catch((error) => (app.error = error))]);
	Object.assign(app, language);
	document.documentElement.lang = app.language;
	addEventListener("hashchange", navigate);
	if (app.error) showProblem(app.error);
	else {
		makeFrame();
		await show();
		keepUpLater();
	}
	if (app.config?.live) (await import("./live.js")).follow(app);
}

start();
