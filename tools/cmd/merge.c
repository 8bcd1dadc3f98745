#include "merge/merge.h"
#include "base/file.h"
#include "cmd/program.h"
#include "merge/judge.h"
#include "vcs/git.h"

struct merge {
	struct program program;
	bool show_base, print, quiet;
	unsigned marker_size;
	struct option_list labels;
	const char *path;
};

static const struct option_row rows[] = {
	OPT_BOOL(0, "diff3", struct merge, show_base, "show the base in conflicts, too"),
	OPT_LIST('L', "label", "NAME", struct merge, labels, "the name of OURS, then BASE, then THEIRS, for markers"),
	OPT_NUMBER(0, "marker-size", "N", 1, 1000, struct merge, marker_size, "the length of markers; 7 by default"),
	OPT_BOOL('p', "stdout", struct merge, print, "print the result instead of writing it to OURS"),
	OPT_STRING(0, "path", "NAME", struct merge, path, "the name of the file, for messages"),
	OPT_BOOL('q', "quiet", struct merge, quiet, "print no message about conflicts"),
	OPT_COMMON,
};

static const struct program_help help = {
	.usage = "satchel-merge [OPTION...] BASE OURS THEIRS",
	.about = "Merges the changes from BASE to THEIRS into OURS: lessons item by item, by their ids. Git runs it\n"
		 "as a merge driver; see satchel-merge(1).",
};

enum { FILE_SIZE_MAX = 512 * 1024 * 1024 };

static int read_files(const struct merge *merge, struct buf texts[MERGE_SIDES], struct merge_request *request)
{
	for (size_t i = 0; i < MERGE_SIDES; i++) {
		const char *path = merge->program.options.operands[i];
		enum file_status status = file_read(path, FILE_SIZE_MAX, &texts[i]);
		if (status == FILE_NO_MEMORY)
			return program_fail_memory(&merge->program);
		if (status != FILE_OK)
			return program_fail(&merge->program, EXIT_FAILED, "cannot read '%s': %s", path,
					    file_status_text(status));
		request->texts[i] = buf_view(&texts[i]);
	}
	return PROGRAM_GO_ON;
}

static int write_result(const struct merge *merge, const struct buf *out)
{
	const char *path = merge->program.options.operands[MERGE_OURS];
	if (merge->print)
		return program_print(&merge->program, out);
	enum file_status status = file_write_over(path, buf_view(out));
	if (status == FILE_OK)
		return EXIT_CLEAN;
	return program_fail(&merge->program, EXIT_FAILED, "cannot write '%s': %s", path, file_status_text(status));
}

static const char *name_of(const struct merge *merge)
{
	return merge->path ? merge->path : merge->program.options.operands[MERGE_OURS];
}

/* Whether Git is configured to show the base in conflicts. */
static bool git_shows_base(void)
{
	const char *const arguments[] = { "config", "--get", "merge.conflictStyle", NULL };
	struct buf style;
	buf_init(&style, BUF_CAP);
	bool shows = git_run(&(struct git){ .folder = ".", .by_environment = true }, arguments, &style, NULL) == 0 &&
		     memmem(buf_cstr(&style), style.len, "diff3", 5);
	buf_release(&style);
	return shows;
}

static int report_conflicts(const struct merge *merge, const struct merge_outcome *outcome)
{
	if (outcome->conflicts && !merge->quiet)
		program_fail(&merge->program, EXIT_FINDINGS, "'%s' has %zu conflict%s", name_of(merge),
			     outcome->conflicts, outcome->conflicts == 1 ? "" : "s");
	return outcome->conflicts ? EXIT_FINDINGS : EXIT_CLEAN;
}

/* Reports errors that only the merged lesson has. Then Git must not commit it. */
static int report_errors(const struct merge *merge, const struct buf *findings)
{
	if (!findings->len)
		return EXIT_CLEAN;
	if (!merge->quiet) {
		program_fail(&merge->program, EXIT_FINDINGS,
			     "'%s' is merged, but both changes together cause what neither does alone:",
			     name_of(merge));
		program_fail_lines(&merge->program, EXIT_FINDINGS, findings);
	}
	return EXIT_FINDINGS;
}

/* Merges the texts, and judges the result if there is no conflict. */
static int merge_and_judge(const struct merge *merge, struct merge_request *request, struct buf *out,
			   struct merge_outcome *outcome, struct buf *findings)
{
	static const char *const versions[] = { "the base", "our version", "their version" };
	enum result result = merge_texts(request, out, outcome);
	if (result == RESULT_OK && outcome->conflicts && !request->show_base && git_shows_base()) {
		request->show_base = true;
		result = merge_texts(request, out, outcome);
	}
	if (result == RESULT_OK && outcome->way == MERGE_BY_ITEMS && !outcome->conflicts)
		result = merge_judge(request, buf_view(out), name_of(merge), findings);
	if (result == RESULT_REFUSED)
		return program_fail(&merge->program, EXIT_FAILED, "'%s' cannot be merged: it is binary",
				    name_of(merge));
	if (result != RESULT_OK)
		return program_fail_memory(&merge->program);
	if (outcome->reason && !merge->quiet)
		program_warn(&merge->program, "'%s' is merged by lines, because %s %s", name_of(merge),
			     versions[outcome->wrong], outcome->reason);
	return PROGRAM_GO_ON;
}

static int run(const struct merge *merge)
{
	struct merge_request request = { .marker_size = merge->marker_size, .show_base = merge->show_base };
	static const enum merge_side order[] = { MERGE_OURS, MERGE_BASE, MERGE_THEIRS };
	static const char *const names[] = { "ours", "base", "theirs" };
	struct buf texts[MERGE_SIDES], out, findings;
	struct merge_outcome outcome;
	buf_init(&out, BUF_CAP);
	buf_init(&findings, BUF_CAP);
	for (size_t i = 0; i < MERGE_SIDES; i++) {
		buf_init(&texts[i], BUF_CAP);
		request.labels[order[i]] = i < merge->labels.count ? merge->labels.values[i] : names[i];
	}
	int code = read_files(merge, texts, &request);
	if (code == PROGRAM_GO_ON)
		code = merge_and_judge(merge, &request, &out, &outcome, &findings);
	if (code == PROGRAM_GO_ON)
		code = write_result(merge, &out);
	if (code == EXIT_CLEAN)
		code = report_conflicts(merge, &outcome);
	if (code == EXIT_CLEAN)
		code = report_errors(merge, &findings);
	for (int i = 0; i < MERGE_SIDES; i++)
		buf_release(&texts[i]);
	buf_release(&out);
	buf_release(&findings);
	return code;
}

int merge_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	struct merge merge = { .program = { .name = "satchel-merge", .in = in, .out = out, .err = err } };
	const struct program *program = &merge.program;
	int code = program_start(&merge.program, &help, rows, &merge, argc, argv);
	if (code == PROGRAM_GO_ON && program->options.operand_count != MERGE_SIDES)
		code = program_fail(program, EXIT_USAGE, "three files are expected: BASE OURS THEIRS");
	if (code == PROGRAM_GO_ON && merge.labels.count > MERGE_SIDES)
		code = program_fail(program, EXIT_USAGE, "there are at most three labels");
	merge.marker_size = merge.marker_size ? merge.marker_size : MERGE_MARKER_SIZE;
	if (code == PROGRAM_GO_ON)
		code = run(&merge);
	return program_end(&merge.program, code);
}
