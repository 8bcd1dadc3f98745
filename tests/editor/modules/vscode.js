// Stands in for the module "vscode", which only exists inside of VS Code: the part that the extension and the client
// library use. `stand` is what a user and the workbench would do. Each test has its own process.
"use strict";

const fs = require("node:fs");
const minimatch = require("minimatch");
const values = require("./values.js");
const { Disposable, EventEmitter, TextDocument, TextEdit, TabInputText, Uri, WorkspaceEdit } = values;

const events = new Map(); // emitters of workspace and window, by name
const emitter = (name) => events.get(name) ?? events.set(name, new EventEmitter()).get(name);

const state = {
	documents: [],
	folders: [],
	settings: {}, // by their whole names
	extensions: new Set(),
	found: [], // of workspace.findFiles
	providers: [], // { kind, selector, provider }
	collections: new Map(), // of diagnostics: maps, by name
	commands: new Map(),
	ran: [], // commands that are not registered here, which are those of VS Code
	said: [], // messages to the user
	answer: () => undefined, // to a message: which of its buttons
	output: [],
	watchers: [], // { pattern, onDidCreate, ... }, as emitters
	contents: new Map(), // providers of contents, by scheme
};

// Whether a document is among those that a selector names, and how well.
function match(selector, document) {
	const fits = ({ language, scheme, pattern }) =>
		(!language || language === "*" || language === document.languageId) &&
		(!scheme || scheme === document.uri.scheme) &&
		(!pattern || fitsPattern(pattern, document.uri.fsPath));
	return [selector].flat().some(fits) ? 10 : 0;
}

function fitsPattern({ base, pattern }, file) {
	return file.startsWith(base + "/") && minimatch(file.slice(base.length + 1), pattern, { dot: true });
}

function register(kind) {
	return (selector, provider) => {
		// Workspace symbols have no selector.
		const one = provider ? { kind, selector, provider } : { kind, provider: selector };
		state.providers.push(one);
		return new Disposable(() => state.providers.splice(state.providers.indexOf(one), 1));
	};
}

function createDiagnosticCollection(name) {
	const all = new Map();
	state.collections.set(name, all);
	return {
		name,
		set: (uri, diagnostics) => all.set(uri.toString(), diagnostics ?? []),
		delete: (uri) => all.delete(uri.toString()),
		has: (uri) => all.has(uri.toString()),
		clear: () => all.clear(),
		dispose: () => all.clear(),
	};
}

function getConfiguration(section) {
	const whole = (name) => (section ? `${section}.${name}` : name);
	return {
		get: (name, otherwise) => state.settings[whole(name)] ?? otherwise,
		update: async (name, value) => void (state.settings[whole(name)] = value),
	};
}

async function show(kind, text, ...buttons) {
	state.said.push({ kind, text, buttons });
	return state.answer(text, buttons);
}

function edited(document, edits) {
	const changes = edits.map(({ range, newText }) => ({
		range,
		rangeOffset: document.offsetAt(range.start),
		rangeLength: document.offsetAt(range.end) - document.offsetAt(range.start),
		text: newText,
	}));
	// From the end, as VS Code orders them.
	changes.sort((a, b) => b.rangeOffset - a.rangeOffset);
	for (const { rangeOffset, rangeLength, text } of changes)
		document.text = document.text.slice(0, rangeOffset) + text + document.text.slice(rangeOffset + rangeLength);
	document.version++;
	emitter("onDidChangeTextDocument").fire({ document, contentChanges: changes });
}

async function applyEdit(edit) {
	for (const [uri, edits] of edit.edits) edited(stand.open(Uri.parse(uri).fsPath), edits);
	return true;
}

async function executeCommand(name, ...args) {
	if (state.commands.has(name)) return state.commands.get(name)(...args);
	state.ran.push({ name, args });
	return undefined;
}

function registerCommand(name, run) {
	if (state.commands.has(name)) throw new Error(`the command ${name} exists`);
	state.commands.set(name, run);
	return new Disposable(() => state.commands.delete(name));
}

function createFileSystemWatcher(pattern) {
	const one = { pattern };
	const events = {};
	for (const name of ["onDidCreate", "onDidChange", "onDidDelete"])
		events[name] = (one[name] = new EventEmitter()).event;
	state.watchers.push(one);
	return { ...events, dispose: () => state.watchers.splice(state.watchers.indexOf(one), 1) };
}

function createOutputChannel() {
	const say = (text) => void state.output.push(text);
	return {
		append: say,
		appendLine: say,
		show: () => state.ran.push({ name: "show output" }),
		clear() {},
		dispose() {},
	};
}

const workspace = {
	get textDocuments() {
		return state.documents;
	},
	get workspaceFolders() {
		return state.folders.map((folder, index) => ({ uri: Uri.file(folder), name: folder, index }));
	},
	notebookDocuments: [],
	findFiles: async () => state.found.map(Uri.file),
	getWorkspaceFolder: (uri) => workspace.workspaceFolders.find((folder) => uri.fsPath.startsWith(folder.uri.fsPath)),
	registerTextDocumentContentProvider(scheme, provider) {
		state.contents.set(scheme, provider);
		return new Disposable(() => state.contents.delete(scheme));
	},
	getConfiguration,
	applyEdit,
	createFileSystemWatcher,
};

const window = {
	activeTextEditor: undefined,
	tabGroups: {
		get all() {
			return [{ tabs: state.documents.map((document) => ({ input: new TabInputText(document.uri) })) }];
		},
		onDidChangeTabs: emitter("onDidChangeTabs").event,
	},
	createOutputChannel,
	showErrorMessage: (...said) => show("error", ...said),
	showWarningMessage: (...said) => show("warning", ...said),
	showInformationMessage: (...said) => show("information", ...said),
	withProgress: (options, run) => run({ report() {} }, new values.CancellationTokenSource().token),
};

// Events of which nothing here happens can still be listened to.
const withEvents = (object) =>
	new Proxy(object, {
		get: (target, name) => target[name] ?? (/^on(Did|Will)/.test(name) ? emitter(name).event : undefined),
	});

const languages = new Proxy(
	{ match, createDiagnosticCollection },
	{ get: (target, name) => target[name] ?? register(String(name).replace(/^register|Provider$/g, "")) },
);

const stand = {
	state,

	open(file) {
		const known = state.documents.find((document) => document.uri.fsPath === file);
		if (known) return known;
		const document = new TextDocument(
			Uri.file(file),
			/\.xml$/.test(file) ? "xml" : "plaintext",
			fs.readFileSync(file, "utf8"),
		);
		state.documents.push(document);
		emitter("onDidOpenTextDocument").fire(document);
		emitter("onDidChangeTabs").fire({ opened: [document], closed: [] });
		return document;
	},

	close(document) {
		document.isClosed = true;
		state.documents.splice(state.documents.indexOf(document), 1);
		emitter("onDidChangeTabs").fire({ opened: [], closed: [document] });
		emitter("onDidCloseTextDocument").fire(document);
	},

	save(document) {
		fs.writeFileSync(document.uri.fsPath, document.text);
		emitter("onDidSaveTextDocument").fire(document);
	},

	replace(document, part, newText) {
		edited(document, [new TextEdit(document.rangeOf(part), newText)]);
	},

	activate(document) {
		window.activeTextEditor = {
			document,
			edit: async (write) => {
				const edit = new WorkspaceEdit();
				write({ insert: (position, text) => edit.insert(document.uri, position, text) });
				return applyEdit(edit);
			},
			revealRange() {},
		};
	},

	set(name, value) {
		state.settings[name] = value;
		emitter("onDidChangeConfiguration").fire({ affectsConfiguration: (section) => name.startsWith(section) });
	},

	token: new values.CancellationTokenSource().token,

	// What the providers of a kind, such as Hover, answer about a document.
	async ask(kind, method, document, ...args) {
		const found = state.providers.filter(
			(one) => one.kind === kind && (!one.selector || match(one.selector, document)),
		);
		const answers = await Promise.all(
			found.map(({ provider }) => provider[method](document, ...args, stand.token)),
		);
		return answers.filter((answer) => answer !== undefined && answer !== null);
	},

	diagnostics: (document) =>
		[...state.collections.values()].flatMap((collection) => collection.get(document.uri.toString()) ?? []),
};

module.exports = {
	...values,
	version: "1.85.0",
	env: { language: "en", appName: "a stand-in for VS Code", openExternal: async () => true },
	extensions: { getExtension: (id) => (state.extensions.has(id) ? { id } : undefined) },
	commands: { registerCommand, executeCommand },
	languages,
	workspace: withEvents(workspace),
	window: withEvents(window),
	stand,
};
