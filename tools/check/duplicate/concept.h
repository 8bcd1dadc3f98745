/* Numbers what words mean, so that texts that say the same in other words can be compared: the forms and spellings of a
 * word, its misspellings and its synonyms are one concept, abbreviations and set phrases become those of their long form
 * (terms.def, names.def, and what the lessons explain in the form "long form (LF)"), and words without content are left
 * out. */
#ifndef CHECK_DUPLICATE_CONCEPT_H
#define CHECK_DUPLICATE_CONCEPT_H

#include "check/core/index.h"
#include "check/duplicate/word_class.h"

/* A folded text, as numbers of words or concepts. */
struct word_run {
	const uint32_t *words;
	uint32_t count;
};

struct concept_rule;

struct concepts {
	const struct vocabulary *words;
	const struct listed *listed;
	struct vocabulary names; /* of concepts that are not listed: a digit for the class, and the stem */
	unsigned char *classes;	 /* by concept: enum word_class */
	uint32_t *of_word;	 /* by word: its concept */
	uint32_t *first;	 /* by concept: 1 + its first rule; 0 if there is none */
	struct concept_rule *rules;
	uint32_t *parts; /* the concepts of all rules */
	size_t rule_count, part_count, rule_room, part_room;
	bool failed; /* memory ran out */
};

/* The concepts of a text. */
struct concept_text {
	uint32_t *at;
	uint32_t count;
	size_t room;
};

/* The vocabulary of all parts must be that of the first. Release it even after failure; false if memory ran out. */
bool concepts_init(struct concepts *concepts, const struct index *index) MUST_CHECK;
void concepts_release(struct concepts *concepts);

/* Reads the concepts of a text, in order; false if memory ran out. Any number of threads may read. */
bool concepts_read(const struct concepts *concepts, struct word_run words, struct concept_text *out) MUST_CHECK;
void concept_text_release(struct concept_text *text);

/* How many concepts there are. */
uint32_t concept_count(const struct concepts *concepts);
/* The stem of a concept. */
struct str concept_name(const struct concepts *concepts, uint32_t concept);

#endif
