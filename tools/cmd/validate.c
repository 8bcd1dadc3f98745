#include "cmd/checker.h"

static const struct option_row rows[] = {
	CHECKER_ROWS,
	OPTION_ROWS_COMMON,
	{ 0 },
};

/* What makes a lesson one that can be shipped at all; what makes it a good one is satchel-lint's. */
static const struct str families[] = {
	{ "xml", 3 },
	{ "schema", 6 },
	{ "identity", 8 },
	{ "reference", 9 },
};

int validate_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	static const struct checker_interface interface = {
		.usage = "satchel-validate [OPTION...] FILE|FOLDER|-...",
		.about = "Checks that lessons are well-formed, that they follow the schema, that every id is\n"
			 "used once, and that all that links, citations and pictures point at is there.\n"
			 "satchel-lint checks the same and the content too.",
		.rows = rows,
	};
	struct checker checker;
	checker_init(&checker, "satchel-validate", in, out, err);
	int code = checker_read_options(&checker, &interface, argc, argv);
	if (code == CHECKER_GO_ON &&
	    !rule_settings_select(&checker.settings, families, sizeof(families) / sizeof(families[0])))
		code = checker_fail(&checker, EXIT_FAILED, "a family of rules is missing");
	if (code == CHECKER_GO_ON)
		code = checker_run(&checker, &interface);
	checker_release(&checker);
	return code;
}
