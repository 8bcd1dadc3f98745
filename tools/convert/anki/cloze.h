/* Deletions in fields: {{c1::answer}}, {{c1::answer::hint}}, {{c1,2::answer}}, also nested.
 *
 * In a cloze of a lesson, gaps don't nest, belong to one card, and have numbers up to 99. So a note may need several:
 * its numbers are divided into groups, each of which can be one cloze. Numbers of the first hundred stay as they are,
 * in later groups too; 100 becomes 1 in a group of its own. */
#ifndef CONVERT_ANKI_CLOZE_H
#define CONVERT_ANKI_CLOZE_H

#include "base/buf.h"

enum {
	CLOZE_DELETIONS_MAX = 1000,
	CLOZE_COMPLEX_MAX = 64, /* nested ones, and those with several numbers */
	CLOZE_GROUPS_MAX = 12,
	CLOZE_NUMBERS_MAX = 8, /* of one deletion */
	CLOZE_ORDINAL_MAX = 9999,
	CLOZE_DEPTH_MAX = 16,
};

struct cloze_deletion {
	unsigned numbers[CLOZE_NUMBERS_MAX]; /* from 0, as written */
	size_t number_count;
	size_t parent;	       /* the position of the deletion that contains it; CLOZE_DELETIONS_MAX if none does */
	struct str text, hint; /* HTML */
	bool closed;
	bool merged; /* into another one of the same formula */
};

/* A location in the field where a deletion begins or ends. */
struct cloze_mark {
	size_t at, skip; /* skip: how many bytes are its notation */
	size_t deletion;
	size_t order;
	enum {
		CLOZE_MARK_SKIP,
		CLOZE_MARK_OPEN,
		CLOZE_MARK_CLOSE
	} kind; /* CLOZE_MARK_SKIP: it begins or ends elsewhere, outside a formula */
};

struct anki_cloze {
	struct str html;
	struct cloze_deletion *deletions;
	size_t count, room;
	struct cloze_mark *marks;
	size_t mark_count, mark_room;
	unsigned *ordinals; /* those of cards, in ascending order */
	size_t *groups;	    /* of each */
	size_t ordinal_count, group_count;
	bool unclosed; /* some notation was removed, because it does not end */
	bool widened;  /* a deletion within a formula became the whole formula */
	bool merged;   /* and others in the same formula had other numbers, which are lost */
	bool overflow; /* there were too many: the rest is shown */
	size_t complex_count;
};

/* Finds the deletions in a field, which must outlive it. False if memory ran out. Release it in any case. */
bool anki_cloze_parse(struct anki_cloze *cloze, struct str html) MUST_CHECK;
void anki_cloze_release(struct anki_cloze *cloze);
/* Whether there are any. */
bool anki_cloze_is_in(struct str html);

/* In text that is read as HTML, a gap begins with CLOZE_OPEN, the position of its deletion in digits, and
 * CLOZE_MARK; it ends with CLOZE_CLOSE. They are private characters. */
#define CLOZE_OPEN  "\xef\x97\x90"
#define CLOZE_MARK  "\xef\x97\x91"
#define CLOZE_CLOSE "\xef\x97\x92"

/* Appends the field with the gaps of that group, others shown. */
void anki_cloze_write_group(const struct anki_cloze *cloze, size_t group, struct buf *out);
/* Appends the field with the deletions of that number as […] or [hint]. */
void anki_cloze_write_question(const struct anki_cloze *cloze, unsigned number, struct buf *out);
/* Appends what they hide, as paragraphs. */
void anki_cloze_write_answer(const struct anki_cloze *cloze, unsigned number, struct buf *out);
/* Appends the field with all deletions shown. */
void anki_cloze_write_shown(const struct anki_cloze *cloze, struct buf *out);
/* The number of the deletion in that group; 0 if it has none. */
unsigned anki_cloze_number_in(const struct anki_cloze *cloze, size_t deletion, size_t group);

#endif
