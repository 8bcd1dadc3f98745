#include "cmd/git.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { ARGUMENTS_MAX = 32, CHUNK = 65536, NOT_FOUND = 127 };

static const int ends[] = { SIGINT, SIGTERM, SIGHUP };

void git_ends(sigset_t *set)
{
	sigemptyset(set);
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		sigaddset(set, ends[i]);
}

static int open_mask(posix_spawnattr_t *attributes)
{
	sigset_t mask;
	int error = pthread_sigmask(SIG_SETMASK, NULL, &mask);
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		sigdelset(&mask, ends[i]);
	if (!error)
		error = posix_spawnattr_setsigmask(attributes, &mask);
	return error ? error : posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK);
}

/* Starts argv with its output going to the pipe; 0 or an error number. */
static int start(const char *const *argv, const int pipe_ends[2], pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int error = posix_spawn_file_actions_init(&actions);
	if (error)
		return error;
	error = posix_spawnattr_init(&attributes);
	if (error) {
		posix_spawn_file_actions_destroy(&actions);
		return error;
	}
	error = open_mask(&attributes);
	if (!error)
		error = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	if (!error)
		error = posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
	if (!error)
		error = posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	if (!error)
		error = posix_spawnp(pid, argv[0], &actions, &attributes, (char *const *)(uintptr_t)argv,
				     environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
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
	int pipe_ends[2], status = 0;
	pid_t pid;
	buf_clear(out);
	for (; *arguments && count + 1 < ARGUMENTS_MAX; arguments++)
		argv[count++] = *arguments;
	argv[count] = NULL;
	if (*arguments || pipe2(pipe_ends, O_CLOEXEC) != 0)
		return GIT_FAILED;
	int error = start(argv, pipe_ends, &pid);
	close(pipe_ends[1]);
	bool good = !error && drain(pipe_ends[0], out);
	close(pipe_ends[0]);
	if (error)
		return error == ENOENT || error == EACCES ? GIT_NOT_THERE : GIT_FAILED;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return GIT_FAILED;
	if (!good || !WIFEXITED(status))
		return GIT_FAILED;
	return WEXITSTATUS(status) == NOT_FOUND ? GIT_NOT_THERE : WEXITSTATUS(status);
}

void git_cut_line_end(struct buf *text)
{
	while (text->len && text->at[text->len - 1] == '\n')
		buf_cut(text, text->len - 1);
}

int git_base(const char *folder, const char *revision, struct buf *commit, struct buf *why)
{
	struct buf name;
	buf_init(&name, BUF_CAP);
	buf_format(&name, "%s^{commit}", revision);
	const char *const verify[] = { "rev-parse", "--verify", "--quiet", "--end-of-options", buf_cstr(&name), NULL };
	int code = *revision == '\0' ? 1 : git_run(folder, verify, commit);
	git_cut_line_end(commit);
	if (code > 0)
		buf_format(why, "Git knows no revision '%s'", revision);
	if (code != 0) {
		buf_release(&name);
		return code;
	}
	buf_clear(&name);
	buf_str(&name, buf_view(commit));
	const char *const merge_base[] = { "merge-base", buf_cstr(&name), "HEAD", NULL };
	code = buf_failed(&name) ? GIT_FAILED : git_run(folder, merge_base, commit);
	git_cut_line_end(commit);
	if (code == 1)
		buf_format(why, "'%s' has no commit in common with what is checked out; a shallow clone may lack it",
			   revision);
	else if (code == 0 && commit->len == 0)
		code = GIT_FAILED;
	buf_release(&name);
	return code;
}
