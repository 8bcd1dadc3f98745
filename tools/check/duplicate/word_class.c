#include "check/duplicate/word_class.h"

#include "check/core/unspaced.h"
#include "check/duplicate/word_form.h"

enum { STEM_LEAST = 4 }; /* letters of a stem that is looked up */

static bool ends_with(struct str word, struct str ending)
{
	return word.len > ending.len && memcmp(word.at + word.len - ending.len, ending.at, ending.len) == 0;
}

/* Whether it is the negation of another word, like untreated and nonstructural. */
static bool is_negated(struct str word)
{
	enum { SHORTEST = 7 };
	if (word.len < SHORTEST)
		return false;
	if (str_starts(word, "un"))
		return word.at[2] != 'd' && word.at[2] != 'i' && (ends_with(word, STR("ed")) || ends_with(word, STR("able")));
	return str_starts(word, "non") && !str_starts(word, "nonsteroidal");
}

/* 1 + the class of a listed word or stem; 0 if it is not listed. */
static unsigned listed_class(const struct listed *listed, struct str word)
{
	const struct listed_word *found = listed_find(listed, word);
	return found ? found->flags & LISTED_CLASS : 0;
}

enum word_class word_class_of(const struct listed *listed, struct str word, struct str stem)
{
	unsigned known = listed_class(listed, word);
	if (!known && word.len > STEM_LEAST)
		known = listed_class(listed, stem);
	if (known)
		return (enum word_class)(known - 1);
	switch (unspaced_class_of(word)) {
	case UNSPACED_PART: return WORD_PART;
	case UNSPACED_SMALL: return WORD_SMALL;
	case UNSPACED_DECIDES: return WORD_DECIDES;
	case UNSPACED_NONE: break;
	}
	size_t characters = 0;
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.at[i];
		/* Digits, and signs such as + > % /. */
		if (c < 0x80 && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '-')
			return WORD_DECIDES;
		characters += (c & 0xc0) != 0x80;
	}
	/* A letter, Latin or Greek; an arrow. */
	return characters == 1 ? WORD_DECIDES : is_negated(word) ? WORD_NEGATES : WORD_CONTENT;
}
