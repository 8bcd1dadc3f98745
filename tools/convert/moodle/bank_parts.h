/* Parts of what makes questions out of those of a question bank. */
#ifndef CONVERT_MOODLE_BANK_PARTS_H
#define CONVERT_MOODLE_BANK_PARTS_H

#include "convert/moodle/bank_import.h"

/* A question that is being made. */
struct bank_draft {
	struct bank_importer *bank;
	struct arena *arena;
	const struct bank_question *source;
	struct ledger_item *item;
	struct question question;
	struct str part; /* which question it is of those embedded in a text; at is NULL if it is the whole */
	bool left_out;
	bool has_id;  /* its key is its own id in the source */
	bool is_text; /* it has no answer, so it becomes a section */
};

void draft_change(struct bank_draft *draft, struct str what, const char *why, const char *outcome);
void draft_changef(struct bank_draft *draft, const char *why, const char *outcome, const char *what, ...)
	PRINTF_LIKE(4, 5);
void draft_leave_out(struct bank_draft *draft, const char *why, ...) PRINTF_LIKE(2, 3);

/* Leaves the current category for the next one, or STR_NONE. One without questions may be there for those below it, or
 * for all; but what it says is lost. */
void bank_leave_category(struct bank_importer *bank, struct str next);
/* The lesson of the current category: the last of the names in its path, with the others as tags. */
struct import_lesson *bank_open_lesson(struct bank_importer *bank);

/* A text as paragraphs and other blocks; NULL if there is nothing in it. */
struct flow *bank_flow(struct bank_draft *draft, const struct bank_text *text);
/* The same where only inline text and one picture are allowed. */
void bank_option_text(struct bank_draft *draft, const struct bank_text *text, struct option *option);
struct inline_node *bank_inline(struct bank_draft *draft, const struct bank_text *text);
/* Text without markup. */
struct inline_node *bank_plain(struct bank_draft *draft, struct str text);
/* Appends more text to the explanation: after the words of an answer, unless that is NULL or empty. */
void draft_explain(struct bank_draft *draft, const struct bank_text *answer, const struct bank_text *text);

void draft_choice(struct bank_draft *draft);
void draft_true_false(struct bank_draft *draft);
void draft_short(struct bank_draft *draft);
void draft_numeric(struct bank_draft *draft);
void draft_matching(struct bank_draft *draft);
void draft_ordering(struct bank_draft *draft);
void draft_essay(struct bank_draft *draft);
/* Takes the vignette out of the text of a question, and opens the set that it is in; returns the rest. */
struct bank_text take_vignette(struct bank_draft *draft, const struct bank_text *text);
/* The text of a question with [[1]] and the like as gaps, which draft_gaps then finds in the stem. */
struct bank_text mark_gaps(struct bank_draft *draft, const struct bank_text *text);
void draft_gaps(struct bank_draft *draft);
/* Reads the answers of any of these kinds. */
void draft_answers(struct bank_draft *draft);
/* Adds a row for the name of the question, unless it only repeats the start of its text. */
void draft_note_name(struct bank_draft *draft, const struct flow *text);
/* What was not carried over, as far as it is not part of an answer. */
void draft_note_losses(struct bank_draft *draft);
/* A key that no other question of this file has: its id, or else made of its name and text. */
struct str draft_key(struct bank_draft *draft);
/* That key, if nothing else in the file has it; else one made of it. */
struct str draft_own_key(struct bank_draft *draft, struct str key, bool *own);
/* Its id in the lesson. */
struct attribute draft_id(struct bank_draft *draft, const char *prefix);
/* Adds the question to the lesson of the category. */
void draft_finish(struct bank_draft *draft, struct attribute id);

#endif
