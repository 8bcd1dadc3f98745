#include "base/ascii.h"
#include "base/path.h"
#include "check/media/formats.h"
#include "check/media/media.h"
#include "lesson/markup.h"

#include <strings.h>

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

/* Whether the root element of what looks like XML is svg; sets tag to what its start tag contains. */
static bool is_svg(struct str s, struct str *tag)
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
			*tag = markup_slice(s, markup.inside, markup.inside_end);
			return str_is(
				colon ? markup_slice(markup.name, (size_t)(colon - markup.name.at) + 1, markup.name.len)
				      : markup.name,
				"svg");
		}
		i = markup.end;
	}
	return false;
}

static bool is_absurd(const struct media *media)
{
	return media->width > MEDIA_SIDE_MAX || media->height > MEDIA_SIDE_MAX ||
	       (uint64_t)media->width * media->height > MEDIA_AREA_MAX;
}

struct media media_look(struct str s)
{
	struct media media = { .kind = MEDIA_UNKNOWN };
	struct str tag;
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
	} else if (is_svg(s, &tag)) {
		media.kind = MEDIA_SVG;
		media.broken = look_svg(tag, &media);
	} else if (has(s, 0, STR("version https://git-lfs.github.com/spec/"))) {
		media.pointer = true;
		media.broken = "the file is a Git LFS pointer";
	}
	if (!media.broken && is_absurd(&media))
		media.broken = "it has more pixels than browsers display";
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
