/* Which options of a question are right, so that two versions of it show whether a mark moved: a list of ",DIGEST" for
 * each wrong option and ",+DIGEST" for each right one, DIGEST being the lower half of record_digest, 8 hexadecimal
 * digits. The right option of a question that has one is not in it: its digest is the record's answer. */
#ifndef COMPARE_OPTIONS_H
#define COMPARE_OPTIONS_H

#include "base/buf.h"
#include "compare/record.h"

/* Appends an option, whose text has this digest, of a question of this form. */
void options_list(struct buf *list, const char *form, bool right, uint64_t digest);
/* Whether text is such a list; the empty one too. */
bool options_is_list(struct str text) MUST_CHECK;
/* Whether an option that both versions have word for word is right in one of them and wrong in the other. */
bool options_moved_mark(const struct record *before, const struct record *after) MUST_CHECK;

#endif
