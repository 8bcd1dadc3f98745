// Bundles an application with esbuild, Vite, webpack and Rollup, and runs the result in Node.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { key, packPath, work } from "./packs.js";

const folder = join(work, "bundles");
const entry = join(folder, "app.mjs");
rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, "node_modules"), { recursive: true });
cpSync(fileURLToPath(new URL("../../tools/web/satchel", import.meta.url)), join(folder, "node_modules/satchel"), { recursive: true });
writeFileSync(join(folder, "package.json"), '{"private": true, "type": "module"}');
writeFileSync(
	entry,
	`import { openPack } from "satchel";
	import { plainText } from "satchel/render";
	import { readLatest } from "satchel/update";

	/** pack.verify loads a chunk of its own. */
	export async function run(bytes, keys) {
		const pack = await openPack(bytes, { keys });
		const title = plainText((await pack.lesson("doses")).title);
		return [title, await pack.verify(), pack.signer, typeof readLatest].join("; ");
	}`,
);
const only = join(folder, "only.mjs");
writeFileSync(only, 'import { plainText } from "satchel/render";\nexport const run = () => plainText(["words"]);\n');

/** Each bundles `from` into the folder `to` as a module main.mjs for browsers, and returns the warnings. */
const BUNDLERS = {
	async esbuild(from, to) {
		const { build } = await import("esbuild");
		const names = { bundle: true, splitting: true, format: "esm", platform: "browser", outExtension: { ".js": ".mjs" } };
		const options = { ...names, entryPoints: { main: from }, outdir: to, minify: true, logLevel: "silent", absWorkingDir: folder };
		return (await build(options)).warnings.map(({ text }) => text);
	},
	async vite(from, to) {
		const { build, createLogger } = await import("vite");
		const warnings = [];
		const customLogger = { ...createLogger("silent"), warn: (text) => warnings.push(text), warnOnce: (text) => warnings.push(text) };
		const lib = { entry: from, formats: ["es"], fileName: () => "main.mjs" };
		await build({ root: folder, configFile: false, customLogger, build: { outDir: to, lib, minify: "esbuild" } });
		return warnings;
	},
	async rollup(from, to) {
		const { rollup } = await import("rollup");
		const warnings = [];
		// Rollup itself knows no packages.
		const resolveId = (id) => {
			const [, name] = /^satchel(?:\/(.*))?$/.exec(id) ?? [];
			return id.startsWith("satchel") ? join(folder, "node_modules/satchel", `${name ?? "satchel"}.js`) : null;
		};
		const bundle = await rollup({ input: { main: from }, plugins: [{ name: "packages", resolveId }], onLog: (_, { message }) => warnings.push(message) });
		await bundle.write({ dir: to, format: "es", entryFileNames: "[name].mjs" });
		return warnings;
	},
	async webpack(from, to) {
		const { default: webpack } = await import("webpack");
		const output = { path: to, filename: "main.mjs", library: { type: "module" }, chunkFormat: "module", chunkLoading: "import" };
		const compiler = webpack({
			...{ mode: "production", context: folder, entry: from, target: ["web", "es2022"] },
			...{ output, experiments: { outputModule: true } },
		});
		const stats = await new Promise((resolve, reject) =>
			compiler.run((error, done) => compiler.close((late) => (error || late ? reject(error ?? late) : resolve(done)))),
		);
		const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
		return [...errors, ...warnings].map(({ message }) => message);
	},
};

/** Runs a bundle in a process of its own. */
function use(to) {
	const script = `import { readFileSync } from "node:fs"; import { run } from ${JSON.stringify(join(to, "main.mjs"))};
		console.log(await run(readFileSync(process.argv[1]), [process.argv[2]]));`;
	const words = ["--input-type=module", "-e", script, packPath("web-signed"), key("ours")];
	return execFileSync(process.execPath, words, { encoding: "utf8", cwd: folder }).trim();
}

const sizeOf = (to) => readdirSync(to).reduce((sum, name) => sum + gzipSync(readFileSync(join(to, name))).length, 0);

for (const [name, bundle] of Object.entries(BUNDLERS)) {
	test(`${name} bundles an application without warnings, and it works`, async (t) => {
		const [to, small] = [join(folder, name), join(folder, `${name}-only`)];
		assert.deepEqual(await bundle(entry, to), []);
		assert.match(use(to), /^The lesson doses; ; pack small \S+ release \d+ edition full; function$/);
		assert.ok(readdirSync(to).length > 1, "what verify needs is a chunk of its own");
		assert.deepEqual(await bundle(only, small), []);
		assert.equal(use(small), "words");
		assert.ok(sizeOf(small) < 3000, `${sizeOf(small)} bytes for plainText alone`);
		t.diagnostic(`${sizeOf(to)} bytes after gzip`);
	});
}
