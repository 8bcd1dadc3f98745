// A run through the questions of a lesson: which are asked, what was answered. It is kept while the tab is open, also when
// the page is loaded again; where the browser stores nothing, while the page is there.

/** The same numbers from 0 to below 1 for the same seed (mulberry32). */
export function randomFrom(seed) {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

export class Session {
	/** `ids` of the questions to ask, in order. In a test, answers are judged at its end. */
	constructor(ids, { test = false, seed = Math.floor(Math.random() * 2 ** 32) } = {}) {
		Object.assign(this, { ids, test, seed, at: 0, ended: false, reviewing: false });
		this.fields = new Map(); // id to what the form has, once something was entered
		this.verdicts = new Map(); // id to the verdict, once it was checked
	}

	get id() {
		return this.ids[this.at];
	}

	/** Random numbers for the order of options, the same whenever a question is shown. */
	random(id = this.id) {
		return randomFrom([...id].reduce((sum, letter) => Math.imul(sum, 31) + letter.codePointAt(0), this.seed));
	}

	move(by) {
		this.at = Math.min(Math.max(this.at + by, 0), this.ids.length - 1);
	}

	/** Moves to the next question that is not answered, from here on and then from the beginning; otherwise ends. */
	advance() {
		const open = (id) => !(this.test ? this.answered(id) : this.verdicts.has(id));
		const after = this.ids.findIndex((id, i) => i > this.at && open(id));
		const next = after >= 0 ? after : this.ids.findIndex(open);
		if (next >= 0) this.at = next;
		else this.ended = true;
	}

	/** Whether something was entered. */
	answered(id) {
		return Boolean(this.fields.get(id)?.some(([, value]) => value !== ""));
	}

	/** Whether the answer of a question is shown. */
	shows(id = this.id) {
		return this.verdicts.has(id) && (!this.test || this.ended);
	}

	/** The questions that were not answered right. */
	get missed() {
		return this.ids.filter((id) => !this.verdicts.get(id)?.right);
	}

	/** Drops questions that are no longer there, and answers that the learner must give again. */
	keepOnly(ids) {
		const here = this.id;
		this.ids = this.ids.filter((id) => ids.includes(id));
		this.at = Math.max(this.ids.indexOf(here), 0);
		for (const known of [this.fields, this.verdicts]) for (const id of known.keys()) if (!ids.includes(id)) known.delete(id);
	}

	toJSON() {
		return { ...this, fields: [...this.fields], verdicts: [...this.verdicts] };
	}
}

/** Of a release, because questions change. */
const nameOf = ({ pack: { manifest } }, lesson) => `satchel.questions ${manifest.id} ${manifest.release} ${lesson}`;

/** Keeps the run through the questions of a lesson. */
export function keepSession(app, lesson, session) {
	const name = nameOf(app, lesson);
	app.kept.set(name, session);
	try {
		sessionStorage.setItem(name, JSON.stringify(session));
	} catch {
		// It is forbidden or full.
	}
}

/** The run that was kept, or undefined. */
export function keptSession(app, lesson) {
	const name = nameOf(app, lesson);
	if (app.kept.has(name)) return app.kept.get(name);
	try {
		const { ids, fields, verdicts, ...rest } = JSON.parse(sessionStorage.getItem(name));
		return Object.assign(new Session([...ids], rest), rest, { fields: new Map(fields), verdicts: new Map(verdicts) });
	} catch {
		return undefined;
	}
}
