#include "base/file_list.h"

#include "base/array.h"

#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>

/* A folder that has been visited, or a file. */
struct entered {
	dev_t device;
	ino_t inode;
};

/* A folder still to be read. */
struct waiting {
	const char *path;
	struct waiting *next;
};

struct folder_walk {
	struct file_list *list;
	const char *suffix;
	file_filter *keep;
	file_error_handler *on_error;
	void *context;
	/* Links are read after all real folders, so that each folder is found under its own name. */
	struct waiting *folders, *links;
	struct buf entered; /* struct entered: an open-addressing hash table; len is its size */
	size_t entered_count;
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

static bool append(struct file_list *list, const char *path)
{
	const char **more = array_grow(list->paths, list->count, &list->room, sizeof(*more));
	if (!more)
		return false;
	list->paths = more;
	const char *copy = arena_copy(&list->arena, path, strlen(path));
	if (!copy)
		return false;
	list->paths[list->count++] = copy;
	return true;
}

bool file_list_append(struct file_list *list, const char *path)
{
	list->repeats = list->repeats || list->count > 0;
	return append(list, path);
}

static bool ends_with(const char *name, const char *suffix)
{
	size_t len = strlen(name), tail = strlen(suffix);
	return len > tail && strcmp(name + len - tail, suffix) == 0;
}

static size_t hash(struct entered key)
{
	uint64_t h = ((uint64_t)key.inode ^ (uint64_t)key.device << 32) * 0x9e3779b97f4a7c15u;
	return (size_t)(h >> 20);
}

/* Adds key to a table of size slots, where an inode of 0 marks a free one. Returns whether it is new. */
static bool put(struct entered *table, size_t size, struct entered key)
{
	for (size_t i = hash(key) % size;; i = (i + 1) % size) {
		if (table[i].inode == 0) {
			table[i] = key;
			return true;
		}
		if (table[i].inode == key.inode && table[i].device == key.device)
			return false;
	}
}

static bool grow_entered(struct folder_walk *walk)
{
	size_t size = walk->entered.len / sizeof(struct entered), more = size ? size * 2 : 64;
	struct buf table;
	buf_init(&table, BUF_CAP);
	buf_repeat(&table, '\0', more * sizeof(struct entered));
	if (buf_failed(&table))
		return false;
	const struct entered *old = (const struct entered *)(const void *)walk->entered.at;
	for (size_t i = 0; i < size; i++)
		if (old[i].inode)
			put((struct entered *)(void *)table.at, more, old[i]);
	buf_release(&walk->entered);
	walk->entered = table;
	return true;
}

/* Whether the folder or file is visited for the first time. Also false if memory ran out, which sets *failed. */
static bool enter(struct folder_walk *walk, dev_t device, ino_t inode, bool *failed)
{
	if ((walk->entered_count + 1) * 2 > walk->entered.len / sizeof(struct entered) && !grow_entered(walk)) {
		*failed = true;
		return false;
	}
	struct entered *table = (struct entered *)(void *)walk->entered.at;
	bool new = put(table, walk->entered.len / sizeof(*table), (struct entered){ device, inode });
	walk->entered_count += new;
	return new;
}

static bool wait_for(struct folder_walk *walk, struct waiting **queue, const char *path)
{
	struct waiting *waiting = arena_alloc(&walk->list->arena, sizeof(*waiting));
	if (!waiting)
		return false;
	waiting->path = arena_copy(&walk->list->arena, path, strlen(path));
	/* Sorted, so that the result does not depend on the order of directory entries. */
	while (*queue && waiting->path && strcmp((*queue)->path, path) < 0)
		queue = &(*queue)->next;
	waiting->next = *queue;
	*queue = waiting;
	return waiting->path != NULL;
}

static bool report_error(const struct folder_walk *walk, const char *path, enum file_status status)
{
	if (walk->on_error)
		walk->on_error(walk->context, path, status);
	return true;
}

static bool is_kept(const struct folder_walk *walk, const char *path)
{
	return ends_with(path, walk->suffix) && (!walk->keep || walk->keep(walk->context, path));
}

/* path is an entry of a folder on that device. */
static bool walk_entry(struct folder_walk *walk, const char *path, const struct dirent *entry, dev_t device)
{
	struct stat info, itself;
	bool failed = false;
	if (entry->d_type == DT_REG) {
		if (!is_kept(walk, path))
			return true;
		/* On file systems in layers, a folder may have the same number. */
		walk->list->repeats = !enter(walk, ~device, entry->d_ino, &failed) || walk->list->repeats;
		return !failed && append(walk->list, path);
	}
	if (stat(path, &info) != 0) {
		/* Ignore a broken link unless its name has the suffix. */
		return !ends_with(path, walk->suffix) || report_error(walk, path, FILE_FAILED);
	}
	if (S_ISDIR(info.st_mode)) {
		bool link = lstat(path, &itself) == 0 && S_ISLNK(itself.st_mode);
		return wait_for(walk, link ? &walk->links : &walk->folders, path);
	}
	if (!ends_with(path, walk->suffix))
		return true;
	if (!S_ISREG(info.st_mode))
		return report_error(walk, path, FILE_NOT_PLAIN);
	walk->list->repeats = true;
	return !is_kept(walk, path) || append(walk->list, path);
}

static bool walk_folder(struct folder_walk *walk, const char *path)
{
	struct stat info = { .st_dev = 0 };
	bool failed = false;
	if (stat(path, &info) == 0 && !enter(walk, info.st_dev, info.st_ino, &failed))
		return !failed;
	DIR *folder = opendir(path);
	if (!folder)
		return report_error(walk, path, FILE_FAILED);
	struct buf name;
	buf_init(&name, 64 * 1024);
	/* Omit ./ for files in the working folder. */
	if (strcmp(path, ".") != 0)
		buf_text(&name, path);
	if (name.len && name.at[name.len - 1] != '/')
		buf_char(&name, '/');
	size_t len = name.len;
	while (!failed) {
		errno = 0;
		const struct dirent *entry = readdir(folder);
		if (!entry) {
			if (errno)
				report_error(walk, path, FILE_FAILED);
			break;
		}
		if (entry->d_name[0] == '.')
			continue;
		buf_text(&name, entry->d_name);
		failed = buf_failed(&name) || !walk_entry(walk, buf_cstr(&name), entry, info.st_dev);
		if (!failed)
			buf_cut(&name, len);
	}
	closedir(folder);
	buf_release(&name);
	return !failed;
}

bool file_list_add(struct file_list *list, const char *path, const char *suffix, file_filter *keep,
		   file_error_handler *on_error, void *context)
{
	struct folder_walk walk = {
		.list = list, .suffix = suffix, .keep = keep, .on_error = on_error, .context = context
	};
	struct stat info;
	if (stat(path, &info) != 0)
		return report_error(&walk, path, FILE_FAILED);
	if (!S_ISDIR(info.st_mode))
		return file_list_append(list, path);
	list->repeats = list->repeats || list->count > 0;
	buf_init(&walk.entered, BUF_CAP);
	bool good = walk_folder(&walk, path);
	while (good && (walk.folders || walk.links)) {
		struct waiting **queue = walk.folders ? &walk.folders : &walk.links;
		const char *next = (*queue)->path;
		*queue = (*queue)->next;
		good = walk_folder(&walk, next);
	}
	buf_release(&walk.entered);
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

void file_list_sort(struct file_list *list)
{
	if (list->count)
		qsort(list->paths, list->count, sizeof(*list->paths), by_path);
}

void file_list_finish(struct file_list *list)
{
	file_list_sort(list);
	if (!list->repeats)
		return;
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
