#include "cmd/program.h"
#include "editor/server.h"

#include <unistd.h>

struct lsp {
	bool stdio;
};

static const struct option_row rows[] = {
	OPT_BOOL(0, "stdio", struct lsp, stdio, "use standard input and output: the default"),
	OPT_COMMON,
};

static const struct program_help help = {
	.usage = "satchel-lsp",
	.about = "A language server for lessons: findings and fixes while you type, ids of the whole tree, completion\n"
		 "from the schema, formatting. Editors start it; see CONTRIBUTING.md.",
};

int lsp_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	struct lsp lsp = { .stdio = false };
	struct program program = { .name = "satchel-lsp", .in = in, .out = out, .err = err };
	int code = program_start(&program, &help, rows, &lsp, argc, argv);
	if (code == PROGRAM_GO_ON && program.options.operand_count)
		code = program_fail(&program, EXIT_USAGE, "it takes no files: editors send them");
	if (code == PROGRAM_GO_ON)
		switch (server_run(fileno(in), out)) {
		case SERVER_SHUT_DOWN: code = EXIT_CLEAN; break;
		case SERVER_LEFT: code = EXIT_FINDINGS; break;
		case SERVER_FAILED: code = program_fail(&program, EXIT_FAILED, "cannot write to the editor"); break;
		case SERVER_STARVED: code = program_fail_memory(&program); break;
		}
	return program_end(&program, code);
}
