/* Reads pictures: whether they are whole, and their size. */
#include "check/media/formats.h"

#include <zlib.h>

#define AFTER_END "there are bytes after its end"

const char *look_png(struct str s, struct media *media)
{
	bool data = false;
	for (size_t at = 8; at < s.len;) {
		if (s.len - at < 12)
			return "it ends in the middle of a chunk";
		uint32_t len = big(s.at + at, 4);
		if (len > s.len - at - 12)
			return "it ends in the middle of a chunk";
		struct str type = { s.at + at + 4, 4 };
		if ((at == 8) != str_is(type, "IHDR") || (at == 8 && len != 13))
			return "it does not start with its header";
		if (crc32(0, (const unsigned char *)type.at, len + 4) != big(s.at + at + 8 + len, 4))
			return "it has a wrong checksum";
		if (at == 8) {
			media->width = big(s.at + 16, 4);
			media->height = big(s.at + 20, 4);
		}
		data = data || str_is(type, "IDAT");
		if (str_is(type, "IEND"))
			return !data				      ? "it has no image data"
			       : !media->width || !media->height      ? "its width or height is 0"
			       : (media->width | media->height) >> 31 ? "its width or height is too large"
			       : at + 12 < s.len		      ? AFTER_END
								      : NULL;
		at += 12 + (size_t)len;
	}
	return "its end is missing";
}

/* Whether the image data from at on contains the end marker. */
static bool jpeg_ends(struct str s, size_t at)
{
	for (; at + 1 < s.len; at++)
		if ((unsigned char)s.at[at] == 0xff && (unsigned char)s.at[at + 1] == 0xd9)
			return true;
	return false;
}

/* Whether the metadata of a camera says that the picture is to be turned by 90 degrees. */
static bool is_turned(struct str exif)
{
	if (!has(exif, 0, STR("Exif\0\0")) || exif.len < 16)
		return false;
	struct str tiff = { exif.at + 6, exif.len - 6 };
	bool intel = has(tiff, 0, STR("II*\0"));
	uint32_t (*number)(const char *, int) = intel ? little : big;
	size_t at = number(tiff.at + 4, 4);
	if ((!intel && !has(tiff, 0, STR("MM\0*"))) || at > tiff.len - 2)
		return false;
	for (uint32_t count = number(tiff.at + at, 2); count && at + 14 <= tiff.len; count--, at += 12)
		if (number(tiff.at + at + 2, 2) == 0x112)
			return number(tiff.at + at + 10, 2) >= 5 && number(tiff.at + at + 10, 2) <= 8;
	return false;
}

static void turn(struct media *media)
{
	uint32_t width = media->width;
	media->width = media->height;
	media->height = width;
}

const char *look_jpeg(struct str s, struct media *media)
{
	bool turned = false;
	for (size_t at = 2; at + 4 <= s.len;) {
		unsigned char mark = (unsigned char)s.at[at + 1];
		if ((unsigned char)s.at[at] != 0xff)
			return "there are bytes between its parts";
		if (mark == 0xff || mark == 0x01 || (mark >= 0xd0 && mark <= 0xd7)) {
			at += mark == 0xff ? 1 : 2;
			continue;
		}
		uint32_t len = big(s.at + at + 2, 2);
		if (len < 2 || len > s.len - at - 2)
			return "it ends in the middle of its header";
		bool frame = mark >= 0xc0 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 && mark != 0xcc;
		if (frame && len >= 8) {
			media->height = big(s.at + at + 5, 2);
			media->width = big(s.at + at + 7, 2);
		}
		if (mark == 0xe1)
			turned = turned || is_turned((struct str){ s.at + at + 4, len - 2 });
		at += 2 + (size_t)len;
		if (mark == 0xda && turned)
			turn(media);
		if (mark == 0xda)
			return !media->width	   ? "it has no width"
			       : jpeg_ends(s, at) ? NULL
						   : "its end is missing";
	}
	return "it ends in the middle of its header";
}

const char *look_webp(struct str s, struct media *media)
{
	if (s.len < 30 || little(s.at + 4, 4) > s.len - 8)
		return "it is shorter than its header says";
	if (has(s, 12, STR("VP8X"))) {
		media->width = little(s.at + 24, 3) + 1;
		media->height = little(s.at + 27, 3) + 1;
	} else if (has(s, 12, STR("VP8L")) && s.at[20] == 0x2f) {
		uint32_t bits = little(s.at + 21, 4);
		media->width = (bits & 0x3fff) + 1;
		media->height = (bits >> 14 & 0x3fff) + 1;
	} else if (has(s, 12, STR("VP8 ")) && has(s, 23, STR("\x9d\x01\x2a"))) {
		media->width = little(s.at + 26, 2) & 0x3fff;
		media->height = little(s.at + 28, 2) & 0x3fff;
	} else {
		return "it has no image data";
	}
	return little(s.at + 4, 4) + 8 < s.len ? AFTER_END : NULL;
}

/* The offset after the data blocks at a position; the length if they do not end. */
static size_t gif_data_end(struct str s, size_t at)
{
	while (at < s.len && s.at[at])
		at += 1 + (size_t)(unsigned char)s.at[at];
	return at < s.len ? at + 1 : s.len;
}

static size_t gif_colours(char flags)
{
	return flags & 0x80 ? (size_t)3 << ((flags & 7) + 1) : 0;
}

const char *look_gif(struct str s, struct media *media)
{
	if (s.len < 13)
		return "it ends in the middle of its header";
	media->width = little(s.at + 6, 2);
	media->height = little(s.at + 8, 2);
	bool picture = false;
	for (size_t at = 13 + gif_colours(s.at[10]); at < s.len;) {
		if (s.at[at] == ';')
			return !picture				 ? "it has no image data"
			       : !media->width || !media->height ? "its width or height is 0"
			       : at + 1 < s.len			 ? AFTER_END
								 : NULL;
		if (s.at[at] == '!') {
			at = gif_data_end(s, at + 2);
		} else if (s.at[at] == ',' && s.len - at > 10) {
			picture = true;
			at = gif_data_end(s, at + 11 + gif_colours(s.at[at + 9]));
		} else {
			return "there are bytes between its parts";
		}
	}
	return "its end is missing";
}

/* Reads the size of the largest image in the file; others are parts or thumbnails. */
const char *look_avif(struct str s, struct media *media)
{
	struct str meta = box_find(s, "meta");
	if (meta.len < 4)
		return "it ends in the middle of its header";
	/* Version and flags come first. */
	struct str properties = box_find(box_find((struct str){ meta.at + 4, meta.len - 4 }, "iprp"), "ipco");
	struct str parts = properties;
	for (struct str size; (size = box_find(parts, "ispe")).at && size.len >= 12;) {
		uint32_t width = big(size.at + 4, 4), height = big(size.at + 8, 4);
		if ((uint64_t)width * height >= (uint64_t)media->width * media->height) {
			media->width = width;
			media->height = height;
		}
		parts.len -= (size_t)(size.at + size.len - parts.at);
		parts.at = size.at + size.len;
	}
	if (!media->width || !media->height)
		return "it has no width or height";
	struct str rotation = box_find(properties, "irot");
	if (rotation.len && rotation.at[0] & 1)
		turn(media);
	return box_find(s, "mdat").at ? NULL : "it ends before its image data, or in the middle of it";
}
