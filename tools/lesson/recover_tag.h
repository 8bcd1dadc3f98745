/* Internals of the correction of a malformed tag, step by step. */
#ifndef LESSON_RECOVER_TAG_H
#define LESSON_RECOVER_TAG_H

#include "lesson/recover_scan.h"

enum {
	TAG_STEPS_MAX = 4096, /* maximum bytes of a tag that is corrected */
	TAG_LOOK_MAX = 1536,  /* how far to search for the end of an unquoted value */
	TAG_COST_NEVER = 1 << 20,
};

/* Determines the best steps for each offset from first, after the element's name, to limit. Returns false if the tag is
 * too long, or memory ran out. */
bool tag_weigh(struct scan *scan, struct tag_steps *steps, size_t first, size_t limit);
const struct tag_step *tag_step_at(const struct tag_steps *steps, size_t offset);
/* The length of a typographic quotation mark at offset; 0 if there is none. */
size_t tag_curly_quote(const struct scan *scan, size_t offset, bool *single);

#endif
