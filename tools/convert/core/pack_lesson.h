/* Makes the typed lesson of the JSON in a pack; it has no spans. Links have their labels as text, files the names of
 * their entries, and access is always the effective one. The JSON is that of a pack that satchel_verify accepts;
 * members of other types are ignored. Numeric questions have
 * tolerances where they can. */
#ifndef CONVERT_CORE_PACK_LESSON_H
#define CONVERT_CORE_PACK_LESSON_H

#include "base/arena.h"
#include "lesson/lesson.h"
#include "reader/tape.h"

/* NULL if memory ran out. The lesson is in the arena. */
struct lesson *pack_lesson_read(struct arena *arena, const struct json_tape *json) MUST_CHECK;

/* For pack_lesson.c and pack_text.c. */
struct pack_reading {
	struct arena *arena;
	const struct json_tape *json;
	unsigned depth;
};

/* NULL if there is none. */
const struct json_token *pack_member(const struct pack_reading *r, const struct json_token *object, const char *name);
/* Moves to the next element of an array, from NULL to the first. False at the end, or if there is no array. */
bool pack_each(const struct pack_reading *r, const struct json_token *array, const struct json_token **at);
/* A string; at is NULL if there is none. */
struct str pack_string(const struct pack_reading *r, const struct json_token *object, const char *name);
struct attribute pack_attribute(const struct pack_reading *r, const struct json_token *object, const char *name);
/* A number; 0 if there is none. */
unsigned pack_number(const struct pack_reading *r, const struct json_token *object, const char *name);
/* The index of a string in names, which ends with NULL; 0 if it is none of them. */
unsigned pack_choice(const struct pack_reading *r, const struct json_token *object, const char *name,
		     const char *const *names);

/* pack_text.c */
struct inline_node *pack_text(struct pack_reading *r, const struct json_token *array);
struct block *pack_blocks(struct pack_reading *r, const struct json_token *array);
/* A member with text and perhaps blocks; NULL if there is none. */
struct flow *pack_flow(struct pack_reading *r, const struct json_token *object, const char *name);
/* The elements of an array that are such. */
struct flow *pack_flows(struct pack_reading *r, const struct json_token *array);
/* A member that is only text. */
struct flow *pack_line(struct pack_reading *r, const struct json_token *object, const char *name);
struct credit *pack_credit(struct pack_reading *r, const struct json_token *object);

#endif
