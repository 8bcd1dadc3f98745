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

/* ISO base media files, such as AVIF and MP4, consist of boxes: takes the first one; false if none is whole. */
bool box_next(struct str *boxes, struct str *type, struct str *content);
/* The content of the first box of that type; at is NULL if there is none. */
struct str box_find(struct str boxes, const char *wanted);

const char *look_png(struct str s, struct media *media);
const char *look_jpeg(struct str s, struct media *media);
const char *look_webp(struct str s, struct media *media);
const char *look_gif(struct str s, struct media *media);
const char *look_avif(struct str s, struct media *media);
/* tag is what the root's start tag contains. Sets the size as CSS determines it: from width and height, then from
 * viewBox; without any, 300 by 150. */
const char *look_svg(struct str tag, struct media *media);

bool is_mp3(struct str s);
bool is_webm(struct str s);
const char *look_wav(struct str s, struct media *media);
const char *look_mp3(struct str s, struct media *media);
const char *look_ogg(struct str s, struct media *media);
const char *look_mp4(struct str s, struct media *media);
const char *look_webm(struct str s, struct media *media);
const char *look_captions(struct str s, struct media *media);

#endif
