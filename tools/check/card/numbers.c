/* The numbers of deletions. */
#include "check/card/parts.h"
#include "check/core/rules.h"
#include "check/reference/retired.h"
#include "lesson/deletion.h"

static bool was_retired(const struct lesson_check *check, const struct card *card, unsigned number)
{
	char id[DELETION_ID_SIZE];
	if (!check->retired || !id_looks_valid(card->id.value))
		return false;
	deletion_id(id, card->id.value, number);
	return retired_find(check->retired, check->root, str_from(id));
}

static void report_skipped(struct lesson_check *check, const struct card *card, unsigned skipped, unsigned number)
{
	struct report *report = check->report;
	struct diagnostic *d = report_add(report, RULE_CARD_SKIPPED_NUMBER, deletion_element(card, number)->tag,
					  card->id.value, "no deletion of this card has the number %u", skipped);
	report_label(report, d, "this is number %u", number);
	report_help(report, d,
		    "number deletions 1, 2, 3 …; if number %u was released and then removed, retire the id %.*s.%u",
		    skipped, STR_ARG(card->id.value), skipped);
}

static bool has_unnumbered(const struct inline_node *text)
{
	for (; text; text = text->next)
		if ((text->kind == INLINE_BLANK && !text->of.blank.number) || has_unnumbered(text->children))
			return true;
	return false;
}

/* Whether a deletion has no number, or one that can't be read: that is the one that the others lack. */
static bool lacks_number(const struct card *card)
{
	for (const struct shape *shape = card->occlusion ? card->occlusion->shapes : NULL; shape; shape = shape->next)
		if (!shape->number)
			return true;
	return has_unnumbered(card->cloze);
}

/* Reports each number that is missing below the next one, the first of several in a row. */
static void check_skipped(struct lesson_check *check, const struct card *card)
{
	unsigned expected = 1;
	if (card->element.unsure || lacks_number(card))
		return; /* which is reported */
	for (unsigned number = 0; (number = deletion_next(card, number)); expected = number + 1) {
		while (expected < number && was_retired(check, card, expected))
			expected++;
		if (expected < number)
			report_skipped(check, card, expected, number);
	}
}

static void check_unnumbered(struct lesson_check *check, const struct card *card, const struct inline_node *text)
{
	for (const struct inline_node *node = text; node; node = node->next) {
		check_unnumbered(check, card, node->children);
		/* A number that is wrong has been reported. */
		if (node->kind != INLINE_BLANK || node->of.blank.n.value.at || node->element.unsure)
			continue;
		struct diagnostic *d =
			report_add(check->report, RULE_CARD_UNNUMBERED_BLANK, node->element.tag, card->id.value,
				   "this gap has no number, but others of this cloze do");
		report_help(check->report, d,
			    "add n with a new number for a card of its own, or that of a gap to hide it with");
	}
}

void check_numbers(struct lesson_check *check, const struct card *card)
{
	if (!deletion_next(card, 0))
		return;
	check_unnumbered(check, card, card->cloze);
	check_skipped(check, card);
}
