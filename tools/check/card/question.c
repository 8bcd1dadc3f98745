/* Cards that ask what a question of the lesson asks, word for word. */
#include "check/card/parts.h"
#include "check/core/fold.h"
#include "check/text/text.h"

/* Folds text into check->cards.folded; an empty string if memory ran out. */
static struct str folded(struct lesson_check *check, const struct inline_node *text)
{
	buf_clear(&check->cards.text);
	buf_clear(&check->cards.folded);
	text_inline(&check->cards.text, text, TEXT_ANSWERS);
	fold(&check->cards.folded, buf_view(&check->cards.text));
	check->failed = check->failed || buf_failed(&check->cards.folded);
	return check->failed ? STR("") : buf_view(&check->cards.folded);
}

/* Adds the question to check->cards.seen by its stem. A vignette makes it ask more than a card can. */
static void add_question(struct lesson_check *check, const struct question *question)
{
	if (!question->stem || question->stem->blocks || question->vignette || question->set)
		return;
	struct str stem = arena_str(&check->cards.memory, folded(check, question->stem->text));
	void **slot = stem.at && stem.len ? map_put(&check->cards.seen, stem) : NULL;
	if (slot && !*slot)
		*slot = (void *)(uintptr_t)question;
	check->failed = check->failed || !stem.at || (stem.len && !slot);
}

void check_cards_of_questions(struct lesson_check *check)
{
	if (!report_wants(check->report, RULE_CARD_REPEATS_QUESTION) || !check->lesson->cards ||
	    !check->lesson->questions)
		return;
	arena_clear(&check->cards.memory);
	map_clear(&check->cards.seen);
	for (const struct question *q = check->lesson->questions; q; q = q->next)
		add_question(check, q);
	for (const struct card *card = check->lesson->cards; card; card = card->next) {
		if (card->is_cloze || card->occlusion || !card->front || card->front->blocks)
			continue;
		const struct question *same = map_get(&check->cards.seen, folded(check, card->front->text));
		if (!same)
			continue;
		struct diagnostic *d = report_add(check->report, RULE_CARD_REPEATS_QUESTION, card->front->element.tag,
						  card->id.value, "this card asks the same as the question on line %u",
						  source_location(check->source, same->element.tag).line);
		report_help(check->report, d,
			    "ask for another fact: learners who know the card need not read the options");
	}
}
