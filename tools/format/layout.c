#include "format/layout.h"

#include "base/utf8.h"
#include "format/format.h"
#include "format/node_kind.h"
#include "format/run.h"
#include "format/tag.h"

struct layout {
	struct buf *out;
	struct arena *arena; /* for the current tag */
	struct text_line_run run;
	struct buf markup;
	struct str lang; /* of the current text */
	bool failed;
};

static void indent(struct layout *layout, size_t level)
{
	buf_repeat(layout->out, ' ', level * FORMAT_INDENT);
}

static size_t column(const struct layout *layout)
{
	struct str out = buf_view(layout->out);
	const char *line = memrchr(out.at, '\n', out.len);
	size_t start = line ? (size_t)(line - out.at) + 1 : 0;
	return utf8_count((struct str){ out.at + start, out.len - start });
}

/* Writes a start tag without its >. Attributes that do not fit are aligned below the first. */
static void open_tag(struct layout *layout, const xmlNode *node)
{
	struct str opening;
	struct tag_part *parts;
	arena_clear(layout->arena);
	if (!tag_parts(node, layout->arena, &opening, &parts)) {
		layout->failed = true;
		return;
	}
	buf_str(layout->out, opening);
	size_t at = column(layout), first = at + 1;
	for (const struct tag_part *part = parts; part; part = part->next) {
		size_t width = utf8_count(part->text);
		if (part != parts && at + 1 + width + 1 > FORMAT_COLUMNS) {
			buf_char(layout->out, '\n');
			buf_repeat(layout->out, ' ', first);
			at = first;
		} else {
			buf_char(layout->out, ' ');
			at++;
		}
		buf_str(layout->out, part->text);
		at += width;
	}
}

static void add_markup(struct layout *layout, bool good)
{
	layout->failed = layout->failed || !good || buf_failed(&layout->markup);
	run_markup(&layout->run, buf_view(&layout->markup));
	buf_clear(&layout->markup);
}

static void gather(struct layout *layout, const xmlNode *node, bool unbroken)
{
	switch (node_kind(node)) {
	case NODE_TEXT:
		if (unbroken)
			run_unbroken(&layout->run, node_content(node));
		else
			run_text(&layout->run, node_content(node));
		return;
	case NODE_COMMENT:
	case NODE_INSTRUCTION:
		tag_comment_or_instruction(node, &layout->markup);
		add_markup(layout, true);
		return;
	case NODE_INLINE: break;
	default:
		arena_clear(layout->arena);
		add_markup(layout, tag_verbatim(node, layout->arena, &layout->markup));
		return;
	}
	arena_clear(layout->arena);
	bool good = tag_open(node, layout->arena, &layout->markup);
	bool empty = node_is_empty(node);
	buf_text(&layout->markup, empty ? "/>" : ">");
	add_markup(layout, good);
	for (const xmlNode *child = node->children; child; child = child->next)
		gather(layout, child, unbroken || node_is(node, "code"));
	if (empty)
		return;
	tag_close(node, &layout->markup);
	add_markup(layout, true);
}

static void write_run(struct layout *layout, size_t level)
{
	layout->failed = layout->failed || run_failed(&layout->run);
	run_write(&layout->run, layout->lang, layout->out, column(layout), level * FORMAT_INDENT);
	run_clear(&layout->run);
}

static void lay_out(struct layout *layout, const xmlNode *node, size_t level);

/* Writes the collected run: after the start tag, or on its own line below. */
static void write_part(struct layout *layout, bool after_tag, size_t level)
{
	if (run_is_empty(&layout->run))
		return;
	if (!after_tag) {
		buf_char(layout->out, '\n');
		indent(layout, level);
	}
	write_run(layout, level);
}

/* The xml:lang of the element or its nearest ancestor that has one. */
static struct str language_of(const xmlNode *node)
{
	for (; node && node->type == XML_ELEMENT_NODE; node = node->parent)
		for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
			if (attribute->ns && xmlStrEqual(attribute->name, BAD_CAST "lang") &&
			    xmlStrEqual(attribute->ns->href, XML_XML_NAMESPACE) && attribute->children)
				return node_content(attribute->children);
	return STR_NONE;
}

/* Writes text, and blocks within it. */
static void lay_out_mixed(struct layout *layout, const xmlNode *node, size_t level)
{
	bool blocks = false, empty = true;
	layout->lang = language_of(node);
	open_tag(layout, node);
	for (const xmlNode *child = node->children; child && empty; child = child->next)
		empty = node_kind(child) == NODE_TEXT && str_trim(node_content(child)).len == 0;
	if (empty) {
		buf_text(layout->out, "/>\n");
		return;
	}
	buf_char(layout->out, '>');
	run_clear(&layout->run);
	for (const xmlNode *child = node->children; child; child = child->next) {
		if (!node_is_block(child)) {
			gather(layout, child, false);
			continue;
		}
		write_part(layout, !blocks, level + 1);
		run_clear(&layout->run);
		buf_char(layout->out, '\n');
		lay_out(layout, child, level + 1);
		layout->lang = language_of(node);
		/* The next part writes the line end. */
		buf_cut(layout->out, layout->out->len ? layout->out->len - 1 : 0);
		blocks = true;
	}
	run_trim(&layout->run);
	if (blocks) {
		write_part(layout, false, level + 1);
		buf_char(layout->out, '\n');
		indent(layout, level);
		tag_close(node, layout->out);
	} else {
		tag_close(node, &layout->markup);
		add_markup(layout, true);
		write_part(layout, true, level + 1);
	}
	buf_char(layout->out, '\n');
}

static size_t count_lines(struct str space)
{
	size_t count = 0;
	for (size_t i = 0; i < space.len; i++)
		count += space.at[i] == '\n';
	return count;
}

/* Writes elements, each on its own line; a comment stays after what it follows. */
static void lay_out_structure(struct layout *layout, const xmlNode *node, size_t level)
{
	size_t lines = 0;
	bool first = true;
	open_tag(layout, node);
	for (const xmlNode *child = node->children; child; child = child->next) {
		enum node_kind kind = node_kind(child);
		bool is_comment = kind == NODE_COMMENT || kind == NODE_INSTRUCTION;
		if (kind == NODE_TEXT) {
			lines += count_lines(node_content(child));
			continue;
		}
		if (first)
			buf_text(layout->out, ">\n");
		else if (lines > 1)
			buf_char(layout->out, '\n');
		if (is_comment && !first && lines == 0) {
			buf_cut(layout->out, layout->out->len ? layout->out->len - 1 : 0);
			buf_char(layout->out, ' ');
		} else {
			indent(layout, level + 1);
		}
		lay_out(layout, child, level + 1);
		first = false;
		lines = 0;
	}
	if (first) {
		buf_text(layout->out, "/>\n");
		return;
	}
	indent(layout, level);
	tag_close(node, layout->out);
	buf_char(layout->out, '\n');
}

/* Writes a node and a line end; a block in mixed content is not indented yet. */
static void lay_out(struct layout *layout, const xmlNode *node, size_t level)
{
	enum node_kind kind = node_kind(node);
	if (kind == NODE_COMMENT || kind == NODE_INSTRUCTION) {
		tag_comment_or_instruction(node, layout->out);
		buf_char(layout->out, '\n');
		return;
	}
	if (column(layout) == 0)
		indent(layout, level);
	if (node_is_mixed(node))
		lay_out_mixed(layout, node, level);
	else
		lay_out_structure(layout, node, level);
}

bool layout_document(const xmlDoc *document, struct arena *arena, struct buf *out)
{
	struct layout layout = { .out = out, .arena = arena };
	run_init(&layout.run);
	buf_init(&layout.markup, BUF_CAP);
	buf_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	for (const xmlNode *node = document->children; node; node = node->next)
		lay_out(&layout, node, 0);
	bool good = !layout.failed && !buf_failed(out) && !buf_failed(&layout.markup);
	run_release(&layout.run);
	buf_release(&layout.markup);
	return good;
}
