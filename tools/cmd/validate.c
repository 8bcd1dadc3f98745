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

/* A checker_configured: keeps the rules that decide whether a lesson can be shipped; the others are satchel-lint's. */
static enum checker_status keep_families(void *context, struct checker *checker)
{
	struct rule_settings *settings = &checker->settings;
	static const char *const families[] = { "xml/", "schema/", "identity/", "reference/" };
	(void)context;
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		bool kept = false;
		for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++)
			kept = kept || rule_selector_matches(str_from(families[i]), rule_get((enum rule_id)id));
		if (!kept)
			settings->severity[id] = SEVERITY_OFF;
	}
	return CHECKER_OK;
}

int validate_main(int argc, char **argv, FILE *in, FILE *out, FILE *err)
{
	struct validate validate;
	struct check_program *check = &validate.check;
	check_program_init(check, "satchel-validate", in, out, err);
	check->checker.configured = keep_families;
	int code = check_program_start(check, &help, rows, &validate, argc, argv);
	if (code == PROGRAM_GO_ON)
		code = check_program_run(check);
	code = program_end(&check->program, code);
	check_program_release(check);
	return code;
}
