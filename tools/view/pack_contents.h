/* The content of a pack, as text or JSON. */
#ifndef VIEW_PACK_CONTENTS_H
#define VIEW_PACK_CONTENTS_H

#include "base/buf.h"
#include "reader/satchel.h"

/* Appends units, lessons, pictures and sizes. */
enum satchel_status view_pack(struct buf *out, const struct satchel *pack, bool as_json, struct satchel_error *error);
/* Appends the entries of the archive, in order. */
enum satchel_status view_pack_entries(struct buf *out, const struct satchel *pack, bool as_json,
				      struct satchel_error *error);

#endif
