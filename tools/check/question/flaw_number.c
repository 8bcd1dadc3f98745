/* The number of answers that a stem asks for, in words and in grammar. */
#include "base/ascii.h"
#include "check/question/flaw.h"

/* The number that the word names, up to ten; 0 if it is none. */
static size_t number_of(struct str word)
{
	static const char *const names[] = { "one", "two",   "three", "four", "five",
					     "six", "seven", "eight", "nine", "ten" };
	if (word.len == 1)
		return word.at[0] >= '1' && word.at[0] <= '9' ? (size_t)(word.at[0] - '0') : 0;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && word.len >= 3 && word.len <= 5; i++)
		if (str_is(word, names[i]))
			return i + 1;
	return 0;
}

/* Whether the number at word i counts answers: "which two drugs", "choose 3", "the TWO most likely", "two of the
 * following". */
static bool counts_answers(const struct flaw_question *question, size_t i)
{
	const struct flaw_text *stem = &question->stem;
	struct str before = i > 0 ? flaw_word(stem, i - 1) : STR(""), after = flaw_word(stem, i + 1);
	size_t verb = i;
	char next = stem->words[i].end < stem->raw.len ? stem->raw.at[stem->words[i].end] : ' ';
	char last = stem->words[i].start > 0 ? stem->raw.at[stem->words[i].start - 1] : ' ';
	/* "Which two-chamber view", "choose 1.5 mg", "which 3 mg tablet", "two or more" */
	if (strchr("-/%\xe2\xc2", next) || strchr("-/.,<>", last) ||
	    (next == '.' && stem->words[i].end + 1 < stem->raw.len &&
	     ascii_is_digit(stem->raw.at[stem->words[i].end + 1])) ||
	    (stem->words[i + (i + 1 < stem->count)].kinds & WORD_UNIT) ||
	    word_is_one_of(after, " or to and mg ml g kg cm mm hourly ") ||
	    (str_is(before, "least") || str_is(before, "than")))
		return false;
	while (verb > 0 && word_is_one_of(flaw_word(stem, verb - 1), " the any only exactly your just up best "))
		verb--;
	struct str asks = verb > 0 ? flaw_word(stem, verb - 1) : STR("");
	if (word_is_one_of(asks, " choose select pick mark tick identify "))
		return !str_is(flaw_word(stem, i - 1), "up") &&
		       !(stem->words[i].kinds & WORD_NUMBER && word_is_plural(after) && verb < i);
	if (i < question->lead || !word_is_one_of(asks, " which what "))
		return false;
	/* "Which one" and "what three …": the number of things that are asked for. */
	return verb == i && (after.len == 0 || word_is_one_of(after, " of ") || number_of(flaw_word(stem, i)) == 1 ||
			     word_is_plural(after) || word_is_plural(flaw_word(stem, i + 2)) ||
			     word_is_plural(flaw_word(stem, i + 3)));
}

/* The word with the number of answers that the stem asks for; the stem's count if it gives none. */
static size_t find_number(const struct flaw_question *question, size_t *number)
{
	const struct flaw_text *stem = &question->stem;
	for (size_t i = 0; i < stem->count; i++) {
		*number = number_of(flaw_word(stem, i));
		if (*number && counts_answers(question, i))
			return i;
	}
	return stem->count;
}

/* Whether the option names several things: "radius and ulna", "A, B", "cough/fever". */
static bool joins(const struct flaw_text *option)
{
	for (size_t i = 0; i + 1 < option->count; i++) {
		const char *gap = option->raw.at + option->words[i].end;
		size_t len = option->words[i + 1].start - option->words[i].end;
		bool comma = memchr(gap, ',', len) && len > 1;
		if (comma || memchr(gap, ';', len) || memchr(gap, '/', len) || memchr(gap, '&', len) ||
		    memchr(gap, '+', len) || word_is_one_of(flaw_word(option, i + 1), " and with plus "))
			return true;
	}
	return false;
}

static size_t count_joined(const struct flaw_question *question)
{
	size_t count = 0;
	for (size_t i = 0; i < question->count; i++)
		count += joins(&question->options[i]);
	return count;
}

static bool any_plural(const struct flaw_question *question)
{
	enum { NAME_WORDS = 3 };
	for (size_t i = 0; i < question->count; i++) {
		const struct flaw_text *option = &question->options[i];
		if (option->count > NAME_WORDS || option->count == 0 ||
		    word_is_plural(flaw_word(option, option->count - 1)))
			return true;
	}
	return false;
}

/* Reports a stem that asks for more or fewer options than are marked correct. */
void flaw_key_count(struct flaw_question *question)
{
	struct report *report = question->check->report;
	const struct flaw_text *stem = &question->stem;
	size_t number = 0;
	if (!report_wants(report, RULE_QUESTION_KEY_COUNT) || question->keys == 0)
		return;
	size_t word = find_number(question, &number);
	/* An option may name all that is asked for. */
	if (word == stem->count || number == question->keys || count_joined(question) ||
	    (!question->multiple && (question->keys > 1 || any_plural(question))))
		return;
	struct diagnostic *d =
		report_add(report, RULE_QUESTION_KEY_COUNT, flaw_words_span(question, stem, word, word), question->id,
			   "the stem asks for %zu option%s, but %zu %s marked correct", number, number == 1 ? "" : "s",
			   question->keys, question->keys == 1 ? "is" : "are");
	report_help(report, d,
		    question->multiple ? "correct the number, or mark the options that the stem asks for"
				       : "write kind=\"multiple\" and mark them all, or ask for one");
}

enum grammatical_number { NUMBER_ANY, NUMBER_ONE, NUMBER_SEVERAL };

/* The number of the thing that an option names. Its head noun is before a preposition: "loss of cells" is one. */
static enum grammatical_number option_number(const struct flaw_text *option)
{
	size_t head = 0;
	while (head + 1 < option->count &&
	       !word_is_one_of(flaw_word(option, head + 1),
			       " of in with from to by for on at that which who during after and every per "))
		head++;
	/* Figures, and letters such as blood groups, have neither. */
	if (option->count == 0 || option->words[0].kinds & WORD_NUMBER || flaw_word(option, head).len < 3 ||
	    flaw_is_foreign(option, head))
		return NUMBER_ANY;
	if (joins(option))
		return NUMBER_SEVERAL;
	return word_is_plural(flaw_word(option, head)) ? NUMBER_SEVERAL : NUMBER_ONE;
}

static bool begins_with_article(const struct flaw_text *option)
{
	return word_is_one_of(flaw_word(option, 0), " a an the one ");
}

/* The verb that says whether the stem asks for one thing or several: its last word, as in "the main symptoms are", or
 * the one after "what" or "which drugs"; the stem's count if there is none. */
static size_t find_verb(const struct flaw_question *question, bool *completes)
{
	static const char verbs[] = " is are was were ";
	const struct flaw_text *stem = &question->stem;
	size_t last = stem->count, lead = question->lead;
	bool asks = stem->raw.len > 0 && memchr(stem->raw.at, '?', stem->raw.len);
	while (last > 0 && word_is_one_of(flaw_word(stem, last - 1), " the called named mainly usually "))
		last--;
	*completes = !asks && last > 0 && word_is_one_of(flaw_word(stem, last - 1), verbs);
	if (*completes)
		return last - 1;
	if (!word_is_one_of(flaw_word(stem, lead), " what which "))
		return stem->count;
	size_t verb = lead + 1;
	if (str_is(flaw_word(stem, lead), "which") && !word_is_one_of(flaw_word(stem, verb), " of one "))
		verb++;
	return verb < stem->count && word_is_one_of(flaw_word(stem, verb), verbs) ? verb : stem->count;
}

/* The cue of "which two": only the correct option names several. */
static bool report_list(struct flaw_question *question)
{
	struct report *report = question->check->report;
	size_t number = 0, word = find_number(question, &number);
	if (word == question->stem.count || number < 2 || count_joined(question) != 1 ||
	    !joins(&question->options[question->key]))
		return false;
	struct diagnostic *d = report_add(
		report, RULE_QUESTION_GRAMMATICAL_CUE, flaw_words_span(question, &question->stem, word, word),
		question->id, "the stem asks for %zu things, and only the correct option names several", number);
	report_help(report, d, "name %zu in each option", number);
	return true;
}

bool flaw_number_cue(struct flaw_question *question)
{
	struct report *report = question->check->report;
	const struct flaw_text *stem = &question->stem;
	bool completes;
	if (report_list(question))
		return true;
	size_t verb = find_verb(question, &completes);
	if (verb == stem->count || question->count < 3)
		return false;
	enum grammatical_number wants =
		word_is_one_of(flaw_word(stem, verb), " are were ") ? NUMBER_SEVERAL : NUMBER_ONE;
	/* After "the lungs are", an option without an article may be an adjective. */
	bool needs_article = completes && verb + 1 == stem->count;
	for (size_t i = 0; i < question->count; i++) {
		const struct flaw_text *option = &question->options[i];
		enum grammatical_number number = option_number(option);
		if (question->sums_up[i] || number == NUMBER_ANY || (number == wants) != (i == question->key))
			return false;
		if (needs_article && number == NUMBER_ONE && !begins_with_article(option))
			return false;
	}
	struct diagnostic *d = report_add(
		report, RULE_QUESTION_GRAMMATICAL_CUE, flaw_words_span(question, stem, verb, verb), question->id,
		"\"%.*s\" in the stem fits only the correct option", STR_ARG(flaw_word(stem, verb)));
	report_help(report, d, "give all options the same grammatical number, or reword the stem");
	return true;
}
