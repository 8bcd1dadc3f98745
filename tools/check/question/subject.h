/* What an explanation speaks of: the parts of the rule question/explanation-of-distractor. All texts are in lower case. */
#ifndef CHECK_QUESTION_SUBJECT_H
#define CHECK_QUESTION_SUBJECT_H

#include "base/str.h"

#include <stdint.h>

enum { OPTIONS_MOST = 26, TOPIC_WORDS = 24 };

/* The options of a question. Lists end with NULL. */
struct option_names {
	struct str key; /* one of all */
	const char *wrong[OPTIONS_MOST + 1], *all[OPTIONS_MOST + 1];
	const char *bare[OPTIONS_MOST + 1]; /* all, without the preposition or article with which they begin */
	uint32_t firsts;		    /* the low bits of their first letters */
};

/* What a question asks for. */
enum asked_for {
	ASKED_TRUE,  /* what holds */
	ASKED_FALSE, /* what does not: "Which is NOT …", "All except" */
};

/* An explanation. */
struct explained {
	struct str text, whole; /* its first paragraph, in which an option is looked for, and all of it */
	struct str options;	/* as in struct claim_reading */
	struct str stem;	/* the last paragraph of the question */
	enum asked_for asked;
};

/* topic.c */
/* The words of a question that an answer would repeat: those with a meaning of their own. */
struct topic {
	struct str words[TOPIC_WORDS];
	size_t count;
};

/* The last sentence of a stem, which asks. */
struct str topic_sentence(struct str stem);
/* What a stem asks for that has a word such as "not" or "contraindicated". */
enum asked_for topic_asked(struct str stem);
/* Without the words of the option wrong, and those that half of the options have; the words point into stem. */
void topic_read(struct str stem, const char *const *options, struct str wrong, struct topic *topic);
/* The same for the sentences before the one that asks. */
void topic_case(struct str stem, const char *const *options, struct topic *topic);
/* Whether two words in lower case are forms of one, also by derivation: "absorbed" and "absorption". */
bool topic_related(struct str a, struct str b);
/* Whether the text has the word in any form. */
bool topic_has(struct str text, struct str word);
/* How many words of the topic the text has in any form. */
size_t topic_count(const struct topic *topic, struct str text);
/* Whether the text has the opposite of a word of the topic: "oxygenated" for "deoxygenated". */
bool topic_opposed(const struct topic *topic, struct str text);
/* Whether the text has other words in the place of a word of the question: "contains the motor cortex" for "contains the
 * visual cortex". */
bool topic_replaced(struct str stem, struct str text);

/* naming.c */
/* An option that a text names. */
struct naming {
	size_t start, end; /* offsets */
	size_t number;	   /* of the option, from 0 */
};

/* The option without the preposition and article with which it begins. */
const char *naming_bare(const char *option);
/* The first option that the text names from offset on, and the longest there; start is text.len if there is none. */
struct naming naming_first(const struct option_names *names, struct str text, size_t from);
/* Whether the text names the key, in full or by a longer word that the wrong option lacks. */
bool naming_has_key(const struct option_names *names, struct str wrong, struct str text);
/* The most words of the topic in a sentence about the key that does not deny it. */
size_t naming_count_of_key(const struct option_names *names, struct str wrong, const struct topic *topic, struct str text);

/* The order in which an explanation names options. */
enum order {
	ORDER_NONE,
	ORDER_OWN,    /* one of its own, as if it began with the key: an option that precedes the first in the question follows */
	ORDER_OTHERS, /* it names all but the key */
};

enum order naming_order(const struct option_names *names, struct str text, size_t first, bool *key_named);

/* sentence.c */
size_t sentence_end(struct str text, size_t start);
/* Moves text past signs and words before its subject. */
void sentence_skip_leads(struct str *text);
/* The offset after signs and words with which a sentence may begin before its subject: "Rationale: the". */
size_t sentence_opening(struct str sentence);

/* The part of the text before a comma or a reason. */
struct str sentence_part(struct str text);

/* What follows an option. */
enum predicate {
	PREDICATE_OTHER,
	PREDICATE_IDENTIFIES, /* the option is what the question asks for: "is the most common cause" */
	PREDICATE_ELSEWHERE,  /* it is so in another case: "is the best choice in travellers" */
};

/* What the text that follows "is the" means: whether all its words are in the stem, or serve to identify an answer, as
 * in "drug of first choice", or some other case is named, as in "first step when". */
enum predicate sentence_identity(struct str text, struct str stem);
enum predicate sentence_predicate(struct str rest, struct str stem);
/* Whether what follows an option names a case that the stem does not: "causes infections in young women". */
bool sentence_is_limited(struct str rest, struct str stem);
bool sentence_names_people(struct str rest);
/* "Is not", "does not": what follows an option denies it; with a stem, only what identifies an answer to it. */
bool sentence_denies(struct str rest, struct str stem);
/* Whether it is denied, conditional, or taken back. rest follows the option up to a contrast, after to the end of the
 * sentence; later is everything from the contrast on. */
bool sentence_restricts(struct str before, struct str rest, struct str after, struct str later);
/* Whether a clause begins with all other options: "The others are", "the rest". */
bool sentence_leaves_others(struct str text);

/* introduction.c */
/* Whether what precedes an option says that it is the answer: "the correct diagnosis is", "this patient has". */
bool sentence_introduces(struct str before, struct str after, struct str stem);
/* Whether it says what something is due to, consists of, or comes from. */
bool sentence_ties(struct str before, struct str after);

/* echo.c */
/* What the first sentence that names an option says of it. */
enum echo {
	ECHO_NONE,
	ECHO_WEAK,	/* something of what the question asks */
	ECHO_FOUND,	/* what the question asks, though it is a wrong option */
	ECHO_ELSEWHERE, /* something that is denied, restricted, or true of another case */
	ECHO_OF_KEY,	/* it names the key */
};

/* Sets *name to the option in explained->text; its at is NULL if there is none. */
enum echo echo_find(const struct option_names *names, const struct explained *explained, struct str *name);

/* places.c */
enum { TELLING_WORDS = 12 };

/* The words of an option that distinguish it from the others. */
struct telling {
	struct str words[TELLING_WORDS];
	size_t count, all; /* all: also those that another option has */
	char initials[TELLING_WORDS + 1]; /* of all, if there are three or more */
	size_t letters;
};

void places_read(const struct option_names *names, size_t number, struct telling *telling);

/* Where a clause names an option. */
struct place {
	size_t start, end; /* offsets in the clause */
	uint32_t found;	   /* telling words: bits */
	bool named, mentioned, sign; /* sign: by a letter, a number or its position */
};

/* Where the clause names each option; returns how many it names in full. options is what struct claim_reading wants. */
size_t places_find(const struct option_names *names, const struct telling *telling, struct str options, struct str clause,
		   struct place *places);
/* Whether the text, in any case, may name an option: it has words that begin as one of an option does, or a letter or
 * place. */
bool places_possible(const struct option_names *names, struct str options, struct str text);

/* support.c */
/* By how many points the explanation, in explained->whole, supports *name, where it names an option, more than the key. */
int support_find(const struct option_names *names, const struct explained *explained, struct naming *name);
/* Whether a sentence says the same of all options but one, *left, as the explanation of a question that asks for the exception
 * does. */
bool support_exception(const struct option_names *names, const struct explained *explained, size_t *left);

#endif
