/* Lists and callouts of HTML. */
#include "convert/html/html_reading.h"

#include <stdlib.h>

/* A whole number in the attribute, or none. */
static bool number_in(struct str value, long *number)
{
	char digits[12];
	value = str_trim(value);
	if (!value.len || value.len >= sizeof(digits))
		return false;
	memcpy(digits, value.at, value.len);
	digits[value.len] = '\0';
	char *end;
	*number = strtol(digits, &end, 10);
	return *end == '\0';
}

static enum list_kind kind_of(struct html_reading *reading, const xmlNode *node, const struct html_style *style)
{
	struct str type = html_attribute(reading, node, "type");
	bool ordered = html_is(node, "ol");
	switch (style->marks) {
	case HTML_MARKS_BULLET: return LIST_BULLET;
	case HTML_MARKS_NUMBER: return LIST_NUMBER;
	case HTML_MARKS_LETTER: return LIST_LETTER;
	case HTML_MARKS_ROMAN: html_lose(reading->reader, HTML_LOSS_MARKS); return LIST_NUMBER;
	default: break;
	}
	if (!ordered)
		return LIST_BULLET;
	if (type.len == 1 && strchr("AIi", type.at[0]))
		html_lose(reading->reader, HTML_LOSS_MARKS);
	return type.len == 1 && (type.at[0] | 0x20) == 'a' ? LIST_LETTER : LIST_NUMBER;
}

/* A list under construction. */
struct items {
	struct flow **end, *last;
	struct block **last_block; /* the end of the blocks of the last item; NULL: not looked for */
	unsigned count;
};

static void add_item(struct items *items, struct flow *item)
{
	if (!item || html_is_empty(item))
		return;
	*items->end = item;
	items->end = &item->next;
	items->last = item;
	items->last_block = NULL;
	items->count++;
}

/* Adds to the last item. */
static void add_to_item(struct html_reading *reading, struct items *items, const struct flow *part)
{
	if (!part || html_is_empty(part))
		return;
	struct block **end = items->last_block ? items->last_block : &items->last->blocks;
	struct block *first = part->text ? make_block(reading->arena, BLOCK_P) : part->blocks;
	if (first && part->text) {
		first->of.p = part->text;
		first->next = part->blocks;
	}
	while (*end)
		end = &(*end)->next;
	*end = first;
	while (*end)
		end = &(*end)->next;
	items->last_block = end;
}

static void read_item(struct html_reading *reading, const xmlNode *node, struct items *items, unsigned start)
{
	struct str outer = reading->lang;
	struct html_style style = html_style_read(html_attribute(reading, node, "style"));
	long value;
	if (number_in(html_attribute(reading, node, "value"), &value) && value != (long)(start + items->count))
		html_lose(reading->reader, HTML_LOSS_ITEM_NUMBER);
	unsigned opened = html_open_formats(reading, node, HTML_BLOCK, &style);
	struct str lang = html_enter_language(reading, node, &opened);
	struct flow *item = html_read_part(reading, node->children);
	if (item)
		item->element.lang = lang;
	add_item(items, item);
	reading->lang = outer;
	while (opened--)
		flow_maker_close(reading->maker);
}

/* What is in a list but in no item: lists belong to the item before them, as browsers show them. */
static void read_stray(struct html_reading *reading, const xmlNode *node, struct items *items)
{
	xmlNode alone = *node;
	alone.next = NULL;
	struct flow *part = html_read_part(reading, &alone);
	if (!part || html_is_empty(part))
		return;
	if (items->last && node->type == XML_ELEMENT_NODE)
		add_to_item(reading, items, part);
	else
		add_item(items, part);
}

void html_read_list(struct html_reading *reading, const xmlNode *node, const struct html_style *style)
{
	struct block *list = make_block(reading->arena, BLOCK_LIST);
	long start = 1;
	if (!list)
		return;
	flow_maker_break(reading->maker);
	list->of.list.kind = kind_of(reading, node, style);
	list->element.lang = reading->declared;
	if (number_in(html_attribute(reading, node, "start"), &start) && (start < 1 || start > 1000)) {
		html_lose(reading->reader, HTML_LOSS_ITEM_NUMBER);
		start = 1;
	}
	if (html_attribute(reading, node, "reversed").at)
		html_lose(reading->reader, HTML_LOSS_REVERSED);
	list->of.list.start = list->of.list.kind == LIST_BULLET ? 0 : (unsigned)start;
	struct items items = { .end = &list->of.list.items };
	for (const xmlNode *child = node->children; child; child = child->next) {
		if (html_is(child, "li"))
			read_item(reading, child, &items, (unsigned)start);
		else
			read_stray(reading, child, &items);
	}
	flow_maker_block(reading->maker, items.count ? list : NULL);
}

/* A term of a list: its paragraph goes before what it means. */
static void read_term(struct html_reading *reading, const xmlNode *node, struct items *items)
{
	struct inline_node strong = { .kind = INLINE_STRONG };
	bool open = flow_maker_open(reading->maker, &strong);
	add_item(items, html_read_part(reading, node->children));
	if (open)
		flow_maker_close(reading->maker);
}

static void read_terms_in(struct html_reading *reading, const xmlNode *first, struct items *items, bool *after_term)
{
	for (const xmlNode *child = first; child; child = child->next) {
		if (html_is(child, "dt")) {
			read_term(reading, child, items);
			*after_term = items->last != NULL;
		} else if (html_is(child, "dd") && *after_term) {
			add_to_item(reading, items, html_read_part(reading, child->children));
		} else if (html_is(child, "div")) {
			read_terms_in(reading, child->children, items, after_term);
		} else {
			read_stray(reading, child, items);
		}
	}
}

void html_read_terms(struct html_reading *reading, const xmlNode *node)
{
	struct block *list = make_block(reading->arena, BLOCK_LIST);
	bool after_term = false;
	if (!list)
		return;
	flow_maker_break(reading->maker);
	list->element.lang = reading->declared;
	struct items items = { .end = &list->of.list.items };
	read_terms_in(reading, node->children, &items, &after_term);
	flow_maker_block(reading->maker, items.count ? list : NULL);
}

void html_read_callout(struct html_reading *reading, const xmlNode *node)
{
	static const char *const kinds[] = {
		[CALLOUT_PEARL] = "pearl",
		[CALLOUT_WARNING] = "warning",
		[CALLOUT_MNEMONIC] = "mnemonic",
		[CALLOUT_NOTE] = "note",
	};
	const xmlNode *first = node->children;
	struct block *callout = make_block(reading->arena, BLOCK_CALLOUT);
	if (!reading->reader->callouts || reading->parts > 1 || !callout) {
		html_lose(reading->reader, HTML_LOSS_CALLOUT);
		flow_maker_break(reading->maker);
		html_read_children(reading, first);
		flow_maker_break(reading->maker);
		return;
	}
	flow_maker_break(reading->maker);
	callout->element.lang = reading->declared;
	callout->of.callout.kind = CALLOUT_NOTE;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (html_has_class(node, kinds[i]))
			callout->of.callout.kind = (enum callout_kind)i;
	while (first && first->type == XML_TEXT_NODE && str_trim(str_from((const char *)first->content)).len == 0)
		first = first->next;
	if (first && html_is(first, "p") && html_has_class(first, "title")) {
		callout->of.callout.title = html_line(reading, first);
		first = first->next;
	}
	struct flow *content = html_read_part(reading, first);
	if (content && (!html_is_empty(content) || callout->of.callout.title)) {
		callout->of.callout.text = content->text;
		callout->of.callout.blocks = content->blocks;
		flow_maker_block(reading->maker, callout);
	}
}
