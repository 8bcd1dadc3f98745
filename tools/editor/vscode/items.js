// New questions and cards: begins an element at the end of the list. The server completes it, with a new id.

import * as vscode from "vscode";

/** Whether white space alone precedes the offset in its line, and how much. */
function indentBefore(text, offset) {
	const indent = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
	return /^[ \t]*$/.test(indent) ? indent : undefined;
}

/** Adds to a list of the open lesson: "questions" or "cards". */
export async function addItem(list) {
	const editor = vscode.window.activeTextEditor;
	const text = editor?.document.getText() ?? "";
	const end = text.lastIndexOf(`</${list}>`);
	if (end < 0) {
		void vscode.window.showInformationMessage(
			editor ? `This lesson has no <${list}> yet. Type < where they belong.` : "Open a lesson first.",
		);
		return;
	}
	const indent = indentBefore(text, end);
	const at = end - (indent?.length ?? 0);
	const before = indent === undefined ? "\n<" : `${indent}  <`;
	if (!(await editor.edit((edit) => edit.insert(editor.document.positionAt(at), before + "\n")))) return;
	const cursor = editor.document.positionAt(at + before.length);
	editor.selection = new vscode.Selection(cursor, cursor);
	editor.revealRange(editor.selection);
	await vscode.commands.executeCommand("editor.action.triggerSuggest");
}
