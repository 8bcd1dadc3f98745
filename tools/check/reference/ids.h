/* The ids of one lesson: what bears which, and where. */
#ifndef CHECK_REFERENCE_IDS_H
#define CHECK_REFERENCE_IDS_H

#include "base/map.h"
#include "lesson/lesson.h"

/* Kinds up to KIND_ENTRY are unique in the whole tree, the others within their lesson. */
enum id_kind {
	KIND_LESSON,
	KIND_QUESTION,
	KIND_CARD,
	KIND_ENTRY,
	KIND_SECTION,
	KIND_FIGURE,
	KIND_TABLE,
	KIND_OBJECTIVE,
	KIND_SOURCE,
};

enum { ID_MAX = 64 }; /* characters of a valid id */

struct own_id {
	struct str id;
	struct span span; /* the attribute's value */
	struct str item;  /* the question, card or entry it is in, or is itself; or STR_NONE */
	enum id_kind kind;
	/* The next one of the same name: never two of one kind, always the first of each. */
	struct own_id *same;
};

/* Used for one lesson after another. */
struct own_ids {
	struct own_id *all; /* in the order they stand in the file */
	size_t count;
	size_t room;
	struct map map;
};

void own_ids_init(struct own_ids *ids);
void own_ids_release(struct own_ids *ids);
/* Gathers the ids of lesson that look like ids. False where memory ran out. */
bool own_ids_gather(struct own_ids *ids, const struct lesson *lesson) MUST_CHECK;
/* The first element of that kind and id, or NULL. */
const struct own_id *own_ids_find(const struct own_ids *ids, struct str id, enum id_kind kind);
/* The first element of that id, of whatever kind, or NULL. */
const struct own_id *own_ids_any(const struct own_ids *ids, struct str id);

/* Whether value has the form that the schema wants of an id. What has not is reported by the reader. */
bool id_looks_valid(struct str value);
/* For messages: "card", "section". */
const char *id_kind_name(enum id_kind kind);
/* The same with its article: "a card", "an entry". */
const char *id_kind_phrase(enum id_kind kind);

static inline bool id_kind_is_global(enum id_kind kind)
{
	return kind <= KIND_ENTRY;
}

#endif
