/* Lays out and checks the lessons that were made. */
#include "base/path.h"
#include "check/run/checker.h"
#include "convert/core/import_complete.h"
#include "convert/core/import_folder.h"
#include "convert/core/import_links.h"
#include "format/format.h"
#include "lesson/writer.h"

#include <stdlib.h>

enum { ROUNDS = 8 }; /* leaving out a part can make others invalid: links to it */

enum result import_size_check(const struct buf *bytes, struct str name, struct buf *why)
{
	if (bytes->len <= LESSON_SIZE_MAX)
		return RESULT_OK;
	buf_format(why, "the lesson '%.*s' would be larger than %d MB; split it in its source", STR_ARG(name),
		   LESSON_SIZE_MAX >> 20);
	return RESULT_REFUSED;
}

enum result import_lay_out(struct import *import, struct import_lesson *lesson, struct buf *out, struct buf *why)
{
	struct buf bytes;
	size_t new_ids;
	import_complete(import, lesson);
	if (arena_failed(&import->arena))
		return RESULT_NO_MEMORY;
	buf_init(&bytes, BUF_CAP);
	lesson_write(&lesson->lesson, &bytes);
	/* Before it is laid out, which takes several times its size. */
	enum result result = import_size_check(&bytes, lesson->name, why);
	enum format_status status = FORMAT_OK;
	if (result == RESULT_OK)
		status = buf_failed(&bytes) ? FORMAT_NO_MEMORY
					    : format_lesson(buf_view(&bytes), NULL, NULL, out, &new_ids);
	buf_release(&bytes);
	if (result == RESULT_OK && status == FORMAT_OK)
		return import_size_check(out, lesson->name, why);
	if (result != RESULT_OK || status == FORMAT_NO_MEMORY)
		return result != RESULT_OK ? result : RESULT_NO_MEMORY;
	buf_format(why, "the lesson '%.*s' cannot be written, which is a bug: please report it", STR_ARG(lesson->name));
	return RESULT_FAILED;
}

/* Lays out the lesson in the target and reads its parts. */
static enum result lay_out(struct import_folder *folder, struct import *import, struct import_target *target,
			   struct buf *why)
{
	enum result result = import_lay_out(import, target->lesson, &target->bytes, why);
	if (result != RESULT_OK)
		return result;
	result = import_pieces_read(&target->pieces, folder->reader, buf_view(&target->bytes), &folder->arena);
	if (result == RESULT_REFUSED)
		buf_format(why, "the lesson '%.*s' cannot be read again, which is a bug: please report it",
			   STR_ARG(target->lesson->name));
	return result == RESULT_REFUSED ? RESULT_FAILED : result;
}

/* A lesson that is being checked. */
struct trial {
	struct import_target *target;
	const char *name; /* the path at which it will be */
};

struct trials {
	struct import *import;
	struct trial *at;
	size_t count;
	struct map by_name;
};

/* A check_overlay. */
static bool read_trial(void *context, const char *path, struct str *bytes)
{
	const struct trial *trial = map_get(&((const struct trials *)context)->by_name, str_from(path));
	*bytes = trial ? trial->target->pieces.bytes : STR_NONE;
	return trial != NULL;
}

/* A file_error_handler: nothing is read from files. */
static void ignore_error(void *context, const char *path, enum file_status status)
{
	(void)context, (void)path, (void)status;
}

/* The part that contains the location; NULL if none does, or it is the head. */
static const struct import_piece *piece_at(const struct import_target *target, const struct location *location,
					   struct source *source)
{
	struct str line = source_line(source, location->line);
	size_t offset = line.at ? (size_t)(line.at - target->pieces.bytes.at) + location->column - 1 : 0;
	for (const struct import_piece *piece = target->pieces.first; line.at && piece; piece = piece->next)
		if (piece->group != PART_HEAD && offset >= piece->span.start && offset < piece->span.end)
			return piece;
	return NULL;
}

/* Removes the part that a finding is about; of a question set, only the question. */
static enum result drop(struct import *import, struct trial *trial, const struct map *parts,
			const struct diagnostic *finding, const struct import_piece *piece, struct buf *why)
{
	struct import_lesson *lesson = trial->target->lesson;
	struct str id = finding->item.len && import_remove(lesson, finding->item) ? finding->item
			: piece && import_remove(lesson, piece->id)		  ? piece->id
										  : STR_NONE;
	if (!id.len) {
		buf_format(why, "the lesson '%.*s' would not be valid, which is a bug; please report it: %s [%s]",
			   STR_ARG(trial->target->lesson->name), finding->message, finding->name);
		return RESULT_FAILED;
	}
	const struct import_part *part = map_get(parts, id);
	if (part)
		ledger_leave_out(&import->ledger, part->item, "it would not be valid: %s", finding->message);
	return RESULT_OK;
}

static bool find_parts(struct map *parts, const struct import_lesson *lesson)
{
	map_clear(parts);
	for (struct import_part *part = lesson->parts; part; part = part->next) {
		void **slot = part->id.at ? map_put(parts, part->id) : NULL;
		if (!slot)
			return false;
		*slot = part;
	}
	return true;
}

/* Removes what the errors are about. Of several errors in a part, the first counts. */
static enum result drop_all(struct trials *trials, const struct report *report, bool *dropped, struct buf *why)
{
	enum result result = RESULT_OK;
	struct trial *trial = NULL;
	struct map parts;
	map_init(&parts);
	struct source source = { .path = NULL };
	const struct import_piece *last = NULL;
	for (const struct diagnostic *d = report->first; d && result == RESULT_OK; d = d->next) {
		if (d->severity != SEVERITY_ERROR)
			continue;
		struct trial *of = map_get(&trials->by_name, str_from(d->path));
		if (!of)
			continue;
		if (of != trial) {
			trial = of;
			source_release(&source);
			source_init(&source, trial->name, trial->target->pieces.bytes);
			last = NULL;
			if (!find_parts(&parts, trial->target->lesson)) {
				result = RESULT_NO_MEMORY;
				break;
			}
		}
		const struct import_piece *piece = piece_at(trial->target, &d->location, &source);
		if (piece && piece == last)
			continue;
		result = drop(trials->import, trial, &parts, d, piece, why);
		last = piece;
		*dropped = true;
	}
	source_release(&source);
	map_release(&parts);
	return result;
}

/* The lessons of the folder that this import does not make, if links lead to them. */
static bool add_others(struct import_folder *folder, const struct trials *trials, struct file_list *list)
{
	bool good = true;
	for (const struct import_target *t = folder->targets; trials->import->links_out && good && t; t = t->next) {
		struct buf path;
		buf_init(&path, BUF_CAP);
		buf_format(&path, "%s/%.*s", folder->path, STR_ARG(t->name));
		good = !buf_failed(&path) &&
		       (map_get(&trials->by_name, buf_view(&path)) || file_list_append(list, buf_cstr(&path)));
		buf_release(&path);
	}
	return good;
}

/* Checks all lessons together, as satchel-validate does. */
static enum result check_once(struct import_folder *folder, struct trials *trials, bool *dropped, struct buf *why)
{
	struct rule_settings settings;
	struct report report;
	struct file_list list, others;
	enum result result = RESULT_OK;
	rule_settings_default(&settings);
	rules_keep_validity(&settings);
	report_init(&report, &settings);
	file_list_init(&list);
	file_list_init(&others);
	for (size_t i = 0; result == RESULT_OK && i < trials->count; i++)
		if (!file_list_append(&list, trials->at[i].name))
			result = RESULT_NO_MEMORY;
	if (result == RESULT_OK && !add_others(folder, trials, &others))
		result = RESULT_NO_MEMORY;
	const char **roots = calloc(trials->count + 1, sizeof(*roots));
	for (size_t i = 0; roots && i < trials->count; i++)
		roots[i] = folder->work;
	struct check_request request = {
		.settings = &settings,
		.lessons = &list,
		.context = &others,
		.roots = roots,
		.overlay = read_trial,
		.context_of_overlay = trials,
		.on_error = ignore_error,
	};
	if (!roots || result != RESULT_OK || check_run(&request, &report) == CHECK_NO_MEMORY)
		result = RESULT_NO_MEMORY;
	if (result == RESULT_OK)
		result = drop_all(trials, &report, dropped, why);
	free(roots);
	report_release(&report);
	file_list_release(&list);
	file_list_release(&others);
	return result;
}

/* A trial and a target for each lesson. */
static enum result begin(struct import_folder *folder, struct trials *trials)
{
	size_t count = 0;
	struct import_target **end = &folder->made;
	for (const struct import_lesson *lesson = trials->import->lessons; lesson; lesson = lesson->next)
		count++;
	trials->at = arena_alloc(&folder->arena, (count + 1) * sizeof(*trials->at));
	for (struct import_lesson *lesson = trials->import->lessons; trials->at && lesson; lesson = lesson->next) {
		struct import_target *target = arena_alloc(&folder->arena, sizeof(*target));
		struct buf path;
		buf_init(&path, BUF_CAP);
		buf_format(&path, "%s/%.*s.xml", folder->work, STR_ARG(lesson->name));
		char *kept = buf_failed(&path) ? NULL : arena_copy(&folder->arena, buf_cstr(&path), path.len);
		buf_release(&path);
		if (!target || !kept)
			return RESULT_NO_MEMORY;
		buf_init(&target->bytes, BUF_CAP);
		buf_init(&target->merged, BUF_CAP);
		target->name = str_from(path_name(kept));
		target->lesson = lesson;
		*end = target;
		end = &target->next;
		struct trial *trial = &trials->at[trials->count++];
		*trial = (struct trial){ .target = target, .name = kept };
		void **slot = map_put(&trials->by_name, str_from(kept));
		if (!slot)
			return RESULT_NO_MEMORY;
		*slot = trial;
	}
	return trials->at ? RESULT_OK : RESULT_NO_MEMORY;
}

static void leave_out_empty(struct import *import)
{
	for (const struct import_lesson *lesson = import->lessons; lesson; lesson = lesson->next)
		for (const struct import_part *origin = lesson->origins; origin && import_is_empty(lesson);
		     origin = origin->next)
			ledger_leave_out(&import->ledger, origin->item, "it has no text, questions or cards");
}

enum result import_check(struct import_folder *folder, struct import *import, struct buf *why)
{
	struct trials trials = { .import = import };
	map_init(&trials.by_name);
	bool dropped = true;
	enum result result = begin(folder, &trials);
	for (int round = 0; result == RESULT_OK && dropped; round++) {
		dropped = false;
		/* Again, because links may lead to what was left out. */
		result = import_links_resolve(import);
		for (size_t i = 0; result == RESULT_OK && i < trials.count; i++)
			result = lay_out(folder, import, trials.at[i].target, why);
		if (result == RESULT_OK && round == ROUNDS) {
			buf_text(why,
				 "the lessons still have errors after items were left out; please report this bug");
			result = RESULT_FAILED;
		}
		if (result == RESULT_OK)
			result = check_once(folder, &trials, &dropped, why);
	}
	map_release(&trials.by_name);
	leave_out_empty(import);
	return result;
}
