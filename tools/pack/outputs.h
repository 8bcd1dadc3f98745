/* The files of a build, one per edition: written to temporary files, verified, and committed together. */
#ifndef PACK_OUTPUTS_H
#define PACK_OUTPUTS_H

#include "base/file.h"
#include "base/result.h"
#include "pack/archive.h"

struct output {
	enum edition_id edition;
	struct buf path;
	struct file_writer writer;
	size_t lessons; /* how many it contains */
	uint64_t size;  /* in bytes */
};

struct outputs {
	struct output all[EDITIONS];
	size_t count;
	const char *lacks_folder; /* output, if it must be a folder but is none; else NULL */
};

void outputs_init(struct outputs *outputs);
/* Removes files that were not committed. */
void outputs_release(struct outputs *outputs);

/* Names the files for the editions: ID.satchel, ID-free.satchel in the current folder. output, unless NULL, is the
 * folder of several editions, or of a single one if it is a folder or ends in a slash; else it is the file of a single
 * one. If version.at is not NULL, names end with it and output is a folder. False if memory ran out. */
bool outputs_name(struct outputs *outputs, const bool editions[EDITIONS], struct str id, struct str version,
		  const char *output) MUST_CHECK;
/* Checks that no file other than a pack, such as a lesson or the definition itself, would be overwritten. */
enum result outputs_check(const struct outputs *outputs, struct buf *why) MUST_CHECK;
/* Writes edition, whose output this is, to a temporary file and verifies it. */
enum result outputs_write(struct output *output, const struct edition *edition, unsigned jobs,
			  struct buf *why) MUST_CHECK;
/* Commits all of them. */
enum result outputs_commit(struct outputs *outputs, struct buf *why) MUST_CHECK;

#endif
