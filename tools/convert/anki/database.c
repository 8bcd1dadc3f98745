#include "convert/anki/database.h"

#include <stdlib.h>

enum {
	STEP_INSTRUCTIONS = 1000, /* of SQLite's virtual machine, between two calls of the progress handler */
	WRITE_VERSION = 18,	  /* offsets in the header: 2 means that there is a write-ahead log */
	READ_VERSION = 19,
	HEADER_SIZE = 100,
};

/* Many times what the largest collections take: a 512 MiB file has far fewer rows than instructions. */
static const unsigned long long steps_max = 4 * 1000 * 1000;

static const struct {
	int limit, value;
} limits[] = {
	{ SQLITE_LIMIT_LENGTH, 256 << 20 }, { SQLITE_LIMIT_SQL_LENGTH, 100000 }, { SQLITE_LIMIT_COLUMN, 100 },
	{ SQLITE_LIMIT_EXPR_DEPTH, 50 },    { SQLITE_LIMIT_COMPOUND_SELECT, 3 }, { SQLITE_LIMIT_VDBE_OP, 25000 },
	{ SQLITE_LIMIT_FUNCTION_ARG, 8 },   { SQLITE_LIMIT_ATTACHED, 0 },	 { SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
};

/* Anki's own collation, which only orders names: the order is not used. */
static int compare_names(void *context, int a_len, const void *a, int b_len, const void *b)
{
	(void)context;
	return str_compare((struct str){ a, (size_t)a_len }, (struct str){ b, (size_t)b_len });
}

static int on_progress(void *context)
{
	struct database *database = context;
	return database->steps_left == 0 || --database->steps_left == 0;
}

static enum result failed(struct database *database, struct buf *why)
{
	int code = sqlite3_errcode(database->db);
	if (code == SQLITE_NOMEM)
		return RESULT_NO_MEMORY;
	buf_text(why, "the database is ");
	switch (code) {
	case SQLITE_CORRUPT: buf_text(why, "damaged"); break;
	case SQLITE_NOTADB: buf_text(why, "none, or encrypted"); break;
	case SQLITE_INTERRUPT: buf_text(why, "made so that reading it takes too long"); break;
	default: buf_format(why, "unusable: %s", sqlite3_errmsg(database->db)); break;
	}
	return RESULT_REFUSED;
}

static bool configure(struct database *database)
{
	sqlite3 *db = database->db;
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		sqlite3_limit(db, limits[i].limit, limits[i].value);
	sqlite3_progress_handler(db, STEP_INSTRUCTIONS, on_progress, database);
	return sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) == SQLITE_OK &&
	       sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL) == SQLITE_OK &&
	       sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL) == SQLITE_OK &&
	       sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL) == SQLITE_OK &&
	       sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL) == SQLITE_OK &&
	       sqlite3_create_collation(db, "unicase", SQLITE_UTF8, NULL, compare_names) == SQLITE_OK &&
	       sqlite3_exec(db, "pragma cell_size_check=on; pragma query_only=on; pragma temp_store=memory", NULL, NULL,
			    NULL) == SQLITE_OK;
}

/* A table that is not stored as one could run code of others' choice. */
static enum result check_schema(struct database *database, struct buf *why)
{
	sqlite3_stmt *query = NULL;
	bool found = false;
	enum result result = database_prepare(
		database, "select type, name from sqlite_schema where type not in ('table', 'index') or rootpage < 2",
		&query, why);
	if (result == RESULT_OK)
		result = database_next(database, query, &found, why);
	if (result == RESULT_OK && found) {
		buf_format(why, "the database has a %.*s '%.*s', which no collection of Anki has",
			   STR_ARG(str_is(database_text(query, 0), "table") ? STR("virtual table")
									    : database_text(query, 0)),
			   STR_ARG(database_text(query, 1)));
		result = RESULT_REFUSED;
	}
	sqlite3_finalize(query);
	return result;
}

static enum result check_content(struct database *database, struct buf *why)
{
	sqlite3_stmt *query = NULL;
	bool found = false;
	enum result result = database_prepare(database, "pragma quick_check(1)", &query, why);
	if (result == RESULT_OK)
		result = database_next(database, query, &found, why);
	if (result == RESULT_OK && (!found || !str_is(database_text(query, 0), "ok"))) {
		buf_text(why, "the database is damaged");
		result = RESULT_REFUSED;
	}
	sqlite3_finalize(query);
	return result;
}

enum result database_open(struct database *database, struct buf *bytes, struct buf *why)
{
	*database = (struct database){ .steps_left = steps_max };
	if (bytes->len < HEADER_SIZE || memcmp(bytes->at, "SQLite format 3", 16) != 0) {
		buf_text(why, "the collection is not a database of SQLite");
		return RESULT_REFUSED;
	}
	/* There is no log beside it, so the file is complete; SQLite would look for one. */
	if (bytes->at[WRITE_VERSION] == 2)
		bytes->at[WRITE_VERSION] = 1;
	if (bytes->at[READ_VERSION] == 2)
		bytes->at[READ_VERSION] = 1;
	if (sqlite3_open_v2(":memory:", &database->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL) != SQLITE_OK)
		return database->db ? failed(database, why) : RESULT_NO_MEMORY;
	if (!configure(database) ||
	    sqlite3_deserialize(database->db, "main", (unsigned char *)bytes->at, (sqlite3_int64)bytes->len,
				(sqlite3_int64)bytes->len, SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
		return failed(database, why);
	enum result result = check_schema(database, why);
	return result == RESULT_OK ? check_content(database, why) : result;
}

void database_close(struct database *database)
{
	sqlite3_close(database->db);
	database->db = NULL;
}

bool database_has_table(struct database *database, const char *name)
{
	sqlite3_stmt *query;
	bool found = false;
	if (sqlite3_prepare_v2(database->db, "select 1 from sqlite_schema where type = 'table' and name = ?", -1,
			       &query, NULL) != SQLITE_OK)
		return false;
	if (sqlite3_bind_text(query, 1, name, -1, SQLITE_STATIC) == SQLITE_OK)
		found = sqlite3_step(query) == SQLITE_ROW;
	sqlite3_finalize(query);
	return found;
}

enum result database_prepare(struct database *database, const char *sql, sqlite3_stmt **query, struct buf *why)
{
	return sqlite3_prepare_v2(database->db, sql, -1, query, NULL) == SQLITE_OK ? RESULT_OK : failed(database, why);
}

enum result database_next(struct database *database, sqlite3_stmt *query, bool *found, struct buf *why)
{
	int code = sqlite3_step(query);
	*found = code == SQLITE_ROW;
	return code == SQLITE_ROW || code == SQLITE_DONE ? RESULT_OK : failed(database, why);
}

struct str database_text(sqlite3_stmt *query, int column)
{
	const void *bytes = sqlite3_column_type(query, column) == SQLITE_BLOB
				    ? sqlite3_column_blob(query, column)
				    : (const void *)sqlite3_column_text(query, column);
	int len = sqlite3_column_bytes(query, column);
	return bytes && len > 0 ? (struct str){ bytes, (size_t)len } : STR("");
}

long long database_number(struct database *database, const char *sql)
{
	sqlite3_stmt *query;
	long long number = 0;
	if (sqlite3_prepare_v2(database->db, sql, -1, &query, NULL) != SQLITE_OK)
		return 0;
	if (sqlite3_step(query) == SQLITE_ROW)
		number = sqlite3_column_int64(query, 0);
	sqlite3_finalize(query);
	return number;
}
