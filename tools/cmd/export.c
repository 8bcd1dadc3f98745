#include "base/path.h"
#include "check/run/select.h"
#include "cmd/check_program.h"
#include "cmd/ledger.h"
#include "convert/core/new_folder.h"
#include "convert/core/since_file.h"
#include "convert/formats.h"

#include <sys/stat.h>
#include <unistd.h>

struct export_program {
	struct check_program check;
	struct export export;
	struct new_folder folder;
	struct since_file since;
	bool has_since;
	struct buf out, bytes;
	const struct exporter *exporter;
	const char *format, *output, *progress;
	struct ledger_file ledger;
	bool quiet, list;
};

static const struct option_row rows[] = {
	OPT_STRING('f', "format", "NAME", struct export_program, format, "the format; see --list-formats"),
	OPT_JOBS(struct export_program, check.checker.jobs),
	OPT_STRING(0, "ledger", "FILE", struct export_program, ledger.path,
		   "also write the ledger to FILE, as lines of JSON"),
	OPT_BOOL(0, "list-formats", struct export_program, list, "print the formats"),
	OPT_STRING('o', "output", "FILE", struct export_program, output,
		   "write to FILE, or to a new folder if the format needs one"),
	OPT_STRING(0, "progress", "FILE", struct export_program, progress,
		   "the progress.json of the release: items whose progress was\n"
		   "reset start afresh; by default the one beside the pack"),
	OPT_BOOL('q', "quiet", struct export_program, quiet, "print no ledger and no summary"),
	CHECK_ROWS_CONFIG(struct export_program, check),
	OPT_COMMON,
};

static const struct program_help help = {
	.usage = "satchel-export [OPTION...] -f NAME PACK|FOLDER -o FILE",
	.about = "Writes the lessons of a pack, or of a folder, in the format of another program, and\n"
		 "reports everything that could not be carried over unchanged.",
};

static int list_formats(const struct export_program *p)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	for (const struct exporter *const *exporter = exporters; *exporter; exporter++)
		buf_format(&text, "%-12s %s\n", (*exporter)->name, (*exporter)->about);
	int code = program_print(&p->check.program, &text);
	buf_release(&text);
	return code;
}

static int check_options(struct export_program *p)
{
	const struct program *program = &p->check.program;
	if (!p->format)
		return program_fail(program, EXIT_USAGE, "name the format with -f; see satchel-export --list-formats");
	p->exporter = exporter_named(p->format);
	if (!p->exporter)
		return program_fail(program, EXIT_USAGE, "unknown format '%s'; see satchel-export --list-formats",
				    p->format);
	if (program->options.operand_count != 1)
		return program_fail(program, EXIT_USAGE, "give one pack or one folder of lessons");
	if (!p->output)
		return program_fail(program, EXIT_USAGE, "name the output with -o");
	return PROGRAM_GO_ON;
}

/* Reads progress.json: the one given, or the one beside the pack. */
static enum result read_progress(struct export_program *p, const char *pack, struct buf *why)
{
	struct buf path, reason;
	buf_init(&path, BUF_CAP);
	buf_init(&reason, BUF_CAP);
	if (p->progress)
		buf_text(&path, p->progress);
	else
		buf_format(&path, "%.*s/progress.json", STR_ARG(path_folder(pack)));
	enum result result = RESULT_OK;
	if (p->progress || access(buf_cstr(&path), F_OK) == 0) {
		result = file_result(file_read(buf_cstr(&path), SATCHEL_PROGRESS_MAX, &p->bytes), "read",
				     buf_cstr(&path), why);
		p->has_since = result == RESULT_OK;
		if (result == RESULT_OK)
			result = since_file_read(&p->since, buf_view(&p->bytes), &reason);
		if (result == RESULT_REFUSED)
			buf_format(why, "'%s' cannot be used: %s", buf_cstr(&path), buf_cstr(&reason));
		p->export.since = since_file_of;
		p->export.context_of_since = &p->since;
	}
	buf_release(&path);
	buf_release(&reason);
	return result;
}

static int export_from_pack(struct export_program *p, const char *path)
{
	const struct program *program = &p->check.program;
	struct satchel_error error;
	struct buf why;
	buf_init(&why, BUF_CAP);
	enum result result = RESULT_REFUSED;
	/* Every document matches its schema before it is read. */
	struct satchel *pack =
		satchel_verify(path, NULL, NULL, &error) == SATCHEL_OK ? satchel_open(path, &error) : NULL;
	if (!pack && error.status == SATCHEL_UNREADABLE)
		result = RESULT_FAILED;
	if (!pack && error.status == SATCHEL_NO_MEMORY)
		result = RESULT_NO_MEMORY;
	else if (!pack)
		buf_format(&why, "cannot read '%s': %s", path, error.message);
	else
		result = read_progress(p, path, &why);
	if (pack && result == RESULT_OK && p->has_since &&
	    !str_equal(p->since.id, str_from(satchel_manifest(pack)->id))) {
		/* Found beside the pack, it may belong to another. */
		p->export.since = NULL;
		if (p->progress) {
			buf_format(&why, "'%s' belongs to the pack '%.*s'", p->progress, STR_ARG(p->since.id));
			result = RESULT_REFUSED;
		}
	}
	if (result == RESULT_OK)
		result = export_pack(&p->export, p->exporter, pack, &why);
	if (pack)
		satchel_close(pack);
	int code = program_result(program, result, &why, NULL);
	buf_release(&why);
	return result == RESULT_OK ? PROGRAM_GO_ON : result == RESULT_REFUSED ? EXIT_USAGE : code;
}

/* A checker_configured. */
static enum checker_status keep_errors(void *context, struct checker *checker)
{
	(void)context;
	checker_set_least(checker, SEVERITY_ERROR, false);
	return CHECKER_OK;
}

/* Checks the lessons and prints their errors: nothing broken is exported. */
static int check_tree(struct export_program *p)
{
	struct check_program *check = &p->check;
	struct checker *checker = &check->checker;
	const struct program *program = &check->program;
	check->checker.operands = program->options.operands;
	check->checker.operand_count = 1;
	int code = check_program_code(checker_prepare(checker));
	if (code != PROGRAM_GO_ON)
		return code;
	struct report report;
	report_init(&report, &checker->settings);
	enum check_status status = checker_check(checker, NULL, &report);
	if (status == CHECK_NO_MEMORY)
		code = program_fail_memory(program);
	else if (status == CHECK_UNREAD || checker->failed)
		code = EXIT_FAILED;
	else if (report.first && !check_program_render(check, &report, &checker->lessons, program->err))
		code = EXIT_FAILED;
	else if (report.first)
		code = program_fail(program, EXIT_FINDINGS, "nothing was exported: fix these errors first");
	report_release(&report);
	return code;
}

static int export_from_tree(struct export_program *p)
{
	const struct program *program = &p->check.program;
	const struct checker *checker = &p->check.checker;
	int code = check_tree(p);
	if (code != PROGRAM_GO_ON)
		return code;
	struct buf why;
	buf_init(&why, BUF_CAP);
	enum result result = p->progress ? read_progress(p, "", &why) : RESULT_OK;
	if (result == RESULT_OK)
		result = export_tree(&p->export, p->exporter, &checker->lessons, checker->roots, &why);
	code = program_result(program, result, &why, NULL);
	buf_release(&why);
	return result == RESULT_OK ? PROGRAM_GO_ON : code;
}

/* Creates the output folder, if the format needs one. */
static int begin_output(struct export_program *p)
{
	struct buf why;
	bool vacant = true;
	if (!p->exporter->folder)
		return PROGRAM_GO_ON;
	buf_init(&why, BUF_CAP);
	enum result result = new_folder_is_vacant(p->output, &vacant, &why);
	if (result == RESULT_OK && !vacant) {
		buf_format(&why, "'%s' is not empty; name a new folder", p->output);
		result = RESULT_REFUSED;
	}
	if (result == RESULT_OK)
		result = new_folder_begin(&p->folder, p->output, &why);
	p->export.folder = p->folder.work;
	int code = program_result(&p->check.program, result, &why, NULL);
	buf_release(&why);
	return result == RESULT_OK ? PROGRAM_GO_ON : result == RESULT_REFUSED ? EXIT_USAGE : code;
}

/* The file and that of the ledger, if there is one: both or none. */
static enum result write_files(struct export_program *p, struct buf *why)
{
	struct file_writer out = { .stream = NULL }, *both[] = { &out, &p->ledger.writer };
	const char *paths[] = { p->output, p->ledger.path };
	struct file_failure failure = { .at = 0 };
	file_writer_clear(p->output);
	enum file_status status = file_writer_open(&out, p->output);
	if (status == FILE_OK && fwrite(p->out.at, 1, p->out.len, out.stream) != p->out.len)
		status = FILE_FAILED;
	if (status == FILE_OK)
		status = file_writers_commit(both, p->ledger.writer.stream ? 2 : 1, &failure);
	enum result result = file_result(status, "write", paths[failure.at], why);
	file_writer_drop(&out);
	return result;
}

static int end_output(struct export_program *p)
{
	const struct program *program = &p->check.program;
	struct buf why;
	buf_init(&why, BUF_CAP);
	bool folder = p->exporter->folder;
	int code = ledger_file_write(program, &p->ledger, &p->export.ledger);
	enum result result = buf_failed(&p->out) || ledger_failed(&p->export.ledger) ? RESULT_NO_MEMORY : RESULT_OK;
	if (code == PROGRAM_GO_ON && result == RESULT_OK)
		result = folder ? new_folder_commit(&p->folder, &why) : write_files(p, &why);
	if (code == PROGRAM_GO_ON && result != RESULT_OK)
		code = program_result(program, result, &why, NULL);
	if (code == PROGRAM_GO_ON && folder)
		code = ledger_file_commit(program, &p->ledger, &p->export.ledger, "the notes were written");
	buf_release(&why);
	return code;
}

static int run(struct export_program *p)
{
	const char *operand = p->check.program.options.operands[0];
	struct stat info;
	int code = ledger_file_open(&p->check.program, &p->ledger, p->output);
	if (code == PROGRAM_GO_ON)
		code = begin_output(p);
	if (code != PROGRAM_GO_ON)
		return code;
	bool is_pack = stat(operand, &info) == 0 && S_ISREG(info.st_mode);
	code = is_pack ? export_from_pack(p, operand) : export_from_tree(p);
	if (code == PROGRAM_GO_ON)
		code = end_output(p);
	if (code == PROGRAM_GO_ON)
		code = ledger_print(&p->check.program, &p->export.ledger, p->quiet);
	return code;
}

int export_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	struct export_program p = { .format = NULL };
	check_program_init(&p.check, "satchel-export", in, out, err);
	p.check.checker.configured = keep_errors;
	p.check.mistakes_out = err;
	buf_init(&p.out, (size_t)4 << 30);
	buf_init(&p.bytes, BUF_CAP);
	export_init(&p.export, &p.out);
	int code = program_start(&p.check.program, &help, rows, &p, argc, argv);
	if (code == PROGRAM_GO_ON && p.list)
		code = list_formats(&p);
	else if (code == PROGRAM_GO_ON)
		code = check_options(&p);
	if (code == PROGRAM_GO_ON)
		code = run(&p);
	code = program_end(&p.check.program, code);
	new_folder_drop(&p.folder);
	ledger_file_drop(&p.ledger);
	if (p.has_since)
		since_file_release(&p.since);
	export_release(&p.export);
	buf_release(&p.out);
	buf_release(&p.bytes);
	check_program_release(&p.check);
	return code;
}
