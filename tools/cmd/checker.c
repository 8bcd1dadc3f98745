#include "cmd/checker.h"

#include "base/path.h"
#include "base/map.h"
#include "cmd/color.h"
#include "cmd/fix.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* The line on a terminal that says how far the work is. */
struct progress {
	FILE *err;
	double start;
	double last;
	bool wanted;
	bool shown;
};

/* What the calls of a run get. */
struct calls {
	struct checker *checker;
	struct progress progress;
	const struct checker_hooks *hooks;
};

void checker_init(struct checker *checker, const char *name, FILE *in, FILE *out, FILE *err)
{
	*checker = (struct checker){
		.program = { .name = name, .in = in, .out = out, .err = err }, .complaints = out, .stdin_path = "stdin"
	};
	file_list_init(&checker->lessons);
	file_list_init(&checker->context);
	file_list_init(&checker->pictures);
	file_list_init(&checker->all_pictures);
	map_init(&checker->unnamed);
	rule_settings_default(&checker->settings);
	config_init(&checker->config);
}

void checker_release(struct checker *checker)
{
	free(checker->roots);
	file_list_release(&checker->lessons);
	file_list_release(&checker->context);
	file_list_release(&checker->pictures);
	file_list_release(&checker->all_pictures);
	map_release(&checker->unnamed);
	config_release(&checker->config);
}

void checker_cannot_read(void *context, const char *path, enum file_status status)
{
	struct checker *checker = context;
	/* No lesson: it is told when it is read. */
	if (strcmp(path_name(path), CONFIG_NAME) == 0)
		return;
	checker->failed = true;
	if (!checker->silent)
		program_fail(&checker->program, EXIT_FAILED, "cannot read '%s': %s", path, file_status_text(status));
}

static int check_options(const struct checker *checker)
{
	const struct program *program = &checker->program;
	if (!*checker->stdin_path)
		return program_fail(program, EXIT_USAGE, "--stdin-path needs a name");
	if (checker->config_path && checker->no_config)
		return program_fail(program, EXIT_USAGE, "--config and --no-config can't go together");
	if (checker->operand_count == 0 && !checker->explain && !checker->list_rules && !checker->show_config)
		return program_fail(program, EXIT_USAGE,
				    "name what to check: files, folders, or - for standard input; see %s --help",
				    program->name);
	return PROGRAM_GO_ON;
}

int checker_start(struct checker *checker, const struct program_help *help, const struct option_row *rows, void *record,
		  int argc, char **argv)
{
	int code = program_start(&checker->program, help, rows, record, argc, argv);
	checker->operands = checker->program.options.operands;
	checker->operand_count = checker->program.options.operand_count;
	return code == PROGRAM_GO_ON ? check_options(checker) : code;
}

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void show_progress(void *context, size_t done, size_t count)
{
	struct progress *progress = &((struct calls *)context)->progress;
	double time = now();
	if (!progress->wanted || time - progress->start < 1 || time - progress->last < 0.1)
		return;
	fprintf(progress->err, "\r%zu of %zu files", done, count);
	fflush(progress->err);
	progress->last = time;
	progress->shown = true;
}

static void clear_progress(struct progress *progress)
{
	if (progress->shown)
		fprintf(progress->err, "\r\033[K");
	progress->shown = false;
}

static void cannot_read(void *context, const char *path, enum file_status status)
{
	struct calls *calls = context;
	clear_progress(&calls->progress);
	const struct file_list *lessons = &calls->checker->lessons;
	for (size_t i = 0; i < lessons->count; i++)
		calls->checker->unread += strcmp(lessons->paths[i], path) == 0;
	checker_cannot_read(calls->checker, path, status);
}

static bool is_terminal(FILE *stream)
{
	int number = fileno(stream);
	return number >= 0 && isatty(number);
}

static bool give_bytes(void *context, size_t index, struct str *bytes)
{
	const struct checker_hooks *hooks = ((struct calls *)context)->hooks;
	return hooks->on_read(hooks->context, index, bytes);
}

static bool pass_over(void *context, size_t index)
{
	struct checker *checker = ((struct calls *)context)->checker;
	if (!checker->only_lessons && checker_is_named(checker, checker->lessons.paths[index]))
		return false;
	atomic_fetch_add(&checker->passed_over, 1);
	return true;
}

static bool show_lesson(void *context, unsigned worker, size_t index, const struct lesson *lesson,
			const struct source *source, bool usable)
{
	const struct calls *calls = context;
	const struct checker_hooks *hooks = calls->hooks;
	checker_note_language(calls->checker, lesson->lang.value);
	return !hooks || !hooks->on_lesson ||
	       hooks->on_lesson(hooks->context, worker, index, lesson, source, usable);
}

bool checker_render(const struct checker *checker, const struct report *report, const struct file_list *files,
		    FILE *out)
{
	struct render_options options = {
		.format = (enum render_format)checker->format,
		.colour = color_wanted((enum option_color)checker->color, out),
		.program = checker->program.name,
		.version = SATCHEL_VERSION,
		.files = files,
		.page = check_rule_page,
	};
	struct buf notice;
	size_t size = 0;
	buf_init(&notice, BUF_CAP);
	bool good = render(report, &options, out, &size) && render_limits(report, &options, size, &notice);
	if (!good)
		program_fail(&checker->program, EXIT_FAILED, "cannot write: %s", file_status_text(FILE_FAILED));
	else if (notice.len)
		program_fail(&checker->program, EXIT_CLEAN, "%s", buf_cstr(&notice));
	buf_release(&notice);
	return good;
}

static int exit_code(const struct checker *checker, const struct report *report)
{
	size_t count = 0;
	for (unsigned severity = SEVERITY_ERROR; severity > SEVERITY_OFF && severity >= checker->fail_on; severity--)
		count += report->counts[severity];
	return checker->failed ? EXIT_FAILED : count ? EXIT_FINDINGS : EXIT_CLEAN;
}

int checker_tell(struct checker *checker, struct report *report, FILE *out)
{
	checker_narrow_files(checker, report);
	/* What was read from standard input bears another name than "-". */
	size_t files = checker->lessons.count;
	for (size_t i = 0; i < files; i++)
		if (strcmp(checker->lessons.paths[i], "-") == 0)
			checker->lessons.paths[i] = checker->stdin_path;
	int code = checker->statistics					    ? checker_statistics(checker, report)
		   : checker_render(checker, report, &checker->lessons, out) ? PROGRAM_GO_ON
									     : EXIT_FAILED;
	if (code != PROGRAM_GO_ON)
		return code;
	checker_tell_languages(checker);
	if (!checker->quiet) {
		struct buf summary;
		buf_init(&summary, BUF_CAP);
		render_summary(report, files - checker->unread - checker->passed_over, &summary);
		fprintf(checker->program.err, "%s\n", buf_cstr(&summary));
		buf_release(&summary);
	}
	return exit_code(checker, report);
}

enum check_status checker_check(struct checker *checker, const struct checker_hooks *hooks, struct report *report)
{
	struct calls calls = { checker, { .err = checker->program.err }, hooks };
	checker->unread = 0;
	checker->passed_over = 0;
	calls.progress.start = now();
	calls.progress.wanted = !checker->quiet && is_terminal(checker->program.err);
	struct check_request request = {
		.settings = &checker->settings,
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
		.tree = checker->tree,
		.only_lessons = checker->only_lessons,
		.in = checker->program.in,
		.stdin_path = checker->stdin_path,
		.on_read = hooks && hooks->on_read ? give_bytes : NULL,
		.on_lesson = show_lesson,
		.on_other = pass_over,
		.on_progress = show_progress,
		.on_error = cannot_read,
		.context_of_calls = &calls,
	};
	enum check_status status = check_run(&request, report);
	clear_progress(&calls.progress);
	return status;
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

bool checker_note_lesson(void *context, unsigned worker, size_t index, const struct lesson *lesson,
			 const struct source *source, bool usable)
{
	struct checker_notes *notes = context;
	(void)worker, (void)index, (void)usable;
	if (!lesson->id.value.at)
		return true;
	pthread_mutex_lock(&notes->noting);
	struct str id = arena_str(&notes->arena, lesson->id.value);
	char *path = arena_copy(&notes->arena, source->path, strlen(source->path));
	void **slot = id.at && path ? map_put(&notes->lessons, id) : NULL;
	if (slot)
		*slot = path;
	pthread_mutex_unlock(&notes->noting);
	return slot != NULL;
}

/* Nothing was checked, which must not look as if all were well. */
static int tell_no_lesson(struct checker *checker)
{
	if (!checker->only_lessons)
		return program_fail(&checker->program, EXIT_USAGE, CHECKER_NO_LESSON);
	size_t count = checker->passed_over;
	return program_fail(&checker->program, EXIT_CLEAN, "nothing checked: %zu file%s named, no lesson among them",
			    count, count == 1 ? "" : "s");
}

static int check(struct checker *checker)
{
	struct report report;
	struct checker_notes notes;
	struct checker_hooks hooks = { .on_lesson = checker_note_lesson, .context = &notes };
	report_init(&report, &checker->settings);
	checker_notes_init(&notes);
	enum check_status status = checker_check(checker, checker->baseline ? &hooks : NULL, &report);
	bool nothing = checker->passed_over && checker->passed_over == checker->lessons.count;
	int code = status == CHECK_NO_MEMORY ? program_fail_memory(&checker->program)
		   : nothing		     ? tell_no_lesson(checker)
		   : status == CHECK_WRONG   ? PROGRAM_GO_ON
					     : checker_narrow(checker, &report, &notes.lessons);
	if (code == PROGRAM_GO_ON)
		code = checker_tell(checker, &report, checker->program.out);
	if (status == CHECK_WRONG && code == EXIT_FINDINGS)
		code = EXIT_USAGE;
	checker_notes_release(&notes);
	report_release(&report);
	return code;
}

int checker_prepare(struct checker *checker)
{
	if (!checker_find_files(checker))
		return program_fail_memory(&checker->program);
	if (checker->lessons.count == 0 && !checker->failed && !checker->show_config)
		return EXIT_USAGE;
	int code = checker_configure(checker);
	if (code == PROGRAM_GO_ON && checker->configured)
		code = checker->configured(checker->context_of_configured, checker);
	if (code == PROGRAM_GO_ON && checker->show_config)
		code = checker_show_config(checker);
	if (code == PROGRAM_GO_ON && (!checker_drop_ignored(checker) || !checker_find_pictures(checker)))
		code = program_fail_memory(&checker->program);
	return code;
}

int checker_run(struct checker *checker)
{
	if (checker->explain)
		return checker_explain(checker);
	if (checker->list_rules)
		return checker_list_rules(checker);
	int code = checker_prepare(checker);
	if (code == PROGRAM_GO_ON && checker->since && !checker_widen(checker))
		code = program_fail_memory(&checker->program);
	if (code == PROGRAM_GO_ON && checker->since)
		code = checker_look_back(checker);
	if (code == PROGRAM_GO_ON)
		code = checker->fix != FIX_MODE_OFF ? fix_run(checker) : check(checker);
	checker_forget(checker);
	return code;
}
