#include "base/file_list.h"
#include "base/path.h"
#include "base/pool.h"
#include "check/core/lesson_files.h"
#include "check/media/picture.h"
#include "compare/side.h"
#include "lesson/deletion.h"
#include "lesson/reader.h"
#include "pack/assets.h"
#include "pack/compile.h"
#include "pack/content_folder.h"
#include "pack/cover.h"
#include "pack/definition.h"
#include "pack/manifest.h"
#include "pack/targets.h"
#include "reader/digest.h"
#include "reader/satchel.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

/* A lesson file that was read. */
struct leaf {
	struct str id, title; /* owned by the side's arena; id is NULL if there is no lesson */
	const char *path;
	struct location location;
	struct side_item *items;
	struct buf json;
	struct buf elsewhere; /* see pack/targets.h */
};

struct tree_loader {
	struct side *side;
	const struct file_list *files;
	struct leaf *leaves; /* one per file */
	struct str text;     /* of the only lesson, instead of its file; else at is NULL */
	struct lesson_schema *schema;
	struct reader **readers; /* one per worker */
	pthread_mutex_t lock;	 /* protects everything below */
	struct targets targets;
	struct buf why;
	bool no_memory;
};

static void add_error(struct tree_loader *work, const char *path, const char *what, const char *why)
{
	pthread_mutex_lock(&work->lock);
	buf_format(&work->why, "%s: %s%s\n", path, what, why);
	pthread_mutex_unlock(&work->lock);
}

static void run_out(struct tree_loader *work)
{
	pthread_mutex_lock(&work->lock);
	work->no_memory = true;
	pthread_mutex_unlock(&work->lock);
}

struct tree_lesson {
	struct tree_loader *work;
	const struct source *source;
};

/* A compile_asset: describes files as in a pack, so that the JSON is the same. */
static bool describe_file(void *context, const struct attribute *src, enum file_use use, struct compiled_asset *asset)
{
	struct tree_lesson *hand = context;
	struct tree_loader *work = hand->work;
	struct buf path, bytes, why;
	uint8_t digest[SHA256_SIZE];
	bool good = false;
	buf_init(&path, 64 * 1024);
	buf_init(&bytes, BUF_CAP);
	buf_init(&why, 64 * 1024);
	if (work->text.at) {
		*asset = (struct compiled_asset){ .name = "assets/unknown" };
		return true;
	}
	enum picture_status found = picture_find(src->value, path_folder(hand->source->path), STR("/"), NULL, &path);
	if (found == PICTURE_NO_MEMORY) {
		run_out(work);
	} else if (found != PICTURE_FOUND || file_read(buf_cstr(&path), SATCHEL_ASSET_MAX, &bytes) != FILE_OK) {
		add_error(work, hand->source->path, "cannot read the file ", buf_cstr(&path));
	} else {
		sha256(digest, bytes.at, bytes.len);
		buf_clear(&why);
		good = asset_describe(buf_view(&bytes), digest, use, asset, &why) == RESULT_OK;
		if (!good)
			add_error(work, buf_cstr(&path), "the file is ", buf_cstr(&why));
	}
	buf_release(&path);
	buf_release(&bytes);
	buf_release(&why);
	return good;
}

static void add_item(struct tree_loader *work, struct side_item ***end, struct source *source, struct str id,
		     const struct element *element, const struct attribute *progress)
{
	struct side_item *item = arena_alloc(&work->side->arena, sizeof(*item));
	struct str name = arena_str(&work->side->arena, id);
	if (!item || !name.at)
		return;
	*item = (struct side_item){ .id = name.at, .location = source_location(source, element->tag) };
	if (progress && progress->value.at) {
		item->progress = arena_str(&work->side->arena, progress->value);
		item->progress_location = source_location(source, progress->span);
	}
	**end = item;
	*end = &item->next;
}

static void add_card(struct tree_loader *work, struct side_item ***end, struct source *source, const struct card *card)
{
	char id[DELETION_ID_SIZE];
	unsigned number = deletion_next(card, 0);
	if (!number)
		add_item(work, end, source, card->id.value, &card->element, &card->progress);
	for (; number; number = deletion_next(card, number)) {
		deletion_id(id, card->id.value, number);
		add_item(work, end, source, str_from(id), deletion_element(card, number), &card->progress);
	}
}

static void take_locations(struct tree_loader *work, struct leaf *leaf, const struct lesson *lesson,
			   struct source *source)
{
	struct side_item **end = &leaf->items;
	leaf->path = arena_copy(&work->side->arena, source->path, strlen(source->path));
	leaf->location = source_location(source, lesson->id.span);
	for (const struct question *q = lesson->questions; q; q = q->next)
		add_item(work, &end, source, q->id.value, &q->element, &q->progress);
	for (const struct card *c = lesson->cards; c; c = c->next)
		add_card(work, &end, source, c);
	for (const struct entry *e = lesson->glossary; e; e = e->next)
		add_item(work, &end, source, e->id.value, &e->element, NULL);
}

static void take_lesson(struct tree_loader *work, size_t index, const struct lesson *lesson, struct source *source)
{
	struct leaf *leaf = &work->leaves[index];
	struct tree_lesson hand = { work, source };
	struct buf title;
	buf_init(&title, 64 * 1024);
	inline_plain(&title, lesson->title ? lesson->title->text : NULL);
	struct own_ids own;
	own_ids_init(&own);
	struct compile_links links = { &own, &leaf->elsewhere };
	enum compile_status status = own_ids_gather(&own, lesson)
					     ? compile_lesson(lesson, &links, describe_file, &hand, &leaf->json)
					     : COMPILE_NO_ROOM;
	if (status == COMPILE_OK && !buf_failed(&title)) {
		pthread_mutex_lock(&work->lock);
		leaf->id = arena_str(&work->side->arena, lesson->id.value);
		leaf->title = arena_str(&work->side->arena, buf_view(&title));
		take_locations(work, leaf, lesson, source);
		work->no_memory =
			work->no_memory || leaf->location.line == 0 || !targets_add(&work->targets, &own, lesson);
		pthread_mutex_unlock(&work->lock);
	} else if (status != COMPILE_NO_ASSET) {
		run_out(work);
	}
	own_ids_release(&own);
	buf_release(&title);
}

/* A pool_work: resolves links after all lessons are read. */
static void fill_links(void *context, unsigned worker, size_t index)
{
	struct tree_loader *work = context;
	struct leaf *leaf = &work->leaves[index];
	struct buf filled, lost;
	(void)worker;
	if (!leaf->elsewhere.len)
		return;
	/* satchel-lint reports broken links; they are not changes. */
	buf_init(&filled, BUF_CAP);
	buf_init(&lost, BUF_CAP);
	if (!targets_fill(&work->targets, buf_view(&leaf->elsewhere), buf_view(&leaf->json), &filled, &lost))
		run_out(work);
	buf_release(&leaf->json);
	leaf->json = filled;
	buf_release(&lost);
}

/* A pool_work. */
static void read_file(void *context, unsigned worker, size_t index)
{
	struct tree_loader *work = context;
	const char *path = work->files->paths[index];
	struct rule_settings settings;
	struct report report;
	struct source source;
	struct buf bytes;
	const struct lesson *lesson = NULL;
	buf_init(&bytes, BUF_CAP);
	enum file_status read = FILE_OK;
	if (work->text.at)
		buf_str(&bytes, work->text);
	else
		read = file_read(path, LESSON_SIZE_MAX, &bytes);
	if (read != FILE_OK) {
		add_error(work, path, "cannot be read: ", file_status_text(read));
		buf_release(&bytes);
		return;
	}
	rule_settings_default(&settings);
	report_init(&report, &settings);
	source_init(&source, path, buf_view(&bytes));
	enum reader_status status = reader_read(work->readers[worker], &source, &report, &lesson);
	report_close_source(&report, &source);
	if (status == READER_NO_MEMORY || report.failed)
		run_out(work);
	else if (status != READER_OK || report.counts[SEVERITY_ERROR] || !lesson->id.value.at)
		add_error(work, path, "the lesson has errors; run satchel-validate", "");
	else
		take_lesson(work, index, lesson, &source);
	source_release(&source);
	report_release(&report);
	buf_release(&bytes);
}

static bool read_files(struct tree_loader *work, unsigned jobs)
{
	const struct file_list *files = work->files;
	unsigned workers = jobs ? jobs : pool_processors();
	bool good = true;
	work->leaves = calloc(files->count + 1, sizeof(*work->leaves));
	work->readers = calloc(workers, sizeof(*work->readers));
	work->schema = lesson_schema_new();
	if (!work->leaves || !work->readers || !work->schema)
		return false;
	for (size_t i = 0; i < files->count; i++) {
		buf_init(&work->leaves[i].json, BUF_CAP);
		buf_init(&work->leaves[i].elsewhere, BUF_CAP);
	}
	for (unsigned i = 0; i < workers; i++)
		good = (work->readers[i] = reader_new(work->schema)) && good;
	if (good)
		pool_run(workers, files->count, read_file, work);
	if (good && !work->no_memory && !buf_failed(&work->why))
		pool_run(workers, files->count, fill_links, work);
	for (unsigned i = 0; i < workers; i++)
		reader_free(work->readers[i]);
	return good && !work->no_memory;
}

static void release_work(struct tree_loader *work)
{
	for (size_t i = 0; work->leaves && i < work->files->count; i++) {
		buf_release(&work->leaves[i].json);
		buf_release(&work->leaves[i].elsewhere);
	}
	targets_release(&work->targets);
	free(work->leaves);
	free(work->readers);
	if (work->schema)
		lesson_schema_free(work->schema);
	buf_release(&work->why);
}

/* Moves a lesson to the side. */
static void add_lesson(struct side *side, struct leaf *leaf, size_t unit)
{
	struct side_lesson *lesson = &side->lessons[side->lesson_count++];
	uint8_t digest[SHA256_SIZE];
	*lesson = (struct side_lesson){ .id = leaf->id.at,
					.title = leaf->title.at,
					.unit = unit,
					.json = leaf->json,
					.path = leaf->path,
					.location = leaf->location,
					.items = leaf->items };
	sha256(digest, buf_cstr(&lesson->json), lesson->json.len);
	memcpy(lesson->digest, digest, sizeof(lesson->digest));
	buf_init(&leaf->json, BUF_CAP);
}

static int by_id(const void *a, const void *b)
{
	return str_compare((*(struct leaf *const *)a)->id, (*(struct leaf *const *)b)->id);
}

static int has_id(const void *id, const void *leaf)
{
	return str_compare(*(const struct str *)id, (*(struct leaf *const *)leaf)->id);
}

/* Orders the lessons as in the definition. False if memory ran out. */
static bool order_lessons(struct tree_loader *work, const struct definition *definition)
{
	struct side *side = work->side;
	size_t count = work->files->count;
	struct leaf **sorted = malloc((count + 1) * sizeof(struct leaf *));
	side->units = arena_alloc(&side->arena, (definition->unit_count + 1) * sizeof(*side->units));
	if (!sorted || !side->units) {
		free(sorted);
		return false;
	}
	for (size_t i = 0; i < count; i++)
		sorted[i] = &work->leaves[i];
	qsort(sorted, count, sizeof(struct leaf *), by_id);
	for (const struct definition_unit *unit = definition->units; unit; unit = unit->next) {
		struct side_unit *own = &side->units[side->unit_count];
		*own = (struct side_unit){ .id = arena_str(&side->arena, unit->id).at,
					   .title = arena_str(&side->arena, unit->title).at,
					   .title_digest = record_digest(unit->title) };
		for (const struct definition_lesson *lesson = unit->lessons; lesson; lesson = lesson->next) {
			struct leaf **found = bsearch(&lesson->id, sorted, count, sizeof(struct leaf *), has_id);
			if (!found || (*found)->json.len == 0) {
				buf_format(&side->why, "%s: no lesson has the id \"%.*s\"\n", side->path,
					   STR_ARG(lesson->id));
				continue;
			}
			add_lesson(side, *found, side->unit_count);
			own->lesson_count++;
		}
		side->unit_count++;
	}
	free(sorted);
	return true;
}

static bool note_id(struct side *side, const char *id, const char *path)
{
	void **slot = map_put(&side->unlisted, str_from(id));
	if (slot)
		*slot = (void *)(uintptr_t)path;
	return slot != NULL;
}

/* Records the ids in lessons that are not in the pack. */
static bool note_unlisted(struct side *side, const struct tree_loader *work)
{
	for (size_t i = 0; i < work->files->count; i++) {
		const struct leaf *leaf = &work->leaves[i];
		if (leaf->json.len == 0)
			continue;
		if (!note_id(side, leaf->id.at, leaf->path))
			return false;
		for (const struct side_item *item = leaf->items; item; item = item->next)
			if (!note_id(side, item->id, leaf->path))
				return false;
	}
	return true;
}

/* definition is NULL for a folder, text.at unless it is that of the only file. */
static enum result take_files(struct side *side, const struct file_list *files, const struct definition *definition,
			      struct str text, unsigned jobs)
{
	struct tree_loader work = { .side = side, .files = files, .text = text };
	enum result status = RESULT_NO_MEMORY;
	targets_init(&work.targets);
	buf_init(&work.why, BUF_CAP);
	if (pthread_mutex_init(&work.lock, NULL) != 0)
		return RESULT_NO_MEMORY;
	if (!read_files(&work, jobs))
		goto out;
	size_t room = definition ? definition->lesson_count : files->count;
	side->lessons = arena_alloc(&side->arena, (room + 1) * sizeof(*side->lessons));
	if (!side->lessons || buf_failed(&work.why))
		goto out;
	buf_str(&side->why, buf_view(&work.why));
	status = RESULT_OK;
	if (definition && side->why.len == 0)
		status = order_lessons(&work, definition) && note_unlisted(side, &work) ? RESULT_OK : RESULT_NO_MEMORY;
	for (size_t i = 0; !definition && side->why.len == 0 && i < files->count; i++)
		add_lesson(side, &work.leaves[i], 0);
	if (status == RESULT_OK && side->why.len > 0)
		status = RESULT_FAILED;
out:
	release_work(&work);
	pthread_mutex_destroy(&work.lock);
	return status;
}

static void on_error(void *context, const char *path, enum file_status status)
{
	struct side *side = context;
	buf_format(&side->why, "cannot read '%s': %s\n", path, file_status_text(status));
}

/* folder is that of the lessons. */
static void take_about(struct side *side, const struct definition *definition, const char *folder)
{
	struct buf bytes;
	struct json json;
	buf_init(&bytes, BUF_CAP);
	json_init(&json, &bytes);
	json_open_object(&json);
	struct compiled_asset cover = { .width = 0 };
	/* A picture that cannot be packed has no name, and differs from any other. */
	if (definition->cover.value.at && cover_describe(definition, folder, &cover) != RESULT_NO_MEMORY)
		cover_json(&json, definition, &cover);
	compile_people(&json, definition->people);
	manifest_rest(&json, definition);
	json_close_object(&json);
	const char *about = buf_failed(&bytes) ? "{}" : buf_cstr(&bytes);
	const char *const facts[] = {
		[FACT_TITLE] = definition->title.at,
		[FACT_DESCRIPTION] = definition->description.at,
		[FACT_COVER] = side_member(side, about, "cover"),
		[FACT_PEOPLE] = side_member(side, about, "people"),
		[FACT_REST] = side_member(side, about, "rest"),
		[FACT_LICENCE] = definition->licence.at,
		[FACT_LANGUAGE] = definition->lang.at,
	};
	side_set_about(side, facts);
	side->why.failed = side->why.failed || buf_failed(&bytes);
	buf_release(&bytes);
}

static enum result open_definition(struct side *side, struct definition *definition, struct buf *folder)
{
	struct mistakes mistakes;
	mistakes_init(&mistakes);
	enum result result = definition_read(definition, side->path, &mistakes, &side->why);
	if (result == RESULT_OK && mistakes.errors) {
		mistakes_render(&mistakes, &definition->source, &side->why);
	} else if (result == RESULT_OK) {
		side->id = arena_str(&side->arena, definition->id).at;
		side->title = arena_str(&side->arena, definition->title).at;
		side->version = arena_str(&side->arena, definition->version).at;
		side->edition = edition_names[EDITION_FULL];
		side->release = definition->release;
		side->version_location = source_location(&definition->source, definition->version_span);
		side->release_location = source_location(&definition->source, definition->release_span);
		/* If memory ran out, a location has no line. */
		if (side->version_location.line == 0 || !content_folder(folder, side->path, definition->content))
			result = RESULT_NO_MEMORY;
		else
			take_about(side, definition, buf_cstr(folder));
	}
	mistakes_release(&mistakes);
	return result;
}

enum result side_open_tree(struct side *side, bool is_folder, unsigned jobs)
{
	struct definition definition = { .unit_count = 0 };
	struct file_list files;
	struct buf folder;
	enum result status = RESULT_OK;
	file_list_init(&files);
	buf_init(&folder, BUF_CAP);
	if (is_folder)
		buf_text(&folder, side->path);
	else
		status = open_definition(side, &definition, &folder);
	if (status == RESULT_OK && side->why.len == 0) {
		if (buf_failed(&folder) ||
		    !file_list_add(&files, buf_cstr(&folder), LESSON_SUFFIX, lesson_file, on_error, side))
			status = RESULT_NO_MEMORY;
		file_list_finish(&files);
	}
	if (status == RESULT_OK && side->why.len > 0)
		status = RESULT_FAILED;
	if (status == RESULT_OK)
		status = take_files(side, &files, is_folder ? NULL : &definition, STR_NONE, jobs);
	if (status == RESULT_OK)
		status = side_read_retired(side, buf_cstr(&folder));
	if (!is_folder)
		definition_release(&definition);
	file_list_release(&files);
	buf_release(&folder);
	return status;
}

enum result side_open_lesson(struct side *side, const char *path, struct str text)
{
	struct file_list files;
	struct str folder = path_folder(path);
	side_open_nothing(side, path);
	side->is_nothing = false;
	file_list_init(&files);
	enum result status =
		file_list_append(&files, path) ? take_files(side, &files, NULL, text, 1) : RESULT_NO_MEMORY;
	const char *copy = arena_str(&side->arena, folder).at;
	if (status == RESULT_OK)
		status = copy ? side_read_retired(side, copy) : RESULT_NO_MEMORY;
	file_list_release(&files);
	return arena_failed(&side->arena) || buf_failed(&side->why) ? RESULT_NO_MEMORY : status;
}
