#include "pack/build.h"

#include "base/nearest.h"
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

static enum build_status fail(struct build *build, const char *what, const char *path, const char *reason)
{
	buf_format(&build->why, "cannot %s '%s': %s", what, path, reason);
	return BUILD_FAILED;
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

static enum build_status check(struct build *build, const struct build_request *request, struct gather *gather)
{
	struct build_lessons lessons = { .files = NULL };
	gather->lessons = &lessons;
	enum build_status status = request->check(request->context, build, &lessons, gather_lesson, gather);
	gather->lessons = NULL;
	if (gather->failed || build->report.failed)
		return BUILD_NO_MEMORY;
	if (status != BUILD_OK)
		return status;
	compare(build, gather, lessons.files->count);
	if (build->mistakes.failed)
		return BUILD_NO_MEMORY;
	return build->report.counts[SEVERITY_ERROR] || build->mistakes.errors ? BUILD_REFUSED : BUILD_OK;
}

static enum build_status from_outputs(enum outputs_status status)
{
	return status == OUTPUTS_OK ? BUILD_OK : status == OUTPUTS_FAILED ? BUILD_FAILED : BUILD_NO_MEMORY;
}

static enum outputs_status write_edition(struct build *build, const struct gather *gather, struct output *output,
					 const struct build_request *request)
{
	struct extras extras;
	struct edition edition = {
		.id = output->edition,
		.definition = &build->definition,
		.lessons = gather->slots[output->edition],
		.assets = &gather->assets,
		.extras = extras.all,
		.date = request->date,
		.deflate = build->foreign_deflate ? build->deflater : NULL,
	};
	enum outputs_status status = OUTPUTS_NO_MEMORY;
	switch (extras_make(&extras, &build->definition, edition.lessons, gather->store)) {
	case STORE_OK:
		edition.extra_count = extras.count;
		status = outputs_write(output, &edition, request->jobs, &build->why);
		break;
	case STORE_FAILED:
		fail(build, "write", buf_cstr(&output->path), file_status_text(FILE_FAILED));
		status = OUTPUTS_FAILED;
		break;
	case STORE_NO_MEMORY: break;
	}
	extras_release(&extras);
	return status;
}

static enum build_status write_packs(struct build *build, const struct gather *gather,
				     const struct build_request *request)
{
	enum outputs_status status = OUTPUTS_OK;
	enum deflate_library deflater = deflate_library_find(packed_make, build->deflater);
	build->foreign_deflate = deflater == DEFLATE_OTHER;
	if (deflater == DEFLATE_NO_MEMORY)
		return BUILD_NO_MEMORY;
	for (size_t i = 0; status == OUTPUTS_OK && i < build->outputs.count; i++)
		status = write_edition(build, gather, &build->outputs.all[i], request);
	build->assets = &gather->assets;
	enum build_status approved = status == OUTPUTS_OK && request->approve
					     ? request->approve(request->context, build)
					     : from_outputs(status);
	build->assets = NULL;
	return approved == BUILD_OK ? from_outputs(outputs_commit(&build->outputs, &build->why)) : approved;
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

static enum build_status build_content(struct build *build, const struct build_request *request,
				       const bool editions[EDITIONS], struct store *store)
{
	struct gather gather;
	enum build_status status = BUILD_NO_MEMORY;
	if (!gather_init(&gather, &build->definition, editions, store))
		goto out;
	status = check(build, request, &gather);
	if (status == BUILD_OK && !gather_finish(&gather, request->jobs))
		status = BUILD_NO_MEMORY;
	if (status == BUILD_OK && gather.failure.len > 0) {
		buf_str(&build->why, buf_view(&gather.failure));
		status = BUILD_FAILED;
	} else if (status == BUILD_OK && gather.refusal.len > 0) {
		buf_str(&build->why, buf_view(&gather.refusal));
		status = BUILD_REFUSED;
	} else if (status == BUILD_OK && !check_editions(build, &gather)) {
		status = BUILD_REFUSED;
	}
	if (status == BUILD_OK)
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

static enum build_status build_in_store(struct build *build, const struct build_request *request,
					const bool editions[EDITIONS], const struct base *base)
{
	const char *beside = buf_cstr(&build->outputs.all[0].path);
	struct store store;
	if (!store_open(&store, beside, base))
		return fail(build, "write", beside, file_status_text(FILE_FAILED));
	enum build_status status = build_content(build, request, editions, &store);
	store_close(&store);
	return status;
}

static enum build_status build_definition(struct build *build, const struct build_request *request)
{
	const struct definition *definition = &build->definition;
	bool editions[EDITIONS];
	if (!choose_editions(build, request->edition, editions))
		return BUILD_REFUSED;
	if (!outputs_name(&build->outputs, editions, definition->id,
			  request->versioned ? definition->version : STR_NONE, request->output) ||
	    !content_folder(&build->folder, request->definition, definition->content))
		return BUILD_NO_MEMORY;
	if (outputs_check(&build->outputs, &build->why) != OUTPUTS_OK)
		return BUILD_FAILED;
	if (!request->base)
		return build_in_store(build, request, editions, NULL);
	struct base base;
	enum build_status status = BUILD_NO_MEMORY;
	switch (base_open(&base, request->base, definition->id, &build->why)) {
	case BASE_OK: status = build_in_store(build, request, editions, &base); break;
	case BASE_REFUSED: status = BUILD_REFUSED; break;
	case BASE_FAILED: status = BUILD_FAILED; break;
	case BASE_NO_MEMORY: break;
	}
	base_close(&base);
	return status;
}

enum build_status build_run(struct build *build, const struct build_request *request)
{
	enum file_status why;
	if (sodium_init() < 0)
		return fail(build, "build", request->definition, "the cryptographic library cannot be initialised");
	switch (definition_read(&build->definition, request->definition, &build->mistakes, &why)) {
	case DEFINITION_OK: break;
	case DEFINITION_UNREADABLE: return fail(build, "read", request->definition, file_status_text(why));
	case DEFINITION_NO_MEMORY: return BUILD_NO_MEMORY;
	}
	return build->mistakes.errors ? BUILD_REFUSED : build_definition(build, request);
}
