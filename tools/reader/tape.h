/* A JSON document as an array of its values in document order, for random access. */
#ifndef READER_TAPE_H
#define READER_TAPE_H

#include "reader/json.h"
#include "reader/schema_tables.h"

struct json_token {
	uint32_t at;   /* where the value begins; for a string, after the quote */
	uint32_t next; /* index of the token after this value and everything in it */
	uint32_t name; /* of a member: where its name begins */
	uint16_t known; /* of a member: index of its name in schema_names, or SCHEMA_NONE */
	char kind;     /* { [ " t f n, or 0 (the digit) for a number */
};

struct json_tape {
	const char *json;
	struct json_token *tokens; /* the first one is the document */
	size_t count;
};

/* json is an object that json_check accepted, smaller than 4 GiB. False if memory ran out. */
bool tape_make(struct json_tape *tape, const char *json, size_t size) SATCHEL_MUST_CHECK;
void tape_free(struct json_tape *tape);
/* The text of a string; the name of a member. */
struct json_string tape_text(const struct json_tape *tape, const struct json_token *token);
struct json_string tape_name(const struct json_tape *tape, const struct json_token *token);
uint64_t tape_number(const struct json_tape *tape, const struct json_token *token);

#endif
