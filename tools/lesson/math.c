#include "lesson/math.h"

/* Types without content of their own are groups of elements. */
static bool is_group(const struct model_type *type)
{
	return !type->content;
}

const struct model_child *math_element(struct str name, enum element_name *part)
{
	for (const struct model_type *type = math_model.types; type; type = type->next) {
		for (const struct model_child *child = type->children; child; child = child->next) {
			if (is_group(child->type) || !str_is(name, child->text))
				continue;
			*part = is_group(type) ? (enum element_name)MATH_EXPRESSION : child->name;
			return child;
		}
	}
	return NULL;
}

bool math_has_type(const struct model_type *type)
{
	const struct model_type *known = math_model.types;
	while (known && known != type)
		known = known->next;
	return known;
}

bool math_holds(const struct model_type *type, enum element_name part)
{
	for (unsigned state = 1; type->content && state < type->content->states; state++)
		if (type->content->next[state][part])
			return true;
	return false;
}

static bool has_valid_attributes(const struct math_node *node, const struct model_type *type)
{
	for (const struct math_attribute *a = node->attributes; a; a = a->next) {
		const struct model_attribute *declared = model_attribute(type, a->name);
		if (!declared || !automaton_value(declared->sure, a->value))
			return false;
	}
	return true;
}

static bool is_valid(const struct math_node *node, const struct model_type *type, unsigned depth, unsigned *count)
{
	unsigned char state = 1;
	if (depth > MATH_DEPTH_MAX || ++*count > MATH_ELEMENTS_MAX || !has_valid_attributes(node, type))
		return false;
	for (const struct math_node *child = node->children; child; child = child->next) {
		enum element_name part;
		if (!child->name) {
			if (!type->mixed)
				return false;
			continue;
		}
		const struct model_child *declared = math_element(str_from(child->name), &part);
		state = declared ? type->content->next[state][part] : 0;
		if (!state || !is_valid(child, declared->type, depth + 1, count))
			return false;
	}
	return type->content->accepts[state];
}

bool math_is_valid(const struct math_node *formula)
{
	unsigned count = 0;
	return is_valid(formula, math_model.root, 1, &count);
}
