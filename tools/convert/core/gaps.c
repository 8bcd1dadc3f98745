#include "convert/core/gaps.h"

#include "base/utf8.h"

#include <stdio.h>

enum { FIRST = 0xf5000, COPIED_MAX = 1 << 20 };

void gap_add(struct buf *out, unsigned number)
{
	char bytes[4];
	buf_add(out, bytes, utf8_encode(FIRST + number, bytes));
}

/* Moves *at after the next gap of a text. False if there is none. */
static bool next_gap(struct str text, size_t *at, size_t *start, unsigned *number)
{
	while (*at < text.len) {
		const char *lead = memchr(text.at + *at, 0xf3, text.len - *at);
		if (!lead)
			return false;
		*at = *start = (size_t)(lead - text.at);
		uint32_t code = utf8_next(text, at);
		if (code >= FIRST && code < FIRST + GAPS_MAX) {
			*number = code - FIRST;
			return true;
		}
	}
	return false;
}

static void visit_blocks(struct block *block, gap_run_visitor *visit, void *context)
{
	for (; block; block = block->next) {
		if (block->kind == BLOCK_P)
			visit(context, block->of.p);
		if (block->kind == BLOCK_LIST)
			for (struct flow *item = block->of.list.items; item; item = item->next)
				gaps_each_run(item, visit, context);
		if (block->kind != BLOCK_TABLE)
			continue;
		if (block->of.table.caption)
			gaps_each_run(block->of.table.caption, visit, context);
		for (struct row *row = block->of.table.rows; row; row = row->next)
			for (struct cell *cell = row->cells; cell; cell = cell->next) {
				visit(context, cell->text);
				visit_blocks(cell->blocks, visit, context);
			}
	}
}

void gaps_each_run(struct flow *flow, gap_run_visitor *visit, void *context)
{
	visit(context, flow->text);
	visit_blocks(flow->blocks, visit, context);
}

void gaps_in_run(const struct inline_node *run, gap_visitor *visit, void *context)
{
	for (; run; run = run->next) {
		size_t at = 0, start;
		unsigned number;
		while (run->kind == INLINE_TEXT && next_gap(run->text, &at, &start, &number))
			visit(context, number);
		gaps_in_run(run->children, visit, context);
	}
}

/* The text with what its gaps become. */
static struct str replaced(struct arena *arena, struct str text, gap_writer *write, void *context)
{
	size_t at = 0, done = 0, start;
	unsigned number;
	struct buf out;
	buf_init(&out, BUF_CAP);
	while (next_gap(text, &at, &start, &number)) {
		buf_add(&out, text.at + done, start - done);
		write(context, number, &out);
		done = at;
	}
	buf_add(&out, text.at + done, text.len - done);
	struct str copy = done ? arena_str(arena, buf_view(&out)) : text;
	arena->failed = arena->failed || buf_failed(&out);
	buf_release(&out);
	return copy.at ? copy : STR("");
}

struct inline_node *gaps_copy(struct arena *arena, const struct inline_node *run, gap_writer *write, void *context)
{
	struct inline_chain chain;
	inline_chain_init(&chain);
	for (; run; run = run->next) {
		struct inline_node *copy = make_inline(arena, run->kind);
		if (!copy)
			break;
		*copy = *run;
		copy->next = NULL;
		if (run->kind == INLINE_TEXT)
			copy->text = replaced(arena, run->text, write, context);
		copy->children = gaps_copy(arena, run->children, write, context);
		inline_chain_add(&chain, copy);
	}
	return chain.first;
}

void gaps_replace(struct arena *arena, struct inline_node *run, gap_writer *write, void *context)
{
	for (; run; run = run->next) {
		if (run->kind == INLINE_TEXT)
			run->text = replaced(arena, run->text, write, context);
		gaps_replace(arena, run->children, write, context);
	}
}

static void write_stem_gap(void *context, unsigned number, struct buf *out)
{
	const struct gap_stems *stems = context;
	if (number == stems->asked)
		buf_text(out, "_____");
	else
		buf_format(out, "(%u)", number + 1);
}

static size_t run_length(const struct inline_node *run)
{
	size_t length = 0;
	for (; run; run = run->next)
		length += run->text.len + run_length(run->children);
	return length;
}

/* A gap_visitor. */
static void take_stem(void *context, unsigned number)
{
	struct gap_stems *stems = context;
	char text[32];
	if (number >= stems->count)
		return;
	stems->asked = number;
	snprintf(text, sizeof(text), "(%u) _____", number + 1);
	stems->of[number] = stems->copied < COPIED_MAX
				    ? gaps_copy(stems->arena, stems->run, write_stem_gap, stems)
				    : make_text(stems->arena, arena_str(stems->arena, str_from(text)));
	stems->copied += run_length(stems->run);
}

static void write_gap(void *context, unsigned number, struct buf *out)
{
	const struct gap_stems *stems = context;
	if (stems->count == 1)
		buf_text(out, "_____");
	else
		buf_format(out, "(%u) _____", number + 1);
}

/* A gap_run_visitor. */
static void take_run(void *context, struct inline_node *run)
{
	struct gap_stems *stems = context;
	stems->run = run;
	gaps_in_run(run, take_stem, stems);
	gaps_replace(stems->arena, run, write_gap, stems);
}

void gap_stems_take(struct gap_stems *stems, struct flow *flow)
{
	gaps_each_run(flow, take_run, stems);
}
