/* Assumptions about a file whose elements violate the schema.
 *
 * libxml2's validator ignores the rest of an element after a misplaced child. So each such mistake is recorded as a
 * repair, and the file is read again with the repairs applied, until there are no new ones. */
#ifndef LESSON_REPAIR_H
#define LESSON_REPAIR_H

#include "base/buf.h"
#include "lesson/names.h"

#include <stdint.h>

enum repair_kind {
	REPAIR_INSERT_BEFORE, /* wanted is missing: assume it before the element */
	REPAIR_LATE_BEFORE,   /* wanted comes later: assume it before the element */
	REPAIR_INSERT_AT_END, /* wanted is missing at the end of the element */
	REPAIR_SKIP_EARLY,    /* the element comes before wanted, which must come first */
	REPAIR_SKIP,          /* the element is not allowed here */
};

struct repair {
	uint32_t offset; /* of the element's <, in the parsed text */
	enum repair_kind kind;
	enum element_name wanted;
};

struct repairs {
	struct buf list; /* struct repair, sorted by offset, then in order of creation */
};

void repairs_init(struct repairs *repairs);
void repairs_release(struct repairs *repairs);
void repairs_clear(struct repairs *repairs);
size_t repairs_count(const struct repairs *repairs);
const struct repair *repairs_at(const struct repairs *repairs, size_t index);
/* The index of the first repair at or after offset. */
size_t repairs_find(const struct repairs *repairs, uint32_t offset);
/* False if memory ran out. */
bool repairs_add(struct repairs *repairs, struct repair repair) MUST_CHECK;

#endif
