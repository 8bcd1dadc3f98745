/* Packing what a pass has collected. */
#include "pack/cover.h"
#include "pack/extras.h"
#include "pack/outputs.h"
#include "preview/pass_content.h"

#include <fcntl.h>

/* Makes the slots fit for a pack. */
static bool clean(struct gather *gather)
{
	struct lesson_slot *slots = gather->slots[EDITION_FULL];
	for (size_t i = 0; i < gather->definition->lesson_count; i++) {
		/* One with a file that packs cannot contain was not packed. */
		if (slots[i].included && slots[i].packed.raw_size == 0) {
			slots[i].included = false;
			buf_clear(&slots[i].items);
		}
	}
	return pass_rename_items(gather);
}

static enum result write_pack(struct passing *passing, struct outputs *outputs)
{
	struct preview_pass *pass = passing->pass;
	struct gather *gather = &passing->gather;
	struct output *output = &outputs->all[0];
	struct extras extras;
	struct edition edition = {
		.id = EDITION_FULL,
		.definition = &pass->definition,
		.lessons = gather->slots[EDITION_FULL],
		.assets = &gather->assets,
		.cover = *gather->cover.name ? &gather->cover : NULL,
		.extras = extras.all,
		.store = gather->store,
	};
	enum result status = extras_make(&extras, &pass->definition, edition.lessons, gather->store, &pass->why);
	edition.extra_count = extras.count;
	if (status == RESULT_OK)
		status = outputs_write(output, &edition, pass->request.jobs, &pass->why);
	if (status == RESULT_OK) {
		pass->size = output->size;
		pass->file = fcntl(fileno(output->writer.stream), F_DUPFD_CLOEXEC, 0);
	}
	extras_release(&extras);
	return status == RESULT_OK && pass->file < 0 ? RESULT_NO_MEMORY : status;
}

enum result pass_pack(struct passing *passing)
{
	struct preview_pass *pass = passing->pass;
	struct gather *gather = &passing->gather;
	struct outputs outputs;
	enum result status = RESULT_NO_MEMORY;
	static const bool editions[EDITIONS] = { [EDITION_FULL] = true };
	outputs_init(&outputs);
	if (!gather_finish(gather, pass->request.jobs) || !clean(gather))
		goto out;
	if (!pass->request.is_definition && pass->checker.lessons.count == 1 && pass->lessons[0].title)
		pass->definition.title = str_from(pass->lessons[0].title);
	buf_str(&pass->why, buf_view(gather->refusal.len ? &gather->refusal : &gather->failure));
	if (pass->request.is_definition) {
		struct buf ignored;
		buf_init(&ignored, 64 * 1024);
		/* A pack can do without a cover that cannot be used. */
		bool good = cover_add(gather, buf_cstr(&pass->folder), &pass->mistakes, &ignored) != RESULT_NO_MEMORY;
		buf_release(&ignored);
		if (!good)
			goto out;
	}
	struct buf path;
	buf_init(&path, 64 * 1024);
	buf_format(&path, "%s/satchel-preview.satchel", pass->request.scratch);
	if (!buf_failed(&path) && outputs_name(&outputs, editions, pass->definition.id, STR_NONE, buf_cstr(&path)))
		status = write_pack(passing, &outputs);
	buf_release(&path);
out:
	outputs_release(&outputs);
	return status;
}
