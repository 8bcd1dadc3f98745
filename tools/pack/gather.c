#include "pack/gather.h"

#include "base/path.h"
#include "check/picture.h"
#include "reader/satchel.h"

#include <errno.h>
#include <stdlib.h>

bool gather_init(struct gather *gather, const struct definition *definition)
{
	*gather = (struct gather){ .definition = definition };
	arena_init(&gather->arena);
	buf_init(&gather->refusal, 64 * 1024);
	buf_init(&gather->failure, 64 * 1024);
	gather->slots = calloc(definition->lesson_count + 1, sizeof(*gather->slots));
	if (!gather->slots || !assets_init(&gather->assets))
		return false;
	gather->ready = pthread_mutex_init(&gather->lock, NULL) == 0;
	if (!gather->ready)
		assets_release(&gather->assets);
	return gather->ready;
}

void gather_release(struct gather *gather)
{
	for (size_t i = 0; gather->slots && i < gather->definition->lesson_count; i++) {
		packed_release(&gather->slots[i].packed);
		buf_release(&gather->slots[i].summary);
	}
	free(gather->slots);
	free(gather->seen);
	arena_release(&gather->arena);
	buf_release(&gather->refusal);
	buf_release(&gather->failure);
	if (!gather->ready)
		return;
	assets_release(&gather->assets);
	pthread_mutex_destroy(&gather->lock);
}

/* Keeps the message that comes first in byte order, which begins with a path: so the same one whatever thread is
 * faster. */
static void keep_first(struct gather *gather, struct buf *kept, const struct buf *message)
{
	pthread_mutex_lock(&gather->lock);
	if (buf_failed(message)) {
		gather->failed = true;
	} else if (kept->len == 0 || str_compare(buf_view(message), buf_view(kept)) < 0) {
		buf_clear(kept);
		buf_str(kept, buf_view(message));
	}
	pthread_mutex_unlock(&gather->lock);
}

/* Notes the lesson, and the slot that it is to fill, or NULL. False where memory ran out. */
static bool claim(struct gather *gather, const struct lesson *lesson, const struct source *source, bool usable,
		  struct lesson_slot **slot)
{
	const struct definition_lesson *wanted = definition_find(gather->definition, lesson->id.value);
	pthread_mutex_lock(&gather->lock);
	if (gather->seen_count == gather->seen_room) {
		size_t room = gather->seen_room ? gather->seen_room * 2 : 64;
		struct seen_lesson *more = realloc(gather->seen, room * sizeof(*more));
		if (more) {
			gather->seen = more;
			gather->seen_room = room;
		}
	}
	struct str id = arena_str(&gather->arena, lesson->id.value);
	if (gather->seen_count == gather->seen_room || !id.at)
		gather->failed = true;
	else
		gather->seen[gather->seen_count++] = (struct seen_lesson){ id.at, source->path };
	/* Of two lessons with one id neither is packed: that is an error. */
	if (wanted && usable && !gather->slots[wanted->place].filled) {
		*slot = &gather->slots[wanted->place];
		(*slot)->filled = true;
	}
	bool good = !gather->failed;
	pthread_mutex_unlock(&gather->lock);
	return good;
}

struct lesson_at_hand {
	struct gather *gather;
	const struct source *source;
	struct str root;
};

/* A compile_asset. */
static bool name_asset(void *context, const struct figure *figure, char name[ASSET_NAME_SIZE])
{
	struct lesson_at_hand *hand = context;
	struct gather *gather = hand->gather;
	struct buf path, message;
	enum file_status why = FILE_OK;
	buf_init(&path, 64 * 1024);
	buf_init(&message, 64 * 1024);
	enum picture_status found =
		picture_find(figure->src.value, path_folder(hand->source->path), hand->root, &path);
	enum asset_status status = ASSET_NO_MEMORY;
	if (found == PICTURE_FOUND)
		status = assets_add(&gather->assets, buf_cstr(&path), name, &why);
	else if (found != PICTURE_NO_MEMORY) {
		/* It was there when the lesson was checked. */
		status = ASSET_UNREADABLE;
		why = FILE_FAILED;
		errno = ENOENT;
	}
	if (status == ASSET_UNREADABLE) {
		buf_format(&message, "%s: cannot read the picture '%s': %s", hand->source->path, buf_cstr(&path),
			   file_status_text(why));
		keep_first(gather, &gather->failure, &message);
	} else if (status == ASSET_BAD_KIND) {
		struct source source;
		source_init(&source, hand->source->path, hand->source->bytes);
		struct place place = source_place(&source, figure->src.span);
		buf_format(&message, "%s:%u:%u: error: '%.*s' is not of a kind that packs carry: " ASSET_KINDS,
			   source.path, place.line, place.column, STR_ARG(figure->src.value));
		keep_first(gather, &gather->refusal, &message);
		source_release(&source);
	}
	buf_release(&path);
	buf_release(&message);
	return status == ASSET_OK;
}

bool gather_lesson(void *context, unsigned worker, size_t index, const struct lesson *lesson,
		   const struct source *source, bool usable)
{
	struct gather *gather = context;
	struct lesson_at_hand hand = { gather, source, str_from(gather->lessons->roots[index]) };
	struct buf json, message;
	struct json summary;
	(void)worker;
	if (!lesson->id.value.at)
		return true;
	struct lesson_slot *slot = NULL;
	if (!claim(gather, lesson, source, usable, &slot))
		return false;
	if (!slot)
		return true;
	buf_init(&json, BUF_CAP);
	enum compile_status status = compile_lesson(lesson, name_asset, &hand, &json);
	bool good = status != COMPILE_NO_ROOM;
	if (status == COMPILE_OK && json.len > SATCHEL_LESSON_MAX) {
		buf_init(&message, 64 * 1024);
		buf_format(&message, "%s: error: as JSON the lesson is longer than the 32 MiB that a pack allows",
			   source->path);
		keep_first(gather, &gather->refusal, &message);
		buf_release(&message);
	} else if (status == COMPILE_OK) {
		buf_init(&slot->summary, BUF_CAP);
		json_init(&summary, &slot->summary);
		compile_summary(lesson, &summary, &slot->counts);
		good = packed_make(&slot->packed, buf_view(&json), true) && !buf_failed(&slot->summary);
	}
	buf_release(&json);
	return good;
}
