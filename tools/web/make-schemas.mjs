#!/usr/bin/env node
// Writes tools/web/satchel/schemas.js, the schemas without their descriptions, and tools/web/satchel/lesson.d.ts, the types of a lesson,
// from schema/*.schema.json. Run it after each change of a schema; a test compares the files.
//
//	node tools/web/make-schemas.mjs [FOLDER]

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const NAMES = ["manifest", "index", "lesson", "search", "latest", "progress"];
const EXPLAIN = ["$schema", "$id", "title", "description"];
/** Their values are objects whose members are named by a document, not by JSON Schema. */
const NAMED = ["properties", "dependentSchemas", "$defs"];
/** The types of a lesson, by their definitions in the schema. Other definitions have no name in the types. */
const TYPES = {
	section: "Section",
	flow: "Flow",
	question: "Question",
	card: "Card",
	shape: "Shape",
	block: "Block",
	picture: "Picture",
	credit: "Credit",
	cell: "Cell",
	text: "Text",
	clozeInline: "Inline",
	access: "Access",
	mathElement: "MathElement",
	mathAttributes: "MathAttributes",
};
/** Definitions that differ only in ways that types do not show. */
const SAME = { section2: "section", section3: "section", cloze: "text", inline: "clozeInline" };

const schemas = Object.fromEntries(
	NAMES.map((name) => {
		const path = new URL(`../../schema/${name}.schema.json`, import.meta.url);
		return [name, JSON.parse(readFileSync(path, "utf8"))];
	}),
);
const defs = schemas.lesson.$defs;

function stripped(value) {
	if (Array.isArray(value)) return value.map(stripped);
	if (typeof value !== "object" || value === null) return value;
	const kept = Object.entries(value).filter(([name]) => !EXPLAIN.includes(name));
	return Object.fromEntries(kept.map(([name, one]) => [name, NAMED.includes(name) ? each(one) : stripped(one)]));
}

const each = (named) => Object.fromEntries(Object.entries(named).map(([name, one]) => [name, stripped(one)]));

const nameOf = (schema) => schema.$ref?.slice("#/$defs/".length);

const referred = (schema) => defs[nameOf(schema)] ?? {};

function merged(a, b) {
	return {
		...a,
		...b,
		properties: { ...a.properties, ...b.properties },
		required: [...(a.required ?? []), ...(b.required ?? [])],
		allOf: [...(a.allOf ?? []), ...(b.allOf ?? [])],
	};
}

/** The alternatives that an object has, each with `properties` and `required`. */
function shapes(schema) {
	const { if: condition, then, else: otherwise, oneOf, allOf = [], dependentSchemas, ...own } = schema;
	if (schema.$ref) return shapes({ ...merged(referred(schema), schema), $ref: referred(schema).$ref });
	const branches = otherwise ? [{ if: condition, then, else: otherwise }, ...allOf] : allOf;
	if (branches.length) return kinds(own, branches);
	if (!oneOf) return [own];
	const choices = oneOf.map(({ required }) => required);
	return choices.flatMap((names) => {
		const absent = choices.flat().filter((other) => !names.includes(other));
		const needs = (key) => dependentSchemas?.[key]?.required ?? [];
		const kept = Object.entries(own.properties ?? {}).filter(
			([key]) => !absent.includes(key) && !needs(key).some((other) => absent.includes(other)),
		);
		const common = { properties: Object.fromEntries(kept), required: [...(own.required ?? []), ...names] };
		return shapes(merged(common, dependentSchemas?.[names[0]] ?? {}));
	});
}

/** The shapes of an object of which `branches` say which members it has with which value of one member. Values with the
 * same members are one shape. */
function kinds(own, branches) {
	const [name] = Object.keys(branches[0].if.properties);
	const groups = new Map();
	for (const value of own.properties[name].enum) {
		const applies = ({ const: one, enum: some = [one] }) => some.includes(value);
		const parts = branches.map((branch) => (applies(branch.if.properties[name]) ? branch.then : branch.else) ?? {});
		const key = JSON.stringify(parts);
		if (!groups.has(key)) groups.set(key, { values: [], parts });
		groups.get(key).values.push(value);
	}
	return [...groups.values()].flatMap(({ values, parts }) =>
		shapes(parts.reduce(merged, merged(own, { properties: { [name]: { enum: values } } }))),
	);
}

const known = (schema) => TYPES[SAME[nameOf(schema)] ?? nameOf(schema)];

function comment(schema, indent) {
	const text = schema.description ?? (known(schema) ? undefined : referred(schema).description);
	return text ? `${indent}/** ${text} */\n` : "";
}

function object({ properties, required = [] }, indent) {
	const first = (a, b) => required.includes(b[0]) - required.includes(a[0]);
	const members = Object.entries(properties).sort(first).map(([name, value]) => {
		const inner = `${indent}\t`;
		return `${comment(value, inner)}${inner}${name}${required.includes(name) ? "" : "?"}: ${type(value, inner)};\n`;
	});
	return `{\n${members.join("")}${indent}}`;
}

const union = (words) => words.join(" | ");

function type(schema, indent) {
	return known(schema) ?? (schema.$ref && !schema.properties ? type(referred(schema), indent) : written(schema, indent));
}

/** A type without its name. */
function written(schema, indent) {
	if ("const" in schema) return JSON.stringify(schema.const);
	if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
	if (schema.type === "integer") return "number";
	if (schema.type === "array") {
		const items = schema.items?.else ? `string | ${type(schema.items.else, indent)}` : type(schema.items, indent);
		return items.includes(" | ") ? `(${items})[]` : `${items}[]`;
	}
	if (schema.type !== "object" && !schema.$ref) return schema.type;
	return union(shapes(schema).map((shape) => object(shape, indent)));
}

/** The definitions of strings that are shown or read aloud, and of texts. */
const SPOKEN = ["spoken", "label"];
const SAYING = new Set(["text", "cloze", ...SPOKEN]);

const refersTo = (schema, names) =>
	[...JSON.stringify(schema).matchAll(/"\$ref":"#\/\$defs\/(\w+)"/g)].some(([, name]) => names.has(name));

/** The definitions that contain texts, at whatever depth. */
function holders() {
	const found = new Set(SAYING);
	for (let before = 0; before !== found.size; ) {
		before = found.size;
		for (const [name, schema] of Object.entries(defs)) if (refersTo(schema, found)) found.add(name);
	}
	return found;
}

/** The names of the members, in the whole schema, whose values refer to one of the definitions. */
function membersWith(names, schema = schemas.lesson) {
	if (typeof schema !== "object" || schema === null) return [];
	const own = Object.entries(schema.properties ?? {}).filter(([, one]) => refersTo(one, names));
	const below = Object.values(schema).flatMap((one) => membersWith(names, one));
	return [...new Set([...own.map(([name]) => name), ...below])].sort();
}

const lists = {
	INLINE_TYPES: defs.element.properties.type.enum,
	TEXT_MEMBERS: membersWith(holders()),
	SPOKEN_MEMBERS: membersWith(new Set(SPOKEN)),
	MATH_ELEMENTS: defs.mathElement.properties.type.enum,
	MATH_ATTRIBUTES: Object.keys(defs.mathAttributes.properties),
};

const heading = (make) => `// Generated by ${make} from schema/*.schema.json. Do not edit.\n`;
const rows = NAMES.map((name) => `\t${name}: ${JSON.stringify(stripped(schemas[name]))},\n`);
const types = Object.entries({ ...TYPES, lesson: "Lesson" }).map(([name, title]) => {
	const schema = defs[name] ?? schemas.lesson;
	return `\n${comment(schema, "")}export type ${title} = ${written(schema, "")};\n`;
});
const folder = process.argv[2] ?? fileURLToPath(new URL("satchel/", import.meta.url));
const made = heading("tools/web/make-schemas.mjs");
const constants = Object.entries(lists).map(([name, list]) => `export const ${name} = ${JSON.stringify(list)};\n`);
writeFileSync(join(folder, "schemas.js"), `${made}\nexport const SCHEMAS = {\n${rows.join("")}};\n\n${constants.join("")}`);
writeFileSync(join(folder, "lesson.d.ts"), `${made}${types.join("")}`);
