/* Compares what an explanation says about options with the key. */
#include "check/core/phrase.h"
#include "check/question/claims.h"
#include "check/question/parts.h"

static const struct option *option_number(const struct question *question, size_t number)
{
	const struct option *option = question->options;
	while (option && number-- > 0)
		option = option->next;
	return option;
}

/* Whether an option that consists of the sign itself has that correctness: of vitamins A, C, D and K, "D" may be the
 * third or the last. */
static bool sign_agrees(const struct question *question, char sign, bool right)
{
	for (const struct option *o = question->options; o; o = o->next) {
		struct str text = o->text && o->text->kind == INLINE_TEXT ? str_trim(o->text->text) : STR_NONE;
		if (text.len == 1 && (text.at[0] & ~0x20) == (sign & ~0x20) && o->correct == right)
			return true;
	}
	return false;
}

static bool agrees(const struct question *question, const struct mention *mention, bool right)
{
	const struct option *option = option_number(question, mention->number);
	return (option ? option->correct == right : !right) ||
	       (mention->sign && sign_agrees(question, mention->sign, right));
}

/* If several options are called right, it is enough that one is the key of a question with a single key. */
static const struct mention *find_contradiction(const struct question *question, const struct mention_list *mentions,
						bool right)
{
	const struct mention *found = NULL;
	for (size_t i = 0; i < mentions->count; i++) {
		if (!agrees(question, &mentions->at[i], right))
			found = found ? found : &mentions->at[i];
		else if (right && question->kind == QUESTION_SINGLE)
			return NULL;
	}
	return found;
}

/* Whether the question asks for the false statement or the exception, rather than for what is unlikely or to be
 * avoided. */
static bool asks_for_false(struct str stem)
{
	static const char *const words[] = { "except",	 "exception",	"false",       "incorrect", "untrue",  "wrong",
					     "not true", "not correct", "odd one out", "is not",    "are not", NULL };
	return phrase_in_any(stem, words);
}

/* Whether all options but one are mentioned. If the question has one key, that is the one. */
static bool leaves_one(const struct question *question, struct str options, const struct claim *claim)
{
	unsigned seen = 0;
	size_t count = 0;
	for (size_t i = 0; i < claim->mentions.count; i++) {
		unsigned bit = 1u << (claim->mentions.at[i].number & 31);
		count += !(seen & bit);
		seen |= bit;
	}
	return question->kind == QUESTION_SINGLE && count > 1 && count + 1 == mention_options(options);
}

/* Sets *right if the claim says that its options are right answers, and clears it if wrong ones; false if it says
 * neither. */
static bool read_meaning(struct lesson_check *check, const struct question *question, struct str options,
			 const struct claim *claim, enum answer *negative, bool *right)
{
	*right = claim->right;
	if (claim->kind == CLAIM_ANSWER)
		return true;
	for (size_t i = 0; i < claim->mentions.count; i++)
		if (claim->kind == CLAIM_TRUTH && claim->mentions.at[i].sign &&
		    mention_is_word(options, claim->mentions.at[i].sign))
			return false;
	if (!question_asks_for_wrong(check, question, negative))
		return claim->kind == CLAIM_VERDICT || claim->kind == CLAIM_TRUTH ||
		       (claim->kind == CLAIM_SHARED && !claim->right && leaves_one(question, options, claim));
	if (!asks_for_false(buf_view(&check->questions.text)))
		return false;
	if (claim->kind == CLAIM_EXCEPTION)
		return true;
	/* "B is incorrect, all others are correct": alone, that may say either that B is the answer, or that it is not. */
	if (claim->kind == CLAIM_VERDICT && !claim->right && claim->alone)
		return *right = true;
	bool denied = claim->kind == CLAIM_SHARED && !claim->right;
	if (!denied && leaves_one(question, options, claim)) {
		*right = false;
		return true;
	}
	*right = !claim->right;
	return claim->kind == CLAIM_TRUTH;
}

static void report_claim(struct lesson_check *check, const struct question *question, const struct mention *mention,
			 bool right, struct span span, const char *what)
{
	const char *verdict = right ? "right" : "wrong";
	const char *mark = !option_number(question, mention->number) ? "there is none"
			   : right				     ? "another one is marked correct"
								     : "it is the one that is marked correct";
	struct diagnostic *d;
	if (mention->sign)
		d = report_add(check->report, RULE_QUESTION_EXPLANATION_NAMES_OPTION, span, question->id.value,
			       "the %s calls option %c %s, but %s", what, mention->sign, verdict, mark);
	else
		d = report_add(check->report, RULE_QUESTION_EXPLANATION_NAMES_OPTION, span, question->id.value,
			       "the %s calls \"%.*s\" %s, but %s", what, STR_ARG(mention->text), verdict, mark);
	report_help(check->report, d,
		    mention->sign ? "name an option by what it says, not by its letter; if the mark is wrong, move it"
				  : "correct the text, or move correct=\"true\" to the option that is right");
}

/* Reports "Option F" of a question with five, whatever is said of it. noun is without its first letter, which may be a
 * capital; its plural may have several: "options A, B and F". */
static bool report_absent_letter(struct lesson_check *check, const struct question *question, size_t count, const char *noun,
				 const char *what)
{
	struct str text = prose_view(&check->questions.prose);
	for (size_t at = 1; at < text.len;) {
		const char *found = memmem(text.at + at, text.len - at, noun, strlen(noun));
		if (!found)
			return false;
		at = (size_t)(found - text.at) + strlen(noun);
		size_t plural = at < text.len && text.at[at] == 's';
		struct str rest = phrase_after(text, at + plural);
		struct mention_list list = { .count = 1 };
		if (!str_starts(rest, " ") || !mention_sign(phrase_after(rest, 1), &list.at[0]) || list.at[0].small)
			continue;
		rest = phrase_after(rest, 1 + list.at[0].text.len);
		if (plural)
			mention_more(STR(""), &rest, &list);
		const struct mention *absent = NULL;
		for (size_t i = 0; i < list.count && !absent; i++)
			absent = !list.at[i].small && list.at[i].number >= count ? &list.at[i] : NULL;
		if (!absent)
			continue;
		struct span span = prose_span(&check->questions.prose, check->source, (size_t)(found - text.at) - 1,
					      (size_t)(absent->text.at - text.at) + absent->text.len);
		struct diagnostic *d = report_add(check->report, RULE_QUESTION_EXPLANATION_NAMES_OPTION, span, question->id.value,
						  "the %s names option %c, but there is none", what, absent->sign);
		report_help(check->report, d, "name an option by what it says, not by its letter");
		return true;
	}
	return false;
}

enum claimed check_letters(struct lesson_check *check, const struct question *question, struct str options,
		   enum answer *negative, const char *what, enum extent extent)
{
	struct str text = str_trim(prose_view(&check->questions.prose));
	size_t skipped = (size_t)(text.at - prose_view(&check->questions.prose).at), at = 0;
	struct claim_reading reading;
	struct claim claim;
	claim_reading_begin(&reading, text, options);
	reading.whole = extent == EXTENT_WHOLE;
	reading.later = extent == EXTENT_LATER;
	enum claimed claimed = CLAIMED_NONE;
	while ((at > 0 || claim_possible(&reading)) && claim_next(&reading, &at, &claim)) {
		bool right;
		if (!read_meaning(check, question, options, &claim, negative, &right))
			continue;
		const struct mention *mention = find_contradiction(question, &claim.mentions, right);
		bool said = (mention || right) && claim_is_said(text, claim.start, claim.end, question_stem(check, question));
		if (said && claimed != CLAIMED_WRONG)
			claimed = mention ? CLAIMED_WRONG : CLAIMED_RIGHT;
		if (said && mention)
			report_claim(check, question, mention, right,
				     prose_span(&check->questions.prose, check->source, skipped + claim.start,
						skipped + claim.end),
				     what);
	}
	size_t count = claimed == CLAIMED_WRONG ? 0 : mention_options(options);
	if (count > 0 && !report_absent_letter(check, question, count, "ption", what))
		(void)report_absent_letter(check, question, count, "hoice", what);
	return claimed;
}
