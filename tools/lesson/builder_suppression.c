#include "lesson/builder.h"

#include "base/nearest.h"

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

/* Behind the letters, hyphens and the like of a name. */
static size_t name_end(struct str s, size_t i)
{
	while (i < s.len && !is_space(s.at[i]) && !strchr("?>=<\"'/", s.at[i]))
		i++;
	return i;
}

size_t builder_suppression_mark(struct str markup, bool *right)
{
	static const char name[] = "satchel-ignore";
	bool comment = str_starts(markup, "<!--");
	size_t start = comment ? 4 : 2;
	while (start < markup.len && is_space(markup.at[start]))
		start++;
	size_t first = name_end(markup, start), second = first;
	struct str word = { markup.at + start, first - start };
	*right = !comment && str_is(word, name);
	/* In a comment people also write about it. */
	if (comment && !str_is(word, name))
		return 0;
	if (*right || edit_distance(word, STR(name), 3) <= 3 || edit_distance(word, STR("satchel-disable"), 2) <= 2)
		return first;
	/* In two words. */
	while (second < markup.len && is_space(markup.at[second]))
		second++;
	size_t end = name_end(markup, second);
	struct str other = { markup.at + second, end - second };
	bool two = edit_distance(word, STR("satchel"), 2) <= 2 && edit_distance(other, STR("ignore"), 2) <= 2;
	return two ? end : edit_distance(word, STR("satchel"), 1) <= 1 ? first : 0;
}

void builder_suppression(struct builder *builder, struct str data, struct span span, uint32_t data_start,
			 struct span misspelt)
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
	suppression->misspelt = misspelt;
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
