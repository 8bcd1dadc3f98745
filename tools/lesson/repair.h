/* What is taken for granted of a file whose elements do not stand as the schema wants them.
 *
 * libxml2's validator passes over the rest of an element once something in it has no place there. So each
 * such place is noted as a repair, and the file is read again with the repairs made, until nothing new
 * turns up. */
#ifndef LESSON_REPAIR_H
#define LESSON_REPAIR_H

#include "base/buf.h"
#include "lesson/names.h"

#include <stdint.h>

enum repair_kind {
	REPAIR_INSERT_BEFORE, /* wanted is missing: it is taken to stand before the element */
	REPAIR_LATE_BEFORE,   /* wanted stands further down: it is taken to stand before the element */
	REPAIR_INSERT_AT_END, /* wanted is missing at the end of the element */
	REPAIR_SKIP_EARLY,    /* the element stands before wanted, which must come first */
	REPAIR_SKIP,          /* the element can't come here */
};

struct repair {
	uint32_t offset; /* of the element's <, in what the parser reads */
	enum repair_kind kind;
	enum element_name wanted;
};

struct repairs {
	struct buf list; /* struct repair, sorted by offset, in order of making for the same */
};

void repairs_init(struct repairs *repairs);
void repairs_release(struct repairs *repairs);
void repairs_clear(struct repairs *repairs);
size_t repairs_count(const struct repairs *repairs);
const struct repair *repairs_at(const struct repairs *repairs, size_t index);
/* The index of the first repair at offset or behind it. */
size_t repairs_find(const struct repairs *repairs, uint32_t offset);
/* False where memory ran out. */
bool repairs_add(struct repairs *repairs, struct repair repair) MUST_CHECK;

#endif
