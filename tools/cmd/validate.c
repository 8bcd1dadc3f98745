#include "cmd/check_program.h"

struct validate {
	struct check_program check;
};

static const struct option_row rows[] = {
	CHECK_ROWS(struct validate, check),
	OPT_COMMON,
};

static const struct program_help help = {
	.usage = "satchel-validate [OPTION...] FILE|FOLDER|-...",
	.about = "Checks that lessons are well-formed and valid, that ids are unique, and that links,\n"
		 "citations and pictures resolve. satchel-lint also checks the content.",
};

int validate_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	struct validate validate;
	struct check_program *check = &validate.check;
	check_program_init(check, "satchel-validate", in, out, err);
	check->checker.configured = checker_keep_validity;
	int code = check_program_start(check, &help, rows, &validate, argc, argv);
	if (code == PROGRAM_GO_ON)
		code = check_program_run(check);
	code = program_end(&check->program, code);
	check_program_release(check);
	return code;
}
