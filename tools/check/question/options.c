#include "check/core/phrase.h"
#include "check/question/parts.h"
#include "check/text/text.h"

static void check_count(struct lesson_check *check, const struct question *question)
{
	long most = check->report->settings->options[OPTION_QUESTION_TOO_MANY_OPTIONS_MOST];
	const struct option *beyond = NULL;
	long count = 0;
	for (const struct option *o = question->options; o; o = o->next)
		if (++count == most + 1)
			beyond = o;
	/* If several are to be marked, each option is a question of its own. */
	if (!beyond || question->kind != QUESTION_SINGLE)
		return;
	struct diagnostic *d = report_add(check->report, RULE_QUESTION_TOO_MANY_OPTIONS, beyond->element.tag,
					  question->id.value, "this question has %ld options", count);
	report_label(check->report, d, "the first one too many");
	report_help(check->report, d, "keep the three or four wrong options that learners choose most");
}

enum option_form {
	FORM_NEUTRAL, /* a number, "none of these": compatible with any form */
	FORM_OTHER,
	FORM_ING,    /* "Vomiting" is a noun, "Screening" may be one: compatible with nouns and gerunds */
	FORM_GERUND, /* "Stopping the drug" */
	FORM_INFINITIVE,
};

static enum option_form form_of(struct str text)
{
	static const char *const objects[] = { "the", "a", "an", "his", "her", "their", "its", "this", "these", NULL };
	static const char *const neutral[] = { "none", "all", "both", "neither", "no", "either", "any", NULL };
	static const char *const prepositions[] = { "during",	 "following", "according",  "regarding", "including",
						    "depending", "being",     "concerning", NULL };
	struct str word = STR_NONE;
	size_t at = 0;
	text = str_trim(text);
	if (!phrase_next_word(text, &at, &word) || !((word.at[0] | 0x20) >= 'a' && (word.at[0] | 0x20) <= 'z') ||
	    phrase_starts_any(word, neutral))
		return FORM_NEUTRAL;
	/* "Strongly increasing the flow" */
	if (word.len > 4 && memcmp(word.at + word.len - 2, "ly", 2) == 0 && !phrase_next_word(text, &at, &word))
		return FORM_OTHER;
	struct str rest = str_trim(phrase_after(text, at));
	if (phrase_starts(word, "to"))
		return !rest.len || phrase_starts_any(rest, objects) ? FORM_OTHER : FORM_INFINITIVE;
	if (word.len <= 5 || memcmp(word.at + word.len - 3, "ing", 3) != 0 || phrase_starts_any(word, prepositions))
		return FORM_OTHER;
	return phrase_starts_any(rest, objects) ? FORM_GERUND : FORM_ING;
}

static bool agree(enum option_form certain, enum option_form other)
{
	return other == FORM_NEUTRAL || other == certain || (certain == FORM_GERUND && other == FORM_ING);
}

/* Reports options that cannot have the form that another option certainly has. */
static void check_parallel(struct lesson_check *check, const struct question *question)
{
	enum { OPTIONS = 16 };
	enum option_form forms[OPTIONS], certain = FORM_NEUTRAL;
	const struct option *fits = NULL, *differs = NULL;
	size_t count = 0, fitting = 0;
	for (const struct option *o = question->options; o && count < OPTIONS; o = o->next, count++) {
		buf_clear(&check->questions.text);
		text_inline(&check->questions.text, o->text, TEXT_ANSWERS);
		bool english = language_is_english(inline_lang(o->text, o->element.lang));
		forms[count] = english ? form_of(buf_view(&check->questions.text)) : FORM_NEUTRAL;
		if (certain == FORM_NEUTRAL && forms[count] >= FORM_GERUND)
			certain = forms[count];
	}
	if (certain == FORM_NEUTRAL)
		return;
	size_t i = 0;
	for (const struct option *o = question->options; i < count; o = o->next, i++) {
		bool same = agree(certain, forms[i]);
		fitting += same;
		if (same && forms[i] == certain && !fits)
			fits = o;
		if (!same && !differs)
			differs = o;
	}
	if (!differs)
		return;
	/* Report the option that differs from most. */
	const struct option *odd = fitting * 2 > count ? differs : fits;
	struct diagnostic *d = report_add(check->report, RULE_QUESTION_OPTIONS_NOT_PARALLEL, odd->element.tag,
					  question->id.value, "the options of this question differ in form");
	const char *form = certain == FORM_GERUND ? "a verb in -ing" : "\"to\" and a verb";
	report_label(check->report, d, odd == fits ? "begins with %s, others do not" : "others begin with %s", form);
	report_help(check->report, d, "begin all options with the same part of speech");
}

struct str question_lang(const struct question *question)
{
	const struct flow *stem = question->stem;
	return stem ? inline_lang(flow_last_paragraph(stem), stem->element.lang) : question->element.lang;
}

bool question_is_english(const struct question *question)
{
	if (!language_is_english(question_lang(question)))
		return false;
	for (const struct option *o = question->options; o; o = o->next)
		if (!language_is_english(o->element.lang))
			return false;
	return true;
}

void check_option_set(struct lesson_check *check, const struct question *question)
{
	check_count(check, question);
	if (report_wants(check->report, RULE_QUESTION_OPTIONS_NOT_PARALLEL) &&
	    question_is_english(question))
		check_parallel(check, question);
}
