// Puts together what is in the .vsix: build.mjs FOLDER VERSION. The modules and the client library become one file, and
// the manifest loses what only this build needs.

import { build } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const [folder, version] = process.argv.slice(2);

/** The package that a bundled file is from. */
const packageOf = (file) => file.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)\//);

/** The licences of the packages that files are from. */
function noticesOf(files) {
	const packages = new Map(
		files
			.map(packageOf)
			.filter(Boolean)
			.map(([root, name]) => [name, path.join(here, root)]),
	);
	const texts = [...packages].sort().map(([name, root]) => {
		const { version, license } = JSON.parse(readFileSync(path.join(root, "package.json")));
		const file = ["License.txt", "LICENSE", "LICENSE.md"].find((one) => existsSync(path.join(root, one)));
		return `${name} ${version} (${license})\n\n${file ? readFileSync(path.join(root, file), "utf8").trim() : ""}\n`;
	});
	return "extension.js contains these packages:\n\n" + texts.join(`\n${"-".repeat(80)}\n\n`);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const { metafile } = await build({
	absWorkingDir: here,
	entryPoints: ["extension.js"],
	bundle: true,
	minify: true,
	format: "cjs",
	platform: "node",
	target: "node18",
	external: ["vscode"],
	outfile: path.resolve(folder, "extension.js"),
	metafile: true,
	logLevel: "warning",
});
writeFileSync(path.join(folder, "NOTICES.txt"), noticesOf(Object.keys(metafile.inputs)));
for (const name of ["README.md", "CHANGELOG.md", "icon.png"])
	copyFileSync(path.join(here, name), path.join(folder, name));
copyFileSync(path.join(here, "../../../LICENSE"), path.join(folder, "LICENSE"));

const {
	private: _,
	type,
	devDependencies,
	overrides,
	...manifest
} = JSON.parse(readFileSync(path.join(here, "package.json")));
writeFileSync(path.join(folder, "package.json"), JSON.stringify({ ...manifest, version }, null, "\t") + "\n");
