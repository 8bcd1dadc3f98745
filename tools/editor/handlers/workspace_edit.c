#include "editor/handlers/workspace_edit.h"

#include "editor/documents/folders.h"

void open_edit(struct json *json, const struct language_server *server)
{
	json_open_object(json);
	json_key(json, server->client.edits_versions ? "documentChanges" : "changes");
	if (server->client.edits_versions)
		json_open_array(json);
	else
		json_open_object(json);
}

void open_file_edits(struct json *json, const struct language_server *server, const struct document *document,
		     const char *path)
{
	struct buf uri;
	buf_init(&uri, BUF_CAP);
	if (!document)
		document = documents_find_path(&server->documents, path);
	if (document)
		buf_text(&uri, document->uri);
	else
		folders_uri(server, path, &uri);
	if (server->client.edits_versions) {
		json_open_object(json);
		json_key(json, "textDocument");
		json_open_object(json);
		json_member_str(json, "uri", buf_view(&uri));
		json_key(json, "version");
		if (document)
			json_uint(json, (uint64_t)document->version);
		else
			json_none(json);
		json_close_object(json);
		json_key(json, "edits");
	} else {
		json_key(json, buf_cstr(&uri));
	}
	json_open_array(json);
	release_text(json, &uri);
}

void write_file_creation(struct json *json, const struct language_server *server, const char *path)
{
	json_open_object(json);
	json_member_text(json, "kind", "create");
	json_key(json, "uri");
	write_uri(json, server, path);
	json_key(json, "options");
	json_raw(json, STR("{\"ignoreIfExists\":true}"));
	json_close_object(json);
}

void write_text_edit(struct json *json, const struct language_server *server, const struct editor_text *text,
		     struct span span, struct str with)
{
	json_open_object(json);
	json_key(json, "range");
	write_range(json, server, text, span);
	json_member_str(json, "newText", with.at ? with : STR(""));
	json_close_object(json);
}

void close_file_edits(struct json *json, const struct language_server *server)
{
	json_close_array(json);
	if (server->client.edits_versions)
		json_close_object(json);
}

void close_edit(struct json *json, const struct language_server *server)
{
	if (server->client.edits_versions)
		json_close_array(json);
	else
		json_close_object(json);
	json_close_object(json);
}
