#include "preview/snapshot.h"

#include <stdlib.h>
#include <sys/stat.h>

static void ignore_error(void *context, const char *path, enum file_status status)
{
	(void)context, (void)path, (void)status;
}

bool snapshot_take(struct snapshot *snapshot, const char *const *paths, size_t count)
{
	*snapshot = (struct snapshot){ .count = 0 };
	file_list_init(&snapshot->files);
	for (size_t i = 0; i < count; i++)
		if (!file_list_add(&snapshot->files, paths[i], "", NULL, ignore_error, NULL))
			return false;
	file_list_sort(&snapshot->files);
	snapshot->stamps = calloc(snapshot->files.count + 1, sizeof(*snapshot->stamps));
	if (!snapshot->stamps)
		return false;
	for (size_t i = 0; i < snapshot->files.count; i++) {
		struct file_stamp stamp = { .path = snapshot->files.paths[i] };
		struct stat info;
		if (stat(stamp.path, &info) == 0) {
#ifdef __APPLE__
			stamp.changed = info.st_mtimespec;
#else
			stamp.changed = info.st_mtim;
#endif
			stamp.size = info.st_size;
			stamp.inode = info.st_ino;
		}
		snapshot->stamps[snapshot->count++] = stamp;
	}
	return true;
}

void snapshot_release(struct snapshot *snapshot)
{
	free(snapshot->stamps);
	file_list_release(&snapshot->files);
}

static bool same(const struct file_stamp *one, const struct file_stamp *other)
{
	return one->changed.tv_sec == other->changed.tv_sec && one->changed.tv_nsec == other->changed.tv_nsec &&
	       one->size == other->size && one->inode == other->inode;
}

size_t snapshot_compare(const struct snapshot *before, const struct snapshot *after, snapshot_difference *differs,
			void *context)
{
	size_t i = 0, j = 0, count = 0;
	while (i < before->count || j < after->count) {
		const struct file_stamp *old = i < before->count ? &before->stamps[i] : NULL;
		const struct file_stamp *new = j < after->count ? &after->stamps[j] : NULL;
		int order = !old ? 1 : !new ? -1 : strcmp(old->path, new->path);
		if (order != 0 || !same(old, new)) {
			differs(context, order < 0 ? old->path : new->path, order >= 0);
			count++;
		}
		i += order <= 0;
		j += order >= 0;
	}
	return count;
}
