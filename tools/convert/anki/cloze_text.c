#include "convert/anki/cloze_text.h"

#include "base/utf8.h"
#include "convert/anki/markup.h"
#include "lesson/deletion.h"

enum { MARK_SIZE = 3, PATH_MAX_DEPTH = 64 };

/* The formats around a piece of text, from outside in; and those that are open where it goes. */
struct format_path {
	const struct inline_node *at[PATH_MAX_DEPTH];
	size_t depth;
};

struct gap_writer {
	struct cloze_text *made;
	struct format_path source, open;
	struct inline_node **ends[PATH_MAX_DEPTH + 1]; /* where content goes, for each open format and outside them */
	struct inline_node **outside;		       /* where text after the gap goes */
	struct inline_node *gap;		       /* or NULL */
	size_t deletion;			       /* of the gap */
	struct block_chain blocks;
	bool begun;
	bool separate; /* the next text begins a paragraph */
	char last;     /* the last byte of the text */
};

static void add_node(struct gap_writer *w, struct inline_node *node)
{
	struct inline_node ***end = &w->ends[w->open.depth];
	if (!node)
		return;
	**end = node;
	*end = &node->next;
	w->begun = true;
}

/* Opens and closes formats until those of the source are open. */
static void sync(struct gap_writer *w)
{
	size_t same = 0;
	while (same < w->open.depth && same < w->source.depth && w->open.at[same] == w->source.at[same])
		same++;
	w->open.depth = same;
	for (; same < w->source.depth; same++) {
		struct inline_node *node = make_inline(w->made->arena, w->source.at[same]->kind);
		if (!node)
			return;
		*node = *w->source.at[same];
		node->children = node->next = NULL;
		**(w->ends + same) = node;
		w->ends[same] = &node->next;
		w->ends[same + 1] = &node->children;
		w->open.at[same] = w->source.at[same];
		w->open.depth = same + 1;
	}
}

/* Writes what stands between what were lines. */
static void put_separator(struct gap_writer *w)
{
	if (w->separate && w->begun) {
		size_t depth = w->source.depth;
		w->source.depth = 0;
		sync(w);
		add_node(w, make_text(w->made->arena, strchr(".:;,!? ", w->last) ? STR(" ") : STR("; ")));
		w->source.depth = depth;
		w->made->joined = true;
	}
	w->separate = false;
}

static void put_text(struct gap_writer *w, struct str text)
{
	if (!text.len)
		return;
	put_separator(w);
	sync(w);
	add_node(w, make_text(w->made->arena, text));
	w->last = text.at[text.len - 1];
}

/* The hint of a deletion as plain text. */
static struct attribute hint_of(struct gap_writer *w, size_t deletion)
{
	struct str html = w->made->cloze->deletions[deletion].hint;
	struct attribute hint = { .value = STR_NONE };
	if (!html.len || !w->made->plain)
		return hint;
	struct str plain = w->made->plain(w->made->context, html);
	if (str_trim(plain).len)
		hint = make_attribute(w->made->arena, plain);
	return hint;
}

static void open_gap(struct gap_writer *w, size_t deletion)
{
	struct cloze_text *made = w->made;
	unsigned number = deletion < made->cloze->count ? anki_cloze_number_in(made->cloze, deletion, made->group) : 0;
	if (w->gap || !number)
		return;
	put_separator(w);
	struct inline_node *gap = make_inline(made->arena, INLINE_BLANK);
	if (!gap)
		return;
	if (!made->unnumbered) {
		char digits[8];
		number = (number - 1) % DELETION_MAX + 1;
		size_t len = 0;
		if (number >= 10)
			digits[len++] = (char)('0' + number / 10);
		digits[len++] = (char)('0' + number % 10);
		gap->of.blank.number = number;
		gap->of.blank.n = make_attribute(made->arena, (struct str){ digits, len });
	}
	gap->of.blank.hint = hint_of(w, deletion);
	w->open.depth = 0;
	add_node(w, gap);
	w->gap = gap;
	w->deletion = deletion;
	w->outside = w->ends[0];
	w->ends[0] = &gap->children;
}

static void close_gap(struct gap_writer *w)
{
	struct cloze_text *made = w->made;
	if (!w->gap)
		return;
	w->open.depth = 0;
	w->ends[0] = w->outside;
	if (inline_is_blank(w->gap->children)) {
		made->empty[w->deletion] = true;
		w->gap->kind = INLINE_TEXT;
		w->gap->text = STR(" ");
		w->gap->children = NULL;
	} else {
		made->gaps++;
	}
	w->gap = NULL;
}

/* Text with marks of gaps. */
static void take_text(struct gap_writer *w, struct str text)
{
	size_t done = 0;
	for (size_t i = 0; i + MARK_SIZE <= text.len;) {
		bool opens = memcmp(text.at + i, CLOZE_OPEN, MARK_SIZE) == 0;
		if (!opens && memcmp(text.at + i, CLOZE_CLOSE, MARK_SIZE) != 0) {
			i++;
			continue;
		}
		put_text(w, (struct str){ text.at + done, i - done });
		i += MARK_SIZE;
		size_t deletion = 0;
		while (opens && i < text.len && ascii_is_digit(text.at[i]) && deletion < CLOZE_DELETIONS_MAX)
			deletion = deletion * 10 + (size_t)(text.at[i++] - '0');
		if (opens && i + MARK_SIZE <= text.len && memcmp(text.at + i, CLOZE_MARK, MARK_SIZE) == 0)
			i += MARK_SIZE;
		if (opens)
			open_gap(w, deletion);
		else
			close_gap(w);
		done = i;
	}
	put_text(w, (struct str){ text.at + done, text.len - done });
}

static bool is_leaf(const struct inline_node *node)
{
	return node->kind == INLINE_MATH || node->kind == INLINE_CITE || !node->children;
}

static void take_inline(struct gap_writer *w, const struct inline_node *node)
{
	for (; node; node = node->next) {
		if (node->kind == INLINE_TEXT) {
			take_text(w, node->text);
		} else if (is_leaf(node)) {
			struct inline_node *copy = make_inline(w->made->arena, node->kind);
			if (copy)
				*copy = *node;
			if (copy)
				copy->next = NULL;
			put_separator(w);
			sync(w);
			add_node(w, copy);
			w->last = ')';
		} else if (w->source.depth < PATH_MAX_DEPTH) {
			w->source.at[w->source.depth++] = node;
			take_inline(w, node->children);
			w->source.depth--;
		}
	}
}

static void take_block(struct gap_writer *w, const struct block *block);

static void take_flow(struct gap_writer *w, const struct inline_node *text, const struct block *blocks)
{
	w->separate = true;
	take_inline(w, text);
	for (; blocks; blocks = blocks->next)
		take_block(w, blocks);
	w->separate = true;
}

static void take_table(struct gap_writer *w, const struct table *table)
{
	for (const struct row *row = table->rows; row; row = row->next)
		for (const struct cell *cell = row->cells; cell; cell = cell->next)
			take_flow(w, cell->text, cell->blocks);
}

static void take_block(struct gap_writer *w, const struct block *block)
{
	switch (block->kind) {
	case BLOCK_P: take_flow(w, block->of.p, NULL); break;
	case BLOCK_LIST:
		for (const struct flow *item = block->of.list.items; item; item = item->next)
			take_flow(w, item->text, item->blocks);
		break;
	case BLOCK_CALLOUT: take_flow(w, block->of.callout.text, block->of.callout.blocks); break;
	case BLOCK_TABLE: take_table(w, &block->of.table); break;
	case BLOCK_FIGURE:
	case BLOCK_AUDIO:
	case BLOCK_VIDEO: {
		struct block *copy = make_block(w->made->arena, block->kind);
		if (!copy)
			break;
		*copy = *block;
		copy->next = NULL;
		if (block->kind == BLOCK_FIGURE)
			for (struct picture *picture = block->of.figure.pictures; picture; picture = picture->next)
				picture->alt.value = cloze_text_clean(w->made->arena, picture->alt.value);
		block_chain_add(&w->blocks, copy);
		break;
	}
	}
}

void cloze_text_make(struct cloze_text *made, const struct flow *flow)
{
	struct gap_writer w = { .made = made };
	made->text = NULL;
	made->gaps = 0;
	made->joined = false;
	memset(made->empty, 0, sizeof(made->empty));
	w.ends[0] = &made->text;
	block_chain_init(&w.blocks);
	take_inline(&w, flow->text);
	for (const struct block *block = flow->blocks; block; block = block->next)
		take_block(&w, block);
	close_gap(&w);
	made->blocks = w.blocks.first;
}

struct str cloze_text_clean(struct arena *arena, struct str text)
{
	if (markup_find(text, 0, CLOZE_OPEN) == text.len && markup_find(text, 0, CLOZE_CLOSE) == text.len)
		return text;
	char *clean = arena_alloc(arena, text.len + 1);
	size_t len = 0;
	for (size_t i = 0; clean && i < text.len;) {
		if (markup_has(text, i, CLOZE_CLOSE)) {
			i += MARK_SIZE;
		} else if (markup_has(text, i, CLOZE_OPEN)) {
			size_t end = markup_find(text, i, CLOZE_MARK);
			i = end < text.len ? end + MARK_SIZE : i + MARK_SIZE;
		} else {
			clean[len++] = text.at[i++];
		}
	}
	return clean ? (struct str){ clean, len } : STR("");
}
