/* What a card says beside its answer. */
#include "check/card/parts.h"
#include "check/core/fold.h"
#include "check/core/unspaced.h"
#include "check/text/text.h"

/* Whether the word adds nothing by itself. */
static bool is_small(struct str word)
{
	static const char *const words[] = { "a", "an", "the", "is", "are", "was", "it", "this", "that", "of", "in", "to", "by", "and", "its" };
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_is(word, words[i]))
			return true;
	return false;
}

/* Whether all words of the folded text are words of the folded card. */
static bool says_nothing_new(struct str text, struct str card)
{
	char scratch[UNSPACED_WORD];
	size_t offset = 0, count = 0;
	for (struct str word; (word = unspaced_next_word(text, &offset, scratch)).at; count++)
		if (!is_small(word) && !fold_contains(card, word, NULL))
			return false;
	return count > 0;
}

void check_card_extra(struct lesson_check *check, const struct card *card)
{
	const struct flow *extra = card->extra;
	if (!extra || extra->blocks || flow_is_blank(extra) || card->occlusion || (card->back && card->back->blocks) ||
	    (!card->is_cloze && (!card->front || !card->back)) || !report_wants(check->report, RULE_CARD_EXTRA_REPEATS))
		return;
	buf_clear(&check->cards.text);
	buf_clear(&check->cards.folded);
	buf_clear(&check->cards.other);
	text_inline(&check->cards.text, extra->text, TEXT_ANSWERS);
	fold(&check->cards.other, buf_view(&check->cards.text));
	buf_clear(&check->cards.text);
	text_inline(&check->cards.text, card->is_cloze ? card->cloze : card->front->text, TEXT_ANSWERS);
	buf_char(&check->cards.text, ' ');
	if (!card->is_cloze)
		text_inline(&check->cards.text, card->back->text, TEXT_ANSWERS);
	fold(&check->cards.folded, buf_view(&check->cards.text));
	if (!says_nothing_new(buf_view(&check->cards.other), buf_view(&check->cards.folded)))
		return;
	struct diagnostic *d = report_add(check->report, RULE_CARD_EXTRA_REPEATS, extra->element.tag, card->id.value,
					  "the extra text only repeats the card");
	report_help(check->report, d, "say why it is so, or delete <extra>");
}
