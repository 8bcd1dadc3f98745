/* satchel-pack: reads packs itself, and runs satchel-pack-build to build them, because checking lessons needs large
 * libraries, which take longer to load than reading a lesson from a pack. */
#include "cmd/pack.h"

#include "base/file.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

/* Relative to the folder of this program, both in the build folder and when installed. */
#define BUILDER "../libexec/satchel/satchel-pack-build"

/* The path of the running program, which the caller frees; NULL, with errno, if unknown. */
static char *own_path(void)
{
#ifdef __APPLE__
	char named[PATH_MAX];
	uint32_t size = sizeof(named);
	errno = ENAMETOOLONG;
	const char *link = _NSGetExecutablePath(named, &size) == 0 ? named : NULL;
#else
	const char *link = "/proc/self/exe";
#endif
	return link ? realpath(link, NULL) : NULL;
}

/* Returns only on failure. */
static int build_elsewhere(const struct pack_arguments *arguments)
{
	struct buf path;
	char *own = own_path();
	buf_init(&path, BUF_CAP);
	if (own) {
		buf_add(&path, own, (size_t)(strrchr(own, '/') + 1 - own));
		buf_text(&path, BUILDER);
		if (buf_failed(&path))
			errno = ENOMEM;
		else
			execv(buf_cstr(&path), arguments->argv);
	}
	program_fail(&arguments->program, EXIT_FAILED, "cannot run '%s', which builds packs: %s; install Satchel again",
		     own ? buf_cstr(&path) : BUILDER, errno == ENOENT ? "it is not there" : file_error_text(errno));
	free(own);
	buf_release(&path);
	return EXIT_FAILED;
}

int pack_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	(void)in;
	static const struct pack_makers makers = { build_elsewhere, build_elsewhere, build_elsewhere };
	return pack_run(argc, argv, &makers, out, err);
}
