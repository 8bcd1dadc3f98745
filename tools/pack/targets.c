#include "pack/targets.h"

struct target_lesson {
	struct str id, title, lang; /* the language is that of the title */
};

/* Something with an id. The lists in the map begin with a lesson or item, if there is one: parts of several lessons may
 * share an id. */
struct target {
	const struct target_lesson *lesson;
	enum id_kind kind;
	unsigned number;
	struct str title, lang; /* see struct own_id */
	struct target *next; /* with the same id */
};

void targets_init(struct targets *targets)
{
	arena_init(&targets->arena);
	map_init(&targets->map);
}

void targets_release(struct targets *targets)
{
	arena_release(&targets->arena);
	map_release(&targets->map);
}

/* A copy of the title as plain text, made in plain. */
static struct str keep_title(struct targets *targets, const struct flow *title, struct buf *plain)
{
	buf_clear(plain);
	inline_plain(plain, title->text);
	targets->arena.failed = targets->arena.failed || buf_failed(plain);
	return arena_str(&targets->arena, buf_view(plain));
}

static bool add(struct targets *targets, const struct own_id *own, const struct target_lesson *lesson,
		struct buf *plain)
{
	struct target *target = arena_alloc(&targets->arena, sizeof(*target)), *first = map_get(&targets->map, own->id);
	struct str id = first ? own->id : arena_str(&targets->arena, own->id);
	if (!target || !id.at)
		return false;
	*target = (struct target){ .lesson = lesson, .kind = own->kind, .number = own->number };
	if (own->title) {
		target->title = keep_title(targets, own->title, plain);
		target->lang = arena_str(&targets->arena, own->title->element.lang);
	}
	if (first && !(id_kind_is_global(own->kind) && !id_kind_is_global(first->kind))) {
		target->next = first->next;
		first->next = target;
		return true;
	}
	void **slot = map_put(&targets->map, id);
	if (!slot)
		return false;
	target->next = first;
	*slot = target;
	return true;
}

bool targets_add(struct targets *targets, const struct own_ids *ids, const struct lesson *lesson)
{
	struct target_lesson *own = arena_alloc(&targets->arena, sizeof(*own));
	struct buf plain;
	bool good = own != NULL;
	buf_init(&plain, BUF_CAP);
	if (own) {
		own->id = arena_str(&targets->arena, lesson->id.value);
		if (lesson->title) {
			own->title = keep_title(targets, lesson->title, &plain);
			own->lang = arena_str(&targets->arena, lesson->title->element.lang);
		}
	}
	for (size_t i = 0; good && i < ids->count; i++)
		good = !id_kind_is_target(ids->all[i].kind) || add(targets, &ids->all[i], own, &plain);
	buf_release(&plain);
	return good && !arena_failed(&targets->arena);
}

/* What a link by id alone leads to; NULL if there is nothing, or parts of several lessons. */
static const struct target *find(const struct targets *targets, struct str id)
{
	const struct target *first = map_get(&targets->map, id);
	for (const struct target *t = first && !id_kind_is_global(first->kind) ? first->next : NULL; t; t = t->next)
		if (t->lesson != first->lesson)
			return NULL;
	return first;
}

static const struct target *find_part(const struct targets *targets, struct str lesson, struct str part)
{
	const struct target *target = map_get(&targets->map, part);
	while (target && (target->kind == KIND_LESSON || !str_equal(target->lesson->id, lesson)))
		target = target->next;
	return target;
}

/* A figure, table or recording is named with its lesson. */
static void add_label(struct buf *out, const struct target *target, struct str lang)
{
	const struct target_lesson *lesson = target->lesson;
	enum labelled what;
	struct buf label;
	struct json json;
	json_init(&json, out);
	if (target->title.at) {
		text_label_json(&json, target->title, target->lang, lang);
		return;
	}
	if (!lesson->title.at || !id_kind_label(target->kind, &what))
		return;
	buf_init(&label, BUF_CAP);
	if (language_tag_same(lesson->lang, lang))
		buf_str(&label, str_trim(lesson->title));
	else
		text_label_json(&json, lesson->title, lesson->lang, lang);
	buf_text(&label, ", ");
	(void)label_add(&label, what, target->number, lang);
	text_str_json(&json, buf_view(&label));
	out->failed = out->failed || buf_failed(&label);
	buf_release(&label);
}

/* The words of an id, without the letter that says of what kind it is: "heart valves" of "f-heart-valves". */
static void add_words(struct buf *out, struct str id)
{
	struct json json;
	struct buf words;
	if (id.len > 2 && id.at[1] == '-')
		id = (struct str){ id.at + 2, id.len - 2 };
	buf_init(&words, BUF_CAP);
	for (size_t i = 0; i < id.len; i++)
		buf_char(&words, id.at[i] == '-' ? ' ' : id.at[i]);
	json_init(&json, out);
	json_str(&json, buf_view(&words));
	out->failed = out->failed || buf_failed(&words);
	buf_release(&words);
}

/* The label of a link to the target; if that is unknown, the words of its id, unless that is STR_NONE. */
static void add_label_of(struct buf *out, const struct target *target, struct str id, struct str lang)
{
	if (target)
		add_label(out, target, lang);
	else if (id.at)
		add_words(out, id);
}

/* The string in JSON that begins at offset, an id. */
static struct str id_at(struct str json, size_t offset)
{
	const char *quote = offset < json.len ? memchr(json.at + offset, '"', json.len - offset) : NULL;
	return (struct str){ json.at + offset, quote ? (size_t)(quote - json.at) - offset : 0 };
}

bool targets_fill(const struct targets *targets, struct str elsewhere, struct str json, struct buf *filled,
		  struct buf *lost)
{
	const struct link_elsewhere *links = (const struct link_elsewhere *)(const void *)elsewhere.at;
	size_t count = elsewhere.len / sizeof(*links), done = 0;
	for (size_t i = 0; i < count; i++) {
		const struct link_elsewhere *link = &links[i];
		struct str id = id_at(json, link->to);
		size_t part = link->to + id.len + strlen("\",\"part\":\"");
		const struct target *target =
			link->exact ? find_part(targets, id, id_at(json, part)) : find(targets, id);
		if (link->label) {
			buf_add(filled, json.at + done, link->label - done);
			done = link->label;
			add_label_of(filled, target, lost ? STR_NONE : id, str_from(link->lang));
		}
		buf_add(filled, json.at + done, link->to - done);
		done = link->to;
		if (!target && lost)
			buf_format(lost, "%.*s\n", STR_ARG(id));
		else if (target && !link->exact && target->kind != KIND_LESSON)
			buf_format(filled, "%.*s\",\"part\":\"", STR_ARG(target->lesson->id));
	}
	buf_add(filled, json.at + done, json.len - done);
	return !buf_failed(filled) && (!lost || !buf_failed(lost));
}
