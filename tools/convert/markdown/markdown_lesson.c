/* The text of a note: sections and questions. */
#include "convert/markdown/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdio.h>
#include <strings.h>

/* What is written at the end of a heading: {#id}, for a question whose id does not begin with q- {#id .question}; and
 * {#q-id .multiple}. */
struct heading_mark {
	struct str id; /* "" if it has none */
	bool question, multiple;
	bool items; /* {.items}: it is no section, but the place of questions or cards */
};

struct note {
	struct html_reader *reader;
	struct import *import;
	struct import_lesson *lesson;
	struct cmark_parser *parser;
	struct ledger_item *item;    /* of the note */
	struct section *sections[4]; /* that are open, by level; the first is unused */
	unsigned level;		     /* of the innermost */
	int top;		     /* the level of headings that are sections of the first level */
	/* Paragraphs that may belong to a question: */
	struct flow *pending[64];
	size_t pending_count;
	bool parted;		   /* a line divides them into vignette and stem; else the last is the stem */
	size_t stem_at;		   /* how many come before that line */
	struct heading_mark above; /* of the question's heading; its id is "" if there is none */
	struct str heading;	   /* its words, unless they say nothing */
	struct question *question; /* the last one, while an explanation may follow; else NULL */
};

static struct str html_of(struct note *note, struct cmark_node *node)
{
	struct str html = markdown_html(&note->import->arena, node, note->parser);
	return html.at ? html : STR("");
}

/* The HTML of what is in the node. */
static struct str inner_html(struct note *note, struct cmark_node *node)
{
	struct buf html;
	buf_init(&html, BUF_CAP);
	for (struct cmark_node *child = cmark_node_first_child(node); child; child = cmark_node_next(child))
		buf_str(&html, html_of(note, child));
	struct str copy = arena_take(&note->import->arena, &html);
	return copy.at ? copy : STR("");
}

/* Takes a class off the end of a mark. */
static bool take_class(struct str *mark, const char *class)
{
	size_t len = strlen(class);
	if (mark->len <= len || memcmp(mark->at + mark->len - len, class, len) != 0)
		return false;
	mark->len -= len;
	return true;
}

/* Takes the mark off the end of a heading. */
static struct heading_mark take_heading_mark(struct str *html)
{
	static const char items[] = "{.items}";
	struct heading_mark mark = { .id = STR("") };
	struct str text = str_trim(*html);
	if (str_ends(text, items)) {
		text.len -= strlen(items);
		*html = str_trim(text);
		mark.items = true;
		return mark;
	}
	const char *open = text.len && text.at[text.len - 1] == '}' ? memrchr(text.at, '{', text.len) : NULL;
	if (!open || open[1] != '#')
		return mark;
	size_t before = (size_t)(open - text.at);
	struct str id = { open + 2, text.len - before - 3 };
	*html = str_trim((struct str){ text.at, before });
	mark.multiple = take_class(&id, " .multiple");
	mark.question = take_class(&id, " .question") || mark.multiple || str_starts(id, "q-");
	mark.id = id_looks_valid(id) ? id : STR("");
	return mark;
}

/* Takes the tag that makes a note one of cards off the end of a heading. */
static void take_mark(struct str *html)
{
	static const char mark[] = "#flashcards";
	size_t len = sizeof(mark) - 1;
	if (html->len > len && memcmp(html->at + html->len - len, mark, len) == 0)
		*html = str_trim((struct str){ html->at, html->len - len });
}

/* The HTML of a heading without the marks at its end. */
static struct str heading_html(struct note *note, struct cmark_node *node, struct heading_mark *mark)
{
	struct str html = inner_html(note, node);
	*mark = take_heading_mark(&html);
	take_mark(&html);
	return html;
}

/* The words of the title. */
static struct str title_html(struct note *note, struct cmark_node *node)
{
	struct heading_mark mark;
	return heading_html(note, node, &mark);
}

/* The section for text; opens one if there is none. */
static struct section *current(struct note *note)
{
	if (!note->level) {
		struct str key = import_text_key(note->import, "section", note->lesson->name);
		struct ledger_item *item = ledger_read(&note->import->ledger, LEDGER_SECTION, note->lesson->name, 0);
		note->sections[1] = import_section(note->import, note->lesson,
						   import_id(note->import, "part-", key, false), STR(""), item);
		if (note->sections[1] && note->sections[1]->title && note->lesson->lesson.title)
			*note->sections[1]->title = *note->lesson->lesson.title;
		note->level = 1;
	}
	return note->sections[note->level];
}

static void report_line(struct note *note)
{
	ledger_change(&note->import->ledger, note->item, STR("line across the page"), "lessons have none", "left out");
}

/* Writes the paragraphs that belong to no question, but for the last keep. */
static void flush(struct note *note, size_t keep)
{
	size_t count = note->pending_count > keep ? note->pending_count - keep : 0;
	for (size_t i = 0; i < count; i++) {
		struct section *section = note->pending[i] ? current(note) : NULL;
		if (section)
			import_append(note->import, section, note->pending[i]);
	}
	for (size_t i = count; i < note->pending_count; i++)
		note->pending[i - count] = note->pending[i];
	note->pending_count -= count;
	if (count && note->parted) {
		report_line(note);
		note->parted = false;
	}
}

/* The heading above is that of no question. */
static void drop_heading(struct note *note)
{
	if (note->heading.len)
		ledger_changef(&note->import->ledger, note->item, "no question follows", "left out",
			       "heading of a question '%.*s'", STR_ARG(note->heading));
	note->heading = STR("");
	note->above = (struct heading_mark){ .id = STR("") };
}

/* Notes the heading of a question. */
static void keep_heading(struct note *note, struct heading_mark mark, struct str html)
{
	struct buf plain;
	buf_init(&plain, BUF_CAP);
	struct flow *flow = html_read(note->reader, html);
	inline_plain(&plain, flow ? flow->text : NULL);
	struct str words = arena_take(&note->import->arena, &plain);
	note->above = mark;
	note->heading = words.at && !import_is_generic(words) ? words : STR("");
}

static void read_heading(struct note *note, struct cmark_node *node)
{
	struct heading_mark mark;
	struct str html = heading_html(note, node, &mark);
	int level = cmark_node_get_heading_level(node) - note->top + 1;
	flush(note, 0);
	note->question = NULL;
	drop_heading(note);
	if (mark.question && mark.id.len)
		keep_heading(note, mark, html);
	if (note->above.id.len || mark.items)
		return;
	if (level > 3)
		ledger_change(&note->import->ledger, note->item, STR("headings of a fourth level"),
			      "sections have three levels", "written as sections of the third level");
	unsigned wanted = level < 1 ? 1 : level > 3 ? 3 : (unsigned)level;
	wanted = wanted > note->level + 1 ? note->level + 1 : wanted;
	struct flow *title = html_read(note->reader, html);
	struct buf plain, key;
	buf_init(&plain, BUF_CAP);
	buf_init(&key, BUF_CAP);
	inline_plain(&plain, title ? title->text : NULL);
	if (mark.id.len)
		buf_format(&key, "section:%.*s", STR_ARG(mark.id));
	else
		buf_str(&key, import_text_key(note->import, "section", buf_view(&plain)));
	struct attribute own = import_id(note->import, "part-", buf_view(&key), mark.id.len > 0);
	struct ledger_item *item = note->item;
	struct section *section;
	if (wanted == 1) {
		item = ledger_read(&note->import->ledger, LEDGER_SECTION, buf_view(&plain),
				   (size_t)cmark_node_get_start_line(node));
		section = import_section(note->import, note->lesson, own, STR(""), item);
	} else {
		section = import_subsection(note->import, note->sections[wanted - 1], own, STR(""));
	}
	import_report_id(note->import, mark.id, own, item);
	if (section && section->title)
		section->title->text = html_flow_inline(note->reader, title);
	note->sections[wanted] = section;
	note->level = section ? wanted : note->level;
	arena_drop(&note->import->arena, &plain);
	arena_drop(&note->import->arena, &key);
}

static bool is_task(struct cmark_node *item)
{
	return strcmp(cmark_node_get_type_string(item), "tasklist") == 0;
}

/* Whether the list is one of tasks, at least one of them done. */
static bool is_question(struct cmark_node *list)
{
	size_t count = 0, done = 0;
	for (struct cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
		if (!is_task(item))
			return false;
		count++;
		done += cmark_gfm_extensions_get_tasklist_item_checked(item);
	}
	return count > 1 && done > 0;
}

/* An option; a quotation in it is its feedback. */
static void read_option(struct note *note, struct question *question, struct cmark_node *item)
{
	struct option *option = import_option(note->import, &question->options);
	struct buf text, feedback;
	if (!option)
		return;
	buf_init(&text, BUF_CAP);
	buf_init(&feedback, BUF_CAP);
	for (struct cmark_node *child = cmark_node_first_child(item); child; child = cmark_node_next(child)) {
		bool quote = cmark_node_get_type(child) == CMARK_NODE_BLOCK_QUOTE;
		buf_str(quote ? &feedback : &text, quote ? inner_html(note, child) : html_of(note, child));
	}
	option->correct = cmark_gfm_extensions_get_tasklist_item_checked(item);
	html_flow_option(note->reader, html_read(note->reader, buf_view(&text)), option);
	if (feedback.len)
		option->feedback = html_read(note->reader, buf_view(&feedback));
	arena_drop(&note->import->arena, &text);
	arena_drop(&note->import->arena, &feedback);
}

static struct attribute question_id(struct note *note, struct str stem)
{
	if (!note->above.id.len)
		return import_id(note->import, "q-", import_text_key(note->import, "question", stem), false);
	struct buf key;
	buf_init(&key, BUF_CAP);
	buf_format(&key, "question:%.*s", STR_ARG(note->above.id));
	struct attribute id = import_id(note->import, "q-", buf_view(&key), true);
	arena_drop(&note->import->arena, &key);
	return id;
}

static void read_question(struct note *note, struct cmark_node *list)
{
	struct buf stem;
	size_t line = (size_t)cmark_node_get_start_line(list), done = 0;
	buf_init(&stem, BUF_CAP);
	flush(note, note->above.id.len ? sizeof(note->pending) : 1);
	if (note->pending_count)
		inline_plain(&stem, flow_last_paragraph(note->pending[note->pending_count - 1]));
	struct ledger_item *outer = note->reader->item;
	struct ledger_item *item = ledger_read(&note->import->ledger, LEDGER_QUESTION, buf_view(&stem), line);
	note->reader->item = item;
	struct question *question =
		import_question(note->import, note->lesson, QUESTION_SINGLE, question_id(note, buf_view(&stem)), item);
	if (question)
		import_report_id(note->import, note->above.id, question->id, item);
	arena_drop(&note->import->arena, &stem);
	for (struct cmark_node *child = cmark_node_first_child(list); question && child;
	     child = cmark_node_next(child)) {
		read_option(note, question, child);
		done += cmark_gfm_extensions_get_tasklist_item_checked(child);
	}
	bool parted = note->parted && note->stem_at < note->pending_count;
	size_t first = parted ? note->stem_at : note->pending_count - 1; /* of the stem */
	for (size_t i = 0; question && i < note->pending_count; i++) {
		struct flow **part = i >= first ? &question->stem : &question->vignette;
		if (*part)
			flow_append(&note->import->arena, *part, note->pending[i]);
		else
			*part = note->pending[i];
	}
	if (question)
		question->kind = done > 1 || note->above.multiple ? QUESTION_MULTIPLE : QUESTION_SINGLE;
	if (question && !import_repeats(note->import, note->heading, question->stem) &&
	    !import_repeats(note->import, note->heading, question->vignette))
		ledger_changef(&note->import->ledger, item, "questions have none", "left out", "heading '%.*s'",
			       STR_ARG(note->heading));
	note->pending_count = 0;
	note->parted = false;
	note->heading = STR("");
	drop_heading(note);
	note->question = question;
	note->reader->item = outer;
}

/* > [!note] Title. */
static bool is_callout(struct note *note, struct cmark_node *quote)
{
	struct str html = inner_html(note, quote);
	return str_starts(html, "<p>[!");
}

static struct str callout_html(struct note *note, struct cmark_node *quote)
{
	static const char *const kinds[][2] = {
		{ "warning", "warning" },   { "danger", "warning" }, { "caution", "warning" },
		{ "attention", "warning" }, { "tip", "pearl" },	     { "hint", "pearl" },
		{ "important", "pearl" },   { "pearl", "pearl" },    { "mnemonic", "mnemonic" },
	};
	struct str html = inner_html(note, quote);
	if (!str_starts(html, "<p>[!")) /* memory ran out since is_callout */
		return STR("");
	const char *close = memchr(html.at, ']', html.len);
	size_t end = close ? (size_t)(close - html.at) : 5;
	struct str name = { html.at + 5, end - 5 };
	struct str rest = { html.at + end + 1, html.len - end - 1 };
	const char *kind = "note";
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (name.len == strlen(kinds[i][0]) && strncasecmp(name.at, kinds[i][0], name.len) == 0)
			kind = kinds[i][1];
	if (strcmp(kind, "note") == 0 && !(name.len == 4 && strncasecmp(name.at, "note", 4) == 0))
		ledger_changef(&note->import->ledger, note->item, "lessons have no such callouts", "written as a note",
			       "callout '%.*s'", STR_ARG(name));
	/* A sign after the kind says whether it can be folded. */
	if (rest.len && strchr("-+", rest.at[0]))
		rest = (struct str){ rest.at + 1, rest.len - 1 };
	/* The rest of the first line is the title. */
	const char *line = memchr(rest.at, '\n', rest.len), *p = memmem(rest.at, rest.len, "</p>", 4);
	size_t title = p ? (size_t)(p - rest.at) : rest.len;
	title = line && (size_t)(line - rest.at) < title ? (size_t)(line - rest.at) : title;
	struct str name_of = str_trim((struct str){ rest.at, title });
	struct buf out;
	buf_init(&out, BUF_CAP);
	buf_format(&out, "<div class=\"callout %s\">", kind);
	if (name_of.len)
		buf_format(&out, "<p class=\"title\">%.*s</p>", STR_ARG(name_of));
	buf_text(&out, "<p>");
	buf_add(&out, rest.at + title, rest.len - title);
	buf_text(&out, "</div>");
	struct str copy = arena_take(&note->import->arena, &out);
	return copy.at ? copy : STR("");
}

static void read_node(struct note *note, struct cmark_node *node)
{
	enum { PENDING = sizeof(note->pending) / sizeof(note->pending[0]) };
	cmark_node_type type = cmark_node_get_type(node);
	if (type == CMARK_NODE_HEADING) {
		read_heading(note, node);
		return;
	}
	if (type == CMARK_NODE_THEMATIC_BREAK) {
		if (note->above.id.len && !note->parted)
			note->stem_at = note->pending_count;
		else
			report_line(note);
		note->parted = note->above.id.len > 0;
		return;
	}
	if (type == CMARK_NODE_LIST && note->pending_count && is_question(node)) {
		read_question(note, node);
		return;
	}
	bool quote = type == CMARK_NODE_BLOCK_QUOTE, callout = quote && is_callout(note, node);
	if (quote && !callout && note->question) {
		note->question->explanation = html_read(note->reader, inner_html(note, node));
		note->question = NULL;
		return;
	}
	note->question = NULL;
	if (note->pending_count == PENDING)
		flush(note, 1);
	struct flow *flow = html_read(note->reader, callout ? callout_html(note, node) : html_of(note, node));
	if (flow)
		note->pending[note->pending_count++] = flow;
}

/* The level of headings that become sections: the one below a single first heading, which is the title. */
static int top_level(struct cmark_node *document, struct cmark_node **title)
{
	int least = 6, count = 0;
	struct cmark_node *first = NULL;
	for (struct cmark_node *node = cmark_node_first_child(document); node; node = cmark_node_next(node)) {
		if (cmark_node_get_type(node) != CMARK_NODE_HEADING)
			continue;
		int level = cmark_node_get_heading_level(node);
		if (level < least) {
			least = level;
			count = 0;
			first = node;
		}
		count += level == least;
	}
	*title = count == 1 && least == 1 ? first : NULL;
	return *title ? least + 1 : least;
}

/* The first heading repeats the title of the front matter, or is lost. */
static void report_title(struct note *note, struct cmark_node *heading)
{
	struct str html = title_html(note, heading);
	struct buf own, title;
	buf_init(&own, BUF_CAP);
	buf_init(&title, BUF_CAP);
	inline_plain(&own, html_read_inline(note->reader, html));
	inline_plain(&title, note->lesson->lesson.title ? note->lesson->lesson.title->text : NULL);
	if (!str_equal(buf_view(&own), buf_view(&title)))
		ledger_changef(&note->import->ledger, note->item, "the front matter has another title", "left out",
			       "heading '%.*s'", STR_ARG(buf_view(&own)));
	arena_drop(&note->import->arena, &own);
	arena_drop(&note->import->arena, &title);
}

void markdown_lesson(struct html_reader *reader, struct import_lesson *lesson, struct str text)
{
	struct note note = {
		.reader = reader,
		.import = reader->import,
		.lesson = lesson,
		.item = reader->item,
		.above.id = STR(""),
		.heading = STR(""),
	};
	struct str prepared = markdown_prepare(reader, text, false);
	struct cmark_node *document = prepared.at ? markdown_parse(prepared, &note.parser) : NULL, *title = NULL;
	if (document) {
		note.top = top_level(document, &title);
		if (title && !lesson->titled) {
			struct str html = title_html(&note, title);
			lesson->lesson.title = make_flow(&reader->import->arena);
			if (lesson->lesson.title)
				lesson->lesson.title->text = html_read_inline(reader, html);
		} else if (title) {
			report_title(&note, title);
		}
		for (struct cmark_node *node = cmark_node_first_child(document); node; node = cmark_node_next(node))
			if (node != title)
				read_node(&note, node);
		flush(&note, 0);
		drop_heading(&note);
		import_prune(note.import, lesson);
		cmark_node_free(document);
	}
	if (note.parser)
		cmark_parser_free(note.parser);
}
