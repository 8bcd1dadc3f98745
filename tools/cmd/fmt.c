#include "cmd/fmt.h"
#include "base/pool.h"
#include "check/reference/retired.h"

#include <errno.h>
#include <stdlib.h>

static const struct option_row rows[] = {
	OPT_BOOL('c', "check", struct fmt, check, "change nothing, print the names of files that would change"),
	OPT_BOOL('d', "diff", struct fmt, diff, "print the changes as a patch, and write nothing"),
	OPT_JOBS(struct fmt, check_program.checker.jobs),
	OPT_BOOL(0, "new-ids", struct fmt, renew, "give new ids to lessons that are copies"),
	OPT_BOOL('q', "quiet", struct fmt, check_program.quiet, "print no summary"),
	OPT_NEW_IDS_SEED(struct fmt, ids),
	CHECK_ROWS_INPUT(struct fmt, check_program),
	CHECK_ROWS_CONFIG(struct fmt, check_program),
	OPT_COMMON,
};

static const struct program_help help = {
	.usage = "satchel-fmt [OPTION...] FILE|FOLDER|-...",
	.about = "Formats lessons in the canonical layout, and adds missing ids to questions, cards, entries\n"
		 "and sections. The content of a lesson never changes.",
};

/* Records the ids in a file; ignores unreadable files. */
static bool note_file(struct fmt *fmt, const char *path)
{
	struct buf *bytes = &fmt->workers[0].bytes;
	enum file_status status = file_read(path, LESSON_SIZE_MAX, bytes);
	return status == FILE_NO_MEMORY ? false : new_ids_note(&fmt->ids, buf_view(bytes));
}

static bool note_tree(struct fmt *fmt)
{
	const struct checker *checker = &fmt->check_program.checker;
	struct buf path;
	buf_init(&path, BUF_CAP);
	bool good = true;
	for (size_t i = 0; i < checker->lessons.count && good; i++) {
		bool in = strcmp(checker->lessons.paths[i], "-") == 0;
		good = in ? new_ids_note(&fmt->ids, buf_view(&fmt->in)) : note_file(fmt, checker->lessons.paths[i]);
		if (!good || (i > 0 && checker->roots[i] == checker->roots[i - 1]))
			continue;
		buf_clear(&path);
		buf_format(&path, "%s/" RETIRED_NAME, checker->roots[i]);
		good = !buf_failed(&path) && note_file(fmt, buf_cstr(&path));
	}
	for (size_t i = 0; i < checker->context.count && good; i++)
		good = note_file(fmt, checker->context.paths[i]);
	buf_release(&path);
	return good;
}

bool fmt_wait_for_id(void *context, const char *prefix, char id[NEW_ID_SIZE])
{
	(void)context, (void)prefix, (void)id;
	return false;
}

/* A pool_work. */
static void work(void *context, unsigned worker, size_t index)
{
	struct fmt *fmt = context;
	struct job *job = &fmt->jobs[index];
	const char *path = fmt->check_program.checker.lessons.paths[fmt->first + index];
	job->outcome = fmt_file(fmt, &fmt->workers[worker], path, fmt_wait_for_id, job);
}

/* Reports a file in its turn. */
static int report_job(struct fmt *fmt, struct job *job, const char *path)
{
	struct checker *checker = &fmt->check_program.checker;
	const char *shown = strcmp(path, "-") == 0 ? checker->stdin_path : path;
	/* Its content was freed to limit memory. */
	if (job->outcome == WANTS_IDS && !fmt->ids_known && !note_tree(fmt))
		job->outcome = NO_MEMORY;
	fmt->ids_known = fmt->ids_known || job->outcome == WANTS_IDS;
	if (job->outcome == WANTS_IDS)
		job->outcome = fmt_file(fmt, &fmt->workers[0], path, new_ids_make, job);
	fmt->changed += job->outcome == CHANGED;
	fmt->refused += job->outcome == REFUSED;
	fmt->passed_over += job->outcome == PASSED_OVER;
	switch (job->outcome) {
	case WANTS_IDS:
	case NO_MEMORY: return program_fail_memory(&fmt->check_program.program);
	case UNREAD:
		errno = job->error;
		checker_cannot_read(checker, shown, job->why);
		break;
	case UNWRITTEN:
		errno = job->error;
		checker->failed = true;
		program_fail(&fmt->check_program.program, EXIT_FAILED, "cannot write '%s': %s", path,
			     file_status_text(job->why));
		break;
	case UNFAITHFUL:
		checker->failed = true;
		program_fail(&fmt->check_program.program, EXIT_FAILED,
			"'%s' is unchanged: the layout would change its content, which is a bug; please "
			"report it",
			shown);
		break;
	default: break;
	}
	if (fwrite(buf_cstr(&job->shown), 1, job->shown.len, fmt->check_program.program.out) != job->shown.len)
		return program_fail(&fmt->check_program.program, EXIT_FAILED, "cannot write: %s",
				    file_status_text(FILE_FAILED));
	buf_clear(&job->shown);
	return PROGRAM_GO_ON;
}

static int report_jobs(struct fmt *fmt)
{
	struct checker *checker = &fmt->check_program.checker;
	struct render_options options = { .format = RENDER_TEXT,
					  .program = fmt->check_program.program.name,
					  .version = SATCHEL_VERSION };
	struct report *report = &fmt->workers[0].report;
	for (unsigned i = 1; i < fmt->worker_count; i++)
		report_merge(report, &fmt->workers[i].report);
	report_sort(report);
	if (fflush(fmt->check_program.program.out) != 0 || ferror(fmt->check_program.program.out) ||
	    !render(report, &options, fmt->check_program.program.err, NULL))
		return program_fail(&fmt->check_program.program, EXIT_FAILED, "cannot write: %s",
				    file_status_text(FILE_FAILED));
	size_t files = checker->lessons.count - fmt->passed_over;
	if (files == 0 && fmt->passed_over)
		return program_fail(&fmt->check_program.program, EXIT_USAGE, CHECK_NO_LESSON);
	if (!fmt->check_program.quiet) {
		fprintf(fmt->check_program.program.err, "%zu file%s, %zu %s", files, files == 1 ? "" : "s",
			fmt->changed, fmt->check || fmt->diff ? "would change" : "changed");
		if (fmt->refused)
			fprintf(fmt->check_program.program.err, ", %zu unchanged", fmt->refused);
		fputc('\n', fmt->check_program.program.err);
	}
	if (checker->failed)
		return EXIT_FAILED;
	return fmt->refused || ((fmt->check || fmt->diff) && fmt->changed) ? EXIT_FINDINGS : EXIT_CLEAN;
}

/* New ids lose learners' progress, so each file that gets them must be given by name. */
static int check_renewal(const struct fmt *fmt)
{
	const struct checker *checker = &fmt->check_program.checker;
	for (size_t i = 0; fmt->renew && i < checker->lessons.count; i++)
		if (!checker_is_named(checker, checker->lessons.paths[i]))
			return program_fail(&fmt->check_program.program, EXIT_USAGE,
					    "--new-ids takes files, not folders");
	return PROGRAM_GO_ON;
}

/* A checker_configured: keeps the rules that make formatting impossible; satchel-lint reports the rest. */
static enum checker_status keep_rules(void *context, struct checker *checker)
{
	(void)context;
	for (unsigned id = 0; id < RULE_COUNT; id++)
		if (!str_starts(str_from(rule_get((enum rule_id)id)->name), "xml/") && id != RULE_SCHEMA_ROOT)
			checker->settings.severity[id] = SEVERITY_OFF;
	return CHECKER_OK;
}

static bool start_workers(struct fmt *fmt)
{
	size_t files = fmt->check_program.checker.lessons.count;
	unsigned wanted = fmt->check_program.checker.jobs ? fmt->check_program.checker.jobs : pool_processors();
	wanted = wanted > files ? (unsigned)files : wanted;
	fmt->worker_count = wanted ? wanted : 1;
	fmt->schema = lesson_schema_new();
	fmt->workers = calloc(fmt->worker_count, sizeof(*fmt->workers));
	bool good = fmt->schema && fmt->workers;
	for (unsigned i = 0; fmt->workers && i < fmt->worker_count; i++) {
		struct fmt_worker *worker = &fmt->workers[i];
		report_init(&worker->report, &fmt->check_program.checker.settings);
		buf_init(&worker->bytes, BUF_CAP);
		buf_init(&worker->out, BUF_CAP);
		buf_init(&worker->renewed, BUF_CAP);
		worker->reader = good ? reader_new(NULL) : NULL;
		good = good && worker->reader;
	}
	return good;
}

static int run(struct fmt *fmt)
{
	struct checker *checker = &fmt->check_program.checker;
	size_t files = checker->lessons.count;
	int code = PROGRAM_GO_ON;
	if (!start_workers(fmt))
		return program_fail_memory(&fmt->check_program.program);
	for (size_t i = 0; i < files; i++)
		if (strcmp(checker->lessons.paths[i], "-") == 0) {
			errno = 0;
			fmt->in_status = file_read_stream(fmt->check_program.program.in, LESSON_SIZE_MAX, &fmt->in);
			fmt->in_error = errno;
		}
	for (; fmt->first < files && code == PROGRAM_GO_ON; fmt->first += JOBS_AT_ONCE) {
		size_t left = files - fmt->first, count = left < JOBS_AT_ONCE ? left : JOBS_AT_ONCE;
		pool_run(fmt->worker_count, count, work, fmt);
		for (size_t i = 0; i < count && code == PROGRAM_GO_ON; i++)
			code = report_job(fmt, &fmt->jobs[i], checker->lessons.paths[fmt->first + i]);
	}
	return code == PROGRAM_GO_ON ? report_jobs(fmt) : code;
}

static void release(struct fmt *fmt)
{
	for (unsigned i = 0; fmt->workers && i < fmt->worker_count; i++) {
		reader_free(fmt->workers[i].reader);
		report_release(&fmt->workers[i].report);
		buf_release(&fmt->workers[i].bytes);
		buf_release(&fmt->workers[i].out);
		buf_release(&fmt->workers[i].renewed);
	}
	free(fmt->workers);
	if (fmt->schema)
		lesson_schema_free(fmt->schema);
	for (size_t i = 0; i < JOBS_AT_ONCE; i++)
		buf_release(&fmt->jobs[i].shown);
	new_ids_release(&fmt->ids);
	buf_release(&fmt->in);
	check_program_release(&fmt->check_program);
}

int fmt_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	struct fmt fmt = { .check = false };
	struct check_program *check = &fmt.check_program;
	check_program_init(check, "satchel-fmt", in, out, err);
	check->mistakes_out = err;
	check->checker.configured = keep_rules;
	new_ids_init(&fmt.ids);
	buf_init(&fmt.in, BUF_CAP);
	for (size_t i = 0; i < JOBS_AT_ONCE; i++)
		buf_init(&fmt.jobs[i].shown, BUF_CAP);
	int code = check_program_start(check, &help, rows, &fmt, argc, argv);
	if (code == PROGRAM_GO_ON)
		code = check_program_code(checker_prepare(&check->checker));
	if (code == PROGRAM_GO_ON)
		code = check_renewal(&fmt);
	if (code == PROGRAM_GO_ON)
		code = run(&fmt);
	code = program_end(&check->program, code);
	release(&fmt);
	return code;
}
