/* Statements to judge, of the plugins kprime and mtf: each is matched with a column, such as true and false. */
#include "convert/core/foreign_xml.h"
#include "convert/moodle/moodle_question.h"

#include <stdlib.h>

enum { ROWS_MAX = 200 }; /* for each of which all weights are read */

static long number_of(const xmlNode *node, const char *name)
{
	struct str text = foreign_attribute(node, name);
	return text.at ? strtol(text.at, NULL, 10) : 0;
}

/* The column that is right for a row; NULL if none gives points. */
static const xmlNode *right_column(const struct moodle_reader *reader, long row)
{
	long column = 0;
	for (const xmlNode *w = foreign_child(reader->element, "weight"); w && !column; w = foreign_next(w, "weight")) {
		const xmlNode *value = foreign_child(w, "value");
		struct str points =
			value && number_of(w, "rownumber") == row ? moodle_content(reader->arena, value) : STR("");
		if (points.len && strtod(points.at, NULL) > 0)
			column = number_of(w, "columnnumber");
	}
	for (const xmlNode *c = foreign_child(reader->element, "column"); c; c = foreign_next(c, "column"))
		if (column && number_of(c, "number") == column)
			return c;
	return NULL;
}

static struct str column_text(const struct moodle_reader *reader, const xmlNode *column)
{
	const xmlNode *text = column ? foreign_child(column, "responsetext") : NULL;
	return text ? moodle_text_of(reader->arena, text) : STR("");
}

void moodle_read_judgements(struct moodle_reader *reader)
{
	struct bank_answer **end = &reader->question->answers, *answer;
	size_t count = 0;
	reader->question->fixed_order = true;
	/* First all columns, in their order, as choices. */
	for (const xmlNode *c = foreign_child(reader->element, "column"); c; c = foreign_next(c, "column"))
		if ((answer = moodle_add_answer(reader, &end)))
			answer->match = column_text(reader, c);
	for (const xmlNode *row = foreign_child(reader->element, "row"); row; row = foreign_next(row, "row")) {
		if (count++ == ROWS_MAX) {
			moodle_note(reader, "that is too many", "left out", "statements after the first %d", ROWS_MAX);
			return;
		}
		answer = moodle_add_answer(reader, &end);
		if (!answer)
			return;
		answer->text = moodle_text(reader, foreign_child(row, "optiontext"));
		answer->match = column_text(reader, right_column(reader, number_of(row, "number")));
		answer->feedback = moodle_text(reader, foreign_child(row, "feedbacktext"));
	}
}
