/* Shares that contradict each other: "one in eight, or 80%", "62% had been vaccinated, 48% had not"; and sums that are
 * wrong: "eyes 2, voice 2, motor 4, which makes 18". */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/core/quantity.h"
#include "check/text/numbers.h"

#include <math.h>
#include <stdio.h>

/* Reads the percentage that begins at offset; returns its end, 0 if there is none. */
static size_t read_percent(struct str text, size_t offset, double *percent)
{
	static const char *const words[] = { "percent", "per cent", NULL };
	size_t len = quantity_number(text, offset, DECIMAL_POINT, percent), end = offset + len;
	if (!len || (offset > 0 && (phrase_in_word(text, offset - 1) || strchr(".,-/", text.at[offset - 1]))))
		return 0;
	if (end < text.len && text.at[end] == '%')
		return end + 1;
	size_t gap = quantity_gap(text, end), name = phrase_starts_any(phrase_after(text, gap), words);
	return name ? gap + name : end + 2 <= text.len && str_starts(phrase_after(text, end), " %") ? end + 2 : 0;
}

/* The number, in digits or words, at the end of text, without it in *text; 0 if there is none. */
static double take_number(struct str *text)
{
	double value;
	size_t start = text->len;
	while (start > 0 && phrase_in_word(*text, start - 1))
		start--;
	struct str word = phrase_after(*text, start);
	if (!word.len)
		return 0;
	size_t len = ascii_is_digit(word.at[0]) ? quantity_number(*text, start, DECIMAL_POINT, &value) : quantity_number_word(word, &value);
	if (len != word.len)
		return 0;
	*text = str_trim((struct str){ text->at, start });
	return value;
}

static bool drop_last_word(struct str *text)
{
	size_t len = text->len;
	while (len > 0 && phrase_in_word(*text, len - 1))
		len--;
	bool word = len < text->len && (len == 0 || text->at[len - 1] == ' ');
	*text = str_trim((struct str){ text->at, len });
	return word;
}

/* "One in eight", "a quarter", at the end of text, perhaps with some words after it, *rest of them; 0 if there is none.
 * Removes it from text. */
static double take_share(struct str *text, unsigned words)
{
	static const struct {
		const char *phrase;
		double percent;
	} fractions[] = {
		{ "two thirds", 200.0 / 3 }, { "two-thirds", 200.0 / 3 }, { "three quarters", 75 }, { "three-quarters", 75 }, { "half", 50 },
		{ "one third", 100.0 / 3 }, { "a third", 100.0 / 3 }, { "a quarter", 25 }, { "one quarter", 25 }, { "a fifth", 20 },
		{ "one fifth", 20 }, { "a tenth", 10 },
	};
	static const char *const in[] = { "in", "out of", "in every", NULL };
	enum { NOUNS = 2 };
	for (unsigned n = 0; n <= words && text->len; n++) {
		for (size_t i = 0; i < sizeof(fractions) / sizeof(fractions[0]); i++) {
			size_t start = phrase_ends(*text, fractions[i].phrase);
			if (start < text->len) {
				*text = str_trim((struct str){ text->at, start });
				return fractions[i].percent;
			}
		}
		struct str before = *text;
		double whole = take_number(&before), part = 0;
		size_t link = whole > 1 ? phrase_ends_any(before, in) : before.len;
		before = link < before.len ? str_trim((struct str){ before.at, link }) : (struct str){ before.at, 0 };
		for (unsigned i = 0; i <= NOUNS && before.len && part <= 0; i++) {
			part = take_number(&before);
			if (part <= 0 && !drop_last_word(&before))
				return 0;
		}
		if (part > 0 && part < whole) {
			*text = before;
			return 100 * part / whole;
		}
		if (whole > 0 || !drop_last_word(text))
			return 0;
	}
	return 0;
}

/* "One in eight of the women, in other words some 80%", at the percentage that word i begins */
void number_judge_proportion(const struct text_run *run, size_t i)
{
	static const char *const about[] = { "about", "some", "roughly", "around", "nearly", "almost", "approximately", "only", "just", NULL };
	static const char *const that_is[] = { "or", "in other words", "that is", "that is to say", "i.e.", "ie", "which is", "meaning", "equal to", NULL };
	static const char *const more[] = { "more than", "less than", "fewer than", "over", "under", "at least", "at most", "up to", "below", "above",
					    "only", "than", "not", "nearly", "almost", NULL };
	/* The last words of both lists. */
	static const char *const lead[] = { "about", "some", "roughly", "around", "nearly", "almost", "approximately", "only", "just", "or", "words",
					    "is", "say", "e", "ie", "meaning", "to", NULL };
	enum { FEW = 3, MANY = 8 };
	const double near = 0.25, rounding = 1.5;
	struct str text = run->text;
	size_t start = run->words[i].start;
	double percent;
	bool opens = start > 2 && text.at[start - 1] == '(' && ascii_is_letter(text.at[start - 3]);
	size_t end = i > 0 && (opens || text_word_in(text_word(run, i - 1), lead)) ? read_percent(text, start, &percent) : 0;
	if (!end)
		return;
	struct str before = str_trim((struct str){ text.at, start });
	for (size_t at; (at = phrase_ends_any(before, about)) < before.len;)
		before = str_trim((struct str){ before.at, at });
	bool bracket = before.len && before.at[before.len - 1] == '(' && end < text.len && text.at[end] == ')';
	size_t link = bracket ? before.len - 1 : phrase_ends_any(before, that_is);
	if (link == before.len)
		return;
	before = str_trim((struct str){ before.at, link });
	if (before.len && strchr(",–", before.at[before.len - 1]))
		before = str_trim((struct str){ before.at, before.len - 1 });
	double share = take_share(&before, bracket ? FEW : MANY);
	double off = fabs(share - percent);
	if (share <= 0 || off <= rounding || off <= near * share || phrase_ends_any(before, more) < before.len)
		return;
	char message[NUMBER_MESSAGE_SIZE];
	snprintf(message, sizeof(message), "the share before is %.3g%%, not %.4g%%", share, percent);
	number_report(run, start, end, "calculate it again, and check both numbers", message);
}

/* Whether "had not" ends a clause at offset. */
static bool is_denied(struct str text, size_t offset)
{
	static const char *const denials[] = {
		"had not", "have not", "did not", "do not", "does not", "was not", "were not", "are not", "is not", "could not", "hadn't",
		"did not respond", "had none", NULL,
	};
	static const char *const next[] = { "and", "but", "so", NULL };
	size_t at = quantity_gap(text, offset), len = phrase_starts_any(phrase_after(text, at), denials);
	if (!len)
		return false;
	at = quantity_gap(text, at + len);
	return at == text.len || strchr(".,;)", text.at[at]) || phrase_starts_any(phrase_after(text, at), next);
}

/* The groups that exclude each other of which a percentage that ends at offset names one: "were cured", "died", "women". A bit
 * for each set of groups; nothing else may be said of them. */
static unsigned groups_after(struct str text, size_t offset)
{
	enum { OUTCOME = 1, DEATH = 2, SEX = 4 };
	static const struct {
		const char *name;
		unsigned sets;
	} groups[] = {
		{ "cured", OUTCOME }, { "improved", OUTCOME }, { "unchanged", OUTCOME }, { "worse", OUTCOME }, { "worsened", OUTCOME },
		{ "deteriorated", OUTCOME }, { "died", OUTCOME | DEATH }, { "survived", DEATH }, { "alive", DEATH }, { "dead", DEATH },
		{ "men", SEX }, { "women", SEX }, { "boys", SEX }, { "girls", SEX }, { "male", SEX }, { "female", SEX },
	};
	static const char *const were[] = { "were", "was", "are", "is", "of them were", NULL }, *const next[] = { "and", "but", NULL };
	size_t at = quantity_gap(text, offset);
	at = quantity_gap(text, at + phrase_starts_any(phrase_after(text, at), were));
	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
		size_t len = phrase_starts(phrase_after(text, at), groups[i].name);
		size_t after = len ? quantity_gap(text, at + len) : 0;
		if (len && (after == text.len || strchr(".,;)", text.at[after]) || phrase_starts_any(phrase_after(text, after), next)))
			return groups[i].sets;
	}
	return 0;
}

/* "62% had been vaccinated, 48% had not", "45% were cured, 35% improved and 30% died", at the last percentage, which word i
 * begins */
void number_judge_complement(const struct text_run *run, size_t i)
{
	const double whole = 101.5;
	struct str text = run->text;
	double sum, value;
	size_t start = run->words[i].start, others = 0, from = start;
	/* "80%, 35%" or "80% and 35%", but not "of the women 35%" */
	bool joins = start > 4 && (text.at[start - 2] == ',' || memcmp(text.at + start - 4, "and", 3) == 0);
	size_t end = joins ? read_percent(text, start, &sum) : 0;
	if (!end)
		return;
	bool denied = is_denied(text, end);
	unsigned sets = !denied ? groups_after(text, end) : 0;
	if (!denied && !sets)
		return;
	for (size_t n = i; n > 0; n--) {
		const struct text_word *word = &run->words[n - 1];
		if (strchr(".;?!", text.at[word->end]) && text.at[word->end + 1] == ' ')
			break;
		size_t last = word->flags & WORD_DIGITS ? read_percent(text, word->start, &value) : 0;
		if (!last)
			continue;
		others++;
		sum += value;
		from = word->start;
		sets &= denied ? sets : groups_after(text, last);
	}
	if (others == 0 || sum <= whole || (denied ? others > 1 : sets == 0))
		return;
	char message[NUMBER_MESSAGE_SIZE];
	snprintf(message, sizeof(message), "the parts are %.4g%% of the whole together", sum);
	number_report(run, from, end, "calculate them again", message);
}

/* The first number after one of the names, of at most two words, of a part of the coma scale; 0 if there is none. */
static double part_score(const struct text_run *run, const char *const *names, size_t *last)
{
	enum { NEAR = 6 };
	for (size_t i = 0; i < run->word_count; i++) {
		if (!text_word_in(text_word(run, i), names))
			continue;
		for (size_t n = i + 1; n < run->word_count && n <= i + NEAR; n++) {
			double value;
			if (!(run->words[n].flags & WORD_DIGITS) || !quantity_number(run->text, run->words[n].start, DECIMAL_POINT, &value))
				continue;
			*last = n > *last ? n : *last;
			return value <= 6 ? value : 0;
		}
	}
	return 0;
}

/* "Eyes 2, voice 2, motor response 4, which makes 18" */
void number_judge_coma(const struct text_run *run)
{
	static const char *const eyes[] = { "eye", "eyes", NULL }, *const voice[] = { "verbal", "voice", "speech", NULL };
	static const char *const motor[] = { "motor", "movement", NULL };
	static const char *const totals[] = { "makes", "make", "gives", "giving", "total", "totals", "sum", "score", "scores", "is", "gcs", "scale", "of", NULL };
	enum { NEAR = 6 };
	size_t last = 0;
	double parts[3] = { part_score(run, eyes, &last), part_score(run, voice, &last), part_score(run, motor, &last) };
	if (parts[0] <= 0 || parts[1] <= 0 || parts[2] <= 0)
		return;
	for (size_t i = last + 1; i < run->word_count && i <= last + NEAR; i++) {
		double total, sum = parts[0] + parts[1] + parts[2];
		const struct text_word *word = &run->words[i];
		if (!(word->flags & WORD_DIGITS) || !quantity_number(run->text, word->start, DECIMAL_POINT, &total))
			continue;
		if (total == sum || !text_word_in(text_word(run, i - 1), totals) || word->end - word->start > 2)
			return;
		char message[NUMBER_MESSAGE_SIZE];
		snprintf(message, sizeof(message), "the three parts make %.4g, not %.4g", sum, total);
		number_report(run, word->start, word->end, "add them again, and check each part", message);
		return;
	}
}
