#include "convert/core/import_folder.h"

#include "base/file_list.h"
#include "base/path.h"
#include "check/core/lesson_files.h"
#include "check/core/tree_root.h"
#include "check/reference/retired.h"
#include "format/format.h"
#include "lesson/template.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Records the ids of all lessons in the tree that the folder is, or will be, part of. */
static enum result note_tree(const char *path, struct new_ids *ids, bool *in_tree)
{
	enum result result = RESULT_OK;
	char *root = tree_root_existing(path, NULL);
	*in_tree = root && tree_root_climb(root);
	if (*in_tree) {
		struct file_list list;
		struct buf bytes;
		file_list_init(&list);
		buf_init(&bytes, BUF_CAP);
		if (!file_list_add(&list, root, LESSON_SUFFIX, NULL, NULL, NULL))
			result = RESULT_NO_MEMORY;
		for (size_t i = 0; i < list.count && result == RESULT_OK; i++)
			if (file_read(list.paths[i], LESSON_SIZE_MAX, &bytes) == FILE_OK &&
			    !new_ids_note(ids, buf_view(&bytes)))
				result = RESULT_NO_MEMORY;
		buf_release(&bytes);
		file_list_release(&list);
	}
	free(root);
	return result;
}

/* Reads a lesson of the folder, laid out. Files that are no lessons are ignored. */
static enum result read_target(struct import_folder *folder, const char *path, struct buf *why)
{
	struct import_target *target = arena_alloc(&folder->arena, sizeof(*target));
	char *kept = arena_copy(&folder->arena, path, strlen(path));
	struct buf bytes;
	size_t ids;
	if (!target || !kept)
		return RESULT_NO_MEMORY;
	buf_init(&bytes, BUF_CAP);
	buf_init(&target->bytes, BUF_CAP);
	buf_init(&target->merged, BUF_CAP);
	enum result result = file_result(file_read(path, LESSON_SIZE_MAX, &bytes), "read", path, why);
	enum format_status status =
		result == RESULT_OK ? format_lesson(buf_view(&bytes), NULL, NULL, &target->bytes, &ids) : FORMAT_OK;
	buf_release(&bytes);
	if (status == FORMAT_NO_MEMORY)
		result = RESULT_NO_MEMORY;
	if (result == RESULT_OK && status == FORMAT_OK)
		result = import_pieces_read(&target->pieces, folder->reader, buf_view(&target->bytes), &folder->arena);
	if (result == RESULT_REFUSED || status == FORMAT_NOT_XML) {
		buf_format(why, "'%s' is not a valid lesson; check it with satchel-validate and fix it first", path);
		result = RESULT_REFUSED;
	} else if (result == RESULT_OK && status != FORMAT_OK) {
		buf_format(why, "'%s' cannot be laid out, which is a bug: please report it", path);
		result = RESULT_FAILED;
	}
	if (result != RESULT_OK) {
		buf_release(&target->bytes);
		return result;
	}
	target->name = (struct str){ kept + strlen(folder->path) + 1, strlen(path) - strlen(folder->path) - 1 };
	*folder->end = target;
	folder->end = &target->next;
	return RESULT_OK;
}

static enum result read_targets(struct import_folder *folder, struct buf *why)
{
	struct file_list list;
	enum result result = RESULT_OK;
	file_list_init(&list);
	if (!file_list_add(&list, folder->path, LESSON_SUFFIX, lesson_file, NULL, NULL))
		result = RESULT_NO_MEMORY;
	file_list_sort(&list);
	for (size_t i = 0; i < list.count && result == RESULT_OK; i++)
		result = read_target(folder, list.paths[i], why);
	file_list_release(&list);
	return result;
}

static enum result read_map(struct import_folder *folder, struct new_ids *ids, struct buf *why)
{
	struct buf path, bytes;
	buf_init(&path, BUF_CAP);
	buf_init(&bytes, BUF_CAP);
	buf_format(&path, "%s/" IMPORT_MAP_NAME, folder->path);
	enum result result = buf_failed(&path) ? RESULT_NO_MEMORY : RESULT_OK;
	if (result == RESULT_OK && access(buf_cstr(&path), F_OK) != 0) {
		buf_format(why,
			   "'%s' is not empty, and no import made it: it has no " IMPORT_MAP_NAME "; name a new folder",
			   folder->path);
		result = RESULT_REFUSED;
	}
	if (result == RESULT_OK)
		result = file_result(file_read(buf_cstr(&path), LESSON_SIZE_MAX, &bytes), "read", buf_cstr(&path), why);
	if (result == RESULT_OK) {
		struct buf reason;
		buf_init(&reason, BUF_CAP);
		result = import_map_read(&folder->map, buf_view(&bytes), &reason);
		if (result == RESULT_REFUSED)
			buf_format(why, "'%s' is damaged: %s", buf_cstr(&path), buf_cstr(&reason));
		buf_release(&reason);
	}
	for (const struct import_record *r = folder->map.records; r && result == RESULT_OK; r = r->next)
		if (id_looks_valid(r->id) && !new_ids_take(ids, r->id))
			result = RESULT_NO_MEMORY;
	buf_release(&path);
	buf_release(&bytes);
	return result;
}

enum result import_folder_open(struct import_folder *folder, const char *path, struct new_ids *ids, struct buf *why)
{
	*folder = (struct import_folder){ 0 };
	arena_init(&folder->arena);
	size_t len = strlen(path);
	while (len > 1 && path[len - 1] == '/')
		len--;
	path = folder->path = arena_copy(&folder->arena, path, len);
	import_map_init(&folder->map);
	folder->end = &folder->targets;
	folder->schema = lesson_schema_new();
	folder->reader = folder->schema ? reader_new(NULL) : NULL;
	if (!folder->path || !folder->reader)
		return RESULT_NO_MEMORY;
	enum result result = new_folder_is_vacant(path, &folder->is_new, why);
	if (result == RESULT_OK)
		result = note_tree(path, ids, &folder->in_tree);
	if (result != RESULT_OK || folder->is_new)
		return result;
	folder->work = path;
	result = read_map(folder, ids, why);
	return result == RESULT_OK ? read_targets(folder, why) : result;
}

void import_folder_release(struct import_folder *folder)
{
	new_folder_drop(&folder->fresh);
	for (struct import_target *t = folder->targets; t; t = t->next) {
		buf_release(&t->bytes);
		buf_release(&t->merged);
	}
	for (struct import_target *t = folder->made; t; t = t->next) {
		buf_release(&t->bytes);
		buf_release(&t->merged);
	}
	reader_free(folder->reader);
	if (folder->schema)
		lesson_schema_free(folder->schema);
	import_map_release(&folder->map);
	arena_release(&folder->arena);
}

static enum result write_file(const struct import_folder *folder, struct str name, struct str bytes, struct buf *why)
{
	return folder->is_new ? new_folder_write(folder->work, name, bytes, why)
			      : folder_write(folder->work, name, bytes, why);
}

static bool is_there(const struct import_folder *folder, struct str name)
{
	struct buf path;
	buf_init(&path, BUF_CAP);
	buf_format(&path, "%s/%.*s", folder->work, STR_ARG(name));
	bool there = !buf_failed(&path) && access(buf_cstr(&path), F_OK) == 0;
	buf_release(&path);
	return there;
}

/* Writes the files that lessons show; those with equal names of earlier imports have equal content or another name. */
static enum result write_assets(const struct import_folder *folder, const struct import *import, struct buf *why)
{
	enum result result = RESULT_OK;
	for (const struct import_asset *a = import->assets; a && result == RESULT_OK; a = a->next)
		if (!a->unchanged || !is_there(folder, a->path))
			result = write_file(folder, a->path, a->bytes, why);
	return result;
}

/* Lessons that were moved to a folder below show files beside them there. */
static enum result write_moved_assets(const struct import_folder *folder, const struct import *import,
				      const struct import_target *target, struct buf *why)
{
	const char *slash = memrchr(target->name.at, '/', target->name.len);
	struct str rest = buf_view(&target->merged);
	enum result result = RESULT_OK;
	struct buf path;
	buf_init(&path, BUF_CAP);
	while (slash && rest.len && result == RESULT_OK) {
		const char *quote = memchr(rest.at, '"', rest.len);
		size_t start = quote ? (size_t)(quote - rest.at) + 1 : rest.len;
		const char *end = memchr(rest.at + start, '"', rest.len - start);
		struct str value = { rest.at + start, end ? (size_t)(end - rest.at) - start : 0 };
		const struct import_asset *asset = map_get(&import->asset_paths, value);
		buf_clear(&path);
		buf_format(&path, "%.*s/%.*s", (int)(slash - target->name.at), target->name.at, STR_ARG(value));
		if (buf_failed(&path))
			result = RESULT_NO_MEMORY;
		else if (asset && !is_there(folder, buf_view(&path)))
			result = write_file(folder, buf_view(&path), asset->bytes, why);
		rest = (struct str){ rest.at + start + value.len, rest.len - start - value.len };
		rest = rest.len ? (struct str){ rest.at + 1, rest.len - 1 } : rest;
	}
	buf_release(&path);
	return result;
}

/* Writes what a lesson becomes beside it. */
static enum result prepare(const struct import_folder *folder, const struct import_target *target,
			   struct file_writer *writer, struct buf *why)
{
	struct buf path;
	struct str bytes = buf_view(&target->merged);
	buf_init(&path, BUF_CAP);
	buf_format(&path, "%s/%.*s", folder->work, STR_ARG(target->name));
	enum result result = buf_failed(&path) ? RESULT_NO_MEMORY
					       : file_result(file_writer_open_over(writer, buf_cstr(&path)), "write",
							     buf_cstr(&path), why);
	if (result == RESULT_OK && fwrite(bytes.at, 1, bytes.len, writer->stream) != bytes.len) {
		result = file_result(FILE_FAILED, "write", buf_cstr(&path), why);
		file_writer_drop(writer);
	}
	buf_release(&path);
	return result;
}

/* Replaces lessons of an old folder: all or none, as far as so many files may be open. *from moves
 * past them. */
static enum result replace_lessons(struct import_folder *folder, struct import_target **from, size_t room,
				   struct buf *why)
{
	struct file_writer *writers = calloc(room, sizeof(*writers));
	struct file_writer **pointers = calloc(room, sizeof(struct file_writer *));
	struct import_target **targets = calloc(room, sizeof(struct import_target *));
	size_t open = 0;
	enum result result = writers && pointers && targets ? RESULT_OK : RESULT_NO_MEMORY;
	for (; *from && open < room && result == RESULT_OK; *from = (*from)->next) {
		if (!(*from)->merged.len)
			continue;
		result = prepare(folder, *from, &writers[open], why);
		if (result != RESULT_OK)
			break;
		targets[open] = *from;
		pointers[open] = &writers[open];
		open++;
	}
	struct file_failure failure;
	if (result == RESULT_OK && open && file_writers_commit(pointers, open, &failure) != FILE_OK) {
		buf_format(why, "cannot write '%.*s': %s", STR_ARG(targets[failure.at]->name), file_error_text(errno));
		result = RESULT_FAILED;
	}
	for (size_t i = 0; i < open; i++)
		file_writer_drop(&writers[i]);
	folder->begun = folder->begun || (result == RESULT_OK && open > 0);
	folder->written += open;
	free(writers);
	free(pointers);
	free(targets);
	return result;
}

static enum result write_lessons(struct import_folder *folder, const struct import *import, struct buf *why)
{
	enum result result = RESULT_OK;
	for (struct import_target *t = folder->made; t && result == RESULT_OK; t = t->next)
		if (t->merged.len) {
			result = write_file(folder, t->name, buf_view(&t->merged), why);
			folder->written++;
		}
	for (const struct import_target *t = folder->targets; t && result == RESULT_OK; t = t->next)
		if (t->merged.len)
			result = write_moved_assets(folder, import, t, why);
	size_t room = folder->targets ? file_writers_room() : 0;
	for (struct import_target *t = folder->targets; t && result == RESULT_OK;)
		result = replace_lessons(folder, &t, room, why);
	return result;
}

/* Whether the file in an old folder has these bytes already. */
static bool is_same(const struct import_folder *folder, const char *name, struct str bytes)
{
	struct buf path, there;
	buf_init(&path, BUF_CAP);
	buf_init(&there, BUF_CAP);
	buf_format(&path, "%s/%s", folder->work, name);
	bool same = !folder->is_new && !buf_failed(&path) &&
		    file_read(buf_cstr(&path), bytes.len + 1, &there) == FILE_OK && str_equal(buf_view(&there), bytes);
	buf_release(&path);
	buf_release(&there);
	return same;
}

/* reserved: only the ids are new. */
static enum result write_map(const struct import_folder *folder, bool reserved, struct buf *why)
{
	struct buf text;
	enum result result = RESULT_OK;
	buf_init(&text, BUF_CAP);
	import_map_write(&folder->map, reserved, &text);
	if (buf_failed(&text))
		result = RESULT_NO_MEMORY;
	else if (!is_same(folder, IMPORT_MAP_NAME, buf_view(&text)))
		result = write_file(folder, STR(IMPORT_MAP_NAME), buf_view(&text), why);
	buf_release(&text);
	return result;
}

/* Marks the top of a new tree. */
static enum result write_config(const struct import_folder *folder, struct buf *why)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	bool good = template_write(&(struct template){ .kind = TEMPLATE_CONFIG, .count = 1 }, NULL, &text) &&
		    !buf_failed(&text);
	enum result result = good ? write_file(folder, STR("satchel.xml"), buf_view(&text), why) : RESULT_NO_MEMORY;
	buf_release(&text);
	return result;
}

/* Removes what killed imports left. */
static void clear(const struct import_folder *folder)
{
	static const char *const inner[] = { "", "/images", "/sounds", "/films" };
	for (size_t i = 0; i < sizeof(inner) / sizeof(inner[0]); i++) {
		struct buf path;
		buf_init(&path, BUF_CAP);
		buf_format(&path, "%s%s", folder->path, inner[i]);
		if (!buf_failed(&path))
			file_writer_clear_all(buf_cstr(&path));
		buf_release(&path);
	}
}

/* Whether memory has run out so far. */
static bool has_failed(const struct import_folder *folder, const struct import *import)
{
	return arena_failed(&import->arena) || arena_failed(&folder->map.arena) || ledger_failed(&import->ledger);
}

enum result import_folder_save(struct import_folder *folder, struct import *import, struct buf *why)
{
	if (has_failed(folder, import))
		return RESULT_NO_MEMORY;
	enum result result = folder->is_new ? new_folder_begin(&folder->fresh, folder->path, why) : RESULT_OK;
	if (folder->is_new)
		folder->work = folder->fresh.work;
	else
		clear(folder);
	if (result == RESULT_OK)
		result = write_assets(folder, import, why);
	if (result == RESULT_OK)
		result = import_check(folder, import, why);
	if (result == RESULT_OK)
		result = import_merge(folder, import, why);
	if (result == RESULT_OK && has_failed(folder, import))
		result = RESULT_NO_MEMORY;
	/* First the new ids: an import that is interrupted between the files gives no item another one next time. */
	if (result == RESULT_OK && !folder->is_new)
		result = write_map(folder, true, why);
	if (result == RESULT_OK)
		result = write_lessons(folder, import, why);
	if (result == RESULT_OK && folder->is_new && !folder->written)
		return RESULT_OK;
	if (result == RESULT_OK && folder->is_new && !folder->in_tree)
		result = write_config(folder, why);
	if (result == RESULT_OK)
		result = write_map(folder, false, why);
	return result == RESULT_OK && folder->is_new ? new_folder_commit(&folder->fresh, why) : result;
}
