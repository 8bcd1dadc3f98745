#include "lesson/parse.h"

#include <stdio.h>

/* Adds a required element that the file lacks, as an empty one, for validator and builder. */
static void imply(struct parse *parse, enum element_name name, struct span at)
{
	parse->implied = true;
	parse_validate_open(parse, name, NULL, 0, NULL);
	parse_validate_close(parse, name);
	parse->implied = false;
	builder_open(&parse->builder, name, NULL, 0, at, true);
	builder_close(&parse->builder, at.end, true);
	element_set_add(&parse_top(parse)->seen, name);
}

static void add_repair(struct parse *parse, struct repair repair)
{
	if (repairs_add(parse->repairs, repair))
		parse->new_repairs++;
	else
		parse_stop(parse, PARSE_NO_MEMORY);
}

/* Of the children that the validator expects, the first required one that is missing, or was misplaced. If any is set
 * and there is none, the first. */
static enum element_name wanted_of(const struct parse *parse, const struct open_element *element, bool any)
{
	const struct model_type *type = element->type;
	enum element_name first = ELEMENT_UNKNOWN;
	const char *p = parse->expected;
	while (*p) {
		char name[32];
		size_t len = strcspn(p, " ");
		snprintf(name, sizeof(name), "%.*s", (int)len, p);
		p += len + (p[len] == ' ');
		const struct model_child *child = model_child(type, element_find(name));
		if (child && child->required &&
		    (!element_set_has(&element->seen, child->name) || child->rank > element->last_rank))
			return child->name;
		if (first == ELEMENT_UNKNOWN && child)
			first = child->name;
	}
	return any ? first : ELEMENT_UNKNOWN;
}

void parse_note_stop(struct parse *parse, struct open_element *parent, uint32_t offset, enum element_name name,
		     struct span tag)
{
	enum element_name wanted = wanted_of(parse, parent, false);
	if (parse->last_pass) {
		struct repair repair = { offset, REPAIR_SKIP, wanted };
		diagnose_repair(parse, &repair, name, tag);
		return;
	}
	parent->stopped = true;
	parent->stopped_at = offset;
	parent->wanted = wanted;
	parent->wanted_seen = false;
}

void parse_judge_stop(struct parse *parse, const struct open_element *parent)
{
	if (!parent->stopped)
		return;
	const struct model_child *wanted = model_child(parent->type, parent->wanted);
	enum repair_kind kind = !wanted		       ? REPAIR_SKIP
				: !parent->wanted_seen ? REPAIR_INSERT_BEFORE
				: wanted->single       ? REPAIR_LATE_BEFORE
						       : REPAIR_SKIP_EARLY;
	add_repair(parse, (struct repair){ parent->stopped_at, kind, parent->wanted });
}

bool parse_repair_before(struct parse *parse, const struct model_child *child, enum element_name name, uint32_t offset,
			 struct span tag)
{
	struct open_element *parent = parse_top(parse);
	bool late = child && (child->rank < parent->last_rank || (child->rank == parent->last_rank && child->single));
	if (late) {
		struct repair skip = { offset, REPAIR_SKIP, ELEMENT_UNKNOWN };
		/* Adjacent misplaced elements are probably one mistake. */
		if (parse->renamed || !parent->disorder || (child->single && element_set_has(&parent->seen, name)))
			diagnose_repair(parse, &skip, name, tag);
		parent->disorder = true;
		return false;
	}
	bool disorder = parent->disorder;
	parent->disorder = false;
	size_t count = repairs_count(parse->repairs);
	for (size_t i = count ? repairs_find(parse->repairs, offset) : 0; i < count; i++) {
		const struct repair *repair = repairs_at(parse->repairs, i);
		if (repair->offset != offset)
			break;
		if (repair->kind == REPAIR_INSERT_AT_END)
			continue;
		if (repair->kind == REPAIR_LATE_BEFORE)
			element_set_add(&parent->late, repair->wanted);
		else if (repair->kind != REPAIR_SKIP_EARLY || !disorder)
			diagnose_repair(parse, repair, name, tag);
		parent->disorder = repair->kind == REPAIR_SKIP_EARLY;
		if (repair->kind == REPAIR_SKIP || repair->kind == REPAIR_SKIP_EARLY)
			return false;
		imply(parse, repair->wanted, (struct span){ tag.start, tag.start });
	}
	return true;
}

void parse_repair_end(struct parse *parse, size_t end)
{
	struct open_element *element = parse_top(parse);
	size_t count = repairs_count(parse->repairs);
	for (size_t i = count ? repairs_find(parse->repairs, element->offset) : 0; i < count; i++) {
		const struct repair *repair = repairs_at(parse->repairs, i);
		if (repair->offset != element->offset)
			break;
		if (repair->kind != REPAIR_INSERT_AT_END)
			continue;
		diagnose_repair(parse, repair, element->name, element->tag);
		imply(parse, repair->wanted, parse_span(parse, end, end));
	}
}

void parse_note_missing(struct parse *parse, const struct open_element *element)
{
	enum element_name wanted = wanted_of(parse, element, true);
	struct repair repair = { element->offset, REPAIR_INSERT_AT_END, wanted };
	if (parse->last_pass)
		diagnose_repair(parse, &repair, element->name, element->tag);
	else if (wanted != ELEMENT_UNKNOWN)
		add_repair(parse, repair);
}
