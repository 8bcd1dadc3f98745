#include "convert/core/encoding.h"
#include "convert/core/text_file.h"
#include "convert/formats.h"
#include "convert/gift/gift_parts.h"
#include "convert/moodle/bank_import.h"

#include <strings.h>

static void add_note(struct import *import, struct bank_question *question, enum gift_oddity oddity)
{
	static const struct bank_note notes[] = {
		[GIFT_BLANK_LINE] = { { "blank line", 10 },
				      "it ends a question",
				      "taken as part of the question",
				      NULL },
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

/* Whether a comment says more than ids, tags, and what Moodle writes before each question. */
static bool says_something(struct str comment)
{
	struct str rest = str_trim(comment);
	if (str_starts(rest, "question:"))
		return false;
	for (size_t i = 0; i < rest.len; i++) {
		bool mark = str_starts((struct str){ rest.at + i, rest.len - i }, "[id:") ||
			    str_starts((struct str){ rest.at + i, rest.len - i }, "[tag:");
		const char *end = mark ? memchr(rest.at + i, ']', rest.len - i) : NULL;
		if (end)
			i = (size_t)(end - rest.at);
		else if (ascii_is_alphanumeric(rest.at[i]) || (unsigned char)rest.at[i] >= 0x80)
			return true;
	}
	return false;
}

static void report_comments(struct ledger *ledger, struct str text)
{
	for (size_t at = 0, next, line = 1; at < text.len; at = next, line++) {
		next = gift_line_end(text, at);
		struct str comment = str_trim(gift_part(text, at, next));
		if (str_starts(comment, "//") && says_something((struct str){ comment.at + 2, comment.len - 2 }))
			ledger_leave_out(ledger, ledger_read(ledger, LEDGER_OTHER, comment, line),
					 "learners would read it");
	}
}

enum result gift_import(struct import *import, const char *path, struct buf *why)
{
	struct str text;
	struct gift_question *questions = NULL;
	enum result result = text_file_read(import, NULL, path, TEXT_FILE_MB, &text, why);
	if (result == RESULT_OK && !gift_parse(&import->arena, text, &questions))
		result = RESULT_NO_MEMORY;
	if (result != RESULT_OK)
		return result;
	if (!questions) {
		buf_text(why, "it has no questions");
		return RESULT_REFUSED;
	}
	struct ledger *ledger = &import->ledger;
	struct bank_importer bank;
	bank_importer_init(&bank, import, path);
	for (struct gift_question *q = questions; q && !arena_failed(&import->arena); q = q->next) {
		if (q->problem) {
			ledger_leave_out(ledger, ledger_read(ledger, LEDGER_QUESTION, q->source, q->question.line),
					 "%s", q->problem);
			continue;
		}
		add_note(import, &q->question, q->oddity);
		bank_import(&bank, &q->question);
	}
	bank_importer_release(&bank);
	report_comments(ledger, text);
	return arena_failed(&import->arena) ? RESULT_NO_MEMORY : RESULT_OK;
}

/* By its name; as a text, because more of what it begins with are questions with answers than are not. */
bool gift_detects(const char *path, struct str start)
{
	struct gift_question *questions = NULL;
	struct arena arena;
	size_t good = 0, bad = 0;
	const char *dot = strrchr(path, '.'), *encoding;
	if (!dot || strcasecmp(dot, ".txt") != 0)
		return dot && strcasecmp(dot, ".gift") == 0;
	arena_init(&arena);
	struct str text = text_decode(&arena, start, &encoding);
	if (text.at && gift_parse(&arena, text, &questions))
		for (; questions; questions = questions->next) {
			bad += questions->problem != NULL;
			good += !questions->problem && questions->question.kind != BANK_DESCRIPTION;
		}
	arena_release(&arena);
	return good > bad;
}
