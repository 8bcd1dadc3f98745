#include "check/fix/fix.h"

#include "check/fix/file.h"
#include "lesson/edit.h"
#include "report/diff.h"

#include <stdlib.h>

/* Rounds of edits, each of which may enable others. Fixes in the last ROUNDS_LATE rounds are assumed to be endless. */
enum { ROUNDS_MAX = 10, ROUNDS_LATE = 4 };

struct fixer {
	struct checker *checker;
	struct fix *fix;
	struct fix_file *files; /* one for each of checker->lessons */
	struct map by_path;     /* path of a lesson given by name to its file */
	const struct diagnostic **findings; /* scratch: the fixable findings of one file */
	enum checker_status status; /* CHECKER_OK, or why the run cannot continue */
	bool failed;            /* memory ran out */
};

static bool take_digest(void *context, unsigned worker, size_t index, const struct lesson *lesson,
			const struct source *source, bool usable)
{
	(void)worker, (void)lesson, (void)usable;
	struct fixer *fixer = context;
	fix_file_note(&fixer->files[index], source->bytes);
	return true;
}

/* Checks everything again, with the current content. */
static bool check(struct fixer *fixer, bool first)
{
	struct checker *checker = fixer->checker;
	/* Report unreadable files only once. */
	bool was_silent = checker->silent;
	checker->silent = !first && checker->failed;
	struct checker_hooks hooks = { .on_lesson = take_digest, .context = fixer };
	report_release(&fixer->fix->report);
	bool good = checker_check(checker, &hooks, &fixer->fix->report) != CHECK_NO_MEMORY;
	checker->silent = was_silent;
	return good;
}

/* Records which lessons may be fixed: those of the operands. False if memory ran out. */
static bool note_files(struct fixer *fixer)
{
	const struct checker *checker = fixer->checker;
	for (size_t i = 0; i < checker->lessons.count; i++) {
		const char *path = checker->lessons.paths[i];
		if (checker_is_unnamed(checker, path))
			continue;
		void **slot = map_put(&fixer->by_path,
				      str_from(strcmp(path, "-") == 0 ? checker->stdin_path : path));
		if (!slot)
			return false;
		*slot = &fixer->files[i];
	}
	return true;
}

/* The file of the finding; NULL if it may not be fixed. */
static struct fix_file *find_file(const struct fixer *fixer, const struct diagnostic *d)
{
	return d->path ? map_get(&fixer->by_path, str_from(d->path)) : NULL;
}

/* A check_overlay: the current content of the lesson. */
static bool give_bytes(void *context, const char *path, struct str *bytes)
{
	const struct fix_file *file = map_get(&((const struct fixer *)context)->by_path, str_from(path));
	if (file && file->read)
		*bytes = buf_view(&file->current);
	return file && file->read;
}

/* Applies all compatible edits of the findings from first to end to their file. */
static void fix_file_text(struct fixer *fixer, const struct diagnostic *first, const struct diagnostic *end, int round,
		      bool *changed)
{
	struct checker *checker = fixer->checker;
	struct fix_file *file = find_file(fixer, first);
	size_t count = 0;
	if (!file)
		return;
	for (const struct diagnostic *d = first; d != end && !file->unchanged_for_good; d = d->next)
		if (fix_file_may_fix(file, d)) {
			fixer->findings[count++] = d;
			if (round >= ROUNDS_MAX - ROUNDS_LATE && !fix_file_note_late(file, d->name))
				fixer->failed = true;
		}
	if (count == 0 || !fix_file_open(file, checker, checker->lessons.paths[file - fixer->files]))
		return;
	struct buf fixed_now;
	buf_init(&fixed_now, BUF_CAP);
	size_t made = edits_make(buf_view(&file->current), fixer->findings, count, &fixed_now);
	fixer->failed = fixer->failed || buf_failed(&fixed_now);
	if (made && !fixer->failed) {
		buf_release(&file->current);
		file->current = fixed_now;
		file->fixed += made;
		file->edited = round;
		*changed = true;
		return;
	}
	buf_release(&fixed_now);
}

static const struct diagnostic *end_of_file(const struct diagnostic *d)
{
	const char *path = d->path;
	while (d && (d->path == path || (d->path && path && strcmp(d->path, path) == 0)))
		d = d->next;
	return d;
}

/* Restores files that the last round broke. Errors that only became visible count only if done is set, because
 * otherwise the next round may fix them. */
static void take_back_broken(struct fixer *fixer, bool done)
{
	for (const struct diagnostic *d = fixer->fix->report.first, *end; d; d = end) {
		end = end_of_file(d);
		struct fix_file *file = find_file(fixer, d);
		if (file)
			fix_file_take_back(file, fixer->checker, d, end, done);
	}
}

/* Records the errors of each file before the first edit. */
static void keep_errors(struct fixer *fixer)
{
	for (const struct diagnostic *d = fixer->fix->report.first, *end; d; d = end) {
		end = end_of_file(d);
		struct fix_file *file = find_file(fixer, d);
		if (file && !fix_file_keep_errors(file, d, end))
			fixer->failed = true;
	}
}

/* One round of edits. */
static bool run_round(struct fixer *fixer, int round)
{
	bool changed = false;
	free(fixer->findings);
	fixer->findings = malloc((report_count(&fixer->fix->report) + 1) * sizeof(*fixer->findings));
	fixer->failed = fixer->failed || !fixer->findings;
	for (const struct diagnostic *d = fixer->fix->report.first, *end; d && !fixer->failed; d = end) {
		end = end_of_file(d);
		fix_file_text(fixer, d, end, round, &changed);
	}
	return changed;
}

/* Restarts each file with endless fixes from the beginning, without the rules that made them. */
static bool bar_endless(struct fixer *fixer)
{
	struct checker *checker = fixer->checker;
	bool any = false;
	for (size_t i = 0; i < checker->lessons.count; i++) {
		const char *path = checker->lessons.paths[i];
		if (fixer->files[i].edited == ROUNDS_MAX)
			any |= fix_file_bar_late(&fixer->files[i], checker,
						 strcmp(path, "-") == 0 ? checker->stdin_path : path);
	}
	return any;
}

/* False if memory ran out. */
static bool run_rounds(struct fixer *fixer)
{
	for (int round = 0, total = 0;; round++, total++) {
		if (!check(fixer, total == 0))
			return false;
		if (total == 0)
			keep_errors(fixer);
		take_back_broken(fixer, false);
		fixer->status = checker_narrow(fixer->checker, &fixer->fix->report);
		/* After the last round nothing should be left to fix. */
		bool changed = fixer->status == CHECKER_OK && run_round(fixer, round);
		if (!fixer->failed && !changed)
			take_back_broken(fixer, true);
		if (fixer->failed || !changed)
			return !fixer->failed;
		if (round < ROUNDS_MAX)
			continue;
		if (!bar_endless(fixer))
			return !fixer->failed;
		round = -1;
	}
}

/* Writes, or shows, each changed file. */
static bool put_files(struct fixer *fixer)
{
	struct checker *checker = fixer->checker;
	struct fix *fix = fixer->fix;
	struct buf text;
	buf_init(&text, BUF_CAP);
	bool good = true;
	for (size_t i = 0; i < checker->lessons.count && good; i++) {
		struct fix_file *file = &fixer->files[i];
		const char *path = checker->lessons.paths[i];
		bool in = strcmp(path, "-") == 0;
		bool changed = fix_file_is_changed(file);
		if (fix->mode == FIX_MODE_DIFF && changed)
			diff_unified(&text, in ? checker->stdin_path : path, buf_view(&file->original),
				     buf_view(&file->current));
		else if (fix->mode == FIX_MODE_WRITE && in)
			buf_str(&text, buf_view(&file->current));
		else if (changed)
			changed = fix_file_write(file, checker, path);
		fix->changed += changed;
		fix->fixed += changed ? file->fixed : 0;
		good = !buf_failed(&text) && fwrite(buf_cstr(&text), 1, text.len, fix->out) == text.len;
		buf_clear(&text);
	}
	buf_release(&text);
	return good && fflush(fix->out) == 0;
}

static bool open_stdin(struct fixer *fixer)
{
	struct checker *checker = fixer->checker;
	for (size_t i = 0; i < checker->lessons.count; i++) {
		if (strcmp(checker->lessons.paths[i], "-") != 0)
			continue;
		fixer->fix->read_stdin = true;
		if (!fix_file_read(&fixer->files[i], checker))
			return false;
	}
	return true;
}

static enum checker_status fix_all(struct fixer *fixer)
{
	struct checker *checker = fixer->checker;
	struct fix *fix = fixer->fix;
	if (!note_files(fixer))
		return checker_fail_memory(checker);
	if (!open_stdin(fixer))
		return CHECKER_FAILED;
	if (!run_rounds(fixer))
		return checker_fail_memory(checker);
	if (fixer->status != CHECKER_OK)
		return fixer->status;
	if (!put_files(fixer))
		return checker_fail(checker, CHECKER_FAILED, "cannot write: %s", file_status_text(FILE_FAILED));
	for (const struct diagnostic *d = fix->report.first; d && !fix->unsafe; d = d->next)
		fix->left_unsafe += d->edits && d->fix == FIX_UNSAFE;
	if (fix->mode == FIX_MODE_DIFF)
		return CHECKER_OK;
	/* Check the files themselves. */
	for (size_t i = 0; i < checker->lessons.count; i++)
		if (strcmp(checker->lessons.paths[i], "-") != 0)
			fix_file_close(&fixer->files[i]);
	return check(fixer, false) ? checker_narrow(checker, &fix->report) : checker_fail_memory(checker);
}

enum checker_status fix_run(struct fix *fix, struct checker *checker)
{
	const size_t count = checker->lessons.count;
	struct fixer fixer = { .checker = checker, .fix = fix, .files = calloc(count + 1, sizeof(*fixer.files)) };
	map_init(&fixer.by_path);
	checker->overlay = give_bytes;
	checker->context_of_overlay = &fixer;
	for (size_t i = 0; fixer.files && i < count; i++)
		fix_file_init(&fixer.files[i], fix->unsafe);
	enum checker_status status = fixer.files ? fix_all(&fixer) : checker_fail_memory(checker);
	checker->overlay = NULL;
	for (size_t i = 0; fixer.files && i < count; i++)
		fix_file_release(&fixer.files[i]);
	map_release(&fixer.by_path);
	free(fixer.files);
	free(fixer.findings);
	return status;
}
