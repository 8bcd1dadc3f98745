#include "convert/core/since_file.h"

#include "convert/core/pack_lesson.h"
#include "reader/satchel.h"

void since_file_release(struct since_file *file)
{
	map_release(&file->releases);
	arena_release(&file->arena);
}

static enum result read_items(struct since_file *file, const struct pack_reading *r, const struct json_token *since)
{
	const struct json_token *tokens = r->json->tokens;
	for (const struct json_token *at = since + 1; at < tokens + since->next; at = tokens + at->next) {
		struct json_string name = tape_name(r->json, at);
		struct str id = arena_str(&file->arena, (struct str){ name.at, name.len });
		uint64_t *release = arena_alloc(&file->arena, sizeof(*release));
		void **slot = id.at && release ? map_put(&file->releases, id) : NULL;
		if (!slot)
			return RESULT_NO_MEMORY;
		*release = tape_number(r->json, at);
		*slot = release;
	}
	return RESULT_OK;
}

enum result since_file_read(struct since_file *file, struct str bytes, struct buf *why)
{
	struct satchel_error error;
	struct json_tape tape;
	*file = (struct since_file){ .id = STR("") };
	arena_init(&file->arena);
	map_init(&file->releases);
	enum satchel_status status = satchel_verify_document(SATCHEL_PROGRESS, bytes.at, bytes.len, NULL, NULL, &error);
	if (status == SATCHEL_NO_MEMORY)
		return RESULT_NO_MEMORY;
	if (status != SATCHEL_OK) {
		buf_text(why, error.message);
		return RESULT_REFUSED;
	}
	if (!tape_make(&tape, bytes.at, bytes.len))
		return RESULT_NO_MEMORY;
	struct pack_reading r = { .arena = &file->arena, .json = &tape };
	const struct json_token *since = pack_member(&r, tape.tokens, "since");
	file->id = pack_string(&r, tape.tokens, "id");
	enum result result = since ? read_items(file, &r, since) : RESULT_OK;
	tape_free(&tape);
	return arena_failed(&file->arena) ? RESULT_NO_MEMORY : result;
}

uint64_t since_file_of(void *context, struct str id)
{
	const struct since_file *file = context;
	const uint64_t *release = map_get(&file->releases, id);
	return release ? *release : 0;
}
