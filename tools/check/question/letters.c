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
	return (option ? option->correct == right : !right) || (mention->sign && sign_agrees(question, mention->sign, right));
}

/* If several options are called right, it is enough that one is the key of a question with a single key. */
static const struct mention *find_contradiction(const struct question *question, const struct claim *claim)
{
	const struct mention *found = NULL;
	for (size_t i = 0; i < claim->mentions.count; i++) {
		if (!agrees(question, &claim->mentions.at[i], claim->right))
			found = found ? found : &claim->mentions.at[i];
		else if (claim->right && question->kind == QUESTION_SINGLE)
			return NULL;
	}
	return found;
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

void check_letters(struct lesson_check *check, const struct question *question, struct str options, enum answer *negative,
		   const char *what)
{
	struct str text = str_trim(prose_view(&check->questions.prose));
	size_t skipped = (size_t)(text.at - prose_view(&check->questions.prose).at), at = 0;
	struct claim_reading reading;
	struct claim claim;
	claim_reading_begin(&reading, text, options);
	while (claim_next(&reading, &at, &claim)) {
		/* If the question asks for what is false, "false" means the answer. */
		if (!claim.answer && question_asks_for_wrong(check, question, negative))
			continue;
		const struct mention *mention = find_contradiction(question, &claim);
		if (mention)
			report_claim(check, question, mention, claim.right,
				     prose_span(&check->questions.prose, check->source, skipped + claim.start,
						skipped + claim.end),
				     what);
	}
}
