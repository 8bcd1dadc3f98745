/* A lesson, question, card or glossary entry as lines of text, made from the JSON that packs hold: what two versions
 * of it are compared by. */
#ifndef COMPARE_RECORD_H
#define COMPARE_RECORD_H

#include "base/arena.h"

#include <jansson.h>
#include <stdint.h>

enum record_kind { RECORD_LESSON, RECORD_QUESTION, RECORD_CARD, RECORD_ENTRY };

struct record_line {
	const char *label; /* what it is of its record: front, option, section models */
	struct str text;   /* plain: no marks, a citation as nothing, a blank as its answer */
	struct record_line *next;
};

struct record {
	enum record_kind kind;
	const char *id;
	const char *form;   /* the question's or card's own kind: single, multiple, card, cloze; "" for the others */
	const char *access; /* free or member */
	struct str title;   /* what it is called: a lesson's title, the stem, the front, the cloze, the term */
	struct str answer;  /* what counts as right: the right options, the back, the blanks; "" for others */
	uint64_t marks;	    /* differs where the JSON does, also where only marks, links or pictures are others */
	struct record_line *lines;
	size_t place;  /* among the records of its lesson; the lesson itself is 0 */
	size_t lesson; /* place of its lesson on its side; the caller's to set */
	struct record *next;
};

/* "lesson", "question", "card", "glossary entry". */
const char *record_kind_text(enum record_kind kind);

/* The lesson and behind it its items, in document order, in the arena; the JSON is not needed any longer. NULL where
 * memory ran out, which the arena remembers. */
struct record *record_read(struct arena *arena, const json_t *lesson);

#endif
