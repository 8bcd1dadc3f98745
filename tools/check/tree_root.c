#include "check/tree_root.h"

#include "check/config.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* A satchel.xml that can't be read makes a root too: that is told when it is read, and not passed over. */
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
