/* Updates the lessons of an earlier import. */
#include "convert/core/import_complete.h"
#include "convert/core/import_folder.h"
#include "format/format.h"

#include <stdio.h>

/* Where a part is today. */
struct import_home {
	struct import_target *target;
	const struct import_piece *piece;
};

/* A replacement or insertion in the bytes of a target. */
struct import_edit {
	struct span span; /* empty: inserted at its start */
	struct str text;
	const char *before, *after; /* markup around it; "" if there is none */
	struct import_edit *next;
};

struct merging {
	struct import_folder *folder;
	struct import *import;
	struct map homes;   /* by id */
	struct map items;   /* by id: the ledger's item */
	struct map sources; /* that were read */
	struct map targets; /* in the folder, by name */
	struct arena *arena;
};

/* Records where the parts of the old lessons are. */
static bool find_homes(struct merging *merging)
{
	for (struct import_target *target = merging->folder->targets; target; target = target->next) {
		void **by_name = map_put(&merging->targets, target->name);
		if (!by_name)
			return false;
		*by_name = target;
		for (const struct import_piece *piece = target->pieces.first; piece; piece = piece->next) {
			struct import_home *home = arena_alloc(merging->arena, sizeof(*home));
			void **slot = home ? map_put(&merging->homes, piece->id) : NULL;
			if (!slot)
				return false;
			*home = (struct import_home){ target, piece };
			*slot = *slot ? *slot : home;
		}
	}
	return true;
}

static bool find_items(struct merging *merging)
{
	for (const struct import_lesson *made = merging->import->lessons; made; made = made->next)
		for (const struct import_part *part = made->parts; part; part = part->next) {
			void **slot = part->item ? map_put(&merging->items, part->id) : NULL;
			if (part->item && !slot)
				return false;
			if (slot)
				*slot = part->item;
		}
	return true;
}

/* Adds an edit in order of offsets; those at one offset stay in order. False if memory ran out. */
static bool add_edit(struct merging *merging, struct import_target *target, const struct import_edit *edit)
{
	struct import_edit *copy = arena_alloc(merging->arena, sizeof(*copy));
	if (!copy)
		return false;
	*copy = *edit;
	/* Items mostly come in order, so the end is near. */
	struct import_edit **at = target->last_edit && target->last_edit->span.start <= copy->span.start
					  ? &target->last_edit->next
					  : &target->edits;
	while (*at && (*at)->span.start <= copy->span.start)
		at = &(*at)->next;
	copy->next = *at;
	*at = copy;
	target->last_edit = copy;
	return true;
}

static const char *const containers[] = {
	[PART_HEAD] = "",      [PART_SECTION] = "",	  [PART_QUESTION] = "questions",
	[PART_CARD] = "cards", [PART_ENTRY] = "glossary", [PART_SOURCE] = "sources",
};

/* The offset after the last part of the group, or after the container of the last group before it; *inside says
 * which. */
static uint32_t end_of_group(const struct import_target *target, enum part_group group, bool *inside)
{
	const struct import_piece *last = NULL;
	for (const struct import_piece *piece = target->pieces.first; piece; piece = piece->next)
		if (piece->group <= group)
			last = piece;
	if (!last)
		return 0;
	*inside = last->group == group;
	if (*inside)
		return last->span.end;
	/* Takeaways, which are no parts, are between sections and questions. */
	const char *names[] = { containers[last->group], last->group == PART_SECTION ? "takeaways" : "" };
	struct str bytes = target->pieces.bytes;
	uint32_t end = last->span.end;
	for (size_t i = 0; i < 2; i++) {
		char tag[32];
		int len = snprintf(tag, sizeof(tag), "</%s>", names[i]);
		const char *found = names[i][0] ? memmem(bytes.at + end, bytes.len - end, tag, (size_t)len) : NULL;
		end = found ? (uint32_t)(found - bytes.at) + (uint32_t)len : end;
	}
	return end;
}

/* Appends a new part to its group. */
static bool insert(struct merging *merging, struct import_target *target, const struct import_pieces *pieces,
		   const struct import_piece *piece)
{
	struct import_end *known = &target->ends[piece->group];
	if (!known->offset)
		known->offset = end_of_group(target, piece->group, &known->inside);
	bool inside = known->inside;
	struct import_edit edit = { .text = import_piece_bytes(pieces, piece), .before = "\n", .after = "" };
	edit.span.start = edit.span.end = known->offset;
	if (!edit.span.start)
		return true;
	if (!inside && piece->group > PART_SECTION && !target->opened[piece->group]) {
		/* The first one opens the container; close_containers closes it. */
		static const char *const opening[] = {
			[PART_QUESTION] = "\n<questions>",
			[PART_CARD] = "\n<cards>",
			[PART_ENTRY] = "\n<glossary>",
			[PART_SOURCE] = "\n<sources>",
		};
		target->opened[piece->group] = edit.span.start;
		edit.before = opening[piece->group];
	}
	return add_edit(merging, target, &edit);
}

static bool close_containers(struct merging *merging, struct import_target *target, enum part_group group)
{
	static const char *const closing[] = {
		[PART_QUESTION] = "</questions>",
		[PART_CARD] = "</cards>",
		[PART_ENTRY] = "</glossary>",
		[PART_SOURCE] = "</sources>",
	};
	if (group <= PART_SECTION || !target->opened[group])
		return true;
	struct import_edit edit = { .text = str_from(closing[group]), .before = "", .after = "" };
	edit.span.start = edit.span.end = target->opened[group];
	target->opened[group] = 0;
	return add_edit(merging, target, &edit);
}

/* Decides what becomes of one part of a new lesson, which belongs to target if it is new. */
static bool merge_piece(struct merging *merging, struct import_target *target, const struct import_pieces *pieces,
			const struct import_piece *piece)
{
	struct ledger *ledger = &merging->import->ledger;
	struct ledger_item *item = map_get(&merging->items, piece->id);
	struct import_record *record = import_map_of_id(&merging->folder->map, piece->id);
	const struct import_home *home = map_get(&merging->homes, piece->id);
	bool imported = record && record->digest[0];
	if (!home && !imported && !target) {
		/* It is no item of the lessons yet, and comes with its lesson if that comes back. */
		ledger_leave_out(ledger, item, "its lesson was removed since the last import");
		return true;
	}
	if (record)
		memcpy(record->now, piece->digest, HASH_HEX);
	if (!home && !imported)
		return insert(merging, target, pieces, piece);
	if (!home) {
		ledger_leave_out(ledger, item, "it was removed from the lessons since the last import");
		return true;
	}
	const char *now = home->piece->digest;
	if (strcmp(piece->digest, now) == 0 || (imported && strcmp(piece->digest, record->digest) == 0))
		return true;
	if (imported && strcmp(now, record->digest) == 0)
		return add_edit(merging, home->target,
				&(struct import_edit){ .span = home->piece->span,
						       .text = import_piece_bytes(pieces, piece),
						       .before = "",
						       .after = "" });
	ledger_changef(ledger, item, "it was edited here and changed in its source since the last import",
		       "the edited text was kept", "the text in %.*s", STR_ARG(home->target->name));
	/* So it is reported until both agree. */
	memcpy(record->now, record->digest, HASH_HEX);
	return true;
}

/* target is the file in the folder; NULL: it was removed. False if memory ran out. */
static bool merge_lesson(struct merging *merging, struct import_target *target, const struct import_target *made)
{
	enum part_group group = PART_HEAD;
	for (const struct import_piece *piece = made->pieces.first; piece; piece = piece->next) {
		if (target && piece->group != group && !close_containers(merging, target, group))
			return false;
		group = piece->group;
		if (!merge_piece(merging, target, &made->pieces, piece))
			return false;
	}
	return !target || close_containers(merging, target, group);
}

/* A lesson that no earlier import made. Parts that are in other lessons already, such as cards that were moved to
 * another deck, stay there. */
static enum result add_lesson(struct merging *merging, struct import_target *made, struct buf *why)
{
	bool removed = false;
	if (import_is_empty(made->lesson))
		return RESULT_OK;
	for (const struct import_piece *piece = made->pieces.first; piece; piece = piece->next) {
		struct import_record *record = import_map_of_id(&merging->folder->map, piece->id);
		if (map_get(&merging->homes, piece->id)) {
			if (!merge_piece(merging, NULL, &made->pieces, piece))
				return RESULT_NO_MEMORY;
			removed = import_remove(made->lesson, piece->id) || removed;
		} else if (record) {
			memcpy(record->now, piece->digest, HASH_HEX);
		}
	}
	if (import_is_empty(made->lesson))
		return RESULT_OK;
	if (removed)
		return import_lay_out(merging->import, made->lesson, &made->merged, why);
	buf_str(&made->merged, buf_view(&made->bytes));
	return buf_failed(&made->merged) ? RESULT_NO_MEMORY : RESULT_OK;
}

/* Writes the bytes of the target with its edits, laid out. */
static enum result apply(struct import_target *target, struct buf *why)
{
	struct str bytes = target->pieces.bytes;
	struct buf edited;
	uint32_t done = 0;
	size_t ids;
	if (!target->edits)
		return RESULT_OK;
	buf_init(&edited, BUF_CAP);
	for (const struct import_edit *edit = target->edits; edit; edit = edit->next) {
		buf_add(&edited, bytes.at + done, edit->span.start - done);
		buf_text(&edited, edit->before);
		buf_str(&edited, edit->text);
		done = edit->span.end;
	}
	buf_add(&edited, bytes.at + done, bytes.len - done);
	enum format_status status = buf_failed(&edited)
					    ? FORMAT_NO_MEMORY
					    : format_lesson(buf_view(&edited), NULL, NULL, &target->merged, &ids);
	buf_release(&edited);
	if (status == FORMAT_OK)
		return import_size_check(&target->merged, target->name, why);
	if (status == FORMAT_NO_MEMORY)
		return RESULT_NO_MEMORY;
	buf_format(why, "'%.*s' cannot be updated, which is a bug: please report it", STR_ARG(target->name));
	return RESULT_FAILED;
}

/* Records which sources were read. */
static bool find_sources(struct merging *merging)
{
	for (const struct import_lesson *lesson = merging->import->lessons; lesson; lesson = lesson->next) {
		void **slot = map_put(&merging->sources, lesson->source);
		if (!slot)
			return false;
		*slot = merging;
	}
	return true;
}

/* The words of a part, for people: its text without tags. */
static struct str words_of(struct arena *arena, struct str xml)
{
	char *out = arena_alloc(arena, xml.len + 1);
	size_t len = 0;
	bool tag = false;
	for (size_t i = 0; out && i < xml.len; i++) {
		tag = tag ? xml.at[i] != '>' : xml.at[i] == '<';
		if (!tag)
			out[len++] = xml.at[i] == '>' ? ' ' : xml.at[i];
	}
	return str_trim((struct str){ out, len });
}

/* Reports imported parts that their source, which was read now, no longer has. */
static void report_withdrawn(struct merging *merging)
{
	struct ledger *ledger = &merging->import->ledger;
	for (const struct import_record *record = merging->folder->map.records; record; record = record->next) {
		const struct import_home *home = map_get(&merging->homes, record->id);
		if (!record->digest[0] || record->now[0] || !home || home->piece->group == PART_HEAD ||
		    !map_get(&merging->sources, record->source))
			continue;
		ledger_source(ledger, record->source);
		struct str xml = import_piece_bytes(&home->target->pieces, home->piece);
		struct ledger_item *item = ledger_read(ledger, LEDGER_WITHDRAWN, words_of(merging->arena, xml), 0);
		bool by_text = memmem(record->key.at, record->key.len, ":text-", 6);
		ledger_changef(ledger, item,
			       by_text ? "it is no longer in its source, or was reworded there and is new"
				       : "it is no longer in its source",
			       "kept; to withdraw it, delete it and retire its id", "'%.*s' in %.*s",
			       STR_ARG(record->id), STR_ARG(home->target->name));
	}
}

/* The file that has the lesson today, whatever its name; else that of the name; or NULL. */
static struct import_target *target_of(const struct merging *merging, const struct import_target *made)
{
	const struct import_home *home = map_get(&merging->homes, made->lesson->name);
	return home && home->piece->group == PART_HEAD ? home->target : map_get(&merging->targets, made->name);
}

static enum result merge_all(struct merging *merging, struct buf *why)
{
	struct import_folder *folder = merging->folder;
	enum result result = RESULT_OK;
	if (!find_homes(merging) || !find_items(merging) || !find_sources(merging))
		return RESULT_NO_MEMORY;
	for (struct import_target *made = folder->made; made && result == RESULT_OK; made = made->next) {
		struct import_target *target = target_of(merging, made);
		const struct import_record *record = import_map_of_id(&folder->map, made->lesson->name);
		if (!target && !(record && record->digest[0]))
			result = add_lesson(merging, made, why);
		else if (!merge_lesson(merging, target, made))
			result = RESULT_NO_MEMORY;
	}
	report_withdrawn(merging);
	for (struct import_target *t = folder->targets; t && result == RESULT_OK; t = t->next)
		result = apply(t, why);
	if (result == RESULT_OK)
		import_report_unshown(folder, merging->import, &merging->sources);
	return result;
}

enum result import_merge(struct import_folder *folder, struct import *import, struct buf *why)
{
	struct merging merging = { .folder = folder, .import = import, .arena = &folder->arena };
	map_init(&merging.homes);
	map_init(&merging.items);
	map_init(&merging.sources);
	map_init(&merging.targets);
	enum result result = merge_all(&merging, why);
	map_release(&merging.homes);
	map_release(&merging.items);
	map_release(&merging.sources);
	map_release(&merging.targets);
	return result;
}
