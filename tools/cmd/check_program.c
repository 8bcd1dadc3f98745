#include "cmd/check_program.h"

#include "check/run/select.h"
#include "check/spelling/dictionaries.h"
#include "cmd/color.h"
#include "report/statistics.h"

#include <time.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static void clear_progress(struct check_program *check)
{
	if (check->shown)
		fprintf(check->program.err, "\r\033[K");
	check->shown = false;
}

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool is_terminal(FILE *stream)
{
	int number = fileno(stream);
	return number >= 0 && isatty(number);
}

/* The progress line on a terminal. */
static bool show_progress(void *context, size_t done, size_t count)
{
	struct check_program *check = context;
	double time = now();
	if (check->quiet || time - check->start < 1 || time - check->last < 0.1 || !is_terminal(check->program.err))
		return true;
	fprintf(check->program.err, "\r%zu of %zu files", done, count);
	fflush(check->program.err);
	check->last = time;
	check->shown = true;
	return true;
}

static void show_message(void *context, bool is_info, const char *text)
{
	struct check_program *check = context;
	clear_progress(check);
	if (!is_info)
		program_fail(&check->program, EXIT_FAILED, "%s", text);
	else if (!check->quiet)
		fprintf(check->program.err, "info: %s\n", text);
}

/* Writes the mistakes in satchel.xml in the selected format. */
static void show_mistakes(void *context, struct report *report, const char *path)
{
	struct check_program *check = context;
	struct file_list files;
	file_list_init(&files);
	if (!file_list_append(&files, path))
		program_fail_memory(&check->program);
	else
		(void)!check_program_render(check, report, &files, check->mistakes_out);
	file_list_release(&files);
}

#ifdef __GLIBC__
/* Keeps freed memory for the next lesson. By default, glibc returns large blocks to the system, and takes memory from
 * it in small steps. */
static void keep_memory(void)
{
	enum { MEGABYTE = 1 << 20 };
	mallopt(M_MMAP_THRESHOLD, 32 * MEGABYTE); /* the largest value that it accepts */
	mallopt(M_TRIM_THRESHOLD, 1024 * MEGABYTE);
	mallopt(M_TOP_PAD, 4 * MEGABYTE);
}
#else
static void keep_memory(void)
{
}
#endif

void check_program_init(struct check_program *check, const char *name, FILE *in, FILE *out, FILE *err)
{
	keep_memory();
	*check = (struct check_program){
		.program = { .name = name, .in = in, .out = out, .err = err }, .mistakes_out = out, .start = now()
	};
	checker_init(&check->checker);
	check->checker.in = in;
	check->checker.on_message = show_message;
	check->checker.on_mistakes = show_mistakes;
	check->checker.on_progress = show_progress;
	check->checker.context_of_calls = check;
}

bool check_program_open_dictionaries(struct check_program *check)
{
	check->checker.dictionaries = dictionaries_new();
	return check->checker.dictionaries != NULL;
}

void check_program_release(struct check_program *check)
{
	checker_release(&check->checker);
	/* The program ends, and the system frees them faster. */
	if (ADDRESS_SANITIZER)
		dictionaries_free(check->checker.dictionaries);
}

static int check_options(const struct check_program *check)
{
	const struct program *program = &check->program;
	const struct checker *checker = &check->checker;
	if (!*checker->stdin_path)
		return program_fail(program, EXIT_USAGE, "--stdin-path needs a name");
	if (checker->config_path && checker->no_config)
		return program_fail(program, EXIT_USAGE, "--config and --no-config cannot be combined");
	if (checker->operand_count == 0 && !check->explain && !check->list_rules && !check->show_config)
		return program_fail(program, EXIT_USAGE,
				    "name files, folders, or - for standard input; see %s --help",
				    program->name);
	return PROGRAM_GO_ON;
}

int check_program_start(struct check_program *check, const struct program_help *help, const struct option_row *rows,
			void *record, int argc, char **argv)
{
	int code = program_start(&check->program, help, rows, record, argc, argv);
	check->checker.operands = check->program.options.operands;
	check->checker.operand_count = check->program.options.operand_count;
	return code == PROGRAM_GO_ON ? check_options(check) : code;
}

void check_program_take_real_day(struct check_program *check)
{
	time_t moment = time(NULL);
	struct tm day;
	/* If the clock gives no valid day, dates are not checked. */
	if (localtime_r(&moment, &day) && strftime(check->real_day, sizeof(check->real_day), "%Y-%m-%d", &day))
		check->checker.today = check->real_day;
}

int check_program_check_today(const struct check_program *check)
{
	const char *today = check->checker.today;
	if (today && !date_is_real(str_from(today)))
		return program_fail(&check->program, EXIT_USAGE, "--today must be a date such as 2026-11-20, not '%s'",
				    today);
	return PROGRAM_GO_ON;
}

int check_program_code(enum checker_status status)
{
	return status == CHECKER_OK ? PROGRAM_GO_ON : status == CHECKER_WRONG ? EXIT_USAGE : EXIT_FAILED;
}

bool check_program_render(const struct check_program *check, const struct report *report, const struct file_list *files,
			  FILE *out)
{
	struct render_options options = {
		.format = (enum render_format)check->format,
		.colour = color_wanted((enum option_color)check->color, out),
		.program = check->program.name,
		.version = SATCHEL_VERSION,
		.files = files,
		.page = check_rule_page,
	};
	struct buf notice;
	size_t size = 0;
	buf_init(&notice, BUF_CAP);
	bool good = render(report, &options, out, &size) && render_limits(report, &options, size, &notice);
	if (!good)
		program_fail(&check->program, EXIT_FAILED, "cannot write: %s", file_status_text(FILE_FAILED));
	else if (notice.len)
		program_fail(&check->program, EXIT_CLEAN, "%s", buf_cstr(&notice));
	buf_release(&notice);
	return good;
}

static int print(const struct check_program *check, struct buf *out)
{
	int code = program_print(&check->program, out);
	buf_release(out);
	return code;
}

static int list_rules(const struct check_program *check)
{
	struct buf out;
	buf_init(&out, BUF_CAP);
	write_rules(STR("all"), check->format == RENDER_JSON, &out);
	return print(check, &out);
}

/* Prints the page of a rule, that of custom/pattern for any pattern, or the rules of a family. */
static int explain(const struct check_program *check)
{
	struct str name = str_from(check->explain);
	enum rule_id rule = str_starts(name, "custom/") ? RULE_CUSTOM_PATTERN : rule_find(name);
	const char *page = rule == RULE_COUNT ? NULL : check_rule_page(rule);
	struct buf out;
	buf_init(&out, BUF_CAP);
	if (page)
		buf_text(&out, page);
	else
		write_rules(name, false, &out);
	if (out.len || buf_failed(&out))
		return print(check, &out);
	buf_release(&out);
	return check_program_code(checker_no_rule(&check->checker, name));
}

static int show_config(struct check_program *check)
{
	struct buf out;
	int code = check_program_code(checker_configure(&check->checker));
	if (code != PROGRAM_GO_ON)
		return code;
	buf_init(&out, BUF_CAP);
	config_write(&check->checker.config, &check->checker.settings, &out);
	return print(check, &out);
}

static int exit_code(const struct check_program *check, const struct report *report)
{
	size_t count = 0;
	for (unsigned severity = SEVERITY_ERROR; severity > SEVERITY_OFF && severity >= check->fail_on; severity--)
		count += report->counts[severity];
	return check->checker.failed ? EXIT_FAILED : count ? EXIT_FINDINGS : EXIT_CLEAN;
}

/* Writes the summary, and which languages are not supported. */
static void sum_up(const struct check_program *check, const struct report *report, size_t files)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	checker_languages(&check->checker, &text);
	if (text.len)
		fprintf(check->program.err, "info: %s\n", buf_cstr(&text));
	buf_clear(&text);
	render_summary(report, files, &text);
	if (!check->quiet)
		fprintf(check->program.err, "%s\n", buf_cstr(&text));
	buf_release(&text);
}

/* Writes the findings, or the number of findings of each rule, and the summary. Returns the exit code. */
static int show(struct check_program *check, struct report *report, FILE *out)
{
	struct checker *checker = &check->checker;
	checker_narrow_files(checker, report);
	/* Standard input is shown under another name than "-". */
	size_t files = checker->lessons.count;
	for (size_t i = 0; i < files; i++)
		if (strcmp(checker->lessons.paths[i], "-") == 0)
			checker->lessons.paths[i] = checker->stdin_path;
	if (check->statistics) {
		struct buf text;
		buf_init(&text, BUF_CAP);
		write_statistics(report, check->format == RENDER_JSON, &text);
		int code = print(check, &text);
		if (code != EXIT_CLEAN)
			return code;
	} else if (!check_program_render(check, report, &checker->lessons, out)) {
		return EXIT_FAILED;
	}
	sum_up(check, report, files - checker->unread - checker->passed_over);
	return exit_code(check, report);
}

/* Nothing was checked, which must not look like success. */
static int show_no_lesson(const struct check_program *check)
{
	size_t count = check->checker.passed_over;
	if (!check->checker.only_lessons)
		return program_fail(&check->program, EXIT_USAGE, CHECK_NO_LESSON);
	return program_fail(&check->program, EXIT_CLEAN, "nothing checked: %zu file%s named, no lesson among them",
			    count, count == 1 ? "" : "s");
}

static int check_all(struct check_program *check)
{
	struct checker *checker = &check->checker;
	struct report report;
	struct checker_notes notes;
	report_init(&report, &checker->settings);
	checker_notes_init(&notes);
	checker->notes = checker->baseline ? &notes : NULL;
	enum check_status status = checker_check(checker, NULL, &report);
	clear_progress(check);
	bool nothing = checker->passed_over && checker->passed_over == checker->lessons.count;
	int code = status == CHECK_NO_MEMORY ? program_fail_memory(&check->program)
		   : nothing		     ? show_no_lesson(check)
					     : check_program_code(checker_narrow(checker, &report));
	if (code == PROGRAM_GO_ON)
		code = show(check, &report, check->program.out);
	checker_notes_release(&notes);
	report_release(&report);
	return code;
}

static void sum_up_fixes(const struct check_program *check, const struct fix *fix)
{
	FILE *err = check->program.err;
	if (check->quiet)
		return;
	if (fix->fixed)
		fprintf(err, "%s %zu finding%s in %zu file%s", fix->mode == FIX_MODE_DIFF ? "would fix" : "fixed",
			fix->fixed, fix->fixed == 1 ? "" : "s", fix->changed, fix->changed == 1 ? "" : "s");
	else
		fprintf(err, "nothing to fix");
	if (fix->left_unsafe)
		fprintf(err, "; --unsafe-fixes would try %zu more", fix->left_unsafe);
	fputc('\n', err);
}

static int fix_all(struct check_program *check)
{
	struct fix fix = { .mode = check->fix, .unsafe = check->fix_unsafe, .out = check->program.out };
	report_init(&fix.report, &check->checker.settings);
	int code = check_program_code(fix_run(&fix, &check->checker));
	clear_progress(check);
	if (code == PROGRAM_GO_ON) {
		sum_up_fixes(check, &fix);
		if (fix.mode == FIX_MODE_WRITE)
			code = show(check, &fix.report, fix.read_stdin ? check->program.err : check->program.out);
		else
			code = check->checker.failed ? EXIT_FAILED : fix.changed ? EXIT_FINDINGS : EXIT_CLEAN;
	}
	report_release(&fix.report);
	return code;
}

int check_program_run(struct check_program *check)
{
	if (check->explain)
		return explain(check);
	if (check->list_rules)
		return list_rules(check);
	if (check->show_config)
		return show_config(check);
	if (!check_program_open_dictionaries(check))
		return program_fail_memory(&check->program);
	int code = check_program_code(checker_prepare(&check->checker));
	if (code != PROGRAM_GO_ON)
		return code;
	return check->fix != FIX_MODE_OFF ? fix_all(check) : check_all(check);
}
