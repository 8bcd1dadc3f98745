/* Reads sound: WAV, MP3 and Ogg. Their parts must cover the whole file, so that nothing else hides in it. */
#include "check/media/formats.h"

static struct str rest_of(struct str s, size_t at)
{
	return (struct str){ s.at + at, s.len - at };
}

const char *look_wav(struct str s, struct media *media)
{
	uint32_t rate = 0;
	size_t size = little(s.at + 4, 4);
	if (size > s.len - 8)
		return "it is shorter than its header says";
	if (size + 8 + (size & 1) < s.len)
		return "there are bytes after its end";
	for (size_t at = 12; at + 8 <= s.len;) {
		size_t len = little(s.at + at + 4, 4);
		if (len > s.len - at - 8)
			return "it ends in the middle of a chunk";
		if (has(s, at, STR("fmt ")) && len >= 16)
			rate = little(s.at + at + 16, 4);
		if (has(s, at, STR("data")) && rate) {
			media->length = (uint64_t)len * 1000 / rate;
			return NULL;
		}
		at += 8 + len + (len & 1);
	}
	return "it has no sound";
}

/* The length of the MP3 frame at the start of s, and what it plays, in samples of that rate; 0 if there is none. */
static size_t mp3_frame(struct str s, unsigned *samples, unsigned *rate)
{
	static const unsigned short rates[] = { 44100, 48000, 32000 };
	static const unsigned short first[] = { 0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320 };
	static const unsigned short second[] = { 0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160 };
	if (s.len < 4 || (big(s.at, 2) & 0xffe6) != 0xffe2)
		return 0;
	unsigned version = (unsigned char)s.at[1] >> 3 & 3, kilobits = (unsigned char)s.at[2] >> 4,
		 speed = (unsigned char)s.at[2] >> 2 & 3, padding = (unsigned char)s.at[2] >> 1 & 1;
	if (version == 1 || kilobits == 0 || kilobits == 15 || speed == 3)
		return 0;
	*rate = rates[speed] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
	*samples = version == 3 ? 1152 : 576;
	return *samples / 8 * 1000 * (version == 3 ? first : second)[kilobits] / *rate + padding;
}

static size_t id3_length(struct str s)
{
	if (s.len < 10 || !has(s, 0, STR("ID3")))
		return 0;
	size_t size = 0;
	for (int i = 6; i < 10; i++)
		size = size << 7 | (unsigned char)(s.at[i] & 0x7f);
	return 10 + size + (s.at[5] & 0x10 ? 10 : 0);
}

bool is_mp3(struct str s)
{
	unsigned samples, rate;
	size_t tag = id3_length(s), frame = tag ? 0 : mp3_frame(s, &samples, &rate);
	return tag || (frame && frame + 4 <= s.len && mp3_frame(rest_of(s, frame), &samples, &rate));
}

const char *look_mp3(struct str s, struct media *media)
{
	size_t at = id3_length(s);
	unsigned samples, rate;
	uint64_t microseconds = 0;
	while (at < s.len) {
		size_t len = mp3_frame(rest_of(s, at), &samples, &rate);
		if (!len) {
			bool tag = (has(s, at, STR("TAG")) && s.len - at == 128) || has(s, at, STR("APETAGEX"));
			if (!tag && microseconds)
				return "there are bytes after its end";
			break;
		}
		if (len > s.len - at)
			break; /* the last frame is often cut */
		microseconds += (uint64_t)samples * 1000000 / rate;
		at += len;
	}
	media->length = microseconds / 1000;
	return microseconds ? NULL : "it has no sound";
}

/* The length of the Ogg page at the start of s; 0 if there is none, or it is not whole. */
static size_t ogg_page(struct str s)
{
	if (s.len < 27 || !has(s, 0, STR("OggS\0")))
		return 0;
	size_t segments = (unsigned char)s.at[26], len = 27 + segments;
	for (size_t i = 0; i < segments && 27 + i < s.len; i++)
		len += (unsigned char)s.at[27 + i];
	return len <= s.len ? len : 0;
}

const char *look_ogg(struct str s, struct media *media)
{
	uint32_t rate = 0, before = 0;
	uint64_t end = 0;
	for (size_t at = 0, len; at < s.len; at += len) {
		struct str page = rest_of(s, at);
		len = ogg_page(page);
		if (!len)
			return at ? "it ends in the middle of a page, or there are bytes after its end"
				  : "it ends in the middle of its header";
		struct str packet = { page.at + 27 + (unsigned char)page.at[26], len - 27 - (unsigned char)page.at[26] };
		if (page.at[5] & 2) { /* the first page of a stream */
			if (rate)
				return "it has more than one stream";
			bool opus = has(packet, 0, STR("OpusHead")) && packet.len >= 19;
			bool vorbis = has(packet, 0, STR("\1vorbis")) && packet.len >= 30;
			if (!opus && !vorbis)
				return "it contains neither Opus nor Vorbis";
			rate = opus ? 48000 : little(packet.at + 12, 4);
			before = opus ? little(packet.at + 10, 2) : 0;
		}
		uint64_t last = (uint64_t)little(page.at + 10, 4) << 32 | little(page.at + 6, 4);
		end = last != UINT64_MAX ? last : end;
	}
	if (!rate || end <= before)
		return "it has no sound";
	media->length = end > UINT64_MAX / 1000 ? UINT64_MAX : (end - before) * 1000 / rate;
	return NULL;
}
