// Red Hat's XML extension checks lessons, too, if it knows their schema, and otherwise reports that it knows none.
// satchel-lsp says the same and more, so this offers to leave checking to it. All else that the other extension does
// stays.

import path from "node:path";
import * as vscode from "vscode";

const EXTENSION = "redhat.vscode-xml";
const FILTERS = "validation.filters"; // of its section, xml
const ASKED = "redhat.asked"; // in the state of the workspace

/** All files of a tree, as a pattern of that extension, where ** also matches nothing. */
function patternOf(folder, base) {
	const names = path.relative(path.dirname(base), folder).split(path.sep);
	return `**/${names.join("/").replace(/[[\]{}*?\\]/g, "\\$&")}/**.xml`;
}

/** The patterns of the trees in the workspace that the other extension checks. */
function checkedTwice(trees, filters) {
	const patterns = [];
	for (const folder of trees.folders) {
		const base = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder))?.uri.fsPath;
		if (base) patterns.push(patternOf(folder, base));
	}
	return patterns.filter((pattern) => !filters.some((filter) => filter.pattern === pattern));
}

/** Offers it once in each workspace. */
export async function offerToCheckOnce(trees, state) {
	if (!vscode.extensions.getExtension(EXTENSION) || state.get(ASKED)) return;
	const xml = vscode.workspace.getConfiguration("xml");
	const filters = xml.get(FILTERS) ?? [];
	const patterns = checkedTwice(trees, filters);
	if (xml.get("validation.enabled") === false || patterns.length === 0) return;
	await state.update(ASKED, true);
	const leave = "Leave It to Satchel";
	const answer = await vscode.window.showInformationMessage(
		"Red Hat's XML extension checks lessons, too, so some mistakes are reported twice.",
		leave,
		"Keep Both",
	);
	if (answer !== leave) return;
	const added = patterns.map((pattern) => ({ pattern, enabled: false, noGrammar: "ignore" }));
	await xml.update(FILTERS, [...added, ...filters], vscode.ConfigurationTarget.Workspace);
}
