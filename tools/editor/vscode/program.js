// Where satchel-lsp is.

import { accessSync, constants, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import * as vscode from "vscode";

function isProgram(file) {
	try {
		accessSync(file, constants.X_OK);
		return statSync(file).isFile();
	} catch {
		return false;
	}
}

const hasFolder = (name) => /[\\/]/.test(name);

/** The path of a program, if it is there. A name without a folder is looked for in PATH. */
function findProgram(name, folder) {
	const listed = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
	return (hasFolder(name) ? [folder ?? ""] : listed).map((one) => path.resolve(one, name)).find(isProgram);
}

/** The program as it is configured, and its path, if it is there. */
export function locateServer() {
	const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
	const name = vscode.workspace.getConfiguration("satchel").get("server.path", "").trim() || "satchel-lsp";
	const whole = name.replace(/^~(?=\/)/, () => os.homedir()).replace(/\$\{workspaceFolder\}/g, () => folder ?? "");
	return { name, file: findProgram(whole, folder) };
}

/** Says what to do if it is not there. */
export async function tellMissing(name) {
	const settings = "Open Settings";
	const again = "Try Again";
	const answer = await vscode.window.showErrorMessage(
		hasFolder(name)
			? `There is no program '${name}', so lessons are not checked. Correct its path in the settings.`
			: `'${name}' was not found, so lessons are not checked. It is part of Satchel: run 'make install' in the ` +
					"folder of its sources, or set the path of the program.",
		settings,
		again,
	);
	if (answer === settings)
		await vscode.commands.executeCommand("workbench.action.openSettings", "satchel.server.path");
	if (answer === again) await vscode.commands.executeCommand("satchel.restart");
}
