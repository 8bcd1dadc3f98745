/* What client and server can do. */
#include "editor/server.h"

#include "check/media/media.h"
#include "editor/documents/folders.h"

static void read_client(struct language_server *server, struct json_walk params)
{
	struct client *client = &server->client;
	struct json_walk own, value;
	uint64_t process;
	if (params_number(params, "processId", &process) && process <= INT32_MAX)
		server->parent = (pid_t)process;
	if (!params_find(params, "capabilities", &own))
		return;
	server->encoding = params_lists(own, "general.positionEncodings", "utf-8")    ? POSITION_UTF8
			   : params_lists(own, "general.positionEncodings", "utf-32") ? POSITION_UTF32
										      : POSITION_UTF16;
	client->versions = params_bool(own, "textDocument.publishDiagnostics.versionSupport");
	client->related = params_bool(own, "textDocument.publishDiagnostics.relatedInformation");
	client->pulls = params_find(own, "textDocument.diagnostic", &value) && walk_kind(&value) == '{';
	client->refreshes = params_bool(own, "workspace.diagnostics.refreshSupport");
	client->lenses = params_bool(own, "workspace.codeLens.refreshSupport");
	client->watches = params_bool(own, "workspace.didChangeWatchedFiles.dynamicRegistration");
	client->hierarchy = params_bool(own, "textDocument.documentSymbol.hierarchicalDocumentSymbolSupport");
	client->edits_versions = params_bool(own, "workspace.workspaceEdit.documentChanges");
	/* Only versioned edits can create files, but Neovim does not say that it knows these. */
	client->creates = params_lists(own, "workspace.workspaceEdit.resourceOperations", "create");
	client->edits_versions = client->edits_versions || client->creates;
	client->snippets = params_bool(own, "textDocument.completion.completionItem.snippetSupport");
}

/* Files and folders of any name may be lessons or pictures, or contain them. */
#define FILES(operation) "\"" operation "\":{\"filters\":[{\"scheme\":\"file\",\"pattern\":{\"glob\":\"**/*\"}}]}"

static void write_capabilities(const struct language_server *server, struct json *json)
{
	static const char *const encodings[] = { "utf-8", "utf-16", "utf-32" };
	static const char *const provided[] = { "hoverProvider",	  "definitionProvider",
						"referencesProvider",	  "documentHighlightProvider",
						"documentSymbolProvider", "workspaceSymbolProvider",
						"foldingRangeProvider",	  "documentFormattingProvider",
						"selectionRangeProvider", "documentRangeFormattingProvider" };
	json_member_text(json, "positionEncoding", encodings[server->encoding]);
	json_key(json, "textDocumentSync");
	json_raw(json, STR("{\"openClose\":true,\"change\":2,\"save\":true}"));
	for (size_t i = 0; i < sizeof(provided) / sizeof(*provided); i++) {
		json_key(json, provided[i]);
		json_bool(json, true);
	}
	json_key(json, "renameProvider");
	json_raw(json, STR("{\"prepareProvider\":true}"));
	json_key(json, "codeLensProvider");
	json_raw(json, STR("{\"resolveProvider\":false}"));
	json_key(json, "documentLinkProvider");
	json_raw(json, STR("{\"resolveProvider\":false}"));
	json_key(json, "codeActionProvider");
	json_raw(json, STR("{\"codeActionKinds\":[\"quickfix\",\"refactor\",\"source.fixAll.satchel\"]}"));
	json_key(json, "completionProvider");
	json_raw(json, STR("{\"triggerCharacters\":[\"<\",\" \",\"\\\"\",\"'\",\"/\",\"#\"]}"));
	json_key(json, "executeCommandProvider");
	json_raw(json, STR("{\"commands\":[\"satchel.explain\"]}"));
	json_key(json, "workspace");
	json_raw(json, STR("{\"workspaceFolders\":{\"supported\":true,\"changeNotifications\":true},"
			   "\"fileOperations\":{" FILES("willRename") "," FILES("didRename") "," FILES(
				   "didCreate") "," FILES("didDelete") "}}"));
	if (server->client.pulls) {
		json_key(json, "diagnosticProvider");
		json_raw(json, STR("{\"identifier\":\"satchel\",\"interFileDependencies\":true,"
				   "\"workspaceDiagnostics\":true}"));
	}
}

enum reply initialize(struct language_server *server, struct json_walk params, struct json *result)
{
	if (server->initialized)
		return server_fail(server, "the server is already initialized");
	server->initialized = true;
	read_client(server, params);
	folders_start(server, params);
	json_open_object(result);
	json_key(result, "capabilities");
	json_open_object(result);
	write_capabilities(server, result);
	json_close_object(result);
	json_key(result, "serverInfo");
	json_open_object(result);
	json_member_text(result, "name", "satchel-lsp");
	json_member_text(result, "version", SATCHEL_VERSION);
	json_close_object(result);
	json_close_object(result);
	return REPLY_OK;
}

/* Asks the client to report changes of the files that findings depend on. */
enum reply note_initialized(struct language_server *server, struct json_walk params, struct json *result)
{
	struct buf what;
	(void)params, (void)result;
	if (!server->client.watches)
		return REPLY_OK;
	buf_init(&what, BUF_CAP);
	buf_text(&what, "{\"registrations\":[{\"id\":\"files\",\"method\":\"workspace/didChangeWatchedFiles\","
			"\"registerOptions\":{\"watchers\":[{\"globPattern\":\"**/*.{xml,lock,txt");
	for (size_t i = 0; media_extension(i); i++)
		buf_format(&what, ",%s", media_extension(i));
	buf_text(&what, "}\"}]}}]}");
	server_ask(server, "client/registerCapability", buf_view(&what));
	buf_release(&what);
	return REPLY_OK;
}
