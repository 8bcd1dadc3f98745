/* Audio and video. */
#include "convert/html/html_media.h"

#include "lesson/language_tag.h"

static struct str source_of(struct html_reading *reading, const xmlNode *node)
{
	struct str src = html_attribute(reading, node, "src");
	const xmlNode *source = src.len ? NULL : html_find_in(node, "source");
	return source ? html_attribute(reading, source, "src") : src;
}

static void read_tracks(struct html_reading *reading, const xmlNode *node, struct recording *recording)
{
	struct caption_file **end = &recording->captions;
	for (const xmlNode *child = node->children; child; child = child->next) {
		struct str src = html_is(child, "track") ? html_attribute(reading, child, "src") : STR_NONE;
		struct str path = src.len ? html_take_file(reading, "captions", src) : STR_NONE;
		struct caption_file *file = path.at ? arena_alloc(reading->arena, sizeof(*file)) : NULL;
		struct str lang = html_attribute(reading, child, "srclang");
		if (!file)
			continue;
		file->src = make_attribute(reading->arena, path);
		file->element.lang = language_tag_check(lang, NULL) ? arena_str(reading->arena, lang) : STR_NONE;
		*end = file;
		end = &file->next;
	}
}

static void read_frame(struct html_reading *reading, const struct html_frame *frame, struct recording *recording)
{
	struct html_caption caption = { .text = NULL };
	if (frame->caption)
		html_read_caption(reading, frame->caption, &caption);
	recording->title = caption.title;
	recording->caption = caption.text;
	recording->credit = caption.credit;
	if (!frame->transcript)
		return;
	const xmlNode *first = frame->transcript->children;
	while (first && !html_is(first, "summary"))
		first = first->next;
	struct str outer = reading->lang;
	bool in_table = reading->in_table;
	unsigned opened = 0;
	struct str lang = html_enter_language(reading, frame->transcript, &opened);
	reading->in_table = false; /* in a cell, too, a transcript may have tables */
	recording->transcript = html_read_part(reading, first ? first->next : frame->transcript->children);
	if (recording->transcript)
		recording->transcript->element.lang = lang;
	reading->lang = outer;
	reading->in_table = in_table;
	while (opened--)
		flow_maker_close(reading->maker);
}

/* A recording that html_write wrote as an address with what lessons need to know about it. */
static bool is_linked(struct html_reading *reading, const xmlNode *node, struct str src, struct recording *recording)
{
	recording->digest = make_attribute(reading->arena, html_attribute(reading, node, "data-digest"));
	recording->length = make_attribute(reading->arena, html_attribute(reading, node, "data-length"));
	recording->src = html_address(reading, src);
	recording->linked = recording->digest.value.len == 64 && recording->length.value.len &&
			    recording->src.value.at && str_starts(recording->src.value, "https://");
	return recording->linked;
}

bool html_add_recording(struct html_reading *reading, const xmlNode *node, const struct html_frame *frame)
{
	struct str src = source_of(reading, node), poster = html_attribute(reading, node, "poster"), path = STR_NONE;
	struct recording recording = { .linked = false };
	if (!src.len) {
		html_lose_file(reading, "recording", src, "it has no address", "left out");
		return false;
	}
	if (html_is_remote(src) && !is_linked(reading, node, src, &recording)) {
		html_add_link(reading, "recording", src, STR(""));
		return false;
	}
	if (!recording.linked) {
		path = html_take_file(reading, "recording", src);
		if (!path.at)
			return false;
		recording = (struct recording){ .src = make_attribute(reading->arena, path) };
	}
	bool sound = recording.linked ? html_is(node, "audio") : str_starts(path, "sounds/");
	struct block *block = make_block(reading->arena, sound ? BLOCK_AUDIO : BLOCK_VIDEO);
	struct str id = html_attribute(reading, frame ? frame->node : node, "id");
	if (!block)
		return false;
	block->element.lang = reading->declared;
	if (poster.len && !sound) {
		path = html_take_file(reading, "picture", poster);
		if (path.at)
			recording.poster = make_attribute(reading->arena, path);
	}
	if (!sound)
		read_tracks(reading, node, &recording);
	if (frame)
		read_frame(reading, frame, &recording);
	if (id.len && reading->reader->targets)
		recording.id = html_own_id(reading, "f-", id);
	block->of.recording = recording;
	flow_maker_block(reading->maker, block);
	return true;
}

void html_read_recording(struct html_reading *reading, const xmlNode *node)
{
	html_add_recording(reading, node, NULL);
}
