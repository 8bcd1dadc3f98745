// Rendering parts of lessons as elements and as plain text, with a DOM that allows only what is documented.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { assetUrls, cardsOf, plainText, render, renderCard, renderQuestion } from "../../tools/web/satchel/render.js";
import { openPack } from "../../tools/web/satchel/satchel.js";
import { SCHEMAS } from "../../tools/web/satchel/schemas.js";
import { document } from "./dom.js";
import { pack as bytesOf } from "./packs.js";

const html = (node, options) => render(node, { document, ...options }).html;

test("inline elements become elements, and strings text", () => {
	const text = ["one ", { type: "strong", text: ["two ", { type: "em", text: ["three"], lang: "de" }] }, " < four"];
	assert.equal(html(text), 'one <strong>two <em lang="de">three</em></strong> &#60; four');
	assert.equal(html([{ type: "abbr", title: "a & b", text: ["ab"] }]), '<abbr title="a &#38; b">ab</abbr>');
	assert.equal(html([{ type: "term", text: ["t"] }]), '<span class="satchel-term">t</span>');
	assert.equal(html("plain"), "plain");
});

test("only http and https addresses become links", () => {
	const link = (more) => html([{ type: "link", text: ["x"], ...more }]);
	const web = (href) => `<a class="satchel-link" href="${href}" rel="noopener noreferrer">x</a>`;
	for (const href of ["https://example.org/?a=b#c", "HTTP://example.org"]) assert.equal(link({ href }), web(href));
	const others = ["mailto:a@example.org", "javascript:alert(1)", " https://a", "https:alert", "java\nscript:1", "//a", "#a", "data:,"];
	for (const href of [...others, "\u0000https://a", "https://a b", "https://", 7, null, { toString: () => "https://a" }]) {
		assert.equal(link({ href }), '<a class="satchel-link">x</a>', String(href));
	}
	assert.equal(link({ to: "other", part: "p" }), '<a class="satchel-link">x</a>');
});

test("the application completes links, pictures and other parts", () => {
	const seen = [];
	const on = {
		link: (element, { to, part }) => element.setAttribute("href", `#/${to}/${part}`),
		picture: (element, { asset }) => seen.push([element.tag, asset]),
		p: (element) => seen.push(["p", element.children.length]),
	};
	const blocks = [
		{ type: "p", text: [{ type: "link", to: "other", part: "p", text: ["x"] }] },
		{ type: "figure", id: "f-x", asset: "assets/0.png", alt: "Words" },
	];
	assert.match(html(blocks, { on }), /<p><a class="satchel-link" href="#\/other\/p">x<\/a><\/p>/);
	assert.deepEqual(seen, [["p", 1], ["img", "assets/0.png"]]);
});

const ASSET = (letter, kind) => `assets/${letter.repeat(16)}.${kind}`;
const GAIT = {
	type: "video",
	asset: ASSET("a", "mp4"),
	poster: ASSET("b", "png"),
	captions: [
		{ asset: ASSET("c", "vtt"), kind: "captions", lang: "de" },
		{ asset: ASSET("d", "vtt"), kind: "subtitles", lang: "not a language" },
	],
};

test("files come from the addresses that the application returns", async () => {
	const asked = [];
	const url = (name) => {
		asked.push(name);
		return name === GAIT.asset ? undefined : name === GAIT.poster ? "/poster" : Promise.resolve(`/${name[7]}`);
	};
	const made = render([GAIT, { type: "figure", asset: ASSET("e", "png"), alt: "E" }], { document, url });
	await Promise.resolve();
	assert.equal(
		made.html,
		'<figure class="satchel-video"><video controls="" preload="none" poster="/poster">' +
			'<track kind="captions" srclang="de" label="Deutsch" src="/c"></track>' +
			'<track kind="subtitles" srclang="not a language" src="/d"></track></video></figure>' +
			'<figure class="satchel-figure"><img alt="E" src="/e"></img></figure>',
	);
	assert.equal(asked.length, 5);
	for (const asset of ["javascript:alert(1)", "assets/../a.png", "extras/notes.txt", ASSET("g", "png"), 7, undefined]) {
		assert.equal(html({ type: "figure", asset }, { url: () => assert.fail(asset) }), html({ type: "figure" }));
	}
	const lost = render({ type: "figure", asset: ASSET("e", "png") }, { document, url: () => Promise.reject(new Error("gone")) });
	await new Promise((resolve) => setTimeout(resolve));
	assert.deepEqual(lost.all.flatMap(({ tag, events }) => events.map((event) => [tag, event])), [["img", "error"]]);
});

test("each file is read once, and its address revoked", async () => {
	let [read, fails] = [0, true];
	const pack = {
		asset: async (name) => {
			read++;
			if (name === "b" && fails) throw new Error("no connection");
			return new Blob([name]);
		},
	};
	const { url, revoke } = assetUrls(pack);
	const [one, same] = [url("a"), url("a")];
	assert.equal(await one, await same);
	assert.equal(await (await fetch(await one)).text(), "a");
	await assert.rejects(url("b"), /no connection/);
	fails = false;
	assert.match(await url("b"), /^blob:/);
	assert.equal(read, 3);
	const late = url("c");
	revoke();
	for (const address of [await one, await late]) await assert.rejects(fetch(address));
	assert.notEqual(await url("a"), await one);
});

test("citations are numbered in the order of the sources", () => {
	const cite = [{ type: "cite", source: "s-b", at: "p. 3" }];
	assert.equal(html(cite, { sources: [{ id: "s-a" }, { id: "s-b" }] }), '<sup class="satchel-cite">[2, p. 3]</sup>');
	assert.equal(html(cite), '<sup class="satchel-cite">[s-b, p. 3]</sup>');
});

/** A formula, with what a hostile program could add to it. */
const FORMULA = {
	type: "math",
	lang: "fr",
	text: ["x squared"],
	attributes: { display: "block", onclick: "alert(1)", href: "javascript:alert(1)", style: "x", dir: 7 },
	content: [
		{ type: "msup", content: [{ type: "mi", content: ["x"] }, { type: "mn", attributes: { href: "x" }, content: ["2"] }] },
		...[{ type: "annotation-xml", content: ["x"] }, { type: "script", content: ["x"] }, { type: "math", content: [] }, 7, null],
	],
};

test("a formula becomes MathML from a closed list, or its text", () => {
	const inner = "<msup><mi>x</mi><mn>2</mn></msup>";
	assert.equal(html([FORMULA]), `<math display="block" aria-label="x squared" lang="fr">${inner}</math>`);
	const { createElementNS: _, ...without } = document;
	assert.equal(html([FORMULA], { document: without }), '<span lang="fr">x squared</span>');
	assert.equal(plainText(["Take ", FORMULA, "."]), "Take x squared.");
});

test("blanks show their answers, hints or an ellipsis", () => {
	const cloze = ["It ", { type: "blank", text: ["raises"], hint: "up?" }, " ", { type: "blank", text: ["it"] }];
	const blank = (words) => `<span class="satchel-blank">${words}</span>`;
	assert.equal(html(cloze), `It ${blank("raises")} ${blank("it")}`);
	assert.equal(html(cloze, { hide: true }), `It ${blank("[up?]")} ${blank("[…]")}`);
	assert.equal(html(cloze, { hide: ({ hint }) => !hint }), `It ${blank("raises")} ${blank("[…]")}`);
	const two = ["It ", { type: "blank", n: 1, text: ["raises"] }, " ", { type: "em", text: [{ type: "blank", n: 3, text: ["it"] }] }];
	assert.equal(html(two, { hide: 3 }), `It ${blank("raises")} <em>${blank("[…]")}</em>`);
	assert.equal(html(two), `It ${blank("raises")} <em>${blank("it")}</em>`);
	assert.equal(html(cloze, { hide: false }), html(cloze));
	const ids = (card) => cardsOf(card).map(({ id }) => id);
	assert.deepEqual(ids({ id: "c-x", kind: "cloze", text: two }), ["c-x.1", "c-x.3"]);
	assert.deepEqual(ids({ id: "c-x", kind: "cloze", text: cloze }), ["c-x"]);
	const shapes = [2, 1, 2].map((n) => ({ type: "ellipse", n, text: ["A"], cx: 3 }));
	assert.deepEqual(ids({ id: "o-x", kind: "occlusion", shapes }), ["o-x.1", "o-x.2"]);
	assert.deepEqual(cardsOf({ id: "c-x", kind: "cloze", text: [two, two] })[1], { id: "c-x.3", number: 3 });
});

test("blocks become lists, figures, tables and asides", () => {
	const p = (text) => ({ type: "p", text: [text] });
	const list = { type: "list", kind: "letter", start: 3, items: [{ text: ["a"] }, { text: ["b"], blocks: [p("c")] }] };
	assert.equal(html(list), '<ol start="3" type="a"><li>a</li><li><p>b</p><p>c</p></li></ol>');
	const callout = { type: "callout", kind: "warning", title: ["T"], text: ["a"], blocks: [p("b")] };
	assert.equal(
		html(callout),
		'<aside class="satchel-callout satchel-warning"><p class="satchel-title">T</p><p>a</p><p>b</p></aside>',
	);
	const credit = { text: ["N"], licence: "CC0-1.0", href: "https://example.org/" };
	const figure = { type: "figure", id: "f-x", asset: "assets/0.png", width: 4, height: "3\" onload=x", alt: "A", lang: "fr", caption: ["C"], credit };
	assert.equal(
		html(figure),
		'<figure id="part-f-x" class="satchel-figure"><img alt="A" lang="fr" width="4"></img><figcaption><p>C</p>' +
			'<p class="satchel-credit"><a href="https://example.org/" rel="noopener noreferrer">N (CC0-1.0)</a></p>' +
			"</figcaption></figure>",
	);
	const labelled = { ...figure, label: "Figure 2", lang: undefined, credit: undefined };
	assert.equal(
		html(labelled),
		'<figure id="part-f-x" class="satchel-figure"><img alt="A" width="4"></img><figcaption>' +
			'<span class="satchel-label">Figure 2</span><p>C</p></figcaption></figure>',
	);
	const size = { width: 8, height: 6 };
	const pictures = [{ asset: "assets/0.png", ...size, alt: "A", caption: ["left"] }, { asset: "assets/1.png", ...size, alt: "B" }];
	assert.equal(
		html({ type: "figure", id: "f-y", pictures }),
		'<figure id="part-f-y" class="satchel-figure"><figure class="satchel-picture"><img alt="A" width="8" height="6"></img>' +
			'<figcaption><p>left</p></figcaption></figure>' +
			'<figure class="satchel-picture"><img alt="B" width="8" height="6"></img></figure></figure>',
	);
	const video = { type: "video", id: "v-x", label: "Video 1", asset: "assets/0.mp4", ...size, length: 3, lang: "fr", caption: ["C"], transcript: { text: ["T"] } };
	assert.equal(
		html(video),
		'<figure id="part-v-x" class="satchel-video"><video controls="" preload="none" lang="fr" width="8" height="6"></video>' +
			'<figcaption><span class="satchel-label">Video 1</span><p>C</p></figcaption><aside class="satchel-transcript"><p>T</p></aside></figure>',
	);
	const cells = [[{ text: ["h"], header: "column", columns: 2 }], [{ text: ["r"], header: "row" }, { text: [], blocks: [p("d")] }]];
	assert.equal(
		html({ type: "table", caption: ["C"], rows: cells }),
		'<table class="satchel-table"><caption>C</caption><tbody><tr><th scope="col" colspan="2">h</th></tr>' +
			'<tr><th scope="row">r</th><td><p>d</p></td></tr></tbody></table>',
	);
	const above = '<caption><span class="satchel-label">Table 1</span> C</caption>';
	assert.equal(
		html({ type: "table", label: "Table 1", caption: ["C"] }),
		`<table class="satchel-table">${above}<tbody></tbody></table>`,
	);
});

const flow = (...text) => ({ text });
const FIXED = { document, random: null };
const question = (kind, more) => ({ id: "q-x", kind, access: "free", stem: flow("Which?"), ...more });
const asked = (one, options) => renderQuestion(one, { ...FIXED, ...options }).html;
const form = (kind, inner) =>
	`<form id="part-q-x" class="satchel-question satchel-${kind}" method="dialog">` +
	`<div class="satchel-stem" id="part-q-x.stem"><p>Which?</p></div>${inner}</form>`;
const LABELLED = 'aria-labelledby="part-q-x.stem"';
const HIDDEN = (name) => `class="satchel-${name} satchel-answer" hidden=""`;

const SINGLE = question("single", {
	options: [{ correct: true, text: ["A"], feedback: flow("Yes") }, { correct: false, text: ["B"] }],
	explanation: flow("So."),
});
const MATCHING = question("matching", {
	choices: [{ id: "salt", text: ["A ", { type: "em", text: ["salt"] }] }, { id: "metal", text: ["A metal"] }],
	prompts: [{ text: ["Lithium"], choice: "metal" }],
});
const ORDERING = question("ordering", { steps: [flow("one"), flow("two")] });

test("a question is a form with a hidden answer", () => {
	const option = (mark, type, at, text, more = "") =>
		`<div class="satchel-option satchel-${mark === "✓" ? "correct" : "wrong"}"><label><input type="${type}" name="option" value="${at}"></input>` +
		` <span>${text}</span></label><span ${HIDDEN("mark")}> ${mark}</span>${more}</div>`;
	const feedback = `<div ${HIDDEN("feedback")}><p>Yes</p></div>`;
	const options = (role, type) =>
		`<div class="satchel-options" role="${role}" ${LABELLED}>${option("✓", type, 0, "A", feedback)}${option("✗", type, 1, "B")}</div>` +
		`<div ${HIDDEN("explanation")}><p>So.</p></div>`;
	assert.equal(asked(SINGLE), form("single", options("radiogroup", "radio")));
	assert.equal(asked({ ...SINGLE, kind: "multiple" }), form("multiple", options("group", "checkbox")));
	const line = `<input type="text" autocomplete="off" name="answer" ${LABELLED}></input>`;
	const model = `<div ${HIDDEN("model-answer")}><p>M</p></div>`;
	assert.equal(
		asked(question("open", { answers: [flow("Na")], modelAnswer: flow("M") })),
		form("open", `${line}<ul ${HIDDEN("answers")}><li>Na</li></ul>${model}`),
	);
	const written = form("open", `<textarea name="answer" ${LABELLED}></textarea>${model}`);
	assert.equal(asked(question("open", { answers: [], modelAnswer: flow("M") })), written);
	const number = (unit, words) =>
		form("numeric", `<input type="text" inputmode="decimal" name="answer" autocomplete="off" ${LABELLED}></input>${unit}<p ${HIDDEN("value")}>${words}</p>`);
	const unit = ' <span class="satchel-unit">mmol/L</span>';
	assert.equal(asked(question("numeric", { value: "0.7", min: "0.6", max: "0.8", unit: "mmol/L" })), number(unit, "0.7 (0.6 – 0.8) mmol/L"));
	assert.equal(asked(question("numeric", { value: "12", min: "12", max: "12" })), number("", "12"));
	assert.equal(asked(question("numeric", { min: "-1", max: "2" })), number("", "-1 – 2"));
	const select = (name, ...values) =>
		`<select name="${name}"><option value="">–</option>${values.map(([value, words]) => `<option value="${value}">${words}</option>`).join("")}</select>`;
	const salt = "A <em>salt</em>";
	assert.equal(
		asked(MATCHING),
		form("matching",
			`<ol class="satchel-choices" type="A"><li class="satchel-choice">${salt}</li><li class="satchel-choice">A metal</li></ol>` +
				`<div class="satchel-prompts" role="group" ${LABELLED}><div class="satchel-prompt"><label>` +
				`${select("prompt-0", ["salt", "A. A salt"], ["metal", "B. A metal"])} <span>Lithium</span></label>` +
				`<div ${HIDDEN("match")}>A metal</div></div></div>`),
	);
	const step = (i, words) => `<div class="satchel-step"><label>${select(`step-${i}`, ["1", "1"], ["2", "2"])} <span>${words}</span></label></div>`;
	assert.equal(
		asked(ORDERING),
		form("ordering", `<div class="satchel-steps" role="group" ${LABELLED}>${step(0, "one")}${step(1, "two")}</div><ol ${HIDDEN("order")}><li>one</li><li>two</li></ol>`),
	);
	assert.equal(asked(question("of-tomorrow")), form("unknown", ""));
});

test("a question is shown with its vignettes", () => {
	const sets = [{ id: "set-a", vignette: flow("Another") }, { id: "set-b", vignette: flow("Shared") }];
	const made = asked(question("numeric", { set: "set-b", vignette: flow("Own"), min: "1", max: "1" }), { sets });
	const vignette = (words) => `<div class="satchel-vignette"><p>${words}</p></div>`;
	assert.ok(made.includes(`method="dialog">${vignette("Shared")}${vignette("Own")}<div class="satchel-stem"`), made);
	assert.ok(!asked(question("numeric", { min: "1", max: "1" }), { sets }).includes("Shared"));
});

test("options, choices and steps are shuffled unless their order carries meaning", () => {
	const many = Array.from({ length: 8 }, (_, i) => ({ text: [String(i)], id: `c-${i}`, correct: i === 0 }));
	let seed = 1;
	const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
	const orderOf = (one, tag, attribute) =>
		renderQuestion(one, { document, random }).all.filter((node) => node.tag === tag && node.attributes[attribute]).map((node) => node.attributes[attribute]).join(" ");
	const right = many.map((_, i) => i).join(" ");
	const shuffled = orderOf({ ...SINGLE, options: many }, "input", "value");
	assert.notEqual(shuffled, right);
	assert.equal(shuffled.split(" ").sort().join(" "), right);
	assert.equal(orderOf({ ...SINGLE, options: many, shuffle: false }, "input", "value"), right);
	const steps = orderOf({ ...ORDERING, steps: many }, "select", "name");
	assert.notEqual(steps, many.map((_, i) => `step-${i}`).join(" "));
	const choices = { ...MATCHING, choices: many };
	assert.notEqual(orderOf(choices, "option", "value"), many.map(({ id }) => id).join(" "));
	assert.equal(orderOf({ ...choices, shuffle: false }, "option", "value"), many.map(({ id }) => id).join(" "));
});

test("a card has a front, and hidden what answers it", () => {
	const card = { id: "c-x", kind: "card", front: flow("F"), back: flow("B"), extra: flow("E") };
	const make = (inner, kind, id = "c-x") => `<div id="part-${id}" class="satchel-card satchel-${kind}">${inner}</div>`;
	const front = (inner) => `<div class="satchel-front">${inner}</div>`;
	const extra = `<div ${HIDDEN("extra")}><p>E</p></div>`;
	assert.equal(renderCard(card, { document }).html, make(`${front("<p>F</p>")}<div ${HIDDEN("back")}><p>B</p></div>${extra}`, "card"));
	const text = ["It ", { type: "blank", n: 1, text: ["raises"], hint: "up?" }, " ", { type: "blank", n: 2, text: ["it"] }];
	const cloze = { id: "c-x", kind: "cloze", text, extra: flow("E") };
	const blank = (inner) => `<span class="satchel-blank">${inner}</span>`;
	const gap = (hint, answer) => blank(`<span class="satchel-gap">[${hint}]</span><span class="satchel-answer" hidden="">${answer}</span>`);
	const shown = (number) => renderCard(cloze, { document, number }).html;
	assert.equal(shown(1), make(`${front(`<p>It ${gap("up?", "raises")} ${blank("it")}</p>`)}${extra}`, "cloze", "c-x.1"));
	assert.equal(shown(undefined), make(`${front(`<p>It ${gap("up?", "raises")} ${gap("…", "it")}</p>`)}${extra}`, "cloze"));
	assert.equal(renderCard({ id: "c-x", kind: "of-tomorrow" }, { document }).html, make("", "unknown"));
});

const OCCLUSION = {
	id: "o-x", kind: "occlusion", front: flow("F"), asset: ASSET("a", "png"), width: 400, height: 200, alt: "A heart",
	shapes: [
		{ type: "rectangle", n: 1, x: 0, y: 1050, width: 2000, height: 10000, text: ["Left"] },
		{ type: "ellipse", n: 2, cx: 10000, cy: 0, rx: 1, ry: 500, text: ["Right"] },
		{ type: "polygon", n: 2, points: [[0, 0], [5000, 10000], [10000, 333]], text: ["Right"] },
		{ type: "circle-of-tomorrow", n: 2, text: ["Right"] },
	],
	credit: { text: ["Me"], licence: "CC0-1.0" },
};

test("an occlusion is a picture under the shapes that hide its parts", () => {
	const url = (name) => `/files/${name}`;
	const shown = (options, more) => renderCard({ ...OCCLUSION, ...more }, { document, url, ...options }).html;
	const shapes = (one, two) =>
		[one && `<rect class="satchel-shape satchel-${one}" x="0" width="80" y="21" height="200"></rect>`,
			two && `<ellipse class="satchel-shape satchel-${two}" cx="400" rx="0.04" cy="0" ry="10"></ellipse>`,
			two && `<polygon class="satchel-shape satchel-${two}" points="0,0 200,200 400,6.66"></polygon>`].filter(Boolean).join("");
	const picture = (inside) =>
		'<figure class="satchel-occlusion"><svg class="satchel-masked" role="img" aria-label="A heart" viewBox="0 0 400 200" width="400" height="200">' +
		`<image width="400" height="200" href="/files/${OCCLUSION.asset}"></image>${inside}</svg>` +
		'<figcaption><p class="satchel-credit">Me (CC0-1.0)</p></figcaption></figure>';
	const whole = (inside, id, ...answers) =>
		`<div id="part-${id}" class="satchel-card satchel-occlusion"><div class="satchel-front"><p>F</p></div>${picture(inside)}` +
		`<ul ${HIDDEN("answers")}>${answers.map((answer) => `<li>${answer}</li>`).join("")}</ul></div>`;
	const plain = (made) => made.replace(/ fill="#[0-9a-f]{6}"/g, "");
	assert.equal(plain(shown({ number: 1 })), whole(shapes("asked"), "o-x.1", "Left"));
	assert.equal(plain(shown({ number: 2 }, { hide: "all" })), whole(shapes("covered", "asked"), "o-x.2", "Right"));
	assert.equal(plain(shown()), whole(shapes("asked", "asked"), "o-x", "Left", "Right"));
	assert.equal(new Set(shown({ number: 2 }, { hide: "all" }).match(/#[0-9a-f]{6}/g)).size, 2, "what is asked for has another colour");
	const { createElementNS: _, ...without } = document;
	const words = renderCard(OCCLUSION, { document: without, url }).html;
	assert.ok(words.includes("<p>A heart</p>") && !words.includes("/files/"), "without shapes, no picture");
});

test("the application gets the parts of questions and cards", () => {
	const seen = [];
	const names = ["option", "choice", "prompt", "step", "occlusion", "shape"];
	const on = Object.fromEntries(names.map((name) => [name, (element, part) => seen.push(`${name} ${element.tag} ${part.n ?? ""}`.trim())]));
	for (const one of [SINGLE, MATCHING, ORDERING]) renderQuestion(one, { ...FIXED, on });
	renderCard(OCCLUSION, { document, on, number: 2 });
	const options = ["option div", "option div", "choice li", "choice li", "prompt div", "step div", "step div"];
	assert.deepEqual(seen, [...options, "shape ellipse 2", "shape polygon 2", "occlusion svg"]);
});

test("sections have headings and prefixed ids", () => {
	const section = (id, more) => ({ id, access: "free", title: [id], blocks: [], ...more });
	const nested = section("a", { sections: [section("b", { sections: [section("c")] })] });
	const inner = '<section id="x-c"><h4>c</h4></section>';
	const made = `<section id="x-a"><h2>a</h2><section id="x-b"><h3>b</h3>${inner}</section></section>`;
	assert.equal(html([nested], { prefix: "x-" }), made);
});

test("objectives, glossary entries and sources are rendered with their ids", () => {
	assert.equal(html([{ id: "o-a", text: ["Do ", { type: "em", text: ["it"] }] }]), '<p id="part-o-a">Do <em>it</em></p>');
	const entry = { id: "e-a", term: ["T"], synonyms: [["S"]], abbreviations: [["A"]], definition: { text: ["D"], blocks: [{ type: "p", text: ["E"] }] } };
	assert.equal(html([entry]), '<div id="part-e-a" class="satchel-entry"><p class="satchel-title">T, S, A</p><p>D</p><p>E</p></div>');
	const source = (members) => html([{ id: "s-a", text: ["X"], ...members }]);
	const linked = (href) => `<p id="part-s-a"><a href="${href}" rel="noopener noreferrer">X</a></p>`;
	assert.equal(source({}), '<p id="part-s-a">X</p>');
	assert.equal(source({ href: "https://example.org/a" }), linked("https://example.org/a"));
	assert.equal(source({ doi: "10.1000/(SICI)1<2::AID>3" }), linked("https://doi.org/10.1000/(SICI)1%3C2::AID%3E3"));
	assert.equal(source({ href: "javascript:alert(1)" }), '<p id="part-s-a">X</p>');
});

test("each element has an id of its own", async () => {
	for (const name of ["all-blocks", "recordings", "question-kinds"]) {
		const pack = await openPack(bytesOf(name));
		for await (const { id } of pack) {
			const lesson = await pack.lesson(id);
			const made = [lesson.objectives, lesson.sections, lesson.glossary, lesson.sources].map((part) => render(part, { document }));
			for (const one of lesson.questions) made.push(renderQuestion(one, { document, sets: lesson.sets }));
			for (const card of lesson.cards) for (const { number } of cardsOf(card)) made.push(renderCard(card, { document, number }));
			const ids = made.flatMap(({ all }) => all.map(({ attributes }) => attributes.id)).filter(Boolean);
			assert.deepEqual(ids.filter((one, at) => ids.indexOf(one) !== at), [], id);
		}
	}
});

test("each type of the schema is rendered with its text, and every lesson of the vectors", async () => {
	const { block, element } = SCHEMAS.lesson.$defs;
	for (const type of [...block.properties.type.enum, ...element.properties.type.enum]) {
		assert.ok(html({ type, text: ["words"], source: "words", caption: ["words"], items: [{ text: ["words"] }] }).includes("words"), type);
	}
	for (const name of ["all-blocks", "three-lessons", "pictures", "recordings", "question-kinds"]) {
		const pack = await openPack(bytesOf(name));
		for await (const { id } of pack) {
			const lesson = await pack.lesson(id);
			const { all } = render([lesson.sections, lesson.takeaways], { document, sources: lesson.sources });
			assert.ok(all.length > 1, id);
			for (const one of lesson.questions) assert.ok(renderQuestion(one, { document, sets: lesson.sets }).all.length > 5, one.id);
			for (const card of lesson.cards) {
				for (const { number } of cardsOf(card)) assert.ok(renderCard(card, { document, number }).all.length > 3, card.id);
			}
			assert.ok(plainText(lesson).includes(plainText(lesson.title)));
		}
	}
});

/** Values that a hostile program could make, in place of each member. */
const HOSTILE = [
	"<img src=x onerror=alert(1)>", "\"><script>alert(1)</script>", "javascript:alert(1)", "__proto__", "constructor",
	"script", "onclick", 7, -1, null, true, [], {}, [["<b>"]], { type: "script", text: ["alert(1)"] },
	{ type: "__proto__", text: ["x"] }, { type: "constructor" }, { type: "toString", text: [{ type: "em" }] },
	{ type: ["em"], text: ["x"] }, { text: "x" }, { type: "p", text: "<script>" }, JSON.parse('{"__proto__":{"type":"p"}}'),
];

test("hostile parts make nothing that is not listed", async () => {
	const lesson = await (await openPack(bytesOf("all-blocks"))).lesson("blocks");
	let tried = 0;
	const attempt = (root) => {
		tried++;
		try {
			if (root?.stem) renderQuestion(root, { document, sets: lesson.sets });
			else if (root?.access) renderCard(root, { document, number: 1 });
			else render(root, { document, sources: lesson.sources });
		} catch (error) {
			// A part with a member of another type may be refused, but never by the document.
			assert.ok(error instanceof TypeError, error.stack);
		}
	};
	const visit = (root, object) => {
		for (const key of Object.keys(object)) {
			const kept = object[key];
			for (const value of HOSTILE) {
				object[key] = value;
				attempt(root);
			}
			object[key] = kept;
			if (typeof kept === "object" && kept !== null) visit(root, kept);
		}
	};
	const questions = [SINGLE, MATCHING, ORDERING, question("open", { answers: [flow("Na")] }), question("numeric", { min: "1", max: "2" })];
	const cards = [{ ...OCCLUSION, access: "free", hide: "all" }, ...lesson.cards];
	for (const part of [FORMULA, ...lesson.sections[0].blocks, ...questions, ...cards]) visit(part, part);
	for (const value of HOSTILE) attempt(value);
	assert.ok(tried > 1000, String(tried));
});

test("deeply nested text is rendered", () => {
	let text = ["x"];
	for (let depth = 0; depth < 120; depth++) text = [{ type: "em", text }];
	assert.equal(html(text).length, 1 + 120 * "<em></em>".length);
	assert.equal(plainText(text), "x");
});

test("a document is required", () => {
	assert.throws(() => render(["x"]), TypeError);
	assert.throws(() => render(["x"], { document: {} }), TypeError);
});

test("plain text is that of the C reader", () => {
	const lines = readFileSync(new URL("../packs/plain.txt", import.meta.url), "utf8").trimEnd().split("\n");
	let [tried, blank, number] = [0];
	for (let at = 0; at < lines.length; at++) {
		if (lines[at].startsWith("#")) continue;
		const [, words, which] = /^blank(?: (\d+))?: (.*)$/.exec(lines[at]) ?? [];
		if (which !== undefined) {
			[blank, number] = [which, words && Number(words)];
			continue;
		}
		assert.equal(plainText(JSON.parse(lines[at]), { blank, number }), JSON.parse(lines[++at])[0], lines[at - 1]);
		[blank, number] = [];
		tried++;
	}
	assert.ok(tried > 15);
	assert.equal(plainText(undefined), "");
});
