/* What a sentence says of an option that it has mentioned. */
#include "check/core/phrase.h"
#include "check/question/claims.h"

static const char *const TRUE_WORDS[] = { "true",
					  "a true statement",
					  "the true statement",
					  "the only true statement",
					  "the true one",
					  "the only true one",
					  NULL };
static const char *const FALSE_WORDS[] = {
	"false",
	"untrue",
	"not true",
	"a false statement",
	"the false statement",
	"the only false statement",
	"the false one",
	"the only false one",
	"the untrue one",
	"the wrong statement",
	"the incorrect statement",
	"the incorrect one",
	NULL,
};

/* "Correctly describes this". */
static enum verdict read_adverb(struct str *rest)
{
	static const char *const right[] = { "correctly", "accurately", NULL }, *const wrong[] = { "incorrectly", "wrongly", NULL };
	return phrase_take(rest, right) ? VERDICT_RIGHT : phrase_take(rest, wrong) ? VERDICT_WRONG : VERDICT_NONE;
}

/* Whether the sentence goes on to deny something: "is the statement that is not true". */
static bool denies(struct str rest)
{
	static const char *const words[] = { "not",	  "no",	    "never",  "false", "wrong",
					     "incorrect", "untrue", "except", NULL };
	size_t end = 0, most = rest.len < CLAIM_REACH ? rest.len : CLAIM_REACH;
	while (end < most && !strchr(".;:!?", rest.at[end]))
		end++;
	return phrase_in_any((struct str){ rest.at, end }, words);
}

/* "Best explains", "is the one that": the option is the answer, whatever follows. */
static bool take_choice(struct str *rest)
{
	static const char *const finds[] = {
		"best explains",
		"best fits",
		"fits best",
		"best describes",
		"best matches",
		"describes it best",
		"explains it best",
		"fits it best",
		"is what we want",
		"is the statement that",
		"is the option that",
		"is the one that",
		"is the one to",
		"is the answer we",
		"was the answer we",
		"is the answer of choice",
		"is what the question",
		"is what you should",
		"is the only option that",
		"is the only choice that",
		"is the only answer that",
		"is the right one to",
		"is the option to",
		"is the one which",
		"is the choice that",
		"is the only one that",
		"is the only one",
		NULL,
	};
	return phrase_take(rest, finds);
}

/* "Should be chosen", "remains": the same if nothing follows. */
static bool take_last_choice(struct str *rest)
{
	static const char *const chosen[] = {
		"is the one",
		"remains",
		"wins",
		"is left",
		"would be the best choice",
		"would be the best answer",
		"would be the right choice",
		"would be the right answer",
		"is our pick",
		"is our choice",
		"is our answer",
		"should be chosen",
		"should be picked",
		"must be chosen",
		"is to be chosen",
		"is chosen",
		"is selected",
		"it is",
		"is the better choice",
		"is the better answer",
		"is the better option",
		"is better",
		"is the best fit",
		"is the best match",
		"is what is asked for",
		"is preferable",
		NULL,
	};
	return phrase_take(rest, chosen);
}

/* "Is the most likely diagnosis", "is the one", "should be chosen": the option is the answer. */
static bool is_chosen(struct str *rest)
{
	static const char *const most[] = { "is the most likely",   "is the most appropriate",
					    "is the most suitable", "is most likely",
					    "is most appropriate",  "is the best",
					    "is the single best",   NULL };
	struct str said = *rest, word;
	if (take_choice(&said)) {
		*rest = said;
		return !denies(said);
	}
	bool taken = take_last_choice(&said);
	if (!taken && (taken = phrase_take(&said, most)) && !verdict_ends(said)) {
		/* "The most likely diagnosis" */
		size_t at = 0;
		if (phrase_next_word(said, &at, &word) && word.at == said.at)
			said = str_trim(phrase_after(said, at));
		/* "The best course of action to rectify this" */
		taken = verdict_ends(said) || !denies(said);
	} else if (taken) {
		taken = verdict_ends(said);
	}
	if (taken)
		*rest = said;
	return taken;
}

/* What quotes an option often speaks of the thing itself, so only exceptions are read without a letter. */
static enum verdict read_more(struct str *rest, bool letter, enum claim_kind *kind)
{
	static const char *const exceptions[] = { "is not one of them",
						  "is not one of these",
						  "is the exception",
						  "is the odd one out",
						  "is the odd one",
						  "is the outlier",
						  "is an exception",
						  "does not belong",
						  "doesn't belong",
						  "doesn’t belong",
						  "is the one that does not",
						  "is the one that is not",
						  "is the only one that is not",
						  "is the only one that does not",
						  NULL };
	static const char *const excluded[] = {
		"can be ruled out",
		"can be excluded",
		"can be eliminated",
		"can be discarded",
		"are ruled out",
		"is ruled out",
		"are excluded",
		"is excluded",
		"are out",
		"is out",
		"are distractors",
		"is a distractor",
		"do not fit",
		"does not fit",
		"don't fit",
		"doesn't fit",
		"don’t fit",
		"doesn’t fit",
		NULL,
	};
	static const char *const wanted[] = { "is the one to choose", "is the one to pick", "is what is asked for", "is what we want",
					      "is the answer we", NULL };
	static const char *const is_not[] = { "is not", "isn't", "isn’t", "does not", "doesn't", "doesn’t", NULL };
	struct str said = *rest;
	/* "A, B and D are seen; C is not." */
	if (phrase_take(&said, exceptions) || (phrase_take(&said, is_not) && (!said.len || str_is(said, ".")))) {
		*kind = CLAIM_EXCEPTION;
		*rest = said;
		return VERDICT_RIGHT;
	}
	said = *rest;
	if (!letter && !phrase_starts_any(said, wanted))
		return VERDICT_NONE;
	if (is_chosen(rest)) {
		*kind = CLAIM_ANSWER;
		return VERDICT_RIGHT;
	}
	enum verdict verdict = read_adverb(rest);
	if (verdict != VERDICT_NONE)
		return verdict;
	if (!phrase_take(&said, excluded) || !verdict_ends(said))
		return VERDICT_NONE;
	*rest = said;
	return VERDICT_WRONG;
}

/* "Is true", "are all false", "that is not true". */
static enum verdict read_truth(struct str *rest)
{
	static const char *const be[] = { "is", "are", "that is", "which is", NULL };
	static const char *const adverbs[] = { "all", "both", "indeed", "also", "clearly", NULL };
	static const char *const holds[] = { "holds", "hold", NULL };
	struct str said = *rest;
	enum verdict verdict = VERDICT_NONE;
	if (phrase_take(&said, be)) {
		(void)phrase_take(&said, adverbs);
		verdict = phrase_take(&said, TRUE_WORDS)    ? VERDICT_RIGHT
			  : phrase_take(&said, FALSE_WORDS) ? VERDICT_WRONG
							    : VERDICT_NONE;
	} else if (phrase_take(&said, holds)) {
		verdict = VERDICT_RIGHT;
	}
	if (verdict == VERDICT_NONE || !verdict_ends(said))
		return VERDICT_NONE;
	*rest = said;
	return verdict;
}

static bool is_marked(struct str text)
{
	return mention_skip(&text, ".)");
}

/* "Correct!" after "B.", "wrong" after "c)" and before "b)", "True" in a list, "correct" after "C". */
static enum verdict listed_label(struct str *rest, const struct mention *mention, enum claim_kind *kind)
{
	static const char *const right[] = { "correct", "right", NULL }, *const wrong[] = { "wrong", "incorrect", NULL };
	static const char *const plain[] = { "true", "t", NULL }, *const untrue[] = { "false", "untrue", "f", NULL };
	struct str said = *rest;
	struct mention next;
	if (!mention->sign)
		return VERDICT_NONE;
	bool marked = mention_skip(&said, ".)") || mention->enclosed, digit = mention->sign <= '9';
	if (!marked && (digit || mention->sign == 'A' || !phrase_starts_any(said, (const char *const[]){ "correct", "incorrect", NULL })))
		return VERDICT_NONE;
	bool is_right = phrase_take(&said, right), is_wrong = !is_right && phrase_take(&said, wrong);
	bool is_true = !is_right && !is_wrong && phrase_take(&said, plain);
	if ((!is_right && !is_wrong && !is_true && !phrase_take(&said, untrue)) ||
	    (!verdict_ends(said) &&
	     (!mention_sign(said, &next) || !(next.enclosed ? mention->enclosed : is_marked(phrase_after(said, next.text.len))))))
		return VERDICT_NONE;
	*kind = is_right || is_wrong ? CLAIM_VERDICT : CLAIM_TRUTH;
	*rest = said;
	return is_right || is_true ? VERDICT_RIGHT : VERDICT_WRONG;
}

/* ": incorrect", "– true", "= right", "False" after "(b)", a tick. Options that are quoted are only called right or wrong. */
static enum verdict read_label(struct str *rest, const struct mention *mention, enum claim_kind *kind)
{
	static const char *const plain[] = { "correct", "right", "wrong", "incorrect", NULL };
	struct str said = *rest;
	enum verdict verdict = mention->sign ? verdict_mark(&said) : VERDICT_NONE;
	if (verdict != VERDICT_NONE) {
		*rest = said;
		return verdict;
	}
	verdict = listed_label(&said, mention, kind);
	if (verdict != VERDICT_NONE) {
		*rest = said;
		return verdict;
	}
	bool dash = str_starts(said, "–") || str_starts(said, "—"), bracket = str_starts(said, "(");
	if (bracket)
		said = str_trim(phrase_after(said, 1));
	if ((!mention_skip(&said, ":-=") && !dash && !bracket && !mention->enclosed) || phrase_starts(said, "no"))
		return VERDICT_NONE;
	size_t close = bracket ? phrase_starts_any(said, plain) : 0;
	if (close && close < said.len && said.at[close] == ')') {
		verdict = phrase_starts(said, "correct") || phrase_starts(said, "right") ? VERDICT_RIGHT : VERDICT_WRONG;
		*rest = str_trim(phrase_after(said, close + 1));
		return verdict;
	}
	if (bracket)
		return VERDICT_NONE;
	verdict = verdict_exclamation(&said);
	if (verdict == VERDICT_NONE && mention->sign) {
		*kind = CLAIM_TRUTH;
		verdict = phrase_take(&said, TRUE_WORDS)    ? VERDICT_RIGHT
			  : phrase_take(&said, FALSE_WORDS) ? VERDICT_WRONG
							    : VERDICT_NONE;
	}
	if (verdict == VERDICT_NONE || !verdict_ends(said))
		return VERDICT_NONE;
	*rest = said;
	return verdict;
}

/* "Are seen", "are features", said of several; "do not". */
static enum verdict read_shared(struct str *rest)
{
	static const char *const be[] = { "are", "do", "can", "may", "occur", "cause", NULL };
	static const char *const denials[] = { "do not", "don't", "don’t", "are not", "aren't", "aren’t", "cannot", "can't",
					       "can’t", "would not", "fail to", NULL };
	struct str said = *rest;
	if (phrase_take(&said, denials)) {
		*rest = said;
		return VERDICT_WRONG;
	}
	if (!phrase_take(&said, be) || denies(said))
		return VERDICT_NONE;
	*rest = said;
	return VERDICT_RIGHT;
}

enum verdict claim_verdict(struct str *rest, bool opens, bool named, bool several, const struct mention *mention,
			   enum claim_kind *kind)
{
	static const char *const best[] = { "best explains",  "best fits",    "fits best",
					    "best describes", "best matches", NULL };
	static const char *const answers[] = { "answer", "key", NULL };
	bool letter = mention->sign != 0 || named;
	bool answer;
	struct str predicate = *rest;
	enum verdict verdict = verdict_predicate(rest, &answer);
	predicate.len -= rest->len;
	/* Treatments are choices and options, too. */
	answer = answer && (letter || phrase_in_any(predicate, answers));
	*kind = verdict != VERDICT_NONE && answer ? CLAIM_ANSWER : CLAIM_VERDICT;
	if (verdict != VERDICT_NONE)
		return verdict;
	if (opens && !letter && phrase_take(rest, best)) {
		*kind = CLAIM_ANSWER;
		return VERDICT_RIGHT;
	}
	if (opens || named)
		verdict = read_more(rest, letter, kind);
	if (verdict == VERDICT_NONE && (letter || mention->enclosed) && (opens || named)) {
		verdict = read_truth(rest);
		*kind = verdict != VERDICT_NONE ? CLAIM_TRUTH : CLAIM_VERDICT;
	}
	if (verdict == VERDICT_NONE && opens)
		verdict = read_label(rest, mention, kind);
	if (verdict == VERDICT_NONE && several) {
		*kind = CLAIM_SHARED;
		verdict = read_shared(rest);
	}
	return verdict;
}
