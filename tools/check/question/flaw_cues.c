#include "base/ascii.h"
#include "check/question/flaw.h"


/* How much longer than the longest distractor a key must be to stand out. Terms of a few words naturally differ in
 * length: right ventricular infarction, pericarditis, CT. So do diagnoses, tests and measures asked for after a case: there
 * only an additional clause stands out. */
enum {
	TERM_WORDS = 4,
	LONGER_TERM_PERCENT = 210,
	LONGER_PERCENT = 140,
	LONGER_CHARACTERS = 10,
	LONGER_CHARACTERS_IN_CASE = 40,
};

/* A longer key is not judged. */
enum { KEY_WORDS = 200 };

static bool has_key(const struct flaw_question *question)
{
	return question->key < question->count && !question->sums_up[question->key];
}

void flaw_longest_option(struct flaw_question *question)
{
	struct report *report = question->check->report;
	size_t longest = 0, written_out = 0;
	if (!report_wants(report, RULE_QUESTION_LONGEST_OPTION_IS_KEY) || !has_key(question))
		return;
	const struct flaw_text *key = &question->options[question->key];
	for (size_t i = 0; i < question->count; i++)
		if (i != question->key) {
			const struct flaw_text *other = &question->options[i];
			longest = other->length > longest ? other->length : longest;
			written_out += other->count != 1 || !other->words[0].capitals;
		}
	size_t percent = key->count <= TERM_WORDS ? LONGER_TERM_PERCENT : LONGER_PERCENT;
	size_t more = question->has_case ? LONGER_CHARACTERS_IN_CASE : LONGER_CHARACTERS;
	/* Any term is longer than abbreviations. */
	if (key->count < 2 || (key->count <= TERM_WORDS && !written_out) || key->length * 100 < longest * percent || key->length < longest + more)
		return;
	struct diagnostic *d = report_add(report, RULE_QUESTION_LONGEST_OPTION_IS_KEY, key->tag, question->id,
					  "the correct option is much longer than the others");
	report_label(report, d, "%zu characters; the longest of the others has %zu", key->length, longest);
	report_help(report, d,
		    "shorten it and move explanations to its feedback, or give the others as much detail");
}

void flaw_word_repeat(struct flaw_question *question)
{
	struct report *report = question->check->report;
	const struct flaw_text *stem = &question->stem;
	if (!report_wants(report, RULE_QUESTION_WORD_REPEAT) || !has_key(question))
		return;
	const struct flaw_text *key = &question->options[question->key];
	/* A correct answer may naturally repeat words of the case. */
	size_t from = question->has_case ? question->lead : 0;
	size_t to = question->has_case ? question->lead_end : stem->count;
	for (size_t i = 0; i < key->count && key->count <= KEY_WORDS; i++) {
		struct str root = flaw_root(key, i);
		bool repeats = false;
		if (!flaw_is_content(&key->words[i]))
			continue;
		for (size_t s = from; s < to && !repeats; s++)
			repeats = flaw_is_content(&stem->words[s]) && str_equal(flaw_root(stem, s), root);
		for (size_t o = 0; o < question->count && repeats; o++)
			repeats = o == question->key || !flaw_has_root(&question->options[o], root);
		if (!repeats)
			continue;
		struct diagnostic *d = report_add(
			report, RULE_QUESTION_WORD_REPEAT, flaw_words_span(question, key, i, i), question->id,
			"\"%.*s\" from the stem recurs only in the correct option", STR_ARG(flaw_word(key, i)));
		report_help(report, d, "reword it, or use the word in a distractor too");
		return;
	}
}

/* Whether the word's pronunciation begins with a vowel: an hour, an MRI, but a uterus. */
static bool begins_with_vowel(const struct flaw_text *text, size_t i)
{
	static const char *const silent[] = { "hour", "heir", "honest", "honour", "honor" };
	static const char *const consonant_sounds[] = { "uni", "ure", "uri", "ute", "use", "usu", "eu", "one", "once" };
	struct str word = flaw_word(text, i);
	if (text->words[i].capitals && word.len <= 5)
		return strchr("aefhilmnorsx", word.at[0]);
	for (size_t n = 0; n < sizeof(silent) / sizeof(silent[0]); n++)
		if (str_starts(word, silent[n]))
			return true;
	for (size_t n = 0; n < sizeof(consonant_sounds) / sizeof(consonant_sounds[0]); n++)
		if (str_starts(word, consonant_sounds[n]))
			return false;
	if (word.len == 1)
		return strchr("aefhilmnorsx8", word.at[0]);
	return strchr("aeiou8", word.at[0]);
}

/* Whether the stem's end and the option's beginning form "a eagle" or "an dove". */
static bool article_clashes(const struct flaw_text *option, bool an)
{
	return option->count && ascii_is_letter(option->lower.at[option->words[0].start]) &&
	       !(option->words[0].kinds & WORD_COMMON) && begins_with_vowel(option, 0) != an;
}

static bool report_article(struct flaw_question *question)
{
	struct report *report = question->check->report;
	const struct flaw_text *stem = &question->stem;
	size_t last = stem->count - 1, clash = FLAW_OPTIONS;
	bool an = flaw_words_are(stem, last, "an");
	if (!an && !flaw_words_are(stem, last, "a"))
		return false;
	/* "a(n)" fits all options, and in "hepatitis A" it is not an article. */
	if (ascii_is_upper(stem->raw.at[stem->words[last].start]) ||
	    memchr(stem->raw.at + stem->words[last].end, '(', stem->raw.len - stem->words[last].end) ||
	    memchr(stem->raw.at + stem->words[last].end, '?', stem->raw.len - stem->words[last].end))
		return false;
	if (article_clashes(&question->options[question->key], an))
		return false;
	for (size_t i = 0; i < question->count && clash == FLAW_OPTIONS; i++)
		if (!question->sums_up[i] && article_clashes(&question->options[i], an))
			clash = i;
	if (clash == FLAW_OPTIONS)
		return false;
	struct diagnostic *d = report_add(
		report, RULE_QUESTION_GRAMMATICAL_CUE, flaw_words_span(question, stem, last, last), question->id,
		"\"%s\" at the end of the stem fits the correct option, but not all of the others", an ? "an" : "a");
	report_help(report, d, "put the article into the options, or ask a whole question");
	return true;
}

/* The form at the beginning of an option: "increasing …", "to increase …". */
enum opening { OPENING_OTHER, OPENING_ING, OPENING_TO };

static enum opening opening_of(const struct flaw_text *option)
{
	struct str word = flaw_word(option, 0);
	if (str_is(word, "to"))
		return OPENING_TO;
	/* A participle has an object; bleeding and vomiting alone are nouns. */
	bool ing = option->count > 1 && word.len > 5 && memcmp(word.at + word.len - 3, "ing", 3) == 0;
	return ing ? OPENING_ING : OPENING_OTHER;
}

static void report_opening(struct flaw_question *question)
{
	struct report *report = question->check->report;
	const struct flaw_text *key = &question->options[question->key];
	enum opening form = OPENING_OTHER, own = opening_of(key);
	for (size_t i = 0; i < question->count; i++) {
		enum opening opening = opening_of(&question->options[i]);
		if (i == question->key || question->sums_up[i])
			continue;
		if (opening == OPENING_OTHER || (form != OPENING_OTHER && opening != form))
			return;
		form = opening;
	}
	if (question->count < 4 || form == OPENING_OTHER || own == form || key->count == 0)
		return;
	struct diagnostic *d = report_add(report, RULE_QUESTION_GRAMMATICAL_CUE, flaw_words_span(question, key, 0, 0),
					  question->id,
					  "the correct option differs in grammatical form from all the others");
	report_help(report, d, "give all options the same grammatical form");
}

void flaw_grammatical_cue(struct flaw_question *question)
{
	if (!report_wants(question->check->report, RULE_QUESTION_GRAMMATICAL_CUE) || !has_key(question) ||
	    question->stem.count == 0)
		return;
	if (!report_article(question))
		report_opening(question);
}
