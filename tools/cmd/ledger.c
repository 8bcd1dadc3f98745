#include "cmd/ledger.h"

#include <sys/stat.h>

static int finish(const struct program *program, const struct ledger_file *file, enum file_status status,
		  const char *consequence)
{
	struct buf why;
	buf_init(&why, BUF_CAP);
	enum result result = file_result(status, "write", file->path, &why);
	int code = program_result(program, result, &why, result == RESULT_OK ? NULL : consequence);
	buf_release(&why);
	return result == RESULT_OK ? PROGRAM_GO_ON : code;
}

int ledger_file_open(const struct program *program, struct ledger_file *file, const char *output)
{
	struct stat info;
	if (!file->path)
		return PROGRAM_GO_ON;
	size_t len = strlen(output);
	if (strcmp(file->path, output) == 0)
		return program_fail(program, EXIT_USAGE, "-o and --ledger name the same file, '%s'", output);
	if (strncmp(file->path, output, len) == 0 && file->path[len] == '/' && stat(output, &info) != 0)
		return PROGRAM_GO_ON;
	if (stat(file->path, &info) == 0 && S_ISDIR(info.st_mode))
		return program_fail(program, EXIT_USAGE, "cannot write '%s': it is a folder", file->path);
	file_writer_clear(file->path);
	return finish(program, file, file_writer_open(&file->writer, file->path), "nothing was written");
}

static enum file_status write_rows(FILE *stream, const struct ledger *ledger)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	ledger_json(ledger, &text);
	bool good = fwrite(text.at, 1, text.len, stream) == text.len && fflush(stream) == 0;
	enum file_status status = buf_failed(&text) ? FILE_NO_MEMORY : good ? FILE_OK : FILE_FAILED;
	buf_release(&text);
	return status;
}

int ledger_file_write(const struct program *program, struct ledger_file *file, const struct ledger *ledger)
{
	if (!file->writer.stream)
		return PROGRAM_GO_ON;
	file->written = true;
	return finish(program, file, write_rows(file->writer.stream, ledger), "nothing was written");
}

int ledger_file_commit(const struct program *program, struct ledger_file *file, const struct ledger *ledger,
		       const char *consequence)
{
	if (!file->path)
		return PROGRAM_GO_ON;
	enum file_status status = FILE_OK;
	if (!file->writer.stream)
		status = file_writer_open(&file->writer, file->path);
	if (status == FILE_OK && !file->written)
		status = write_rows(file->writer.stream, ledger);
	if (status == FILE_OK)
		status = file_writer_commit(&file->writer);
	return finish(program, file, status, consequence);
}

void ledger_file_drop(struct ledger_file *file)
{
	if (file->path)
		file_writer_drop(&file->writer);
}

int ledger_print(const struct program *program, const struct ledger *ledger, bool quiet)
{
	int code = EXIT_CLEAN;
	if (!quiet) {
		struct buf text;
		buf_init(&text, BUF_CAP);
		ledger_text(ledger, &text);
		code = program_print(program, &text);
		buf_release(&text);
	}
	return code == EXIT_CLEAN && !ledger_is_clean(ledger) ? EXIT_FINDINGS : code;
}
