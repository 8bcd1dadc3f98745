#include "base/ascii.h"
#include "check/core/sound.h"
#include "check/question/flaw.h"

/* Whether the article and the option's beginning form "a eagle" or "an dove". */
static bool article_clashes(const struct flaw_text *option, bool an)
{
	return option->count && ascii_is_letter(option->lower.at[option->words[0].start]) &&
	       !(option->words[0].kinds & WORD_COMMON) && !flaw_is_foreign(option, 0) &&
	       sound_first(flaw_word(option, 0), option->words[0].capitals) == (an ? SOUND_CONSONANT : SOUND_VOWEL);
}

/* The article that the options continue, at the end of the stem or before a gap; the stem's count if there is none. */
static size_t find_article(const struct flaw_text *stem)
{
	for (size_t i = 0; i < stem->count; i++) {
		if (!word_is_one_of(flaw_word(stem, i), " a an "))
			continue;
		bool last = i + 1 == stem->count;
		struct str rest = { stem->raw.at + stem->words[i].end, stem->raw.len - stem->words[i].end };
		struct str after = str_trim(rest);
		bool gap = str_starts(after, "__") || str_starts(after, "...");
		if (!last && !gap)
			continue;
		/* "a(n)", "a (an)" and "a/an" fit all options, and in "hepatitis A" it is not an article. */
		bool both = (i > 0 && strchr("/(", stem->raw.at[stem->words[i].start - 1])) || str_starts(rest, "(") ||
			    str_starts(rest, "/");
		bool name = !gap && (ascii_is_upper(stem->raw.at[stem->words[i].start]) ||
				     memchr(rest.at, '?', rest.len) || memchr(rest.at, '(', rest.len));
		if (!both && !name)
			return i;
	}
	return stem->count;
}

static bool report_article(struct flaw_question *question)
{
	struct report *report = question->check->report;
	const struct flaw_text *stem = &question->stem;
	size_t article = find_article(stem), fitting = 0, clashing = 0;
	if (article == stem->count)
		return false;
	bool an = flaw_words_are(stem, article, "an");
	for (size_t i = 0; i < question->count; i++) {
		bool clashes = !question->sums_up[i] && article_clashes(&question->options[i], an);
		clashing += clashes;
		fitting += !clashes && !question->sums_up[i];
	}
	if (!fitting || !clashing)
		return false;
	bool key_clashes = article_clashes(&question->options[question->key], an);
	struct diagnostic *d = report_add(
		report, RULE_QUESTION_GRAMMATICAL_CUE, flaw_words_span(question, stem, article, article), question->id,
		"\"%s\" before the options fits %s", an ? "an" : "a",
		key_clashes ? "some of them, but not the correct one" : "the correct one, but not all of the others");
	report_help(report, d, "put the article into the options, or ask a whole question");
	return true;
}

/* The form at the beginning of an option: "increasing …", "to increase …", "was raised", "raises the pressure". */
enum verb_form { OPENING_OTHER, OPENING_ING, OPENING_TO, OPENING_PAST, OPENING_PRESENT };

static bool ends_with(struct str word, const char *ending)
{
	size_t len = strlen(ending);
	return word.len > len + 2 && memcmp(word.at + word.len - len, ending, len) == 0;
}

static bool has_object(const struct flaw_text *option)
{
	return word_is_one_of(flaw_word(option, 1), " the a an his her their its this these all both ");
}

static enum verb_form opening_of(const struct flaw_text *option)
{
	struct str word = flaw_word(option, 0);
	if (flaw_is_foreign(option, 0))
		return OPENING_OTHER;
	if (str_is(word, "to") || flaw_words_are(option, 0, "not to"))
		return OPENING_TO;
	/* A participle has an object; bleeding and vomiting alone are nouns. It may follow another word: "selfless helping
	 * of others". */
	struct str second = flaw_word(option, 1);
	if ((option->count > 1 && word.len > 5 && ends_with(word, "ing")) ||
	    (option->count > 2 && second.len > 5 && ends_with(second, "ing")))
		return OPENING_ING;
	if (word_is_one_of(word, " was were had did ") || (ends_with(word, "ed") && has_object(option)))
		return OPENING_PAST;
	if (word_is_one_of(word, " is are has have does do ") ||
	    (ends_with(word, "s") && has_object(option) && !(option->words[0].kinds & WORD_COMMON)))
		return OPENING_PRESENT;
	return OPENING_OTHER;
}

/* Whether the option certainly begins with "to" and a verb, or a verb in -ing and its object, unlike "to the left" and
 * "ankylosing spondylitis". */
static bool begins_with_verb(const struct flaw_text *option)
{
	struct str word = flaw_word(option, 0);
	if (str_is(word, "to"))
		return option->count > 1 && !has_object(option);
	return ends_with(word, "ing") && option->count > 1 && !str_is(word, "during") &&
	       (has_object(option) ||
		word_is_one_of(
			word,
			" giving taking using avoiding adding removing stopping starting checking measuring inserting "
			"administering performing applying replacing treating preventing inhibiting blocking reducing "
			"lowering raising increasing decreasing stimulating prescribing ordering repeating "
			"obtaining withholding infusing injecting activating opening closing binding "));
}

static bool report_opening(struct flaw_question *question)
{
	struct report *report = question->check->report;
	const struct flaw_text *key = &question->options[question->key];
	enum verb_form form = OPENING_OTHER, own = opening_of(key);
	bool same = true, certain = false, others_plain = begins_with_verb(key);
	for (size_t i = 0; i < question->count; i++) {
		const struct flaw_text *option = &question->options[i];
		enum verb_form opening = opening_of(option);
		if (i == question->key || question->sums_up[i])
			continue;
		others_plain = others_plain && opening == OPENING_OTHER && !ends_with(flaw_word(option, 0), "ing");
		same = same && opening != OPENING_OTHER && (form == OPENING_OTHER || opening == form);
		form = opening;
		certain = certain || opening != OPENING_ING || begins_with_verb(option);
	}
	/* A noun that looks like a verb differs from verbs in no tense. */
	bool tense = form == OPENING_PAST || form == OPENING_PRESENT;
	bool differs = same && certain && form != own && (!tense || own == OPENING_PAST || own == OPENING_PRESENT);
	if (question->count < 4 || key->count == 0 || (!differs && !others_plain))
		return false;
	struct diagnostic *d =
		report_add(report, RULE_QUESTION_GRAMMATICAL_CUE, flaw_words_span(question, key, 0, 0), question->id,
			   "the correct option differs in grammatical form from all the others");
	report_help(report, d, "give all options the same grammatical form");
	return true;
}

void flaw_grammatical_cue(struct flaw_question *question)
{
	if (!report_wants(question->check->report, RULE_QUESTION_GRAMMATICAL_CUE) || !flaw_has_key(question) ||
	    question->stem.count == 0)
		return;
	(void)(report_article(question) || flaw_number_cue(question) || report_opening(question));
}
