#include "cmd/fix.h"

#include "cmd/fix_file.h"
#include "lesson/edit.h"
#include "report/diff.h"

#include <stdlib.h>

/* Rounds of edits, each of which may call for others. What is still to be fixed in the last few would be for ever. */
enum { ROUNDS_MAX = 10, ROUNDS_LATE = 4 };

struct fixer {
	struct checker *checker;
	struct fix_file *files; /* one for each of checker->lessons */
	struct report report;   /* of the last round */
	const struct diagnostic **findings; /* scratch: those of one file that may be mended */
	size_t fixed, changed;  /* findings, files */
	bool failed;            /* memory ran out */
};

static bool give_bytes(void *context, size_t index, struct str *bytes)
{
	const struct fixer *fixer = context;
	const struct fix_file *file = &fixer->files[index];
	if (!file->read)
		return false;
	*bytes = buf_view(&file->current);
	return true;
}

static bool take_digest(void *context, unsigned worker, size_t index, const struct lesson *lesson,
			const struct source *source, bool usable)
{
	(void)worker, (void)lesson, (void)usable;
	struct fixer *fixer = context;
	fix_file_note(&fixer->files[index], source->bytes);
	return true;
}

/* Checks all anew, with the bytes as they are by now. */
static bool check(struct fixer *fixer, bool first)
{
	struct checker *checker = fixer->checker;
	/* What can't be read is told once. */
	bool told = checker->silent;
	checker->silent = !first && checker->failed;
	struct checker_hooks hooks = { give_bytes, take_digest, fixer };
	report_release(&fixer->report);
	bool good = checker_check(checker, &hooks, &fixer->report) != CHECK_NO_MEMORY;
	checker->silent = told;
	return good;
}

/* The lesson that findings at path are about; the number of lessons where it is none that was named. */
static size_t find_file(const struct checker *checker, const char *path)
{
	const struct file_list *lessons = &checker->lessons;
	for (size_t i = 0; path == checker->stdin_path && i < lessons->count; i++)
		if (strcmp(lessons->paths[i], "-") == 0)
			return i;
	size_t low = 0, high = lessons->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(path, lessons->paths[middle]);
		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return lessons->count;
}

static bool may_fix(const struct checker *checker, const struct fix_file *file, const struct diagnostic *d)
{
	return d->edits && (d->fix == FIX_SAFE || (d->fix == FIX_UNSAFE && checker->fix_unsafe)) &&
	       !fix_file_bars(file, d->name);
}

/* Makes what edits can be made at once in the file that the findings from first to end are about. */
static void mend_file(struct fixer *fixer, const struct diagnostic *first, const struct diagnostic *end, int round,
		      bool *changed)
{
	struct checker *checker = fixer->checker;
	size_t index = first->path ? find_file(checker, first->path) : checker->lessons.count, count = 0;
	if (index == checker->lessons.count)
		return;
	struct fix_file *file = &fixer->files[index];
	for (const struct diagnostic *d = first; d != end && !file->left_alone; d = d->next)
		if (may_fix(checker, file, d)) {
			fixer->findings[count++] = d;
			if (round >= ROUNDS_MAX - ROUNDS_LATE && !fix_file_note_late(file, d->name))
				fixer->failed = true;
		}
	if (count == 0 || !fix_file_open(file, checker, checker->lessons.paths[index]))
		return;
	struct buf mended;
	buf_init(&mended, BUF_CAP);
	size_t made = edits_make(buf_view(&file->current), fixer->findings, count, &mended);
	fixer->failed = fixer->failed || buf_failed(&mended) || !fix_file_keep_errors(file, first, end);
	if (made && !fixer->failed) {
		buf_release(&file->current);
		file->current = mended;
		file->fixed += made;
		file->edited = round;
		*changed = true;
		return;
	}
	buf_release(&mended);
}

static const struct diagnostic *end_of_file(const struct diagnostic *d)
{
	const char *path = d->path;
	while (d && (d->path == path || (d->path && path && strcmp(d->path, path) == 0)))
		d = d->next;
	return d;
}

/* A file that the last round's edits have broken goes back to what it was. */
static void take_back_broken(struct fixer *fixer)
{
	for (const struct diagnostic *d = fixer->report.first, *end; d; d = end) {
		end = end_of_file(d);
		size_t index = d->path ? find_file(fixer->checker, d->path) : fixer->checker->lessons.count;
		if (index < fixer->checker->lessons.count)
			fix_file_take_back(&fixer->files[index], fixer->checker, d, end);
	}
}

/* One round of edits. */
static bool mend(struct fixer *fixer, int round)
{
	bool changed = false;
	size_t count = 0;
	for (const struct diagnostic *d = fixer->report.first; d; d = d->next)
		count++;
	free(fixer->findings);
	fixer->findings = malloc((count + 1) * sizeof(*fixer->findings));
	fixer->failed = fixer->failed || !fixer->findings;
	for (const struct diagnostic *d = fixer->report.first, *end; d && !fixer->failed; d = end) {
		end = end_of_file(d);
		mend_file(fixer, d, end, round, &changed);
	}
	return changed;
}

/* Goes back to the beginning in each file whose fixes have no end, without the rules that made them. */
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

/* False where memory ran out. */
static bool run_rounds(struct fixer *fixer)
{
	for (int round = 0, total = 0;; round++, total++) {
		if (!check(fixer, total == 0))
			return false;
		take_back_broken(fixer);
		/* In the last round nothing should be left to fix. */
		bool changed = mend(fixer, round);
		if (fixer->failed || !changed)
			return !fixer->failed;
		if (round < ROUNDS_MAX)
			continue;
		if (!bar_endless(fixer))
			return !fixer->failed;
		round = -1;
	}
}

/* Writes, or shows, each file that has changed. */
static bool put_files(struct fixer *fixer)
{
	struct checker *checker = fixer->checker;
	struct buf diff;
	buf_init(&diff, BUF_CAP);
	bool good = true;
	for (size_t i = 0; i < checker->lessons.count && good; i++) {
		struct fix_file *file = &fixer->files[i];
		const char *path = checker->lessons.paths[i];
		bool in = strcmp(path, "-") == 0;
		bool changed = fix_file_is_changed(file);
		if (checker->fix == FIX_MODE_DIFF && changed)
			diff_unified(&diff, in ? checker->stdin_path : path, buf_view(&file->original),
				     buf_view(&file->current));
		else if (checker->fix == FIX_MODE_WRITE && in)
			buf_str(&diff, buf_view(&file->current));
		else if (changed)
			changed = fix_file_write(file, checker, path);
		fixer->changed += changed;
		fixer->fixed += changed ? file->fixed : 0;
		good = !buf_failed(&diff) &&
		       fwrite(buf_cstr(&diff), 1, diff.len, checker->out) == diff.len;
		buf_clear(&diff);
	}
	buf_release(&diff);
	return good && fflush(checker->out) == 0;
}

static void summarise(const struct fixer *fixer)
{
	const struct checker *checker = fixer->checker;
	bool diff = checker->fix == FIX_MODE_DIFF;
	size_t unsafe = 0;
	for (const struct diagnostic *d = fixer->report.first; d && !checker->fix_unsafe; d = d->next)
		unsafe += d->edits && d->fix == FIX_UNSAFE;
	if (checker->quiet)
		return;
	if (fixer->fixed)
		fprintf(checker->err, "%s %zu finding%s in %zu file%s", diff ? "would fix" : "fixed", fixer->fixed,
			fixer->fixed == 1 ? "" : "s", fixer->changed, fixer->changed == 1 ? "" : "s");
	else
		fprintf(checker->err, "nothing to fix");
	if (unsafe)
		fprintf(checker->err, "; --unsafe-fixes would try %zu more", unsafe);
	fputc('\n', checker->err);
}

static bool open_stdin(struct fixer *fixer, bool *any)
{
	struct checker *checker = fixer->checker;
	for (size_t i = 0; i < checker->lessons.count; i++) {
		if (strcmp(checker->lessons.paths[i], "-") != 0)
			continue;
		*any = true;
		if (!fix_file_read(&fixer->files[i], checker))
			return false;
	}
	return true;
}

int fix_run(struct checker *checker)
{
	struct fixer fixer = { .checker = checker };
	bool in = false;
	int code = EXIT_FAILED;
	report_init(&fixer.report, &checker->settings);
	fixer.files = calloc(checker->lessons.count + 1, sizeof(*fixer.files));
	for (size_t i = 0; fixer.files && i < checker->lessons.count; i++)
		fix_file_init(&fixer.files[i]);
	if (!fixer.files) {
		checker_fail(checker, EXIT_FAILED, "out of memory");
		goto out;
	}
	if (!open_stdin(&fixer, &in))
		goto out;
	if (!run_rounds(&fixer)) {
		checker_fail(checker, EXIT_FAILED, "out of memory");
		goto out;
	}
	if (!put_files(&fixer)) {
		checker_fail(checker, EXIT_FAILED, "cannot write: %s", file_status_text(FILE_FAILED));
		goto out;
	}
	summarise(&fixer);
	if (checker->fix == FIX_MODE_DIFF) {
		code = checker->failed ? EXIT_FAILED : fixer.changed ? EXIT_FINDINGS : EXIT_CLEAN;
		goto out;
	}
	/* From the files themselves, as they are now. */
	for (size_t i = 0; i < checker->lessons.count; i++)
		if (strcmp(checker->lessons.paths[i], "-") != 0)
			fix_file_close(&fixer.files[i]);
	code = check(&fixer, false) ? checker_tell(checker, &fixer.report, in ? checker->err : checker->out)
				    : checker_fail(checker, EXIT_FAILED, "out of memory");
out:
	for (size_t i = 0; fixer.files && i < checker->lessons.count; i++)
		fix_file_release(&fixer.files[i]);
	free(fixer.files);
	free(fixer.findings);
	report_release(&fixer.report);
	return code;
}
