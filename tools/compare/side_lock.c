/* Reads a lock; lock.h says what it looks like. */
#include "base/file.h"
#include "base/version.h"
#include "check/ids.h"
#include "compare/chain.h"
#include "compare/lock.h"
#include "compare/lock_fields.h"

#include <errno.h>
#include <stdlib.h>

/* Something in a list, and what it names as standing before it. */
struct named {
	const char *id, *before;
};

struct named_list {
	struct named *all;
	size_t count, room;
};

struct id_slot {
	const char *id; /* NULL: free */
	uint64_t hash;
};

struct work {
	struct side *side;
	size_t line;				 /* number of the one at hand */
	struct buf last;			 /* the line before, as it was */
	struct named_list units, lessons, items; /* of items, those of the lesson at hand */
	struct side_unit *units_read;		 /* as they stand in the file, of units.room */
	struct side_lesson *lessons_read;
	size_t *unit_of;    /* of each lesson read */
	struct record **of; /* of each item */
	/* Of lessons and items, each of which must be told of once: a table with room for all lines. */
	struct id_slot *ids;
	size_t id_room;
	bool ended, wrong, no_memory;
};

#define TAKE_AGAIN "; take the lock of the last release again, from its folder or from Git"

static const char odd_line[] = "this line is not as a release writes it" TAKE_AGAIN;

static bool wrong(struct work *work, const char *what)
{
	work->wrong = true;
	buf_format(&work->side->why, "%s:%zu: %s\n", work->side->path, work->line, what);
	return false;
}

static bool run_out(struct work *work)
{
	work->no_memory = true;
	return false;
}

static bool add_named(struct work *work, struct named_list *elements, const char *id, const char *before)
{
	if (elements->count == elements->room) {
		size_t room = elements->room ? elements->room * 2 : 64;
		struct named *more = realloc(elements->all, room * sizeof(*more));
		if (!more)
			return run_out(work);
		elements->all = more;
		elements->room = room;
	}
	elements->all[elements->count++] = (struct named){ id, before };
	return true;
}

/* A merge can leave the lines of both branches, one of which would be judged by. */
static bool is_first(struct work *work, const char *id)
{
	uint64_t hash = 14695981039346656037u; /* FNV-1a */
	for (const char *c = id; *c; c++)
		hash = (hash ^ (unsigned char)*c) * 1099511628211u;
	/* Ids that differ in a digit differ in few of its bits. */
	hash = (hash ^ hash >> 33) * 0xff51afd7ed558ccdu;
	size_t at = (size_t)(hash ^ hash >> 33) & (work->id_room - 1);
	for (; work->ids[at].id; at = (at + 1) & (work->id_room - 1))
		if (work->ids[at].hash == hash && strcmp(work->ids[at].id, id) == 0)
			return wrong(work, "this id is told of twice" TAKE_AGAIN);
	work->ids[at] = (struct id_slot){ id, hash };
	return true;
}

static int has_id(const void *id, const void *named)
{
	return strcmp(id, ((const struct named *)named)->id);
}

static size_t find(const struct named_list *elements, const char *id)
{
	if (elements->count == 0)
		return CHAIN_HEAD;
	const struct named *found = bsearch(id, elements->all, elements->count, sizeof(*found), has_id);
	return found ? (size_t)(found - elements->all) : CHAIN_HEAD;
}

static bool order_of(struct work *work, const struct named_list *elements, size_t **order)
{
	size_t *before = malloc((elements->count + 1) * sizeof(*before));
	*order = malloc((elements->count + 1) * sizeof(**order));
	for (size_t i = 0; before && i < elements->count; i++)
		before[i] = find(elements, elements->all[i].before);
	bool good = before && *order && chain_order(before, elements->count, *order);
	free(before);
	return good || run_out(work);
}

/* NULL where the line is not so, which is told, or memory ran out. */
static struct record *read_record(struct work *work, char *const *f, const char *id)
{
	struct record *record = arena_alloc(&work->side->arena, sizeof(*record));
	if (record && lock_record(f, id, record))
		return record;
	if (record)
		wrong(work, odd_line);
	else
		run_out(work);
	return NULL;
}

/* Puts the items of the lesson at hand into their order. */
static bool close_lesson(struct work *work)
{
	size_t *order;
	if (work->lessons.count == 0 || work->items.count == 0)
		return true;
	if (!order_of(work, &work->items, &order)) {
		free(order);
		return false;
	}
	struct record *last = work->lessons_read[work->lessons.count - 1].records;
	for (size_t i = 0; i < work->items.count; i++) {
		last->next = work->of[order[i]];
		last = last->next;
		last->place = i + 1;
	}
	free(order);
	work->items.count = 0;
	return true;
}

static bool read_lesson(struct work *work, char **f)
{
	char *slash = strchr(f[BEFORE], '/');
	if (!close_lesson(work))
		return false;
	struct side_lesson *lesson = &work->lessons_read[work->lessons.count];
	struct record *record = read_record(work, f, f[LESSON]);
	if (!record)
		return false;
	if (!slash || record->kind != RECORD_LESSON || !lock_json_digest(f[OPTIONS], lesson->digest))
		return wrong(work, odd_line);
	*slash = '\0';
	size_t unit = find(&work->units, f[BEFORE]);
	if (unit == CHAIN_HEAD)
		return wrong(work, "no line tells of this lesson's unit" TAKE_AGAIN);
	work->unit_of[work->lessons.count] = unit;
	lesson->id = f[LESSON];
	lesson->title = "";
	lesson->records = record;
	buf_init(&lesson->json, BUF_CAP);
	return is_first(work, f[LESSON]) && add_named(work, &work->lessons, f[LESSON], slash + 1);
}

static bool read_item(struct work *work, char **f)
{
	const struct named_list *lessons = &work->lessons;
	if (lessons->count == 0 || strcmp(lessons->all[lessons->count - 1].id, f[LESSON]) != 0)
		return wrong(work, "no line tells of the lesson of this item" TAKE_AGAIN);
	struct record *record = read_record(work, f, f[ITEM]);
	if (!record)
		return false;
	if (record->kind == RECORD_LESSON || !lock_options(f[OPTIONS], record))
		return wrong(work, odd_line);
	work->of[work->items.count] = record;
	return is_first(work, f[ITEM]) && add_named(work, &work->items, f[ITEM], f[BEFORE]);
}

static bool read_unit_or_retired(struct work *work, char **f)
{
	static char known;
	struct side *side = work->side;
	if (!id_looks_valid(str_from(f[ITEM])))
		return wrong(work, odd_line);
	if (strcmp(f[KIND], "retired") == 0) {
		void **slot = map_put(&side->retired, str_from(f[ITEM]));
		if (!slot)
			return run_out(work);
		*slot = &known;
		return true;
	}
	struct side_unit *unit = &work->units_read[work->units.count];
	*unit = (struct side_unit){ .id = f[ITEM], .title = "" };
	if (strcmp(f[KIND], "unit") != 0 || !lock_digest(f[WORDS], &unit->title_digest))
		return wrong(work, odd_line);
	if (work->units.count > 0 && strcmp(work->units.all[work->units.count - 1].id, f[ITEM]) == 0)
		return wrong(work, "this id is told of twice" TAKE_AGAIN);
	return add_named(work, &work->units, f[ITEM], f[BEFORE]);
}

static bool is_of_conflict(struct str line)
{
	static const char *const marks[] = { "<<<<<<<", "=======", ">>>>>>>", "|||||||" };
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (str_starts(line, marks[i]))
			return true;
	return false;
}

static bool read_line(struct work *work, struct str line)
{
	char *f[LOCK_FIELDS];
	if (work->ended)
		return wrong(work, "something stands behind the line 'end'" TAKE_AGAIN);
	if (str_is(line, "end")) {
		work->ended = true;
		return true;
	}
	if (str_starts(line, "#"))
		return true;
	if (work->last.len > 0 && str_compare(buf_view(&work->last), line) >= 0)
		return wrong(work, "this line stands out of order, or twice" TAKE_AGAIN);
	/* Kept before it is split, which puts zeros into it. */
	buf_clear(&work->last);
	buf_str(&work->last, line);
	if (buf_failed(&work->last))
		return run_out(work);
	if (!lock_split((char *)(uintptr_t)line.at, f))
		return wrong(work, odd_line);
	return strcmp(f[LESSON], "-") == 0 ? read_unit_or_retired(work, f)
	       : strcmp(f[ITEM], "-") == 0 ? read_lesson(work, f)
					   : read_item(work, f);
}

/* "pack ID VERSION RELEASE ABOUT" */
static bool read_pack(struct work *work, struct str line)
{
	struct side *side = work->side;
	char *f[5], *rest = (char *)(uintptr_t)line.at;
	for (size_t i = 0; i < 5; i++) {
		f[i] = strtok_r(NULL, " ", &rest);
		if (!f[i])
			return wrong(work, odd_line);
	}
	side->id = f[1];
	side->version = f[2];
	side->edition = "full";
	struct version version;
	if (strcmp(f[0], "pack") != 0 || *rest || !id_looks_valid(str_from(f[1])) ||
	    !version_parse(str_from(f[2]), &version) || !lock_number(f[3], INT32_MAX, &side->release) ||
	    !lock_digest(f[4], &side->about))
		return wrong(work, odd_line);
	return true;
}

static bool read_first(struct work *work, struct str line)
{
	static const char word[] = "satchel-lock ";
	uint64_t format;
	if (!str_starts(line, word) || !lock_number(line.at + strlen(word), UINT32_MAX, &format))
		return wrong(work, "this is no lock as satchel-pack release writes it" TAKE_AGAIN);
	if (format != LOCK_FORMAT)
		return wrong(work,
			     "a newer Satchel wrote this lock; update Satchel, or nothing can be said of the change");
	return true;
}

/* Makes a C string of the next line, without its end. */
static bool next_line(struct str *rest, struct str *line)
{
	if (rest->len == 0)
		return false;
	char *start = (char *)(uintptr_t)rest->at, *end = memchr(start, '\n', rest->len);
	size_t len = end ? (size_t)(end - start) : rest->len, gone = len + (end != NULL);
	*rest = (struct str){ rest->at + gone, rest->len - gone };
	/* Git may have been told to make line ends those of Windows. */
	len -= len > 0 && start[len - 1] == '\r';
	start[len] = '\0';
	*line = (struct str){ start, len };
	return true;
}

static bool make_room(struct work *work, struct str text)
{
	size_t lines = 1;
	for (const char *at = text.at, *end = text.at + text.len; (at = memchr(at, '\n', (size_t)(end - at))); at++)
		lines++;
	work->units_read = arena_alloc(&work->side->arena, lines * sizeof(*work->units_read));
	work->lessons_read = calloc(lines, sizeof(*work->lessons_read));
	work->unit_of = calloc(lines, sizeof(*work->unit_of));
	work->of = calloc(lines, sizeof(struct record *));
	for (work->id_room = 16; work->id_room < 2 * lines;)
		work->id_room *= 2;
	work->ids = calloc(work->id_room, sizeof(*work->ids));
	return (work->units_read && work->lessons_read && work->unit_of && work->of && work->ids) || run_out(work);
}

/* Units and, in each, its lessons, in their orders. */
static bool put_in_order(struct work *work)
{
	struct side *side = work->side;
	size_t *units = NULL, *lessons = NULL, count = work->lessons.count;
	bool good = order_of(work, &work->units, &units) && order_of(work, &work->lessons, &lessons);
	side->units = arena_alloc(&side->arena, (work->units.count + 1) * sizeof(*side->units));
	side->lessons = arena_alloc(&side->arena, (count + 1) * sizeof(*side->lessons));
	size_t *starts = calloc(work->units.count + 1, sizeof(*starts)); /* by the unit's place in the file */
	good = good && ((side->units && side->lessons && starts) || run_out(work));
	for (size_t i = 0; good && i < count; i++)
		work->units_read[work->unit_of[i]].lesson_count++;
	for (size_t i = 0; good && i < work->units.count; i++) {
		side->units[side->unit_count++] = work->units_read[units[i]];
		starts[units[i]] = side->lesson_count;
		for (size_t k = 0; k < work->units_read[units[i]].lesson_count; k++)
			side->lessons[side->lesson_count++].unit = i;
	}
	for (size_t i = 0; good && i < count; i++) {
		size_t place = starts[work->unit_of[lessons[i]]]++, unit = side->lessons[place].unit;
		side->lessons[place] = work->lessons_read[lessons[i]];
		side->lessons[place].unit = unit;
		for (struct record *record = side->lessons[place].records; record; record = record->next)
			record->lesson = place;
	}
	free(units);
	free(lessons);
	free(starts);
	return good;
}

static bool read_lock(struct work *work, struct str text)
{
	struct str line = STR("");
	size_t head = 0;
	if (!make_room(work, text))
		return false;
	while (next_line(&text, &line)) {
		work->line++;
		if (memchr(line.at, '\0', line.len))
			return wrong(work, odd_line);
		if (head > 0 && str_starts(line, "#"))
			continue;
		/* The versions of two branches are on the second line, so a conflict begins there. */
		if (is_of_conflict(line))
			return wrong(
				work,
				"a merge conflict was left here; take the lock of the release that was published last");
		if (!(head == 0 ? read_first(work, line) : head == 1 ? read_pack(work, line) : read_line(work, line)))
			return false;
		head++;
	}
	work->line += head == 0;
	if (head == 0)
		return wrong(work, "the lock is empty" TAKE_AGAIN);
	if (!work->ended)
		return wrong(work, "the lock was cut short: its last line is not 'end'" TAKE_AGAIN);
	return close_lesson(work) && put_in_order(work);
}

enum side_status side_open_lock(struct side *side)
{
	struct work work = { .side = side };
	buf_init(&work.last, BUF_CAP);
	side->is_lock = true;
	enum file_status status = file_read(side->path, LOCK_SIZE_MAX, &side->text);
	if (status != FILE_OK)
		buf_format(&side->why, "cannot read '%s': %s\n", side->path, file_status_text(status));
	else
		side->knows_retired = read_lock(&work, buf_view(&side->text));
	buf_release(&work.last);
	free(work.ids);
	free(work.units.all);
	free(work.lessons.all);
	free(work.items.all);
	free(work.lessons_read);
	free(work.unit_of);
	free(work.of);
	return work.no_memory || status == FILE_NO_MEMORY ? SIDE_NO_MEMORY : side->why.len > 0 ? SIDE_BROKEN : SIDE_OK;
}
