/* A typed lesson as the JSON that packs hold. packs/FORMAT.md describes it.
 *
 * The lesson must be free of errors. What is left out of the lesson is left out of the JSON too, but for access,
 * which is always the one in force. */
#ifndef PACK_COMPILE_H
#define PACK_COMPILE_H

#include "base/json.h"
#include "check/reference/ids.h"
#include "lesson/lesson.h"

enum { ASSET_NAME_SIZE = 48 }; /* assets/ 32 digits . extension, and the zero behind */

/* Tells under which name the pack holds a figure's picture. Returns false where it can't; that is kept by the
 * callback, and ends the compilation. */
typedef bool compile_asset(void *context, const struct figure *figure, char name[ASSET_NAME_SIZE]);

enum compile_status {
	COMPILE_OK,
	COMPILE_NO_ASSET, /* the callback returned false */
	COMPILE_NO_ROOM,  /* memory ran out, or out's cap was reached */
};

/* What is known of the targets of links: see struct text_lesson. */
struct compile_links {
	const struct own_ids *own; /* of the whole lesson, also when a part of it is compiled */
	struct buf *elsewhere;     /* what targets_fill needs */
};

/* Appends the lesson to out. links may be NULL: then links are written as they are in the file. */
enum compile_status compile_lesson(const struct lesson *lesson, const struct compile_links *links, compile_asset *asset,
				   void *context, struct buf *out) MUST_CHECK;

#endif
