/* A JSON document as a list of its values in their order, so that each can be reached without reading those before it. */
#ifndef READER_TAPE_H
#define READER_TAPE_H

#include "reader/json.h"
#include "reader/schema_tables.h"

struct json_token {
	uint32_t at;   /* where the value begins; of a string, the byte behind the quote */
	uint32_t next; /* the token behind this value and all that is in it */
	uint32_t name; /* of a member: where its name begins */
	uint16_t known; /* of a member: the name's place in schema_names, or SCHEMA_NONE */
	char kind;     /* { [ " t f n, or 0 (the digit) for a number */
};

struct json_tape {
	const char *json;
	struct json_token *tokens; /* the document is the first one */
	size_t count;
};

/* json is an object that json_check called good, of less than 4 GiB. False where there is no memory. */
bool tape_make(struct json_tape *tape, const char *json, size_t size) SATCHEL_MUST_CHECK;
void tape_free(struct json_tape *tape);
/* The text of a string; the name of a member. */
struct json_string tape_text(const struct json_tape *tape, const struct json_token *token);
struct json_string tape_name(const struct json_tape *tape, const struct json_token *token);
uint64_t tape_number(const struct json_tape *tape, const struct json_token *token);

#endif
