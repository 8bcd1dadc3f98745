/* Parts of what makes questions of a question bank. */
#ifndef CONVERT_MOODLE_BANK_EXPORT_PARTS_H
#define CONVERT_MOODLE_BANK_EXPORT_PARTS_H

#include "convert/moodle/bank_export.h"

void bank_lose(struct bank_exporter *bank, const char *what, const char *why, const char *outcome);
/* A flow as HTML. */
struct bank_text bank_html(struct bank_exporter *bank, const struct flow *flow);
/* The summary of the lesson as HTML, which gets rows for what it refers to. */
struct bank_text bank_summary(struct bank_exporter *bank);
/* The text of a question, after its vignette. */
struct bank_text bank_stem(struct bank_exporter *bank, const struct question *question);
/* What is shown after a question: the explanation, which may be NULL, and the sources that the question cites. */
struct bank_text bank_explanation(struct bank_exporter *bank, const struct question *question,
				  const struct flow *explanation);
/* Whether a question, or one of those that follow it, cites the source. */
bool bank_is_cited(const struct question *questions, const struct reference *source);
/* Text without markup. */
struct str bank_words_of_option(struct bank_exporter *bank, const struct option *option);
/* The start of a text, as the name of a question. */
struct str bank_name(struct bank_exporter *bank, const struct flow *flow);
/* Rows for what a question or summary has in its texts that means nothing in a question bank. */
void bank_lose_references(struct bank_exporter *bank, const struct inline_node *summary);
void bank_lose_markup(struct bank_exporter *bank, const struct question *question);

/* Set the kind and answers of the question. */
void bank_export_choice(struct bank_exporter *bank, const struct question *question, struct bank_question *made);
void bank_export_open(struct bank_exporter *bank, const struct question *question, struct bank_question *made);
void bank_export_numeric(struct bank_exporter *bank, const struct question *question, struct bank_question *made);
void bank_export_matching(struct bank_exporter *bank, const struct question *question, struct bank_question *made);
void bank_export_ordering(struct bank_exporter *bank, const struct question *question, struct bank_question *made);

#endif
