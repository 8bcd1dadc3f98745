#include "base/ascii.h"
#include "check/question/flaw.h"


/* Where the actual question begins: after the last comma that a question word follows, so that "If he does not improve,
 * which …" is not a negative question. */
static size_t question_begins(const struct flaw_question *question)
{
	const struct flaw_text *stem = &question->stem;
	size_t begin = question->lead;
	for (size_t i = question->lead; i + 1 < question->lead_end; i++) {
		const char *gap = stem->lower.at + stem->words[i].end;
		if (memchr(gap, ',', stem->words[i + 1].start - stem->words[i].end) &&
		    word_is_one_of(flaw_word(stem, i + 1), " which what who when where why how all each "))
			begin = i + 1;
	}
	return begin;
}

static bool ends_in_not(struct str word)
{
	struct str plain = { word.at + word.len - (word.len < 3 ? word.len : 3), word.len < 3 ? word.len : 3 };
	struct str typeset = { word.at + word.len - (word.len < 5 ? word.len : 5), word.len < 5 ? word.len : 5 };
	return str_is(plain, "n't") || str_is(typeset, "n\xe2\x80\x99t");
}

/* Whether the word is in a clause that the question only mentions: "the reason that her fear has not lessened", "if it
 * did not have a queen", "which can move, but are not moving", reported speech. */
static bool is_mentioned(const struct flaw_question *question, size_t i)
{
	const struct flaw_text *stem = &question->stem;
	bool asks = false;
	for (size_t n = question->lead; n < i; n++) {
		struct str word = flaw_word(stem, n);
		asks = asks || word_is_one_of(word, " which what where how why all each ");
		if (word_is_one_of(word, " if when because although though unless until whether given while "))
			return true;
		if (str_is(word, "who") && n > question->lead)
			return true;
		if (word_is_one_of(word, " that which ") && (i - n > 2 || !asks) && n > question->lead + 1 &&
		    !word_is_one_of(flaw_word(stem, n + 1), " of one statement is are was were "))
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

/* Whether the word negates the question. */
static bool negates(const struct flaw_question *question, size_t i)
{
	const struct flaw_text *stem = &question->stem;
	struct str word = flaw_word(stem, i);
	struct str before = i > question->lead ? flaw_word(stem, i - 1) : STR("");
	if (str_is(word, "but"))
		return word_is_one_of(before, " all any ") && question->lead_end - i <= 2;
	if (str_is(word, "except"))
		return true;
	if (!(stem->words[i].kinds & WORD_NEGATION) && !ends_in_not(word))
		return false;
	if (word_is_one_of(word, " neither excluding ") || word_is_one_of(before, " and or to "))
		return false;
	if (word_is_one_of(flaw_word(stem, i + 1), " only just yet necessarily otherwise previously "))
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
	/* A complete statement asks nothing. */
	size_t end = question->lead_end ? stem->words[question->lead_end - 1].end : stem->lower.len;
	bool statement = end < stem->lower.len && stem->lower.at[end] == '.';
	for (size_t i = question_begins(question); i < question->lead_end; i++) {
		if (statement && i + 1 < question->lead_end)
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
		d = report_add(report, RULE_QUESTION_NEGATIVE_STEM, span, question->id,
			       "negative stem: asks for the exception with a word that is easily missed");
		report_help(report, d,
			    "ask a positive question; if it must be negative, emphasise the word: <strong>not</strong>");
	}
}

/* Whether only punctuation follows a position, where the options complete the sentence. */
static bool is_last(const struct flaw_text *stem, size_t at)
{
	return stem->count == 0 || stem->words[stem->count - 1].end <= at;
}

/* The end of a gap at a position: underscores, or at least four dots; the position if there is none. */
static size_t gap_end(struct str text, size_t at)
{
	size_t end = at;
	char c = text.at[at];
	while (end < text.len && text.at[end] == c)
		end++;
	char before = at ? text.at[at - 1] : ' ', after = end < text.len ? text.at[end] : ' ';
	/* File_name and remnants of conversions (_x0094_) are not gaps. */
	if (ascii_is_alphanumeric(before) && ascii_is_alphanumeric(after))
		return at;
	if (c == '_' && (end - at > 1 || (ascii_is_space(before) &&
					  (ascii_is_space(after) || after == '-' || after == '.'))))
		return end;
	if (c == '.' && end - at > 3)
		return end;
	if (c == '?' && before == '(' && after == ')')
		return end;
	return at;
}

void flaw_fill_in_blank(struct flaw_question *question)
{
	struct report *report = question->check->report;
	const struct flaw_text *stem = &question->stem;
	if (!report_wants(report, RULE_QUESTION_FILL_IN_BLANK))
		return;
	for (size_t i = 0; i < stem->lower.len; i++) {
		if (!strchr("_.?", stem->lower.at[i]))
			continue;
		size_t end = gap_end(stem->lower, i);
		if (end == i || is_last(stem, end)) {
			i = end > i ? end - 1 : i;
			continue;
		}
		struct diagnostic *d =
			report_add(report, RULE_QUESTION_FILL_IN_BLANK, flaw_span(question, stem, i, end), question->id,
				   "the stem has a gap to fill in");
		report_help(report, d, "ask a question, or make it a cloze card");
		return;
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
