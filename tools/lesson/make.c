#include "lesson/make.h"

#include "base/utf8.h"

/* XML 1.0, production 2, without the control characters that nobody means. */
bool make_allows(uint32_t code)
{
	return code == '\t' || code == '\n' || (code >= 0x20 && code < 0x7f) ||
	       (code >= 0xa0 && code != 0xfffe && code != 0xffff);
}

static bool is_clean(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c >= 0x7f || (c < 0x20 && c != '\n' && c != '\t'))
			return false;
	}
	return true;
}

struct str make_str(struct arena *arena, struct str text)
{
	if (is_clean(text))
		return arena_str(arena, text.at ? text : STR(""));
	/* An invalid byte grows to the three bytes of U+FFFD. */
	char *copy = arena_alloc(arena, text.len * 3 + 1);
	if (!copy)
		return STR_NONE;
	size_t len = 0;
	for (size_t i = 0; i < text.len;) {
		uint32_t code = utf8_next(text, &i);
		len += utf8_encode(make_allows(code) ? code : ' ', copy + len);
	}
	return (struct str){ copy, len };
}

struct attribute make_attribute(struct arena *arena, struct str value)
{
	struct str clean = make_str(arena, value);
	char *copy = clean.at ? arena_alloc(arena, clean.len + 1) : NULL;
	if (!copy)
		return (struct attribute){ .value = STR_NONE };
	size_t len = 0;
	for (size_t i = 0; i < clean.len; i++) {
		if (!ascii_is_space(clean.at[i]))
			copy[len++] = clean.at[i];
		else if (len && copy[len - 1] != ' ')
			copy[len++] = ' ';
	}
	if (len && copy[len - 1] == ' ')
		len--;
	return (struct attribute){ .value = { copy, len } };
}

struct inline_node *make_inline(struct arena *arena, enum inline_kind kind)
{
	struct inline_node *node = arena_alloc(arena, sizeof(*node));
	if (node)
		node->kind = kind;
	return node;
}

struct inline_node *make_text(struct arena *arena, struct str text)
{
	struct inline_node *node = make_inline(arena, INLINE_TEXT);
	struct str copy = make_str(arena, text);
	if (!node || !copy.at)
		return NULL;
	node->text = copy;
	return node;
}

struct block *make_block(struct arena *arena, enum block_kind kind)
{
	struct block *block = arena_alloc(arena, sizeof(*block));
	if (block)
		block->kind = kind;
	return block;
}

struct flow *make_flow(struct arena *arena)
{
	return arena_alloc(arena, sizeof(struct flow));
}

struct flow *make_plain_flow(struct arena *arena, struct str text)
{
	struct flow *flow = make_flow(arena);
	if (flow)
		flow->text = make_text(arena, text);
	return flow;
}

void inline_chain_init(struct inline_chain *chain)
{
	chain->first = NULL;
	chain->end = &chain->first;
}

void inline_chain_add(struct inline_chain *chain, struct inline_node *node)
{
	*chain->end = node;
	while (*chain->end)
		chain->end = &(*chain->end)->next;
}

void block_chain_init(struct block_chain *chain)
{
	chain->first = NULL;
	chain->end = &chain->first;
}

void block_chain_add(struct block_chain *chain, struct block *block)
{
	*chain->end = block;
	while (*chain->end)
		chain->end = &(*chain->end)->next;
}

void flow_append(struct arena *arena, struct flow *flow, const struct flow *more)
{
	struct block **end = &flow->blocks;
	while (*end)
		end = &(*end)->next;
	if (!flow->text && !flow->blocks) {
		flow->text = more->text;
	} else if (more->text) {
		struct block *p = make_block(arena, BLOCK_P);
		if (!p)
			return;
		p->of.p = more->text;
		*end = p;
		end = &p->next;
	}
	*end = more->blocks;
}
