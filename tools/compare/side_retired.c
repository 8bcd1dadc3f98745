#include "base/path.h"
#include "check/reference/retired.h"
#include "check/core/tree_root.h"
#include "compare/side.h"

#include <stdlib.h>

/* Copy, because the reader owns the list. */
static bool keep_ids(struct side *side, const struct map *list)
{
	for (size_t i = 0; i < list->room; i++) {
		if (!list->slots[i].value)
			continue;
		struct str id = arena_str(&side->arena, (struct str){ list->slots[i].key, list->slots[i].len });
		const struct retired_id *from = list->slots[i].value;
		struct side_retired_id *known = arena_alloc(&side->arena, sizeof(*known));
		void **slot = id.at && known ? map_put(&side->retired, id) : NULL;
		if (!slot)
			return false;
		known->reason = arena_str(&side->arena, from->reason);
		known->replaced_by = arena_str(&side->arena, from->replaced_by.at ? from->replaced_by : STR(""));
		*slot = known;
	}
	return true;
}

static enum result read_list(struct side *side, const char *root, struct retired *retired, struct report *report)
{
	struct buf path;
	buf_init(&path, BUF_CAP);
	path_shown(&path, root, RETIRED_NAME);
	side->retired_path = buf_failed(&path) ? NULL : arena_copy(&side->arena, path.at, path.len);
	buf_release(&path);
	if (!side->retired_path || !retired_read(retired, str_from(root), false, report))
		return RESULT_NO_MEMORY;
	report_sort(report);
	for (const struct diagnostic *d = report->first; d; d = d->next)
		buf_format(&side->why, "%s:%u:%u: %s\n", d->path, d->location.line, d->location.column, d->message);
	if (report->first)
		return RESULT_FAILED;
	const struct map *list = map_get(&retired->lists, str_from(root));
	side->knows_retired = true;
	return !list || keep_ids(side, list) ? RESULT_OK : RESULT_NO_MEMORY;
}

enum result side_read_retired(struct side *side, const char *folder)
{
	struct rule_settings settings;
	struct report report;
	struct retired retired;
	char *real = realpath(folder, NULL), *root = real ? strdup(real) : NULL;
	rule_settings_default(&settings);
	report_init(&report, &settings);
	retired_init(&retired);
	enum result status = RESULT_NO_MEMORY;
	/* Without a satchel.xml, the folder itself is the root. */
	if (root)
		status = read_list(side, tree_root_climb(root) ? root : real, &retired, &report);
	retired_release(&retired);
	report_release(&report);
	free(root);
	free(real);
	return status;
}
