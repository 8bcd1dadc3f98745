/* Converts a typed lesson to the JSON in packs, specified in packs/FORMAT.md.
 *
 * The lesson must be free of errors. What is missing in the lesson is missing in the JSON too, except access, which is
 * always the effective one. */
#ifndef PACK_COMPILE_H
#define PACK_COMPILE_H

#include "base/json.h"
#include "check/reference/ids.h"
#include "lesson/lesson.h"
#include "reader/forms.h"

enum { ASSET_NAME_SIZE = sizeof("assets/.webp") + ASSET_DIGITS };

/* A file of the tree in the pack. */
struct compiled_asset {
	char name[ASSET_NAME_SIZE];
	uint32_t width, height; /* in pixels; 0 unless it can be seen */
	uint32_t seconds;       /* 0 unless it plays */
};

/* Finds the file that src names. Returns false on failure, which the callback records; that ends the compilation. */
typedef bool compile_asset(void *context, const struct attribute *src, enum file_use use, struct compiled_asset *asset);

enum compile_status {
	COMPILE_OK,
	COMPILE_NO_ASSET, /* the callback returned false */
	COMPILE_NO_ROOM,  /* memory ran out, or out's cap was reached */
};

/* What is known of link targets: see struct text_lesson. */
struct compile_links {
	const struct own_ids *own; /* of the whole lesson, even if only a part is compiled */
	struct buf *elsewhere;     /* input of targets_fill */
};

/* Appends the lesson to out. If links is NULL, links are written as in the file. */
enum compile_status compile_lesson(const struct lesson *lesson, const struct compile_links *links, compile_asset *asset,
				   void *context, struct buf *out) MUST_CHECK;

/* Writes the member people, unless there are none. Disclosures have no markup. */
void compile_people(struct json *json, const struct person *people);

#endif
