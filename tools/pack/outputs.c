#include "pack/outputs.h"

#include "pack/readback.h"
#include "reader/zip.h"

#include <sys/stat.h>
#include <unistd.h>

void outputs_init(struct outputs *outputs)
{
	*outputs = (struct outputs){ .count = 0 };
	for (int i = 0; i < EDITIONS; i++)
		buf_init(&outputs->all[i].path, 64 * 1024);
}

void outputs_release(struct outputs *outputs)
{
	for (int i = 0; i < EDITIONS; i++) {
		file_writer_drop(&outputs->all[i].writer);
		buf_release(&outputs->all[i].path);
	}
}

/* Whether path is a folder, or ends like one. */
static bool is_folder(const char *path)
{
	struct stat info;
	size_t len = strlen(path);
	return (len > 0 && path[len - 1] == '/') || (stat(path, &info) == 0 && S_ISDIR(info.st_mode));
}

bool outputs_name(struct outputs *outputs, const bool editions[EDITIONS], struct str id, struct str version,
		  const char *output)
{
	size_t count = 0;
	bool good = true;
	for (int i = 0; i < EDITIONS; i++)
		count += editions[i];
	bool in_folder = version.at || count > 1 || (output && is_folder(output));
	outputs->lacks_folder = in_folder && output && !is_folder(output) ? output : NULL;
	for (int i = 0; i < EDITIONS; i++) {
		if (!editions[i])
			continue;
		struct output *o = &outputs->all[outputs->count++];
		o->edition = (enum edition_id)i;
		if (output)
			buf_text(&o->path, output);
		if (output && in_folder && o->path.len > 0 && o->path.at[o->path.len - 1] != '/')
			buf_char(&o->path, '/');
		if (!output || in_folder)
			buf_format(&o->path, "%.*s%s%s%s%.*s.satchel", STR_ARG(id), i == EDITION_FULL ? "" : "-",
				   i == EDITION_FULL ? "" : edition_names[i], version.at ? "-" : "", STR_ARG(version));
		good = good && !buf_failed(&o->path);
	}
	return good;
}

static enum result fail(const struct output *output, const char *reason, struct buf *why)
{
	buf_format(why, "cannot write '%s': %s", buf_cstr(&output->path), reason);
	return RESULT_FAILED;
}

/* Whether a non-empty file exists that does not begin like a pack. */
static bool is_other(const char *path)
{
	char head[ZIP_SIGNATURE_SIZE];
	struct stat info;
	FILE *file = stat(path, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0 ? fopen(path, "rb") : NULL;
	if (!file)
		return false;
	bool other = fread(head, 1, sizeof(head), file) != sizeof(head) || !zip_is_local(head);
	fclose(file);
	return other;
}

enum result outputs_check(const struct outputs *outputs, struct buf *why)
{
	if (outputs->lacks_folder) {
		buf_format(why, "cannot write to '%s': the pack has %zu editions, which need an existing folder",
			   outputs->lacks_folder, outputs->count);
		return RESULT_FAILED;
	}
	for (size_t i = 0; i < outputs->count; i++)
		if (is_other(buf_cstr(&outputs->all[i].path)))
			return fail(&outputs->all[i], "the existing file is not a pack", why);
	return RESULT_OK;
}

enum result outputs_write(struct output *output, const struct edition *edition, unsigned jobs, struct buf *why)
{
	struct buf reason;
	file_writer_clear(buf_cstr(&output->path));
	enum result result = file_result(file_writer_open(&output->writer, buf_cstr(&output->path)), "write",
					 buf_cstr(&output->path), why);
	if (result != RESULT_OK)
		return result;
	buf_init(&reason, 64 * 1024);
	result = archive_write(edition, jobs, output->writer.stream, &reason);
	if (result == RESULT_FAILED)
		fail(output, buf_cstr(&reason), why);
	buf_release(&reason);
	if (result != RESULT_OK)
		return result;
	struct satchel_error error;
	if (!readback(fileno(output->writer.stream), jobs, &error))
		return error.status == SATCHEL_NO_MEMORY ? RESULT_NO_MEMORY : fail(output, error.message, why);
	output->size = (uint64_t)ftello(output->writer.stream);
	for (size_t i = 0; i < edition->definition->lesson_count; i++)
		output->lessons += edition->lessons[i].included;
	return result;
}

enum result outputs_commit(struct outputs *outputs, struct buf *why)
{
	struct file_writer *writers[EDITIONS];
	struct file_failure failure;
	for (size_t i = 0; i < outputs->count; i++)
		writers[i] = &outputs->all[i].writer;
	enum file_status status = file_writers_commit(writers, outputs->count, &failure);
	enum result result = file_result(status, "write", buf_cstr(&outputs->all[failure.at].path), why);
	if (failure.mixed)
		buf_text(why, "; other editions have already been replaced, and must be rebuilt");
	return result;
}
