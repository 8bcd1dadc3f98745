// Satchel in VS Code: starts satchel-lsp for the lessons of a workspace. What is known about lessons is in the server.

import * as vscode from "vscode";
import { addItem } from "./items.js";
import { registerPages } from "./pages.js";
import { offerToCheckOnce } from "./redhat.js";
import { Session } from "./session.js";
import { MARKER, Trees } from "./trees.js";

let session;

const fixAll = () =>
	vscode.commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.satchel", apply: "first" });

export async function activate(context) {
	const { commands, window, workspace } = vscode;
	const output = window.createOutputChannel("Satchel");
	const trees = new Trees();
	session = new Session(output, trees);

	const begin = async () => {
		await session.restart();
		void offerToCheckOnce(trees, context.workspaceState); // waits for the user
	};
	const addOpen = () => workspace.textDocuments.forEach((document) => trees.add(document));
	const note = (document) => (trees.add(document) ? begin() : undefined);
	const noteMarkers = () => {
		trees.forget();
		addOpen();
		return begin();
	};
	const noteSettings = (event) => (event.affectsConfiguration("satchel.server") ? session.restart() : undefined);

	const markers = workspace.createFileSystemWatcher("**/" + MARKER, false, true, false);
	context.subscriptions.push(
		output,
		markers,
		markers.onDidCreate(noteMarkers),
		markers.onDidDelete(noteMarkers),
		registerPages(),
		workspace.onDidOpenTextDocument(note),
		workspace.onDidSaveTextDocument(note),
		workspace.onDidChangeConfiguration(noteSettings),
		commands.registerCommand("satchel.restart", () => session.restart()),
		commands.registerCommand("satchel.showOutput", () => output.show()),
		commands.registerCommand("satchel.fixAll", fixAll),
		commands.registerCommand("satchel.newQuestion", () => addItem("questions")),
		commands.registerCommand("satchel.newCard", () => addItem("cards")),
	);
	await trees.search();
	addOpen();
	if (!trees.isEmpty) await begin();
}

export const deactivate = () => session?.stop();
