/* Recovers the intended structure of a file that is not well-formed.
 *
 * libxml2 stops at the first syntax error. This reads the whole file, and finds the interpretation of its tags as a
 * document of the schema that assumes the fewest mistakes. Each mistake is reported once, and a corrected copy is made,
 * so that the rest of the file can be checked. Only used after libxml2 has rejected a file. */
#ifndef LESSON_RECOVER_H
#define LESSON_RECOVER_H

#include "base/arena.h"
#include "base/buf.h"
#include "lesson/model.h"
#include "report/report.h"

/* Maps offsets in the copy to the file. */
struct recovery_shift {
	uint32_t copy;     /* from this offset of the copy … */
	uint32_t original; /* … bytes come from here in the file */
};

struct recovery {
	struct buf copy;
	struct buf shifts; /* struct recovery_shift, in ascending order */
	bool cut_off;      /* the file is truncated: missing parts are not reported */
};

void recovery_init(struct recovery *recovery);
void recovery_release(struct recovery *recovery);

/* Reads bytes, which are UTF-8 without forbidden characters, as a document of model, and fills recovery. what is a noun
 * for such a document: "lesson". Returns false if the result is not well-formed XML, or memory ran out (buf_failed of
 * copy or shifts). scratch is used for temporary data. */
bool recover(struct recovery *recovery, struct str bytes, const struct model *model, const char *what,
	     struct report *report, struct arena *scratch) MUST_CHECK;

/* Converts an offset in the copy to one in the file. */
uint32_t recovery_original(const struct recovery *recovery, uint32_t offset);

#endif
