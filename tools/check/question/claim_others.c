/* Claims about all options but one, or about those that are not the answer. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/claims.h"

/* What is said of all but one: true, or wrong. */
static bool all_are_wrong(struct str rest)
{
	static const char *const be[] = { "are", "is", NULL }, *const wrong[] = { "wrong", "incorrect", "false", NULL };
	return phrase_take(&rest, be) && phrase_starts_any(rest, wrong);
}

/* Moves rest past a few words to "except": "are typical features except B". */
static void skip_to_exception(struct str *rest)
{
	static const char *const except[] = { "except", "apart from", NULL };
	enum { WORDS = 5 };
	size_t at = 0;
	struct str word;
	for (int i = 0; i < WORDS && phrase_next_word(*rest, &at, &word); i++)
		if (phrase_starts_any(phrase_after(*rest, (size_t)(word.at - rest->at)), except)) {
			*rest = phrase_after(*rest, (size_t)(word.at - rest->at));
			return;
		}
}

/* "All but D are true", "all options except B", "everything is wrong except C". */
static bool read_all_but(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const all[] = {
		"all of the", "all the", "all of these", "all", "everything", "options", NULL
	};
	static const char *const nouns[] = { "options", "choices", "statements", "others", "other options",
					     "answers", "of them", "above",	 NULL };
	static const char *const be[] = { "are", "is", NULL };
	static const char *const said[] = { "true",  "correct",	  "right", "typical", "seen",
					    "wrong", "incorrect", "false", NULL };
	static const char *const but[] = { "but",	 "except for", "except",  "apart from",
					   "other than", "save",       "besides", NULL };
	struct str rest = phrase_after(reading->text, start);
	if (!phrase_take(&rest, all))
		return false;
	(void)phrase_take(&rest, nouns);
	bool denied = all_are_wrong(rest);
	if (phrase_take(&rest, be) && !phrase_take(&rest, said))
		skip_to_exception(&rest);
	(void)mention_skip(&rest, ",");
	*claim = (struct claim){ .start = start, .mentions.count = 1, .right = true };
	struct mention *mention = &claim->mentions.at[0];
	if (!phrase_take(&rest, but) || !claim_take_any(reading, &rest, mention))
		return false;
	claim_end_at(reading, rest, claim);
	claim->kind = denied || all_are_wrong(rest) ? CLAIM_ANSWER : CLAIM_EXCEPTION;
	return true;
}

/* "Except C, all are true", "with the exception of B, the others are wrong". */
static bool read_except(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const but[] = { "except for", "except", "apart from", "besides", "with the exception of",
					   NULL };
	static const char *const others[] = { "all options",	   "all others", "all the others",
					      "all the options",   "all",	 "the others",
					      "the rest",	   "everything", "everything else",
					      "the other options", NULL };
	struct str rest = phrase_after(reading->text, start);
	*claim = (struct claim){ .start = start, .mentions.count = 1, .right = true };
	if (!phrase_take(&rest, but) || !claim_take_option(reading, &rest, &claim->mentions.at[0]))
		return false;
	claim_end_at(reading, rest, claim);
	(void)mention_skip(&rest, ",");
	if (!phrase_take(&rest, others))
		return false;
	claim->kind = all_are_wrong(rest) ? CLAIM_ANSWER : CLAIM_EXCEPTION;
	return true;
}

/* "None of A, B or C is right", "neither renin nor insulin is correct". */
static bool read_none(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const none[] = { "none of", "neither", NULL }, *const nor[] = { "nor", NULL };
	struct str rest = phrase_after(reading->text, start);
	*claim = (struct claim){ .start = start, .mentions.count = 1 };
	struct mention *mention = &claim->mentions.at[0];
	if (!phrase_take(&rest, none))
		return false;
	bool quoted = mention_quotation(reading->options, rest, mention);
	if (!quoted && (!mention_sign(rest, mention) || (mention->small && !mention->enclosed)))
		return false;
	rest = str_trim(phrase_after(rest, mention->text.len));
	struct str options = quoted ? reading->options : STR_NONE, after = rest;
	struct mention *other = &claim->mentions.at[1];
	if (phrase_take(&after, nor) &&
	    (quoted ? mention_quotation(options, after, other) : mention_sign(after, other))) {
		rest = str_trim(phrase_after(after, other->text.len));
		claim->mentions.count = 2;
	} else {
		mention_more(options, &rest, &claim->mentions);
	}
	bool answer;
	enum verdict verdict = verdict_predicate(&rest, &answer);
	claim_end_at(reading, rest, claim);
	return verdict == VERDICT_RIGHT;
}

/* "Cross out A, B and D", "eliminate (a) and (b)". */
static bool read_ruling_out(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const verbs[] = { "cross out", "rule out", "rules out", "eliminate", "eliminates", "exclude",
					     "excludes",  "discard",  "cannot be", "can't be",	"can’t be",   NULL };
	static const char *const nouns[] = { "options", "option", "answers", "choices", NULL };
	static const char *const denials[] = { "not", "cannot", "never", "if", NULL };
	struct str rest = phrase_after(reading->text, start);
	if (!phrase_take(&rest, verbs))
		return false;
	(void)phrase_take(&rest, nouns);
	*claim = (struct claim){ .start = start, .kind = CLAIM_ANSWER };
	if (!mention_letters(reading->options, &rest, true, &claim->mentions))
		return false;
	claim->end = (size_t)(rest.at - reading->text.at);
	return claim_ends(str_trim(rest)) && !phrase_in_any(claim_sentence_before(reading->text, start), denials);
}

/* "Incorrect answers: A, C and D", "the distractors are A and B", "the other options (A, C, D)". */
static bool read_wrong_ones(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const article[] = { "the", NULL }, *const distractors[] = { "distractors", NULL };
	static const char *const adjectives[] = { "incorrect", "wrong", NULL }, *const other[] = { "other", "remaining",
												   NULL };
	static const char *const nouns[] = { "answers", "options", "choices", "responses", NULL };
	static const char *const be[] = { "are", NULL };
	struct str rest = phrase_after(reading->text, start);
	(void)phrase_take(&rest, article);
	bool wrong = phrase_take(&rest, adjectives), others = !wrong && phrase_take(&rest, other);
	bool noun = wrong || others ? phrase_take(&rest, nouns) : phrase_take(&rest, distractors);
	bool linked =
		mention_skip(&rest, ":-= ") || phrase_take(&rest, be) || (others && rest.len && rest.at[0] == '(');
	/* "Wrong: A, B" */
	if (!linked || (!noun && !wrong))
		return false;
	if (others && rest.at[0] == '(')
		rest = str_trim(phrase_after(rest, 1));
	*claim = (struct claim){ .start = start, .kind = others ? CLAIM_ANSWER : CLAIM_VERDICT };
	if (!mention_letters(reading->options, &rest, false, &claim->mentions))
		return false;
	claim->end = (size_t)(rest.at - reading->text.at);
	return true;
}

/* "Why not B?", "Why is option (b) wrong?" */
static bool read_why(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const why_not[] = { "why not", NULL }, *const why[] = { "why is", "why", NULL };
	static const char *const nouns[] = { "option", "choice", "answer", NULL };
	static const char *const wrong[] = { "wrong",	    "is wrong",	      "incorrect", "is incorrect",
					     "not correct", "is not correct", "not right", "is not right",
					     "not the",	    "is not the",     NULL };
	struct str rest = phrase_after(reading->text, start);
	bool denied = phrase_take(&rest, why_not);
	if (!denied && !phrase_take(&rest, why))
		return false;
	(void)phrase_take(&rest, nouns);
	*claim = (struct claim){ .start = start, .mentions.count = 1 };
	struct mention *mention = &claim->mentions.at[0];
	if (!mention_sign(rest, mention) || mention->sign <= '9' || (mention->small && !mention->enclosed))
		return false;
	rest = str_trim(phrase_after(rest, mention->text.len));
	claim->end = (size_t)(rest.at - reading->text.at);
	return denied ? str_starts(rest, "?") : phrase_starts_any(rest, wrong) > 0;
}

bool claim_others(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const after_the[] = { "other", "remaining", "distractors", NULL };
	struct str text = phrase_after(reading->text, start);
	switch (ascii_lower(text.at[0])) {
	case 'a':
	case 'o': return read_all_but(reading, start, claim) || read_except(reading, start, claim);
	case 'b': return read_except(reading, start, claim);
	case 'c':
	case 'r': return read_ruling_out(reading, start, claim);
	case 'd': return read_wrong_ones(reading, start, claim) || read_ruling_out(reading, start, claim);
	case 'e':
		return read_ruling_out(reading, start, claim) || read_all_but(reading, start, claim) ||
		       read_except(reading, start, claim);
	case 'n': return read_none(reading, start, claim);
	case 't':
		return phrase_starts(text, "the") && phrase_starts_any(str_trim(phrase_after(text, 3)), after_the) &&
		       read_wrong_ones(reading, start, claim);
	case 'w':
		return read_wrong_ones(reading, start, claim) || read_why(reading, start, claim) ||
		       read_except(reading, start, claim);
	default: return read_wrong_ones(reading, start, claim);
	}
}
