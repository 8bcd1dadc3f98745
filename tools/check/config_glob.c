#include "check/config.h"

/* The * that is tried again where what follows it does not match. */
struct star {
	const char *glob; /* behind it; NULL: there was none */
	const char *path; /* what it has swallowed ends here */
};

bool path_matches(const char *glob, const char *path)
{
	struct star one = { NULL, NULL }, many = { NULL, NULL };
	for (;;) {
		if (glob[0] == '*' && glob[1] == '*') {
			/* a slash behind it may stand for no folder at all */
			glob += glob[2] == '/' && (path[0] != '/') ? 3 : 2;
			many = (struct star){ glob, path };
			one.glob = NULL;
		} else if (*glob == '*') {
			one = (struct star){ ++glob, path };
		} else if (*glob == *path) {
			if (!*glob)
				return true;
			glob++;
			path++;
		} else if (one.glob && *one.path && *one.path != '/') {
			glob = one.glob;
			path = ++one.path;
		} else if (many.glob && *many.path) {
			/* Behind a slash of the glob only whole folders are skipped. */
			do
				many.path++;
			while (many.glob[-1] == '/' && *many.path && many.path[-1] != '/');
			if (many.glob[-1] == '/' && !*many.path)
				return false;
			glob = many.glob;
			path = many.path;
			one.glob = NULL;
		} else {
			return false;
		}
	}
}
