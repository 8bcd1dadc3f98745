/* The parts of the export to Anki. */
#ifndef CONVERT_ANKI_EXPORT_PARTS_H
#define CONVERT_ANKI_EXPORT_PARTS_H

#include "base/hash.h"
#include "base/map.h"
#include "convert/anki/own.h"
#include "convert/core/export.h"
#include "convert/html/html_write.h"
#include "pack/zip_writer.h"

#include <sqlite3.h>

struct out_deck {
	struct str name, description; /* A::B, and HTML */
	int64_t id;
	struct out_deck *next;
};

struct out_medium {
	struct str name;
	size_t size;
	uint8_t sha1[20];
	struct out_medium *next;
};

/* A package that is being written. */
struct anki_writer {
	struct export *export;
	bool latest; /* schema 18, compressed with zstd */
	struct arena arena;
	sqlite3 *db;
	sqlite3_stmt *add_note, *add_card;
	int64_t next_note, next_card, position;
	int64_t moment;			 /* of all changes; known at the end */
	struct map deck_ids, deck_names; /* what is taken */
	struct out_deck *decks, **last_deck;
	struct out_deck *deck; /* of the current lesson */
	struct map media_names;
	struct out_medium *media, **last_medium;
	size_t media_count;
	struct map media_of_lesson; /* path to name */
	struct map posters;	    /* paths */
	const struct lesson *lesson;
	struct map cited, cited_in_lesson; /* ids of sources: by the note, and by all of the lesson */
	char *bytes;			   /* of the archive so far */
	size_t size;
	FILE *stream;
	struct zip_writer zip;
	bool zip_open;
	struct ledger_item *item; /* of the note that is being written */
	enum result result;	  /* of what cannot return one */
	struct buf *why;
};

/* A note that is being written. */
struct out_note {
	enum own_kind kind;
	struct str id, tags;
	uint64_t since;
	struct buf fields[OWN_FIELDS_MAX];
};

/* export_note.c */
void export_card(struct anki_writer *writer, const struct lesson *lesson, const struct card *card);
/* export_question.c */
void export_question(struct anki_writer *writer, const struct lesson *lesson, const struct question *question);
/* export_rest.c: what no card shows goes to the ledger. */
void export_item_rest(struct anki_writer *writer, struct str objective, unsigned difficulty, enum access access,
		      struct str progress);

/* export_sources.c: completes the fields with the sources that they cite, and removes what leads to other parts of the
 * content. */
void out_finish_fields(struct anki_writer *writer, struct out_note *note);
/* The same for the description of a deck, which has no sources. */
void out_finish_description(struct anki_writer *writer, struct buf *html);
/* Reports the sources of a lesson, after its notes. */
void export_sources(struct anki_writer *writer, const struct lesson *lesson);

void out_note_init(struct out_note *note, enum own_kind kind, struct str id, struct str tags);
void out_note_release(struct out_note *note);
/* Prepares a writer of HTML of the lesson into out. */
struct html_writer out_html(struct anki_writer *writer, const struct lesson *lesson, struct buf *out);
/* The release that counts for the progress of an item. */
uint64_t out_since(const struct anki_writer *writer, struct str id);

/* export_database.c: creates the database, adds notes with a card for each number, and returns its bytes. */
enum result out_database_open(struct anki_writer *writer) MUST_CHECK;
void out_add_note(struct anki_writer *writer, struct out_note *note, const unsigned *ordinals, size_t count);
/* Gives all notes and cards the time of the change. */
void out_set_moment(struct anki_writer *writer);
enum result out_database_bytes(struct anki_writer *writer, struct buf *out) MUST_CHECK;

/* export_collection.c: fills what notes and cards refer to. */
enum result out_write_collection(struct anki_writer *writer) MUST_CHECK;
/* Runs SQL; false after a failure, which is recorded. */
bool out_run(struct anki_writer *writer, const char *sql);
bool out_prepare(struct anki_writer *writer, const char *sql, sqlite3_stmt **statement);
/* Executes a prepared insertion once. */
void out_step(struct anki_writer *writer, sqlite3_stmt *statement);

/* export_media.c: begins a lesson. */
void out_media_begin(struct anki_writer *writer, const struct lesson *lesson);
/* The name of a file of the lesson in the package, which has it from then on. */
void out_media_address(void *context, struct str path, struct buf *out);
/* Adds an entry. */
void out_entry(struct anki_writer *writer, const char *name, struct str bytes, bool zstd, bool deflate);
void out_media_list(struct anki_writer *writer);

/* Records a failure: the first one counts. */
void out_fail(struct anki_writer *writer, enum result result, const char *why);

#endif
