// The VS Code extension as it is in the .vsix, with the client library of VS Code and the real satchel-lsp. The editor
// itself is stood in for by modules/vscode.js. The environment: BUILD, and WORK, a scratch folder.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
	chmodSync,
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	realpathSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { afterEach, test } from "node:test";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const build = path.resolve(process.env.BUILD);
const bin = path.join(build, "bin");
const extension = path.join(build, "vscode/extension.js");

const lesson = (id, text) => `<?xml version="1.0" encoding="UTF-8"?>
<lesson xmlns="urn:satchel:lesson:1" id="${id}" xml:lang="en" reviewed="2026-01-01">
  <title>A lesson</title>
  <summary>Something about colours, in a sentence that is long enough.</summary>
  <section id="s-first">
    <title>Its nature</title>
    <p>${text}</p>
  </section>
  <cards>
    <card id="c-${id}">
      <front>What is the colour of ${id}?</front>
      <back>It is ${id}-coloured.</back>
    </card>
  </cards>
</lesson>
`;

let current; // what the test has started

// A new tree, with lessons by id.
function tree(lessons, name = "tree") {
	const folder = path.join(realpathSync(mkdtempSync(path.join(process.env.WORK, "vscode-"))), name);
	mkdirSync(folder);
	writeFileSync(path.join(folder, "satchel.xml"), '<satchel xmlns="urn:satchel:config:1"/>\n');
	for (const [id, text] of Object.entries(lessons)) writeFileSync(path.join(folder, `${id}.xml`), lesson(id, text));
	return folder;
}

// The extension in a window with a folder, after it was activated. prepare sets up the window before.
async function start(folder, prepare = () => {}) {
	for (const file of Object.keys(require.cache)) delete require.cache[file];
	const vscode = require("vscode");
	const { stand } = vscode;
	stand.state.folders = [folder];
	stand.state.found = [path.join(folder, "satchel.xml")].filter(existsSync);
	stand.state.settings["satchel.server.path"] = path.join(bin, "satchel-lsp");
	prepare(stand);
	const kept = new Map();
	const context = {
		subscriptions: [],
		workspaceState: { get: (key) => kept.get(key), update: async (...all) => kept.set(...all) },
	};
	const module = require(extension);
	current = { module, context };
	await module.activate(context);
	return { ...current, vscode, stand, state: stand.state };
}

afterEach(async () => {
	await current?.module.deactivate();
	current?.context.subscriptions.forEach((one) => one.dispose());
	current = undefined;
});

async function until(what, look) {
	for (const end = Date.now() + 30000; Date.now() < end;) {
		const found = await look();
		if (found) return found;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	throw new Error(`${what}: nothing happened`);
}

const codesOf = (stand, document) => stand.diagnostics(document).map((one) => one.code);
const shows = (stand, document, code) =>
	until(`${code} in ${document.fileName}`, () => codesOf(stand, document).includes(code));
const lacks = (stand, document, code) =>
	until(`no ${code} in ${document.fileName}`, () => !codesOf(stand, document).includes(code));

test("findings appear while typing, a fix removes one, and closing clears them", async () => {
	const folder = tree({ red: "Give .5 mg\n    daily.", blue: 'See <link to="c-red">it</link>.' });
	const { vscode, stand } = await start(folder);
	const red = stand.open(path.join(folder, "red.xml"));
	await shows(stand, red, "medical/naked-decimal");
	const [finding] = stand.diagnostics(red);
	assert.equal(red.getText(finding.range), ".5");

	const context = { diagnostics: [finding], triggerKind: 1, only: undefined };
	const offered = (await stand.ask("CodeActions", "provideCodeActions", red, finding.range, context)).flat();
	assert.deepEqual(
		offered.filter((action) => action.title && !action.kind),
		[],
		"VS Code shows no action without a kind",
	);
	const fix = offered.find((action) => action.isPreferred);
	assert.equal(fix.kind.value, "quickfix");
	await vscode.workspace.applyEdit(fix.edit);
	assert.match(red.getText(), /Give 0\.5 mg/);
	await lacks(stand, red, "medical/naked-decimal");

	stand.replace(red, "daily", "daily daily");
	await shows(stand, red, "text/repeated-word");
	stand.close(red);
	await until("no findings", () => codesOf(stand, red).every((code) => code !== "text/repeated-word"));
});

test("an id is found and renamed in all lessons", async () => {
	const folder = tree({ red: "Nothing.", blue: 'See <link to="c-red">it</link>.' });
	const { vscode, stand } = await start(folder);
	const red = stand.open(path.join(folder, "red.xml"));
	const blue = stand.open(path.join(folder, "blue.xml"));
	const at = blue.rangeOf("c-red").start;
	const [found] = (await stand.ask("Definition", "provideDefinition", blue, at)).flat();
	assert.equal(found.uri.fsPath, red.fileName);
	const [range] = await stand.ask("Rename", "prepareRename", blue, at);
	assert.equal(blue.getText(range), "c-red");
	const [edit] = await stand.ask("Rename", "provideRenameEdits", blue, at, "c-crimson");
	await vscode.workspace.applyEdit(edit);
	assert.match(red.getText(), /<card id="c-crimson"/);
	assert.match(blue.getText(), /<link to="c-crimson"/);
	await assert.rejects(stand.ask("Rename", "provideRenameEdits", blue, at, "No Id"), /an id has/);
});

test("completion, hover and layout are those of the server", async () => {
	const folder = tree({ red: "Nothing.\n Is well." });
	const { vscode, stand } = await start(folder);
	const red = stand.open(path.join(folder, "red.xml"));
	const [hover] = await stand.ask("Hover", "provideHover", red, red.rangeOf("summary").start);
	assert.match([hover.contents].flat()[0].value, /summary/);

	stand.replace(red, "  <cards>", "  <cards>\n<");
	const at = red.rangeOf("\n<\n").start;
	const [{ items }] = await stand.ask(
		"CompletionItem",
		"provideCompletionItems",
		red,
		new vscode.Position(at.line + 1, 1),
		stand.token,
		{ triggerKind: 1, triggerCharacter: "<" },
	);
	assert.ok(items.some(({ label }) => label === "cloze"));
	stand.replace(red, "\n<\n", "\n");

	const [edits] = await stand.ask("DocumentFormattingEdit", "provideDocumentFormattingEdits", red, {
		tabSize: 2,
		insertSpaces: true,
	});
	const edit = new vscode.WorkspaceEdit();
	edit.set(red.uri, edits);
	const before = red.getText();
	await vscode.workspace.applyEdit(edit);
	const formatted = execFileSync(path.join(bin, "satchel-fmt"), ["-q", "--stdin-path", red.fileName, "-"], {
		input: before,
	});
	assert.equal(red.getText(), String(formatted));
	assert.notEqual(red.getText(), before);
});

test("the explanation of a rule is shown as a page", async () => {
	const folder = tree({ red: "Give .5 mg daily." });
	const { vscode, stand, state } = await start(folder);
	const red = stand.open(path.join(folder, "red.xml"));
	await shows(stand, red, "medical/naked-decimal");
	const [finding] = stand.diagnostics(red);
	const offered = (
		await stand.ask("CodeActions", "provideCodeActions", red, finding.range, { diagnostics: [finding] })
	).flat();
	const { command } = offered.find(({ title }) => title.startsWith("Explain"));
	await vscode.commands.executeCommand(command.command, ...command.arguments);
	const { name, args } = state.ran.at(-1);
	assert.equal(name, "markdown.showPreviewToSide");
	const page = state.contents.get(args[0].scheme).provideTextDocumentContent(args[0]);
	assert.match(page, /decimal/);
});

test("a lens says what an edit costs learners, and explains it", async () => {
	const folder = tree({ red: "Nothing." });
	const top = path.dirname(folder);
	mkdirSync(path.join(top, "packs"));
	const pack = path.join(top, "packs/colours.xml");
	writeFileSync(
		pack,
		`<pack xmlns="urn:satchel:pack:1" id="colours" version="1.0.0" release="1" licence="CC-BY-4.0" xml:lang="en"
      content="../tree">
  <title>Colours</title>
  <edition id="full"/>
  <unit id="all">
    <title>All</title>
    <lesson id="red"/>
  </unit>
</pack>
`,
	);
	const key = path.join(top, "ours");
	execFileSync(path.join(bin, "satchel-pack"), ["keygen", "--no-passphrase", key]);
	execFileSync(path.join(bin, "satchel-pack"), [
		...["release", pack, "-q", "-o", path.join(top, "out"), "--secret-key", `${key}.key`, "--allow-dirty"],
	]);
	copyFileSync(path.join(top, "out/colours.lock"), path.join(top, "packs/colours.lock"));
	const { vscode, stand, state } = await start(folder);
	const red = stand.open(path.join(folder, "red.xml"));
	stand.replace(red, "It is red-coloured.", "A wholly different thing is asked for here.");
	const { line } = red.rangeOf('<card id="c-red"').start;
	const lens = await until("a lens", async () => {
		const lenses = (await stand.ask("CodeLens", "provideCodeLenses", red)).flat();
		return lenses.find(({ range }) => range.start.line === line);
	});
	assert.match(lens.command.title, /lose their progress on this since 1\.0\.0/);
	await vscode.commands.executeCommand(lens.command.command, ...lens.command.arguments);
	assert.equal(state.ran.at(-1).name, "markdown.showPreviewToSide");
});

test("files that change on disk are checked again", async () => {
	const folder = tree({ red: 'See <link to="c-blue">it</link>.' });
	const { vscode, stand, state } = await start(folder);
	const red = stand.open(path.join(folder, "red.xml"));
	await shows(stand, red, "reference/unknown-id");
	writeFileSync(path.join(folder, "blue.xml"), lesson("blue", "Nothing."));
	const watcher = await until("a watcher", () =>
		state.watchers.find(({ pattern }) => String(pattern).startsWith("**/*.")),
	);
	watcher.onDidCreate.fire(vscode.Uri.file(path.join(folder, "blue.xml")));
	await lacks(stand, red, "reference/unknown-id");
});

test("other XML is left alone, and a lesson in no tree is checked", async () => {
	const folder = tree({ red: "Nothing is is here." }, "ä [b] {c} 100%");
	const other = path.dirname(folder);
	writeFileSync(path.join(other, "pom.xml"), "<project><a>");
	writeFileSync(path.join(other, "a[1].xml"), lesson("alone", "Nothing is is here."));
	writeFileSync(path.join(folder, "retired.xml"), '<retired-ids xmlns="urn:satchel:retired:1"/>\n');
	const { vscode, stand, state } = await start(other);
	assert.equal(state.providers.length, 0, "nothing is started before there is a lesson");
	const pom = stand.open(path.join(other, "pom.xml"));
	const alone = stand.open(path.join(other, "a[1].xml"));
	await shows(stand, alone, "text/repeated-word");
	const red = stand.open(path.join(folder, "red.xml"));
	const retired = stand.open(path.join(folder, "retired.xml"));
	await shows(stand, red, "text/repeated-word");
	await shows(stand, alone, "text/repeated-word");
	for (const document of [pom, retired]) assert.deepEqual(codesOf(stand, document), []);
	const selected = (document) =>
		state.providers.some(({ selector }) => selector && vscode.languages.match(selector, document));
	assert.deepEqual([pom, alone, red, retired].map(selected), [false, true, true, true]);
});

test("a new tree is noticed, and one that ends", async () => {
	const folder = realpathSync(mkdtempSync(path.join(process.env.WORK, "vscode-")));
	writeFileSync(path.join(folder, "red.xml"), lesson("red", 'See <link to="blue">it</link>.'));
	writeFileSync(path.join(folder, "blue.xml"), lesson("blue", "Nothing."));
	const { vscode, stand, state } = await start(folder);
	const selected = (document) =>
		state.providers.some(({ selector }) => selector && vscode.languages.match(selector, document));
	const blue = stand.open(path.join(folder, "blue.xml"));
	await until("the lesson", () => selected(blue));
	const marker = path.join(folder, "satchel.xml");
	const watcher = state.watchers.find(({ pattern }) => pattern === "**/satchel.xml");
	writeFileSync(marker, '<satchel xmlns="urn:satchel:config:1"/>\n');
	watcher.onDidCreate.fire(vscode.Uri.file(marker));
	const any = { uri: vscode.Uri.file(path.join(folder, "new/any.xml")), languageId: "xml" };
	await until("the tree", () => selected(any));
	rmSync(marker);
	watcher.onDidDelete.fire(vscode.Uri.file(marker));
	await until("no tree", () => !selected(any) && selected(blue));
});

test("a missing server is reported with what to do, and is found later", async () => {
	const folder = tree({ red: "Nothing is is here." });
	const moved = path.join(path.dirname(folder), "satchel-lsp");
	let settle;
	const answered = new Promise((resolve) => (settle = resolve));
	const { stand, state } = await start(folder, ({ state }) => {
		state.settings["satchel.server.path"] = moved;
		state.answer = async (text, buttons) => {
			settle(text);
			return buttons[0];
		};
	});
	assert.match(await answered, /no program '.*satchel-lsp', so lessons are not checked/);
	await until("the settings", () => state.ran.find(({ name }) => name === "workbench.action.openSettings"));
	const red = stand.open(path.join(folder, "red.xml"));
	writeFileSync(moved, `#!/bin/sh\nexec '${path.join(bin, "satchel-lsp")}'\n`);
	chmodSync(moved, 0o755);
	stand.set("satchel.server.path", moved);
	await shows(stand, red, "text/repeated-word");
});

test("the server is looked for in PATH, in the home folder and in the workspace", async () => {
	const before = { ...process.env };
	const folder = tree({ red: "Nothing is is here." });
	mkdirSync(path.join(folder, "bin"));
	writeFileSync(path.join(folder, "bin/satchel-lsp"), `#!/bin/sh\nexec '${path.join(bin, "satchel-lsp")}'\n`);
	chmodSync(path.join(folder, "bin/satchel-lsp"), 0o755);
	try {
		for (const [name, variables] of [
			["satchel-lsp", { PATH: `/nowhere:${bin}` }],
			["~/bin/satchel-lsp", { HOME: folder }],
			["${workspaceFolder}/bin/satchel-lsp", {}],
			["bin/satchel-lsp", {}],
		]) {
			Object.assign(process.env, before, variables);
			const { module, stand } = await start(
				folder,
				({ state }) => (state.settings["satchel.server.path"] = name),
			);
			const red = stand.open(path.join(folder, "red.xml"));
			await shows(stand, red, "text/repeated-word");
			await module.deactivate();
		}
		Object.assign(process.env, before, { PATH: "/nowhere" });
		const { stand, state } = await start(folder, ({ state }) => (state.settings["satchel.server.path"] = ""));
		stand.open(path.join(folder, "red.xml"));
		await until("a message", () => state.said.length);
		assert.match(state.said[0].text, /'satchel-lsp' was not found.* 'make install'/);
		assert.deepEqual(state.said[0].buttons, ["Open Settings", "Try Again"]);
	} finally {
		Object.assign(process.env, before);
	}
});

test("commands restart the server, show its output, fix all, and begin items", async () => {
	const folder = tree({ red: "Nothing is is here." });
	const { vscode, stand, state } = await start(folder);
	const run = (name) => vscode.commands.executeCommand(`satchel.${name}`);
	await run("newCard");
	assert.match(state.said.at(-1).text, /Open a lesson first/);
	const red = stand.open(path.join(folder, "red.xml"));
	await shows(stand, red, "text/repeated-word");
	await run("restart");
	await shows(stand, red, "text/repeated-word");
	await run("showOutput");
	await run("fixAll");
	assert.deepEqual(
		state.ran.map(({ name }) => name),
		["show output", "editor.action.codeAction"],
	);
	assert.deepEqual(state.ran[1].args, [{ kind: "source.fixAll.satchel", apply: "first" }]);

	stand.activate(red);
	await run("newQuestion");
	assert.match(state.said.at(-1).text, /no <questions> yet/);
	await run("newCard");
	assert.equal(state.ran.at(-1).name, "editor.action.triggerSuggest");
	const cursor = vscode.window.activeTextEditor.selection.start;
	const [{ items }] = await stand.ask("CompletionItem", "provideCompletionItems", red, cursor, stand.token, {
		triggerKind: 0,
	});
	const { range, insertText } = items.find(({ label }) => label === "card");
	const edit = new vscode.WorkspaceEdit();
	edit.replace(red.uri, range.inserting ?? range, insertText.value ?? insertText);
	await vscode.workspace.applyEdit(edit);
	const printed = execFileSync(path.join(bin, "satchel-validate"), ["-q", "--stdin-path", red.fileName, "-"], {
		input: red.getText(),
	});
	assert.equal(String(printed), "", red.getText());
});

test("with Red Hat's XML extension, it offers once to leave checking to Satchel", async () => {
	const folder = tree({ red: "Nothing." }, "tree[1]");
	const others = [{ pattern: "**.exsd", noGrammar: "ignore" }];
	const prepare = (stand) => {
		stand.state.extensions.add("redhat.vscode-xml");
		stand.state.found = [path.join(folder, "satchel.xml")];
		stand.state.settings["xml.validation.filters"] = others;
		stand.state.answer = (text, buttons) => buttons[0];
	};
	const { vscode, state } = await start(path.dirname(folder), prepare);
	await until("the filter", () => state.settings["xml.validation.filters"].length === 2);
	const [added, kept] = state.settings["xml.validation.filters"];
	const pattern = `**/${path.basename(path.dirname(folder))}/tree\\[1\\]/**.xml`;
	assert.deepEqual(added, { pattern, enabled: false, noGrammar: "ignore" });
	assert.deepEqual(kept, others[0]);
	await vscode.commands.executeCommand("satchel.restart");
	assert.equal(state.said.length, 1);
	await current.module.deactivate();

	const { state: without } = await start(path.dirname(folder), (stand) => {
		prepare(stand);
		stand.state.extensions.clear();
	});
	assert.deepEqual(without.said, []);
});

test("the .vsix contains what is needed and no more", () => {
	const vsix = path.join(
		build,
		`satchel-${JSON.parse(readFileSync(path.join(build, "vscode/package.json"))).version}.vsix`,
	);
	const files = String(execFileSync("unzip", ["-Z1", vsix]))
		.trim()
		.split("\n")
		.sort();
	const own = ["CHANGELOG.md", "LICENSE.txt", "NOTICES.txt", "README.md", "extension.js", "icon.png", "package.json"];
	assert.deepEqual(
		files,
		["[Content_Types].xml", ...own.map((name) => `extension/${name}`), "extension.vsixmanifest"].sort(),
	);
	const read = (name) => execFileSync("unzip", ["-p", vsix, name], { maxBuffer: 1 << 26 });
	const manifest = JSON.parse(read("extension/package.json"));
	for (const name of ["devDependencies", "dependencies", "private", "overrides", "type"])
		assert.ok(!(name in manifest), name);
	assert.match(
		String(execFileSync(path.join(bin, "satchel-lsp"), ["--version"])),
		new RegExp(`\\b${manifest.version}\\b`),
	);

	// The bundle needs no other package, and no path of the machine that built it.
	const code = String(read("extension/extension.js"));
	const needed = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name);
	const builtin = new Set(require("node:module").builtinModules);
	const packages = [...new Set(needed)].filter((name) => !builtin.has(name.replace(/^node:/, "")));
	assert.deepEqual(packages, ["vscode"]);
	assert.ok(!code.includes(fileURLToPath(new URL("../..", import.meta.url))));
	assert.ok(execFileSync("stat", ["-c%s", vsix]) < 150000);

	// What the manifest declares exists: commands, settings, and a readme without links that lead nowhere.
	const declared = manifest.contributes.commands.map(({ command }) => command).sort();
	const registered = [...code.matchAll(/registerCommand\("(satchel\.\w+)"/g)].map(([, name]) => name).sort();
	assert.deepEqual(declared, registered);
	for (const { command } of manifest.contributes.menus.commandPalette) assert.ok(declared.includes(command), command);
	const readme = String(read("extension/README.md"));
	for (const name of Object.keys(manifest.contributes.configuration.properties))
		assert.ok(readme.includes(name), name);
	assert.doesNotMatch(readme, /\]\((?!https:)/);
	assert.ok(String(read("extension/CHANGELOG.md")).includes(`\n## ${manifest.version}\n`));
	assert.equal(manifest.engines.vscode, `^${require("vscode").version}`);
	assert.deepEqual([...read("extension/icon.png").subarray(1, 4)], [...Buffer.from("PNG")]);
});
