#include "format/tag.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <utf8proc.h>

/* Whether the name, with its prefix, is that of the attribute. */
static bool is_name_of(const char *name, const xmlAttr *attribute)
{
	const char *prefix = attribute->ns && attribute->ns->prefix ? (const char *)attribute->ns->prefix : "";
	size_t len = strlen(prefix);
	return strncmp(name, prefix, len) == 0 && (len == 0 || name[len++] == ':') &&
	       strcmp(name + len, (const char *)attribute->name) == 0;
}

static size_t rank_of(const xmlAttr *attribute)
{
	size_t rank = 0;
	while (attribute_order[rank] && !is_name_of(attribute_order[rank], attribute))
		rank++;
	return rank;
}

/* Whether joiners affect how letters of the script join: Arabic and related scripts, those of India and South-East
 * Asia, Mongolian. */
static bool is_joining_script(uint32_t code)
{
	return (code >= 0x600 && code < 0x10a0) || (code >= 0x1780 && code < 0x18b0) ||
	       (code >= 0xa840 && code < 0xaa80) || (code >= 0xfb50 && code < 0xfe00) ||
	       (code >= 0xfe70 && code < 0xfeff) || (code >= 0x11000 && code < 0x12000);
}

/* Pictographs, variation selectors that select them, and skin tones. */
static bool is_picture(uint32_t code)
{
	return (code >= 0x2190 && code < 0x2c00) || code == 0xfe0f || (code >= 0x1f000 && code < 0x20000);
}

/* A joiner, or a tag in a flag, that affects its neighbours: Persian and emoji would be unreadable with numeric
 * references instead. */
static bool is_part_of_writing(uint32_t before, uint32_t code, uint32_t after)
{
	enum { NON_JOINER = 0x200c, JOINER = 0x200d, BLACK_FLAG = 0x1f3f4, TAGS = 0xe0020, TAGS_END = 0xe0080 };
	bool tag = code >= TAGS && code < TAGS_END;
	if (tag)
		return before == BLACK_FLAG || (before >= TAGS && before < TAGS_END);
	if (code != NON_JOINER && code != JOINER)
		return false;
	return (is_joining_script(before) && is_joining_script(after)) ||
	       (code == JOINER && is_picture(before) && is_picture(after));
}

/* Whether a character is invisible and therefore written as a number: no-break spaces, joiners, direction marks. */
static bool is_unseen(uint32_t code)
{
	if (code < 0x80)
		return code < 0x20 || code == 0x7f;
	switch (utf8proc_category((utf8proc_int32_t)code)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CC: return true;
	default: return false;
	}
}

static void escape(struct buf *out, struct str s, bool value)
{
	size_t done = 0;
	uint32_t before = 0;
	for (size_t i = 0; i < s.len;) {
		size_t start = i;
		unsigned char c = (unsigned char)s.at[i];
		uint32_t code = c < 0x80 ? (i++, c) : utf8_next(s, &i);
		const char *name = NULL;
		if (code == '&')
			name = "&amp;";
		else if (code == '<')
			name = "&lt;";
		else if (code == '"' && value)
			name = "&quot;";
		else if (code == '>' && !value && start >= 2 && memcmp(s.at + start - 2, "]]", 2) == 0)
			name = "&gt;";
		bool number = !name && is_unseen(code) && (value || !ascii_is_space((char)c) || c == '\r');
		size_t next = i;
		number = number && !is_part_of_writing(before, code, i < s.len ? utf8_next(s, &next) : 0);
		before = code;
		if (!name && !number)
			continue;
		buf_add(out, s.at + done, start - done);
		if (name)
			buf_text(out, name);
		else
			buf_format(out, "&#%u;", code);
		done = i;
	}
	buf_add(out, s.at + done, s.len - done);
}

void escape_text(struct buf *out, struct str text)
{
	escape(out, text, false);
}

/* Also escapes " and white space other than spaces. */
static void escape_value(struct buf *out, struct str value)
{
	escape(out, value, true);
}

static void add_name(struct buf *out, const xmlNs *ns, const xmlChar *name)
{
	if (ns && ns->prefix)
		buf_format(out, "%s:", (const char *)ns->prefix);
	buf_text(out, (const char *)name);
}

bool tag_value(const xmlAttr *attribute, struct arena *arena, struct str *value)
{
	xmlChar *raw = xmlNodeListGetString(attribute->doc, attribute->children, 1);
	char *copy = arena_copy(arena, raw ? (const char *)raw : "", raw ? strlen((const char *)raw) : 0);
	xmlFree(raw);
	if (!copy)
		return false;
	*value = str_from(copy);
	if (!attribute_order[rank_of(attribute)] || node_kind(attribute->parent) == NODE_FOREIGN)
		return true;
	size_t len = 0;
	for (size_t i = 0; i < value->len; i++)
		if (!ascii_is_space(copy[i]))
			copy[len++] = copy[i];
		else if (len && copy[len - 1] != ' ')
			copy[len++] = ' ';
	value->len = len && copy[len - 1] == ' ' ? len - 1 : len;
	return true;
}

/* Inserts it after those of the same and lower rank. */
static bool add_part(struct tag_part **parts, struct arena *arena, const struct buf *text, size_t rank)
{
	struct tag_part *part = arena_alloc(arena, sizeof(*part));
	if (!part || buf_failed(text))
		return false;
	while (*parts && (*parts)->rank <= rank)
		parts = &(*parts)->next;
	*part = (struct tag_part){ arena_str(arena, buf_view(text)), rank, *parts };
	*parts = part;
	return part->text.at != NULL;
}

bool tag_parts(const xmlNode *node, struct arena *arena, struct str *opening, struct tag_part **parts)
{
	struct buf scratch;
	buf_init(&scratch, BUF_CAP);
	*parts = NULL;
	buf_char(&scratch, '<');
	add_name(&scratch, node->ns, node->name);
	*opening = arena_str(arena, buf_view(&scratch));
	bool good = opening->at && !buf_failed(&scratch);
	for (const xmlNs *ns = node->nsDef; ns && good; ns = ns->next) {
		bool named = ns->prefix != NULL;
		struct str address = str_from(ns->href ? (const char *)ns->href : "");
		buf_clear(&scratch);
		buf_format(&scratch, "xmlns%s%s=\"", named ? ":" : "", named ? (const char *)ns->prefix : "");
		escape_value(&scratch, address);
		buf_char(&scratch, '"');
		good = add_part(parts, arena, &scratch, 0);
	}
	/* Attributes of a foreign element keep their order, in case it matters. */
	bool foreign = node_kind(node) == NODE_FOREIGN;
	for (const xmlAttr *attribute = node->properties; attribute && good; attribute = attribute->next) {
		struct str value;
		good = tag_value(attribute, arena, &value);
		if (!good)
			break;
		buf_clear(&scratch);
		add_name(&scratch, attribute->ns, attribute->name);
		buf_text(&scratch, "=\"");
		escape_value(&scratch, value);
		buf_char(&scratch, '"');
		good = add_part(parts, arena, &scratch, 1 + (foreign ? 0 : rank_of(attribute)));
	}
	buf_release(&scratch);
	return good;
}

bool tag_open(const xmlNode *node, struct arena *arena, struct buf *out)
{
	struct str opening;
	struct tag_part *parts;
	if (!tag_parts(node, arena, &opening, &parts))
		return false;
	buf_str(out, opening);
	for (; parts; parts = parts->next) {
		buf_char(out, ' ');
		buf_str(out, parts->text);
	}
	return true;
}

void tag_close(const xmlNode *node, struct buf *out)
{
	buf_text(out, "</");
	add_name(out, node->ns, node->name);
	buf_char(out, '>');
}

void tag_comment_or_instruction(const xmlNode *node, struct buf *out)
{
	if (node->type == XML_COMMENT_NODE) {
		buf_text(out, "<!--");
		buf_str(out, node_content(node));
		buf_text(out, "-->");
		return;
	}
	struct str content = node_content(node);
	buf_format(out, "<?%s%s", (const char *)node->name, content.len ? " " : "");
	buf_str(out, content);
	buf_text(out, "?>");
}

bool tag_verbatim(const xmlNode *node, struct arena *arena, struct buf *out)
{
	if (node->type == XML_COMMENT_NODE || node->type == XML_PI_NODE) {
		tag_comment_or_instruction(node, out);
		return true;
	}
	if (node->type != XML_ELEMENT_NODE) {
		escape_text(out, node_content(node));
		return true;
	}
	if (!tag_open(node, arena, out))
		return false;
	bool empty = node_is_empty(node);
	buf_text(out, empty ? "/>" : ">");
	for (const xmlNode *child = node->children; child; child = child->next)
		if (!tag_verbatim(child, arena, out))
			return false;
	if (!empty)
		tag_close(node, out);
	return true;
}
