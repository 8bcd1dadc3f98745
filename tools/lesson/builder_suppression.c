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

/* Whether a name of the form family/rule comes next. */
static bool names_rule(struct str markup, size_t at)
{
	while (at < markup.len && is_space(markup.at[at]))
		at++;
	size_t end = at;
	while (end < markup.len && markup.at[end] >= 'a' && markup.at[end] <= 'z')
		end++;
	return end > at && end + 1 < markup.len && markup.at[end] == '/' && !is_space(markup.at[end + 1]);
}

size_t builder_suppression_mark(struct str markup, bool *right)
{
	static const char name[] = "satchel-ignore";
	bool comment = str_starts(markup, "<!--");
	size_t start = comment ? 4 : 2;
	while (start < markup.len && is_space(markup.at[start]))
		start++;
	size_t first = name_end(markup, start), second = first, mark = 0;
	struct str word = { markup.at + start, first - start };
	*right = !comment && str_is(word, name);
	/* In two words. */
	while (second < markup.len && is_space(markup.at[second]))
		second++;
	size_t end = name_end(markup, second);
	struct str other = { markup.at + second, end - second };
	if (edit_distance(word, STR(name), 3) <= 3 || edit_distance(word, STR("satchel-disable"), 2) <= 2)
		mark = first;
	else if (edit_distance(word, STR("satchel"), 2) <= 2 && edit_distance(other, STR("ignore"), 2) <= 2)
		mark = end;
	else if (edit_distance(word, STR("satchel"), 1) <= 1 || str_starts(word, "satchel-"))
		mark = first;
	/* In a comment people also write about it. */
	bool meant = !comment || str_is(word, name) || (mark && names_rule(markup, mark));
	return meant ? mark : 0;
}

/* Adds the names of rules in data, up to the reason. They are separated by white space or commas. */
static size_t add_names(struct builder *builder, struct suppression *suppression, struct str data, uint32_t data_start)
{
	struct suppression_name **last = &suppression->names;
	for (size_t at = 0;;) {
		while (at < data.len && (is_space(data.at[at]) || data.at[at] == ','))
			at++;
		size_t end = at;
		while (end < data.len && !is_space(data.at[end]) && !strchr(",=\"'", data.at[end]))
			end++;
		struct str name = { data.at + at, end - at };
		bool reason = str_is(name, "reason") || (end < data.len && strchr("=\"'", data.at[end]));
		struct suppression_name *one = end > at && !reason ? arena_alloc(builder->arena, sizeof(*one)) : NULL;
		if (!one)
			return at;
		*one = (struct suppression_name){ arena_str(builder->arena, name),
						  { data_start + (uint32_t)at, data_start + (uint32_t)end }, NULL };
		*last = one;
		last = &one->next;
		at = end;
	}
}

void builder_suppression(struct builder *builder, struct str data, struct span span, uint32_t data_start,
			 struct span misspelt)
{
	struct builder_frame *frame = &builder->frames[builder->depth];
	struct suppression *suppression = arena_alloc(builder->arena, sizeof(*suppression));
	if (!suppression)
		return;
	*suppression = (struct suppression){ .span = span,
					     .misspelt = misspelt,
					     .scope = builder->depth ? frame->element : NULL };
	size_t names = add_names(builder, suppression, data, data_start);
	suppression->reason = arena_str(builder->arena, reason_in((struct str){ data.at + names, data.len - names }));
	if (builder->last_suppression)
		builder->last_suppression->next = suppression;
	else
		builder->suppressions = suppression;
	builder->last_suppression = suppression;
}
