// Which documents are Satchel's: the XML files of trees, and lessons that are in none. All others are left to other
// extensions. A tree is a folder with satchel.xml; a file belongs to the nearest one above it, as for satchel-lsp.

import { existsSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";

export const MARKER = "satchel.xml";

/** A lesson names it in its root element, among the first characters. */
const NAMESPACE = "urn:satchel:lesson:1";
const START = 4000;

const isXml = (document) => document.languageId === "xml" && document.uri.scheme === "file";

const isTree = (folder) => existsSync(path.join(folder, MARKER));

/** The folder of the tree that a file is in, if it is in one. */
function treeOf(file) {
	let folder = path.dirname(file);
	while (!isTree(folder) && folder !== path.dirname(folder)) folder = path.dirname(folder);
	return isTree(folder) ? folder : undefined;
}

const isLesson = (document) =>
	document.getText(new vscode.Range(document.positionAt(0), document.positionAt(START))).includes(NAMESPACE);

/** A name as a pattern of VS Code that matches only it. */
const literally = (name) => name.replace(/[[\]{}*?]/g, "[$&]");

const within = (folder, pattern) => ({
	language: "xml",
	scheme: "file",
	pattern: new vscode.RelativePattern(vscode.Uri.file(folder), pattern),
});

export class Trees {
	folders = new Set();
	/** Lessons in no tree. */
	lessons = new Set();

	/** Finds the trees of the workspace, also those of which no file is open. */
	async search() {
		const found = await vscode.workspace.findFiles("**/" + MARKER, "**/{node_modules,.git}/**");
		for (const uri of found) this.folders.add(path.dirname(uri.fsPath));
	}

	/** Adds the tree that a document is in, or the document if it is a lesson in none. Returns whether that is new. */
	add(document) {
		if (!isXml(document)) return false;
		const file = document.uri.fsPath;
		const folder = treeOf(file);
		const set = folder ? this.folders : this.lessons;
		const one = folder ?? file;
		if (set.has(one) || (!folder && !isLesson(document))) return false;
		set.add(one);
		return true;
	}

	/** Forgets trees that have lost their satchel.xml. */
	forget() {
		for (const folder of this.folders) if (!isTree(folder)) this.folders.delete(folder);
	}

	get isEmpty() {
		return this.folders.size + this.lessons.size === 0;
	}

	/** The documents, as the client selects them. */
	get selector() {
		const trees = [...this.folders].map((folder) => within(folder, "**/*"));
		const alone = [...this.lessons].map((file) => within(path.dirname(file), literally(path.basename(file))));
		return [...trees, ...alone];
	}
}
