/* Claims that say something to those who chose an option. */
#include "check/core/phrase.h"
#include "check/question/claims.h"

/* "You are right", "well done". */
static enum verdict read_praise(struct str *rest)
{
	static const char *const subjects[] = { "you", "they", "then you", NULL };
	static const char *const right[] = { "well done", "congratulations", "good", "excellent", "bravo", NULL };
	bool answer;
	if (phrase_take(rest, right))
		return VERDICT_RIGHT;
	(void)phrase_take(rest, subjects);
	return verdict_predicate(rest, &answer);
}

/* "You are right if you", "well done to those who". */
static enum verdict read_praise_before(struct str *rest)
{
	static const char *const who[] = { "if you", "those who", "to those who", "if your answer", "to all who", NULL };
	static const char *const right[] = { "you are right", "you are correct", "you were right", "you were correct", "well done",
					     NULL };
	static const char *const wrong[] = { "you are wrong", "you were wrong", "you are incorrect", NULL };
	bool praised = phrase_take(rest, right);
	if (!praised && !phrase_take(rest, wrong))
		return VERDICT_NONE;
	(void)mention_skip(rest, ",");
	return !phrase_take(rest, who) ? VERDICT_NONE : praised ? VERDICT_RIGHT : VERDICT_WRONG;
}

bool claim_address(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const who[] = { "if you", "if your answer", "those who", NULL };
	static const char *const verbs[] = { "said",	"chose",  "picked",   "answered", "selected", "marked",	  "ticked",
					     "guessed", "circled", "went for", "went with", "opted for", "have chosen", "put", "is",
					     "was",	"got",	  "thought of", "settled on", NULL };
	struct str rest = phrase_after(reading->text, start);
	*claim = (struct claim){ .start = start, .mentions.count = 1, .kind = CLAIM_ANSWER };
	enum verdict verdict = read_praise_before(&rest);
	if ((verdict == VERDICT_NONE && !phrase_take(&rest, who)) || !phrase_take(&rest, verbs) ||
	    !claim_take_any(reading, &rest, &claim->mentions.at[0]))
		return false;
	if (verdict == VERDICT_NONE) {
		(void)mention_skip(&rest, ",");
		verdict = read_praise(&rest);
	}
	claim_end_at(reading, rest, claim);
	claim->right = verdict == VERDICT_RIGHT;
	return verdict != VERDICT_NONE && claim_ends(rest);
}
