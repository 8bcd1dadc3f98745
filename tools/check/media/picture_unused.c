#include "check/media/picture_unused.h"

#include "base/array.h"

#include <stdlib.h>

void shown_files_init(struct shown_files *shown)
{
	*shown = (struct shown_files){ .files = NULL };
}

void shown_files_release(struct shown_files *shown)
{
	free(shown->files);
	shown_files_init(shown);
}

static struct shown_file identity_of(const struct stat *info)
{
	return (struct shown_file){ (uint64_t)info->st_dev, (uint64_t)info->st_ino };
}

void shown_files_add(struct shown_files *shown, const struct stat *info)
{
	struct shown_file *files = array_grow(shown->files, shown->count, &shown->room, sizeof(*files));
	if (!files) {
		shown->failed = true;
		return;
	}
	shown->files = files;
	shown->files[shown->count++] = identity_of(info);
}

static int by_identity(const void *a, const void *b)
{
	const struct shown_file *x = a, *y = b;
	if (x->device != y->device)
		return x->device < y->device ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

bool report_unused_pictures(const struct file_list *pictures, struct shown_files *const *all, size_t count,
			    struct report *report)
{
	size_t room = 0, filled = 0;
	for (size_t i = 0; i < count; i++) {
		if (all[i]->failed)
			return false;
		if (all[i]->unsure)
			return true;
		room += all[i]->count;
	}
	struct shown_file *files = malloc((room + 1) * sizeof(*files));
	if (!files)
		return false;
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < all[i]->count; j++)
			files[filled++] = all[i]->files[j];
	qsort(files, filled, sizeof(*files), by_identity);
	for (size_t i = 0; i < pictures->count; i++) {
		struct stat info;
		/* It may have been removed meanwhile. */
		if (stat(pictures->paths[i], &info) != 0)
			continue;
		struct shown_file wanted = identity_of(&info);
		if (bsearch(&wanted, files, filled, sizeof(*files), by_identity))
			continue;
		struct diagnostic *d = report_add_at(report, RULE_MEDIA_UNUSED_PICTURE, pictures->paths[i],
						     (struct location){ 0 }, STR_NONE, STR_NONE,
						     "no lesson shows this file");
		report_help(report, d, "delete it, or show it in a lesson; to keep it for another use, add "
				       "<ignore path=\"…\"/> to satchel.xml");
	}
	free(files);
	return !report->failed;
}
