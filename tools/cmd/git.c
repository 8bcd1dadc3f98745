#include "cmd/git.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { ARGUMENTS_MAX = 32, CHUNK = 65536, NOT_FOUND = 127 };

/* Starts argv with its output going to the pipe; 0 or an error number. */
static int start(const char *const *argv, const int pipe_ends[2], pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	int error = posix_spawn_file_actions_init(&actions);
	if (error)
		return error;
	error = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	if (!error)
		error = posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
	if (!error)
		error = posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	if (!error)
		error = posix_spawnp(pid, argv[0], &actions, NULL, (char *const *)(uintptr_t)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

/* Reads to the end, which closes nothing; false where that failed. */
static bool drain(int from, struct buf *out)
{
	for (;;) {
		char *at = buf_reserve(out, CHUNK);
		if (!at)
			return false;
		ssize_t got = read(from, at, CHUNK);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0;
		buf_grew(out, (size_t)got);
	}
}

int git_run(const char *folder, const char *const *arguments, struct buf *out)
{
	const char *argv[ARGUMENTS_MAX] = { "git", "-C", folder };
	size_t count = folder ? 3 : 1;
	int ends[2], status = 0;
	pid_t pid;
	buf_clear(out);
	for (; *arguments && count + 1 < ARGUMENTS_MAX; arguments++)
		argv[count++] = *arguments;
	argv[count] = NULL;
	if (*arguments || pipe2(ends, O_CLOEXEC) != 0)
		return GIT_FAILED;
	int error = start(argv, ends, &pid);
	close(ends[1]);
	bool good = !error && drain(ends[0], out);
	close(ends[0]);
	if (error)
		return error == ENOENT || error == EACCES ? GIT_NOT_THERE : GIT_FAILED;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return GIT_FAILED;
	if (!good || !WIFEXITED(status))
		return GIT_FAILED;
	return WEXITSTATUS(status) == NOT_FOUND ? GIT_NOT_THERE : WEXITSTATUS(status);
}
