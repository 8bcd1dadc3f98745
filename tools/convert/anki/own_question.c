/* Reads what export_question.c writes. */
#include "convert/anki/markup.h"
#include "convert/anki/note.h"
#include "convert/anki/own.h"
#include "convert/html/html_read.h"
#include "convert/html/html_reading.h"
#include "convert/html/html_tree.h"

#include <stdlib.h>

enum { OPTIONS_MAX = 200 };

struct question_reader {
	struct anki *anki;
	const struct anki_note *note;
	struct ledger_item *item;
	struct html_reader html;
	struct question *question;
};

/* The first element with that name and class, among the nodes and in them; either may be NULL. */
static const xmlNode *find(const xmlNode *node, const char *name, const char *class_name)
{
	for (; node; node = node->next) {
		if (node->type != XML_ELEMENT_NODE)
			continue;
		if ((!name || html_is(node, name)) && (!class_name || html_has_class(node, class_name)))
			return node;
		const xmlNode *inner = find(node->children, name, class_name);
		if (inner)
			return inner;
	}
	return NULL;
}

/* Leaves out what is read separately, or repeats other parts. */
static bool skip_parts(void *context, const xmlNode *node, struct inline_chain *text)
{
	(void)context;
	(void)text;
	return node->type == XML_ELEMENT_NODE &&
	       (html_has_class(node, "feedback") || html_has_class(node, "match") || html_has_class(node, "place"));
}

static struct flow *read_nodes(struct question_reader *r, const xmlNode *first)
{
	struct flow *flow = html_read_nodes(&r->html, first, skip_parts, r);
	return flow && !flow_is_blank(flow) ? flow : NULL;
}

static struct flow *read_part(struct question_reader *r, const xmlNode *nodes, const char *class_name)
{
	const xmlNode *part = find(nodes, NULL, class_name);
	return part ? read_nodes(r, part->children) : NULL;
}

static struct attribute attribute_of(struct question_reader *r, const xmlNode *node, const char *name)
{
	struct str value = own_attribute(node, name);
	return value.at ? make_attribute(&r->anki->import->arena, value) : (struct attribute){ .value = STR_NONE };
}

/* An item of a list, which the question has at place. */
struct placed {
	const xmlNode *node;
	unsigned long place;
};

static int by_place(const void *a, const void *b)
{
	const struct placed *one = a, *other = b;
	return (one->place > other->place) - (one->place < other->place);
}

/* Lists the items of a list in the order of the lesson; those without place stay where they are. */
static size_t list_items(const xmlNode *list, struct placed items[OPTIONS_MAX])
{
	size_t count = 0;
	for (const xmlNode *node = list ? list->children : NULL; node && count < OPTIONS_MAX; node = node->next) {
		if (!html_is(node, "li"))
			continue;
		struct str place = own_attribute(node, "data-place");
		items[count].node = node;
		items[count].place = place.len && ascii_is_digit(place.at[0]) ? strtoul(place.at, NULL, 10) : count + 1;
		count++;
	}
	if (count)
		qsort(items, count, sizeof(*items), by_place);
	return count;
}

static void read_options(struct question_reader *r, const xmlNode *list, struct option **to)
{
	struct placed items[OPTIONS_MAX];
	size_t count = list_items(list, items);
	for (size_t i = 0; i < count; i++) {
		const xmlNode *node = items[i].node;
		struct flow *flow = html_read_nodes(&r->html, node->children, skip_parts, r);
		struct option *option = flow ? import_option(r->anki->import, to) : NULL;
		if (!option)
			return;
		html_flow_option(&r->html, flow, option);
		option->correct = html_has_class(node, "right");
		option->credit = attribute_of(r, node, "data-credit");
		option->id = attribute_of(r, node, "data-id");
		option->choice = attribute_of(r, node, "data-choice");
		option->feedback = read_part(r, node->children, "feedback");
	}
}

static void read_number(struct question_reader *r, const xmlNode *answer)
{
	const xmlNode *number = find(answer, NULL, "number");
	if (!number)
		return;
	r->question->value = attribute_of(r, number, "data-value");
	r->question->tolerance = attribute_of(r, number, "data-tolerance");
	r->question->min = attribute_of(r, number, "data-min");
	r->question->max = attribute_of(r, number, "data-max");
	r->question->unit = attribute_of(r, number, "data-unit");
}

/* The set with that id of the lesson's last question, or a new one. */
static const struct question_set *find_set(struct question_reader *r, struct import_lesson *lesson, const xmlNode *node)
{
	struct attribute id = attribute_of(r, node, "data-id");
	for (const struct question *q = lesson->lesson.questions; q; q = q->next)
		if (q->set && (!q->next || q->next == r->question) && str_equal(q->set->id.value, id.value))
			return q->set;
	struct question_set *set = arena_alloc(&r->anki->import->arena, sizeof(*set));
	if (!set)
		return NULL;
	set->id = id;
	set->vignette = read_nodes(r, node->children);
	return set->vignette && id.value.len ? set : NULL;
}

/* Reads a field as a tree and gives its nodes to read. */
static void with_field(struct question_reader *r, size_t field, struct import_lesson *lesson,
		       void (*read)(struct question_reader *r, const xmlNode *nodes, struct import_lesson *lesson))
{
	struct html_tree tree;
	html_tree_read(&tree, r->note->fields[field]);
	if (!tree.document)
		r->anki->import->arena.failed = true;
	else
		read(r, tree.first, lesson);
	xmlFreeDoc(tree.document);
}

static void read_case(struct question_reader *r, const xmlNode *nodes, struct import_lesson *lesson)
{
	const xmlNode *set = find(nodes, NULL, "set");
	if (set)
		r->question->set = find_set(r, lesson, set);
	r->question->vignette = read_part(r, nodes, "vignette");
}

static void read_choices(struct question_reader *r, const xmlNode *nodes, struct import_lesson *lesson)
{
	struct question *q = r->question;
	(void)lesson;
	if (q->kind == QUESTION_MATCHING)
		read_options(r, find(nodes, NULL, "choices"), &q->options);
	else if (q->kind == QUESTION_ORDERING)
		read_options(r, find(nodes, NULL, "steps"), &q->options);
	else
		read_options(r, find(nodes, NULL, "options"), &q->options);
	read_options(r, find(nodes, NULL, "prompts"), &q->prompts);
}

static void read_answer(struct question_reader *r, const xmlNode *nodes, struct import_lesson *lesson)
{
	struct question *q = r->question;
	(void)lesson;
	if (q->kind == QUESTION_NUMERIC)
		read_number(r, nodes);
	if (q->kind != QUESTION_OPEN)
		return;
	read_options(r, find(nodes, NULL, "answers"), &q->options);
	for (struct option *answer = q->options; answer; answer = answer->next)
		answer->correct = true;
	q->model_answer = read_part(r, nodes, "model");
}

static bool read_kind(struct str text, enum question_kind *kind, bool *fixed)
{
	struct str word = str_trim(text);
	*fixed = markup_find(word, 0, " fixed") < word.len;
	for (size_t i = 0; i < word.len; i++)
		if (ascii_is_space(word.at[i]))
			word.len = i;
	for (int i = QUESTION_SINGLE; i <= QUESTION_ORDERING; i++)
		if (str_is(word, own_question_kinds[i])) {
			*kind = (enum question_kind)i;
			return true;
		}
	return false;
}

void own_import_question(struct anki *anki, const struct anki_note *note, struct anki_deck *deck)
{
	struct question_reader r = { .anki = anki, .note = note };
	enum question_kind kind = QUESTION_SINGLE;
	bool fixed = false;
	r.item = note_item(anki, LEDGER_QUESTION, note);
	r.html = (struct html_reader){ .import = anki->import,
				       .item = r.item,
				       .find = anki->find,
				       .context_of_find = anki->context_of_find,
				       .tex = true,
				       .targets = true };
	if (note->type->field_count <= OWN_KIND || !read_kind(note->fields[OWN_KIND], &kind, &fixed)) {
		ledger_leave_out(&anki->import->ledger, r.item,
				 "its field Kind does not say what kind of question it is");
		return;
	}
	struct import_lesson *lesson = anki_deck_lesson(anki, deck, OWN_QUESTION);
	struct attribute id = note_id(anki, "q-", note, "question", 0);
	r.question = import_question(anki->import, lesson, kind, id, r.item);
	if (!r.question)
		return;
	r.question->fixed_order = fixed;
	r.question->stem = html_read(&r.html, note->fields[OWN_STEM]);
	with_field(&r, OWN_CASE, lesson, read_case);
	with_field(&r, OWN_OPTIONS, lesson, read_choices);
	with_field(&r, OWN_ANSWER, lesson, read_answer);
	r.question->explanation =
		note_optional_flow(anki, r.item, own_take_sources(anki, lesson, note->fields[OWN_EXPLANATION]));
	note_tags(anki, note, &r.question->tags, r.item);
}
