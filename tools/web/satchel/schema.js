// Checks a document against its JSON Schema. Implements the keywords that Satchel's schemas use.

import { SCHEMAS } from "./schemas.js";

const KINDS = {
	object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
	array: Array.isArray,
	string: (value) => typeof value === "string",
	integer: Number.isSafeInteger,
	boolean: (value) => typeof value === "boolean",
};
/** What others evaluate, or what requires nothing. */
const BESIDE = [undefined, () => true];

/** The kind of value that a keyword applies to, and its test. The first lesson of a page waits for tests that the browser has
 * not optimized yet: those of common keywords are loops, which are faster then. */
const TESTS = {
	then: BESIDE,
	else: BESIDE,
	maxContains: BESIDE,
	$defs: BESIDE,
	$anchor: BESIDE,
	type: [undefined, (kind, value) => KINDS[kind](value)],
	const: [undefined, (wanted, value) => value === wanted],
	enum: [undefined, (wanted, value) => wanted.includes(value)],
	$ref: [undefined, (ref, value, at, run) => refers(ref, value, at, run)],
	not: [undefined, (schema, value, at, run) => !quietly(schema, value, run)],
	if: [
		undefined,
		(schema, value, at, run, row) => {
			const next = quietly(schema, value, run) ? row.then : row.else;
			return next === undefined || matches(next, value, at, run);
		},
	],
	allOf: [
		undefined,
		(all, value, at, run) => {
			for (const schema of all) if (!matches(schema, value, at, run)) return false;
			return true;
		},
	],
	oneOf: [undefined, (all, value, at, run) => all.filter((schema) => quietly(schema, value, run)).length === 1],
	anyOf: [undefined, (all, value, at, run) => all.some((schema) => quietly(schema, value, run))],
	required: [
		"object",
		(names, object, at, run) => {
			for (const name of names) if (!Object.hasOwn(object, name)) return wrong({ up: at, key: name }, run);
			return true;
		},
	],
	properties: [
		"object",
		(schemas, object, at, run) => {
			for (const key in schemas) {
				if (Object.hasOwn(object, key) && !matches(schemas[key], object[key], { up: at, key }, run)) return false;
			}
			return true;
		},
	],
	dependentSchemas: [
		"object",
		(schemas, object, at, run) =>
			Object.keys(schemas).every((name) => !Object.hasOwn(object, name) || matches(schemas[name], object, at, run)),
	],
	propertyNames: [
		"object",
		(schema, object, at, run) =>
			Object.keys(object).every((name) => matches(schema, name, { up: at, key: "a member's name" }, run)),
	],
	additionalProperties: [
		"object",
		(schema, object, at, run) =>
			Object.keys(object).every((name) => matches(schema, object[name], { up: at, key: name }, run)),
	],
	items: [
		"array",
		(schema, array, at, run) => {
			if (inRange(schema, array)) return true;
			for (let key = 0; key < array.length; key++) if (!matches(schema, array[key], { up: at, key }, run)) return false;
			return true;
		},
	],
	prefixItems: [
		"array",
		(schemas, array, at, run) =>
			array.slice(0, schemas.length).every((value, key) => matches(schemas[key], value, { up: at, key }, run)),
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
const charactersOf = (text) => Array.from(text).length;

const expressions = new Map();

function expression(pattern) {
	if (!expressions.has(pattern)) expressions.set(pattern, new RegExp(pattern, "u"));
	return expressions.get(pattern);
}

/** Records the location of the first error. */
function wrong(at, run) {
	if (!run.quiet) run.at ??= at;
	return false;
}

function matches(schema, value, at, run) {
	for (const keyword in schema) {
		const row = TESTS[keyword];
		if (!row) throw new TypeError(`a schema has the unknown keyword '${keyword}'`);
		const kind = row[0];
		if (kind && !KINDS[kind](value)) continue;
		if (!row[1](schema[keyword], value, at, run, schema)) return wrong(at, run);
	}
	return true;
}

/** Whether an array has only integers, as a schema for integers in a range requires; others are not judged. Search indexes
 * have millions. */
function inRange({ type, minimum, maximum, ...more }, array) {
	if (type !== "integer" || Object.keys(more).length) return false;
	const [least, most] = [minimum ?? -Infinity, maximum ?? Infinity];
	return array.every((value) => Number.isSafeInteger(value) && value >= least && value <= most);
}

/** Whether a value matches a schema, without recording errors. */
function quietly(schema, value, run) {
	run.quiet++;
	const fits = matches(schema, value, undefined, run);
	run.quiet--;
	return fits;
}

function definition({ $defs }, ref) {
	if (ref.startsWith("#/$defs/")) return $defs[ref.slice(8)];
	return Object.values($defs).find(({ $anchor }) => `#${$anchor}` === ref);
}

function refers(ref, value, at, run) {
	if (!matches(definition(run.root, ref), value, at, run)) return false;
	if (!run.quiet && typeof value === "string") run.visit?.(ref.slice(8), value);
	return true;
}

function pathOf(at) {
	if (!at) return "";
	const before = pathOf(at.up);
	if (typeof at.key === "number") return `${before}[${at.key}]`;
	return before ? `${before}.${at.key}` : at.key;
}

/** The location of the first error in a document; undefined if there is none. `name` is that of the schema, for pages of
 * the index with an anchor: `index#items`. `visit` gets each string that a definition describes, and its name. */
export function misfit(name, document, visit) {
	const [file, anchor] = name.split("#");
	const root = SCHEMAS[file];
	const run = { root, visit, quiet: 0, at: undefined };
	if (matches(anchor ? definition(root, `#${anchor}`) : root, document, { key: "" }, run)) return undefined;
	return pathOf(run.at) || "it";
}
