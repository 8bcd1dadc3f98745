#include "check/question/flaw.h"

/* Words with which an option refers to the others. */
static const char others[] =
	" above these those them options option choices answers alternatives preceding others listed "
	"mentioned aforementioned foregoing responses items statements ";

/* "Are correct", "is wrong", "apply" from word i on, to the end: whether the summary is of right or wrong options. */
static bool read_verdict(const struct flaw_text *text, size_t i, bool *wrong)
{
	i += word_is_one_of(flaw_word(text, i), " is are ") || flaw_words_are(text, i, "may be");
	i += word_is_one_of(flaw_word(text, i), " all both ");
	*wrong = word_is_one_of(flaw_word(text, i), " incorrect wrong false untrue ");
	return i + 1 == text->count &&
	       (*wrong || word_is_one_of(flaw_word(text, i), " correct true right valid applicable apply applies "));
}

/* Whether the words from i on refer to other options: "the above", "these", "the other options", "the drugs above". */
static bool refers_to_others(const struct flaw_text *text, size_t i)
{
	if (text->count > i + 6)
		return false;
	if (text->count > i + 1 && word_is_one_of(flaw_word(text, text->count - 1), " above aforementioned "))
		return true;
	for (size_t n = 0; n < 2; n++)
		i += word_is_one_of(flaw_word(text, i), " the other given listed ") && i + 1 < text->count;
	return word_is_one_of(flaw_word(text, i), others) || flaw_words_are(text, text->count - 2, "the given");
}

static const struct quantifier {
	const char *words;
	size_t count;
	enum summary summary;
} quantifiers[] = {
	{ "every one of", 3, SUMMARY_ALL }, { "all of", 2, SUMMARY_ALL },      { "any of", 2, SUMMARY_ALL },
	{ "each of", 2, SUMMARY_ALL },	    { "both of", 2, SUMMARY_ALL },     { "all", 1, SUMMARY_ALL },
	{ "both", 1, SUMMARY_ALL },	    { "none of", 2, SUMMARY_NONE },    { "neither of", 2, SUMMARY_NONE },
	{ "not any of", 3, SUMMARY_NONE },  { "not one of", 3, SUMMARY_NONE }, { "none", 1, SUMMARY_NONE },
	{ "neither", 1, SUMMARY_NONE },	    { "everything", 1, SUMMARY_ALL },  { "nothing", 1, SUMMARY_NONE },
};

/* The quantifier that the option begins with, or NULL. */
static const struct quantifier *read_quantifier(const struct flaw_text *text)
{
	for (size_t i = 0; i < sizeof(quantifiers) / sizeof(quantifiers[0]); i++)
		if (flaw_words_are(text, 0, quantifiers[i].words))
			return &quantifiers[i];
	return NULL;
}

/* "No option is correct", "there is no correct answer", "not listed", "something else". */
static bool says_no_answer(const struct flaw_text *text, bool last)
{
	size_t i = flaw_words_are(text, 0, "there is") ? 2 : 0;
	if (flaw_words_are(text, i, "no correct") || flaw_words_are(text, i, "no right"))
		return word_is_one_of(flaw_word(text, i + 2), " answer option choice ");
	if (flaw_words_are(text, 0, "no") && word_is_one_of(flaw_word(text, 1), " answer option choice "))
		return word_is_one_of(flaw_word(text, 2), " is above given ");
	i = flaw_words_are(text, 0, "the") ? 1 : 0;
	i += word_is_one_of(flaw_word(text, i), " correct right ");
	bool answer = word_is_one_of(flaw_word(text, i), " answer ");
	i += answer;
	i += answer && flaw_words_are(text, i, "is");
	if (flaw_words_are(text, i, "not") && (answer || last))
		return i + 2 == text->count &&
		       word_is_one_of(flaw_word(text, i + 1), " given listed above here mentioned shown ");
	return last && text->count == 2 &&
	       (flaw_words_are(text, 0, "something else") || flaw_words_are(text, 0, "another answer"));
}

/* Whether the option says how many of the others are right, or which is wrong: "two of the above", "all except B". */
static bool sums_up_some(const struct flaw_text *text)
{
	size_t i = word_is_one_of(flaw_word(text, 0), " only exactly ") ? 1
		   : flaw_words_are(text, 0, "at least")		? 2
									: 0;
	if (flaw_words_are(text, i, "more than one of"))
		return refers_to_others(text, i + 4);
	if (word_is_one_of(flaw_word(text, i), " one two three four ") && flaw_words_are(text, i + 1, "of"))
		return refers_to_others(text, i + 2);
	size_t last = text->count - 1;
	return text->count > 2 && flaw_words_are(text, 0, "all") &&
	       word_is_one_of(flaw_word(text, last - 1), " except but ") &&
	       word_is_one_of(flaw_word(text, last), " a b c d e f ");
}

/* What the option says of the others, of which there are so many before it. */
static enum summary read_summary(const struct flaw_text *text, size_t before, bool last)
{
	static const char *const numbers[] = { "two", "three", "four", "five" };
	static const char beginnings[] =
		" all another answer any at both correct each every everything exactly four more "
		"neither no none not nothing one only right something the there three two ";
	bool wrong = false;
	if (!word_is_one_of(flaw_word(text, 0), beginnings))
		return SUMMARY_NO;
	if (says_no_answer(text, last))
		return SUMMARY_NONE;
	if (last && sums_up_some(text))
		return SUMMARY_SOME;
	if (flaw_words_are(text, 0, "the above"))
		return !read_verdict(text, 2, &wrong) ? SUMMARY_NO : wrong ? SUMMARY_NONE : SUMMARY_ALL;
	const struct quantifier *quantifier = read_quantifier(text);
	if (!quantifier)
		return SUMMARY_NO;
	size_t i = quantifier->count;
	struct str word = flaw_word(text, i);
	bool figure = word.len == 1 && word.at[0] == (char)('0' + (before < 10 ? before : 0));
	if (before >= 2 && before <= 5 && (figure || flaw_words_are(text, i, numbers[before - 2]))) {
		i++;
		i += flaw_words_are(text, i, "of");
	}
	/* "Nothing" alone is an answer. */
	if (i == text->count)
		return last && !word_is_one_of(flaw_word(text, 0), " everything nothing ") ? quantifier->summary
											   : SUMMARY_NO;
	if (!refers_to_others(text, i))
		return read_verdict(text, i, &wrong) && !wrong ? quantifier->summary : SUMMARY_NO;
	/* "None of the items included are positive" speaks of other items. */
	bool points = word_is_one_of(flaw_word(text, text->count - 1), " above aforementioned ");
	for (; i < text->count; i++) {
		struct str part = flaw_word(text, i);
		if (read_verdict(text, i, &wrong))
			return wrong == (quantifier->summary == SUMMARY_ALL) ? SUMMARY_NONE : SUMMARY_ALL;
		points = points || word_is_one_of(part, " above these those them preceding aforementioned foregoing ");
		if (!points && !word_is_one_of(part, others) &&
		    !word_is_one_of(part, " of the in this list other given here is are "))
			return SUMMARY_NO;
	}
	return quantifier->summary;
}

static bool asks_how_many(const struct flaw_question *question)
{
	const struct flaw_text *stem = &question->stem;
	for (size_t i = question->lead; i < stem->count; i++)
		if (flaw_words_are(stem, i, "how much") || flaw_words_are(stem, i, "how many"))
			return true;
	return false;
}

/* Whether the answer is an amount, which "None" may be: the stem asks for one, another option says "all carriers" or
 * "only children", or the other options begin with numbers. After numbers that don't begin with one it is none of them, if they
 * rise or the stem does not ask how many. */
static bool asks_for_amount(const struct flaw_question *question, size_t option)
{
	size_t numbers = 0;
	bool rise, many = asks_how_many(question);
	if (option > 1 && flaw_counts(question, option, &rise) && (rise || !many))
		return false;
	for (size_t i = 0; i < question->count; i++) {
		const struct flaw_text *text = &question->options[i];
		numbers += text->count && (text->words[0].kinds & WORD_NUMBER);
		many = many || (text->count > 1 && !refers_to_others(text, 1) &&
				word_is_one_of(flaw_word(text, 0), " all only some most "));
	}
	return many || (numbers + 1 >= question->count && numbers > 0);
}

/* None and all of the above. They must be last, or both at the end: a plain "None" elsewhere is an answer of its
 * own. */
void flaw_summaries(struct flaw_question *question)
{
	struct report *report = question->check->report;
	for (size_t i = 0; i < question->count; i++) {
		const struct flaw_text *option = &question->options[i];
		bool last = i + 2 >= question->count && question->count > 2;
		bool side = option->count == 1 && word_is_one_of(flaw_word(&question->options[0], 0), " left right ");
		bool amount = option->count == 1 && !flaw_words_are(option, 0, "both") && asks_for_amount(question, i);
		enum summary summary = side || amount ? SUMMARY_NO
				       : language_is_english(question->lang)
					       ? read_summary(option, i, last)
					       : flaw_foreign_summary(question, option, last);
		if (summary == SUMMARY_NO)
			continue;
		question->sums_up[i] = true;
		struct span span = flaw_words_span(question, option, 0, option->count - 1);
		struct diagnostic *d;
		if (summary == SUMMARY_SOME) {
			d = report_add(report, RULE_QUESTION_COMPLEX_OPTIONS, span, question->id,
				       "this option only says how many of the others are right");
			report_help(report, d, "ask for the one best answer, or make a question of each statement");
		} else if (summary == SUMMARY_NONE) {
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
