#include "base/path.h"

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
