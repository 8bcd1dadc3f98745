#include "compare/classify.h"

#include "compare/question_options.h"
#include "compare/sketch.h"

#include <stdlib.h>

uint64_t classify_content(const struct record *record)
{
	uint64_t value = record->words * 3 + record->options * 5 + record->answer * 7 + record->kind;
	return value ^ value >> 29;
}

static bool says_the_same(const struct record *a, const struct record *b)
{
	return a->kind == b->kind && a->words == b->words && a->options == b->options && a->answer == b->answer;
}

bool contents_make(struct contents *contents, const struct record *const *records, size_t count)
{
	*contents = (struct contents){ .room = 16 };
	while (contents->room < 2 * count)
		contents->room *= 2;
	contents->table = calloc(contents->room, sizeof(const struct record *));
	for (size_t i = 0; contents->table && i < count; i++) {
		size_t at = classify_content(records[i]) & (contents->room - 1);
		while (contents->table[at])
			at = (at + 1) & (contents->room - 1);
		contents->table[at] = records[i];
	}
	return contents->table != NULL;
}

void contents_release(struct contents *contents)
{
	free(contents->table);
}

static const struct record *contents_find(const struct contents *contents, const struct record *like)
{
	for (size_t at = classify_content(like) & (contents->room - 1); contents->table[at];
	     at = (at + 1) & (contents->room - 1))
		if (says_the_same(contents->table[at], like))
			return contents->table[at];
	return NULL;
}

/* Whether a deletion is the same, if the others are ignored: neither their answers nor their number is part of it. */
static bool same_but_others(const struct record *before, const struct record *after)
{
	return before->filled && before->filled == after->filled;
}

/* Whether the item now has the content that another id had, whose content changed: they were swapped. */
static bool took_over(const struct record *after, const struct contents *contents, classify_find *new_by_id,
		      const void *context)
{
	const struct record *owner = contents_find(contents, after);
	if (!owner || strcmp(owner->id, after->id) == 0)
		return false;
	const struct record *now = new_by_id(context, owner->id);
	return !now || !says_the_same(now, owner);
}

/* Whether everything changed: prompt and answer, or term and definition have hardly a word in common. An item that
 * declares its progress is the same item. */
static bool is_another(struct comparison *comparison, const struct record *before, const struct record *after)
{
	enum progress declared;
	if (after->kind == RECORD_LESSON || record_same_answer(before, after) || before->words == after->words ||
	    strcmp(before->form, after->form) != 0 || compare_declared(comparison, after, &declared))
		return false;
	uint64_t old = compare_sketch(comparison, comparison->before, before);
	uint64_t new = compare_sketch(comparison, comparison->after, after);
	return old && new &&sketch_distance(old, new) >= SKETCH_FAR;
}

static unsigned options_changed(const struct record *before, const struct record *after)
{
	if (after->option_count > before->option_count)
		return CHANGE_BIT(CHANGE_OPTION_ADDED);
	return after->option_count < before->option_count ? CHANGE_BIT(CHANGE_OPTION_REMOVED) : 0;
}

static unsigned item_kinds(struct comparison *comparison, const struct record *before, const struct record *after)
{
	unsigned kinds = options_changed(before, after);
	enum progress declared = PROGRESS_KEPT;
	bool declares = compare_declared(comparison, after, &declared), answer = !record_same_answer(before, after);
	/* A term is not an answer, but the name of its entry. */
	bool retermed = answer && after->kind == RECORD_ENTRY;
	answer = answer && !retermed;
	bool keeps = declares && declared == PROGRESS_KEPT && !options_moved_mark(before, after);
	bool resets = declares && declared == PROGRESS_RESET;
	if (strcmp(before->form, after->form) != 0)
		kinds |= CHANGE_BIT(CHANGE_KIND_CHANGED);
	if (answer)
		kinds |= CHANGE_BIT(keeps ? CHANGE_ANSWER_CORRECTED : CHANGE_ANSWER_CHANGED);
	/* If options were added or removed, or another one is correct, that explains the changed options. */
	bool options = before->options != after->options && !(kinds & ~CHANGE_BIT(CHANGE_KIND_CHANGED));
	bool words = before->words != after->words && !same_but_others(before, after);
	if (words || options || retermed)
		kinds |= CHANGE_BIT(CHANGE_ITEM_REWORDED);
	if (resets && kinds && !answer)
		kinds |= CHANGE_BIT(CHANGE_ITEM_RENEWED);
	return kinds;
}

unsigned classify(struct comparison *comparison, const struct record *before, const struct record *after,
		  const struct contents *contents, classify_find *new_by_id, const void *context)
{
	unsigned kinds = 0;
	bool is_lesson = after->kind == RECORD_LESSON;
	if (before->kind != after->kind)
		return CHANGE_BIT(CHANGE_ID_REUSED);
	bool another = !says_the_same(before, after) &&
		       (took_over(after, contents, new_by_id, context) || is_another(comparison, before, after));
	if (another)
		kinds |= CHANGE_BIT(CHANGE_ID_REUSED);
	else if (is_lesson)
		kinds |= before->words != after->words ? CHANGE_BIT(CHANGE_LESSON_REWORDED) : 0;
	else
		kinds |= item_kinds(comparison, before, after);
	if (before->access != after->access)
		kinds |= CHANGE_BIT(after->access > before->access ? CHANGE_ACCESS_NARROWED : CHANGE_ACCESS_WIDENED);
	if (before->marks != after->marks && !same_but_others(before, after) && kinds == 0)
		kinds |= CHANGE_BIT(CHANGE_MARKS_CHANGED);
	return kinds;
}
