#include "editor/handlers/actions.h"

#include "check/core/check.h"
#include "editor/documents/diagnostics.h"
#include "lesson/id.h"
#include "lesson/reader.h"

#include <stdlib.h>

void open_action(struct json *json, const struct language_server *server, const struct document *document,
		 const char *title, const char *kind)
{
	json_open_object(json);
	json_member_text(json, "title", title);
	json_member_text(json, "kind", kind);
	json_key(json, "edit");
	open_edit(json, server);
	open_file_edits(json, server, document, NULL);
}

void close_action(struct json *json, const struct language_server *server)
{
	close_file_edits(json, server);
	close_edit(json, server);
}

static void write_diagnostic_of(struct json *json, struct language_server *server,
				const struct document *document, const struct editor_finding *finding)
{
	json_key(json, "diagnostics");
	json_open_array(json);
	write_finding(json, server, &document->text, finding);
	json_close_array(json);
}

static void write_fix(struct json *json, struct language_server *server, const struct document *document,
		      const struct editor_finding *finding)
{
	struct buf title;
	const char *what = finding->help ? finding->help : finding->message;
	const char *others = strstr(what, ", or "); /* the edits are what it advises first */
	buf_init(&title, BUF_CAP);
	buf_format(&title, "%s%.*s", finding->fix == FIX_SAFE ? "Fix: " : "Fix, may change the meaning: ",
		   others ? (int)(others - what) : (int)strlen(what), what);
	open_action(json, server, document, buf_cstr(&title), "quickfix");
	for (const struct edit *edit = finding->edits; edit; edit = edit->next)
		write_text_edit(json, server, &document->text, edit->span, edit->text);
	close_action(json, server);
	write_diagnostic_of(json, server, document, finding);
	if (finding->fix == FIX_SAFE) {
		json_key(json, "isPreferred");
		json_bool(json, true);
	}
	json_close_object(json);
	release_text(json, &title);
}

/* Edits of findings are applied together or not at all; those that touch edits of an earlier finding are left for the
 * next time. */
static bool touches(const struct editor_finding *finding, const struct edit *const *taken, size_t count)
{
	for (const struct edit *edit = finding->edits; edit; edit = edit->next)
		for (size_t i = 0; i < count; i++)
			if (edit->span.start <= taken[i]->span.end && taken[i]->span.start <= edit->span.end)
				return true;
	return false;
}

static void write_fix_all(struct json *json, const struct language_server *server, const struct document *document)
{
	size_t count = 0, room = 0;
	for (const struct editor_finding *f = document_next_finding(document, NULL); f;
	     f = document_next_finding(document, f))
		for (const struct edit *edit = f->fix == FIX_SAFE ? f->edits : NULL; edit; edit = edit->next)
			room++;
	const struct edit **taken = room ? calloc(room, sizeof(*taken)) : NULL;
	json->out->failed = json->out->failed || (room && !taken);
	if (!taken)
		return;
	open_action(json, server, document, "Apply all safe fixes", "source.fixAll.satchel");
	for (const struct editor_finding *f = document_next_finding(document, NULL); f;
	     f = document_next_finding(document, f)) {
		if (f->fix != FIX_SAFE || touches(f, taken, count))
			continue;
		for (const struct edit *edit = f->edits; edit; edit = edit->next) {
			taken[count++] = edit;
			write_text_edit(json, server, &document->text, edit->span, edit->text);
		}
	}
	close_action(json, server);
	json_close_object(json);
	free(taken);
}

/* The offset after the start tag of the question, card or entry with this id, or of the lesson; 0 if there is none. */
static size_t inside_item(struct language_server *server, const struct document *document,
			  const struct editor_finding *finding)
{
	struct str bytes = buf_view(&document->text.bytes);
	struct mentions *mentions = mentions_read_text(document->path, bytes, &server->starved);
	struct span whole = { 0, 0 };
	for (const struct id_mention *m = mentions ? mentions->first : NULL; m; m = m->next) {
		bool of_item = finding->item.at && str_equal(m->key, finding->item);
		if (m->defines && (of_item || (m->kind == KIND_LESSON && !whole.end)))
			whole = m->whole;
	}
	mentions_free(mentions);
	char quote = 0;
	for (size_t i = whole.start; i < whole.end; i++) {
		char c = bytes.at[i];
		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			return bytes.at[i - 1] == '/' ? 0 : i + 1;
	}
	return 0;
}

static void write_suppression(struct json *json, struct language_server *server, const struct document *document,
			      const struct editor_finding *finding)
{
	size_t at = rule_is_of_form(finding->name) || strncmp(finding->name, "suppression/", 12) == 0
			    ? 0
			    : inside_item(server, document, finding);
	struct buf title, text;
	if (!at)
		return;
	buf_init(&title, BUF_CAP);
	buf_init(&text, BUF_CAP);
	buf_format(&title, "Suppress %s here, with a reason", finding->name);
	buf_format(&text, "<?satchel-ignore %s reason=\"\"?>", finding->name);
	open_action(json, server, document, buf_cstr(&title), "quickfix");
	write_text_edit(json, server, &document->text, (struct span){ (uint32_t)at, (uint32_t)at }, buf_view(&text));
	close_action(json, server);
	write_diagnostic_of(json, server, document, finding);
	json_close_object(json);
	release_text(json, &title);
	release_text(json, &text);
}

void write_explain(struct json *json, struct str title, const char *rule)
{
	json_key(json, "command");
	json_open_object(json);
	json_member_str(json, "title", title);
	json_member_text(json, "command", "satchel.explain");
	json_key(json, "arguments");
	json_open_array(json);
	json_text(json, rule);
	json_close_array(json);
	json_close_object(json);
}

/* It is of the kind of fixes, because VS Code shows none without a kind. */
static void write_explanation(struct json *json, struct language_server *server, const struct document *document,
			      const struct editor_finding *finding)
{
	struct buf title;
	if (!check_rule_page(finding->rule))
		return;
	buf_init(&title, BUF_CAP);
	buf_format(&title, "Explain %s", finding->name);
	json_open_object(json);
	json_member_str(json, "title", buf_view(&title));
	json_member_text(json, "kind", "quickfix");
	write_diagnostic_of(json, server, document, finding);
	write_explain(json, buf_view(&title), finding->name);
	json_close_object(json);
	release_text(json, &title);
}

/* Whether the client asks for actions of this kind: "source.fixAll" also asks for "source.fixAll.satchel". */
static bool is_wanted(struct json_walk params, const char *kind)
{
	struct json_walk only;
	struct json_string string;
	if (!params_find(params, "context.only", &only) || walk_kind(&only) != '[')
		return true;
	bool wanted = false;
	if (walk_array(&only))
		while (walk_element(&only)) {
			char name[64] = "?";
			if (walk_kind(&only) != '"')
				walk_skip(&only);
			else if (walk_text(&only, &string) && string_copy(string, name, sizeof(name))) {
				size_t len = strlen(name);
				wanted = wanted || (strncmp(name, kind, len) == 0 &&
						    (kind[len] == '\0' || kind[len] == '.' || len == 0));
			}
		}
	return wanted;
}

enum reply list_actions(struct language_server *server, struct json_walk params, struct json *result)
{
	struct document *document = server_document(server, params);
	struct position start, end;
	if (!document || !params_position(params, "range.start", &start) || !params_position(params, "range.end", &end))
		return REPLY_INVALID;
	diagnostics_refresh(server, document);
	size_t from = text_offset(&document->text, start, server->encoding);
	size_t to = text_offset(&document->text, end, server->encoding);
	bool quick = is_wanted(params, "quickfix");
	json_open_array(result);
	for (const struct editor_finding *f = document_next_finding(document, NULL); f && quick;
	     f = document_next_finding(document, f)) {
		if (f->span.start > to || f->span.end < from)
			continue;
		if (f->edits)
			write_fix(result, server, document, f);
		write_suppression(result, server, document, f);
		write_explanation(result, server, document, f);
	}
	if (quick)
		write_id_giving(result, server, document, from);
	if (is_wanted(params, "refactor"))
		write_item_actions(result, server, document, from);
	if (is_wanted(params, "source.fixAll.satchel"))
		write_fix_all(result, server, document);
	json_close_array(result);
	return REPLY_OK;
}

bool note_tree_ids(struct language_server *server, const struct document *document, struct new_ids *ids)
{
	const struct editor_tree *tree = diagnostics_tree(server, document);
	bool good = new_ids_note(ids, buf_view(&document->text.bytes));
	for (const struct mentions *lesson = tree ? tree->lessons : NULL; lesson && good; lesson = lesson->next)
		for (const struct id_mention *m = lesson->first; m && good; m = m->next)
			good = !m->defines || new_ids_take(ids, m->key);
	return good;
}

/* satchel.explain: the page of a rule, as Markdown. */
enum reply run_command(struct language_server *server, struct json_walk params, struct json *result)
{
	struct json_walk arguments;
	struct json_string string;
	char name[100] = "";
	if (!params_text(params, "command", &server->uri) || !str_is(buf_view(&server->uri), "satchel.explain"))
		return server_fail(server, "unknown command");
	if (!params_find(params, "arguments", &arguments) || walk_kind(&arguments) != '[' || !walk_array(&arguments) ||
	    !walk_element(&arguments) || walk_kind(&arguments) != '"' || !walk_text(&arguments, &string) ||
	    !string_copy(string, name, sizeof(name)))
		return REPLY_INVALID;
	enum rule_id rule = strncmp(name, "custom/", 7) == 0 ? RULE_CUSTOM_PATTERN : rule_find(str_from(name));
	const char *page = rule == RULE_COUNT ? NULL : check_rule_page(rule);
	if (!page)
		return server_fail(server, "unknown rule '%s'", name);
	json_text(result, page);
	return REPLY_OK;
}
