// The service worker of the player: keeps its files, so that it starts without a network. Packs are kept by the page (see
// player/stored.js), and requests for them are not touched.
//
// All files of a page come from one version: they are fetched together, and used by the next page once all have arrived.

/** A test compares this with the folders. */
const FILES = [
FILES_HERE
];

/** What is asked of the server first, because whoever runs the site may change it. */
const FRESH = ["player.json"];

const FILES_OF = `satchel player ${registration.scope} `; // precedes the time of a version, in the name of its cache
const MEMORY = `satchel player of ${registration.scope}`; // what this worker must remember
const HOUR = 60 * 60 * 1000;
const PATIENCE = 3000; // milliseconds for a server, if there is an older answer

const urlOf = (name) => new URL(name, registration.scope).href;
const FILE_URLS = new Set(FILES.map(urlOf));
const FRESH_URLS = new Set(FRESH.map(urlOf));
const START = [urlOf("./"), urlOf("index.html")];
const COMPLETE = urlOf("complete"); // is in the cache of a version when all its files are

const remember = async (what, words) => (await caches.open(MEMORY)).put(urlOf(`memory/${what}`), new Response(words));
const recall = async (what) => (await (await caches.open(MEMORY)).match(urlOf(`memory/${what}`)))?.text();

/** The names of the caches of versions, the newest last. */
const versions = async () => (await caches.keys()).filter((name) => name.startsWith(FILES_OF)).sort();

async function newest() {
	for (const name of (await versions()).reverse()) if (await (await caches.open(name)).match(COMPLETE)) return name;
	return undefined;
}

/** A file from the server. Browsers refuse to start a page from an answer that was redirected. */
async function fetched(name) {
	const response = await fetch(urlOf(name), { cache: "no-cache" });
	if (!response.ok) throw new Error(`the server answered ${response.status} for ${name}`);
	return { url: urlOf(name), response: response.redirected ? new Response(await response.blob(), response) : response };
}

const bytesOf = async (response) => new Uint8Array(await response.clone().arrayBuffer());

async function isIn(cache, { url, response }) {
	const kept = await cache.match(url);
	if (!kept) return false;
	const [a, b] = await Promise.all([bytesOf(kept), bytesOf(response)]);
	return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** Fetches all files, and keeps them as a version if one differs from those of the newest. */
async function refresh() {
	const files = await Promise.all(FILES.map(fetched));
	const before = await newest();
	const cacheBefore = before && (await caches.open(before));
	await remember("checked", String(Date.now()));
	if (cacheBefore && (await Promise.all(files.map((file) => isIn(cacheBefore, file)))).every(Boolean)) return;
	const cache = await caches.open(`${FILES_OF}${String(Date.now()).padStart(15, "0")}`);
	await Promise.all(files.map(({ url, response }) => cache.put(url, response)));
	await cache.put(COMPLETE, new Response("yes"));
	await tidy();
}

async function refreshSometimes() {
	if (Date.now() - Number((await recall("checked")) ?? 0) > HOUR) await refresh();
}

/** Removes the versions that no page uses. */
async function tidy() {
	const pages = await clients.matchAll({ includeUncontrolled: true });
	const used = new Set([await newest(), ...(await Promise.all(pages.map(({ id }) => recall(id))))]);
	await Promise.all((await versions()).filter((name) => !used.has(name)).map((name) => caches.delete(name)));
}

/** Answers from the version that the page began with. */
async function fromVersion(event, url) {
	const starts = event.request.mode === "navigate";
	const name = (!starts && (await recall(event.clientId))) || (await newest());
	if (starts && name) event.waitUntil(remember(event.resultingClientId, name));
	const kept = name && (await (await caches.open(name)).match(url));
	return kept ?? fetch(event.request);
}

/** Answers from the server, or with its last answer if it does not answer soon. */
async function freshOrKept(request) {
	const memory = await caches.open(MEMORY);
	const kept = await memory.match(request.url);
	const answer = fetch(request).then(async (response) => {
		if (response.ok) await memory.put(request.url, response.clone());
		return response;
	});
	if (!kept) return answer;
	const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
	return Promise.race([answer.catch(() => kept), late]);
}

addEventListener("install", (event) => event.waitUntil(refresh()));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => {
	if (event.data === "refresh") event.waitUntil(refreshSometimes().catch(() => {}));
	if (event.data === "refresh now") event.waitUntil(refresh().catch(() => {}));
});

addEventListener("fetch", (event) => {
	const { request } = event;
	const url = request.url.replace(/[?#].*$/s, "");
	if (request.method !== "GET") return;
	if (START.includes(url)) event.respondWith(fromVersion(event, START[0]));
	else if (FILE_URLS.has(url)) event.respondWith(fromVersion(event, url));
	else if (FRESH_URLS.has(url)) event.respondWith(freshOrKept(request));
});
