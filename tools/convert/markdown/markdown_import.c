/* Notes in Markdown. */
#include "base/date.h"
#include "base/file.h"
#include "base/path.h"
#include "convert/core/encoding.h"
#include "convert/core/import_links.h"
#include "convert/core/text_file.h"
#include "convert/formats.h"
#include "convert/markdown/markdown.h"
#include "lesson/language_tag.h"

#include <strings.h>

/* Names of people, separated by commas. Those in quotation marks may contain some. */
static void read_authors(struct import *import, struct import_lesson *lesson, struct str names)
{
	struct person **end = &lesson->lesson.people;
	bool quoted = false;
	for (size_t i = 0, start = 0; names.at && i <= names.len; i++) {
		bool mark = i < names.len && names.at[i] == '"';
		quoted = quoted != mark;
		if (i < names.len && !mark && (quoted || !strchr(",;[]", names.at[i])))
			continue;
		struct str name = str_trim((struct str){ names.at + start, i - start });
		start = i + 1;
		struct person *person = name.len ? arena_alloc(&import->arena, sizeof(*person)) : NULL;
		if (!person)
			continue;
		person->name = make_attribute(&import->arena, name);
		*end = person;
		end = &person->next;
	}
}

static void read_words(struct import *import, struct attribute *tags, struct str words, struct ledger_item *item)
{
	for (size_t i = 0, start = 0; words.at && i <= words.len; i++) {
		if (i < words.len && !strchr(" ,\t", words.at[i]))
			continue;
		struct str word = { words.at + start, i - start };
		word = word.len && word.at[0] == '#' ? (struct str){ word.at + 1, word.len - 1 } : word;
		if (word.len)
			import_tag(import, tags, word, item);
		start = i + 1;
	}
}

static bool is_media(const struct block *block)
{
	return block->kind == BLOCK_FIGURE || block->kind == BLOCK_AUDIO || block->kind == BLOCK_VIDEO;
}

/* A cloze has pictures and recordings after its text; what else it has is joined to the text. */
static void take_cloze(struct html_reader *reader, struct card *card, const struct flow *flow)
{
	struct flow words = { .text = flow->text };
	struct block **word = &words.blocks, **media = &card->blocks;
	for (struct block *block = flow->blocks, *next; block; block = next) {
		next = block->next;
		block->next = NULL;
		struct block ***end = is_media(block) ? &media : &word;
		**end = block;
		*end = &block->next;
	}
	card->is_cloze = true;
	card->cloze = html_flow_inline(reader, &words);
}

static unsigned count_gaps(struct inline_node *text, struct inline_node **only)
{
	unsigned count = 0;
	for (; text; text = text->next) {
		*only = text->kind == INLINE_BLANK ? text : *only;
		count += text->kind == INLINE_BLANK;
		count += count_gaps(text->children, only);
	}
	return count;
}

/* The only gap of a cloze needs no number, unless its source gives it one. */
static void tidy_gaps(struct card *card, struct str source)
{
	struct inline_node *gap = NULL;
	if (memmem(source.at, source.len, "{{c", 3) || memmem(source.at, source.len, "data-n=", 7))
		return;
	if (count_gaps(card->cloze, &gap) == 1) {
		gap->of.blank.number = 0;
		gap->of.blank.n = (struct attribute){ .value = STR_NONE };
	}
}

/* Takes a quotation off the end of an answer: it is extra text. */
static struct str take_extra(struct import *import, struct str *text)
{
	size_t start = text->len;
	while (start) {
		const char *end = start > 1 ? memrchr(text->at, '\n', start - 1) : NULL;
		size_t line = end ? (size_t)(end - text->at) + 1 : 0;
		if (text->at[line] != '>')
			break;
		start = line;
	}
	struct str quote = { text->at + start, text->len - start };
	if (!quote.len || start == 0)
		return STR("");
	*text = str_trim((struct str){ text->at, start });
	/* Without the marks at the starts of lines. */
	char *extra = arena_alloc(&import->arena, quote.len + 1);
	size_t len = 0;
	for (size_t i = 0; extra && i < quote.len; i++) {
		bool first = i == 0 || quote.at[i - 1] == '\n';
		if (first && quote.at[i] == '>') {
			i += i + 1 < quote.len && quote.at[i + 1] == ' ';
			continue;
		}
		extra[len++] = quote.at[i];
	}
	return (struct str){ extra, len };
}

/* One card; of a reversed one, the direction. */
static void read_card(struct html_reader *reader, struct import_lesson *lesson, const struct markdown_card *source,
		      bool reversed)
{
	struct import *import = reader->import;
	struct str front = reversed ? source->back : source->front, back = reversed ? source->front : source->back;
	struct ledger_item *item = ledger_read(&import->ledger, LEDGER_CARD, front, source->line);
	struct str extra = reversed ? STR("") : take_extra(import, source->kind == MARKDOWN_CLOZE ? &front : &back);
	struct buf key;
	buf_init(&key, BUF_CAP);
	if (source->id.len)
		buf_format(&key, reversed ? "card:%.*s-reversed" : "card:%.*s", STR_ARG(source->id));
	else
		buf_str(&key, import_text_key(import, "card", front));
	struct attribute id = import_id(import, "c-", buf_view(&key), source->id.len > 0);
	arena_drop(&import->arena, &key);
	if (!reversed)
		import_report_id(import, source->id, id, item);
	struct card *card = import_card(import, lesson, id, item);
	if (!card)
		return;
	struct ledger_item *outer = reader->item;
	reader->item = item;
	if (source->kind == MARKDOWN_CLOZE) {
		reader->blanks = true;
		struct flow *flow = markdown_flow(reader, front, true);
		if (flow)
			take_cloze(reader, card, flow);
		tidy_gaps(card, front);
		reader->blanks = false;
	} else {
		card->front = markdown_flow(reader, front, false);
		card->back = markdown_flow(reader, back, false);
	}
	if (extra.len)
		card->extra = markdown_flow(reader, extra, false);
	read_words(import, &card->tags, source->tags, item);
	reader->item = outer;
}

/* Fields that say something about the lesson; others get rows. */
static void read_fields(struct import *import, struct import_lesson *lesson, const struct markdown_source *source,
			struct ledger_item *item)
{
	static const char *const known[] = { "title",	 "name",   "id",       "lang",	  "language",
					     "tags",	 "tag",	   "keywords", "summary", "description",
					     "reviewed", "author", "authors",  NULL };
	struct str summary = markdown_field(source, "summary"), reviewed = markdown_field(source, "reviewed");
	summary = summary.at ? summary : markdown_field(source, "description");
	if (summary.len)
		lesson->lesson.summary = make_plain_flow(&import->arena, summary);
	if (reviewed.len && date_is_real(reviewed))
		lesson->lesson.reviewed = make_attribute(&import->arena, reviewed);
	else if (reviewed.len)
		ledger_changef(&import->ledger, item, "it is no date such as 2026-11-20", "left out", "reviewed '%.*s'",
			       STR_ARG(reviewed));
	struct str authors = markdown_field(source, "authors");
	struct str lang = markdown_field(source, "lang");
	lang = lang.at ? lang : markdown_field(source, "language");
	if (lang.len && !language_tag_check(lang, NULL))
		ledger_changef(&import->ledger, item, "it is no language tag such as en-GB", "left out",
			       "language '%.*s'", STR_ARG(lang));
	read_authors(import, lesson, authors.at ? authors : markdown_field(source, "author"));
	const char *const tags[] = { "tags", "tag", "keywords" };
	for (size_t i = 0; i < 3; i++)
		read_words(import, &lesson->lesson.tags, markdown_field(source, tags[i]), item);
	for (const struct markdown_field *f = source->fields; f; f = f->next) {
		bool is_known = false;
		for (size_t i = 0; known[i]; i++)
			is_known = is_known || (f->name.len == strlen(known[i]) &&
						strncasecmp(f->name.at, known[i], f->name.len) == 0);
		if (!is_known)
			ledger_changef(&import->ledger, item, "lessons have no such property", "left out",
				       "property '%.*s: %.*s'", STR_ARG(f->name), STR_ARG(f->value));
	}
}

static struct import_lesson *open_lesson(struct import *import, const struct markdown_source *source, struct str title)
{
	struct str own = markdown_field(source, "title"), id = markdown_field(source, "id");
	own = own.at ? own : markdown_field(source, "name");
	struct str lang = markdown_field(source, "lang");
	lang = lang.at ? lang : markdown_field(source, "language");
	lang = lang.len && language_tag_check(lang, NULL) ? lang : STR_NONE;
	struct buf key;
	buf_init(&key, BUF_CAP);
	buf_format(&key, "lesson:%.*s", STR_ARG(id.len ? id : title));
	struct import_lesson *lesson = import_lesson(import, buf_view(&key), own.len ? own : title, lang);
	arena_drop(&import->arena, &key);
	if (lesson)
		lesson->titled = own.len > 0;
	return lesson;
}

/* Notes are known by their names, whatever their folders. */
static struct str key_of_note(const struct html_reader *reader, struct str address)
{
	struct arena *arena = &reader->import->arena;
	const char *part = memchr(address.at, '#', address.len), *slash;
	struct str name = { address.at, part ? (size_t)(part - address.at) : address.len };
	struct buf key;
	slash = memrchr(name.at, '/', name.len);
	if (slash)
		name = (struct str){ slash + 1, name.len - (size_t)(slash + 1 - name.at) };
	const char *dot = memrchr(name.at, '.', name.len);
	size_t extension = dot ? name.len - (size_t)(dot - name.at) : 0;
	bool note = extension == strlen(MARKDOWN_NOTE) && strncasecmp(dot, MARKDOWN_NOTE, extension) == 0;
	if (!name.len || (!note && !part))
		return STR_NONE;
	if (part && part + 1 < address.at + address.len)
		ledger_changef(&reader->import->ledger, reader->item, "links lead to whole lessons", "left out",
			       "part '%.*s' of a link", (int)(address.at + address.len - part - 1), part + 1);
	name.len -= note ? extension : 0;
	buf_init(&key, BUF_CAP);
	buf_text(&key, IMPORT_NOTE);
	path_of_address(name, &key);
	return arena_take(arena, &key);
}

enum result markdown_import(struct import *import, const char *path, struct buf *why)
{
	struct str text;
	struct markdown_source source;
	struct files_beside beside = { .arena = &import->arena, .path = path };
	enum result result = text_file_read(import, NULL, path, TEXT_FILE_MB, &text, why);
	if (result != RESULT_OK)
		return result;
	if (!markdown_source_read(&source, text, &import->arena))
		return RESULT_NO_MEMORY;
	struct str name = str_from(path_name(path));
	const char *dot = memrchr(name.at, '.', name.len);
	name.len = dot && dot > name.at ? (size_t)(dot - name.at) : name.len;
	struct import_lesson *lesson = open_lesson(import, &source, name);
	if (!lesson)
		return RESULT_NO_MEMORY;
	struct ledger_item *item = ledger_read(&import->ledger, LEDGER_LESSON, name, 0);
	import_lesson_item(import, lesson, item);
	struct html_reader reader = { .import = import,
				      .item = item,
				      .find = files_find_beside,
				      .context_of_find = &beside,
				      .tex = true,
				      .callouts = true,
				      .key_of = key_of_note,
				      .targets = true };
	read_fields(import, lesson, &source, item);
	if (source.footnotes)
		ledger_change(&import->ledger, item, STR("footnotes"), "lessons have none", "written in parentheses");
	for (const struct markdown_field *note = source.unused; note; note = note->next)
		ledger_changef(&import->ledger, item, "nothing refers to it", "left out", "footnote '%.*s: %.*s'",
			       STR_ARG(note->name), STR_ARG(str_trim(note->value)));
	markdown_lesson(&reader, lesson, source.text);
	for (const struct markdown_card *card = source.cards; card; card = card->next) {
		read_card(&reader, lesson, card, false);
		if (card->kind == MARKDOWN_REVERSED)
			read_card(&reader, lesson, card, true);
	}
	return RESULT_OK;
}

bool markdown_detects(const char *path, struct str start)
{
	const char *dot = strrchr(path, '.');
	(void)start;
	return dot && (strcasecmp(dot, ".md") == 0 || strcasecmp(dot, ".markdown") == 0);
}
