#include "check/index_judge.h"

#include <stdlib.h>

bool each_file(struct judge *judge, judge_file *visit)
{
	const struct index *index = judge->index;
	struct left *all = calloc(index->file_count ? index->file_count : 1, sizeof(*all));
	if (!all)
		return false;
	for (size_t i = 0; i < index->part_count; i++) {
		const struct index_part *part = &index->parts[i];
		for (size_t j = 0; j < part->file_count; j++) {
			struct left *left = &all[part->files[j].file];
			left->part = part;
			left->file = &part->files[j];
			left->path = index->paths[part->files[j].file];
			left->ends = (struct index_file){ .ids = part->id_count,
							  .links = part->link_count,
							  .prompts = part->prompt_count,
							  .pictures = part->picture_count,
							  .keys = part->key_count };
			if (j + 1 < part->file_count)
				left->ends = part->files[j + 1];
		}
	}
	for (uint32_t i = 0; i < index->file_count && !judge->failed; i++)
		if (all[i].part)
			visit(judge, &all[i]);
	free(all);
	return !judge->failed;
}

static void report_id_again(struct judge *judge, const struct left *left, const struct index_id *id,
			    const struct index_id *first)
{
	struct report *report = judge->report;
	struct str item = id->kind == KIND_LESSON ? STR_NONE : str_from(id->id);
	struct diagnostic *d = report_add_at(
		report, RULE_IDENTITY_DUPLICATE_ID, left->path, id->place, str_from(left->file->lesson), item,
		"the id \"%s\" is taken: %s has it at %s:%u:%u", id->id, id_kind_phrase(first->kind),
		judge->index->paths[first->file], first->place.line, first->place.column);
	report_help(report, d, "give the newer of the two another id; learners have progress on the older one");
	report_other(report, d,
		     &(struct other_side){ .path = judge->index->paths[first->file],
					   .place = first->place,
					   .lesson = index_lesson(judge->index, first->file),
					   .item = first->kind == KIND_LESSON ? STR_NONE : str_from(first->id),
					   .same = str_from(id->id) });
}

static void judge_ids(struct judge *judge, const struct left *left)
{
	const struct index_part *part = left->part;
	for (size_t i = left->file->ids; i < left->ends.ids; i++) {
		struct index_id *id = &part->ids[i];
		void **slot = map_put(&judge->map, str_from(id->id));
		if (!slot) {
			judge->failed = true;
			return;
		}
		const struct index_id *first = *slot;
		if (!first || (id_kind_is_global(id->kind) && !id_kind_is_global(first->kind)))
			*slot = id;
		else if (id_kind_is_global(id->kind) && first->file != id->file && !is_context(judge, left))
			report_id_again(judge, left, id, first);
	}
}

static void judge_links(struct judge *judge, const struct left *left)
{
	const struct index_part *part = left->part;
	if (is_context(judge, left))
		return;
	for (size_t i = left->file->links; i < left->ends.links && !judge->failed; i++) {
		const struct index_link *link = &part->links[i];
		if (map_get(&judge->map, str_from(link->id)))
			continue;
		struct diagnostic *d = report_add_at(judge->report, RULE_REFERENCE_UNKNOWN_ID, left->path, link->place,
						     str_from(left->file->lesson), str_from(link->item),
						     "nothing bears the id \"%s\" that this link leads to", link->id);
		const char *near = NULL;
		if (d && !suggest_id(&judge->suggest, judge->index, str_from(link->id), &near))
			judge->failed = true;
		if (near)
			report_help(judge->report, d, "did you mean \"%s\"?", near);
		else
			report_help(judge->report, d,
				    "link to the id of a lesson, section, question, card or entry that exists");
	}
}

bool index_judge(struct index *index, struct report *report)
{
	struct judge judge = { .index = index, .report = report };
	map_init(&judge.map);
	suggest_init(&judge.suggest);
	bool good = each_file(&judge, judge_ids) && each_file(&judge, judge_links);
	map_release(&judge.map);
	good = good && each_file(&judge, judge_repeats);
	map_release(&judge.map);
	good = good && judge_pictures(&judge) && judge_near(&judge) && judge_keys(&judge);
	suggest_release(&judge.suggest);
	return good && !report->failed;
}
