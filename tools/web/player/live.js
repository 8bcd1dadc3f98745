// Follows a preview while an author edits lessons: what was saved appears in place, and findings at their items. It is
// loaded only if the configuration names the events of satchel-preview.

import { parseLesson } from "../satchel/documents.js";
import { makeFindings } from "./findings.js";
import { parseRoute } from "./routes.js";

/** The ids of lessons that are newer than the pack. */
const changed = new Set();

async function fetched(address, options) {
	const response = await fetch(address, { cache: "no-cache", ...options });
	if (!response.ok) throw new Error(`the server answered ${response.status} for ${address}`);
	return response;
}

/** The pack with newer lessons in place of its own, and with the files that they show. */
export function livePack(pack) {
	const own = {
		async lesson(id, options = {}) {
			if (!changed.has(id)) return pack.lesson(id, options);
			const name = `live/lessons/${id}.json`;
			try {
				return parseLesson(new Uint8Array(await (await fetched(name, options)).arrayBuffer()), name, id);
			} catch {
				changed.delete(id);
				return pack.lesson(id, options);
			}
		},
		async asset(name, options = {}) {
			try {
				return await pack.asset(name, options);
			} catch (error) {
				// It is new, or the pack was replaced meanwhile.
				const response = await fetched(`live/${name}`, options).catch(() => {
					throw error;
				});
				return response.blob();
			}
		},
	};
	const get = (target, name) => {
		const value = Object.hasOwn(own, name) ? own[name] : Reflect.get(target, name, target);
		return typeof value === "function" ? value.bind(target) : value;
	};
	return new Proxy(pack, { get });
}

/** Runs what changes the page, and keeps what the author looks at in its place, and the focus. */
async function keepingPlace(app, work) {
	const top = (element) => element.getBoundingClientRect().top;
	const named = [...app.main.querySelectorAll("[id]")].filter((element) => element.getClientRects().length > 0);
	const seen = named.filter((element) => top(element) <= innerHeight / 3).at(-1);
	const [id, before] = seen ? [seen.id, top(seen)] : [];
	const active = document.activeElement;
	const focus = app.main.contains(active) && active.closest("[id]")?.id;
	const { name, value } = active ?? {};
	await work();
	const after = id && document.getElementById(id);
	if (after) scrollBy({ top: top(after) - before, behavior: "instant" });
	const near = focus && document.getElementById(focus);
	const field = near && name && [...near.querySelectorAll("[name]")].find((one) => one.name === name && (one.value === value || one.type === "text"));
	(field || near)?.focus?.({ preventScroll: true });
}

/** Listens to the events from now on. */
export function follow(app) {
	const shown = () => {
		const route = parseRoute(location.hash);
		return route.screen === "lesson" ? route.lesson : undefined;
	};
	const findings = makeFindings(app, shown);
	let greeted = false;

	async function takeState() {
		const state = await (await fetched("live/state.json")).json();
		changed.clear();
		for (const id of state.changed) changed.add(id);
		await findings.update(state);
	}

	/** A pack that is shown is not shown again, but what is opened next comes from the new one. */
	async function takePack() {
		if (shown()) await app.reopen();
		else await keepingPlace(app, () => app.reload({ stay: true }));
	}

	async function takeLesson({ id, newer }) {
		if (newer) changed.add(id);
		if (shown() !== id) return;
		await keepingPlace(app, () => app.refresh());
		await findings.update();
	}

	/** What is shown came from the pack, and may have been saved since then. */
	async function begin() {
		await takeState();
		if (changed.has(shown())) await takeLesson({ id: shown() });
	}

	async function again() {
		await takeState();
		await keepingPlace(app, () => app.reload({ stay: true }));
	}

	// One after the other, so that a slow one does not replace a later one.
	let last = Promise.resolve();
	const then = (work) => {
		last = last.then(work).catch(() => findings.lose(true));
	};
	const events = new EventSource(app.config.live);
	events.addEventListener("hello", () => {
		findings.lose(false);
		then(greeted ? again : begin);
		greeted = true;
	});
	events.addEventListener("lesson", ({ data }) => then(() => takeLesson(JSON.parse(data))));
	events.addEventListener("findings", () => then(takeState));
	events.addEventListener("pack", () => then(takePack));
	events.addEventListener("again", () => then(again));
	events.addEventListener("error", () => findings.lose(true));
}
