/* Claims that single an option out without calling it the answer. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/claims.h"

struct str claim_sentence_before(struct str text, size_t offset)
{
	struct str before = str_trim((struct str){ text.at, offset });
	size_t start = before.len;
	while (start > 0 && before.len - start < CLAIM_REACH && !strchr(".!?;", before.at[start - 1]))
		start--;
	return str_trim(phrase_after(before, start));
}

bool claim_take_option(const struct claim_reading *reading, struct str *rest, struct mention *mention)
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
	if (!(noun ? mention_numeral(*rest, mention) : mention_sign(*rest, mention)) ||
	    mention->number >= mention_options(reading->options))
		return false;
	*rest = str_trim(phrase_after(*rest, mention->text.len));
	bool ends = !rest->len || strchr(".;,", rest->at[0]);
	return noun || mention->enclosed ||
	       (mention->sign > '9' && (!mention->small || (ends && mention->sign != 'A')));
}

bool claim_take_any(const struct claim_reading *reading, struct str *rest, struct mention *mention)
{
	if (!mention_quotation(reading->options, *rest, mention))
		return claim_take_option(reading, rest, mention);
	*rest = str_trim(phrase_after(*rest, mention->text.len));
	return true;
}

bool claim_ends(struct str rest)
{
	static const char *const more[] = { "and",     "here",	   "whenever", "as",	  "over",
					    "rather",  "instead",  "not",      "in such", "every time",
					    "in this", "in these", "without",  "again",	  NULL };
	return verdict_ends(rest) || phrase_starts_any(rest, more);
}

void claim_end_at(const struct claim_reading *reading, struct str rest, struct claim *claim)
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
						   "circled", "gone for", "gone with", "chose", NULL };
	static const char *const duty[] = { "should", "must", "have to", "has to", "should have", "must have",
					    "we",     "i",    "let us",	 "so",	   "had to", NULL };
	static const char *const due[] = { "should have", "must have", "ought to have", "we", "i", NULL };
	static const char *const never[] = { "not", "never", "don't", "don’t", NULL };
	static const char *const others[] = { "if",	    "why",	"many",	    "most",    "some",	  "often",
					      "candidates", "students", "learners", "people",  "wrongly", "tempting",
					      "tempted",    "who",	"may",	    "might",   "could",	  "when",
					      "those",	    "they",	"error",    "mistake", "common",  "patient",
					      "patients",   "doctors",	NULL };
	struct str rest = phrase_after(reading->text, start);
	bool past = phrase_take(&rest, participles);
	*claim = (struct claim){ .start = start, .mentions.count = 1, .kind = CLAIM_ANSWER };
	static const char *const you[] = { "you should", "you must", "you should have", "you must have", "you had to", NULL };
	struct str sooner = str_trim((struct str){ reading->text.at, start });
	if (!past && !phrase_take(&rest, verbs))
		return false;
	bool yours = phrase_ends_any(sooner, you) < sooner.len;
	if (yours ? !claim_take_any(reading, &rest, &claim->mentions.at[0])
						      : !claim_take_option(reading, &rest, &claim->mentions.at[0]))
		return false;
	if (!claim_ends(rest))
		return false;
	/* "We marked A. Smith" */
	if (past && !yours && rest.len > 2 && rest.at[0] == '.' && ascii_is_upper(rest.at[2]))
		return false;
	struct str before = claim_sentence_before(reading->text, start);
	size_t subject = phrase_ends_any(before, never);
	claim->right = subject == before.len;
	before = str_trim((struct str){ before.at, subject });
	bool bound = phrase_ends_any(before, duty) < before.len;
	if ((past && phrase_ends_any(before, due) == before.len) || (!bound && phrase_in_any(before, others)))
		return false;
	claim_end_at(reading, rest, claim);
	return true;
}

/* "Hence D.", "so option c", "this leaves us with B", "by exclusion, A", "so B it is". */
static bool read_conclusion(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const heads[] = { "hence", "therefore", "thus", "so", "accordingly", NULL };
	static const char *const left[] = { "leaves us with", "leaves only",	"leaves",	"leave only",
					    "leave",	      "leaving only",	"leaving",	"left with",
					    "by elimination", "by exclusion",	"points to",	"point to",
					    "it must be",     "it can only be", "it has to be", NULL };
	static const char *const must_be[] = { "it must be", "it is", "it has to be", "we choose", "only", NULL };
	static const char *const it_is[] = { "it is", "it must be", NULL }, *const as[] = { "as", "for", NULL };
	struct str rest = phrase_after(reading->text, start);
	static const char *const plain[] = { "it is", "this is", NULL };
	bool headed = phrase_take(&rest, heads), bare = !headed && phrase_take(&rest, plain);
	if (!headed && !bare && !phrase_take(&rest, left))
		return false;
	(void)mention_skip(&rest, ",");
	(void)phrase_take(&rest, must_be);
	*claim = (struct claim){ .start = start, .mentions.count = 1, .right = true, .kind = CLAIM_ANSWER };
	struct str whole = rest;
	struct mention *mention = &claim->mentions.at[0];
	if (headed || bare ? !claim_take_option(reading, &rest, mention) : !claim_take_any(reading, &rest, mention))
		return false;
	if (mention->small && mention->sign == 'A' && mention->text.at == whole.at && !mention->enclosed)
		return false;
	/* "It is option C", not "it is C". */
	if (bare && mention->text.at == whole.at)
		return false;
	claim_end_at(reading, rest, claim);
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
	if (!claim_take_option(reading, &rest, &claim->mentions.at[0]) || rest.len == len ||
	    !(phrase_starts_any(rest, verbs) || (noun && verdict_ends(rest))))
		return false;
	claim_end_at(reading, rest, claim);
	return true;
}

/* "That makes B the right answer." */
static bool read_making(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const makes[] = { "makes", NULL };
	static const char *const right[] = { "the right answer", "the correct answer",
					     "the best answer",	 "the answer",
					     "correct",		 "right",
					     "the right option", "the correct option",
					     "the right choice", "the correct choice",
					     "the best choice",	 NULL };
	struct str rest = phrase_after(reading->text, start);
	*claim = (struct claim){ .start = start, .mentions.count = 1, .right = true, .kind = CLAIM_ANSWER };
	if (!phrase_take(&rest, makes) || !claim_take_option(reading, &rest, &claim->mentions.at[0]) ||
	    !phrase_take(&rest, right))
		return false;
	claim_end_at(reading, rest, claim);
	return verdict_ends(rest);
}

/* "Not A but B", and at the beginning, "Not D: all the others do." */
static bool read_not(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	static const char *const not_[] = { "not", NULL }, *const but[] = { "but", NULL };
	struct str rest = phrase_after(reading->text, start);
	struct mention first;
	if (!phrase_take(&rest, not_) || !claim_take_any(reading, &rest, &first))
		return false;
	*claim = (struct claim){ .start = start, .mentions.count = 1, .right = true, .kind = CLAIM_ANSWER };
	bool comma = mention_skip(&rest, ",");
	if (phrase_take(&rest, but) && claim_take_any(reading, &rest, &claim->mentions.at[0])) {
		claim_end_at(reading, rest, claim);
		return claim_ends(rest);
	}
	claim->mentions.at[0] = first;
	claim->kind = CLAIM_EXCEPTION;
	claim_end_at(reading, rest, claim);
	return start == 0 && !comma && rest.len && strchr(":.;", rest.at[0]);
}

bool claim_choice(const struct claim_reading *reading, size_t start, struct claim *claim)
{
	struct str text = phrase_after(reading->text, start);
	char second = text.len > 1 ? ascii_lower(text.at[1]) : '\0';
	switch (ascii_lower(text.at[0])) {
	case 'a':
	case 'b':
	case 'h':
	case 'i':
	case 'l': return read_conclusion(reading, start, claim);
	case 'm': return read_making(reading, start, claim) || read_choosing(reading, start, claim);
	case 'n': return read_not(reading, start, claim) || read_only(reading, start, claim);
	case 'o': return second == 'n' ? read_only(reading, start, claim) : read_choosing(reading, start, claim);
	case 'p': return second == 'o' ? read_conclusion(reading, start, claim) : read_choosing(reading, start, claim);
	case 's':
	case 't':
		/* "So", "therefore", "thus"; "the" is frequent. */
		if (second == 'o' || (second == 'h' && !phrase_starts(text, "the")))
			return read_conclusion(reading, start, claim);
		return second != 'h' && read_choosing(reading, start, claim);
	default: return read_choosing(reading, start, claim);
	}
}
