#include "compare/words.h"

#include "base/utf8.h"
#include "compare/lcs.h"

struct word_list {
	struct str *words;
	uint32_t *numbers; /* equal for equal words */
	bool *common;
	size_t count;
};

static bool split(struct arena *arena, struct str s, struct word_list *text)
{
	*text = (struct word_list){ .words = arena_alloc(arena, (s.len + 1) * sizeof(*text->words)) };
	if (!text->words)
		return false;
	for (size_t at = 0; at < s.len;) {
		size_t start = at, end;
		bool inside = utf8_is_word(utf8_next(s, &at));
		for (end = at; inside && at < s.len; end = at) {
			if (!utf8_is_word(utf8_next(s, &at)))
				break;
		}
		at = end;
		text->words[text->count++] = (struct str){ s.at + start, end - start };
	}
	text->numbers = arena_alloc(arena, (text->count + 1) * sizeof(*text->numbers));
	text->common = arena_alloc(arena, (text->count + 1) * sizeof(*text->common));
	return text->numbers && text->common;
}

static uint32_t hash(struct str word)
{
	uint32_t value = 2166136261u; /* FNV-1a */
	for (size_t i = 0; i < word.len; i++)
		value = (value ^ (unsigned char)word.at[i]) * 16777619u;
	return value;
}

/* Gives each word the number of the first equal one. */
struct numbering {
	struct str *words; /* by slot */
	uint32_t *numbers; /* 0: free */
	size_t room;
	uint32_t count;
};

static void number(struct numbering *numbering, struct word_list *text)
{
	for (size_t i = 0; i < text->count; i++) {
		size_t at = hash(text->words[i]) & (numbering->room - 1);
		while (numbering->numbers[at] && !str_equal(numbering->words[at], text->words[i]))
			at = (at + 1) & (numbering->room - 1);
		if (!numbering->numbers[at]) {
			numbering->numbers[at] = ++numbering->count;
			numbering->words[at] = text->words[i];
		}
		text->numbers[i] = numbering->numbers[at];
	}
}

static bool number_both(struct arena *arena, struct word_list *before, struct word_list *after)
{
	struct numbering numbering = { .room = 16 };
	while (numbering.room < 2 * (before->count + after->count))
		numbering.room *= 2;
	numbering.words = arena_alloc(arena, numbering.room * sizeof(*numbering.words));
	numbering.numbers = arena_alloc(arena, numbering.room * sizeof(*numbering.numbers));
	if (!numbering.words || !numbering.numbers)
		return false;
	number(&numbering, before);
	number(&numbering, after);
	return lcs_find(before->numbers, before->count, after->numbers, after->count, before->common, after->common);
}

static bool is_space(struct str word)
{
	size_t at = 0;
	return utf8_is_space(utf8_next(word, &at)) && at == word.len;
}

/* An unchanged space between two changed words would only split the change. */
static void join_over_spaces(struct word_list *before, struct word_list *after)
{
	size_t i = 0, j = 0;
	while (i < before->count && j < after->count) {
		if (!before->common[i]) {
			i++;
		} else if (!after->common[j]) {
			j++;
		} else {
			bool alone = (i == 0 || !before->common[i - 1]) && (j == 0 || !after->common[j - 1]) &&
				     (i + 1 == before->count || !before->common[i + 1]) &&
				     (j + 1 == after->count || !after->common[j + 1]) && i > 0 && j > 0 &&
				     i + 1 < before->count && j + 1 < after->count;
			if (alone && is_space(before->words[i]))
				before->common[i] = after->common[j] = false;
			i++, j++;
		}
	}
}

static void append(struct arena *arena, struct words_run ***end, enum words_kind kind, struct str first,
		   struct str last)
{
	struct words_run *run = arena_alloc(arena, sizeof(*run));
	if (!run)
		return;
	*run = (struct words_run){ .kind = kind, .text = { first.at, (size_t)(last.at + last.len - first.at) } };
	**end = run;
	*end = &run->next;
}

struct words_run *words_compare(struct arena *arena, struct str before, struct str after)
{
	struct word_list old, new;
	struct words_run *first = NULL, **end = &first;
	if (!split(arena, before, &old) || !split(arena, after, &new) || !number_both(arena, &old, &new)) {
		arena->failed = true;
		return NULL;
	}
	join_over_spaces(&old, &new);
	size_t i = 0, j = 0;
	while (i < old.count || j < new.count) {
		size_t from = i;
		while (i < old.count && !old.common[i])
			i++;
		if (i > from)
			append(arena, &end, WORDS_REMOVED, old.words[from], old.words[i - 1]);
		from = j;
		while (j < new.count && !new.common[j])
			j++;
		if (j > from)
			append(arena, &end, WORDS_ADDED, new.words[from], new.words[j - 1]);
		from = i;
		while (i < old.count && j < new.count &&old.common[i] && new.common[j])
			i++, j++;
		if (i > from)
			append(arena, &end, WORDS_SAME, old.words[from], old.words[i - 1]);
	}
	return first;
}
