/* Reads a lock, as described in lock.h. */
#include "base/conflict.h"
#include "base/date.h"
#include "base/file.h"
#include "base/version.h"
#include "compare/chain.h"
#include "compare/lock.h"
#include "compare/lock_fields.h"
#include "lesson/deletion.h"

#include <errno.h>
#include <stdlib.h>

struct id_slot {
	uint32_t at; /* offset of the id in the file, followed by a space; 0: free */
	uint32_t hash;
};

struct lock_parser {
	struct side *side;
	size_t line;	 /* current line number */
	struct str last; /* the last line with content */
	struct chain units, lessons;
	struct side_unit *units_read; /* in file order, units.room elements */
	struct side_lesson *lessons_read;
	size_t *unit_of; /* of each lesson read */
	/* The ids of lessons and items, to detect duplicates: a table with room for all lines. */
	struct id_slot *ids;
	size_t id_room;
	bool ended, wrong, no_memory;
};

#define TAKE_AGAIN "; restore the lock of the last release from its folder or from Git"

static const char odd_line[] = "satchel-pack release does not write such a line" TAKE_AGAIN;

static bool wrong(struct lock_parser *work, const char *what)
{
	work->wrong = true;
	buf_format(&work->side->why, "%s:%zu: %s\n", work->side->path, work->line, what);
	return false;
}

static bool run_out(struct lock_parser *work)
{
	work->no_memory = true;
	return false;
}

/* The slot where the search for an id begins. Prefetched while the rest of the line is parsed. */
static struct id_slot *seek(const struct lock_parser *work, struct str id, uint32_t *hash)
{
	uint64_t h = 14695981039346656037u; /* FNV-1a */
	for (size_t i = 0; i < id.len; i++)
		h = (h ^ (unsigned char)id.at[i]) * 1099511628211u;
	/* Mix, because ids that differ in one digit differ in few bits. */
	h = (h ^ h >> 33) * 0xff51afd7ed558ccdu;
	*hash = (uint32_t)(h >> 32);
	struct id_slot *slot = &work->ids[(h ^ h >> 33) & (work->id_room - 1)];
	__builtin_prefetch(slot, 1);
	return slot;
}

/* A merge may leave the lines of both branches, of which one would be wrong. */
static bool is_first(struct lock_parser *work, struct id_slot *slot, struct str id, uint32_t hash)
{
	const char *text = work->side->text.at;
	for (; slot->at; slot = slot + 1 < work->ids + work->id_room ? slot + 1 : work->ids)
		if (slot->hash == hash && memcmp(text + slot->at, id.at, id.len + 1) == 0)
			return wrong(work, "duplicate id" TAKE_AGAIN);
	*slot = (struct id_slot){ (uint32_t)(id.at - text), hash };
	return true;
}

static bool names_before(struct str before)
{
	return str_is(before, "-") || deletion_id_looks_valid(before);
}

static bool read_lesson(struct lock_parser *work, const struct str *f)
{
	uint32_t hash;
	struct id_slot *slot = seek(work, f[LOCK_LESSON], &hash);
	struct side_lesson *lesson = &work->lessons_read[work->lessons.count];
	struct record record;
	const char *slash = memchr(f[LOCK_BEFORE].at, '/', f[LOCK_BEFORE].len);
	size_t unit_len = slash ? (size_t)(slash - f[LOCK_BEFORE].at) : 0;
	struct str unit = { f[LOCK_BEFORE].at, unit_len },
		   before = { f[LOCK_BEFORE].at + unit_len + 1, f[LOCK_BEFORE].len - unit_len - 1 };
	if (!slash || !names_before(before) || !lock_lesson(f, &record) ||
	    !lock_json_digest(f[LOCK_OPTIONS], lesson->digest))
		return wrong(work, odd_line);
	work->unit_of[work->lessons.count] = chain_find(&work->units, unit);
	if (work->unit_of[work->lessons.count] == CHAIN_HEAD)
		return wrong(work, "the unit of this lesson is missing" TAKE_AGAIN);
	struct str id = arena_str(&work->side->arena, f[LOCK_LESSON]);
	lesson->id = id.at;
	lesson->title = "";
	lesson->lines = work->last;
	buf_init(&lesson->json, BUF_CAP);
	if (!is_first(work, slot, f[LOCK_LESSON], hash))
		return false;
	return (id.at && chain_add(&work->lessons, id, before)) || run_out(work);
}

static bool read_item(struct lock_parser *work, const struct str *f)
{
	const struct chain *lessons = &work->lessons;
	struct record record;
	uint32_t hash;
	struct id_slot *slot = seek(work, f[LOCK_ITEM], &hash);
	if (lessons->count == 0 || !str_equal(f[LOCK_LESSON], lessons->links[lessons->count - 1].id))
		return wrong(work, "the lesson of this item is missing" TAKE_AGAIN);
	if (!names_before(f[LOCK_BEFORE]) || !lock_item(f, &record))
		return wrong(work, odd_line);
	struct str *lines = &work->lessons_read[lessons->count - 1].lines;
	lines->len = (size_t)(work->last.at + work->last.len - lines->at);
	return is_first(work, slot, f[LOCK_ITEM], hash);
}

static bool read_unit(struct lock_parser *work, const struct str *f)
{
	struct side_unit *unit = &work->units_read[work->units.count];
	struct str id = arena_str(&work->side->arena, f[LOCK_ITEM]);
	*unit = (struct side_unit){ .id = id.at, .title = "" };
	if (!str_is(f[LOCK_KIND], "unit") || !names_before(f[LOCK_BEFORE]) ||
	    !lock_digest(f[LOCK_WORDS], &unit->title_digest))
		return wrong(work, odd_line);
	if (work->units.count > 0 && str_equal(f[LOCK_ITEM], work->units.links[work->units.count - 1].id))
		return wrong(work, "duplicate id" TAKE_AGAIN);
	return (id.at && chain_add(&work->units, id, f[LOCK_BEFORE])) || run_out(work);
}

static bool read_unit_or_retired(struct lock_parser *work, const struct str *f)
{
	static struct side_retired_id known = { { "", 0 }, { "", 0 } };
	if (!deletion_id_looks_valid(f[LOCK_ITEM]))
		return wrong(work, odd_line);
	if (!str_is(f[LOCK_KIND], "retired"))
		return read_unit(work, f);
	void **slot = map_put(&work->side->retired, arena_str(&work->side->arena, f[LOCK_ITEM]));
	if (!slot)
		return run_out(work);
	*slot = &known;
	return true;
}

static bool is_sha256(struct str text)
{
	return text.len == 64 && strspn(text.at, "0123456789abcdef") >= 64;
}

/* "EDITION:SHA256" */
static bool read_published(struct lock_parser *work, struct str text)
{
	struct side *side = work->side;
	const char *colon = memchr(text.at, ':', text.len);
	size_t len = colon ? (size_t)(colon - text.at) : 0;
	struct str edition = { text.at, len }, digest = { text.at + len + 1, text.len - len - 1 };
	if (!colon || !id_looks_valid(edition) || !is_sha256(digest) || side->pack_count == SIDE_PACKS_MAX)
		return wrong(work, odd_line);
	side->packs[side->pack_count++] =
		(struct side_pack){ arena_str(&side->arena, edition).at, arena_str(&side->arena, digest).at };
	return !arena_failed(&side->arena) || run_out(work);
}

/* "released DATE EDITION:SHA256 ..." */
static bool read_released(struct lock_parser *work, struct str line)
{
	struct side *side = work->side;
	for (size_t i = 0; line.len > 0; i++) {
		const char *space = memchr(line.at, ' ', line.len);
		size_t len = space ? (size_t)(space - line.at) : line.len, gone = len + (space != NULL);
		struct str word = { line.at, len };
		line = (struct str){ line.at + gone, line.len - gone };
		if (i == 1 && date_is_real(word))
			side->date = arena_str(&side->arena, word).at;
		else if (i > 0 && !(i > 1 && read_published(work, word)))
			return work->wrong || work->no_memory ? false : wrong(work, odd_line);
	}
	return side->pack_count > 0 || wrong(work, odd_line);
}

static bool read_line(struct lock_parser *work, struct str line)
{
	struct str f[LOCK_FIELDS];
	if (work->ended)
		return wrong(work, "there is text after the line 'end'" TAKE_AGAIN);
	if (str_is(line, "end")) {
		work->ended = true;
		return true;
	}
	if (str_starts(line, "#"))
		return true;
	if (str_starts(line, "released ") && work->last.len == 0 && work->side->pack_count == 0)
		return read_released(work, line);
	if (work->last.len > 0 && str_compare(work->last, line) >= 0)
		return wrong(work, "this line is out of order or repeated" TAKE_AGAIN);
	work->last = line;
	if (!lock_split(line, f))
		return wrong(work, odd_line);
	return str_is(f[LOCK_LESSON], "-") ? read_unit_or_retired(work, f)
	       : str_is(f[LOCK_ITEM], "-") ? read_lesson(work, f)
					   : read_item(work, f);
}

/* "pack ID VERSION RELEASE ABOUT" */
static bool read_pack(struct lock_parser *work, struct str line)
{
	struct side *side = work->side;
	struct str f[5];
	struct version version;
	for (size_t i = 0; i < 5; i++) {
		const char *space = memchr(line.at, ' ', line.len);
		size_t len = space ? (size_t)(space - line.at) : line.len, gone = len + (space != NULL);
		if ((space == NULL) != (i == 4))
			return wrong(work, odd_line);
		f[i] = (struct str){ line.at, len };
		line = (struct str){ line.at + gone, line.len - gone };
	}
	if (!str_is(f[0], "pack") || !id_looks_valid(f[1]) || !version_parse(f[2], &version) ||
	    !lock_number(f[3], INT32_MAX, &side->release) || !lock_digest(f[4], &side->about))
		return wrong(work, odd_line);
	side->id = arena_str(&side->arena, f[1]).at;
	side->version = arena_str(&side->arena, f[2]).at;
	side->edition = "full";
	return !arena_failed(&side->arena) || run_out(work);
}

static bool read_first(struct lock_parser *work, struct str line)
{
	static const char word[] = "satchel-lock ";
	const size_t len = sizeof(word) - 1;
	uint64_t format;
	if (!str_starts(line, word) || !lock_number((struct str){ line.at + len, line.len - len }, UINT32_MAX, &format))
		return wrong(work, "this is not a lock written by satchel-pack release" TAKE_AGAIN);
	if (format != LOCK_FORMAT)
		return wrong(work, "lock written by a newer Satchel; update Satchel to judge the change");
	return true;
}

static bool make_room(struct lock_parser *work, struct str text)
{
	size_t lines = 1;
	for (const char *at = text.at, *end = text.at + text.len; (at = memchr(at, '\n', (size_t)(end - at))); at++)
		lines++;
	work->units_read = calloc(lines, sizeof(*work->units_read));
	work->lessons_read = calloc(lines, sizeof(*work->lessons_read));
	work->unit_of = calloc(lines, sizeof(*work->unit_of));
	for (work->id_room = 16; work->id_room < 2 * lines;)
		work->id_room *= 2;
	work->ids = calloc(work->id_room, sizeof(*work->ids));
	return (work->units_read && work->lessons_read && work->unit_of && work->ids) || run_out(work);
}

/* Orders units, and the lessons in each. */
static bool put_in_order(struct lock_parser *work)
{
	struct side *side = work->side;
	size_t *units = chain_indices(&work->units), *lessons = chain_indices(&work->lessons),
	       count = work->lessons.count;
	side->units = arena_alloc(&side->arena, (work->units.count + 1) * sizeof(*side->units));
	side->lessons = arena_alloc(&side->arena, (count + 1) * sizeof(*side->lessons));
	size_t *starts = calloc(work->units.count + 1, sizeof(*starts)); /* by the unit's index in the file */
	bool good = (units && lessons && side->units && side->lessons && starts) || run_out(work);
	for (size_t i = 0; good && i < count; i++)
		work->units_read[work->unit_of[i]].lesson_count++;
	for (size_t i = 0; good && i < work->units.count; i++) {
		side->units[side->unit_count++] = work->units_read[units[i]];
		starts[units[i]] = side->lesson_count;
		for (size_t k = 0; k < work->units_read[units[i]].lesson_count; k++)
			side->lessons[side->lesson_count++].unit = i;
	}
	for (size_t i = 0; good && i < count; i++) {
		size_t location = starts[work->unit_of[lessons[i]]]++, unit = side->lessons[location].unit;
		side->lessons[location] = work->lessons_read[lessons[i]];
		side->lessons[location].unit = unit;
	}
	free(units);
	free(lessons);
	free(starts);
	return good;
}

static bool read_lock(struct lock_parser *work, struct str text)
{
	struct str line = STR("");
	size_t head = 0;
	const char *zero = memchr(text.at, '\0', text.len);
	if (!make_room(work, text))
		return false;
	while (lock_line(&text, &line)) {
		work->line++;
		if (zero && zero < line.at + line.len)
			return wrong(work, odd_line);
		if (head > 0 && str_starts(line, "#"))
			continue;
		/* The version is on the second line, so that conflicts begin there. */
		if (conflict_is_line(line))
			return wrong(work, "unresolved merge conflict; use the lock of the release published last");
		if (!(head == 0 ? read_first(work, line) : head == 1 ? read_pack(work, line) : read_line(work, line)))
			return false;
		head++;
	}
	work->line += head == 0;
	if (head == 0)
		return wrong(work, "the lock is empty" TAKE_AGAIN);
	if (!work->ended)
		return wrong(work, "the lock is truncated: its last line is not 'end'" TAKE_AGAIN);
	return put_in_order(work);
}

enum result side_open_lock(struct side *side)
{
	struct lock_parser work = { .side = side };
	side->is_lock = true;
	enum file_status status = file_read(side->path, LOCK_SIZE_MAX, &side->text);
	if (status != FILE_OK)
		buf_format(&side->why, "cannot read '%s': %s\n", side->path, file_status_text(status));
	else
		side->knows_retired = read_lock(&work, buf_view(&side->text));
	free(work.ids);
	chain_release(&work.units);
	chain_release(&work.lessons);
	free(work.units_read);
	free(work.lessons_read);
	free(work.unit_of);
	return work.no_memory || status == FILE_NO_MEMORY ? RESULT_NO_MEMORY
	       : side->why.len > 0			  ? RESULT_FAILED
							  : RESULT_OK;
}

/* The lines of a lock that begin with the id. */
static struct str find_lesson(struct str text, struct str id)
{
	struct str line, found = STR_NONE;
	while (lock_line(&text, &line)) {
		if (line.len <= id.len || memcmp(line.at, id.at, id.len) != 0 || line.at[id.len] != ' ')
			continue;
		if (!found.at)
			found.at = line.at;
		found.len = (size_t)(line.at + line.len - found.at);
	}
	return found;
}

enum result side_open_lock_lesson(struct side *side, const char *path, struct str id)
{
	struct lock_parser work = { .side = side };
	struct str line;
	side_open_nothing(side, path);
	side->is_nothing = false;
	side->is_lock = true;
	enum file_status status = file_read(path, LOCK_SIZE_MAX, &side->text);
	if (status != FILE_OK) {
		buf_format(&side->why, "cannot read '%s': %s\n", path, file_status_text(status));
		return status == FILE_NO_MEMORY ? RESULT_NO_MEMORY : RESULT_FAILED;
	}
	struct str text = buf_view(&side->text);
	bool good = lock_line(&text, &line) && read_first(&work, line);
	while (good && (good = lock_line(&text, &line)) && str_starts(line, "#"))
		continue;
	good = good && read_pack(&work, line);
	struct str lines = find_lesson(text, id);
	if (good && lines.at) {
		side->lessons = arena_alloc(&side->arena, sizeof(*side->lessons));
		if (side->lessons) {
			*side->lessons = (struct side_lesson){ .id = arena_str(&side->arena, id).at,
							       .title = "",
							       .lines = lines };
			buf_init(&side->lessons->json, BUF_CAP);
			side->lesson_count = 1;
		}
	}
	return work.no_memory || arena_failed(&side->arena) || buf_failed(&side->why) ? RESULT_NO_MEMORY
	       : good								      ? RESULT_OK
										      : RESULT_FAILED;
}
