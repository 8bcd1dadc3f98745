/* Reads a file that is not well-formed the way its author meant it.
 *
 * libxml2 stops at the first mistake of this kind. This scanner goes over the whole file, reports each
 * one in the author's terms, and makes a copy in which all are mended the likeliest way, so that the rest
 * of the file can be judged too. It is used only where libxml2 has refused a file. */
#ifndef LESSON_MEND_H
#define LESSON_MEND_H

#include "base/arena.h"
#include "base/buf.h"
#include "report/report.h"

/* Where the mended copy's bytes come from. */
struct mend_shift {
	uint32_t mended;   /* from this offset of the copy on … */
	uint32_t original; /* … stands what stands here in the file */
};

struct mend {
	struct buf copy;
	struct buf shifts; /* struct mend_shift, rising */
};

void mend_init(struct mend *mend);
void mend_release(struct mend *mend);

/* Scans bytes, which are UTF-8 without forbidden characters, and fills mend. Returns false where it could not
 * make well-formed XML of it, or memory ran out (buf_failed of copy or shifts). scratch holds what it
 * needs meanwhile. */
bool mend_scan(struct mend *mend, struct str bytes, struct report *report, struct arena *scratch) MUST_CHECK;

/* The place in the file that an offset in the copy stands for. */
uint32_t mend_original(const struct mend *mend, uint32_t offset);

#endif
