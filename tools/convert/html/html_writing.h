/* The parts of html_write. */
#ifndef CONVERT_HTML_HTML_WRITING_H
#define CONVERT_HTML_HTML_WRITING_H

#include "convert/html/html_write.h"

/* Opens <name; attributes follow, then html_content. element may be NULL. Returns the language that html_end
 * restores. */
struct str html_start(struct html_writer *w, const char *name, const struct element *element);
/* Nothing if the value is missing. */
void html_put(struct html_writer *w, const char *name, struct str value);
void html_put_number(struct html_writer *w, const char *name, unsigned number);
void html_put_flag(struct html_writer *w, const char *name);
/* The address of a file. */
void html_put_file(struct html_writer *w, const char *name, struct str path);
void html_content(struct html_writer *w);
/* Ends a start tag of an element that never has content. */
void html_void(struct html_writer *w, struct str outer);
void html_end(struct html_writer *w, const char *name, struct str outer);

void html_write_math(struct html_writer *w, const struct inline_node *math);

#endif
