/* The ids of one lesson, with their elements and locations. */
#ifndef CHECK_REFERENCE_IDS_H
#define CHECK_REFERENCE_IDS_H

#include "base/map.h"
#include "lesson/id.h"
#include "lesson/label.h"
#include "lesson/lesson.h"

/* Kinds up to KIND_ENTRY are unique in the tree, the others within their lesson. */
enum id_kind {
	KIND_LESSON,
	KIND_QUESTION,
	KIND_CARD,
	KIND_ENTRY,
	KIND_SECTION,
	KIND_FIGURE,
	KIND_TABLE,
	KIND_AUDIO,
	KIND_VIDEO,
	KIND_SET,
	KIND_OBJECTIVE,
	KIND_SOURCE,
};

struct own_id {
	struct str id;
	struct span span; /* of the attribute's value */
	struct str item;  /* the enclosing question, card or entry, or itself; or STR_NONE */
	enum id_kind kind;
	const struct flow *title; /* of a lesson or section; the term of an entry; NULL for others */
	enum access access; /* effective; of a figure, table or recording: of the lesson, whose title its label may name */
	unsigned number; /* of one that has a label, from 1 in document order among those of its kind; 0 of others */
	/* The next id with the same name, the first of each kind. */
	struct own_id *same;
};

/* Reused for each lesson. */
struct own_ids {
	struct own_id *all; /* in document order */
	size_t count;
	size_t room;
	struct map map;
};

void own_ids_init(struct own_ids *ids);
void own_ids_release(struct own_ids *ids);
/* Collects the valid ids of lesson. False if memory ran out. */
bool own_ids_gather(struct own_ids *ids, const struct lesson *lesson) MUST_CHECK;
/* The first element of that kind with that id, or NULL. */
const struct own_id *own_ids_find(const struct own_ids *ids, struct str id, enum id_kind kind);
/* The first element of any kind with that id, or NULL. */
const struct own_id *own_ids_any(const struct own_ids *ids, struct str id);

/* The element of the lesson that the target of a link, an id or lesson#part, names; NULL if it is in another lesson. */
const struct own_id *own_ids_target(const struct own_ids *ids, struct str lesson, struct str to);
/* Appends the label that an empty link in that language gets: "Figure 2", or the title as plain text. False if there is
 * none, because it has no title, or the words for its kind in the language are unknown. */
bool own_id_label(struct buf *out, const struct own_id *own, struct str lang);

/* Whether a link can lead to an element of that kind. */
static inline bool id_kind_is_target(enum id_kind kind)
{
	return kind != KIND_SET && kind != KIND_SOURCE;
}

/* Whether links call an element of that kind by a word and a number. what may be NULL. */
bool id_kind_label(enum id_kind kind, enum labelled *what);

/* For messages: "card", "section". */
const char *id_kind_name(enum id_kind kind);
/* With an article: "a card", "an entry". */
const char *id_kind_phrase(enum id_kind kind);

static inline bool id_kind_is_global(enum id_kind kind)
{
	return kind <= KIND_ENTRY;
}

#endif
