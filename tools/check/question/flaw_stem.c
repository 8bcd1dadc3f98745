#include "base/ascii.h"
#include "check/question/flaw.h"

/* Where the actual question begins: with the clause of the first word that asks, or after the last comma that one follows,
 * so that "If he does not improve, in what order …" is not a negative question. */
static size_t question_begins(const struct flaw_question *question)
{
	const struct flaw_text *stem = &question->stem;
	size_t begin = question->lead, clause = question->lead;
	bool asked = false;
	for (size_t i = question->lead; i < question->lead_end; i++) {
		if (i > question->lead) {
			const char *gap = stem->lower.at + stem->words[i - 1].end;
			size_t len = stem->words[i].start - stem->words[i - 1].end;
			if (memchr(gap, ',', len) || memchr(gap, ';', len))
				clause = i;
		}
		if (!word_is_one_of(flaw_word(stem, i), " which what who when where why how all each "))
			continue;
		if (!asked || clause == i)
			begin = clause;
		asked = true;
	}
	return begin;
}

bool flaw_asks_what_to_do(const struct flaw_question *question)
{
	static const char measures[] =
		" management manage managed step treatment treat treated therapy advice advise advised "
		"intervention recommendation recommended regimen prophylaxis prescribe prescribed ";
	for (size_t i = question->lead; i < question->lead_end; i++)
		if (word_is_one_of(flaw_word(&question->stem, i), measures))
			return true;
	return false;
}

static bool ends_in_not(struct str word)
{
	struct str plain = { word.at + word.len - (word.len < 3 ? word.len : 3), word.len < 3 ? word.len : 3 };
	struct str typeset = { word.at + word.len - (word.len < 5 ? word.len : 5), word.len < 5 ? word.len : 5 };
	return str_is(plain, "n't") || str_is(typeset, "n\xe2\x80\x99t");
}

/* Whether the question asks to choose before word i. */
static bool asks_before(const struct flaw_question *question, size_t i)
{
	for (size_t n = question->lead; n < i; n++)
		if (word_is_one_of(flaw_word(&question->stem, n),
				   " which what identify select choose find mark pick name "))
			return true;
	return false;
}

/* Whether the word is in a clause that the question only mentions: "the reason that her fear has not lessened", "if it
 * did not have a queen", "which can move, but are not moving", "things that cannot move", reported speech. */
static bool is_mentioned(const struct flaw_question *question, size_t i)
{
	const struct flaw_text *stem = &question->stem;
	for (size_t n = question->lead; n < i; n++) {
		struct str word = flaw_word(stem, n);
		if (word_is_one_of(word, " if when because although though unless until whether given while "))
			return true;
		/* A reason is asked for: "Why is she not given aspirin?" */
		if (str_is(word, "why") || (str_is(word, "who") && n > question->lead))
			return true;
		if (word_is_one_of(word, " that which ") && n > question->lead + 1 &&
		    !word_is_one_of(flaw_word(stem, n - 1), " of one statement statements is are was were following "))
			return true;
		if (str_is(word, "but") && i - n < 4)
			return true;
		const char *gap = stem->raw.at + stem->words[n].end;
		size_t len = stem->words[n + 1].start - stem->words[n].end;
		if (memchr(gap, '"', len) || (len > 3 && memchr(gap, '\xe2', len) && n > question->lead))
			return true;
	}
	return false;
}

/* Whether a "not" denies one thing to claim another: "not only", "not microcytic but macrocytic". */
static bool claims_another(const struct flaw_text *stem, size_t i)
{
	if (word_is_one_of(flaw_word(stem, i + 1), " only just yet necessarily otherwise previously "))
		return true;
	for (size_t n = i + 2; n < i + 6; n++)
		if (str_is(flaw_word(stem, n), "but"))
			return true;
	return false;
}

/* Whether the question speaks of a set, "all" or "the following", before word i. */
static bool names_set(const struct flaw_question *question, size_t i)
{
	for (size_t n = question->lead; n < i; n++)
		if (word_is_one_of(flaw_word(&question->stem, n), " all each any following these "))
			return true;
	return false;
}

/* Whether the words from i on ask for the exception: "except", "with the exception of", "all but one of these", "apart
 * from", "save" at the end. */
static bool is_exception(const struct flaw_question *question, size_t i)
{
	const struct flaw_text *stem = &question->stem;
	struct str word = flaw_word(stem, i);
	struct str before = i > question->lead ? flaw_word(stem, i - 1) : STR("");
	size_t left = question->lead_end - i;
	if (str_is(word, "but"))
		return word_is_one_of(before, " all any these those following ") &&
		       (left <= 2 || (flaw_words_are(stem, i + 1, "one of") &&
				      word_is_one_of(flaw_word(stem, i + 3), " these the following ") &&
				      (i < 2 || !asks_before(question, i))));
	if (str_is(word, "exception"))
		return word_is_one_of(before, " the one only ");
	if (str_is(word, "apart") || str_is(word, "other"))
		return flaw_words_are(stem, i + 1, str_is(word, "apart") ? "from" : "than") &&
		       ((left <= 2 && names_set(question, i)) || word_is_one_of(flaw_word(stem, i + 2), " which what "));
	if (str_is(word, "odd"))
		return flaw_words_are(stem, i, "odd one out");
	return str_is(word, "except") || (str_is(word, "save") && left == 1 && names_set(question, i));
}

/* Whether the question asks which statement is false, or which thing is unlikely. */
static bool asks_for_false(const struct flaw_question *question, size_t i)
{
	const struct flaw_text *stem = &question->stem;
	struct str before = i > question->lead ? flaw_word(stem, i - 1) : STR(""), after = flaw_word(stem, i + 1);
	if (!word_is_one_of(flaw_word(stem, i),
			    " lacks fails against false incorrect untrue wrong inaccurate unlikely atypical "
			    "absent missing ") ||
	    !asks_before(question, i))
		return false;
	if (word_is_one_of(flaw_word(stem, i), " lacks fails "))
		return word_is_one_of(before, " which these following ");
	if (str_is(flaw_word(stem, i), "against"))
		return word_is_one_of(before, " argue argues speak speaks ");
	if (word_is_one_of(after, " statement statements answer option choice one combination match pair pairing "))
		return true;
	bool ends = i + 1 >= question->lead_end ||
		    word_is_one_of(after, " of about regarding concerning with for in on to ");
	return ends && word_is_one_of(before, " is are be most statement statements being ");
}

/* Whether the word negates the question. */
static bool negates(const struct flaw_question *question, size_t i)
{
	const struct flaw_text *stem = &question->stem;
	struct str word = flaw_word(stem, i);
	struct str before = i > question->lead ? flaw_word(stem, i - 1) : STR("");
	if (is_exception(question, i))
		return true;
	if (asks_for_false(question, i))
		return !is_mentioned(question, i);
	if (!(stem->words[i].kinds & WORD_NEGATION) && !ends_in_not(word))
		return false;
	if (str_is(word, "never") && word_is_one_of(flaw_word(stem, i + 1), " event events "))
		return false;
	if (word_is_one_of(word, " neither excluding except ") || word_is_one_of(before, " and or to ") ||
	    flaw_is_hyphenated(stem, i) || claims_another(stem, i))
		return false;
	return !is_mentioned(question, i);
}

/* "least likely" negates a question, "the least amount" does not. */
static bool least_negates(const struct flaw_text *stem, size_t i)
{
	return word_is_one_of(flaw_word(stem, i + 1), " likely associated appropriate useful effective accurate common "
						      "consistent characteristic important helpful suitable typical ");
}

size_t flaw_negation(const struct flaw_question *question)
{
	const struct flaw_text *stem = &question->stem;
	if (!language_is_english(question->lang))
		return flaw_foreign_negation(question);
	/* A complete statement asks nothing, unless it tells learners what to find. */
	size_t end = question->lead_end ? stem->words[question->lead_end - 1].end : stem->lower.len;
	bool statement =
		end < stem->lower.len && stem->lower.at[end] == '.' && !asks_before(question, question->lead_end);
	for (size_t i = question_begins(question); i < question->lead_end; i++) {
		if (statement && !(i + 1 == question->lead_end && is_exception(question, i)))
			continue;
		if (str_is(flaw_word(stem, i), "least") ? least_negates(stem, i) : negates(question, i))
			return i;
	}
	return stem->count;
}

void flaw_negative_stem(struct flaw_question *question)
{
	struct report *report = question->check->report;
	const struct flaw_text *stem = &question->stem;
	size_t i = report_wants(report, RULE_QUESTION_NEGATIVE_STEM) ? flaw_negation(question) : stem->count;
	if (i == stem->count)
		return;
	struct span span = flaw_words_span(question, stem, i, i);
	struct diagnostic *d;
	if (stem->words[i].capitals || flaw_is_marked(question, stem, i)) {
		d = report_add_info(report, RULE_QUESTION_NEGATIVE_STEM, span, question->id,
				    "negative stem: asks for the exception");
		report_help(report, d, "ask a positive question if possible");
	} else {
		struct str word = { stem->raw.at + stem->words[i].start, stem->words[i].end - stem->words[i].start };
		d = report_add(report, RULE_QUESTION_NEGATIVE_STEM, span, question->id,
			       "negative stem: asks for the exception, and \"%.*s\" is not emphasised", STR_ARG(word));
		report_help(report, d, "ask a positive question; if it must be negative, write <strong>%.*s</strong>", STR_ARG(word));
	}
}

/* Reports a stem that asks nothing without its options: which of the following is true, without a topic. */
void flaw_unfocused_stem(struct flaw_question *question)
{
	struct report *report = question->check->report;
	const struct flaw_text *stem = &question->stem;
	size_t content = 0;
	bool asks = false, figures = false;
	if (!report_wants(report, RULE_QUESTION_UNFOCUSED_STEM) || question->has_vignette || stem->count == 0)
		return;
	for (size_t i = 0; i < stem->count; i++) {
		content += flaw_is_content(&stem->words[i]);
		figures = figures || stem->words[i].kinds & WORD_NUMBER;
		asks = asks || word_is_one_of(flaw_word(stem, i), " who when where why how ");
	}
	/* "Concerning the heart:" */
	bool topic = word_is_one_of(flaw_word(stem, 0), " concerning regarding considering ");
	content -= topic && content > 0 && flaw_is_content(&stem->words[0]);
	bool bare_which = content == 0 && word_is_one_of(flaw_word(stem, 0), " which what ");
	bool bare_topic = content <= 1 && !asks && stem->count <= 3 && !memchr(stem->raw.at, '?', stem->raw.len);
	if (figures || (!bare_which && !bare_topic))
		return;
	struct diagnostic *d =
		report_add(report, RULE_QUESTION_UNFOCUSED_STEM, flaw_words_span(question, stem, 0, stem->count - 1),
			   question->id, "this stem can't be answered with the options covered");
	report_help(report, d,
		    "ask one thing about one subject, so that a prepared learner can answer before reading on");
}
