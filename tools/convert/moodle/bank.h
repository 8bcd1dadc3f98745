/* Questions as the question bank of Moodle has them: what Moodle XML, GIFT and Aiken have in common. The importers of
 * these formats parse questions into this form, and bank_import.h makes questions of lessons of it; exporters go the
 * other way. Everything is in the arena of whoever made it. */
#ifndef CONVERT_MOODLE_BANK_H
#define CONVERT_MOODLE_BANK_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdint.h>

enum bank_format {
	BANK_AUTO, /* "moodle": line breaks count, and HTML is allowed */
	BANK_HTML,
	BANK_MARKDOWN,
	BANK_PLAIN,
};

/* A file that a text shows as @@PLUGINFILE@@/NAME. */
struct bank_file {
	struct str name; /* with its folder, without a slash in front */
	struct str base64;
	struct str bytes; /* decoded when it is needed first; at is NULL before */
	bool used;
	struct bank_file *next;
};

struct bank_text {
	enum bank_format format;
	struct str text; /* at is NULL: there is none */
	struct bank_file *files;
};

/* Parts of the points, in hundred-thousandths of a percent, as Moodle writes them. */
typedef int32_t bank_fraction;
enum { BANK_ALL = 10000000 };

enum bank_number_kind {
	BANK_NUMBER_NONE, /* any answer: * */
	BANK_NUMBER_EXACT,
	BANK_NUMBER_TOLERANCE, /* number, and how far from it answers may be */
	BANK_NUMBER_RANGE,     /* the least and the greatest one */
};

/* An answer; of a matching question a pair; of an ordering one an item. */
struct bank_answer {
	struct bank_text text;
	struct str match; /* of a pair, as plain text */
	bool correct;	  /* marked as correct in GIFT */
	bool weighted;	  /* its fraction is written */
	bank_fraction fraction;
	struct bank_text feedback;
	enum bank_number_kind number_kind; /* of a number, as written; see bank_number_read */
	struct str number, second;
	unsigned group; /* of a choice for gaps */
	struct bank_answer *next;
};

enum bank_kind {
	BANK_CATEGORY,	  /* the path of the category of the questions that follow is its name */
	BANK_DESCRIPTION, /* a text to read */
	BANK_ESSAY,
	BANK_TRUE_FALSE, /* answers: if it is true, if it is false; the feedback is that for this reply */
	BANK_CHOICE,
	BANK_SHORT,
	BANK_NUMERIC,
	BANK_MATCHING,
	BANK_ORDERING,
	BANK_GAPS,  /* [[1]] in the text stands for the first answer, chosen among those of its group */
	BANK_CLOZE, /* with questions in braces in the text: see cloze.h */
};

struct bank_string {
	struct str text;
	struct bank_string *next;
};

struct bank_hint {
	struct bank_text text;
	struct bank_hint *next;
};

/* A row for the ledger: something that the parser found and lessons cannot have. */
struct bank_note {
	struct str what;
	const char *why, *outcome;
	struct bank_note *next;
};

struct bank_question {
	enum bank_kind kind;
	size_t line;
	struct str name, id; /* at is NULL: none */
	struct bank_note *notes;
	const char *refused; /* why it must be left out; NULL: nothing known */
	struct bank_string *tags;
	struct bank_text stem;
	struct bank_text tail;	      /* GIFT: the text after the answers, which are a gap in it */
	bool gap_joined, tail_joined; /* no white space before or after the gap */
	struct bank_text general;     /* feedback */
	struct bank_text model;	      /* essay: information for graders */
	struct bank_answer *answers;
	struct bank_hint *hints;
	bool single, fixed_order, case_matters;
	bool lone; /* GIFT: one number without = */
	struct str unit;
	struct bank_question *next;
};

/* Reads a number with an optional sign, decimal point or comma, and exponent. False if there is more text, or lessons
 * cannot express it: it has 9 digits before the point at most. *exact is whether it has 6 after the point at most;
 * others are rounded. */
bool bank_number_read(struct str text, int64_t *billionths, bool *exact);
/* Reads a percentage, without its sign. False if it is none between -100 and 100. */
bool bank_fraction_read(struct str text, bank_fraction *fraction);
/* Writes a percentage as Moodle does: 33.33333. */
void bank_fraction_write(struct buf *out, bank_fraction fraction);

#endif
