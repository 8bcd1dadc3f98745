#include "lesson/parse.h"

struct span parse_span(const struct parse *parse, size_t start, size_t end)
{
	if (parse->recovery)
		return (struct span){ recovery_original(parse->recovery, (uint32_t)start),
				      recovery_original(parse->recovery, (uint32_t)end) };
	return (struct span){ (uint32_t)start, (uint32_t)end };
}

bool parse_is_broken(const struct parse *parse, struct span span)
{
	const uint32_t *at = (const uint32_t *)(const void *)parse->broken.at;
	size_t low = 0, high = parse->broken.len / sizeof(*at);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (at[middle] < span.start)
			low = middle + 1;
		else
			high = middle;
	}
	return low < parse->broken.len / sizeof(*at) && at[low] < span.end;
}

bool parse_tag_is_empty(const struct parse *parse)
{
	return parse->markup_end > 0 && parse->text.at[parse->markup_end - 1] == '/';
}

void parse_stop(struct parse *parse, enum parse_end end)
{
	if (parse->end == PARSE_DONE)
		parse->end = end;
}

struct open_element *parse_top(struct parse *parse)
{
	return &parse->stack[parse->depth];
}

bool parse_text_is_late(const struct open_element *parent)
{
	unsigned rank = parent->last_rank ? model_text_rank(parent->type) : 0;
	return rank > 0 && parent->last_rank > rank;
}

bool parse_text_is_early(const struct parse *parse, const struct model_child *child)
{
	const struct open_element *parent = &parse->stack[parse->depth];
	unsigned rank = model_text_rank(parent->type);
	return child->rank < rank && parent->last_rank < rank && parse->builder.frames[parse->builder.depth].begun;
}

/* Whether the automata accept the element as the next child of the innermost one. */
static bool is_surely_valid(struct parse *parse, enum element_name name, const struct model_type *type, int count,
			    const xmlChar **attributes)
{
	struct open_element *parent = parse_top(parse);
	if (parse->depth > 0)
		parent->content = parent->type->content->next[parent->content][name];
	return (parse->depth == 0 || parent->content) && type && type->content &&
	       model_takes_attributes(type, count, attributes);
}

void parse_validate_open(struct parse *parse, enum element_name name, const struct model_type *type, int count,
			 const xmlChar **attributes)
{
	parse->content_stopped = false;
	parse->problem_count = 0;
	parse->problems_left_out = 0;
	if (parse->quick && !is_surely_valid(parse, name, type, count, attributes))
		parse_stop(parse, PARSE_UNSURE);
	if (parse->validate && name != ELEMENT_MATH)
		parse->validate->startElementNs(parse->validate_context, (const xmlChar *)element_text(name), NULL,
						(const xmlChar *)LESSON_NAMESPACE, 0, NULL, count, 0, attributes);
}

void parse_validate_close(struct parse *parse, enum element_name name)
{
	const struct open_element *element = parse_top(parse);
	parse->content_stopped = false;
	if (parse->quick && !element->type->content->accepts[element->content])
		parse_stop(parse, PARSE_UNSURE);
	if (parse->validate && name != ELEMENT_MATH)
		parse->validate->endElementNs(parse->validate_context, (const xmlChar *)element_text(name), NULL,
					      (const xmlChar *)LESSON_NAMESPACE);
}
