#include "base/path.h"

#include <stdlib.h>
#include <unistd.h>

struct str path_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return STR(".");
	while (slash > path && slash[-1] == '/')
		slash--;
	return (struct str){ path, slash == path ? 1 : (size_t)(slash - path) };
}

const char *path_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

bool path_is_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);
	return len == 1 || (strncmp(path, folder, len) == 0 && (path[len] == '/' || path[len] == '\0'));
}

void path_shown(struct buf *out, const char *folder, const char *name)
{
	char *here = getcwd(NULL, 0);
	size_t len = here && here[1] ? strlen(here) : 0;
	if (len && strncmp(folder, here, len) == 0 && (folder[len] == '/' || folder[len] == '\0'))
		folder = folder[len] ? folder + len + 1 : ".";
	free(here);
	if (!name)
		buf_text(out, folder);
	else if (strcmp(folder, ".") == 0)
		buf_text(out, name);
	else
		buf_format(out, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder, name);
}

void path_absolute(struct buf *out, const char *here, const char *path)
{
	size_t start = out->len;
	if (path[0] != '/' && here)
		path_absolute(out, NULL, here);
	if (out->len == start + 1)
		buf_cut(out, start);
	while (*path && !buf_failed(out)) {
		size_t len = strcspn(path, "/");
		struct str name = { path, len };
		if (str_is(name, "..")) {
			while (out->len > start && out->at[out->len - 1] != '/')
				buf_cut(out, out->len - 1);
			if (out->len > start)
				buf_cut(out, out->len - 1);
		} else if (len && !str_is(name, ".")) {
			buf_format(out, "/%.*s", STR_ARG(name));
		}
		path += len + (path[len] == '/');
	}
	if (out->len == start)
		buf_char(out, '/');
}
