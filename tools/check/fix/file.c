#include "check/fix/file.h"

#include "lesson/reader.h"

#include <errno.h>

#include <sodium.h>

struct known_error {
	const char *name;
	const char *message;
	bool of_form;
	struct known_error *next;
};

void fix_file_init(struct fix_file *file, bool unsafe)
{
	*file = (struct fix_file){ .unsafe = unsafe };
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

/* Reports why the file is left unchanged; the run has failed. */
static bool give_up_file(struct fix_file *file, struct checker *checker, const char *path, const char *why)
{
	file->unchanged_for_good = true;
	checker->failed = true;
	checker_fail(checker, CHECKER_FAILED, "'%s' is not changed: %s", path, why);
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
	if (file->unchanged_for_good || !file->checked)
		return false;
	enum file_status status = stat(path, &file->info) == 0 ? file_read(path, LESSON_SIZE_MAX, &file->original)
							       : FILE_FAILED;
	if (status != FILE_OK)
		return give_up_file(file, checker, path, file_status_text(status));
	unsigned char digest[32];
	make_digest(digest, buf_view(&file->original));
	if (memcmp(digest, file->digest, sizeof(digest)) != 0)
		return give_up_file(file, checker, path, "it has changed since it was checked; run again");
	return keep_original(file) || give_up_file(file, checker, path, "out of memory");
}

bool fix_file_read(struct fix_file *file, struct checker *checker)
{
	enum file_status status = file_read_stream(checker->in, LESSON_SIZE_MAX, &file->original);
	if (status == FILE_OK && keep_original(file))
		return true;
	checker_cannot_read(checker, checker->stdin_path, status == FILE_OK ? FILE_NO_MEMORY : status);
	return false;
}

bool fix_file_keep_errors(struct fix_file *file, const struct diagnostic *first, const struct diagnostic *end)
{
	if (file->errors_known)
		return true;
	for (const struct diagnostic *d = first; d != end; d = d->next) {
		if (d->severity != SEVERITY_ERROR)
			continue;
		struct known_error *error = arena_alloc(&file->memory, sizeof(*error));
		const char *message = arena_copy(&file->memory, d->message, strlen(d->message));
		if (!error || !message)
			return false;
		*error = (struct known_error){ d->name, message, rule_is_of_form(d->name), file->errors };
		file->errors = error;
	}
	file->errors_known = true;
	return true;
}

static bool is_known(const struct fix_file *file, const struct diagnostic *d)
{
	const struct known_error *error = file->errors;
	while (error && (strcmp(error->name, d->name) != 0 || strcmp(error->message, d->message) != 0))
		error = error->next;
	return error != NULL;
}

/* Whether the findings from d to end contain a new error of form. */
static bool unknown_follows(const struct fix_file *file, const struct diagnostic *d, const struct diagnostic *end)
{
	for (; d != end; d = d->next)
		if (d->severity == SEVERITY_ERROR && rule_is_of_form(d->name) && !is_known(file, d))
			return true;
	return false;
}

static bool has_rule(const struct fix_rule *rules, const char *name)
{
	while (rules && strcmp(rules->name, name) != 0)
		rules = rules->next;
	return rules != NULL;
}

bool fix_file_may_fix(const struct fix_file *file, const struct diagnostic *d)
{
	return d->edits && (d->fix == FIX_SAFE || (d->fix == FIX_UNSAFE && file->unsafe)) &&
	       !has_rule(file->barred, d->name);
}

/* The number of errors of one rule, excluding errors of form that remain. */
static size_t count_errors(const struct fix_file *file, const struct diagnostic *first, const struct diagnostic *end,
			   const char *name, bool done)
{
	size_t count = 0;
	for (; first != end; first = first->next)
		count += first->severity == SEVERITY_ERROR && strcmp(first->name, name) == 0 &&
			 (done || !fix_file_may_fix(file, first));
	return count;
}

static size_t count_of_form(const struct diagnostic *first, const struct diagnostic *end)
{
	size_t count = 0;
	for (; first != end; first = first->next)
		count += first->severity == SEVERITY_ERROR && rule_is_of_form(first->name);
	return count;
}

/* Whether the errors from first to end include more of d's rule than before. Messages of rules other than those of form
 * mention their surroundings, which may have been fixed. */
static bool is_new(const struct fix_file *file, const struct diagnostic *first, const struct diagnostic *end,
		   const struct diagnostic *d, bool done)
{
	bool of_form = rule_is_of_form(d->name);
	size_t before = 0;
	for (const struct known_error *error = file->errors; error; error = error->next) {
		/* Errors of form hide others. */
		if (error->of_form && !of_form)
			return false;
		before += of_form ? error->of_form : strcmp(error->name, d->name) == 0;
	}
	if (!of_form)
		return (done || !fix_file_may_fix(file, d)) &&
		       count_errors(file, first, end, d->name, done) > before;
	/* If there are more errors of form, report one that is new. */
	return !is_known(file, d) || (count_of_form(first, end) > before && !unknown_follows(file, d, end));
}

void fix_file_take_back(struct fix_file *file, struct checker *checker, const struct diagnostic *first,
			const struct diagnostic *end, bool done)
{
	if (!file->fixed || file->unchanged_for_good)
		return;
	const struct diagnostic *new = first;
	while (new != end && !(new->severity == SEVERITY_ERROR && is_new(file, first, end, new, done)))
		new = new->next;
	if (new == end)
		return;
	/* Fixes may also reveal errors that a mistake hid: that is no failure of the program. */
	file->unchanged_for_good = true;
	file->fixed = 0;
	checker_fail(checker, CHECKER_OK, "'%s' is not changed: its fixes would cause a new error: %s [%s]", first->path,
		     new->message, new->name);
	if (!keep_original(file))
		checker_fail_memory(checker);
}

bool fix_file_note_late(struct fix_file *file, const char *name)
{
	if (has_rule(file->late, name))
		return true;
	struct fix_rule *rule = arena_alloc(&file->memory, sizeof(*rule));
	if (!rule)
		return false;
	*rule = (struct fix_rule){ name, file->late };
	file->late = rule;
	return true;
}

bool fix_file_bar_late(struct fix_file *file, const struct checker *checker, const char *path)
{
	if (!file->late || file->unchanged_for_good)
		return false;
	struct fix_rule **last = &file->late;
	struct buf names;
	buf_init(&names, BUF_CAP);
	for (; *last; last = &(*last)->next)
		buf_format(&names, "%s%s", (*last)->name, (*last)->next ? " and " : "");
	checker_fail(checker, CHECKER_OK, "'%s': fixes of %s keep requiring %s; none of them is applied", path,
		     buf_cstr(&names), file->late->next ? "each other" : "themselves");
	buf_release(&names);
	*last = file->barred;
	file->barred = file->late;
	file->late = NULL;
	file->edited = 0;
	file->fixed = 0;
	return keep_original(file);
}

bool fix_file_is_changed(const struct fix_file *file)
{
	return file->read && !file->unchanged_for_good &&
	       !str_equal(buf_view(&file->original), buf_view(&file->current));
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
			return give_up_file(file, checker, path, "it has changed in the meantime; run again");
		}
		status = file_writer_commit(&writer);
	}
	return status == FILE_OK || give_up_file(file, checker, path, file_status_text(status));
}
