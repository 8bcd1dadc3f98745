#include "check/core/index_judge.h"

#include "base/nearest.h"
#include "base/pool.h"

#include <stdlib.h>

bool each_file(struct judge *judge, judge_file *visit)
{
	const struct index *index = judge->index;
	struct left *all = calloc(index->file_count ? index->file_count : 1, sizeof(*all));
	if (!all)
		return false;
	for (size_t i = 0; i < index->part_count; i++) {
		struct index_part *part = &index->parts[i];
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
		report, RULE_IDENTITY_DUPLICATE_ID, left->path, id->location, str_from(left->file->lesson), item,
		"the id \"%s\" is already used by %s at %s:%u:%u", id->id, id_kind_phrase(first->kind),
		judge->index->paths[first->file], first->location.line, first->location.column);
	report_help(report, d, "give the newer of the two another id; learners have progress on the older one");
	report_other(report, d,
		     &(struct other_side){ .path = judge->index->paths[first->file],
					   .location = first->location,
					   .lesson = str_from(judge->lessons[first->file]),
					   .item = first->kind == KIND_LESSON ? STR_NONE : str_from(first->id),
					   .same = str_from(id->id) });
}

enum { COPY_LEAST = 3 }; /* minimum number of ids that a copy shares with its original */

/* The file's global id that an earlier file already has; NULL if there is none. */
static const struct index_id *taken_by(const struct judge *judge, const struct left *left, const struct index_id *id)
{
	const struct index_id *first = id_kind_is_global(id->kind) ? map_get(&judge->map, str_from(id->id)) : NULL;
	bool taken = first && first != id && id_kind_is_global(first->kind) && first->file != left->file->file;
	return taken ? first : NULL;
}

/* Whether the file is a copy of another lesson, because nearly all its ids are the same. Reports that once, not for
 * each id. */
static bool judge_copy(struct judge *judge, const struct left *left)
{
	const struct index_part *part = left->part;
	const struct index_id *own = NULL, *first = NULL;
	size_t all = 0, shared = 0;
	for (size_t i = left->file->ids; i < left->ends.ids; i++) {
		const struct index_id *id = &part->ids[i], *before = taken_by(judge, left, id);
		all += id_kind_is_global(id->kind);
		shared += before && (!first || before->file == first->file);
		own = before && !first ? id : own;
		first = first ? first : before;
	}
	if (shared < COPY_LEAST || shared * 5 < all * 4)
		return false;
	judge->copy_of[left->file->file] = first->file + 1;
	if (is_context(judge, left))
		return true;
	const char *path = judge->index->paths[first->file];
	struct report *report = judge->report;
	struct diagnostic *d = report_add_at(
		report, RULE_IDENTITY_DUPLICATE_ID, left->path, own->location, str_from(left->file->lesson), STR_NONE,
		"this lesson is a copy of %s: %zu of its %zu ids are already used", path, shared, all);
	report_help(report, d, "run satchel-fmt --new-ids on the newer of the two, and change what they still share");
	report_other(report, d,
		     &(struct other_side){ .path = path,
					   .location = first->location,
					   .lesson = str_from(judge->lessons[first->file]),
					   .item = STR_NONE,
					   .same = STR("copy") });
	return true;
}

/* The map links everything with the same name; an id that is unique in the tree comes first. */
static void judge_ids(struct judge *judge, const struct left *left)
{
	const struct index_part *part = left->part;
	bool taken = false;
	judge->lessons[left->file->file] = left->file->lesson;
	judge->lost_ids[left->file->file] = left->file->lost_ids;
	for (size_t i = left->file->ids; i < left->ends.ids; i++) {
		struct index_id *id = &part->ids[i];
		void **slot = map_put(&judge->map, str_from(id->id));
		if (!slot) {
			judge->failed = true;
			return;
		}
		struct index_id *first = *slot;
		if (!first || (id_kind_is_global(id->kind) && !id_kind_is_global(first->kind))) {
			id->same = first;
			*slot = id;
			continue;
		}
		id->same = first->same;
		first->same = id;
		taken = taken || (id_kind_is_global(id->kind) && first->file != id->file);
	}
	if (!taken || judge_copy(judge, left) || is_context(judge, left))
		return;
	for (size_t i = left->file->ids; i < left->ends.ids; i++) {
		const struct index_id *first = taken_by(judge, left, &part->ids[i]);
		if (first)
			report_id_again(judge, left, &part->ids[i], first);
	}
}

static struct diagnostic *report_link(struct judge *judge, const struct left *left, const struct index_link *link,
				      enum rule_id rule, const char *format, const char *id)
{
	struct str lesson = str_from(left->file->lesson), item = str_from(link->item);
	return report_add_at(judge->report, rule, left->path, link->location, lesson, item, format, id);
}

/* Names of one character for missing_again. */
static char link_sign(const struct index_link *link)
{
	return link->text.kind == LINK_IS_TERM ? 't' : 'l';
}

/* Notes that the target of a link does not exist, which d reports. */
static void note_missing(struct judge *judge, const struct index_link *link, struct diagnostic *d)
{
	if (!missing_add(judge->missing, link_sign(link), str_from(link->id), d))
		judge->failed = true;
}

/* Reports a link target that no lesson has, and suggests a similar id. It may be in the lesson itself if that has ids
 * that could not be read, which has been reported. */
static void report_unknown(struct judge *judge, const struct left *left, const struct index_link *link)
{
	if (left->file->lost_ids)
		return;
	struct diagnostic *d = report_link(judge, left, link, RULE_REFERENCE_UNKNOWN_ID,
					   "link target \"%s\" does not exist", link->id);
	const char *near = NULL;
	note_missing(judge, link, d);
	if (d && !suggest_id(&judge->suggest, judge->index, str_from(link->id), &near))
		judge->failed = true;
	if (near)
		report_help(judge->report, d, "did you mean \"%s\"?", near);
	else if (judge->index->alone)
		report_help(judge->report, d,
			    "only the named lessons are checked, because no satchel.xml marks the top of their tree; "
			    "'satchel-new config -o satchel.xml' makes one");
	else
		report_help(judge->report, d,
			    "link to the id of a lesson, section, question, card or entry that exists");
}

/* Whether only one lesson has a part with that name, of which first is the first. Names at most two that have it. */
static bool judge_parts(struct judge *judge, const struct left *left, const struct index_link *link,
			const struct index_id *first)
{
	/* The list is headed by the first occurrence, followed by the last one. */
	const struct index_id *other = NULL;
	size_t more = 0;
	for (const struct index_id *id = first->same; id; id = id->same) {
		if (id->file == first->file)
			continue;
		more += other && other->file != id->file;
		other = id;
	}
	if (!other)
		return true;
	const char *const *lessons = judge->lessons;
	struct diagnostic *d = report_link(judge, left, link, RULE_REFERENCE_AMBIGUOUS_TARGET,
					   "the link target \"%s\" is in several lessons", link->id);
	report_label(judge->report, d, "%s at %s:%u:%u, %s at %s:%u:%u%s", id_kind_phrase(first->kind),
		     judge->index->paths[first->file], first->location.line, first->location.column,
		     id_kind_phrase(other->kind), judge->index->paths[other->file], other->location.line,
		     other->location.column, more ? " and others" : "");
	if (lessons[first->file] && lessons[other->file])
		report_help(judge->report, d, "name the lesson too: to=\"%s#%s\" or to=\"%s#%s\"", lessons[first->file],
			    link->id, lessons[other->file], link->id);
	return false;
}

static void judge_label(struct judge *judge, const struct left *left, const struct index_link *link,
			const struct index_id *target)
{
	const char *problem = link_text_problem(link->text, target->kind, target->access);
	if (!problem)
		return;
	struct diagnostic *d = report_link(judge, left, link, RULE_REFERENCE_EMPTY_LINK, "%s", problem);
	report_help(judge->report, d, "%s", EMPTY_LINK_HELP);
}

/* The id in the file that is nearest to wanted; NULL if none is near, or too many were looked at. */
static const char *nearest_part(struct judge *judge, uint32_t file, const char *wanted)
{
	struct nearest nearest;
	nearest_init(&nearest, str_from(wanted));
	for (size_t i = 0; i < judge->index->part_count; i++) {
		const struct index_part *part = &judge->index->parts[i];
		size_t at = 0;
		while (at < part->file_count && part->files[at].file != file)
			at++;
		if (at == part->file_count)
			continue;
		size_t end = at + 1 < part->file_count ? part->files[at + 1].ids : part->id_count;
		size_t effort = part->file_count + end - part->files[at].ids;
		if (judge->suggest.budget < effort)
			return NULL;
		judge->suggest.budget -= effort;
		for (size_t j = part->files[at].ids; j < end; j++)
			if (part->ids[j].kind != KIND_LESSON)
				nearest_offer(&nearest, part->ids[j].id);
	}
	return nearest.best;
}

/* A link to a part of a lesson that does not exist. */
static void report_unknown_lesson(struct judge *judge, const struct left *left, const struct index_link *link,
				  struct str name, const struct index_id *other)
{
	struct report *report = judge->report;
	const char *near = NULL;
	struct diagnostic *d = report_link(judge, left, link, RULE_REFERENCE_UNKNOWN_ID,
					   "no lesson has the id before the # in \"%s\"", link->id);
	note_missing(judge, link, d);
	if (other)
		report_label(report, d, "it is the id of %s", id_kind_phrase(other->kind));
	else if (d && !suggest_id(&judge->suggest, judge->index, name, &near))
		judge->failed = true;
	const struct index_id *meant = near ? map_get(&judge->map, str_from(near)) : NULL;
	if (meant && meant->kind == KIND_LESSON)
		report_help(report, d, "did you mean \"%s#%s\"?", near, link->id + name.len + 1);
	else
		report_help(report, d, "write to=\"lesson#part\", with the id of a lesson and of a part in it");
}

/* A link to lesson#part. */
static void judge_exact(struct judge *judge, const struct left *left, const struct index_link *link, const char *hash)
{
	struct str name = { link->id, (size_t)(hash - link->id) };
	const struct index_id *lesson = map_get(&judge->map, name), *part = map_get(&judge->map, str_from(hash + 1));
	struct report *report = judge->report;
	if (!lesson || lesson->kind != KIND_LESSON) {
		report_unknown_lesson(judge, left, link, name, lesson);
		return;
	}
	const struct index_id *other = part;
	while (part && (part->file != lesson->file || part->kind == KIND_LESSON))
		part = part->same;
	if (part) {
		judge_label(judge, left, link, part);
		return;
	}
	if (judge->lost_ids[lesson->file])
		return;
	struct diagnostic *d = report_link(judge, left, link, RULE_REFERENCE_UNKNOWN_ID,
					   "link target \"%s\" does not exist in the lesson", hash + 1);
	note_missing(judge, link, d);
	report_label(report, d, "the lesson is %s", judge->index->paths[lesson->file]);
	const char *near = d && !other ? nearest_part(judge, lesson->file, hash + 1) : NULL;
	if (other && judge->lessons[other->file] && other->kind != KIND_LESSON)
		report_help(report, d, "did you mean \"%s#%s\"?", judge->lessons[other->file], hash + 1);
	else if (near)
		report_help(report, d, "did you mean \"%.*s#%s\"?", STR_ARG(name), near);
	else
		report_help(report, d, "name a section, figure, table, recording, objective, question, card or entry of it");
}

/* A term that names its glossary entry. target is the first element with the id, or NULL. */
static void judge_term(struct judge *judge, const struct left *left, const struct index_link *term,
		       const struct index_id *target)
{
	const char *near = NULL;
	if (target ? target->kind == KIND_ENTRY : left->file->lost_ids)
		return;
	struct diagnostic *d = report_link(judge, left, term, RULE_REFERENCE_UNKNOWN_ID,
					   "no glossary entry has the id \"%s\"", term->id);
	note_missing(judge, term, d);
	if (target)
		report_label(judge->report, d, "this is the id of %s", id_kind_phrase(target->kind));
	else if (d && !suggest_id(&judge->suggest, judge->index, str_from(term->id), &near))
		judge->failed = true;
	if (near)
		report_help(judge->report, d, "did you mean \"%s\"?", near);
	else
		report_help(judge->report, d, "name an entry of the glossary of this lesson or another");
}

static void judge_links(struct judge *judge, const struct left *left)
{
	const struct index_part *part = left->part;
	if (is_context(judge, left))
		return;
	for (size_t i = left->file->links; i < left->ends.links && !judge->failed; i++) {
		const struct index_link *link = &part->links[i];
		if (missing_again(judge->missing, link_sign(link), str_from(link->id), link->location.line))
			continue;
		const char *hash = strchr(link->id, '#');
		const struct index_id *first = hash ? NULL : map_get(&judge->map, str_from(link->id));
		if (link->text.kind == LINK_IS_TERM)
			judge_term(judge, left, link, first);
		else if (hash)
			judge_exact(judge, left, link, hash);
		else if (!first)
			report_unknown(judge, left, link);
		else if (!id_kind_is_global(first->kind) && !judge_parts(judge, left, link, first))
			continue;
		else
			judge_label(judge, left, link, first);
	}
	missing_end(judge->missing, judge->report);
}

static bool judge_references(struct judge *judge)
{
	const struct retired *retired = judge->index->retired;
	struct arena memory;
	struct map seen;
	struct missing missing;
	suggest_init(&judge->suggest);
	arena_init(&memory);
	map_init(&seen);
	missing_begin(&missing, &memory, &seen);
	judge->missing = &missing;
	bool good = each_file(judge, judge_links) && (!retired || judge_retired(judge, retired));
	judge->missing = NULL;
	map_release(&seen);
	arena_release(&memory);
	suggest_release(&judge->suggest);
	return good;
}

static bool judge_all_repeats(struct judge *judge)
{
	map_init(&judge->map);
	bool good = each_file(judge, judge_repeats);
	map_release(&judge->map);
	return good;
}

/* Judges all ids. Then each of the others may run at the same time; the one that takes longest begins. */
static bool (*const stages[])(struct judge *) = { judge_near, judge_all_repeats, judge_pictures, judge_references,
						  judge_keys };
enum { STAGES = sizeof(stages) / sizeof(stages[0]) };

struct stage {
	struct judge judge;
	struct report report;
	bool failed;
};

static void run_stage(void *context, unsigned worker, size_t number)
{
	struct stage *stage = &((struct stage *)context)[number];
	(void)worker;
	stage->failed = !stages[number](&stage->judge);
}

bool index_judge(struct index *index, struct report *report)
{
	struct stage all[STAGES];
	struct judge judge = { .index = index, .report = report };
	map_init(&judge.map);
	judge.lessons = calloc((size_t)index->file_count + 1, sizeof(*judge.lessons));
	judge.copy_of = calloc((size_t)index->file_count + 1, sizeof(*judge.copy_of));
	judge.lost_ids = calloc((size_t)index->file_count + 1, sizeof(*judge.lost_ids));
	bool good = judge.lessons && judge.copy_of && judge.lost_ids && each_file(&judge, judge_ids);
	for (size_t i = 0; i < STAGES; i++) {
		all[i] = (struct stage){ .judge = judge };
		report_init(&all[i].report, report->settings);
		all[i].judge.report = &all[i].report;
	}
	if (good)
		pool_run((unsigned)index->part_count, STAGES, run_stage, all);
	for (size_t i = 0; i < STAGES; i++) {
		good = good && !all[i].failed;
		report_merge(report, &all[i].report);
	}
	map_release(&judge.map);
	free(judge.lessons);
	free(judge.copy_of);
	free(judge.lost_ids);
	return good && !report->failed;
}
