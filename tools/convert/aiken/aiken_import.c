/* Imports Aiken: https://docs.moodle.org/en/Aiken_format. A question is lines of text, its answers as "A) text" or
 * "A. text", and a line "ANSWER: A". */
#include "convert/core/encoding.h"
#include "convert/core/text_file.h"
#include "convert/formats.h"
#include "convert/moodle/bank_import.h"

#include <strings.h>

enum { ANSWERS_MAX = 26 };

struct aiken_question {
	struct bank_question question;
	struct bank_answer *answers[ANSWERS_MAX], **end;
	size_t count;
	size_t text_start, text_end; /* in the file */
	const char *problem;
};

static struct str take_line(struct str text, size_t *at)
{
	size_t start = *at;
	while (*at < text.len && text.at[*at] != '\n' && text.at[*at] != '\r')
		++*at;
	struct str line = { text.at + start, *at - start };
	if (*at < text.len)
		*at += text.at[*at] == '\r' && *at + 1 < text.len && text.at[*at + 1] == '\n' ? 2 : 1;
	return line;
}

/* "A) " or "A. " at the start of a line; *text is what follows. */
static bool is_answer(struct str line, struct str *text)
{
	if (line.len < 2 || !ascii_is_upper(line.at[0]) || (line.at[1] != ')' && line.at[1] != '.'))
		return false;
	if (line.len > 2 && !ascii_is_space(line.at[2]))
		return false;
	*text = str_trim((struct str){ line.at + 2, line.len - 2 });
	return true;
}

/* Letters after ANSWER: more than one is no Aiken, but programs write them. */
static bool read_key(struct aiken_question *made, struct str letters)
{
	size_t keys = 0;
	for (size_t i = 0; i < letters.len; i++) {
		char c = letters.at[i];
		size_t index = (size_t)((c | 0x20) - 'a');
		if (ascii_is_space(c) || c == ',')
			continue;
		if (!ascii_is_letter(c) || index >= made->count)
			return false;
		made->answers[index]->fraction = BANK_ALL;
		keys++;
	}
	made->question.single = keys == 1;
	return keys > 0;
}

static void add_answer(struct import *import, struct aiken_question *made, struct str line, struct str text)
{
	struct bank_answer *answer = arena_alloc(&import->arena, sizeof(*answer));
	if (!answer)
		return;
	if (made->count == ANSWERS_MAX || line.at[0] != (char)('A' + made->count)) {
		made->problem = "its answers are not lettered in order";
		return;
	}
	answer->text = (struct bank_text){ BANK_PLAIN, text, NULL };
	made->answers[made->count++] = answer;
	*made->end = answer;
	made->end = &answer->next;
}

static void begin(struct aiken_question *made)
{
	*made = (struct aiken_question){ .question = { .kind = BANK_CHOICE } };
	made->end = &made->question.answers;
}

/* Ends a question: key is the text after ANSWER:, or at is NULL if another question begins or the file ends. */
static void finish(struct import *import, struct bank_importer *bank, struct aiken_question *made, struct str file,
		   struct str key)
{
	struct str text = { file.at + made->text_start, made->text_end - made->text_start };
	if (!made->question.line)
		return;
	/* Its lines are those of an editor. */
	made->question.stem = (struct bank_text){ BANK_PLAIN, make_attribute(&import->arena, text).value, NULL };
	if (!made->problem && !key.at)
		made->problem = "it has no line ANSWER";
	else if (!made->problem && !read_key(made, key))
		made->problem = "the line ANSWER names no answer of it";
	if (made->problem)
		ledger_leave_out(&import->ledger,
				 ledger_read(&import->ledger, LEDGER_QUESTION, text, made->question.line), "%s",
				 made->problem);
	else
		bank_import(bank, &made->question);
	begin(made);
}

static void read_lines(struct import *import, struct bank_importer *bank, struct str file)
{
	struct aiken_question made;
	begin(&made);
	for (size_t at = 0, line = 1; at < file.len && !arena_failed(&import->arena); line++) {
		size_t start = at;
		struct str text = str_trim(take_line(file, &at)), answer;
		if (!text.len)
			continue;
		if (str_starts(text, "ANSWER:")) {
			finish(import, bank, &made, file, str_trim((struct str){ text.at + 7, text.len - 7 }));
			continue;
		}
		if (made.question.line && is_answer(text, &answer)) {
			add_answer(import, &made, text, answer);
			continue;
		}
		if (made.count)
			finish(import, bank, &made, file, STR_NONE);
		if (!made.question.line) {
			made.question.line = line;
			made.text_start = start;
		}
		made.text_end = at;
	}
	finish(import, bank, &made, file, STR_NONE);
}

enum result aiken_import(struct import *import, const char *path, struct buf *why)
{
	struct str text;
	enum result result = text_file_read(import, NULL, path, TEXT_FILE_MB, &text, why);
	if (result != RESULT_OK)
		return result;
	struct bank_importer bank;
	bank_importer_init(&bank, import, path);
	read_lines(import, &bank, text);
	bank_importer_release(&bank);
	return arena_failed(&import->arena) ? RESULT_NO_MEMORY : RESULT_OK;
}

/* A text with a line that names the right answer, after lettered ones. */
bool aiken_detects(const char *path, struct str start)
{
	const char *dot = strrchr(path, '.'), *encoding;
	struct arena arena;
	bool lettered = false, found = false;
	if (!dot || (strcasecmp(dot, ".txt") != 0 && strcasecmp(dot, ".aiken") != 0))
		return false;
	arena_init(&arena);
	struct str text = text_decode(&arena, start, &encoding), answer;
	for (size_t at = 0; text.at && at < text.len && !found;) {
		struct str line = str_trim(take_line(text, &at));
		found = lettered && str_starts(line, "ANSWER:");
		lettered = is_answer(line, &answer) || (lettered && !line.len);
	}
	arena_release(&arena);
	return found;
}
