#include "base/path.h"
#include "check/run/checker.h"

#include <stdlib.h>

static void report_mistakes(const struct checker *checker, struct report *report)
{
	report_sort(report);
	report_fetch_excerpts(report, 1);
	if (checker->on_mistakes)
		checker->on_mistakes(checker->context_of_calls, report, checker->config.path);
}

/* Reads the text that replaces one with mistakes. */
static enum config_status read_last_config(struct checker *checker, const char *path, struct report *report)
{
	report_release(report);
	report_init(report, report->settings);
	checker->wrong_config = checker->config;
	config_init(&checker->config);
	return config_read_text(&checker->config, path, checker->last_config, report);
}

static enum checker_status read_config(struct checker *checker, const char *path)
{
	struct rule_settings settings;
	struct report report;
	struct str text;
	enum file_status why = FILE_OK;
	rule_settings_default(&settings);
	report_init(&report, &settings);
	bool given = checker->overlay && checker->overlay(checker->context_of_overlay, path, &text);
	enum config_status status = given ? config_read_text(&checker->config, path, text, &report)
					  : config_read(&checker->config, path, &report, &why);
	if (status == CONFIG_WRONG) {
		report_mistakes(checker, &report);
		if (checker->last_config.at)
			status = read_last_config(checker, path, &report);
	}
	enum checker_status code = CHECKER_OK;
	switch (status) {
	case CONFIG_OK: checker->settings = checker->config.settings; break;
	case CONFIG_WRONG:
		code = checker_fail(checker, CHECKER_WRONG, "no lesson was checked: fix '%s' first", path);
		break;
	case CONFIG_UNREADABLE:
		code = checker_fail(checker, CHECKER_WRONG, "cannot read '%s': %s", path, file_status_text(why));
		break;
	default: code = checker_fail_memory(checker); break;
	}
	report_release(&report);
	return code;
}

enum checker_status checker_refuse_trees(const struct checker *checker, const char *one, const char *other)
{
	return checker_fail(checker, CHECKER_WRONG,
			    "the lessons belong to two trees, each with a " CONFIG_NAME
			    ": '%s' and '%s'; check one tree at a time, or use --config or --no-config",
			    one, other);
}

enum checker_status checker_read_config(struct checker *checker)
{
	if (checker->no_config)
		return CHECKER_OK;
	if (checker->config_path)
		return read_config(checker, checker->config_path);
	if (checker->other_tree)
		return checker_refuse_trees(checker, checker->tree, checker->other_tree);
	char *here = checker->operand_count ? NULL : checker_tree_here();
	const char *folder = here ? here : checker->tree;
	enum checker_status code = CHECKER_OK;
	if (folder) {
		struct buf path;
		buf_init(&path, BUF_CAP);
		path_shown(&path, folder, CONFIG_NAME);
		code = buf_failed(&path) ? checker_fail_memory(checker)
					 : read_config(checker, buf_cstr(&path));
		buf_release(&path);
	}
	free(here);
	return code;
}

void rules_keep_validity(struct rule_settings *settings)
{
	static const char *const families[] = { "xml/", "schema/", "identity/", "reference/" };
	for (unsigned id = 0; id < RULE_COUNT; id++) {
		bool kept = false;
		for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++)
			kept = kept || rule_selector_matches(str_from(families[i]), rule_get((enum rule_id)id));
		if (!kept)
			settings->severity[id] = SEVERITY_OFF;
	}
}

enum checker_status checker_keep_validity(void *context, struct checker *checker)
{
	(void)context;
	rules_keep_validity(&checker->settings);
	return CHECKER_OK;
}
