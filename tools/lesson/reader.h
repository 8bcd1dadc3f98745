/* Reads a lesson: turns bytes into a typed lesson and reports every mistake in its form.
 *
 * One pass of libxml2's SAX2 parser builds the lesson, while automata made from the schema recognise what is surely
 * valid. If that is not all, another pass feeds libxml2's validator, which alone finds mistakes. If a file is not
 * well-formed or an element is misplaced, the mistake is reported, the most probable repair is assumed, and the file is
 * read again, so that one run shows all mistakes.
 *
 * Findings are of the families xml and schema. Only UTF-8 is read. */
#ifndef LESSON_READER_H
#define LESSON_READER_H

#include "lesson/lesson.h"
#include "report/report.h"

/* The schema, shared by all threads. */
struct lesson_schema;
/* Call it once, before starting threads; NULL if memory ran out. Afterwards libxml2 opens no files and no network
 * connections in this process. */
struct lesson_schema *lesson_schema_new(void) MUST_CHECK;
void lesson_schema_free(struct lesson_schema *schema);

/* One per thread. */
struct reader;
/* The schema is borrowed; NULL if only the typed lesson is wanted, without validation. Returns NULL if memory ran
 * out. */
struct reader *reader_new(struct lesson_schema *schema) MUST_CHECK;
void reader_free(struct reader *reader);

enum reader_status {
	READER_OK,        /* *lesson is set; there may be findings nevertheless */
	READER_UNUSABLE,  /* no lesson could be read; the reason has been reported */
	READER_NO_MEMORY, /* no result */
};

/* Reads source into *lesson, which is valid until the next read or reader_free. Adds findings to report; the caller
 * calls report_close_source. Sets source->lesson. */
enum reader_status reader_read(struct reader *reader, struct source *source, struct report *report,
			       const struct lesson **lesson) MUST_CHECK;

enum { LESSON_SIZE_MAX = 64 * 1024 * 1024 }; /* maximum size of a lesson in bytes */

#endif
