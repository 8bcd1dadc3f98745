/* Claims that single an option out without calling it the answer. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/claims.h"

/* How far back a sentence is searched, in bytes, so that a text without full stops takes linear time. */
enum { SENTENCE_REACH = 300 };

struct str claim_sentence_before(struct str text, size_t offset)
{
	struct str before = str_trim((struct str){ text.at, offset });
	size_t start = before.len;
	while (start > 0 && before.len - start < SENTENCE_REACH && !strchr(".!?;", before.at[start - 1]))
		start--;
	return str_trim(phrase_after(before, start));
}

/* Takes one option: "B", "(b)", "option b", "the third one"; letters without a noun are capital or in brackets. */
static bool take_option(const struct claim_reading *reading, struct str *rest, struct mention *mention)
{
	static const char *const nouns[] = { "option",	    "choice",	"answer", "box",    "letter", "statement",
					     "alternative", "response", "item",	  "number", "no",     NULL };
	static const char *const the[] = { "the", NULL };
	(void)mention_skip(rest, ":,");
	struct str after = *rest;
	(void)phrase_take(&after, the);
	if (mention_ordinal(reading->options, &after, mention)) {
		*rest = after;
		return true;
	}
	bool noun = phrase_take(rest, nouns);
	while (noun && (phrase_take(rest, nouns) || mention_skip(rest, ".:-")))
		;
	if (!mention_sign(*rest, mention) || mention->number >= mention_options(reading->options))
		return false;
	*rest = str_trim(phrase_after(*rest, mention->text.len));
	bool ends = !rest->len || strchr(".;,", rest->at[0]);
	return noun || mention->enclosed ||
	       (mention->sign > '9' && (!mention->small || (ends && mention->sign != 'A')));
}

/* Whether nothing follows that makes the letter mean something else or only holds on a condition: "B cells", "B if". */
static bool ends_choice(struct str rest)
{
	static const char *const more[] = { "and",     "here",	   "whenever", "as",	  "over",
					    "rather",  "instead",  "not",      "in such", "every time",
					    "in this", "in these", "without",  "again",	  NULL };
	return verdict_ends(rest) || phrase_starts_any(rest, more);
}

static void end_claim(const struct claim_reading *reading, struct str rest, struct claim *claim)
{
	struct str words = str_trim((struct str){ reading->text.at, (size_t)(rest.at - reading->text.at) });
	claim->end = words.len;
}

/* "We choose B", "go with option c", "you should have picked D", "never tick A". */
static bool read_choosing(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const verbs[] = { "choose",	   "pick",	"select", "mark",    "tick",
					     "circle",	   "go with",	"go for", "opt for", "settle on",
					     "settle for", "plump for", NULL };
	static const char *const participles[] = { "chosen",  "picked",	  "selected",  "marked", "ticked",
						   "circled", "gone for", "gone with", NULL };
	static const char *const duty[] = { "should", "must", "have to", "has to", "should have", "must have",
					    "we",     "i",    "let us",	 "so",	   NULL };
	static const char *const due[] = { "should have", "must have", "ought to have", NULL };
	static const char *const never[] = { "not", "never", "don't", "don’t", NULL };
	static const char *const others[] = { "if",	    "why",	"many",	    "most",    "some",	  "often",
					      "candidates", "students", "learners", "people",  "wrongly", "tempting",
					      "tempted",    "who",	"may",	    "might",   "could",	  "when",
					      "those",	    "they",	"error",    "mistake", "common",  "patient",
					      "patients",   "doctors",	NULL };
	struct str rest = phrase_after(reading->text, start);
	bool past = phrase_take(&rest, participles);
	*claim = (struct claim){ .start = start, .mentions.count = 1, .kind = CLAIM_ANSWER };
	if ((!past && !phrase_take(&rest, verbs)) || !take_option(reading, &rest, &claim->mentions.at[0]) ||
	    !ends_choice(rest))
		return false;
	struct str before = claim_sentence_before(reading->text, start);
	size_t subject = phrase_ends_any(before, never);
	claim->right = subject == before.len;
	before = str_trim((struct str){ before.at, subject });
	bool bound = phrase_ends_any(before, duty) < before.len;
	if ((past && phrase_ends_any(before, due) == before.len) || (!bound && phrase_in_any(before, others)))
		return false;
	end_claim(reading, rest, claim);
	return true;
}

/* "Hence D.", "so option c", "this leaves us with B", "by exclusion, A", "so B it is". */
static bool read_conclusion(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const heads[] = { "hence", "therefore", "thus", "so", "accordingly", NULL };
	static const char *const left[] = { "leaves us with", "leaves only",  "leaves",	 "leave only",
					    "leave",	      "leaving only", "leaving", "left with",
					    "by elimination", "by exclusion", "points to", "point to",
					    "it must be",     "it can only be", "it has to be", NULL };
	static const char *const must_be[] = { "it must be", "it is", "it has to be", "we choose", "only", NULL };
	static const char *const it_is[] = { "it is", "it must be", NULL }, *const as[] = { "as", NULL };
	struct str rest = phrase_after(reading->text, start);
	bool headed = phrase_take(&rest, heads);
	if (!headed && !phrase_take(&rest, left))
		return false;
	(void)mention_skip(&rest, ",");
	(void)phrase_take(&rest, must_be);
	*claim = (struct claim){ .start = start, .mentions.count = 1, .right = true, .kind = CLAIM_ANSWER };
	struct str whole = rest;
	struct mention *mention = &claim->mentions.at[0];
	if (!take_option(reading, &rest, mention))
		return false;
	if (mention->small && mention->sign == 'A' && mention->text.at == whole.at && !mention->enclosed)
		return false;
	end_claim(reading, rest, claim);
	(void)phrase_take(&rest, it_is);
	/* Only at the end: "hence B. coli", "so A, C and D". */
	struct str after = str_trim(rest);
	bool ends =
		!after.len || (strchr(".;!", after.at[0]) && (after.len == 1 || !mention->sign || after.at[0] != '.'));
	return ends || (!headed && (phrase_starts_any(after, as) || verdict_ends(after)));
}

/* "Only B fits", "none but D explains this". */
static bool read_only(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const heads[] = { "only", "none but", "nothing but", NULL };
	static const char *const verbs[] = { "fits",	     "explains",       "applies",     "matches",
					     "remains",	     "works",	       "agrees",      "accounts",
					     "meets",	     "answers",	       "satisfies",   "is left",
					     "can be right", "can be correct", "makes sense", NULL };
	struct str rest = phrase_after(reading->text, start);
	*claim = (struct claim){ .start = start, .mentions.count = 1, .right = true, .kind = CLAIM_ANSWER };
	if (!phrase_take(&rest, heads))
		return false;
	size_t len = rest.len, noun = phrase_starts(rest, "option") + phrase_starts(rest, "choice");
	if (!take_option(reading, &rest, &claim->mentions.at[0]) || rest.len == len ||
	    !(phrase_starts_any(rest, verbs) || (noun && verdict_ends(rest))))
		return false;
	end_claim(reading, rest, claim);
	return true;
}

/* Takes an option, or the text of one. */
static bool take_any(const struct claim_reading *reading, struct str *rest, struct mention *mention)
{
	if (!mention_quotation(reading->options, *rest, mention))
		return take_option(reading, rest, mention);
	*rest = str_trim(phrase_after(*rest, mention->text.len));
	return true;
}

/* "That makes B the right answer." */
static bool read_making(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const makes[] = { "makes", NULL };
	static const char *const right[] = { "the right answer", "the correct answer", "the best answer", "the answer", "correct", "right",
					     "the right option", "the correct option", "the right choice", "the correct choice", "the best choice", NULL };
	struct str rest = phrase_after(reading->text, start);
	*claim = (struct claim){ .start = start, .mentions.count = 1, .right = true, .kind = CLAIM_ANSWER };
	if (!phrase_take(&rest, makes) || !take_option(reading, &rest, &claim->mentions.at[0]) || !phrase_take(&rest, right))
		return false;
	end_claim(reading, rest, claim);
	return verdict_ends(rest);
}

/* "Not A but B", and at the beginning, "Not D: all the others do." */
static bool read_not(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const not [] = { "not", NULL }, *const but[] = { "but", NULL };
	struct str rest = phrase_after(reading->text, start);
	struct mention first;
	if (!phrase_take(&rest, not ) || !take_option(reading, &rest, &first))
		return false;
	*claim = (struct claim){ .start = start, .mentions.count = 1, .right = true, .kind = CLAIM_ANSWER };
	bool comma = mention_skip(&rest, ",");
	if (phrase_take(&rest, but) && take_any(reading, &rest, &claim->mentions.at[0])) {
		end_claim(reading, rest, claim);
		return ends_choice(rest);
	}
	claim->mentions.at[0] = first;
	claim->kind = CLAIM_EXCEPTION;
	end_claim(reading, rest, claim);
	return start == 0 && !comma && rest.len && strchr(":.;", rest.at[0]);
}

/* What is said of all but one: true, or wrong. */
static bool all_are_wrong(struct str rest)
{
	static const char *const be[] = { "are", "is", NULL }, *const wrong[] = { "wrong", "incorrect", "false", NULL };
	return phrase_take(&rest, be) && phrase_starts_any(rest, wrong);
}

/* "All but D are true", "all options except B", "everything is wrong except C". */
static bool read_all_but(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const all[] = { "all of the", "all the", "all of these", "all", "everything", "options", NULL };
	static const char *const nouns[] = { "options", "choices", "statements", "others", "other options", "answers", "of them", NULL };
	static const char *const be[] = { "are", "is", NULL };
	static const char *const said[] = { "true", "correct", "right", "typical", "seen", "wrong", "incorrect", "false", NULL };
	static const char *const but[] = { "but", "except for", "except", "apart from", "other than", "save", "besides", NULL };
	struct str rest = phrase_after(reading->text, start);
	if (!phrase_take(&rest, all))
		return false;
	(void)phrase_take(&rest, nouns);
	bool denied = all_are_wrong(rest);
	(void)(phrase_take(&rest, be) && phrase_take(&rest, said));
	(void)mention_skip(&rest, ",");
	*claim = (struct claim){ .start = start, .mentions.count = 1, .right = true };
	struct mention *mention = &claim->mentions.at[0];
	if (!phrase_take(&rest, but) || !take_any(reading, &rest, mention))
		return false;
	end_claim(reading, rest, claim);
	claim->kind = denied || all_are_wrong(rest) ? CLAIM_ANSWER : CLAIM_EXCEPTION;
	return true;
}

/* "Except C, all are true", "with the exception of B, the others are wrong". */
static bool read_except(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const but[] = { "except for", "except", "apart from", "besides", "with the exception of", NULL };
	static const char *const others[] = { "all options", "all others", "all the others", "all the options", "all", "the others", "the rest",
					      "everything", "everything else", "the other options", NULL };
	struct str rest = phrase_after(reading->text, start);
	*claim = (struct claim){ .start = start, .mentions.count = 1, .right = true };
	if (!phrase_take(&rest, but) || !take_option(reading, &rest, &claim->mentions.at[0]))
		return false;
	end_claim(reading, rest, claim);
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
	if (phrase_take(&after, nor) && (quoted ? mention_quotation(options, after, other) : mention_sign(after, other))) {
		rest = str_trim(phrase_after(after, other->text.len));
		claim->mentions.count = 2;
	} else {
		mention_more(options, &rest, &claim->mentions);
	}
	enum verdict verdict = verdict_predicate(&rest);
	end_claim(reading, rest, claim);
	return verdict == VERDICT_RIGHT;
}

/* "Cross out A, B and D", "eliminate (a) and (b)". */
static bool read_ruling_out(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const verbs[] = { "cross out", "rule out", "rules out", "eliminate", "eliminates", "exclude", "excludes", "discard", NULL };
	static const char *const nouns[] = { "options", "option", "answers", "choices", NULL };
	struct str rest = phrase_after(reading->text, start);
	if (!phrase_take(&rest, verbs))
		return false;
	(void)phrase_take(&rest, nouns);
	*claim = (struct claim){ .start = start, .kind = CLAIM_ANSWER };
	if (!mention_letters(reading->options, &rest, true, &claim->mentions))
		return false;
	claim->end = (size_t)(rest.at - reading->text.at);
	return ends_choice(str_trim(rest)) && !phrase_in_any(claim_sentence_before(reading->text, start), (const char *const[]){ "not", "cannot", "never", "if", NULL });
}

/* "Incorrect answers: A, C and D", "the distractors are A and B", "the other options (A, C, D)". */
static bool read_wrong_ones(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const article[] = { "the", NULL }, *const distractors[] = { "distractors", NULL };
	static const char *const adjectives[] = { "incorrect", "wrong", NULL }, *const other[] = { "other", "remaining", NULL };
	static const char *const nouns[] = { "answers", "options", "choices", "responses", NULL };
	static const char *const be[] = { "are", NULL };
	struct str rest = phrase_after(reading->text, start);
	(void)phrase_take(&rest, article);
	bool wrong = phrase_take(&rest, adjectives), others = !wrong && phrase_take(&rest, other);
	bool noun = wrong || others ? phrase_take(&rest, nouns) : phrase_take(&rest, distractors);
	bool linked = mention_skip(&rest, ":-= ") || phrase_take(&rest, be) || (others && rest.len && rest.at[0] == '(');
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

bool claim_choice(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const after_the[] = { "other", "remaining", "distractors", NULL };
	struct str text = phrase_after(reading->text, start);
	char second = text.len > 1 ? ascii_lower(text.at[1]) : '\0';
	switch (ascii_lower(text.at[0])) {
	case 'a':
		return read_all_but(reading, start, claim) || read_except(reading, start, claim) ||
		       read_conclusion(reading, start, claim);
	case 'b':
		return read_conclusion(reading, start, claim) || read_except(reading, start, claim);
	case 'c':
		return second == 'r' ? read_ruling_out(reading, start, claim) : read_choosing(reading, start, claim);
	case 'd':
		return read_wrong_ones(reading, start, claim) || read_ruling_out(reading, start, claim);
	case 'r':
		return read_ruling_out(reading, start, claim);
	case 'e':
		if (read_ruling_out(reading, start, claim))
			return true;
		return second == 'v' ? read_all_but(reading, start, claim) : read_except(reading, start, claim);
	case 'h':
	case 'l':
		return read_conclusion(reading, start, claim);
	case 'i':
		return read_wrong_ones(reading, start, claim) || read_conclusion(reading, start, claim);
	case 'm':
		return read_making(reading, start, claim) || read_choosing(reading, start, claim);
	case 'n':
		return read_not(reading, start, claim) || read_only(reading, start, claim) || read_none(reading, start, claim);
	case 'o':
		if (second == 'n')
			return read_only(reading, start, claim);
		return read_all_but(reading, start, claim) || read_choosing(reading, start, claim);
	case 'p':
		return second == 'o' ? read_conclusion(reading, start, claim) : read_choosing(reading, start, claim);
	case 's':
	case 't':
		/* "So", "therefore", "thus"; "the" is frequent. */
		if (phrase_starts(text, "the"))
			return phrase_starts_any(str_trim(phrase_after(text, 3)), after_the) && read_wrong_ones(reading, start, claim);
		if (second == 'o' || second == 'h')
			return read_conclusion(reading, start, claim);
		return read_choosing(reading, start, claim);
	case 'w':
		return read_wrong_ones(reading, start, claim) || read_why(reading, start, claim) || read_except(reading, start, claim);
	default:
		return read_choosing(reading, start, claim);
	}
}
