/* Files of other programs in a ZIP archive, or in a folder as if it were one. Neither is trusted: sizes and counts are
 * limited, and names lead nowhere else. */
#ifndef CONVERT_CORE_ARCHIVE_H
#define CONVERT_CORE_ARCHIVE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/result.h"

#include <stdint.h>

enum {
	ARCHIVE_ENTRIES_MAX = 100000,
	ARCHIVE_FILE_MAX = 256 << 20, /* bytes, of a file */
	ARCHIVE_ALL_MAX = 1 << 30,    /* of all that are read */
	ARCHIVE_RATIO_MAX = 200,      /* of raw and stored bytes, above ARCHIVE_RATIO_FROM */
	ARCHIVE_RATIO_FROM = 16 << 20,
};

struct foreign_archive {
	void *zip;	    /* a zip_t; NULL: it is a folder */
	const char *folder; /* borrowed; NULL: it is an archive */
	size_t count;	    /* of the entries of an archive */
	uint64_t left;	    /* how many bytes may still be read */
};

/* Opens the archive at path. RESULT_REFUSED: it is none, or damaged. Close it in any case. */
enum result archive_open(struct foreign_archive *archive, const char *path, struct buf *why) MUST_CHECK;
void archive_open_folder(struct foreign_archive *archive, const char *folder);
void archive_close(struct foreign_archive *archive);

/* The name of an entry of an archive, with its folders; valid until it is closed. */
struct str archive_name(const struct foreign_archive *archive, size_t index);
/* Appends the path that a name in a file of that folder ("" for the outermost) means: without dots, and without escapes
 * of web addresses if it has some. False if it leads out of the archive. */
bool archive_path(struct buf *out, struct str folder, struct str name) MUST_CHECK;
/* Reads the file at such a path into out, which is cleared first. RESULT_REFUSED: there is none, or it is damaged or
 * too large. */
enum result archive_read(struct foreign_archive *archive, struct str path, struct buf *out, struct buf *why) MUST_CHECK;

#endif
