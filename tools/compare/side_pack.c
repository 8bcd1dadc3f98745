#include "compare/side.h"
#include "reader/satchel.h"

#include <stdlib.h>

struct pack_lessons {
	struct side *side;
	struct side_lesson **by_id; /* sorted */
	size_t unit;		    /* of the next lesson */
	size_t left;		    /* remaining lessons of that unit */
};

static const char *keep(struct side *side, const char *text)
{
	return arena_copy(&side->arena, text, strlen(text));
}

/* A satchel_unit_visitor. */
static bool take_unit(void *context, const struct satchel_unit *unit)
{
	struct side *side = context;
	if (side->unit_count == satchel_manifest(side->pack)->counts.units)
		return false;
	side->units[side->unit_count++] =
		(struct side_unit){ keep(side, unit->id), keep(side, unit->title), record_digest(str_from(unit->title)),
				    (size_t)unit->lesson_count };
	return !arena_failed(&side->arena);
}

/* A satchel_lesson_visitor. */
static bool take_lesson(void *context, const struct satchel_lesson *lesson)
{
	struct pack_lessons *listing = context;
	struct side *side = listing->side;
	while (listing->left == 0 && listing->unit + 1 < side->unit_count)
		listing->left = side->units[++listing->unit].lesson_count;
	if (listing->left == 0 || side->lesson_count == satchel_manifest(side->pack)->counts.lessons)
		return false;
	listing->left--;
	struct side_lesson *own = &side->lessons[side->lesson_count++];
	*own = (struct side_lesson){ .id = keep(side, lesson->id),
				     .title = keep(side, lesson->title),
				     .unit = listing->unit };
	buf_init(&own->json, BUF_CAP);
	return !arena_failed(&side->arena);
}

static int by_id(const void *a, const void *b)
{
	return strcmp((*(const struct side_lesson *const *)a)->id, (*(const struct side_lesson *const *)b)->id);
}

/* name is ID.json. */
static int has_name(const void *name, const void *lesson)
{
	const char *id = (*(const struct side_lesson *const *)lesson)->id;
	size_t len = strlen(name) - strlen(".json");
	int order = strncmp(name, id, len);
	return order ? order : id[len] ? -1 : 0;
}

/* A satchel_entry_visitor. */
static bool take_location(void *context, const struct satchel_entry *entry)
{
	struct pack_lessons *listing = context;
	if (strncmp(entry->name, "lessons/", 8) != 0)
		return true;
	struct side_lesson **found = bsearch(entry->name + 8, listing->by_id, listing->side->lesson_count,
					     sizeof(struct side_lesson *), has_name);
	if (!found)
		return true;
	struct satchel_entry *copy = arena_alloc(&listing->side->arena, sizeof(*copy));
	if (!copy)
		return false;
	*copy = *entry;
	(*found)->entry = copy;
	return true;
}

static enum satchel_status list(struct side *side, struct satchel_error *error)
{
	struct pack_lessons listing = { .side = side };
	enum satchel_status status = satchel_list_units(side->pack, take_unit, side, error);
	if (status != SATCHEL_OK || arena_failed(&side->arena))
		return status;
	listing.left = side->unit_count ? side->units[0].lesson_count : 0;
	status = satchel_list_lessons(side->pack, 0, take_lesson, &listing, error);
	if (status != SATCHEL_OK || arena_failed(&side->arena))
		return status;
	listing.by_id = arena_alloc(&side->arena, (side->lesson_count + 1) * sizeof(struct side_lesson *));
	if (!listing.by_id)
		return status;
	for (size_t i = 0; i < side->lesson_count; i++)
		listing.by_id[i] = &side->lessons[i];
	qsort(listing.by_id, side->lesson_count, sizeof(struct side_lesson *), by_id);
	return satchel_list_entries(side->pack, take_location, &listing, error);
}

enum result side_take_pack(struct side *side, struct satchel *pack, const struct satchel_error *opened)
{
	struct satchel_error error;
	side->pack = pack;
	if (!pack) {
		buf_format(&side->why, "%s: %s\n", side->path, opened->message);
		return opened->status == SATCHEL_NO_MEMORY ? RESULT_NO_MEMORY : RESULT_FAILED;
	}
	const struct satchel_manifest *manifest = satchel_manifest(side->pack);
	side->id = manifest->id;
	side->title = manifest->title;
	side->version = manifest->version;
	side->edition = manifest->edition;
	side->release = manifest->release;
	side->date = manifest->date;
	const char *const facts[] = {
		[FACT_TITLE] = manifest->title,
		[FACT_DESCRIPTION] = manifest->description,
		[FACT_COVER] = side_member(side, satchel_manifest_bytes(side->pack)->at, "cover"),
		[FACT_PEOPLE] = side_member(side, satchel_manifest_bytes(side->pack)->at, "people"),
		[FACT_REST] = side_member(side, satchel_manifest_bytes(side->pack)->at, "rest"),
		[FACT_LICENCE] = manifest->licence,
		[FACT_LANGUAGE] = manifest->lang,
	};
	side_set_about(side, facts);
	/* Don't trust the counts; they are compared with the lists when these are read. */
	if (manifest->counts.units > SATCHEL_ENTRIES_MAX || manifest->counts.lessons > SATCHEL_ENTRIES_MAX) {
		buf_format(&side->why, "%s: it claims to have more lessons than a pack can have\n", side->path);
		return RESULT_FAILED;
	}
	side->units = arena_alloc(&side->arena, (manifest->counts.units + 1) * sizeof(*side->units));
	side->lessons = arena_alloc(&side->arena, (manifest->counts.lessons + 1) * sizeof(*side->lessons));
	if (!side->units || !side->lessons)
		return RESULT_NO_MEMORY;
	enum satchel_status status = list(side, &error);
	if (arena_failed(&side->arena))
		return RESULT_NO_MEMORY;
	for (size_t i = 0; status == SATCHEL_OK && i < side->lesson_count; i++)
		if (!side->lessons[i].entry) {
			buf_format(&side->why, "%s: lesson %s is in the index but missing\n", side->path,
				   side->lessons[i].id);
			return RESULT_FAILED;
		}
	if (status == SATCHEL_OK)
		return RESULT_OK;
	buf_format(&side->why, "%s: %s\n", side->path, error.message);
	return status == SATCHEL_NO_MEMORY ? RESULT_NO_MEMORY : RESULT_FAILED;
}
