/* Pictures and recordings of HTML. */
#include "convert/core/html_reading.h"

#include "convert/core/data_url.h"
#include "lesson/language_tag.h"

#include <libxml/xmlsave.h>

/* The name without what addresses add: escapes, a query, a fragment. */
static struct str plain_name(struct html_reading *reading, struct str name)
{
	size_t len = 0;
	char *copy = arena_alloc(reading->arena, name.len + 1);
	for (size_t i = 0; copy && i < name.len && name.at[i] != '?' && name.at[i] != '#'; i++) {
		int high = name.at[i] == '%' && i + 2 < name.len ? ascii_hex(name.at[i + 1]) : -1;
		int low = high >= 0 ? ascii_hex(name.at[i + 2]) : -1;
		bool escape = low >= 0 && high * 16 + low > 0;
		copy[len++] = (char)(escape ? high * 16 + low : name.at[i]);
		i += escape ? 2 : 0;
	}
	return (struct str){ copy, copy ? len : 0 };
}

static bool is_remote(struct str src)
{
	return str_starts(src, "//") ||
	       (memmem(src.at, src.len < 16 ? src.len : 16, "://", 3) && !str_starts(src, "file:"));
}

static void lose_file(struct html_reading *reading, const char *kind, struct str src, const char *why,
		      const char *outcome)
{
	struct html_reader *reader = reading->reader;
	if (src.len > 200)
		src.len = 200;
	ledger_changef(&reader->import->ledger, reader->item, why, outcome, "%s '%.*s'", kind, STR_ARG(src));
}

/* The bytes of a file of the source; plain is its name without escapes. */
static bool find(struct html_reading *reading, struct str src, struct str plain, struct str *bytes)
{
	struct html_reader *reader = reading->reader;
	struct buf why;
	buf_init(&why, BUF_CAP);
	enum result result = RESULT_REFUSED;
	if (reader->find)
		result = reader->find(reader->context_of_find, src, bytes, &why);
	if (result == RESULT_REFUSED && reader->find && plain.len && !str_equal(plain, src))
		result = reader->find(reader->context_of_find, plain, bytes, &why);
	reading->arena->failed = reading->arena->failed || result == RESULT_NO_MEMORY;
	buf_release(&why);
	return result == RESULT_OK;
}

/* Takes over a file that the source shows or plays. STR_NONE, with a row, if that cannot be. */
static struct str take_file(struct html_reading *reading, const char *kind, struct str src)
{
	struct str bytes, path, name = src;
	src = str_trim(src);
	if (str_starts(src, "data:")) {
		name = STR("embedded");
		if (!data_url_read(reading->arena, src, &bytes)) {
			lose_file(reading, kind, STR("data:"), "its data are damaged", "left out");
			return STR_NONE;
		}
	} else {
		name = plain_name(reading, src);
		if (!find(reading, src, name, &bytes)) {
			import_missing_file(reading->reader->import, str_is(str_from(kind), "picture"), name);
			lose_file(reading, kind, src, "the source does not contain it", "left out");
			return STR_NONE;
		}
	}
	path = import_file(reading->reader->import, name, bytes);
	if (!path.at)
		lose_file(reading, kind, name, "it cannot be shown or played", "left out");
	return path;
}

/* What is elsewhere on the web becomes a link to it. */
static void add_link(struct html_reading *reading, const char *kind, struct str src, struct str label)
{
	struct attribute href = html_address(reading, src);
	if (!href.value.at) {
		lose_file(reading, kind, src, "it is not part of the source", "left out");
		return;
	}
	struct inline_node link = { .kind = INLINE_LINK, .of.link.href = href };
	lose_file(reading, kind, src, "it is on the web, not in the source", "written as a link");
	bool open = flow_maker_open(reading->maker, &link);
	flow_maker_text(reading->maker, str_trim(label).len ? label : href.value);
	if (open)
		flow_maker_close(reading->maker);
}

static struct picture *picture_of(struct html_reading *reading, const xmlNode *node)
{
	struct str src = html_attribute(reading, node, "src"), alt = html_attribute(reading, node, "alt");
	if (!str_trim(src).len)
		src = html_attribute(reading, node, "data-src");
	if (!str_trim(src).len) {
		lose_file(reading, "picture", alt, "it has no address", "left out");
		return NULL;
	}
	if (is_remote(src)) {
		add_link(reading, "picture", src, alt);
		return NULL;
	}
	struct str path = take_file(reading, "picture", src);
	struct picture *picture = path.at ? arena_alloc(reading->arena, sizeof(*picture)) : NULL;
	if (!picture)
		return NULL;
	if (!alt.at && !html_attribute(reading, node, "title").len)
		html_lose(reading->reader, HTML_LOSS_DESCRIPTION);
	picture->src = make_attribute(reading->arena, path);
	picture->alt = make_attribute(reading->arena, alt.at ? alt : html_attribute(reading, node, "title"));
	return picture;
}

static struct attribute id_of(struct html_reading *reading, const xmlNode *node, struct str path)
{
	struct str id = node ? html_attribute(reading, node, "id") : STR_NONE;
	struct import *import = reading->reader->import;
	if (id.len && reading->reader->targets)
		return import_id(import, "f", id, true);
	return import_id(import, "f", import_text_key(import, "figure", path), false);
}

static struct block *figure_with(struct html_reading *reading, struct picture *picture)
{
	struct block *block = make_block(reading->arena, BLOCK_FIGURE);
	if (!block || !picture)
		return NULL;
	block->of.figure.id = id_of(reading, NULL, picture->src.value);
	block->of.figure.pictures = picture;
	return block;
}

/* Whether the line goes on after the node. */
static bool text_follows(const xmlNode *node)
{
	for (int i = 0; i < 8 && (node = node->next); i++) {
		if (html_meaning_of(node) == HTML_BREAK && node->type == XML_ELEMENT_NODE)
			return false;
		if (node->type == XML_TEXT_NODE && str_trim(str_from((const char *)node->content)).len)
			return true;
	}
	return false;
}

void html_read_picture(struct html_reading *reading, const xmlNode *node)
{
	if (flow_maker_is_in(reading->maker, INLINE_LINK))
		html_lose(reading->reader, HTML_LOSS_PICTURE_LINK);
	struct picture *picture = picture_of(reading, node);
	if (!picture)
		return;
	if (reading->maker->begun && text_follows(node))
		html_lose(reading->reader, HTML_LOSS_MOVED_PICTURE);
	flow_maker_block(reading->maker, figure_with(reading, picture));
}

/* The parts of a caption: html_write marks the title and the credit by classes. */
struct caption {
	struct flow *title, *text;
	struct credit *credit;
};

/* <p class="credit">text <a class="licence" href="…">CC-BY-4.0</a></p> */
static struct credit *credit_of(struct html_reading *reading, const xmlNode *node)
{
	struct credit *credit = arena_alloc(reading->arena, sizeof(*credit));
	const xmlNode *last = node->last;
	if (!credit)
		return NULL;
	credit->licence = make_attribute(reading->arena, html_text_of(reading, last));
	if (html_attribute(reading, last, "href").at)
		credit->href = html_address(reading, html_attribute(reading, last, "href"));
	reading->until = last;
	struct flow *text = html_line(reading, node);
	reading->until = NULL;
	credit->text = text ? text->text : NULL;
	credit->element.lang = text ? text->element.lang : STR_NONE;
	return credit;
}

enum caption_part { CAPTION_NONE, CAPTION_TITLE, CAPTION_TEXT, CAPTION_CREDIT };

/* Which part of a caption a paragraph is. */
static enum caption_part part_of(const xmlNode *node)
{
	if (!html_is(node, "p"))
		return CAPTION_NONE;
	if (html_has_class(node, "credit"))
		return node->last && html_has_class(node->last, "licence") ? CAPTION_CREDIT : CAPTION_NONE;
	return html_has_class(node, "title")	 ? CAPTION_TITLE
	       : html_has_class(node, "caption") ? CAPTION_TEXT
						 : CAPTION_NONE;
}

/* Whether there is nothing but different parts in order, as html_write writes them. */
static bool has_only_parts(const xmlNode *node)
{
	enum caption_part last = CAPTION_NONE;
	for (const xmlNode *child = node->children; child; child = child->next) {
		bool space = child->type == XML_TEXT_NODE && str_trim(str_from((const char *)child->content)).len == 0;
		if (!space && part_of(child) <= last)
			return false;
		last = space ? last : part_of(child);
	}
	return last != CAPTION_NONE;
}

static void read_caption(struct html_reading *reading, const xmlNode *node, struct caption *caption)
{
	if (!has_only_parts(node)) {
		caption->text = html_line(reading, node);
		return;
	}
	for (const xmlNode *child = node->children; child; child = child->next) {
		switch (part_of(child)) {
		case CAPTION_NONE: break;
		case CAPTION_TITLE: caption->title = html_line(reading, child); break;
		case CAPTION_TEXT: caption->text = html_line(reading, child); break;
		case CAPTION_CREDIT: caption->credit = credit_of(reading, child);
		}
	}
}

/* The element of that name among the node's descendants that are no figures of their own. */
static const xmlNode *find_in(const xmlNode *node, const char *name, unsigned depth)
{
	for (const xmlNode *child = node->children; child && depth < 20; child = child->next) {
		if (html_is(child, name))
			return child;
		bool apart = html_is(child, "figure") || html_is(child, "figcaption");
		const xmlNode *found =
			apart || child->type != XML_ELEMENT_NODE ? NULL : find_in(child, name, depth + 1);
		if (found)
			return found;
	}
	return NULL;
}

/* The picture of a figure that has nothing else but a caption; NULL if it has more. */
static const xmlNode *only_picture(const xmlNode *figure)
{
	const xmlNode *picture = NULL, *caption = NULL;
	for (const xmlNode *child = figure->children; child; child = child->next) {
		bool space = child->type == XML_TEXT_NODE && str_trim(str_from((const char *)child->content)).len == 0;
		if (html_is(child, "img") && !picture)
			picture = child;
		else if (html_is(child, "figcaption") && !caption)
			caption = child;
		else if (!space && child->type != XML_COMMENT_NODE)
			return NULL;
	}
	return picture;
}

/* Adds the pictures in a figure to a list; each may be a figure with a caption of its own. */
static void gather_pictures(struct html_reading *reading, const xmlNode *node, struct picture ***end, unsigned depth)
{
	for (const xmlNode *child = node->children; child && depth < 20; child = child->next) {
		struct picture *picture = NULL;
		const xmlNode *inner = html_is(child, "figure") ? only_picture(child) : NULL;
		if (html_is(child, "img") || inner) {
			picture = picture_of(reading, inner ? inner : child);
		} else if (child->type == XML_ELEMENT_NODE && !html_is(child, "figcaption") &&
			   !html_is(child, "figure")) {
			gather_pictures(reading, child, end, depth + 1);
		}
		if (!picture)
			continue;
		struct caption caption = { .text = NULL };
		const xmlNode *own = inner ? find_in(child, "figcaption", 0) : NULL;
		if (own)
			read_caption(reading, own, &caption);
		picture->caption = caption.text;
		picture->element.lang = html_language(reading, child);
		**end = picture;
		*end = &picture->next;
	}
}

/* A figure, which is a frame around pictures or a recording. */
struct frame {
	const xmlNode *node, *recording, *caption, *transcript;
};

static struct frame frame_of(const xmlNode *node)
{
	struct frame frame = { .node = node,
			       .recording = find_in(node, "audio", 0),
			       .caption = find_in(node, "figcaption", 0) };
	const xmlNode *details = find_in(node, "details", 0);
	frame.recording = frame.recording ? frame.recording : find_in(node, "video", 0);
	frame.transcript = frame.recording && details && html_has_class(details, "transcript") ? details : NULL;
	return frame;
}

/* Whether the frame's block has the content of the element, or a part of it. */
static bool is_part(const struct frame *frame, const xmlNode *node)
{
	if (node == frame->caption || node == frame->recording || node == frame->transcript)
		return true;
	bool picture = html_is(node, "img") || (html_is(node, "figure") && only_picture(node));
	return !frame->recording && picture;
}

static bool has_part(const struct frame *frame, const xmlNode *node, unsigned depth)
{
	for (const xmlNode *child = node->children; child && depth < 20; child = child->next)
		if (child->type == XML_ELEMENT_NODE && (is_part(frame, child) || has_part(frame, child, depth + 1)))
			return true;
	return false;
}

/* What is in a frame beside its parts, as blocks after it. */
static void read_remains(struct html_reading *reading, const struct frame *frame, const xmlNode *node, unsigned depth)
{
	for (const xmlNode *child = node->children; child && depth < 20; child = child->next) {
		xmlNode alone = *child;
		alone.next = NULL;
		if (child->type == XML_ELEMENT_NODE && is_part(frame, child))
			continue;
		if (child->type == XML_ELEMENT_NODE && has_part(frame, child, 0))
			read_remains(reading, frame, child, depth + 1);
		else
			html_read_children(reading, &alone);
	}
	flow_maker_break(reading->maker);
}

/* False if the recording is not there: then its caption is text like other. */
static bool add_recording(struct html_reading *reading, const xmlNode *node, const struct frame *frame);

void html_read_figure(struct html_reading *reading, const xmlNode *node)
{
	struct frame frame = frame_of(node);
	struct picture *pictures = NULL, **end = &pictures;
	struct caption caption = { .text = NULL };
	struct str lang = reading->declared;
	flow_maker_break(reading->maker);
	if (frame.recording) {
		if (!add_recording(reading, frame.recording, &frame))
			frame.caption = frame.transcript = NULL;
		read_remains(reading, &frame, node, 0);
		return;
	}
	gather_pictures(reading, node, &end, 0);
	struct block *block = pictures ? figure_with(reading, pictures) : NULL;
	if (!block) {
		html_read_children(reading, node->children);
		flow_maker_break(reading->maker);
		return;
	}
	if (frame.caption)
		read_caption(reading, frame.caption, &caption);
	block->element.lang = lang;
	block->of.figure.id = id_of(reading, node, pictures->src.value);
	block->of.figure.several = pictures->next || pictures->caption || html_has_class(node, "several");
	block->of.figure.title = caption.title;
	block->of.figure.caption = caption.text;
	block->of.figure.credit = caption.credit;
	flow_maker_block(reading->maker, block);
	read_remains(reading, &frame, node, 0);
}

static struct str source_of(struct html_reading *reading, const xmlNode *node)
{
	struct str src = html_attribute(reading, node, "src");
	const xmlNode *source = src.len ? NULL : find_in(node, "source", 0);
	return source ? html_attribute(reading, source, "src") : src;
}

static void read_tracks(struct html_reading *reading, const xmlNode *node, struct recording *recording)
{
	struct caption_file **end = &recording->captions;
	for (const xmlNode *child = node->children; child; child = child->next) {
		struct str src = html_is(child, "track") ? html_attribute(reading, child, "src") : STR_NONE;
		struct str path = src.len ? take_file(reading, "captions", src) : STR_NONE;
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

static void read_frame(struct html_reading *reading, const struct frame *frame, struct recording *recording)
{
	struct caption caption = { .text = NULL };
	if (frame->caption)
		read_caption(reading, frame->caption, &caption);
	recording->title = caption.title;
	recording->caption = caption.text;
	recording->credit = caption.credit;
	if (!frame->transcript)
		return;
	const xmlNode *first = frame->transcript->children;
	while (first && !html_is(first, "summary"))
		first = first->next;
	struct str outer = reading->lang;
	unsigned opened = 0;
	struct str lang = html_enter_language(reading, frame->transcript, &opened);
	recording->transcript = html_read_part(reading, first ? first->next : frame->transcript->children);
	if (recording->transcript)
		recording->transcript->element.lang = lang;
	reading->lang = outer;
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

static bool add_recording(struct html_reading *reading, const xmlNode *node, const struct frame *frame)
{
	struct str src = source_of(reading, node), poster = html_attribute(reading, node, "poster"), path = STR_NONE;
	struct recording recording = { .linked = false };
	if (!src.len) {
		lose_file(reading, "recording", src, "it has no address", "left out");
		return false;
	}
	if (is_remote(src) && !is_linked(reading, node, src, &recording)) {
		add_link(reading, "recording", src, STR(""));
		return false;
	}
	if (!recording.linked) {
		path = take_file(reading, "recording", src);
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
		path = take_file(reading, "picture", poster);
		if (path.at)
			recording.poster = make_attribute(reading->arena, path);
	}
	if (!sound)
		read_tracks(reading, node, &recording);
	if (frame)
		read_frame(reading, frame, &recording);
	if (id.len && reading->reader->targets)
		recording.id = import_id(reading->reader->import, "f", id, true);
	block->of.recording = recording;
	flow_maker_block(reading->maker, block);
	return true;
}

void html_read_recording(struct html_reading *reading, const xmlNode *node)
{
	add_recording(reading, node, NULL);
}

void html_read_object(struct html_reading *reading, const xmlNode *node)
{
	struct str src = html_attribute(reading, node, html_is(node, "embed") ? "src" : "data");
	struct str type = html_attribute(reading, node, "type"), path = STR_NONE, bytes;
	if (src.len && !is_remote(src) &&
	    (str_starts(src, "data:") || find(reading, src, plain_name(reading, src), &bytes)))
		path = take_file(reading, "object", src);
	if (path.at && str_starts(path, "images/")) {
		struct picture *picture = arena_alloc(reading->arena, sizeof(*picture));
		if (!picture)
			return;
		html_lose(reading->reader, HTML_LOSS_DESCRIPTION);
		picture->src = make_attribute(reading->arena, path);
		picture->alt = make_attribute(reading->arena, html_text_of(reading, node));
		flow_maker_block(reading->maker, figure_with(reading, picture));
		return;
	}
	struct block *block =
		path.at ? make_block(reading->arena, str_starts(path, "sounds/") ? BLOCK_AUDIO : BLOCK_VIDEO) : NULL;
	if (block) {
		block->of.recording.src = make_attribute(reading->arena, path);
		flow_maker_block(reading->maker, block);
		return;
	}
	if (!path.at && src.len)
		lose_file(reading, type.len ? "embedded object" : "object", src,
			  "lessons have pictures and recordings only", "its text was kept");
	html_read_children(reading, node->children);
}

void html_read_drawing(struct html_reading *reading, const xmlNode *node)
{
	xmlBufferPtr bytes = xmlBufferCreate();
	xmlDocPtr document = xmlNewDoc(NULL);
	xmlNodePtr copy = bytes && document ? xmlDocCopyNode((xmlNodePtr)node, document, 1) : NULL;
	struct str svg = STR_NONE, path = STR_NONE;
	if (copy) {
		xmlDocSetRootElement(document, copy);
		if (!copy->ns)
			xmlNewNs(copy, (const xmlChar *)"http://www.w3.org/2000/svg", NULL);
		if (xmlNodeDump(bytes, document, copy, 0, 0) > 0)
			svg = arena_str(reading->arena,
					(struct str){ (const char *)bytes->content, (size_t)xmlBufferLength(bytes) });
	}
	reading->arena->failed = reading->arena->failed || !svg.at;
	if (svg.at)
		path = import_file(reading->reader->import, STR("drawing.svg"), svg);
	xmlBufferFree(bytes);
	xmlFreeDoc(document);
	struct picture *picture = path.at ? arena_alloc(reading->arena, sizeof(*picture)) : NULL;
	const xmlNode *title = find_in(node, "title", 0);
	if (!picture) {
		lose_file(reading, "drawing", STR("svg"), "it cannot be shown", "left out");
		return;
	}
	if (!title)
		html_lose(reading->reader, HTML_LOSS_DESCRIPTION);
	picture->src = make_attribute(reading->arena, path);
	picture->alt = make_attribute(reading->arena, title ? html_text_of(reading, title) : STR(""));
	flow_maker_block(reading->maker, figure_with(reading, picture));
}
