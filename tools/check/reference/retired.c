#include "check/reference/retired.h"

#include "base/date.h"
#include "base/file.h"
#include "base/path.h"
#include "check/core/index_judge.h"
#include "check/core/tree_reader.h"
#include "lesson/deletion.h"

#include <errno.h>

enum { LIST_SIZE_MAX = 16 * 1024 * 1024 };

void retired_init(struct retired *retired)
{
	retired->today = STR_NONE;
	arena_init(&retired->arena);
	map_init(&retired->lists);
}

void retired_release(struct retired *retired)
{
	for (size_t i = 0; i < retired->lists.room; i++)
		if (retired->lists.slots[i].value)
			map_release(retired->lists.slots[i].value);
	map_release(&retired->lists);
	arena_release(&retired->arena);
}

static void wrong(struct tree_reader *reader, const xmlNode *element, const char *attribute, const char *message,
		  const char *help)
{
	report_help(reader->report,
		    report_add(reader->report, RULE_IDENTITY_RETIRED_ID,
			       attribute_span(reader->source, element, attribute), STR_NONE, "%s", message),
		    "%s", help);
}

static void check_day(struct tree_reader *reader, const xmlNode *element, const char *since, struct str today)
{
	if (!date_is_real(str_from(since)))
		wrong(reader, element, "since", "not a date", "write it as YYYY-MM-DD, such as 2026-01-31");
	else if (today.at && date_number(str_from(since)) > date_number(today) + 1) /* allows for time zones where the
	                                                                             * day has already begun */
		wrong(reader, element, "since", "this date is in the future",
		      "give the date on which the id was retired; remove the line if the id is still in use");
}

static void check_id(struct tree_reader *reader, const xmlNode *element, const char *attribute, const char *id)
{
	if (id && !deletion_id_looks_valid(str_from(id)))
		wrong(reader, element, attribute, "not a valid id",
		      "use " ID_FORM);
}

static void read_entry(struct tree_reader *reader, struct map *list, struct str today, const xmlNode *element)
{
	static const char *const names[] = { "id", "since", "replaced-by", "reason", NULL }, *const none[] = { NULL };
	tree_know(reader, element, names);
	xmlNode *inner = tree_next(reader, element->children);
	if (inner)
		tree_misplaced(reader, inner, none);
	const char *id = tree_need(reader, element, "id"), *since = tree_need(reader, element, "since");
	const char *reason = tree_need(reader, element, "reason");
	const char *replaced_by = tree_attribute(reader, element, "replaced-by");
	check_id(reader, element, "id", id);
	check_id(reader, element, "replaced-by", replaced_by);
	if (id && replaced_by && strcmp(id, replaced_by) == 0)
		wrong(reader, element, "replaced-by", "the id replaces itself",
		      "name the id that replaces it, or delete replaced-by");
	if (since)
		check_day(reader, element, since, today);
	if (reason && !*reason)
		wrong(reader, element, "reason", "the reason is empty",
		      "say why the id was retired, for later readers");
	if (!id || !*id)
		return;
	struct retired_id *entry = arena_alloc(reader->arena, sizeof(*entry));
	void **slot = entry ? map_put(list, str_from(id)) : NULL;
	if (!slot) {
		reader->failed = true;
		return;
	}
	if (*slot) {
		const struct retired_id *earlier = *slot;
		tree_twice(reader, attribute_span(reader->source, element, "id"),
			   element_span(reader->source, earlier->element), "the id", id);
		return;
	}
	*entry = (struct retired_id){ .since = str_from(since),
				      .replaced_by = str_from(replaced_by),
				      .reason = str_from(reason),
				      .element = element };
	if (replaced_by && deletion_id_looks_valid(str_from(replaced_by)))
		entry->location =
			source_location(reader->source, attribute_span(reader->source, element, "replaced-by"));
	*slot = entry;
}

/* False if memory ran out. */
static bool read_tree(struct retired *retired, struct map *list, struct source *source, struct report *report)
{
	static const char *const names[] = { "retired", NULL }, *const none[] = { NULL };
	enum rule_id rule = RULE_IDENTITY_RETIRED_ID;
	struct tree_reader reader = {
		.source = source,
		.report = report,
		.arena = &retired->arena,
		.namespace = "urn:satchel:retired:1",
		.kind = { "retired.xsd", "list of retired ids" },
		.rules = { rule, rule, rule },
	};
	size_t errors = report->counts[report->settings->severity[rule]];
	xmlDocPtr tree = tree_parse(&reader, "retired-ids");
	const xmlNode *root = tree ? xmlDocGetRootElement(tree) : NULL;
	if (root)
		tree_know(&reader, root, none);
	for (xmlNode *child = root ? tree_next(&reader, root->children) : NULL; child;
	     child = tree_next(&reader, child->next)) {
		if (tree_is(&reader, child, "retired"))
			read_entry(&reader, list, retired->today, child);
		else
			tree_misplaced(&reader, child, names);
	}
	if (tree && report->counts[report->settings->severity[rule]] == errors)
		tree_validate(&reader, tree);
	xmlFreeDoc(tree);
	return !reader.failed && !report->failed;
}

static bool read_list(struct retired *retired, struct map *list, const char *path, struct report *report)
{
	struct source source;
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	errno = 0;
	enum file_status status = file_read(path, LIST_SIZE_MAX, &bytes);
	bool good = status != FILE_NO_MEMORY;
	if (status == FILE_OK) {
		source_init(&source, path, buf_view(&bytes));
		good = read_tree(retired, list, &source, report);
		report_close_source(report, &source);
		source_release(&source);
	} else if (good && errno != ENOENT && errno != ENOTDIR) {
		struct diagnostic *d =
			report_add_at(report, RULE_IDENTITY_RETIRED_ID, path, (struct location){ 1, 1, 1, 1 }, STR_NONE,
				      STR_NONE, "the list of retired ids can't be read: %s", file_status_text(status));
		report_help(report, d, "make it a readable file, or remove it");
	}
	buf_release(&bytes);
	return good;
}

bool retired_read(struct retired *retired, struct str root, bool whole, struct report *report)
{
	if (map_get(&retired->lists, root))
		return true;
	struct str key = arena_str(&retired->arena, root);
	struct map *list = arena_alloc(&retired->arena, sizeof(*list));
	void **value = key.at && list ? map_put(&retired->lists, key) : NULL;
	if (!value)
		return false;
	map_init(list);
	*value = list;
	struct buf text;
	buf_init(&text, BUF_CAP);
	path_shown(&text, key.at, RETIRED_NAME);
	/* Findings outlive the list. */
	const char *path = buf_failed(&text) ? NULL : arena_copy(&report->arena, buf_cstr(&text), text.len);
	buf_release(&text);
	bool good = path && read_list(retired, list, path, report);
	for (size_t i = 0; good && whole && i < list->room; i++) {
		struct retired_id *entry = list->slots[i].value;
		if (entry && entry->location.line)
			entry->path = path;
	}
	return good;
}

const struct retired_id *retired_find(const struct retired *retired, struct str root, struct str id)
{
	const struct map *list = root.at ? map_get(&retired->lists, root) : NULL;
	return list && list->count ? map_get(list, id) : NULL;
}

/* Whether the replacements of id, which was retired, form a cycle, and it is the first in it. */
static bool begins_circle(const struct map *list, struct str id)
{
	const struct retired_id *entry = map_get(list, id);
	for (size_t i = 0; i < list->count && entry && entry->replaced_by.len; i++) {
		int order = str_compare(entry->replaced_by, id);
		if (order <= 0)
			return order == 0;
		entry = map_get(list, entry->replaced_by);
	}
	return false;
}

static void judge_entry(struct judge *judge, const struct map *list, struct str id, const struct retired_id *entry)
{
	struct report *report = judge->report;
	const struct index_id *now = map_get(&judge->map, deletion_base(entry->replaced_by));
	const char *near = NULL;
	bool again = map_get(list, entry->replaced_by) != NULL;
	if (str_equal(id, entry->replaced_by) || (now && id_kind_is_global(now->kind)) ||
	    (again && !begins_circle(list, id)))
		return;
	struct diagnostic *d = report_add_at(report, RULE_IDENTITY_RETIRED_ID, entry->path, entry->location, STR_NONE,
					     STR_NONE, "the replacement \"%.*s\" %s", STR_ARG(entry->replaced_by),
					     again ? "was replaced by this id in turn"
					     : now ? "is the id of a part of a lesson"
						   : "does not exist");
	if (d && !again && !now && !suggest_id(&judge->suggest, judge->index, entry->replaced_by, &near))
		judge->failed = true;
	if (near)
		report_help(report, d, "did you mean \"%s\"?", near);
	else
		report_help(report, d, "name a lesson, question, card or entry that exists, or delete replaced-by");
}

bool judge_retired(struct judge *judge, const struct retired *retired)
{
	for (size_t i = 0; i < retired->lists.room; i++) {
		const struct map *list = retired->lists.slots[i].value;
		for (size_t j = 0; list && j < list->room && !judge->failed; j++) {
			const struct retired_id *entry = list->slots[j].value;
			if (entry && entry->path)
				judge_entry(judge, list, (struct str){ list->slots[j].key, list->slots[j].len }, entry);
		}
	}
	return !judge->failed;
}
