#include "compare/side.h"

#include "base/file.h"
#include "base/path.h"
#include "base/pool.h"
#include "compare/lock.h"
#include "compare/lock_fields.h"
#include "lesson/deletion.h"
#include "reader/digest.h"
#include "reader/json.h"
#include "reader/satchel.h"

#include <errno.h>
#include <sys/stat.h>

static bool ends_in(const char *path, const char *ending)
{
	const char *dot = strrchr(path_name(path), '.');
	return dot && strcmp(dot, ending) == 0;
}

void side_open_nothing(struct side *side, const char *path)
{
	*side = (struct side){ .path = path, .is_nothing = true };
	arena_init(&side->arena);
	map_init(&side->retired);
	buf_init(&side->text, LOCK_SIZE_MAX + 64);
	map_init(&side->unlisted);
	buf_init(&side->why, BUF_CAP);
}

/* Whether path is a definition or a folder; false if it does not exist. */
static bool is_tree(const char *path)
{
	struct stat info;
	return ends_in(path, ".xml") || (stat(path, &info) == 0 && S_ISDIR(info.st_mode));
}

enum result side_open(struct side *side, const char *path, unsigned jobs)
{
	struct stat info;
	side_open_nothing(side, path);
	side->is_nothing = false;
	if (stat(path, &info) != 0) {
		buf_format(&side->why, "cannot read '%s': %s\n", path, file_status_text(FILE_FAILED));
		return RESULT_FAILED;
	}
	struct satchel_error error;
	if (S_ISDIR(info.st_mode) && ends_in(path, LOCK_SUFFIX)) {
		buf_format(&side->why, "cannot read '%s': a lock is a file, not a folder\n", path);
		return RESULT_FAILED;
	}
	enum result status = is_tree(path)		  ? side_open_tree(side, S_ISDIR(info.st_mode), jobs)
			     : ends_in(path, LOCK_SUFFIX) ? side_open_lock(side)
							  : side_take_pack(side, satchel_open(path, &error), &error);
	return arena_failed(&side->arena) || buf_failed(&side->why) ? RESULT_NO_MEMORY : status;
}

struct side_opening {
	struct side **sides;
	const char *const *paths;
	unsigned jobs;
	enum result *statuses;
};

/* A pool_work. */
static void open_one(void *context, unsigned worker, size_t index)
{
	struct side_opening *opening = context;
	(void)worker;
	opening->statuses[index] = side_open(opening->sides[index], opening->paths[index], opening->jobs);
}

void side_open_both(struct side *sides[2], const char *const paths[2], unsigned jobs, enum result statuses[2])
{
	struct side_opening opening = { sides, paths, jobs, statuses };
	/* Open two trees in sequence: each uses all processors, and libxml2 must be initialised on a single thread. */
	bool trees = is_tree(paths[0]) && is_tree(paths[1]);
	pool_run(jobs == 1 || trees ? 1 : 2, 2, open_one, &opening);
}

enum result side_open_pack_fd(struct side *side, const char *path, int fd)
{
	struct satchel_error error;
	side_open_nothing(side, path);
	side->is_nothing = false;
	enum result status = side_take_pack(side, satchel_open_fd(fd, &error), &error);
	return arena_failed(&side->arena) || buf_failed(&side->why) ? RESULT_NO_MEMORY : status;
}

void side_release(struct side *side)
{
	for (size_t i = 0; i < side->lesson_count; i++)
		buf_release(&side->lessons[i].json);
	satchel_close(side->pack);
	map_release(&side->retired);
	map_release(&side->unlisted);
	arena_release(&side->arena);
	buf_release(&side->text);
	buf_release(&side->why);
}

static struct record *parse(const struct side *side, const struct side_lesson *lesson, struct str json,
			    enum record_detail detail, struct arena *arena, struct buf *why)
{
	struct record *records;
	switch (record_read(arena, json.at, json.len, detail, &records)) {
	case RECORD_OK: return records;
	case RECORD_NO_LESSON:
		buf_format(why, "%s: the lesson %s can't be understood\n", side->path, lesson->id);
		return NULL;
	case RECORD_NO_MEMORY: break;
	}
	arena->failed = true;
	return NULL;
}

struct record *side_records(const struct side *side, size_t lesson, enum record_detail detail, struct arena *arena,
			    struct buf *why)
{
	const struct side_lesson *from = &side->lessons[lesson];
	struct satchel_bytes bytes;
	struct satchel_error error;
	struct record *records = NULL;
	if (side->is_lock) {
		records = lock_records(from->lines, arena);
	} else if (!side->pack) {
		records = parse(side, from, buf_view(&from->json), detail, arena, why);
	} else if (satchel_read_entry(side->pack, from->entry, &bytes, &error) == SATCHEL_OK) {
		records = parse(side, from, (struct str){ bytes.at, bytes.size }, detail, arena, why);
		satchel_bytes_free(&bytes);
	} else {
		buf_format(why, "%s: %s\n", side->path, error.message);
	}
	for (struct record *record = records; record; record = record->next)
		record->lesson = lesson;
	return records;
}

const uint8_t *side_digest(const struct side *side, size_t lesson)
{
	struct side_lesson *own = &side->lessons[lesson];
	struct satchel_bytes bytes;
	struct satchel_error error;
	uint8_t digest[SHA256_SIZE];
	if (own->entry && !own->hashed && satchel_read_entry(side->pack, own->entry, &bytes, &error) == SATCHEL_OK) {
		sha256(digest, bytes.at, bytes.size);
		memcpy(own->digest, digest, sizeof(own->digest));
		own->hashed = true;
		satchel_bytes_free(&bytes);
	}
	return own->digest;
}

bool side_same_lesson(const struct side *one, size_t lesson, const struct side *other, size_t of_other)
{
	const struct satchel_entry *a = one->lessons[lesson].entry, *b = other->lessons[of_other].entry;
	if (a && b)
		return memcmp(a->digest, b->digest, sizeof(a->digest)) == 0;
	return memcmp(side_digest(one, lesson), side_digest(other, of_other), SIDE_DIGEST_SIZE) == 0;
}

enum side_retired side_is_retired(const struct side *side, const char *id)
{
	struct str base = deletion_base(str_from(id));
	if (map_get(&side->retired, str_from(id)) || map_get(&side->retired, base))
		return RETIRED_YES;
	return side->knows_retired ? RETIRED_NO : RETIRED_UNKNOWN;
}

const struct side_item *side_find_item(const struct side_lesson *lesson, const char *id)
{
	for (const struct side_item *item = lesson->items; item; item = item->next)
		if (strcmp(item->id, id) == 0)
			return item;
	return NULL;
}

void side_set_about(struct side *side, const char *const facts[SIDE_FACTS])
{
	static const uint64_t weights[] = {
		[FACT_TITLE] = 1, [FACT_LICENCE] = 3, [FACT_LANGUAGE] = 7, [FACT_DESCRIPTION] = 11, [FACT_PEOPLE] = 13,
		[FACT_COVER] = 17, [FACT_REST] = 19,
	};
	for (int i = 0; i < SIDE_FACTS; i++) {
		side->facts[i] = facts[i] ? record_digest(str_from(facts[i])) : 0;
		side->about += weights[i] * side->facts[i];
	}
	side->about = side->about ? side->about : 1;
}

const char *side_member(struct side *side, const char *json, const char *member)
{
	struct json_walk walk = { json };
	if (!walk_to(&walk, member))
		return NULL;
	const char *start = walk.at;
	walk_skip(&walk);
	return arena_str(&side->arena, (struct str){ start, (size_t)(walk.at - start) }).at;
}
