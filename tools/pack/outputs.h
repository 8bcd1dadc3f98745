/* The files of a build, one for each edition: written beside their places, checked, and put there together. */
#ifndef PACK_OUTPUTS_H
#define PACK_OUTPUTS_H

#include "base/file.h"
#include "pack/archive.h"

struct output {
	enum edition_id edition;
	struct buf path;
	struct file_writer writer;
	size_t lessons; /* how many are in it */
	uint64_t size;  /* in bytes */
};

struct outputs {
	struct output all[EDITIONS];
	size_t count;
};

enum outputs_status {
	OUTPUTS_OK,
	OUTPUTS_FAILED, /* why says which file, and what is wrong; and if any was touched */
	OUTPUTS_NO_MEMORY,
};

void outputs_init(struct outputs *outputs);
/* Files that were not put in their places are removed. */
void outputs_release(struct outputs *outputs);

/* Names the files for the editions: ID.satchel, ID-free.satchel in the current folder. output, unless NULL, is the folder
 * of several editions, or of a single one if it is a folder or ends in a slash; else it is the file of a single one. With
 * version, unless version.at is NULL, names end in it and output is a folder. False if memory ran out. */
bool outputs_name(struct outputs *outputs, const bool editions[EDITIONS], struct str id, struct str version,
		  const char *output) MUST_CHECK;
/* That no file is in their places that is something else than a pack: a lesson, or the definition itself. */
enum outputs_status outputs_check(const struct outputs *outputs, struct buf *why) MUST_CHECK;
/* Writes edition, whose output this is, to a temporary file and reads it back. */
enum outputs_status outputs_write(struct output *output, const struct edition *edition, unsigned jobs,
				  struct buf *why) MUST_CHECK;
/* Puts all of them in their places. */
enum outputs_status outputs_commit(struct outputs *outputs, struct buf *why) MUST_CHECK;

#endif
