#include "base/date.h"
#include "base/file.h"
#include "cmd/ledger.h"
#include "convert/core/import_folder.h"
#include "convert/formats.h"
#include "lesson/language_tag.h"

#include <sys/stat.h>

struct import_program {
	struct program program;
	struct import import;
	struct import_folder folder;
	const char *format, *output;
	struct ledger_file ledger;
	bool quiet, list;
	char day[DATE_SIZE]; /* of the current file */
};

static const struct option_row rows[] = {
	OPT_STRING('f', "format", "NAME", struct import_program, format,
		   "the format of all FILEs; by default recognised by content"),
	OPT_STRING('l', "lang", "TAG", struct import_program, import.language,
		   "the language of lessons whose source names none; en by default"),
	OPT_STRING(0, "ledger", "FILE", struct import_program, ledger.path,
		   "also write the ledger to FILE, as lines of JSON"),
	OPT_BOOL(0, "list-formats", struct import_program, list, "print the formats"),
	OPT_STRING('o', "output", "FOLDER", struct import_program, output,
		   "write lessons here: a new folder, or that of an earlier import"),
	OPT_BOOL('q', "quiet", struct import_program, quiet, "print no ledger and no summary"),
	OPT_STRING(0, "reviewed", "DATE", struct import_program, import.reviewed,
		   "the date of the last medical review, YYYY-MM-DD, if the source\n"
		   "has none; by default the date of FILE"),
	OPT_NEW_IDS_SEED(struct import_program, import.ids),
	OPT_COMMON,
};

static const struct program_help help = {
	.usage = "satchel-import [OPTION...] FILE... -o FOLDER",
	.about = "Turns decks, question banks and texts of other programs into lessons, and reports\n"
		 "everything that could not be carried over unchanged. Another import into the same\n"
		 "folder updates it.",
};

static int check_options(const struct import_program *p)
{
	const struct program *program = &p->program;
	if (program->options.operand_count == 0)
		return program_fail(program, EXIT_USAGE, "no files given");
	if (!p->output)
		return program_fail(program, EXIT_USAGE, "name the folder for the lessons with -o");
	if (p->format && !import_format_named(p->format))
		return program_fail(program, EXIT_USAGE, "unknown format '%s'; see satchel-import --list-formats",
				    p->format);
	if (!language_tag_check(str_from(p->import.language), NULL))
		return program_fail(program, EXIT_USAGE, "--lang must be a tag such as en-GB, not '%s'",
				    p->import.language);
	if (p->import.reviewed && !date_is_real(str_from(p->import.reviewed)))
		return program_fail(program, EXIT_USAGE, "--reviewed must be a date such as 2026-11-20, not '%s'",
				    p->import.reviewed);
	return PROGRAM_GO_ON;
}

static int list_formats(const struct import_program *p)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	for (const struct import_format *format = import_formats; format->name; format++)
		buf_format(&text, "%-12s %s\n", format->name, format->about);
	int code = program_print(&p->program, &text);
	buf_release(&text);
	return code;
}

/* Reads the start of the file, to recognise its format. */
static enum result read_start(const char *path, struct buf *start, struct buf *why)
{
	enum file_status status = file_read(path, FORMAT_START, start);
	return status == FILE_TOO_LARGE ? RESULT_OK : file_result(status, "read", path, why);
}

static bool is_folder(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* Lessons that do not say when they were reviewed were reviewed at the latest when the file was written. */
static bool note_day(struct import_program *p, const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 && date_of_moment(p->day, info.st_mtime);
}

static enum result import_one(struct import_program *p, const char *path, struct buf *why)
{
	struct buf start;
	if (is_folder(path)) {
		buf_format(why, "'%s' is a folder; name the files in it", path);
		return RESULT_REFUSED;
	}
	buf_init(&start, BUF_CAP);
	enum result result = read_start(path, &start, why);
	const struct import_format *format = NULL;
	if (result == RESULT_OK) {
		format = p->format ? import_format_named(p->format) : import_format_of(path, buf_view(&start));
		if (!format) {
			buf_format(why, "the format of '%s' is unknown; name it with -f, see --list-formats", path);
			result = RESULT_REFUSED;
		}
	}
	buf_release(&start);
	if (result != RESULT_OK)
		return result;
	const char *reviewed = p->import.reviewed;
	if (!reviewed && note_day(p, path))
		p->import.reviewed = p->day;
	import_begin(&p->import, path);
	struct buf reason;
	buf_init(&reason, BUF_CAP);
	result = format->import(&p->import, path, &reason);
	p->import.reviewed = reviewed;
	if (reason.len)
		buf_format(why, "%s: %s", path, buf_cstr(&reason));
	if (buf_failed(&reason) || ledger_failed(&p->import.ledger) || arena_failed(&p->import.arena))
		result = RESULT_NO_MEMORY;
	buf_release(&reason);
	return result;
}

static enum result import_all(struct import_program *p, struct buf *why)
{
	const struct options *options = &p->program.options;
	enum result result = import_folder_open(&p->folder, p->output, &p->import.ids, why);
	p->import.folder = p->folder.is_new ? NULL : p->output;
	for (size_t i = 0; i < options->operand_count && result == RESULT_OK; i++)
		result = import_one(p, options->operands[i], why);
	if (result == RESULT_OK && !p->import.lessons) {
		/* If something was there, the ledger says why it was left out. */
		if (!ledger_is_clean(&p->import.ledger))
			return RESULT_OK;
		buf_text(why, "there is nothing to import");
		return RESULT_REFUSED;
	}
	return result == RESULT_OK ? import_folder_save(&p->folder, &p->import, why) : result;
}

static int report(struct import_program *p)
{
	int code = ledger_file_commit(&p->program, &p->ledger, &p->import.ledger,
				      p->folder.written ? "the lessons were written" : "no lesson was written");
	if (code == PROGRAM_GO_ON)
		code = ledger_print(&p->program, &p->import.ledger, p->quiet);
	if (p->quiet || code > EXIT_FINDINGS)
		return code;
	if (p->folder.written)
		fprintf(p->program.err, "%zu lesson%s written to %s\n", p->folder.written,
			p->folder.written == 1 ? "" : "s", p->output);
	else
		fprintf(p->program.err, p->folder.is_new ? "no lesson was written\n" : "no lesson changed\n");
	return code;
}

static int run(struct import_program *p)
{
	struct buf why;
	int opened = ledger_file_open(&p->program, &p->ledger, p->output);
	if (opened != PROGRAM_GO_ON)
		return opened;
	buf_init(&why, BUF_CAP);
	enum result result = import_all(p, &why);
	const char *consequence = p->folder.begun ? "some lessons were updated; import again to update the others"
						  : "nothing was written";
	int code = program_result(&p->program, result, &why, result == RESULT_OK ? NULL : consequence);
	buf_release(&why);
	import_folder_release(&p->folder);
	/* The source or the folder cannot be used. */
	return result == RESULT_OK ? report(p) : result == RESULT_REFUSED ? EXIT_USAGE : code;
}

int import_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	struct import_program p = { .program = { .name = "satchel-import", .in = in, .out = out, .err = err } };
	import_init(&p.import, &p.folder.map);
	int code = program_start(&p.program, &help, rows, &p, argc, argv);
	if (code == PROGRAM_GO_ON && p.list)
		code = list_formats(&p);
	else if (code == PROGRAM_GO_ON)
		code = check_options(&p);
	if (code == PROGRAM_GO_ON)
		code = run(&p);
	code = program_end(&p.program, code);
	ledger_file_drop(&p.ledger);
	import_release(&p.import);
	return code;
}
