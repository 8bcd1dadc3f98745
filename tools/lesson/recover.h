/* Reads a file that is not well-formed the way its author meant it.
 *
 * libxml2 stops at the first syntax error. Here the whole file is read: of all ways to read its tags as a document of
 * the schema, the one with the fewest mistakes is taken. Each of those mistakes is reported once, and a copy is made
 * in which all are corrected, so that the rest of the file can be judged too. This runs only after libxml2 has
 * refused a file. */
#ifndef LESSON_RECOVER_H
#define LESSON_RECOVER_H

#include "base/arena.h"
#include "base/buf.h"
#include "lesson/model.h"
#include "report/report.h"

/* Where the copy's bytes come from. */
struct recovery_shift {
	uint32_t copy;     /* from this offset of the copy on … */
	uint32_t original; /* … come the bytes from here in the file */
};

struct recovery {
	struct buf copy;
	struct buf shifts; /* struct recovery_shift, rising */
	bool cut_off;      /* the file ends in the middle: nothing can be said of what it lacks */
};

void recovery_init(struct recovery *recovery);
void recovery_release(struct recovery *recovery);

/* Reads bytes, which are UTF-8 without forbidden characters, as a document of model, and fills recovery. what names
 * such a document: "lesson". Returns false if it could not make well-formed XML of it, or memory ran out (buf_failed
 * of copy or shifts). scratch holds what it needs meanwhile. */
bool recover(struct recovery *recovery, struct str bytes, const struct model *model, const char *what,
	     struct report *report, struct arena *scratch) MUST_CHECK;

/* The offset in the file that an offset in the copy comes from. */
uint32_t recovery_original(const struct recovery *recovery, uint32_t offset);

#endif
