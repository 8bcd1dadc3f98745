// Holds a document against its JSON Schema, in as much of JSON Schema as Satchel's schemas use.

import { SCHEMAS } from "./schemas.js";

const KINDS = {
	object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
	array: Array.isArray,
	string: (value) => typeof value === "string",
	integer: Number.isSafeInteger,
	boolean: (value) => typeof value === "boolean",
};
/** What each keyword asks of a value of one kind; a value of another kind it says nothing of. */
const TESTS = {
	type: [undefined, (kind, value) => KINDS[kind](value)],
	const: [undefined, (wanted, value) => value === wanted],
	enum: [undefined, (wanted, value) => wanted.includes(value)],
	$ref: [undefined, (ref, value, at, run) => refers(ref, value, at, run)],
	not: [undefined, (schema, value, at, run) => !quietly(schema, value, run)],
	if: [
		undefined,
		(schema, value, at, run, { then = {}, else: other = {} }) =>
			holds(quietly(schema, value, run) ? then : other, value, at, run),
	],
	oneOf: [undefined, (all, value, at, run) => all.filter((schema) => quietly(schema, value, run)).length === 1],
	anyOf: [undefined, (all, value, at, run) => all.some((schema) => quietly(schema, value, run))],
	required: [
		"object",
		(names, object, at, run) => names.every((name) => Object.hasOwn(object, name) || wrong({ up: at, key: name }, run)),
	],
	properties: [
		"object",
		(schemas, object, at, run) =>
			Object.keys(schemas).every(
				(name) => !Object.hasOwn(object, name) || holds(schemas[name], object[name], { up: at, key: name }, run),
			),
	],
	dependentSchemas: [
		"object",
		(schemas, object, at, run) =>
			Object.keys(schemas).every((name) => !Object.hasOwn(object, name) || holds(schemas[name], object, at, run)),
	],
	propertyNames: [
		"object",
		(schema, object, at, run) =>
			Object.keys(object).every((name) => holds(schema, name, { up: at, key: "a member's name" }, run)),
	],
	additionalProperties: [
		"object",
		(schema, object, at, run) =>
			Object.keys(object).every((name) => holds(schema, object[name], { up: at, key: name }, run)),
	],
	items: ["array", (schema, array, at, run) => array.every((value, key) => holds(schema, value, { up: at, key }, run))],
	prefixItems: [
		"array",
		(schemas, array, at, run) =>
			array.slice(0, schemas.length).every((value, key) => holds(schemas[key], value, { up: at, key }, run)),
	],
	minItems: ["array", (least, array) => array.length >= least],
	maxItems: ["array", (most, array) => array.length <= most],
	uniqueItems: ["array", (_, array) => new Set(array).size === array.length],
	contains: [
		"array",
		(schema, array, at, run, { maxContains = Infinity }) => {
			const { length } = array.filter((value) => quietly(schema, value, run));
			return length > 0 && length <= maxContains;
		},
	],
	minLength: ["string", (least, text) => charactersOf(text) >= least],
	maxLength: ["string", (most, text) => text.length <= most || charactersOf(text) <= most],
	pattern: ["string", (pattern, text) => expression(pattern).test(text)],
	minimum: ["integer", (least, number) => number >= least],
	maximum: ["integer", (most, number) => number <= most],
};
/** What stands beside others of these, or asks for nothing. */
const BESIDE = ["then", "else", "maxContains", "$defs", "$anchor"];

const charactersOf = (text) => Array.from(text).length;

const expressions = new Map();

function expression(pattern) {
	if (!expressions.has(pattern)) expressions.set(pattern, new RegExp(pattern, "u"));
	return expressions.get(pattern);
}

/** Notes the place of what is wrong first. */
function wrong(at, run) {
	if (!run.quiet) run.at ??= at;
	return false;
}

function holds(schema, value, at, run) {
	for (const keyword in schema) {
		const [kind, test] = TESTS[keyword] ?? [];
		if (!test) {
			if (!BESIDE.includes(keyword)) throw new TypeError(`a schema has the unknown keyword '${keyword}'`);
			continue;
		}
		if (kind && !KINDS[kind](value)) continue;
		if (!test(schema[keyword], value, at, run, schema)) return wrong(at, run);
	}
	return true;
}

/** Whether a value fits a schema that only decides something. */
function quietly(schema, value, run) {
	run.quiet++;
	const fits = holds(schema, value, undefined, run);
	run.quiet--;
	return fits;
}

function definition({ $defs }, ref) {
	if (ref.startsWith("#/$defs/")) return $defs[ref.slice(8)];
	return Object.values($defs).find(({ $anchor }) => `#${$anchor}` === ref);
}

function refers(ref, value, at, run) {
	if (!holds(definition(run.root, ref), value, at, run)) return false;
	if (!run.quiet && typeof value === "string") run.visit?.(ref.slice(8), value);
	return true;
}

function pathOf(at) {
	if (!at) return "";
	const before = pathOf(at.up);
	if (typeof at.key === "number") return `${before}[${at.key}]`;
	return before ? `${before}.${at.key}` : at.key;
}

/** Where a document is not as its schema says; undefined where it is right. `name` is that of the schema, and of a page of
 * the index, its anchor: `index#items`. `visit` gets each string that a definition describes, with its name. */
export function misfit(name, document, visit) {
	const [file, anchor] = name.split("#");
	const root = SCHEMAS[file];
	const run = { root, visit, quiet: 0, at: undefined };
	if (holds(anchor ? definition(root, `#${anchor}`) : root, document, { key: "" }, run)) return undefined;
	return pathOf(run.at) || "it";
}

/** The members in which an element within a text has its own text. */
export const INLINE = Object.keys(SCHEMAS.lesson.$defs.inline.properties);
