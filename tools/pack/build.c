#include "pack/build.h"

#include "base/nearest.h"
#include "pack/cover.h"
#include "pack/extras.h"
#include "pack/content_folder.h"
#include "pack/gather.h"
#include "pack/store.h"

#include <sodium.h>
#include <stdlib.h>

void build_init(struct build *build)
{
	*build = (struct build){ .definition.unit_count = 0 };
	rule_settings_default(&build->settings);
	report_init(&build->report, &build->settings);
	mistakes_init(&build->mistakes);
	buf_init(&build->folder, 64 * 1024);
	outputs_init(&build->outputs);
	buf_init(&build->why, 64 * 1024);
}

void build_release(struct build *build)
{
	report_release(&build->report);
	definition_release(&build->definition);
	mistakes_release(&build->mistakes);
	buf_release(&build->folder);
	outputs_release(&build->outputs);
	buf_release(&build->why);
}

static int by_seen_id(const void *a, const void *b)
{
	const struct seen_lesson *one = a, *other = b;
	int order = strcmp(one->id, other->id);
	return order ? order : strcmp(one->path, other->path);
}

static int seen_has_id(const void *id, const void *seen)
{
	return strcmp(id, ((const struct seen_lesson *)seen)->id);
}

static void report_missing(struct build *build, const struct gather *gather, const struct definition_lesson *lesson)
{
	struct nearest nearest;
	struct buf help;
	nearest_init(&nearest, lesson->id);
	for (size_t i = 0; i < gather->seen_count; i++)
		nearest_offer(&nearest, gather->seen[i].id);
	buf_init(&help, 4096);
	if (nearest.best)
		buf_format(&help, "did you mean \"%s\"?", nearest.best);
	mistakes_add(&build->mistakes, lesson->span, nearest.best ? buf_cstr(&help) : NULL,
		     "no lesson in '%s' has the id \"%s\"", buf_cstr(&build->folder), lesson->id.at);
	buf_release(&help);
}

/* Reports lessons that have no file, and those that no unit lists. */
static void compare(struct build *build, const struct gather *gather, size_t files)
{
	const struct definition *definition = &build->definition;
	const struct seen_lesson *seen = gather->seen;
	size_t count = gather->seen_count;
	/* Sort, because threads finish in any order. */
	if (count > 0)
		qsort(gather->seen, count, sizeof(*seen), by_seen_id);
	for (size_t i = 0; i < count; i++)
		if (!definition_find(definition, str_from(seen[i].id)))
			mistakes_warn(&build->mistakes, definition->content_span, NULL,
				      "the lesson \"%s\" in %s is in no unit, so it is not packed", seen[i].id,
				      seen[i].path);
	/* An unreadable file may contain the missing lesson. */
	if (count < files)
		return;
	for (size_t i = 0; i < definition->lesson_count; i++)
		if (!bsearch(definition->by_id[i]->id.at, seen, count, sizeof(*seen), seen_has_id))
			report_missing(build, gather, definition->by_id[i]);
}

static enum result check(struct build *build, const struct build_request *request, struct gather *gather)
{
	struct build_lessons lessons = { .files = NULL };
	gather->lessons = &lessons;
	enum result status = request->check(request->context, build, &lessons, gather_lesson, gather);
	gather->lessons = NULL;
	if (gather->failed || build->report.failed)
		return RESULT_NO_MEMORY;
	if (status != RESULT_OK)
		return status;
	compare(build, gather, lessons.files->count);
	status = cover_add(gather, buf_cstr(&build->folder), &build->mistakes, &build->why);
	if (status != RESULT_OK)
		return status;
	if (build->mistakes.failed)
		return RESULT_NO_MEMORY;
	return build->report.counts[SEVERITY_ERROR] || build->mistakes.errors ? RESULT_REFUSED : RESULT_OK;
}

static enum result write_edition(struct build *build, const struct gather *gather, struct output *output,
				 const struct build_request *request)
{
	struct extras extras;
	struct edition edition = {
		.id = output->edition,
		.definition = &build->definition,
		.lessons = gather->slots[output->edition],
		.assets = &gather->assets,
		.cover = *gather->cover.name ? &gather->cover : NULL,
		.extras = extras.all,
		.date = request->date,
		.store = gather->store,
	};
	enum result status = extras_make(&extras, &build->definition, edition.lessons, gather->store, &build->why);
	edition.extra_count = extras.count;
	if (status == RESULT_OK)
		status = outputs_write(output, &edition, request->jobs, &build->why);
	extras_release(&extras);
	return status;
}

static enum result write_packs(struct build *build, const struct gather *gather, const struct build_request *request)
{
	enum result status = RESULT_OK;
	for (size_t i = 0; status == RESULT_OK && i < build->outputs.count; i++)
		status = write_edition(build, gather, &build->outputs.all[i], request);
	build->assets = &gather->assets;
	if (status == RESULT_OK && request->approve)
		status = request->approve(request->context, build);
	build->assets = NULL;
	return status == RESULT_OK ? outputs_commit(&build->outputs, &build->why) : status;
}

/* Reports editions without lessons. */
static bool check_editions(struct build *build, const struct gather *gather)
{
	for (size_t i = 0; i < build->outputs.count; i++) {
		enum edition_id edition = build->outputs.all[i].edition;
		size_t included = 0;
		for (size_t k = 0; k < build->definition.lesson_count; k++)
			included += gather->slots[edition][k].included;
		if (included > 0)
			continue;
		buf_format(&build->why,
			   "%s: error: the edition \"%s\" would contain no lesson: all are for members",
			   build->definition.source.path, edition_names[edition]);
		return false;
	}
	return true;
}

static enum result build_content(struct build *build, const struct build_request *request,
				 const bool editions[EDITIONS], struct store *store)
{
	struct gather gather;
	enum result status = RESULT_NO_MEMORY;
	if (!gather_init(&gather, &build->definition, editions, store))
		goto out;
	status = check(build, request, &gather);
	if (status == RESULT_OK && !gather_finish(&gather, request->jobs))
		status = RESULT_NO_MEMORY;
	if (status == RESULT_OK && gather.failure.len > 0) {
		buf_str(&build->why, buf_view(&gather.failure));
		status = RESULT_FAILED;
	} else if (status == RESULT_OK && gather.refusal.len > 0) {
		buf_str(&build->why, buf_view(&gather.refusal));
		status = RESULT_REFUSED;
	} else if (status == RESULT_OK && !check_editions(build, &gather)) {
		status = RESULT_REFUSED;
	}
	if (status == RESULT_OK)
		status = write_packs(build, &gather, request);
out:
	gather_release(&gather);
	return status;
}

/* Selects the requested editions. False if the definition does not have the wanted one. */
static bool choose_editions(struct build *build, const char *wanted, bool editions[EDITIONS])
{
	bool found = !wanted;
	for (int i = 0; i < EDITIONS; i++) {
		editions[i] = build->definition.editions[i] && (!wanted || strcmp(wanted, edition_names[i]) == 0);
		found = found || editions[i];
	}
	if (!found)
		buf_format(&build->why, "%s: error: no <edition id=\"%s\"/>", build->definition.source.path,
			   wanted);
	return found;
}

static enum result build_in_store(struct build *build, const struct build_request *request,
				  const bool editions[EDITIONS], const struct base *base)
{
	struct store store;
	enum result status = store_open(&store, buf_cstr(&build->outputs.all[0].path), base, request->level,
					&build->why);
	if (status == RESULT_OK)
		status = build_content(build, request, editions, &store);
	store_close(&store);
	return status;
}

static enum result build_definition(struct build *build, const struct build_request *request)
{
	const struct definition *definition = &build->definition;
	bool editions[EDITIONS];
	if (!choose_editions(build, request->edition, editions))
		return RESULT_REFUSED;
	if (!outputs_name(&build->outputs, editions, definition->id,
			  request->versioned ? definition->version : STR_NONE, request->output) ||
	    !content_folder(&build->folder, request->definition, definition->content))
		return RESULT_NO_MEMORY;
	enum result status = outputs_check(&build->outputs, &build->why);
	if (status != RESULT_OK || !request->base)
		return status == RESULT_OK ? build_in_store(build, request, editions, NULL) : status;
	struct base base;
	status = base_open(&base, request->base, definition->id, &build->why);
	if (status == RESULT_OK)
		status = build_in_store(build, request, editions, &base);
	base_close(&base);
	return status;
}

enum result build_run(struct build *build, const struct build_request *request)
{
	if (sodium_init() < 0) {
		buf_text(&build->why, "the cryptographic library cannot be initialised");
		return RESULT_FAILED;
	}
	enum result status = definition_read(&build->definition, request->definition, &build->mistakes, &build->why);
	if (status != RESULT_OK)
		return status;
	return build->mistakes.errors ? RESULT_REFUSED : build_definition(build, request);
}
