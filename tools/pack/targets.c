#include "pack/targets.h"

/* Something with an id. Parts of several lessons may share one, which is then ambiguous. */
struct target {
	const char *lesson; /* NULL: several */
	enum id_kind kind;
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

/* Lessons and items take precedence over parts, whose ids are only unique in their lesson. */
static void meet(struct target *target, enum id_kind kind, const char *lesson)
{
	if (id_kind_is_global(target->kind))
		return;
	if (id_kind_is_global(kind))
		*target = (struct target){ lesson, kind };
	else if (target->lesson && strcmp(target->lesson, lesson) != 0)
		target->lesson = NULL;
}

bool targets_add(struct targets *targets, const struct own_ids *ids, struct str lesson)
{
	const char *name = arena_copy(&targets->arena, lesson.at, lesson.len);
	for (size_t i = 0; name && i < ids->count; i++) {
		const struct own_id *own = &ids->all[i];
		if (own->kind == KIND_SOURCE)
			continue;
		struct target *target = map_get(&targets->map, own->id);
		if (target) {
			meet(target, own->kind, name);
			continue;
		}
		struct str id = arena_str(&targets->arena, own->id);
		target = arena_alloc(&targets->arena, sizeof(*target));
		void **slot = id.at && target ? map_put(&targets->map, id) : NULL;
		if (!slot)
			return false;
		*target = (struct target){ name, own->kind };
		*slot = target;
	}
	return name != NULL;
}

bool targets_fill(const struct targets *targets, struct str elsewhere, struct str json, struct buf *filled,
		  struct buf *lost)
{
	const size_t *offsets = (const size_t *)(const void *)elsewhere.at;
	size_t count = elsewhere.len / sizeof(*offsets), done = 0;
	for (size_t i = 0; i < count; i++) {
		struct str rest = { json.at + offsets[i], json.len - offsets[i] };
		const char *quote = memchr(rest.at, '"', rest.len);
		struct str id = { rest.at, quote ? (size_t)(quote - rest.at) : rest.len };
		const struct target *target = map_get(&targets->map, id);
		buf_add(filled, json.at + done, offsets[i] - done);
		done = offsets[i];
		if (!target || !target->lesson)
			buf_format(lost, "%.*s\n", STR_ARG(id));
		else if (target->kind != KIND_LESSON)
			buf_format(filled, "%s\",\"part\":\"", target->lesson);
	}
	buf_add(filled, json.at + done, json.len - done);
	return !buf_failed(filled) && !buf_failed(lost);
}
