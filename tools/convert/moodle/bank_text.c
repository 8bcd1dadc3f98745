/* Texts in the formats of Moodle. */
#include "base/base64.h"
#include "convert/html/html_read.h"
#include "convert/moodle/bank_parts.h"

#include <cmark-gfm.h>
#include <stdlib.h>

#define PLUGIN_FILE "@@PLUGINFILE@@/"

/* Decodes %20 and the like. */
static struct str decode_percent(struct arena *arena, struct str text)
{
	char *copy = arena_alloc(arena, text.len + 1);
	size_t len = 0;
	for (size_t i = 0; copy && i < text.len; i++) {
		bool room = text.at[i] == '%' && i + 2 < text.len;
		int high = room ? ascii_hex(text.at[i + 1]) : -1, low = room ? ascii_hex(text.at[i + 2]) : -1;
		bool coded = high >= 0 && low >= 0;
		copy[len++] = coded ? (char)(high * 16 + low) : text.at[i];
		i += coded ? 2 : 0;
	}
	return copy ? (struct str){ copy, len } : STR_NONE;
}

struct text_reader {
	struct html_reader html;
	const struct bank_text *text;
	struct arena *arena;
};

static enum result find_embedded(void *context, struct str name, struct str *bytes, struct buf *why)
{
	struct text_reader *reader = context;
	if (!str_starts(name, PLUGIN_FILE)) {
		buf_text(why, "it is not in the file");
		return RESULT_REFUSED;
	}
	const char *query = memchr(name.at, '?', name.len);
	name.len = query ? (size_t)(query - name.at) : name.len;
	size_t prefix = strlen(PLUGIN_FILE);
	struct str wanted = decode_percent(reader->arena, (struct str){ name.at + prefix, name.len - prefix });
	for (struct bank_file *file = reader->text->files; file && wanted.at; file = file->next) {
		if (!str_equal(file->name, wanted))
			continue;
		file->used = true;
		if (!file->bytes.at)
			file->bytes = base64_read(reader->arena, file->base64);
		*bytes = file->bytes;
		if (!bytes->at && !arena_failed(reader->arena))
			buf_text(why, "its bytes are no base64");
		return bytes->at ? RESULT_OK : arena_failed(reader->arena) ? RESULT_NO_MEMORY : RESULT_REFUSED;
	}
	buf_text(why, "it is not in the file");
	return wanted.at ? RESULT_REFUSED : RESULT_NO_MEMORY;
}

static struct text_reader reader_of(struct bank_draft *draft, const struct bank_text *text)
{
	return (struct text_reader){
		.html = { .import = draft->bank->import, .item = draft->item, .find = find_embedded, .tex = true },
		.text = text,
		.arena = draft->arena,
	};
}

/* Where the formula ends that begins at an offset with $$, or with $ and has a command such as \frac. 0: there is
 * none. */
static size_t dollar_end(struct str text, size_t at, bool *display)
{
	*display = at + 1 < text.len && text.at[at + 1] == '$';
	size_t start = at + (*display ? 2 : 1);
	bool command = false;
	for (size_t i = start; i < text.len; i++) {
		bool end = text.at[i] == '$' && (!*display || (i + 1 < text.len && text.at[i + 1] == '$'));
		if (end)
			return i > start && (*display || command) ? i : 0;
		if (text.at[i] == '\n' && !*display)
			return 0;
		command = command || (text.at[i] == '\\' && i + 1 < text.len && ascii_is_letter(text.at[i + 1]));
	}
	return 0;
}

/* Writes formulas between dollars as \(…\) and \[…\]: a dollar alone is an amount of money. */
static void add_with_formulas(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len;) {
		bool display;
		size_t end = text.at[i] == '$' ? dollar_end(text, i, &display) : 0;
		if (!end) {
			buf_char(out, text.at[i++]);
			continue;
		}
		size_t mark = display ? 2 : 1;
		buf_text(out, display ? "\\[" : "\\(");
		buf_add(out, text.at + i + mark, end - i - mark);
		buf_text(out, display ? "\\]" : "\\)");
		i = end + mark;
	}
}

/* Whether a text has tags or character references. */
static bool has_markup(struct str text)
{
	for (size_t i = 0; i + 1 < text.len; i++) {
		char next = text.at[i + 1];
		if (text.at[i] == '<' && (ascii_is_letter(next) || next == '/' || next == '!'))
			return true;
		const char *end =
			text.at[i] == '&' ? memchr(text.at + i, ';', text.len - i < 12 ? text.len - i : 12) : NULL;
		if (end && end > text.at + i + 1 && (next == '#' || ascii_is_letter(next)))
			return true;
	}
	return false;
}

/* Line breaks that are not beside tags are those of the text. */
static void add_breaks(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		bool beside = i == 0 || i + 1 == text.len || text.at[i - 1] == '>' || text.at[i + 1] == '<';
		if (text.at[i] == '\n' && !beside)
			buf_text(out, "<br>");
		buf_char(out, text.at[i]);
	}
}

/* Lines become paragraphs. */
static struct flow *read_lines(struct bank_draft *draft, struct html_reader *reader, struct str text)
{
	struct flow *flow = make_flow(draft->arena);
	struct block_chain blocks;
	block_chain_init(&blocks);
	for (size_t at = 0; flow && at < text.len;) {
		const char *end = memchr(text.at + at, '\n', text.len - at);
		size_t len = end ? (size_t)(end - text.at) - at : text.len - at;
		struct str line = str_trim((struct str){ text.at + at, len });
		at += len + 1;
		if (!line.len)
			continue;
		struct inline_node *read = text_read(reader, line);
		struct block *p = flow->text ? make_block(draft->arena, BLOCK_P) : NULL;
		if (!flow->text)
			flow->text = read;
		else if (p)
			p->of.p = read;
		block_chain_add(&blocks, p);
	}
	if (flow)
		flow->blocks = blocks.first;
	return flow;
}

struct flow *bank_flow(struct bank_draft *draft, const struct bank_text *text)
{
	struct text_reader reader = reader_of(draft, text);
	struct flow *flow = NULL;
	struct buf source, html;
	if (!text->text.at || !str_trim(text->text).len)
		return NULL;
	reader.html.context_of_find = &reader;
	buf_init(&source, BUF_CAP);
	buf_init(&html, BUF_CAP);
	add_with_formulas(&source, text->text);
	bool markup = text->format == BANK_HTML || (text->format == BANK_AUTO && has_markup(buf_view(&source)));
	if (text->format == BANK_MARKDOWN) {
		char *made = cmark_markdown_to_html(buf_cstr(&source), source.len, CMARK_OPT_UNSAFE);
		flow = made ? html_read(&reader.html, str_from(made)) : NULL;
		free(made);
	} else if (markup && text->format == BANK_AUTO) {
		add_breaks(&html, buf_view(&source));
		flow = html_read(&reader.html, buf_view(&html));
	} else if (markup) {
		flow = html_read(&reader.html, buf_view(&source));
	} else {
		flow = read_lines(draft, &reader.html, buf_view(&source));
	}
	if (buf_failed(&source) || buf_failed(&html) || !flow)
		draft->arena->failed = true;
	buf_release(&source);
	buf_release(&html);
	return flow_is_blank(flow) ? NULL : flow;
}

void bank_option_text(struct bank_draft *draft, const struct bank_text *text, struct option *option)
{
	struct text_reader reader = reader_of(draft, text);
	struct flow *flow = bank_flow(draft, text);
	if (flow)
		html_flow_option(&reader.html, flow, option);
}

struct inline_node *bank_inline(struct bank_draft *draft, const struct bank_text *text)
{
	struct text_reader reader = reader_of(draft, text);
	struct flow *flow = bank_flow(draft, text);
	return flow ? html_flow_inline(&reader.html, flow) : NULL;
}

struct inline_node *bank_plain(struct bank_draft *draft, struct str text)
{
	return bank_inline(draft, &(struct bank_text){ BANK_PLAIN, text, NULL });
}

void draft_explain(struct bank_draft *draft, const struct bank_text *answer, const struct bank_text *text)
{
	struct flow *more = bank_flow(draft, text);
	if (!more)
		return;
	struct inline_node *words = answer ? bank_inline(draft, answer) : NULL;
	if (words) {
		struct inline_chain chain;
		inline_chain_init(&chain);
		inline_chain_add(&chain, words);
		inline_chain_add(&chain, make_text(draft->arena, STR(": ")));
		inline_chain_add(&chain, more->text);
		more->text = chain.first;
	}
	struct flow **explanation = &draft->question.explanation;
	if (!*explanation)
		*explanation = make_flow(draft->arena);
	if (*explanation)
		flow_append(draft->arena, *explanation, more);
}
