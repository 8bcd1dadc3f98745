#include "merge/merge.h"
#include "base/file.h"
#include "cmd/program.h"

#include <errno.h>

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

static int report(const struct merge *merge, const struct merge_outcome *outcome)
{
	const char *path = merge->path ? merge->path : merge->program.options.operands[MERGE_OURS];
	if (outcome->reason && !merge->quiet)
		program_warn(&merge->program, "'%s' is merged by lines: %s", path, outcome->reason);
	if (outcome->conflicts && !merge->quiet)
		program_fail(&merge->program, EXIT_FINDINGS, "'%s' has %zu conflict%s", path, outcome->conflicts,
			     outcome->conflicts == 1 ? "" : "s");
	return outcome->conflicts ? EXIT_FINDINGS : EXIT_CLEAN;
}

static int run(const struct merge *merge)
{
	struct merge_request request = { .marker_size = merge->marker_size, .show_base = merge->show_base };
	static const enum merge_side order[] = { MERGE_OURS, MERGE_BASE, MERGE_THEIRS };
	static const char *const names[] = { "ours", "base", "theirs" };
	struct buf texts[MERGE_SIDES], out;
	struct merge_outcome outcome;
	buf_init(&out, BUF_CAP);
	for (size_t i = 0; i < MERGE_SIDES; i++) {
		buf_init(&texts[i], BUF_CAP);
		request.labels[order[i]] = i < merge->labels.count ? merge->labels.values[i] : names[i];
	}
	int code = read_files(merge, texts, &request);
	if (code == PROGRAM_GO_ON && merge_texts(&request, &out, &outcome) != RESULT_OK)
		code = program_fail_memory(&merge->program);
	if (code == PROGRAM_GO_ON)
		code = write_result(merge, &out);
	if (code == EXIT_CLEAN)
		code = report(merge, &outcome);
	for (int i = 0; i < MERGE_SIDES; i++)
		buf_release(&texts[i]);
	buf_release(&out);
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
