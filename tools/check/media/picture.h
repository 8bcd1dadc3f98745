/* Finds the file of a figure, and checks whether a lesson may show it. */
#ifndef CHECK_MEDIA_PICTURE_H
#define CHECK_MEDIA_PICTURE_H

#include "base/buf.h"

#include <sys/stat.h>

enum picture_status {
	PICTURE_FOUND,
	PICTURE_NO_MEMORY,
	/* Invalid paths for pictures: */
	PICTURE_ADDRESS,  /* https:, data: … */
	PICTURE_ABSOLUTE, /* starts with a slash */
	PICTURE_BACKSLASH,
	PICTURE_ESCAPE,	      /* a % without two hexadecimal digits, which the schema also forbids */
	PICTURE_ZERO,	      /* %00 */
	PICTURE_OUTSIDE,      /* leads out of root */
	PICTURE_LINK_OUTSIDE, /* leads out of root through a symbolic link */
	/* Valid paths without such a file: */
	PICTURE_MISSING,
	PICTURE_FOLDER,
	PICTURE_NOT_PLAIN, /* a device, a pipe */
};

/* The last folder that picture_find went to, so that it need not look at it again. */
struct picture_folder {
	struct buf path; /* with the slash at its end */
	size_t root;	 /* the length of its root */
};

void picture_folder_init(struct picture_folder *last);
void picture_folder_release(struct picture_folder *last);

/* Finds the file that src, the value of figure/@src, names relative to the lesson's folder. It must be in root, or in
 * folder if root.at is NULL. src is encoded as in RFC 3986: %20 is a space. Sets path to the resulting path. Opens
 * nothing. last may be NULL. */
enum picture_status picture_find(struct str src, struct str folder, struct str root, struct picture_folder *last,
				 struct buf *path) MUST_CHECK;

/* Whether a real path is folder, itself real, or below it. */
bool picture_lies_in(const char *path, const char *folder);
/* The real path of a folder, "." if it is empty; NULL with errno. The caller frees it. */
char *picture_real_folder(struct str folder) MUST_CHECK;

enum picture_near {
	NEAR_NONE,
	NEAR_SPELLING,
	NEAR_LETTER_CASE, /* differs in case only */
	NEAR_NORMAL_FORM, /* differs in Unicode normal form only, so both look alike */
};

/* Finds the nearest existing name for the first missing component of the path of a missing picture, and writes it to
 * near, which records failure. path is from picture_find with the same folder and root. */
enum picture_near picture_nearest(const char *path, struct str folder, struct str root, struct buf *near);

/* The same for all components: changes path to the nearest existing picture, after correcting backslashes and a leading
 * slash. False if there is none. near is scratch; failure is recorded in path or near. */
bool picture_meant(struct buf *path, struct str folder, struct str root, struct buf *near, struct stat *info);

#endif
