/* Parts of a lesson as text. */
#ifndef VIEW_PARTS_H
#define VIEW_PARTS_H

#include "view/page.h"

/* A flow: its text, followed by its lists, figures and tables. */
void flow_text(struct text_page *page, size_t indent, const char *lead, const struct json_token *flow);
/* The same; the lead is a letter, as of page_add_letters, and end. */
void lettered_text(struct text_page *page, size_t indent, char first, unsigned long long number, const char *end,
		   const struct json_token *flow);

void block_text(struct text_page *page, size_t indent, const struct json_token *block);
void table_text(struct text_page *page, size_t indent, const struct json_token *block);
/* What links call a figure, table or recording. */
void label_text(struct text_page *page, size_t indent, const struct json_token *block);

/* A question of any kind, with its answer. */
void question_text(struct text_page *page, const struct json_token *question);

/* Authors and reviewers, of a lesson or pack. */
void people_text(struct text_page *page, const struct json_token *people);

#endif
