/* The rules of the family text, one file per subject. Called by rules.c. */
#ifndef CHECK_TEXT_PARTS_H
#define CHECK_TEXT_PARTS_H

#include "check/text/run.h"

/* words.c */
void text_repeated_words(const struct text_run *run);

/* wrong_word.c */
void text_list_wrong_words(struct text_forms *forms);
void text_wrong_words(const struct text_run *run);
/* text/look-alike, of a and an */
void text_list_articles(struct text_forms *forms);
void text_articles(const struct text_run *run);
/* agreement.c */
void text_list_agreement(struct text_forms *forms);
void text_agreement(const struct text_run *run);
/* broken.c */
void text_list_broken(struct text_forms *forms);
void text_broken_sentences(const struct text_run *run);
/* Whether word i may be a name: it has a capital within a sentence or beside initials: "Fink, B., & Grammer, K." */
bool text_is_name(const struct text_run *run, size_t i);

/* punctuation.c */
void text_punctuation(const struct text_run *run);

/* placeholder.c */
void text_list_placeholders(struct text_forms *forms);
bool text_is_row_of_x(struct str word);
void text_placeholders(const struct text_run *run);

/* pairs.c. In a quotation of several paragraphs each begins with a quote, but only the last ends with one: a quote that
 * is open at the end of a run is reported only when the next run is known. */
struct text_open_quote {
	bool is_open;
	struct span span;
	struct str item;
};
void text_pairs(const struct text_run *run, struct text_open_quote *left);
void text_pairs_end(struct lesson_check *check, struct text_open_quote *left);

/* empty.c */
void text_empty(struct lesson_check *check);

/* characters.c: value is the kind of value that the run is; NULL for text */
void text_characters(const struct text_run *run, const enum raw_value *value);
bool text_is_strange(uint32_t code); /* it may be invisible or look like another character */

/* foreign.c */
void text_foreign(const struct text_run *run);
/* foreign_office.c: whether text ends with a word that means "error" */
bool foreign_is_error(struct str text);

/* mojibake.c: returns whether the text has any, because then quotation marks are unreliable */
bool text_mojibake(const struct text_run *run);

/* lists.c */
void text_lists(const struct text_run *run);
bool text_is_bullet(uint32_t code);

/* list_start.c */
void text_list_starts(struct lesson_check *check);

/* table.c */
void text_tables(struct lesson_check *check);

/* numbers.c */
void text_numbers(const struct text_run *run);

/* dashes.c */
void text_dashes(const struct text_run *run);

/* sentence.c */
void text_sentences(const struct text_run *run);
/* The end of the sentence at start, in this language: after its full stop and closing quotes and brackets, or the end
 * of the text. */
size_t text_sentence_end(struct str text, size_t start, struct str lang);

/* abbreviation.c */
struct text_abbreviations {
	struct abbreviation *first; /* in check->texts.memory */
};
void text_abbreviations(const struct text_run *run, struct text_abbreviations *found);
void text_abbreviations_end(struct lesson_check *check, const struct text_abbreviations *found);

/* words.c: whether there is another word after word i, with only white space before it, such as a line break. */
bool text_word_follows(const struct text_run *run, size_t i);

/* dangling_reference.c */
struct text_references {
	struct lesson_check *check;
	uint64_t numbers[3]; /* in captions, a bit for each, by what they count: tables, figures, recordings */
	unsigned seen;		  /* what the lesson shows outside questions and cards */
};
void text_list_references(struct text_forms *forms);
void text_references_begin(struct lesson_check *check, struct text_references *found);
void text_references(const struct text_run *run, const struct text_references *found);

/* spelling/text.c */
enum { SPELLINGS_MAX = 512, WRONG_WORDS_MAX = 12 };
struct text_variants {
	uint16_t heads[1024]; /* by a hash of the first four letters: 1 + the number of a form */
	uint16_t next[2 * SPELLINGS_MAX];
};
void text_variants_init(struct text_variants *variants);
bool text_has_variant(struct str word, const struct text_variants *variants);
struct text_spelling {
	enum english english; /* that of the lesson */
	struct spelling_found {
		struct span span[2]; /* the first British and the first American form; end is 0 if there is none */
		struct str item[2];
		struct span wrong[WRONG_WORDS_MAX]; /* reported words, each once */
		unsigned wrong_count;
	} *found[SPELLINGS_MAX]; /* in check->texts.memory; NULL if there is neither form */
};
void text_spellings(const struct text_run *run, struct text_spelling *spelling);
void text_spelling_end(struct lesson_check *check, const struct text_spelling *spelling);
/* medical/names.c */
enum { TEXT_MEDICINES_MAX = 192 };
struct text_medicines {
	struct medicine_found {
		struct span span[2]; /* the first use of each name; end is 0 if there is none */
		struct str item[2];
		bool option[2]; /* it is in an option */
		bool both;	/* the lesson says that they are the same */
	} *found[TEXT_MEDICINES_MAX]; /* in check->texts.memory; NULL if there is neither name */
};
void text_list_medicines(struct text_forms *forms);
void text_medicine_names(const struct text_run *run, struct text_medicines *found);
void text_medicine_names_end(struct lesson_check *check, const struct text_medicines *found);
/* medical/misspelled.c */
void text_misspelled(const struct text_run *run);

/* spelling/text.c: whether the word belongs to the other variety of English. */
bool text_spelling_is_wrong(struct str word, enum english english, const struct text_variants *variants);

#endif
