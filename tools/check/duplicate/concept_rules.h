/* Internals shared by the files that number concepts: concept_word.c finds those of words, concept_rules.c those of
 * phrases, concept.c those of all lessons. */
#ifndef CHECK_DUPLICATE_CONCEPT_RULES_H
#define CHECK_DUPLICATE_CONCEPT_RULES_H

#include "check/duplicate/concept.h"

enum { PHRASE_MAX = 8 }; /* concepts of a phrase */
#define NO_CONCEPT UINT32_MAX /* of a word that is left out */

/* A phrase and what it becomes, as ranges of parts. */
struct concept_rule {
	size_t from, to;
	uint32_t from_count, to_count;
	uint32_t next; /* 1 + the next rule with the same first concept, at most as long; 0 at the end */
};

/* Makes room for that many entries; false if memory ran out. */
bool concept_grow(void *list, size_t *room, size_t needed, size_t size) MUST_CHECK;
/* The concept of a folded word; its class is the first letter of its name. NO_CONCEPT if it is left out. */
uint32_t concept_of_word(struct concepts *concepts, struct str word);
enum word_class concept_class(const struct concepts *concepts, uint32_t concept);

/* Adds a rule, and one for the plural of an abbreviation that keeps it as a stem, like UTIs and SSRIs (compare pelvis);
 * none if a phrase is too long or says nothing. False if memory ran out. */
bool concept_rule_add(struct concepts *concepts, struct str from, struct str to) MUST_CHECK;
/* Adds the rules of the lessons and the listed ones; false if memory ran out. */
bool concept_rules_add(struct concepts *concepts, const struct index *index) MUST_CHECK;
/* Makes single words with one meaning one concept, and files the other rules. concepts->first must be zero. False if
 * memory ran out. */
bool concept_rules_complete(struct concepts *concepts, const struct vocabulary *vocabulary) MUST_CHECK;
/* Replaces the phrases of a text; out has room for PHRASE_MAX times as many. Returns their number. */
uint32_t concept_rules_apply(const struct concepts *concepts, const uint32_t *words, uint32_t count, uint32_t *out);

#endif
