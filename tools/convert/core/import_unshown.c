/* Files of earlier imports that no lesson shows or plays any more. */
#include "convert/core/import_folder.h"

#include <unistd.h>

static bool is_there(const struct import_folder *folder, struct str name)
{
	struct buf path;
	buf_init(&path, BUF_CAP);
	buf_format(&path, "%s/%.*s", folder->path, STR_ARG(name));
	bool there = !buf_failed(&path) && access(buf_cstr(&path), F_OK) == 0;
	buf_release(&path);
	return there;
}

/* Marks the files that a lesson names as shown: the values of its attributes. */
static void mark_shown(struct map *files, struct str lesson)
{
	for (size_t i = 0; i < lesson.len;) {
		const char *start = memchr(lesson.at + i, '"', lesson.len - i);
		const char *end = start ? memchr(start + 1, '"', (size_t)(lesson.at + lesson.len - start) - 1) : NULL;
		if (!end)
			return;
		struct str value = { start + 1, (size_t)(end - start) - 1 };
		void **slot = map_get(files, value) ? map_put(files, value) : NULL;
		if (slot)
			*slot = files;
		i = (size_t)(end + 1 - lesson.at);
	}
}

static void mark_all(struct map *files, const struct import_target *targets)
{
	for (const struct import_target *t = targets; t; t = t->next)
		mark_shown(files, t->merged.len ? buf_view(&t->merged) : t->pieces.bytes);
}

void import_report_unshown(const struct import_folder *folder, struct import *import, const struct map *sources)
{
	struct map files; /* the record, or the map itself if a lesson shows it */
	map_init(&files);
	for (struct import_record *r = folder->map.records; r; r = r->next) {
		bool gone = str_starts(r->key, IMPORT_MAP_FILE) && r->digest[0] && !r->now[0] &&
			    map_get(sources, r->source) && is_there(folder, r->id);
		void **slot = gone ? map_put(&files, r->id) : NULL;
		import->arena.failed = import->arena.failed || (gone && !slot);
		if (slot)
			*slot = r;
	}
	if (files.count)
		mark_all(&files, folder->targets);
	if (files.count)
		mark_all(&files, folder->made);
	for (const struct import_record *r = folder->map.records; files.count && r; r = r->next) {
		if (map_get(&files, r->id) != r)
			continue;
		ledger_source(&import->ledger, r->source);
		ledger_change(&import->ledger, ledger_read(&import->ledger, LEDGER_WITHDRAWN, r->id, 0),
			      STR("the file"), "no lesson shows or plays it any more",
			      "kept; delete it if nothing else needs it");
	}
	map_release(&files);
}
