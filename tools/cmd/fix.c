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
	struct map by_path;     /* from the paths of lessons that are named to their files */
	struct report report;   /* of the last round */
	const struct diagnostic **findings; /* scratch: those of one file that may be mended */
	size_t fixed, changed;  /* findings, files */
	int code;               /* PROGRAM_GO_ON, or the exit code if the run can't go on */
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

/* Notes which lessons may be mended: those that operands name. False if memory ran out. */
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

/* The file that the finding is in; NULL if it may not be mended. */
static struct fix_file *find_file(const struct fixer *fixer, const struct diagnostic *d)
{
	return d->path ? map_get(&fixer->by_path, str_from(d->path)) : NULL;
}

/* A bytes_of: what has become of the lesson. */
static bool give_bytes_of(void *context, const char *path, struct str *bytes)
{
	const struct fix_file *file = map_get(&((const struct fixer *)context)->by_path, str_from(path));
	if (file && file->read)
		*bytes = buf_view(&file->current);
	return file && file->read;
}

/* Makes what edits can be made at once in the file that the findings from first to end are about. */
static void fix_file_text(struct fixer *fixer, const struct diagnostic *first, const struct diagnostic *end, int round,
		      bool *changed)
{
	struct checker *checker = fixer->checker;
	struct fix_file *file = find_file(fixer, first);
	size_t count = 0;
	if (!file)
		return;
	for (const struct diagnostic *d = first; d != end && !file->left_alone; d = d->next)
		if (fix_file_may_fix(file, checker, d)) {
			fixer->findings[count++] = d;
			if (round >= ROUNDS_MAX - ROUNDS_LATE && !fix_file_note_late(file, d->name))
				fixer->failed = true;
		}
	if (count == 0 || !fix_file_open(file, checker, checker->lessons.paths[file - fixer->files]))
		return;
	struct buf mended;
	buf_init(&mended, BUF_CAP);
	size_t made = edits_make(buf_view(&file->current), fixer->findings, count, &mended);
	fixer->failed = fixer->failed || buf_failed(&mended);
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

/* A file that the last round's edits have broken goes back to what it was. Errors that they uncovered are broken only if
 * no round fixes them: done says that there is none to come. */
static void take_back_broken(struct fixer *fixer, bool done)
{
	for (const struct diagnostic *d = fixer->report.first, *end; d; d = end) {
		end = end_of_file(d);
		struct fix_file *file = find_file(fixer, d);
		if (file)
			fix_file_take_back(file, fixer->checker, d, end, done);
	}
}

/* Keeps the errors that each file has before the first edit. */
static void keep_errors(struct fixer *fixer)
{
	for (const struct diagnostic *d = fixer->report.first, *end; d; d = end) {
		end = end_of_file(d);
		struct fix_file *file = find_file(fixer, d);
		if (file && !fix_file_keep_errors(file, d, end))
			fixer->failed = true;
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
		fix_file_text(fixer, d, end, round, &changed);
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
		if (total == 0)
			keep_errors(fixer);
		take_back_broken(fixer, false);
		fixer->code = checker_narrow(fixer->checker, &fixer->report, NULL);
		/* In the last round nothing should be left to fix. */
		bool changed = fixer->code == PROGRAM_GO_ON && mend(fixer, round);
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
		       fwrite(buf_cstr(&diff), 1, diff.len, checker->program.out) == diff.len;
		buf_clear(&diff);
	}
	buf_release(&diff);
	return good && fflush(checker->program.out) == 0;
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
		fprintf(checker->program.err, "%s %zu finding%s in %zu file%s", diff ? "would fix" : "fixed", fixer->fixed,
			fixer->fixed == 1 ? "" : "s", fixer->changed, fixer->changed == 1 ? "" : "s");
	else
		fprintf(checker->program.err, "nothing to fix");
	if (unsafe)
		fprintf(checker->program.err, "; --unsafe-fixes would try %zu more", unsafe);
	fputc('\n', checker->program.err);
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
	const size_t count = checker->lessons.count;
	bool in = false;
	int code = EXIT_FAILED;
	report_init(&fixer.report, &checker->settings);
	map_init(&fixer.by_path);
	fixer.files = calloc(count + 1, sizeof(*fixer.files));
	for (size_t i = 0; fixer.files && i < count; i++)
		fix_file_init(&fixer.files[i]);
	checker->bytes_of = give_bytes_of;
	checker->context_of_bytes = &fixer;
	if (!fixer.files || !note_files(&fixer)) {
		program_fail_memory(&checker->program);
		goto out;
	}
	if (!open_stdin(&fixer, &in))
		goto out;
	if (!run_rounds(&fixer)) {
		program_fail_memory(&checker->program);
		goto out;
	}
	if (fixer.code != PROGRAM_GO_ON) {
		code = fixer.code;
		goto out;
	}
	if (!put_files(&fixer)) {
		program_fail(&checker->program, EXIT_FAILED, "cannot write: %s", file_status_text(FILE_FAILED));
		goto out;
	}
	summarise(&fixer);
	if (checker->fix == FIX_MODE_DIFF) {
		code = checker->failed ? EXIT_FAILED : fixer.changed ? EXIT_FINDINGS : EXIT_CLEAN;
		goto out;
	}
	/* From the files themselves, as they are now. */
	for (size_t i = 0; i < count; i++)
		if (strcmp(checker->lessons.paths[i], "-") != 0)
			fix_file_close(&fixer.files[i]);
	code = check(&fixer, false) ? checker_narrow(checker, &fixer.report, NULL)
				    : program_fail_memory(&checker->program);
	if (code == PROGRAM_GO_ON)
		code = checker_tell(checker, &fixer.report, in ? checker->program.err : checker->program.out);
out:
	for (size_t i = 0; fixer.files && i < count; i++)
		fix_file_release(&fixer.files[i]);
	map_release(&fixer.by_path);
	free(fixer.files);
	free(fixer.findings);
	report_release(&fixer.report);
	return code;
}
