/* Elements, and the text and blocks in them, for writer*.c. */
#ifndef LESSON_WRITER_PARTS_H
#define LESSON_WRITER_PARTS_H

#include "base/buf.h"
#include "lesson/lesson.h"

struct lesson_writer {
	struct buf *out;
	struct str lang; /* of the elements that are open */
};

/* Opens <name; attributes follow, then write_content. Returns the language to restore by write_end. */
struct str write_start(struct lesson_writer *w, const char *name, const struct element *element);
/* Nothing if the attribute is missing. */
void write_attribute(struct lesson_writer *w, const char *name, const struct attribute *attribute);
void write_value(struct lesson_writer *w, const char *name, const char *value);
void write_number(struct lesson_writer *w, const char *name, unsigned number);
void write_access(struct lesson_writer *w, enum access access);
void write_content(struct lesson_writer *w);
void write_end(struct lesson_writer *w, const char *name, struct str outer);

/* Escapes text. */
void write_text(struct lesson_writer *w, struct str text);
void write_inline(struct lesson_writer *w, const struct inline_node *text);
void write_blocks(struct lesson_writer *w, const struct block *block);
/* An element that contains the flow; nothing if that is NULL. */
void write_flow(struct lesson_writer *w, const char *name, const struct flow *flow);
void write_flows(struct lesson_writer *w, const char *name, const struct flow *flow);
void write_credit(struct lesson_writer *w, const struct credit *credit);

/* writer_items.c */
/* A question, or if it is in a set, the whole set; returns the last question written. */
const struct question *write_question_or_set(struct lesson_writer *w, const struct question *question);
void write_card(struct lesson_writer *w, const struct card *card);
void write_entry(struct lesson_writer *w, const struct entry *entry);
void write_section(struct lesson_writer *w, const struct section *section);
void write_source(struct lesson_writer *w, const struct reference *source);

#endif
