#include "check/run/checker.h"

#include "base/path.h"

#include <stdarg.h>
#include <stdlib.h>

/* The context of a check's callbacks. */
struct calls {
	struct checker *checker;
	const struct checker_hooks *hooks;
};

void checker_init(struct checker *checker)
{
	*checker = (struct checker){ .stdin_path = "stdin" };
	file_list_init(&checker->lessons);
	file_list_init(&checker->context);
	file_list_init(&checker->pictures);
	file_list_init(&checker->all_pictures);
	map_init(&checker->unnamed);
	rule_settings_default(&checker->settings);
	config_init(&checker->config);
	config_init(&checker->wrong_config);
}

void checker_release(struct checker *checker)
{
	checker_forget(checker);
	free(checker->roots);
	file_list_release(&checker->lessons);
	file_list_release(&checker->context);
	file_list_release(&checker->pictures);
	file_list_release(&checker->all_pictures);
	map_release(&checker->unnamed);
	config_release(&checker->config);
	config_release(&checker->wrong_config);
}

void checker_notes_init(struct checker_notes *notes)
{
	arena_init(&notes->arena);
	map_init(&notes->lessons);
	pthread_mutex_init(&notes->noting, NULL);
}

void checker_notes_release(struct checker_notes *notes)
{
	pthread_mutex_destroy(&notes->noting);
	map_release(&notes->lessons);
	arena_release(&notes->arena);
}

static void send(const struct checker *checker, bool is_info, const char *format, va_list args)
{
	struct buf text;
	if (!checker->on_message)
		return;
	buf_init(&text, BUF_CAP);
	buf_vformat(&text, format, args);
	checker->on_message(checker->context_of_calls, is_info, buf_failed(&text) ? "out of memory" : buf_cstr(&text));
	buf_release(&text);
}

enum checker_status checker_fail(const struct checker *checker, enum checker_status status, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	send(checker, false, format, args);
	va_end(args);
	return status;
}

enum checker_status checker_fail_memory(const struct checker *checker)
{
	return checker_fail(checker, CHECKER_FAILED, "out of memory");
}

void checker_inform(const struct checker *checker, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	send(checker, true, format, args);
	va_end(args);
}

void checker_cannot_read(void *context, const char *path, enum file_status status)
{
	struct checker *checker = context;
	/* Other files are reported when they are read. */
	if (strcmp(path_name(path), CONFIG_NAME) == 0)
		return;
	checker->failed = true;
	if (!checker->silent)
		checker_fail(checker, CHECKER_FAILED, "cannot read '%s': %s", path, file_status_text(status));
}

static enum checker_status configure(struct checker *checker, bool needs_lessons)
{
	if (!checker_find_files(checker))
		return checker_fail_memory(checker);
	if (needs_lessons && checker->lessons.count == 0 && !checker->failed)
		return CHECKER_WRONG;
	enum checker_status status = checker_read_config(checker);
	if (status == CHECKER_OK && checker->configured)
		status = checker->configured(checker->context_of_configured, checker);
	return status;
}

enum checker_status checker_configure(struct checker *checker)
{
	return configure(checker, false);
}

enum checker_status checker_prepare(struct checker *checker)
{
	enum checker_status status = configure(checker, true);
	if (status != CHECKER_OK)
		return status;
	if (!checker_drop_ignored(checker) || (!checker->alone && !checker_find_pictures(checker)) ||
	    (checker->since && !checker_widen(checker)))
		return checker_fail_memory(checker);
	return checker->since ? checker_look_back(checker) : CHECKER_OK;
}

static void cannot_read(void *context, const char *path, enum file_status status)
{
	struct checker *checker = ((struct calls *)context)->checker;
	for (size_t i = 0; i < checker->lessons.count; i++)
		checker->unread += strcmp(checker->lessons.paths[i], path) == 0;
	checker_cannot_read(checker, path, status);
}

static bool pass_over(void *context, size_t index)
{
	struct checker *checker = ((struct calls *)context)->checker;
	if (!checker->only_lessons && checker_is_named(checker, checker->lessons.paths[index]))
		return false;
	atomic_fetch_add(&checker->passed_over, 1);
	return true;
}

static bool show_progress(void *context, size_t done, size_t count)
{
	const struct checker *checker = ((struct calls *)context)->checker;
	return !checker->on_progress || checker->on_progress(checker->context_of_calls, done, count);
}

static bool note_lesson(struct checker_notes *notes, struct str lesson, const char *path)
{
	pthread_mutex_lock(&notes->noting);
	struct str id = arena_str(&notes->arena, lesson);
	char *copy = arena_copy(&notes->arena, path, strlen(path));
	void **slot = id.at && copy ? map_put(&notes->lessons, id) : NULL;
	if (slot)
		*slot = copy;
	pthread_mutex_unlock(&notes->noting);
	return slot != NULL;
}

static bool show_lesson(void *context, unsigned worker, size_t index, const struct lesson *lesson,
			const struct source *source, bool usable)
{
	const struct calls *calls = context;
	const struct checker_hooks *hooks = calls->hooks;
	checker_note_language(calls->checker, lesson->lang.value);
	if (calls->checker->notes && lesson->id.value.at &&
	    !note_lesson(calls->checker->notes, lesson->id.value, source->path))
		return false;
	return !hooks || !hooks->on_lesson ||
	       hooks->on_lesson(hooks->context, worker, index, lesson, source, usable);
}

static bool show_context(void *context, unsigned worker, size_t index, const struct lesson *lesson,
			 const struct source *source, bool usable)
{
	const struct calls *calls = context;
	return calls->hooks->on_context(calls->hooks->context, worker, index, lesson, source, usable);
}

enum check_status checker_check(struct checker *checker, const struct checker_hooks *hooks, struct report *report)
{
	struct calls calls = { checker, hooks };
	checker->unread = 0;
	checker->passed_over = 0;
	struct check_request request = {
		.settings = &checker->settings,
		.dictionaries = checker->dictionaries,
		.today = str_from(checker->today),
		.config = &checker->config,
		.jobs = checker->jobs,
		.lessons = &checker->lessons,
		.context = &checker->context,
		.pictures = &checker->pictures,
		.all_pictures = &checker->all_pictures,
		.roots = checker->roots,
		.named = checker->operands,
		.named_count = checker->operand_count,
		.tree = checker->alone ? NULL : checker->tree,
		.only_lessons = checker->only_lessons,
		.in = checker->in,
		.stdin_path = checker->stdin_path,
		.overlay = checker->overlay,
		.context_of_overlay = checker->context_of_overlay,
		.on_lesson = show_lesson,
		.on_context = hooks && hooks->on_context ? show_context : NULL,
		.on_other = pass_over,
		.on_progress = show_progress,
		.on_error = cannot_read,
		.context_of_calls = &calls,
	};
	return check_run(&request, report);
}
