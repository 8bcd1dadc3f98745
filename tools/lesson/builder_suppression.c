#include "base/ascii.h"
#include "lesson/builder.h"

#include "base/nearest.h"
#include "report/catalogue.h"

/* The value of reason="…" in data; STR_NONE if it is missing or empty. */
static struct str reason_in(struct str data)
{
	const char *name = data.len ? memmem(data.at, data.len, "reason", 6) : NULL;
	size_t i = name ? (size_t)(name - data.at) + 6 : data.len;
	while (i < data.len && (ascii_is_space(data.at[i]) || data.at[i] == '='))
		i++;
	if (i >= data.len || (data.at[i] != '"' && data.at[i] != '\''))
		return STR_NONE;
	const char *close = memchr(data.at + i + 1, data.at[i], data.len - i - 1);
	struct str reason = { data.at + i + 1, close ? (size_t)(close - data.at) - i - 1 : 0 };
	size_t blanks = 0;
	while (blanks < reason.len && ascii_is_space(reason.at[blanks]))
		blanks++;
	return blanks < reason.len ? reason : STR_NONE;
}

/* The word at that offset, after any white space. */
static struct str word_at(struct str markup, size_t at, const char *ends)
{
	while (at < markup.len && ascii_is_space(markup.at[at]))
		at++;
	size_t end = at;
	while (end < markup.len && !ascii_is_space(markup.at[end]) && !strchr(ends, markup.at[end]))
		end++;
	return (struct str){ markup.at + at, end - at };
}

/* Whether name is that of a rule; in a suppression, it may be misspelled. */
static bool names_rule(struct str name, bool meant)
{
	bool slash = name.len && memchr(name.at, '/', name.len);
	return slash && (rule_find(name) != RULE_COUNT || str_starts(name, "custom/") || (meant && rule_nearest(name)));
}

/* Whether word resembles one that occurs in suppressions, here or in other programs. */
static bool resembles(struct str word)
{
	static const struct {
		const char *word;
		unsigned typos;
	} words[] = { { "satchel-ignore", 3 }, { "ignore-satchel", 3 }, { "satchel", 2 }, { "ignore", 2 },
		      { "disable", 1 },	       { "suppress", 2 },	{ "nolint", 1 } };
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (edit_distance(word, str_from(words[i].word), words[i].typos) <= words[i].typos)
			return true;
	return false;
}

/* Whether word, or part of it, does. */
static bool is_meant(struct str word)
{
	bool meant = resembles(word);
	for (size_t start = 0, end; start < word.len && !meant; start = end + 1) {
		for (end = start; end < word.len && !strchr("-_.:", word.at[end]); end++)
			;
		meant = resembles((struct str){ word.at + start, end - start });
	}
	return meant;
}

size_t builder_suppression_mark(struct str markup, bool *right)
{
	static const char ends[] = "?>=<\"'/";
	bool comment = str_starts(markup, "<!--"), meant = false;
	struct str word = word_at(markup, comment ? 4 : 2, ends);
	size_t mark = (size_t)(word.at + word.len - markup.at);
	bool exact = str_is(word, "satchel-ignore");
	*right = !comment && exact;
	/* It may have been written as several words. */
	for (; !exact && word.len && is_meant(word); word = word_at(markup, mark, ends)) {
		meant = true;
		mark = (size_t)(word.at + word.len - markup.at);
	}
	bool named = names_rule(word_at(markup, mark, ",=\"'"), meant);
	/* Comments may also merely mention it. */
	return exact || (comment ? meant && named : meant || named) ? mark : 0;
}

/* Adds the rule names in data, before the reason. They are separated by white space or commas. */
static size_t add_names(struct builder *builder, struct suppression *suppression, struct str data, uint32_t data_start)
{
	struct suppression_name **last = &suppression->names;
	for (size_t at = 0;;) {
		while (at < data.len && (ascii_is_space(data.at[at]) || data.at[at] == ','))
			at++;
		size_t end = at;
		while (end < data.len && !ascii_is_space(data.at[end]) && !strchr(",=\"'", data.at[end]))
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
