/* Questions as notes with one card. What the front must not show yet is hidden there by the styles:
 *
 *     <ol class="options"><li class="right" data-place="2" data-credit="50">…<div class="feedback">…</div></li></ol>
 *     <ol class="choices"><li data-id="a">…</li></ol>
 *     <ol class="prompts"><li data-choice="a">…<span class="match">…</span></li></ol>
 *     <ul class="steps"><li data-place="3">…<span class="place">3</span></li></ul>
 *
 * data-place tells the order in the lesson, from 1; options and steps are in another one, which is the same in every
 * release: Anki does not shuffle. */
#include "convert/anki/export_parts.h"

#include <stdio.h>

enum { PLACES_MAX = 200 };

/* The elements of a list in the order in which they are shown. */
struct list_places {
	const struct option *at[PLACES_MAX];
	size_t number[PLACES_MAX]; /* in the lesson, from 1 */
	size_t count;
};

static struct list_places list_places(const struct option *options)
{
	struct list_places places = { .count = 0 };
	for (const struct option *option = options; option && places.count < PLACES_MAX; option = option->next) {
		places.at[places.count] = option;
		places.number[places.count] = places.count + 1;
		places.count++;
	}
	return places;
}

/* Sorts them by a hash of the question's id and their number. */
static void shuffle(struct list_places *places, struct str id)
{
	uint64_t keys[PLACES_MAX];
	for (size_t i = 0; i < places->count; i++) {
		uint64_t key = hash_of(id, HASH_KEY ^ (places->number[i] * UINT64_C(0x9e3779b97f4a7c15) | 1));
		struct list_places moved = *places;
		size_t at = i;
		for (; at > 0 && keys[at - 1] > key; at--) {
			keys[at] = keys[at - 1];
			places->at[at] = places->at[at - 1];
			places->number[at] = places->number[at - 1];
		}
		keys[at] = key;
		places->at[at] = moved.at[i];
		places->number[at] = moved.number[i];
	}
}

static void put_option_text(struct html_writer *html, const struct option *option)
{
	struct flow flow = option_flow(option);
	html_write_flow(html, &flow);
}

static void put_value(struct buf *out, const char *name, struct str value)
{
	if (!value.len)
		return;
	buf_format(out, " %s=\"", name);
	html_escape(out, value);
	buf_char(out, '"');
}

static void put_part(struct html_writer *html, const char *class_name, const struct flow *flow)
{
	if (!flow)
		return;
	buf_format(html->out, "<div class=\"%s\">", class_name);
	html_write_flow(html, flow);
	buf_text(html->out, "</div>");
}

static void put_choices(struct html_writer *html, const struct question *q)
{
	struct list_places places = list_places(q->options);
	if (!q->fixed_order)
		shuffle(&places, q->id.value);
	buf_text(html->out, "<ol class=\"options\" type=\"A\">");
	for (size_t i = 0; i < places.count; i++) {
		const struct option *option = places.at[i];
		buf_format(html->out, "<li class=\"%s\" data-place=\"%zu\"", option->correct ? "right" : "wrong",
			   places.number[i]);
		put_value(html->out, "data-credit", option->credit.value);
		put_value(html->out, "data-id", option->id.value);
		buf_char(html->out, '>');
		put_option_text(html, option);
		put_part(html, "feedback", option->feedback);
		buf_text(html->out, "</li>");
	}
	buf_text(html->out, "</ol>");
}

static void put_matching(struct html_writer *html, const struct question *q)
{
	buf_text(html->out, "<ol class=\"choices\" type=\"A\">");
	for (const struct option *choice = q->options; choice; choice = choice->next) {
		buf_text(html->out, "<li");
		put_value(html->out, "data-id", choice->id.value);
		buf_char(html->out, '>');
		put_option_text(html, choice);
		buf_text(html->out, "</li>");
	}
	buf_text(html->out, "</ol><ol class=\"prompts\">");
	for (const struct option *prompt = q->prompts; prompt; prompt = prompt->next) {
		buf_text(html->out, "<li");
		put_value(html->out, "data-choice", prompt->choice.value);
		buf_char(html->out, '>');
		put_option_text(html, prompt);
		for (const struct option *choice = q->options; choice; choice = choice->next)
			if (str_equal(choice->id.value, prompt->choice.value)) {
				buf_text(html->out, "<span class=\"match\"> \xe2\x86\x92 ");
				html_write_inline(html, choice->text);
				buf_text(html->out, "</span>");
			}
		buf_text(html->out, "</li>");
	}
	buf_text(html->out, "</ol>");
}

static void put_steps(struct html_writer *html, const struct question *q)
{
	struct list_places places = list_places(q->options);
	shuffle(&places, q->id.value);
	buf_text(html->out, "<ul class=\"steps\">");
	for (size_t i = 0; i < places.count; i++) {
		buf_format(html->out, "<li data-place=\"%zu\">", places.number[i]);
		put_option_text(html, places.at[i]);
		buf_format(html->out, "<span class=\"place\"> (%zu)</span></li>", places.number[i]);
	}
	buf_text(html->out, "</ul>");
}

static void put_number(struct html_writer *html, const struct question *q)
{
	struct buf *out = html->out;
	buf_text(out, "<p class=\"number\"");
	put_value(out, "data-value", q->value.value);
	put_value(out, "data-tolerance", q->tolerance.value);
	put_value(out, "data-min", q->min.value);
	put_value(out, "data-max", q->max.value);
	put_value(out, "data-unit", q->unit.value);
	buf_char(out, '>');
	html_escape(out, q->value.value.len ? q->value.value : STR(""));
	if (q->tolerance.value.len) {
		buf_text(out, " \xc2\xb1 ");
		html_escape(out, q->tolerance.value);
	}
	if (q->min.value.len || q->max.value.len)
		buf_format(out, q->value.value.len ? " (%.*s\xe2\x80\x93%.*s)" : "%.*s\xe2\x80\x93%.*s",
			   STR_ARG(q->min.value), STR_ARG(q->max.value));
	if (q->unit.value.len) {
		buf_char(out, ' ');
		html_escape(out, q->unit.value);
	}
	buf_text(out, "</p>");
}

static void put_answers(struct html_writer *html, const struct question *q)
{
	if (q->options) {
		buf_text(html->out, "<ul class=\"answers\">");
		for (const struct option *answer = q->options; answer; answer = answer->next) {
			buf_text(html->out, "<li>");
			put_option_text(html, answer);
			buf_text(html->out, "</li>");
		}
		buf_text(html->out, "</ul>");
	}
	put_part(html, "model", q->model_answer);
}

/* The vignette of the set, and that of the question. */
static void put_case(struct html_writer *html, const struct question *q)
{
	if (q->set) {
		buf_text(html->out, "<div class=\"set\"");
		put_value(html->out, "data-id", q->set->id.value);
		buf_char(html->out, '>');
		html_write_flow(html, q->set->vignette);
		buf_text(html->out, "</div>");
	}
	put_part(html, "vignette", q->vignette);
}

static void put_answer(struct html_writer *html, struct out_note *note, const struct question *q)
{
	html->out = &note->fields[OWN_OPTIONS];
	switch (q->kind) {
	case QUESTION_SINGLE:
	case QUESTION_MULTIPLE: put_choices(html, q); break;
	case QUESTION_MATCHING: put_matching(html, q); break;
	case QUESTION_ORDERING: put_steps(html, q); break;
	case QUESTION_NUMERIC:
		if (q->unit.value.len) {
			buf_text(html->out, "<p class=\"unit\">[");
			html_escape(html->out, q->unit.value);
			buf_text(html->out, "]</p>");
		}
		html->out = &note->fields[OWN_ANSWER];
		put_number(html, q);
		break;
	case QUESTION_OPEN:
		html->out = &note->fields[OWN_ANSWER];
		put_answers(html, q);
		break;
	}
}

void export_question(struct anki_writer *writer, const struct lesson *lesson, const struct question *question)
{
	static const unsigned first = 0;
	struct out_note note;
	writer->item = ledger_read(&writer->export->ledger, LEDGER_QUESTION, question->id.value, 0);
	export_item_rest(writer, question->objective.value, question->difficulty, question->access,
			 question->progress.value);
	out_note_init(&note, OWN_QUESTION, question->id.value, question->tags.value);
	note.since = out_since(writer, question->id.value);
	struct html_writer html = out_html(writer, lesson, &note.fields[OWN_STEM]);
	html_write_flow(&html, question->stem);
	html.out = &note.fields[OWN_CASE];
	put_case(&html, question);
	put_answer(&html, &note, question);
	html.out = &note.fields[OWN_EXPLANATION];
	if (question->explanation)
		html_write_flow(&html, question->explanation);
	buf_text(&note.fields[OWN_KIND], own_question_kinds[question->kind]);
	if (question->fixed_order)
		buf_text(&note.fields[OWN_KIND], " fixed");
	out_add_note(writer, &note, &first, 1);
	out_note_release(&note);
}
