/* Schema 11 has note types and decks as JSON in the table col. Since schema 15, they have tables of their own, with
 * settings as messages: Notetype.Config has the kind (1) and styles (3), Template.Config the question (1) and answer
 * (2), and KindContainer of a deck the Normal (1) with the description (4). */
#include "convert/anki/schema.h"

#include "convert/anki/models.h"
#include "convert/anki/protobuf.h"

enum { SCHEMA_JSON = 11, SCHEMA_TABLES = 15, SCHEMA_LAST = 18 };

static enum result read_json(struct anki *anki, struct database *database, struct buf *why)
{
	sqlite3_stmt *query = NULL;
	bool found = false;
	struct buf text;
	buf_init(&text, BUF_CAP);
	enum result result = database_prepare(database, "select models, decks from col", &query, why);
	if (result == RESULT_OK)
		result = database_next(database, query, &found, why);
	if (result == RESULT_OK && !found) {
		buf_text(why, "the collection has no note types");
		result = RESULT_REFUSED;
	}
	if (result == RESULT_OK) {
		buf_str(&text, database_text(query, 0));
		result = buf_failed(&text) ? RESULT_NO_MEMORY : models_read(anki, buf_view(&text), why);
	}
	if (result == RESULT_OK) {
		buf_clear(&text);
		buf_str(&text, database_text(query, 1));
		result = buf_failed(&text) ? RESULT_NO_MEMORY : models_read_decks(anki, buf_view(&text), why);
	}
	sqlite3_finalize(query);
	buf_release(&text);
	return result;
}

/* Calls take for each row of a query. */
static enum result each_row(struct anki *anki, struct database *database, const char *sql,
			    void (*take)(struct anki *anki, sqlite3_stmt *row), struct buf *why)
{
	sqlite3_stmt *query = NULL;
	bool found = true;
	enum result result = database_prepare(database, sql, &query, why);
	while (result == RESULT_OK && found) {
		result = database_next(database, query, &found, why);
		if (result == RESULT_OK && found)
			take(anki, query);
	}
	sqlite3_finalize(query);
	return result;
}

static void take_type(struct anki *anki, sqlite3_stmt *row)
{
	struct str config = database_text(row, 2);
	sqlite3_int64 fields = sqlite3_column_int64(row, 3), templates = sqlite3_column_int64(row, 4);
	if (fields < 0 || fields > ANKI_FIELDS_MAX || templates < 0 || templates > ANKI_TEMPLATES_MAX)
		return;
	struct arena *arena = &anki->import->arena;
	/* Asking for other columns may move these texts. */
	struct str id = arena_str(arena, database_text(row, 0)), name = arena_str(arena, database_text(row, 1));
	struct anki_type *type = anki_add_type(anki, id, name, (size_t)fields, (size_t)templates);
	if (!type)
		return;
	type->cloze = protobuf_number(config, 1) == 1;
	anki_set_styles(anki, type, protobuf_bytes(config, 3));
}

static void take_field(struct anki *anki, sqlite3_stmt *row)
{
	struct anki_type *type = map_get(&anki->types, database_text(row, 0));
	sqlite3_int64 at = sqlite3_column_int64(row, 1);
	if (type && at >= 0 && at < (sqlite3_int64)type->field_count)
		type->fields[at] = make_str(&anki->import->arena, database_text(row, 2));
}

static void take_template(struct anki *anki, sqlite3_stmt *row)
{
	struct anki_type *type = map_get(&anki->types, database_text(row, 0));
	sqlite3_int64 at = sqlite3_column_int64(row, 1);
	struct str config = database_text(row, 3);
	if (type && at >= 0)
		anki_set_template(anki, type, (size_t)at, database_text(row, 2), protobuf_bytes(config, 1),
				  protobuf_bytes(config, 2));
}

/* The parts of a deck's name are separated by U+001F. */
static void take_deck(struct anki *anki, sqlite3_stmt *row)
{
	struct str name = database_text(row, 1);
	struct buf path;
	buf_init(&path, BUF_CAP);
	for (size_t i = 0; i < name.len; i++)
		if (name.at[i] == '\x1f')
			buf_text(&path, "::");
		else
			buf_char(&path, name.at[i]);
	struct str normal = protobuf_bytes(database_text(row, 2), 1);
	anki->import->arena.failed = anki->import->arena.failed || buf_failed(&path);
	(void)anki_add_deck(anki, database_text(row, 0), buf_view(&path), protobuf_bytes(normal, 4));
	buf_release(&path);
}

static enum result read_tables(struct anki *anki, struct database *database, struct buf *why)
{
	static const struct {
		const char *sql;
		void (*take)(struct anki *anki, sqlite3_stmt *row);
	} queries[] = {
		{ "select id, name, config, (select count(*) from fields where ntid = notetypes.id), "
		  "(select count(*) from templates where ntid = notetypes.id) from notetypes order by id",
		  take_type },
		{ "select ntid, ord, name from fields", take_field },
		{ "select ntid, ord, name, config from templates", take_template },
		{ "select id, name, kind from decks order by id", take_deck },
	};
	enum result result = RESULT_OK;
	for (size_t i = 0; result == RESULT_OK && i < sizeof(queries) / sizeof(queries[0]); i++)
		result = each_row(anki, database, queries[i].sql, queries[i].take, why);
	return result;
}

enum result schema_read(struct anki *anki, struct database *database, struct buf *why)
{
	long long version = database_number(database, "select ver from col");
	if (version >= SCHEMA_TABLES && version <= SCHEMA_LAST)
		return read_tables(anki, database, why);
	/* Old packages with other numbers have the same tables; 12 to 14 still have the note types in col. */
	if (version > 0 && version < SCHEMA_TABLES)
		return read_json(anki, database, why);
	if (version > SCHEMA_LAST)
		buf_format(why,
			   "the collection has schema %lld, but only those up to %d are known; export it for older "
			   "versions of Anki",
			   version, SCHEMA_LAST);
	else
		buf_text(why, "the database is not a collection of Anki");
	return RESULT_REFUSED;
}
