/* The rules about item-writing flaws, and the analysis of a question into words that they share.
 *
 * They use English vocabulary. Flaws that cannot be detected from words (an implausible distractor, an overloaded stem)
 * are left to reviewers. */
#ifndef CHECK_QUESTION_FLAW_H
#define CHECK_QUESTION_FLAW_H

#include "check/core/rules.h"
#include "check/question/flaw_words.h"

/* Questions with more options than letters are not judged. */
enum { FLAW_OPTIONS = 26 };

struct flaw_word {
	size_t start, end; /* offsets in the text */
	size_t root;       /* where its root ends: word_root */
	unsigned kinds;    /* bit set of enum word_kind */
	bool capitals;     /* at least two letters, all capitals */
};

/* The stem, or an option. All offsets refer to its flattened prose. */
struct flaw_text {
	const struct inline_node *nodes;
	struct span tag;   /* location for findings about the whole text */
	struct str raw;
	struct str lower;  /* in lower case, but words of other languages in capitals. Only ASCII letters are changed, so
			    * offsets are the same */
	struct flaw_word *words;
	size_t count;
	size_t length;     /* code points, with single spaces */
};

struct flaw_question {
	struct lesson_check *check;
	struct str id;
	struct str lang;   /* of the stem */
	struct span tag;
	bool has_vignette; /* or a picture, list or table in the stem */
	struct flaw_text stem;
	size_t lead;       /* first word of the question in the stem */
	size_t lead_end;   /* after its last word */
	bool has_case;     /* the stem or vignette describes a case of some length */
	bool has_patient;  /* the case is of a patient */
	struct flaw_text options[FLAW_OPTIONS];
	size_t count;
	size_t key;        /* FLAW_OPTIONS if there is none or several */
	size_t keys;
	bool correct[FLAW_OPTIONS];
	bool multiple;     /* learners may mark several */
	bool sums_up[FLAW_OPTIONS]; /* the option refers to the others: all of the above */
};

/* Analyses the question in check->questions.memory, which it does not clear. False if there is nothing to judge (no
 * stem, no options, too many options), or if memory ran out, which sets check->failed. */
bool flaw_read(struct flaw_question *question, struct lesson_check *check, const struct question *source) MUST_CHECK;

static inline struct str flaw_word(const struct flaw_text *text, size_t i)
{
	if (i >= text->count)
		return STR("");
	return (struct str){ text->lower.at + text->words[i].start, text->words[i].end - text->words[i].start };
}

/* Whether word i is in another language than the question, so that nothing is known of its grammar. */
static inline bool flaw_is_foreign(const struct flaw_text *text, size_t i)
{
	return i < text->count && text->words[i].kinds & WORD_FOREIGN;
}

/* The part of a word that its other forms share: studies, studied. */
static inline struct str flaw_root(const struct flaw_text *text, size_t i)
{
	return (struct str){ text->lower.at + text->words[i].start, text->words[i].root - text->words[i].start };
}

/* Whether the words of text from word i on are these, which are separated by single spaces. */
bool flaw_words_are(const struct flaw_text *text, size_t i, const char *words);
/* Whether a word of text has this root. */
bool flaw_has_root(const struct flaw_text *text, struct str root);
/* Whether word i is between hyphens, and so belongs to a name: "do-not-resuscitate". */
bool flaw_is_hyphenated(const struct flaw_text *text, size_t i);
/* Whether it is a content word. */
static inline bool flaw_is_content(const struct flaw_word *word)
{
	return !(word->kinds & (WORD_COMMON | WORD_NUMBER | WORD_FOREIGN)) && word->end - word->start > 2;
}

/* Whether there is one key, and it does not just refer to the other options. */
static inline bool flaw_has_key(const struct flaw_question *question)
{
	return question->key < question->count && !question->sums_up[question->key];
}

/* Whether an option is direct speech, which makes no claims. */
static inline bool flaw_is_speech(const struct flaw_text *text)
{
	return str_starts(text->raw, "\"") || str_starts(text->raw, "\xe2\x80\x9c");
}

/* The span in the file of the text from start to end. */
struct span flaw_span(struct flaw_question *question, const struct flaw_text *text, size_t start, size_t end);
/* The span in the file of the words from to last. */
struct span flaw_words_span(struct flaw_question *question, const struct flaw_text *text, size_t from, size_t last);
/* Whether the word is in em or strong. */
bool flaw_is_marked(struct flaw_question *question, const struct flaw_text *text, size_t word);

/* flaw_summaries.c: options about the others; sets sums_up */
enum summary { SUMMARY_NO, SUMMARY_NONE, SUMMARY_SOME, SUMMARY_ALL }; /* none, some or all of the others are right */
void flaw_summaries(struct flaw_question *question);
/* flaw_languages.c: the same as flaw_negation and flaw_summaries in languages other than English, if it knows them */
bool flaw_knows_language(struct str lang);
size_t flaw_foreign_negation(const struct flaw_question *question);
enum summary flaw_foreign_summary(const struct flaw_question *question, const struct flaw_text *text, bool last);
/* flaw_complex.c */
void flaw_complex_options(struct flaw_question *question);
/* Whether an option consists of verdicts on several statements: "True, false". */
bool flaw_is_verdicts(const struct flaw_text *text);
/* flaw_truth.c */
/* Whether the options are verdicts: true, false; yes, because …; no, because …. */
bool flaw_options_are_verdicts(const struct flaw_question *question);
void flaw_true_false(struct flaw_question *question);
/* flaw_quantity.c */
/* An option that is a quantity: a number, and the text before and after it. */
struct option_quantity {
	double value, upper; /* the upper end if it is a range of two numbers */
	size_t start, end;   /* of the number in the text, including its range or fraction */
	bool range;
	bool roman; /* a Roman numeral */
};
/* The first quantity from an offset on. False if the option has no number there, has several, or only as part of a name or
 * formula: B12, x^2. */
bool flaw_read_quantity(const struct flaw_text *option, size_t from, struct option_quantity *found);
/* flaw_order.c */
/* Whether the options before end are quantities above one, and whether they rise. */
bool flaw_counts(const struct flaw_question *question, size_t end, bool *rise);
void flaw_order(struct flaw_question *question);
/* flaw_stem.c */
/* The word of the stem that makes the question ask for the exception; the stem's count if there is none. */
size_t flaw_negation(const struct flaw_question *question);
/* Whether the question asks what to do: the next step, the best treatment, advice. */
bool flaw_asks_what_to_do(const struct flaw_question *question);
void flaw_negative_stem(struct flaw_question *question);
void flaw_unfocused_stem(struct flaw_question *question);
/* flaw_gap.c */
void flaw_fill_in_blank(struct flaw_question *question);
/* flaw_terms.c: single words in options */
void flaw_terms(struct flaw_question *question);
/* flaw_cues.c: forms that give the key away */
void flaw_longest_option(struct flaw_question *question);
void flaw_word_repeat(struct flaw_question *question);
/* flaw_grammar.c */
void flaw_grammatical_cue(struct flaw_question *question);
/* flaw_number.c: singular, plural and numbers of answers */
/* Reports a correct option that is the only one in the number that the stem asks for; whether it did. */
bool flaw_number_cue(struct flaw_question *question);
void flaw_key_count(struct flaw_question *question);
/* flaw_relations.c: relations between options that give the key away */
void flaw_convergence_cue(struct flaw_question *question);
void flaw_logical_cue(struct flaw_question *question);

#endif
