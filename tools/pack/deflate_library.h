/* Which implementation of deflate packs are made with. */
#ifndef PACK_DEFLATE_LIBRARY_H
#define PACK_DEFLATE_LIBRARY_H

#include "pack/packed.h"

enum { DEFLATE_NAME_SIZE = 64 };

enum deflate_library {
	DEFLATE_REFERENCE,
	DEFLATE_OTHER, /* its stored bytes are not those that the reference zlib makes; name says what it is */
	DEFLATE_NO_MEMORY,
};

/* Tells by what make, which is packed_make but for tests, does with a text: versions say too little. */
typedef bool packed_maker(struct packed *packed, struct str raw, bool deflate);
enum deflate_library deflate_library_find(packed_maker *make, char name[DEFLATE_NAME_SIZE]) MUST_CHECK;

#endif
