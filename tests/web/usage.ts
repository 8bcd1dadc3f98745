// Uses every function of satchel.d.ts as a front-end would; it is compiled but never run. A wrong type is a compile
// error.

import { assetUrls, cardsOf, plainText, render, renderCard, renderQuestion, reveal } from "../../tools/web/satchel/render.js";
import { openPack, SatchelError, type Block, type Lesson, type Pack, type Text } from "../../tools/web/satchel/satchel.js";
import { progressCounts, readLatest, readProgress, update, type Fetched, type Update } from "../../tools/web/satchel/update.js";
import { checkReleaseDocument, checkSignature } from "../../tools/web/satchel/verify.js";

export function words(text: Text): string {
	return text
		.map((part) => {
			if (typeof part === "string") return part;
			switch (part.type) {
				case "abbr":
					return `${words(part.text)} (${part.title})`;
				case "link":
					return "href" in part ? part.href : part.to;
				case "cite":
					return `[${part.source}]`;
				case "blank":
					return "_".repeat(words(part.text).length);
				default:
					return words(part.text);
			}
		})
		.join("");
}

export async function pictures(pack: Pack, blocks: Block[]): Promise<Blob[]> {
	const names = blocks.flatMap((block) => {
		if (block.type !== "figure") return [];
		return "pictures" in block ? block.pictures.map(({ asset }) => asset) : [block.asset];
	});
	return Promise.all(names.map((name) => pack.asset(name)));
}

export function show(pack: Pack, lesson: Lesson, other: Document): DocumentFragment[] {
	const on = {
		link: (element: HTMLElement, link: { to?: string; href?: string }) => element.setAttribute("href", `#/${link.to}`),
		player: (element: HTMLMediaElement, { length }: { length?: number }) => element.setAttribute("title", `${length} s`),
	};
	const { url, revoke } = assetUrls(pack, { signal: AbortSignal.timeout(5000) });
	render(lesson.takeaways, { url: (name) => (name.endsWith("mp4") ? undefined : `/files/${name}`) });
	revoke();
	console.log(plainText(lesson), plainText(lesson.title, { blank: "…" }));
	const made = render(lesson.sections, { on, url, sources: lesson.sources, prefix: "x-", level: 3, document: other });
	const question = lesson.questions[0];
	for (const { id, number } of cardsOf(lesson.cards[0])) {
		console.log(id, plainText(lesson.cards[0], { blank: "…", number }), render([], { hide: number ?? true }));
		reveal(renderCard(lesson.cards[0], { number, url, on: { shape: (element, { n }) => (element.dataset.n = String(n)) } }));
	}
	const form = renderQuestion(question, { sets: lesson.sets, random: null, on: { option: (element, { correct }) => (element.draggable = correct) } });
	console.log(new FormData(form).getAll("option"));
	reveal(form, false);
	// @ts-expect-error a number is no part of a lesson
	render(7);
	return [made, render(lesson.title), render(lesson.takeaways), render(question.stem, { hide: ({ hint }) => !hint })];
}

export async function use(file: Blob, bytes: Uint8Array, signal: AbortSignal): Promise<Lesson | undefined> {
	await openPack(bytes.buffer as ArrayBuffer);
	await openPack(file, { signal, timeout: 5000 });
	await openPack({ size: 9, read: async (offset: number, length: number) => bytes.subarray(offset, offset + length) });
	const pack = await openPack(new URL("https://example.org/x.satchel"), {
		fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, Authorization: "key" } }),
	});
	for await (const row of pack)
		console.log(
			row.sections.map(({ level }) => level),
			row.whole?.cards,
		);
	for (const unit of pack.units) console.log(unit.whole ?? unit.lessons, await pack.lessons(unit.id, { signal }));
	const { kind, lesson } = await pack.itemRow("q-x", { signal: AbortSignal.timeout(1000) });
	console.log(kind === "card", (await pack.row(lesson, { signal })).title);
	const progress = await readProgress("/packs/", pack.manifest, { keys: ["RWQ"], timeout: 1000, signal });
	console.log(progressCounts(progress, "q-x", 3), (await checkSignature("x", bytes, ["RWQ"])).length);
	const { total, lessons } = await pack.search("lith", { limit: 5 });
	console.log(total, lessons[0]?.lesson.title, pack.searchable, pack.manifest.counts.assets);
	console.log(pack.manifest.description, pack.manifest.cover?.alt, pack.manifest.people?.[0]?.name);
	const rest = pack.manifest.rest?.[0];
	if (rest) console.log(rest.text.length, rest.lang.length, rest.href?.length);
	const problems: string[] = (await pack.verify()).map(({ name, message }) => `${name}: ${message}`);
	const found = await pack.item(problems[0] ?? "q-x");
	if (found.kind === "question") renderQuestion(found.item, { sets: found.set && [found.set] });
	if (found.kind === "question" && found.item.kind === "multiple")
		console.log(found.item.options.every(({ correct }) => correct));
	if (found.kind === "question" && found.item.kind === "numeric") console.log(Number(found.item.min), found.item.unit);
	if (found.kind === "card" && found.item.kind === "cloze") console.log(words(found.item.text));
	// @ts-expect-error a glossary entry has no options
	if (found.kind === "glossary") console.log(found.item.options);
	// @ts-expect-error there is no such source
	await openPack(7);
	try {
		return await pack.lesson("x", { signal });
	} catch (error) {
		if (error instanceof SatchelError && error.code === "not-found") return undefined;
		throw error;
	}
}

export async function refresh(base: Blob, signal: AbortSignal): Promise<Blob | undefined> {
	const { editions, expires } = await readLatest(new URL("https://example.org/packs/"), { keys: ["RWQ"], now: 0 });
	console.log(
		editions.map(({ edition, size }) => `${edition}: ${size}`),
		expires,
	);
	const partial: Partial<Fetched> = {};
	const onProgress = ({ fetched, total }: { fetched: number; total: number | undefined }) =>
		console.log(fetched, total);
	try {
		const options = { base, partial, onProgress, signal, timeout: 5000, edition: "free" };
		const done: Update = await update("/packs/latest.json", { ...options, fetch: (url, init) => fetch(url, init) });
		console.log(done.upToDate, done.version, done.release, done.requests);
		return done.pack;
	} catch (error) {
		console.log(partial.pieces?.map(({ at, blob }) => at + blob.size));
		if (error instanceof SatchelError && error.code === "base") return (await update("/packs/", { dryRun: true })).pack;
		// @ts-expect-error a stored copy is not fetched
		await update("/packs/", { base: "/packs/old.satchel" });
		throw error;
	}
}

const since: Record<string, number> = checkReleaseDocument("progress.json", "{}").since;
const url: string = checkReleaseDocument("latest.json", new Uint8Array()).editions[0].url;
console.log(since, url);
