#include "check/custom.h"

#include "check/custom_worker.h"

#include <stdlib.h>

/* The path that globs are held against: from the folder of satchel.xml on; as it is where it lies elsewhere. *real
 * is to be freed. */
static const char *path_in_tree(const struct custom_worker *worker, char **real)
{
	const char *path = worker->check->source->path;
	struct str root = worker->set->config->root;
	*real = root.at ? realpath(path, NULL) : NULL;
	if (*real && strlen(*real) > root.len && memcmp(*real, root.at, root.len) == 0 && (*real)[root.len] == '/')
		return *real + root.len + 1;
	return path;
}

void check_custom(struct lesson_check *check)
{
	struct custom_worker *worker = check->custom;
	if (!worker || check->failed)
		return;
	worker->check = check;
	custom_gather(worker);
	buf_clear(&worker->lower);
	char *lower = buf_reserve(&worker->lower, worker->texts.len);
	if (!lower) {
		check->failed = true;
		return;
	}
	grams_note(&worker->grams, buf_view(&worker->texts), lower);
	buf_grew(&worker->lower, worker->texts.len);
	char *real = NULL;
	const char *path = worker->set->by_path ? path_in_tree(worker, &real) : NULL;
	for (size_t i = 0; i < worker->set->count && !check->failed; i++) {
		const char *paths = worker->set->patterns[i].rule->paths;
		if (!paths || path_matches(paths, path))
			custom_judge(worker, i);
	}
	free(real);
}
