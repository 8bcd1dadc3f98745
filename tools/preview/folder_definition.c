#include "preview/folder_definition.h"

#include "base/path.h"
#include "lesson/id.h"

#include <limits.h>
#include <stdlib.h>

struct filling {
	struct definition *definition;
	struct definition_unit **last; /* the end of the units */
	struct map units;	       /* by folder */
	struct map ends;	       /* of the lessons of each folder */
};

static int by_id(const void *a, const void *b)
{
	const struct definition_lesson *const *one = a, *const *other = b;
	return str_compare((*one)->id, (*other)->id);
}

/* The name of a folder; that of the working folder if it is ".". */
static struct str name_of(struct arena *arena, struct str folder)
{
	char path[PATH_MAX];
	char *real = folder.len < sizeof(path) ? memcpy(path, folder.at, folder.len) : NULL;
	if (real) {
		path[folder.len] = '\0';
		real = realpath(path, NULL);
	}
	const char *name = real ? path_name(real) : "";
	struct str kept = arena_str(arena, *name ? str_from(name) : STR("lessons"));
	free(real);
	return kept;
}

static struct definition_unit *unit_of(struct filling *filling, struct str folder)
{
	struct definition *definition = filling->definition;
	struct arena *arena = &definition->arena;
	void **slot = map_put(&filling->units, folder);
	if (!slot || *slot)
		return slot ? *slot : NULL;
	struct definition_unit *unit = arena_alloc(arena, sizeof(*unit));
	char id[32];
	snprintf(id, sizeof(id), "folder-%zu", ++definition->unit_count);
	/* The map must not keep a slot without a value. */
	*slot = unit ? (void *)unit : (void *)filling;
	if (!unit)
		return NULL;
	*unit = (struct definition_unit){ .id = arena_str(arena, str_from(id)), .title = name_of(arena, folder) };
	*filling->last = unit;
	filling->last = &unit->next;
	return unit;
}

static bool add(struct filling *filling, const char *path, const char *id)
{
	struct definition *definition = filling->definition;
	struct str folder = path_folder(path);
	struct definition_unit *unit = unit_of(filling, folder);
	struct definition_lesson *lesson = arena_alloc(&definition->arena, sizeof(*lesson));
	void **end = map_put(&filling->ends, folder);
	if (!unit || !lesson || !end)
		return false;
	*lesson = (struct definition_lesson){ .id = arena_str(&definition->arena, str_from(id)),
					      .index = definition->lesson_count };
	struct definition_lesson *last = *end;
	*(last ? &last->next : &unit->lessons) = lesson;
	*end = lesson;
	definition->by_id[definition->lesson_count++] = lesson;
	return lesson->id.at != NULL;
}

bool folder_definition(struct definition *definition, const char *operand, const struct file_list *files,
		       const char *const *ids)
{
	*definition = (struct definition){ .unit_count = 0 };
	arena_init(&definition->arena);
	buf_init(&definition->bytes, BUF_CAP);
	struct filling filling = { .definition = definition, .last = &definition->units };
	map_init(&filling.units);
	map_init(&filling.ends);
	struct arena *arena = &definition->arena;
	definition->id = STR("preview");
	definition->version = STR("0.0.0");
	definition->release = 1;
	definition->licence = STR("LicenseRef-unknown");
	definition->lang = STR("en");
	definition->search = true;
	definition->editions[EDITION_FULL] = true;
	definition->title = name_of(arena, str_from(operand));
	definition->by_id = arena_alloc(arena, (files->count + 1) * sizeof(struct definition_lesson *));
	bool good = definition->by_id != NULL;
	for (size_t i = 0; good && i < files->count; i++)
		good = !ids[i] || add(&filling, files->paths[i], ids[i]);
	if (good)
		qsort(definition->by_id, definition->lesson_count, sizeof(struct definition_lesson *), by_id);
	map_release(&filling.units);
	map_release(&filling.ends);
	return good && !arena_failed(arena);
}
