// Audio and video. A recording is loaded when the learner wants to play it; one at an address on the web is played only if
// it is what the author of the lesson checked.

import { make } from "./dom.js";

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

const pad = (number) => String(number).padStart(2, "0");
const duration = (seconds) => `${Math.floor(seconds / 60)}:${pad(seconds % 60)}`;

/** The address of a recording on the web, after its digest was compared. */
async function fetchChecked({ href, sha256 }) {
	const response = await fetch(href, { credentials: "omit", referrerPolicy: "no-referrer" });
	if (!response.ok) throw new Error(`the server answered ${response.status}`);
	const bytes = await response.arrayBuffer();
	if (hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))) !== sha256) throw new Error("this is another recording");
	return URL.createObjectURL(new Blob([bytes], { type: response.headers.get("content-type") ?? "" }));
}

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
			player.src = part.asset ? await files.url(part.asset) : await fetchChecked(part);
			for (const [i, { asset }] of (part.captions ?? []).entries()) {
				if (part.type === "video") player.querySelectorAll("track")[i].src = await files.url(asset);
			}
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
