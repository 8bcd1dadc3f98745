#include "view/page.h"

#include "base/human.h"
#include "base/utf8.h"
#include "view/page_index.h"

enum { WIDTH = 78 };

void page_init(struct text_page *page, struct buf *out, const struct json_tape *json)
{
	*page = (struct text_page){ .out = out, .json = json };
	buf_init(&page->string, BUF_CAP);
}

bool page_each(const struct text_page *page, const struct json_token *array, const struct json_token **at)
{
	if (!array || array->kind != '[')
		return false;
	const struct json_token *next = *at ? page->json->tokens + (*at)->next : array + 1;
	if (next == page->json->tokens + array->next)
		return false;
	*at = next;
	return true;
}

const struct json_token *page_member(const struct text_page *page, const struct json_token *object, const char *name)
{
	const struct json_token *tokens = page->json->tokens;
	if (!object || object->kind != '{')
		return NULL;
	for (const struct json_token *at = object + 1; at < tokens + object->next; at = tokens + at->next)
		if (string_is(tape_name(page->json, at), name))
			return at;
	return NULL;
}

struct json_string page_string(const struct text_page *page, const struct json_token *object, const char *name)
{
	const struct json_token *text = page_member(page, object, name);
	return text && text->kind == '"' ? tape_text(page->json, text) : (struct json_string){ "", 0 };
}

void page_add_string(struct text_page *page, struct buf *out, struct json_string string)
{
	buf_clear(&page->string);
	/* Escapes are never shorter than their values. */
	char *at = buf_reserve(&page->string, string.len + 1);
	if (at && string_copy(string, at, string.len + 1))
		human_text(out, str_from(at), HUMAN_WHOLE);
	else
		out->failed = true;
}

static void cite_text(struct text_page *page, struct buf *out, const struct json_token *cite)
{
	const struct page_part *source = page_index_find(&page->sources, page_string(page, cite, "source"));
	struct json_string at = page_string(page, cite, "at");
	/* A single item has no list of sources to number. */
	if (!page->sources.parts)
		return;
	buf_char(out, '[');
	if (source)
		buf_format(out, "%zu", source->number);
	if (at.len > 0) {
		buf_text(out, ", ");
		page_add_string(page, out, at);
	}
	buf_char(out, ']');
}

/* Whether the number of a blank is hidden: its card, or all of them. */
static bool is_hidden(const struct text_page *page, const struct json_token *blank, unsigned hidden)
{
	const struct json_token *number = page_member(page, blank, "n");
	return hidden == PAGE_ALL_GAPS || (hidden && number && tape_number(page->json, number) == hidden);
}

static void element_text(struct text_page *page, struct buf *out, const struct json_token *element, unsigned hidden)
{
	struct json_string type = page_string(page, element, "type"), hint = page_string(page, element, "hint"),
			   href = page_string(page, element, "href");
	if (string_is(type, "cite")) {
		cite_text(page, out, element);
	} else if (!string_is(type, "blank") || !is_hidden(page, element, hidden)) {
		page_add_inline(page, out, page_member(page, element, "text"), hidden);
	} else {
		buf_text(out, "____");
		if (hint.len > 0) {
			buf_text(out, " (");
			page_add_string(page, out, hint);
			buf_char(out, ')');
		}
	}
	if (href.len > 0) {
		buf_text(out, " <");
		page_add_string(page, out, href);
		buf_char(out, '>');
	}
}

void page_add_inline(struct text_page *page, struct buf *out, const struct json_token *text, unsigned hidden)
{
	const struct json_token *part = NULL;
	if (page->depth == PAGE_DEPTH_MAX)
		return;
	page->depth++;
	while (page_each(page, text, &part)) {
		if (part->kind == '"')
			page_add_string(page, out, tape_text(page->json, part));
		else
			element_text(page, out, part, hidden);
	}
	page->depth--;
}

unsigned page_next_blank(struct text_page *page, const struct json_token *text, unsigned after)
{
	const struct json_token *part = NULL;
	unsigned lowest = 0;
	if (page->depth == PAGE_DEPTH_MAX)
		return 0;
	page->depth++;
	while (page_each(page, text, &part)) {
		const struct json_token *number = page_member(page, part, "n");
		uint64_t n = number ? 0 : page_next_blank(page, page_member(page, part, "text"), after);
		if (number && number->kind == '0')
			n = tape_number(page->json, number);
		if (n > after && n < PAGE_ALL_GAPS && (!lowest || n < lowest))
			lowest = (unsigned)n;
	}
	page->depth--;
	return lowest;
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

void page_wrap(struct buf *out, size_t indent, const char *lead, struct str text)
{
	size_t hang = indent + width_of(str_from(lead)), column = hang, at = 0;
	buf_repeat(out, ' ', indent);
	buf_str(out, text.len ? str_from(lead) : str_trim(str_from(lead)));
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

void page_release(struct text_page *page, struct buf *part)
{
	page->out->failed = page->out->failed || buf_failed(part);
	buf_release(part);
}

void page_paragraph(struct text_page *page, size_t indent, const char *lead, const struct json_token *text)
{
	struct buf plain;
	buf_init(&plain, BUF_CAP);
	page_add_inline(page, &plain, text, PAGE_NO_GAPS);
	if (plain.len > 0 || *lead)
		page_wrap(page->out, indent, lead, buf_view(&plain));
	page_release(page, &plain);
}

void page_heading(struct text_page *page, const char *number, const struct json_token *title, char underline)
{
	size_t start = page->out->len;
	buf_text(page->out, number);
	page_add_inline(page, page->out, title, PAGE_NO_GAPS);
	size_t width = width_of((struct str){ buf_cstr(page->out) + start, page->out->len - start });
	buf_char(page->out, '\n');
	buf_repeat(page->out, underline, width);
	buf_char(page->out, '\n');
}

/* Bijective base 26, as CSS counts lower-alpha. */
void page_add_letters(struct buf *out, char first, unsigned long long number)
{
	char letters[16];
	size_t at = sizeof(letters);
	for (; number && at; number = (number - 1) / 26)
		letters[--at] = (char)(first + (char)((number - 1) % 26));
	buf_add(out, letters + at, sizeof(letters) - at);
}

void page_add_tags(struct text_page *page, const char *lead, const struct json_token *object, const char *end)
{
	const struct json_token *tags = page_member(page, object, "tags"), *tag = NULL;
	while (page_each(page, tags, &tag)) {
		buf_text(page->out, tag == tags + 1 ? lead : ", ");
		page_add_string(page, page->out, tape_text(page->json, tag));
	}
	buf_text(page->out, tag ? end : "");
}
