/* Makes questions of a question bank out of those of lessons, for Moodle XML and GIFT. Texts are HTML, which
 * bank_import.h reads back. */
#ifndef CONVERT_MOODLE_BANK_EXPORT_H
#define CONVERT_MOODLE_BANK_EXPORT_H

#include "base/map.h"
#include "convert/core/export.h"
#include "convert/moodle/bank.h"
#include "lesson/make.h"

struct bank_exporter {
	struct export *export;
	bool files;	    /* the format can contain files; else pictures and recordings are left out */
	bool ordering;	    /* it has questions to order */
	bool units;	    /* … and units of numbers */
	bool ranges;	    /* it has ranges; else numbers have a tolerance */
	struct arena arena; /* of the current lesson */
	const struct lesson *lesson;
	struct ledger_item *item; /* of the current question */
	struct bank_file *used;	  /* files of the current text */
	struct map counted;	  /* files that the ledger has */
	struct arena names;
};

void bank_exporter_init(struct bank_exporter *bank, struct export *export);
void bank_exporter_release(struct bank_exporter *bank);
/* Begins a lesson: makes its category, and rows for what of it is no question. */
void bank_export_lesson(struct bank_exporter *bank, const struct lesson *lesson, struct bank_question *category);
/* Makes a question. False if it is left out. */
bool bank_export_question(struct bank_exporter *bank, const struct question *question, struct bank_question *made);
/* The next question of the lesson that was begun is made like this:
 *
 *     for (q = lesson->questions; q; q = q->next)
 *         if (bank_export_question(bank, q, &made))
 *             write(&made);
 *
 * Failure is recorded in the arena. */
static inline bool bank_export_failed(const struct bank_exporter *bank)
{
	return arena_failed(&bank->arena) || arena_failed(&bank->names) || ledger_failed(&bank->export->ledger);
}

#endif
