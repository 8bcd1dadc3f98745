#include "pack/build.h"

#include "base/nearest.h"
#include "pack/folder.h"
#include "pack/gather.h"
#include "reader/satchel.h"

#include <sodium.h>
#include <stdlib.h>

void build_init(struct build *build)
{
	*build = (struct build){ .definition.unit_count = 0 };
	rule_settings_default(&build->settings);
	report_init(&build->report, &build->settings);
	mistakes_init(&build->mistakes);
	buf_init(&build->folder, 64 * 1024);
	buf_init(&build->output, 64 * 1024);
	buf_init(&build->why, 64 * 1024);
}

void build_release(struct build *build)
{
	report_release(&build->report);
	definition_release(&build->definition);
	mistakes_release(&build->mistakes);
	buf_release(&build->folder);
	buf_release(&build->output);
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

static void tell_missing(struct build *build, const struct gather *gather, const struct definition_lesson *lesson)
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

/* Lessons that no file holds, and those that no unit names. */
static void compare(struct build *build, const struct gather *gather, size_t files)
{
	const struct definition *definition = &build->definition;
	const struct seen_lesson *seen = gather->seen;
	size_t count = gather->seen_count;
	/* Threads finish in any order. */
	qsort(gather->seen, count, sizeof(*seen), by_seen_id);
	for (size_t i = 0; i < count; i++)
		if (!definition_find(definition, str_from(seen[i].id)))
			mistakes_warn(&build->mistakes, definition->content_span, NULL,
				      "no unit names the lesson \"%s\" of %s, so the pack is without it", seen[i].id,
				      seen[i].path);
	/* A file of which nothing could be made may hold the lesson that seems to be missing. */
	if (count < files)
		return;
	for (size_t i = 0; i < definition->lesson_count; i++)
		if (!bsearch(definition->by_id[i]->id.at, seen, count, sizeof(*seen), seen_has_id))
			tell_missing(build, gather, definition->by_id[i]);
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

static enum build_status write_pack(struct build *build, const struct layout *layout)
{
	const char *path = buf_cstr(&build->output);
	struct file_writer writer;
	struct satchel_error error;
	enum build_status result = BUILD_FAILED;
	enum file_status status = file_writer_open(&writer, path);
	if (status != FILE_OK)
		return fail(build, "write", path, file_status_text(status));
	switch (layout_write(layout, writer.stream)) {
	case LAYOUT_OK:
		break;
	case LAYOUT_FAILED:
		fail(build, "write", path, file_status_text(FILE_FAILED));
		goto out;
	case LAYOUT_TOO_LARGE:
		fail(build, "write", path, "it has more than 65,534 entries, an index above 32 MiB, or 4 GiB in all");
		goto out;
	case LAYOUT_MANIFEST_LARGE:
		fail(build, "write", path, "its manifest is longer than 16 KiB");
		goto out;
	case LAYOUT_NO_MEMORY:
		result = BUILD_NO_MEMORY;
		goto out;
	}
	/* What is put in place has been read back: a broken disk or a fault of ours stops here. */
	if (satchel_verify(writer.temporary, NULL, NULL, &error) != SATCHEL_OK) {
		fail(build, "write", path, error.message);
		goto out;
	}
	status = file_writer_commit(&writer);
	if (status != FILE_OK)
		return fail(build, "write", path, file_status_text(status));
	return BUILD_OK;
out:
	file_writer_drop(&writer);
	return result;
}

static enum build_status build_content(struct build *build, const struct build_request *request)
{
	struct gather gather;
	enum build_status status = BUILD_NO_MEMORY;
	if (!gather_init(&gather, &build->definition))
		goto out;
	status = check(build, request, &gather);
	if (status == BUILD_OK && gather.failure.len > 0) {
		buf_str(&build->why, buf_view(&gather.failure));
		status = BUILD_FAILED;
	} else if (status == BUILD_OK && gather.refusal.len > 0) {
		buf_str(&build->why, buf_view(&gather.refusal));
		status = BUILD_REFUSED;
	}
	if (status != BUILD_OK)
		goto out;
	const struct layout layout = { &build->definition, gather.slots, &gather.assets };
	status = write_pack(build, &layout);
out:
	gather_release(&gather);
	return status;
}

enum build_status build_run(struct build *build, const struct build_request *request)
{
	enum file_status why;
	if (sodium_init() < 0)
		return fail(build, "build", request->definition, "the cryptographic library can't be started");
	switch (definition_read(&build->definition, request->definition, &build->mistakes, &why)) {
	case DEFINITION_OK: break;
	case DEFINITION_UNREADABLE: return fail(build, "read", request->definition, file_status_text(why));
	case DEFINITION_NO_MEMORY: return BUILD_NO_MEMORY;
	}
	if (build->mistakes.errors)
		return BUILD_REFUSED;
	if (request->output)
		buf_text(&build->output, request->output);
	else
		buf_format(&build->output, "%.*s.satchel", STR_ARG(build->definition.id));
	if (buf_failed(&build->output) || !pack_folder(&build->folder, request->definition, build->definition.content))
		return BUILD_NO_MEMORY;
	return build_content(build, request);
}
