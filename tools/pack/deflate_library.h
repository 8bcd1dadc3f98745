/* Identifies the implementation of deflate that packs are made with. */
#ifndef PACK_DEFLATE_LIBRARY_H
#define PACK_DEFLATE_LIBRARY_H

#include "pack/deflate.h"

enum { DEFLATE_NAME_SIZE = 64 };

enum deflate_library {
	DEFLATE_REFERENCE,
	DEFLATE_OTHER, /* its output differs from the reference zlib; see name */
	DEFLATE_NO_MEMORY,
};

/* Determines it by compressing a text with make, which is packed_make except in tests, because version numbers are not
 * sufficient. */
typedef bool packed_maker(struct packed *packed, struct str raw, bool deflate);
enum deflate_library deflate_library_find(packed_maker *make, char name[DEFLATE_NAME_SIZE]) MUST_CHECK;

#endif
