/* satchel-preview: lessons as learners see them, in one file or from a local server. */
#include "cmd/preview.h"

#include "lesson/other_file.h"
#include "preview/one_file.h"
#include "reader/satchel.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PORT = 8417 };

static const struct option_row rows[] = {
	OPT_STRING('o', "output", "FILE", struct preview, output,
		   "write one HTML page that needs no other file and no network"),
	OPT_BOOL('s', "serve", struct preview, serve,
		 "show the lessons at a local address, and every change once it is saved"),
	OPT_NUMBER('p', "port", "N", 0, 65535, struct preview, port,
		   "the port of the server; 8417 by default; 0: any that is free"),
	OPT_BOOL(0, "open", struct preview, open, "with --serve: open the browser"),
	OPT_BOOL(0, "poll", struct preview, poll,
		 "with --serve: look at the files regularly, if the system\nreports no changes, as on network drives"),
	OPT_JOBS(struct preview, check.checker.jobs),
	OPT_BOOL('q', "quiet", struct preview, check.quiet, "print only errors"),
	CHECK_ROWS_CONFIG(struct preview, check),
	OPT_COMMON,
};

static const struct program_help help = {
	.usage = "satchel-preview [OPTION...] LESSON|FOLDER|DEFINITION|PACK -o FILE.html\n"
		 "       satchel-preview [OPTION...] --serve LESSON|FOLDER|DEFINITION|PACK",
	.about = "Shows lessons as learners see them: a lesson, those of a folder or pack definition, or a pack.",
};

/* What a file is, by how it begins. */
static enum operand_kind kind_of(const char *path)
{
	struct buf bytes;
	enum operand_kind kind = OPERAND_LESSONS;
	buf_init(&bytes, 1024 * 1024);
	/* A pack is larger than that. */
	enum file_status status = file_read(path, 64 * 1024, &bytes);
	if (status == FILE_OK || status == FILE_TOO_LARGE) {
		if (str_starts(buf_view(&bytes), "PK\x03\x04"))
			kind = OPERAND_PACK;
		else if (other_file(buf_view(&bytes)))
			kind = OPERAND_DEFINITION;
	}
	buf_release(&bytes);
	return kind;
}

static int check_arguments(struct preview *preview)
{
	const struct program *program = &preview->check.program;
	if (program->options.operand_count != 1)
		return program_fail(program, EXIT_USAGE,
				    "name one lesson, folder, pack definition or pack; see satchel-preview --help");
	preview->operand = program->options.operands[0];
	if (preview->serve == (preview->output != NULL))
		return program_fail(program, EXIT_USAGE, "say how to show it: -o FILE.html, or --serve");
	if (!preview->serve && (preview->open || preview->poll))
		return program_fail(program, EXIT_USAGE, "--%s needs --serve", preview->open ? "open" : "poll");
	if (preview->check.checker.config_path && preview->check.checker.no_config)
		return program_fail(program, EXIT_USAGE, "--config and --no-config cannot be combined");
	if (access(preview->operand, R_OK) != 0)
		return program_fail(program, EXIT_FAILED, "cannot read '%s': %s", preview->operand,
				    file_status_text(FILE_FAILED));
	return PROGRAM_GO_ON;
}

static int write_page(const struct preview *preview, int file, uint64_t size)
{
	const struct program *program = &preview->check.program;
	struct file_writer writer;
	struct buf why;
	buf_init(&why, 64 * 1024);
	enum result status = file_result(file_writer_open(&writer, preview->output), "write", preview->output, &why);
	if (status == RESULT_OK) {
		status = one_file_write(writer.stream, file, size, &why);
		if (status == RESULT_OK)
			status = file_result(file_writer_commit(&writer), "write", preview->output, &why);
		file_writer_drop(&writer);
	}
	int code = program_result(program, status, &why, NULL);
	buf_release(&why);
	return code;
}

/* The player would only say that the lessons are damaged. */
static int check_pack(const struct preview *preview)
{
	struct satchel_error error;
	enum satchel_status status = satchel_verify(preview->operand, NULL, NULL, &error);
	if (status == SATCHEL_OK)
		return EXIT_CLEAN;
	bool failed = status == SATCHEL_UNREADABLE || status == SATCHEL_NO_MEMORY;
	return program_fail(&preview->check.program, failed ? EXIT_FAILED : EXIT_USAGE, "cannot show '%s': %s",
			    preview->operand, error.message);
}

static int write_pack_page(const struct preview *preview)
{
	int file = open(preview->operand, O_RDONLY | O_CLOEXEC);
	struct stat info;
	if (file < 0 || fstat(file, &info) != 0)
		return program_fail(&preview->check.program, EXIT_FAILED, "cannot read '%s': %s", preview->operand,
				    file_status_text(FILE_FAILED));
	int code = write_page(preview, file, (uint64_t)info.st_size);
	close(file);
	return code;
}

/* Prints the findings and, of a definition, the mistakes. False if memory ran out. */
static bool print_findings(const struct preview *preview, struct preview_pass *pass)
{
	FILE *err = preview->check.program.err;
	struct buf text;
	buf_init(&text, BUF_CAP);
	bool good = check_program_render(&preview->check, &pass->report, &pass->checker.lessons, err);
	if (pass->request.is_definition)
		mistakes_render(&pass->mistakes, &pass->definition.source, &text);
	good = good && !buf_failed(&text) && fwrite(buf_cstr(&text), 1, text.len, err) == text.len;
	buf_release(&text);
	return good;
}

/* How many lessons the page does not show. Others may have errors too, such as a broken link. */
static size_t count_hidden(const struct preview_pass *pass)
{
	size_t count = 0;
	for (size_t i = 0; i < pass->checker.lessons.count; i++) {
		const struct pass_lesson *lesson = &pass->lessons[i];
		count += !lesson->id || lesson->shown == SHOWN_NOTICE || (lesson->seen && !lesson->packed);
	}
	return count;
}

/* Says that the page was written though there are errors. */
static void tell_page(const struct preview *preview, const struct preview_pass *pass)
{
	const struct program *program = &preview->check.program;
	size_t hidden = count_hidden(pass);
	if (hidden)
		program_fail(program, EXIT_FINDINGS, "wrote '%s', without the text of %zu lesson%s with errors",
			     preview->output, hidden, hidden == 1 ? "" : "s");
	else
		program_fail(program, EXIT_FINDINGS, "wrote '%s'; all lessons are shown, also those with errors",
			     preview->output);
}

static int show_pass(const struct preview *preview, struct preview_pass *pass, enum result status)
{
	const struct program *program = &preview->check.program;
	size_t errors = pass->report.counts[SEVERITY_ERROR] + pass->mistakes.errors;
	if (status == RESULT_NO_MEMORY || !print_findings(preview, pass))
		return program_fail(program, EXIT_FAILED, "out of memory; no page was written");
	if (pass->why.len)
		program_fail(program, EXIT_FAILED, "%s", buf_cstr(&pass->why));
	if (status != RESULT_OK)
		return program_fail(program, status == RESULT_REFUSED ? EXIT_USAGE : EXIT_FAILED,
				    "no page was written");
	int code = write_page(preview, pass->file, pass->size);
	if (code != EXIT_CLEAN || (!errors && !pass->why.len))
		return code;
	if (!preview->check.quiet)
		tell_page(preview, pass);
	return EXIT_FINDINGS;
}

struct pass_request preview_request(const struct preview *preview, enum operand_kind kind)
{
	const struct checker *checker = &preview->check.checker;
	return (struct pass_request){
		.operand = preview->operand,
		.is_definition = kind == OPERAND_DEFINITION,
		.config_path = checker->config_path,
		.no_config = checker->no_config,
		.dictionaries = checker->dictionaries,
		.today = checker->today,
		.jobs = checker->jobs,
		.scratch = preview->scratch,
		.on_message = checker->on_message,
		.on_mistakes = checker->on_mistakes,
		.context_of_calls = checker->context_of_calls,
	};
}

static int write_lessons_page(const struct preview *preview, enum operand_kind kind)
{
	struct good_sources good;
	struct preview_pass pass;
	struct buf why;
	buf_init(&why, 64 * 1024);
	enum result status = good_sources_init(&good, preview->scratch, &why);
	int code = program_result(&preview->check.program, status, &why, NULL);
	if (code == EXIT_CLEAN) {
		struct pass_request request = preview_request(preview, kind);
		request.good = &good;
		request.errors_only = true;
		request.level = DEFLATE_BEST;
		status = pass_run(&pass, &request);
		code = show_pass(preview, &pass, status);
		pass_release(&pass);
		good_sources_release(&good);
	}
	buf_release(&why);
	return code;
}

static int show(struct preview *preview)
{
	enum operand_kind kind = kind_of(preview->operand);
	const char *scratch = getenv("TMPDIR");
	preview->scratch = scratch && *scratch ? scratch : "/tmp";
	check_program_take_real_day(&preview->check);
	if (!check_program_open_dictionaries(&preview->check))
		return program_fail_memory(&preview->check.program);
	int code = kind == OPERAND_PACK ? check_pack(preview) : EXIT_CLEAN;
	if (code != EXIT_CLEAN)
		return code;
	if (preview->serve)
		return preview_serve(preview, kind);
	return kind == OPERAND_PACK ? write_pack_page(preview) : write_lessons_page(preview, kind);
}

int preview_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	struct preview preview = { .port = PORT };
	struct program *program = &preview.check.program;
	check_program_init(&preview.check, "satchel-preview", in, out, err);
	preview.check.mistakes_out = err;
	int code = program_start(program, &help, rows, &preview, argc, argv);
	if (code == PROGRAM_GO_ON)
		code = check_arguments(&preview);
	if (code == PROGRAM_GO_ON)
		code = show(&preview);
	check_program_release(&preview.check);
	return program_end(program, code);
}
