#include "preview/pass.h"

#include "check/run/select.h"
#include "lesson/id.h"
#include "pack/content_folder.h"
#include "pack/root_id.h"
#include "preview/folder_definition.h"
#include "preview/pass_content.h"

#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

void pass_release(struct preview_pass *pass)
{
	if (pass->file >= 0)
		close(pass->file);
	free(pass->lessons);
	report_release(&pass->report);
	checker_release(&pass->checker);
	mistakes_release(&pass->mistakes);
	if (pass->defined)
		definition_release(&pass->definition);
	targets_release(&pass->targets);
	arena_release(&pass->arena);
	buf_release(&pass->folder);
	buf_release(&pass->why);
}

/* A checker_configured. */
static enum checker_status keep_errors(void *context, struct checker *checker)
{
	(void)context;
	checker_set_least(checker, SEVERITY_ERROR, false);
	return CHECKER_OK;
}

static void init(struct preview_pass *pass, const struct pass_request *request)
{
	*pass = (struct preview_pass){ .request = *request, .content = request->operand, .file = -1 };
	checker_init(&pass->checker);
	report_init(&pass->report, &pass->checker.settings);
	mistakes_init(&pass->mistakes);
	targets_init(&pass->targets);
	arena_init(&pass->arena);
	buf_init(&pass->folder, 64 * 1024);
	buf_init(&pass->why, 64 * 1024);
	struct checker *checker = &pass->checker;
	checker->operands = &pass->content;
	checker->operand_count = 1;
	checker->jobs = request->jobs;
	checker->config_path = request->config_path;
	checker->no_config = request->no_config;
	checker->dictionaries = request->dictionaries;
	checker->today = request->today;
	checker->configured = request->errors_only ? keep_errors : NULL;
	checker->on_message = request->on_message;
	checker->on_mistakes = request->on_mistakes;
	checker->context_of_calls = request->context_of_calls;
}

static enum result result_of(enum checker_status status)
{
	return status == CHECKER_OK ? RESULT_OK : status == CHECKER_WRONG ? RESULT_REFUSED : RESULT_FAILED;
}

static enum result read_definition(struct preview_pass *pass)
{
	pass->defined = true;
	enum result status = definition_read(&pass->definition, pass->request.operand, &pass->mistakes, &pass->why);
	if (status == RESULT_OK && pass->mistakes.errors)
		return RESULT_REFUSED;
	if (status == RESULT_OK && !content_folder(&pass->folder, pass->request.operand, pass->definition.content))
		return RESULT_NO_MEMORY;
	pass->content = buf_cstr(&pass->folder);
	return status;
}

/* The id that the file states, or the one that its name suggests; NULL if memory ran out. */
static const char *id_of_file(struct preview_pass *pass, const char *path, struct buf *id)
{
	buf_clear(id);
	if (root_id_read(path, id) == ROOT_ID_NO_MEMORY)
		return NULL;
	struct str meant = id_meant(&pass->arena, buf_view(id));
	if (!meant.len)
		meant = id_of_path(path);
	return meant.len ? arena_copy(&pass->arena, meant.at, meant.len) : "lesson";
}

/* Decides under which ids lessons are packed. A file that repeats an id is not. */
static bool name_lessons(struct preview_pass *pass)
{
	const struct file_list *files = &pass->checker.lessons;
	struct map taken;
	struct buf id;
	pass->lessons = calloc(files->count + 1, sizeof(*pass->lessons));
	map_init(&taken);
	buf_init(&id, 64 * 1024);
	bool good = pass->lessons != NULL;
	for (size_t i = 0; good && i < files->count; i++) {
		struct pass_lesson *lesson = &pass->lessons[i];
		lesson->path = files->paths[i];
		const char *name = id_of_file(pass, lesson->path, &id);
		void **slot = name ? map_put(&taken, str_from(name)) : NULL;
		good = slot != NULL;
		if (slot && !*slot) {
			*slot = lesson;
			lesson->id = name;
		}
	}
	map_release(&taken);
	buf_release(&id);
	return good && !arena_failed(&pass->arena);
}

/* Makes a definition unless there is one. */
static bool define(struct preview_pass *pass)
{
	const struct file_list *files = &pass->checker.lessons;
	if (pass->defined)
		return true;
	const char **ids = calloc(files->count + 1, sizeof(*ids));
	for (size_t i = 0; ids && i < files->count; i++)
		ids[i] = pass->lessons[i].id;
	pass->defined = ids != NULL;
	bool good = ids && folder_definition(&pass->definition, pass->content, files, ids);
	free(ids);
	return good;
}

/* Checks all lessons while they are collected, then packs them. */
static enum result check_and_pack(struct passing *passing)
{
	struct preview_pass *pass = passing->pass;
	const struct checker_hooks hooks = { .on_lesson = pass_visit,
					     .on_context = pass_visit_context,
					     .context = passing };
	const struct build_lessons lessons = { &pass->checker.lessons, pass->checker.roots };
	passing->gather.lessons = &lessons;
	passing->gather.keeps_lost = true;
	if (checker_check(&pass->checker, &hooks, &pass->report) == CHECK_NO_MEMORY || passing->gather.failed)
		return RESULT_NO_MEMORY;
	if (!pass_recover(passing))
		return RESULT_NO_MEMORY;
	return pass_pack(passing);
}

static enum result collect(struct preview_pass *pass)
{
	struct passing passing = { .pass = pass };
	static const bool editions[EDITIONS] = { [EDITION_FULL] = true };
	struct buf path;
	buf_init(&path, 64 * 1024);
	buf_format(&path, "%s/satchel-preview.satchel", pass->request.scratch);
	enum result status =
		buf_failed(&path) || pthread_mutex_init(&passing.lock, NULL) != 0
			? RESULT_NO_MEMORY
			: store_open(&passing.store, buf_cstr(&path), NULL, pass->request.level, &pass->why);
	if (status == RESULT_OK) {
		status = gather_init(&passing.gather, &pass->definition, editions, &passing.store)
				 ? check_and_pack(&passing)
				 : RESULT_NO_MEMORY;
		pass->targets = passing.gather.targets;
		targets_init(&passing.gather.targets);
		gather_release(&passing.gather);
	}
	store_close(&passing.store);
	pthread_mutex_destroy(&passing.lock);
	buf_release(&path);
	return status;
}

enum result pass_run(struct preview_pass *pass, const struct pass_request *request)
{
	init(pass, request);
	if (sodium_init() < 0)
		return RESULT_FAILED;
	enum result status = request->is_definition ? read_definition(pass) : RESULT_OK;
	if (status == RESULT_OK)
		status = result_of(checker_prepare(&pass->checker));
	if (status == RESULT_OK && (!name_lessons(pass) || !define(pass)))
		status = RESULT_NO_MEMORY;
	return status == RESULT_OK ? collect(pass) : status;
}
