/* Which inline elements of lessons the elements and styles of HTML stand for. */
#include "convert/html/html_reading.h"

#include "lesson/id.h"
#include "lesson/model.h"

#include <strings.h>

/* Whether the characters may be in an address; others are escaped. */
static bool is_address_char(unsigned char c)
{
	return c > 0x20 && c != 0x7f && !strchr("\"<>\\", c);
}

static const struct value_automaton *address_automaton(void)
{
	for (const struct model_type *type = lesson_model.types; type; type = type->next)
		for (const struct model_attribute *a = type->attributes; a; a = a->next)
			if (a->type && strcmp(a->type, "web-address") == 0)
				return a->sure;
	return NULL;
}

struct attribute html_address(struct html_reading *reading, struct str address)
{
	struct buf clean;
	address = str_trim(address);
	buf_init(&clean, BUF_CAP);
	if (str_starts(address, "//"))
		buf_text(&clean, "https:");
	for (size_t i = 0; i < address.len; i++) {
		unsigned char c = (unsigned char)address.at[i];
		if (c == '\n' || c == '\r' || c == '\t')
			continue;
		if (c < 0x80 && !is_address_char(c))
			buf_format(&clean, "%%%02X", c);
		else
			buf_char(&clean, (char)c);
	}
	struct attribute attribute = { .value = STR_NONE };
	if (automaton_value(address_automaton(), buf_view(&clean)))
		attribute = make_attribute(reading->arena, buf_view(&clean));
	arena_drop(reading->arena, &clean);
	return attribute;
}

struct attribute html_own_id(struct html_reading *reading, const char *prefix, struct str own)
{
	struct html_reader *reader = reading->reader;
	struct attribute id = import_id(reader->import, prefix, own, true);
	import_report_id(reader->import, own, id, reader->item);
	return id;
}

static bool open(struct html_reading *reading, struct inline_node *model, struct str *lang)
{
	model->element.lang = *lang;
	if (!flow_maker_open(reading->maker, model))
		return false;
	*lang = STR_NONE;
	return true;
}

static bool open_kind(struct html_reading *reading, enum inline_kind kind, struct str *lang)
{
	return open(reading, &(struct inline_node){ .kind = kind }, lang);
}

/* A link of the source, or one that html_write wrote. */
static bool open_link(struct html_reading *reading, const xmlNode *node, struct str *lang)
{
	struct html_reader *reader = reading->reader;
	struct inline_node model = { .kind = INLINE_LINK };
	struct str href = html_attribute(reading, node, "href"), to = html_attribute(reading, node, "data-to");
	if (to.len && reader->targets) {
		model.of.link.to = make_attribute(reading->arena, to);
		model.of.link.labelled = html_has_class(node, "label");
		if (model.of.link.labelled && !node->children) {
			/* An open format without text would vanish. */
			struct inline_node *link = make_inline(reading->arena, INLINE_LINK);
			if (link) {
				*link = model;
				flow_maker_inline(reading->maker, link);
			}
			return false;
		}
		return open(reading, &model, lang);
	}
	if (!href.len)
		return false;
	model.of.link.href = html_address(reading, href);
	if (model.of.link.href.value.at)
		return open(reading, &model, lang);
	struct str key = reader->key_of ? reader->key_of(reader, href) : STR_NONE;
	if (key.at) {
		model.of.link.to = make_attribute(reading->arena, key);
		return open(reading, &model, lang);
	}
	if (href.at[0] == '#' || to.len)
		html_lose(reader, HTML_LOSS_INNER_LINK);
	else
		ledger_changef(&reader->import->ledger, reader->item, "links need an address that starts with https://",
			       "written as plain text", "link to '%.*s'", STR_ARG(href));
	return false;
}

static bool open_abbreviation(struct html_reading *reading, const xmlNode *node, struct str *lang)
{
	struct inline_node model = { .kind = INLINE_ABBR };
	model.of.title = make_attribute(reading->arena, html_attribute(reading, node, "title"));
	return model.of.title.value.len && open(reading, &model, lang);
}

static bool open_term(struct html_reading *reading, const xmlNode *node, struct str *lang)
{
	struct inline_node model = { .kind = INLINE_TERM };
	struct str entry = html_attribute(reading, node, "data-entry");
	if (reading->reader->targets && id_looks_valid(entry))
		model.of.entry = make_attribute(reading->arena, entry);
	return open(reading, &model, lang);
}

/* A gap that html_write, or an importer, wrote. */
static bool open_blank(struct html_reading *reading, const xmlNode *node, struct str *lang)
{
	struct inline_node model = { .kind = INLINE_BLANK };
	struct str n = html_attribute(reading, node, "data-n"), hint = html_attribute(reading, node, "data-hint");
	if (hint.len)
		model.of.blank.hint = make_attribute(reading->arena, hint);
	if (n.len == 1 || n.len == 2) {
		model.of.blank.n = make_attribute(reading->arena, n);
		for (size_t i = 0; i < n.len && ascii_is_digit(n.at[i]); i++)
			model.of.blank.number = model.of.blank.number * 10 + (unsigned)(n.at[i] - '0');
	}
	return open(reading, &model, lang);
}

/* Links to an encyclopaedia repeat their text. */
static void lose_tooltip(struct html_reading *reading, const xmlNode *node)
{
	struct str title = str_trim(html_attribute(reading, node, "title"));
	if (!title.len)
		return;
	struct str text = str_trim(html_text_of(reading, node));
	if (title.len != text.len || strncasecmp(title.at, text.at, title.len) != 0)
		html_lose_words(reading->reader, HTML_LOSS_TOOLTIP, title);
}

static void lose_attributes(struct html_reading *reading, const xmlNode *node, enum html_meaning meaning,
			    const struct html_style *style)
{
	struct html_reader *reader = reading->reader;
	bool font = meaning == HTML_FONT;
	if (style->coloured || (font && html_colour_matters(html_attribute(reading, node, "color"), false)) ||
	    html_colour_matters(html_attribute(reading, node, "bgcolor"), true))
		html_lose(reader, HTML_LOSS_COLOUR);
	if (style->sized || meaning == HTML_SIZE || (font && html_attribute(reading, node, "size").len))
		html_lose(reader, HTML_LOSS_SIZE);
	if (style->typeface || (font && html_attribute(reading, node, "face").len))
		html_lose(reader, HTML_LOSS_TYPEFACE);
	if (meaning == HTML_MARK)
		html_lose(reader, HTML_LOSS_HIGHLIGHT);
	if (meaning < HTML_PICTURE && meaning != HTML_ABBR)
		lose_tooltip(reading, node);
}

static bool has_means(enum html_switch style, bool meant)
{
	return style == HTML_ON || (meant && style != HTML_OFF);
}

bool html_is_block(enum html_meaning meaning)
{
	return meaning >= HTML_LIST || meaning == HTML_BLOCK || meaning == HTML_DETAILS || meaning == HTML_DELETED ||
	       meaning == HTML_PRE || meaning == HTML_HEADING;
}

unsigned html_open_formats(struct html_reading *reading, const xmlNode *node, enum html_meaning meaning,
			   const struct html_style *style)
{
	struct str lang = html_language(reading, node), inner = html_is_block(meaning) ? STR_NONE : lang;
	unsigned count = 0;
	lose_attributes(reading, node, meaning, style);
	if (html_has_class(node, "blank") && reading->reader->blanks) {
		reading->lang = inner.at ? inner : reading->lang;
		return open_blank(reading, node, &lang);
	}
	if (html_is_block(meaning))
		lang = STR_NONE;
	if (meaning == HTML_LINK)
		count += open_link(reading, node, &lang);
	if (meaning == HTML_ABBR)
		count += open_abbreviation(reading, node, &lang);
	if (meaning == HTML_TERM)
		count += open_term(reading, node, &lang);
	if (has_means(style->bold, meaning == HTML_STRONG) && meaning != HTML_HEADING)
		count += open_kind(reading, INLINE_STRONG, &lang);
	bool underlined = has_means(style->underline, html_is(node, "u"));
	if (underlined && meaning != HTML_LINK)
		html_lose(reading->reader, HTML_LOSS_UNDERLINE);
	if ((has_means(style->italic, meaning == HTML_EM && !html_is(node, "u")) || underlined) && meaning != HTML_LINK)
		count += open_kind(reading, INLINE_EM, &lang);
	if (has_means(style->sub, meaning == HTML_SUB) && meaning != HTML_TABLE)
		count += open_kind(reading, INLINE_SUB, &lang);
	if (has_means(style->sup, meaning == HTML_SUP))
		count += open_kind(reading, INLINE_SUP, &lang);
	if (meaning == HTML_CODE)
		count += open_kind(reading, INLINE_CODE, &lang);
	if (lang.at)
		count += open_kind(reading, INLINE_SPAN, &lang);
	reading->lang = inner.at ? inner : reading->lang;
	return count;
}
