#include "lesson/builder.h"

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The value of reason="…" in data; STR_NONE where there is none, or nothing in it. */
static struct str reason_in(struct str data)
{
	const char *name = data.len ? memmem(data.at, data.len, "reason", 6) : NULL;
	size_t i = name ? (size_t)(name - data.at) + 6 : data.len;
	while (i < data.len && (is_space(data.at[i]) || data.at[i] == '='))
		i++;
	if (i >= data.len || (data.at[i] != '"' && data.at[i] != '\''))
		return STR_NONE;
	const char *close = memchr(data.at + i + 1, data.at[i], data.len - i - 1);
	struct str reason = { data.at + i + 1, close ? (size_t)(close - data.at) - i - 1 : 0 };
	size_t blanks = 0;
	while (blanks < reason.len && is_space(reason.at[blanks]))
		blanks++;
	return blanks < reason.len ? reason : STR_NONE;
}

void builder_suppression(struct builder *builder, struct str data, struct span span, uint32_t data_start)
{
	struct builder_frame *frame = &builder->frames[builder->depth];
	struct suppression *suppression = arena_alloc(builder->arena, sizeof(*suppression));
	if (!suppression)
		return;
	size_t start = 0, end;
	while (start < data.len && is_space(data.at[start]))
		start++;
	for (end = start; end < data.len && !is_space(data.at[end]);)
		end++;
	suppression->span = span;
	suppression->scope = builder->depth ? frame->element : NULL;
	suppression->rule = arena_str(builder->arena, (struct str){ data.at + start, end - start });
	suppression->rule_span = (struct span){ data_start + (uint32_t)start, data_start + (uint32_t)end };
	suppression->reason = arena_str(builder->arena, reason_in((struct str){ data.at + end, data.len - end }));
	if (builder->last_suppression)
		builder->last_suppression->next = suppression;
	else
		builder->suppressions = suppression;
	builder->last_suppression = suppression;
}
