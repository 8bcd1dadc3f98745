/* What rules say of a word by itself, whatever is around it: which rules look for it. Text uses few words over and over, so
 * the answers are kept for each word. Case does not matter. */
#ifndef CHECK_TEXT_FORM_H
#define CHECK_TEXT_FORM_H

#include "base/attributes.h"
#include "base/str.h"

#include <stdint.h>

struct lexicon;

/* Continues the flags of struct text_word. A flag says that the word may be of that kind; the rule looks closer. */
enum {
	WORD_NEAR_MEDICINE = 1 << 5, /* medical/misspelled.c: misspells the name of a medicine */
	WORD_NEAR_TERM = 1 << 6,     /* and of a medical term */
	WORD_CONFUSED = 1 << 7,      /* wrong_word.c: looks like another word */
	WORD_VARIANT = 1 << 8,       /* spelling/text.c: is British or American */
	WORD_REFERS = 1 << 9,        /* dangling_reference.c: is part of a reference */
	WORD_UNFINISHED = 1 << 10,   /* placeholder.c: is a placeholder, or begins one */
	WORD_MEDICINE = 1 << 11,     /* medical/names.c: begins a name of a medicine that has two */
	WORD_BEGINS = 1 << 12,       /* placeholder.c: begins a text that is a placeholder as a whole */
	WORD_ERROR = 1 << 13,        /* foreign_office.c: ends with a word that means "error" */
	WORD_DOSED = 1 << 14,	     /* medical/amount.c: is the name of a medicine */
	WORD_ANALYTE = 1 << 15,	     /* medical/analyte.c: ends the name of what is measured */
	WORD_MEASURE = 1 << 23,	     /* medical/measure.c: ends the name of another measure */
	WORD_LEADS = 1 << 19,	     /* and comes between that name and the result */
	WORD_ERROR_PRONE = 1 << 16,  /* medical/words.c: begins an abbreviation */
	WORD_ARTICLE = 1 << 18,	     /* article.c: a, an */
	WORD_MISSPELLED = 1 << 17,   /* wrong_word.c: is a common misspelling */
	WORD_AGREES = 1 << 20,	     /* agreement.c: a determiner or auxiliary that may not agree with another word */
	WORD_HEADS = 1 << 21,	     /* and a noun of which that may be true */
	WORD_BASE = 1 << 24,	     /* subject_verb.c: the base form of a verb, and no noun; are, were, have */
	WORD_THIRD = 1 << 25,	     /* and the form of the third person; is, was, has */
	WORD_THING = 1 << 26,	     /* and a noun of one thing */
	WORD_JOINS = 1 << 22,	     /* broken.c: what begins or leads a sentence, and never is a name */
};

enum {
	FORM_FIRST = 5, /* flags below 1 << FORM_FIRST are those of struct text_word */
	FORM_BITS = 22, /* from it on */
};
#define FORM_FLAGS (((uint64_t)1 << FORM_BITS) - 1)

struct text_forms;

/* For any number of threads. The lexicon may be NULL; it is borrowed. NULL if memory ran out. */
struct text_forms *text_forms_new(const struct lexicon *lexicon) MUST_CHECK;
void text_forms_free(struct text_forms *forms);

/* Has the words equal to this one, whatever their case, flagged. */
void text_forms_add(struct text_forms *forms, struct str word, unsigned flag);
/* The same for a row of the table that has words with WORD_CONFUSED; text_form_row returns the first one of a word. */
void text_forms_add_row(struct text_forms *forms, struct str word, unsigned row);
unsigned text_form_row(const struct text_forms *forms, struct str word);
/* The same for the first word of each phrase of a list that ends with NULL. */
void text_forms_add_all(struct text_forms *forms, const char *const *phrases, unsigned flag);

/* The indexes of the words with two spellings, for spelling/text.c, and of medical/. */
struct text_variants;
struct medical_index;
const struct text_variants *text_forms_variants(const struct text_forms *forms);
const struct medical_index *text_forms_medical(const struct text_forms *forms);

/* The bytes of a word from at on, at most eight of them. */
static inline uint64_t text_form_bytes(const char *at, size_t len)
{
	uint64_t bytes = 0;
	uint32_t first, last;
	uint16_t pair;
	if (len >= sizeof(bytes)) {
		memcpy(&bytes, at, sizeof(bytes));
	} else if (len >= sizeof(first)) {
		memcpy(&first, at, sizeof(first));
		memcpy(&last, at + len - sizeof(last), sizeof(last));
		bytes = first | (uint64_t)last << 8 * (len - sizeof(last));
	} else if (len >= sizeof(pair)) {
		memcpy(&pair, at, sizeof(pair));
		bytes = pair | (uint64_t)(unsigned char)at[len - 1] << 8 * (len - 1);
	} else if (len) {
		bytes = (unsigned char)*at;
	}
	return bytes;
}

/* A hash of a word that does not depend on the case of ASCII letters, and is never 0. */
#define TEXT_FORM_SEED UINT64_C(0x9e3779b97f4a7c15)
/* Adds eight bytes, the last of a word followed by zeros, folded so that no other bytes of words change than capitals. */
static inline uint64_t text_form_mix(uint64_t hash, uint64_t bytes)
{
	uint64_t high = bytes & UINT64_C(0x8080808080808080);
	hash ^= bytes | (UINT64_C(0x2020202020202020) & ~(high >> 2));
	hash *= UINT64_C(0xff51afd7ed558ccd);
	return hash ^ hash >> 32;
}
static inline uint64_t text_form_hash(struct str word)
{
	uint64_t hash = TEXT_FORM_SEED;
	for (size_t i = 0; i < word.len; i += sizeof(hash))
		hash = text_form_mix(hash, text_form_bytes(word.at + i, word.len - i));
	return hash | (FORM_FLAGS + 1);
}

/* The flags of the word with that hash. */
unsigned text_form_flags(struct text_forms *forms, struct str word, uint64_t hash);

#endif
