/* Notes and cards in the database, whose tables of both schemas are the same but for the columns of graves. What Anki's
 * importers rely upon is described in rslib/src/storage/schema11.sql and rslib/src/notes/mod.rs of ankitects/anki. */
#include "convert/anki/export_parts.h"
#include "convert/anki/markup.h"

#include <nettle/sha1.h>

enum {
	FIELD_SEPARATOR = 0x1f,
	VERSION_OF_WRITER = 96 /* offset in the database's header */,
	VALID_FOR = 92,
	COUNTER = 24
};

static enum result database_failed(struct anki_writer *writer)
{
	if (sqlite3_errcode(writer->db) == SQLITE_NOMEM)
		out_fail(writer, RESULT_NO_MEMORY, "");
	else
		out_fail(writer, RESULT_FAILED, sqlite3_errmsg(writer->db));
	return writer->result;
}

bool out_run(struct anki_writer *writer, const char *sql)
{
	if (writer->result == RESULT_OK && sqlite3_exec(writer->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		database_failed(writer);
	return writer->result == RESULT_OK;
}

bool out_prepare(struct anki_writer *writer, const char *sql, sqlite3_stmt **statement)
{
	if (writer->result == RESULT_OK && sqlite3_prepare_v2(writer->db, sql, -1, statement, NULL) != SQLITE_OK)
		database_failed(writer);
	return writer->result == RESULT_OK;
}

void out_step(struct anki_writer *writer, sqlite3_stmt *statement)
{
	if (writer->result == RESULT_OK &&
	    (sqlite3_step(statement) != SQLITE_DONE || sqlite3_reset(statement) != SQLITE_OK))
		database_failed(writer);
}

static const char tables[] =
	"pragma page_size = 4096; pragma encoding = 'UTF-8'; begin;"
	"create table col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,"
	" ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,"
	" models text not null, decks text not null, dconf text not null, tags text not null);"
	"create table notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,"
	" usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,"
	" flags integer not null, data text not null);"
	"create table cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,"
	" mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not "
	"null,"
	" ivl integer not null, factor integer not null, reps integer not null, lapses integer not null,"
	" left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not "
	"null);"
	"create table revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not "
	"null,"
	" ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null,"
	" type integer not null);"
	"create index ix_notes_usn on notes (usn);"
	"create index ix_cards_usn on cards (usn);"
	"create index ix_revlog_usn on revlog (usn);"
	"create index ix_cards_nid on cards (nid);"
	"create index ix_cards_sched on cards (did, queue, due);"
	"create index ix_revlog_cid on revlog (cid);"
	"create index ix_notes_csum on notes (csum);";

static int compare_names(void *context, int a_len, const void *a, int b_len, const void *b)
{
	(void)context;
	int len = a_len < b_len ? a_len : b_len;
	int order = sqlite3_strnicmp(a, b, len);
	return order ? order : (a_len > b_len) - (a_len < b_len);
}

enum result out_database_open(struct anki_writer *writer)
{
	if (sqlite3_open_v2(":memory:", &writer->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY,
			    NULL) != SQLITE_OK)
		return writer->db ? database_failed(writer) : RESULT_NO_MEMORY;
	if (sqlite3_create_collation(writer->db, "unicase", SQLITE_UTF8, NULL, compare_names) != SQLITE_OK)
		return database_failed(writer);
	out_run(writer, tables);
	out_prepare(writer, "insert into notes values (?, ?, ?, 0, -1, ?, ?, ?, ?, 0, '')", &writer->add_note);
	/* A new card: type, queue 0, due is its position. */
	out_prepare(writer, "insert into cards values (?, ?, ?, ?, 0, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')",
		    &writer->add_card);
	return writer->result;
}

/* Whether Anki looks for the name of a file in the tag. */
static bool is_media_tag(struct str tag)
{
	static const char *const starts[] = { "<img ", "<audio ", "<video ", "<source ", "<object " };
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (str_starts(tag, starts[i]))
			return true;
	return false;
}

/* The field as Anki sorts by it: names of media, and text without tags and references. */
static void sort_text(struct buf *out, struct str field)
{
	static const struct {
		const char *reference, *text;
	} references[] = { { "&lt;", "<" },    { "&gt;", ">" },	  { "&amp;", "&" },
			   { "&quot;", "\"" }, { "&#125;", "}" }, { "&#58;", ":" } };
	for (size_t i = 0; i < field.len;) {
		if (field.at[i] == '<') {
			size_t end = markup_tag_end(field, i);
			struct str tag = { field.at + i, end - i };
			size_t src = is_media_tag(tag) ? markup_find(tag, 0, " src=\"") : tag.len;
			if (src < tag.len) {
				size_t start = src + 6, close = markup_find(tag, start, "\"");
				buf_format(out, " %.*s ", (int)(close - start), tag.at + start);
			}
			i = end;
			continue;
		}
		size_t known = 0;
		while (known < sizeof(references) / sizeof(references[0]) &&
		       !markup_has(field, i, references[known].reference))
			known++;
		if (known < sizeof(references) / sizeof(references[0])) {
			buf_text(out, references[known].text);
			i += strlen(references[known].reference);
		} else {
			buf_char(out, field.at[i++]);
		}
	}
}

/* The first four bytes of the SHA-1 of the first field. */
static int64_t checksum(struct str text)
{
	struct sha1_ctx context;
	uint8_t digest[SHA1_DIGEST_SIZE];
	sha1_init(&context);
	sha1_update(&context, text.len, (const uint8_t *)text.at);
	sha1_digest(&context, sizeof(digest), digest);
	return (int64_t)((uint32_t)digest[0] << 24 | (uint32_t)digest[1] << 16 | (uint32_t)digest[2] << 8 | digest[3]);
}

static void bind_text(sqlite3_stmt *statement, int at, struct str text)
{
	/* A failure shows when the statement is executed: the columns are not null. */
	(void)sqlite3_bind_text(statement, at, text.at, (int)text.len, SQLITE_TRANSIENT);
}

static void add_cards(struct anki_writer *writer, const unsigned *ordinals, size_t count)
{
	sqlite3_stmt *card = writer->add_card;
	for (size_t i = 0; i < count; i++) {
		sqlite3_bind_int64(card, 1, writer->next_card++);
		sqlite3_bind_int64(card, 2, writer->next_note);
		sqlite3_bind_int64(card, 3, writer->deck->id);
		sqlite3_bind_int64(card, 4, ordinals[i]);
		sqlite3_bind_int64(card, 5, writer->position);
		out_step(writer, card);
	}
}

void out_add_note(struct anki_writer *writer, struct out_note *note, const unsigned *ordinals, size_t count)
{
	struct buf text;
	sqlite3_stmt *row = writer->add_note;
	bool failed = false;
	if (writer->result != RESULT_OK)
		return;
	out_finish_fields(writer, note);
	buf_init(&text, BUF_CAP);
	sqlite3_bind_int64(row, 1, writer->next_note);
	buf_format(&text, "%.*s:%.*s", STR_ARG(writer->export->id), STR_ARG(note->id));
	if (note->since)
		buf_format(&text, ":%llu", (unsigned long long)note->since);
	bind_text(row, 2, buf_view(&text));
	sqlite3_bind_int64(row, 3, (sqlite3_int64)own_types[note->kind].id);
	buf_clear(&text);
	if (note->tags.len)
		buf_format(&text, " %.*s ", STR_ARG(note->tags));
	bind_text(row, 4, buf_view(&text));
	buf_clear(&text);
	for (size_t i = 0; own_types[note->kind].fields[i]; i++) {
		if (i)
			buf_char(&text, FIELD_SEPARATOR);
		buf_str(&text, buf_view(&note->fields[i]));
		failed = failed || buf_failed(&note->fields[i]);
	}
	bind_text(row, 5, buf_view(&text));
	buf_clear(&text);
	sort_text(&text, buf_view(&note->fields[0]));
	bind_text(row, 6, buf_view(&text));
	sqlite3_bind_int64(row, 7, checksum(buf_view(&text)));
	if (failed || buf_failed(&text))
		out_fail(writer, RESULT_NO_MEMORY, "");
	out_step(writer, row);
	add_cards(writer, ordinals, count);
	writer->next_note++;
	writer->position++;
	buf_release(&text);
}

void out_set_moment(struct anki_writer *writer)
{
	struct buf sql;
	buf_init(&sql, BUF_CAP);
	buf_format(&sql, "update notes set mod = %lld; update cards set mod = %lld;", (long long)writer->moment,
		   (long long)writer->moment);
	out_run(writer, buf_cstr(&sql));
	buf_release(&sql);
}

enum result out_database_bytes(struct anki_writer *writer, struct buf *out)
{
	sqlite3_int64 size = 0;
	unsigned char *bytes = sqlite3_serialize(writer->db, "main", &size, 0);
	if (!bytes)
		return RESULT_NO_MEMORY;
	buf_add(out, (const char *)bytes, (size_t)size);
	sqlite3_free(bytes);
	if (buf_failed(out))
		return RESULT_NO_MEMORY;
	/* Another version of SQLite writes the same bytes: it notes its number, and that of the change it is of. */
	memcpy(out->at + VALID_FOR, out->at + COUNTER, 4);
	memset(out->at + VERSION_OF_WRITER, 0, 4);
	return RESULT_OK;
}
