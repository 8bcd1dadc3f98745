#include "check/retired.h"
#include "cmd/checker.h"
#include "cmd/new_ids.h"
#include "format/format.h"
#include "lesson/reader.h"
#include "report/diff.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>

enum { CHECK = CHECKER_OWN, DIFF, SEED };

static const struct option_row rows[] = {
	{ CHECK, 'c', "check", NULL, "change nothing, name the files that would change" },
	{ DIFF, 'd', "diff", NULL, "change nothing, print what would change as a patch" },
	{ CHECKER_QUIET, 'q', "quiet", NULL, "no summary" },
	{ SEED, 0, "seed", "NUMBER", "draw the same ids each time, for tests" },
	{ CHECKER_STDIN_PATH, 0, "stdin-path", "NAME", "the file that standard input is taken for" },
	CHECKER_ROWS_CONFIG,
	OPTION_ROWS_COMMON,
	{ 0 },
};

struct fmt {
	struct checker checker;
	bool check, diff;
	struct new_ids ids;
	bool ids_known; /* those of the tree have been noted */
	struct lesson_schema *schema;
	struct reader *reader;
	struct report report;  /* of what is wrong with the files that can't be laid out */
	struct buf in, bytes, out, diffs;
	size_t changed, refused;
};

static int take_option(void *context, int id, const char *value)
{
	struct fmt *fmt = context;
	switch (id) {
	case CHECK: fmt->check = true; break;
	case DIFF: fmt->diff = true; break;
	default:
		if (!option_number(value, 0, 1000000000, &fmt->ids.seed))
			return checker_fail(&fmt->checker, EXIT_USAGE, "--seed is a whole number, not '%s'", value);
		fmt->ids.seeded = true;
	}
	return CHECKER_GO_ON;
}

/* Notes the ids of a file; one that can't be read bears none that could be known. */
static bool note_file(struct fmt *fmt, const char *path)
{
	enum file_status status = file_read(path, LESSON_SIZE_MAX, &fmt->bytes);
	return status == FILE_NO_MEMORY ? false : new_ids_note(&fmt->ids, buf_view(&fmt->bytes));
}

static bool note_tree(struct fmt *fmt)
{
	const struct checker *checker = &fmt->checker;
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

static bool make_id(void *context, const char *prefix, char id[FORMAT_ID_SIZE])
{
	struct fmt *fmt = context;
	static_assert((int)FORMAT_ID_SIZE == (int)NEW_ID_SIZE, "an id fits where it goes");
	if (!fmt->ids_known && !note_tree(fmt))
		return false;
	fmt->ids_known = true;
	return new_ids_make(&fmt->ids, prefix, id);
}

/* Whether the file is a lesson at all; what is wrong with it goes into the report. */
static enum reader_status read_lesson(struct fmt *fmt, const char *path, struct str bytes, bool *good)
{
	struct source source;
	const struct lesson *lesson;
	size_t errors = fmt->report.counts[SEVERITY_ERROR];
	source_init(&source, path, bytes);
	enum reader_status status = reader_read(fmt->reader, &source, &fmt->report, &lesson);
	report_close_source(&fmt->report, &source);
	source_release(&source);
	*good = status == READER_OK && fmt->report.counts[SEVERITY_ERROR] == errors;
	return fmt->report.failed ? READER_NO_MEMORY : status;
}

/* Puts the new layout where it belongs. */
static int put(struct fmt *fmt, const char *path, struct str before, bool in)
{
	struct checker *checker = &fmt->checker;
	bool changed = !str_equal(before, buf_view(&fmt->out));
	const char *shown = in ? checker->stdin_path : path;
	fmt->changed += changed;
	if (fmt->diff && changed)
		diff_unified(&fmt->diffs, shown, before, buf_view(&fmt->out));
	else if (fmt->check && changed)
		buf_format(&fmt->diffs, "%s\n", shown);
	else if (!fmt->diff && !fmt->check && in)
		buf_str(&fmt->diffs, buf_view(&fmt->out));
	if (buf_failed(&fmt->diffs))
		return checker_fail(checker, EXIT_FAILED, "out of memory");
	if (fwrite(buf_cstr(&fmt->diffs), 1, fmt->diffs.len, checker->out) != fmt->diffs.len)
		return checker_fail(checker, EXIT_FAILED, "cannot write: %s", file_status_text(FILE_FAILED));
	buf_clear(&fmt->diffs);
	if (!changed || fmt->diff || fmt->check || in)
		return CHECKER_GO_ON;
	struct file_writer writer;
	enum file_status status = file_writer_open_over(&writer, path);
	if (status == FILE_OK) {
		fwrite(buf_cstr(&fmt->out), 1, fmt->out.len, writer.stream);
		status = file_writer_commit(&writer);
	}
	if (status == FILE_OK)
		return CHECKER_GO_ON;
	fmt->changed--;
	checker->failed = true;
	checker_fail(checker, EXIT_FAILED, "cannot write '%s': %s", path, file_status_text(status));
	return CHECKER_GO_ON;
}

static int format_file(struct fmt *fmt, const char *path, struct buf *bytes)
{
	struct checker *checker = &fmt->checker;
	bool in = strcmp(path, "-") == 0, good = false;
	const char *shown = in ? checker->stdin_path : path;
	errno = 0;
	enum file_status read = in ? file_read_stream(checker->in, LESSON_SIZE_MAX, &fmt->in)
				   : file_read(path, LESSON_SIZE_MAX, bytes);
	struct buf *whole = in ? &fmt->in : bytes;
	if (read != FILE_OK) {
		checker_cannot_read(checker, shown, read);
		return CHECKER_GO_ON;
	}
	if (read_lesson(fmt, shown, buf_view(whole), &good) == READER_NO_MEMORY)
		return checker_fail(checker, EXIT_FAILED, "out of memory");
	fmt->refused += !good;
	if (!good)
		return CHECKER_GO_ON;
	size_t ids;
	switch (format_lesson(buf_view(whole), make_id, fmt, &fmt->out, &ids)) {
	case FORMAT_OK: return put(fmt, path, buf_view(whole), in);
	case FORMAT_NO_ID:
	case FORMAT_NO_MEMORY: return checker_fail(checker, EXIT_FAILED, "out of memory");
	case FORMAT_NOT_XML:
	case FORMAT_UNFAITHFUL: break;
	}
	checker->failed = true;
	checker_fail(checker, EXIT_FAILED, "'%s' is left as it is: the layout would change what it says, which is our "
					   "mistake; please report it", shown);
	return CHECKER_GO_ON;
}

static int tell(struct fmt *fmt)
{
	struct checker *checker = &fmt->checker;
	struct render_options options = { .format = RENDER_TEXT, .program = checker->program, .version = SATCHEL_VERSION };
	report_sort(&fmt->report);
	if (fflush(checker->out) != 0 || ferror(checker->out) || !render(&fmt->report, &options, checker->err))
		return checker_fail(checker, EXIT_FAILED, "cannot write: %s", file_status_text(FILE_FAILED));
	size_t files = checker->lessons.count;
	if (!checker->quiet) {
		fprintf(checker->err, "%zu file%s, %zu %s", files, files == 1 ? "" : "s", fmt->changed,
			fmt->check || fmt->diff ? "would change" : "changed");
		if (fmt->refused)
			fprintf(checker->err, ", %zu left alone", fmt->refused);
		fputc('\n', checker->err);
	}
	if (checker->failed)
		return EXIT_FAILED;
	return fmt->refused || ((fmt->check || fmt->diff) && fmt->changed) ? EXIT_FINDINGS : EXIT_CLEAN;
}

/* What keeps a lesson from being laid out; all else is for satchel-lint to say. */
static int keep_rules(void *context)
{
	struct fmt *fmt = context;
	for (unsigned id = 0; id < RULE_COUNT; id++)
		if (!str_starts(str_from(rule_get((enum rule_id)id)->name), "xml/") && id != RULE_SCHEMA_ROOT)
			fmt->checker.settings.severity[id] = SEVERITY_OFF;
	return CHECKER_GO_ON;
}

static int run(struct fmt *fmt)
{
	struct checker *checker = &fmt->checker;
	struct buf bytes;
	int code = CHECKER_GO_ON;
	fmt->schema = lesson_schema_new();
	fmt->reader = fmt->schema ? reader_new(NULL) : NULL;
	if (!fmt->reader)
		return checker_fail(checker, EXIT_FAILED, "out of memory");
	buf_init(&bytes, BUF_CAP);
	for (size_t i = 0; i < checker->lessons.count && code == CHECKER_GO_ON; i++)
		code = format_file(fmt, checker->lessons.paths[i], &bytes);
	buf_release(&bytes);
	return code == CHECKER_GO_ON ? tell(fmt) : code;
}

int fmt_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	struct fmt fmt = { .check = false };
	struct checker_interface interface = {
		.usage = "satchel-fmt [OPTION...] FILE|FOLDER|-...",
		.about = "Lays lessons out in the one canonical way, and gives ids to questions, cards, entries and\n"
			 "sections that have none. What a lesson says is never changed.",
		.rows = rows,
		.option = take_option,
		.configured = keep_rules,
		.context = &fmt,
	};
	checker_init(&fmt.checker, "satchel-fmt", in, out, err);
	fmt.checker.complaints = err;
	report_init(&fmt.report, &fmt.checker.settings);
	new_ids_init(&fmt.ids);
	buf_init(&fmt.in, BUF_CAP);
	buf_init(&fmt.bytes, BUF_CAP);
	buf_init(&fmt.out, BUF_CAP);
	buf_init(&fmt.diffs, BUF_CAP);
	int code = checker_read_options(&fmt.checker, &interface, argc, argv);
	if (code == CHECKER_GO_ON)
		code = checker_prepare(&fmt.checker, &interface);
	if (code == CHECKER_GO_ON)
		code = run(&fmt);
	reader_free(fmt.reader);
	if (fmt.schema)
		lesson_schema_free(fmt.schema);
	report_release(&fmt.report);
	new_ids_release(&fmt.ids);
	buf_release(&fmt.in);
	buf_release(&fmt.bytes);
	buf_release(&fmt.out);
	buf_release(&fmt.diffs);
	checker_release(&fmt.checker);
	return code;
}
