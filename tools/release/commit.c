/* The final step of a release: moving it to its destination. */
#include "base/file.h"
#include "base/path.h"
#include "release/folder.h"
#include "release/leftovers.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* Gives the new folder the permissions of the old one. */
static bool open_up(const struct release_folder *folder)
{
	struct stat info;
	if (folder->present.there && stat(folder->destination.at, &info) == 0 &&
	    fchmod(folder->lock, info.st_mode & 07777) != 0)
		return false;
	return fsync(folder->lock) == 0;
}

/* Exchanges the folders with two renames if the system cannot do it atomically: between them there is no release, which
 * the next run restores. */
static bool replace_in_two(struct release_folder *folder)
{
	if (rename(folder->destination.at, folder->old.at) != 0)
		return false;
	if (rename(folder->temporary.at, folder->destination.at) == 0) {
		buf_clear(&folder->temporary);
		return true;
	}
	int why = errno;
	(void)rename(folder->old.at, folder->destination.at);
	errno = why;
	return false;
}

/* Afterwards the old release is at temporary or old. */
static bool replace(struct release_folder *folder)
{
	if (!folder->present.there) {
		if (rename(folder->temporary.at, folder->destination.at) != 0)
			return false;
		buf_clear(&folder->temporary);
		return true;
	}
#ifdef RENAME_EXCHANGE
	if (renameat2(AT_FDCWD, folder->temporary.at, AT_FDCWD, folder->destination.at, RENAME_EXCHANGE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
#endif
	return replace_in_two(folder);
}

enum result release_folder_commit(struct release_folder *folder, struct buf *why)
{
	enum result status = present_remains(&folder->present, folder->destination.at, why);
	if (status != RESULT_OK)
		return status;
	if (!open_up(folder) || !replace(folder)) {
		/* For instance a container volume: mount points can't be renamed. */
		const char *reason = errno == EBUSY ? "it is a mount point; name a folder in it"
						    : file_status_text(FILE_FAILED);
		buf_format(why, "cannot write '%s': %s", folder->destination.at, reason);
		return RESULT_FAILED;
	}
	(void)file_sync_folder(folder->destination.at);
	const char *gone = folder->temporary.len > 0 ? folder->temporary.at : folder->old.at;
	if (folder->present.there && !tree_remove(gone))
		buf_format(why, "the old release could not be removed and is now '%s': %s", gone,
			   file_status_text(FILE_FAILED));
	buf_clear(&folder->temporary);
	return RESULT_OK;
}
