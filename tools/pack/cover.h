/* The cover of a pack: a picture that stands for it. */
#ifndef PACK_COVER_H
#define PACK_COVER_H

#include "pack/gather.h"

/* Adds the cover of the definition, if it has one, to the assets of all editions. folder is that of the lessons.
 * Reports a picture that packs cannot contain among the mistakes. */
enum result cover_add(struct gather *gather, const char *folder, struct mistakes *mistakes, struct buf *why) MUST_CHECK;
/* Describes it without storing it. RESULT_REFUSED: packs cannot contain it. */
enum result cover_describe(const struct definition *definition, const char *folder,
			   struct compiled_asset *facts) MUST_CHECK;
/* Writes the member cover of the manifest. */
void cover_json(struct json *json, const struct definition *definition, const struct compiled_asset *facts);

#endif
