// The service worker of the player: keeps its files, so that it starts without a network. Packs are kept by the page (see
// player/stored.js), and requests for them are not touched.
//
// All files of a page come from one version: they are fetched together, and used by the next page once all have arrived.

const FILES_OF = `satchel player ${registration.scope} `; // precedes the time of a version, in the name of its cache
const MEMORY = `satchel player of ${registration.scope}`; // what this worker must remember
const HOUR = 60 * 60 * 1000;
const PATIENCE = 3000; // milliseconds for a server, if there is an older answer

const urlOf = (name) => new URL(name, registration.scope).href;
const START = urlOf("./");
const STARTS = [START, urlOf("index.html")];
/** Whoever runs the site may change this at any time. */
const CONFIGURATION = urlOf("player.json");
const COMPLETE = urlOf("complete"); // is in the cache of a version when all its files are

const memoryUrl = (what) => urlOf(`memory/${what}`);
const remember = async (what, words) => (await caches.open(MEMORY)).put(memoryUrl(what), new Response(words));
const recall = async (what) => (await (await caches.open(MEMORY)).match(memoryUrl(what)))?.text();

/** The names of the caches of versions, the newest last. */
const versions = async () => (await caches.keys()).filter((name) => name.startsWith(FILES_OF)).sort();

async function newest() {
	for (const name of (await versions()).reverse()) if (await (await caches.open(name)).match(COMPLETE)) return name;
	return undefined;
}

/** What a page or module refers to. README.md describes the form of modules. */
const REFERENCES = [/<(?:link|script)\b[^>]* (?:href|src)="([^"#]+)"/g, /^(?:import|export|\}) .*from "(\.[^"]+)";/gm, /\bimport\("(\.[^"]+)"\)/g];
const WORKERS = /\bnew Worker\("([^"]+)"/g; // by addresses that are relative to the page

const referencesIn = (text, base) => [
	...REFERENCES.flatMap((form) => [...text.matchAll(form)].map(([, name]) => new URL(name, base).href)),
	...[...text.matchAll(WORKERS)].map(([, name]) => urlOf(name)),
];

/** A file from the server. Browsers refuse to start a page from an answer that was redirected. */
async function fetched(url) {
	const response = await fetch(url, { cache: "no-cache" });
	if (!response.ok) throw new Error(`the server answered ${response.status} for ${url}`);
	return response.redirected ? new Response(await response.blob(), response) : response;
}

/** All files of the player: the page, and what it refers to, directly or not. */
async function fetchAll() {
	const found = new Map();
	async function visit(url) {
		if (found.has(url) || !url.startsWith(START)) return;
		found.set(url, undefined);
		const response = await fetched(url);
		found.set(url, response);
		if (url === START || url.endsWith(".js")) await Promise.all(referencesIn(await response.clone().text(), url).map(visit));
	}
	await visit(START);
	return [...found].map(([url, response]) => ({ url, response }));
}

const bytesOf = async (response) => new Uint8Array(await response.clone().arrayBuffer());

async function isIn(cache, { url, response }) {
	const kept = await cache.match(url, { ignoreVary: true });
	if (!kept) return false;
	const [a, b] = await Promise.all([bytesOf(kept), bytesOf(response)]);
	return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** Fetches all files, and keeps them as a version if one differs from those of the newest. */
async function refresh() {
	const files = await fetchAll();
	const before = await newest();
	const cacheBefore = before && (await caches.open(before));
	await remember("checked", String(Date.now()));
	await keepConfiguration().catch(() => {}); // the page itself may contain it
	if (cacheBefore && (await Promise.all(files.map((file) => isIn(cacheBefore, file)))).every(Boolean)) return;
	const cache = await caches.open(`${FILES_OF}${String(Date.now()).padStart(15, "0")}`);
	await Promise.all(files.map(({ url, response }) => cache.put(url, response)));
	await cache.put(COMPLETE, new Response("yes"));
	await tidy();
}

async function refreshSometimes() {
	if (Date.now() - Number((await recall("checked")) ?? 0) > HOUR) await refresh();
}

/** Removes the versions that no page uses, and what is remembered of pages that are gone. */
async function tidy() {
	const pages = (await clients.matchAll({ includeUncontrolled: true })).map(({ id }) => id);
	const used = new Set([await newest(), ...(await Promise.all(pages.map(recall)))]);
	await Promise.all((await versions()).filter((name) => !used.has(name)).map((name) => caches.delete(name)));
	const memory = await caches.open(MEMORY);
	const keep = new Set([CONFIGURATION, ...["checked", ...pages].map(memoryUrl)]);
	for (const { url } of await memory.keys()) if (!keep.has(url)) await memory.delete(url);
}

/** Answers from the version that the page began with. */
async function fromVersion(event, url) {
	const starts = event.request.mode === "navigate";
	const name = (!starts && (await recall(event.clientId))) || (await newest());
	if (starts && name) event.waitUntil(remember(event.resultingClientId, name));
	const kept = name && (await (await caches.open(name)).match(url, { ignoreVary: true }));
	return kept ?? fetch(event.request);
}

/** Asks the server for the configuration and keeps it; fails if it answers with something else, as a login page. */
async function keepConfiguration(request = CONFIGURATION) {
	const response = await fetch(request);
	JSON.parse(await response.clone().text());
	await (await caches.open(MEMORY)).put(CONFIGURATION, response.clone());
	return response;
}

/** Answers from the server, or with its last answer if there is none soon. */
async function freshOrKept(request) {
	const kept = await (await caches.open(MEMORY)).match(CONFIGURATION, { ignoreVary: true });
	const answer = keepConfiguration(request);
	if (!kept) return answer.catch(() => fetch(request));
	const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
	return Promise.race([answer.catch(() => kept), late]);
}

addEventListener("install", (event) => event.waitUntil(refresh()));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => {
	if (event.data === "refresh") event.waitUntil(refreshSometimes().catch(() => {}));
	if (event.data === "refresh now") event.waitUntil(refresh().catch(() => {}).then(() => event.ports[0]?.postMessage("done")));
});

addEventListener("fetch", (event) => {
	const url = event.request.url.replace(/[?#].*$/s, "");
	if (event.request.method !== "GET" || !url.startsWith(START)) return;
	if (STARTS.includes(url)) event.respondWith(fromVersion(event, START));
	else if (url === CONFIGURATION) event.respondWith(freshOrKept(event.request));
	else if (/\.(?:js|css|svg|webmanifest)$/.test(url)) event.respondWith(fromVersion(event, url));
});
