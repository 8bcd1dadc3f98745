/* The formats of media files. Each function reads the structure of a file whose first bytes are those of the format, sets
 * what it learns in media, and returns how the file is damaged, or NULL. */
#ifndef CHECK_MEDIA_FORMATS_H
#define CHECK_MEDIA_FORMATS_H

#include "check/media/media.h"

static inline uint32_t big(const char *at, int bytes)
{
	uint32_t value = 0;
	for (int i = 0; i < bytes; i++)
		value = value << 8 | (unsigned char)at[i];
	return value;
}

static inline uint32_t little(const char *at, int bytes)
{
	uint32_t value = 0;
	for (int i = bytes; i-- > 0;)
		value = value << 8 | (unsigned char)at[i];
	return value;
}

static inline bool has(struct str s, size_t at, struct str what)
{
	return s.len >= at + what.len && memcmp(s.at + at, what.at, what.len) == 0;
}

const char *look_png(struct str s, struct media *media);
const char *look_jpeg(struct str s, struct media *media);
const char *look_webp(struct str s, struct media *media);
const char *look_gif(struct str s, struct media *media);
const char *look_avif(struct str s, struct media *media);
/* tag is what the root's start tag contains. Sets the size as CSS determines it: from width and height, then from
 * viewBox; without any, 300 by 150. */
const char *look_svg(struct str tag, struct media *media);

#endif
