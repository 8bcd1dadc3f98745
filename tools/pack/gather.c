#include "pack/gather.h"

#include "base/array.h"
#include "base/path.h"
#include "check/media/picture.h"
#include "pack/edition_part.h"
#include "reader/satchel.h"

#include <errno.h>
#include <stdlib.h>

bool gather_init(struct gather *gather, const struct definition *definition, const bool editions[EDITIONS],
		 struct store *store)
{
	*gather = (struct gather){ .definition = definition, .store = store };
	arena_init(&gather->arena);
	targets_init(&gather->targets);
	for (size_t i = 0; i < POOL_WORKERS_MAX; i++) {
		buf_init(&gather->workers[i].json, BUF_CAP);
		buf_init(&gather->workers[i].elsewhere, BUF_CAP);
		arena_init(&gather->workers[i].drafts);
	}
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
	for (size_t i = 0; i < POOL_WORKERS_MAX; i++) {
		buf_release(&gather->workers[i].json);
		buf_release(&gather->workers[i].elsewhere);
		arena_release(&gather->workers[i].drafts);
	}
	free(gather->drafts);
	targets_release(&gather->targets);
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

/* Keeps the message that sorts first; since messages begin with paths, the result does not depend on threads. */
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

/* Records the lesson, and sets *wanted to its row in the definition if it is to be packed, else to NULL. False if
 * memory ran out. */
static bool claim(struct gather *gather, const struct lesson *lesson, const struct source *source, bool usable,
		  const struct definition_lesson **wanted)
{
	*wanted = definition_find(gather->definition, lesson->id.value);
	pthread_mutex_lock(&gather->lock);
	struct seen_lesson *more = array_grow(gather->seen, gather->seen_count, &gather->seen_room, sizeof(*more));
	struct str id = arena_str(&gather->arena, lesson->id.value);
	gather->seen = more ? more : gather->seen;
	if (!more || !id.at)
		gather->failed = true;
	else
		gather->seen[gather->seen_count++] = (struct seen_lesson){ id.at, source->path };
	/* Two lessons with the same id are an error, and neither is packed. */
	if (*wanted && usable && !gather->taken[(*wanted)->index])
		gather->taken[(*wanted)->index] = true;
	else
		*wanted = NULL;
	bool good = !gather->failed;
	pthread_mutex_unlock(&gather->lock);
	return good;
}

struct lesson_at_hand {
	struct gather *gather;
	struct gather_worker *worker;
	const struct source *source;
	struct str root;   /* of its tree */
	unsigned editions; /* bit set of the editions being compiled */
};

static void run_out(struct gather *gather)
{
	pthread_mutex_lock(&gather->lock);
	gather->failed = true;
	pthread_mutex_unlock(&gather->lock);
}

/* Refuses the lesson because of a file that packs cannot contain. */
static void refuse_file(struct lesson_at_hand *hand, const struct attribute *src, const char *reason)
{
	struct source source;
	struct buf message;
	source_init(&source, hand->source->path, hand->source->bytes);
	struct location location = source_location(&source, src->span);
	buf_init(&message, 64 * 1024);
	buf_format(&message, "%s:%u:%u: error: '%.*s' is %s", source.path, location.line, location.column,
		   STR_ARG(src->value), reason);
	keep_first(hand->gather, &hand->gather->refusal, &message);
	buf_release(&message);
	source_release(&source);
}

/* A compile_asset. */
static bool add_asset(void *context, const struct attribute *src, enum file_use use, struct compiled_asset *asset)
{
	struct lesson_at_hand *hand = context;
	struct gather *gather = hand->gather;
	struct buf path, why;
	buf_init(&path, 64 * 1024);
	buf_init(&why, 64 * 1024);
	enum picture_status found =
		picture_find(src->value, path_folder(hand->source->path), hand->root, NULL, &path);
	enum result status = RESULT_NO_MEMORY;
	if (found == PICTURE_FOUND) {
		status = assets_add(&gather->assets, buf_cstr(&path), use, hand->editions, asset, &why);
	} else if (found != PICTURE_NO_MEMORY) {
		/* It was there when the lesson was checked. */
		errno = ENOENT;
		status = file_result(FILE_FAILED, "read the file", buf_cstr(&path), &why);
	}
	switch (status) {
	case RESULT_OK: break;
	case RESULT_REFUSED: refuse_file(hand, src, buf_cstr(&why)); break;
	case RESULT_FAILED: keep_first(gather, &gather->failure, &why); break;
	case RESULT_NO_MEMORY: run_out(gather); break;
	}
	buf_release(&path);
	buf_release(&why);
	return status == RESULT_OK;
}

static void refuse(struct gather *gather, const char *path, const char *why, struct str what)
{
	struct buf message;
	buf_init(&message, 64 * 1024);
	buf_format(&message, "%s: error: %s%.*s", path, why, STR_ARG(what));
	keep_first(gather, &gather->refusal, &message);
	buf_release(&message);
}

/* Packs the draft, and collects its search words, for each of its editions. False if memory ran out. */
static bool finish(struct gather *gather, const struct draft *draft)
{
	struct packed packed = { .raw_size = 0 };
	struct search_words *words = NULL; /* the first edition's are shared by all */
	bool good = true;
	if (draft->json.len > SATCHEL_LESSON_MAX) {
		refuse(gather, draft->path, "as JSON the lesson exceeds the limit of 32 MiB", STR(""));
		return true;
	}
	struct buf why;
	buf_init(&why, 64 * 1024);
	enum result stored = store_pack(gather->store, &packed, draft->json, true, &why);
	if (stored == RESULT_FAILED)
		keep_first(gather, &gather->failure, &why);
	buf_release(&why);
	for (int i = 0; i < EDITIONS; i++) {
		if (!(draft->editions & 1u << i))
			continue;
		struct lesson_slot *slot = &gather->slots[i][draft->index];
		if (!words && gather->definition->search)
			good = search_words_take(&slot->own, draft->json) && good;
		words = words ? words : &slot->own;
		slot->packed = packed;
		slot->words = words;
	}
	return good && stored != RESULT_NO_MEMORY;
}

/* Keeps the draft until all lessons have been read. False if memory ran out. */
static bool keep_draft(struct gather *gather, struct gather_worker *worker, struct draft draft)
{
	/* The offsets must be aligned. */
	char *elsewhere = arena_alloc(&worker->drafts, draft.elsewhere.len);
	if (elsewhere)
		memcpy(elsewhere, draft.elsewhere.at, draft.elsewhere.len);
	draft.elsewhere.at = elsewhere;
	draft.json = arena_str(&worker->drafts, draft.json);
	pthread_mutex_lock(&gather->lock);
	struct draft *more = array_grow(gather->drafts, gather->draft_count, &gather->draft_room, sizeof(*more));
	if (more) {
		gather->drafts = more;
		gather->drafts[gather->draft_count++] = draft;
	}
	pthread_mutex_unlock(&gather->lock);
	return more && elsewhere && draft.json.at;
}

/* Compiles lesson, all or part of it, for the editions, and packs it unless link targets are still unknown. False if
 * memory ran out. */
static bool pack(struct lesson_at_hand *hand, const struct lesson *lesson, size_t index, const struct own_ids *own,
		 unsigned editions)
{
	struct gather_worker *worker = hand->worker;
	struct compile_links links = { own, &worker->elsewhere };
	hand->editions = editions;
	buf_clear(&worker->json);
	buf_clear(&worker->elsewhere);
	enum compile_status status = compile_lesson(lesson, &links, add_asset, hand, &worker->json);
	if (status != COMPILE_OK)
		return status != COMPILE_NO_ROOM;
	struct draft draft = { index, editions, hand->source->path, buf_view(&worker->json),
			       buf_view(&worker->elsewhere) };
	return draft.elsewhere.len ? keep_draft(hand->gather, worker, draft) : finish(hand->gather, &draft);
}

static void fill_slot(struct lesson_slot *slot, const struct lesson *part, const struct lesson_counts *whole)
{
	slot->included = true;
	slot->counts = outline_count(part);
	buf_init(&slot->row, BUF_CAP);
	buf_init(&slot->items, BUF_CAP);
	outline_row(part, &slot->counts, whole, &slot->row);
	outline_items(part, &slot->items);
}

/* Fills the lesson's slot in each edition. A lesson that is complete in several is packed once. */
static bool fill(struct lesson_at_hand *hand, size_t index, const struct lesson *lesson, const struct own_ids *own,
		 struct arena *arena)
{
	struct gather *gather = hand->gather;
	const struct lesson_counts whole = outline_count(lesson);
	const struct lesson *parts[EDITIONS] = { NULL };
	unsigned all = 0;
	for (int i = 0; i < EDITIONS; i++) {
		if (!gather->slots[i])
			continue;
		gather->slots[i][index].whole = whole;
		switch (part_make(lesson, (enum edition_id)i, arena, &parts[i])) {
		case PART_NONE: parts[i] = NULL; break;
		case PART_SOME: break;
		case PART_WHOLE: all |= 1u << i; break;
		case PART_NO_MEMORY: return false;
		}
	}
	bool good = !all || pack(hand, lesson, index, own, all);
	for (int i = 0; good && i < EDITIONS; i++) {
		if (!parts[i])
			continue;
		struct lesson_slot *slot = &gather->slots[i][index];
		fill_slot(slot, parts[i], &whole);
		good = (all & 1u << i || pack(hand, parts[i], index, own, 1u << i)) && !buf_failed(&slot->row) &&
		       !buf_failed(&slot->items);
	}
	return good;
}

static bool add_targets(struct gather *gather, const struct lesson *lesson, const struct own_ids *own)
{
	pthread_mutex_lock(&gather->lock);
	bool good = targets_add(&gather->targets, own, lesson);
	pthread_mutex_unlock(&gather->lock);
	return good;
}

bool gather_target(struct gather *gather, const struct lesson *lesson)
{
	struct own_ids own;
	own_ids_init(&own);
	bool good = own_ids_gather(&own, lesson) && (!lesson->id.value.at || add_targets(gather, lesson, &own));
	own_ids_release(&own);
	return good;
}

/* Records the ids of the lesson, and packs it if it is wanted. */
static bool take(struct lesson_at_hand *hand, const struct definition_lesson *wanted, const struct lesson *lesson)
{
	struct gather *gather = hand->gather;
	struct arena arena;
	struct own_ids own;
	arena_init(&arena);
	own_ids_init(&own);
	bool good = own_ids_gather(&own, lesson) && add_targets(gather, lesson, &own);
	good = good && (!wanted || fill(hand, wanted->index, lesson, &own, &arena));
	own_ids_release(&own);
	arena_release(&arena);
	return good;
}

bool gather_lesson(void *context, unsigned worker, size_t index, const struct lesson *lesson,
		   const struct source *source, bool usable)
{
	struct gather *gather = context;
	struct lesson_at_hand hand = { .gather = gather,
				       .worker = &gather->workers[worker],
				       .source = source,
				       .root = str_from(gather->lessons->roots[index]) };
	const struct definition_lesson *wanted = NULL;
	if (!lesson->id.value.at)
		return true;
	return claim(gather, lesson, source, usable, &wanted) && take(&hand, wanted, lesson);
}

/* A pool_work. */
static void finish_draft(void *context, unsigned worker, size_t index)
{
	struct gather *gather = context;
	struct draft draft = gather->drafts[index];
	struct buf lost, *filled = &gather->workers[worker].json;
	buf_init(&lost, BUF_CAP);
	buf_clear(filled);
	bool good = targets_fill(&gather->targets, draft.elsewhere, draft.json, filled,
				 gather->keeps_lost ? NULL : &lost);
	struct str first = { buf_cstr(&lost), strcspn(buf_cstr(&lost), "\n") };
	draft.json = buf_view(filled);
	if (good && lost.len)
		refuse(gather, draft.path, "missing or ambiguous link target: ", first);
	else if (good)
		good = finish(gather, &draft);
	buf_release(&lost);
	if (!good)
		run_out(gather);
}

bool gather_finish(struct gather *gather, unsigned jobs)
{
	pool_run(jobs ? jobs : pool_processors(), gather->draft_count, finish_draft, gather);
	for (size_t i = 0; i < POOL_WORKERS_MAX; i++)
		arena_release(&gather->workers[i].drafts);
	return !gather->failed;
}
