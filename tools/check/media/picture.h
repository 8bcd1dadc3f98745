/* Where a figure's file is, and whether a lesson may show it. */
#ifndef CHECK_MEDIA_PICTURE_H
#define CHECK_MEDIA_PICTURE_H

#include "base/buf.h"

#include <sys/stat.h>

enum picture_status {
	PICTURE_FOUND,
	PICTURE_NO_MEMORY,
	/* The path is none that could be a picture's: */
	PICTURE_ADDRESS,  /* https:, data: … */
	PICTURE_ABSOLUTE, /* starts with a slash */
	PICTURE_BACKSLASH,
	PICTURE_ESCAPE,	      /* a % that no two hexadecimal digits follow: the schema forbids it already */
	PICTURE_ZERO,	      /* %00 */
	PICTURE_OUTSIDE,      /* leads out of root */
	PICTURE_LINK_OUTSIDE, /* a symbolic link does */
	/* It could, but there is no such file: */
	PICTURE_MISSING,
	PICTURE_FOLDER,
	PICTURE_NOT_PLAIN, /* a device, a pipe */
};

/* Looks for the file that src, the value of figure/@src, names beside the lesson in folder. It must lie in
 * root, or where root.at is NULL in folder. src is a path as RFC 3986 writes it: %20 is a space. Sets path
 * to where the file was looked for. Nothing is opened. */
enum picture_status picture_find(struct str src, struct str folder, struct str root, struct buf *path) MUST_CHECK;

/* Whether a real path is folder, which is real too, or lies in it. */
bool picture_lies_in(const char *path, const char *folder);
/* The real path of a folder given as a view, "." if it is empty; NULL with errno. To be freed. */
char *picture_real_folder(struct str folder) MUST_CHECK;

enum picture_near {
	NEAR_NONE,
	NEAR_SPELLING,
	NEAR_LETTER_CASE, /* the same but for capital and small letters */
	NEAR_NORMAL_FORM, /* the same in another Unicode normal form, so that both look alike */
};

/* What is there instead of the first file or folder on the path of a missing picture that is not: the nearest name in the
 * folder that has to hold it is written into near, whose failure is that of the search. path is from picture_find with the
 * same folder and root. */
enum picture_near picture_nearest(const char *path, struct str folder, struct str root, struct buf *near);

/* The same for all steps of the path, which becomes that of the nearest picture, after backslashes and a slash at its start
 * are corrected. False if there is none. near is scratch; failure is that of path or near. */
bool picture_meant(struct buf *path, struct str folder, struct str root, struct buf *near, struct stat *info);

#endif
