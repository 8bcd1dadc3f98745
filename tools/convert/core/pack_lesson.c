/* Lessons in packs, but for their text. */
#include "convert/core/pack_lesson.h"

#include "lesson/answer_range.h"

const struct json_token *pack_member(const struct pack_reading *r, const struct json_token *object, const char *name)
{
	if (!object || object->kind != '{')
		return NULL;
	const struct json_token *tokens = r->json->tokens;
	for (const struct json_token *at = object + 1; at < tokens + object->next; at = tokens + at->next)
		if (string_is(tape_name(r->json, at), name))
			return at;
	return NULL;
}

bool pack_each(const struct pack_reading *r, const struct json_token *array, const struct json_token **at)
{
	const struct json_token *tokens = r->json->tokens;
	if (!array || array->kind != '[')
		return false;
	*at = *at ? tokens + (*at)->next : array + 1;
	return *at < tokens + array->next;
}

struct str pack_string(const struct pack_reading *r, const struct json_token *object, const char *name)
{
	const struct json_token *token = name ? pack_member(r, object, name) : object;
	if (!token || token->kind != '"')
		return STR_NONE;
	struct json_string text = tape_text(r->json, token);
	char *copy = arena_alloc(r->arena, text.len + 1);
	if (!copy || !string_copy(text, copy, text.len + 1))
		return STR_NONE;
	return str_from(copy);
}

struct attribute pack_attribute(const struct pack_reading *r, const struct json_token *object, const char *name)
{
	return (struct attribute){ .value = pack_string(r, object, name) };
}

unsigned pack_number(const struct pack_reading *r, const struct json_token *object, const char *name)
{
	const struct json_token *token = pack_member(r, object, name);
	uint64_t number = token && token->kind == '0' ? tape_number(r->json, token) : 0;
	return number > UINT32_MAX ? UINT32_MAX : (unsigned)number;
}

unsigned pack_choice(const struct pack_reading *r, const struct json_token *object, const char *name,
		     const char *const *names)
{
	const struct json_token *token = pack_member(r, object, name);
	for (unsigned i = 0; token && token->kind == '"' && names[i]; i++)
		if (string_is(tape_text(r->json, token), names[i]))
			return i;
	return 0;
}

static enum access read_access(const struct pack_reading *r, const struct json_token *object)
{
	static const char *const names[] = { "free", "member", NULL };
	return pack_choice(r, object, "access", names) ? ACCESS_MEMBER : ACCESS_FREE;
}

static struct attribute read_tags(struct pack_reading *r, const struct json_token *object)
{
	struct buf tags;
	buf_init(&tags, BUF_CAP);
	for (const struct json_token *at = NULL; pack_each(r, pack_member(r, object, "tags"), &at);) {
		if (tags.len)
			buf_char(&tags, ' ');
		buf_str(&tags, pack_string(r, at, NULL));
	}
	struct attribute result = { .value = tags.len ? arena_str(r->arena, buf_view(&tags)) : STR_NONE };
	r->arena->failed = r->arena->failed || buf_failed(&tags);
	buf_release(&tags);
	return result;
}

/* For each element of an array: a structure of type at the end of a list, filled in by fill. */
#define READ_LIST(type, list, array)                                                                                   \
	struct type **last_##type = &(list);                                                                           \
	for (const struct json_token *at = NULL; pack_each(r, array, &at); last_##type = &(*last_##type)->next) {      \
		struct type *type = *last_##type = arena_alloc(r->arena, sizeof(*type));                               \
		if (!type)                                                                                             \
			return;                                                                                        \
		read_##type(r, at, type);                                                                              \
	}

static void read_person(struct pack_reading *r, const struct json_token *object, struct person *person)
{
	static const char *const roles[] = { "author", "reviewer", NULL };
	person->reviewer = pack_choice(r, object, "role", roles) == 1;
	person->name = pack_attribute(r, object, "name");
	person->credentials = pack_attribute(r, object, "credentials");
	person->orcid = pack_attribute(r, object, "orcid");
	person->date = pack_attribute(r, object, "date");
	person->disclosure = pack_line(r, object, "disclosure");
}

static void read_objective(struct pack_reading *r, const struct json_token *object, struct objective *objective)
{
	objective->id = pack_attribute(r, object, "id");
	objective->text = pack_text(r, pack_member(r, object, "text"));
}

static void read_section(struct pack_reading *r, const struct json_token *object, struct section *section)
{
	section->level = ++r->depth;
	section->id = pack_attribute(r, object, "id");
	section->access = read_access(r, object);
	section->title = pack_line(r, object, "title");
	section->blocks = pack_blocks(r, pack_member(r, object, "blocks"));
	if (r->depth < 3) {
		struct section **last = &section->sections;
		for (const struct json_token *at = NULL; pack_each(r, pack_member(r, object, "sections"), &at);
		     last = &(*last)->next) {
			*last = arena_alloc(r->arena, sizeof(**last));
			if (!*last)
				break;
			read_section(r, at, *last);
		}
	}
	r->depth--;
}

static void read_option(struct pack_reading *r, const struct json_token *object, struct option *option)
{
	const struct json_token *correct = pack_member(r, object, "correct");
	option->correct = correct && correct->kind == 't';
	option->id = pack_attribute(r, object, "id");
	option->credit = pack_attribute(r, object, "credit");
	option->choice = pack_attribute(r, object, "choice");
	option->text = pack_text(r, pack_member(r, object, "text"));
	option->blocks = pack_blocks(r, pack_member(r, object, "blocks"));
	option->feedback = pack_flow(r, object, "feedback");
}

static void read_options(struct pack_reading *r, struct option **list, const struct json_token *array)
{
	READ_LIST(option, *list, array)
}

/* Packs have the least and the greatest number in any case. If they are as far from the value, that is a tolerance. */
static void read_range(struct pack_reading *r, const struct json_token *object, struct question *question)
{
	struct attribute min = pack_attribute(r, object, "min"), max = pack_attribute(r, object, "max");
	int64_t value, least, most;
	if (!decimal_read(&question->value, &value) || !decimal_read(&min, &least) || !decimal_read(&max, &most) ||
	    value - least != most - value) {
		question->min = min;
		question->max = max;
	} else if (most != value) {
		struct buf number;
		buf_init(&number, 64);
		decimal_write(&number, most - value);
		question->tolerance.value = arena_str(r->arena, buf_view(&number));
		r->arena->failed = r->arena->failed || buf_failed(&number);
		buf_release(&number);
	}
}

static void read_question(struct pack_reading *r, const struct json_token *object, struct question *question)
{
	static const char *const kinds[] = { "single", "multiple", "open", "numeric", "matching", "ordering", NULL };
	static const char *const options[] = { "options", "options", "answers", "", "choices", "steps" };
	const struct json_token *shuffle = pack_member(r, object, "shuffle");
	question->id = pack_attribute(r, object, "id");
	question->kind = (enum question_kind)pack_choice(r, object, "kind", kinds);
	question->access = read_access(r, object);
	question->objective = pack_attribute(r, object, "objective");
	question->difficulty = pack_number(r, object, "difficulty");
	question->tags = read_tags(r, object);
	question->fixed_order = shuffle && shuffle->kind == 'f';
	question->vignette = pack_flow(r, object, "vignette");
	question->stem = pack_flow(r, object, "stem");
	question->explanation = pack_flow(r, object, "explanation");
	question->model_answer = pack_flow(r, object, "modelAnswer");
	question->value = pack_attribute(r, object, "value");
	read_range(r, object, question);
	question->unit = pack_attribute(r, object, "unit");
	read_options(r, &question->options, pack_member(r, object, options[question->kind]));
	read_options(r, &question->prompts, pack_member(r, object, "prompts"));
	for (struct option *o = question->kind == QUESTION_OPEN ? question->options : NULL; o; o = o->next)
		o->correct = true;
}

/* The set with that id, made when its first member is read. */
static const struct question_set *read_set(struct pack_reading *r, const struct json_token *root, struct str id,
					   const struct question_set *before)
{
	if (before && str_equal(before->id.value, id))
		return before;
	for (const struct json_token *at = NULL; pack_each(r, pack_member(r, root, "sets"), &at);) {
		if (!str_equal(pack_string(r, at, "id"), id))
			continue;
		struct question_set *set = arena_alloc(r->arena, sizeof(*set));
		if (!set)
			return NULL;
		set->id.value = id;
		set->access = read_access(r, at);
		set->vignette = pack_flow(r, at, "vignette");
		return set;
	}
	return NULL;
}

static void read_questions(struct pack_reading *r, const struct json_token *root, struct lesson *lesson)
{
	struct question **last = &lesson->questions;
	const struct question_set *set = NULL;
	for (const struct json_token *at = NULL; pack_each(r, pack_member(r, root, "questions"), &at);
	     last = &(*last)->next) {
		*last = arena_alloc(r->arena, sizeof(**last));
		if (!*last)
			return;
		read_question(r, at, *last);
		struct str id = pack_string(r, at, "set");
		set = id.at ? read_set(r, root, id, set) : NULL;
		(*last)->set = set;
	}
}

static void read_points(struct pack_reading *r, const struct json_token *object, struct shape *shape)
{
	static const char *const pairs[][4] = { { "x", "y", "width", "height" }, { "cx", "cy", "rx", "ry" } };
	const struct json_token *points = pack_member(r, object, "points");
	size_t count = 2;
	if (shape->kind == SHAPE_POLYGON) {
		count = 0;
		for (const struct json_token *at = NULL; pack_each(r, points, &at);)
			count++;
	}
	shape->points = arena_alloc(r->arena, (count + 1) * sizeof(*shape->points));
	if (!shape->points)
		return;
	if (shape->kind != SHAPE_POLYGON) {
		const char *const *names = pairs[shape->kind];
		shape->points[0] =
			(struct shape_point){ pack_number(r, object, names[0]), pack_number(r, object, names[1]) };
		shape->points[1] =
			(struct shape_point){ pack_number(r, object, names[2]), pack_number(r, object, names[3]) };
		shape->point_count = 2;
		return;
	}
	for (const struct json_token *at = NULL; pack_each(r, points, &at);) {
		unsigned xy[2] = { 0, 0 }, filled = 0;
		for (const struct json_token *n = NULL; filled < 2 && pack_each(r, at, &n);)
			xy[filled++] = n->kind == '0' ? (unsigned)tape_number(r->json, n) : 0;
		shape->points[shape->point_count++] = (struct shape_point){ xy[0], xy[1] };
	}
}

static void read_shape(struct pack_reading *r, const struct json_token *object, struct shape *shape)
{
	static const char *const types[] = { "rectangle", "ellipse", "polygon", NULL };
	shape->kind = (enum shape_kind)pack_choice(r, object, "type", types);
	shape->number = pack_number(r, object, "n");
	shape->label = pack_text(r, pack_member(r, object, "text"));
	read_points(r, object, shape);
}

static void read_occlusion(struct pack_reading *r, const struct json_token *object, struct card *card)
{
	static const char *const hides[] = { "one", "all", NULL };
	struct occlusion *occlusion = card->occlusion = arena_alloc(r->arena, sizeof(*occlusion));
	if (!occlusion)
		return;
	occlusion->picture.src = pack_attribute(r, object, "asset");
	occlusion->picture.alt = pack_attribute(r, object, "alt");
	occlusion->picture.element.lang = pack_string(r, object, "lang");
	occlusion->hides_all = pack_choice(r, object, "hide", hides) == 1;
	occlusion->credit = pack_credit(r, object);
	READ_LIST(shape, occlusion->shapes, pack_member(r, object, "shapes"))
}

/* In another language than its lesson, a cloze is a span; gaps are never inside of other elements. */
static void unwrap_cloze(struct card *card)
{
	const struct inline_node *span = card->cloze;
	if (!span || span->kind != INLINE_SPAN || span->next)
		return;
	card->element.lang = span->element.lang;
	card->cloze = span->children;
}

static void read_card(struct pack_reading *r, const struct json_token *object, struct card *card)
{
	static const char *const kinds[] = { "card", "cloze", "occlusion", NULL };
	unsigned kind = pack_choice(r, object, "kind", kinds);
	card->id = pack_attribute(r, object, "id");
	card->access = read_access(r, object);
	card->objective = pack_attribute(r, object, "objective");
	card->difficulty = pack_number(r, object, "difficulty");
	card->tags = read_tags(r, object);
	card->front = pack_flow(r, object, "front");
	card->back = pack_flow(r, object, "back");
	card->extra = pack_flow(r, object, "extra");
	card->is_cloze = kind == 1;
	if (card->is_cloze) {
		card->cloze = pack_text(r, pack_member(r, object, "text"));
		unwrap_cloze(card);
		card->blocks = pack_blocks(r, pack_member(r, object, "blocks"));
	}
	if (kind == 2)
		read_occlusion(r, object, card);
}

/* Appends a name of an entry for each text. */
static struct flow **read_names(struct pack_reading *r, const struct json_token *array, struct flow **last)
{
	for (const struct json_token *at = NULL; pack_each(r, array, &at);) {
		*last = arena_alloc(r->arena, sizeof(**last));
		if (!*last)
			break;
		(*last)->text = pack_text(r, at);
		last = &(*last)->next;
	}
	return last;
}

static void read_entry(struct pack_reading *r, const struct json_token *object, struct entry *entry)
{
	entry->id = pack_attribute(r, object, "id");
	entry->access = read_access(r, object);
	entry->term = pack_line(r, object, "term");
	if (!entry->term)
		return;
	struct flow **last = read_names(r, pack_member(r, object, "synonyms"), &entry->term->next);
	read_names(r, pack_member(r, object, "abbreviations"), last);
	entry->abbreviations = *last;
	entry->definition = pack_flow(r, object, "definition");
}

static void read_reference(struct pack_reading *r, const struct json_token *object, struct reference *reference)
{
	reference->id = pack_attribute(r, object, "id");
	reference->href = pack_attribute(r, object, "href");
	reference->doi = pack_attribute(r, object, "doi");
	reference->text = pack_text(r, pack_member(r, object, "text"));
}

static void read_lesson(struct pack_reading *r, const struct json_token *root, struct lesson *lesson)
{
	lesson->id = pack_attribute(r, root, "id");
	lesson->lang = pack_attribute(r, root, "lang");
	lesson->element.lang = lesson->lang.value;
	lesson->reviewed = pack_attribute(r, root, "reviewed");
	lesson->review_by = pack_attribute(r, root, "reviewBy");
	lesson->tags = read_tags(r, root);
	lesson->access = read_access(r, root);
	lesson->title = pack_line(r, root, "title");
	lesson->summary = pack_line(r, root, "summary");
	lesson->takeaways = pack_flows(r, pack_member(r, root, "takeaways"));
	read_questions(r, root, lesson);
	READ_LIST(person, lesson->people, pack_member(r, root, "people"))
	READ_LIST(objective, lesson->objectives, pack_member(r, root, "objectives"))
	READ_LIST(section, lesson->sections, pack_member(r, root, "sections"))
	READ_LIST(card, lesson->cards, pack_member(r, root, "cards"))
	READ_LIST(entry, lesson->glossary, pack_member(r, root, "glossary"))
	READ_LIST(reference, lesson->sources, pack_member(r, root, "sources"))
}

struct lesson *pack_lesson_read(struct arena *arena, const struct json_tape *json)
{
	struct pack_reading r = { .arena = arena, .json = json };
	struct lesson *lesson = arena_alloc(arena, sizeof(*lesson));
	if (!lesson)
		return NULL;
	read_lesson(&r, json->tokens, lesson);
	return arena_failed(arena) ? NULL : lesson;
}
