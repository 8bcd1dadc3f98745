/* The data of a lesson, question, card or glossary entry that comparisons use: digests of its parts and, on demand, its
 * lines of text. Made from the JSON in packs.
 *
 * Digests are SipHash-2-4 with a fixed key (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012): 64 bits,
 * to distinguish authors' texts, not to withstand attackers who construct collisions. */
#ifndef COMPARE_RECORD_H
#define COMPARE_RECORD_H

#include "base/arena.h"

#include <stdint.h>

enum record_kind { RECORD_LESSON, RECORD_QUESTION, RECORD_CARD, RECORD_ENTRY };

/* The label of a line that says where something is: not of its words. */
#define RECORD_PLACE "place"

struct record_line {
	const char *label; /* its role: front, option, section models */
	struct str text;   /* plain: without markup and citations, blanks filled in */
	bool for_members;  /* belongs to a section for members in a lesson that is not */
	struct record_line *next;
};

/* Who may open it, from everybody to members. */
enum record_access {
	RECORD_FREE,
	RECORD_PART, /* a free lesson with some sections for members */
	RECORD_MEMBER,
	RECORD_ACCESSES,
};

struct record {
	enum record_kind kind;
	const char *id;
	const char *form; /* kind of the question or card in the pack: single, cloze; or deletion; "" for others */
	enum record_access access;
	struct str title; /* display name: title of a lesson, stem, front, cloze, term; "" if the side does not know
	                   * it */
	uint64_t words;	  /* digest of the words, in any order; without a question's options, a card's back, a cloze's
	                   * blanks, an entry's term */
	uint64_t options; /* of the wrong options, all feedback and other accepted answers, in any order; of a numeric
	                   * question with a value the range that is right */
	unsigned option_count;
	struct str marks_of_options; /* see question_options.h */
	uint64_t answer; /* of the correct options, the best answer, the back, the blanks; of an entry its term; 0 for
	                  * a lesson. What grading ignores does not matter: letter case of short answers, zeros at
	                  * the end of numbers */
	uint64_t filled; /* of a deletion: its JSON if the cloze had no others; else 0 */
	uint64_t marks;	 /* differs whenever the JSON does, even if only markup, links or pictures changed;
	                  * of a deletion, only that outside the others */
	uint64_t since;	 /* number of the release since which progress counts; 0: the first; only known from a lock */
	uint64_t sketch; /* see sketch.h; 0 if it was not made */
	bool sketched;
	struct record_line *lines; /* only on demand */
	size_t location;	   /* index among the records of its lesson; that of the lesson is 0 */
	size_t lesson;		   /* index of its lesson on its side; set by the caller */
	struct record *next;
};

/* One card of a cloze with numbered blanks, or of an occlusion. Its id is ID.N. */
#define RECORD_DELETION "deletion"

/* The forms of questions, then those of cards. */
enum { RECORD_QUESTION_FORMS = 6, RECORD_FORMS = 9 };
extern const char *const record_forms[RECORD_FORMS];
/* As in lessons, and "part". */
extern const char *const record_access_names[RECORD_ACCESSES];
/* "lesson", "question", "card", "glossary entry". */
const char *record_kind_text(enum record_kind kind);

uint64_t record_digest(struct str text);

enum record_detail { RECORD_DIGESTS, RECORD_LINES };

enum record_status {
	RECORD_OK,
	RECORD_NO_LESSON, /* the bytes are not the JSON of a lesson */
	RECORD_NO_MEMORY,
};

/* Whether what was graded as right before is still right: the same answer, or the same range of numbers, whether it is
 * given by a value or by its ends. */
bool record_same_answer(const struct record *before, const struct record *after);

/* Reads the lesson followed by its items, in document order, into the arena. The JSON must be followed by a zero byte,
 * and may be freed afterwards. */
enum record_status record_read(struct arena *arena, const char *json, size_t size, enum record_detail detail,
			       struct record **records) MUST_CHECK;

#endif
