/* progress.json of a release, which packs/FORMAT.md describes: since which release progress on items counts. */
#ifndef CONVERT_CORE_SINCE_FILE_H
#define CONVERT_CORE_SINCE_FILE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/result.h"

#include <stdint.h>

struct since_file {
	struct arena arena;
	struct map releases; /* by id: uint64_t */
	struct str id;	     /* of the pack */
};

/* RESULT_REFUSED: the bytes are no such document. Release it whatever the result. */
enum result since_file_read(struct since_file *file, struct str bytes, struct buf *why) MUST_CHECK;
void since_file_release(struct since_file *file);
/* The since of struct export; context is the struct since_file. */
uint64_t since_file_of(void *context, struct str id);

#endif
