/* Options that combine others, or statements of the stem: K-type questions. */
#include "check/question/flaw.h"

/* The number of a label in a list of statements (II, 2, b, q, S1), or 0. *letter is set if it may also be a name: blood
 * group B, the heart sound S1. */
static unsigned label_number(struct str word, bool *letter)
{
	static const char romans[] = " i ii iii iv v vi vii viii ";
	enum { P = 9, S1 = 16 };
	*letter = false;
	if (word_is_one_of(word, romans)) {
		unsigned number = 1;
		for (const char *at = romans + 1; strncmp(at, word.at, word.len) != 0 || at[word.len] != ' ';
		     at = strchr(at, ' ') + 1)
			number++;
		return number;
	}
	*letter = true;
	if (word.len == 2 && word.at[0] == 's' && word.at[1] >= '1' && word.at[1] <= '8')
		return S1 + (unsigned)(word.at[1] - '1');
	if (word.len == 1 && word.at[0] >= 'p' && word.at[0] <= 't')
		return P + (unsigned)(word.at[0] - 'p');
	if (word.len == 1 && word.at[0] >= 'a' && word.at[0] <= 'h')
		return (unsigned)(word.at[0] - 'a' + 1);
	*letter = false;
	return word.len == 1 && word.at[0] >= '1' && word.at[0] <= '8' ? (unsigned)(word.at[0] - '0') : 0;
}

/* An option that combines labels: "I and III only", "both A and B". */
struct combination {
	unsigned labels; /* bit set */
	bool letters;
	bool figures;
	bool only;
	bool joined;
};

static bool read_combination(const struct flaw_text *text, struct combination *found)
{
	size_t count = 0;
	*found = (struct combination){ .labels = 0 };
	for (size_t i = 0; i < text->count; i++) {
		struct str word = flaw_word(text, i);
		bool letter;
		unsigned number = label_number(word, &letter);
		if (number) {
			const char *gap = text->raw.at + text->words[i].end;
			size_t len = i + 1 < text->count ? text->words[i + 1].start - text->words[i].end : 0;
			found->labels |= 1u << number;
			found->letters = found->letters || letter;
			found->figures = found->figures || text->words[i].kinds & WORD_NUMBER;
			found->joined = found->joined || memchr(gap, ',', len) || memchr(gap, '&', len) ||
					memchr(gap, '+', len);
			count++;
		} else if (word_is_one_of(word, " and or both neither nor either ")) {
			found->joined = true;
		} else if (word_is_one_of(word, " only alone ")) {
			found->only = true;
		} else if (!word_is_one_of(word, " all of options statements option statement answers choices are is "
						 "correct true right ")) {
			return false;
		}
	}
	found->joined = found->joined && count > 1;
	return found->joined || (found->only && count > 0);
}

/* Whether letters or figures refer to preceding options, rather than blood groups (A only, B only), viruses (B and C) or
 * grades (2 and 3). */
static bool labels_are_options(const struct flaw_question *question, bool letters)
{
	struct combination found;
	bool any = false;
	for (size_t i = 0; i < question->count; i++) {
		const struct flaw_text *option = &question->options[i];
		bool combines = read_combination(option, &found);
		if (combines && (found.letters != letters || i < 2 || found.labels >> (i + 1)))
			return false;
		if (!letters && !combines && option->count > 0 && option->words[0].kinds & WORD_NUMBER)
			return false;
		/* Roman numbers are not those of options. */
		if (combines && !letters && !found.figures)
			return false;
		any = any || combines;
	}
	return any;
}

/* Whether the stem lists at least two statements with such labels: "I. …", "(ii) …", "2) …". */
static bool stem_lists(const struct flaw_text *stem)
{
	unsigned labels = 0;
	for (size_t i = 0; i < stem->count; i++) {
		bool letter;
		size_t end = stem->words[i].end;
		unsigned number = label_number(flaw_word(stem, i), &letter);
		/* "I fever, II rash": a Roman number that begins a part. */
		size_t start = stem->words[i].start;
		bool begins = start > 1 && memchr(":;,", stem->raw.at[start - 2], 3) && !letter && stem->words[i].capitals &&
			      end < stem->raw.len && stem->raw.at[end] == ' ';
		if (number && end < stem->raw.len && (begins || memchr(".):", stem->raw.at[end], 3)))
			labels |= 1u << number;
	}
	return labels & (labels - 1);
}

/* Whether an option consists of verdicts on several statements: "True, false", "both assertion and reason are true". */
bool flaw_is_verdicts(const struct flaw_text *text)
{
	size_t verdicts = 0, statements = 0;
	for (size_t i = 0; i < text->count; i++) {
		struct str word = flaw_word(text, i);
		bool letter;
		if (text->words[i].kinds & WORD_VERDICT)
			verdicts++;
		else if (word_is_one_of(word, " statement statements assertion reason both neither "))
			statements++;
		else if (!word_is_one_of(word,
					 " not and but is are the first second while whereas explanation of for ") &&
			 !label_number(word, &letter))
			return false;
	}
	return verdicts > 1 || (verdicts == 1 && statements > 0 && !flaw_words_are(text, 0, "both are") &&
				!flaw_words_are(text, 0, "neither is"));
}

/* The number of words at word i of an option that are the whole of another option. */
static size_t repeated_option(const struct flaw_question *question, size_t option, size_t i)
{
	for (size_t o = 0; o < question->count; o++) {
		const struct flaw_text *other = &question->options[o];
		size_t same = 0;
		while (o != option && same < other->count &&
		       str_equal(flaw_word(other, same), flaw_word(&question->options[option], i + same)))
			same++;
		if (same && same == other->count)
			return same;
	}
	return 0;
}

/* Whether the option joins two others, "both rash and fever", "neither rash nor fever". */
static bool joins_options(const struct flaw_question *question, size_t option)
{
	const struct flaw_text *text = &question->options[option];
	if (!word_is_one_of(flaw_word(text, 0), " both neither either "))
		return false;
	size_t first = repeated_option(question, option, 1), i = first + 2;
	if (!first || !word_is_one_of(flaw_word(text, first + 1), " and or nor "))
		return false;
	size_t second = repeated_option(question, option, i);
	return second && i + second == text->count;
}

/* Whether the option names the letters of all options before it. */
static bool names_all_before(const struct combination *found, size_t option)
{
	return found->letters && option > 2 && found->labels == (2u << option) - 2u;
}

/* An option that combines all statements amounts to "all of the above". */
static void report_all_combined(struct flaw_question *question, size_t option)
{
	const struct flaw_text *text = &question->options[option];
	struct report *report = question->check->report;
	struct diagnostic *d =
		report_add(report, RULE_QUESTION_ALL_OF_THE_ABOVE, flaw_words_span(question, text, 0, text->count - 1),
			   question->id, "this option only says that all the statements are right");
	report_help(report, d, "ask for one best answer: who knows that two statements are right can infer it");
}

void flaw_complex_options(struct flaw_question *question)
{
	struct combination found[FLAW_OPTIONS];
	bool combines[FLAW_OPTIONS];
	size_t count = 0, onlys = 0, first = FLAW_OPTIONS, verdicts = 0;
	unsigned every = 0;
	bool letters = false;
	for (size_t i = 0; i < question->count; i++) {
		const struct flaw_text *option = &question->options[i];
		combines[i] = read_combination(option, &found[i]);
		/* "Both aspirin and clopidogrel" is a treatment of its own. */
		bool joins = joins_options(question, i) && !flaw_asks_what_to_do(question);
		bool series = flaw_is_verdicts(option);
		verdicts += joins ? 2 : series;
		question->sums_up[i] = question->sums_up[i] || joins;
		if (combines[i] || joins || series)
			first = first == FLAW_OPTIONS ? i : first;
		if (!combines[i])
			continue;
		count++;
		onlys += found[i].only;
		every |= found[i].labels;
		letters = letters || found[i].letters;
	}
	/* Options that all combine the same are orders: "2, 1, 3" and "1, 3, 2". */
	bool orders = count == question->count;
	for (size_t i = 0; i < question->count; i++)
		orders = orders && found[i].labels == every;
	bool several = (every & (every - 1)) && !orders;
	bool listed = count > 1 && stem_lists(&question->stem);
	bool refers =
		several && (listed || (!letters && count > 1 && onlys > 1) || labels_are_options(question, letters));
	if (!refers && verdicts < 2)
		return;
	for (size_t i = 0; i < question->count; i++) {
		question->sums_up[i] = question->sums_up[i] || (refers && combines[i]);
		/* "I and II" of two statements is just the pair. */
		bool all = refers && !letters && combines[i] && found[i].labels == every && !found[i].only;
		if ((all && every != 6 && count > 2) || (refers && combines[i] && names_all_before(&found[i], i)))
			report_all_combined(question, i);
	}
	const struct flaw_text *option = &question->options[first];
	struct report *report = question->check->report;
	struct diagnostic *d = report_add(report, RULE_QUESTION_COMPLEX_OPTIONS,
					  flaw_words_span(question, option, 0, option->count - 1), question->id,
					  "the options are combinations of other answers");
	report_help(report, d, "ask for the one best answer, or make a question of each statement");
}
