#include "base/ascii.h"
#include "check/core/fold.h"
#include "check/core/phrase.h"
#include "check/question/flaw.h"
#include "check/question/parts.h"
#include "check/question/subject.h"
#include "check/text/text.h"

/* Whether the question has one of the words or a contracted "not", except in a clause about the case: "if the patient
 * cannot …", "who does not …", "… and may not". */
static bool asks_with_any(struct str asks, const char *const *words)
{
	static const char *const cases[] = { "if",	"when",	    "who",   "whose", "whom",
					     "because", "although", "while", "and",   NULL };
	struct str word;
	bool in_case = false;
	if (!phrase_in_any(asks, words) && !phrase_has_contracted_not(asks))
		return false;
	for (size_t at = 0, end = 0; phrase_next_word(asks, &at, &word); end = at) {
		struct str gap = { asks.at + end, (size_t)(word.at - asks.at) - end };
		in_case = phrase_starts_any(word, cases) == word.len ||
			  (in_case && !memchr(gap.at, ',', gap.len) && !memchr(gap.at, ':', gap.len));
		bool contracted = str_ends(word, "n't") || str_ends(word, "n’t");
		if (!in_case && (contracted || phrase_starts_any(word, words) == word.len))
			return true;
	}
	return false;
}

bool question_asks_for_wrong(struct lesson_check *check, const struct question *question, enum answer *known)
{
	static const char *const words[] = {
		"not",	    "except",	"least",	   "incorrect",	       "false",		"wrong",    "untrue",
		"cannot",   "never",	"avoid",	   "avoided",	       "inappropriate", "unlikely", "exclude",
		"excludes", "excluded", "contraindicated", "contraindication", "excluding",
		"nicht",    "kein",	"keine",   "falsch",	       "au\xc3\x9f""er", "sauf",	"fausse",   "pas",
		NULL,
	};
	if (*known != ANSWER_UNKNOWN || !question->stem)
		return *known == ANSWER_YES;
	buf_clear(&check->questions.text);
	text_inline(&check->questions.text, flow_last_paragraph(question->stem), TEXT_ANSWERS);
	bool negative = asks_with_any(topic_sentence(buf_view(&check->questions.text)), words);
	*known = negative ? ANSWER_YES : ANSWER_NO;
	return negative;
}

/* Whether claims about options are read in the language. */
static bool is_read(struct str lang)
{
	return language_is_english(lang) || flaw_knows_language(lang);
}

/* Removes "the answer is" before the folded text, and "is correct" after it. */
static struct str bare_answer(struct str text)
{
	static const char *const before[] = {
		"the correct answer is",
		"the right answer is",
		"correct answer is",
		"the answer is",
		"correct answer",
		"answer",
		"correct",
		NULL,
	};
	static const char *const after[] = {
		"is the correct answer", "is the right answer", "is the answer", "is correct", "is right", NULL,
	};
	text = str_trim(phrase_after(text, phrase_starts_any(text, before)));
	for (size_t i = 0; after[i]; i++)
		text.len = phrase_ends(text, after[i]);
	return str_trim(text);
}

/* Reports an explanation that only repeats the key, apart from the words that bare_answer removes. */
static void check_explanation_repeats(struct lesson_check *check, const struct question *question,
				      const struct option *key)
{
	enum { AROUND = 40 };
	const struct flow *explanation = question->explanation;
	if (flow_is_blank(explanation) || explanation->blocks || inline_is_blank(key->text))
		return;
	buf_clear(&check->questions.text);
	text_inline(&check->questions.text, key->text, TEXT_ANSWERS);
	size_t len = check->questions.text.len;
	text_inline(&check->questions.text, explanation->text, TEXT_ANSWERS);
	if (buf_failed(&check->questions.text) || check->questions.text.len - len > len + len / 4 + AROUND)
		return;
	buf_clear(&check->questions.folded);
	buf_clear(&check->questions.other);
	fold(&check->questions.folded, (struct str){ check->questions.text.at, len });
	fold(&check->questions.other, phrase_after(buf_view(&check->questions.text), len));
	struct str answer = buf_view(&check->questions.folded), said = buf_view(&check->questions.other);
	if (!str_equal(said, answer) && !str_equal(bare_answer(said), answer))
		return;
	struct diagnostic *d =
		report_add(check->report, RULE_QUESTION_EXPLANATION_REPEATS_KEY, explanation->element.tag,
			   question->id.value, "the explanation only repeats the correct option");
	report_help(check->report, d, "say why it is right, and what speaks against the others");
}

/* "Yes, but …" is common in feedback on an answer that is not the best. */
static bool takes_back(struct str text)
{
	static const char *const words[] = { "but",    "although", "though", "however", "yet",	"while",
					     "partly", "nearly",   "almost", "except",	"only",	 "unless", "if",    NULL };
	return phrase_in_any(text, words);
}

static bool option_is_verdict(struct lesson_check *check, const struct option *option)
{
	static const char *const verdicts[] = { "yes",	 "no",	  "true",      "false", "correct",
						"right", "wrong", "incorrect", NULL };
	buf_clear(&check->questions.text);
	text_inline(&check->questions.text, option->text, TEXT_ANSWERS);
	return phrase_starts_any(str_trim(buf_view(&check->questions.text)), verdicts) > 0;
}

/* check->questions.prose is the feedback of option. */
static void check_contradiction(struct lesson_check *check, const struct question *question,
				const struct option *option, enum answer *negative)
{
	struct str text = prose_view(&check->questions.prose), said = STR_NONE;
	enum verdict verdict = verdict_read(text, &said);
	if (verdict == VERDICT_NONE || option->correct == (verdict == VERDICT_RIGHT) ||
	    question_asks_for_wrong(check, question, negative))
		return;
	size_t start = (size_t)(said.at - text.at), end = start + said.len;
	if (!option->correct && (takes_back((struct str){ text.at, start }) || takes_back(phrase_after(text, end))))
		return;
	if (option_is_verdict(check, option))
		return;
	struct span span = prose_span(&check->questions.prose, check->source, start, end);
	struct diagnostic *d = report_add(check->report, RULE_QUESTION_FEEDBACK_CONTRADICTS_KEY, span,
					  question->id.value, "this feedback says \"%.*s\", but its option is %s",
					  STR_ARG(said), option->correct ? "the correct one" : "not marked correct");
	report_help(check->report, d, "correct the feedback, or move correct=\"true\" to the option that is right");
}

/* Appends the options in the form for struct claim_reading. Nobody quotes long ones in full: they become empty. */
static void add_options(struct buf *out, const struct question *question)
{
	enum { QUOTED_BYTES = 500 };
	for (const struct option *o = question->options; o; o = o->next) {
		size_t start = out->len;
		inline_plain(out, o->text);
		struct str text = str_trim(phrase_after(buf_view(out), start));
		size_t end = start;
		for (size_t i = 0; i < text.len; i++) {
			char c = text.at[i];
			bool space = strchr(" \t\r\n", c);
			if (!space || out->at[end - 1] != ' ')
				out->at[end++] = space ? ' ' : ascii_lower(c);
		}
		end -= end > start && out->at[end - 1] == '.';
		buf_cut(out, end - start > QUOTED_BYTES ? start : end);
		buf_char(out, '\0');
	}
}

/* A paragraph of a comment, and the blocks after it. */
struct paragraph {
	const struct inline_node *text;
	struct block *blocks;
};

/* Its text is NULL after the last. */
static struct paragraph paragraph_after(struct paragraph p)
{
	while (p.blocks && p.blocks->kind != BLOCK_P)
		p.blocks = p.blocks->next;
	return p.blocks ? (struct paragraph){ p.blocks->of.p, p.blocks->next } : (struct paragraph){ NULL, NULL };
}

static struct paragraph paragraph_first(const struct flow *flow)
{
	struct paragraph first = { flow->text, flow->blocks };
	return first.text ? first : paragraph_after(first);
}

static bool has_comment(const struct question *question)
{
	const struct option *o = question->options;
	while (o && !o->feedback)
		o = o->next;
	return o || question->explanation;
}

/* Whether a paragraph is only "Rationale:". */
static bool is_heading(struct str text)
{
	enum { HEADING_BYTES = 30 };
	text = str_trim(text);
	return text.len < HEADING_BYTES && str_ends(text, ":");
}

/* single: the question is in English and has one key. */
static void check_explanation(struct lesson_check *check, const struct question *question, struct str options, bool single,
			      enum answer *negative)
{
	const struct flow *explanation = question->explanation;
	struct paragraph first = { NULL, NULL };
	bool claims = false, more = false;
	for (struct paragraph p = paragraph_first(explanation); p.text; p = paragraph_after(p)) {
		if (!is_read(inline_lang(p.text, explanation->element.lang)))
			continue;
		prose_flatten(&check->questions.prose, p.text);
		bool whole = explanation->text && !explanation->blocks;
		enum extent extent = whole ? EXTENT_WHOLE : first.text ? EXTENT_LATER : EXTENT_FIRST;
		more = first.text;
		if (!more && !is_heading(prose_view(&check->questions.prose)))
			first = p;
		claims = check_letters(check, question, options, negative, "explanation", extent) != CLAIMED_NONE || claims;
	}
	if (!first.text || !single || claims || !report_wants(check->report, RULE_QUESTION_EXPLANATION_OF_DISTRACTOR))
		return;
	if (more)
		prose_flatten(&check->questions.prose, first.text);
	check_subject(check, question, options, negative, first.blocks);
}

void check_comments(struct lesson_check *check, const struct question *question)
{
	struct report *report = check->report;
	if (!has_comment(question))
		return;
	bool english = question_is_english(question);
	bool known = english || (question->stem && flaw_knows_language(question_lang(question)));
	bool names = known && report_wants(report, RULE_QUESTION_EXPLANATION_NAMES_OPTION);
	bool contradicts = english && report_wants(report, RULE_QUESTION_FEEDBACK_CONTRADICTS_KEY);
	enum answer negative = ANSWER_UNKNOWN;
	struct buf options;
	buf_init(&options, BUF_CAP);
	if (names)
		add_options(&options, question);
	const struct option *key = NULL;
	size_t keys = 0;
	for (const struct option *o = question->options; o; o = o->next) {
		keys += o->correct;
		key = o->correct ? o : key;
		if (!o->feedback || (!names && !contradicts))
			continue;
		for (struct paragraph p = paragraph_first(o->feedback); p.text; p = paragraph_after(p)) {
			if (!is_read(inline_lang(p.text, o->feedback->element.lang)))
				continue;
			prose_flatten(&check->questions.prose, p.text);
			if (contradicts && !o->element.unsure)
				check_contradiction(check, question, o, &negative);
			if (names)
				check_letters(check, question, buf_view(&options), &negative, "feedback", EXTENT_FIRST);
		}
	}
	if (keys == 1 && report_wants(report, RULE_QUESTION_EXPLANATION_REPEATS_KEY))
		check_explanation_repeats(check, question, key);
	if (keys > 0 && names && question->explanation)
		check_explanation(check, question, buf_view(&options), english && keys == 1, &negative);
	check->failed = check->failed || prose_failed(&check->questions.prose) || buf_failed(&options);
	buf_release(&options);
}
