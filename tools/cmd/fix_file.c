#include "cmd/fix_file.h"

#include "lesson/reader.h"

#include <errno.h>

#include <sodium.h>

/* A finding of the families xml or schema. */
struct form_error {
	const char *name;
	const char *message;
	struct form_error *next;
};

void fix_file_init(struct fix_file *file)
{
	*file = (struct fix_file){ .read = false };
	buf_init(&file->original, BUF_CAP);
	buf_init(&file->current, BUF_CAP);
	arena_init(&file->memory);
}

void fix_file_release(struct fix_file *file)
{
	buf_release(&file->original);
	buf_release(&file->current);
	arena_release(&file->memory);
}

void fix_file_close(struct fix_file *file)
{
	fix_file_release(file);
	file->read = false;
}

static void make_digest(unsigned char digest[32], struct str bytes)
{
	crypto_generichash(digest, 32, (const unsigned char *)bytes.at, bytes.len, NULL, 0);
}

void fix_file_note(struct fix_file *file, struct str bytes)
{
	if (file->read)
		return;
	make_digest(file->digest, bytes);
	file->checked = true;
}

/* Tells why the file is left as it is; the run has failed. */
static bool leave_alone(struct fix_file *file, struct checker *checker, const char *path, const char *why)
{
	file->left_alone = true;
	checker->failed = true;
	checker_fail(checker, EXIT_FAILED, "'%s' is not changed: %s", path, why);
	return false;
}

static bool keep_original(struct fix_file *file)
{
	buf_clear(&file->current);
	buf_str(&file->current, buf_view(&file->original));
	file->read = !buf_failed(&file->current);
	return file->read;
}

bool fix_file_open(struct fix_file *file, struct checker *checker, const char *path)
{
	if (file->read)
		return true;
	if (file->left_alone || !file->checked)
		return false;
	enum file_status status = stat(path, &file->info) == 0 ? file_read(path, LESSON_SIZE_MAX, &file->original)
							       : FILE_FAILED;
	if (status != FILE_OK)
		return leave_alone(file, checker, path, file_status_text(status));
	unsigned char digest[32];
	make_digest(digest, buf_view(&file->original));
	if (memcmp(digest, file->digest, sizeof(digest)) != 0)
		return leave_alone(file, checker, path, "somebody has changed it since it was checked; run it again");
	return keep_original(file) || leave_alone(file, checker, path, "out of memory");
}

bool fix_file_read(struct fix_file *file, struct checker *checker)
{
	enum file_status status = file_read_stream(checker->in, LESSON_SIZE_MAX, &file->original);
	if (status == FILE_OK && keep_original(file))
		return true;
	checker_cannot_read(checker, checker->stdin_path, status == FILE_OK ? FILE_NO_MEMORY : status);
	return false;
}

static bool is_of_form(const struct diagnostic *d)
{
	struct str name = str_from(d->name);
	return d->severity == SEVERITY_ERROR && (str_starts(name, "xml/") || str_starts(name, "schema/"));
}

bool fix_file_keep_errors(struct fix_file *file, const struct diagnostic *first, const struct diagnostic *end)
{
	if (file->errors_known)
		return true;
	for (const struct diagnostic *d = first; d != end; d = d->next) {
		if (!is_of_form(d))
			continue;
		struct form_error *error = arena_alloc(&file->memory, sizeof(*error));
		const char *message = arena_copy(&file->memory, d->message, strlen(d->message));
		if (!error || !message)
			return false;
		*error = (struct form_error){ d->name, message, file->errors };
		file->errors = error;
	}
	file->errors_known = true;
	return true;
}

void fix_file_take_back(struct fix_file *file, struct checker *checker, const struct diagnostic *first,
			const struct diagnostic *end)
{
	if (!file->fixed || file->left_alone)
		return;
	size_t before = 0, after = 0;
	const struct diagnostic *new = NULL;
	for (const struct form_error *error = file->errors; error; error = error->next)
		before++;
	for (const struct diagnostic *d = first; d != end; d = d->next) {
		if (!is_of_form(d))
			continue;
		const struct form_error *error = file->errors;
		while (error && (error->name != d->name || strcmp(error->message, d->message) != 0))
			error = error->next;
		new = error ? new : d;
		after++;
	}
	if (!new && after <= before)
		return;
	file->left_alone = true;
	file->fixed = 0;
	checker->failed = true;
	checker_fail(checker, EXIT_FAILED, "'%s' is not changed: its fixes would break it: %s [%s]", first->path,
		     new ? new->message : "more errors of form than before", new ? new->name : "schema");
	if (!keep_original(file))
		checker_fail(checker, EXIT_FAILED, "out of memory");
}

bool fix_file_is_changed(const struct fix_file *file)
{
	return file->read && !file->left_alone && !str_equal(buf_view(&file->original), buf_view(&file->current));
}

static bool is_as_it_was(const struct fix_file *file, const char *path)
{
	struct stat now;
	return stat(path, &now) == 0 && now.st_dev == file->info.st_dev && now.st_ino == file->info.st_ino &&
	       now.st_size == file->info.st_size && now.st_mtim.tv_sec == file->info.st_mtim.tv_sec &&
	       now.st_mtim.tv_nsec == file->info.st_mtim.tv_nsec;
}

bool fix_file_write(struct fix_file *file, struct checker *checker, const char *path)
{
	struct file_writer writer;
	enum file_status status = file_writer_open_over(&writer, path);
	if (status == FILE_OK) {
		fwrite(buf_cstr(&file->current), 1, file->current.len, writer.stream);
		if (!is_as_it_was(file, path)) {
			file_writer_drop(&writer);
			return leave_alone(file, checker, path, "somebody has changed it meanwhile; run it again");
		}
		status = file_writer_commit(&writer);
	}
	return status == FILE_OK || leave_alone(file, checker, path, file_status_text(status));
}
