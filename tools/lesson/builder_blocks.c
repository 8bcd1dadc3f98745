/* Inline elements and blocks. */
#include "lesson/language_tag.h"
#include "lesson/opening.h"

static enum inline_kind inline_kind_of(enum element_name name)
{
	switch (name) {
	case ELEMENT_EM: return INLINE_EM;
	case ELEMENT_STRONG: return INLINE_STRONG;
	case ELEMENT_TERM: return INLINE_TERM;
	case ELEMENT_SUB: return INLINE_SUB;
	case ELEMENT_SUP: return INLINE_SUP;
	case ELEMENT_CODE: return INLINE_CODE;
	case ELEMENT_SPAN: return INLINE_SPAN;
	case ELEMENT_ABBR: return INLINE_ABBR;
	case ELEMENT_LINK: return INLINE_LINK;
	case ELEMENT_CITE: return INLINE_CITE;
	case ELEMENT_BLANK: return INLINE_BLANK;
	case ELEMENT_MATH: return INLINE_MATH;
	default: return INLINE_TEXT;
	}
}

bool open_inline(struct opening *o)
{
	enum inline_kind kind = inline_kind_of(o->name);
	if (!o->parent->text || kind == INLINE_TEXT)
		return false;
	struct inline_node *node = builder_add_inline(o->builder, o->parent, kind);
	if (!node)
		return true;
	opening_begin(o, &node->element, node);
	o->parent->begun = true;
	o->frame->text = kind == INLINE_MATH ? NULL : &node->children;
	switch (kind) {
	case INLINE_TERM: node->of.entry = opening_attribute(o, "entry"); break;
	case INLINE_ABBR: node->of.title = opening_attribute(o, "title"); break;
	case INLINE_BLANK:
		node->of.blank.hint = opening_attribute(o, "hint");
		node->of.blank.n = opening_attribute(o, "n");
		node->of.blank.number = opening_deletion(o);
		break;
	case INLINE_MATH: node->of.math.alttext = opening_attribute(o, "alttext"); break;
	case INLINE_LINK:
		node->of.link.href = opening_attribute(o, "href");
		node->of.link.to = opening_attribute(o, "to");
		break;
	case INLINE_CITE:
		node->of.cite.source = opening_attribute(o, "source");
		node->of.cite.at = opening_attribute(o, "at");
		break;
	default: break;
	}
	return true;
}

void open_picture(const struct opening *o, struct picture *picture)
{
	picture->src = opening_attribute(o, "src");
	picture->alt = opening_attribute(o, "alt");
}

/* The picture that a figure itself names. */
static void open_own_picture(struct opening *o, struct block *figure)
{
	struct picture *own = arena_alloc(o->builder->arena, sizeof(*own));
	if (!own)
		return;
	open_picture(o, own);
	own->element = figure->element;
	if (own->src.value.at || own->alt.value.at)
		figure->of.figure.pictures = own;
}

/* Seconds of h:mm:ss or m:ss, which the schema checks. */
static unsigned seconds_of(struct str length)
{
	unsigned total = 0, part = 0;
	for (size_t i = 0; i < length.len && i < 8; i++) {
		total = length.at[i] == ':' ? (total + part) * 60 : total;
		part = length.at[i] == ':' ? 0 : part * 10 + (unsigned)(length.at[i] - '0') % 10;
	}
	return total + part;
}

static void open_recording(const struct opening *o, struct recording *recording)
{
	recording->id = opening_attribute(o, "id");
	recording->src = opening_attribute(o, "src");
	recording->length = opening_attribute(o, "length");
	recording->digest = opening_attribute(o, "digest");
	if (o->name == ELEMENT_VIDEO)
		recording->poster = opening_attribute(o, "poster");
	struct str src = recording->src.value;
	recording->linked = src.len && memmem(src.at, src.len, "://", 3);
	recording->seconds = seconds_of(recording->length.value);
}

static void open_block(struct opening *o, enum block_kind kind)
{
	struct block *block = arena_alloc(o->builder->arena, sizeof(*block));
	if (!block)
		return;
	block->kind = kind;
	*o->parent->blocks = block;
	o->parent->blocks = &block->next;
	o->parent->begun = true;
	opening_begin(o, &block->element, block);
	switch (kind) {
	case BLOCK_P: o->frame->text = &block->of.p; break;
	case BLOCK_LIST:
		block->of.list.kind = opening_is(o, "kind", "number")	? LIST_NUMBER
				      : opening_is(o, "kind", "letter") ? LIST_LETTER
									: LIST_BULLET;
		block->of.list.start = opening_number(o, "start", 1, 1000);
		break;
	case BLOCK_CALLOUT:
		block->of.callout.kind = opening_is(o, "kind", "warning")    ? CALLOUT_WARNING
					 : opening_is(o, "kind", "mnemonic") ? CALLOUT_MNEMONIC
					 : opening_is(o, "kind", "note")     ? CALLOUT_NOTE
									       : CALLOUT_PEARL;
		o->frame->text = &block->of.callout.text;
		o->frame->blocks = &block->of.callout.blocks;
		break;
	case BLOCK_FIGURE:
		block->of.figure.id = opening_attribute(o, "id");
		open_own_picture(o, block);
		break;
	case BLOCK_AUDIO:
	case BLOCK_VIDEO: open_recording(o, &block->of.recording); break;
	case BLOCK_TABLE: block->of.table.id = opening_attribute(o, "id"); break;
	}
}

static void open_in_list(struct opening *o)
{
	struct block *list = o->parent->node;
	if (o->name == ELEMENT_ITEM)
		opening_item(o, &list->of.list.items);
}

static void open_in_callout(struct opening *o)
{
	struct block *callout = o->parent->node;
	if (o->name == ELEMENT_TITLE)
		opening_part(o, &callout->of.callout.title);
}

void open_credit(struct opening *o, struct credit **place)
{
	struct credit *credit = *place ? NULL : arena_alloc(o->builder->arena, sizeof(*credit));
	if (!credit)
		return;
	*place = credit;
	opening_begin(o, &credit->element, credit);
	credit->licence = opening_attribute(o, "licence");
	credit->href = opening_attribute(o, "href");
	o->frame->text = &credit->text;
}

static void open_in_figure(struct opening *o)
{
	struct block *figure = o->parent->node;
	if (o->name == ELEMENT_TITLE) {
		opening_part(o, &figure->of.figure.title);
	} else if (o->name == ELEMENT_CAPTION) {
		opening_part(o, &figure->of.figure.caption);
	} else if (o->name == ELEMENT_PICTURE) {
		OPENING_CHAIN(o, picture, figure->of.figure.pictures);
		open_picture(o, picture);
		figure->of.figure.several = true;
	} else if (o->name == ELEMENT_CREDIT) {
		open_credit(o, &figure->of.figure.credit);
	}
}

static void open_captions(struct opening *o, struct recording *recording)
{
	OPENING_CHAIN(o, caption_file, recording->captions);
	caption_file->src = opening_attribute(o, "src");
}

static void open_in_recording(struct opening *o)
{
	struct block *block = o->parent->node;
	struct recording *recording = &block->of.recording;
	switch (o->name) {
	case ELEMENT_TITLE: opening_part(o, &recording->title); break;
	case ELEMENT_CAPTION: opening_part(o, &recording->caption); break;
	case ELEMENT_CAPTIONS:
		if (block->kind == BLOCK_VIDEO)
			open_captions(o, recording);
		break;
	case ELEMENT_TRANSCRIPT: opening_part(o, &recording->transcript); break;
	case ELEMENT_CREDIT: open_credit(o, &recording->credit); break;
	default: break;
	}
}

static void open_in_picture(struct opening *o)
{
	struct picture *picture = o->parent->node;
	if (o->name == ELEMENT_CAPTION)
		opening_part(o, &picture->caption);
}

static void open_in_table(struct opening *o)
{
	struct block *table = o->parent->node;
	if (o->name == ELEMENT_CAPTION) {
		opening_part(o, &table->of.table.caption);
	} else if (o->name == ELEMENT_ROW) {
		OPENING_CHAIN(o, row, table->of.table.rows);
	}
}

static void open_in_row(struct opening *o)
{
	struct row *parent = o->parent->node;
	if (o->name != ELEMENT_CELL && o->name != ELEMENT_HEADER)
		return;
	OPENING_CHAIN(o, cell, parent->cells);
	cell->header = o->name == ELEMENT_HEADER;
	cell->row_scope = opening_is(o, "scope", "row");
	cell->columns = opening_number(o, "columns", 1, 100);
	cell->rows = opening_number(o, "rows", 1, 100);
	o->frame->text = &cell->text;
	o->frame->blocks = &cell->blocks;
}

/* Text that begins with a paragraph has one form in the typed lesson: <item><p>A</p><p>B</p></item> is read like
 * <item>A<p>B</p></item>. A paragraph in a language of its own remains a block. */
static void open_paragraph(struct opening *o)
{
	if (!o->parent->text || o->parent->begun || !language_tag_same(o->frame->lang, o->parent->lang)) {
		open_block(o, BLOCK_P);
		return;
	}
	struct element *element = arena_alloc(o->builder->arena, sizeof(*element));
	if (!element)
		return;
	opening_begin(o, element, o->parent->node);
	o->frame->text = o->parent->text;
	o->frame->joins = true;
}

/* A first paragraph without text is not the text of its parent if another paragraph or block follows. */
static void keep_hollow(struct opening *o)
{
	struct block *block = o->parent->hollow ? arena_alloc(o->builder->arena, sizeof(*block)) : NULL;
	if (!block)
		return;
	*block = (struct block){ .kind = BLOCK_P, .element = *o->parent->hollow };
	*o->parent->blocks = block;
	o->parent->blocks = &block->next;
	o->parent->begun = true;
	o->parent->hollow = NULL;
}

bool open_as_block(struct opening *o)
{
	if (!o->parent->blocks)
		return false;
	keep_hollow(o);
	switch (o->name) {
	case ELEMENT_P: open_paragraph(o); return true;
	case ELEMENT_LIST: open_block(o, BLOCK_LIST); return true;
	case ELEMENT_CALLOUT: open_block(o, BLOCK_CALLOUT); return true;
	case ELEMENT_FIGURE: open_block(o, BLOCK_FIGURE); return true;
	case ELEMENT_AUDIO: open_block(o, BLOCK_AUDIO); return true;
	case ELEMENT_VIDEO: open_block(o, BLOCK_VIDEO); return true;
	case ELEMENT_TABLE: open_block(o, BLOCK_TABLE); return true;
	default: return false;
	}
}

void open_in_block(struct opening *o)
{
	switch (o->parent->name) {
	case ELEMENT_LIST: open_in_list(o); break;
	case ELEMENT_CALLOUT: open_in_callout(o); break;
	case ELEMENT_FIGURE: open_in_figure(o); break;
	case ELEMENT_PICTURE: open_in_picture(o); break;
	case ELEMENT_AUDIO:
	case ELEMENT_VIDEO: open_in_recording(o); break;
	case ELEMENT_TABLE: open_in_table(o); break;
	case ELEMENT_ROW: open_in_row(o); break;
	default: break;
	}
}
