/* Markdown as mdanki reads it: # names the deck, each heading below is a card, and what follows it the back. A line of
 * only % ends a front of several lines. Tags are links to nowhere, [#tag](), on the last line. */
#include "base/path.h"
#include "convert/core/text_file.h"
#include "convert/formats.h"
#include "convert/markdown/markdown.h"

struct mdanki {
	struct import *import;
	struct import_lesson *lesson;
	struct html_reader reader;
	struct buf front, back;
	size_t line; /* of the heading; 0: there is no card yet */
};

/* Takes [#tag]() out of the text, into tags. */
static struct str take_tags(struct mdanki *m, struct str text, struct attribute *tags, struct ledger_item *item)
{
	struct buf out;
	buf_init(&out, BUF_CAP);
	for (size_t i = 0; i < text.len;) {
		const char *close = text.len - i > 5 && memcmp(text.at + i, "[#", 2) == 0
					    ? memmem(text.at + i, text.len - i, "]()", 3)
					    : NULL;
		if (!close || memchr(text.at + i, '\n', (size_t)(close - text.at) - i)) {
			buf_char(&out, text.at[i++]);
			continue;
		}
		import_tag(m->import, tags, (struct str){ text.at + i + 2, (size_t)(close - text.at) - i - 2 }, item);
		i = (size_t)(close - text.at) + 3;
		while (i < text.len && (text.at[i] == ',' || text.at[i] == ' '))
			i++;
	}
	struct str rest = buf_failed(&out) ? STR("") : arena_str(&m->import->arena, str_trim(buf_view(&out)));
	buf_release(&out);
	return rest;
}

static void end_card(struct mdanki *m)
{
	struct import *import = m->import;
	if (!m->line)
		return;
	struct str front = arena_str(&import->arena, str_trim(buf_view(&m->front)));
	struct ledger_item *item = ledger_read(&import->ledger, LEDGER_CARD, front, m->line);
	struct card *card = import_card(import, m->lesson,
					import_id(import, "c-", import_text_key(import, "card", front), false), item);
	if (card) {
		m->reader.item = item;
		struct str back = take_tags(m, buf_view(&m->back), &card->tags, item);
		card->front = markdown_flow(&m->reader, front, false);
		card->back = markdown_flow(&m->reader, back, false);
	}
	buf_clear(&m->front);
	buf_clear(&m->back);
	m->line = 0;
}

/* The level of a heading; 0 if the line is none. */
static size_t heading_level(struct str line)
{
	size_t level = 0;
	while (level < line.len && line.at[level] == '#')
		level++;
	return level && level <= 6 && level < line.len && line.at[level] == ' ' ? level : 0;
}

static void read_line(struct mdanki *m, struct str line, size_t number, bool fenced)
{
	size_t level = fenced ? 0 : heading_level(line);
	struct str words = str_trim((struct str){ line.at + level, line.len - level });
	if (level == 1) {
		end_card(m);
		if (!m->lesson->titled)
			m->lesson->lesson.title = make_plain_flow(&m->import->arena, words);
		m->lesson->titled = true;
	} else if (level) {
		end_card(m);
		m->line = number;
		buf_str(&m->front, words);
	} else if (m->line && !fenced && str_is(str_trim(line), "%")) {
		buf_text(&m->front, "\n\n");
		buf_str(&m->front, buf_view(&m->back));
		buf_clear(&m->back);
	} else if (m->line) {
		buf_str(&m->back, line);
		buf_char(&m->back, '\n');
	} else if (str_trim(line).len) {
		struct ledger_item *item = ledger_read(&m->import->ledger, LEDGER_OTHER, line, number);
		ledger_leave_out(&m->import->ledger, item, "it belongs to no card");
	}
}

enum result mdanki_import(struct import *import, const char *path, struct buf *why)
{
	struct str text;
	struct files_beside beside = { .arena = &import->arena, .path = path };
	enum result result = text_file_read(import, NULL, path, TEXT_FILE_MB, &text, why);
	if (result != RESULT_OK)
		return result;
	struct mdanki m = { .import = import };
	m.reader = (struct html_reader){
		.import = import, .find = files_find_beside, .context_of_find = &beside, .tex = true
	};
	struct str name = str_from(path_name(path));
	const char *dot = memrchr(name.at, '.', name.len);
	name.len = dot && dot > name.at ? (size_t)(dot - name.at) : name.len;
	m.lesson = import_lesson(import, STR("lesson:"), name, STR_NONE);
	if (!m.lesson)
		return RESULT_NO_MEMORY;
	buf_init(&m.front, BUF_CAP);
	buf_init(&m.back, BUF_CAP);
	bool fenced = false;
	size_t number = 1;
	for (size_t offset = 0, next; offset < text.len; offset = next, number++) {
		struct str line = markdown_line(text, offset, &next);
		bool fence = str_starts(str_trim(line), "```") || str_starts(str_trim(line), "~~~");
		read_line(&m, line, number, fenced || fence);
		fenced = fence ? !fenced : fenced;
	}
	end_card(&m);
	result = buf_failed(&m.front) || buf_failed(&m.back) ? RESULT_NO_MEMORY : RESULT_OK;
	buf_release(&m.front);
	buf_release(&m.back);
	return result;
}

/* It must be named: any Markdown may be meant so. */
bool mdanki_detects(const char *path, struct str start)
{
	(void)path, (void)start;
	return false;
}
