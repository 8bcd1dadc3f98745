/**
 * Reads Satchel packs: lessons, questions, flashcards and pictures, in browsers and in Node.
 *
 * ```js
 * import { openPack } from "satchel";
 *
 * const pack = await openPack("/packs/psychiatry.satchel");
 * const lesson = await pack.lesson("lithium-monitoring");
 * ```
 *
 * Several calls may run at the same time. Failures throw a {@link SatchelError}, or the abort reason of the signal.
 * Invalid arguments, such as malformed keys or the path of a file, throw a `TypeError`. lesson.d.ts has the types of a lesson.
 */

import type { Access, Card, Lesson, Question } from "./lesson.js";

/** Opens a pack. Over HTTP, this takes one request of 64 KiB for a pack of up to 150 lessons.
 *
 * ```js
 * const pack = await openPack("/packs/psychiatry.satchel");    // from a server, by range requests
 * const pack = await openPack(input.files[0]);                 // a file that the user chose
 * const pack = await openPack(await readFile("x.satchel"));    // bytes, in Node
 * const pack = await openPack(url, { keys: [ourPublicKey] });  // only if signed with our key
 * const pack = await openPack(url, {                           // with headers of your own
 *   fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, Authorization: token } }),
 * });
 * ```
 */
export function openPack(from: PackSource, options?: OpenOptions): Promise<Pack>;

/** The source of a pack: a URL, a Blob or File, bytes in memory, or your own reader. */
export type PackSource = string | URL | Blob | ArrayBuffer | ArrayBufferView | RangeReader;

/** Your own reader, for instance for a file handle. `read` must return exactly `length` bytes. */
export interface RangeReader {
	readonly size: number;
	read(offset: number, length: number, signal?: AbortSignal): Promise<ArrayBuffer | ArrayBufferView>;
}

export interface SignalOption {
	/** Aborts the call: that of an `AbortController`, or `AbortSignal.timeout(5000)` to limit the time of the whole call. */
	signal?: AbortSignal;
}

export interface OpenOptions extends SignalOption {
	/** Trusted public keys: the texts of `.pub` files, or their second lines. If given, a pack that none of them signed is
	 * refused. Ship them with your application; never get them from the source of the pack. */
	keys?: Iterable<string>;
	/** Used instead of the global `fetch`. */
	fetch?: (url: string, init: { headers: Record<string, string>; signal: AbortSignal }) => Promise<Response>;
	/** How long to wait for a server, in milliseconds; 30,000 by default. A call fails with the code `unreadable` if no data
	 * arrives for this time, or less than 1,024 bytes per second on average. Applies to all requests for this pack. */
	timeout?: number;
}

export type ErrorCode =
	/** The pack could not be read: no connection, an error response, or not the requested range. */
	| "unreadable"
	/** The file on the server changed after it was opened. Open it again. */
	| "changed"
	/** The file is not a pack. */
	| "not-a-pack"
	/** The pack violates the format, or a digest does not match. */
	| "damaged"
	/** The pack requires a feature that this reader does not know. A newer satchel.js may know it. */
	| "unsupported"
	/** The pack contains nothing with that id or name. */
	| "not-found"
	/** The pack is not signed with one of the given keys, or its signature is wrong. */
	| "untrusted"
	/** In an update: `latest.json` has expired, or the clock is wrong. */
	| "stale"
	/** In an update: the server offers an older release than the stored copy, or the same one with other content. */
	| "rollback"
	/** In an update: the release belongs to another pack than the stored copy. */
	| "other-pack"
	/** In an update: the stored copy cannot be read, or needs a newer reader. Update without it. */
	| "base";

/** An error, with a `message` for people and a `code` for programs.
 *
 * ```js
 * try {
 *   await pack.lesson(id);
 * } catch (error) {
 *   if (error.code === "changed") pack = await openPack(url);
 *   else if (error.code === "not-found") show404();
 *   else throw error;
 * }
 * ```
 */
export class SatchelError extends Error {
	constructor(code: ErrorCode, message: string, options?: { cause?: unknown });
	readonly name: "SatchelError";
	readonly code: ErrorCode;
}

/** An open pack. Iterating over it yields the rows of all lessons in reading order, loaded as needed:
 *
 * ```js
 * for await (const row of pack) if (row.access === "free") offer(row);
 * ```
 */
export interface Pack extends AsyncIterable<LessonRow> {
	/** The manifest of the pack. */
	readonly manifest: Manifest;
	/** The signed comment of the signature; undefined if no keys were given. */
	readonly signer: string | undefined;
	/** The units in reading order. */
	readonly units: readonly Unit[];
	/** The lessons of one unit or of all, in reading order: titles, sections and counts, for a table of contents.
	 *
	 * ```js
	 * for (const unit of pack.units) render(unit.title, await pack.lessons(unit.id));
	 * const first = await pack.lessons(unit.id, { limit: 100 });              // of a long list, a part at a time
	 * const more = await pack.lessons(unit.id, { start: 100, limit: 100 });
	 * ```
	 */
	lessons(unit?: string, options?: LessonsOptions): Promise<LessonRow[]>;
	/** The row of one lesson by its id, for instance to list bookmarks. Takes at most one request if its row or one nearby
	 * was read before; otherwise the rows of all lessons are read once, in few requests. */
	row(id: string, options?: SignalOption): Promise<LessonRow>;
	/** The rows before and after a lesson in reading order, if there are any; as fast as {@link Pack.row}. */
	neighbours(id: string, options?: SignalOption): Promise<{ before?: LessonRow; after?: LessonRow }>;
	/** Whether there is a lesson with that id. Takes at most one request. */
	has(id: string, options?: SignalOption): Promise<boolean>;
	/** A complete lesson. Over HTTP, this takes one request, in a large pack two. You may modify the object.
	 *
	 * ```js
	 * const toNodes = (text) => text.map((part) => {
	 *   if (typeof part === "string") return document.createTextNode(part);
	 *   const element = document.createElement(["em", "strong", "sub", "sup"].includes(part.type) ? part.type : "span");
	 *   if (part.lang) element.lang = part.lang;
	 *   element.append(...toNodes(part.text ?? []));
	 *   return element;
	 * });
	 * heading.replaceChildren(...toNodes((await pack.lesson("lithium-monitoring")).title));
	 * ```
	 */
	lesson(id: string, options?: SignalOption): Promise<Lesson>;
	/** A question, card or glossary entry by its id, with its lesson; a question also with its set, if it belongs to one.
	 *
	 * ```js
	 * const found = await pack.item("q-lithium-trough");
	 * if (found.kind === "question" && found.item.kind === "single") quiz(found.item.options, found.lesson.title);
	 * ```
	 */
	item(id: string, options?: SignalOption): Promise<FoundItem>;
	/** The kind of an item and the id of its lesson, without reading the lesson. Over HTTP, this takes at most two requests.
	 *
	 * ```js
	 * const { lesson } = await pack.itemRow("q-lithium-trough");
	 * show((await pack.row(lesson)).title);
	 * ```
	 */
	itemRow(id: string, options?: SignalOption): Promise<ItemRow>;
	/** A picture, audio, video or captions, by its name in a block. Show pictures in an `<img>`, which runs no scripts in
	 * SVGs.
	 *
	 * ```js
	 * img.src = URL.createObjectURL(await pack.asset(block.asset));
	 * ```
	 */
	asset(name: string, options?: SignalOption): Promise<Blob>;
	/** Whether the pack has a search index. */
	readonly searchable: boolean;
	/** Finds the lessons that contain, for each word of the query, a word that begins with it. Lessons with all words in
	 * their titles come first. The first search loads the index and keeps it. Words of one letter are ignored.
	 *
	 * ```js
	 * const { total, lessons } = await pack.search("lith tox", { limit: 10 });
	 * for (const { lesson } of lessons) suggest(lesson.title);
	 * ```
	 */
	search(query: string, options?: SearchOptions): Promise<SearchResult>;
	/** Reads the whole pack and returns all problems; an empty list if it is valid. */
	verify(options?: SignalOption): Promise<Problem[]>;
}

export interface LessonsOptions extends SignalOption {
	/** The position of the first lesson to return, from 0. */
	start?: number;
	/** The maximum number of lessons to return; without it all. */
	limit?: number;
}

export interface SearchOptions extends SignalOption {
	/** The maximum number of lessons to return; 20 by default. */
	limit?: number;
}

export interface SearchResult {
	/** How many lessons were found, including those beyond the limit. */
	total: number;
	lessons: { lesson: LessonRow; inTitle: boolean }[];
}

export interface Problem {
	/** The entry in question; empty for the whole file. */
	name: string;
	message: string;
}

export interface LessonCounts {
	sections: number;
	questions: number;
	cards: number;
	glossary: number;
}

export interface PackCounts extends LessonCounts {
	units: number;
	lessons: number;
	assets: number;
}

export interface Manifest {
	format: 1;
	id: string;
	title: string;
	/** What the pack is about and for whom. */
	description?: string;
	/** A picture to show with the title. */
	cover?: {
		/** The name of an asset of the pack. */
		asset: string;
		/** The size of the picture in pixels. */
		width?: number;
		height?: number;
		/** A description for readers who can't see the picture. */
		alt: string;
	};
	/** Who wrote and reviewed the pack as a whole; lessons name their own. */
	people?: Lesson["people"];
	/** Where the rest of a free edition is, in one or more languages; see `rest` in FORMAT.md for the one to show. */
	rest?: {
		/** Plain text. */
		text: string;
		/** BCP 47 tag. */
		lang: string;
		/** The https URL of a page about it. */
		href?: string;
	}[];
	/** Semantic version of the content. */
	version: string;
	/** Increases with each release. */
	release: number;
	/** `full`, or `free`, which contains no parts for members. */
	edition: "full" | "free";
	/** SPDX identifier. */
	licence: string;
	/** BCP 47 tag. */
	lang: string;
	/** YYYY-MM-DD. */
	date?: string;
	/** The counts of this edition. */
	counts: PackCounts;
	/** The counts of the full edition, if this is a partial one. */
	whole?: PackCounts;
	/** Depends on the lessons and pictures only, not on how they are packed. */
	contentRoot: string;
	/** How lessons and files are deflated: the library with its version, and the level in its scale. */
	deflate?: { library: string; level: number };
	requires: string[];
	extras: string[];
}

export interface Unit {
	id: string;
	title: string;
	/** How many lessons it has in this edition. */
	lessons: number;
	/** How many it has in the full edition, if this is a partial one. */
	whole?: number;
}

/** A lesson in a table of contents. */
export interface LessonRow {
	id: string;
	title: string;
	lang: string;
	access: Access;
	/** In document order. */
	sections: { id: string; title: string; level: 1 | 2 | 3 }[];
	counts: LessonCounts;
	/** The counts of the complete lesson, if this edition contains only a part of it. */
	whole?: LessonCounts;
}

export type * from "./lesson.js";

/** Questions that share a vignette, which is shown before each of them. */
export type QuestionSet = NonNullable<Lesson["sets"]>[number];

export type GlossaryEntry = Lesson["glossary"][number];

export interface ItemRow {
	id: string;
	kind: FoundItem["kind"];
	/** The id of its lesson. */
	lesson: string;
}

export type FoundItem =
	| { kind: "question"; lesson: Lesson; item: Question; set?: QuestionSet }
	| { kind: "card"; lesson: Lesson; item: Card }
	| { kind: "glossary"; lesson: Lesson; item: GlossaryEntry };
