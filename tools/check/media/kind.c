#include "base/ascii.h"
#include "base/path.h"
#include "check/media/media.h"
#include "lesson/markup.h"

#include <strings.h>
#include <zlib.h>

static uint32_t big(const char *at, int bytes)
{
	uint32_t value = 0;
	for (int i = 0; i < bytes; i++)
		value = value << 8 | (unsigned char)at[i];
	return value;
}

static uint32_t little(const char *at, int bytes)
{
	uint32_t value = 0;
	for (int i = bytes; i-- > 0;)
		value = value << 8 | (unsigned char)at[i];
	return value;
}

static bool has(struct str s, size_t at, struct str what)
{
	return s.len >= at + what.len && memcmp(s.at + at, what.at, what.len) == 0;
}

static const char *look_png(struct str s, struct media *media)
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
			return !data			     ? "it has no image data"
			       : !media->width || !media->height ? "its width or height is 0"
			       : (media->width | media->height) >> 31 ? "its width or height is too large"
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

static const char *look_jpeg(struct str s, struct media *media)
{
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
		at += 2 + (size_t)len;
		if (mark == 0xda)
			return !media->width	   ? "it has no width"
			       : jpeg_ends(s, at) ? NULL
						   : "its end is missing";
	}
	return "it ends in the middle of its header";
}

static const char *look_webp(struct str s, struct media *media)
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
	return NULL;
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

static const char *look_gif(struct str s, struct media *media)
{
	if (s.len < 13)
		return "it ends in the middle of its header";
	media->width = little(s.at + 6, 2);
	media->height = little(s.at + 8, 2);
	bool picture = false;
	for (size_t at = 13 + gif_colours(s.at[10]); at < s.len;) {
		if (s.at[at] == ';')
			return !picture			       ? "it has no image data"
			       : media->width && media->height ? NULL
							       : "its width or height is 0";
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

/* The content of the first box of that type in a sequence of boxes; at is NULL if there is none. */
static struct str find_box(struct str boxes, const char *type)
{
	while (boxes.len >= 8) {
		size_t len = big(boxes.at, 4), head = 8;
		if (len == 0) {
			len = boxes.len;
		} else if (len == 1 && boxes.len >= 16) {
			head = 16;
			len = (size_t)big(boxes.at + 8, 4) << 32 | big(boxes.at + 12, 4);
		}
		if (len < head || len > boxes.len)
			break;
		if (memcmp(boxes.at + 4, type, 4) == 0)
			return (struct str){ boxes.at + head, len - head };
		boxes.at += len;
		boxes.len -= len;
	}
	return STR_NONE;
}

/* Reads the size of the largest image in the file; others are parts or thumbnails. */
static const char *look_avif(struct str s, struct media *media)
{
	struct str meta = find_box(s, "meta");
	if (meta.len < 4)
		return "it ends in the middle of its header";
	/* Version and flags come first. */
	struct str parts = find_box(find_box((struct str){ meta.at + 4, meta.len - 4 }, "iprp"), "ipco");
	for (struct str size; (size = find_box(parts, "ispe")).at && size.len >= 12;) {
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
	return find_box(s, "mdat").at ? NULL : "it ends before its image data, or in the middle of it";
}

/* Whether the file claims to be AVIF, as its major or a compatible brand. */
static bool is_avif(struct str s)
{
	if (!has(s, 4, STR("ftyp")))
		return false;
	size_t end = big(s.at, 4);
	for (size_t at = 8; at + 4 <= end && at + 4 <= s.len; at += 4)
		if (has(s, at, STR("avif")) || has(s, at, STR("avis")))
			return true;
	return false;
}

/* Whether the root element of what looks like XML is svg. */
static bool is_svg(struct str s)
{
	struct markup_scan scan = { .bytes = s };
	struct markup markup;
	for (size_t i = has(s, 0, STR("\xef\xbb\xbf")) ? 3 : 0; i < s.len;) {
		if (ascii_is_space(s.at[i])) {
			i++;
			continue;
		}
		if (!markup_at(&scan, i, &markup) || markup.kind == MARKUP_CDATA || !markup.closed)
			return false;
		if (markup.kind <= MARKUP_END) {
			const char *colon = memchr(markup.name.at, ':', markup.name.len);
			return str_is(
				colon ? markup_slice(markup.name, (size_t)(colon - markup.name.at) + 1, markup.name.len)
				      : markup.name,
				"svg");
		}
		i = markup.end;
	}
	return false;
}

struct media media_look(struct str s)
{
	struct media media = { .kind = MEDIA_UNKNOWN };
	if (has(s, 0, STR("\x89PNG\r\n\x1a\n"))) {
		media.kind = MEDIA_PNG;
		media.broken = look_png(s, &media);
	} else if (has(s, 0, STR("\xff\xd8\xff"))) {
		media.kind = MEDIA_JPEG;
		media.broken = look_jpeg(s, &media);
	} else if (has(s, 0, STR("RIFF")) && has(s, 8, STR("WEBP"))) {
		media.kind = MEDIA_WEBP;
		media.broken = look_webp(s, &media);
	} else if (has(s, 0, STR("GIF8"))) {
		media.kind = MEDIA_GIF;
		media.broken = look_gif(s, &media);
	} else if (is_avif(s)) {
		media.kind = MEDIA_AVIF;
		media.broken = look_avif(s, &media);
	} else if (has(s, 0, STR("%PDF"))) {
		media.kind = MEDIA_PDF;
	} else if (is_svg(s)) {
		media.kind = MEDIA_SVG;
	} else if (has(s, 0, STR("version https://git-lfs.github.com/spec/"))) {
		media.pointer = true;
		media.broken = "the file is a Git LFS pointer";
	}
	return media;
}

static const struct {
	const char *extension, *name;
	enum media_kind kind;
} kinds[] = {
	{ "png", "PNG", MEDIA_PNG },	{ "jpg", "JPEG", MEDIA_JPEG }, { "jpeg", "JPEG", MEDIA_JPEG },
	{ "webp", "WebP", MEDIA_WEBP }, { "svg", "SVG", MEDIA_SVG },   { "gif", "GIF", MEDIA_GIF },
	{ "avif", "AVIF", MEDIA_AVIF }, { "pdf", "PDF", MEDIA_PDF },
};

const char *media_kind_name(enum media_kind kind)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (kinds[i].kind == kind)
			return kinds[i].name;
	return "something else";
}

enum media_kind media_kind_promised(const char *path)
{
	const char *dot = strrchr(path_name(path), '.');
	for (size_t i = 0; dot && i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcasecmp(dot + 1, kinds[i].extension) == 0)
			return kinds[i].kind;
	return MEDIA_UNKNOWN;
}
