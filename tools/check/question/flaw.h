/* The rules of item-writing flaws, and the question taken apart into words that they all work on.
 *
 * They go by the words of English. A question whose flaw cannot be told from its words (an implausible
 * distractor, a stem with too much in it) is left to people. */
#ifndef CHECK_QUESTION_FLAW_H
#define CHECK_QUESTION_FLAW_H

#include "check/question/flaw_words.h"
#include "check/core/rules.h"

/* A question with more options than there are letters is none that these rules know anything about. */
enum { FLAW_OPTIONS = 26 };

struct flaw_word {
	size_t start, end; /* in the text */
	size_t root;       /* where its root ends: word_root */
	unsigned kinds;    /* enum word_kind */
	bool capitals;     /* two letters or more, all of them capitals */
};

/* The stem, or an option. All offsets are those of the prose that its nodes flatten to. */
struct flaw_text {
	const struct inline_node *nodes;
	struct span tag;   /* where a caret points when the text as a whole is meant */
	struct str raw;
	struct str lower;  /* ASCII letters only, so that the offsets are the same */
	struct flaw_word *words;
	size_t count;
	size_t length;     /* code points, without white space at either end */
};

struct flaw_question {
	struct lesson_check *check;
	struct str id;
	struct span tag;
	bool has_vignette; /* or a picture, a list or a table below the stem */
	struct flaw_text stem;
	size_t lead;       /* the word of the stem that its question begins with */
	size_t lead_end;   /* behind the last word of it */
	bool has_case;     /* a case of some length is told before the question, in the stem or in a vignette */
	struct flaw_text options[FLAW_OPTIONS];
	size_t count;
	size_t key;        /* FLAW_OPTIONS where there is none, or several */
	bool sums_up[FLAW_OPTIONS]; /* the option speaks of the other options: all of the above */
};

/* Takes the question apart into check->memory, which it does not clear. False where there is nothing to
 * judge: no stem, no options, too many options; or where memory ran out, which check->failed then says. */
bool flaw_read(struct flaw_question *question, struct lesson_check *check, const struct question *source) MUST_CHECK;

static inline struct str flaw_word(const struct flaw_text *text, size_t i)
{
	if (i >= text->count)
		return STR("");
	return (struct str){ text->lower.at + text->words[i].start, text->words[i].end - text->words[i].start };
}

/* The part of a word that its other forms have too: studies, studied. */
static inline struct str flaw_root(const struct flaw_text *text, size_t i)
{
	return (struct str){ text->lower.at + text->words[i].start, text->words[i].root - text->words[i].start };
}

/* Whether the words of text from word i on are these, which stand one space apart. */
bool flaw_words_are(const struct flaw_text *text, size_t i, const char *words);
/* Whether a word of text has this root. */
bool flaw_has_root(const struct flaw_text *text, struct str root);
/* Whether the word carries meaning of its own. */
static inline bool flaw_is_content(const struct flaw_word *word)
{
	return !(word->kinds & (WORD_COMMON | WORD_NUMBER)) && word->end - word->start > 2;
}

/* The place in the file of what stands in text from start to end. */
struct span flaw_span(struct flaw_question *question, const struct flaw_text *text, size_t start, size_t end);
/* The same of words from to last. */
struct span flaw_words_span(struct flaw_question *question, const struct flaw_text *text, size_t from, size_t last);
/* Whether the word stands in em or strong. */
bool flaw_is_marked(struct flaw_question *question, const struct flaw_text *text, size_t word);

/* flaw_options.c: what the options are in themselves. The first also fills sums_up. */
void flaw_summaries(struct flaw_question *question);
void flaw_complex_options(struct flaw_question *question);
void flaw_true_false(struct flaw_question *question);
/* flaw_order.c */
void flaw_order(struct flaw_question *question);
/* flaw_stem.c */
void flaw_negative_stem(struct flaw_question *question);
void flaw_fill_in_blank(struct flaw_question *question);
void flaw_unfocused_stem(struct flaw_question *question);
/* flaw_terms.c: single words in the options. */
void flaw_terms(struct flaw_question *question);
/* flaw_cues.c: what gives the key away by its form. */
void flaw_longest_option(struct flaw_question *question);
void flaw_word_repeat(struct flaw_question *question);
void flaw_grammatical_cue(struct flaw_question *question);
/* flaw_relations.c: what gives the key away by how the options stand to each other. */
void flaw_convergence_cue(struct flaw_question *question);
void flaw_logical_cue(struct flaw_question *question);

#endif
