// The published package: the types match the code and its use, and npm can pack and install it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import * as satchel from "../../tools/web/satchel/satchel.js";
import * as render from "../../tools/web/satchel/render.js";
import * as update from "../../tools/web/satchel/update.js";
import * as verify from "../../tools/web/satchel/verify.js";
import { pack as bytesOf, packPath, satchelPack, work } from "./packs.js";

const tree = fileURLToPath(new URL("../..", import.meta.url));
const library = join(tree, "tools/web/satchel");
const manifest = JSON.parse(readFileSync(join(library, "package.json"), "utf8"));

test("the types compile with uses of every function", () => {
	const compiler = new URL("node_modules/typescript/bin/tsc", import.meta.url).pathname;
	const options =
		"--noEmit --strict --skipDefaultLibCheck --target es2022 --module nodenext --lib es2022,dom,dom.iterable";
	try {
		const words = [compiler, ...options.split(" "), join(tree, "tests/web/usage.ts")];
		execFileSync(process.execPath, words, { encoding: "utf8" });
	} catch (error) {
		assert.fail(error.stdout);
	}
});

test("the types declare exactly what the modules export", () => {
	const { Verification, ...checks } = verify;
	assert.ok(Verification, "only satchel.js uses this export of verify.js");
	for (const [name, module] of Object.entries({ satchel, render, update, verify: checks })) {
		const types = readFileSync(join(library, `${name}.d.ts`), "utf8");
		const names = [...types.matchAll(/^export (?:class|function) (\w+)/gm)].map(([, word]) => word);
		assert.deepEqual(names.sort(), Object.keys(module).sort());
	}
});

test("satchel.js imports all modules itself, so that browsers request them at once", () => {
	const imports = (name) => {
		const text = readFileSync(join(library, name), "utf8");
		return [...text.matchAll(/^(?:import|export) (?:.* from )?"\.\/(.*)";$/gm)].map(([, other]) => other);
	};
	const direct = imports("satchel.js");
	const needed = new Set(direct);
	for (const name of needed) for (const other of imports(name)) needed.add(other);
	assert.deepEqual(direct.sort(), [...needed].sort());
});

test("the schemas in JavaScript and the types of a lesson are those of schema/", () => {
	const made = mkdtempSync(join(work, "schemas-"));
	execFileSync(process.execPath, [join(library, "../make-schemas.mjs"), made]);
	for (const name of ["schemas.js", "lesson.d.ts"])
		assert.ok(readFileSync(join(made, name)).equals(readFileSync(join(library, name))), "run tools/web/make-schemas.mjs");
	rmSync(made, { recursive: true });
});

test("the types declare exactly the members of an open pack", async () => {
	const types = readFileSync(join(library, "satchel.d.ts"), "utf8");
	const body = /^export interface Pack .*?\{\n(.*?)^\}/ms.exec(types)[1];
	const names = [...body.matchAll(/^\t(?:readonly )?(\w+)[(:]/gm)].map(([, name]) => name);
	const pack = await satchel.openPack(bytesOf("search"));
	const actual = Object.getOwnPropertyNames(Object.getPrototypeOf(pack)).filter((name) => name !== "constructor");
	assert.deepEqual(names.sort(), actual.sort());
});

test("the version is that of the programs", () => {
	const [, version] = /^VERSION = (.*)$/m.exec(readFileSync(join(tree, "Makefile"), "utf8"));
	assert.equal(manifest.version, version);
});

/** Installs the package that npm makes in a new folder, and runs a module there. Returns what it prints. */
function runWithPackage(text, file) {
	const folder = mkdtempSync(join(work, "package-"));
	try {
		const options = { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };
		// A list of packages; since npm 12, an object of packages by name.
		const [made] = Object.values(JSON.parse(execFileSync("npm", ["pack", "--json", "--offline", library], options)));
		const files = made.files.map(({ path }) => path).sort();
		assert.deepEqual(files, readdirSync(library).filter((name) => !name.endsWith(".mjs")).sort());
		const place = join(folder, "node_modules/satchel");
		mkdirSync(place, { recursive: true });
		execFileSync("tar", ["-xzf", join(folder, made.filename), "-C", place, "--strip-components=1"]);
		writeFileSync(join(folder, "use.mjs"), text);
		return execFileSync(process.execPath, [join(folder, "use.mjs"), file], { ...options, stdio: ["ignore", "pipe", "inherit"] });
	} finally {
		rmSync(folder, { recursive: true });
	}
}

test("the package that npm makes works", () => {
	const said = runWithPackage(
		`import { openPack } from "satchel";
		import { update } from "satchel/update";
		import { readFileSync } from "node:fs";
		const pack = await openPack(readFileSync(process.argv[2]));
		console.log((await pack.lesson("doses")).id, typeof update);`,
		packPath("three-lessons"),
	);
	assert.equal(said.trim(), "doses function");
});

test("the examples of the README that read and show lessons run", () => {
	const file = join(work, "readme.satchel");
	execFileSync(satchelPack, ["build", "-q", join(tree, "packs/psychiatry.xml"), "-o", file], { stdio: "ignore" });
	const readme = readFileSync(join(library, "README.md"), "utf8");
	const examples = [...readme.matchAll(/^```js\n(.*?)^```/gms)].slice(0, 2).map(([, example]) => example);
	const page = `
		import { readFileSync } from "node:fs";
		import { document } from ${JSON.stringify(new URL("dom.js", import.meta.url).href)};
		const bytes = readFileSync(process.argv[2]);
		globalThis.fetch = async () => new Response(bytes);
		const [heading, article, summary] = ["h2", "section", "span"].map((name) => document.createElement(name));\n`;
	assert.match(runWithPackage(page + examples[0], file), /^\S.*\n/);
	const shown = runWithPackage(`${page}${examples[1]}\nconsole.log(article.html.slice(0, 40), summary.attributes.title);`, file);
	assert.match(shown, /^<section><section id="part-\S+"><h2 .*\S/);
});
