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
 * Several calls may run at a time. Whatever fails throws a {@link SatchelError}, or the reason of the signal that
 * ended it; an argument that makes no sense, such as a key that is none, a `TypeError`.
 */

/** Opens a pack. Over HTTP that is one request of 64 KiB for a pack of up to 150 lessons.
 *
 * ```js
 * const pack = await openPack("/packs/psychiatry.satchel");    // by ranges, from a server
 * const pack = await openPack(input.files[0]);                 // what the user chose
 * const pack = await openPack(await readFile("x.satchel"));    // bytes, in Node
 * const pack = await openPack(url, { keys: [ourPublicKey] });  // only what we signed
 * const pack = await openPack(url, {                           // with headers of your own
 *   fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, Authorization: token } }),
 * });
 * ```
 */
export function openPack(from: PackSource, options?: OpenOptions): Promise<Pack>;

/** Where a pack is read from: a URL, a Blob or File, bytes (all in memory), or your own reader. */
export type PackSource = string | URL | Blob | ArrayBuffer | ArrayBufferView | RangeReader;

/** A reader of your own, for instance over a file handle. `read` must give exactly `length` bytes. */
export interface RangeReader {
	readonly size: number;
	read(offset: number, length: number, signal?: AbortSignal): Promise<ArrayBuffer | ArrayBufferView>;
}

export interface SignalOption {
	/** Ends the call. */
	signal?: AbortSignal;
}

export interface OpenOptions extends SignalOption {
	/** Public keys that are trusted: the texts of `.pub` files, or their last lines. Where they are given, a pack that
	 * none of them signed is refused. Bring them with your application; never take them from where the pack is from. */
	keys?: Iterable<string>;
	/** Used instead of the global `fetch`. */
	fetch?: (url: string, init: { headers: Record<string, string>; signal?: AbortSignal }) => Promise<Response>;
}

export type ErrorCode =
	/** It could not be read: no connection, a server that answers with an error or not with the range asked for. */
	| "unreadable"
	/** The file has changed on the server since it was opened. Open it again. */
	| "changed"
	/** The file is something else than a pack. */
	| "no-pack"
	/** It is a pack that breaks the format or fails a digest. */
	| "damaged"
	/** It asks for what this reader does not know. A newer satchel.js may. */
	| "unsupported"
	/** There is nothing of that id or name in it. */
	| "unknown"
	/** It is not signed with one of the keys that were given, or the signature is wrong. */
	| "untrusted"
	/** By an update: what tells of the latest release is out of date, or the clock is wrong. */
	| "stale"
	/** By an update: the server offers an older release than the stored copy, or the same with other content. */
	| "rollback"
	/** By an update: the release is one of another pack than the stored copy. */
	| "other-pack"
	/** By an update: the stored copy can't be read, or needs a newer reader. Update without it. */
	| "base";

/** What went wrong, in words for people in `message` and as a `code` for programs.
 *
 * ```js
 * try {
 *   await pack.lesson(id);
 * } catch (error) {
 *   if (error.code === "changed") pack = await openPack(url);
 *   else if (error.code === "unknown") show404();
 *   else throw error;
 * }
 * ```
 */
export class SatchelError extends Error {
	constructor(code: ErrorCode, message: string, options?: { cause?: unknown });
	readonly name: "SatchelError";
	readonly code: ErrorCode;
}

/** An open pack. Iterating over it gives the rows of all lessons in reading order, and loads them as they are needed:
 *
 * ```js
 * for await (const row of pack) if (row.access === "free") offer(row);
 * ```
 */
export interface Pack extends AsyncIterable<LessonRow> {
	/** What the pack says of itself. */
	readonly manifest: Manifest;
	/** What the one whose key is trusted says that is signed; undefined where no keys were given. */
	readonly signer: string | undefined;
	/** The units in reading order. */
	readonly units: readonly Unit[];
	/** The lessons in reading order, of one unit or of all: titles, sections and counts, enough for a table of contents.
	 *
	 * ```js
	 * for (const unit of pack.units) render(unit.title, await pack.lessons(unit.id));
	 * ```
	 */
	lessons(unit?: string, options?: SignalOption): Promise<LessonRow[]>;
	/** A lesson with all that is in it. Over HTTP one request, in a large pack two. It is yours to change. */
	lesson(id: string, options?: SignalOption): Promise<Lesson>;
	/** A question, card or glossary entry by its id, with the lesson that it is in.
	 *
	 * ```js
	 * const found = await pack.item("q-lithium-trough");
	 * if (found.kind === "question") quiz(found.item.options, found.lesson.title);
	 * ```
	 */
	item(id: string, options?: SignalOption): Promise<FoundItem>;
	/** A picture, by the name that a figure block has. Show it in an `<img>`, where a script in an SVG does not run.
	 *
	 * ```js
	 * img.src = URL.createObjectURL(await pack.asset(block.figure));
	 * ```
	 */
	asset(name: string, options?: SignalOption): Promise<Blob>;
	/** Whether the pack has a search index. */
	readonly searchable: boolean;
	/** The lessons that hold, for each word of the query, a word that begins with it; those that have all words in their
	 * titles come first. The index is loaded with the first search and kept. Words of one letter are left out.
	 *
	 * ```js
	 * const { total, lessons } = await pack.search("lith tox", { limit: 10 });
	 * for (const { lesson } of lessons) suggest(lesson.title);
	 * ```
	 */
	search(query: string, options?: SearchOptions): Promise<SearchResult>;
	/** Reads the whole pack and names everything that is wrong in it. An empty list: it is right. */
	verify(options?: SignalOption): Promise<Problem[]>;
}

export interface SearchOptions extends SignalOption {
	/** How many lessons to give at most; 20 if it is not said. */
	limit?: number;
}

export interface SearchResult {
	/** How many lessons there are, also beyond the limit. */
	total: number;
	lessons: { lesson: LessonRow; inTitle: boolean }[];
}

export interface Problem {
	/** The entry that it is about; empty for the file as a whole. */
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

export type Access = "free" | "member";

export interface Manifest {
	format: 1;
	id: string;
	title: string;
	/** Semantic version of the content. */
	version: string;
	/** Rises with each release. */
	release: number;
	/** `full`, or `free`, which holds no part for members. */
	edition: "full" | "free";
	/** SPDX identifier. */
	licence: string;
	/** BCP 47 tag. */
	lang: string;
	/** YYYY-MM-DD. */
	date?: string;
	/** How many there are in this edition. */
	counts: PackCounts;
	/** How many there are in the whole, where this edition is a part of it. */
	whole?: PackCounts;
	/** The same for the same lessons and pictures, however they are packed. */
	contentRoot: string;
	deflate?: string;
	requires: string[];
	extras: string[];
}

export interface Unit {
	id: string;
	title: string;
	/** How many lessons it has in this edition. */
	lessons: number;
	/** How many it has in the whole, where this edition is a part of it. */
	whole?: number;
}

/** What a table of contents tells of a lesson. */
export interface LessonRow {
	id: string;
	title: string;
	lang: string;
	access: Access;
	/** In document order. */
	sections: { id: string; title: string; level: 1 | 2 | 3 }[];
	counts: LessonCounts;
	/** The same of the whole lesson, where this edition holds a part of it. */
	whole?: LessonCounts;
}

export interface Lesson {
	id: string;
	lang: string;
	/** YYYY-MM-DD. */
	reviewed: string;
	reviewBy?: string;
	access: Access;
	title: Text;
	summary: Text;
	objectives: { id: string; text: Text }[];
	sections: Section[];
	takeaways: Flow[];
	questions: Question[];
	cards: (Card | Cloze)[];
	glossary: GlossaryEntry[];
	sources: Source[];
}

export interface Section {
	id: string;
	access: Access;
	title: Text;
	blocks: Block[];
	sections?: Section[];
}

/** A text, and the blocks that stand below it. */
export interface Flow {
	text: Text;
	blocks?: Block[];
}

export interface Question {
	id: string;
	/** `single`: one option is right; `multiple`: one or more. */
	kind: "single" | "multiple";
	access: Access;
	objective?: string;
	difficulty?: 1 | 2 | 3 | 4 | 5;
	vignette?: Flow;
	stem: Flow;
	options: { correct: boolean; text: Text; feedback?: Text }[];
	explanation?: Flow;
}

export interface Card {
	id: string;
	kind: "card";
	access: Access;
	front: Flow;
	back: Flow;
}

/** A text with blanks. */
export interface Cloze {
	id: string;
	kind: "cloze";
	access: Access;
	text: Text;
}

export interface GlossaryEntry {
	id: string;
	access: Access;
	term: Text;
	definition: Flow;
}

export interface Source {
	id: string;
	text: Text;
	href?: string;
	doi?: string;
}

export type FoundItem =
	| { kind: "question"; lesson: Lesson; item: Question }
	| { kind: "card"; lesson: Lesson; item: Card | Cloze }
	| { kind: "glossary"; lesson: Lesson; item: GlossaryEntry };

/** Which block it is, is told by the member that it has: `if ("figure" in block) …` */
export type Block =
	| { p: Text }
	| { list: Flow[]; kind: "bullet" | "number" }
	| { callout: Text; kind: "pearl" | "warning" | "mnemonic" | "note"; blocks?: Block[] }
	| {
			/** The asset's name, for {@link Pack.asset}. */
			figure: string;
			id: string;
			alt: string;
			/** The language of `alt`, where it is not the lesson's. */
			lang?: string;
			caption?: Text;
			credit?: { text: Text; licence: string; href?: string };
	  }
	| { table: Cell[][]; id?: string; caption?: Text };

export interface Cell {
	text: Text;
	blocks?: Block[];
	/** It is a header cell, for its column or its row. */
	header?: "column" | "row";
	/** How many it covers. */
	columns?: number;
	rows?: number;
}

/** Strings are characters, never markup: make text nodes of them. Objects are inline elements.
 *
 * ```js
 * const toNodes = (text) => text.map((part) => {
 *   if (typeof part === "string") return document.createTextNode(part);
 *   const element = document.createElement("em" in part ? "em" : "strong" in part ? "strong" : "span");
 *   if (part.lang) element.lang = part.lang;
 *   element.append(...toNodes(Object.values(part).find(Array.isArray) ?? []));
 *   return element;
 * });
 * ```
 */
export type Text = (string | Inline)[];

export type Inline =
	| ((
			| { em: Text }
			| { strong: Text }
			| { term: Text }
			| { sub: Text }
			| { sup: Text }
			| { code: Text }
			| { abbr: Text; title: string }
			/** An http, https or mailto address. */
			| { link: Text; href: string }
			/** The id of a lesson, and of something in it; without `part`, all of it. */
			| { link: Text; to: string; part?: string }
			| { blank: Text; hint?: string }
			| { cite: string; at?: string }
	  ) & {
			/** The language of what is in it, if it is not that of the text around it. */
			lang?: string;
	  })
	| { span: Text; lang: string };
