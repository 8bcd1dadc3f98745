/* Pictures, figures and drawings. */
#include "convert/html/html_media.h"

#include <libxml/xmlsave.h>

static struct picture *picture_of(struct html_reading *reading, const xmlNode *node)
{
	struct str src = html_attribute(reading, node, "src"), alt = html_attribute(reading, node, "alt");
	if (!str_trim(src).len)
		src = html_attribute(reading, node, "data-src");
	if (!str_trim(src).len) {
		html_lose_file(reading, "picture", alt, "it has no address", "left out");
		return NULL;
	}
	if (html_is_remote(src)) {
		html_add_link(reading, "picture", src, alt);
		return NULL;
	}
	struct str path = html_take_file(reading, "picture", src);
	if (!path.at && str_trim(alt).len)
		ledger_changef(&reading->reader->import->ledger, reading->reader->item, "its picture is left out",
			       "left out", "description '%.*s'", STR_ARG(str_trim(alt)));
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
		return html_own_id(reading, "f-", id);
	return import_id(import, "f-", import_text_key(import, "figure", path), false);
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
	/* Canvas writes formulas as pictures that its server draws. */
	struct str tex = html_attribute(reading, node, "data-equation-content");
	if (tex.len) {
		html_read_tex(reading, tex, false);
		return;
	}
	if (flow_maker_is_in(reading->maker, INLINE_LINK))
		html_lose(reading->reader, HTML_LOSS_PICTURE_LINK);
	struct picture *picture = picture_of(reading, node);
	if (!picture)
		return;
	if (reading->maker->begun && text_follows(node))
		html_lose(reading->reader, HTML_LOSS_MOVED_PICTURE);
	struct block *figure = figure_with(reading, picture);
	struct str title = str_trim(html_attribute(reading, node, "title"));
	if (figure && title.len && !str_equal(title, str_trim(picture->alt.value)))
		figure->of.figure.caption = make_plain_flow(reading->arena, title);
	flow_maker_block(reading->maker, figure);
}

static const xmlNode *find_deeper(const xmlNode *node, const char *name, unsigned depth)
{
	for (const xmlNode *child = node->children; child && depth < 20; child = child->next) {
		if (html_is(child, name))
			return child;
		bool apart = html_is(child, "figure") || html_is(child, "figcaption") || html_is(child, "details");
		bool inner = !apart && child->type == XML_ELEMENT_NODE;
		const xmlNode *found = inner ? find_deeper(child, name, depth + 1) : NULL;
		if (found)
			return found;
	}
	return NULL;
}

const xmlNode *html_find_in(const xmlNode *node, const char *name)
{
	return find_deeper(node, name, 0);
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
		struct html_caption caption = { .text = NULL };
		const xmlNode *own = inner ? html_find_in(child, "figcaption") : NULL;
		if (own)
			html_read_caption(reading, own, &caption);
		picture->caption = caption.text;
		picture->element.lang = html_language(reading, child);
		**end = picture;
		*end = &picture->next;
	}
}

static struct html_frame frame_of(const xmlNode *node)
{
	struct html_frame frame = { .node = node,
				    .recording = html_find_in(node, "audio"),
				    .caption = html_find_in(node, "figcaption") };
	const xmlNode *details = html_find_in(node, "details");
	frame.recording = frame.recording ? frame.recording : html_find_in(node, "video");
	frame.transcript = frame.recording && details && html_has_class(details, "transcript") ? details : NULL;
	return frame;
}

/* Whether the frame's block has the content of the element, or a part of it. */
static bool is_part(const struct html_frame *frame, const xmlNode *node)
{
	if (node == frame->caption || node == frame->recording || node == frame->transcript)
		return true;
	bool picture = html_is(node, "img") || (html_is(node, "figure") && only_picture(node));
	return !frame->recording && picture;
}

static bool has_part(const struct html_frame *frame, const xmlNode *node, unsigned depth)
{
	for (const xmlNode *child = node->children; child && depth < 20; child = child->next)
		if (child->type == XML_ELEMENT_NODE && (is_part(frame, child) || has_part(frame, child, depth + 1)))
			return true;
	return false;
}

/* What is in a frame beside its parts, as blocks after it. */
static void read_remains(struct html_reading *reading, const struct html_frame *frame, const xmlNode *node,
			 unsigned depth)
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

void html_read_figure(struct html_reading *reading, const xmlNode *node)
{
	struct html_frame frame = frame_of(node);
	struct picture *pictures = NULL, **end = &pictures;
	struct html_caption caption = { .text = NULL };
	struct str lang = reading->declared;
	flow_maker_break(reading->maker);
	if (frame.recording) {
		if (!html_add_recording(reading, frame.recording, &frame))
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
		html_read_caption(reading, frame.caption, &caption);
	block->element.lang = lang;
	block->of.figure.id = id_of(reading, node, pictures->src.value);
	block->of.figure.several = pictures->next || pictures->caption || html_has_class(node, "several");
	block->of.figure.title = caption.title;
	block->of.figure.caption = caption.text;
	block->of.figure.credit = caption.credit;
	flow_maker_block(reading->maker, block);
	read_remains(reading, &frame, node, 0);
}

void html_read_object(struct html_reading *reading, const xmlNode *node)
{
	struct str src = html_attribute(reading, node, html_is(node, "embed") ? "src" : "data");
	struct str type = html_attribute(reading, node, "type"), path = STR_NONE;
	if (src.len && !html_is_remote(src) && html_has_file(reading, src))
		path = html_take_file(reading, "object", src);
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
		html_lose_file(reading, type.len ? "embedded object" : "object", src,
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
	const xmlNode *title = html_find_in(node, "title");
	if (!picture) {
		html_lose_file(reading, "drawing", STR("svg"), "it cannot be shown", "left out");
		return;
	}
	if (!title)
		html_lose(reading->reader, HTML_LOSS_DESCRIPTION);
	picture->src = make_attribute(reading->arena, path);
	picture->alt = make_attribute(reading->arena, title ? html_text_of(reading, title) : STR(""));
	flow_maker_block(reading->maker, figure_with(reading, picture));
}
