/* What the rules of grammar share: agreement.c, subject_verb.c and verb_form.c. */
#ifndef CHECK_TEXT_AGREEMENT_H
#define CHECK_TEXT_AGREEMENT_H

#include "check/text/parts.h"

/* Reports that word i does not agree with word with, unless either is in another language or in code; the rest is the help. */
void agreement_report(const struct text_run *run, size_t i, size_t with, const char *format, ...) PRINTF_LIKE(4, 5);
/* The same of the verb at i, which has WORD_BASE or WORD_THIRD; the help is its other form: "are" for "is". */
void agreement_report_verb(const struct text_run *run, size_t i, size_t with);
bool agreement_word_in(const struct text_run *run, size_t i, const char *const *words);
/* Whether word i begins a sentence. */
bool agreement_begins(const struct text_run *run, size_t i);
/* Whether the word has the form of a plural, and is none of the singulars that have it, too. */
bool agreement_is_plural(struct str word);

/* The third person of a verb, and its base form, in form. */
enum { VERB_MAX = 24 };
struct str agreement_with_s(struct str base, char form[static VERB_MAX]);
struct str agreement_without_s(struct str third, char form[static VERB_MAX]);

/* subject_verb.c: the verb at i, which has WORD_BASE or WORD_THIRD, with a subject before it */
void agreement_list_verbs(struct text_forms *forms);
void agreement_judge_subject(const struct text_run *run, size_t i);
/* verb_form.c: the form of the verb after the modal, auxiliary or "to" at i */
void agreement_list_chains(struct text_forms *forms);
void agreement_judge_form(const struct text_run *run, size_t i);

#endif
