/**
 * Shows parts of lessons as DOM elements: text and blocks, questions and cards; or as plain text.
 *
 * ```js
 * import { assetUrls, render } from "satchel/render";
 *
 * const lesson = await pack.lesson("lithium-monitoring");
 * const { url, revoke } = assetUrls(pack);
 * heading.replaceChildren(render(lesson.title));
 * article.replaceChildren(
 *   render(lesson.sections, {
 *     sources: lesson.sources,
 *     url,
 *     on: { link: (element, { to, part }) => to && element.setAttribute("href", `#/${to}/${part ?? ""}`) },
 *   }),
 * );
 * // When the lesson is no longer shown:
 * revoke();
 * ```
 */

import type { Block, Card, Flow, Inline, Lesson, Picture, Question, Section, Text } from "./lesson.js";

type Entry = Lesson["glossary"][number];
type Objective = NonNullable<Lesson["objectives"]>[number];
type Source = Lesson["sources"][number];

/** Parts of a lesson: a text, blocks, a text with blocks, sections, objectives, glossary entries, sources, or several of
 * them. */
export type Node = string | Inline | Block | Flow | Section | Objective | Entry | Source | readonly Node[];

/** Makes elements of a part of a lesson.
 *
 * Nothing in a pack can run or load anything: only elements and attributes of a closed list are made, text is set only as
 * text nodes, and only http and https addresses become links. All other links are `<a>` elements without an address until
 * your functions in `on` set it, and files are loaded only from the addresses that your function `url` returns. Parts whose meaning HTML does not express have a class,
 * such as `satchel-callout satchel-warning`, `satchel-term`, `satchel-cite`, `satchel-blank`, `satchel-title`,
 * `satchel-label` and `satchel-entry`.
 */
export function render(node: Node, options?: RenderOptions): DocumentFragment;

export interface RenderOptions {
	/** The document that makes the elements, of a browser or of any DOM library; by default the global one. It needs
	 * `createElement`, `createTextNode` and `createDocumentFragment`, and for formulas `createElementNS`; without it they are
	 * shown as words. */
	document?: Document;
	/** Your functions, by the type of the part. Each is called with the element of such a part, when it is complete, and
	 * with the part. `picture` gets each `<img>`, and the figure or, if it has several, the picture; `player` each `<audio>` and
	 * `<video>`, with its block; `option`, `choice`, `prompt`, `step`, `occlusion` and `shape` those parts of questions and
	 * cards. What is at an address (`href`) is not loaded: before you play it, compare its digest. */
	on?: Partial<RenderHooks>;
	/** The address of a file of the pack, or a promise of it, given its name: {@link assetUrls} makes such a function. It is
	 * called for pictures, audio, video, posters and captions, which are the tracks of a video. If it returns nothing, the
	 * element has no source until your functions in `on` set it, for instance to load films only when they are wanted. If
	 * the promise is rejected, the element gets an `error` event, as if its source could not be loaded. */
	url?: (name: string) => string | Promise<string> | undefined;
	/** The sources of the lesson: citations are then numbered in their order. */
	sources?: readonly { id: string }[];
	/** Precedes the ids of parts in those of their elements, `part-` by default. Use different ones for lessons on the same
	 * page. */
	prefix?: string;
	/** The level of the headings of the outermost sections, 2 by default. */
	level?: number;
	/** Whether to show the hint, or an ellipsis, instead of the answer in a blank of a cloze; a number hides the blanks with
	 * that number. */
	hide?: boolean | number | ((blank: Extract<Inline, { type: "blank" }>) => boolean);
}

/** Addresses of the files of a pack, for the option `url` of {@link render}. Each file is read once, when it is first asked
 * for. `revoke` frees all of them: call it when what shows them has been removed. Packs that a server offers unpacked need
 * no such addresses: `url: (name) => "/psychiatry/" + name`. */
export function assetUrls(
	pack: { asset(name: string, options?: { signal?: AbortSignal }): Promise<Blob> },
	options?: { signal?: AbortSignal },
): { url: (name: string) => Promise<string>; revoke: () => void };

/** Makes a form of a question of any kind. Its answer is hidden until you call {@link reveal}.
 *
 * ```js
 * const form = renderQuestion(question, { sources: lesson.sources, sets: lesson.sets, url });
 * form.append(button);
 * form.addEventListener("submit", () => {
 *   judge(question, new FormData(form));
 *   reveal(form);
 * });
 * ```
 *
 * The form is never sent. `FormData` has the answer under these names:
 *
 * | kind | names and values |
 * |---|---|
 * | `single` `multiple` | `option`, for each that is selected: its position in `options`, from 0 |
 * | `open` `numeric` | `answer`: what the learner wrote |
 * | `matching` | `prompt-0`, `prompt-1`, …: the id of the choice, or nothing |
 * | `ordering` | `step-0`, `step-1`, …: the position of that step of `steps`, from 1, or nothing |
 *
 * Classes for your style sheet: `satchel-question` and its kind, such as `satchel-single`; within it `satchel-vignette`,
 * `satchel-stem`, `satchel-options`, `satchel-option`, `satchel-choices`, `satchel-choice`, `satchel-prompts`,
 * `satchel-prompt`, `satchel-steps`, `satchel-step` and `satchel-unit`; and of the answer `satchel-mark`,
 * `satchel-feedback`, `satchel-answers`, `satchel-model-answer`, `satchel-value`, `satchel-match`, `satchel-order` and
 * `satchel-explanation`. Options also have `satchel-correct` or `satchel-wrong`: style these within `satchel-revealed`.
 */
export function renderQuestion(question: Question, options?: QuestionOptions): HTMLFormElement;

/** Makes an element of a card, a cloze or an occlusion. Its answer is hidden until you call {@link reveal}.
 *
 * ```js
 * for (const { id, number } of cardsOf(card)) if (isDue(id)) place.append(renderCard(card, { number, url }));
 * ```
 *
 * The picture of an occlusion is the `<image>` of an `<svg>`, under the shapes that hide its parts. Those that are asked
 * for have the class `satchel-asked`; with `hide` `all`, the others are `satchel-covered`, and remain when the answer is
 * revealed. Other classes are `satchel-card` and its kind, `satchel-front`, `satchel-back`, `satchel-extra`,
 * `satchel-blank`, `satchel-gap`, `satchel-masked`, `satchel-shape` and `satchel-answers`. The element of a card with a
 * number has that number in its id, as {@link cardsOf} has.
 */
export function renderCard(card: Card, options?: CardOptions): HTMLElement;

/** Shows the answer of what {@link renderQuestion} or {@link renderCard} made, or hides it again: all elements of the class
 * `satchel-answer`, in place of gaps and shapes. The element itself gets the class `satchel-revealed`. */
export function reveal(element: HTMLElement, shown?: boolean): void;

export interface QuestionOptions extends Omit<RenderOptions, "hide"> {
	/** The question sets of the lesson. The vignette of that of the question is then shown above it. */
	sets?: Lesson["sets"];
	/** Shuffles options, choices and steps: returns numbers from 0 to below 1, like `Math.random`, the default. With null,
	 * they are in the order of the pack, which is the right one of steps. */
	random?: (() => number) | null;
}

export interface CardOptions extends Omit<RenderOptions, "hide"> {
	/** The number of the card, if {@link cardsOf} gives one: what it does not ask for is shown. */
	number?: number;
}

export type RenderHooks = {
	[Type in (Inline | Block)["type"]]: (
		element: Type extends "math" ? MathMLElement : HTMLElement,
		part: Extract<Inline | Block, { type: Type }>,
	) => void;
} & {
	player: (element: HTMLMediaElement, part: Extract<Block, { type: "audio" | "video" }>) => void;
	picture: (element: HTMLImageElement, part: Omit<Picture, "caption">) => void;
	occlusion: (element: SVGSVGElement, card: Extract<Card, { kind: "occlusion" }>) => void;
	shape: (element: SVGElement, shape: Extract<Card, { kind: "occlusion" }>["shapes"][number]) => void;
	option: (element: HTMLElement, option: Extract<Question, { kind: "single" }>["options"][number]) => void;
	choice: (element: HTMLElement, choice: Extract<Question, { kind: "matching" }>["choices"][number]) => void;
	prompt: (element: HTMLElement, prompt: Extract<Question, { kind: "matching" }>["prompts"][number]) => void;
	step: (element: HTMLElement, step: Flow) => void;
};

/** The text of any part of a lesson, or of a whole one, for instance to read it aloud: a line for each paragraph, title,
 * list item and caption; cells of a row are separated by tabs. Pictures give their descriptions, citations nothing.
 *
 * ```js
 * speak(plainText(card.front));
 * speak(plainText(cloze.text, { blank: "…" }));             // without the answers
 * speak(plainText(cloze.text, { blank: "…", number: 2 }));  // without those of its second card
 * ```
 */
export function plainText(node: unknown, options?: { blank?: string; number?: number }): string;

/** The cards that learners see of a card of a lesson, by the ids under which their progress is stored: usually itself, but
 * one for each number of a cloze with numbered blanks, or of the shapes of an occlusion.
 *
 * ```js
 * for (const { id, number } of cardsOf(cloze)) if (isDue(id)) place.append(renderCard(cloze, { number }));
 * ```
 */
export function cardsOf(card: Card): { id: string; number?: number }[];
