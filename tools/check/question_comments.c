#include "check/fold.h"
#include "check/phrase.h"
#include "check/question_parts.h"
#include "check/text.h"

bool question_asks_for_wrong(struct lesson_check *check, const struct question *question)
{
	static const char *const words[] = {
		"not",	 "except", "least",   "incorrect",     "false",	  "wrong",   "untrue",	 "cannot",
		"never", "avoid",  "avoided", "inappropriate", "unlikely", "exclude", "excludes", "excluded",
		"contraindicated", "contraindication", "excluding", NULL,
	};
	if (!question->stem)
		return false;
	buf_clear(&check->text);
	text_inline(&check->text, question->stem->text, TEXT_ANSWERS);
	check->failed = check->failed || buf_failed(&check->text);
	struct str stem = buf_view(&check->text);
	return phrase_in_any(stem, words) || memmem(stem.at, stem.len, "n't", 3) || memmem(stem.at, stem.len, "n’t", 5);
}

/* Takes away "the answer is" before the folded text, and "is correct" behind it. */
static struct str bare_answer(struct str text)
{
	static const char *const before[] = {
		"the correct answer is", "the right answer is", "correct answer is", "the answer is",
		"correct answer",	 "answer",		"correct",	     NULL,
	};
	static const char *const behind[] = {
		"is the correct answer", "is the right answer", "is the answer", "is correct", "is right", NULL,
	};
	text = phrase_trim(phrase_behind(text, phrase_starts_any(text, before)));
	for (size_t i = 0; behind[i]; i++)
		text.len = phrase_ends(text, behind[i]);
	return phrase_trim(text);
}

/* The explanation says no more than the key. Room for the words around it: see bare_answer. */
static void check_explanation_repeats(struct lesson_check *check, const struct question *question,
				      const struct option *key)
{
	enum { AROUND = 40 };
	const struct flow *explanation = question->explanation;
	if (flow_is_blank(explanation) || explanation->blocks || inline_is_blank(key->text))
		return;
	buf_clear(&check->text);
	text_inline(&check->text, key->text, TEXT_ANSWERS);
	size_t len = check->text.len;
	text_inline(&check->text, explanation->text, TEXT_ANSWERS);
	if (buf_failed(&check->text) || check->text.len - len > len + len / 4 + AROUND)
		return;
	buf_clear(&check->folded);
	buf_clear(&check->other);
	fold(&check->folded, (struct str){ check->text.at, len });
	fold(&check->other, phrase_behind(buf_view(&check->text), len));
	struct str answer = buf_view(&check->folded), said = buf_view(&check->other);
	if (!str_equal(said, answer) && !str_equal(bare_answer(said), answer))
		return;
	struct diagnostic *d = report_add(check->report, RULE_QUESTION_EXPLANATION_REPEATS_KEY,
					  explanation->element.tag, question->id.value,
					  "the explanation only repeats the right option");
	report_help(check->report, d, "say why it is right, and what speaks against the others");
}

/* What a sentence says of an option by its letter or number. */
struct claim {
	size_t start, end; /* in the text */
	size_t number;	   /* of the option, from 0 */
	bool right;
};

static bool claims_verdict(struct str after, size_t *len, bool *right)
{
	static const char *const good[] = { "is correct",   "is the correct", "is right", "is the right", "is the best",
					    "is the answer", "is therefore correct", "is therefore the correct", NULL };
	static const char *const bad[] = { "is incorrect", "is wrong", "is not correct", "is not right",
					   "is not the correct", "is therefore incorrect", "is therefore wrong", NULL };
	*right = true;
	*len = phrase_starts_any(after, good);
	if (*len)
		return true;
	*right = false;
	*len = phrase_starts_any(after, bad);
	return *len > 0;
}

static bool ends_statement(struct str after)
{
	static const char *const because[] = { "because", "since", "as", NULL };
	struct str rest = phrase_trim(after);
	return !rest.len || (after.at == rest.at && strchr(".,;:!", rest.at[0])) || phrase_starts_any(rest, because);
}

/* "Option B is correct", "B is the correct answer.", "The answer is B." with B at offset. */
static bool claim_at(struct str text, size_t offset, struct claim *claim)
{
	static const char *const nouns[] = { "option", "answer", "choice", NULL };
	static const char *const is[] = { "the answer is",     "correct answer is", "right answer is",
					  "best answer is",    "correct option is", "right option is",
					  "correct choice is", "correct answer:",   "the answer:", NULL };
	char c = text.at[offset];
	bool digit = c >= '0' && c <= '9', named = false;
	struct str before = { text.at, offset };
	while (before.len && strchr("( \n\t\r", before.at[before.len - 1]))
		before.len--;
	struct str after = phrase_behind(text, offset + 1);
	if (after.len && after.at[0] == ')')
		after = phrase_behind(after, 1);
	*claim = (struct claim){ before.len, offset + 1, (size_t)(digit ? c - '1' : c - 'A'), true };
	if (before.len < offset)
		claim->start = offset;
	for (size_t i = 0; nouns[i] && !named; i++) {
		size_t at = phrase_ends(before, nouns[i]);
		named = at < before.len;
		if (named)
			before.len = claim->start = at;
	}
	size_t len = 0;
	bool opens = phrase_trim(before).len == 0 || strchr(".!?", phrase_trim(before).at[phrase_trim(before).len - 1]);
	if ((named || (opens && !digit)) && claims_verdict(phrase_trim(after), &len, &claim->right)) {
		claim->end = (size_t)(phrase_trim(after).at - text.at) + len;
		return true;
	}
	if ((digit && !named) || !ends_statement(after))
		return false;
	before = phrase_trim(before);
	for (size_t i = 0; is[i]; i++) {
		size_t at = phrase_ends(before, is[i]);
		if (at == before.len)
			continue;
		claim->start = at;
		before.len = at;
		return phrase_ends(phrase_trim(before), "if") == phrase_trim(before).len;
	}
	return false;
}

static const struct option *option_number(const struct question *question, size_t number)
{
	const struct option *option = question->options;
	while (option && number-- > 0)
		option = option->next;
	return option;
}

/* check->prose holds the text. */
static void check_names_option(struct lesson_check *check, const struct question *question, const char *what)
{
	struct str text = prose_view(&check->prose);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (!((c >= 'A' && c <= 'H') || (c >= '1' && c <= '9')) || (i && phrase_in_word(text, i - 1)) ||
		    phrase_in_word(text, i + 1))
			continue;
		struct claim claim;
		if (!claim_at(text, i, &claim))
			continue;
		const struct option *option = option_number(question, claim.number);
		if (option ? option->correct == claim.right : !claim.right)
			continue;
		struct span span = prose_span(&check->prose, check->source, claim.start, claim.end);
		struct diagnostic *d = report_add(check->report, RULE_QUESTION_EXPLANATION_NAMES_OPTION, span,
						  question->id.value, "the %s calls option %c %s, but %s", what, c,
						  claim.right ? "right" : "wrong",
						  !option      ? "there is none"
						  : claim.right ? "another one is marked right"
								: "it is the one that is marked right");
		report_help(check->report, d,
			    "name an option by what it says, not by its letter; if the mark is wrong, move it");
	}
}

/* How feedback may open; followed by a stop, these speak of the learner's choice. */
static bool opens_with(struct str text, const char *const *phrases, size_t *len)
{
	*len = phrase_starts_any(text, phrases);
	struct str rest = phrase_behind(text, *len);
	return *len && (!phrase_trim(rest).len || strchr(".,:;!", rest.at[0]) || str_starts(rest, " –") ||
			str_starts(rest, " —") || str_starts(rest, "—") || str_starts(rest, " - "));
}

/* "Yes, but …" is the way to speak of an answer that is not the best. */
static bool takes_back(struct str text)
{
	static const char *const words[] = { "but",	"although", "though", "however", "yet",	 "while",
					     "partly",	"nearly",   "almost", "except",	 "only", NULL };
	return phrase_in_any(text, words);
}

static bool option_is_verdict(struct lesson_check *check, const struct option *option)
{
	static const char *const verdicts[] = { "yes",	 "no",	  "true",  "false", "correct",
						"right", "wrong", "incorrect", NULL };
	buf_clear(&check->text);
	text_inline(&check->text, option->text, TEXT_ANSWERS);
	return phrase_starts_any(phrase_trim(buf_view(&check->text)), verdicts) > 0;
}

/* check->prose holds the feedback of option. */
static void check_contradiction(struct lesson_check *check, const struct question *question,
				const struct option *option)
{
	static const char *const right[] = { "correct",	     "right",	     "yes",		"exactly",
					     "well done",    "that is right", "that is correct", "this is correct",
					     "this is right", "that's right", "that's correct",	 NULL };
	static const char *const wrong[] = { "incorrect",	  "wrong",	   "no",	      "not quite",
					     "not correct",	  "that is wrong", "this is wrong",   "that is incorrect",
					     "this is incorrect", "that's wrong",  "that's incorrect", NULL };
	struct str text = phrase_trim(prose_view(&check->prose));
	size_t len = 0;
	if (!opens_with(text, option->correct ? wrong : right, &len))
		return;
	if ((!option->correct && takes_back(text)) || option_is_verdict(check, option) ||
	    question_asks_for_wrong(check, question))
		return;
	size_t start = (size_t)(text.at - prose_view(&check->prose).at);
	struct span span = prose_span(&check->prose, check->source, start, start + len);
	struct diagnostic *d = report_add(check->report, RULE_QUESTION_FEEDBACK_CONTRADICTS_KEY, span,
					  question->id.value, "this feedback says \"%.*s\", but its option is %s",
					  (int)len, text.at, option->correct ? "the right one" : "not marked right");
	report_help(check->report, d, "mend the feedback, or move correct=\"true\" to the option that is right");
}

static void check_text_behind(struct lesson_check *check, const struct question *question, const struct option *option)
{
	for (const struct inline_node *node = option->text; node; node = node->next) {
		if (node->kind != INLINE_TEXT || node->element.span.start < option->feedback->element.span.end)
			continue;
		prose_flatten(&check->prose, node);
		struct str text = { prose_view(&check->prose).at, node->text.len }, bare = phrase_trim(text);
		if (!bare.len)
			continue;
		size_t start = (size_t)(bare.at - text.at);
		struct span span = prose_span(&check->prose, check->source, start, start + bare.len);
		struct diagnostic *d = report_add(check->report, RULE_QUESTION_TEXT_AFTER_FEEDBACK, span,
						  question->id.value, "text stands behind the feedback of this option");
		report_help(check->report, d,
			    "move it before <feedback> if it belongs to the option, or into it if it comments on it");
		return;
	}
}

/* Where options are letters or numbers themselves, a letter in the explanation means what they say. */
static bool options_are_signs(const struct question *question)
{
	for (const struct option *o = question->options; o; o = o->next)
		if (o->text && o->text->kind == INLINE_TEXT && phrase_trim(o->text->text).len < 2)
			return true;
	return false;
}

void check_comments(struct lesson_check *check, const struct question *question)
{
	struct report *report = check->report;
	bool english = phrase_is_english(check->lesson->lang.value);
	bool names = english && report_wants(report, RULE_QUESTION_EXPLANATION_NAMES_OPTION) &&
		     !options_are_signs(question);
	bool contradicts = english && report_wants(report, RULE_QUESTION_FEEDBACK_CONTRADICTS_KEY);
	const struct option *key = NULL;
	size_t keys = 0;
	for (const struct option *o = question->options; o; o = o->next) {
		keys += o->correct;
		key = o->correct ? o : key;
		if (!o->feedback)
			continue;
		if (report_wants(report, RULE_QUESTION_TEXT_AFTER_FEEDBACK))
			check_text_behind(check, question, o);
		if (!names && !contradicts)
			continue;
		prose_flatten(&check->prose, o->feedback->text);
		if (contradicts)
			check_contradiction(check, question, o);
		if (names)
			check_names_option(check, question, "feedback");
	}
	if (keys == 1 && report_wants(report, RULE_QUESTION_EXPLANATION_REPEATS_KEY))
		check_explanation_repeats(check, question, key);
	if (keys > 0 && names && question->explanation) {
		prose_flatten(&check->prose, question->explanation->text);
		check_names_option(check, question, "explanation");
	}
	check->failed = check->failed || prose_failed(&check->prose) || buf_failed(&check->text) ||
			buf_failed(&check->folded) || buf_failed(&check->other);
}
