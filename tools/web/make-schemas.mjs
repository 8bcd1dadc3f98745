#!/usr/bin/env node
// Writes tools/web/schemas.js from schema/*.schema.json: what they ask for, without what they explain. Run it after each
// change of a schema; a test holds the two against each other.
//
//	node tools/web/make-schemas.mjs [FILE]

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const NAMES = ["manifest", "index", "lesson", "search", "latest", "progress"];
const EXPLAIN = ["$schema", "$id", "title", "description"];
/** Their values are objects whose members are named by a document, not by JSON Schema. */
const NAMED = ["properties", "dependentSchemas", "$defs"];

function stripped(value) {
	if (Array.isArray(value)) return value.map(stripped);
	if (typeof value !== "object" || value === null) return value;
	const kept = Object.entries(value).filter(([name]) => !EXPLAIN.includes(name));
	return Object.fromEntries(kept.map(([name, one]) => [name, NAMED.includes(name) ? each(one) : stripped(one)]));
}

const each = (named) => Object.fromEntries(Object.entries(named).map(([name, one]) => [name, stripped(one)]));

const lines = NAMES.map((name) => {
	const path = new URL(`../../schema/${name}.schema.json`, import.meta.url);
	return `\t${name}: ${JSON.stringify(stripped(JSON.parse(readFileSync(path, "utf8"))))},\n`;
});
const text = `// Made by tools/web/make-schemas.mjs from schema/*.schema.json; not to be edited.

export const SCHEMAS = {
${lines.join("")}};
`;
writeFileSync(process.argv[2] ?? fileURLToPath(new URL("schemas.js", import.meta.url)), text);
