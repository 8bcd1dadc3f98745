/* The collection around the notes: note types, decks and settings, as JSON in schema 11, or in tables in schema 18. */
#include "base/json.h"
#include "convert/anki/export_parts.h"
#include "convert/anki/protobuf.h"

#include <stdio.h>

enum { STOCK_OCCLUSION = 6 /* Anki's own number of its note type for image occlusions */, DEFAULT_DECK = 1 };

/* Settings that old versions need; they are those of new collections, and importing changes no one's. */
static const char config[] = "{\"activeDecks\":[1],\"addToCur\":true,\"collapseTime\":1200,\"curDeck\":1,"
			     "\"curModel\":\"1606694400001\",\"dueCounts\":true,\"estTimes\":true,\"newSpread\":0,"
			     "\"nextPos\":1,\"sortBackwards\":false,\"sortType\":\"noteFld\",\"timeLim\":0}";
static const char deck_config[] =
	"{\"1\":{\"id\":1,\"name\":\"Default\",\"mod\":0,\"usn\":0,\"maxTaken\":60,\"autoplay\":true,\"timer\":0,"
	"\"replayq\":true,\"new\":{\"bury\":true,\"delays\":[1,10],\"initialFactor\":2500,\"ints\":[1,4,7],\"order\":1,"
	"\"perDay\":20,\"separate\":true},\"rev\":{\"bury\":true,\"ease4\":1.3,\"fuzz\":0.05,\"ivlFct\":1,"
	"\"maxIvl\":36500,\"minSpace\":1,\"perDay\":200},\"lapse\":{\"delays\":[10],\"leechAction\":0,\"leechFails\":8,"
	"\"minInt\":1,\"mult\":0}}}";

static void put_bool(struct json *json, const char *key, bool value)
{
	json_key(json, key);
	json_bool(json, value);
}

static void put_fields(struct json *json, const struct own_type *type, bool tagged)
{
	json_key(json, "flds");
	json_open_array(json);
	for (size_t i = 0; type->fields[i]; i++) {
		json_open_object(json);
		json_member_text(json, "name", type->fields[i]);
		json_member_uint(json, "ord", i);
		put_bool(json, "sticky", false);
		put_bool(json, "rtl", false);
		json_member_text(json, "font", "Arial");
		json_member_uint(json, "size", 20);
		json_key(json, "media");
		json_open_array(json);
		json_close_array(json);
		/* By the tags, Anki's editor of image occlusions finds its fields. */
		if (tagged && i <= OWN_COMMENTS) {
			json_member_uint(json, "tag", i);
			put_bool(json, "preventDeletion", i <= OWN_IMAGE);
		}
		json_close_object(json);
	}
	json_close_array(json);
}

static void put_template(struct json *json, const struct own_type *type)
{
	json_key(json, "tmpls");
	json_open_array(json);
	json_open_object(json);
	json_member_text(json, "name", type->template_name);
	json_member_uint(json, "ord", 0);
	json_member_text(json, "qfmt", type->question);
	json_member_text(json, "afmt", type->answer);
	json_member_text(json, "bqfmt", "");
	json_member_text(json, "bafmt", "");
	json_key(json, "did");
	json_none(json);
	json_close_object(json);
	json_close_array(json);
}

static void put_type(const struct anki_writer *writer, struct json *json, enum own_kind kind)
{
	const struct own_type *type = &own_types[kind];
	char id[32];
	snprintf(id, sizeof(id), "%llu", (unsigned long long)type->id);
	json_key(json, id);
	json_open_object(json);
	json_member_uint(json, "id", type->id);
	json_member_text(json, "name", type->name);
	json_member_uint(json, "type", type->cloze);
	json_member_uint(json, "mod", (uint64_t)writer->moment);
	json_key(json, "usn");
	json_raw(json, STR("-1"));
	json_member_uint(json, "sortf", 0);
	json_key(json, "did");
	json_none(json);
	put_fields(json, type, kind == OWN_OCCLUSION);
	put_template(json, type);
	json_member_text(json, "css", own_styles);
	json_member_text(json, "latexPre",
			 "\\documentclass[12pt]{article}\n\\usepackage[utf8]{inputenc}\n"
			 "\\usepackage{amssymb,amsmath}\n\\begin{document}\n");
	json_member_text(json, "latexPost", "\\end{document}");
	put_bool(json, "latexsvg", false);
	json_key(json, "req");
	json_raw(json, type->cloze ? STR("[]") : STR("[[0,\"any\",[0]]]"));
	json_key(json, "tags");
	json_raw(json, STR("[]"));
	json_key(json, "vers");
	json_raw(json, STR("[]"));
	if (kind == OWN_OCCLUSION)
		json_member_uint(json, "originalStockKind", STOCK_OCCLUSION);
	json_close_object(json);
}

static void put_deck(const struct anki_writer *writer, struct json *json, int64_t id, struct str name,
		     struct str description)
{
	static const char *const amounts[] = { "newToday", "revToday", "lrnToday", "timeToday" };
	char text[32];
	snprintf(text, sizeof(text), "%lld", (long long)id);
	json_key(json, text);
	json_open_object(json);
	json_member_uint(json, "id", (uint64_t)id);
	json_member_str(json, "name", name);
	json_member_str(json, "desc", description);
	json_member_uint(json, "mod", (uint64_t)writer->moment);
	json_key(json, "usn");
	json_raw(json, STR("-1"));
	json_member_uint(json, "dyn", 0);
	json_member_uint(json, "conf", 1);
	put_bool(json, "collapsed", false);
	put_bool(json, "browserCollapsed", false);
	json_member_uint(json, "extendNew", 0);
	json_member_uint(json, "extendRev", 0);
	for (size_t i = 0; i < sizeof(amounts) / sizeof(amounts[0]); i++) {
		json_key(json, amounts[i]);
		json_raw(json, STR("[0,0]"));
	}
	json_close_object(json);
}

static enum result write_json(struct anki_writer *writer)
{
	struct buf models, decks;
	struct json json;
	sqlite3_stmt *row = NULL;
	buf_init(&models, BUF_CAP);
	buf_init(&decks, BUF_CAP);
	json_init(&json, &models);
	json_open_object(&json);
	for (int kind = OWN_CARD; kind < OWN_KINDS; kind++)
		put_type(writer, &json, (enum own_kind)kind);
	json_close_object(&json);
	json_init(&json, &decks);
	json_open_object(&json);
	put_deck(writer, &json, DEFAULT_DECK, STR("Default"), STR(""));
	for (const struct out_deck *deck = writer->decks; deck; deck = deck->next)
		put_deck(writer, &json, deck->id, deck->name, deck->description);
	json_close_object(&json);
	if (buf_failed(&models) || buf_failed(&decks))
		out_fail(writer, RESULT_NO_MEMORY, "");
	if (out_prepare(writer, "insert into col values (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')", &row)) {
		sqlite3_bind_int64(row, 1, writer->moment);
		sqlite3_bind_int64(row, 2, writer->moment * 1000);
		sqlite3_bind_int64(row, 3, writer->moment * 1000);
		sqlite3_bind_text(row, 4, config, -1, SQLITE_STATIC);
		sqlite3_bind_text(row, 5, buf_cstr(&models), -1, SQLITE_STATIC);
		sqlite3_bind_text(row, 6, buf_cstr(&decks), -1, SQLITE_STATIC);
		sqlite3_bind_text(row, 7, deck_config, -1, SQLITE_STATIC);
		out_step(writer, row);
	}
	sqlite3_finalize(row);
	out_run(writer,
		"create table graves (usn integer not null, oid integer not null, type integer not null); commit;");
	buf_release(&models);
	buf_release(&decks);
	return writer->result;
}

static const char latest_tables[] =
	"create table fields (ntid integer not null, ord integer not null, name text not null collate unicase,"
	" config blob not null, primary key (ntid, ord)) without rowid;"
	"create unique index idx_fields_name_ntid on fields (name, ntid);"
	"create table templates (ntid integer not null, ord integer not null, name text not null collate unicase,"
	" mtime_secs integer not null, usn integer not null, config blob not null, primary key (ntid, ord)) without "
	"rowid;"
	"create unique index idx_templates_name_ntid on templates (name, ntid);"
	"create index idx_templates_usn on templates (usn);"
	"create table notetypes (id integer not null primary key, name text not null collate unicase,"
	" mtime_secs integer not null, usn integer not null, config blob not null);"
	"create unique index idx_notetypes_name on notetypes (name);"
	"create index idx_notetypes_usn on notetypes (usn);"
	"create table decks (id integer primary key not null, name text not null collate unicase,"
	" mtime_secs integer not null, usn integer not null, common blob not null, kind blob not null);"
	"create unique index idx_decks_name on decks (name);"
	"create table deck_config (id integer primary key not null, name text not null collate unicase,"
	" mtime_secs integer not null, usn integer not null, config blob not null);"
	"create table config (key text not null primary key, usn integer not null, mtime_secs integer not null,"
	" val blob not null) without rowid;"
	"create table tags (tag text not null primary key collate unicase, usn integer not null,"
	" collapsed boolean not null, config blob null) without rowid;"
	"create table graves (oid integer not null, type integer not null, usn integer not null,"
	" primary key (oid, type)) without rowid;"
	"create index idx_graves_pending on graves (usn);"
	"create index idx_cards_odid on cards (odid) where odid != 0;"
	"create index idx_notes_mid on notes (mid);"
	"insert into deck_config values (1, 'Default', 0, 0, x'');";

/* Binds a message, or a text; it must live until the statement is executed. */
static void bind(struct anki_writer *writer, sqlite3_stmt *row, int at, const struct buf *bytes)
{
	if (buf_failed(bytes))
		out_fail(writer, RESULT_NO_MEMORY, "");
	sqlite3_bind_blob(row, at, buf_cstr(bytes), (int)bytes->len, SQLITE_STATIC);
}

static void write_type(struct anki_writer *writer, enum own_kind kind, sqlite3_stmt *types, sqlite3_stmt *fields,
		       sqlite3_stmt *templates)
{
	const struct own_type *type = &own_types[kind];
	struct buf message;
	buf_init(&message, BUF_CAP);
	/* Notetype.Config: kind (1), styles (3), what of Anki it is made from (9). */
	protobuf_put_number(&message, 1, type->cloze);
	protobuf_put_bytes(&message, 3, str_from(own_styles));
	protobuf_put_number(&message, 9, kind == OWN_OCCLUSION ? STOCK_OCCLUSION : 0);
	sqlite3_bind_int64(types, 1, (sqlite3_int64)type->id);
	sqlite3_bind_text(types, 2, type->name, -1, SQLITE_STATIC);
	sqlite3_bind_int64(types, 3, writer->moment);
	bind(writer, types, 4, &message);
	out_step(writer, types);
	for (size_t i = 0; type->fields[i]; i++) {
		/* Field.Config: font (3) and its size (4), tag (10). */
		buf_clear(&message);
		protobuf_put_bytes(&message, 3, STR("Arial"));
		protobuf_put_number(&message, 4, 20);
		if (kind == OWN_OCCLUSION && i <= OWN_COMMENTS)
			protobuf_put_number(&message, 10, i);
		sqlite3_bind_int64(fields, 1, (sqlite3_int64)type->id);
		sqlite3_bind_int64(fields, 2, (sqlite3_int64)i);
		sqlite3_bind_text(fields, 3, type->fields[i], -1, SQLITE_STATIC);
		bind(writer, fields, 4, &message);
		out_step(writer, fields);
	}
	/* Template.Config: question (1), answer (2). */
	buf_clear(&message);
	protobuf_put_bytes(&message, 1, str_from(type->question));
	protobuf_put_bytes(&message, 2, str_from(type->answer));
	sqlite3_bind_int64(templates, 1, (sqlite3_int64)type->id);
	sqlite3_bind_text(templates, 2, type->template_name, -1, SQLITE_STATIC);
	sqlite3_bind_int64(templates, 3, writer->moment);
	bind(writer, templates, 4, &message);
	out_step(writer, templates);
	buf_release(&message);
}

static void write_deck(struct anki_writer *writer, sqlite3_stmt *row, int64_t id, struct str name,
		       struct str description)
{
	struct buf path, message, kind;
	buf_init(&path, BUF_CAP);
	buf_init(&message, BUF_CAP);
	buf_init(&kind, BUF_CAP);
	for (size_t i = 0; i < name.len; i++) {
		bool part = name.at[i] == ':' && i + 1 < name.len && name.at[i + 1] == ':';
		buf_char(&path, part ? '\x1f' : name.at[i]);
		i += part;
	}
	/* KindContainer: normal (1), a Normal with its settings (1) and description (4). */
	protobuf_put_number(&message, 1, 1);
	protobuf_put_bytes(&message, 4, description);
	protobuf_put_bytes(&kind, 1, buf_view(&message));
	sqlite3_bind_int64(row, 1, id);
	sqlite3_bind_text(row, 2, buf_cstr(&path), (int)path.len, SQLITE_STATIC);
	sqlite3_bind_int64(row, 3, writer->moment);
	bind(writer, row, 4, &kind);
	out_step(writer, row);
	buf_release(&path);
	buf_release(&message);
	buf_release(&kind);
}

static enum result write_tables(struct anki_writer *writer)
{
	sqlite3_stmt *types = NULL, *fields = NULL, *templates = NULL, *decks = NULL, *col = NULL;
	if (out_run(writer, latest_tables) &&
	    out_prepare(writer, "insert into notetypes values (?, ?, ?, -1, ?)", &types) &&
	    out_prepare(writer, "insert into fields values (?, ?, ?, ?)", &fields) &&
	    out_prepare(writer, "insert into templates values (?, 0, ?, ?, -1, ?)", &templates) &&
	    out_prepare(writer, "insert into decks values (?, ?, ?, -1, x'', ?)", &decks) &&
	    out_prepare(writer, "insert into col values (1, ?1, ?1 * 1000, ?1 * 1000, 18, 0, 0, 0, '', '', '', '', '')",
			&col)) {
		for (int kind = OWN_CARD; kind < OWN_KINDS; kind++)
			write_type(writer, (enum own_kind)kind, types, fields, templates);
		write_deck(writer, decks, DEFAULT_DECK, STR("Default"), STR(""));
		for (const struct out_deck *deck = writer->decks; deck; deck = deck->next)
			write_deck(writer, decks, deck->id, deck->name, deck->description);
		sqlite3_bind_int64(col, 1, writer->moment);
		out_step(writer, col);
	}
	sqlite3_finalize(types);
	sqlite3_finalize(fields);
	sqlite3_finalize(templates);
	sqlite3_finalize(decks);
	sqlite3_finalize(col);
	out_run(writer, "commit");
	return writer->result;
}

enum result out_write_collection(struct anki_writer *writer)
{
	out_set_moment(writer);
	return writer->latest ? write_tables(writer) : write_json(writer);
}
