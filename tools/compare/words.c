#include "compare/words.h"

#include "base/utf8.h"
#include "compare/lcs.h"

static bool split(struct arena *arena, struct str s, struct lcs_text *text)
{
	*text = (struct lcs_text){ .parts = arena_alloc(arena, (s.len + 1) * sizeof(*text->parts)) };
	if (!text->parts)
		return false;
	for (size_t at = 0; at < s.len;) {
		size_t start = at, end;
		bool inside = utf8_is_word(utf8_next(s, &at));
		for (end = at; inside && at < s.len; end = at) {
			if (!utf8_is_word(utf8_next(s, &at)))
				break;
		}
		at = end;
		text->parts[text->count++] = (struct str){ s.at + start, end - start };
	}
	return true;
}

static bool is_space(struct str word)
{
	size_t at = 0;
	return utf8_is_space(utf8_next(word, &at)) && at == word.len;
}

/* An unchanged space between two changed words would only split the change. */
static void join_over_spaces(struct lcs_text *before, struct lcs_text *after)
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
			if (alone && is_space(before->parts[i]))
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
	struct lcs_text old, new;
	struct words_run *first = NULL, **end = &first;
	if (!split(arena, before, &old) || !split(arena, after, &new) || !lcs_find_texts(arena, &old, &new)) {
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
			append(arena, &end, WORDS_REMOVED, old.parts[from], old.parts[i - 1]);
		from = j;
		while (j < new.count && !new.common[j])
			j++;
		if (j > from)
			append(arena, &end, WORDS_ADDED, new.parts[from], new.parts[j - 1]);
		from = i;
		while (i < old.count && j < new.count &&old.common[i] && new.common[j])
			i++, j++;
		if (i > from)
			append(arena, &end, WORDS_SAME, old.parts[from], old.parts[i - 1]);
	}
	return first;
}
