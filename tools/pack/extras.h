/* Generates the extras that a definition demands from the content of an edition. */
#ifndef PACK_EXTRAS_H
#define PACK_EXTRAS_H

#include "pack/edition.h"
#include "pack/store.h"

struct extras {
	struct extra all[1]; /* sorted by name */
	size_t count;
};

/* slots are those of the edition. Release the extras whatever the result. */
enum result extras_make(struct extras *extras, const struct definition *definition, const struct lesson_slot *slots,
			struct store *store, struct buf *why) MUST_CHECK;
void extras_release(struct extras *extras);

#endif
