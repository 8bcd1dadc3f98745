/* What the tables of this folder list: the classes of words, words that are known to be right, and phrases of equal
 * meaning with their concepts. tools/duplicate-tables.c makes it when the programs are built, so that nothing has to be
 * made when they start. */
#ifndef CHECK_DUPLICATE_LISTED_H
#define CHECK_DUPLICATE_LISTED_H

#include "base/str.h"

#include <stdint.h>

enum {
	LISTED_CLASS = 0x7f, /* 1 + enum word_class; 0 if it has none */
	LISTED_KNOWN = 0x80, /* it is no misspelling of another such word, though one letter away from it */
};

/* A word, a stem, or the name of a concept, which begins with a digit. */
struct listed_word {
	uint32_t text; /* its offset */
	uint16_t concept; /* 1 + the concept of that name; 0 if it is none */
	uint8_t len;
	uint8_t flags; /* LISTED_… */
};

/* A phrase and what it becomes: so many parts for each. */
struct listed_rule {
	uint8_t from_count, to_count;
};

struct listed {
	const char *text;
	const struct listed_word *words; /* at the first free place from that of their hash on */
	size_t room;			 /* places; a power of two */
	const uint16_t *names;		 /* by concept: the place of its name */
	const struct listed_rule *rules;
	const uint16_t *parts; /* the concepts of all rules, one after the other */
	uint32_t name_count, rule_count, part_count;
};

extern const struct listed listed_tables;

/* The place of the word, or the free one where it belongs. */
size_t listed_place(const struct listed *listed, struct str word);
/* NULL if the word is not listed. */
const struct listed_word *listed_find(const struct listed *listed, struct str word);

static inline struct str listed_text(const struct listed *listed, const struct listed_word *word)
{
	return (struct str){ listed->text + word->text, word->len };
}

static inline bool listed_is_known(const struct listed *listed, struct str word)
{
	const struct listed_word *found = listed_find(listed, word);
	return found && (found->flags & LISTED_KNOWN);
}

#endif
