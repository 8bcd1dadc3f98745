/* Elements and text in the wrong parent. Siblings that lack the same element around them are one mistake: the text and
 * the <em> of a paragraph without its <p>, or the rows of a table without its tags. */
#include "lesson/parse.h"

/* The elements that may contain one of that name. */
static struct element_set containers(const struct parse *parse, enum element_name name)
{
	struct element_set set = { .bits = { 0 } };
	const struct model *model = parse->schema ? parse->schema->model : NULL;
	for (const struct model_type *type = model ? model->types : NULL; type; type = type->next)
		for (const struct model_child *child = type->children; child; child = child->next)
			if (model_child(child->type, name))
				element_set_add(&set, child->name);
	if (model && model_child(model->root, name))
		element_set_add(&set, ELEMENT_LESSON);
	return set;
}

/* Those of the set that parent may contain; the set itself if there are none. */
static struct element_set nearest_containers(const struct element_set *set, const struct model_type *parent)
{
	struct element_set inner = { .bits = { 0 } };
	bool any = false;
	for (const struct model_child *child = parent ? parent->children : NULL; child; child = child->next) {
		if (!element_set_has(set, child->name))
			continue;
		element_set_add(&inner, child->name);
		any = true;
	}
	return any ? inner : *set;
}

/* Notes that a child of parent lacks one of these elements around it. Returns whether the children before it lack the
 * same, which has been reported. */
static bool joins(struct open_element *parent, const struct element_set *around)
{
	struct element_set both = *around;
	uint64_t any = 0;
	for (size_t i = 0; i < sizeof(both.bits) / sizeof(both.bits[0]); i++)
		any |= both.bits[i] &= parent->around.bits[i];
	bool joined = parent->loose && any;
	if (!joined)
		parent->strays = (struct element_set){ .bits = { 0 } };
	parent->around = joined ? both : *around;
	parent->loose = true;
	return joined;
}

/* Writes them as "<a>, <b> or <c>"; at most six, and none if it is allowed almost anywhere. */
static void list_containers(struct buf *out, const struct element_set *set)
{
	size_t count = 0, written = 0;
	for (size_t i = 0; i < ELEMENT_UNKNOWN; i++)
		count += element_set_has(set, (enum element_name)i);
	for (size_t i = 0; i < ELEMENT_UNKNOWN && count <= 6; i++) {
		if (!element_set_has(set, (enum element_name)i))
			continue;
		const char *between = written == 0 ? "" : written + 1 == count ? " or " : ", ";
		buf_format(out, "%s<%s>", between, element_text((enum element_name)i));
		written++;
	}
}

/* The child of the element that text in it must be put into; NULL if there is none for any text. Adds all that may
 * contain text to holders. */
static const struct model_child *text_container(const struct model_type *type, struct element_set *holders)
{
	const struct model_child *only = NULL, *p = model_child(type, ELEMENT_P);
	bool several = false;
	*holders = (struct element_set){ .bits = { 0 } };
	for (const struct model_child *child = type && !type->mixed ? type->children : NULL; child;
	     child = child->next) {
		if (!model_holds_text(child->type))
			continue;
		element_set_add(holders, child->name);
		several = only != NULL;
		only = child;
	}
	return type && type->mixed ? NULL : p ? p : several ? NULL : only;
}

static void help_text_container(struct parse *parse, struct diagnostic *d, const char *lead,
				const struct model_child *container)
{
	report_help(parse->report, d, "%sput it into %s <%s>", lead, strchr("aeiou", container->text[0]) ? "an" : "a",
		    container->text);
}

void diagnose_help_place(struct parse *parse, struct diagnostic *d, enum element_name name, const char *lead)
{
	const struct open_element *parent = parse_top(parse);
	const char *in = element_text(parent->name);
	struct buf names;
	buf_init(&names, 4096);
	struct element_set holders, set = containers(parse, name);
	set = nearest_containers(&set, parent->type);
	list_containers(&names, &set);
	const struct open_element *above = parse->depth ? &parse->stack[parse->depth - 1] : NULL;
	const struct model_child *fits_above = above ? model_child(above->type, name) : NULL;
	const struct model_child *around = above ? model_child(above->type, parent->name) : NULL;
	const struct model_child *container = text_container(parent->type, &holders);
	if (name == ELEMENT_SECTION && parent->name == ELEMENT_SECTION)
		report_help(parse->report, d,
			    "%ssections nest up to three levels; make it a paragraph, a list or a section at a higher "
			    "level",
			    lead);
	else if (name == ELEMENT_P && model_holds_text(parent->type) && !(parent->name == ELEMENT_P && fits_above))
		report_help(parse->report, d, "%sdelete its tags: <%s> contains its text directly", lead, in);
	else if (container && model_child(container->type, name))
		help_text_container(parse, d, lead, container);
	else if (fits_above && around && fits_above->rank < around->rank)
		report_help(parse->report, d, "%sit belongs in <%s>, before <%s>", lead, element_text(above->name), in);
	else if (fits_above && model_holds_text(parent->type))
		report_help(parse->report, d, "%swrite </%s> before it: it belongs in <%s>, after <%s>", lead, in,
			    element_text(above->name), in);
	else if (names.len)
		report_help(parse->report, d, "%sit belongs in %s", lead, buf_cstr(&names));
	else
		report_help(parse->report, d, "%smove it, or write </%s> before it", lead, in);
	diagnose_release(parse, &names);
}

bool diagnose_fits_before(struct parse *parse, enum element_name name)
{
	struct sibling *before = &parse_top(parse)->before;
	const struct model_child *child = model_child(before->type, name);
	if (!child || (child->single && before->lacks != name && element_set_has(&before->seen, name)))
		return false;
	if (before->element)
		before->element->unsure = true;
	if (before->lacks == name)
		report_drop(parse->report, before->lacks_at);
	before->lacks = ELEMENT_UNKNOWN;
	return true;
}

void diagnose_begin_strays(struct parse *parse, enum element_name name)
{
	struct open_element *parent = parse_top(parse);
	parent->around = containers(parse, name);
	parent->strays = (struct element_set){ .bits = { 0 } };
	parent->loose = true;
}

/* Whether many is the plural of one. */
static bool is_plural(const char *many, const char *one)
{
	size_t len = strlen(one);
	return strncmp(many, one, len) == 0 && strcmp(many + len, "s") == 0;
}

/* The list that parent may contain, <cards>, for the tag of one of its entries that has no attributes, <card>; or the
 * entry, for the tag of a list that has some. */
static enum element_name list_meant(const struct parse *parse, const struct open_element *parent,
				    enum element_name name)
{
	const char *text = element_text(name);
	size_t len = strlen(text), end = parse->markup_end > 0 ? parse->markup_end - 1 : 0;
	bool bare = end > len && parse->text.at[end] == '>' && memcmp(parse->text.at + end - len, text, len) == 0 &&
		    parse->text.at[end - len - 1] == '<';
	const struct model_child *child = parent->type ? parent->type->children : NULL;
	for (; child; child = child->next) {
		const struct element_set lists = containers(parse, child->name);
		if (bare ? is_plural(child->text, text) && model_child(child->type, name)
			 : is_plural(text, child->text) && element_set_has(&lists, name))
			return child->name;
	}
	return ELEMENT_UNKNOWN;
}

enum element_name diagnose_not_allowed(struct parse *parse, enum element_name name, struct span tag)
{
	struct open_element *parent = diagnose_doubt(parse);
	const struct element_set around = containers(parse, name);
	struct element_set holders;
	const struct model_child *container = text_container(parent->type, &holders);
	bool in_text = container && model_child(container->type, name) && model_holds_text(container->type) &&
		       model_child(container->type, name)->rank == model_text_rank(container->type);
	enum element_name list = list_meant(parse, parent, name);
	enum element_name meant = list != ELEMENT_UNKNOWN ? list : diagnose_alias(parent, element_text(name));
	bool placed = !model_child(parent->type, meant) && !model_attribute(parent->type, element_text(name));
	/* Of a <p> in a title, say, the text is read, and each is a mistake. */
	placed = placed && (name != ELEMENT_P || !parent->type->mixed);
	if (placed && joins(parent, &around)) {
		element_set_add(&parent->strays, name);
		diagnose_fits_before(parse, name);
		return ELEMENT_UNKNOWN;
	}
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, parent->item,
					  "<%s> can't be in <%s>", element_text(name), element_text(parent->name));
	diagnose_label_children(parse, d, parent);
	if (diagnose_help_attribute(parse, d, element_text(name)))
		return ELEMENT_UNKNOWN;
	element_set_add(&parent->strays, name);
	if (!in_text && list == ELEMENT_UNKNOWN && diagnose_fits_before(parse, name) &&
	    parent->last != ELEMENT_UNKNOWN) {
		report_help(parse->report, d, "move </%s> after it, if it is part of that element",
			    element_text(parent->last));
		return ELEMENT_UNKNOWN;
	}
	if (!model_child(parent->type, meant)) {
		diagnose_help_place(parse, d, name, "");
		return ELEMENT_UNKNOWN;
	}
	report_help(parse->report, d, "did you mean <%s>?", element_text(meant));
	parse->renamed = d;
	return meant;
}

void diagnose_text(struct parse *parse, struct str text, struct span span)
{
	struct open_element *parent = diagnose_doubt(parse);
	struct element_set holders;
	const struct model_child *container = text_container(parent->type, &holders);
	parent->worded = true;
	if (joins(parent, &holders))
		return;
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_TEXT_NOT_ALLOWED, span, parent->item,
					  "text can't be directly in <%s>", element_text(parent->name));
	diagnose_label_children(parse, d, parent);
	const char *missing = parent->missing;
	if (!parent->type->children && !missing)
		report_help(parse->report, d, "delete it");
	else if (!parent->type->children && diagnose_drop_missing(parse, NULL))
		report_help(parse->report, d, "write <%s %s=\"%.*s\"/>", element_text(parent->name), missing,
			    text.len > 60 ? 0 : (int)text.len, text.at);
	else if (diagnose_drop_missing(parse, "name"))
		report_help(parse->report, d, "write <%s name=\"%.*s\">", element_text(parent->name),
			    text.len > 60 ? 0 : (int)text.len, text.at);
	else if (diagnose_drop_missing(parse, "src"))
		report_help(parse->report, d, "write <%s src=\"…\">, and words into one of the elements inside",
			    element_text(parent->name));
	else if (container)
		help_text_container(parse, d, "", container);
	else
		report_help(parse->report, d, "put it into one of the elements inside, or delete it");
}
