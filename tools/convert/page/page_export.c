/* Lessons as one HTML page to read or print: self-contained, without scripts. */
#include "base/base64.h"
#include "base/hash.h"
#include "base/media_type.h"
#include "convert/formats.h"
#include "convert/html/html_write.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

struct page_state {
	struct export *export;
	struct buf body, contents; /* contents: the list of lessons */
	struct html_writer html;
	struct str lang; /* of the first lesson */
	struct arena arena;
	enum result result; /* of reading files */
	struct buf *why;
};

static const char style[] =
	"body{max-width:46em;margin:2em auto;padding:0 1em;font:1em/1.5 Georgia,serif}"
	"h1,h2,h3,h4,summary,th,nav{font-family:system-ui,sans-serif}"
	"article{border-top:1px solid #888;margin-top:3em}"
	"img,video{max-width:100%;height:auto}figure{margin:1em 0}figcaption,.credit{font-size:.9em;color:#444}"
	"table{border-collapse:collapse}td,th{border:1px solid #888;padding:.2em "
	".5em;text-align:left;vertical-align:top}"
	".callout{border-left:.3em solid #888;padding:.1em 1em;margin:1em 0;background:#f4f4f4}"
	".warning{border-color:#b00}.pearl{border-color:#06a}.title{font-weight:bold}"
	".item{margin:1.5em 0;padding-left:1em;border-left:1px solid #ccc}.key{font-weight:bold}"
	"@media print{details:not([open])>*{display:block}article{break-before:page}}";

static enum result page_begin(struct export *export, void **state, struct buf *why)
{
	(void)why;
	struct page_state *s = *state = calloc(1, sizeof(*s));
	if (!s || sodium_init() < 0)
		return RESULT_NO_MEMORY;
	s->export = export;
	buf_init(&s->body, (size_t)2 << 30);
	buf_init(&s->contents, BUF_CAP);
	arena_init(&s->arena);
	return RESULT_OK;
}

static void page_release(void *state)
{
	struct page_state *s = state;
	if (!s)
		return;
	buf_release(&s->body);
	buf_release(&s->contents);
	arena_release(&s->arena);
	free(s);
}

/* The file itself, as a data URL: the page needs no others. */
static void file_address(void *context, struct str path, struct buf *out)
{
	struct page_state *s = context;
	if (memmem(path.at, path.len, "://", 3)) {
		html_escape(out, path);
		return;
	}
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	if (s->result == RESULT_OK)
		s->result = s->export->read_file(s->export->context, path, &bytes, s->why);
	const char *type = media_type(path);
	buf_format(out, "data:%s;base64,", type ? type : "application/octet-stream");
	if (s->result == RESULT_OK)
		base64_add(out, buf_view(&bytes).at, bytes.len);
	buf_release(&bytes);
}

/* Other parts of the page. */
static void link_address(void *context, struct str target, struct buf *out)
{
	const char *hash = memchr(target.at, '#', target.len);
	(void)context;
	buf_char(out, '#');
	html_escape(out, hash ? (struct str){ hash + 1, target.len - (size_t)(hash + 1 - target.at) } : target);
}

static void flow(struct page_state *s, const char *tag, const struct flow *flow)
{
	if (!flow)
		return;
	buf_format(&s->body, "<%s>", tag);
	html_write_flow(&s->html, flow);
	buf_format(&s->body, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}

static void inline_text(struct page_state *s, const char *tag, const struct inline_node *text)
{
	buf_format(&s->body, "<%s>", tag);
	html_write_inline(&s->html, text);
	buf_format(&s->body, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}

static void open_with_id(struct page_state *s, const char *tag, const struct attribute *id)
{
	buf_format(&s->body, "<%s id=\"", tag);
	html_escape(&s->body, id->value);
	buf_text(&s->body, "\">\n");
}

static void sections(struct page_state *s, const struct section *section, unsigned level)
{
	for (; section; section = section->next) {
		char heading[8];
		snprintf(heading, sizeof(heading), "h%u", level);
		open_with_id(s, "section", &section->id);
		inline_text(s, heading, section->title ? section->title->text : NULL);
		html_write_blocks(&s->html, section->blocks);
		sections(s, section->sections, level + 1);
		buf_text(&s->body, "</section>\n");
	}
}

static void answers(struct page_state *s, const struct question *question)
{
	buf_text(&s->body, "<ul>\n");
	for (const struct option *o = question->options; o; o = o->next) {
		if (question_has_options(question) && !o->correct && !o->feedback)
			continue;
		buf_text(&s->body, o->correct ? "<li class=\"key\">" : "<li>");
		html_write_inline(&s->html, o->text);
		if (o->feedback) {
			buf_text(&s->body, "<div>");
			html_write_flow(&s->html, o->feedback);
			buf_text(&s->body, "</div>");
		}
		buf_text(&s->body, "</li>\n");
	}
	for (const struct option *p = question->prompts; p; p = p->next) {
		buf_text(&s->body, "<li>");
		html_write_inline(&s->html, p->text);
		for (const struct option *c = question->options; c; c = c->next)
			if (str_equal(c->id.value, p->choice.value)) {
				buf_text(&s->body, " → ");
				html_write_inline(&s->html, c->text);
			}
		buf_text(&s->body, "</li>\n");
	}
	buf_text(&s->body, "</ul>\n");
}

/* By the hash of their text, so that the order of steps tells nothing and is always the same. */
static int by_hash(const void *a, const void *b)
{
	const struct option *one = *(const struct option *const *)a, *other = *(const struct option *const *)b;
	struct buf x, y;
	buf_init(&x, BUF_CAP);
	buf_init(&y, BUF_CAP);
	inline_plain(&x, one->text);
	inline_plain(&y, other->text);
	uint64_t h = hash_of(buf_view(&x), HASH_KEY), i = hash_of(buf_view(&y), HASH_KEY);
	buf_release(&x);
	buf_release(&y);
	return (h > i) - (h < i);
}

/* What learners choose from: options, choices, steps in another order, and prompts. */
static void choices(struct page_state *s, const struct question *question)
{
	const struct option *sorted[256];
	size_t count = 0;
	if (question->kind == QUESTION_OPEN || !question->options)
		return;
	for (const struct option *o = question->options; o && count < 256; o = o->next)
		sorted[count++] = o;
	if (question->kind == QUESTION_ORDERING)
		qsort(sorted, count, sizeof(sorted[0]), by_hash);
	buf_text(&s->body, question->kind == QUESTION_ORDERING ? "<ul>\n" : "<ol type=\"A\">\n");
	for (size_t i = 0; i < count; i++) {
		buf_text(&s->body, "<li>");
		html_write_flow(&s->html, &(struct flow){ .text = sorted[i]->text, .blocks = sorted[i]->blocks });
		buf_text(&s->body, "</li>\n");
	}
	buf_text(&s->body, question->kind == QUESTION_ORDERING ? "</ul>\n" : "</ol>\n");
	if (question->prompts)
		buf_text(&s->body, "<ol>\n");
	for (const struct option *p = question->prompts; p; p = p->next) {
		buf_text(&s->body, "<li>");
		html_write_flow(&s->html, &(struct flow){ .text = p->text, .blocks = p->blocks });
		buf_text(&s->body, "</li>\n");
	}
	if (question->prompts)
		buf_text(&s->body, "</ol>\n");
}

static void write_question(struct page_state *s, const struct question *question, const struct question_set *before)
{
	ledger_read(&s->export->ledger, LEDGER_QUESTION, question->id.value, 0);
	if (question->set && question->set != before)
		flow(s, "div", question->set->vignette);
	open_with_id(s, "div class=\"item\"", &question->id);
	flow(s, "div", question->vignette);
	flow(s, "div", question->stem);
	choices(s, question);
	buf_text(&s->body, "<details><summary lang=\"en\">Answer</summary>\n");
	if (question->value.value.at)
		buf_format(&s->body, "<p class=\"key\">%.*s %.*s</p>\n", STR_ARG(question->value.value),
			   STR_ARG(question->unit.value));
	else if (question->min.value.at)
		buf_format(&s->body, "<p class=\"key\">%.*s – %.*s %.*s</p>\n", STR_ARG(question->min.value),
			   STR_ARG(question->max.value), STR_ARG(question->unit.value));
	answers(s, question);
	flow(s, "div", question->model_answer);
	flow(s, "div", question->explanation);
	buf_text(&s->body, "</details></div>\n");
}

static void write_card(struct page_state *s, const struct card *card)
{
	struct ledger_item *item = ledger_read(&s->export->ledger, LEDGER_CARD, card->id.value, 0);
	const struct occlusion *occlusion = card->occlusion;
	open_with_id(s, "div class=\"item\"", &card->id);
	flow(s, "div", card->front);
	if (occlusion) {
		struct picture picture = occlusion->picture;
		struct block figure = { .kind = BLOCK_FIGURE,
					.of.figure = { .pictures = &picture, .credit = occlusion->credit } };
		picture.next = NULL;
		html_write_blocks(&s->html, &figure);
		ledger_change(&s->export->ledger, item, STR("hidden parts of the picture"), "a page cannot hide them",
			      "listed as answers");
	}
	buf_text(&s->body, "<details><summary lang=\"en\">Answer</summary>\n");
	flow(s, "div", card->back);
	for (const struct shape *shape = occlusion ? occlusion->shapes : NULL; shape; shape = shape->next)
		inline_text(s, "p", shape->label);
	if (card->is_cloze) {
		inline_text(s, "p", card->cloze);
		html_write_blocks(&s->html, card->blocks);
	}
	flow(s, "div", card->extra);
	buf_text(&s->body, "</details></div>\n");
}

static void write_people(struct page_state *s, const struct person *person)
{
	for (; person; person = person->next) {
		buf_text(&s->body, "<p class=\"credit\">");
		html_escape(&s->body, person->name.value);
		if (person->credentials.value.at) {
			buf_text(&s->body, ", ");
			html_escape(&s->body, person->credentials.value);
		}
		if (person->date.value.at)
			buf_format(&s->body, ", %.*s", STR_ARG(person->date.value));
		if (person->disclosure) {
			buf_text(&s->body, ". ");
			html_write_inline(&s->html, person->disclosure->text);
		}
		buf_text(&s->body, "</p>\n");
	}
}

static void write_rest(struct page_state *s, const struct lesson *lesson)
{
	if (lesson->glossary)
		buf_text(&s->body, "<h3 lang=\"en\">Glossary</h3>\n<dl>\n");
	for (const struct entry *entry = lesson->glossary; entry; entry = entry->next) {
		ledger_read(&s->export->ledger, LEDGER_ENTRY, entry->id.value, 0);
		open_with_id(s, "dt", &entry->id);
		for (const struct flow *name = entry->term; name; name = name->next) {
			html_write_inline(&s->html, name->text);
			buf_text(&s->body, name->next ? ", " : "");
		}
		buf_text(&s->body, "</dt>");
		flow(s, "dd", entry->definition);
	}
	buf_text(&s->body, lesson->glossary ? "</dl>\n" : "");
	if (lesson->sources)
		buf_text(&s->body, "<h3 lang=\"en\">Sources</h3>\n<ol>\n");
	for (const struct reference *source = lesson->sources; source; source = source->next) {
		buf_text(&s->body, "<li>");
		html_write_inline(&s->html, source->text);
		if (source->doi.value.at || source->href.value.at) {
			struct str address = source->doi.value.at ? source->doi.value : source->href.value;
			buf_text(&s->body, source->doi.value.at ? " <a href=\"https://doi.org/" : " <a href=\"");
			html_escape(&s->body, address);
			buf_text(&s->body, "\">");
			html_escape(&s->body, address);
			buf_text(&s->body, "</a>");
		}
		buf_text(&s->body, "</li>\n");
	}
	buf_text(&s->body, lesson->sources ? "</ol>\n" : "");
}

static enum result page_lesson(void *state, const struct lesson *lesson, struct buf *why)
{
	struct page_state *s = state;
	s->why = why;
	s->result = RESULT_OK;
	s->html = (struct html_writer){ .out = &s->body,
					.xhtml = false,
					.lang = lesson->lang.value,
					.sources = lesson->sources,
					.file_address = file_address,
					.link_address = link_address,
					.context = s };
	if (!s->lang.at)
		s->lang = arena_str(&s->arena, lesson->lang.value);
	ledger_read(&s->export->ledger, LEDGER_LESSON, lesson->id.value, 0);
	buf_format(&s->contents, "<li><a href=\"#%.*s\">", STR_ARG(lesson->id.value));
	struct html_writer title = s->html;
	title.out = &s->contents;
	html_write_inline(&title, lesson->title ? lesson->title->text : NULL);
	buf_text(&s->contents, "</a></li>\n");
	buf_format(&s->body, "<article id=\"%.*s\" lang=\"%.*s\">\n", STR_ARG(lesson->id.value),
		   STR_ARG(lesson->lang.value));
	inline_text(s, "h2", lesson->title ? lesson->title->text : NULL);
	write_people(s, lesson->people);
	inline_text(s, "p", lesson->summary ? lesson->summary->text : NULL);
	buf_text(&s->body, lesson->objectives ? "<ul>\n" : "");
	for (const struct objective *o = lesson->objectives; o; o = o->next)
		inline_text(s, "li", o->text);
	buf_text(&s->body, lesson->objectives ? "</ul>\n" : "");
	sections(s, lesson->sections, 3);
	buf_text(&s->body, lesson->takeaways ? "<ul class=\"callout pearl\">\n" : "");
	for (const struct flow *item = lesson->takeaways; item; item = item->next)
		flow(s, "li", item);
	buf_text(&s->body, lesson->takeaways ? "</ul>\n" : "");
	const struct question_set *set = NULL;
	for (const struct question *q = lesson->questions; q; set = q->set, q = q->next)
		write_question(s, q, set);
	for (const struct card *card = lesson->cards; card; card = card->next)
		write_card(s, card);
	write_rest(s, lesson);
	buf_text(&s->body, "</article>\n");
	return s->result == RESULT_OK && buf_failed(&s->body) ? RESULT_NO_MEMORY : s->result;
}

static enum result page_end(void *state, struct buf *why)
{
	const struct page_state *s = state;
	struct buf *out = s->export->out;
	(void)why;
	buf_format(out, "<!DOCTYPE html>\n<html lang=\"%.*s\">\n<head>\n<meta charset=\"utf-8\">\n", STR_ARG(s->lang));
	/* Even if a reader of this page is fooled into adding one, nothing runs and nothing is loaded. */
	buf_text(out,
		 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; media-src "
		 "data:; style-src 'unsafe-inline'\">\n<meta name=\"viewport\" "
		 "content=\"width=device-width\">\n<title>");
	html_escape(out, s->export->title);
	buf_format(out, "</title>\n<style>%s</style>\n</head>\n<body>\n<h1>", style);
	html_escape(out, s->export->title);
	buf_text(out, "</h1>\n<nav><ol>\n");
	buf_str(out, buf_view(&s->contents));
	buf_text(out, "</ol></nav>\n");
	buf_str(out, buf_view(&s->body));
	buf_text(out, "</body>\n</html>\n");
	return buf_failed(out) ? RESULT_NO_MEMORY : RESULT_OK;
}

const struct exporter page_exporter = {
	.name = "html",
	.about = "one page to read or print, with its pictures in it",
	.begin = page_begin,
	.lesson = page_lesson,
	.end = page_end,
	.release = page_release,
};
