// The player: opens the pack and shows the screen that the address names. README.md describes its parts.

import { painted } from "./dom.js";
import { linkTo, makeFrame, markPlace, renewBar } from "./frame.js";
import { makeKeys } from "./keys.js";
import { loadLanguage } from "./language.js";
import { applyTheme } from "./preferences.js";
import { openProgress } from "./progress.js";
import { addressOf, parseRoute } from "./routes.js";
import { openConfigured, readConfig } from "./source.js";

/** What loads each screen. */
const SCREENS = {
	outline: async () => (await import("./screens/outline.js")).outlineScreen,
	lesson: async () => (await import("./screens/lesson.js")).lessonScreen,
	search: async () => (await import("./screens/search.js")).searchScreen,
	today: async () => (await import("./screens/today.js")).todayScreen,
	settings: async () => (await import("./screens/settings.js")).settingsScreen,
};

/** After so many milliseconds, the page shows that it is waiting. */
const PATIENCE = 250;

const app = { document, keys: makeKeys(), kept: new Map() };
const positions = new Map(); // where each address was scrolled to
let current; // the screen that is shown
let replaced = false; // whether the server has another pack than the one that is open
let shows = 0; // counts navigations, so that a slow one does not replace a later one

/** Says when progress will be lost with the page. */
function tellStorage({ kind, why }) {
	app.notify?.("storage", kind === "memory" && app.text(`storage-${why}`));
}

/** Does what can wait until the first screen is shown. */
async function keepUpLater() {
	await painted();
	const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
	whenIdle(async () => {
		(await import("./due-badge.js")).addDueBadge(app, linkTo("today"));
		(await import("./upkeep.js")).keepUp(app);
	});
}

/** Shows the screen of the address: from its beginning, or from `scroll`. With `stay`, the focus is not moved. */
async function show({ scroll, stay = false } = {}) {
	const number = ++shows;
	const route = parseRoute(location.hash);
	// Not of a screen that another has overtaken: nothing would take the mark away again.
	const waiting = setTimeout(() => number === shows && document.body.classList.add("waiting"), PATIENCE);
	const made = await makeScreen(route);
	if (number !== shows) return made.stop?.();
	clearTimeout(waiting);
	document.body.classList.remove("waiting");
	put(made, route);
	arrive(route, scroll, !stay && number > 1);
}

function put(made, route) {
	current?.stop?.();
	current = { ...made, route, hash: location.hash };
	app.main.replaceChildren(made.element);
	document.title = made.title === app.title ? app.title : `${made.title} – ${app.title}`;
	markPlace(route);
}

async function makeScreen(route) {
	try {
		return await (await SCREENS[route.screen]())(app, route);
	} catch (error) {
		replaced ||= error?.code === "changed";
		return problem(error);
	}
}

async function problem(error) {
	const { problemScreen } = await import("./screens/problem.js");
	return problemScreen(app, error, () => app.reload());
}

/** Moves to `scroll`, or to the part that the address names, or to the top; `focus` moves the focus with it. */
function arrive(route, scroll, focus) {
	const target = current.target?.(route);
	history.replaceState({ visited: true }, "");
	if (scroll !== undefined) scrollTo({ top: scroll, behavior: "instant" });
	else if (target) target.scrollIntoView({ behavior: "instant" });
	else if (shows > 1) scrollTo({ top: 0, behavior: "instant" }); // which makes a layout at once
	if (focus || (target && scroll === undefined)) focusOn(target ?? app.main.querySelector("h1") ?? app.main);
}

function focusOn(element) {
	if (!element.matches("a, button, input, [tabindex]")) element.setAttribute("tabindex", "-1");
	element.focus({ preventScroll: true });
}

/** Another address; the screen stays if it has the new part too. Back and forward return to where one was. */
function navigate({ state }) {
	const route = parseRoute(location.hash);
	const scroll = state?.visited ? positions.get(location.hash) : undefined;
	const same = current?.route.screen === route.screen && current.route.lesson === route.lesson;
	if (!app.pack || replaced) app.reload();
	else if (same && current.moved?.(route)) {
		Object.assign(current, { route, hash: location.hash });
		arrive(route, scroll, true);
	} else show({ scroll });
}

async function openPack() {
	app.config = await readConfig();
	const [opened, live] = await Promise.all([openConfigured(app.config), app.config.live && import("./live.js")]);
	Object.assign(app, opened);
	replaced = false;
	if (live) app.pack = live.livePack(app.pack);
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
app.refresh = () => show({ scroll: scrollY, stay: true });

/** Opens the pack again and shows the same screen; `stay` keeps its scroll position. */
app.reload = async ({ stay = false } = {}) => {
	try {
		await openPack();
		renewBar(app);
		await show(stay ? { scroll: scrollY, stay } : {});
		keepUpLater();
	} catch (error) {
		put(await problem(error), parseRoute(location.hash));
	}
};

/** Shows all texts of the interface again, after the language was changed. */
app.relabel = async () => {
	const scroll = scrollY;
	Object.assign(app, await loadLanguage());
	document.documentElement.lang = app.language;
	makeFrame(app);
	tellStorage(app.progress.storage);
	await show({ scroll, stay: true });
	keepUpLater();
};

/** Without an address in the pack, the only lesson of a pack is shown at once. */
async function startAtOnlyLesson() {
	if (location.hash || app.pack.manifest.counts.lessons !== 1) return;
	const [{ id }] = await app.pack.lessons();
	history.replaceState(null, "", addressOf({ screen: "lesson", lesson: id }));
}

async function start() {
	applyTheme();
	history.scrollRestoration = "manual";
	addEventListener("popstate", navigate);
	addEventListener("scroll", () => current && positions.set(current.hash, scrollY), { passive: true });
	const opening = openPack().then(() => undefined, (error) => error);
	// The screen is loaded while the pack is opened.
	SCREENS[parseRoute(location.hash).screen]().catch(() => {});
	Object.assign(app, await loadLanguage());
	document.documentElement.lang = app.language;
	const error = (await opening) ?? (await startAtOnlyLesson().catch((problem) => problem));
	app.title ??= document.title;
	makeFrame(app);
	if (error) put(await problem(error), parseRoute(location.hash));
	else {
		tellStorage(app.progress.storage);
		await show();
		keepUpLater();
	}
	if (app.config?.live) (await import("./live.js")).follow(app);
}

start();
