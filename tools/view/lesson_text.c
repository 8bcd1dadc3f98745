/* A lesson's JSON as text to be read in a terminal: wrapped lines, numbered sections, questions with their key. */
#include "view/lesson_text.h"

#include "base/human.h"
#include "base/utf8.h"

enum { WIDTH = 78, DEPTH_MAX = 64 };

struct page {
	struct buf *out;
	const json_t *sources; /* cites are numbered by their order */
	unsigned depth;
};

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text ? text : "";
}

static void inline_text(struct page *page, struct buf *out, const json_t *text, bool answers);

static void cite_text(const struct page *page, struct buf *out, const json_t *cite)
{
	size_t i;
	json_t *source;
	const char *id = text_of(cite, "cite");
	/* An item on its own has no list of sources that a number could lead to. */
	if (!page->sources)
		return;
	buf_char(out, '[');
	json_array_foreach ((json_t *)page->sources, i, source)
		if (strcmp(text_of(source, "id"), id) == 0)
			buf_format(out, "%zu", i + 1);
	if (*text_of(cite, "at")) {
		buf_text(out, ", ");
		human_text(out, str_from(text_of(cite, "at")), HUMAN_WHOLE);
	}
	buf_char(out, ']');
}

static void element_text(struct page *page, struct buf *out, const json_t *element, bool answers)
{
	static const char *const plain[] = { "em", "strong", "term", "sub", "sup", "code", "span", "abbr", "link" };
	const json_t *blank = json_object_get(element, "blank");
	if (json_object_get(element, "cite"))
		cite_text(page, out, element);
	if (blank && answers) {
		inline_text(page, out, blank, answers);
	} else if (blank) {
		buf_text(out, "____");
		if (*text_of(element, "hint")) {
			buf_text(out, " (");
			human_text(out, str_from(text_of(element, "hint")), HUMAN_WHOLE);
			buf_char(out, ')');
		}
	}
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		inline_text(page, out, json_object_get(element, plain[i]), answers);
	if (*text_of(element, "href")) {
		buf_text(out, " <");
		human_text(out, str_from(text_of(element, "href")), HUMAN_WHOLE);
		buf_char(out, '>');
	}
}

/* Appends text without its marks; blanks as gaps, or filled. */
static void inline_text(struct page *page, struct buf *out, const json_t *text, bool answers)
{
	size_t i;
	json_t *part;
	if (page->depth == DEPTH_MAX)
		return;
	page->depth++;
	json_array_foreach ((json_t *)text, i, part) {
		if (json_is_string(part))
			human_text(out, str_from(json_string_value(part)), HUMAN_WHOLE);
		else
			element_text(page, out, part, answers);
	}
	page->depth--;
}

static size_t width_of(struct str s)
{
	size_t width = 0, at = 0;
	while (at < s.len) {
		int columns = utf8_width(utf8_next(s, &at));
		width += columns > 0 ? (size_t)columns : 0;
	}
	return width;
}

/* Breaks text into lines; the first begins with lead at indent, the others stand below its end. */
static void wrap(struct buf *out, size_t indent, const char *lead, struct str text)
{
	size_t hang = indent + width_of(str_from(lead)), column = hang, at = 0;
	buf_repeat(out, ' ', indent);
	buf_text(out, lead);
	while (at < text.len) {
		size_t from = at;
		while (at < text.len && text.at[at] != ' ')
			at++;
		struct str word = { text.at + from, at - from };
		size_t width = width_of(word);
		if (column > hang && column + 1 + width > WIDTH) {
			buf_char(out, '\n');
			buf_repeat(out, ' ', hang);
			column = hang;
		} else if (column > hang) {
			buf_char(out, ' ');
			column++;
		}
		buf_str(out, word);
		column += width;
		while (at < text.len && text.at[at] == ' ')
			at++;
	}
	buf_char(out, '\n');
}

/* Releases what a part was put together in; where memory was short for it, so it was for the page. */
static void finish(struct page *page, struct buf *part)
{
	page->out->failed = page->out->failed || buf_failed(part);
	buf_release(part);
}

static void paragraph(struct page *page, size_t indent, const char *lead, const json_t *text)
{
	struct buf plain;
	buf_init(&plain, BUF_CAP);
	inline_text(page, &plain, text, true);
	if (plain.len > 0 || *lead)
		wrap(page->out, indent, lead, buf_view(&plain));
	finish(page, &plain);
}

static void heading(struct page *page, const char *number, const json_t *title, char underline)
{
	size_t start = page->out->len;
	buf_text(page->out, number);
	inline_text(page, page->out, title, true);
	size_t width = width_of((struct str){ buf_cstr(page->out) + start, page->out->len - start });
	buf_char(page->out, '\n');
	buf_repeat(page->out, underline, width);
	buf_char(page->out, '\n');
}

static void blocks_text(struct page *page, size_t indent, const json_t *blocks);

/* A flow: its text, and the lists, figures and tables below it. */
static void flow_text(struct page *page, size_t indent, const char *lead, const json_t *flow)
{
	paragraph(page, indent, lead, json_object_get(flow, "text"));
	blocks_text(page, indent + strlen(lead), json_object_get(flow, "blocks"));
}

static void list_text(struct page *page, size_t indent, const json_t *block)
{
	size_t i;
	json_t *item;
	char lead[32] = "* ";
	bool numbered = strcmp(text_of(block, "kind"), "number") == 0;
	json_array_foreach (json_object_get(block, "list"), i, item) {
		if (numbered)
			snprintf(lead, sizeof(lead), "%zu. ", i + 1);
		flow_text(page, indent, lead, item);
	}
}

static void table_text(struct page *page, size_t indent, const json_t *block)
{
	size_t i, j;
	json_t *row, *cell;
	paragraph(page, indent, "Table: ", json_object_get(block, "caption"));
	json_array_foreach (json_object_get(block, "table"), i, row) {
		struct buf line;
		buf_init(&line, BUF_CAP);
		json_array_foreach (row, j, cell) {
			buf_text(&line, j ? " | " : "");
			inline_text(page, &line, json_object_get(cell, "text"), true);
		}
		wrap(page->out, indent, "- ", buf_view(&line));
		finish(page, &line);
		json_array_foreach (row, j, cell)
			blocks_text(page, indent + 4, json_object_get(cell, "blocks"));
	}
}

static void figure_text(struct page *page, size_t indent, const json_t *block)
{
	struct buf alt;
	buf_init(&alt, BUF_CAP);
	human_text(&alt, str_from(text_of(block, "alt")), HUMAN_WHOLE);
	wrap(page->out, indent, "Picture: ", buf_view(&alt));
	finish(page, &alt);
	paragraph(page, indent + 2, "", json_object_get(block, "caption"));
	paragraph(page, indent + 2, "", json_object_get(json_object_get(block, "credit"), "text"));
}

static void blocks_text(struct page *page, size_t indent, const json_t *blocks)
{
	size_t i;
	json_t *block;
	if (page->depth == DEPTH_MAX)
		return;
	page->depth++;
	json_array_foreach ((json_t *)blocks, i, block) {
		if (json_object_get(block, "p"))
			paragraph(page, indent, "", json_object_get(block, "p"));
		else if (json_object_get(block, "list"))
			list_text(page, indent, block);
		else if (json_object_get(block, "table"))
			table_text(page, indent, block);
		else if (json_object_get(block, "figure"))
			figure_text(page, indent, block);
		else if (json_object_get(block, "callout")) {
			char lead[32];
			snprintf(lead, sizeof(lead), "%.20s: ", text_of(block, "kind"));
			paragraph(page, indent + 2, lead, json_object_get(block, "callout"));
			blocks_text(page, indent + 4, json_object_get(block, "blocks"));
		}
		if (indent == 0)
			buf_char(page->out, '\n');
	}
	page->depth--;
}

static void sections_text(struct page *page, const char *prefix, const json_t *sections)
{
	size_t i;
	json_t *section;
	if (page->depth == DEPTH_MAX)
		return;
	page->depth++;
	json_array_foreach ((json_t *)sections, i, section) {
		char number[128], next[128];
		snprintf(number, sizeof(number), "%s%zu  ", prefix, i + 1);
		snprintf(next, sizeof(next), "%.100s%zu.", prefix, i + 1);
		heading(page, number, json_object_get(section, "title"), *prefix ? '.' : '-');
		blocks_text(page, 0, json_object_get(section, "blocks"));
		sections_text(page, next, json_object_get(section, "sections"));
	}
	page->depth--;
}

static void question_text(struct page *page, const json_t *question)
{
	size_t i;
	json_t *option;
	const json_t *options = json_object_get(question, "options");
	if (json_object_get(question, "vignette"))
		flow_text(page, 0, "", json_object_get(question, "vignette"));
	flow_text(page, 0, "", json_object_get(question, "stem"));
	json_array_foreach ((json_t *)options, i, option) {
		const char lead[] = { (char)('A' + i % 26), '.', ' ', '\0' };
		paragraph(page, 2, lead, json_object_get(option, "text"));
	}
	buf_text(page->out, "  Answer:");
	json_array_foreach ((json_t *)options, i, option)
		if (json_is_true(json_object_get(option, "correct")))
			buf_format(page->out, " %c", (int)('A' + i % 26));
	buf_char(page->out, '\n');
	json_array_foreach ((json_t *)options, i, option) {
		const char lead[] = { (char)('A' + i % 26), ':', ' ', '\0' };
		if (json_object_get(option, "feedback"))
			paragraph(page, 4, lead, json_object_get(option, "feedback"));
	}
	if (json_object_get(question, "explanation"))
		flow_text(page, 2, "", json_object_get(question, "explanation"));
}

static void card_text(struct page *page, const json_t *card)
{
	if (json_object_get(card, "front")) {
		flow_text(page, 0, "Front: ", json_object_get(card, "front"));
		flow_text(page, 0, "Back:  ", json_object_get(card, "back"));
		return;
	}
	struct buf gaps;
	buf_init(&gaps, BUF_CAP);
	inline_text(page, &gaps, json_object_get(card, "text"), false);
	wrap(page->out, 0, "Cloze: ", buf_view(&gaps));
	finish(page, &gaps);
	paragraph(page, 0, "Whole: ", json_object_get(card, "text"));
}

static void entry_text(struct page *page, const json_t *entry)
{
	paragraph(page, 0, "", json_object_get(entry, "term"));
	flow_text(page, 2, "", json_object_get(entry, "definition"));
}

typedef void item_printer(struct page *page, const json_t *item);

static void items_text(struct page *page, const char *title, const json_t *items, item_printer *print)
{
	size_t i;
	json_t *item;
	json_array_foreach ((json_t *)items, i, item) {
		if (i == 0)
			heading(page, title, NULL, '-');
		buf_text(page->out, "(");
		human_text(page->out, str_from(text_of(item, "id")), HUMAN_WHOLE);
		buf_text(page->out, ")\n");
		print(page, item);
		buf_char(page->out, '\n');
	}
}

static void source_text(struct page *page, const json_t *source, size_t number)
{
	char lead[32];
	snprintf(lead, sizeof(lead), "[%zu] ", number);
	paragraph(page, 0, lead, json_object_get(source, "text"));
	if (*text_of(source, "doi")) {
		buf_repeat(page->out, ' ', strlen(lead));
		buf_text(page->out, "https://doi.org/");
		human_text(page->out, str_from(text_of(source, "doi")), HUMAN_WHOLE);
		buf_char(page->out, '\n');
	} else if (*text_of(source, "href")) {
		buf_repeat(page->out, ' ', strlen(lead));
		human_text(page->out, str_from(text_of(source, "href")), HUMAN_WHOLE);
		buf_char(page->out, '\n');
	}
}

void view_lesson_text(struct buf *out, const json_t *lesson)
{
	struct page page = { out, json_object_get(lesson, "sources"), 0 };
	size_t i;
	json_t *part;
	heading(&page, "", json_object_get(lesson, "title"), '=');
	paragraph(&page, 0, "", json_object_get(lesson, "summary"));
	buf_char(out, '\n');
	json_array_foreach (json_object_get(lesson, "objectives"), i, part) {
		if (i == 0)
			heading(&page, "Objectives", NULL, '-');
		paragraph(&page, 0, "* ", json_object_get(part, "text"));
	}
	buf_text(out, i ? "\n" : "");
	sections_text(&page, "", json_object_get(lesson, "sections"));
	json_array_foreach (json_object_get(lesson, "takeaways"), i, part) {
		if (i == 0)
			heading(&page, "To remember", NULL, '-');
		flow_text(&page, 0, "* ", part);
	}
	buf_text(out, i ? "\n" : "");
	items_text(&page, "Questions", json_object_get(lesson, "questions"), question_text);
	items_text(&page, "Cards", json_object_get(lesson, "cards"), card_text);
	items_text(&page, "Glossary", json_object_get(lesson, "glossary"), entry_text);
	json_array_foreach ((json_t *)page.sources, i, part) {
		if (i == 0)
			heading(&page, "Sources", NULL, '-');
		source_text(&page, part, i + 1);
	}
}

void view_item_text(struct buf *out, const json_t *item)
{
	struct page page = { out, NULL, 0 };
	if (json_object_get(item, "stem"))
		question_text(&page, item);
	else if (json_object_get(item, "term"))
		entry_text(&page, item);
	else
		card_text(&page, item);
}
