/* The rules of the family text, a file per subject; text_rules.c calls them. */
#ifndef CHECK_TEXT_PARTS_H
#define CHECK_TEXT_PARTS_H

#include "check/text/run.h"

/* text_words.c */
void text_repeated_words(const struct text_run *run);

/* text_placeholder.c */
void text_placeholders(const struct text_run *run);

/* text_pairs.c. A quotation of several paragraphs opens each of them and is closed once: what is left open at the
 * end of a run is told when the next one is known. */
struct text_open_quote {
	bool is_open;
	struct span span;
	struct str item;
};
void text_pairs(const struct text_run *run, struct text_open_quote *left);
void text_pairs_end(struct lesson_check *check, struct text_open_quote *left);

/* text_empty.c */
void text_empty(struct lesson_check *check);

/* text_characters.c */
void text_characters(const struct text_run *run);

/* text_foreign.c */
void text_foreign(const struct text_run *run);

/* text_mojibake.c: whether the text has any, so that its quotation marks may be none */
bool text_mojibake(const struct text_run *run);

/* text_lists.c */
void text_lists(const struct text_run *run);

/* text_table.c */
void text_tables(struct lesson_check *check);

/* text_dashes.c */
void text_dashes(const struct text_run *run);

/* text_sentence.c */
void text_sentences(const struct text_run *run);
/* The end of the sentence in this language that begins at start: after its full stop and what closes it, or the end of the
 * text. */
size_t text_sentence_end(struct str text, size_t start, struct str lang);

/* text_abbreviation.c */
struct text_abbreviations {
	struct abbreviation *first; /* in check->memory */
};
void text_abbreviations(const struct text_run *run, struct text_abbreviations *found);
void text_abbreviations_end(struct lesson_check *check, const struct text_abbreviations *found);

/* text_spelling.c */
enum { SPELLINGS_MAX = 512 };
struct text_spelling {
	uint16_t heads[1024]; /* by a hash of the first four letters: 1 + the number of a form */
	uint16_t next[2 * SPELLINGS_MAX];
	struct {
		struct span span[2]; /* the first British form and the first American; end is 0: none */
		struct str item[2];
	} found[SPELLINGS_MAX];
};
void text_spelling_begin(struct text_spelling *spelling);
void text_spellings(const struct text_run *run, struct text_spelling *spelling);
void text_spelling_end(struct lesson_check *check, const struct text_spelling *spelling);
/* Whether the word belongs to the other variety of English. */
bool text_spelling_is_wrong(struct str word, enum english english);

#endif
