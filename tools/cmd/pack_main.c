/* satchel-pack: reads packs by itself and runs satchel-pack-build to build them. What checks lessons needs large
 * libraries, and to load these takes longer than to read a lesson from a pack. */
#include "cmd/pack.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

/* From the folder of this program, where it is built and where it is installed. */
#define BUILDER "../libexec/satchel/satchel-pack-build"

/* The path of the running program, to be freed; NULL and errno where it is not known. */
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

/* Comes back only where that fails. */
static int build_elsewhere(const struct pack_arguments *arguments, FILE *out, FILE *err)
{
	struct buf path;
	char *own = own_path();
	(void)out;
	buf_init(&path, BUF_CAP);
	if (own) {
		buf_add(&path, own, (size_t)(strrchr(own, '/') + 1 - own));
		buf_text(&path, BUILDER);
		if (buf_failed(&path))
			errno = ENOMEM;
		else
			execv(buf_cstr(&path), arguments->argv);
	}
	fprintf(err, PACK_PROGRAM ": cannot run '%s', which builds packs: %s; install Satchel again\n",
		own ? buf_cstr(&path) : BUILDER, errno == ENOENT ? "it is not there" : strerror(errno));
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
