/* The extras that a definition asks for, made of what an edition holds. */
#ifndef PACK_EXTRAS_H
#define PACK_EXTRAS_H

#include "pack/edition.h"
#include "pack/store.h"

struct extras {
	struct extra all[1]; /* in byte order of their names */
	size_t count;
};

/* slots are those of the edition. Release the extras whatever comes back. */
enum store_status extras_make(struct extras *extras, const struct definition *definition,
			      const struct lesson_slot *slots, struct store *store) MUST_CHECK;
void extras_release(struct extras *extras);

#endif
