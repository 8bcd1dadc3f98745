// The pages of rules, which satchel-lsp gives as Markdown, in the preview of VS Code.

import * as vscode from "vscode";

const SCHEME = "satchel-rule";
const pages = new Map(); // by the path of their address

export const registerPages = () =>
	vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
		provideTextDocumentContent: (uri) => pages.get(uri.path) ?? "",
	});

export async function showPage(rule, text) {
	const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
	pages.set(uri.path, text);
	await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
}
