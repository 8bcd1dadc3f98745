/* Reads MP4 and WebM. Their parts must cover the whole file, so that nothing else hides in it. */
#include "check/media/formats.h"

static uint64_t big64(const char *at)
{
	return (uint64_t)big(at, 4) << 32 | big(at + 4, 4);
}

bool box_next(struct str *boxes, struct str *type, struct str *content)
{
	if (boxes->len < 8)
		return false;
	uint64_t len = big(boxes->at, 4);
	size_t head = 8;
	if (len == 0) {
		len = boxes->len;
	} else if (len == 1 && boxes->len >= 16) {
		head = 16;
		len = big64(boxes->at + 8);
	}
	if (len < head || len > boxes->len)
		return false;
	*type = (struct str){ boxes->at + 4, 4 };
	*content = (struct str){ boxes->at + head, (size_t)len - head };
	*boxes = (struct str){ boxes->at + len, boxes->len - (size_t)len };
	return true;
}

struct str box_find(struct str boxes, const char *wanted)
{
	struct str type, content;
	while (box_next(&boxes, &type, &content))
		if (str_is(type, wanted))
			return content;
	return STR_NONE;
}

/* Milliseconds by the header of a film; 0 if it does not say. */
static uint64_t film_length(struct str head, struct str extends)
{
	bool wide = head.len >= 32 && head.at[0] == 1;
	if (head.len < 20)
		return 0;
	uint64_t scale = big(head.at + (wide ? 20 : 12), 4), units = wide ? big64(head.at + 24) : big(head.at + 16, 4);
	if (!units && extends.len >= 8)
		units = extends.at[0] == 1 && extends.len >= 12 ? big64(extends.at + 4) : big(extends.at + 4, 4);
	return !scale ? 0 : units > UINT64_MAX / 1000 ? UINT64_MAX : units * 1000 / scale;
}

/* Whether a track says that its samples are in another file. */
static bool refers_outside(struct str media_box)
{
	struct str references = box_find(box_find(box_find(media_box, "minf"), "dinf"), "dref"), type, content;
	if (references.len < 8)
		return false;
	references = (struct str){ references.at + 8, references.len - 8 };
	while (box_next(&references, &type, &content))
		if (content.len < 4 || !(content.at[3] & 1))
			return true;
	return false;
}

static void read_size(struct str head, struct media *media)
{
	bool wide = head.len && head.at[0] == 1;
	size_t at = wide ? 88 : 76, matrix = wide ? 52 : 40;
	if (head.len < at + 8)
		return;
	uint32_t width = big(head.at + at, 4) >> 16, height = big(head.at + at + 4, 4) >> 16;
	bool turned = big(head.at + matrix, 4) == 0 && big(head.at + matrix + 4, 4) != 0;
	media->width = turned ? height : width;
	media->height = turned ? width : height;
}

static const char *look_movie(struct str movie, struct media *media)
{
	struct str type, track, boxes = movie;
	bool sound = false;
	while (box_next(&boxes, &type, &track)) {
		if (str_is(type, "rmra"))
			return "it refers to another file";
		if (!str_is(type, "trak"))
			continue;
		struct str inner = box_find(track, "mdia"), handler = box_find(inner, "hdlr");
		if (refers_outside(inner))
			return "it refers to another file";
		sound = sound || has(handler, 8, STR("soun"));
		if (!has(handler, 8, STR("vide")))
			continue;
		media->video = true;
		read_size(box_find(track, "tkhd"), media);
	}
	media->length = film_length(box_find(movie, "mvhd"), box_find(box_find(movie, "mvex"), "mehd"));
	return sound || media->video ? NULL : "it has neither sound nor pictures";
}

const char *look_mp4(struct str s, struct media *media)
{
	static const char known[] = "ftyp moov mdat free skip wide moof mfra sidx ssix styp meta udta uuid pdin prft emsg ";
	struct str type, content, boxes = s, movie = STR_NONE;
	bool data = false;
	while (box_next(&boxes, &type, &content)) {
		if (!memmem(known, sizeof(known) - 1, type.at, 4))
			return "it has a part that MP4 does not know";
		data = data || str_is(type, "mdat");
		if (str_is(type, "moov"))
			movie = content;
	}
	if (boxes.len)
		return movie.at && data ? "there are bytes after its end" : "it ends in the middle";
	const char *broken = movie.at ? look_movie(movie, media) : "its description is missing";
	return broken ? broken : data ? NULL : "its data is missing";
}

/* An element of EBML. */
struct ebml {
	uint32_t id;
	struct str content;
	bool endless; /* its length is unknown: it reaches to the end */
};

/* Reads a number of one to eight bytes at the start of s; 0 if there is none. The place of its first 1 bit says how
 * many bytes. */
static size_t ebml_number(struct str s, bool marked, uint64_t *number)
{
	unsigned first = s.len ? (unsigned char)s.at[0] : 0;
	size_t len = 1;
	while (len <= 8 && !(first >> (8 - len) & 1))
		len++;
	if (len > 8 || len > s.len)
		return 0;
	*number = marked ? first : first & (0xffu >> len);
	for (size_t i = 1; i < len; i++)
		*number = *number << 8 | (unsigned char)s.at[i];
	return len;
}

static bool ebml_next(struct str *s, struct ebml *element)
{
	uint64_t id, len;
	size_t head = ebml_number(*s, true, &id);
	if (!head || head > 4)
		return false;
	size_t more = ebml_number((struct str){ s->at + head, s->len - head }, false, &len);
	if (!more)
		return false;
	element->id = (uint32_t)id;
	element->endless = len == ((uint64_t)1 << 7 * more) - 1;
	head += more;
	if (element->endless)
		len = s->len - head;
	if (len > s->len - head)
		return false;
	element->content = (struct str){ s->at + head, (size_t)len };
	*s = (struct str){ s->at + head + len, s->len - head - (size_t)len };
	return true;
}

static struct str ebml_find(struct str s, uint32_t id)
{
	struct ebml element;
	while (ebml_next(&s, &element))
		if (element.id == id)
			return element.content;
	return STR_NONE;
}

/* At most four bytes; 0 if there is none. */
static uint32_t ebml_whole(struct str s, uint32_t id)
{
	struct str number = ebml_find(s, id);
	return number.len && number.len <= 4 ? big(number.at, (int)number.len) : 0;
}

static double ebml_real(struct str number)
{
	uint64_t bits = number.len == 8 ? big64(number.at) : 0;
	uint32_t few = number.len == 4 ? big(number.at, 4) : 0;
	double wide;
	float narrow;
	memcpy(&wide, &bits, sizeof(wide));
	memcpy(&narrow, &few, sizeof(narrow));
	return number.len == 8 ? wide : (double)narrow;
}

enum {
	WEBM_HEAD = 0x1a45dfa3,
	WEBM_SEGMENT = 0x18538067,
	WEBM_INFO = 0x1549a966,
	WEBM_TRACKS = 0x1654ae6b,
	WEBM_CLUSTER = 0x1f43b675,
	WEBM_ATTACHMENTS = 0x1941a469,
};

static void read_tracks(struct str tracks, struct media *media, bool *sound)
{
	struct ebml track;
	while (ebml_next(&tracks, &track)) {
		if (track.id != 0xae)
			continue;
		uint32_t type = ebml_whole(track.content, 0x83);
		*sound = *sound || type == 2;
		if (type != 1)
			continue;
		struct str video = ebml_find(track.content, 0xe0);
		uint32_t width = ebml_whole(video, 0x54b0), height = ebml_whole(video, 0x54ba);
		media->video = true;
		media->width = width ? width : ebml_whole(video, 0xb0);
		media->height = height ? height : ebml_whole(video, 0xba);
	}
}

bool is_webm(struct str s)
{
	struct ebml head;
	return has(s, 0, STR("\x1a\x45\xdf\xa3")) && ebml_next(&s, &head) && str_is(ebml_find(head.content, 0x4282), "webm");
}

const char *look_webm(struct str s, struct media *media)
{
	struct ebml segment, part;
	bool sound = false, data = false;
	if (!ebml_next(&s, &segment) || !ebml_next(&s, &segment) || segment.id != WEBM_SEGMENT)
		return "it ends in the middle of its header";
	if (s.len)
		return "there are bytes after its end";
	struct str parts = segment.content;
	while (ebml_next(&parts, &part)) {
		if (part.id == WEBM_ATTACHMENTS)
			return "it contains other files";
		if (part.id == WEBM_TRACKS)
			read_tracks(part.content, media, &sound);
		data = data || part.id == WEBM_CLUSTER;
		if (part.id == WEBM_INFO) {
			uint32_t scale = ebml_whole(part.content, 0x2ad7b1);
			double length = ebml_real(ebml_find(part.content, 0x4489)) * (scale ? scale : 1000000) / 1e6;
			media->length = length > 0 && length < 1e15 ? (uint64_t)length : 0;
		}
	}
	return parts.len		       ? "it ends in the middle"
	       : !sound && !media->video ? "it has neither sound nor pictures"
	       : !data		       ? "its data is missing"
					       : NULL;
}
