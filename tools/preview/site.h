/* The player as it is compiled into the programs: the files of the site that tools/join-site.c makes. */
#ifndef PREVIEW_SITE_H
#define PREVIEW_SITE_H

#include "base/embedded.h"
#include "base/str.h"

/* The file with that path, relative to the site; NULL if there is none. */
const struct embedded_file *site_file(struct str path);
/* The media type of a file by its extension. */
const char *site_type(const char *path);

#endif
