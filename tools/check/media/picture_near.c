#include "base/nearest.h"
#include "check/file/name.h"
#include "check/media/picture.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static enum picture_near compare(struct buf *scratch, struct str name, struct str other)
{
	return file_names_equal(scratch, name, other, false)  ? NEAR_NORMAL_FORM
	       : file_names_equal(scratch, name, other, true) ? NEAR_LETTER_CASE
							      : NEAR_SPELLING;
}

static enum picture_near look_through(DIR *entries, const char *name, struct buf *near)
{
	struct buf scratch;
	buf_init(&scratch, BUF_CAP);
	enum picture_near found = NEAR_NONE;
	struct nearest nearest;
	nearest_init(&nearest, str_from(name));
	for (const struct dirent *entry; (entry = readdir(entries));) {
		const char *other = entry->d_name;
		if (other[0] == '.')
			continue;
		enum picture_near kind = compare(&scratch, str_from(name), str_from(other));
		unsigned limit = nearest.distance, distance = edit_distance(str_from(name), str_from(other), limit);
		if (kind < found || (kind == NEAR_SPELLING && distance > limit))
			continue;
		/* If several are equally near, choose the first by name, whatever the order of directory entries. */
		if (kind == found && (kind != NEAR_SPELLING || distance == limit) && strcmp(other, buf_cstr(near)) > 0)
			continue;
		buf_cut(near, 0);
		buf_text(near, other);
		nearest.distance = distance;
		found = kind;
	}
	near->failed = near->failed || buf_failed(&scratch);
	buf_release(&scratch);
	return found;
}

/* The offset of the part of the path that the lesson names. */
static size_t below(const char *path, struct str folder)
{
	size_t start = str_is(folder, ".") ? 0 : folder.len;
	return start && path[start] == '/' ? start + 1 : start;
}

/* Cuts path after its first missing component below the folder. Returns the offset of that component. */
static size_t cut_at_missing(char *path, struct str folder)
{
	size_t start = below(path, folder);
	for (char *end; (end = strchr(path + start, '/')); start = (size_t)(end - path) + 1) {
		struct stat info;
		*end = '\0';
		if (path[start] && stat(path, &info) != 0)
			break;
		*end = '/';
	}
	return start;
}

enum picture_near picture_nearest(const char *path, struct str folder, struct str root, struct buf *near)
{
	buf_clear(near);
	char cut[PATH_MAX], name[PATH_MAX];
	if (strlen(path) >= sizeof(cut))
		return NEAR_NONE;
	strcpy(cut, path);
	size_t start = cut_at_missing(cut, folder);
	strcpy(name, cut + start);
	strcpy(cut + start, ".");
	char *beside = picture_real_folder(str_from(cut)), *real_root = picture_real_folder(root.at ? root : folder);
	DIR *entries = beside && real_root && picture_lies_in(beside, real_root) ? opendir(beside) : NULL;
	enum picture_near found = entries ? look_through(entries, name, near) : NEAR_NONE;
	if (entries)
		closedir(entries);
	free(beside);
	free(real_root);
	return found;
}

/* Replaces backslashes with /, and makes a path with a leading slash relative to the lesson's folder. */
static void make_relative(struct buf *path, struct str folder)
{
	size_t kept = below(buf_cstr(path), folder), first = kept;
	for (size_t i = first; i < path->len; i++) {
		char c = path->at[i] == '\\' ? '/' : path->at[i];
		if (c != '/' || kept > first)
			path->at[kept++] = c;
	}
	buf_cut(path, kept);
}

bool picture_meant(struct buf *path, struct str folder, struct str root, struct buf *near, struct stat *info)
{
	char cut[PATH_MAX];
	size_t last = 0;
	make_relative(path, folder);
	while (stat(buf_cstr(path), info) != 0) {
		if (path->len >= sizeof(cut) || picture_nearest(buf_cstr(path), folder, root, near) == NEAR_NONE)
			return false;
		strcpy(cut, buf_cstr(path));
		size_t start = cut_at_missing(cut, folder), end = strlen(cut);
		/* A broken link is nearest to itself. */
		if (last && start <= last)
			return false;
		last = start;
		strcpy(cut, buf_cstr(path) + end);
		buf_cut(path, start);
		buf_str(path, buf_view(near));
		buf_text(path, cut);
		if (buf_failed(path) || buf_failed(near))
			return false;
	}
	return S_ISREG(info->st_mode);
}
