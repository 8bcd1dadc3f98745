/* Where a text may name options in other words than theirs, or by letters, numbers and positions. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/question/flaw_words.h"
#include "check/question/mentions.h"
#include "check/question/subject.h"

enum { INITIALS_LEAST = 3 };

/* Whether the word says how much, how fast or what to do: an explanation has it for many reasons. */
static bool is_weak(struct str word)
{
	static const char weak[] = " increase increased increases increasing decrease decreased decreases decreasing "
				   "raise raised raises reduce "
				   "reduced reduces reducing lower lowered lowers elevated improve improved improves "
				   "improving worsen worsened "
				   "worsens start starting stop stopping continue continuing give giving administer "
				   "administering check checking "
				   "perform performing provide encourage high higher low slow rapid fast severe mild "
				   "moderate normal abnormal early "
				   "late immediate immediately dose ";
	return word_is_one_of(word, weak);
}

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
		if (telling->letters < TELLING_WORDS)
			telling->initials[telling->letters++] = word.at[0];
		telling->all++;
		if (!shared && !is_weak(word))
			telling->words[telling->count++] = word;
	}
}

/* Substances in the blood, and what follows "hypo" or "hyper" in the word for too little or too much of them. */
static const struct {
	const char *stem, *substance;
} levels[] = {
	{ "kal", "potassium" }, { "natr", "sodium" },	     { "calc", "calcium" },   { "magnes", "magnesium" },
	{ "glyc", "glucose" },	{ "phosphat", "phosphate" }, { "chlor", "chloride" }, { "uric", "urate" },
	{ "lipid", "lipids" },	{ "album", "albumin" },
};

/* Whether the word is the name of too much or too little of the substance in the blood: "hypokalaemia" for "potassium". */
static bool is_level_of(struct str word, struct str substance)
{
	if (!str_starts(word, "hyp"))
		return false;
	struct str stem = phrase_after(word, str_starts(word, "hyper") ? 5 : 4);
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		if (str_starts(stem, levels[i].stem) && str_is(substance, levels[i].substance))
			return true;
	return false;
}

/* Whether the word has the initials of all words of the option: "TGA". */
static bool is_short_form(struct str word, const struct telling *telling)
{
	return telling->letters >= INITIALS_LEAST && word.len == telling->letters &&
	       memcmp(word.at, telling->initials, word.len) == 0;
}

/* What follows the last hyphen, except in "non-selective". */
static struct str last_part(struct str word)
{
	size_t start = word.len;
	while (start > 0 && word.at[start - 1] != '-')
		start--;
	return str_starts(word, "non-") ? word : phrase_after(word, start);
}

static bool is_form_of(struct str word, struct str other)
{
	return word.len && word.at[0] == other.at[0] && topic_related(word, other);
}

/* The telling words that the clause has in any form. */
static void find_words(struct str clause, const struct telling *telling, struct place *place)
{
	struct str word;
	for (size_t at = 0; telling->count && phrase_next_word(clause, &at, &word);) {
		uint32_t found = is_short_form(word, telling) ? (UINT32_C(1) << telling->count) - 1 : 0;
		struct str tail = last_part(word);
		for (size_t i = 0; i < telling->count; i++)
			if (is_form_of(word, telling->words[i]) ||
			    (tail.len < word.len && is_form_of(tail, telling->words[i])) ||
			    (word.at[0] == 'h' && is_level_of(word, telling->words[i])))
				found |= UINT32_C(1) << i;
		if (!found)
			continue;
		place->start = place->found ? place->start : (size_t)(word.at - clause.at);
		place->end = at;
		place->found |= found;
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

static void add_beginning(struct beginnings *beginnings, struct str word)
{
	size_t letters = hash_letters(word), common = hash_common(word);
	beginnings->letters[letters / 64] |= UINT64_C(1) << letters % 64;
	beginnings->common[common / 64] |= UINT64_C(1) << common % 64;
}

/* The words that name too much or too little of the substance. */
static void add_levels(struct beginnings *beginnings, struct str substance)
{
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
		char low[] = "hypo?";
		if (!str_is(substance, levels[i].substance))
			continue;
		low[4] = levels[i].stem[0];
		add_beginning(beginnings, str_from(low));
		add_beginning(beginnings, str_from("hyper"));
	}
}

/* False if an option has only common words. */
static bool read_beginnings(const struct option_names *names, struct beginnings *beginnings)
{
	struct str word;
	bool all = true;
	*beginnings = (struct beginnings){ .letters = { 0 } };
	for (size_t i = 0; names->all[i]; i++) {
		char initials[TELLING_WORDS];
		size_t count = 0;
		for (size_t at = 0; phrase_next_word(str_from(names->all[i]), &at, &word);) {
			if (word_kinds(word) & (WORD_COMMON | WORD_VAGUE))
				continue;
			add_beginning(beginnings, word);
			add_levels(beginnings, word);
			if (count < TELLING_WORDS)
				initials[count++] = word.at[0];
		}
		if (count >= INITIALS_LEAST)
			add_beginning(beginnings, (struct str){ initials, count });
		all = all && count;
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
