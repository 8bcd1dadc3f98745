/* satchel-preview --serve */
#include "cmd/preview.h"
#include "lesson/reader.h"
#include "preview/server.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>

extern char **environ;

#ifdef __APPLE__
#define OPENER "open"
#else
#define OPENER "xdg-open"
#endif

/* The signals that end the server. They are blocked in all threads, and waited for. */
static sigset_t ending_signals(void)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	return set;
}

static void open_browser(const struct program *program, const char *address)
{
	const char *browser = getenv("BROWSER");
	posix_spawnattr_t attributes;
	sigset_t none;
	pid_t child;
	if (!browser || !*browser)
		browser = OPENER;
	char *argv[] = { (char *)(uintptr_t)browser, (char *)(uintptr_t)address, NULL };
	sigemptyset(&none);
	int error = posix_spawnattr_init(&attributes);
	if (error == 0) {
		posix_spawnattr_setsigmask(&attributes, &none);
		posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
		error = posix_spawnp(&child, browser, NULL, &attributes, argv, environ);
		posix_spawnattr_destroy(&attributes);
	}
	errno = error;
	if (error)
		program_warn(program, "cannot open the browser with '%s': %s; open the address yourself", browser,
			     file_status_text(FILE_FAILED));
}

/* Appends the address of the page: of the lesson if there is only one. */
static void add_address(struct buf *out, const struct live *live, unsigned port)
{
	const struct preview_pass *pass = live->pass;
	buf_format(out, "http://localhost:%u/", port);
	if (pass && !pass->request.is_definition && pass->checker.lessons.count == 1 && pass->lessons[0].id)
		buf_format(out, "#/%s", pass->lessons[0].id);
}

static int serve(const struct preview *preview, struct live *live, struct server *server)
{
	const struct program *program = &preview->check.program;
	sigset_t signals = ending_signals();
	int signal;
	struct buf address, line;
	buf_init(&address, 64 * 1024);
	buf_init(&line, 64 * 1024);
	add_address(&address, live, server_port(server));
	buf_format(&line, "%s\n", buf_cstr(&address));
	int code = program_print(program, &line);
	if (code == EXIT_CLEAN && !preview->check.quiet)
		fprintf(program->err, "%s: the preview is at this address; end it with Ctrl-C\n", program->name);
	if (code == EXIT_CLEAN && !live_start(live))
		code = program_fail(program, EXIT_FAILED, "cannot start a thread");
	if (code == EXIT_CLEAN && preview->open)
		open_browser(program, buf_cstr(&address));
	if (code == EXIT_CLEAN)
		sigwait(&signals, &signal);
	live_stop(live);
	buf_release(&address);
	buf_release(&line);
	return code;
}

/* The lines of a problem that the first pass had. */
static int refuse(const struct program *program, enum result status, const struct live *live, const struct buf *why)
{
	const struct buf *text = live->problem.len ? &live->problem : why;
	if (status == RESULT_NO_MEMORY)
		return program_fail_memory(program);
	fprintf(program->err, "%s", text->len ? buf_cstr(text) : "");
	if (text->len && text->at[text->len - 1] != '\n')
		fputc('\n', program->err);
	return program_fail(program, status == RESULT_REFUSED ? EXIT_USAGE : EXIT_FAILED, "nothing to show");
}

int preview_serve(const struct preview *preview, enum operand_kind kind)
{
	const struct program *program = &preview->check.program;
	sigset_t signals = ending_signals();
	struct pass_request request = preview_request(preview, kind);
	struct live *live = calloc(1, sizeof(*live));
	struct server *server = NULL;
	struct buf why;
	/* What libxml2 initialises only once must be initialised before there are threads. */
	struct lesson_schema *schema = lesson_schema_new();
	if (!live || !schema) {
		free(live);
		lesson_schema_free(schema);
		return program_fail_memory(program);
	}
	request.level = DEFLATE_FAST;
	buf_init(&why, 64 * 1024);
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
	enum result status = live_open(live, &request, kind == OPERAND_PACK, preview->poll, &why);
	int code = status == RESULT_OK ? EXIT_CLEAN : refuse(program, status, live, &why);
	if (code == EXIT_CLEAN) {
		status = server_start(&server, live, preview->port, &why);
		code = program_result(program, status, &why, NULL);
		if (status == RESULT_REFUSED)
			code = EXIT_FAILED;
	}
	if (code == EXIT_CLEAN)
		code = serve(preview, live, server);
	server_stop(server);
	live_release(live);
	free(live);
	lesson_schema_free(schema);
	buf_release(&why);
	return code;
}
