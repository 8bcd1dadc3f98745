#include "editor/documents/released.h"

#include "base/file.h"
#include "base/path.h"
#include "compare/lock.h"
#include "compare/question_options.h"

#include <dirent.h>

/* Returns whether to stop. */
typedef bool lock_visit(void *context, const char *path);

static bool each_in(const char *folder, lock_visit *visit, void *context, bool *starved)
{
	DIR *files = opendir(folder);
	struct buf path;
	bool stopped = false;
	buf_init(&path, BUF_CAP);
	for (struct dirent *file; files && !stopped && (file = readdir(files)) != NULL;) {
		size_t len = strlen(file->d_name);
		if (len <= strlen(LOCK_SUFFIX) || strcmp(file->d_name + len - strlen(LOCK_SUFFIX), LOCK_SUFFIX) != 0)
			continue;
		buf_clear(&path);
		buf_format(&path, "%s/%s", folder, file->d_name);
		stopped = !buf_failed(&path) && visit(context, buf_cstr(&path));
	}
	if (files)
		closedir(files);
	*starved = *starved || buf_failed(&path);
	buf_release(&path);
	return stopped;
}

static bool each_lock(const struct editor_tree *tree, lock_visit *visit, void *context, bool *starved)
{
	static const char *const folders[] = { "", "/packs", "/..", "/../packs" };
	struct buf path;
	bool stopped = false;
	buf_init(&path, BUF_CAP);
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders) && !stopped; i++) {
		buf_clear(&path);
		buf_format(&path, "%s%s", tree->root, folders[i]);
		stopped = !buf_failed(&path) && each_in(buf_cstr(&path), visit, context, starved);
	}
	*starved = *starved || buf_failed(&path);
	buf_release(&path);
	return stopped;
}

/* Whether a line of the lock is about the id: "LESSON ITEM …", or "LESSON - …" of a lesson. */
static bool lock_has(struct str lock, struct str id)
{
	for (size_t at = 0; at < lock.len;) {
		const char *line = lock.at + at, *end = memchr(line, '\n', lock.len - at);
		size_t len = end ? (size_t)(end - line) : lock.len - at;
		const char *space = memchr(line, ' ', len);
		const char *item = space ? space + 1 : line + len;
		size_t left = len - (size_t)(item - line);
		const char *item_end = memchr(item, ' ', left);
		struct str first = { line, space ? (size_t)(space - line) : len };
		struct str second = { item, item_end ? (size_t)(item_end - item) : left };
		if (str_equal(str_is(second, "-") ? first : second, id))
			return true;
		at += len + 1;
	}
	return false;
}

struct lock_search {
	struct str id;
	struct buf *name;
	bool *starved;
};

static bool search_lock(void *context, const char *path)
{
	struct lock_search *search = context;
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	enum file_status status = file_read(path, LOCK_SIZE_MAX, &bytes);
	*search->starved = *search->starved || status == FILE_NO_MEMORY;
	bool found = status == FILE_OK && str_starts(buf_view(&bytes), "satchel-lock ") &&
		     lock_has(buf_view(&bytes), search->id);
	if (found)
		buf_text(search->name, path_name(path));
	buf_release(&bytes);
	return found;
}

bool released_has(const struct editor_tree *tree, struct str id, struct buf *name, bool *starved)
{
	struct lock_search search = { id, name, starved };
	return each_lock(tree, search_lock, &search, starved);
}

struct comparing {
	const struct editor_tree *tree;
	struct side after;
	released_visit *visit;
	void *context;
	bool *starved;
};

/* The kind of change that resets progress, or loses it. */
static bool find_costly(unsigned kinds, enum change_kind *found)
{
	for (unsigned kind = 0; kind < CHANGE_KINDS; kind++) {
		bool costly = change_progress(CHANGE_BIT(kind)) == PROGRESS_RESET || kind == CHANGE_ID_VANISHED;
		*found = (enum change_kind)kind;
		if (costly && kinds & CHANGE_BIT(kind))
			return true;
	}
	return false;
}

static bool is_defined(const struct editor_tree *tree, const char *id)
{
	for (const struct mentions *lesson = tree->lessons; lesson; lesson = lesson->next)
		for (const struct id_mention *m = lesson->first; m; m = m->next)
			if (m->defines && str_is(m->key, id))
				return true;
	return false;
}

static void visit_changes(const struct comparing *comparing, const struct comparison *comparison)
{
	for (const struct change *change = comparison->first; change; change = change->next) {
		const struct record *record = change->after ? change->after : change->before;
		struct released_change one = { .version = comparison->before->version };
		if (!record || record->kind == RECORD_LESSON || !find_costly(change->kinds, &one.kind) ||
		    (!change->after && is_defined(comparing->tree, record->id)))
			continue;
		one.id = record->id;
		one.item = change->after ? side_find_item(comparing->after.lessons, record->id) : NULL;
		one.keeps = one.kind == CHANGE_ANSWER_CHANGED && !(change->kinds & CHANGE_BIT(CHANGE_KIND_CHANGED)) &&
			    !options_moved_mark(change->before, change->after);
		comparing->visit(comparing->context, &one);
	}
}

static bool compare_lock(void *context, const char *path)
{
	struct comparing *comparing = context;
	struct side before;
	enum result status = side_open_lock_lesson(&before, path, str_from(comparing->after.lessons->id));
	if (status == RESULT_OK && before.lesson_count) {
		struct comparison comparison;
		status = compare(&comparison, &before, &comparing->after, 1);
		if (status == RESULT_OK)
			visit_changes(comparing, &comparison);
		comparison_release(&comparison);
	}
	*comparing->starved = *comparing->starved || status == RESULT_NO_MEMORY;
	side_release(&before);
	return false;
}

void released_compare(const struct editor_tree *tree, const struct document *document, released_visit *visit,
		      void *context, bool *starved)
{
	struct comparing comparing = { .tree = tree, .visit = visit, .context = context, .starved = starved };
	enum result status = side_open_lesson(&comparing.after, document->path, buf_view(&document->text.bytes));
	*starved = *starved || status == RESULT_NO_MEMORY;
	if (status == RESULT_OK && comparing.after.lesson_count)
		(void)each_lock(tree, compare_lock, &comparing, starved);
	side_release(&comparing.after);
}
