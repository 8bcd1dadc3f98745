#include "convert/core/import_parts.h"

/* Appends a part with that id and range; nothing if it has no id. False if memory ran out. */
static bool add(struct import_pieces *pieces, struct import_piece ***end, struct arena *arena, enum part_group group,
		struct str id, struct span span)
{
	if (!id.len)
		return true;
	struct import_piece *piece = arena_alloc(arena, sizeof(*piece));
	struct str own = piece ? arena_str(arena, id) : STR_NONE;
	if (!own.at)
		return false;
	*piece = (struct import_piece){ .group = group, .id = own, .span = span };
	hash_hex(hash_of(import_piece_bytes(pieces, piece), HASH_KEY), piece->digest);
	**end = piece;
	*end = &piece->next;
	return true;
}

/* From the title to the first section. */
static struct span head_span(const struct import_pieces *pieces, const struct lesson *lesson)
{
	struct span span = lesson->title ? lesson->title->element.span : (struct span){ 0 };
	if (lesson->sections && span.end)
		span.end = lesson->sections->element.span.start;
	while (span.end > span.start && ascii_is_space(pieces->bytes.at[span.end - 1]))
		span.end--;
	return span;
}

static bool add_all(struct import_pieces *pieces, const struct lesson *lesson, struct arena *arena)
{
	struct import_piece **end = &pieces->first;
	bool good = add(pieces, &end, arena, PART_HEAD, lesson->id.value, head_span(pieces, lesson));
	for (const struct section *s = lesson->sections; good && s; s = s->next)
		good = add(pieces, &end, arena, PART_SECTION, s->id.value, s->element.span);
	for (const struct question *q = lesson->questions; good && q; q = q->next) {
		const struct question_set *set = q->set;
		good = set ? add(pieces, &end, arena, PART_QUESTION, set->id.value, set->element.span)
			   : add(pieces, &end, arena, PART_QUESTION, q->id.value, q->element.span);
		while (set && q->next && q->next->set == set)
			q = q->next;
	}
	for (const struct card *c = lesson->cards; good && c; c = c->next)
		good = add(pieces, &end, arena, PART_CARD, c->id.value, c->element.span);
	for (const struct entry *e = lesson->glossary; good && e; e = e->next)
		good = add(pieces, &end, arena, PART_ENTRY, e->id.value, e->element.span);
	for (const struct reference *r = lesson->sources; good && r; r = r->next)
		good = add(pieces, &end, arena, PART_SOURCE, r->id.value, r->element.span);
	return good;
}

enum result import_pieces_read(struct import_pieces *pieces, struct reader *reader, struct str bytes,
			       struct arena *arena)
{
	*pieces = (struct import_pieces){ .bytes = bytes };
	struct rule_settings settings;
	struct report report;
	struct source source;
	const struct lesson *lesson = NULL;
	rule_settings_default(&settings);
	report_init(&report, &settings);
	source_init(&source, "", bytes);
	enum reader_status status = reader_read(reader, &source, &report, &lesson);
	enum result result = status == READER_NO_MEMORY ? RESULT_NO_MEMORY
			     : status != READER_OK	? RESULT_REFUSED
							: RESULT_OK;
	if (result == RESULT_OK && !add_all(pieces, lesson, arena))
		result = RESULT_NO_MEMORY;
	report_close_source(&report, &source);
	source_release(&source);
	report_release(&report);
	return result;
}
