/* Writes a lock, as described in lock.h. */
#include "compare/lock.h"

#include "base/array.h"
#include "base/path.h"
#include "compare/progress.h"
#include "compare/sketch.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

struct lock_lines {
	const char **all;
	size_t count, room;
	struct arena *arena;
};

/* Adds the content of text, and clears it. */
static bool add_line(struct lock_lines *lines, struct buf *text)
{
	const char **more = array_grow(lines->all, lines->count, &lines->room, sizeof(*more));
	if (!more)
		return false;
	lines->all = more;
	lines->all[lines->count] = buf_failed(text) ? NULL : arena_copy(lines->arena, buf_cstr(text), text->len);
	buf_clear(text);
	return lines->all[lines->count++] != NULL;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void put_digest(struct buf *out, uint64_t digest)
{
	buf_format(out, " %016llx", (unsigned long long)digest);
}

struct lock_writer {
	struct comparison *comparison;
	struct since since;
	struct map old; /* lessons of the old lock, by id */
	struct lock_lines lines;
	struct buf text;
};

static bool know_lessons(struct map *old, const struct side *before)
{
	for (size_t i = 0; before->is_lock && i < before->lesson_count; i++) {
		void **slot = map_put(old, str_from(before->lessons[i].id));
		if (!slot)
			return false;
		*slot = &before->lessons[i];
	}
	return true;
}

static void put_lesson(struct lock_writer *writing, size_t location, const struct record *record)
{
	const struct side *side = writing->comparison->after;
	const struct side_lesson *lesson = &side->lessons[location];
	bool first = location == 0 || side->lessons[location - 1].unit != lesson->unit;
	buf_format(&writing->text, "%s - lesson %s %s/%s", lesson->id, record_access_names[record->access],
		   side->units[lesson->unit].id, first ? "-" : side->lessons[location - 1].id);
	put_digest(&writing->text, record->words);
	buf_char(&writing->text, ' ');
	const uint8_t *digest = side_digest(side, location);
	for (size_t i = 0; i < SIDE_DIGEST_SIZE; i++)
		buf_format(&writing->text, "%02x", digest[i]);
	buf_text(&writing->text, " -");
}

static void put_item(struct lock_writer *writing, const char *lesson, const struct record *record, const char *before)
{
	const char *kind = record->kind == RECORD_ENTRY ? "entry" : record->form;
	buf_format(&writing->text, "%s %s %s %s %s", lesson, record->id, kind, record_access_names[record->access],
		   before);
	put_digest(&writing->text, record->words);
	if (record->kind == RECORD_QUESTION) {
		buf_format(&writing->text, " %u:%016llx%.*s", record->option_count,
			   (unsigned long long)record->options, STR_ARG(record->marks_of_options));
	} else if (record->filled) {
		put_digest(&writing->text, record->filled);
	} else {
		buf_text(&writing->text, " -");
	}
	put_digest(&writing->text, record->answer);
}

static bool put_records(struct lock_writer *writing, size_t location, const struct record *records)
{
	const char *before = "-", *lesson = writing->comparison->after->lessons[location].id;
	for (const struct record *record = records; record; record = record->next) {
		bool is_lesson = record->kind == RECORD_LESSON;
		if (is_lesson)
			put_lesson(writing, location, record);
		else
			put_item(writing, lesson, record, before);
		put_digest(&writing->text, record->marks);
		put_digest(&writing->text, record->sketched ? record->sketch : sketch_make(record));
		buf_format(&writing->text, " %llu",
			   (unsigned long long)(is_lesson ? 0 : since_of(&writing->since, record->id)));
		if (!add_line(&writing->lines, &writing->text))
			return false;
		before = is_lesson ? "-" : record->id;
	}
	return true;
}

static bool put_lessons(struct lock_writer *writing)
{
	struct comparison *comparison = writing->comparison;
	struct side *side = comparison->after;
	struct arena arena;
	bool good = true;
	arena_init(&arena);
	for (size_t i = 0; good && i < side->lesson_count; i++) {
		/* The old lock has all data of an unchanged lesson. */
		const struct side_lesson *old = map_get(&writing->old, str_from(side->lessons[i].id));
		size_t before = old ? (size_t)(old - comparison->before->lessons) : 0;
		bool same = old && side_same_lesson(comparison->before, before, side, i);
		const struct record *records =
			same ? side_records(comparison->before, before, RECORD_DIGESTS, &arena, &comparison->why)
			     : side_records(side, i, RECORD_LINES, &arena, &comparison->why);
		good = records && put_records(writing, i, records);
		arena_clear(&arena);
	}
	arena_release(&arena);
	return good;
}

static bool put_retired(struct lock_writer *writing, const char *id)
{
	buf_format(&writing->text, "- %s retired - - - - - - - -", id);
	return add_line(&writing->lines, &writing->text);
}

static bool put_retired_of(struct lock_writer *writing, const struct side *side)
{
	for (size_t i = 0; i < side->retired.room; i++)
		if (side->retired.slots[i].value && !put_retired(writing, side->retired.slots[i].key))
			return false;
	return true;
}

/* Writes the ids that the old lock and retired.xml list as removed, and those removed now. */
static bool put_all_retired(struct lock_writer *writing)
{
	const struct comparison *comparison = writing->comparison;
	if (!put_retired_of(writing, comparison->before) || !put_retired_of(writing, comparison->after))
		return false;
	for (const struct change *change = comparison->first; change; change = change->next)
		if (change->before && !change->after && !put_retired(writing, change->before->id))
			return false;
	return true;
}

static bool put_units(struct lock_writer *writing)
{
	const struct side *side = writing->comparison->after;
	for (size_t i = 0; i < side->unit_count; i++) {
		buf_format(&writing->text, "- %s unit - %s", side->units[i].id, i == 0 ? "-" : side->units[i - 1].id);
		put_digest(&writing->text, side->units[i].title_digest);
		buf_text(&writing->text, " - - - - -");
		if (!add_line(&writing->lines, &writing->text))
			return false;
	}
	return true;
}

static void put_all(const struct lock_writer *writing, struct buf *out)
{
	const struct side *side = writing->comparison->after;
	const char *last = "";
	buf_format(out,
		   "satchel-lock %d\n"
		   "# The last release. Written by satchel-pack release; commit it, and do not edit it.\n"
		   "pack %s %s %llu",
		   LOCK_FORMAT, side->id, side->version, (unsigned long long)side->release);
	put_digest(out, side->about);
	buf_format(out, "%s%s", side->pack_count > 0 ? "\nreleased " : "", side->pack_count > 0 ? side->date : "");
	for (size_t i = 0; i < side->pack_count; i++)
		buf_format(out, " %s:%s", side->packs[i].edition, side->packs[i].sha256);
	buf_char(out, '\n');
	for (size_t i = 0; i < writing->lines.count; i++) {
		/* An id that was restored and removed again. */
		if (strcmp(writing->lines.all[i], last) == 0)
			continue;
		last = writing->lines.all[i];
		buf_text(out, last);
		buf_char(out, '\n');
	}
	buf_text(out, "end\n");
}

bool lock_write(struct comparison *comparison, struct buf *out)
{
	struct lock_writer writing = { .comparison = comparison };
	struct arena arena;
	arena_init(&arena);
	map_init(&writing.old);
	writing.lines.arena = &arena;
	buf_init(&writing.text, BUF_CAP);
	bool good = since_find(&writing.since, comparison) && know_lessons(&writing.old, comparison->before) &&
		    put_units(&writing) && put_all_retired(&writing) && put_lessons(&writing);
	if (good) {
		if (writing.lines.count > 0)
			qsort(writing.lines.all, writing.lines.count, sizeof(const char *), by_bytes);
		put_all(&writing, out);
	}
	free(writing.lines.all);
	since_release(&writing.since);
	map_release(&writing.old);
	buf_release(&writing.text);
	arena_release(&arena);
	return good && !buf_failed(out);
}

void lock_path(struct buf *out, const char *definition)
{
	const char *name = path_name(definition), *dot = strrchr(name, '.');
	buf_add(out, definition, dot ? (size_t)(dot - definition) : strlen(definition));
	buf_text(out, LOCK_SUFFIX);
}

bool lock_is_there(const char *path)
{
	struct stat info;
	return lstat(path, &info) == 0 || errno != ENOENT;
}
