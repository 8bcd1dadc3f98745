#include "check/question/flaw.h"

/* Words with which an option refers to the others. */
static const char others[] =
	" above these those them options option choices answers alternatives preceding others listed "
	"mentioned foregoing responses items ";

/* Whether the words from i on refer to other options: "the above", "these", "the other options". */
static bool refers_to_others(const struct flaw_text *text, size_t i)
{
	if (word_is_one_of(flaw_word(text, i), " the other given listed "))
		i++;
	if (word_is_one_of(flaw_word(text, i), " other given listed "))
		i++;
	return word_is_one_of(flaw_word(text, i), others) && text->count <= i + 6;
}

static bool says_none(const struct flaw_text *text, bool last)
{
	if (flaw_words_are(text, 0, "none of") || flaw_words_are(text, 0, "neither of"))
		return refers_to_others(text, 2);
	if (flaw_words_are(text, 0, "not any of"))
		return refers_to_others(text, 3);
	if (flaw_words_are(text, 0, "none"))
		return text->count == 1 ? last : refers_to_others(text, 1);
	if (flaw_words_are(text, 0, "no correct"))
		return word_is_one_of(flaw_word(text, 2), " answer option choice ");
	return flaw_words_are(text, 0, "no") && word_is_one_of(flaw_word(text, 1), " answer option choice ") &&
	       word_is_one_of(flaw_word(text, 2), " is above given ");
}

static bool says_all(const struct flaw_text *text, bool last)
{
	if (flaw_words_are(text, 0, "all of") || flaw_words_are(text, 0, "any of"))
		return refers_to_others(text, 2);
	if (!flaw_words_are(text, 0, "all"))
		return false;
	if (text->count == 1)
		return last;
	return refers_to_others(text, 1) || (flaw_words_are(text, 1, "are") && text->count == 3 &&
					     word_is_one_of(flaw_word(text, 2), " correct true right "));
}

/* Whether the answer is an amount, which "None" may be: the stem asks for one, or the other options begin with
 * numbers. */
static bool asks_for_amount(const struct flaw_question *question)
{
	const struct flaw_text *stem = &question->stem;
	size_t numbers = 0;
	for (size_t i = question->lead; i < stem->count; i++)
		if (flaw_words_are(stem, i, "how much") || flaw_words_are(stem, i, "how many"))
			return true;
	for (size_t i = 0; i < question->count; i++)
		numbers += question->options[i].count && (question->options[i].words[0].kinds & WORD_NUMBER);
	return numbers + 1 >= question->count && numbers > 0;
}

/* None and all of the above. They must be last, or both at the end: a plain "None" elsewhere is an answer of its
 * own. */
void flaw_summaries(struct flaw_question *question)
{
	struct report *report = question->check->report;
	for (size_t i = 0; i < question->count; i++) {
		const struct flaw_text *option = &question->options[i];
		bool last = i + 2 >= question->count && question->count > 2;
		bool bare = option->count == 1 && asks_for_amount(question);
		bool none = !bare && says_none(option, last), all = !none && !bare && says_all(option, last);
		if (!none && !all)
			continue;
		question->sums_up[i] = true;
		struct span span = flaw_words_span(question, option, 0, option->count - 1);
		struct diagnostic *d;
		if (none) {
			d = report_add(report, RULE_QUESTION_NONE_OF_THE_ABOVE, span, question->id,
				       "this option only says that the others are wrong");
			report_help(report, d,
				    "replace it with a real answer: learners can pick this one without knowing "
				    "what is right");
		} else {
			d = report_add(report, RULE_QUESTION_ALL_OF_THE_ABOVE, span, question->id,
				       "this option only says that the others are right");
			report_help(report, d,
				    "replace it with a real answer: learners who know two correct options can infer "
				    "this one");
		}
	}
}

/* The number of a label in a list of statements (II, 2, b), or 0. */
static unsigned label_number(struct str word, bool *letter)
{
	static const char romans[] = " i ii iii iv v vi vii viii ";
	*letter = false;
	if (word_is_one_of(word, romans)) {
		unsigned number = 1;
		for (const char *at = romans + 1; strncmp(at, word.at, word.len) != 0 || at[word.len] != ' ';
		     at = strchr(at, ' ') + 1)
			number++;
		return number;
	}
	if (word.len != 1)
		return 0;
	if (word.at[0] >= '1' && word.at[0] <= '8')
		return (unsigned)(word.at[0] - '0');
	*letter = word.at[0] >= 'a' && word.at[0] <= 'h';
	return *letter ? (unsigned)(word.at[0] - 'a' + 1) : 0;
}

/* An option that combines labels: "I and III only", "both A and B". */
struct combination {
	unsigned labels; /* bit set */
	bool letters;
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
			found->labels |= 1u << number;
			found->letters = found->letters || letter;
			count++;
		} else if (word_is_one_of(word, " and or both neither nor either ")) {
			found->joined = true;
		} else if (word_is_one_of(word, " only alone ")) {
			found->only = true;
		} else if (!word_is_one_of(word, " options statements option statement ")) {
			return false;
		}
	}
	found->joined = found->joined && count > 1;
	return found->joined || (found->only && count > 0);
}

/* Whether letters refer to preceding options, rather than blood groups (A only, B only) or viruses (B and C). */
static bool letters_are_options(const struct flaw_question *question)
{
	struct combination found;
	for (size_t i = 0; i < question->count; i++)
		if (read_combination(&question->options[i], &found) && found.letters &&
		    (i < 2 || found.labels >> (i + 1)))
			return false;
	return true;
}

/* Whether the stem lists at least two statements with such labels: "I. …", "(ii) …", "2) …". */
static bool stem_lists(const struct flaw_text *stem)
{
	unsigned labels = 0;
	for (size_t i = 0; i < stem->count; i++) {
		bool letter;
		size_t end = stem->words[i].end;
		unsigned number = label_number(flaw_word(stem, i), &letter);
		if (number && end < stem->raw.len && memchr(".):", stem->raw.at[end], 3))
			labels |= 1u << number;
	}
	return labels & (labels - 1);
}

/* Whether an option consists of verdicts on several statements: "True, false". */
static bool is_verdicts(const struct flaw_text *text)
{
	size_t verdicts = 0;
	for (size_t i = 0; i < text->count; i++) {
		if (text->words[i].kinds & WORD_VERDICT)
			verdicts++;
		else if (!word_is_one_of(flaw_word(text, i), " not and is are statement first second i ii 1 2 "))
			return false;
	}
	return verdicts > 1;
}

static bool says_both(const struct flaw_text *text)
{
	return flaw_words_are(text, 0, "both of") && refers_to_others(text, 2);
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
	bool letters = false, both = false;
	for (size_t i = 0; i < question->count; i++) {
		const struct flaw_text *option = &question->options[i];
		combines[i] = read_combination(option, &found[i]);
		bool series = is_verdicts(option);
		verdicts += series;
		both = both || says_both(option);
		if (combines[i] || series || says_both(option))
			first = first == FLAW_OPTIONS ? i : first;
		if (!combines[i])
			continue;
		count++;
		onlys += found[i].only;
		every |= found[i].labels;
		letters = letters || found[i].letters;
	}
	bool several = every & (every - 1);
	bool refers = letters ? several && letters_are_options(question)
			      : count > 1 && several && (onlys > 1 || stem_lists(&question->stem));
	if (!refers && verdicts < 2 && !both)
		return;
	for (size_t i = 0; i < question->count; i++) {
		question->sums_up[i] = question->sums_up[i] || (refers && combines[i]);
		/* "I and II" of two statements is just the pair. */
		bool all = refers && !letters && combines[i] && found[i].labels == every && !found[i].only;
		if (all && every != 6 && count > 2)
			report_all_combined(question, i);
	}
	const struct flaw_text *option = &question->options[first];
	struct report *report = question->check->report;
	struct diagnostic *d = report_add(report, RULE_QUESTION_COMPLEX_OPTIONS,
					  flaw_words_span(question, option, 0, option->count - 1), question->id,
					  "the options are combinations of other answers");
	report_help(report, d, "ask for the one best answer, or make a question of each statement");
}

/* "Yes, within 6 hours; yes, within a day; no": more than the verdict distinguishes these. */
static bool verdicts_repeat(const struct flaw_question *question)
{
	for (size_t i = 0; i < question->count; i++)
		for (size_t j = 0; j < i; j++)
			if (question->options[i].count > 1 && !flaw_words_are(&question->options[i], 1, "because") &&
			    question->options[j].count > 1 &&
			    str_equal(flaw_word(&question->options[i], 0), flaw_word(&question->options[j], 0)))
				return true;
	return false;
}

/* Whether the options are verdicts: true, false; yes, because …; no, because …. */
static bool options_are_verdicts(const struct flaw_question *question)
{
	size_t verdicts = 0;
	if (verdicts_repeat(question))
		return false;
	for (size_t i = 0; i < question->count; i++) {
		const struct flaw_text *option = &question->options[i];
		if (option->count == 0 || !(option->words[0].kinds & WORD_VERDICT) || is_verdicts(option))
			continue;
		size_t end = option->words[0].end;
		verdicts += option->count == 1 || memchr(",.;:", option->raw.at[end], 4) ||
			    flaw_words_are(option, 1, "because");
	}
	return verdicts > 1 && verdicts + 1 >= question->count;
}

/* Whether the question, before its word verdict, asks to choose, and from a set of statements. */
static bool asks_to_choose(const struct flaw_question *question, size_t verdict, bool *set)
{
	const struct flaw_text *stem = &question->stem;
	bool choose = false;
	*set = false;
	for (size_t i = question->lead; i < verdict; i++) {
		struct str word = flaw_word(stem, i);
		choose = choose || word_is_one_of(word, " which what all each select choose identify pick mark ");
		*set = *set || word_is_one_of(word, " following statement statements these ") ||
		       (word_is_one_of(word, " which what ") && word_is_one_of(flaw_word(stem, i + 1), " is are "));
	}
	return choose;
}

/* The index of the verdict in a question for the true statement; the number of words in the stem if it asks for
 * something else: "which of the following is true", "choose the correct statement", "all of these are true except". */
static size_t asks_for_truth(const struct flaw_question *question)
{
	const struct flaw_text *stem = &question->stem;
	for (size_t i = question->lead + 1; i < question->lead_end; i++) {
		struct str after = flaw_word(stem, i + 1);
		bool set;
		if (!(stem->words[i].kinds & WORD_VERDICT) ||
		    word_is_one_of(flaw_word(stem, i), " right wrong yes no ") || !asks_to_choose(question, i, &set))
			continue;
		if (word_is_one_of(after, " statement statements "))
			return i;
		if ((set || i + 1 == question->lead_end) &&
		    word_is_one_of(flaw_word(stem, i - 1),
				   " is are be most least not likely also statement statements ") &&
		    !word_is_one_of(after, " diagnosis treatment order sequence positive negative "))
			return i;
	}
	return stem->count;
}

/* Whether the options are statements rather than answers: long enough to be right or wrong on their own. */
static bool options_are_statements(const struct flaw_question *question)
{
	size_t words = 0, options = 0;
	for (size_t i = 0; i < question->count; i++) {
		words += question->sums_up[i] ? 0 : question->options[i].count;
		options += !question->sums_up[i];
	}
	return options > 1 && words >= 4 * options;
}

void flaw_true_false(struct flaw_question *question)
{
	struct report *report = question->check->report;
	const struct flaw_text *stem = &question->stem;
	struct diagnostic *d;
	if (!report_wants(report, RULE_QUESTION_TRUE_FALSE))
		return;
	if (options_are_verdicts(question)) {
		const struct flaw_text *option = &question->options[0];
		d = report_add(report, RULE_QUESTION_TRUE_FALSE, option->tag, question->id,
			       "this is a true-or-false question");
		report_help(report, d, "ask for the fact itself, with answers to choose from");
		return;
	}
	if (!options_are_statements(question))
		return;
	size_t word = asks_for_truth(question);
	if (word == stem->count)
		return;
	d = report_add(report, RULE_QUESTION_TRUE_FALSE, flaw_words_span(question, stem, word, word), question->id,
		       "each option of this question must be judged true or false");
	report_help(report, d, "ask one thing that has one best answer: the cause, the next step, the drug of choice");
}
