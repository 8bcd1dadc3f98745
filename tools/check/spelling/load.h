/* Hunspell and its dictionaries; for the files spelling*.c alone. */
#ifndef CHECK_SPELLING_LOAD_H
#define CHECK_SPELLING_LOAD_H

#include "check/spelling/spelling.h"

#include <hunspell.h>
#include <pthread.h>

/* The words of the medical dictionary are American for the most part. */
enum { SPELLER_AMERICAN, SPELLER_BRITISH, SPELLER_MEDICAL, SPELLER_COUNT };

struct speller {
	Hunhandle *dictionaries[SPELLER_COUNT]; /* NULL until the first lesson needs it */
	char *paths[SPELLER_COUNT];	   /* without .dic; that of the medical one may be NULL */
	struct map listed;               /* the words of the list, in lower case */
	struct buf list;                 /* their bytes */
	pthread_mutex_t lock;            /* Hunspell serves one at a time */
};

/* Whether that dictionary holds the word, whose apostrophes must be ASCII; the lock must be held. *failed is set where
 * memory ran out. */
bool speller_has(struct speller *speller, int dictionary, const char *word, bool *failed);

/* spelling_variety.c */

/* Whether the word is one of that English, which must be one. *failed is set where memory ran out. */
bool speller_knows(struct speller *speller, enum english english, const char *word, bool *failed);
/* Whether the word may be the name of a drug, which must not be proposed for another word. */
bool speller_may_be_drug(struct speller *speller, const char *word, bool *failed);

#endif
