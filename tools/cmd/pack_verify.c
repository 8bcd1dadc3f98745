/* satchel-pack verify: packs, and the documents of a release. */
#include "base/file.h"
#include "cmd/pack.h"
#include "cmd/public_key.h"
#include "fetch/latest.h"
#include "reader/satchel.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct trusted {
	struct satchel_key *keys;
	size_t count;
};

struct verify_output {
	const char *path;
	FILE *err;
};

static void report_problem(void *context, const struct satchel_error *problem)
{
	struct verify_output *output = context;
	fprintf(output->err, "%s: %s\n", output->path, problem->message);
}

/* Whether the pack is valid and, if keys are given, signed by one of them. Appends the result to text. */
static int verify_one(const struct program *program, const char *path, const struct trusted *trusted, struct buf *text)
{
	struct verify_output output = { path, program->err };
	struct satchel_error error;
	char comment[SATCHEL_COMMENT_MAX + 1];
	if (trusted->count == 0) {
		int code = pack_exit_code(satchel_verify(path, report_problem, &output, &error));
		if (code == EXIT_CLEAN)
			buf_format(text, "%s: good\n", path);
		return code;
	}
	/* Opens the file once, in case it is replaced meanwhile. */
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		fprintf(program->err, "%s: cannot open: %s\n", path, file_status_text(FILE_FAILED));
		return EXIT_FAILED;
	}
	int code = pack_exit_code(satchel_verify_fd(fd, report_problem, &output, &error));
	struct satchel *pack = code == EXIT_CLEAN ? satchel_open_fd(fd, &error) : NULL;
	if (pack && satchel_check_signature(pack, trusted->keys, trusted->count, comment, &error) == SATCHEL_OK) {
		buf_format(text, "%s: good, signed: %s\n", path, comment);
	} else if (code == EXIT_CLEAN) {
		report_problem(&output, &error);
		code = pack_exit_code(error.status);
	}
	satchel_close(pack);
	close(fd);
	return code;
}

static int read_beside(const struct program *program, const char *path, const char *ending, size_t most,
		       struct buf *bytes)
{
	struct buf name;
	buf_init(&name, BUF_CAP);
	buf_format(&name, "%s%s", path, ending);
	enum file_status status = buf_failed(&name) ? FILE_NO_MEMORY : file_read(buf_cstr(&name), most, bytes);
	if (status != FILE_OK)
		fprintf(program->err, "%s%s: cannot read: %s\n", path, ending, file_status_text(status));
	buf_release(&name);
	return status == FILE_OK ? EXIT_CLEAN : status == FILE_TOO_LARGE ? EXIT_FINDINGS : EXIT_FAILED;
}

/* Whether one of the keys signed latest.json for its release. */
static int verify_latest(const struct program *program, const char *path, const struct buf *json,
			 const struct trusted *trusted, struct buf *text)
{
	struct latest latest;
	struct buf signature, why;
	struct satchel_error error;
	char comment[SATCHEL_COMMENT_MAX + 1];
	buf_init(&signature, SATCHEL_SIGNATURE_MAX + 1);
	buf_init(&why, BUF_CAP);
	enum fetch_status status = latest_read(&latest, buf_view(json), &why);
	int code = status == FETCH_OK ? read_beside(program, path, ".minisig", SATCHEL_SIGNATURE_MAX, &signature)
				      : EXIT_CLEAN;
	if (status == FETCH_OK && code == EXIT_CLEAN) {
		code = pack_exit_code(satchel_check_message(json->at, json->len, signature.at, signature.len,
							    trusted->keys, trusted->count, comment, &error));
		if (code != EXIT_CLEAN)
			fprintf(program->err, "%s: %s\n", path, error.message);
		else
			status = latest_check_comment(&latest, comment, &why);
	}
	if (status != FETCH_OK) {
		fprintf(program->err, "%s: %s\n", path, status == FETCH_NO_MEMORY ? "out of memory" : buf_cstr(&why));
		code = status == FETCH_NO_MEMORY ? EXIT_FAILED : EXIT_FINDINGS;
	}
	if (code == EXIT_CLEAN)
		buf_format(text, "%s: good, signed: %s\n", path, comment);
	latest_release(&latest);
	buf_release(&signature);
	buf_release(&why);
	return code;
}

static int verify_document(const struct program *program, const char *path, enum satchel_document document,
			   const struct trusted *trusted, struct buf *text)
{
	struct verify_output output = { path, program->err };
	struct satchel_error error;
	struct buf json;
	size_t most = document == SATCHEL_LATEST ? SATCHEL_LATEST_MAX : SATCHEL_PROGRESS_MAX;
	if (document == SATCHEL_PROGRESS && trusted->count > 0) {
		fprintf(program->err, "%s: it is not signed itself; its digest is in SHA256SUMS, which is signed\n",
			path);
		return EXIT_USAGE;
	}
	buf_init(&json, most + 1);
	int code = read_beside(program, path, "", most, &json);
	if (code == EXIT_CLEAN)
		code = pack_exit_code(
			satchel_verify_document(document, json.at, json.len, report_problem, &output, &error));
	if (code == EXIT_CLEAN && trusted->count > 0)
		code = verify_latest(program, path, &json, trusted, text);
	else if (code == EXIT_CLEAN)
		buf_format(text, "%s: good\n", path);
	buf_release(&json);
	return code;
}

/* Identifies a file by its name. */
static int verify_any(const struct program *program, const char *path, const struct trusted *trusted, struct buf *text)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	if (strcmp(name, "latest.json") == 0)
		return verify_document(program, path, SATCHEL_LATEST, trusted, text);
	if (strcmp(name, "progress.json") == 0)
		return verify_document(program, path, SATCHEL_PROGRESS, trusted, text);
	return verify_one(program, path, trusted, text);
}

int pack_verify(const struct pack_arguments *arguments)
{
	const struct program *program = &arguments->program;
	const struct option_list *files = &arguments->keys;
	struct trusted trusted = { calloc(files->count + 1, sizeof(*trusted.keys)), files->count };
	struct buf text;
	int code = trusted.keys ? EXIT_CLEAN : program_fail_memory(program);
	for (size_t i = 0; i < files->count && code == EXIT_CLEAN; i++)
		code = public_key_read(program, files->values[i], &trusted.keys[i]);
	bool start = code == EXIT_CLEAN;
	buf_init(&text, BUF_CAP);
	for (size_t i = 0; start && i < arguments->operand_count; i++) {
		int one = verify_any(program, arguments->operands[i], &trusted, &text);
		code = one > code ? one : code;
	}
	if (arguments->quiet)
		buf_clear(&text);
	int printed = program_print(program, &text);
	buf_release(&text);
	free(trusted.keys);
	return printed > code ? printed : code;
}
