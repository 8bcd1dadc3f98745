/* Writes entries of a pack as files. All of them are read and checked, and written under temporary names, before the
 * first gets its own. Nothing is written outside of the folder: the form of names excludes it, and symbolic links are
 * not followed. There may be thousands of files, so unlike a file_writer this neither keeps them open nor syncs
 * each. */
#ifndef PACK_EXTRACT_H
#define PACK_EXTRACT_H

#include "base/buf.h"
#include "reader/satchel.h"

struct extract_request {
	const char *folder;
	const char *const *names; /* of entries; if there are none: all entries */
	size_t name_count;
	bool force; /* overwrite existing files */
};

/* On failure nothing is left; the reason is in why if a file cannot be written, else in error. */
enum satchel_status extract_entries(const struct satchel *pack, const struct extract_request *request,
				    struct satchel_error *error, struct buf *why) MUST_CHECK;

#endif
