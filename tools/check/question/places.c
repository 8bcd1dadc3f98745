/* Where a text may name options in other words than theirs, or by letters, numbers and positions. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/flaw_words.h"
#include "check/question/mentions.h"
#include "check/question/subject.h"

void places_read(const struct option_names *names, size_t number, struct telling *telling)
{
	struct str option = str_from(names->all[number]), word;
	*telling = (struct telling){ .count = 0 };
	for (size_t at = 0; telling->count < TELLING_WORDS && phrase_next_word(option, &at, &word);) {
		if (word_kinds(word) & (WORD_COMMON | WORD_VAGUE))
			continue;
		bool shared = false;
		for (size_t i = 0; names->all[i] && !shared; i++)
			shared = i != number && topic_has(str_from(names->all[i]), word);
		telling->all++;
		if (!shared)
			telling->words[telling->count++] = word;
	}
}

/* The telling words that the clause has in any form. */
static void find_words(struct str clause, const struct telling *telling, struct place *place)
{
	struct str word;
	for (size_t at = 0; telling->count && phrase_next_word(clause, &at, &word);)
		for (size_t i = 0; i < telling->count; i++) {
			if (word.at[0] != telling->words[i].at[0] || !topic_related(word, telling->words[i]))
				continue;
			place->start = place->found ? place->start : (size_t)(word.at - clause.at);
			place->end = at;
			place->found |= UINT32_C(1) << i;
		}
}

/* The bit of a letter. */
#define BIT(c) (UINT32_C(1) << ((c)&31))

/* The length of "(c)", "option c", "number four", "the third from the top" at the beginning of text, or 0. */
static size_t sign_length(struct str options, struct str text, struct mention *sign)
{
	static const char *const nouns[] = { "option", "choice", "alternative", "letter", "number", NULL };
	struct str rest = text;
	if (text.at[0] == '(')
		return mention_sign(text, sign) && sign->enclosed ? sign->text.len : 0;
	/* Few words have these first two letters. */
	uint32_t first = ascii_is_letter(text.at[0]) ? BIT(text.at[0]) : 0, second = text.len > 1 ? BIT(text.at[1]) : 0;
	if ((first & (BIT('b') | BIT('f') | BIT('l') | BIT('n') | BIT('p') | BIT('s') | BIT('t'))) &&
	    (second & (BIT('a') | BIT('e') | BIT('h') | BIT('i') | BIT('o'))) && mention_ordinal(options, &rest, sign))
		return sign->text.len;
	if (!(first & (BIT('a') | BIT('c') | BIT('l') | BIT('n') | BIT('o'))) ||
	    !(second & (BIT('e') | BIT('h') | BIT('l') | BIT('p') | BIT('u'))) || !phrase_take(&rest, nouns) ||
	    !mention_numeral(rest, sign))
		return 0;
	return (size_t)(rest.at - text.at) + sign->text.len;
}

static void find_signs(struct str options, size_t count, struct str clause, struct place *places)
{
	struct mention sign;
	for (size_t at = 0, len; at < clause.len; at += len ? len : 1) {
		len = at > 0 && phrase_in_word(clause, at - 1) ? 0
							       : sign_length(options, phrase_after(clause, at), &sign);
		if (!len || sign.number >= count)
			continue;
		struct place *place = &places[sign.number];
		place->start = place->mentioned ? place->start : at;
		place->end = place->end < at + len ? at + len : place->end;
		place->named = place->mentioned = place->sign = true;
	}
}

size_t places_find(const struct option_names *names, const struct telling *telling, struct str options,
		   struct str clause, struct place *places)
{
	enum { GAPS = 12 }; /* in bytes, between the words of an option */
	size_t named = 0;
	size_t count = 0;
	for (; names->all[count]; count++) {
		struct place *place = &places[count];
		*place = (struct place){ .start = 0 };
		find_words(clause, &telling[count], place);
		place->mentioned = place->found;
		place->named = place->found && 3 * telling[count].count >= telling[count].all &&
			       place->found == (UINT32_C(1) << telling[count].count) - 1 &&
			       place->end - place->start <= strlen(names->all[count]) + GAPS;
	}
	for (size_t at = 0; at < clause.len;) {
		struct naming naming = naming_first(names, clause, at);
		at = naming.end;
		if (naming.start == clause.len)
			break;
		struct place *place = &places[naming.number];
		place->start = naming.start;
		place->end = naming.end;
		place->named = place->mentioned = true;
	}
	find_signs(options, count, clause, places);
	for (size_t i = 0; i < count; i++)
		named += places[i].named;
	return named;
}

/* Beginnings of words: a set of hashes of three letters, and one of what all forms of a word have in common. */
struct beginnings {
	uint64_t letters[64], common[64];
};

/* From 0 to 4095, of the first three ASCII letters and digits of text; a space is hashed for each that is not there. */
static size_t hash_letters(struct str text)
{
	size_t hash = 0, letters = 0;
	while (letters < 3 && letters < text.len && ascii_is_alphanumeric(text.at[letters]))
		hash = hash * 17 + (size_t)(text.at[letters++] | 0x20);
	for (; letters < 3; letters++)
		hash = hash * 17 + ' ';
	return hash % 4096;
}

/* The same of at most five letters, which related words share at least, unless their root is shorter. */
static size_t hash_common(struct str word)
{
	enum { LEAST = 5, LONGEST = 40 };
	char lower[LONGEST];
	size_t hash = 0, len = word.len < LONGEST ? word.len : LONGEST;
	for (size_t i = 0; i < len; i++)
		lower[i] = ascii_lower(word.at[i]);
	len = word_root((struct str){ lower, len });
	len = len < LEAST ? len : LEAST;
	for (size_t i = 0; i < len; i++)
		hash = hash * 37 + (unsigned char)lower[i];
	return hash % 4096;
}

static bool has_bit(const uint64_t *set, size_t bit)
{
	return set[bit / 64] >> bit % 64 & 1;
}

/* False if an option has only common words. */
static bool read_beginnings(const struct option_names *names, struct beginnings *beginnings)
{
	struct str word;
	bool all = true, any;
	*beginnings = (struct beginnings){ .letters = { 0 } };
	for (size_t i = 0; names->all[i]; i++, all = all && any) {
		any = false;
		for (size_t at = 0; phrase_next_word(str_from(names->all[i]), &at, &word);) {
			if (word_kinds(word) & (WORD_COMMON | WORD_VAGUE))
				continue;
			size_t letters = hash_letters(word), common = hash_common(word);
			beginnings->letters[letters / 64] |= UINT64_C(1) << letters % 64;
			beginnings->common[common / 64] |= UINT64_C(1) << common % 64;
			any = true;
		}
	}
	return all;
}

bool places_possible(const struct option_names *names, struct str options, struct str text)
{
	struct beginnings beginnings;
	struct str word;
	struct mention sign;
	bool all = read_beginnings(names, &beginnings);
	for (size_t i = 0; i < text.len; i++) {
		if (i > 0 && ascii_is_alphanumeric(text.at[i - 1]))
			continue;
		size_t at = i;
		if (has_bit(beginnings.letters, hash_letters(phrase_after(text, i))) && phrase_next_word(text, &at, &word) &&
		    has_bit(beginnings.common, hash_common(word)))
			return true;
		if (sign_length(options, phrase_after(text, i), &sign))
			return true;
	}
	return !all && naming_first(names, text, 0).start < text.len;
}
