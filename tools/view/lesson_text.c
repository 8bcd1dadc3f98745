/* Renders a lesson's JSON as text for a terminal: wrapped lines, numbered sections, questions with their keys. */
#include "view/lesson_text.h"

#include "base/human.h"
#include "base/utf8.h"

#include <stdio.h>

enum { WIDTH = 78, DEPTH_MAX = 64 };

struct page {
	struct buf *out;
	const struct json_tape *json;
	const struct json_token *sources; /* citations are numbered in this order */
	struct buf string; /* the current string, decoded */
	unsigned depth;
};

/* Moves to the next element of an array, from NULL to the first. False at the end, or if there is no array. */
static bool each(const struct page *page, const struct json_token *array, const struct json_token **at)
{
	if (!array || array->kind != '[')
		return false;
	const struct json_token *next = *at ? page->json->tokens + (*at)->next : array + 1;
	if (next == page->json->tokens + array->next)
		return false;
	*at = next;
	return true;
}

/* NULL if there is none. */
static const struct json_token *member(const struct page *page, const struct json_token *object, const char *name)
{
	const struct json_token *tokens = page->json->tokens;
	if (!object || object->kind != '{')
		return NULL;
	for (const struct json_token *at = object + 1; at < tokens + object->next; at = tokens + at->next)
		if (string_is(tape_name(page->json, at), name))
			return at;
	return NULL;
}

static struct json_string text_of(const struct page *page, const struct json_token *object, const char *name)
{
	const struct json_token *text = member(page, object, name);
	return text && text->kind == '"' ? tape_text(page->json, text) : (struct json_string){ "", 0 };
}

/* Appends a string without terminal control characters. */
static void string_text(struct page *page, struct buf *out, struct json_string string)
{
	buf_clear(&page->string);
	/* Escapes are never shorter than their values. */
	char *at = buf_reserve(&page->string, string.len + 1);
	if (at && string_copy(string, at, string.len + 1))
		human_text(out, str_from(at), HUMAN_WHOLE);
	else
		out->failed = true;
}

static void inline_text(struct page *page, struct buf *out, const struct json_token *text, bool answers);

static void cite_text(struct page *page, struct buf *out, const struct json_token *cite)
{
	const struct json_token *source = NULL;
	struct json_string id = text_of(page, cite, "cite"), at = text_of(page, cite, "at");
	/* A single item has no list of sources to number. */
	if (!page->sources)
		return;
	buf_char(out, '[');
	for (size_t i = 1; each(page, page->sources, &source); i++)
		if (string_compare(text_of(page, source, "id"), id) == 0)
			buf_format(out, "%zu", i);
	if (at.len > 0) {
		buf_text(out, ", ");
		string_text(page, out, at);
	}
	buf_char(out, ']');
}

static void element_text(struct page *page, struct buf *out, const struct json_token *element, bool answers)
{
	static const char *const plain[] = { "em", "strong", "term", "sub", "sup", "code", "span", "abbr", "link" };
	const struct json_token *blank = member(page, element, "blank");
	struct json_string hint = text_of(page, element, "hint"), href = text_of(page, element, "href");
	if (member(page, element, "cite"))
		cite_text(page, out, element);
	if (blank && answers) {
		inline_text(page, out, blank, answers);
	} else if (blank) {
		buf_text(out, "____");
		if (hint.len > 0) {
			buf_text(out, " (");
			string_text(page, out, hint);
			buf_char(out, ')');
		}
	}
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		inline_text(page, out, member(page, element, plain[i]), answers);
	if (href.len > 0) {
		buf_text(out, " <");
		string_text(page, out, href);
		buf_char(out, '>');
	}
}

/* Appends text without markup; blanks as gaps, or filled in. */
static void inline_text(struct page *page, struct buf *out, const struct json_token *text, bool answers)
{
	const struct json_token *part = NULL;
	if (page->depth == DEPTH_MAX)
		return;
	page->depth++;
	while (each(page, text, &part)) {
		if (part->kind == '"')
			string_text(page, out, tape_text(page->json, part));
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

/* Breaks text into lines; the first begins with lead at indent, the others are aligned after it. */
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

/* Releases a part; if it failed for lack of memory, so does the page. */
static void finish(struct page *page, struct buf *part)
{
	page->out->failed = page->out->failed || buf_failed(part);
	buf_release(part);
}

static void paragraph(struct page *page, size_t indent, const char *lead, const struct json_token *text)
{
	struct buf plain;
	buf_init(&plain, BUF_CAP);
	inline_text(page, &plain, text, true);
	if (plain.len > 0 || *lead)
		wrap(page->out, indent, lead, buf_view(&plain));
	finish(page, &plain);
}

static void heading(struct page *page, const char *number, const struct json_token *title, char underline)
{
	size_t start = page->out->len;
	buf_text(page->out, number);
	inline_text(page, page->out, title, true);
	size_t width = width_of((struct str){ buf_cstr(page->out) + start, page->out->len - start });
	buf_char(page->out, '\n');
	buf_repeat(page->out, underline, width);
	buf_char(page->out, '\n');
}

static void blocks_text(struct page *page, size_t indent, const struct json_token *blocks);

/* A flow: its text, followed by its lists, figures and tables. */
static void flow_text(struct page *page, size_t indent, const char *lead, const struct json_token *flow)
{
	paragraph(page, indent, lead, member(page, flow, "text"));
	blocks_text(page, indent + strlen(lead), member(page, flow, "blocks"));
}

static void list_text(struct page *page, size_t indent, const struct json_token *block)
{
	const struct json_token *list = member(page, block, "list"), *item = NULL;
	char lead[32] = "* ";
	bool numbered = string_is(text_of(page, block, "kind"), "number");
	for (size_t i = 1; each(page, list, &item); i++) {
		if (numbered)
			snprintf(lead, sizeof(lead), "%zu. ", i);
		flow_text(page, indent, lead, item);
	}
}

static void table_text(struct page *page, size_t indent, const struct json_token *block)
{
	const struct json_token *table = member(page, block, "table"), *row = NULL, *cell;
	paragraph(page, indent, "Table: ", member(page, block, "caption"));
	while (each(page, table, &row)) {
		struct buf line;
		buf_init(&line, BUF_CAP);
		for (cell = NULL; each(page, row, &cell);) {
			buf_text(&line, cell > row + 1 ? " | " : "");
			inline_text(page, &line, member(page, cell, "text"), true);
		}
		wrap(page->out, indent, "- ", buf_view(&line));
		finish(page, &line);
		for (cell = NULL; each(page, row, &cell);)
			blocks_text(page, indent + 4, member(page, cell, "blocks"));
	}
}

static void figure_text(struct page *page, size_t indent, const struct json_token *block)
{
	struct buf alt;
	buf_init(&alt, BUF_CAP);
	string_text(page, &alt, text_of(page, block, "alt"));
	wrap(page->out, indent, "Picture: ", buf_view(&alt));
	finish(page, &alt);
	paragraph(page, indent + 2, "", member(page, block, "caption"));
	paragraph(page, indent + 2, "", member(page, member(page, block, "credit"), "text"));
}

static void callout_text(struct page *page, size_t indent, const struct json_token *block)
{
	struct buf lead;
	buf_init(&lead, BUF_CAP);
	string_text(page, &lead, text_of(page, block, "kind"));
	buf_text(&lead, ": ");
	paragraph(page, indent + 2, buf_cstr(&lead), member(page, block, "callout"));
	blocks_text(page, indent + 4, member(page, block, "blocks"));
	finish(page, &lead);
}

static void blocks_text(struct page *page, size_t indent, const struct json_token *blocks)
{
	const struct json_token *block = NULL;
	if (page->depth == DEPTH_MAX)
		return;
	page->depth++;
	while (each(page, blocks, &block)) {
		if (member(page, block, "p"))
			paragraph(page, indent, "", member(page, block, "p"));
		else if (member(page, block, "list"))
			list_text(page, indent, block);
		else if (member(page, block, "table"))
			table_text(page, indent, block);
		else if (member(page, block, "figure"))
			figure_text(page, indent, block);
		else if (member(page, block, "callout"))
			callout_text(page, indent, block);
		if (indent == 0)
			buf_char(page->out, '\n');
	}
	page->depth--;
}

static void sections_text(struct page *page, const char *prefix, const struct json_token *sections)
{
	const struct json_token *section = NULL;
	if (page->depth == DEPTH_MAX)
		return;
	page->depth++;
	for (size_t i = 1; each(page, sections, &section); i++) {
		char number[128], next[128];
		snprintf(number, sizeof(number), "%s%zu  ", prefix, i);
		snprintf(next, sizeof(next), "%.100s%zu.", prefix, i);
		heading(page, number, member(page, section, "title"), *prefix ? '.' : '-');
		blocks_text(page, 0, member(page, section, "blocks"));
		sections_text(page, next, member(page, section, "sections"));
	}
	page->depth--;
}

static void question_text(struct page *page, const struct json_token *question)
{
	const struct json_token *options = member(page, question, "options"), *option = NULL;
	if (member(page, question, "vignette"))
		flow_text(page, 0, "", member(page, question, "vignette"));
	flow_text(page, 0, "", member(page, question, "stem"));
	for (size_t i = 0; each(page, options, &option); i++) {
		const char lead[] = { (char)('A' + i % 26), '.', ' ', '\0' };
		paragraph(page, 2, lead, member(page, option, "text"));
	}
	buf_text(page->out, "  Answer:");
	option = NULL;
	for (size_t i = 0; each(page, options, &option); i++) {
		const struct json_token *correct = member(page, option, "correct");
		if (correct && correct->kind == 't')
			buf_format(page->out, " %c", (int)('A' + i % 26));
	}
	buf_char(page->out, '\n');
	option = NULL;
	for (size_t i = 0; each(page, options, &option); i++) {
		const char lead[] = { (char)('A' + i % 26), ':', ' ', '\0' };
		if (member(page, option, "feedback"))
			paragraph(page, 4, lead, member(page, option, "feedback"));
	}
	if (member(page, question, "explanation"))
		flow_text(page, 2, "", member(page, question, "explanation"));
}

static void card_text(struct page *page, const struct json_token *card)
{
	if (member(page, card, "front")) {
		flow_text(page, 0, "Front: ", member(page, card, "front"));
		flow_text(page, 0, "Back:  ", member(page, card, "back"));
		return;
	}
	struct buf gaps;
	buf_init(&gaps, BUF_CAP);
	inline_text(page, &gaps, member(page, card, "text"), false);
	wrap(page->out, 0, "Cloze: ", buf_view(&gaps));
	finish(page, &gaps);
	paragraph(page, 0, "Whole: ", member(page, card, "text"));
}

static void entry_text(struct page *page, const struct json_token *entry)
{
	paragraph(page, 0, "", member(page, entry, "term"));
	flow_text(page, 2, "", member(page, entry, "definition"));
}

typedef void item_printer(struct page *page, const struct json_token *item);

static void items_text(struct page *page, const char *title, const struct json_token *items, item_printer *print)
{
	const struct json_token *item = NULL;
	while (each(page, items, &item)) {
		if (item == items + 1)
			heading(page, title, NULL, '-');
		buf_text(page->out, "(");
		string_text(page, page->out, text_of(page, item, "id"));
		buf_text(page->out, ")\n");
		print(page, item);
		buf_char(page->out, '\n');
	}
}

static void source_text(struct page *page, const struct json_token *source, size_t number)
{
	char lead[32];
	snprintf(lead, sizeof(lead), "[%zu] ", number);
	paragraph(page, 0, lead, member(page, source, "text"));
	struct json_string doi = text_of(page, source, "doi"), href = text_of(page, source, "href");
	if (doi.len == 0 && href.len == 0)
		return;
	buf_repeat(page->out, ' ', strlen(lead));
	buf_text(page->out, doi.len > 0 ? "https://doi.org/" : "");
	string_text(page, page->out, doi.len > 0 ? doi : href);
	buf_char(page->out, '\n');
}

static void flows_text(struct page *page, const char *title, const struct json_token *flows)
{
	const struct json_token *flow = NULL;
	while (each(page, flows, &flow)) {
		if (flow == flows + 1)
			heading(page, title, NULL, '-');
		flow_text(page, 0, "* ", flow);
	}
	buf_text(page->out, flow ? "\n" : "");
}

static void page_init(struct page *page, struct buf *out, const struct json_tape *json)
{
	*page = (struct page){ .out = out, .json = json };
	buf_init(&page->string, BUF_CAP);
}

void view_lesson_text(struct buf *out, const struct json_tape *json)
{
	struct page page;
	const struct json_token *lesson = json->tokens, *source = NULL;
	page_init(&page, out, json);
	page.sources = member(&page, lesson, "sources");
	heading(&page, "", member(&page, lesson, "title"), '=');
	paragraph(&page, 0, "", member(&page, lesson, "summary"));
	buf_char(out, '\n');
	flows_text(&page, "Objectives", member(&page, lesson, "objectives"));
	sections_text(&page, "", member(&page, lesson, "sections"));
	flows_text(&page, "To remember", member(&page, lesson, "takeaways"));
	items_text(&page, "Questions", member(&page, lesson, "questions"), question_text);
	items_text(&page, "Cards", member(&page, lesson, "cards"), card_text);
	items_text(&page, "Glossary", member(&page, lesson, "glossary"), entry_text);
	for (size_t i = 1; each(&page, page.sources, &source); i++) {
		if (i == 1)
			heading(&page, "Sources", NULL, '-');
		source_text(&page, source, i);
	}
	buf_release(&page.string);
}

void view_item_text(struct buf *out, const struct json_tape *json)
{
	struct page page;
	const struct json_token *item = json->tokens;
	page_init(&page, out, json);
	if (member(&page, item, "stem"))
		question_text(&page, item);
	else if (member(&page, item, "term"))
		entry_text(&page, item);
	else
		card_text(&page, item);
	buf_release(&page.string);
}
