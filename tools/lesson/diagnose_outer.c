/* Mistakes that only the elements around an element reveal, and that a schema can't express. */
#include "lesson/parse.h"

static void note_nested(struct parse *parse, const struct open_element *element)
{
	if (!element->type || !element->type->alone)
		return;
	struct open_element *outer = parse_top(parse) - 1;
	while (outer > parse->stack && outer->type != element->type && model_holds_text(outer->type))
		outer--;
	if (outer->type == element->type && outer->nested.end == 0)
		outer->nested = element->tag;
}

void diagnose_nested(struct parse *parse, const struct open_element *outer)
{
	const char *name = element_text(outer->name);
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, outer->nested, outer->item,
					  "<%s> can't be in another <%s>", name, name);
	report_label(parse->report, d, "<%s> contains %s", name, outer->type->contains);
	report_help(parse->report, d, "write </%s> before it, or delete the tags of one of them", name);
}

/* access="free" in something for members. */
static void diagnose_vain_access(struct parse *parse, const struct open_element *element,
				 const struct named_attribute *attributes, size_t count)
{
	const struct builder_frame *frame = &parse->builder.frames[parse->builder.depth];
	const struct open_element *outer = element;
	while (outer > parse->stack && frame->for_members) {
		outer--;
		frame--;
	}
	outer++;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(attributes[i].meant, "access") != 0)
			continue;
		struct diagnostic *d =
			report_add(parse->report, RULE_SCHEMA_BAD_VALUE, attributes[i].attribute.span, element->item,
				   "this <%s> is in a <%s> for members, so it can't be free",
				   element_text(element->name), element_text(outer->name));
		report_help(parse->report, d, "delete access=\"free\" here, or access=\"member\" at the <%s>",
			    element_text(outer->name));
	}
}

void diagnose_outer(struct parse *parse, const struct named_attribute *attributes, size_t count)
{
	const struct open_element *element = parse_top(parse);
	note_nested(parse, element);
	if (parse->builder.frames[parse->builder.depth].vain)
		diagnose_vain_access(parse, element, attributes, count);
}
