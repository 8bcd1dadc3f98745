#include "check/run/split_trees.h"

#include "base/path.h"
#include "check/core/tree_root.h"

#include <stdlib.h>
#include <unistd.h>

/* Whether a given folder contains the one at the real path. */
static bool is_named(const struct checker *checker, const char *path)
{
	bool named = false;
	for (size_t i = 0; i < checker->operand_count && !named; i++) {
		char *real = realpath(checker->operands[i], NULL);
		named = real && path_is_below(path, real);
		free(real);
	}
	return named;
}

static enum checker_status refuse_lost(const struct checker *checker, const struct revision *revision,
				       const char *folder)
{
	enum checker_status status = CHECKER_OK;
	struct buf top;
	buf_init(&top, BUF_CAP);
	bool lost = revision_find_up(revision, folder, CONFIG_NAME, &top) && !is_named(checker, buf_cstr(&top)) &&
		    !(checker->tree && path_is_below(buf_cstr(&top), checker->tree));
	buf_text(&top, "/" CONFIG_NAME);
	if (buf_failed(&top))
		status = checker_fail_memory(checker);
	else if (lost && access(buf_cstr(&top), F_OK) != 0)
		status = checker_fail(
			checker, CHECKER_WRONG,
			"'%s' was removed since '%s': give its folder, so that all lessons below it are compared",
			buf_cstr(&top), checker->since);
	buf_release(&top);
	return status;
}

/* Checks lessons in the folder with the satchel.xml of their tree, and refuses a run over the whole tree. */
static enum checker_status refuse_new(const struct checker *checker, const struct revision *revision,
				      const char *folder)
{
	char *root = tree_root_existing(folder, NULL), *outer = NULL;
	enum checker_status status = CHECKER_OK;
	struct buf config, then;
	buf_init(&config, BUF_CAP);
	buf_init(&then, BUF_CAP);
	if (!root || !tree_root_climb(root) || is_named(checker, root))
		goto out;
	buf_format(&config, "%s/" CONFIG_NAME, root);
	struct str above = path_folder(root);
	outer = strndup(above.at, above.len);
	if (!outer || buf_failed(&config))
		status = checker_fail_memory(checker);
	else if (tree_root_climb(outer) && strcmp(outer, root) != 0 &&
		 !revision_had(revision, buf_cstr(&config), &then))
		status = checker_refuse_trees(checker, outer, root);
out:
	buf_release(&then);
	buf_release(&config);
	free(outer);
	free(root);
	return status;
}

enum checker_status refuse_split_trees(const struct checker *checker, const struct revision *revision)
{
	const struct file_list *lists[] = { &checker->lessons, &checker->context };
	enum checker_status status = CHECKER_OK;
	bool by_tree = !checker->no_config && !checker->config_path;
	for (size_t i = 0; i < 2; i++) {
		struct str last = STR_NONE;
		for (size_t j = 0; j < lists[i]->count && status == CHECKER_OK; j++) {
			struct str at = path_folder(lists[i]->paths[j]);
			if (j > 0 && str_equal(at, last))
				continue;
			last = at;
			char *folder = strndup(at.at, at.len);
			if (!folder)
				return checker_fail_memory(checker);
			if (i == 0)
				status = refuse_lost(checker, revision, folder);
			if (status == CHECKER_OK && by_tree)
				status = refuse_new(checker, revision, folder);
			free(folder);
		}
	}
	return status;
}
