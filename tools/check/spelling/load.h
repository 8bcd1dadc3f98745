/* Loads Hunspell and its dictionaries. Internal to this folder. */
#ifndef CHECK_SPELLING_LOAD_H
#define CHECK_SPELLING_LOAD_H

#include "check/spelling/spelling.h"

#include <hunspell.h>
#include <pthread.h>

/* The medical dictionary mostly has American words. */
enum { SPELLER_AMERICAN, SPELLER_BRITISH, SPELLER_MEDICAL, SPELLER_COUNT };

struct speller {
	Hunhandle *dictionaries[SPELLER_COUNT]; /* NULL until the first lesson needs it */
	char *paths[SPELLER_COUNT];	   /* without .dic; that of the medical one may be NULL */
	struct map listed;               /* the words of the list, in lower case */
	struct buf list;                 /* storage of listed */
	pthread_mutex_t lock;            /* Hunspell is not thread-safe */
};

/* Whether the dictionary contains the word, whose apostrophes must be ASCII. The caller holds the lock. *failed is set
 * if memory ran out. */
bool speller_has(struct speller *speller, int dictionary, const char *word, bool *failed);

/* variety.c */

/* Whether the word belongs to that variety, which must be English. *failed is set if memory ran out. */
bool speller_knows(struct speller *speller, enum english english, const char *word, bool *failed);
/* Whether the word may be the name of a drug, which must not be suggested for another word. */
bool speller_may_be_drug(struct speller *speller, const char *word, bool *failed);

#endif
