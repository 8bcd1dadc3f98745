#include "check/question/flaw.h"

/* In longer options, single words give nothing away. */
enum { OPTION_WORDS = 30 };

/* Whether an absolute word is part of a harmless phrase: every 8 hours, not always, all but one, only two. */
static bool is_measured(const struct flaw_text *text, size_t i)
{
	struct str word = flaw_word(text, i), before = i ? flaw_word(text, i - 1) : STR("");
	struct str after = flaw_word(text, i + 1);
	unsigned after_kinds = i + 1 < text->count ? text->words[i + 1].kinds : 0;
	if (word_is_one_of(before, " not almost nearly "))
		return true;
	/* A degree: completely occluded, exclusively breastfed. */
	if (word_is_one_of(word, " completely entirely totally exclusively "))
		return after.len > 4 && memcmp(after.at + after.len - 2, "ed", 2) == 0;
	/* "Renders it impossible" */
	if (str_is(word, "impossible"))
		return !str_is(after, "to");
	if (str_is(word, "nothing"))
		return str_is(before, "do") || word_is_one_of(after, " by further abnormal ");
	/* A history: "a man who never smoked", "has never been treated". */
	if (str_is(word, "never") && word_is_one_of(before, " who has have had "))
		return true;
	/* ALL is a leukaemia. */
	if (str_is(word, "all") && text->words[i].capitals)
		return true;
	if (str_is(word, "every"))
		return after_kinds & (WORD_NUMBER | WORD_UNIT) || word_is_one_of(before, " at after before with ") ||
		       word_is_one_of(after, " other few two three four six eight twelve second third ");
	/* "Half of all cases", "all three layers" */
	if (str_is(word, "all"))
		return word_is_one_of(before, " at after above of ") || after_kinds & (WORD_UNIT | WORD_NUMBER) ||
		       (str_is(before, "in") && i + 1 == text->count) ||
		       word_is_one_of(after,
				      " but over ages fours day night two three four five six seven eight nine ten ");
	if (str_is(word, "only"))
		return str_is(before, "the") || after_kinds & WORD_NUMBER ||
		       word_is_one_of(after, " a an one two few if when after ") || i + 1 == text->count;
	return false;
}

/* Whether the amount at word i is a share of several: "some of them", "many older patients", but not "some oedema" and
 * "many copies". "Some" before any plural is one, because it also says that there are others. */
static bool is_share(const struct flaw_text *text, size_t i)
{
	static const char members[] =
		" patients cases people persons individuals men women children infants adults those ";
	bool some = str_is(flaw_word(text, i), "some");
	for (size_t n = i + 1; n <= i + 2; n++) {
		struct str word = flaw_word(text, n);
		if (word_is_one_of(word, members) || (n == i + 1 && str_is(word, "of")) ||
		    (some && word_is_plural(word)))
			return true;
	}
	return false;
}

/* "most likely", "most common" and "at most" are not quantities, "more often" is a comparison. */
static bool is_phrase(const struct flaw_text *text, size_t i)
{
	struct str word = flaw_word(text, i), before = i ? flaw_word(text, i - 1) : STR("");
	if (str_is(word, "most"))
		return word_is_one_of(before, " the at is are was were be ") ||
		       word_is_one_of(flaw_word(text, i + 1),
				      " likely common commonly often important recent recently ");
	if (str_is(word, "much"))
		return word_is_one_of(before, " a how as too so ");
	if (str_is(word, "few") && str_is(before, "very"))
		return false;
	if (word_is_one_of(word, " some many few "))
		return !is_share(text, i) || word_is_one_of(before, " a how as too so ");
	if (word_is_one_of(word, " little rare "))
		return !str_is(before, "very");
	if (str_is(word, "often") || str_is(word, "frequently") || str_is(word, "commonly"))
		return word_is_one_of(before, " more less most least ");
	return false;
}

static size_t find_term(const struct flaw_text *text, unsigned kind)
{
	/* A single word is the answer: Always, Often, Never. */
	if (text->count == 1 || text->count > OPTION_WORDS || flaw_is_speech(text))
		return text->count;
	for (size_t i = 0; i < text->count; i++)
		if (text->words[i].kinds & kind && !(kind == WORD_ABSOLUTE ? is_measured(text, i) : is_phrase(text, i)))
			return i;
	return text->count;
}

static bool has_word(const struct flaw_text *text, unsigned kind)
{
	for (size_t i = 0; i < text->count; i++)
		if (text->words[i].kinds & kind)
			return true;
	return false;
}

static bool stem_has(const struct flaw_question *question, struct str word)
{
	for (size_t i = 0; i < question->stem.count; i++)
		if (str_equal(flaw_word(&question->stem, i), word))
			return true;
	return false;
}

/* Whether the options are amounts of the same thing, "all heal, some heal, none heal", or each has a word of amount or
 * frequency: then these words are the answer. */
static bool is_scale(const struct flaw_question *question)
{
	size_t amounts = 0, terms = 0;
	for (size_t i = 0; i < question->count; i++) {
		amounts += word_is_one_of(flaw_word(&question->options[i], 0),
					  " all most some many few half none no one two three only ");
		terms += question->sums_up[i] || has_word(&question->options[i], WORD_ABSOLUTE | WORD_VAGUE);
	}
	return (amounts >= 3 && amounts * 2 > question->count) || terms == question->count;
}

/* Whether the absolute word limits an answer rather than claims that there is no exception: all and only in what to do for
 * a patient, "stop all anticoagulants", in what a patient has, and in statements of which several may be right. Always and
 * never still claim it. */
static bool limits_answer(const struct flaw_question *question, struct str word)
{
	return word_is_one_of(word, " all every only everything nothing ") &&
	       (question->has_patient || question->multiple || flaw_asks_what_to_do(question));
}

/* Finds an absolute word in a distractor, if no correct option has one: then the word gives the key away. If the question
 * asks for the exception, the correct option is the false statement, and the word is searched there. */
static bool find_absolute(const struct flaw_question *question, size_t *option, size_t *word, bool *exception)
{
	bool any = false;
	for (size_t i = 0; i < question->count; i++)
		any = any || (!question->sums_up[i] && has_word(&question->options[i], WORD_ABSOLUTE));
	if (!any || is_scale(question) || flaw_options_are_verdicts(question))
		return false;
	*exception = flaw_negation(question) < question->stem.count;
	for (size_t i = 0; i < question->count; i++)
		if (question->correct[i] != *exception && !question->sums_up[i] &&
		    has_word(&question->options[i], WORD_ABSOLUTE))
			return false;
	for (*option = 0; *option < question->count; ++*option) {
		const struct flaw_text *text = &question->options[*option];
		*word = question->sums_up[*option] ? text->count : find_term(text, WORD_ABSOLUTE);
		if (*word < text->count && question->correct[*option] == *exception &&
		    !limits_answer(question, flaw_word(text, *word)))
			return true;
	}
	return false;
}

/* Finds a vague word in an option, unless both the key and a distractor have one: then the options share a form. "Most" is
 * not vague where the stem asks about most. */
static bool find_vague(const struct flaw_question *question, size_t *option, size_t *word)
{
	bool key = false, distractor = false;
	*option = question->count;
	*word = 0;
	for (size_t i = 0; i < question->count; i++) {
		const struct flaw_text *text = &question->options[i];
		size_t found = question->sums_up[i] ? text->count : find_term(text, WORD_VAGUE);
		if (found == text->count || stem_has(question, flaw_word(text, found)))
			continue;
		if (*option == question->count) {
			*option = i;
			*word = found;
		}
		key = key || i == question->key;
		distractor = distractor || i != question->key;
	}
	/* If the question asks for the exception, distractors are true statements, and "often" is what makes them true. */
	return key != distractor && !is_scale(question) && flaw_negation(question) == question->stem.count;
}

void flaw_terms(struct flaw_question *question)
{
	struct report *report = question->check->report;
	size_t option, word;
	bool exception;
	if (report_wants(report, RULE_QUESTION_ABSOLUTE_TERM) && find_absolute(question, &option, &word, &exception)) {
		const struct flaw_text *text = &question->options[option];
		struct diagnostic *d =
			report_add(report, RULE_QUESTION_ABSOLUTE_TERM, flaw_words_span(question, text, word, word),
				   question->id, "\"%.*s\" gives this option away as %s",
				   STR_ARG(flaw_word(text, word)), exception ? "the exception" : "wrong");
		report_help(report, d,
			    exception ? "reword it without the word, or use such words in the other options too"
				      : "reword it without the word, so that it could be true");
	}
	if (report_wants(report, RULE_QUESTION_VAGUE_TERM) && find_vague(question, &option, &word)) {
		const struct flaw_text *text = &question->options[option];
		struct diagnostic *d = report_add(
			report, RULE_QUESTION_VAGUE_TERM, flaw_words_span(question, text, word, word), question->id,
			"\"%.*s\" means something different to each reader", STR_ARG(flaw_word(text, word)));
		report_help(report, d, "write how often, how many or how much, or leave the word out");
	}
}
