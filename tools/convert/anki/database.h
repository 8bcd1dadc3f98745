/* Reads SQLite databases that nobody vouches for: from memory, read-only, with defensive settings, and only tables that
 * are stored as such. See https://sqlite.org/security.html. */
#ifndef CONVERT_ANKI_DATABASE_H
#define CONVERT_ANKI_DATABASE_H

#include "base/buf.h"
#include "base/result.h"

#include <sqlite3.h>

struct database {
	sqlite3 *db;
	unsigned long long steps_left; /* in thousands of instructions */
};

/* Opens the database in bytes, which must outlive it and are changed if it is in WAL mode. RESULT_REFUSED: it is
 * damaged, or has views, triggers or virtual tables. Close it in any case. */
enum result database_open(struct database *database, struct buf *bytes, struct buf *why) MUST_CHECK;
void database_close(struct database *database);

bool database_has_table(struct database *database, const char *name);
/* Prepares a query; RESULT_REFUSED if the tables or columns in it are missing. */
enum result database_prepare(struct database *database, const char *sql, sqlite3_stmt **query,
			     struct buf *why) MUST_CHECK;
/* Moves to the next row: *found is false after the last one. */
enum result database_next(struct database *database, sqlite3_stmt *query, bool *found, struct buf *why) MUST_CHECK;
/* The value of a column as text or bytes, valid until the next row; empty if it is NULL. */
struct str database_text(sqlite3_stmt *query, int column);
/* The result of "select" queries with one number; 0 if it fails. */
long long database_number(struct database *database, const char *sql);

#endif
