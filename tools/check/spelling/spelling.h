/* The rule text/spelling, if satchel.xml enables it.
 *
 * Hunspell is loaded only when it is needed, because linking it would slow down the start of every run. Its
 * dictionaries, en_US, en_GB and a medical one, are those of the system. A lesson's xml:lang selects the variety; plain
 * en accepts both; lessons in other languages are skipped.
 *
 * Also accepted: the words of the list named in satchel.xml and of the glossaries of all lessons, and what the lesson
 * marks as term, abbr or code. Skipped: words with digits or inner capitals, names (capitals within a sentence), other
 * scripts, URLs, and the texts of sources and credits. */
#ifndef CHECK_SPELLING_SPELLING_H
#define CHECK_SPELLING_SPELLING_H

#include "check/core/rules.h"

struct speller;

enum speller_status {
	SPELLER_OK,
	SPELLER_WRONG, /* something required is missing, which has been reported */
	SPELLER_NO_MEMORY,
};

/* Loads what config demands; *speller is NULL if that is nothing, or the rule is off. One for all threads. */
enum speller_status speller_new(const struct config *config, struct report *report, struct speller **speller) MUST_CHECK;
void speller_free(struct speller *speller);

/* One per thread. NULL if memory ran out. */
struct spelling_worker *spelling_worker_new(struct speller *speller) MUST_CHECK;
void spelling_worker_free(struct spelling_worker *worker);

/* Records the glossary of the current lesson, even if it is context. */
void spelling_note_glossary(struct lesson_check *check);
/* Checks the words of the current lesson. */
void check_spelling(struct lesson_check *check);
/* After all lessons: removes findings about words in glossaries from the reports, one per worker, and adds suggestions
 * to the others. False if memory ran out. */
bool spelling_finish(struct speller *speller, struct spelling_worker *const *workers, struct report *const *reports,
		     size_t count) MUST_CHECK;

/* The next word at or after *offset: letters, with apostrophes between them. STR_NONE at the end. */
struct str spelling_word(struct str text, size_t *offset);
/* Appends the word in lower case and normal form C, with ASCII apostrophes. Failure is recorded in the buffer. */
void spelling_fold(struct buf *out, struct str word);
/* The word in normal form C: itself, or a copy in scratch, which records failure. */
struct str spelling_composed(struct buf *scratch, struct str word);
/* Whether no dictionary can judge the word, a part of text. composed is its normal form C. */
bool spelling_skips(struct str text, struct str word, struct str composed);

#endif
