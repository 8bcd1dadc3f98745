#include "check/rules.h"

/* Whether the lesson may not bear both. The lesson's own id lives in another world than the ids of its
 * parts, but for those that are unique in the whole tree as it is. */
static bool clash(enum id_kind a, enum id_kind b)
{
	if (a == KIND_LESSON || b == KIND_LESSON)
		return id_kind_is_global(a) && id_kind_is_global(b);
	return true;
}

/* The first element before id in the file that has its name already, or NULL. */
static const struct own_id *earlier(const struct lesson_check *check, const struct own_id *id, bool global_only)
{
	const struct own_id *first = NULL;
	for (const struct own_id *own = own_ids_any(&check->ids, id->id); own && own < id; own = own->same) {
		if (global_only && !id_kind_is_global(own->kind))
			continue;
		if (clash(own->kind, id->kind) && !first)
			first = own;
	}
	return first;
}

void check_identity(struct lesson_check *check)
{
	struct report *report = check->report;
	for (size_t i = 0; i < check->ids.count; i++) {
		const struct own_id *id = &check->ids.all[i];
		const struct own_id *first = earlier(check, id, false);
		if (!first)
			continue;
		struct place place = source_place(check->source, first->span);
		struct diagnostic *d =
			report_add(report, RULE_IDENTITY_DUPLICATE_ID, id->span, id->item,
				   "the id \"%.*s\" is taken: %s has it at %s:%u:%u", STR_ARG(id->id),
				   id_kind_phrase(first->kind), check->source->path, place.line, place.column);
		report_label(report, d, "used on line %u already", place.line);
		report_help(report, d, "%s",
			    id_kind_is_global(id->kind)
				    ? "give the newer of the two another id; learners have progress on the older one"
				    : "give one of the two another id, and change what points at it");
	}
}

void check_leave_ids(struct lesson_check *check)
{
	for (size_t i = 0; i < check->ids.count; i++) {
		const struct own_id *id = &check->ids.all[i];
		/* What stands twice here is told already; a source is nothing that other lessons see. */
		if (id->kind == KIND_SOURCE || earlier(check, id, id_kind_is_global(id->kind)))
			continue;
		index_add_id(check->index, id->id, id->kind, source_place(check->source, id->span));
	}
}
