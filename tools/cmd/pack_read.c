/* satchel-pack show, list, cat and extract. Uses the public reader, like everything that reads packs. */
#include "base/file.h"
#include "base/nearest.h"
#include "cmd/pack.h"
#include "reader/satchel.h"
#include "pack/extract.h"
#include "view/lesson_text.h"
#include "view/pack_contents.h"

int pack_exit_code(enum satchel_status status)
{
	return status == SATCHEL_OK					     ? EXIT_CLEAN
	       : status == SATCHEL_UNREADABLE || status == SATCHEL_NO_MEMORY ? EXIT_FAILED
									     : EXIT_FINDINGS;
}

static int print_error(const struct program *program, const char *path, const struct satchel_error *error)
{
	return program_fail(program, pack_exit_code(error->status), "%s: %s", path, error->message);
}

/* The nearest id so far, copied because lists provide ids only temporarily. */
struct near_id {
	struct nearest nearest;
	char best[SATCHEL_NAME_MAX + 1];
};

static void offer(struct near_id *near_id, const char *id)
{
	nearest_offer(&near_id->nearest, id);
	if (near_id->nearest.best != id)
		return;
	snprintf(near_id->best, sizeof(near_id->best), "%s", id);
	near_id->nearest.best = near_id->best;
}

static bool offer_entry(void *context, const struct satchel_entry *entry)
{
	size_t len = strlen(entry->name);
	char id[SATCHEL_NAME_MAX + 1];
	if (strncmp(entry->name, "lessons/", 8) == 0) {
		memcpy(id, entry->name + 8, len - 13);
		id[len - 13] = '\0';
		offer(context, id);
	}
	return true;
}

static bool offer_item(void *context, const struct satchel_item *item)
{
	offer(context, item->id);
	return true;
}

/* Reports an unknown id, and suggests a similar one. */
static int report_unknown_id(const struct program *program, const struct satchel *pack, const char *path,
			     const char *id)
{
	struct near_id near_id;
	struct satchel_error error;
	nearest_init(&near_id.nearest, str_from(id));
	if (satchel_list_entries(pack, offer_entry, &near_id, &error) != SATCHEL_OK ||
	    satchel_list_items(pack, offer_item, &near_id, &error) != SATCHEL_OK)
		return print_error(program, path, &error);
	if (near_id.nearest.best)
		return program_fail(program, EXIT_FINDINGS,
				    "%s: nothing in the pack has the id '%s'; did you mean '%s'?", path, id,
				    near_id.best);
	return program_fail(program, EXIT_FINDINGS,
			    "%s: nothing in the pack has the id '%s'; '" PACK_PROGRAM " show' lists its lessons", path,
			    id);
}

/* EXIT_CLEAN if the tape has been made. */
static int make_tape(const struct program *program, const struct satchel_bytes *bytes, struct json_tape *tape)
{
	size_t offset;
	enum json_fault fault = json_check(bytes->at, bytes->size, &offset);
	if (fault != JSON_GOOD && fault != JSON_OUT_OF_MEMORY)
		return program_fail(program, EXIT_FINDINGS, "the lesson is not valid JSON");
	if (fault == JSON_OUT_OF_MEMORY || !tape_make(tape, bytes->at, bytes->size))
		return program_fail_memory(program);
	return EXIT_CLEAN;
}

/* An item, with its set unless that is empty, or a lesson. */
static int cat_text(const struct program *program, const struct satchel_bytes *bytes, bool is_item,
		    const struct satchel_bytes *set_bytes)
{
	struct json_tape json, set = { .tokens = NULL };
	struct buf text;
	int code = make_tape(program, bytes, &json);
	if (code != EXIT_CLEAN)
		return code;
	if (set_bytes->at)
		code = make_tape(program, set_bytes, &set);
	buf_init(&text, BUF_CAP);
	if (is_item)
		view_item_text(&text, &json, set.tokens ? &set : NULL);
	else
		view_lesson_text(&text, &json);
	tape_free(&set);
	tape_free(&json);
	code = code == EXIT_CLEAN ? program_print(program, &text) : code;
	buf_release(&text);
	return code;
}

static int cat_bytes(const struct program *program, const struct satchel_bytes *bytes, bool is_json)
{
	struct buf end;
	buf_init(&end, 1);
	if (is_json)
		buf_char(&end, '\n');
	/* Write errors are detected when flushing. */
	if (bytes->size > 0)
		(void)!fwrite(bytes->at, 1, bytes->size, program->out);
	int code = program_print(program, &end);
	buf_release(&end);
	return code;
}

/* Reads a lesson or item by id, or an entry by name. */
static enum satchel_status read_any(const struct satchel *pack, const char *id, struct satchel_bytes *bytes,
				    bool *is_lesson, bool *is_item, struct satchel_error *error)
{
	enum satchel_status status = satchel_read_lesson(pack, id, bytes, error);
	*is_lesson = status == SATCHEL_OK;
	if (status == SATCHEL_NOT_FOUND)
		status = satchel_read_item(pack, id, bytes, error);
	*is_item = status == SATCHEL_OK && !*is_lesson;
	return status == SATCHEL_NOT_FOUND ? satchel_read(pack, id, bytes, error) : status;
}

int pack_cat(const struct pack_arguments *arguments)
{
	const struct program *program = &arguments->program;
	const char *path = arguments->operands[0], *id = arguments->operands[1];
	struct satchel_error error;
	struct satchel_bytes bytes, set = { NULL, 0 };
	bool is_lesson, is_item;
	int code;
	struct satchel *pack = satchel_open(path, &error);
	if (!pack)
		return print_error(program, path, &error);
	enum satchel_status status = read_any(pack, id, &bytes, &is_lesson, &is_item, &error);
	if (status == SATCHEL_OK && is_item && arguments->text)
		status = satchel_read_set(pack, id, &set, &error);
	if (status == SATCHEL_NOT_FOUND) {
		code = report_unknown_id(program, pack, path, id);
	} else if (status != SATCHEL_OK) {
		code = print_error(program, path, &error);
	} else if (!arguments->text) {
		code = cat_bytes(program, &bytes, is_lesson || is_item);
	} else if (is_lesson || is_item) {
		code = cat_text(program, &bytes, is_item, &set);
	} else {
		code = program_fail(program, EXIT_USAGE, "--text prints lessons and items, and '%s' is neither", id);
	}
	satchel_bytes_free(&set);
	satchel_bytes_free(&bytes);
	satchel_close(pack);
	return code;
}

typedef enum satchel_status view(struct buf *out, const struct satchel *pack, bool as_json,
				 struct satchel_error *error);

static int print_view(const struct pack_arguments *arguments, view *write)
{
	const struct program *program = &arguments->program;
	const char *path = arguments->operands[0];
	struct satchel_error error;
	struct buf text;
	struct satchel *pack = satchel_open(path, &error);
	if (!pack)
		return print_error(program, path, &error);
	buf_init(&text, BUF_CAP);
	int code = write(&text, pack, arguments->json, &error) == SATCHEL_OK ? program_print(program, &text)
									     : print_error(program, path, &error);
	buf_release(&text);
	satchel_close(pack);
	return code;
}

int pack_show(const struct pack_arguments *arguments)
{
	return print_view(arguments, view_pack);
}

int pack_list(const struct pack_arguments *arguments)
{
	return print_view(arguments, view_pack_entries);
}

int pack_extract(const struct pack_arguments *arguments)
{
	const struct program *program = &arguments->program;
	const char *path = arguments->operands[0];
	const struct extract_request request = {
		.folder = arguments->folder ? arguments->folder : ".",
		.names = arguments->operands + 1,
		.name_count = arguments->operand_count - 1,
		.force = arguments->force,
	};
	struct satchel_error error;
	struct buf why;
	struct satchel *pack = satchel_open(path, &error);
	if (!pack)
		return print_error(program, path, &error);
	buf_init(&why, BUF_CAP);
	enum satchel_status status = extract_entries(pack, &request, &error, &why);
	int code = status == SATCHEL_OK ? EXIT_CLEAN
		   : why.len		? program_fail(program, EXIT_FAILED, "%s", buf_cstr(&why))
					: print_error(program, path, &error);
	buf_release(&why);
	satchel_close(pack);
	return code;
}
