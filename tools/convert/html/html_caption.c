/* Captions of figures: titles, captions and credits. */
#include "convert/html/html_media.h"

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

void html_read_caption(struct html_reading *reading, const xmlNode *node, struct html_caption *caption)
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
