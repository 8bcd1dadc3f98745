/* Exports the lessons of a pack. */
#include "convert/core/export.h"

#include "base/date.h"
#include "convert/core/pack_lesson.h"

struct pack_export {
	struct export *export;
	const struct exporter *exporter;
	void *state;
	const struct satchel *pack;
	struct arena arena; /* of the current lesson */
	enum result result;
	struct buf *why;
};

/* The result for an error of the reader. */
static enum result pack_result(const struct satchel_error *error, struct buf *why)
{
	if (error->status == SATCHEL_OK || error->status == SATCHEL_NO_MEMORY)
		return error->status == SATCHEL_OK ? RESULT_OK : RESULT_NO_MEMORY;
	buf_text(why, error->message);
	return error->status == SATCHEL_UNREADABLE ? RESULT_FAILED : RESULT_REFUSED;
}

static enum result read_file(void *context, struct str path, struct buf *bytes, struct buf *why)
{
	const struct pack_export *e = context;
	char name[SATCHEL_NAME_MAX + 1];
	struct satchel_bytes content;
	struct satchel_error error = { .status = SATCHEL_OK };
	if (path.len >= sizeof(name)) {
		buf_format(why, "the pack has no file '%.*s'", STR_ARG(path));
		return RESULT_REFUSED;
	}
	memcpy(name, path.at, path.len);
	name[path.len] = '\0';
	if (satchel_read(e->pack, name, &content, &error) != SATCHEL_OK)
		return pack_result(&error, why);
	buf_clear(bytes);
	buf_add(bytes, content.at, content.size);
	satchel_bytes_free(&content);
	return buf_failed(bytes) ? RESULT_NO_MEMORY : RESULT_OK;
}

static enum result export_json(struct pack_export *e, const struct satchel_bytes *json)
{
	struct json_tape tape;
	if (!tape_make(&tape, json->at, json->size))
		return RESULT_NO_MEMORY;
	arena_clear(&e->arena);
	const struct lesson *lesson = pack_lesson_read(&e->arena, &tape);
	tape_free(&tape);
	return lesson ? e->exporter->lesson(e->state, lesson, e->why) : RESULT_NO_MEMORY;
}

/* A satchel_lesson_visitor. */
static bool visit_lesson(void *context, const struct satchel_lesson *row)
{
	struct pack_export *e = context;
	struct satchel_bytes json;
	struct satchel_error error = { .status = SATCHEL_OK };
	ledger_source(&e->export->ledger, str_from(row->id));
	if (satchel_read_lesson(e->pack, row->id, &json, &error) != SATCHEL_OK) {
		e->result = pack_result(&error, e->why);
		return false;
	}
	e->result = export_json(e, &json);
	satchel_bytes_free(&json);
	return e->result == RESULT_OK;
}

struct unit_rows {
	struct pack_export *e;
	uint64_t end; /* the number of the first lesson after the unit */
};

/* A satchel_lesson_visitor that ends with the unit. */
static bool visit_in_unit(void *context, const struct satchel_lesson *row)
{
	const struct unit_rows *rows = context;
	return row->number < rows->end && visit_lesson(rows->e, row);
}

/* A satchel_unit_visitor. */
static bool visit_unit(void *context, const struct satchel_unit *unit)
{
	struct pack_export *e = context;
	struct satchel_error error = { .status = SATCHEL_OK };
	struct unit_rows rows = { e, unit->first_lesson + unit->lesson_count };
	e->export->unit = str_from(unit->title);
	if (unit->lesson_count &&
	    satchel_list_lessons(e->pack, unit->first_lesson, visit_in_unit, &rows, &error) != SATCHEL_OK)
		e->result = pack_result(&error, e->why);
	return e->result == RESULT_OK;
}

/* The ledger says what a part of a pack leaves out, because the exported file will not. */
static void report_edition(struct pack_export *e, const struct satchel_manifest *manifest)
{
	struct ledger *ledger = &e->export->ledger;
	if (!manifest->is_part)
		return;
	struct ledger_item *item = ledger_read(ledger, LEDGER_FILE, str_from(manifest->id), 0);
	ledger_changef(ledger, item, "the free edition does not contain them", "left out",
		       "%llu questions and %llu cards for members",
		       (unsigned long long)(manifest->whole.questions - manifest->counts.questions),
		       (unsigned long long)(manifest->whole.cards - manifest->counts.cards));
}

/* The day of the release, and its number as seconds: several may be made in a day. */
static int64_t moment_of(const struct satchel_manifest *manifest)
{
	enum { DAY = 86400 };
	if (!manifest->date)
		return 0;
	return (int64_t)date_number(str_from(manifest->date)) * DAY +
	       (int64_t)(manifest->release < DAY ? manifest->release : DAY - 1);
}

enum result export_pack(struct export *export, const struct exporter *exporter, const struct satchel *pack,
			struct buf *why)
{
	const struct satchel_manifest *manifest = satchel_manifest(pack);
	struct pack_export e = { .export = export, .exporter = exporter, .pack = pack, .why = why };
	struct satchel_error error = { .status = SATCHEL_OK };
	arena_init(&e.arena);
	export->title = str_from(manifest->title);
	export->id = str_from(manifest->id);
	export->moment = moment_of(manifest);
	export->read_file = read_file;
	export->context = &e;
	report_edition(&e, manifest);
	e.result = exporter->begin(export, &e.state, why);
	if (e.result == RESULT_OK && satchel_list_units(pack, visit_unit, &e, &error) != SATCHEL_OK)
		e.result = pack_result(&error, why);
	if (e.result == RESULT_OK)
		e.result = exporter->end(e.state, why);
	exporter->release(e.state);
	arena_release(&e.arena);
	return e.result;
}
