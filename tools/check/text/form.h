/* What rules say of a word by itself, whatever is around it. Text uses few words over and over, so the answers are kept for
 * each word as it is written. */
#ifndef CHECK_TEXT_FORM_H
#define CHECK_TEXT_FORM_H

#include "base/attributes.h"
#include "base/str.h"

struct lexicon;

/* Continues the flags of struct text_word. */
enum {
	WORD_NEAR_MEDICINE = 16, /* medical/misspelled.c: misspells the name of a medicine */
	WORD_NEAR_TERM = 32,	 /* and of a medical term */
	WORD_CONFUSED = 64,	 /* wrong_word.c: is in its tables */
	WORD_VARIANT = 128,	 /* spelling/text.c: is British or American */
	WORD_REFERS = 256,	 /* dangling_reference.c: may begin or end a reference */
	WORD_UNFINISHED = 512,	 /* placeholder.c: may be a placeholder, or begin one */
	WORD_MEDICINE = 1024,	 /* medical/names.c: begins a name of a medicine that has two */
};

struct text_forms;

/* For one thread. The lexicon may be NULL; it is borrowed. NULL if memory ran out. */
struct text_forms *text_forms_new(const struct lexicon *lexicon) MUST_CHECK;
void text_forms_free(struct text_forms *forms);

/* The index of the words with two spellings, for spelling/text.c. */
struct text_variants;
const struct text_variants *text_forms_variants(const struct text_forms *forms);

unsigned text_form_flags(struct text_forms *forms, struct str word);

#endif
