#include "check/core/tree_root.h"

#include "check/core/config.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* An unreadable satchel.xml also marks a root; reading it reports the error. */
static bool is_root(const char *path)
{
	char file[PATH_MAX + sizeof("/" CONFIG_NAME)];
	struct stat info;
	snprintf(file, sizeof(file), "%s/" CONFIG_NAME, path);
	return lstat(file, &info) == 0;
}

bool tree_root_climb(char *path)
{
	for (;;) {
		if (is_root(path))
			return true;
		char *slash = strrchr(path, '/');
		if (!slash || path[1] == '\0')
			return false;
		slash[slash == path] = '\0';
	}
}

char *tree_root_existing(const char *folder, const char **rest)
{
	char path[PATH_MAX];
	int len = snprintf(path, sizeof(path), "%s", *folder ? folder : ".");
	if (len < 0 || (size_t)len >= sizeof(path))
		return NULL;
	const char *below = folder + strlen(folder);
	char *real = realpath(path, NULL);
	while (!real && errno == ENOENT && *path) {
		char *slash = strrchr(path, '/');
		size_t kept = slash ? (size_t)(slash - path) : 0;
		below = folder + kept + (slash != NULL);
		path[slash == path && slash ? 1 : kept] = '\0';
		real = realpath(*path ? path : ".", NULL);
		if (slash == path)
			break;
	}
	if (rest)
		*rest = below;
	return real;
}
