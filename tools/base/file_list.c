#include "base/file_list.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

/* The folders from the one that was named down to the one at hand: a link back to any of them is a loop. */
struct trail {
	const struct trail *up;
	dev_t device;
	ino_t inode;
};

struct walk {
	struct file_list *list;
	const char *suffix;
	file_filter *keep;
	file_error_handler *on_error;
	void *context;
};

void file_list_init(struct file_list *list)
{
	*list = (struct file_list){ .paths = NULL };
	arena_init(&list->arena);
}

void file_list_release(struct file_list *list)
{
	arena_release(&list->arena);
	free(list->paths);
	file_list_init(list);
}

bool file_list_append(struct file_list *list, const char *path)
{
	if (list->count == list->room) {
		size_t room = list->room ? list->room * 2 : 64;
		const char **paths = realloc(list->paths, room * sizeof(*paths));
		if (!paths)
			return false;
		list->paths = paths;
		list->room = room;
	}
	const char *copy = arena_copy(&list->arena, path, strlen(path));
	if (!copy)
		return false;
	list->paths[list->count++] = copy;
	return true;
}

static bool ends_with(const char *name, const char *suffix)
{
	size_t len = strlen(name), tail = strlen(suffix);
	return len > tail && strcmp(name + len - tail, suffix) == 0;
}

static bool walk_folder(struct walk *walk, struct buf *path, const struct trail *trail);

/* path is an entry of a folder that is being walked. */
static bool walk_entry(struct walk *walk, struct buf *path, const struct trail *trail)
{
	struct stat info;
	if (stat(buf_cstr(path), &info) != 0) {
		/* A dangling link is of no concern unless it claims to be a lesson. */
		if (ends_with(buf_cstr(path), walk->suffix))
			walk->on_error(walk->context, buf_cstr(path), FILE_FAILED);
		return true;
	}
	if (S_ISDIR(info.st_mode)) {
		for (const struct trail *t = trail; t; t = t->up)
			if (t->device == info.st_dev && t->inode == info.st_ino)
				return true;
		struct trail here = { trail, info.st_dev, info.st_ino };
		return walk_folder(walk, path, &here);
	}
	if (!ends_with(buf_cstr(path), walk->suffix))
		return true;
	if (!S_ISREG(info.st_mode)) {
		walk->on_error(walk->context, buf_cstr(path), FILE_NOT_PLAIN);
		return true;
	}
	if (walk->keep && !walk->keep(walk->context, buf_cstr(path)))
		return true;
	return file_list_append(walk->list, buf_cstr(path));
}

static bool walk_folder(struct walk *walk, struct buf *path, const struct trail *trail)
{
	DIR *folder = opendir(buf_cstr(path));
	if (!folder) {
		walk->on_error(walk->context, buf_cstr(path), FILE_FAILED);
		return true;
	}
	size_t len = path->len;
	bool good = true;
	while (good) {
		errno = 0;
		const struct dirent *entry = readdir(folder);
		if (!entry) {
			if (errno)
				walk->on_error(walk->context, buf_cstr(path), FILE_FAILED);
			break;
		}
		if (entry->d_name[0] == '.')
			continue;
		if (len && path->at[len - 1] != '/')
			buf_char(path, '/');
		buf_text(path, entry->d_name);
		good = !buf_failed(path) && walk_entry(walk, path, trail);
		buf_cut(path, len);
	}
	closedir(folder);
	return good;
}

bool file_list_add(struct file_list *list, const char *path, const char *suffix, file_filter *keep,
		   file_error_handler *on_error, void *context)
{
	struct stat info;
	if (stat(path, &info) != 0) {
		on_error(context, path, FILE_FAILED);
		return true;
	}
	if (!S_ISDIR(info.st_mode))
		return file_list_append(list, path);
	struct walk walk = { list, suffix, keep, on_error, context };
	struct trail here = { NULL, info.st_dev, info.st_ino };
	struct buf name;
	buf_init(&name, 64 * 1024);
	buf_text(&name, path);
	bool good = !buf_failed(&name) && walk_folder(&walk, &name, &here);
	buf_release(&name);
	return good;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

struct identity {
	dev_t device;
	ino_t inode;
	size_t index;
};

static int by_identity(const void *a, const void *b)
{
	const struct identity *x = a, *y = b;
	if (x->device != y->device)
		return x->device < y->device ? -1 : 1;
	if (x->inode != y->inode)
		return x->inode < y->inode ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

void file_list_finish(struct file_list *list)
{
	if (list->count < 2)
		return;
	qsort(list->paths, list->count, sizeof(*list->paths), by_path);
	struct identity *known = malloc(list->count * sizeof(*known));
	size_t count = 0, kept = 0;
	for (size_t i = 0; known && i < list->count; i++) {
		struct stat info;
		if (stat(list->paths[i], &info) == 0)
			known[count++] = (struct identity){ info.st_dev, info.st_ino, i };
	}
	if (known)
		qsort(known, count, sizeof(*known), by_identity);
	for (size_t i = 1; i < count; i++)
		if (known[i].device == known[i - 1].device && known[i].inode == known[i - 1].inode)
			list->paths[known[i].index] = NULL;
	free(known);
	for (size_t i = 0; i < list->count; i++)
		if (list->paths[i] && (kept == 0 || strcmp(list->paths[i], list->paths[kept - 1]) != 0))
			list->paths[kept++] = list->paths[i];
	list->count = kept;
}
