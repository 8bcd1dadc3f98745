/* Internal to this folder: the dictionaries, how words are judged, and what a worker has found. */
#ifndef CHECK_SPELLING_PARTS_H
#define CHECK_SPELLING_PARTS_H

#include "base/arena.h"
#include "check/spelling/dictionaries.h"
#include "check/spelling/spelling.h"
#include "check/text/parts.h"

#include <hunspell.h>
#include <pthread.h>

/* The medical dictionary mostly has American words. */
enum { SPELLER_AMERICAN, SPELLER_BRITISH, SPELLER_MEDICAL, SPELLER_COUNT };

struct dictionaries {
	Hunhandle *handles[SPELLER_COUNT]; /* NULL until a lesson needs it */
	bool broken[SPELLER_COUNT];	   /* it lacks the most common words: it is not used */
	char *paths[SPELLER_COUNT];	   /* without .dic; that of the medical one may be NULL */
	pthread_mutex_t lock;		   /* Hunspell is not thread-safe */
};

/* dictionaries.c */

/* Finds the files of the dictionaries. Returns the name of one that is missing, or NULL. */
const char *dictionaries_find(struct dictionaries *dictionaries) MUST_CHECK;
/* Whether the dictionary of that number contains the word, whose apostrophes must be ASCII. The caller holds the lock.
 * *failed is set if memory ran out. */
bool dictionaries_have(struct dictionaries *dictionaries, int number, const char *word, bool *failed);

struct speller {
	struct dictionaries *dictionaries;
	const struct lexicon *lexicon;
	struct text_variants variants;
	struct map verdicts[ENGLISH_COUNT]; /* by word: &known or &unknown, for all threads */
	struct arena words;		   /* the words of verdicts */
	char known, unknown;
	struct map listed;		   /* the words of the list, in lower case */
	struct buf list;		   /* storage of listed */
};

/* variety.c */

/* Whether the word belongs to that variety, which must be English. Each word is judged once, and then looked up.
 * *failed is set if memory ran out. */
bool speller_knows(struct speller *speller, enum english english, struct str word, bool *failed);
/* Whether the word is one that begins others: pre- and postoperative. */
bool spelling_is_prefix(struct str word);

/* spelling.c */

/* A word that is not in any dictionary. */
struct unknown {
	const char *word;  /* as it was looked up */
	struct str folded; /* in lower case */
	enum english english;
};

struct reported {
	struct diagnostic *diagnostic;
	const struct unknown *unknown;
	bool initial; /* it begins a sentence with a capital, as a name may */
};

enum { SETTLED_COUNT = 16384 };

struct spelling_worker {
	struct speller *speller;
	struct arena arena;
	struct map verdicts[ENGLISH_COUNT]; /* by word: struct unknown, or known */
	struct unknown known;		    /* the verdict for known words */
	struct map glossary;		    /* words of all glossaries, in lower case */
	struct map names;		    /* words with a capital within a sentence, in lower case */
	struct map own;			    /* words that the current lesson marks */
	struct buf own_words, folded, composed, plain;
	struct buf reported; /* struct reported, in the order of the report */
	struct lesson_check *check;
	uint64_t settled[SETTLED_COUNT]; /* hashes of words that are right wherever they are */
	struct str tag;			 /* the language of the word being judged, up to that offset in the run */
	size_t tag_end;
	enum english english; /* the variety that it is */
	bool failed;
};

/* suggest.c */

enum { SUGGESTIONS = 3 };
struct suggester {
	struct speller *speller;
	struct near_words words; /* those in use in all lessons, and known */
	uint32_t pairs[26];	 /* by letter: a bit for each letter that follows it in some word */
	unsigned searches;	 /* how often Hunspell may still be asked */
	struct arena arena;
};

/* False if memory ran out; release it even then. */
bool suggester_init(struct suggester *suggester, struct speller *speller) MUST_CHECK;
void suggester_release(struct suggester *suggester);
/* Finds up to SUGGESTIONS words that may have been meant, none of them a medicine that is only similar. The arena of
 * the suggester has them. Sets *searched if all words were compared. False if memory ran out. */
bool suggester_find(struct suggester *suggester, const struct unknown *unknown, struct str found[SUGGESTIONS], size_t *count,
		    bool *searched) MUST_CHECK;

#endif
