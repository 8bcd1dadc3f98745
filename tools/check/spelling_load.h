/* Hunspell and its dictionaries; for the files spelling*.c alone. */
#ifndef CHECK_SPELLING_LOAD_H
#define CHECK_SPELLING_LOAD_H

#include "check/spelling.h"

#include <pthread.h>

enum speller_language { SPELLER_US, SPELLER_GB, SPELLER_ANY };

struct speller {
	void *library;
	void *dictionaries[SPELLER_ANY]; /* loaded when the first lesson asks; NULL until then */
	char *paths[SPELLER_ANY];        /* without .dic and .aff */
	char *medical;                   /* the .dic; NULL where it is not there */
	struct map listed;               /* the words of the list, in lower case */
	struct buf list;                 /* their bytes */
	pthread_mutex_t lock;            /* Hunspell serves one at a time */
	/* The calls of Hunspell, as its C header has them. */
	void *(*create)(const char *aff, const char *dic);
	void (*destroy)(void *dictionary);
	int (*add_dic)(void *dictionary, const char *dic);
	int (*spell)(void *dictionary, const char *word);
	int (*suggest)(void *dictionary, char ***list, const char *word);
	void (*free_list)(void *dictionary, char ***list, int count);
};

/* Whether a dictionary of the language holds the word, whose apostrophes must be ASCII. *failed is set where memory
 * ran out. */
bool speller_knows(struct speller *speller, enum speller_language language, const char *word, bool *failed);

#endif
