#include "base/path.h"
#include "cmd/checker.h"

#include <stdlib.h>

/* Writes the mistakes of satchel.xml as findings are written. */
static int tell_mistakes(const struct checker *checker, struct report *report)
{
	struct file_list files;
	file_list_init(&files);
	bool good = file_list_append(&files, checker->config.path);
	report_sort(report);
	report_fetch_excerpts(report);
	good = good && checker_render(checker, report, &files, checker->complaints);
	file_list_release(&files);
	if (!good)
		return EXIT_FAILED;
	return program_fail(&checker->program, EXIT_USAGE, "no lesson was checked: fix '%s' first", checker->config.path);
}

static int read_config(struct checker *checker, const char *path)
{
	struct rule_settings settings;
	struct report report;
	enum file_status why = FILE_OK;
	rule_settings_default(&settings);
	report_init(&report, &settings);
	int code = PROGRAM_GO_ON;
	switch (config_read(&checker->config, path, &report, &why)) {
	case CONFIG_OK: checker->settings = checker->config.settings; break;
	case CONFIG_WRONG: code = tell_mistakes(checker, &report); break;
	case CONFIG_UNREADABLE:
		code = program_fail(&checker->program, EXIT_USAGE, "cannot read '%s': %s", path, file_status_text(why));
		break;
	default: code = program_fail_memory(&checker->program); break;
	}
	report_release(&report);
	return code;
}

int checker_refuse_trees(const struct checker *checker, const char *one, const char *other)
{
	return program_fail(&checker->program, EXIT_USAGE,
			    "lessons lie below two " CONFIG_NAME ", in '%s' and in '%s'; check them one after the other, "
			    "or choose with --config or --no-config",
			    one, other);
}

int checker_configure(struct checker *checker)
{
	if (checker->no_config)
		return PROGRAM_GO_ON;
	if (checker->config_path)
		return read_config(checker, checker->config_path);
	if (checker->other_tree)
		return checker_refuse_trees(checker, checker->tree, checker->other_tree);
	char *here = checker->operand_count ? NULL : checker_tree_here();
	const char *folder = here ? here : checker->tree;
	int code = PROGRAM_GO_ON;
	if (folder) {
		struct buf path;
		buf_init(&path, BUF_CAP);
		path_shown(&path, folder, CONFIG_NAME);
		code = buf_failed(&path) ? program_fail_memory(&checker->program)
					 : read_config(checker, buf_cstr(&path));
		buf_release(&path);
	}
	free(here);
	return code;
}

int checker_show_config(struct checker *checker)
{
	struct buf out;
	buf_init(&out, BUF_CAP);
	config_write(&checker->config, &checker->settings, &out);
	int code = buf_failed(&out) ? program_fail_memory(&checker->program)
				    : program_print(&checker->program, &out);
	buf_release(&out);
	return code;
}
