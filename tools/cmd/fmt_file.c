/* Formats a single file. */
#include "cmd/fmt.h"
#include "format/new_ids.h"
#include "lesson/other_file.h"
#include "report/diff.h"

#include <errno.h>

/* Reads a lesson; mistakes go into the worker's report. */
static enum reader_status read_lesson(struct fmt_worker *worker, const char *path, struct str bytes,
				      const struct lesson **lesson, bool *good)
{
	struct source source;
	size_t errors = worker->report.counts[SEVERITY_ERROR];
	source_init(&source, path, bytes);
	enum reader_status status = reader_read(worker->reader, &source, &worker->report, lesson);
	report_close_source(&worker->report, &source);
	source_release(&source);
	*good = status == READER_OK && worker->report.counts[SEVERITY_ERROR] == errors;
	return worker->report.failed ? READER_NO_MEMORY : status;
}

static enum outcome write_file(const char *path, struct str bytes, struct job *job)
{
	struct file_writer writer;
	errno = 0;
	job->why = file_writer_open_over(&writer, path);
	if (job->why == FILE_OK) {
		fwrite(bytes.at, 1, bytes.len, writer.stream);
		job->why = file_writer_commit(&writer);
	}
	job->error = errno;
	return job->why == FILE_OK ? CHANGED : UNWRITTEN;
}

/* Writes or shows the new layout. */
static enum outcome put(struct fmt *fmt, const char *path, struct str before, struct str after, struct job *job)
{
	bool changed = !str_equal(before, after), in = strcmp(path, "-") == 0;
	const char *shown = in ? fmt->check_program.checker.stdin_path : path;
	if (fmt->diff && changed)
		diff_unified(&job->shown, shown, before, after);
	else if (fmt->check && changed)
		buf_format(&job->shown, "%s\n", shown);
	else if (!fmt->diff && !fmt->check && in)
		buf_str(&job->shown, after);
	else if (changed)
		return write_file(path, after, job);
	return buf_failed(&job->shown) ? NO_MEMORY : changed ? CHANGED : AS_BEFORE;
}

static enum outcome lay_out(struct fmt *fmt, struct fmt_worker *worker, const char *path, struct str before,
			    struct str bytes, new_id_maker *new_id, struct job *job)
{
	size_t ids;
	switch (format_lesson(bytes, new_id, &fmt->ids, &worker->out, &ids)) {
	case FORMAT_OK: return put(fmt, path, before, buf_view(&worker->out), job);
	case FORMAT_NO_ID: return WANTS_IDS;
	case FORMAT_NO_MEMORY: return NO_MEMORY;
	default: return UNFAITHFUL;
	}
}

enum outcome fmt_file(struct fmt *fmt, struct fmt_worker *worker, const char *path, new_id_maker *new_id,
		      struct job *job)
{
	bool in = strcmp(path, "-") == 0, good = false;
	errno = 0;
	job->why = in ? fmt->in_status : file_read(path, LESSON_SIZE_MAX, &worker->bytes);
	job->error = in ? fmt->in_error : errno;
	if (job->why == FILE_NO_MEMORY)
		return NO_MEMORY;
	if (job->why != FILE_OK)
		return UNREAD;
	struct str bytes = buf_view(in ? &fmt->in : &worker->bytes);
	if (other_file(bytes) && !checker_is_named(&fmt->check_program.checker, path))
		return PASSED_OVER;
	const char *shown = in ? fmt->check_program.checker.stdin_path : path;
	const struct lesson *lesson;
	if (read_lesson(worker, shown, bytes, &lesson, &good) == READER_NO_MEMORY)
		return NO_MEMORY;
	if (!good)
		return REFUSED;
	struct str renewed = bytes;
	if (fmt->renew && !fmt->ids_known)
		return WANTS_IDS; /* also for the lesson's own, which must be unused in the tree */
	if (fmt->renew && !format_new_ids(lesson, shown, bytes, &fmt->ids, new_id, &fmt->ids, &worker->renewed))
		return new_id == fmt_wait_for_id ? WANTS_IDS : NO_MEMORY;
	if (fmt->renew)
		renewed = buf_view(&worker->renewed);
	return lay_out(fmt, worker, path, bytes, renewed, new_id, job);
}
