// Audio and video. A recording is loaded when the learner wants to play it.

import { make } from "./dom.js";

const pad = (number) => String(number).padStart(2, "0");
const duration = (seconds) => `${Math.floor(seconds / 60)}:${pad(seconds % 60)}`;

/** Lets the transcript of a recording be opened. */
export function foldTranscript(app, figure) {
	const transcript = figure.querySelector(".satchel-transcript");
	if (!transcript) return;
	transcript.replaceWith(make("details", {}, make("summary", { lang: app.language }, app.text("transcript")), make("div", { class: "satchel-transcript" }, [...transcript.childNodes])));
}

/** Puts a button in the place of a player, which loads and starts it. */
export function addPlayer(app, files, player, part) {
	const { text } = app;
	const words = text(part.type === "audio" ? "play-audio" : "play-video", { length: part.length && duration(part.length) });
	const start = make("button", { type: "button", class: "play", onclick: play, lang: app.language }, words);
	const box = make("div", { class: `player player-${part.type}` });
	player.removeAttribute("controls");
	player.hidden = part.type === "audio";
	if (part.poster) files.whenNear(player, "poster", part.poster);
	// The player gets its parent after this.
	queueMicrotask(() => {
		player.replaceWith(box);
		box.append(player, start);
	});

	async function play() {
		start.disabled = true;
		start.textContent = text("loading");
		try {
			const { loadRecording } = await import("./recording.js");
			await loadRecording(files, player, part);
		} catch {
			start.replaceWith(make("p", { role: "alert", lang: app.language }, text("no-recording")));
			return;
		}
		player.hidden = false;
		player.controls = true;
		start.remove();
		player.focus();
		player.play().catch(() => {});
	}
}
