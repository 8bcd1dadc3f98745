#include "merge/units.h"

#include "base/array.h"
#include "format/sentence.h"
#include "lesson/markup.h"
#include "merge/words.h"
#include "report/diff_lines.h"

#include <stdlib.h>

/* A part of a text; the parts before the first and between them are white space. */
struct merge_unit {
	struct str space; /* before it */
	struct str text;
};

struct unit_list {
	struct merge_unit *units;
	size_t count, room;
	struct buf words; /* a line for each unit, equal if the units are */
	struct str all;
};

static bool add_unit(struct unit_list *list, struct str space, struct str text)
{
	struct merge_unit *grown = array_grow(list->units, list->count, &list->room, sizeof(*grown));
	if (!grown)
		return false;
	list->units = grown;
	list->units[list->count++] = (struct merge_unit){ space, text };
	return true;
}

static bool split_lines(struct unit_list *list, struct str text)
{
	while (text.len) {
		const char *end = memchr(text.at, '\n', text.len);
		size_t len = end ? (size_t)(end - text.at) + 1 : text.len;
		if (!add_unit(list, (struct str){ text.at, 0 }, (struct str){ text.at, len }))
			return false;
		text = (struct str){ text.at + len, text.len - len };
	}
	return true;
}

/* The end of the word at offset: white space in tags, comments and elements belongs to it. */
static size_t word_end(struct markup_scan *scan, size_t at)
{
	struct str text = scan->bytes;
	struct markup markup;
	size_t depth = 0;
	while (at < text.len && (depth > 0 || !ascii_is_space(text.at[at]))) {
		if (text.at[at] != '<' || !markup_at(scan, at, &markup)) {
			at++;
			continue;
		}
		depth += markup.kind == MARKUP_START;
		depth -= markup.kind == MARKUP_END && depth > 0;
		at = markup.end;
	}
	return at;
}

/* The letters at the beginning or end of a word, without tags. */
static struct str letters(struct str word, bool at_end)
{
	size_t start = 0, end = word.len;
	while (!at_end && start < end && word.at[start] == '<') {
		const char *close = memchr(word.at + start, '>', end - start);
		start = close ? (size_t)(close - word.at) + 1 : end;
	}
	while (at_end && end > start && word.at[end - 1] == '>') {
		const char *open = memrchr(word.at + start, '<', end - start);
		end = open ? (size_t)(open - word.at) : start;
	}
	const char *tag =
		at_end ? memrchr(word.at + start, '>', end - start) : memchr(word.at + start, '<', end - start);
	if (tag && at_end)
		start = (size_t)(tag - word.at) + 1;
	else if (tag)
		end = (size_t)(tag - word.at);
	return (struct str){ word.at + start, end - start };
}

static bool split_sentences(struct unit_list *list, struct str text, struct str lang)
{
	struct markup_scan scan = { .bytes = text };
	size_t space = 0, start = 0, end = 0; /* of the sentence */
	struct str last = STR("");
	for (size_t at = 0; at < text.len;) {
		size_t word = at;
		while (word < text.len && ascii_is_space(text.at[word]))
			word++;
		if (word == text.len)
			break;
		at = word_end(&scan, word);
		struct str next = markup_slice(text, word, at);
		if (end > 0 && sentence_surely_ends_between(letters(last, true), letters(next, false), lang)) {
			if (!add_unit(list, markup_slice(text, space, start), markup_slice(text, start, end)))
				return false;
			space = end;
			start = word;
		} else if (end == 0) {
			start = word;
		}
		end = at;
		last = next;
	}
	return end == 0 || add_unit(list, markup_slice(text, space, start), markup_slice(text, start, end));
}

/* Writes the lines that are compared. */
static void write_words(struct unit_list *list, bool sentences)
{
	for (size_t i = 0; i < list->count; i++) {
		struct str text = list->units[i].text;
		if (sentences)
			words_collapse(&list->words, text);
		else
			buf_str(&list->words, text);
		if (sentences)
			buf_char(&list->words, '\n');
	}
}

/* How far the units of one side were followed, beside those of the base. */
struct unit_cursor {
	const struct lines *base, *side;
	size_t base_at, side_at;
};

/* Moves the cursor at least to unit end of the base, and over all changes there. Returns where it is in the base. */
static size_t follow(struct unit_cursor *cursor, size_t end)
{
	for (;;) {
		if (cursor->base->changed[cursor->base_at])
			cursor->base_at++;
		else if (cursor->side->changed[cursor->side_at])
			cursor->side_at++;
		else if (cursor->base_at < end) {
			cursor->base_at++;
			cursor->side_at++;
		} else
			return cursor->base_at;
	}
}

static bool at_change(const struct unit_cursor *cursor)
{
	return cursor->base->changed[cursor->base_at] || cursor->side->changed[cursor->side_at];
}

struct units_merge {
	struct merge_chunks *chunks;
	struct arena *arena;
	const struct unit_list *lists; /* of the sides */
	bool sentences;
	bool begun; /* something was written */
};

/* What separates a range from the sentence before it, if that was inserted before the first one of this side: what the
 * other side has there. */
static struct str space_of(const struct units_merge *merge, const size_t from[MERGE_SIDES],
			   const size_t to[MERGE_SIDES])
{
	for (int i = 0; i < MERGE_SIDES; i++)
		if (from[i] < to[i] && merge->lists[i].units[from[i]].space.len)
			return merge->lists[i].units[from[i]].space;
	return STR(" ");
}

/* The range of a side as text. */
static struct str slice(const struct units_merge *merge, enum merge_side side, const size_t from[MERGE_SIDES],
			const size_t to[MERGE_SIDES])
{
	if (from[side] == to[side])
		return STR("");
	const struct merge_unit *units = merge->lists[side].units;
	const struct merge_unit *first = &units[from[side]], *last = &units[to[side] - 1];
	const char *start = merge->begun ? first->space.at : first->text.at;
	struct str text = { start, (size_t)(last->text.at + last->text.len - start) };
	bool joined = merge->sentences && merge->begun && first->space.len == 0;
	if (!joined)
		return text;
	struct str space = space_of(merge, from, to);
	char *copy = arena_alloc(merge->arena, space.len + text.len);
	if (!copy)
		return STR("");
	memcpy(copy, space.at, space.len);
	memcpy(copy + space.len, text.at, text.len);
	return (struct str){ copy, space.len + text.len };
}

static bool same_range(const struct units_merge *merge, const size_t from[MERGE_SIDES], const size_t to[MERGE_SIDES],
		       enum merge_side one, enum merge_side other, bool exactly)
{
	size_t count = to[one] - from[one];
	if (count != to[other] - from[other])
		return false;
	for (size_t i = 0; i < count; i++) {
		struct str a = merge->lists[one].units[from[one] + i].text;
		struct str b = merge->lists[other].units[from[other] + i].text;
		if (!str_equal(a, b) && (exactly || !merge->sentences || !words_equal(a, b)))
			return false;
	}
	return true;
}

/* Writes a range that both sides have, or one changed, or both. */
static void write_range(struct units_merge *merge, const size_t from[MERGE_SIDES], const size_t to[MERGE_SIDES])
{
	enum merge_side taken = MERGE_OURS;
	bool conflict = false;
	if (same_range(merge, from, to, MERGE_OURS, MERGE_BASE, true))
		taken = MERGE_THEIRS;
	else if (same_range(merge, from, to, MERGE_THEIRS, MERGE_BASE, true) ||
		 same_range(merge, from, to, MERGE_OURS, MERGE_THEIRS, false))
		taken = MERGE_OURS;
	else if (same_range(merge, from, to, MERGE_OURS, MERGE_BASE, false))
		taken = MERGE_THEIRS;
	else
		conflict = !same_range(merge, from, to, MERGE_THEIRS, MERGE_BASE, false);
	struct str sides[MERGE_SIDES];
	for (int i = 0; i < MERGE_SIDES; i++)
		sides[i] = slice(merge, (enum merge_side)i, from, to);
	if (conflict)
		chunks_conflict(merge->chunks, sides[MERGE_BASE], sides[MERGE_OURS], sides[MERGE_THEIRS]);
	else
		chunks_add(merge->chunks, sides[taken]);
	merge->begun = merge->begun || conflict || sides[taken].len > 0;
}

static void merge_lists(struct units_merge *merge, const struct lines before[2], const struct lines after[2])
{
	struct unit_cursor ours = { &before[0], &after[0], 0, 0 }, theirs = { &before[1], &after[1], 0, 0 };
	size_t count = merge->lists[MERGE_BASE].count;
	while (ours.base_at < count || at_change(&ours) || at_change(&theirs)) {
		size_t from[MERGE_SIDES] = { ours.base_at, ours.side_at, theirs.side_at };
		size_t end = ours.base_at + !(at_change(&ours) || at_change(&theirs));
		if (end > ours.base_at) {
			ours.base_at++, ours.side_at++;
			theirs.base_at++, theirs.side_at++;
		} else {
			for (size_t last = SIZE_MAX; last != end;) {
				last = end;
				end = follow(&theirs, follow(&ours, end));
			}
		}
		write_range(merge, from, (size_t[MERGE_SIDES]){ ours.base_at, ours.side_at, theirs.side_at });
	}
}

static void merge_units(struct merge_chunks *chunks, struct arena *arena, struct unit_list lists[MERGE_SIDES],
			bool sentences)
{
	struct lines before[2] = { { .count = 0 } }, after[2] = { { .count = 0 } };
	struct units_merge merge = { .chunks = chunks, .arena = arena, .lists = lists, .sentences = sentences };
	bool good = true;
	for (int i = 0; i < MERGE_SIDES; i++) {
		write_words(&lists[i], sentences);
		good = good && !buf_failed(&lists[i].words);
	}
	for (int i = 0; i < 2 && good; i++)
		good = lines_compare(&before[i], &after[i], buf_view(&lists[MERGE_BASE].words),
				     buf_view(&lists[MERGE_OURS + i].words));
	if (good)
		merge_lists(&merge, before, after);
	chunks->failed = chunks->failed || !good || arena_failed(arena);
	for (int i = 0; i < 2; i++) {
		lines_release(&before[i]);
		lines_release(&after[i]);
	}
}

static void merge_split(struct merge_chunks *chunks, struct arena *arena, const struct str sides[MERGE_SIDES],
			bool sentences, struct str lang)
{
	struct unit_list lists[MERGE_SIDES] = { { .units = NULL } };
	bool good = true;
	for (int i = 0; i < MERGE_SIDES; i++) {
		buf_init(&lists[i].words, BUF_CAP);
		good = good &&
		       (sentences ? split_sentences(&lists[i], sides[i], lang) : split_lines(&lists[i], sides[i]));
	}
	if (good)
		merge_units(chunks, arena, lists, sentences);
	chunks->failed = chunks->failed || !good;
	for (int i = 0; i < MERGE_SIDES; i++) {
		free(lists[i].units);
		buf_release(&lists[i].words);
	}
}

void merge_lines(struct merge_chunks *chunks, struct arena *arena, const struct str sides[MERGE_SIDES])
{
	merge_split(chunks, arena, sides, false, STR_NONE);
}

void merge_sentences(struct merge_chunks *chunks, struct arena *arena, const struct str sides[MERGE_SIDES],
		     struct str lang)
{
	merge_split(chunks, arena, sides, true, lang);
}
