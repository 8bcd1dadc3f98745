/* Messages about values that violate their schema: "questions[0].options[2].text is missing". */
#ifndef READER_SCHEMA_WORDS_H
#define READER_SCHEMA_WORDS_H

#include "reader/tape.h"

enum { SCHEMA_WORDS = 200 };

/* The path from the document to a value. */
struct schema_path {
	const struct schema_path *up; /* NULL for the document itself */
	const struct json_token *token;
	size_t index; /* of an element */
};

void schema_words(char words[SCHEMA_WORDS], const struct json_tape *tape, const struct schema_path *path,
		  const struct schema_step *step);

#endif
