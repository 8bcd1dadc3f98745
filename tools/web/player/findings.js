// What the linter found, at the items that it is about, and in a list above the page. The linter speaks English.

import { button, make } from "./dom.js";
import { addressOf } from "./routes.js";
import { rulePage } from "./rulepage.js";

const english = { lang: "en", dir: "ltr" };

/** One finding, with what can be known about it. */
function findingElement(app, path, { rule, severity, message, help, line, column, excerpt, explained }) {
	const page = make("div", { class: "rule-page" });
	const explain = button(app.text("live-explain"), async () => {
		explain.remove();
		const response = await fetch(`live/rules/${rule}`);
		if (response.ok) page.append(rulePage(await response.text()));
	});
	return make("details", { class: `finding finding-${severity}`, ...english },
		make("summary", {}, make("strong", { class: "severity" }, severity), " ", message, " ", make("code", {}, rule)),
		help && make("p", {}, help),
		make("p", { class: "quiet" }, make("code", {}, `${path}:${line}:${column}`)),
		excerpt && make("pre", { tabindex: 0 }, excerpt.trim()),
		explained && explain,
		page);
}

/** The findings of the lesson that `shown` names, and those of all lessons. `update` fetches them again, with a new state
 * if it is given; `lose` says whether the preview can be reached. */
export function makeFindings(app, shown) {
	const { text } = app;
	document.head.append(make("link", { rel: "stylesheet", href: "player/live.css" }));
	const panel = make("aside", { class: "live", "aria-label": text("live-name") });
	// What is shown is not what was saved: that stays in sight, wherever the author reads.
	const broken = make("p", { class: "live-broken", role: "status" });
	let state = { lessons: [] };
	let lesson = {}; // of the lesson `of`
	let of;
	let lost = false;
	let number = 0;

	const counted = ({ errors, warnings }) =>
		[errors && text("live-errors", { count: errors }), warnings && text("live-warnings", { count: warnings })].filter(Boolean).join(", ");

	/** The findings of each part, by its id; those of none are under undefined. */
	const byPart = () => Map.groupBy(lesson.findings ?? [], ({ item, section }) => item ?? section);

	/** The id of a part, with a link unless nothing of the lesson is shown. */
	const partName = (part) => (lesson.shown === "notice" ? make("code", {}, part) : make("a", { href: addressOf({ lesson: of, part }) }, part));

	/** Puts findings at their parts. Returns the others, as byPart does. */
	function place() {
		for (const element of app.main.querySelectorAll(".findings-here")) element.remove();
		const elsewhere = [];
		for (const [id, findings] of byPart()) {
			const target = id && document.getElementById(`part-${id}`);
			if (!target) {
				elsewhere.push([id, findings]);
				continue;
			}
			const here = make("div", { class: "findings-here" }, findings.map((one) => findingElement(app, lesson.path, one)));
			// Within a section below its heading, so that it is clear to which it belongs.
			if (target.matches("section")) target.firstElementChild.after(here);
			else target.before(here);
		}
		return elsewhere;
	}

	/** How much was found, and links to where it is, with the number if there are several in one place. */
	function overview(findings) {
		const count = (kind) => findings.filter(({ severity }) => severity === kind).length;
		const parts = [...byPart()].filter(([part]) => part);
		const link = ([part, { length }]) => [partName(part), length > 1 && ` (${length})`];
		const links = parts.map((one, i) => [i > 0 && ", ", link(one)]);
		const words = counted({ errors: count("error"), warnings: count("warning") });
		return words && make("p", {}, words, links.length > 0 && ": ", links);
	}

	function lessonPart() {
		const elsewhere = place();
		// A part that is not on the page now is reached by a link.
		const row = ([part, findings]) => make("div", { class: "finding-row" },
			part && partName(part),
			findings.map((one) => findingElement(app, lesson.path, one)));
		return [overview(lesson.findings ?? []), ...elsewhere.map(row)];
	}

	function treePart() {
		const row = (one) => make("li", {},
			one.id ? make("a", { href: addressOf({ lesson: one.id }) }, one.id) : null, " ", counted(one), " ", make("code", english, one.path));
		if (!state.lessons.length) return [];
		const errors = state.lessons.reduce((sum, one) => sum + one.errors, 0);
		const warnings = state.lessons.reduce((sum, one) => sum + one.warnings, 0);
		const found = counted({ errors, warnings }) || text("live-found", { count: state.lessons.length });
		return [make("details", { open: state.lessons.length <= 10 }, make("summary", {}, found), make("ul", {}, state.lessons.map(row)))];
	}

	/** Why the page does not show what was saved. */
	function whyBroken() {
		const notes = { last: "live-last", notice: "live-notice" };
		const note = lost ? "live-lost" : of && notes[lesson.shown];
		return note ? text(note) : "";
	}

	function draw() {
		const parts = [
			state.problem && make("pre", { ...english, class: "live-problem", tabindex: 0 }, state.problem),
			...(of ? lessonPart() : treePart()),
		].filter(Boolean);
		panel.replaceChildren(...parts);
		panel.hidden = parts.length === 0;
		if (app.main.previousElementSibling !== panel) app.main.before(broken, panel);
		broken.textContent = whyBroken();
	}

	async function update(newer) {
		const mine = ++number;
		state = newer ?? state;
		const id = shown();
		const found = id && (await fetch(`live/findings/${encodeURIComponent(id)}.json`, { cache: "no-cache" }));
		const json = found?.ok ? await found.json() : {};
		if (mine !== number) return;
		[of, lesson] = [id, json];
		draw();
	}

	/** Whether a change of the page is only ours. */
	const isOurs = ({ target, addedNodes, removedNodes }) =>
		panel.contains(target) || target === broken || [...addedNodes, ...removedNodes].every((node) => node === panel || node === broken || node.classList?.contains("findings-here")) || target.closest?.(".findings-here");
	const observer = new MutationObserver((changes) => {
		if (changes.every(isOurs)) return;
		if (shown() === of) draw();
		else update();
	});
	observer.observe(document.body, { childList: true, subtree: true });

	function lose(now) {
		if (lost === now) return;
		lost = now;
		draw();
	}

	return { update, lose };
}
