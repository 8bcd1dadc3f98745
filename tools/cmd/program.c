#include "cmd/program.h"

#include "base/file.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>

static void print(const struct program *program, const char *severity, const char *format, va_list args)
{
	fprintf(program->err, "%s: %s", program->name, severity);
	vfprintf(program->err, format, args);
	fputc('\n', program->err);
}

int program_fail(const struct program *program, int code, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	print(program, "", format, args);
	va_end(args);
	return code;
}

void program_warn(const struct program *program, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	print(program, "warning: ", format, args);
	va_end(args);
}

int program_fail_memory(const struct program *program)
{
	return program_fail(program, EXIT_FAILED, "out of memory");
}

int program_fail_lines(const struct program *program, int code, const struct buf *text)
{
	if (!text || buf_failed(text) || text->len == 0)
		return program_fail_memory(program);
	for (const char *line = text->at; *line;) {
		size_t len = strcspn(line, "\n");
		program_fail(program, code, "%.*s", (int)len, line);
		line += len + (line[len] == '\n');
	}
	return code;
}

int program_result(const struct program *program, enum result result, const struct buf *why, const char *consequence)
{
	if (result == RESULT_OK)
		return EXIT_CLEAN;
	int code = result == RESULT_REFUSED ? EXIT_FINDINGS : EXIT_FAILED;
	code = program_fail_lines(program, code, result == RESULT_NO_MEMORY ? NULL : why);
	return consequence ? program_fail(program, code, "%s", consequence) : code;
}

static int flush(const struct program *program, int code)
{
	if (fflush(program->out) == 0 && !ferror(program->out))
		return code;
	return program_fail(program, EXIT_FAILED, "cannot write: %s", file_status_text(FILE_FAILED));
}

int program_print(const struct program *program, const struct buf *text)
{
	if (buf_failed(text))
		return program_fail_memory(program);
	/* A write error is recorded in the stream. */
	(void)!fwrite(buf_cstr(text), 1, text->len, program->out);
	return flush(program, EXIT_CLEAN);
}

int program_start(struct program *program, const struct program_help *help, const struct option_row *rows, void *record,
		  int argc, char **argv)
{
	/* Write errors like any other. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	switch (options_read(&program->options, rows, record, argc, argv)) {
	case OPTIONS_OK: return PROGRAM_GO_ON;
	case OPTIONS_HELP: options_print_help(program->out, help->usage, help->about, rows); return EXIT_CLEAN;
	case OPTIONS_VERSION: fprintf(program->out, "%s %s\n", program->name, SATCHEL_VERSION); return EXIT_CLEAN;
	case OPTIONS_WRONG: return program_fail(program, EXIT_USAGE, "%s", program->options.error);
	case OPTIONS_NO_MEMORY: break;
	}
	return program_fail_memory(program);
}

int program_end(struct program *program, int code)
{
	options_release(&program->options);
	/* The failure has been reported. */
	return code == EXIT_FAILED ? code : flush(program, code);
}
