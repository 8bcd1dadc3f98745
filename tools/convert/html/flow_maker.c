#include "convert/html/flow_maker.h"

#include "base/utf8.h"

#define NO_BREAK_SPACE 0xa0

void flow_maker_init(struct flow_maker *maker, struct arena *arena, const struct flow_maker *outer)
{
	*maker = (struct flow_maker){ .arena = arena };
	block_chain_init(&maker->blocks);
	inline_chain_init(&maker->line);
	buf_init(&maker->run, BUF_CAP);
	for (unsigned i = 0; outer && i < outer->depth; i++)
		maker->formats[maker->depth++].model = outer->formats[i].model;
}

/* The chain of the innermost format that has content in this paragraph, among the first depth ones. */
static struct inline_chain *chain(struct flow_maker *maker)
{
	for (unsigned i = maker->depth; i > 0; i--)
		if (maker->formats[i - 1].node)
			return &maker->formats[i - 1].children;
	return &maker->line;
}

static void flush(struct flow_maker *maker)
{
	if (maker->run.len == 0)
		return;
	struct inline_chain *end = chain(maker);
	inline_chain_add(end, make_text(maker->arena, buf_view(&maker->run)));
	buf_clear(&maker->run);
	for (unsigned i = 0; i < maker->depth; i++)
		if (maker->formats[i].node)
			maker->formats[i].node->children = maker->formats[i].children.first;
}

bool flow_maker_is_in(const struct flow_maker *maker, enum inline_kind kind)
{
	for (unsigned i = 0; i < maker->depth; i++)
		if (maker->formats[i].model.kind == kind)
			return true;
	return false;
}

bool flow_maker_has_language(const struct flow_maker *maker)
{
	for (unsigned i = 0; i < maker->depth; i++)
		if (maker->formats[i].model.element.lang.at)
			return true;
	return false;
}

static bool means_something(const struct flow_maker *maker, const struct inline_node *model)
{
	switch (model->kind) {
	case INLINE_SUB:
	case INLINE_SUP: return true;
	case INLINE_SPAN: return model->element.lang.at != NULL;
	case INLINE_LINK:
	case INLINE_TERM: return !flow_maker_is_in(maker, model->kind);
	default: return !flow_maker_is_in(maker, model->kind) || model->element.lang.at;
	}
}

bool flow_maker_open(struct flow_maker *maker, const struct inline_node *model)
{
	if (maker->depth == FLOW_FORMATS_MAX || !means_something(maker, model))
		return false;
	flush(maker);
	maker->formats[maker->depth++] = (struct flow_format){ .model = *model };
	return true;
}

void flow_maker_close(struct flow_maker *maker)
{
	flush(maker);
	maker->depth--;
}

/* Opens the formats in this paragraph that are not open there yet. */
static void open_formats(struct flow_maker *maker)
{
	unsigned i = 0;
	while (i < maker->depth && maker->formats[i].node)
		i++;
	if (i < maker->depth)
		flush(maker);
	for (; i < maker->depth; i++) {
		struct flow_format *format = &maker->formats[i];
		struct inline_node *node = make_inline(maker->arena, format->model.kind);
		if (!node)
			return;
		*node = format->model;
		struct inline_chain *outer = i ? &maker->formats[i - 1].children : &maker->line;
		inline_chain_add(outer, node);
		if (i)
			maker->formats[i - 1].node->children = outer->first;
		format->node = node;
		inline_chain_init(&format->children);
	}
}

/* Whether a no-break space between these characters means something. */
static bool is_bound(uint32_t last, uint32_t next)
{
	bool number = last < 0x80 && ascii_is_digit((char)last);
	bool unit =
		next == '%' || next == 0xb0 || next == 0xb5 || next == 0x2030 || next == 0x20ac || utf8_is_word(next);
	bool french = last == 0xab || next == 0xbb || (next < 0x80 && next && strchr(":;!?", (int)next));
	return (number && unit) || french;
}

/* Writes the pending white space before the character. */
static void write_gap(struct flow_maker *maker, uint32_t next)
{
	if (maker->begun && maker->gap == FLOW_GAP_NO_BREAK && is_bound(maker->last, next)) {
		buf_text(&maker->run, "\xc2\xa0");
	} else if (maker->begun && maker->gap != FLOW_GAP_NONE) {
		buf_char(&maker->run, ' ');
		maker->loosened = maker->loosened || maker->gap == FLOW_GAP_NO_BREAK;
	}
	maker->gap = FLOW_GAP_NONE;
}

static void add_code(struct flow_maker *maker, uint32_t code)
{
	char bytes[4];
	write_gap(maker, code);
	open_formats(maker);
	buf_add(&maker->run, bytes, utf8_encode(code, bytes));
	maker->begun = true;
	maker->last = code;
}

/* Characters that take no space and mean nothing. */
static bool is_nothing(uint32_t code)
{
	return code == 0x200b || code == 0xfeff;
}

/* White space, and what lessons cannot contain. */
static bool is_blank(uint32_t code)
{
	return code < 0x20 || !make_allows(code);
}

static void collapse(struct flow_maker *maker, struct str text)
{
	for (size_t i = 0; i < text.len;) {
		char c = text.at[i];
		if (ascii_is_space(c) || c == '\f') {
			maker->gap = FLOW_GAP_SPACE;
			i++;
			continue;
		}
		size_t end = i;
		while (end < text.len && (unsigned char)text.at[end] > 0x20 && (unsigned char)text.at[end] < 0x7f)
			end++;
		if (end > i + 1) {
			add_code(maker, (unsigned char)c);
			buf_add(&maker->run, text.at + i + 1, end - i - 1);
			maker->last = (unsigned char)text.at[end - 1];
			i = end;
			continue;
		}
		uint32_t code = utf8_next(text, &i);
		if (code == NO_BREAK_SPACE && !flow_maker_is_in(maker, INLINE_CODE))
			maker->gap = maker->gap == FLOW_GAP_NONE ? FLOW_GAP_NO_BREAK : FLOW_GAP_SPACE;
		else if (is_blank(code))
			maker->gap = FLOW_GAP_SPACE;
		else if (!is_nothing(code))
			add_code(maker, code);
	}
}

void flow_maker_text(struct flow_maker *maker, struct str text)
{
	if (!maker->preserves) {
		collapse(maker, text);
		return;
	}
	/* Spaces that white space would swallow become no-break spaces. */
	for (size_t i = 0; i < text.len;) {
		size_t start = i;
		uint32_t code = utf8_next(text, &i);
		bool before = start > 0 ? text.at[start - 1] == ' ' : !maker->begun || maker->last == NO_BREAK_SPACE;
		bool swallowed = before || i == text.len || text.at[i] == ' ';
		if (code == ' ' && !swallowed)
			maker->gap = FLOW_GAP_SPACE;
		else if (!is_nothing(code))
			add_code(maker, code == ' ' || is_blank(code) ? NO_BREAK_SPACE : code);
	}
}

void flow_maker_space(struct flow_maker *maker)
{
	maker->gap = FLOW_GAP_SPACE;
}

void flow_maker_inline(struct flow_maker *maker, struct inline_node *node)
{
	if (!node)
		return;
	write_gap(maker, 0);
	open_formats(maker);
	flush(maker);
	inline_chain_add(chain(maker), node);
	for (unsigned i = 0; i < maker->depth; i++)
		maker->formats[i].node->children = maker->formats[i].children.first;
	maker->begun = true;
	maker->last = 0;
}

void flow_maker_break(struct flow_maker *maker)
{
	flush(maker);
	struct block *p = maker->line.first ? make_block(maker->arena, BLOCK_P) : NULL;
	if (p) {
		p->of.p = maker->line.first;
		p->element.lang = maker->lang;
		block_chain_add(&maker->blocks, p);
	}
	inline_chain_init(&maker->line);
	for (unsigned i = 0; i < maker->depth; i++)
		maker->formats[i].node = NULL;
	maker->gap = FLOW_GAP_NONE;
	maker->begun = false;
	maker->last = 0;
}

void flow_maker_block(struct flow_maker *maker, struct block *block)
{
	if (!block)
		return;
	flow_maker_break(maker);
	block_chain_add(&maker->blocks, block);
}

struct flow *flow_maker_finish(struct flow_maker *maker)
{
	flow_maker_break(maker);
	bool failed = buf_failed(&maker->run);
	maker->arena->failed = maker->arena->failed || failed;
	buf_release(&maker->run);
	struct flow *flow = failed ? NULL : make_flow(maker->arena);
	struct block *first = maker->blocks.first;
	if (!flow)
		return NULL;
	bool starts_with_text = first && first->kind == BLOCK_P && !first->element.lang.at;
	flow->text = starts_with_text ? first->of.p : NULL;
	flow->blocks = starts_with_text ? first->next : first;
	return flow;
}

struct inline_node *flow_maker_finish_line(struct flow_maker *maker)
{
	struct flow *flow = flow_maker_finish(maker);
	return flow ? flow->text : NULL;
}
