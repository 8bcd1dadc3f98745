#include "lesson/parse.h"

#include "lesson/other_file.h"

static const struct open_element *parent_of(const struct parse *parse)
{
	return &parse->stack[parse->depth];
}

/* The innermost element; its content can't be read as it is. */
static struct open_element *doubt(struct parse *parse)
{
	struct open_element *element = parse_top(parse);
	element->unsure = true;
	return element;
}

/* Whether child belongs to the text of type, like <em>. Blanks do too, but only clozes have them. */
static bool is_inline(const struct model_type *type, const struct model_child *child)
{
	return child->rank == model_text_rank(type) && child->name != ELEMENT_BLANK;
}

/* Writes "<a>, <b> or <c>" for the allowed children of type; abbreviates the inline elements to "text with inline
 * elements". */
/* If completes is not NULL, only the children that are true in it. */
static void list_children(struct buf *out, const struct model_type *type, const bool *completes)
{
	const struct model_child *text = NULL, *listed = NULL;
	size_t count = 0;
	for (const struct model_child *child = type ? type->children : NULL;; child = child->next) {
		if (child && completes && !completes[child->name])
			continue;
		if (child && is_inline(type, child)) {
			if (text)
				continue;
			text = child;
		}
		if (listed) {
			buf_text(out, count == 0 ? "" : child ? ", " : " or ");
			if (listed == text)
				buf_text(out, "text with inline elements");
			else
				buf_format(out, "<%s>", element_text(listed->name));
			count++;
		}
		if (!child)
			break;
		listed = child;
	}
}

void diagnose_release(struct parse *parse, struct buf *words)
{
	parse->report->failed = parse->report->failed || buf_failed(words);
	buf_release(words);
}

static void label_children(struct parse *parse, struct diagnostic *d, const struct open_element *parent)
{
	struct buf names;
	buf_init(&names, 4096);
	list_children(&names, parent->type, NULL);
	if (d && names.len)
		report_label(parse->report, d, "<%s> contains %s", element_text(parent->name), buf_cstr(&names));
	else if (d)
		report_label(parse->report, d, "<%s> is always empty", element_text(parent->name));
	diagnose_release(parse, &names);
}

/* The attribute of the parent is not missing: it is there as something else. Returns whether that was reported. */
static bool drop_missing(struct parse *parse, const char *name)
{
	struct open_element *parent = parse_top(parse);
	if (!parent->missing || (name && strcmp(parent->missing, name) != 0))
		return false;
	report_drop(parse->report, parent->missing_at);
	parent->missing = NULL;
	parent->before.lacks = ELEMENT_UNKNOWN; /* it may hang on what was dropped */
	return true;
}

/* Reports an element named like an attribute of its parent. Returns whether it is one. */
static bool help_attribute(struct parse *parse, struct diagnostic *d, const char *name)
{
	const struct open_element *parent = parent_of(parse);
	if (!model_attribute(parent->type, name))
		return false;
	report_help(parse->report, d, "%s is an attribute: write <%s %s=\"…\">", name, element_text(parent->name),
		    name);
	drop_missing(parse, name);
	return true;
}

void diagnose_root(struct parse *parse, const char *name, const char *namespace, struct span tag)
{
	if (strcmp(name, "lesson") != 0) {
		struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_ROOT, tag, STR_NONE,
						  "the root element is <%s>, not <lesson>", name);
		const char *what = namespace ? other_file_of(str_from(namespace)) : NULL;
		if (what)
			report_help(parse->report, d, "this is %s; name the lessons without it", what);
		else
			report_help(parse->report, d, "write <lesson xmlns=\"%s\" …>", LESSON_NAMESPACE);
		return;
	}
	struct diagnostic *d;
	if (namespace)
		d = report_add(parse->report, RULE_SCHEMA_ROOT, tag, STR_NONE,
			       "<lesson> has the namespace '%s', not '%s'", namespace, LESSON_NAMESPACE);
	else
		d = report_add(parse->report, RULE_SCHEMA_ROOT, tag, STR_NONE, "<lesson> has no namespace");
	report_help(parse->report, d, "write <lesson xmlns=\"%s\" …>", LESSON_NAMESPACE);
}

enum element_name diagnose_foreign_element(struct parse *parse, const char *prefix, const char *name,
					   const char *namespace, struct span tag)
{
	struct open_element *parent = doubt(parse);
	struct diagnostic *d;
	if (prefix && !namespace)
		d = report_add(parse->report, RULE_SCHEMA_UNKNOWN_ELEMENT, tag, parent->item,
			       "the prefix of <%s:%s> is not declared", prefix, name);
	else
		d = report_add(parse->report, RULE_SCHEMA_UNKNOWN_ELEMENT, tag, parent->item,
			       "<%s> is in the namespace '%s', which lessons cannot contain", name,
			       namespace ? namespace : "");
	enum element_name element = element_find(name);
	if (!model_child(parent->type, element)) {
		report_help(parse->report, d, "a lesson has elements of %s only", LESSON_NAMESPACE);
		return ELEMENT_UNKNOWN;
	}
	if (prefix)
		report_help(parse->report, d, "write <%s>", name);
	else
		report_help(parse->report, d, "delete xmlns=\"%s\"", namespace ? namespace : "");
	return element;
}

/* Writes the allowed parents of name as "<a>, <b> or <c>"; at most six, and none if it is allowed almost anywhere. */
static void list_parents(struct buf *out, const struct model *model, enum element_name name)
{
	bool fits[ELEMENT_UNKNOWN] = { false };
	size_t count = 0, written = 0;
	for (const struct model_type *type = model->types; type; type = type->next)
		for (const struct model_child *child = type->children; child; child = child->next)
			if (model_child(child->type, name))
				fits[child->name] = true;
	fits[ELEMENT_LESSON] = model_child(model->root, name) != NULL;
	for (size_t i = 0; i < ELEMENT_UNKNOWN; i++)
		count += fits[i];
	if (count > 6)
		return;
	for (size_t i = 0; i < ELEMENT_UNKNOWN; i++) {
		if (!fits[i])
			continue;
		const char *between = written == 0 ? "" : written + 1 == count ? " or " : ", ";
		buf_format(out, "%s<%s>", between, element_text((enum element_name)i));
		written++;
	}
}

/* Says where an element belongs that can't be in its parent, after lead. */
static void help_place(struct parse *parse, struct diagnostic *d, enum element_name name, const char *lead)
{
	const struct open_element *parent = parent_of(parse);
	const char *in = element_text(parent->name);
	struct buf parents;
	buf_init(&parents, 4096);
	if (parse->schema)
		list_parents(&parents, parse->schema->model, name);
	const struct open_element *above = parse->depth ? &parse->stack[parse->depth - 1] : NULL;
	const struct model_child *fits_above = above ? model_child(above->type, name) : NULL;
	const struct model_child *around = above ? model_child(above->type, parent->name) : NULL;
	if (name == ELEMENT_SECTION && parent->name == ELEMENT_SECTION)
		report_help(parse->report, d,
			    "%ssections nest up to three levels; make it a paragraph, a list or a section at a higher "
			    "level",
			    lead);
	else if (name == ELEMENT_P && model_holds_text(parent->type) && !(parent->name == ELEMENT_P && fits_above))
		report_help(parse->report, d, "%sdelete its tags: <%s> contains its text directly", lead, in);
	else if (name == ELEMENT_MATH && model_child(parent->type, ELEMENT_P))
		report_help(parse->report, d, "%sput it into a <p>", lead);
	else if (fits_above && around && fits_above->rank < around->rank)
		report_help(parse->report, d, "%sit belongs in <%s>, before <%s>", lead, element_text(above->name), in);
	else if (fits_above && model_holds_text(parent->type))
		report_help(parse->report, d, "%swrite </%s> before it: it belongs in <%s>, after <%s>", lead, in,
			    element_text(above->name), in);
	else if (parents.len)
		report_help(parse->report, d, "%sit belongs in %s", lead, buf_cstr(&parents));
	else
		report_help(parse->report, d, "%smove it, or write </%s> before it", lead, in);
	diagnose_release(parse, &parents);
}

/* Whether the element before could contain one of that name, and so may have ended too early: it does not lack it
 * then. */
static bool fits_before(struct parse *parse, enum element_name name)
{
	struct sibling *before = &parse_top(parse)->before;
	if (!model_child(before->type, name))
		return false;
	if (before->element)
		before->element->unsure = true;
	if (before->lacks == name)
		report_drop(parse->report, before->lacks_at);
	before->lacks = ELEMENT_UNKNOWN;
	return true;
}

enum element_name diagnose_not_allowed(struct parse *parse, enum element_name name, struct span tag)
{
	struct open_element *parent = doubt(parse);
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, parent->item,
					  "<%s> can't be in <%s>", element_text(name), element_text(parent->name));
	label_children(parse, d, parent);
	enum element_name meant = diagnose_alias(parent, element_text(name));
	if (help_attribute(parse, d, element_text(name)))
		return ELEMENT_UNKNOWN;
	if (fits_before(parse, name) && parent->last != ELEMENT_UNKNOWN) {
		report_help(parse->report, d, "move </%s> after it, if it is part of that element",
			    element_text(parent->last));
		return ELEMENT_UNKNOWN;
	}
	if (!model_child(parent->type, meant)) {
		help_place(parse, d, name, "");
		return ELEMENT_UNKNOWN;
	}
	report_help(parse->report, d, "did you mean <%s>?", element_text(meant));
	parse->renamed = d;
	return meant;
}

enum element_name diagnose_unknown_element(struct parse *parse, const char *name, struct span tag)
{
	struct open_element *parent = doubt(parse);
	enum element_name meant = diagnose_meant(parent, name), next = diagnose_next_part(parent);
	/* Many formats have <text> and <name>, but only some parents have an equivalent. */
	if ((meant == ELEMENT_P || meant == ELEMENT_TITLE) && !model_child(parent->type, meant))
		meant = next;
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_UNKNOWN_ELEMENT, tag, parent->item,
					  "unknown element <%s>", name);
	label_children(parse, d, parent);
	if (help_attribute(parse, d, name))
		return ELEMENT_UNKNOWN;
	char lead[64];
	snprintf(lead, sizeof(lead), "did you mean <%s>? ", meant == ELEMENT_UNKNOWN ? "" : element_text(meant));
	if (strcmp(name, "br") == 0)
		report_help(parse->report, d,
			    "text wraps automatically; begin a new <p> or <item> for a new thought");
	else if (meant == ELEMENT_UNKNOWN)
		report_help(parse->report, d, "delete its tags, or the element with its content");
	else if (!model_child(parent->type, meant))
		help_place(parse, d, meant, lead);
	else
		report_help(parse->report, d, "%.*s", (int)strlen(lead) - 1, lead);
	if (!model_child(parent->type, meant))
		return ELEMENT_UNKNOWN;
	parse->renamed = d;
	return meant;
}

/* Reports an element that needs one of several children, and has none. */
static void diagnose_incomplete(struct parse *parse, const struct open_element *element, struct span tag)
{
	if (element->lacks != ELEMENT_UNKNOWN || (element->unsure && element->last == ELEMENT_UNKNOWN))
		return; /* what it lacks first, or what it has instead, has been reported */
	const char *here = element_text(element->name);
	const struct content_automaton *content = element->type->content;
	bool completes[ELEMENT_UNKNOWN] = { false }, any = false;
	unsigned char state = 1;
	for (unsigned s = 1; content && element->last != ELEMENT_UNKNOWN && s < content->states; s++)
		state = content->next[s][element->last] ? content->next[s][element->last] : state;
	for (unsigned i = 0; content && i < ELEMENT_UNKNOWN; i++)
		any |= completes[i] = content->accepts[content->next[state][i]];
	struct buf names;
	buf_init(&names, 4096);
	list_children(&names, element->type, any ? completes : NULL);
	struct diagnostic *d;
	if (element->last == ELEMENT_UNKNOWN)
		d = report_add(parse->report, RULE_SCHEMA_MISSING_ELEMENT, tag, element->item, "<%s> is empty", here);
	else
		d = report_add(parse->report, RULE_SCHEMA_MISSING_ELEMENT, tag, element->item,
			       "<%s> has nothing after its <%s>", here, element_text(element->last));
	report_help(parse->report, d, "it needs %s; or delete it", buf_cstr(&names));
	diagnose_release(parse, &names);
}

static void diagnose_missing(struct parse *parse, const struct repair *repair, enum element_name name, struct span tag)
{
	const char *wanted = element_text(repair->wanted), *here = element_text(name);
	if (element_set_has(&parent_of(parse)->as_attribute, repair->wanted))
		return; /* reported as attribute */
	const struct model_child *child = model_child(parent_of(parse)->type, repair->wanted);
	if (child && child->required && element_set_has(&parent_of(parse)->seen, repair->wanted))
		return; /* reported as misplaced */
	if (repair->kind == REPAIR_INSERT_BEFORE) {
		const struct open_element *parent = parent_of(parse);
		struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_MISSING_ELEMENT, tag, parent->item,
						  "<%s> has no <%s> before this <%s>",
						  element_text(parent->name), wanted, here);
		report_help(parse->report, d, "write <%s>…</%s> here", wanted, wanted);
		return;
	}
	const struct open_element *element = parent_of(parse);
	struct diagnostic *d;
	if (element->worded && element->last == ELEMENT_UNKNOWN)
		return; /* its text belongs into what is missing */
	if (child && child->required) {
		parse_top(parse)->lacks = repair->wanted;
		parse_top(parse)->lacks_at = report_mark(parse->report);
		d = report_add(parse->report, RULE_SCHEMA_MISSING_ELEMENT, tag, element->item, "<%s> has no <%s>", here,
			       wanted);
		if (element->last != ELEMENT_UNKNOWN)
			report_help(parse->report, d, "write <%s>…</%s> after its <%s>", wanted, wanted,
				    element_text(element->last));
		else
			report_help(parse->report, d, "write <%s>…</%s> in it", wanted, wanted);
		return;
	}
	diagnose_incomplete(parse, element, tag);
}

void diagnose_repair(struct parse *parse, const struct repair *repair, enum element_name name, struct span tag)
{
	if (repair->kind == REPAIR_INSERT_BEFORE || repair->kind == REPAIR_INSERT_AT_END) {
		diagnose_missing(parse, repair, name, tag);
		return;
	}
	struct open_element *parent = doubt(parse);
	const char *here = element_text(name), *in = element_text(parent->name);
	const struct model_child *child = model_child(parent->type, name);
	bool again = child && child->single && element_set_has(&parent->seen, name);
	struct diagnostic *d = parse->renamed;
	if (d && again && name == ELEMENT_TITLE) {
		report_help(parse->report, d, "begin a <section> whose <title> it is");
	} else if (d) {
		report_help(parse->report, d,
			    again ? "did you mean <%s>? <%s> has one already"
				  : "did you mean <%s>? it comes too late in <%s>",
			    here, in);
	} else if (repair->kind == REPAIR_SKIP_EARLY) {
		d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, parent->item,
			       "<%s> must come after <%s> in <%s>", here, element_text(repair->wanted), in);
		report_help(parse->report, d, "move it after the last <%s>", element_text(repair->wanted));
	} else if (again && !element_set_has(&parent->late, name)) {
		d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, parent->item,
			       "<%s> has a second <%s>", in, here);
		report_help(parse->report, d, "one is allowed: move its content into the first, or delete it");
	} else if (child && parse_text_is_late(parent) && child->rank == model_text_rank(parent->type)) {
		diagnose_late_text(parse, tag);
		return;
	} else if (child && child->rank < model_text_rank(parent->type)) {
		diagnose_early_text(parse, name, tag);
		return;
	} else if (parent->last != ELEMENT_UNKNOWN) {
		const char *last = element_text(parent->last);
		const struct model_child *before = model_child(parent->type, parent->last);
		d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, parent->item,
			       "<%s> must come before <%s> in <%s>", here, last, in);
		fits_before(parse, name);
		if (before && !before->single)
			report_help(parse->report, d, "move it before the first <%s>%s", last,
				    model_child(before->type, name) ? ", or into one" : "");
		else
			report_help(parse->report, d, "move it before <%s>", last);
	} else {
		d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, parent->item,
			       "<%s> can't come first in <%s>", here, in);
	}
	if (!parse->renamed)
		label_children(parse, d, parent);
	if (parse->last_pass)
		report_help(parse->report, d, "this error may hide others; fix it and run again");
}

void diagnose_text(struct parse *parse, struct str text, struct span span)
{
	struct open_element *parent = doubt(parse);
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_TEXT_NOT_ALLOWED, span, parent->item,
					  "text can't be directly in <%s>", element_text(parent->name));
	label_children(parse, d, parent);
	parent->worded = true;
	const char *missing = parent->missing;
	if (!parent->type->children && !missing)
		report_help(parse->report, d, "delete it");
	else if (!parent->type->children && drop_missing(parse, NULL))
		report_help(parse->report, d, "write <%s %s=\"%.*s\"/>", element_text(parent->name), missing,
			    text.len > 60 ? 0 : (int)text.len, text.at);
	else if (drop_missing(parse, "src"))
		report_help(parse->report, d, "write <%s src=\"…\">, and words into one of the elements inside",
			    element_text(parent->name));
	else if (model_child(parent->type, ELEMENT_P))
		report_help(parse->report, d, "put it into a <p>");
	else if (model_child(parent->type, ELEMENT_ITEM))
		report_help(parse->report, d, "put it into an <item>");
	else
		report_help(parse->report, d, "put it into one of the elements inside, or delete it");
}

void diagnose_late_text(struct parse *parse, struct span span)
{
	struct open_element *parent = doubt(parse);
	const char *last = element_text(parent->last), *in = element_text(parent->name);
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_TEXT_AFTER_BLOCK, span, parent->item,
					  "text after <%s> in <%s>", last, in);
	if (model_child(parent->type, ELEMENT_P))
		report_help(parse->report, d, "put it into a <p>, or move it to the start of <%s>", in);
	else
		report_help(parse->report, d, "all text of <%s> comes first: move it up, or into the <%s>", in, last);
}

void diagnose_early_text(struct parse *parse, enum element_name name, struct span tag)
{
	struct open_element *parent = doubt(parse);
	const char *here = element_text(name), *in = element_text(parent->name);
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, parent->item,
					  "<%s> must come before the text in <%s>", here, in);
	report_help(parse->report, d, "move it to the start of <%s>", in);
}
