/* Audio, video and captions, made here by the rules of their formats. */
#include "check/media/media.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

enum { ROOM = 4096 };

struct file {
	char at[ROOM];
	size_t len;
};

static void put(struct file *file, const void *bytes, size_t len)
{
	assert_true(file->len + len <= ROOM);
	memcpy(file->at + file->len, bytes, len);
	file->len += len;
}

#define PUT(file, text) put(file, text, sizeof(text) - 1)

static void put_big(struct file *file, uint64_t value, int bytes)
{
	for (int i = bytes; i-- > 0;)
		put(file, &(char){ (char)(value >> 8 * i) }, 1);
}

static void put_little(struct file *file, uint64_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		put(file, &(char){ (char)(value >> 8 * i) }, 1);
}

/* Two seconds at 4 bytes per second. */
static void make_wav(struct file *file)
{
	PUT(file, "RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\4\0\0\0\4\0\0\0\1\0\x08\0data\x08\0\0\0");
	PUT(file, "\x80\x90\x80\x70\x80\x90\x80\x70");
}

/* A tag, then frames of 1152 samples at 44,100 Hz and 32 kbit/s: 104 bytes each. */
static void make_mp3(struct file *file)
{
	char frame[104] = "\xff\xfb\x10\xc0";
	PUT(file, "ID3\4\0\0\0\0\0\4\0\0\0\0");
	for (int i = 0; i < 20; i++)
		put(file, frame, sizeof(frame));
}

static void put_ogg(struct file *file, int flags, uint64_t end, const char *packet, size_t len)
{
	PUT(file, "OggS\0");
	put_big(file, (unsigned)flags, 1);
	put_little(file, end, 8);
	put_little(file, 7, 4);
	put_little(file, 0, 8);
	put_big(file, 1, 1);
	put_big(file, len, 1);
	put(file, packet, len);
}

/* 2.5 seconds after 312 samples that are not played. */
static void make_opus(struct file *file)
{
	put_ogg(file, 2, 0, "OpusHead\1\1\x38\1\x80\xbb\0\0\0\0\0", 19);
	put_ogg(file, 0, 0, "OpusTags", 8);
	put_ogg(file, 4, 120312, "sound", 5);
}

/* Boxes are opened, filled and closed. */
static size_t open_box(struct file *file, const char *type)
{
	size_t at = file->len;
	put_big(file, 0, 4);
	put(file, type, 4);
	return at;
}

static void close_box(struct file *file, size_t at)
{
	uint32_t len = (uint32_t)(file->len - at);
	for (int i = 0; i < 4; i++)
		file->at[at + (size_t)i] = (char)(len >> (24 - 8 * i));
}

static void put_zeros(struct file *file, size_t count)
{
	while (count--)
		put(file, "", 1);
}

static void put_track(struct file *file, const char *handler, uint32_t flags, uint32_t first)
{
	size_t track = open_box(file, "trak"), head = open_box(file, "tkhd");
	put_zeros(file, 40);
	put_big(file, first, 4);
	put_big(file, first ? 0 : 0x10000, 4);
	put_zeros(file, 28);
	put_big(file, 640 << 16, 4);
	put_big(file, 480 << 16, 4);
	close_box(file, head);
	size_t media = open_box(file, "mdia"), kind = open_box(file, "hdlr");
	put_zeros(file, 8);
	put(file, handler, 4);
	close_box(file, kind);
	size_t info = open_box(file, "minf"), data = open_box(file, "dinf"), references = open_box(file, "dref");
	put_big(file, 1, 8);
	size_t url = open_box(file, "url ");
	put_big(file, flags, 4);
	close_box(file, url);
	close_box(file, references);
	close_box(file, data);
	close_box(file, info);
	close_box(file, media);
	close_box(file, track);
}

/* Three seconds. */
static void make_mp4_with(struct file *file, bool video, uint32_t flags, uint32_t first)
{
	size_t brand = open_box(file, "ftyp");
	PUT(file, "isom\0\0\2\0isommp42");
	close_box(file, brand);
	size_t movie = open_box(file, "moov"), head = open_box(file, "mvhd");
	put_zeros(file, 12);
	put_big(file, 1000, 4);
	put_big(file, 3000, 4);
	put_zeros(file, 80);
	close_box(file, head);
	put_track(file, "soun", 1, 1);
	if (video)
		put_track(file, "vide", flags, first);
	close_box(file, movie);
	size_t data = open_box(file, "mdat");
	PUT(file, "frames");
	close_box(file, data);
}

static void make_mp4(struct file *file)
{
	make_mp4_with(file, true, 1, 0x10000);
}

static void make_m4a(struct file *file)
{
	make_mp4_with(file, false, 1, 1);
}

static void put_element(struct file *file, const char *id, const struct file *content)
{
	put(file, id, strlen(id));
	put_big(file, 0x4000 | content->len, 2);
	put(file, content->at, content->len);
}

static void put_bytes(struct file *file, const char *id, const char *bytes, size_t len)
{
	struct file content = { .len = 0 };
	put(&content, bytes, len);
	put_element(file, id, &content);
}

/* Three seconds. */
static void make_webm(struct file *file)
{
	struct file head = { .len = 0 }, info = head, size = head, track = head, tracks = head, segment = head;
	put_bytes(&head, "\x42\x82", "webm", 4);
	put_element(file, "\x1a\x45\xdf\xa3", &head);
	put_bytes(&info, "\x2a\xd7\xb1", "\x0f\x42\x40", 3);
	put_bytes(&info, "\x44\x89", "\x45\x3b\x80\0", 4);
	put_element(&segment, "\x15\x49\xa9\x66", &info);
	put_bytes(&track, "\x83", "\1", 1);
	put_bytes(&size, "\xb0", "\2\x80", 2);
	put_bytes(&size, "\xba", "\1\xe0", 2);
	put_element(&track, "\xe0", &size);
	put_element(&tracks, "\xae", &track);
	put_element(&segment, "\x16\x54\xae\x6b", &tracks);
	put_bytes(&segment, "\x1f\x43\xb6\x75", "frames", 6);
	put_element(file, "\x18\x53\x80\x67", &segment);
}

static void make_captions(struct file *file)
{
	PUT(file, "WEBVTT - gait\nKind: captions\n\nNOTE of the author\n\n1\n00:01.000 --> 00:02.500 align:start\nShe <b>walks</b>.\n"
		  "\r\n00:00:02.500 --> 00:00:04.000\r\nAnd turns.\r\n");
}

static const struct sample {
	const char *name;
	void (*make)(struct file *file);
	enum media_kind kind;
	enum file_use use;
	uint64_t length;
	uint32_t width;
} samples[] = {
	{ "wav", make_wav, MEDIA_WAV, FILE_AUDIO, 2000, 0 },
	{ "mp3", make_mp3, MEDIA_MP3, FILE_AUDIO, 522, 0 },
	{ "opus", make_opus, MEDIA_OGG, FILE_AUDIO, 2500, 0 },
	{ "m4a", make_m4a, MEDIA_MP4, FILE_AUDIO, 3000, 0 },
	{ "mp4", make_mp4, MEDIA_MP4, FILE_VIDEO, 3000, 640 },
	{ "webm", make_webm, MEDIA_WEBM, FILE_VIDEO, 3000, 640 },
	{ "vtt", make_captions, MEDIA_CAPTIONS, FILE_CAPTIONS, 4000, 0 },
};
enum { SAMPLES = sizeof(samples) / sizeof(samples[0]) };

static struct media look(const struct file *file)
{
	return media_look((struct str){ file->at, file->len });
}

static void recordings_are_known_by_their_bytes(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct file file = { .len = 0 };
		samples[i].make(&file);
		struct media media = look(&file);
		if (media.broken)
			fail_msg("%s: %s", samples[i].name, media.broken);
		assert_int_equal(media.kind, samples[i].kind);
		assert_int_equal(media.length, samples[i].length);
		assert_int_equal(media.width, samples[i].width);
		for (enum file_use use = FILE_PICTURE; use <= FILE_CAPTIONS; use++)
			assert_int_equal(media_suits(&media, use), use == samples[i].use);
	}
}

/* Except in MP3 and captions, which have no structure that says where they end. */
static void truncated_recordings_are_reported(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct file file = { .len = 0 };
		samples[i].make(&file);
		bool open = samples[i].kind == MEDIA_MP3 || samples[i].kind == MEDIA_CAPTIONS;
		for (size_t len = file.len; len-- > 0;) {
			struct file cut = { .len = 0 };
			put(&cut, file.at, len);
			struct media media = look(&cut);
			/* A whole number of Ogg pages is a whole file. */
			bool page = samples[i].kind == MEDIA_OGG && media.length;
			if (!open && !page && media_suits(&media, samples[i].use))
				fail_msg("%s: nothing is said of the first %zu bytes", samples[i].name, len);
		}
	}
}

/* No wrong byte causes reads outside the file, which sanitizers would detect. */
static void wrong_bytes_are_harmless(void **state)
{
	(void)state;
	static const unsigned char values[] = { 0x00, 0x01, 0x7f, 0x80, 0xff };
	for (size_t i = 0; i < SAMPLES; i++) {
		struct file file = { .len = 0 };
		samples[i].make(&file);
		for (size_t at = 0; at < file.len && at < 900; at++) {
			for (size_t j = 0; j < sizeof(values); j++) {
				char *copy = test_malloc(file.len);
				memcpy(copy, file.at, file.len);
				copy[at] = (char)values[j];
				assert_true(media_look((struct str){ copy, file.len }).kind <= MEDIA_CAPTIONS);
				test_free(copy);
			}
		}
	}
}

static void nothing_hides_in_recordings(void **state)
{
	(void)state;
	static const char zip[] = "PK\5\6\0\0\0\0\1\0\1\0\x2e\0\0\0\0\0\0\0\0\0";
	static const char *const others[] = { "%PDF-1.7", "<script>alert(1)</script>", "<!DOCTYPE html>", "<?php " };
	for (size_t i = 0; i < SAMPLES; i++) {
		struct file file = { .len = 0 };
		samples[i].make(&file);
		put(&file, zip, sizeof(zip) - 1);
		if (!look(&file).broken)
			fail_msg("%s may be followed by a ZIP archive", samples[i].name);
	}
	for (size_t i = 0; i < 4; i++) {
		struct file file = { .len = 0 };
		size_t brand = open_box(&file, "ftyp");
		PUT(&file, "isom\0\0\2\0isommp42");
		close_box(&file, brand);
		size_t unused = open_box(&file, "free");
		put(&file, others[i], strlen(others[i]));
		close_box(&file, unused);
		struct file rest = { .len = 0 };
		make_mp4(&rest);
		put(&file, rest.at + 24, rest.len - 24);
		if (!look(&file).broken)
			fail_msg("%s may be in an MP4", others[i]);
	}
}

static void references_to_other_files_are_reported(void **state)
{
	(void)state;
	struct file file = { .len = 0 };
	make_mp4_with(&file, true, 0, 0x10000);
	assert_string_equal(look(&file).broken, "it refers to another file");
}

static void turned_videos_have_the_size_that_is_displayed(void **state)
{
	(void)state;
	struct file file = { .len = 0 };
	make_mp4_with(&file, true, 1, 0);
	assert_int_equal(look(&file).width, 480);
	assert_int_equal(look(&file).height, 640);
}

static void other_brands_are_not_mp4(void **state)
{
	(void)state;
	struct file file = { .len = 0 };
	make_mp4(&file);
	memcpy(file.at + 8, "qt  ", 4);
	assert_int_equal(look(&file).kind, MEDIA_UNKNOWN);
	memcpy(file.at + 8, "heic", 4);
	assert_int_equal(look(&file).kind, MEDIA_UNKNOWN);
}

static void captions_are_checked_by_line(void **state)
{
	(void)state;
	static const struct {
		const char *text, *broken;
		unsigned line;
	} cases[] = {
		{ "WEBVTT", "it has no cues", 0 },
		{ "WEBVTT\n\n00:01.000 -> 00:02.000\nA\n", "a cue has no start time such as 00:01.500", 4 },
		{ "WEBVTT\n\n0:01.000 --> 00:02.000\nA\n", "a cue has no start time such as 00:01.500", 3 },
		{ "WEBVTT\n\n00:01,000 --> 00:02,000\nA\n", "a cue has no start time such as 00:01.500", 3 },
		{ "WEBVTT\n\n00:01.000 --> 00:2.000\nA\n", "a cue has no end time such as 00:04.000", 3 },
		{ "WEBVTT\n\n00:03.000 --> 00:02.000\nA\n", "a cue ends before it starts", 3 },
		{ "WEBVTT\n\n00:03.000 --> 00:04.000\nA\n\n00:01.000 --> 00:02.000\nB\n",
		  "a cue starts before the one before it", 6 },
		{ "WEBVTT\n\n00:03.000 --> 00:04.000\n\nA\n", "a cue has no text", 3 },
		{ "WEBVTT\n\nSTYLE\n::cue { background: url(x) }\n\n00:03.000 --> 00:04.000\nA\n", "it has a style sheet",
		  3 },
		{ "WEBVTT\n00:03.000 --> 00:04.000\nA\n", "there is no empty line before the first cue", 2 },
		{ "WEBVTT\n\n00:03.000 --> 00:04.000\n\xff\n", "it is not UTF-8", 0 },
		{ "WEBVTT\n\n00:03.000 --> 99:04:00.000\nA\n", "it claims to play for more than a day", 0 },
		{ "WEBVTT\n\n00:99.000 --> 01:00:04.000\nA\n", "a cue has no start time such as 00:01.500", 3 },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct media media = media_look(str_from(cases[i].text));
		assert_int_equal(media.kind, MEDIA_CAPTIONS);
		if (!media.broken || strcmp(media.broken, cases[i].broken) != 0 || media.line != cases[i].line)
			fail_msg("%s: line %u: %s", cases[i].text, media.line, media.broken ? media.broken : "good");
	}
	assert_int_equal(media_look(str_from("WEBVTTX")).kind, MEDIA_UNKNOWN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(recordings_are_known_by_their_bytes),
		cmocka_unit_test(truncated_recordings_are_reported),
		cmocka_unit_test(wrong_bytes_are_harmless),
		cmocka_unit_test(nothing_hides_in_recordings),
		cmocka_unit_test(references_to_other_files_are_reported),
		cmocka_unit_test(turned_videos_have_the_size_that_is_displayed),
		cmocka_unit_test(other_brands_are_not_mp4),
		cmocka_unit_test(captions_are_checked_by_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
