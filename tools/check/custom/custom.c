#include "check/custom/custom.h"

#include "check/custom/worker.h"

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
	/* Globs apply to the path relative to the folder of satchel.xml, or the unchanged path if the lesson is
	 * elsewhere. */
	struct buf relative;
	buf_init(&relative, BUF_CAP);
	const char *path = check->source->path;
	if (worker->set->by_path && config_relative(worker->set->config, path, &relative))
		path = buf_cstr(&relative);
	check->failed = check->failed || buf_failed(&relative);
	for (size_t i = 0; i < worker->set->count && !check->failed; i++) {
		const char *paths = worker->set->patterns[i].rule->paths;
		if (!paths || path_matches(paths, path))
			custom_judge(worker, i);
	}
	buf_release(&relative);
}
