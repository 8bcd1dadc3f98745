#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/flaw.h"

/* The length of what all options begin with, up to a number that differs: "500 mg for 5 days", "500 mg for 7 days". */
static size_t common_prefix(const struct flaw_question *question)
{
	const struct str *first = NULL;
	size_t len = 0;
	for (size_t i = 0; i < question->count; i++) {
		struct str text = question->options[i].lower;
		if (question->sums_up[i])
			continue;
		if (!first) {
			first = &question->options[i].lower;
			len = first->len;
		}
		size_t same = 0;
		while (same < len && same < text.len && text.at[same] == first->at[same])
			same++;
		len = same;
	}
	/* Up to the beginning of a word: Stage I, Stage II. */
	while (len && (ascii_is_alphanumeric(first->at[len - 1]) || strchr(".,/-", first->at[len - 1])))
		len--;
	return len;
}

/* The next word of text by which measures differ, without a final s or full stop. Says nothing about the
 * measure: a verb, how exact the number is, and its share or a conversion in brackets. */
static struct str next_word(struct str *text)
{
	static const char fillers[] = " is are was were exactly about around approximately roughly nearly almost over "
				      "under more less than within at least most up to ";
	struct str word = STR_NONE;
	while ((*text = str_trim(*text)).len) {
		const char *end = NULL;
		if (text->len > 1 && text->at[0] == '(' && ascii_is_digit(text->at[1]))
			end = memchr(text->at, ')', text->len);
		if (end) {
			*text = phrase_after(*text, (size_t)(end - text->at) + 1);
			continue;
		}
		word = *text;
		word.len = 0;
		while (word.len < text->len && !ascii_is_space(text->at[word.len]))
			word.len++;
		*text = phrase_after(*text, word.len);
		word.len -= word.at[word.len - 1] == '.';
		if (word_is_one_of(word, fillers))
			continue;
		word.len -= word.len && word.at[word.len - 1] == 's';
		if (word.len)
			return word;
	}
	return STR_NONE;
}

/* Whether two words are the same but for the s of a plural: km/h, kms/h. */
static bool same_word(struct str a, struct str b)
{
	size_t i = 0, j = 0;
	for (;;) {
		while (i < a.len && a.at[i] == 's')
			i++;
		while (j < b.len && b.at[j] == 's')
			j++;
		if (i == a.len || j == b.len)
			return i == a.len && j == b.len;
		if (a.at[i++] != b.at[j++])
			return false;
	}
}

/* Whether the words around two numbers are the same, "1 day" and "about 2 days". */
static bool same_words(struct str a, struct str b)
{
	struct str word;
	do {
		word = next_word(&a);
		if (!same_word(word, next_word(&b)))
			return false;
	} while (word.len);
	return true;
}

/* Whether the options are shares, "1 in 10" and "1 in 100", of which the first is the larger. */
static bool are_shares(const struct flaw_text *option, size_t prefix)
{
	struct str text = str_trim((struct str){ option->lower.at, prefix });
	return text.len > 1 && ascii_is_digit(text.at[0]) &&
	       (strchr(":/", text.at[text.len - 1]) || phrase_ends(text, "in") < text.len);
}

static bool same_measure(const struct flaw_text *a, const struct option_quantity *in_a, const struct flaw_text *b,
			 const struct option_quantity *in_b)
{
	struct str before_a = { a->lower.at, in_a->start }, before_b = { b->lower.at, in_b->start };
	struct str after_a = { a->lower.at + in_a->end, a->lower.len - in_a->end };
	struct str after_b = { b->lower.at + in_b->end, b->lower.len - in_b->end };
	return in_a->roman == in_b->roman && same_words(before_a, before_b) && same_words(after_a, after_b);
}

/* Whether a lower value may be the more severe one, so that the options may fall: a percentage, a temperature, a rate or
 * concentration (60 mL/min), or a value below zero. */
static bool may_fall(const struct flaw_text *option, const struct option_quantity *quantity)
{
	struct str after =
		str_trim((struct str){ option->lower.at + quantity->end, option->lower.len - quantity->end });
	return quantity->value < 0 || (after.len && !ascii_is_alphanumeric(after.at[0])) ||
	       memchr(after.at, '/', after.len);
}

/* Whether the stem is about a score or the pH, which also falls as a disease gets worse. */
static bool about_score(const struct flaw_text *stem)
{
	for (size_t i = 0; i < stem->count; i++)
		if (word_is_one_of(flaw_word(stem, i), " score scale index ph grade saturation "))
			return true;
	return false;
}

bool flaw_counts(const struct flaw_question *question, size_t end, bool *rise)
{
	struct option_quantity quantity, previous = { .value = 1 };
	*rise = true;
	for (size_t i = 0; i < end; i++) {
		if (!flaw_read_quantity(&question->options[i], 0, &quantity) || quantity.value <= 1)
			return false;
		*rise = *rise && quantity.value > previous.value;
		previous = quantity;
	}
	return end > 0;
}

/* Reports quantities of one measure that do not rise; ranges, shares and some measures may fall, as grades of severity do.
 * There is no agreed order of words; a single option in words ("no change", "cannot be determined") is ignored. */
void flaw_order(struct flaw_question *question)
{
	struct report *report = question->check->report;
	const struct flaw_text *last = NULL;
	struct option_quantity quantity, previous = { .value = 0 };
	size_t count = 0, rises = 0, falls = 0, turn = 0, apart = 0, ranges = 0;
	if (!report_wants(report, RULE_QUESTION_OPTIONS_OUT_OF_ORDER))
		return;
	size_t from = common_prefix(question);
	for (size_t i = 0; i < question->count; i++) {
		const struct flaw_text *option = &question->options[i];
		if (question->sums_up[i])
			continue;
		if (!flaw_read_quantity(option, from, &quantity)) {
			if (++apart > 1)
				return;
			continue;
		}
		if (last && !same_measure(last, &previous, option, &quantity))
			return;
		if (last) {
			double change = quantity.value - previous.value;
			change = change == 0 ? quantity.upper - previous.upper : change;
			rises += change > 0;
			falls += change < 0;
		}
		if (!turn && falls)
			turn = i;
		ranges += quantity.range || are_shares(option, from) || may_fall(option, &quantity);
		last = option;
		previous = quantity;
		count++;
	}
	if (count < 3 || !falls || (!rises && (ranges || about_score(&question->stem))))
		return;
	const struct flaw_text *option = &question->options[turn];
	struct diagnostic *d = report_add(report, RULE_QUESTION_OPTIONS_OUT_OF_ORDER,
					  flaw_words_span(question, option, 0, option->count - 1), question->id,
					  rises ? "these numeric options are not sorted"
						: "these numeric options are sorted from the largest");
	report_label(report, d, "smaller than the one before");
	report_help(report, d, "list the smallest first, so that learners look for the value, not for its place");
}
