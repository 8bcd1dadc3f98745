// Rendering parts of lessons as elements and as plain text, with a DOM that allows only what is documented.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { assetUrls, cardsOf, plainText, render } from "../../tools/web/render.js";
import { openPack } from "../../tools/web/satchel.js";
import { SCHEMAS } from "../../tools/web/schemas.js";
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

const ASSET = (letter, kind) => `assets/${letter.repeat(32)}.${kind}`;
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

test("sections have headings and prefixed ids", () => {
	const section = (id, more) => ({ id, access: "free", title: [id], blocks: [], ...more });
	const nested = section("a", { sections: [section("b", { sections: [section("c")] })] });
	const inner = '<section id="x-c"><h4>c</h4></section>';
	const made = `<section id="x-a"><h2>a</h2><section id="x-b"><h3>b</h3>${inner}</section></section>`;
	assert.equal(html([nested], { prefix: "x-" }), made);
});

test("each type of the schema is rendered with its text, and every lesson of the vectors", async () => {
	const { block, element } = SCHEMAS.lesson.$defs;
	for (const type of [...block.properties.type.enum, ...element.properties.type.enum]) {
		assert.ok(html({ type, text: ["words"], source: "words", caption: ["words"], items: [{ text: ["words"] }] }).includes("words"), type);
	}
	for (const name of ["all-blocks", "three-lessons", "pictures", "recordings"]) {
		const pack = await openPack(bytesOf(name));
		for await (const { id } of pack) {
			const lesson = await pack.lesson(id);
			const { all } = render([lesson.sections, lesson.takeaways], { document, sources: lesson.sources });
			assert.ok(all.length > 1, id);
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
			render(root, { document, sources: lesson.sources });
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
	for (const part of [FORMULA, ...lesson.sections[0].blocks, ...lesson.cards.map((card) => card.text ?? card.front)]) visit(part, part);
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
