#include "base/nearest.h"
#include "check/picture.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <utf8proc.h>

/* Whether two names are the same after what options make of them; names that are no UTF-8 never are. */
static bool same_after(const char *a, const char *b, int options)
{
	utf8proc_option_t all = (utf8proc_option_t)(options | UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	utf8proc_uint8_t *x = NULL, *y = NULL;
	bool same = utf8proc_map((const utf8proc_uint8_t *)a, 0, &x, all) >= 0 &&
		    utf8proc_map((const utf8proc_uint8_t *)b, 0, &y, all) >= 0 && strcmp((char *)x, (char *)y) == 0;
	free(x);
	free(y);
	return same;
}

static enum picture_near compare(const char *name, const char *other)
{
	return same_after(name, other, 0)		     ? NEAR_NORMAL_FORM
	       : same_after(name, other, UTF8PROC_CASEFOLD) ? NEAR_LETTER_CASE
							     : NEAR_SPELLING;
}

static enum picture_near look_through(DIR *entries, const char *name, struct buf *near)
{
	enum picture_near found = NEAR_NONE;
	struct nearest nearest;
	nearest_init(&nearest, str_from(name));
	for (const struct dirent *entry; (entry = readdir(entries));) {
		const char *other = entry->d_name;
		if (other[0] == '.')
			continue;
		enum picture_near kind = compare(name, other);
		unsigned limit = nearest.distance, distance = edit_distance(str_from(name), str_from(other), limit);
		if (kind < found || (kind == NEAR_SPELLING && distance > limit))
			continue;
		/* Of two that are equally near the first by name, in whatever order the folder gives them. */
		if (kind == found && (kind != NEAR_SPELLING || distance == limit) && strcmp(other, buf_cstr(near)) > 0)
			continue;
		buf_clear(near);
		buf_text(near, other);
		nearest.distance = distance;
		found = kind;
	}
	return found;
}

/* Cuts path after its first step below the folder, which is its first start bytes, that does not exist. Returns where the
 * name of that step begins. */
static size_t cut_at_missing(char *path, size_t start)
{
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
	size_t start = str_is(folder, ".") ? 0 : folder.len;
	start += cut[start] == '/';
	start = cut_at_missing(cut, start);
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
