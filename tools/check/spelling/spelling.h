/* Spelling, where satchel.xml asks for it: the rule text/spelling.
 *
 * Hunspell is loaded when it is asked for and not before: linked, it would cost every run its start. Its
 * dictionaries, en_US and en_GB with the medical one, are those of the system. A lesson's xml:lang chooses; en alone
 * accepts both; lessons in other languages are not looked at.
 *
 * Known besides: the words of the list that satchel.xml names, of the glossaries of all lessons, and what the lesson
 * itself marks as term, abbr or code. Left alone: words with digits or with capitals inside, names (a capital within
 * a sentence), other scripts, addresses, and the texts of sources and credits. */
#ifndef CHECK_SPELLING_SPELLING_H
#define CHECK_SPELLING_SPELLING_H

#include "check/core/rules.h"

struct speller;

enum speller_status {
	SPELLER_OK,
	SPELLER_WRONG, /* something it needs is missing; it has been reported */
	SPELLER_NO_MEMORY,
};

/* Loads what config asks for; *speller is NULL where it asks for nothing, or the rule is off. One for all threads. */
enum speller_status speller_new(const struct config *config, struct report *report, struct speller **speller) MUST_CHECK;
void speller_free(struct speller *speller);

/* One per thread. NULL where memory ran out. */
struct spelling_worker *spelling_worker_new(struct speller *speller) MUST_CHECK;
void spelling_worker_free(struct spelling_worker *worker);

/* Notes the glossary of the lesson at hand; of context lessons too. */
void spelling_note_glossary(struct lesson_check *check);
/* The words of the lesson at hand. */
void check_spelling(struct lesson_check *check);
/* When all lessons are read: drops what some glossary knows from the reports, one per worker, and adds to the rest
 * what may have been meant. False where memory ran out. */
bool spelling_finish(struct speller *speller, struct spelling_worker *const *workers, struct report *const *reports,
		     size_t count) MUST_CHECK;

/* The next word at or after *offset: letters, and apostrophes between them. STR_NONE at the end. */
struct str spelling_word(struct str text, size_t *offset);
/* Appends the word in lower case and normal form C, with plain apostrophes. Failure is the buffer's. */
void spelling_fold(struct buf *out, struct str word);
/* The word in normal form C: itself, or in scratch, whose failure counts. */
struct str spelling_composed(struct buf *scratch, struct str word);
/* Whether the word, a part of text that is composed in normal form C, is one that no dictionary can judge. */
bool spelling_leaves_alone(struct str text, struct str word, struct str composed);

#endif
