#include "vcs/git.h"

#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { ARGUMENTS_MAX = 32, CHUNK = 65536, NOT_FOUND = 127 };

static const int ends[] = { SIGINT, SIGTERM, SIGHUP };

/* Variables that Git sets for hooks, and that would make it use another repository than that of the folder. */
static const char *const repository_variables[] = { "GIT_DIR=", "GIT_WORK_TREE=", "GIT_COMMON_DIR=", "GIT_PREFIX=" };

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

static bool is_kept(const struct git *git, const char *variable)
{
	struct str text = str_from(variable);
	if (str_starts(text, "GIT_INDEX_FILE="))
		return false;
	for (size_t i = 0; i < sizeof(repository_variables) / sizeof(repository_variables[0]); i++)
		if (!git->by_environment && str_starts(text, repository_variables[i]))
			return false;
	return true;
}

/* The environment for Git; the caller frees the list. index is a buffer for its index variable. NULL if memory ran
 * out. */
static char **make_environment(const struct git *git, struct buf *index)
{
	size_t count = 0, kept = 0;
	while (environ[count])
		count++;
	char **list = calloc(count + 2, sizeof(char *));
	for (size_t i = 0; list && i < count; i++)
		if (is_kept(git, environ[i]))
			list[kept++] = environ[i];
	if (git->index)
		buf_format(index, "GIT_INDEX_FILE=%s", git->index);
	if (list && git->index && !buf_failed(index))
		list[kept] = index->at;
	return list;
}

/* Starts argv with stdout and stderr redirected to two pipes; returns 0 or an error number. */
static int start(const struct git *git, const char *const *argv, int out, int said, pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	struct buf index;
	int error = posix_spawn_file_actions_init(&actions);
	if (error)
		return error;
	error = posix_spawnattr_init(&attributes);
	if (error) {
		posix_spawn_file_actions_destroy(&actions);
		return error;
	}
	buf_init(&index, BUF_CAP);
	char **environment = make_environment(git, &index);
	error = !environment || buf_failed(&index) ? ENOMEM : open_mask(&attributes);
	if (!error)
		error = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	if (!error)
		error = posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	if (!error)
		error = posix_spawn_file_actions_adddup2(&actions, said, STDERR_FILENO);
	if (!error)
		error = posix_spawnp(pid, argv[0], &actions, &attributes, (char *const *)(uintptr_t)argv, environment);
	free(environment);
	buf_release(&index);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return error;
}

/* Reads what is available; false at the end. Clears *good on failure. */
static bool read_some(int from, struct buf *into, bool *good)
{
	char *at = buf_reserve(into, CHUNK);
	if (!at) {
		*good = false;
		return false;
	}
	ssize_t got = read(from, at, CHUNK);
	if (got > 0)
		buf_grew(into, (size_t)got);
	if (got < 0 && errno != EINTR)
		*good = false;
	return got > 0 || (got < 0 && errno == EINTR);
}

/* Reads both pipes to their ends; false on failure. */
static bool drain(int out_end, struct buf *out, int said_end, struct buf *said)
{
	struct pollfd ends_of[] = { { out_end, POLLIN, 0 }, { said_end, POLLIN, 0 } };
	bool good = true;
	while (ends_of[0].fd >= 0 || ends_of[1].fd >= 0) {
		if (poll(ends_of, 2, -1) < 0) {
			if (errno == EINTR)
				continue;
			return false;
		}
		if (ends_of[0].fd >= 0 && ends_of[0].revents && !read_some(out_end, out, &good))
			ends_of[0].fd = -1;
		if (ends_of[1].fd >= 0 && ends_of[1].revents && !read_some(said_end, said, &good))
			ends_of[1].fd = -1;
	}
	/* Ensures the terminating zeros. */
	buf_cut(out, out->len);
	buf_cut(said, said->len);
	return good;
}

static int run(const struct git *git, const char *const *argv, struct buf *out, struct buf *said)
{
	int out_pipe[2], said_pipe[2], status = 0;
	pid_t pid;
	if (pipe2(out_pipe, O_CLOEXEC) != 0)
		return GIT_FAILED;
	if (pipe2(said_pipe, O_CLOEXEC) != 0) {
		close(out_pipe[0]);
		close(out_pipe[1]);
		return GIT_FAILED;
	}
	int error = start(git, argv, out_pipe[1], said_pipe[1], &pid);
	close(out_pipe[1]);
	close(said_pipe[1]);
	bool good = !error && drain(out_pipe[0], out, said_pipe[0], said);
	close(out_pipe[0]);
	close(said_pipe[0]);
	if (error)
		return error == ENOENT || error == EACCES ? GIT_NOT_THERE : GIT_FAILED;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return GIT_FAILED;
	if (!good || !WIFEXITED(status))
		return GIT_FAILED;
	return WEXITSTATUS(status) == NOT_FOUND ? GIT_NOT_THERE : WEXITSTATUS(status);
}

int git_run(const struct git *git, const char *const *arguments, struct buf *out, struct buf *said)
{
	const char *argv[ARGUMENTS_MAX] = { "git", "-C", git->folder };
	size_t count = git->by_environment ? 1 : 3;
	struct buf unheard;
	buf_clear(out);
	for (; *arguments && count + 1 < ARGUMENTS_MAX; arguments++)
		argv[count++] = *arguments;
	argv[count] = NULL;
	if (*arguments)
		return GIT_FAILED;
	buf_init(&unheard, BUF_CAP);
	int code = run(git, argv, out, said ? said : &unheard);
	buf_release(&unheard);
	return code;
}

bool git_is_near(const char *folder)
{
	struct buf path;
	bool found = false;
	buf_init(&path, 64 * 1024);
	for (size_t len = strlen(folder); !found; len--) {
		if (len > 0 && folder[len] != '/' && folder[len] != '\0')
			continue;
		buf_clear(&path);
		buf_add(&path, folder, len);
		buf_text(&path, "/.git");
		found = access(buf_cstr(&path), F_OK) == 0;
		if (len == 0)
			break;
	}
	buf_release(&path);
	return found;
}

void git_cut_line_end(struct buf *text)
{
	while (text->len && text->at[text->len - 1] == '\n')
		buf_cut(text, text->len - 1);
}

int git_base(const struct git *git, const char *revision, struct buf *commit, struct buf *why)
{
	struct buf name, said;
	buf_init(&name, BUF_CAP);
	buf_init(&said, BUF_CAP);
	buf_format(&name, "%s^{commit}", revision);
	const char *const verify[] = { "rev-parse", "--verify", "--quiet", "--end-of-options", buf_cstr(&name), NULL };
	int code = *revision == '\0' ? 1 : git_run(git, verify, commit, &said);
	git_cut_line_end(commit);
	git_cut_line_end(&said);
	if (code > 0)
		buf_format(why, "Git knows no revision '%s'%s%s", revision, said.len ? ": " : "", buf_cstr(&said));
	if (code != 0)
		goto out;
	buf_clear(&name);
	buf_clear(&said);
	buf_str(&name, buf_view(commit));
	const char *const merge_base[] = { "merge-base", buf_cstr(&name), "HEAD", NULL };
	code = buf_failed(&name) ? GIT_FAILED : git_run(git, merge_base, commit, &said);
	git_cut_line_end(commit);
	git_cut_line_end(&said);
	if (code == 1 && said.len == 0)
		buf_format(why, "'%s' has no commit in common with HEAD; a shallow clone may lack it",
			   revision);
	else if (code > 0)
		buf_format(why, "cannot find the merge base of '%s' and HEAD: %s", revision,
			   buf_cstr(&said));
	else if (code == 0 && commit->len == 0)
		code = GIT_FAILED;
out:
	buf_release(&said);
	buf_release(&name);
	return code;
}
