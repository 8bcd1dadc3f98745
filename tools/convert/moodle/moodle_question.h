/* Reads one question of Moodle XML. */
#ifndef CONVERT_MOODLE_MOODLE_QUESTION_H
#define CONVERT_MOODLE_MOODLE_QUESTION_H

#include "convert/moodle/bank.h"

#include <libxml/tree.h>

struct moodle_reader {
	struct arena *arena;
	const xmlNode *element; /* the question */
	struct bank_question *question;
	enum bank_format format; /* of its text, which others inherit */
};

/* Reads the element into *question, in the arena, with notes of what lessons cannot have. Failure is recorded in the
 * arena. The document must stay until the question has been taken. */
void moodle_question_read(struct arena *arena, const xmlNode *element, struct bank_question *question);

/* Appends an answer to a list; *end is where the next one goes. NULL if memory ran out. */
struct bank_answer *moodle_add_answer(struct moodle_reader *reader, struct bank_answer ***end);
/* Parts, in moodle_text.c: */
/* The text of an element, and of elements within it as HTML. */
struct str moodle_content(struct arena *arena, const xmlNode *element);
/* That of its <text>, trimmed; at is NULL if there is no such element. */
struct str moodle_text_of(struct arena *arena, const xmlNode *element);
/* A text with its format and files; without an element none. */
struct bank_text moodle_text(struct moodle_reader *reader, const xmlNode *element);
void moodle_note(struct moodle_reader *reader, const char *why, const char *outcome, const char *what, ...)
	PRINTF_LIKE(4, 5);

/* In moodle_judgements.c: the rows and columns of kprime and mtf. */
void moodle_read_judgements(struct moodle_reader *reader);
/* In moodle_settings.c: adds notes for settings and feedback of the question that lessons cannot have. */
void moodle_settings_note(struct moodle_reader *reader);

#endif
