// The server, and the client that talks to it. The client selects the documents of the known trees, so it is replaced
// when there is another one.

import { LanguageClient } from "vscode-languageclient/node";
import { showPage } from "./pages.js";
import { locateServer, tellMissing } from "./program.js";

export class Session {
	#output;
	#trees;
	#client;
	#last = Promise.resolve();

	constructor(output, trees) {
		this.#output = output;
		this.#trees = trees;
	}

	/** Starts the server, again if it runs, once what was begun before is done. Without lessons, there is none. */
	restart() {
		return this.#next(async () => {
			await this.#end();
			await this.#begin();
		});
	}

	stop() {
		return this.#next(() => this.#end());
	}

	#next(work) {
		this.#last = this.#last.then(work).catch((error) => this.#output.appendLine(String(error)));
		return this.#last;
	}

	async #begin() {
		if (this.#trees.isEmpty) {
			this.#output.appendLine(
				"There is no lesson and no folder with satchel.xml, so satchel-lsp is not started.",
			);
			return;
		}
		const { name, file } = locateServer();
		if (!file) {
			this.#output.appendLine(`'${name}' was not found.`);
			void tellMissing(name); // waits for the user
			return;
		}
		this.#client = new LanguageClient(
			"satchel",
			"Satchel",
			{ command: file },
			{
				documentSelector: this.#trees.selector,
				outputChannel: this.#output,
				diagnosticCollectionName: "satchel",
				middleware: { executeCommand },
			},
		);
		await this.#client.start();
	}

	async #end() {
		const client = this.#client;
		this.#client = undefined;
		if (client?.needsStop()) await client.dispose();
	}
}

/** Shows what the server answers to its command. */
async function executeCommand(command, values, next) {
	const result = await next(command, values);
	return command === "satchel.explain" ? showPage(values[0], result) : result;
}
