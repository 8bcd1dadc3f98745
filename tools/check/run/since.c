/* Implements --since: the lessons are checked at a revision; what is found there is old. */
#include "base/path.h"
#include "check/core/config.h"
#include "check/core/lesson_files.h"
#include "check/run/old_findings.h"
#include "check/run/split_trees.h"
#include "vcs/revision.h"
#include "lesson/reader.h"

#include <stdlib.h>
#include <unistd.h>

struct since_run {
	struct checker *checker;
	struct revision revision;
	struct arena arena;
	struct old_findings olds;
	struct map then;  /* lessons at the revision, by their paths in the checkout */
	struct checker_notes notes; /* the same by id */
	struct file_list gone; /* those that no longer exist */
	bool failed;	  /* memory ran out */
};

/* Whether the text around location is new in the file and in the lesson; for a new file, whether it is in none of the
 * removed ones. */
static bool is_text_new(struct since_run *since, const char *path, struct location location, struct str lesson,
			bool item)
{
	struct buf then;
	buf_init(&then, BUF_CAP);
	bool known = revision_had(&since->revision, path, &then);
	const char *named[] = { known ? arena_copy(&since->arena, buf_cstr(&then), then.len) : NULL,
				lesson.len ? map_get(&since->notes.lessons, lesson) : NULL };
	size_t gone = known ? 0 : since->gone.count;
	bool found = false;
	for (size_t i = 0; i < 2 + gone && location.line && !found && !since->olds.failed; i++) {
		const char *old = i < 2 ? named[i] : since->gone.paths[i - 2];
		found = old && old_findings_has_text(&since->olds, path, location, item, old);
	}
	buf_release(&then);
	return !found;
}

/* Whether to report a finding that is not old: errors always, others if they are about new text. */
static bool is_caused(struct since_run *since, const struct diagnostic *d)
{
	if (d->severity == SEVERITY_ERROR || !d->path)
		return true;
	const struct other_side *other = d->other;
	return (!checker_is_unnamed(since->checker, d->path) &&
		is_text_new(since, d->path, d->location, d->lesson, d->item.len > 0)) ||
	       (other && other->path && !checker_is_unnamed(since->checker, other->path) &&
		is_text_new(since, other->path, other->location, other->lesson, other->item.len > 0));
}

bool checker_mark_old(struct checker *checker, const struct report *report, bool *old)
{
	struct since_run *since = checker->before;
	struct buf then;
	const char *path = NULL;
	bool known = false;
	size_t i = 0;
	buf_init(&then, BUF_CAP);
	old_findings_restore(&since->olds);
	for (const struct diagnostic *d = report->first; d && !since->failed; d = d->next, i++) {
		if (d->path && d->path != path)
			known = revision_had(&since->revision, d->path, &then);
		path = d->path;
		old[i] = (d->other || known) && old_findings_spend(&since->olds, d, buf_cstr(&then));
	}
	i = 0;
	for (const struct diagnostic *d = report->first; d && !since->failed; d = d->next, i++)
		if (!old[i])
			old[i] = (!d->other && d->location.line && old_findings_spend(&since->olds, d, NULL)) ||
				 !is_caused(since, d);
	old_findings_close_files(&since->olds);
	buf_release(&then);
	return !since->failed && !since->olds.failed;
}

static bool note_lessons(struct since_run *since, const struct checker *then)
{
	for (size_t i = 0; i < then->lessons.count && !since->failed; i++) {
		struct str path = str_from(then->lessons.paths[i]);
		struct str copy = arena_str(&since->arena, path);
		void **slot = copy.at ? map_put(&since->then, copy) : NULL;
		if (slot)
			*slot = since;
		since->failed = !slot;
	}
	return !since->failed;
}

/* Whether a file that was ignored was not checked: it is not given by name now, or is no longer ignored. */
static bool was_ignored(void *context, const char *path)
{
	struct since_run *since = context;
	struct buf now;
	buf_init(&now, BUF_CAP);
	revision_now(&since->revision, path, &now);
	since->failed = since->failed || buf_failed(&now);
	bool ignored = access(buf_cstr(&now), F_OK) == 0 && config_ignores(&since->checker->config, buf_cstr(&now));
	buf_release(&now);
	return !ignored;
}

/* Checks paths in the checkout, and stores the findings. */
static enum checker_status check_then(struct since_run *since, const struct file_list *paths)
{
	struct checker *now = since->checker, then;
	struct report report;
	struct buf config;
	buf_init(&config, BUF_CAP);
	checker_init(&then);
	then.jobs = now->jobs;
	then.dictionaries = now->dictionaries;
	then.today = now->today;
	then.no_config = now->no_config;
	then.config_path = now->config_path && revision_had(&since->revision, now->config_path, &config)
				   ? buf_cstr(&config)
				   : now->config_path;
	then.configured = now->configured;
	then.context_of_configured = now->context_of_configured;
	then.operands = (const char *const *)paths->paths;
	then.operand_count = paths->count;
	then.notes = &since->notes;
	then.ignores = was_ignored;
	then.context_of_ignores = since;
	enum checker_status code = checker_prepare(&then);
	report_init(&report, &then.settings);
	if (code == CHECKER_OK) {
		enum check_status status = checker_check(&then, NULL, &report);
		code = status == CHECK_NO_MEMORY || !note_lessons(since, &then) ? CHECKER_FAILED : CHECKER_OK;
	}
	if (code == CHECKER_WRONG && then.lessons.count)
		checker_inform(now, "at '%s', satchel.xml could not be used; all that is found now counts as new",
			       now->since);
	for (const struct diagnostic *d = report.first; code == CHECKER_OK && d && !since->failed; d = d->next)
		old_findings_add(&since->olds, d);
	since->failed = since->failed || since->olds.failed;
	old_findings_close_files(&since->olds);
	report_release(&report);
	checker_release(&then);
	buf_release(&config);
	return code == CHECKER_FAILED || since->failed ? checker_fail_memory(now) : CHECKER_OK;
}

static bool has_gone(void *context, const char *path)
{
	const struct since_run *since = context;
	struct buf now;
	buf_init(&now, BUF_CAP);
	revision_now(&since->revision, path, &now);
	bool gone = buf_failed(&now) || access(buf_cstr(&now), F_OK) != 0;
	buf_release(&now);
	return gone && lesson_file(NULL, path);
}

/* Finds the lessons that no longer exist. Those of a checked tree are known; with others set, also searches trees under
 * other names. */
static bool find_gone(struct since_run *since, bool others, struct file_list *unchecked)
{
	struct buf tree;
	buf_init(&tree, BUF_CAP);
	buf_format(&tree, "%s/tree", buf_cstr(&since->revision.folder));
	bool good = !buf_failed(&tree) && (access(buf_cstr(&tree), F_OK) != 0 ||
					   file_list_add(&since->gone, buf_cstr(&tree), LESSON_SUFFIX, has_gone,
							 NULL, since));
	buf_release(&tree);
	file_list_finish(&since->gone);
	for (size_t i = 0; good && others && i < since->gone.count; i++)
		if (!map_get(&since->then, str_from(since->gone.paths[i])))
			good = file_list_append(unchecked, since->gone.paths[i]);
	return good;
}

/* Adds the path at the revision of the file or folder at path; false if it did not exist. */
static bool add_then(struct since_run *since, const char *path, struct file_list *paths)
{
	struct buf then;
	buf_init(&then, BUF_CAP);
	bool there = revision_had(&since->revision, path, &then);
	const char *copy = there ? arena_copy(&since->arena, buf_cstr(&then), then.len) : NULL;
	if (there && (!copy || !file_list_append(paths, copy)))
		since->failed = true;
	buf_release(&then);
	return there;
}

/* Checks all current trees of lessons, and all operands; and if one of them is new, also what was removed, which may be
 * the same under another name. */
static enum checker_status check_all_then(struct since_run *since)
{
	struct checker *checker = since->checker;
	struct file_list paths, others;
	bool all = true;
	enum checker_status code = refuse_split_trees(checker, &since->revision);
	file_list_init(&paths);
	file_list_init(&others);
	for (size_t i = 0; i < checker->lessons.count && code == CHECKER_OK; i++) {
		bool again = i > 0 && strcmp(checker->roots[i], checker->roots[i - 1]) == 0;
		if (checker_is_tree(checker, checker->roots[i]))
			all = (again || add_then(since, checker->roots[i], &paths)) && all;
	}
	for (size_t i = 0; i < checker->operand_count; i++)
		all = add_then(since, checker->operands[i], &paths) && all;
	if (code == CHECKER_OK && paths.count)
		code = check_then(since, &paths);
	if (code == CHECKER_OK && !find_gone(since, !all, &others))
		since->failed = true;
	if (code == CHECKER_OK && others.count)
		code = check_then(since, &others);
	file_list_release(&paths);
	file_list_release(&others);
	return since->failed ? checker_fail_memory(checker) : code;
}

static bool is_changed(struct since_run *since, const char *path, struct buf *bytes, struct buf *old)
{
	struct buf then;
	buf_init(&then, BUF_CAP);
	bool same = revision_had(&since->revision, path, &then) && file_read(path, LESSON_SIZE_MAX, bytes) == FILE_OK &&
		    file_read(buf_cstr(&then), LESSON_SIZE_MAX, old) == FILE_OK &&
		    str_equal(buf_view(bytes), buf_view(old));
	buf_release(&then);
	return !same;
}

/* Moves changed lessons to the end, so that findings about pairs are reported on what is new. */
static bool put_changed_last(struct since_run *since)
{
	struct checker *checker = since->checker;
	size_t count = checker->lessons.count, kept = 0, last = 0;
	const char **changed = calloc(2 * count + 1, sizeof(*changed)), **roots = changed + count;
	struct buf bytes, old;
	buf_init(&bytes, BUF_CAP);
	buf_init(&old, BUF_CAP);
	for (size_t i = 0; changed && i < count; i++) {
		const char *path = checker->lessons.paths[i], *root = checker->roots[i];
		if (is_changed(since, path, &bytes, &old)) {
			changed[last] = path;
			roots[last++] = root;
		} else {
			checker->lessons.paths[kept] = path;
			checker->roots[kept++] = root;
		}
	}
	for (size_t i = 0; i < last; i++) {
		checker->lessons.paths[kept + i] = changed[i];
		checker->roots[kept + i] = roots[i];
	}
	buf_release(&old);
	buf_release(&bytes);
	free(changed);
	return changed != NULL;
}

/* The same for new pictures. */
static bool put_new_pictures_last(struct since_run *since)
{
	struct file_list *pictures = &since->checker->all_pictures;
	size_t kept = 0, last = 0;
	const char **added = calloc(pictures->count + 1, sizeof(*added));
	struct buf then;
	buf_init(&then, BUF_CAP);
	for (size_t i = 0; added && i < pictures->count; i++) {
		if (revision_had(&since->revision, pictures->paths[i], &then))
			pictures->paths[kept++] = pictures->paths[i];
		else
			added[last++] = pictures->paths[i];
	}
	if (last)
		memcpy(pictures->paths + kept, added, last * sizeof(*added));
	buf_release(&then);
	free(added);
	return added != NULL;
}

enum checker_status checker_look_back(struct checker *checker)
{
	struct buf why;
	for (size_t i = 0; i < checker->lessons.count; i++)
		if (strcmp(checker->lessons.paths[i], "-") == 0)
			return checker_fail(checker, CHECKER_WRONG,
					    "--since cannot be used with standard input: Git compares files");
	struct since_run *since = calloc(1, sizeof(*since));
	if (!since)
		return checker_fail_memory(checker);
	checker->before = since;
	since->checker = checker;
	revision_init(&since->revision);
	arena_init(&since->arena);
	old_findings_init(&since->olds, checker);
	map_init(&since->then);
	checker_notes_init(&since->notes);
	file_list_init(&since->gone);
	buf_init(&why, BUF_CAP);
	enum result status =
		revision_open(&since->revision, checker->since, revision_repository(checker->operands[0]), &why);
	enum checker_status code =
		status == RESULT_OK ? check_all_then(since)
				    : checker_fail(checker, status == RESULT_REFUSED ? CHECKER_WRONG : CHECKER_FAILED,
						   "%s", why.len ? buf_cstr(&why) : "out of memory");
	if (code == CHECKER_OK && !(put_changed_last(since) && put_new_pictures_last(since)))
		code = checker_fail_memory(checker);
	buf_release(&why);
	return code;
}

void checker_forget(struct checker *checker)
{
	struct since_run *since = checker->before;
	if (!since)
		return;
	file_list_release(&since->gone);
	checker_notes_release(&since->notes);
	map_release(&since->then);
	old_findings_release(&since->olds);
	arena_release(&since->arena);
	revision_release(&since->revision);
	free(since);
	checker->before = NULL;
}
