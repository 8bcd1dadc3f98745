/* The rules on how a card is worded, after Wozniak's "Twenty rules of formulating knowledge", a file for each part of
 * a card. check_cards calls them. */
#ifndef CHECK_CARD_PARTS_H
#define CHECK_CARD_PARTS_H

#include "check/core/rules.h"

/* What the front, or a cloze, asks for, and whether it can be understood alone. */
void check_card_prompt(struct lesson_check *check, const struct card *card);
/* Whether the front asks for a list: then that is the flaw, and not the list on the back. */
bool card_asks_for_list(struct lesson_check *check, const struct card *card);
/* How much the back holds. */
void check_card_back(struct lesson_check *check, const struct card *card);
/* Gaps as other programs write them, in any text of the lesson. */
void check_foreign_gaps(struct lesson_check *check);

#endif
