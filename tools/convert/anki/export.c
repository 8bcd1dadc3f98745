#include "base/date.h"
#include "convert/anki/export_parts.h"
#include "convert/anki/protobuf.h"
#include "convert/core/plain.h"

#include <stdlib.h>

enum { NOTES_FROM = 1500, NOTES_RANGE = 150 }; /* in thousands of millions of milliseconds since 1970 */

void out_fail(struct anki_writer *writer, enum result result, const char *why)
{
	if (writer->result != RESULT_OK)
		return;
	writer->result = result;
	buf_text(writer->why, why);
}

uint64_t out_since(const struct anki_writer *writer, struct str id)
{
	const struct export *export = writer->export;
	return export->since ? export->since(export->context_of_since, id) : 0;
}

static enum result begin(struct export *export, void **state, struct buf *why, bool latest)
{
	struct anki_writer *writer = calloc(1, sizeof(*writer));
	*state = writer;
	if (!writer)
		return RESULT_NO_MEMORY;
	writer->export = export;
	writer->latest = latest;
	writer->why = why;
	writer->moment = export->moment;
	writer->last_deck = &writer->decks;
	writer->last_medium = &writer->media;
	arena_init(&writer->arena);
	map_init(&writer->deck_ids);
	map_init(&writer->deck_names);
	map_init(&writer->media_names);
	map_init(&writer->media_of_lesson);
	map_init(&writer->posters);
	map_init(&writer->cited);
	map_init(&writer->cited_in_lesson);
	/* Ids are times of creation. Those of a pack are consecutive, from a start of its own, so that packs rarely
	 * collide: then Anki chooses other ones, and knows notes by their GUIDs anyway. */
	const int64_t thousand_million = 1000000000;
	writer->next_note = NOTES_FROM * thousand_million +
			    (int64_t)(hash_of(export->id, HASH_KEY) % (uint64_t)(NOTES_RANGE * thousand_million));
	writer->next_card = writer->next_note;
	writer->position = 1;
	writer->stream = open_memstream(&writer->bytes, &writer->size);
	if (!writer->stream)
		return RESULT_NO_MEMORY;
	zip_writer_init(&writer->zip, writer->stream, why);
	writer->zip_open = true;
	if (latest) {
		/* PackageMetadata: version (1), of which 3 is the latest. */
		struct buf meta;
		buf_init(&meta, BUF_CAP);
		protobuf_put_number(&meta, 1, 3);
		out_entry(writer, "meta", buf_view(&meta), false, false);
		buf_release(&meta);
	}
	enum result result = out_database_open(writer);
	return result == RESULT_OK ? writer->result : result;
}

static enum result begin_old(struct export *export, void **state, struct buf *why)
{
	return begin(export, state, why, false);
}

static enum result begin_latest(struct export *export, void **state, struct buf *why)
{
	return begin(export, state, why, true);
}

/* A part of a deck's name: "::" would be another part. */
static void put_name(struct buf *out, struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (name.at[i] != ':' || i + 1 == name.len || name.at[i + 1] != ':')
			buf_char(out, (unsigned char)name.at[i] < 0x20 ? ' ' : name.at[i]);
}

static void take_name(struct anki_writer *writer, const struct lesson *lesson, struct buf *name)
{
	struct export *export = writer->export;
	put_name(name, export->title);
	if (str_trim(export->unit).len) {
		buf_text(name, "::");
		put_name(name, export->unit);
	}
	buf_text(name, "::");
	struct plain plain = { &export->ledger, writer->item, "the title" };
	struct str title = plain_title(&plain, lesson, &writer->arena);
	put_name(name, title.len ? title : lesson->id.value);
	size_t len = name->len;
	for (unsigned number = 2; map_get(&writer->deck_names, buf_view(name)); number++) {
		buf_cut(name, len);
		buf_format(name, " (%u)", number);
	}
}

/* Adds the name to those that are taken, and returns a copy. */
static struct str keep(struct anki_writer *writer, struct map *map, struct str name)
{
	struct str copy = arena_str(&writer->arena, name);
	void **slot = copy.at ? map_put(map, copy) : NULL;
	if (!slot) {
		out_fail(writer, RESULT_NO_MEMORY, "");
		return STR("");
	}
	*slot = writer;
	return copy;
}

/* An id of the deck, made of those of pack and lesson. */
static int64_t deck_id(struct anki_writer *writer, const struct lesson *lesson)
{
	const int64_t from = INT64_C(1400000000000), range = INT64_C(90000000000);
	struct buf key;
	buf_init(&key, BUF_CAP);
	buf_format(&key, "%.*s:%.*s", STR_ARG(writer->export->id), STR_ARG(lesson->id.value));
	int64_t id = from + (int64_t)(hash_of(buf_view(&key), HASH_KEY) % (uint64_t)range);
	for (;; id++) {
		buf_clear(&key);
		buf_format(&key, "%lld", (long long)id);
		if (!map_get(&writer->deck_ids, buf_view(&key)))
			break;
	}
	keep(writer, &writer->deck_ids, buf_view(&key));
	buf_release(&key);
	return id;
}

static void begin_deck(struct anki_writer *writer, const struct lesson *lesson)
{
	struct out_deck *deck = arena_alloc(&writer->arena, sizeof(*deck));
	struct buf text;
	if (!deck) {
		out_fail(writer, RESULT_NO_MEMORY, "");
		return;
	}
	buf_init(&text, BUF_CAP);
	take_name(writer, lesson, &text);
	deck->name = keep(writer, &writer->deck_names, buf_view(&text));
	deck->id = deck_id(writer, lesson);
	buf_clear(&text);
	struct html_writer html = out_html(writer, lesson, &text);
	if (lesson->summary)
		html_write_inline(&html, lesson->summary->text);
	out_finish_description(writer, &text);
	deck->description = arena_str(&writer->arena, buf_view(&text));
	if (buf_failed(&text) || !deck->description.at)
		out_fail(writer, RESULT_NO_MEMORY, "");
	buf_release(&text);
	*writer->last_deck = deck;
	writer->last_deck = &deck->next;
	writer->deck = deck;
}

/* If it is unknown when the content was released: at the latest review. */
static void note_review(struct anki_writer *writer, const struct lesson *lesson)
{
	enum { DAY = 86400 };
	int64_t reviewed =
		date_is_real(lesson->reviewed.value) ? (int64_t)date_number(lesson->reviewed.value) * DAY : 0;
	if (!writer->export->moment && reviewed > writer->moment)
		writer->moment = reviewed;
}

static enum result export_lesson(void *state, const struct lesson *lesson, struct buf *why)
{
	struct anki_writer *writer = state;
	struct export *export = writer->export;
	(void)why;
	out_media_begin(writer, lesson);
	map_clear(&writer->cited_in_lesson);
	writer->lesson = lesson;
	struct ledger_item *item = ledger_read(&export->ledger, LEDGER_LESSON, lesson->id.value, 0);
	export_leave_out_text(
		export, lesson, item,
		&(struct export_text){ .why = "Anki has cards only", .summary = true, .sources = true, .cards = true });
	if (!lesson->questions && !lesson->cards) {
		ledger_leave_out(&export->ledger, item, "it has no questions or cards");
		export_sources(writer, lesson);
		return writer->result;
	}
	writer->item = item;
	note_review(writer, lesson);
	begin_deck(writer, lesson);
	for (const struct question *q = lesson->questions; q && writer->result == RESULT_OK; q = q->next)
		export_question(writer, lesson, q);
	for (const struct card *card = lesson->cards; card && writer->result == RESULT_OK; card = card->next)
		export_card(writer, lesson, card);
	export_sources(writer, lesson);
	return writer->result;
}

static enum result end(void *state, struct buf *why)
{
	struct anki_writer *writer = state;
	struct buf database;
	(void)why;
	buf_init(&database, BUF_CAP);
	enum result result = writer->result == RESULT_OK ? out_write_collection(writer) : writer->result;
	if (result == RESULT_OK)
		result = out_database_bytes(writer, &database);
	if (result == RESULT_OK) {
		out_entry(writer, writer->latest ? "collection.anki21b" : "collection.anki2", buf_view(&database),
			  writer->latest, !writer->latest);
		out_media_list(writer);
		result = writer->result;
	}
	buf_release(&database);
	enum result finished = zip_writer_finish(&writer->zip);
	writer->zip_open = false;
	result = result == RESULT_OK ? finished : result;
	if (result == RESULT_OK && fflush(writer->stream) != 0)
		result = RESULT_NO_MEMORY;
	if (result == RESULT_OK)
		buf_add(writer->export->out, writer->bytes, writer->size);
	return result == RESULT_OK && buf_failed(writer->export->out) ? RESULT_NO_MEMORY : result;
}

static void release(void *state)
{
	struct anki_writer *writer = state;
	if (!writer)
		return;
	if (writer->zip_open)
		(void)!zip_writer_finish(&writer->zip);
	if (writer->stream)
		fclose(writer->stream);
	free(writer->bytes);
	sqlite3_finalize(writer->add_note);
	sqlite3_finalize(writer->add_card);
	sqlite3_close(writer->db);
	map_release(&writer->deck_ids);
	map_release(&writer->deck_names);
	map_release(&writer->media_names);
	map_release(&writer->media_of_lesson);
	map_release(&writer->posters);
	map_release(&writer->cited);
	map_release(&writer->cited_in_lesson);
	arena_release(&writer->arena);
	free(writer);
}

/* A pack has the same notes, with the same GUIDs, in all its releases: importing the next release updates the notes and
 * keeps the schedules of their cards. */
const struct exporter anki_exporter = {
	.name = "anki",
	.about = "Anki package, for all versions since 2.0",
	.begin = begin_old,
	.lesson = export_lesson,
	.end = end,
	.release = release,
};

const struct exporter anki_latest_exporter = {
	.name = "anki-latest",
	.about = "Anki package, smaller, for version 2.1.50 or later",
	.begin = begin_latest,
	.lesson = export_lesson,
	.end = end,
	.release = release,
};
