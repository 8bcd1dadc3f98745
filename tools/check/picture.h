/* Where a figure's file is, and whether a lesson may show it. */
#ifndef CHECK_PICTURE_H
#define CHECK_PICTURE_H

#include "base/buf.h"

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

/* The name in the folder of a missing picture that is nearest to its own, written into near; nothing where
 * none is near. *letter_case is set where only the case of letters differs. path is from picture_find with
 * the same folder and root. */
void picture_nearest(const char *path, struct str folder, struct str root, struct buf *near, bool *letter_case);

#endif
