#include "convert/core/text_file.h"
#include "convert/formats.h"
#include "convert/gift/gift_parse.h"
#include "convert/moodle/bank_import.h"

static void add_note(struct import *import, struct bank_question *question, enum gift_oddity oddity)
{
	static const struct bank_note notes[] = {
		[GIFT_BLANK_LINE] = { { "blank line", 10 }, "it ends a question", "taken as part of the question", NULL },
		[GIFT_RUN_TOGETHER] = { { "missing blank line", 18 },
					"one separates questions",
					"taken as the start of a question",
					NULL },
	};
	struct bank_note *note = oddity == GIFT_REGULAR ? NULL : arena_alloc(&import->arena, sizeof(*note));
	if (!note)
		return;
	*note = notes[oddity];
	question->notes = note;
}

enum result gift_import(struct import *import, const char *path, struct buf *why)
{
	struct buf text;
	struct gift_question *questions = NULL;
	buf_init(&text, BUF_CAP);
	enum result result = text_file_read(import, path, &text, why);
	if (result == RESULT_OK && !gift_parse(&import->arena, buf_view(&text), &questions))
		result = RESULT_NO_MEMORY;
	if (result == RESULT_OK && !questions) {
		buf_text(why, "it has no questions");
		result = RESULT_REFUSED;
	}
	struct bank_importer bank;
	bank_importer_init(&bank, import, path);
	for (struct gift_question *q = questions; q && result == RESULT_OK; q = q->next) {
		struct ledger *ledger = &import->ledger;
		if (q->problem) {
			ledger_leave_out(ledger,
					 ledger_read(ledger, LEDGER_QUESTION, q->source, q->question.line), "%s",
					 q->problem);
			continue;
		}
		add_note(import, &q->question, q->oddity);
		bank_import(&bank, &q->question);
	}
	bank_importer_release(&bank);
	buf_release(&text);
	return result == RESULT_OK && arena_failed(&import->arena) ? RESULT_NO_MEMORY : result;
}

/* Whether a name ends with an extension. */
static bool has_extension(const char *path, const char *extension)
{
	size_t len = strlen(path), end = strlen(extension);
	return len > end && strcmp(path + len - end, extension) == 0;
}

/* By its name; or because it begins with a category, a title, or a text with answers in braces. */
bool gift_detects(const char *path, struct str start)
{
	if (has_extension(path, ".gift"))
		return true;
	struct str trimmed = str_starts(start, "\xef\xbb\xbf") ? (struct str){ start.at + 3, start.len - 3 } : start;
	trimmed = str_trim(trimmed);
	if (!has_extension(path, ".txt") || memchr(start.at, '\0', start.len))
		return false;
	struct gift_question *questions = NULL;
	struct arena arena;
	arena_init(&arena);
	size_t good = 0, bad = 0;
	if (gift_parse(&arena, trimmed, &questions))
		for (; questions; questions = questions->next) {
			bad += questions->problem != NULL;
			good += !questions->problem && questions->question.kind != BANK_DESCRIPTION;
		}
	arena_release(&arena);
	return good > bad;
}
