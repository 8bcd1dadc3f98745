/* Makes questions of lessons out of those of a question bank. */
#ifndef CONVERT_MOODLE_BANK_IMPORT_H
#define CONVERT_MOODLE_BANK_IMPORT_H

#include "convert/core/import.h"
#include "convert/moodle/bank.h"

struct bank_importer {
	struct import *import;
	struct import_lesson *lesson; /* of the current category; NULL before its first question */
	struct ledger_item *lesson_item;
	struct str title;	       /* of the lesson of questions without category */
	struct bank_question category; /* the current one; its name is at NULL before the first */
	struct question_set *set;      /* of the last question that was in one, and where it was */
	struct str set_id;
	const struct import_lesson *set_lesson;
	bool any;	 /* there was a lesson before */
	struct map keys; /* used so far */
};

/* The name of the file, without its extension, is the title of the lesson of questions that have no category. */
void bank_importer_init(struct bank_importer *bank, struct import *import, const char *path);
void bank_importer_release(struct bank_importer *bank);
/* Takes the next question, or category, of the source. Failure is recorded in the arena of the import. */
void bank_import(struct bank_importer *bank, const struct bank_question *question);

#endif
