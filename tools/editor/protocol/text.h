/* The text of a document, and positions in it as LSP counts them: lines end with \n, \r\n or \r, characters are code
 * units of the encoding that client and server agreed on. */
#ifndef EDITOR_TEXT_H
#define EDITOR_TEXT_H

#include "base/buf.h"
#include "report/source.h"

enum position_encoding { POSITION_UTF8, POSITION_UTF16, POSITION_UTF32 };

struct position {
	uint32_t line, character; /* from 0 */
};

struct editor_text {
	struct buf bytes;
	uint32_t *lines; /* where each line starts; NULL if memory ran out */
	size_t line_count, line_room;
};

void text_init(struct editor_text *text);
void text_release(struct editor_text *text);
/* Replaces the bytes from start to end, which are limited to the text. False if memory ran out: the text is then
 * useless until all of it is set. */
bool text_replace(struct editor_text *text, size_t start, size_t end, struct str with) MUST_CHECK;
bool text_set(struct editor_text *text, struct str bytes) MUST_CHECK;

/* The offset of a position. One after the end of a line is its end, one after the last line the end of the text; one
 * within a character is its start. */
size_t text_offset(const struct editor_text *text, struct position position, enum position_encoding encoding);
struct position text_position(const struct editor_text *text, size_t offset, enum position_encoding encoding);
/* The span of a location as reports count them: lines end with \n, columns are code points. */
struct span text_span(struct source *source, const struct location *location);

#endif
