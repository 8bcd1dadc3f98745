/* Parses GIFT, Moodle's text format for questions.
 *
 * Questions are separated by blank lines. What is well-formed is read as Moodle documents it
 * (https://docs.moodle.org/en/GIFT_format); the grammar of the npm package gift-pegjs reads it in the same way. Beyond
 * that grammar, and as Moodle itself does, colons, equals signs and so on are text where nothing else is possible. */
#ifndef CONVERT_GIFT_GIFT_PARSE_H
#define CONVERT_GIFT_GIFT_PARSE_H

#include "convert/moodle/bank.h"

#include "base/result.h"

/* What was read beyond the rules, for the ledger. */
enum gift_oddity {
	GIFT_REGULAR,
	GIFT_BLANK_LINE,   /* in the question */
	GIFT_RUN_TOGETHER, /* there is no blank line before it */
};

struct gift_question {
	struct bank_question question; /* not set if there is a problem */
	enum gift_oddity oddity;
	const char *problem; /* NULL; else why it cannot be read */
	struct str source;   /* its text, for the ledger */
	struct gift_question *next;
};

/* Parses a file in UTF-8 without a byte order mark, which must stay as long as the questions. False if memory ran
 * out. */
bool gift_parse(struct arena *arena, struct str text, struct gift_question **questions) MUST_CHECK;

#endif
