/* Imports Moodle XML: https://docs.moodle.org/en/Moodle_XML_format */
#include "base/file.h"
#include "convert/core/foreign_xml.h"
#include "convert/formats.h"
#include "convert/moodle/bank_import.h"
#include "convert/moodle/moodle_question.h"

enum { SIZE_MAX_MB = 256 };

static void read_quiz(struct import *import, struct bank_importer *bank, const xmlNode *quiz)
{
	struct ledger *ledger = &import->ledger;
	for (const xmlNode *node = quiz->children; node && !arena_failed(&import->arena); node = node->next) {
		struct bank_question question;
		if (node->type != XML_ELEMENT_NODE)
			continue;
		if (!foreign_is(node, "question")) {
			struct str name = str_from((const char *)node->name);
			ledger_leave_out(ledger, ledger_read(ledger, LEDGER_OTHER, name, foreign_line(node)),
					 "its meaning is unknown");
			continue;
		}
		moodle_question_read(&import->arena, node, &question);
		bank_import(bank, &question);
	}
}

static enum result read_document(struct import *import, const char *path, struct str bytes, struct buf *why)
{
	xmlDocPtr document;
	enum result result = foreign_xml_parse(&import->ledger, STR(""), bytes, &document, why);
	if (result != RESULT_OK)
		return result;
	const xmlNode *quiz = xmlDocGetRootElement(document);
	if (foreign_is(quiz, "quiz")) {
		struct bank_importer bank;
		bank_importer_init(&bank, import, path);
		read_quiz(import, &bank, quiz);
		bank_importer_release(&bank);
		result = arena_failed(&import->arena) ? RESULT_NO_MEMORY : RESULT_OK;
	} else {
		buf_format(why, "its root element is <%s>, not <quiz>", (const char *)quiz->name);
		result = RESULT_REFUSED;
	}
	xmlFreeDoc(document);
	return result;
}

enum result moodle_import(struct import *import, const char *path, struct buf *why)
{
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	enum file_status status = file_read(path, SIZE_MAX_MB << 20, &bytes);
	enum result result = RESULT_REFUSED;
	if (status == FILE_TOO_LARGE) {
		buf_format(why, "it is larger than %d MB", SIZE_MAX_MB);
	} else if (status != FILE_OK) {
		buf_format(why, "cannot read it: %s", file_status_text(status));
		result = status == FILE_NO_MEMORY ? RESULT_NO_MEMORY : RESULT_FAILED;
	} else {
		result = read_document(import, path, buf_view(&bytes), why);
	}
	buf_release(&bytes);
	return result;
}

bool moodle_detects(const char *path, struct str start)
{
	struct str text = str_starts(start, "\xef\xbb\xbf") ? (struct str){ start.at + 3, start.len - 3 } : start;
	const char *quiz = start.len > 5 ? memmem(start.at, start.len - 1, "<quiz", 5) : NULL;
	(void)path;
	text = str_trim(text);
	return text.len && text.at[0] == '<' && quiz && (quiz[5] == '>' || ascii_is_space(quiz[5]) || quiz[5] == '/');
}
