/* Sections, questions, cards, entries and sources. */
#include "lesson/writer_parts.h"

void write_section(struct lesson_writer *w, const struct section *section)
{
	struct str outer = write_start(w, "section", &section->element);
	write_attribute(w, "id", &section->id);
	write_access(w, section->access);
	write_content(w);
	write_flow(w, "title", section->title);
	write_blocks(w, section->blocks);
	for (const struct section *s = section->sections; s; s = s->next)
		write_section(w, s);
	write_end(w, "section", outer);
}

/* The attributes of all items. */
static void write_common(struct lesson_writer *w, const struct attribute *objective, unsigned difficulty,
			 const struct attribute *tags, enum access access, const struct attribute *progress)
{
	write_attribute(w, "objective", objective);
	if (difficulty)
		write_number(w, "difficulty", difficulty);
	write_attribute(w, "tags", tags);
	write_access(w, access);
	write_attribute(w, "progress", progress);
}

/* The options of a choice question, or what stands for them in other kinds. */
static void write_options(struct lesson_writer *w, const char *name, const struct option *option, bool judged)
{
	for (; option; option = option->next) {
		struct str outer = write_start(w, name, &option->element);
		write_attribute(w, "id", &option->id);
		write_attribute(w, "choice", &option->choice);
		if (judged && option->correct)
			write_value(w, "correct", "true");
		write_attribute(w, "credit", &option->credit);
		write_content(w);
		write_inline(w, option->text);
		write_blocks(w, option->blocks);
		write_flow(w, "feedback", option->feedback);
		write_end(w, name, outer);
	}
}

static const struct {
	const char *element, *options;
} question_names[] = {
	[QUESTION_SINGLE] = { "question", "option" },
	[QUESTION_MULTIPLE] = { "question", "option" },
	[QUESTION_OPEN] = { "open-question", "answer" },
	[QUESTION_NUMERIC] = { "numeric-question", NULL },
	[QUESTION_MATCHING] = { "matching-question", "choice" },
	[QUESTION_ORDERING] = { "ordering-question", "step" },
};

static void write_question(struct lesson_writer *w, const struct question *q)
{
	const char *name = question_names[q->kind].element;
	struct str outer = write_start(w, name, &q->element);
	write_attribute(w, "id", &q->id);
	if (q->kind == QUESTION_MULTIPLE)
		write_value(w, "kind", "multiple");
	if (q->fixed_order)
		write_value(w, "shuffle", "false");
	write_attribute(w, "value", &q->value);
	write_attribute(w, "tolerance", &q->tolerance);
	write_attribute(w, "min", &q->min);
	write_attribute(w, "max", &q->max);
	write_attribute(w, "unit", &q->unit);
	/* In a set, the access of the set is inherited. */
	bool own = !q->set || q->access != q->set->access;
	write_common(w, &q->objective, q->difficulty, &q->tags, own ? q->access : ACCESS_INHERITED, &q->progress);
	write_content(w);
	write_flow(w, "vignette", q->vignette);
	write_flow(w, "stem", q->stem);
	if (question_names[q->kind].options)
		write_options(w, question_names[q->kind].options, q->options, question_has_options(q));
	write_options(w, "prompt", q->prompts, false);
	write_flow(w, "model-answer", q->model_answer);
	write_flow(w, "explanation", q->explanation);
	write_end(w, name, outer);
}

const struct question *write_question_or_set(struct lesson_writer *w, const struct question *q)
{
	if (!q->set) {
		write_question(w, q);
		return q;
	}
	const struct question_set *set = q->set;
	struct str outer = write_start(w, "question-set", &set->element);
	write_attribute(w, "id", &set->id);
	write_access(w, set->access);
	write_content(w);
	write_flow(w, "vignette", set->vignette);
	write_question(w, q);
	for (; q->next && q->next->set == set; q = q->next)
		write_question(w, q->next);
	write_end(w, "question-set", outer);
	return q;
}

static void add_percent(struct lesson_writer *w, unsigned hundredths)
{
	buf_format(w->out, "%u", hundredths / 100);
	if (hundredths % 100)
		buf_format(w->out, hundredths % 10 ? ".%02u" : ".%u",
			   hundredths % 10 ? hundredths % 100 : hundredths % 100 / 10);
}

static void write_percent(struct lesson_writer *w, const char *name, unsigned hundredths)
{
	buf_format(w->out, " %s=\"", name);
	add_percent(w, hundredths);
	buf_char(w->out, '"');
}

static void write_pairs(struct lesson_writer *w, const struct shape *shape, const char *const names[4])
{
	if (shape->point_count != 2)
		return;
	write_percent(w, names[0], shape->points[0].x);
	write_percent(w, names[1], shape->points[0].y);
	write_percent(w, names[2], shape->points[1].x);
	write_percent(w, names[3], shape->points[1].y);
}

static void write_corners(struct lesson_writer *w, const struct shape *shape)
{
	buf_text(w->out, " points=\"");
	for (size_t i = 0; i < shape->point_count; i++) {
		buf_text(w->out, i ? " " : "");
		add_percent(w, shape->points[i].x);
		buf_char(w->out, ',');
		add_percent(w, shape->points[i].y);
	}
	buf_char(w->out, '"');
}

static void write_shapes(struct lesson_writer *w, const struct shape *shape)
{
	static const char *const names[] = { "rectangle", "ellipse", "polygon" };
	static const char *const rectangle[] = { "x", "y", "width", "height" };
	static const char *const ellipse[] = { "cx", "cy", "rx", "ry" };
	for (; shape; shape = shape->next) {
		struct str outer = write_start(w, names[shape->kind], &shape->element);
		write_number(w, "n", shape->number);
		if (shape->kind == SHAPE_POLYGON)
			write_corners(w, shape);
		else
			write_pairs(w, shape, shape->kind == SHAPE_RECTANGLE ? rectangle : ellipse);
		write_content(w);
		write_inline(w, shape->label);
		write_end(w, names[shape->kind], outer);
	}
}

void write_card(struct lesson_writer *w, const struct card *card)
{
	const struct occlusion *occlusion = card->occlusion;
	const char *name = card->is_cloze ? "cloze" : occlusion ? "occlusion" : "card";
	struct str outer = write_start(w, name, &card->element);
	write_attribute(w, "id", &card->id);
	if (occlusion) {
		write_attribute(w, "src", &occlusion->picture.src);
		write_attribute(w, "alt", &occlusion->picture.alt);
		if (occlusion->hides_all)
			write_value(w, "hide", "all");
	}
	write_common(w, &card->objective, card->difficulty, &card->tags, card->access, &card->progress);
	write_content(w);
	write_inline(w, card->cloze);
	write_blocks(w, card->blocks);
	write_flow(w, "front", card->front);
	write_flow(w, "back", card->back);
	if (occlusion) {
		write_shapes(w, occlusion->shapes);
		write_credit(w, occlusion->credit);
	}
	write_flow(w, "extra", card->extra);
	write_end(w, name, outer);
}

void write_entry(struct lesson_writer *w, const struct entry *entry)
{
	struct str outer = write_start(w, "entry", &entry->element);
	write_attribute(w, "id", &entry->id);
	write_access(w, entry->access);
	write_content(w);
	const char *name = "term";
	for (const struct flow *flow = entry->term; flow; flow = flow->next, name = "synonym") {
		if (flow == entry->abbreviations)
			break;
		write_flow(w, name, flow);
	}
	write_flows(w, "abbreviation", entry->abbreviations);
	write_flow(w, "definition", entry->definition);
	write_end(w, "entry", outer);
}

void write_source(struct lesson_writer *w, const struct reference *source)
{
	struct str outer = write_start(w, "source", &source->element);
	write_attribute(w, "id", &source->id);
	write_attribute(w, "href", &source->href);
	write_attribute(w, "doi", &source->doi);
	write_content(w);
	write_inline(w, source->text);
	write_end(w, "source", outer);
}
