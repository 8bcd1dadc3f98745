/* Measures two commands alternately, A B A B …, so that other load on the machine affects both.
 *
 *   compare ROUNDS A B
 *
 * A and B are files with a command, one argument per line, so a command may name thousands of files. The output of the
 * commands goes to /dev/null. Prints one line for a shell to evaluate: median wall-clock seconds, their ratio, and the
 * largest resident set of each in KiB:
 *
 *   a=0.412 b=0.803 ratio=0.513 a_kib=20480 b_kib=7168
 *
 * Exit code 3 means that a command can't be run or failed. */
#include "base/buf.h"
#include "base/file.h"
#include "base/options.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS_MAX = 1000 };

struct command {
	struct buf text; /* owns the arguments */
	char **argv;
	double seconds[ROUNDS_MAX];
	long peak_kib; /* over all rounds; at least that of this small program */
};

static bool command_read(struct command *command, const char *path)
{
	size_t lines = 0, count = 0;
	if (file_read(path, BUF_CAP, &command->text) != FILE_OK || command->text.len == 0)
		return false;
	for (const char *p = command->text.at; *p; p++)
		lines += *p == '\n';
	command->argv = calloc(lines + 2, sizeof(*command->argv));
	if (!command->argv)
		return false;
	for (char *rest = command->text.at, *line; (line = strsep(&rest, "\n"));) {
		if (*line)
			command->argv[count++] = line;
	}
	return count > 0;
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool command_run(struct command *command, const posix_spawn_file_actions_t *actions, unsigned long round)
{
	extern char **environ;
	struct rusage usage;
	pid_t child;
	int status;
	double start = now();
	int error = posix_spawnp(&child, command->argv[0], actions, NULL, command->argv, environ);
	if (error) {
		fprintf(stderr, "compare: cannot run '%s': %s\n", command->argv[0], strerror(error));
		return false;
	}
	while (wait4(child, &status, 0, &usage) < 0) {
		if (errno != EINTR)
			return false;
	}
	command->seconds[round] = now() - start;
	if (usage.ru_maxrss > command->peak_kib)
		command->peak_kib = usage.ru_maxrss;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		fprintf(stderr, "compare: '%s' ended with %s %d\n", command->argv[0],
			WIFEXITED(status) ? "exit code" : "signal",
			WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
		return false;
	}
	return true;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double median(double *values, unsigned long count)
{
	qsort(values, count, sizeof(*values), by_value);
	return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

int main(int argc, char **argv)
{
	static struct command a, b;
	posix_spawn_file_actions_t actions;
	unsigned long rounds = 0;
	if (argc != 4 || !option_number(argv[1], 1, ROUNDS_MAX, &rounds)) {
		fprintf(stderr, "usage: compare ROUNDS FILE-WITH-COMMAND-A FILE-WITH-COMMAND-B\n");
		return 2;
	}
	buf_init(&a.text, BUF_CAP);
	buf_init(&b.text, BUF_CAP);
	bool ok = command_read(&a, argv[2]) && command_read(&b, argv[3]);
	if (!ok)
		fprintf(stderr, "compare: cannot read the commands from '%s' and '%s'\n", argv[2], argv[3]);
	if (posix_spawn_file_actions_init(&actions) != 0)
		return 3;
	if (posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) != 0 ||
	    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO) != 0)
		ok = false;
	for (unsigned long round = 0; ok && round < rounds; round++)
		ok = command_run(&a, &actions, round) && command_run(&b, &actions, round);
	if (ok) {
		double first = median(a.seconds, rounds), second = median(b.seconds, rounds);
		ok = printf("a=%.4f b=%.4f ratio=%.3f a_kib=%ld b_kib=%ld\n", first, second, first / second, a.peak_kib,
			    b.peak_kib) > 0 &&
		     fflush(stdout) == 0;
	}
	posix_spawn_file_actions_destroy(&actions);
	free(a.argv);
	free(b.argv);
	buf_release(&a.text);
	buf_release(&b.text);
	return ok ? 0 : 3;
}
