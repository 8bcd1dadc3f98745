/* What a picture's file is, told from its bytes alone. */
#ifndef CHECK_MEDIA_MEDIA_H
#define CHECK_MEDIA_MEDIA_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"

#include <stdint.h>

enum media_kind { MEDIA_UNKNOWN, MEDIA_PNG, MEDIA_JPEG, MEDIA_WEBP, MEDIA_SVG, MEDIA_GIF, MEDIA_AVIF, MEDIA_PDF };

struct media {
	enum media_kind kind;
	const char *broken;     /* what is wrong with it, as in "it ends before ..."; NULL where it can be shown */
	uint32_t width, height; /* in pixels; 0 where nothing is said of it, as in SVG */
};

/* Kind and size from the structure of the file; pictures are not decoded, and SVG is not parsed. */
struct media media_look(struct str bytes);
/* PNG, JPEG …; "something else" for what is not known. */
const char *media_kind_name(enum media_kind kind);
/* What the extension of the path promises; MEDIA_UNKNOWN for one that says nothing. */
enum media_kind media_kind_promised(const char *path);

enum { SVG_OFFENCE = 160 };

struct svg_look {
	bool broken;                /* not well-formed, too deep or too large to be parsed */
	unsigned line;              /* where it broke, or of the first offence */
	unsigned offences;          /* what would act or fetch in a browser */
	char offence[SVG_OFFENCE];  /* the first of them */
	bool failed;                /* memory ran out */
};

/* Parses an SVG without fetching or expanding anything, and looks for what a browser would run or load. */
void svg_look(struct str bytes, struct svg_look *look);

/* What is known of the files that one thread has looked at: each is read once. */
struct media_cache {
	struct arena arena;
	struct map files; /* by path */
	struct buf bytes;
};

void media_cache_init(struct media_cache *cache);
void media_cache_release(struct media_cache *cache);

#endif
