/* Cards alone in their tree, for tests of which of them are near duplicates. */
#ifndef TESTS_NEAR_H
#define TESTS_NEAR_H

#include "check/core/fold.h"
#include "check/core/index_judge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

struct pair {
	const char *a, *b;
};

struct cards {
	const char *front, *back, *other_front, *other_back;
};

static void add_words(struct index_part *part, const char *text, uint32_t *count)
{
	struct buf folded;
	buf_init(&folded, BUF_CAP);
	fold(&folded, str_from(text));
	*count = index_add_words(part, buf_view(&folded));
	buf_release(&folded);
}

static void add_card(struct index_part *part, const char *front, const char *back, uint64_t number, bool same_back)
{
	struct location location = { .line = (uint32_t)number };
	enum prompt_kind kind = strchr(front, 1) ? PROMPT_CLOZE : PROMPT_CARD;
	struct index_prompt *prompt = index_add_prompt(part, number, kind, location, STR_NONE);
	assert_non_null(prompt);
	add_words(part, front, &prompt->front_words);
	add_words(part, back, &prompt->back_words);
	prompt->back = same_back ? 1 : number;
}

/* Whether the second of two cards, alone in their tree, is reported. */
static bool is_found(const struct cards *cards)
{
	struct index_part part;
	struct rule_settings settings;
	struct report report;
	const char *path = "a.xml", *lessons[] = { NULL };
	uint32_t copy_of[] = { 0 };
	bool same = strcmp(cards->back, cards->other_back) == 0;
	rule_settings_default(&settings);
	report_init(&report, &settings);
	index_part_init(&part);
	index_open_file(&part, 0, STR_NONE, false);
	add_card(&part, cards->front, cards->back, 1, same);
	add_card(&part, cards->other_front, cards->other_back, 2, same);
	struct index index = { .parts = &part, .part_count = 1, .paths = &path, .file_count = 1 };
	struct judge judge = { .index = &index, .report = &report, .lessons = lessons, .copy_of = copy_of };
	assert_true(judge_near(&judge) && !part.failed);
	bool found = report.counts[SEVERITY_WARNING] > 0;
	report_release(&report);
	index_part_release(&part);
	return found;
}

/* Reports those that are found, or not found, against what is expected, in either order; returns how many. */
static size_t judge_cards(const struct cards *cards, size_t count, bool expected)
{
	size_t wrong = 0;
	for (size_t i = 0; i < count; i++) {
		struct cards turned = { cards[i].other_front, cards[i].other_back, cards[i].front, cards[i].back };
		if (is_found(&cards[i]) == expected && is_found(&turned) == expected)
			continue;
		print_error("%s: %s / %s\n", expected ? "not found" : "found", cards[i].front, cards[i].other_front);
		wrong++;
	}
	return wrong;
}

/* The same answer to both. */
static size_t judge_fronts(const struct pair *pairs, size_t count, bool expected)
{
	size_t wrong = 0;
	for (size_t i = 0; i < count; i++) {
		struct cards cards = { pairs[i].a, "Desquamation", pairs[i].b, "Desquamation" };
		wrong += judge_cards(&cards, 1, expected);
	}
	return wrong;
}

#endif
