#include "compare/side.h"

#include "base/file.h"
#include "base/path.h"
#include "reader/satchel.h"

#include <errno.h>
#include <jansson.h>
#include <sys/stat.h>

enum { WHY_CAP = 1024 * 1024 };

enum side_status side_open(struct side *side, const char *path, unsigned jobs)
{
	struct stat info;
	*side = (struct side){ .path = path };
	arena_init(&side->arena);
	buf_init(&side->why, WHY_CAP);
	if (stat(path, &info) != 0) {
		buf_format(&side->why, "cannot read '%s': %s\n", path, file_status_text(FILE_FAILED));
		return SIDE_BROKEN;
	}
	const char *dot = strrchr(path_name(path), '.');
	bool is_folder = S_ISDIR(info.st_mode);
	enum side_status status = is_folder || (dot && strcmp(dot, ".xml") == 0) ? side_open_tree(side, is_folder, jobs)
										 : side_open_pack(side);
	return arena_failed(&side->arena) || buf_failed(&side->why) ? SIDE_NO_MEMORY : status;
}

void side_release(struct side *side)
{
	for (size_t i = 0; i < side->lesson_count; i++)
		buf_release(&side->lessons[i].json);
	satchel_close(side->pack);
	arena_release(&side->arena);
	buf_release(&side->why);
}

static json_t *parse(struct side *side, const struct side_lesson *lesson)
{
	struct satchel_bytes bytes;
	struct satchel_error error;
	json_t *json;
	if (!side->pack) {
		json = json_loadb(lesson->json.at, lesson->json.len, 0, NULL);
	} else if (satchel_read_entry(side->pack, lesson->entry, &bytes, &error) == SATCHEL_OK) {
		json = json_loadb(bytes.at, bytes.size, 0, NULL);
		satchel_bytes_free(&bytes);
	} else {
		buf_format(&side->why, "%s: %s\n", side->path, error.message);
		return NULL;
	}
	if (!json)
		buf_format(&side->why, "%s: the lesson %s can't be made sense of\n", side->path, lesson->id);
	return json;
}

struct record *side_records(struct side *side, size_t lesson, struct arena *arena)
{
	json_t *json = parse(side, &side->lessons[lesson]);
	struct record *records = json ? record_read(arena, json) : NULL;
	for (struct record *record = records; record; record = record->next)
		record->lesson = lesson;
	json_decref(json);
	return records;
}
