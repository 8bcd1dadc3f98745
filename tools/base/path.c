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
