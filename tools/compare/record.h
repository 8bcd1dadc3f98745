/* A lesson, question, card or glossary entry as what two versions of it are compared by: digests of its parts, and
 * where somebody wants to see the words, its lines of text. Made from the JSON that packs hold.
 *
 * Digests are SipHash-2-4 under a fixed key (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012): of 64
 * bits, to tell apart what people wrote, not to withstand somebody who seeks two that are equal. */
#ifndef COMPARE_RECORD_H
#define COMPARE_RECORD_H

#include "base/arena.h"

#include <stdint.h>

enum record_kind { RECORD_LESSON, RECORD_QUESTION, RECORD_CARD, RECORD_ENTRY };

struct record_line {
	const char *label; /* what it is of its record: front, option, section models */
	struct str text;   /* plain: no marks, a citation as nothing, a blank as its answer */
	bool for_members;  /* it is of a section that is, of a lesson that is not */
	struct record_line *next;
};

/* Who may open it, from all to few. */
enum record_access {
	RECORD_FREE,
	RECORD_PART, /* a free lesson, of which some sections are for members */
	RECORD_MEMBER,
	RECORD_ACCESSES,
};

struct record {
	enum record_kind kind;
	const char *id;
	const char *form; /* the question's or card's own kind: single, multiple, card, cloze; "" for the others */
	enum record_access access;
	struct str title; /* what it is called: a lesson's title, the stem, the front, the cloze, the term; "" where the
				 side does not know */
	uint64_t words;	  /* of what it says, in whatever order; of a question without its options, of a card without
				 its back, of a cloze without its blanks, of an entry without its term */
	uint64_t options; /* of the wrong options and of all feedback, in whatever order */
	unsigned option_count;
	struct str marks_of_options; /* see options.h */
	uint64_t answer; /* of the right options, the back, the blanks; of an entry its term; 0 for a lesson */
	uint64_t marks;	 /* differs where the JSON does: also where only marks, links or pictures are others */
	uint64_t since;	 /* number of the release that progress counts from; 0: from the first; only a lock knows */
	uint64_t sketch; /* see sketch.h; 0 where it was not made */
	bool sketched;
	struct record_line *lines; /* only where they were asked for */
	size_t location;		   /* among the records of its lesson; the lesson itself is 0 */
	size_t lesson;		   /* place of its lesson on its side; the caller's to set */
	struct record *next;
};

/* As lessons write it, and "part". */
extern const char *const record_access_names[RECORD_ACCESSES];
/* "lesson", "question", "card", "glossary entry". */
const char *record_kind_text(enum record_kind kind);

uint64_t record_digest(struct str text);

enum record_detail { RECORD_DIGESTS, RECORD_LINES };

enum record_status {
	RECORD_OK,
	RECORD_NO_LESSON, /* the bytes are no JSON of a lesson */
	RECORD_NO_MEMORY,
};

/* The lesson and behind it its items, in document order, in the arena; the JSON, a zero behind it, is not needed any
 * longer. */
enum record_status record_read(struct arena *arena, const char *json, size_t size, enum record_detail detail,
			       struct record **records) MUST_CHECK;

#endif
