/* The list of a question's options and which are correct, to detect that correctness moved: ",DIGEST" for each wrong
 * option and ",+DIGEST" for each correct one, where DIGEST is the lower half of record_digest as 8 hexadecimal digits.
 * If there is only one correct option, it is omitted, because its digest is the record's answer. */
#ifndef COMPARE_QUESTION_OPTIONS_H
#define COMPARE_QUESTION_OPTIONS_H

#include "base/buf.h"
#include "compare/record.h"

/* Appends an option with this digest of its text, of a question of this form. */
void options_list(struct buf *list, const char *form, bool right, uint64_t digest);
/* Whether text is a valid list, which may be empty. */
bool options_is_list(struct str text) MUST_CHECK;
/* Whether an option in both versions, word for word, is correct in only one of them. */
bool options_moved_mark(const struct record *before, const struct record *after) MUST_CHECK;

#endif
