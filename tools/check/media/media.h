/* Determines the format of a picture, audio, video or captions from its bytes. */
#ifndef CHECK_MEDIA_MEDIA_H
#define CHECK_MEDIA_MEDIA_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "check/media/picture.h"
#include "lesson/lesson.h"

#include <stdint.h>

enum media_kind {
	MEDIA_UNKNOWN,
	MEDIA_PNG,
	MEDIA_JPEG,
	MEDIA_WEBP,
	MEDIA_SVG,
	MEDIA_GIF,
	MEDIA_AVIF,
	MEDIA_PDF,
	MEDIA_WAV,
	MEDIA_MP3,
	MEDIA_OGG,
	MEDIA_MP4,
	MEDIA_WEBM,
	MEDIA_CAPTIONS, /* WebVTT */
};

struct media {
	enum media_kind kind;
	const char *broken;     /* how it is damaged, as in "it ends before ..."; NULL if it can be displayed */
	bool pointer;           /* the file is not the picture but a pointer of Git LFS */
	uint32_t width, height; /* as displayed, in pixels; 0 if unknown */
	uint64_t length;        /* in milliseconds; 0 if unknown */
	bool video;             /* an MP4 or WebM that has pictures */
	unsigned line;          /* of captions, where they are wrong; 0 if that is no line */
};

/* In pixels and milliseconds: what claims more is damaged. */
enum { MEDIA_SIDE_MAX = 65535, MEDIA_AREA_MAX = 1 << 28, MEDIA_LENGTH_MAX = 24 * 3600 * 1000 };

/* Whether a lesson can use it so. */
bool media_suits(const struct media *media, enum file_use use);

/* Reads format, size and length from the structure of the file; does not decode pictures, and reads only the first tag of an
 * SVG. */
struct media media_look(struct str bytes);
/* PNG, JPEG …; "something else" if unknown. */
const char *media_kind_name(enum media_kind kind);
/* The format that the extension of the path stands for; MEDIA_UNKNOWN if it has none. */
enum media_kind media_kind_promised(const char *path);
/* The extensions that it knows, by number from 0; NULL at the end. */
const char *media_extension(size_t number);

enum { SVG_OFFENCE = 160 };

struct svg_look {
	const char *broken;         /* why browsers show nothing of it, or hang; NULL: they do not */
	unsigned line;              /* where that was noticed, or of the first offence */
	unsigned offences;          /* number of constructs that would run or load something in a browser */
	char offence[SVG_OFFENCE];  /* the first one */
	bool failed;                /* memory ran out */
};

/* Parses an SVG without loading or expanding anything, and finds what a browser would run or load. */
void svg_look(struct str bytes, struct svg_look *look);

/* The files that one thread has examined: each is read once. */
struct media_cache {
	struct arena arena;
	struct map files; /* by path */
	struct buf bytes;
	struct picture_folder folder;
};

void media_cache_init(struct media_cache *cache);
void media_cache_release(struct media_cache *cache);

#endif
