#include "merge/records.h"

#include "base/array.h"
#include "base/map.h"
#include "merge/units.h"

#include <stdlib.h>

struct merge_record {
	struct str key;
	struct str sides[MERGE_SIDES]; /* lines; empty if there is none */
	bool conflict;
	struct str line; /* of the result; in a conflict, one of both; empty if there is none */
};

struct records {
	struct arena *arena;
	enum records_kind kind;
	struct merge_record *all;
	size_t count, room;
	struct map numbers; /* key to index + 1 */
	struct str heads[MERGE_SIDES];
	bool failed; /* memory ran out */
};

static const char *const first_lines[RECORDS_KINDS] = {
	[RECORDS_LOCK] = "satchel-lock ",
	[RECORDS_BASELINE] = "satchel-baseline ",
	[RECORDS_IMPORTED] = "# Written by satchel-import.",
};

enum records_kind records_kind_of(struct str text)
{
	for (enum records_kind kind = RECORDS_LOCK; kind < RECORDS_KINDS; kind++)
		if (str_starts(text, first_lines[kind]) && str_ends(text, "\n"))
			return kind;
	return RECORDS_NONE;
}

static struct str next_line(struct str *text)
{
	const char *end = memchr(text->at, '\n', text->len);
	struct str line = { text->at, end ? (size_t)(end - text->at) + 1 : text->len };
	*text = (struct str){ text->at + line.len, text->len - line.len };
	return line;
}

/* The field with that number, from 0. */
static struct str field(struct str line, unsigned number, char separator)
{
	struct str rest = str_trim(line);
	for (;; number--) {
		const char *end = memchr(rest.at, separator, rest.len);
		struct str field = { rest.at, end ? (size_t)(end - rest.at) : rest.len };
		if (number == 0 || !end)
			return number == 0 ? field : STR("");
		rest = (struct str){ end + 1, rest.len - field.len - 1 };
	}
}

/* Whether a line has the fields of a record; the markers of a conflict have not. */
static bool is_record(enum records_kind kind, struct str line)
{
	static const unsigned fields[RECORDS_KINDS] = {
		[RECORDS_LOCK] = 3, [RECORDS_BASELINE] = 5, [RECORDS_IMPORTED] = 4
	};
	return field(line, fields[kind] - 1, kind == RECORDS_LOCK ? ' ' : '\t').len > 0;
}

/* Whether both are of the same version of the format; an empty base is of any. */
static bool same_format(struct str a, struct str b)
{
	return !a.len || !b.len || str_equal(next_line(&a), next_line(&b));
}

static bool is_head(enum records_kind kind, struct str line)
{
	bool of_release = kind == RECORDS_LOCK && (str_starts(line, "pack ") || str_starts(line, "released "));
	return of_release || str_starts(line, first_lines[kind]) || (kind != RECORDS_BASELINE && *line.at == '#');
}

static bool is_end(enum records_kind kind, struct str line)
{
	return kind == RECORDS_LOCK && str_is(str_trim(line), "end");
}

/* In a lock an id is the key, whatever became of it: item, moved to another lesson, or retired. */
static struct str key_of(struct records *records, struct str line)
{
	struct buf key;
	buf_init(&key, BUF_CAP);
	if (records->kind == RECORDS_LOCK) {
		struct str lesson = field(line, 0, ' '), item = field(line, 1, ' '), kind = field(line, 2, ' ');
		buf_text(&key, str_is(kind, "unit") ? "unit " : "");
		buf_str(&key, str_is(item, "-") ? lesson : item);
	} else {
		buf_str(&key, field(line, 0, '\t'));
		buf_char(&key, '\t');
		buf_str(&key, field(line, 1, '\t'));
		buf_char(&key, '\t');
		buf_str(&key, records->kind == RECORDS_BASELINE ? field(line, 4, '\t') : STR(""));
	}
	struct str copy = arena_take(records->arena, &key);
	records->failed = records->failed || !copy.at;
	return copy;
}

/* False if the key occurs twice on that side, or memory ran out. */
static bool add(struct records *records, struct str line, enum merge_side side)
{
	struct str key = key_of(records, line);
	void **slot = key.at ? map_put(&records->numbers, key) : NULL;
	if (!slot || !key.len) {
		records->failed = records->failed || !slot;
		return false;
	}
	if (!*slot) {
		struct merge_record *grown = array_grow(records->all, records->count, &records->room, sizeof(*grown));
		*slot = (void *)(records->count + 1);
		if (!grown) {
			records->failed = true;
			return false;
		}
		records->all = grown;
		grown[records->count++] = (struct merge_record){ .key = key };
	}
	struct merge_record *record = &records->all[(size_t)*slot - 1];
	if (record->sides[side].len)
		return false;
	record->sides[side] = line;
	return true;
}

/* False if the lines are not as our programs write them, or memory ran out. */
static bool read(struct records *records, struct str text, enum merge_side side)
{
	struct str rest = text;
	size_t head = 0;
	bool in_head = true, ended = false;
	while (rest.len) {
		struct str line = next_line(&rest);
		in_head = in_head && is_head(records->kind, line);
		head += in_head ? line.len : 0;
		if (in_head)
			continue;
		if (ended || is_head(records->kind, line))
			return false;
		ended = is_end(records->kind, line);
		if (!ended && (!is_record(records->kind, line) || !add(records, line, side)))
			return false;
	}
	records->heads[side] = (struct str){ text.at, head };
	return ended || records->kind != RECORDS_LOCK || text.len == 0;
}

static int by_key(const void *a, const void *b)
{
	const struct merge_record *one = a, *other = b;
	return str_compare(one->key, other->key);
}

static int by_line(const void *a, const void *b)
{
	const struct merge_record *one = a, *other = b;
	return str_compare(one->line, other->line);
}

static void merge_record(enum records_kind kind, struct merge_record *record)
{
	struct str base = record->sides[MERGE_BASE], ours = record->sides[MERGE_OURS];
	struct str theirs = record->sides[MERGE_THEIRS], any = ours.len ? ours : theirs;
	bool alone = !ours.len || !theirs.len;
	record->line = str_equal(ours, base) ? theirs : ours;
	record->conflict = !str_equal(ours, base) && !str_equal(theirs, base) && !str_equal(ours, theirs);
	if (record->conflict || (kind == RECORDS_LOCK && alone))
		record->line = any;
	record->conflict = record->conflict && !(kind == RECORDS_LOCK && alone);
}

bool merge_records(struct merge_chunks *chunks, struct arena *arena, enum records_kind kind,
		   const struct str sides[MERGE_SIDES])
{
	struct records records = { .arena = arena, .kind = kind };
	bool good = true;
	map_init(&records.numbers);
	for (int i = 0; i < MERGE_SIDES && good; i++)
		good = same_format(sides[i], sides[MERGE_OURS]) && read(&records, sides[i], (enum merge_side)i);
	if (good) {
		merge_lines(chunks, arena, records.heads);
		for (size_t i = 0; i < records.count; i++)
			merge_record(kind, &records.all[i]);
		if (records.count)
			qsort(records.all, records.count, sizeof(*records.all),
			      kind == RECORDS_LOCK ? by_line : by_key);
		for (size_t i = 0; i < records.count; i++) {
			const struct str *lines = records.all[i].sides;
			if (records.all[i].conflict)
				chunks_conflict(chunks, lines[MERGE_BASE], lines[MERGE_OURS], lines[MERGE_THEIRS]);
			else
				chunks_add(chunks, records.all[i].line);
		}
		if (kind == RECORDS_LOCK)
			chunks_add(chunks, STR("end\n"));
	}
	chunks->failed = chunks->failed || records.failed;
	map_release(&records.numbers);
	free(records.all);
	return good;
}
