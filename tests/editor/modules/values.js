// The values of VS Code's API, as far as the client library makes or takes them.
"use strict";

const path = require("node:path");

class Position {
	constructor(line, character) {
		Object.assign(this, { line, character });
	}
	isBefore(other) {
		return this.line < other.line || (this.line === other.line && this.character < other.character);
	}
}

class Range {
	constructor(start, end, endLine, endCharacter) {
		const given = typeof start === "number";
		this.start = given ? new Position(start, end) : start;
		this.end = given ? new Position(endLine, endCharacter) : end;
	}
}

class Selection extends Range {}

// As VS Code writes addresses: all but unreserved characters is encoded.
const encoded = (text) =>
	encodeURIComponent(text).replace(/[!'()*]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase());

class Uri {
	constructor(scheme, path) {
		Object.assign(this, { scheme, authority: "", path, query: "", fragment: "" });
	}
	static file(file) {
		return new Uri("file", file);
	}
	static from({ scheme, path }) {
		return new Uri(scheme, path);
	}
	static parse(text) {
		const [, scheme, path] = text.match(/^([a-z-]+):(?:\/\/)?(.*)$/);
		return new Uri(scheme, decodeURIComponent(path));
	}
	get fsPath() {
		return this.path;
	}
	toString() {
		return `${this.scheme}:${this.scheme === "file" ? "//" : ""}${this.path.split("/").map(encoded).join("/")}`;
	}
}

class Disposable {
	constructor(end) {
		this.dispose = end;
	}
	static from(...all) {
		return new Disposable(() => all.forEach((one) => one.dispose()));
	}
}

class EventEmitter {
	listeners = new Set();
	event = (listener, self, disposables) => {
		const bound = (value) => listener.call(self, value);
		this.listeners.add(bound);
		const end = new Disposable(() => this.listeners.delete(bound));
		disposables?.push(end);
		return end;
	};
	fire(value) {
		for (const listener of [...this.listeners]) listener(value);
	}
	dispose() {
		this.listeners.clear();
	}
}

class CancellationTokenSource {
	token = { isCancellationRequested: false, onCancellationRequested: new EventEmitter().event };
	cancel() {
		this.token.isCancellationRequested = true;
	}
	dispose() {}
}

class RelativePattern {
	constructor(base, pattern) {
		this.baseUri = base.uri ?? base;
		this.base = this.baseUri.fsPath;
		this.pattern = pattern;
	}
}

class WorkspaceEdit {
	edits = new Map(); // lists of text edits, by address
	set(uri, edits) {
		this.edits.set(uri.toString(), [...(this.edits.get(uri.toString()) ?? []), ...edits]);
	}
	replace(uri, range, newText) {
		this.set(uri, [new TextEdit(range, newText)]);
	}
	insert(uri, position, newText) {
		this.replace(uri, new Range(position, position), newText);
	}
	delete(uri, range) {
		this.replace(uri, range, "");
	}
}

// A class whose constructor keeps its arguments under these names.
const record = (...names) =>
	class {
		constructor(...values) {
			names.forEach((name, i) => (this[name] = values[i]));
		}
	};

class TextEdit extends record("range", "newText") {}

class CodeActionKind {
	constructor(value) {
		this.value = value;
	}
	append(part) {
		return new CodeActionKind(this.value ? `${this.value}.${part}` : part);
	}
}
CodeActionKind.Empty = new CodeActionKind("");
for (const [name, value] of Object.entries({
	QuickFix: "quickfix",
	Refactor: "refactor",
	RefactorExtract: "refactor.extract",
	RefactorInline: "refactor.inline",
	RefactorRewrite: "refactor.rewrite",
	Source: "source",
	SourceOrganizeImports: "source.organizeImports",
}))
	CodeActionKind[name] = new CodeActionKind(value);

const counted = (...names) =>
	Object.fromEntries(
		names.flatMap((name, i) => [
			[name, i],
			[i, name],
		]),
	);

class TextDocument {
	version = 1;
	isClosed = false;
	constructor(uri, languageId, text) {
		Object.assign(this, { uri, languageId, text });
	}
	get fileName() {
		return this.uri.fsPath;
	}
	get lineCount() {
		return this.text.split("\n").length;
	}
	getText(range) {
		return range ? this.text.slice(this.offsetAt(range.start), this.offsetAt(range.end)) : this.text;
	}
	// Units of UTF-16, as of the strings of JavaScript.
	offsetAt({ line, character }) {
		const lines = this.text.split("\n");
		const before = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
		return Math.min(before + Math.min(character, lines[line]?.length ?? 0), this.text.length);
	}
	positionAt(offset) {
		const lines = this.text.slice(0, offset).split("\n");
		return new Position(lines.length - 1, lines.at(-1).length);
	}
	rangeOf(part) {
		const at = this.text.indexOf(part);
		if (at < 0) throw new Error(`not in ${path.basename(this.fileName)}: ${part}`);
		return new Range(this.positionAt(at), this.positionAt(at + part.length));
	}
}

module.exports = {
	Position,
	Range,
	Selection,
	Uri,
	Disposable,
	EventEmitter,
	CancellationTokenSource,
	CancellationError: class extends Error {},
	RelativePattern,
	WorkspaceEdit,
	TextEdit,
	TextDocument,
	CodeActionKind,
	Location: record("uri", "range"),
	Diagnostic: record("range", "message", "severity"),
	DiagnosticRelatedInformation: record("location", "message"),
	CompletionItem: record("label", "kind"),
	CompletionList: record("items", "isIncomplete"),
	CodeAction: record("title", "kind"),
	CodeLens: record("range", "command"),
	DocumentLink: record("range", "target"),
	Hover: record("contents", "range"),
	MarkdownString: class extends record("value") {
		appendMarkdown(text) {
			this.value = (this.value ?? "") + text;
			return this;
		}
		appendCodeblock(text) {
			return this.appendMarkdown("```\n" + text + "\n```");
		}
	},
	SnippetString: record("value"),
	SymbolInformation: record("name", "kind", "containerName", "location"),
	DocumentSymbol: class extends record("name", "detail", "kind", "range", "selectionRange") {
		children = [];
	},
	FoldingRange: record("start", "end", "kind"),
	SelectionRange: record("range", "parent"),
	DocumentHighlight: record("range", "kind"),
	InlayHint: record("position", "label", "kind"),
	CallHierarchyItem: record(),
	TypeHierarchyItem: record(),
	TabInputText: record("uri"),
	TabInputTextDiff: record(),
	TabInputCustom: record(),
	DiagnosticSeverity: counted("Error", "Warning", "Information", "Hint"),
	DiagnosticTag: { Unnecessary: 1, Deprecated: 2 },
	CompletionItemKind: { Text: 0, Snippet: 14 },
	CompletionItemTag: { Deprecated: 1 },
	CompletionTriggerKind: { Invoke: 0, TriggerCharacter: 1, TriggerForIncompleteCompletions: 2 },
	CodeActionTriggerKind: { Invoke: 1, Automatic: 2 },
	SymbolKind: { Property: 6, TypeParameter: 25 },
	SymbolTag: { Deprecated: 1 },
	DocumentHighlightKind: counted("Text", "Read", "Write"),
	FoldingRangeKind: { Comment: 1, Imports: 2, Region: 3 },
	ConfigurationTarget: { Global: 1, Workspace: 2, WorkspaceFolder: 3 },
	ProgressLocation: { Window: 10, Notification: 15 },
	FileType: { Unknown: 0, File: 1, Directory: 2 },
};
