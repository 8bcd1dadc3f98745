/* Blocks as HTML. */
#include "convert/html/html_writing.h"

/* Whether there is nothing but the space between blocks. */
static bool is_space(const struct inline_node *text)
{
	while (text && text->kind == INLINE_TEXT && str_trim(text->text).len == 0)
		text = text->next;
	return !text;
}

static void write_lines(struct html_writer *w, const struct inline_node *text, const struct block *blocks)
{
	if (!blocks) {
		html_write_inline(w, text);
		return;
	}
	if (!is_space(text)) {
		buf_text(w->out, "<p>");
		html_write_inline(w, text);
		buf_text(w->out, "</p>");
	}
	html_write_blocks(w, blocks);
}

/* An element with a class that contains a flow; nothing if that is NULL. */
static void write_part(struct html_writer *w, const char *name, const char *class_name, const struct flow *flow)
{
	if (!flow)
		return;
	struct str outer = html_start(w, name, &flow->element);
	if (class_name)
		html_put(w, "class", str_from(class_name));
	html_content(w);
	write_lines(w, flow->text, flow->blocks);
	html_end(w, name, outer);
}

void html_write_flow(struct html_writer *w, const struct flow *flow)
{
	struct str outer = w->lang;
	w->lang = w->lang.at ? w->lang : flow->element.lang;
	if (flow->element.lang.at && !str_equal(flow->element.lang, w->lang))
		write_part(w, flow->blocks ? "div" : "span", NULL, flow);
	else
		write_lines(w, flow->text, flow->blocks);
	w->lang = outer;
}

static void write_list(struct html_writer *w, const struct block *block)
{
	const char *name = block->of.list.kind == LIST_BULLET ? "ul" : "ol";
	struct str outer = html_start(w, name, &block->element);
	if (block->of.list.kind == LIST_LETTER)
		html_put(w, "type", STR("a"));
	if (block->of.list.kind != LIST_BULLET && block->of.list.start > 1)
		html_put_number(w, "start", block->of.list.start);
	html_content(w);
	for (const struct flow *item = block->of.list.items; item; item = item->next)
		write_part(w, "li", NULL, item);
	html_end(w, name, outer);
}

static void write_callout(struct html_writer *w, const struct block *block)
{
	static const char *const kinds[] = {
		[CALLOUT_PEARL] = "callout pearl",
		[CALLOUT_WARNING] = "callout warning",
		[CALLOUT_MNEMONIC] = "callout mnemonic",
		[CALLOUT_NOTE] = "callout note",
	};
	struct str outer = html_start(w, "div", &block->element);
	html_put(w, "class", str_from(kinds[block->of.callout.kind]));
	html_content(w);
	write_part(w, "p", "title", block->of.callout.title);
	if (!is_space(block->of.callout.text)) {
		buf_text(w->out, "<p>");
		html_write_inline(w, block->of.callout.text);
		buf_text(w->out, "</p>");
	}
	html_write_blocks(w, block->of.callout.blocks);
	html_end(w, "div", outer);
}

static void write_credit(struct html_writer *w, const struct credit *credit)
{
	if (!credit)
		return;
	struct str outer = html_start(w, "p", &credit->element);
	const char *name = credit->href.value.at ? "a" : "span";
	html_put(w, "class", STR("credit"));
	html_content(w);
	html_write_inline(w, credit->text);
	buf_char(w->out, ' ');
	struct str in_credit = html_start(w, name, NULL);
	html_put(w, "class", STR("licence"));
	html_put(w, "href", credit->href.value);
	html_content(w);
	html_escape(w->out, credit->licence.value);
	html_end(w, name, in_credit);
	html_end(w, "p", outer);
}

static void write_caption(struct html_writer *w, const struct flow *title, const struct flow *caption,
			  const struct credit *credit)
{
	if (!title && !caption && !credit)
		return;
	struct str outer = html_start(w, "figcaption", NULL);
	html_content(w);
	write_part(w, "p", "title", title);
	write_part(w, "p", "caption", caption);
	write_credit(w, credit);
	html_end(w, "figcaption", outer);
}

static void write_picture(struct html_writer *w, const struct picture *picture)
{
	struct str outer = html_start(w, "img", &picture->element);
	html_put_file(w, "src", picture->src.value);
	html_put(w, "alt", picture->alt.value.at ? picture->alt.value : STR(""));
	html_void(w, outer);
}

static void write_figure(struct html_writer *w, const struct block *block)
{
	const struct figure *figure = &block->of.figure;
	struct str outer = html_start(w, "figure", &block->element);
	html_put(w, "id", figure->id.value);
	if (figure->several)
		html_put(w, "class", STR("several"));
	html_content(w);
	for (const struct picture *picture = figure->pictures; picture; picture = picture->next) {
		if (!picture->caption) {
			write_picture(w, picture);
			continue;
		}
		struct str in_figure = html_start(w, "figure", &picture->element);
		html_content(w);
		write_picture(w, picture);
		write_caption(w, NULL, picture->caption, NULL);
		html_end(w, "figure", in_figure);
	}
	write_caption(w, figure->title, figure->caption, figure->credit);
	html_end(w, "figure", outer);
}

static void write_player(struct html_writer *w, const struct block *block, struct str id)
{
	const struct recording *recording = &block->of.recording;
	const char *name = block->kind == BLOCK_AUDIO ? "audio" : "video";
	struct str outer = html_start(w, name, &block->element);
	html_put(w, "id", id);
	html_put_flag(w, "controls");
	if (recording->linked)
		html_put(w, "src", recording->src.value);
	else
		html_put_file(w, "src", recording->src.value);
	html_put(w, "data-length", recording->length.value);
	html_put(w, "data-digest", recording->digest.value);
	html_put_file(w, "poster", recording->poster.value);
	html_content(w);
	for (const struct caption_file *file = recording->captions; file; file = file->next) {
		struct str in_video = html_start(w, "track", NULL);
		html_put(w, "kind", STR("captions"));
		html_put_file(w, "src", file->src.value);
		html_put(w, "srclang", file->element.lang);
		html_void(w, in_video);
	}
	html_end(w, name, outer);
}

static void write_recording(struct html_writer *w, const struct block *block)
{
	const struct recording *recording = &block->of.recording;
	if (!recording->title && !recording->caption && !recording->credit && !recording->transcript) {
		write_player(w, block, recording->id.value);
		return;
	}
	struct str outer = html_start(w, "figure", &block->element);
	html_put(w, "id", recording->id.value);
	html_content(w);
	write_player(w, block, STR_NONE);
	write_caption(w, recording->title, recording->caption, recording->credit);
	if (recording->transcript) {
		struct str in_figure = html_start(w, "details", &recording->transcript->element);
		html_put(w, "class", STR("transcript"));
		html_content(w);
		buf_text(w->out, "<summary>Transcript</summary>");
		html_write_flow(w, recording->transcript);
		html_end(w, "details", in_figure);
	}
	html_end(w, "figure", outer);
}

static void write_cell(struct html_writer *w, const struct cell *cell)
{
	const char *name = cell->header ? "th" : "td";
	struct str outer = html_start(w, name, &cell->element);
	if (cell->header)
		html_put(w, "scope", cell->row_scope ? STR("row") : STR("col"));
	if (cell->columns > 1)
		html_put_number(w, "colspan", cell->columns);
	if (cell->rows > 1)
		html_put_number(w, "rowspan", cell->rows);
	html_content(w);
	write_lines(w, cell->text, cell->blocks);
	html_end(w, name, outer);
}

static bool all_headers(const struct row *row)
{
	for (const struct cell *cell = row->cells; cell; cell = cell->next)
		if (!cell->header || cell->row_scope || cell->rows > 1)
			return false;
	return true;
}

static void write_table(struct html_writer *w, const struct block *block)
{
	struct str outer = html_start(w, "table", &block->element);
	const char *part = NULL;
	html_put(w, "id", block->of.table.id.value);
	html_content(w);
	write_part(w, "caption", NULL, block->of.table.caption);
	for (const struct row *row = block->of.table.rows; row; row = row->next) {
		const char *now =
			(!part || strcmp(part, "thead") == 0) && row->next && all_headers(row) ? "thead" : "tbody";
		if (part && strcmp(part, now) != 0)
			buf_format(w->out, "</%s>", part);
		if (!part || strcmp(part, now) != 0)
			buf_format(w->out, "<%s>", now);
		part = now;
		struct str in_table = html_start(w, "tr", &row->element);
		html_content(w);
		for (const struct cell *cell = row->cells; cell; cell = cell->next)
			write_cell(w, cell);
		html_end(w, "tr", in_table);
	}
	if (part)
		buf_format(w->out, "</%s>", part);
	html_end(w, "table", outer);
}

void html_write_blocks(struct html_writer *w, const struct block *block)
{
	for (; block; block = block->next) {
		switch (block->kind) {
		case BLOCK_P: {
			struct str outer = html_start(w, "p", &block->element);
			html_content(w);
			html_write_inline(w, block->of.p);
			html_end(w, "p", outer);
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
