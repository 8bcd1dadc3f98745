/* Which implementation of deflate packs are made with. */
#ifndef PACK_DEFLATER_H
#define PACK_DEFLATER_H

#include "pack/packed.h"

enum { DEFLATER_NAME_SIZE = 64 };

enum deflater {
	DEFLATER_REFERENCE,
	DEFLATER_OTHER, /* its stored bytes are not those that the reference zlib makes; name says what it is */
	DEFLATER_NO_MEMORY,
};

/* Tells by what make, which is packed_make but for tests, does with a text: versions say too little. */
typedef bool packed_maker(struct packed *packed, struct str raw, bool deflate);
enum deflater deflater_find(packed_maker *make, char name[DEFLATER_NAME_SIZE]) MUST_CHECK;

#endif
