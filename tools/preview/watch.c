#include "preview/watch.h"

#include "base/buf.h"
#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/inotify.h>
#endif

enum {
	POLL_TIME = 300, /* milliseconds between two looks */
	DEPTH_MAX = 64,	 /* of folders, for links that lead in circles */
};

bool watch_init(struct file_watch *watch, bool polls)
{
	*watch = (struct file_watch){ .notifier = -1, .wake = { -1, -1 }, .polls = polls };
	if (pipe(watch->wake) != 0)
		return false;
	for (int i = 0; i < 2; i++)
		(void)fcntl(watch->wake[i], F_SETFD, FD_CLOEXEC);
#ifdef __linux__
	if (!polls)
		watch->notifier = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
#endif
	watch->polls = watch->notifier < 0;
	return true;
}

void watch_release(struct file_watch *watch)
{
	if (watch->notifier >= 0)
		close(watch->notifier);
	for (int i = 0; i < 2; i++)
		if (watch->wake[i] >= 0)
			close(watch->wake[i]);
}

#ifdef __linux__
static void add_folder(struct file_watch *watch, const char *path, int depth)
{
	static const uint32_t mask =
		IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_TO | IN_MOVED_FROM | IN_ATTRIB | IN_ONLYDIR;
	/* Too many folders for this user. */
	if (inotify_add_watch(watch->notifier, path, mask) < 0 && errno == ENOSPC)
		watch->polls = true;
	DIR *folder = depth < DEPTH_MAX ? opendir(path) : NULL;
	for (const struct dirent *entry; folder && (entry = readdir(folder));) {
		struct buf below;
		struct stat info;
		if (entry->d_name[0] == '.' ||
		    (entry->d_type != DT_DIR && entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN))
			continue;
		buf_init(&below, 64 * 1024);
		buf_format(&below, "%s/%s", path, entry->d_name);
		if (!buf_failed(&below) && stat(buf_cstr(&below), &info) == 0 && S_ISDIR(info.st_mode))
			add_folder(watch, buf_cstr(&below), depth + 1);
		buf_release(&below);
	}
	if (folder)
		closedir(folder);
}

void watch_add(struct file_watch *watch, const char *path)
{
	struct stat info;
	if (watch->notifier < 0 || stat(path, &info) != 0)
		return;
	if (S_ISDIR(info.st_mode)) {
		add_folder(watch, path, 0);
		return;
	}
	struct buf folder;
	buf_init(&folder, 64 * 1024);
	buf_str(&folder, path_folder(path));
	if (!buf_failed(&folder))
		add_folder(watch, buf_cstr(&folder), DEPTH_MAX);
	buf_release(&folder);
}
#else
void watch_add(struct file_watch *watch, const char *path)
{
	(void)watch, (void)path;
}
#endif

/* Forgets what was notified: the caller looks at everything. */
static void drain(int file)
{
	char bytes[4096];
	while (read(file, bytes, sizeof(bytes)) > 0)
		;
}

enum watch_event watch_wait(struct file_watch *watch, int milliseconds)
{
	bool looks = watch->polls && milliseconds > POLL_TIME;
	struct pollfd files[] = { { watch->wake[0], POLLIN, 0 }, { watch->notifier, POLLIN, 0 } };
	int count = poll(files, watch->notifier < 0 ? 1 : 2, looks ? POLL_TIME : milliseconds);
	if (count > 0 && files[0].revents)
		return WATCH_WOKEN;
	if (count > 0)
		drain(watch->notifier);
	return count > 0 || looks ? WATCH_CHANGE : WATCH_NOTHING;
}

void watch_wake(struct file_watch *watch)
{
	(void)!write(watch->wake[1], "", 1);
}
