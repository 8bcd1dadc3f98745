/* Notes of a package: their fields from the table notes, their decks from cards. */
#include "base/array.h"
#include "convert/anki/database.h"
#include "convert/anki/note.h"
#include "convert/anki/package.h"
#include "convert/anki/schema.h"
#include "convert/anki/sources.h"

#include <stdlib.h>

enum { CARDS_MAX = 10000, FIELD_SEPARATOR = 0x1f };

/* Reads notes and cards side by side, both by the note's id. */
struct note_reader {
	struct anki *anki;
	struct database *database;
	sqlite3_stmt *notes, *cards;
	bool card_found;	/* cards is at a row */
	size_t lone_cards;	/* without a note */
	struct note_card *list; /* cards of the note */
	size_t count, room;
	struct str fields[ANKI_FIELDS_MAX];
};

static enum result next_card(struct note_reader *r, struct buf *why)
{
	return database_next(r->database, r->cards, &r->card_found, why);
}

/* Lists the cards of the note. */
static enum result take_cards(struct note_reader *r, sqlite3_int64 note, struct buf *why)
{
	enum result result = RESULT_OK;
	for (r->count = 0; result == RESULT_OK && r->card_found && sqlite3_column_int64(r->cards, 0) <= note;
	     result = next_card(r, why)) {
		sqlite3_int64 ordinal = sqlite3_column_int64(r->cards, 1);
		if (sqlite3_column_int64(r->cards, 0) < note) {
			r->lone_cards++;
			continue;
		}
		if (r->count == CARDS_MAX)
			continue;
		struct note_card *list = array_grow(r->list, r->count, &r->room, sizeof(*list));
		if (!list)
			return RESULT_NO_MEMORY;
		r->list = list;
		list[r->count].ordinal = ordinal >= 0 && ordinal <= 0xffff ? (unsigned)ordinal : 0xffff;
		list[r->count].deck = anki_find_deck(r->anki, database_text(r->cards, 2));
		if (!list[r->count++].deck)
			return RESULT_NO_MEMORY;
	}
	return result;
}

/* The values between separators; missing ones are empty. */
static void split_fields(struct note_reader *r, struct str fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *end = fields.len ? memchr(fields.at, FIELD_SEPARATOR, fields.len) : NULL;
		/* The last one gets the rest. */
		size_t len = end && i + 1 < count ? (size_t)(end - fields.at) : fields.len;
		r->fields[i] = (struct str){ fields.at, len };
		size_t skipped = len + (len < fields.len);
		fields = (struct str){ fields.at + skipped, fields.len - skipped };
	}
}

static void take_note(struct note_reader *r)
{
	struct anki *anki = r->anki;
	struct anki_note note = { .guid = database_text(r->notes, 1), .fields = r->fields };
	note.type = map_get(&anki->types, database_text(r->notes, 2));
	note.tags = database_text(r->notes, 3);
	struct str fields = database_text(r->notes, 4);
	struct ledger *ledger = &anki->import->ledger;
	if (!note.type || !note.type->field_count) {
		ledger_leave_out(ledger, ledger_read(ledger, LEDGER_CARD, fields, 0), "its note type does not exist");
		return;
	}
	split_fields(r, fields, note.type->field_count);
	if (r->count)
		note_import(anki, &note, r->list, r->count, false);
	else
		ledger_leave_out(ledger, note_item(anki, LEDGER_CARD, &note), "the note has no cards");
}

static enum result read_notes(struct note_reader *r, struct buf *why)
{
	bool found = true;
	enum result result = next_card(r, why);
	while (result == RESULT_OK && found && !r->anki->import->arena.failed) {
		result = database_next(r->database, r->notes, &found, why);
		if (result == RESULT_OK && found)
			result = take_cards(r, sqlite3_column_int64(r->notes, 0), why);
		if (result == RESULT_OK && found)
			take_note(r);
	}
	while (result == RESULT_OK && r->card_found) {
		r->lone_cards++;
		result = next_card(r, why);
	}
	return result;
}

/* What learners did stays with them. */
static void report_progress(struct anki *anki, struct database *database, struct ledger_item *item)
{
	struct ledger *ledger = &anki->import->ledger;
	long long scheduled = database_number(
		database, "select count(*) from cards where type <> 0 or queue <> 0 or reps <> 0 or flags <> 0");
	long long reviews =
		database_has_table(database, "revlog") ? database_number(database, "select count(*) from revlog") : 0;
	if (scheduled)
		ledger_changef(ledger, item, "lessons contain no progress of learners", "left out",
			       "schedules, suspensions and flags of %lld card%s", scheduled, scheduled == 1 ? "" : "s");
	if (reviews)
		ledger_changef(ledger, item, "lessons contain no progress of learners", "left out", "%lld reviews",
			       reviews);
}

static enum result read_database(struct anki *anki, struct database *database, struct ledger_item *item,
				 struct buf *why)
{
	struct note_reader *r = calloc(1, sizeof(*r));
	if (!r)
		return RESULT_NO_MEMORY;
	r->anki = anki;
	r->database = database;
	enum result result = schema_read(anki, database, why);
	if (result == RESULT_OK)
		result = database_prepare(database, "select id, guid, mid, tags, flds from notes order by id",
					  &r->notes, why);
	/* Cards in a filtered deck have another one that they come from. */
	if (result == RESULT_OK)
		result = database_prepare(database,
					  "select nid, ord, case odid when 0 then did else odid end from cards "
					  "order by nid, ord",
					  &r->cards, why);
	if (result == RESULT_OK)
		result = read_notes(r, why);
	if (result == RESULT_OK)
		report_progress(anki, database, item);
	if (result == RESULT_OK && r->lone_cards)
		ledger_changef(&anki->import->ledger, item, "they have no notes", "left out", "%zu cards",
			       r->lone_cards);
	sqlite3_finalize(r->notes);
	sqlite3_finalize(r->cards);
	free(r->list);
	free(r);
	return result;
}

enum result import_collection(struct anki *anki, struct buf *bytes, struct ledger_item *item, struct buf *why)
{
	struct database database;
	enum result result = database_open(&database, bytes, why);
	if (result == RESULT_OK)
		result = read_database(anki, &database, item, why);
	database_close(&database);
	return result;
}

enum result import_package(struct anki *anki, const char *path, struct ledger_item *item, struct buf *why)
{
	struct package package;
	struct buf collection;
	buf_init(&collection, BUF_CAP);
	enum result result = package_open(&package, anki->import, path, why);
	anki->find = package_find;
	anki->context_of_find = &package;
	if (result == RESULT_OK)
		result = package_collection(&package, &collection, why);
	if (result == RESULT_OK) {
		package_list_media(&package, item);
		result = import_collection(anki, &collection, item, why);
	}
	if (result == RESULT_OK)
		package_report_unused(&package);
	package_close(&package);
	buf_release(&collection);
	return result;
}
