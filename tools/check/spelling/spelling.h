/* The rule text/spelling, if satchel.xml enables it.
 *
 * The dictionaries, en_US, en_GB and a medical one, are those of the system. A lesson's xml:lang selects the variety; plain en accepts both; lessons in other languages are skipped.
 *
 * Also accepted: the words of the lexicon, and others with the stem of a medicine; the words of the list named in
 * satchel.xml and of the glossaries of all lessons; and what the lesson marks as term, abbr or code. Skipped: words with
 * digits or inner capitals, names, other scripts, URLs, and the texts of sources and credits. Names are words with a
 * capital within a sentence; at the beginning of one, they are words that have it within another, or that nothing known
 * is near. */
#ifndef CHECK_SPELLING_SPELLING_H
#define CHECK_SPELLING_SPELLING_H

#include "check/core/rules.h"

struct dictionaries;
struct speller;
struct text_run;

/* Prepares what config demands, one for all threads of a run. *speller is NULL if that is nothing, if the rule is off, if
 * there are no dictionaries, or if something is missing or broken, which is reported. Borrows the dictionaries and the
 * lexicon. False if memory ran out. */
bool speller_new(struct dictionaries *dictionaries, const struct config *config, const struct lexicon *lexicon,
		 struct report *report, struct speller **speller) MUST_CHECK;
/* Reports the dictionaries that turned out to be damaged; false if memory ran out. */
bool speller_report_broken(const struct speller *speller, const struct config *config, struct report *report) MUST_CHECK;
void speller_free(struct speller *speller);

/* One per thread. NULL if memory ran out. */
struct spelling_worker *spelling_worker_new(struct speller *speller) MUST_CHECK;
void spelling_worker_free(struct spelling_worker *worker);

/* Records the glossary of the current lesson, even if it is context. */
void spelling_note_glossary(struct lesson_check *check);
/* Checks the words of the current lesson: first spelling_begin, then each run of its text. */
void spelling_begin(struct lesson_check *check);
void spelling_run(const struct text_run *run);
/* After all lessons: removes findings about names and words in glossaries from the reports, one per worker, and adds
 * suggestions to the others. False if memory ran out. */
bool spelling_finish(struct speller *speller, struct spelling_worker *const *workers, struct report *const *reports,
		     size_t count) MUST_CHECK;

/* The next word at or after *offset: letters, with apostrophes between them. STR_NONE at the end. */
struct str spelling_word(struct str text, size_t *offset);
/* Appends the word in lower case and normal form C, with ASCII apostrophes. Failure is recorded in the buffer. */
void spelling_fold(struct buf *out, struct str word);
/* The word in normal form C: itself, or a copy in scratch, which records failure. */
struct str spelling_composed(struct buf *scratch, struct str word);
enum spelling_case {
	SPELLING_SMALL,	  /* a word in lower case */
	SPELLING_INITIAL, /* one with a capital that begins a sentence, or a name there */
	SPELLING_NAME,	  /* one with a capital within a sentence */
	SPELLING_OTHER,	  /* no dictionary can judge it */
};
/* What the word, a part of text, is; composed is its normal form C. */
enum spelling_case spelling_case_of(struct str text, struct str word, struct str composed);
/* Whether the word, a part of text, is within a string without white space that has characters no word has: an address, a
 * formula. */
bool spelling_is_in_code(struct str text, struct str word);
/* The word without its accents: itself, or a copy in scratch, which records failure. */
struct str spelling_plain(struct buf *scratch, struct str word);

#endif
