/* Unpacks what Anki's packages contain, within limits. */
#ifndef CONVERT_ANKI_UNPACK_H
#define CONVERT_ANKI_UNPACK_H

#include "convert/anki/package.h"

/* Reads an entry into out, which is cleared first; zstd: it is compressed again. RESULT_REFUSED: it is missing,
 * damaged, or exceeds the cap or PACKAGE_RATIO_MAX. */
enum result unpack_entry(zip_t *zip, const char *name, bool zstd, size_t cap, struct buf *out,
			 struct buf *why) MUST_CHECK;

/* Calls add for each file in the list of media: JSON, or a message. False if it is damaged. entry is in the arena, and
 * shorter than 32 bytes. */
typedef void media_adder(struct package *package, struct str name, struct str entry);
bool unpack_media_list(struct str list, bool latest, struct arena *arena, struct package *package,
		       media_adder *add) MUST_CHECK;

#endif
