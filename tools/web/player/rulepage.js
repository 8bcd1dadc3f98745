// Shows the page of a rule: the few forms of Markdown that those pages use.

import { make } from "./dom.js";

const INLINE = /`([^`]+)`|\[([^\]]*)\]\((https?:[^)\s]+)\)/g;

function inline(text) {
	const parts = [];
	let end = 0;
	for (const match of text.matchAll(INLINE)) {
		const [whole, code, words, href] = match;
		parts.push(text.slice(end, match.index));
		parts.push(code ? make("code", {}, code) : make("a", { href, rel: "noopener noreferrer", target: "_blank" }, words));
		end = match.index + whole.length;
	}
	return [...parts, text.slice(end)];
}

function block(lines) {
	const text = lines.join("\n");
	if (text.startsWith("```")) return make("pre", { tabindex: 0 }, lines.slice(1, -1).join("\n"));
	const [, marks, heading] = /^(#+) (.*)$/.exec(text) ?? [];
	if (marks) return make("p", { class: "rule-heading" }, inline(heading));
	if (/^[-*] /.test(text)) return make("ul", {}, text.split(/\n(?=[-*] )/).map((item) => make("li", {}, inline(item.slice(2)))));
	return make("p", {}, inline(text));
}

/** The lines of each block. Blank lines separate them, except in code. */
function blocks(markdown) {
	const all = [];
	let lines = [];
	let code = false;
	const end = () => {
		if (lines.length) all.push(lines);
		lines = [];
	};
	for (const line of markdown.split("\n")) {
		const fence = line.startsWith("```");
		if (!code && (fence || line.trim() === "")) end();
		if (code || line.trim() !== "") lines.push(line);
		if (fence && code) end();
		if (fence) code = !code;
	}
	end();
	return all;
}

export function rulePage(markdown) {
	return make("div", {}, blocks(markdown).map(block));
}
