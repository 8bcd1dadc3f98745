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

/* Whether it is MP4: an ISO base media file of another brand than those of pictures and QuickTime. */
static bool is_mp4(struct str s)
{
	static const char others[] = "heic heix hevc heim mif1 msf1 avif avis qt   ";
	return has(s, 4, STR("ftyp")) && s.len >= 12 && !memmem(others, sizeof(others) - 1, s.at + 8, 4);
}

static bool is_captions(struct str s)
{
	size_t at = has(s, 0, STR("\xef\xbb\xbf")) ? 3 : 0;
	return has(s, at, STR("WEBVTT")) && (s.len == at + 6 || ascii_is_space(s.at[at + 6]));
}

/* Whether word is in the first kibibyte, in any letter case. */
static bool begins_with(struct str s, const char *word)
{
	size_t len = strlen(word), end = s.len < 1024 ? s.len : 1024;
	for (size_t i = 0; i + len <= end; i++)
		if (strncasecmp(s.at + i, word, len) == 0)
			return true;
	return false;
}

/* Whether a ZIP reader, which starts at the end, would find an archive. */
static bool ends_as_zip(struct str s)
{
	for (size_t back = 22; back <= s.len && back <= 22 + 0xffff; back++) {
		const char *at = s.at + s.len - back;
		if (*at == 'P' && memcmp(at, "PK\5\6", 4) == 0 && little(at + 20, 2) == back - 22)
			return true;
	}
	return false;
}

/* What else programs would take the file for; NULL if nothing. Such files carry what nobody sees past checks. */
static const char *also_is(struct str s, enum media_kind kind)
{
	if (kind == MEDIA_UNKNOWN || kind == MEDIA_PDF)
		return NULL;
	if (begins_with(s, "%PDF-"))
		return "it is also a PDF";
	if (kind != MEDIA_SVG &&
	    (begins_with(s, "<script") || begins_with(s, "<html") || begins_with(s, "<!doctype") || begins_with(s, "<?php")))
		return "it is also a web page";
	return ends_as_zip(s) ? "it is also a ZIP archive" : NULL;
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
	} else if (has(s, 0, STR("RIFF")) && has(s, 8, STR("WAVE"))) {
		media.kind = MEDIA_WAV;
		media.broken = look_wav(s, &media);
	} else if (has(s, 0, STR("OggS"))) {
		media.kind = MEDIA_OGG;
		media.broken = look_ogg(s, &media);
	} else if (is_mp4(s)) {
		media.kind = MEDIA_MP4;
		media.broken = look_mp4(s, &media);
	} else if (is_webm(s)) {
		media.kind = MEDIA_WEBM;
		media.broken = look_webm(s, &media);
	} else if (is_captions(s)) {
		media.kind = MEDIA_CAPTIONS;
		media.broken = look_captions(s, &media);
	} else if (is_mp3(s)) {
		media.kind = MEDIA_MP3;
		media.broken = look_mp3(s, &media);
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
	if (!media.broken && media.length > MEDIA_LENGTH_MAX)
		media.broken = "it claims to play for more than a day";
	if (!media.broken)
		media.broken = also_is(s, media.kind);
	return media;
}

static const struct {
	const char *extension, *name;
	enum media_kind kind;
} kinds[] = {
	{ "png", "PNG", MEDIA_PNG },	{ "jpg", "JPEG", MEDIA_JPEG }, { "jpeg", "JPEG", MEDIA_JPEG },
	{ "webp", "WebP", MEDIA_WEBP }, { "svg", "SVG", MEDIA_SVG },   { "gif", "GIF", MEDIA_GIF },
	{ "avif", "AVIF", MEDIA_AVIF }, { "pdf", "PDF", MEDIA_PDF },   { "wav", "WAV", MEDIA_WAV },
	{ "mp3", "MP3", MEDIA_MP3 },	{ "ogg", "Ogg", MEDIA_OGG },   { "oga", "Ogg", MEDIA_OGG },
	{ "opus", "Ogg", MEDIA_OGG },	{ "mp4", "MP4", MEDIA_MP4 },   { "m4v", "MP4", MEDIA_MP4 },
	{ "m4a", "MP4", MEDIA_MP4 },	{ "webm", "WebM", MEDIA_WEBM }, { "weba", "WebM", MEDIA_WEBM },
	{ "vtt", "WebVTT", MEDIA_CAPTIONS },
};

bool media_suits(const struct media *media, enum file_use use)
{
	switch (media->broken ? MEDIA_UNKNOWN : media->kind) {
	case MEDIA_PNG:
	case MEDIA_JPEG:
	case MEDIA_WEBP:
	case MEDIA_SVG:
	case MEDIA_GIF:
	case MEDIA_AVIF: return use == FILE_PICTURE;
	case MEDIA_WAV:
	case MEDIA_MP3:
	case MEDIA_OGG: return use == FILE_AUDIO;
	case MEDIA_MP4:
	case MEDIA_WEBM: return use == (media->video ? FILE_VIDEO : FILE_AUDIO);
	case MEDIA_CAPTIONS: return use == FILE_CAPTIONS;
	case MEDIA_PDF:
	case MEDIA_UNKNOWN: break;
	}
	return false;
}


const char *media_kind_name(enum media_kind kind)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (kinds[i].kind == kind)
			return kinds[i].name;
	return "something else";
}

const char *media_extension(size_t number)
{
	return number < sizeof(kinds) / sizeof(kinds[0]) ? kinds[number].extension : NULL;
}

enum media_kind media_kind_promised(const char *path)
{
	const char *dot = strrchr(path_name(path), '.');
	for (size_t i = 0; dot && i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcasecmp(dot + 1, kinds[i].extension) == 0)
			return kinds[i].kind;
	return MEDIA_UNKNOWN;
}
