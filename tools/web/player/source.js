// Where the player gets its pack: from its page, from a file, or from a release.

import { openPack } from "../satchel/satchel.js";

const inPage = (id) => document.getElementById(id)?.textContent;

/** The configuration: in the page itself, or in player.json beside it. */
export async function readConfig() {
	const inline = inPage("satchel-player");
	if (inline !== undefined) return JSON.parse(inline);
	const response = await fetch("player.json", { cache: "no-cache" });
	if (!response.ok) throw new Error(`the server answered ${response.status} for player.json`);
	return response.json();
}

function decoded(base64) {
	const binary = atob(base64);
	const bytes = new Uint8Array(binary.length);
	for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
	return bytes;
}

/** Opens the pack that the configuration names: `pack` is the address of one file, `packs` that of a release. */
export async function openConfigured({ pack, packs, keys }) {
	const inline = inPage("satchel-pack");
	if (inline !== undefined) return openPack(decoded(inline));
	if (pack) return openPack(new URL(pack, document.baseURI), { keys });
	const { readLatest } = await import("../satchel/update.js");
	const { editions } = await readLatest(new URL(packs, document.baseURI), { keys });
	const edition = editions.find(({ edition }) => edition === "full") ?? editions[0];
	return openPack(edition.url, { keys });
}
