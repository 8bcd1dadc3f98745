/* Rules about the wording of cards, after Wozniak's "Twenty rules of formulating knowledge"; one file for each part of
 * a card. Called by check_cards. */
#ifndef CHECK_CARD_PARTS_H
#define CHECK_CARD_PARTS_H

#include "check/core/rules.h"

/* What the front or cloze asks for, and whether it can be understood on its own. */
void check_card_prompt(struct lesson_check *check, const struct card *card);
/* Whether the front asks for a list: then that is reported, rather than the list on the back. */
bool card_asks_for_list(struct lesson_check *check, const struct card *card);
/* How much the back contains. */
void check_card_back(struct lesson_check *check, const struct card *card);
/* Whether the extra text adds something. */
void check_card_extra(struct lesson_check *check, const struct card *card);
/* Notations of other programs for gaps, anywhere in the lesson. */
void check_foreign_gaps(struct lesson_check *check);
/* Whether it reports one in the text. */
bool card_has_foreign_gap(struct lesson_check *check, const struct inline_node *text);

/* question.c */
void check_cards_of_questions(struct lesson_check *check);

/* Whether a folded text offers the folded answer other than as one of several alternatives. */
bool card_gives_away(struct str lang, struct str prompt, struct str answer);
void check_occlusion(struct lesson_check *check, const struct card *card);
/* Whether the deletions of the card element are numbered without omission. */
void check_numbers(struct lesson_check *check, const struct card *card);

#endif
