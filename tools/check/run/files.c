#include "base/path.h"
#include "check/core/lesson_files.h"
#include "check/core/tree_root.h"
#include "check/run/checker.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_folder(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool add_operand(struct checker *checker, const char *operand)
{
	struct file_list *lessons = &checker->lessons;
	if (strcmp(operand, "-") == 0)
		return file_list_append(lessons, operand);
	size_t before = lessons->count;
	bool failed = checker->failed;
	checker->failed = false;
	if (!file_list_add(lessons, operand, LESSON_SUFFIX, lesson_file, checker_cannot_read, checker))
		return false;
	if (lessons->count == before && !checker->failed && !checker->may_be_empty)
		checker_fail(checker, CHECKER_WRONG, "no lessons in '%s'", operand);
	checker->failed = checker->failed || failed;
	return true;
}

/* Whether the file at path was found in the folder operand. */
static bool came_from(const char *path, const char *operand)
{
	size_t len = strlen(operand);
	while (len && operand[len - 1] == '/')
		len--;
	/* Omit the working folder from displayed paths. */
	if (len == 1 && operand[0] == '.')
		return path[0] != '/' && strncmp(path, "../", 3) != 0;
	return strncmp(path, operand, len) == 0 && path[len] == '/';
}

const char *checker_folder_operand(const struct checker *checker, const char *path)
{
	for (size_t i = 0; i < checker->operand_count; i++)
		if (came_from(path, checker->operands[i]) && is_folder(checker->operands[i]))
			return checker->operands[i];
	return NULL;
}

/* The root of the lesson at path: the nearest ancestor with satchel.xml, else the folder given on the command line,
 * else the lesson's own. *tree: it is of the first kind. NULL if memory ran out. */
static const char *find_root(struct checker *checker, const char *path, bool *tree)
{
	struct arena *arena = &checker->lessons.arena;
	struct str folder = path_folder(path);
	/* Lessons of one folder are adjacent. */
	if (checker->last_root && str_equal(folder, checker->last_folder)) {
		*tree = checker->last_is_tree;
		return checker->last_root;
	}
	const char *root = arena_copy(arena, folder.at, folder.len);
	char *real = root ? tree_root_existing(root, NULL) : NULL;
	*tree = real && tree_root_climb(real);
	if (*tree)
		root = arena_copy(arena, real, strlen(real));
	else if (root && checker_folder_operand(checker, path))
		root = checker_folder_operand(checker, path);
	free(real);
	checker->last_folder = folder;
	checker->last_root = root;
	checker->last_is_tree = *tree;
	return root;
}

/* Adds the lessons of the tree at root, by relative paths if possible. */
static bool add_tree(struct checker *checker, const char *root)
{
	struct buf shown;
	buf_init(&shown, BUF_CAP);
	path_shown(&shown, root, NULL);
	const char *path = buf_failed(&shown) ? NULL : arena_copy(&checker->context.arena, buf_cstr(&shown), shown.len);
	buf_release(&shown);
	return path && file_list_add(&checker->context, path, LESSON_SUFFIX, lesson_file, checker_cannot_read, checker);
}

struct file_identity {
	dev_t device;
	ino_t inode;
};

static int by_identity(const void *a, const void *b)
{
	const struct file_identity *x = a, *y = b;
	if (x->device != y->device)
		return x->device < y->device ? -1 : 1;
	return (x->inode > y->inode) - (x->inode < y->inode);
}

/* Removes from the context what is checked itself: files given by name, and the one that standard input replaces. */
static bool drop_checked(struct checker *checker)
{
	struct file_list *context = &checker->context, *lessons = &checker->lessons;
	struct file_identity *known = calloc(lessons->count + 1, sizeof(*known));
	size_t count = 0, kept = 0;
	struct stat info;
	if (!known)
		return false;
	for (size_t i = 0; i < lessons->count; i++) {
		bool in = strcmp(lessons->paths[i], "-") == 0;
		if (stat(in ? checker->stdin_path : lessons->paths[i], &info) == 0)
			known[count++] = (struct file_identity){ info.st_dev, info.st_ino };
	}
	qsort(known, count, sizeof(*known), by_identity);
	for (size_t i = 0; i < context->count; i++) {
		if (stat(context->paths[i], &info) != 0)
			continue;
		struct file_identity wanted = { info.st_dev, info.st_ino };
		if (!bsearch(&wanted, known, count, sizeof(*known), by_identity))
			context->paths[kept++] = context->paths[i];
	}
	context->count = kept;
	free(known);
	return true;
}

/* Finds the root of each lesson, and the other lessons of their trees. */
static bool find_trees(struct checker *checker)
{
	struct file_list *lessons = &checker->lessons;
	struct str last = STR_NONE;
	bool tree = false;
	checker->roots = calloc(lessons->count ? lessons->count : 1, sizeof(*checker->roots));
	if (!checker->roots)
		return false;
	for (size_t i = 0; i < lessons->count; i++) {
		bool in = strcmp(lessons->paths[i], "-") == 0;
		const char *path = in ? checker->stdin_path : lessons->paths[i];
		if (i > 0 && str_equal(path_folder(path), last)) {
			checker->roots[i] = checker->roots[i - 1];
			continue;
		}
		last = path_folder(path);
		checker->roots[i] = find_root(checker, path, &tree);
		if (!checker->roots[i])
			return false;
		bool known = false;
		for (size_t j = 0; j < i && tree && !known; j++)
			known = strcmp(checker->roots[j], checker->roots[i]) == 0;
		if (tree && !known && !checker->alone && !add_tree(checker, checker->roots[i]))
			return false;
		if (tree && !checker->tree)
			checker->tree = checker->roots[i];
		else if (tree && strcmp(checker->tree, checker->roots[i]) != 0)
			checker->other_tree = checker->roots[i];
	}
	if (checker->tree)
		file_list_finish(&checker->context);
	return true;
}

bool checker_is_named(const struct checker *checker, const char *path)
{
	struct stat info, other;
	if (strcmp(path, "-") == 0 || stat(path, &info) != 0)
		return true;
	for (size_t i = 0; i < checker->operand_count; i++)
		if (stat(checker->operands[i], &other) == 0 && info.st_dev == other.st_dev &&
		    info.st_ino == other.st_ino)
			return true;
	return checker->names && checker->names(checker->context_of_names, path);
}

bool checker_drop_ignored(struct checker *checker)
{
	struct file_list *lessons = &checker->lessons;
	size_t kept = 0;
	for (size_t i = 0; i < lessons->count; i++) {
		const char *path = lessons->paths[i];
		bool always = checker->ignores && checker->ignores(checker->context_of_ignores, path);
		if (config_ignores(&checker->config, path) && (always || !checker_is_named(checker, path)))
			continue;
		checker->roots[kept] = checker->roots[i];
		lessons->paths[kept++] = path;
	}
	checker->ignored = lessons->count - kept;
	lessons->count = kept;
	return !checker->tree || drop_checked(checker);
}

bool checker_is_tree(const struct checker *checker, const char *root)
{
	return (checker->tree && strcmp(root, checker->tree) == 0) ||
	       (checker->other_tree && strcmp(root, checker->other_tree) == 0);
}

bool checker_widen(struct checker *checker)
{
	struct file_list *lessons = &checker->lessons, *context = &checker->context;
	size_t kept = 0;
	const char **roots = realloc(checker->roots, (lessons->count + context->count + 1) * sizeof(*roots));
	if (!roots)
		return false;
	checker->roots = roots;
	for (size_t i = 0; i < context->count; i++) {
		const char *path = context->paths[i];
		bool tree;
		if (config_ignores(&checker->config, path)) {
			context->paths[kept++] = path;
			continue;
		}
		void **slot = map_put(&checker->unnamed, str_from(path));
		if (!slot || !file_list_append(lessons, path))
			return false;
		*slot = checker;
		roots[lessons->count - 1] = find_root(checker, path, &tree);
		if (!roots[lessons->count - 1])
			return false;
	}
	context->count = kept;
	return true;
}

void checker_narrow_files(struct checker *checker, const struct report *report)
{
	struct file_list *lessons = &checker->lessons;
	size_t kept = 0;
	if (!checker->since)
		return;
	for (const struct diagnostic *d = report->first; d; d = d->next) {
		struct str path = str_from(d->path);
		/* It has findings: treat it as if it was given by name. */
		void **slot = path.at && map_get(&checker->unnamed, path) ? map_put(&checker->unnamed, path) : NULL;
		if (slot)
			*slot = lessons;
	}
	for (size_t i = 0; i < lessons->count; i++) {
		void *unnamed = checker->unnamed.count ? map_get(&checker->unnamed, str_from(lessons->paths[i])) : NULL;
		if (!unnamed || unnamed == lessons)
			lessons->paths[kept++] = lessons->paths[i];
	}
	lessons->count = kept;
	file_list_sort(lessons);
}

char *checker_tree_here(void)
{
	char *path = realpath(".", NULL);
	if (path && tree_root_climb(path))
		return path;
	free(path);
	return NULL;
}

bool checker_find_files(struct checker *checker)
{
	for (size_t i = 0; i < checker->operand_count; i++)
		if (!add_operand(checker, checker->operands[i]))
			return false;
	file_list_finish(&checker->lessons);
	return find_trees(checker);
}
