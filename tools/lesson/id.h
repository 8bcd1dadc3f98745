/* Ids: their form, and new random ones, independent of the text, so that there is never a reason to change them. */
#ifndef LESSON_ID_H
#define LESSON_ID_H

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"

enum {
	ID_MAX = 64, /* maximum length of a valid id */
	NEW_ID_SIZE = 32,
};
/* For messages. */
#define ID_FORM "lower-case letters, digits and single hyphens, starting with a letter, at most 64 characters"

/* Whether value has the form of an id. The reader reports invalid ids. */
bool id_looks_valid(struct str value);
/* The id that value was probably meant to be: itself if it is valid. Empty if it has no letter. Letters with accents
 * lose them, and umlauts become two letters: "Störung" is stoerung. */
struct str id_meant(struct arena *arena, struct str value);
/* The same for a tag, which may begin with a digit. */
struct str tag_meant(struct arena *arena, struct str value);
/* The default id of a lesson in the file at path: its name without .xml; STR_NONE if that is not an id. */
struct str id_of_path(const char *path);

/* The prefix, including its hyphen, for new ids of elements of that name; NULL if they need none. */
const char *id_prefix_of(const char *element);

/* Makes an unused id: prefix, which must be short, and a suffix. False on failure. */
typedef bool new_id_maker(void *context, const char *prefix, char id[NEW_ID_SIZE]);

#define OPT_NEW_IDS_SEED(record, ids)                                                                                  \
	OPT_NUMBER(0, "seed", "NUMBER", 1, 1000000000, record, ids.seed, "generate the same ids each time, for tests")

struct new_ids {
	struct map known;
	struct arena memory;
	unsigned seed; /* if not 0: a fixed seed, for tests */
	unsigned long drawn;
};

void new_ids_init(struct new_ids *ids);
void new_ids_release(struct new_ids *ids);
/* Records all ids in the bytes of a file, which need not be well-formed. False if memory ran out. */
bool new_ids_note(struct new_ids *ids, struct str bytes) MUST_CHECK;
/* Records an id. False if memory ran out. */
bool new_ids_take(struct new_ids *ids, struct str id) MUST_CHECK;
/* Writes prefix followed by eight letters and digits, different from all ids recorded or generated so far; context is
 * the struct new_ids. False if memory ran out. */
new_id_maker new_ids_make;

#endif
