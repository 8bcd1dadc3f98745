/* Elements, inline text and blocks. */
#include "lesson/writer_parts.h"

#include "lesson/names.h"

static void escape(struct buf *out, struct str s, bool value)
{
	size_t done = 0;
	for (size_t i = 0; i < s.len; i++) {
		const char *name = s.at[i] == '&'	      ? "&amp;"
				   : s.at[i] == '<'	      ? "&lt;"
				   : s.at[i] == '>'	      ? "&gt;"
				   : value && s.at[i] == '"'  ? "&quot;"
				   : s.at[i] == '\r'	      ? "&#13;"
				   : value && s.at[i] == '\n' ? "&#10;"
				   : value && s.at[i] == '\t' ? "&#9;"
							      : NULL;
		if (!name)
			continue;
		buf_add(out, s.at + done, i - done);
		buf_text(out, name);
		done = i + 1;
	}
	buf_add(out, s.at + done, s.len - done);
}

struct str write_start(struct lesson_writer *w, const char *name, const struct element *element)
{
	struct str outer = w->lang;
	buf_format(w->out, "<%s", name);
	if (element->lang.at && !str_equal(element->lang, w->lang)) {
		w->lang = element->lang;
		write_attribute(w, "xml:lang", &(struct attribute){ .value = w->lang });
	}
	return outer;
}

void write_attribute(struct lesson_writer *w, const char *name, const struct attribute *attribute)
{
	if (!attribute->value.at)
		return;
	buf_format(w->out, " %s=\"", name);
	escape(w->out, attribute->value, true);
	buf_char(w->out, '"');
}

void write_value(struct lesson_writer *w, const char *name, const char *value)
{
	buf_format(w->out, " %s=\"%s\"", name, value);
}

void write_number(struct lesson_writer *w, const char *name, unsigned number)
{
	buf_format(w->out, " %s=\"%u\"", name, number);
}

void write_access(struct lesson_writer *w, enum access access)
{
	if (access != ACCESS_INHERITED)
		write_value(w, "access", access == ACCESS_MEMBER ? "member" : "free");
}

void write_content(struct lesson_writer *w)
{
	buf_char(w->out, '>');
}

void write_end(struct lesson_writer *w, const char *name, struct str outer)
{
	buf_format(w->out, "</%s>", name);
	w->lang = outer;
}

void write_text(struct lesson_writer *w, struct str text)
{
	escape(w->out, text, false);
}

static void write_math_nodes(struct lesson_writer *w, const struct math_node *node)
{
	for (; node; node = node->next) {
		if (!node->name) {
			write_text(w, node->text);
			continue;
		}
		buf_format(w->out, "<%s", node->name);
		for (const struct math_attribute *a = node->attributes; a; a = a->next)
			write_attribute(w, a->name, &(struct attribute){ .value = a->value });
		write_content(w);
		write_math_nodes(w, node->children);
		buf_format(w->out, "</%s>", node->name);
	}
}

static void write_math(struct lesson_writer *w, const struct inline_node *node)
{
	struct str outer = write_start(w, "math", &node->element);
	write_value(w, "xmlns", MATH_NAMESPACE);
	const struct math_node *formula = node->of.math.formula;
	for (const struct math_attribute *a = formula ? formula->attributes : NULL; a; a = a->next)
		write_attribute(w, a->name, &(struct attribute){ .value = a->value });
	write_attribute(w, "alttext", &node->of.math.alttext);
	write_content(w);
	write_math_nodes(w, formula ? formula->children : NULL);
	write_end(w, "math", outer);
}

static const char *const inline_names[] = {
	[INLINE_EM] = "em",	[INLINE_STRONG] = "strong", [INLINE_TERM] = "term",   [INLINE_SUB] = "sub",
	[INLINE_SUP] = "sup",	[INLINE_CODE] = "code",	    [INLINE_SPAN] = "span",   [INLINE_ABBR] = "abbr",
	[INLINE_LINK] = "link", [INLINE_CITE] = "cite",	    [INLINE_BLANK] = "blank",
};

void write_inline(struct lesson_writer *w, const struct inline_node *node)
{
	for (; node; node = node->next) {
		if (node->kind == INLINE_TEXT) {
			write_text(w, node->text);
			continue;
		}
		if (node->kind == INLINE_MATH) {
			write_math(w, node);
			continue;
		}
		const char *name = inline_names[node->kind];
		struct str outer = write_start(w, name, &node->element);
		switch (node->kind) {
		case INLINE_TERM: write_attribute(w, "entry", &node->of.entry); break;
		case INLINE_ABBR: write_attribute(w, "title", &node->of.title); break;
		case INLINE_LINK:
			write_attribute(w, "href", &node->of.link.href);
			write_attribute(w, "to", &node->of.link.to);
			break;
		case INLINE_CITE:
			write_attribute(w, "source", &node->of.cite.source);
			write_attribute(w, "at", &node->of.cite.at);
			break;
		case INLINE_BLANK:
			if (node->of.blank.number)
				write_number(w, "n", node->of.blank.number);
			write_attribute(w, "hint", &node->of.blank.hint);
			break;
		default: break;
		}
		write_content(w);
		if (node->kind != INLINE_LINK || !node->of.link.labelled)
			write_inline(w, node->children);
		write_end(w, name, outer);
	}
}

static void write_paragraph(struct lesson_writer *w, const struct inline_node *text)
{
	buf_text(w->out, "<p>");
	write_inline(w, text);
	buf_text(w->out, "</p>");
}

/* The text is a paragraph if there are others, or a title. */
static void write_content_of(struct lesson_writer *w, const struct inline_node *text, const struct block *blocks,
			     bool titled)
{
	bool several = titled && text;
	for (const struct block *block = blocks; block && text; block = block->next)
		several = several || block->kind == BLOCK_P;
	if (several)
		write_paragraph(w, text);
	else
		write_inline(w, text);
	write_blocks(w, blocks);
}

void write_flow(struct lesson_writer *w, const char *name, const struct flow *flow)
{
	if (!flow)
		return;
	struct str outer = write_start(w, name, &flow->element);
	write_content(w);
	write_content_of(w, flow->text, flow->blocks, false);
	write_end(w, name, outer);
}

void write_flows(struct lesson_writer *w, const char *name, const struct flow *flow)
{
	for (; flow; flow = flow->next)
		write_flow(w, name, flow);
}

void write_credit(struct lesson_writer *w, const struct credit *credit)
{
	if (!credit)
		return;
	struct str outer = write_start(w, "credit", &credit->element);
	write_attribute(w, "licence", &credit->licence);
	write_attribute(w, "href", &credit->href);
	write_content(w);
	write_inline(w, credit->text);
	write_end(w, "credit", outer);
}

static void write_list(struct lesson_writer *w, const struct block *block)
{
	struct str outer = write_start(w, "list", &block->element);
	if (block->of.list.kind != LIST_BULLET) {
		write_value(w, "kind", block->of.list.kind == LIST_NUMBER ? "number" : "letter");
		if (block->of.list.start > 1)
			write_number(w, "start", block->of.list.start);
	}
	write_content(w);
	write_flows(w, "item", block->of.list.items);
	write_end(w, "list", outer);
}

static void write_callout(struct lesson_writer *w, const struct block *block)
{
	static const char *const kinds[] = {
		[CALLOUT_PEARL] = "pearl",
		[CALLOUT_WARNING] = "warning",
		[CALLOUT_MNEMONIC] = "mnemonic",
		[CALLOUT_NOTE] = "note",
	};
	struct str outer = write_start(w, "callout", &block->element);
	write_value(w, "kind", kinds[block->of.callout.kind]);
	write_content(w);
	write_flow(w, "title", block->of.callout.title);
	write_content_of(w, block->of.callout.text, block->of.callout.blocks, block->of.callout.title != NULL);
	write_end(w, "callout", outer);
}

static void write_figure(struct lesson_writer *w, const struct block *block)
{
	const struct figure *figure = &block->of.figure;
	struct str outer = write_start(w, "figure", &block->element);
	write_attribute(w, "id", &figure->id);
	if (!figure->several && figure->pictures) {
		write_attribute(w, "src", &figure->pictures->src);
		write_attribute(w, "alt", &figure->pictures->alt);
	}
	write_content(w);
	write_flow(w, "title", figure->title);
	for (const struct picture *p = figure->several ? figure->pictures : NULL; p; p = p->next) {
		struct str in_figure = write_start(w, "picture", &p->element);
		write_attribute(w, "src", &p->src);
		write_attribute(w, "alt", &p->alt);
		write_content(w);
		write_flow(w, "caption", p->caption);
		write_end(w, "picture", in_figure);
	}
	write_flow(w, "caption", figure->caption);
	write_credit(w, figure->credit);
	write_end(w, "figure", outer);
}

static void write_recording(struct lesson_writer *w, const struct block *block)
{
	const struct recording *recording = &block->of.recording;
	const char *name = block->kind == BLOCK_AUDIO ? "audio" : "video";
	struct str outer = write_start(w, name, &block->element);
	write_attribute(w, "id", &recording->id);
	write_attribute(w, "src", &recording->src);
	write_attribute(w, "length", &recording->length);
	write_attribute(w, "digest", &recording->digest);
	write_attribute(w, "poster", &recording->poster);
	write_content(w);
	write_flow(w, "title", recording->title);
	write_flow(w, "caption", recording->caption);
	for (const struct caption_file *file = recording->captions; file; file = file->next) {
		struct str in_video = write_start(w, "captions", &file->element);
		write_attribute(w, "src", &file->src);
		write_content(w);
		write_end(w, "captions", in_video);
	}
	write_flow(w, "transcript", recording->transcript);
	write_credit(w, recording->credit);
	write_end(w, name, outer);
}

static void write_table(struct lesson_writer *w, const struct block *block)
{
	struct str outer = write_start(w, "table", &block->element);
	write_attribute(w, "id", &block->of.table.id);
	write_content(w);
	write_flow(w, "caption", block->of.table.caption);
	for (const struct row *row = block->of.table.rows; row; row = row->next) {
		struct str in_table = write_start(w, "row", &row->element);
		write_content(w);
		for (const struct cell *cell = row->cells; cell; cell = cell->next) {
			const char *name = cell->header ? "header" : "cell";
			struct str in_row = write_start(w, name, &cell->element);
			if (cell->header && cell->row_scope)
				write_value(w, "scope", "row");
			if (cell->columns > 1)
				write_number(w, "columns", cell->columns);
			if (cell->rows > 1)
				write_number(w, "rows", cell->rows);
			write_content(w);
			write_content_of(w, cell->text, cell->blocks, false);
			write_end(w, name, in_row);
		}
		write_end(w, "row", in_table);
	}
	write_end(w, "table", outer);
}

void write_blocks(struct lesson_writer *w, const struct block *block)
{
	for (; block; block = block->next) {
		switch (block->kind) {
		case BLOCK_P: {
			struct str outer = write_start(w, "p", &block->element);
			write_content(w);
			write_inline(w, block->of.p);
			write_end(w, "p", outer);
			break;
		}
		case BLOCK_LIST: write_list(w, block); break;
		case BLOCK_CALLOUT: write_callout(w, block); break;
		case BLOCK_FIGURE: write_figure(w, block); break;
		case BLOCK_AUDIO:
		case BLOCK_VIDEO: write_recording(w, block); break;
		case BLOCK_TABLE: write_table(w, block); break;
		}
	}
}
