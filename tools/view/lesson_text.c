/* A lesson as text: numbered sections, questions with their keys. */
#include "view/lesson_text.h"

#include "view/page_index.h"
#include "view/parts.h"

#include <stdio.h>

static void blocks_text(struct text_page *page, size_t indent, const struct json_token *blocks);

void flow_text(struct text_page *page, size_t indent, const char *lead, const struct json_token *flow)
{
	page_paragraph(page, indent, lead, page_member(page, flow, "text"));
	blocks_text(page, indent + strlen(lead), page_member(page, flow, "blocks"));
}

void lettered_text(struct text_page *page, size_t indent, char first, unsigned long long number, const char *end,
		   const struct json_token *flow)
{
	struct buf lead;
	buf_init(&lead, 64);
	page_add_letters(&lead, first, number);
	buf_text(&lead, end);
	flow_text(page, indent, buf_cstr(&lead), flow);
	page_release(page, &lead);
}

static void list_text(struct text_page *page, size_t indent, const struct json_token *block)
{
	const struct json_token *list = page_member(page, block, "items"), *item = NULL;
	struct json_string kind = page_string(page, block, "kind");
	char lead[32] = "* ";
	const struct json_token *start = page_member(page, block, "start");
	unsigned long long i = start ? tape_number(page->json, start) : 1;
	for (; page_each(page, list, &item); i++) {
		if (string_is(kind, "number"))
			snprintf(lead, sizeof(lead), "%llu. ", i);
		if (string_is(kind, "letter"))
			lettered_text(page, indent, 'a', i, ". ", item);
		else
			flow_text(page, indent, lead, item);
	}
}

void label_text(struct text_page *page, size_t indent, const struct json_token *block)
{
	struct buf label;
	buf_init(&label, BUF_CAP);
	page_add_string(page, &label, page_string(page, block, "label"));
	if (label.len)
		page_wrap(page->out, indent, "", buf_view(&label));
	page_release(page, &label);
}

static void picture_text(struct text_page *page, size_t indent, const struct json_token *picture)
{
	struct buf alt;
	buf_init(&alt, BUF_CAP);
	page_add_string(page, &alt, page_string(page, picture, "alt"));
	page_wrap(page->out, indent, "Picture: ", buf_view(&alt));
	page_release(page, &alt);
}

static void figure_text(struct text_page *page, size_t indent, const struct json_token *block)
{
	const struct json_token *pictures = page_member(page, block, "pictures"), *picture = NULL;
	label_text(page, indent, block);
	if (!pictures)
		picture_text(page, indent, block);
	while (page_each(page, pictures, &picture)) {
		picture_text(page, indent, picture);
		page_paragraph(page, indent + 2, "", page_member(page, picture, "caption"));
	}
	page_paragraph(page, indent + 2, "", page_member(page, block, "title"));
	page_paragraph(page, indent + 2, "", page_member(page, block, "caption"));
	page_paragraph(page, indent + 2, "", page_member(page, page_member(page, block, "credit"), "text"));
}

/* Audio or video: its kind and length, then what is said of it. */
static void recording_text(struct text_page *page, size_t indent, const struct json_token *block, const char *kind)
{
	const struct json_token *length = page_member(page, block, "length");
	unsigned long long seconds = length ? tape_number(page->json, length) : 0;
	char lead[64];
	label_text(page, indent, block);
	if (seconds >= 3600)
		snprintf(lead, sizeof(lead), "%s (%llu:%02llu:%02llu)", kind, seconds / 3600, seconds / 60 % 60,
			 seconds % 60);
	else if (seconds)
		snprintf(lead, sizeof(lead), "%s (%llu:%02llu)", kind, seconds / 60, seconds % 60);
	else
		snprintf(lead, sizeof(lead), "%s", kind);
	page_wrap(page->out, indent, "", str_from(lead));
	page_paragraph(page, indent + 2, "", page_member(page, block, "title"));
	page_paragraph(page, indent + 2, "", page_member(page, block, "caption"));
	if (page_member(page, block, "transcript"))
		flow_text(page, indent + 2, "Transcript: ", page_member(page, block, "transcript"));
	page_paragraph(page, indent + 2, "", page_member(page, page_member(page, block, "credit"), "text"));
}

static void callout_text(struct text_page *page, size_t indent, const struct json_token *block)
{
	struct buf lead;
	buf_init(&lead, BUF_CAP);
	page_add_string(page, &lead, page_string(page, block, "kind"));
	buf_text(&lead, ": ");
	if (page_member(page, block, "title")) {
		page_paragraph(page, indent + 2, buf_cstr(&lead), page_member(page, block, "title"));
		page_paragraph(page, indent + 4, "", page_member(page, block, "text"));
	} else {
		page_paragraph(page, indent + 2, buf_cstr(&lead), page_member(page, block, "text"));
	}
	blocks_text(page, indent + 4, page_member(page, block, "blocks"));
	page_release(page, &lead);
}

void block_text(struct text_page *page, size_t indent, const struct json_token *block)
{
	struct json_string type = page_string(page, block, "type");
	if (page->depth == PAGE_DEPTH_MAX)
		return;
	page->depth++;
	if (string_is(type, "p"))
		page_paragraph(page, indent, "", page_member(page, block, "text"));
	else if (string_is(type, "list"))
		list_text(page, indent, block);
	else if (string_is(type, "table"))
		table_text(page, indent, block);
	else if (string_is(type, "figure"))
		figure_text(page, indent, block);
	else if (string_is(type, "audio"))
		recording_text(page, indent, block, "Audio");
	else if (string_is(type, "video"))
		recording_text(page, indent, block, "Video");
	else if (string_is(type, "callout"))
		callout_text(page, indent, block);
	page->depth--;
}

static void blocks_text(struct text_page *page, size_t indent, const struct json_token *blocks)
{
	const struct json_token *block = NULL;
	while (page_each(page, blocks, &block)) {
		block_text(page, indent, block);
		if (indent == 0)
			buf_char(page->out, '\n');
	}
}

static void sections_text(struct text_page *page, const char *prefix, const struct json_token *sections)
{
	const struct json_token *section = NULL;
	if (page->depth == PAGE_DEPTH_MAX)
		return;
	page->depth++;
	for (size_t i = 1; page_each(page, sections, &section); i++) {
		char number[128], next[128];
		snprintf(number, sizeof(number), "%s%zu  ", prefix, i);
		snprintf(next, sizeof(next), "%.100s%zu.", prefix, i);
		page_heading(page, number, page_member(page, section, "title"), *prefix ? '.' : '-');
		blocks_text(page, 0, page_member(page, section, "blocks"));
		sections_text(page, next, page_member(page, section, "sections"));
	}
	page->depth--;
}

static void cloze_text(struct text_page *page, const char *lead, const struct json_token *text, unsigned hidden)
{
	struct buf gaps;
	buf_init(&gaps, BUF_CAP);
	page_add_inline(page, &gaps, text, hidden);
	page_wrap(page->out, 0, lead, buf_view(&gaps));
	page_release(page, &gaps);
}

static void deletions_text(struct text_page *page, const struct json_token *text, unsigned number)
{
	char lead[32];
	for (; number; number = page_next_blank(page, text, number)) {
		snprintf(lead, sizeof(lead), "Cloze %u: ", number);
		cloze_text(page, lead, text, number);
	}
}

static void occlusion_text(struct text_page *page, const struct json_token *card)
{
	const struct json_token *shapes = page_member(page, card, "shapes"), *shape = NULL;
	char lead[32];
	if (page_member(page, card, "front"))
		flow_text(page, 0, "Front: ", page_member(page, card, "front"));
	picture_text(page, 0, card);
	while (page_each(page, shapes, &shape)) {
		const struct json_token *number = page_member(page, shape, "n");
		snprintf(lead, sizeof(lead), "%llu: ",
			 (unsigned long long)(number && number->kind == '0' ? tape_number(page->json, number) : 0));
		page_paragraph(page, 2, lead, page_member(page, shape, "text"));
	}
}

static void card_text(struct text_page *page, const struct json_token *card)
{
	if (page_member(page, card, "shapes")) {
		occlusion_text(page, card);
	} else if (page_member(page, card, "front")) {
		flow_text(page, 0, "Front: ", page_member(page, card, "front"));
		flow_text(page, 0, "Back:  ", page_member(page, card, "back"));
	} else {
		const struct json_token *text = page_member(page, card, "text");
		unsigned number = page_next_blank(page, text, 0);
		if (number)
			deletions_text(page, text, number);
		else
			cloze_text(page, "Cloze: ", text, PAGE_ALL_GAPS);
		page_paragraph(page, 0, "Whole: ", text);
		blocks_text(page, 2, page_member(page, card, "blocks"));
	}
	if (page_member(page, card, "extra"))
		flow_text(page, 0, "Extra: ", page_member(page, card, "extra"));
}

static void entry_text(struct text_page *page, const struct json_token *entry)
{
	const struct json_token *synonyms = page_member(page, entry, "synonyms"), *synonym = NULL;
	const struct json_token *short_forms = page_member(page, entry, "abbreviations"), *short_form = NULL;
	page_paragraph(page, 0, "", page_member(page, entry, "term"));
	while (page_each(page, synonyms, &synonym))
		page_paragraph(page, 2, "= ", synonym);
	while (page_each(page, short_forms, &short_form))
		page_paragraph(page, 2, "= ", short_form);
	flow_text(page, 2, "", page_member(page, entry, "definition"));
}

typedef void item_printer(struct text_page *page, const struct json_token *item);

static void items_text(struct text_page *page, const char *title, const struct json_token *items, item_printer *print)
{
	const struct json_token *item = NULL;
	while (page_each(page, items, &item)) {
		if (item == items + 1)
			page_heading(page, title, NULL, '-');
		buf_text(page->out, "(");
		page_add_string(page, page->out, page_string(page, item, "id"));
		buf_text(page->out, ")");
		page_add_tags(page, " ", item, "");
		buf_text(page->out, "\n");
		print(page, item);
		buf_char(page->out, '\n');
	}
}

static void source_text(struct text_page *page, const struct json_token *source, size_t number)
{
	char lead[32];
	snprintf(lead, sizeof(lead), "[%zu] ", number);
	page_paragraph(page, 0, lead, page_member(page, source, "text"));
	struct json_string doi = page_string(page, source, "doi"), href = page_string(page, source, "href");
	if (doi.len == 0 && href.len == 0)
		return;
	buf_repeat(page->out, ' ', strlen(lead));
	buf_text(page->out, doi.len > 0 ? "https://doi.org/" : "");
	page_add_string(page, page->out, doi.len > 0 ? doi : href);
	buf_char(page->out, '\n');
}

static void flows_text(struct text_page *page, const char *title, const struct json_token *flows)
{
	const struct json_token *flow = NULL;
	while (page_each(page, flows, &flow)) {
		if (flow == flows + 1)
			page_heading(page, title, NULL, '-');
		flow_text(page, 0, "* ", flow);
	}
	buf_text(page->out, flow ? "\n" : "");
}

void people_text(struct text_page *page, const struct json_token *people)
{
	const struct json_token *person = NULL;
	while (page_each(page, people, &person)) {
		static const char *const shown[] = { "name", "credentials", "date" };
		struct buf line;
		buf_init(&line, BUF_CAP);
		for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
			struct json_string value = page_string(page, person, shown[i]);
			buf_text(&line, value.len && line.len ? ", " : "");
			page_add_string(page, &line, value);
		}
		bool reviewer = string_is(page_string(page, person, "role"), "reviewer");
		page_wrap(page->out, 0, reviewer ? "Reviewer: " : "Author: ", buf_view(&line));
		page_release(page, &line);
		page_paragraph(page, 2, "", page_member(page, person, "disclosure"));
	}
}

void view_lesson_text(struct buf *out, const struct json_tape *json)
{
	struct text_page page;
	const struct json_token *lesson = json->tokens, *source = NULL;
	page_init(&page, out, json);
	const struct json_token *sources = page_member(&page, lesson, "sources");
	page_index_make(&page.sources, &page, sources);
	page_index_make(&page.sets, &page, page_member(&page, lesson, "sets"));
	page_heading(&page, "", page_member(&page, lesson, "title"), '=');
	page_paragraph(&page, 0, "", page_member(&page, lesson, "summary"));
	buf_char(out, '\n');
	people_text(&page, page_member(&page, lesson, "people"));
	buf_text(out, page_member(&page, lesson, "people") ? "\n" : "");
	page_add_tags(&page, "Tags: ", lesson, "\n\n");
	flows_text(&page, "Objectives", page_member(&page, lesson, "objectives"));
	sections_text(&page, "", page_member(&page, lesson, "sections"));
	flows_text(&page, "To remember", page_member(&page, lesson, "takeaways"));
	items_text(&page, "Questions", page_member(&page, lesson, "questions"), question_text);
	items_text(&page, "Cards", page_member(&page, lesson, "cards"), card_text);
	items_text(&page, "Glossary", page_member(&page, lesson, "glossary"), entry_text);
	for (size_t i = 1; page_each(&page, sources, &source); i++) {
		if (i == 1)
			page_heading(&page, "Sources", NULL, '-');
		source_text(&page, source, i);
	}
	page_index_release(&page.sources);
	page_index_release(&page.sets);
	buf_release(&page.string);
}

void view_item_text(struct buf *out, const struct json_tape *json, const struct json_tape *set)
{
	struct text_page page;
	const struct json_token *item = json->tokens;
	if (set) {
		page_init(&page, out, set);
		flow_text(&page, 0, "", page_member(&page, set->tokens, "vignette"));
		buf_release(&page.string);
	}
	page_init(&page, out, json);
	if (page_member(&page, item, "stem"))
		question_text(&page, item);
	else if (page_member(&page, item, "term"))
		entry_text(&page, item);
	else
		card_text(&page, item);
	buf_release(&page.string);
}
