#include "pack/gather.h"

#include "base/path.h"
#include "check/picture.h"
#include "pack/part.h"
#include "reader/satchel.h"

#include <errno.h>
#include <stdlib.h>

bool gather_init(struct gather *gather, const struct definition *definition, const bool editions[EDITIONS],
		 struct store *store)
{
	*gather = (struct gather){ .definition = definition, .store = store };
	arena_init(&gather->arena);
	buf_init(&gather->refusal, 64 * 1024);
	buf_init(&gather->failure, 64 * 1024);
	bool good = true;
	for (int i = 0; i < EDITIONS; i++) {
		if (!editions[i] && i != EDITION_FULL)
			continue;
		gather->slots[i] = calloc(definition->lesson_count + 1, sizeof(*gather->slots[i]));
		good = good && gather->slots[i];
	}
	gather->taken = calloc(definition->lesson_count + 1, sizeof(*gather->taken));
	if (!good || !gather->taken || !assets_init(&gather->assets, store))
		return false;
	gather->ready = pthread_mutex_init(&gather->lock, NULL) == 0;
	if (!gather->ready)
		assets_release(&gather->assets);
	return gather->ready;
}

void gather_release(struct gather *gather)
{
	for (int edition = 0; edition < EDITIONS; edition++) {
		struct lesson_slot *slots = gather->slots[edition];
		for (size_t i = 0; slots && i < gather->definition->lesson_count; i++) {
			packed_release(&slots[i].packed);
			buf_release(&slots[i].row);
			buf_release(&slots[i].items);
			search_words_release(&slots[i].own);
		}
		free(slots);
	}
	free(gather->taken);
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

/* Notes the lesson, and sets *wanted to what the definition says of it where it is to be packed, else to NULL. False
 * where memory ran out. */
static bool claim(struct gather *gather, const struct lesson *lesson, const struct source *source, bool usable,
		  const struct definition_lesson **wanted)
{
	*wanted = definition_find(gather->definition, lesson->id.value);
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
	if (*wanted && usable && !gather->taken[(*wanted)->place])
		gather->taken[(*wanted)->place] = true;
	else
		*wanted = NULL;
	bool good = !gather->failed;
	pthread_mutex_unlock(&gather->lock);
	return good;
}

struct lesson_at_hand {
	struct gather *gather;
	const struct source *source;
	struct str root;   /* of its tree */
	unsigned editions; /* that what is being compiled is for, as bits */
};

static void tell_unstored(struct gather *gather)
{
	struct buf message;
	buf_init(&message, 64 * 1024);
	buf_format(&message, "cannot write '%s': %s", gather->store->path, file_status_text(FILE_FAILED));
	keep_first(gather, &gather->failure, &message);
	buf_release(&message);
}

/* Refuses the lesson for a picture that no pack can carry. */
static void refuse_picture(struct lesson_at_hand *hand, const struct figure *figure, const char *reason)
{
	struct source source;
	struct buf message;
	source_init(&source, hand->source->path, hand->source->bytes);
	struct place place = source_place(&source, figure->src.span);
	buf_init(&message, 64 * 1024);
	buf_format(&message, "%s:%u:%u: error: '%.*s' is %s", source.path, place.line, place.column,
		   STR_ARG(figure->src.value), reason);
	keep_first(hand->gather, &hand->gather->refusal, &message);
	buf_release(&message);
	source_release(&source);
}

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
		status = assets_add(&gather->assets, buf_cstr(&path), hand->editions, name, &why);
	else if (found != PICTURE_NO_MEMORY) {
		/* It was there when the lesson was checked. */
		status = ASSET_UNREADABLE;
		why = FILE_FAILED;
		errno = ENOENT;
	}
	if (status == ASSET_UNREADABLE && why == FILE_TOO_LARGE) {
		refuse_picture(hand, figure, "larger than the 256 MiB that a pack allows");
	} else if (status == ASSET_UNREADABLE) {
		buf_format(&message, "%s: cannot read the picture '%s': %s", hand->source->path, buf_cstr(&path),
			   file_status_text(why));
		keep_first(gather, &gather->failure, &message);
	} else if (status == ASSET_UNSTORED) {
		tell_unstored(gather);
	} else if (status == ASSET_BAD_KIND) {
		refuse_picture(hand, figure, "not of a kind that packs carry: " ASSET_KINDS);
	}
	buf_release(&path);
	buf_release(&message);
	return status == ASSET_OK;
}

/* Compiles and packs lesson, which is the whole or a part, and takes the words that are sought in it. False where memory
 * ran out. */
static bool pack(struct lesson_at_hand *hand, const struct lesson *lesson, struct packed *packed,
		 struct search_words *words)
{
	struct gather *gather = hand->gather;
	struct buf json, message;
	buf_init(&json, BUF_CAP);
	enum compile_status status = compile_lesson(lesson, name_asset, hand, &json);
	bool good = status != COMPILE_NO_ROOM;
	if (status == COMPILE_OK && json.len > SATCHEL_LESSON_MAX) {
		buf_init(&message, 64 * 1024);
		buf_format(&message, "%s: error: as JSON the lesson is longer than the 32 MiB that a pack allows",
			   hand->source->path);
		keep_first(gather, &gather->refusal, &message);
		buf_release(&message);
	} else if (status == COMPILE_OK) {
		enum store_status stored = store_pack(gather->store, packed, buf_view(&json), true);
		if (stored == STORE_FAILED)
			tell_unstored(gather);
		good = stored != STORE_NO_MEMORY;
		if (gather->definition->search)
			good = search_words_take(words, buf_view(&json)) && good;
	}
	buf_release(&json);
	return good;
}

/* Fills the lesson's slot in each edition. A lesson that several have whole is packed once. */
static bool fill(struct lesson_at_hand *hand, size_t place, const struct lesson *lesson, struct arena *arena)
{
	struct gather *gather = hand->gather;
	const struct lesson_counts whole = outline_count(lesson);
	const struct lesson *parts[EDITIONS] = { NULL };
	struct packed packed = { .raw_size = 0 };
	struct search_words *words = NULL; /* of the whole */
	unsigned all = 0;
	for (int i = 0; i < EDITIONS; i++) {
		if (!gather->slots[i])
			continue;
		gather->slots[i][place].whole = whole;
		switch (part_make(lesson, (enum edition_id)i, arena, &parts[i])) {
		case PART_NONE: parts[i] = NULL; break;
		case PART_SOME: break;
		case PART_WHOLE:
			all |= 1u << i;
			words = words ? words : &gather->slots[i][place].own;
			break;
		case PART_NO_MEMORY: return false;
		}
	}
	hand->editions = all;
	bool good = !all || pack(hand, lesson, &packed, words);
	for (int i = 0; good && i < EDITIONS; i++) {
		struct lesson_slot *slot = gather->slots[i] ? &gather->slots[i][place] : NULL;
		if (!parts[i])
			continue;
		hand->editions = 1u << i;
		slot->packed = packed;
		slot->words = all & 1u << i ? words : &slot->own;
		good = all & 1u << i || pack(hand, parts[i], &slot->packed, &slot->own);
		slot->held = true;
		slot->counts = outline_count(parts[i]);
		buf_init(&slot->row, BUF_CAP);
		buf_init(&slot->items, BUF_CAP);
		outline_row(parts[i], &slot->counts, &whole, &slot->row);
		outline_items(parts[i], &slot->items);
		good = good && !buf_failed(&slot->row) && !buf_failed(&slot->items);
	}
	return good;
}

bool gather_lesson(void *context, unsigned worker, size_t index, const struct lesson *lesson,
		   const struct source *source, bool usable)
{
	struct gather *gather = context;
	struct lesson_at_hand hand = { .gather = gather, .source = source, .root = str_from(gather->lessons->roots[index]) };
	const struct definition_lesson *wanted = NULL;
	struct arena arena;
	(void)worker;
	if (!lesson->id.value.at)
		return true;
	if (!claim(gather, lesson, source, usable, &wanted))
		return false;
	if (!wanted)
		return true;
	arena_init(&arena);
	bool good = fill(&hand, wanted->place, lesson, &arena);
	arena_release(&arena);
	return good;
}
