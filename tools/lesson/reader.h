/* Reads a lesson: bytes in, typed lesson out, every mistake of form reported on the way.
 *
 * One pass of libxml2's SAX2 parser feeds the schema validator and builds the lesson. Where a file is
 * not well-formed or an element stands where the schema has no place for it, the mistake is reported,
 * taken as mended the likeliest way, and the file is read again, so that one run shows all of them.
 *
 * Findings are of the families xml and schema. Only UTF-8 is read. */
#ifndef LESSON_READER_H
#define LESSON_READER_H

#include "lesson/lesson.h"
#include "report/report.h"

/* The compiled schema: read-only once made, shared by all threads. */
struct lesson_schema;
/* Call once, before any thread; NULL where memory ran out. From then on libxml2 opens no file and no
 * network connection in this process. */
struct lesson_schema *lesson_schema_new(void) MUST_CHECK;
void lesson_schema_free(struct lesson_schema *schema);

/* One per thread. */
struct reader;
/* The schema is borrowed; it is NULL where the file need not be validated and only its typed lesson is
 * wanted. Returns NULL where memory ran out. */
struct reader *reader_new(const struct lesson_schema *schema) MUST_CHECK;
void reader_free(struct reader *reader);

enum reader_status {
	READER_OK,        /* *lesson is set; findings may have been reported all the same */
	READER_UNUSABLE,  /* nothing could be made of the file; why has been reported */
	READER_NO_MEMORY, /* nothing can be said of the file */
};

/* Reads source into *lesson, which lives until the next read or until the reader is freed. Findings go
 * into report, which the caller closes with report_close_source. source->lesson is set. */
enum reader_status reader_read(struct reader *reader, struct source *source, struct report *report,
			       const struct lesson **lesson) MUST_CHECK;

enum { LESSON_SIZE_MAX = 64 * 1024 * 1024 }; /* bytes of a file; a larger one is refused */

#endif
