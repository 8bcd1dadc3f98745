/* Questions as items, and what a set shares. */
#include "convert/qti/qti_write.h"

#include "base/utf8.h"
#include "convert/html/html_write.h"

enum { TITLE_MAX = 60 };

/* The start of a text, which is the title of an item. */
static struct str title_of(struct qti_writer *w, const struct flow *flow, struct str other)
{
	struct buf plain;
	buf_init(&plain, BUF_CAP);
	inline_plain(&plain, flow_last_paragraph(flow));
	for (size_t i = 0; i < plain.len; i++)
		if (ascii_is_space(plain.at[i]))
			plain.at[i] = ' ';
	struct str start = str_trim(buf_view(&plain));
	if (start.len > TITLE_MAX) {
		for (start.len = TITLE_MAX; start.len && start.at[start.len] != ' ';)
			start.len--;
		start.len += start.len ? 0 : utf8_valid_prefix((struct str){ start.at, TITLE_MAX });
	}
	struct str title = arena_str(&w->arena, start.len ? start : other);
	w->arena.failed = w->arena.failed || buf_failed(&plain);
	buf_release(&plain);
	return title.at ? title : STR("");
}

static void open_document(struct qti_writer *w, const char *name, struct str id, struct str title)
{
	buf_text(w->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	qti_open_tag(w, name);
	buf_text(w->out, w->v3 ? " xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\""
			       : " xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\"");
	qti_put(w, "identifier", id);
	qti_put(w, "title", title);
	qti_put(w, "xml:lang", w->lesson->lang.value);
}

static struct str file_name(struct qti_writer *w, const char *folder, struct str id)
{
	struct buf name;
	buf_init(&name, BUF_CAP);
	buf_format(&name, "%s/%.*s.xml", folder, STR_ARG(id));
	struct str kept = arena_str(&w->arena, buf_view(&name));
	w->arena.failed = w->arena.failed || buf_failed(&name);
	buf_release(&name);
	return kept.at ? kept : STR("");
}

static void write_div(struct qti_writer *w, const char *class_name, const struct flow *flow)
{
	if (!flow)
		return;
	buf_format(w->out, "<div class=\"%s\">", class_name);
	qti_write_blocks(w, flow);
	buf_text(w->out, "</div>\n");
}

/* A good answer, for those who mark. */
static void write_rubric(struct qti_writer *w, const struct flow *flow)
{
	if (!flow)
		return;
	qti_open_tag(w, "rubricBlock");
	if (w->v3)
		qti_put(w, "use", STR("scoring"));
	qti_put(w, "view", STR("scorer"));
	qti_content(w);
	if (w->v3)
		buf_text(w->out, "<qti-content-body>");
	qti_write_blocks(w, flow);
	if (w->v3)
		buf_text(w->out, "</qti-content-body>");
	qti_close(w, "rubricBlock");
}

static void write_body(struct qti_writer *w, const struct question *question)
{
	bool field = question->kind == QUESTION_NUMERIC || (question->kind == QUESTION_OPEN && question->options);
	qti_open_tag(w, "itemBody");
	qti_content(w);
	write_div(w, "vignette", question->vignette);
	if (field || question->stem->blocks)
		write_div(w, "stem", question->stem);
	qti_write_interaction(w, question);
	write_rubric(w, question->model_answer);
	qti_close(w, "itemBody");
}

static void write_modal(struct qti_writer *w, const char *id, const struct flow *flow)
{
	qti_open_tag(w, "modalFeedback");
	qti_put(w, "outcomeIdentifier", STR("FEEDBACK"));
	qti_put(w, "identifier", str_from(id));
	qti_put(w, "showHide", STR("show"));
	qti_content(w);
	if (w->v3)
		buf_text(w->out, "<qti-content-body>");
	qti_write_blocks(w, flow);
	if (w->v3)
		buf_text(w->out, "</qti-content-body>");
	qti_close(w, "modalFeedback");
}

static void write_feedback(struct qti_writer *w, const struct question *question)
{
	size_t position = 0;
	for (const struct option *o = question_has_options(question) ? question->options : NULL; o; o = o->next) {
		char id[80];
		qti_identifier(o, 'O', ++position, id);
		if (o->feedback)
			write_modal(w, id, o->feedback);
	}
	if (question->explanation)
		write_modal(w, "EXPLANATION", question->explanation);
}

/* The stimulus of a set, which QTI 3.0 has as a document of its own. */
static struct str write_stimulus(struct qti_writer *w, const struct question_set *set)
{
	struct str name = file_name(w, "stimuli", set->id.value);
	struct buf document, *outer = w->out;
	struct qti_need *needs = w->needs;
	struct ledger_item *item = w->item;
	if (w->set == set)
		return name;
	w->item = w->set_item;
	buf_init(&document, BUF_CAP);
	w->out = &document;
	w->needs = NULL;
	open_document(w, "assessmentStimulus", set->id.value, title_of(w, set->vignette, set->id.value));
	qti_content(w);
	qti_open_tag(w, "stimulusBody");
	qti_content(w);
	qti_write_blocks(w, set->vignette);
	qti_close(w, "stimulusBody");
	qti_close(w, "assessmentStimulus");
	qti_add_file(w, name, buf_view(&document));
	qti_add_resource(w, set->id.value, name, "stimulus", NULL);
	w->arena.failed = w->arena.failed || buf_failed(&document);
	buf_release(&document);
	w->out = outer;
	w->needs = needs;
	w->item = item;
	w->set = set;
	return name;
}

static void refer_to_stimulus(struct qti_writer *w, const struct question_set *set)
{
	struct str name = write_stimulus(w, set);
	struct qti_need *need = arena_alloc(&w->arena, sizeof(*need));
	struct buf href;
	buf_init(&href, BUF_CAP);
	buf_format(&href, "../%.*s", STR_ARG(name));
	qti_open_tag(w, "assessmentStimulusRef");
	qti_put(w, "identifier", set->id.value);
	qti_put(w, "href", buf_view(&href));
	qti_void(w);
	buf_release(&href);
	if (need) {
		*need = (struct qti_need){ arena_str(&w->arena, set->id.value), w->needs };
		w->needs = need;
	}
}

/* What QTI has no place for. */
static void note_losses(struct qti_writer *w, const struct question *question)
{
	struct ledger *ledger = &w->export->ledger;
	if (question->objective.value.at)
		ledger_change(ledger, w->item, STR("objective"), "packages contain questions only", "left out");
	if (question->progress.value.at)
		ledger_change(ledger, w->item, STR("note on progress"), "it is about packs", "left out");
	if (question->access == ACCESS_MEMBER)
		ledger_change(ledger, w->item, STR("access for members only"), "QTI has no such mark", "left out");
}

void qti_write_question(struct qti_writer *w, const struct question *question)
{
	struct str id = question->id.value, name = file_name(w, "items", id);
	struct buf document;
	w->item = ledger_read(&w->export->ledger, LEDGER_QUESTION, id, 0);
	note_losses(w, question);
	buf_init(&document, BUF_CAP);
	w->out = &document;
	w->needs = NULL;
	open_document(w, "assessmentItem", id, title_of(w, question->stem, id));
	qti_put(w, "adaptive", STR("false"));
	qti_put(w, "timeDependent", STR("false"));
	qti_content(w);
	buf_char(w->out, '\n');
	qti_write_declarations(w, question);
	if (question->set && w->v3)
		refer_to_stimulus(w, question->set);
	write_body(w, question);
	qti_write_processing(w, question);
	write_feedback(w, question);
	qti_close(w, "assessmentItem");
	qti_add_file(w, name, buf_view(&document));
	qti_add_resource(w, id, name, "item", question);
	w->arena.failed = w->arena.failed || buf_failed(&document);
	buf_release(&document);
	w->out = NULL;
}
