/* A lesson that was saved, on its own: within milliseconds, whatever the size of the tree. */
#include "base/path.h"
#include "check/media/picture.h"
#include "check/run/select.h"
#include "pack/compile.h"
#include "preview/live_internal.h"
#include "preview/pass_content.h"
#include "reader/digest.h"
#include "reader/satchel.h"

#include <stdlib.h>

/* The check of one lesson. */
struct single {
	struct live *live;
	const struct pass_lesson *row; /* of the last pass */
	struct str root;
	struct file_list files;
	struct report report;
	struct arena arena; /* of the sections */
	struct rule_settings settings;
	struct buf json;
	struct live_asset *assets;
	struct pass_lesson now; /* what the file is now */
	bool other;		/* it is a lesson with another id */
	bool failed;		/* memory ran out, or a file could not be read */
};

void live_free_lessons(struct live_lesson *lessons)
{
	for (struct live_lesson *next; lessons; lessons = next) {
		next = lessons->next;
		free(lessons->id);
		buf_release(&lessons->json);
		buf_release(&lessons->findings);
		free(lessons);
	}
}

void live_free_assets(struct live_asset *assets)
{
	for (struct live_asset *next; assets; assets = next) {
		next = assets->next;
		free(assets->name);
		free(assets->path);
		free(assets);
	}
}

static enum result describe(const char *path, enum file_use use, struct compiled_asset *facts)
{
	struct buf bytes, why;
	uint8_t digest[SHA256_SIZE];
	buf_init(&bytes, (size_t)SATCHEL_ASSET_MAX + 64);
	buf_init(&why, 64 * 1024);
	enum result status = file_result(file_read(path, SATCHEL_ASSET_MAX, &bytes), "read", path, &why);
	if (status == RESULT_OK) {
		sha256(digest, buf_cstr(&bytes), bytes.len);
		status = asset_describe(buf_view(&bytes), digest, use, facts, &why);
	}
	buf_release(&bytes);
	buf_release(&why);
	return status;
}

/* A compile_asset. */
static bool find_asset(void *context, const struct attribute *src, enum file_use use, struct compiled_asset *asset)
{
	struct single *single = context;
	struct buf path;
	buf_init(&path, 64 * 1024);
	struct str folder = path_folder(single->row->path);
	bool good = picture_find(src->value, folder, single->root, NULL, &path) == PICTURE_FOUND &&
		    describe(buf_cstr(&path), use, asset) == RESULT_OK;
	struct live_asset *kept = good ? calloc(1, sizeof(*kept)) : NULL;
	if (kept) {
		kept->name = strdup(asset->name);
		kept->path = strdup(buf_cstr(&path));
		kept->next = single->assets;
		single->assets = kept;
	}
	buf_release(&path);
	return kept && kept->name && kept->path;
}

static bool compile(struct single *single, const struct lesson *lesson)
{
	struct own_ids own;
	struct buf json, elsewhere;
	const struct compile_links links = { &own, &elsewhere };
	own_ids_init(&own);
	buf_init(&json, BUF_CAP);
	buf_init(&elsewhere, BUF_CAP);
	bool good =
		own_ids_gather(&own, lesson) &&
		compile_lesson(lesson, &links, find_asset, single, &json) == COMPILE_OK &&
		targets_fill(&single->live->pass->targets, buf_view(&elsewhere), buf_view(&json), &single->json, NULL);
	own_ids_release(&own);
	buf_release(&json);
	buf_release(&elsewhere);
	return good;
}

/* A check_lesson_visitor. */
static bool visit(void *context, unsigned worker, size_t index, const struct lesson *lesson,
		  const struct source *source, bool usable)
{
	struct single *single = context;
	(void)worker, (void)index;
	single->now.seen = true;
	single->now.usable = usable;
	single->other = !lesson->id.value.at || !str_is(lesson->id.value, single->row->id);
	if (!pass_note_sections(&single->arena, source, lesson, &single->now.sections))
		return false;
	if (!usable || single->other)
		return true;
	single->failed =
		!compile(single, lesson) || !good_sources_keep(&single->live->good, single->row->path, source->bytes);
	return true;
}

static void note_error(void *context, const char *path, enum file_status status)
{
	struct single *single = context;
	(void)path, (void)status;
	single->failed = true;
}

/* A check_other_file. */
static bool pass_over(void *context, size_t index)
{
	struct single *single = context;
	(void)index;
	single->other = true;
	return true;
}

/* Checks the file for errors that the lesson has on its own. */
static bool check(struct single *single)
{
	const struct checker *checker = &single->live->pass->checker;
	const char *root = single->root.at;
	single->settings = checker->settings;
	for (unsigned id = 0; id < RULE_COUNT; id++)
		if (single->settings.severity[id] < SEVERITY_ERROR)
			single->settings.severity[id] = SEVERITY_OFF;
	single->settings.infos = false;
	const struct check_request request = {
		.settings = &single->settings,
		.config = &checker->config,
		.dictionaries = checker->dictionaries,
		.today = str_from(checker->today),
		.jobs = 1,
		.lessons = &single->files,
		.roots = &root,
		.on_lesson = visit,
		.on_other = pass_over,
		.on_error = note_error,
		.context_of_calls = single,
	};
	report_init(&single->report, &single->settings);
	return file_list_append(&single->files, single->row->path) &&
	       check_run(&request, &single->report) == CHECK_OK && !single->failed && !single->other;
}

/* The record of the lesson, which is new if it has none; NULL if memory ran out. Holds the lock. */
static struct live_lesson *record_of(struct live *live, const char *id)
{
	struct live_lesson *lesson = live->lessons;
	while (lesson && strcmp(lesson->id, id) != 0)
		lesson = lesson->next;
	if (lesson)
		return lesson;
	lesson = calloc(1, sizeof(*lesson));
	if (!lesson)
		return NULL;
	lesson->id = strdup(id);
	buf_init(&lesson->json, BUF_CAP);
	buf_init(&lesson->findings, BUF_CAP);
	if (!lesson->id) {
		free(lesson);
		return NULL;
	}
	lesson->next = live->lessons;
	live->lessons = lesson;
	return lesson;
}

static void swap_buf(struct buf *one, struct buf *other)
{
	struct buf kept = *one;
	*one = *other;
	*other = kept;
}

static bool has_asset(const struct live *live, const char *name)
{
	const struct live_asset *asset = live->assets;
	while (asset && strcmp(asset->name, name) != 0)
		asset = asset->next;
	return asset != NULL;
}

/* Moves those that are new. Holds the lock. */
static void keep_assets(struct live *live, struct live_asset **from)
{
	while (*from) {
		struct live_asset *asset = *from;
		if (has_asset(live, asset->name)) {
			from = &asset->next;
			continue;
		}
		*from = asset->next;
		asset->next = live->assets;
		live->assets = asset;
	}
}

/* Keeps the result. A lesson with errors is shown as before. The findings of the last pass remain until the next,
 * except errors that are gone. */
static bool keep(struct single *single, uint64_t save, bool *newer)
{
	struct live *live = single->live;
	struct buf findings;
	buf_init(&findings, BUF_CAP);
	findings_json(&findings, &single->now, single->now.usable ? NULL : single->report.first);
	bool good = !buf_failed(&single->json) && !buf_failed(&findings);
	pthread_mutex_lock(&live->lock);
	struct live_lesson *lesson = good ? record_of(live, single->row->id) : NULL;
	if (lesson) {
		bool stays = single->now.usable && single->row->shown == SHOWN_CURRENT && lesson->findings.len == 0;
		if (stays)
			buf_clear(&findings);
		lesson->save = save;
		if (single->now.usable)
			swap_buf(&lesson->json, &single->json);
		swap_buf(&lesson->findings, &findings);
		keep_assets(live, &single->assets);
		*newer = lesson->json.len > 0;
	}
	pthread_mutex_unlock(&live->lock);
	buf_release(&findings);
	return lesson != NULL;
}

/* newer: it is newer than the pack, rather than having errors. */
static void announce(struct live *live, const char *id, bool newer)
{
	struct buf data;
	struct json json;
	buf_init(&data, 64 * 1024);
	json_init(&json, &data);
	json_open_object(&json);
	json_member_text(&json, "id", id);
	json_key(&json, "newer");
	json_bool(&json, newer);
	json_close_object(&json);
	events_add(&live->events, "lesson", buf_view(&data));
	buf_release(&data);
}

static bool take(struct live *live, size_t index, uint64_t save)
{
	const struct pass_lesson *row = &live->pass->lessons[index];
	struct single single = { .live = live, .row = row, .root = str_from(live->pass->checker.roots[index]) };
	single.now = (struct pass_lesson){ .path = row->path, .id = row->id };
	file_list_init(&single.files);
	arena_init(&single.arena);
	buf_init(&single.json, BUF_CAP);
	bool newer = false, good = check(&single);
	if (good) {
		single.now.shown = single.now.usable			      ? SHOWN_CURRENT
				   : good_sources_has(&live->good, row->path) ? SHOWN_LAST
									      : SHOWN_NOTICE;
		good = keep(&single, save, &newer);
	}
	if (good)
		announce(live, row->id, newer);
	report_release(&single.report);
	arena_release(&single.arena);
	file_list_release(&single.files);
	buf_release(&single.json);
	live_free_assets(single.assets);
	return good;
}

bool live_take_lesson(struct live *live, const char *path, uint64_t save)
{
	bool good = false;
	pthread_mutex_lock(&live->pass_lock);
	for (size_t i = 0; live->pass && i < live->pass->checker.lessons.count; i++) {
		const struct pass_lesson *row = &live->pass->lessons[i];
		if (strcmp(row->path, path) != 0)
			continue;
		good = row->id && row->packed && take(live, i, save);
		break;
	}
	pthread_mutex_unlock(&live->pass_lock);
	return good;
}
