/* Parts of the parser of GIFT. */
#ifndef CONVERT_GIFT_GIFT_PARTS_H
#define CONVERT_GIFT_GIFT_PARTS_H

#include "convert/gift/gift_parse.h"

/* The offset of the first of these characters that is not escaped, from an offset on; the length of text if there is
 * none. */
size_t gift_find(struct str text, size_t from, const char *characters);
/* The same for a sequence of characters. */
size_t gift_find_sequence(struct str text, size_t from, const char *sequence);

/* The offset after the line at an offset, and its line break. */
size_t gift_line_end(struct str text, size_t at);

static inline struct str gift_part(struct str text, size_t from, size_t to)
{
	return (struct str){ text.at + from, to - from };
}

/* Without white space at both ends, of all alphabets. */
struct str gift_trim(struct str text);
/* Copies text without escapes; and with white space collapsed unless it is kept. STR_NONE if memory ran out. */
struct str gift_plain(struct arena *arena, struct str text, bool keep_space);
/* Reads a text that may begin with [html] and the like; without that, its format is inherited. at is NULL in the result
 * if there is no text. */
struct bank_text gift_text(struct arena *arena, struct str text, enum bank_format inherited);

/* Reads what is between the braces: the kind of the question, its answers and its general feedback. Returns what is
 * wrong with it, or NULL. */
const char *gift_answers(struct arena *arena, struct str text, struct bank_question *question);

#endif
