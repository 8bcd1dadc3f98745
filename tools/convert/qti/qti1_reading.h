/* An item of QTI 1.2 while it is read. */
#ifndef CONVERT_QTI_QTI1_READING_H
#define CONVERT_QTI_QTI1_READING_H

#include "convert/qti/qti.h"

/* What a program's name of a kind of questions means. */
struct qti1_kind {
	const char *name;
	enum qti_kind kind;
	bool gaps; /* several, which brackets in the text name */
	const char *refused;
};

struct qti1_reading {
	struct qti *qti;
	struct qti_item *item;
	const xmlNode *node, *presentation;
	const struct qti1_kind *kind; /* its name is NULL if it is unknown, and its kind is a choice */
	struct str stimulus;	      /* the item whose text is shown with this one; STR_NONE: none */
};

/* qti1_responses.c */
bool qti1_is_response(const xmlNode *node);
/* Whether it is an item that asks for nothing. */
bool qti1_is_text(const xmlNode *item);
/* The name of an item, response or label; "" if it has none. */
struct str qti1_ident(const xmlNode *node);
/* Adds the labels of a response to the list of the task. */
void qti1_add_labels(struct qti1_reading *r, struct qti_task *task, struct qti_answer **list, const xmlNode *response);
bool qti1_shuffles(const xmlNode *response);
/* Reads the text, and makes tasks of the responses. */
void qti1_read_responses(struct qti1_reading *r);

/* qti1_match.c */
/* Whether the responses, of which there are so many, are prompts or categories of one task. */
bool qti1_is_matching(const struct qti1_reading *r, size_t responses);
void qti1_read_matching(struct qti1_reading *r);

/* qti1_gaps.c */
/* Whether it is a response to write or a number to give. */
bool qti1_is_written(const xmlNode *node);
/* Whether text follows such a response, so that they are gaps in it. */
bool qti1_has_gaps_between(const xmlNode *presentation);
/* Puts gaps where the text names responses in brackets. */
void qti1_place_gaps(struct qti1_reading *r);
/* Makes tasks of responses that only conditions have, as of Respondus. */
void qti1_read_gaps_of_conditions(struct qti1_reading *r);
void qti1_read_calculated(struct qti1_reading *r);

/* qti1_stimulus.c */
/* Records which items of the document others are shown with. */
void qti1_find_texts(struct qti *qti, const xmlNode *root);
/* Whether the item is a text that is shown with other items, and is read with them. */
bool qti1_is_stimulus(struct qti *qti, const xmlNode *item);
/* The set of the items that the item with that name is shown with; NULL, with a row, if there is none. */
struct question_set *qti1_stimulus(struct qti *qti, struct str id);

/* qti1_canvas.c */
/* Reads the settings of the quiz with that name, if its package has them, and returns its instructions, or NULL. */
struct flow *qti1_read_settings(struct qti *qti, struct str id);

#endif
