#include "lesson/parse.h"

#include "base/nearest.h"
#include "lesson/other_file.h"

static const struct open_element *parent_of(const struct parse *parse)
{
	return &parse->stack[parse->depth];
}

/* Element names that authors know from HTML and other question banks. */
static const struct {
	const char *from;
	enum element_name to;
} aliases[] = {
	{ "a", ELEMENT_LINK },
	{ "abstract", ELEMENT_SUMMARY },
	{ "acronym", ELEMENT_ABBR },
	{ "answer", ELEMENT_OPTION },
	{ "aside", ELEMENT_CALLOUT },
	{ "b", ELEMENT_STRONG },
	{ "bibliography", ELEMENT_SOURCES },
	{ "bold", ELEMENT_STRONG },
	{ "box", ELEMENT_CALLOUT },
	{ "bullet", ELEMENT_ITEM },
	{ "case", ELEMENT_VIGNETTE },
	{ "choice", ELEMENT_OPTION },
	{ "comment", ELEMENT_FEEDBACK },
	{ "deck", ELEMENT_CARDS },
	{ "dfn", ELEMENT_TERM },
	{ "distractor", ELEMENT_OPTION },
	{ "figcaption", ELEMENT_CAPTION },
	{ "flashcard", ELEMENT_CARD },
	{ "flashcards", ELEMENT_CARDS },
	{ "gap", ELEMENT_BLANK },
	{ "goal", ELEMENT_OBJECTIVE },
	{ "h1", ELEMENT_TITLE },
	{ "h2", ELEMENT_TITLE },
	{ "h3", ELEMENT_TITLE },
	{ "heading", ELEMENT_TITLE },
	{ "i", ELEMENT_EM },
	{ "image", ELEMENT_FIGURE },
	{ "img", ELEMENT_FIGURE },
	{ "italic", ELEMENT_EM },
	{ "leadin", ELEMENT_STEM },
	{ "li", ELEMENT_ITEM },
	{ "name", ELEMENT_TITLE },
	{ "note", ELEMENT_CALLOUT },
	{ "ol", ELEMENT_LIST },
	{ "para", ELEMENT_P },
	{ "paragraph", ELEMENT_P },
	{ "pearl", ELEMENT_CALLOUT },
	{ "picture", ELEMENT_FIGURE },
	{ "prompt", ELEMENT_STEM },
	{ "quiz", ELEMENT_QUESTIONS },
	{ "rationale", ELEMENT_EXPLANATION },
	{ "reference", ELEMENT_SOURCE },
	{ "references", ELEMENT_SOURCES },
	{ "scenario", ELEMENT_VIGNETTE },
	{ "subsection", ELEMENT_SECTION },
	{ "td", ELEMENT_CELL },
	{ "text", ELEMENT_P },
	{ "th", ELEMENT_HEADER },
	{ "tr", ELEMENT_ROW },
	{ "ul", ELEMENT_LIST },
	{ "warning", ELEMENT_CALLOUT },
};

/* Writes "<a>, <b> or <c>" for the allowed children of type; abbreviates the nine inline elements to two words. */
static void list_children(struct buf *out, const struct model_type *type)
{
	bool all_inline = model_holds_text(type);
	const char *pending = NULL;
	size_t count = 0;
	for (const struct model_child *child = type ? type->children : NULL; child; child = child->next) {
		switch (child->name) {
		case ELEMENT_EM:
		case ELEMENT_STRONG:
		case ELEMENT_TERM:
		case ELEMENT_SUB:
		case ELEMENT_SUP:
		case ELEMENT_CODE:
		case ELEMENT_SPAN:
		case ELEMENT_ABBR:
		case ELEMENT_LINK:
		case ELEMENT_CITE:
			if (all_inline)
				continue;
			break;
		default: break;
		}
		if (pending)
			buf_format(out, "%s<%s>", count++ ? ", " : "", pending);
		pending = element_text(child->name);
	}
	if (all_inline)
		buf_format(out, "%stext with inline elements", count++ ? ", " : "");
	if (pending)
		buf_format(out, "%s<%s>", count ? " or " : "", pending);
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
	list_children(&names, parent->type);
	if (d && names.len)
		report_label(parse->report, d, "<%s> holds %s", element_text(parent->name), buf_cstr(&names));
	else if (d)
		report_label(parse->report, d, "<%s> is always empty", element_text(parent->name));
	diagnose_release(parse, &names);
}

/* Reports an element named like an attribute of its parent. Returns whether it is one. */
static bool help_attribute(struct parse *parse, struct diagnostic *d, const char *name)
{
	const struct open_element *parent = parent_of(parse);
	if (!model_attribute(parent->type, name))
		return false;
	report_help(parse->report, d, "%s is an attribute: write <%s %s=\"…\">", name, element_text(parent->name), name);
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

void diagnose_foreign_element(struct parse *parse, const char *prefix, const char *name, const char *namespace,
			      struct span tag)
{
	struct diagnostic *d;
	if (prefix && !namespace)
		d = report_add(parse->report, RULE_SCHEMA_UNKNOWN_ELEMENT, tag, parent_of(parse)->item,
			       "the prefix of <%s:%s> is not declared", prefix, name);
	else
		d = report_add(parse->report, RULE_SCHEMA_UNKNOWN_ELEMENT, tag, parent_of(parse)->item,
			       "<%s> is in the namespace '%s', which lessons cannot contain", name,
			       namespace ? namespace : "");
	report_help(parse->report, d, "a lesson has elements of %s only", LESSON_NAMESPACE);
}

/* The element that was probably meant: from a list of foreign names, or a child of the parent with a similar name. */
static enum element_name meant_by(const struct open_element *parent, const char *name)
{
	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++)
		if (strcmp(aliases[i].from, name) == 0)
			return aliases[i].to;
	struct nearest nearest;
	nearest_init(&nearest, str_from(name));
	for (const struct model_child *c = parent->type ? parent->type->children : NULL; c; c = c->next)
		nearest_offer(&nearest, element_text(c->name));
	if (nearest.best && nearest.distance <= (strlen(name) > 4 ? 2 : 1))
		return element_find(nearest.best);
	return ELEMENT_UNKNOWN;
}

enum element_name diagnose_unknown_element(struct parse *parse, const char *name, struct span tag)
{
	const struct open_element *parent = parent_of(parse);
	enum element_name meant = meant_by(parent, name);
	/* Many formats have <text> and <name>, but only some parents have an equivalent. */
	if ((meant == ELEMENT_P || meant == ELEMENT_TITLE) && !model_child(parent->type, meant))
		meant = ELEMENT_UNKNOWN;
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_UNKNOWN_ELEMENT, tag, parent->item,
					  "unknown element <%s>", name);
	label_children(parse, d, parent);
	if (help_attribute(parse, d, name))
		return ELEMENT_UNKNOWN;
	if (strcmp(name, "br") == 0)
		report_help(parse->report, d,
			    "text wraps automatically; begin a new <p> or <item> for a new thought");
	else if (meant != ELEMENT_UNKNOWN)
		report_help(parse->report, d, "did you mean <%s>?", element_text(meant));
	else
		report_help(parse->report, d, "delete its tags, or the element with its content");
	return model_child(parent->type, meant) ? meant : ELEMENT_UNKNOWN;
}

/* Writes the allowed parents of name as "<a>, <b> or <c>"; at most six, and none if it is allowed almost anywhere. */
static void list_parents(struct buf *out, const struct model *model, enum element_name name)
{
	bool holds[ELEMENT_UNKNOWN] = { false };
	size_t count = 0, written = 0;
	for (const struct model_type *type = model->types; type; type = type->next)
		for (const struct model_child *child = type->children; child; child = child->next)
			if (model_child(child->type, name))
				holds[child->name] = true;
	holds[ELEMENT_LESSON] = model_child(model->root, name) != NULL;
	for (size_t i = 0; i < ELEMENT_UNKNOWN; i++)
		count += holds[i];
	if (count > 6)
		return;
	for (size_t i = 0; i < ELEMENT_UNKNOWN; i++) {
		if (!holds[i])
			continue;
		const char *between = written == 0 ? "" : written + 1 == count ? " or " : ", ";
		buf_format(out, "%s<%s>", between, element_text((enum element_name)i));
		written++;
	}
}

void diagnose_not_allowed(struct parse *parse, enum element_name name, struct span tag)
{
	const struct open_element *parent = parent_of(parse);
	const char *in = element_text(parent->name), *here = element_text(name);
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, parent->item,
					  "<%s> can't be in <%s>", here, in);
	label_children(parse, d, parent);
	struct buf parents;
	buf_init(&parents, 4096);
	list_parents(&parents, &parse->schema->model, name);
	const struct open_element *above = parse->depth ? &parse->stack[parse->depth - 1] : NULL;
	bool fits_above = above && model_child(above->type, name);
	if (help_attribute(parse, d, here))
		;
	else if (name == ELEMENT_SECTION && parent->name == ELEMENT_SECTION)
		report_help(parse->report, d,
			    "sections nest up to three levels; make it a paragraph, a list or a section at a higher level");
	else if (name == ELEMENT_P && model_holds_text(parent->type) && !(parent->name == ELEMENT_P && fits_above))
		report_help(parse->report, d, "delete its tags: <%s> holds its text directly", in);
	else if (fits_above && model_holds_text(parent->type))
		report_help(parse->report, d, "write </%s> before it: it belongs in <%s>, after <%s>", in,
			    element_text(above->name), in);
	else if (parents.len)
		report_help(parse->report, d, "it belongs in %s", buf_cstr(&parents));
	else
		report_help(parse->report, d, "move it, or write </%s> before it", in);
	diagnose_release(parse, &parents);
}

static void diagnose_missing(struct parse *parse, const struct repair *repair, enum element_name name, struct span tag)
{
	const char *wanted = element_text(repair->wanted), *here = element_text(name);
	if (parent_of(parse)->as_attribute & 1ull << repair->wanted)
		return; /* reported as attribute */
	if (repair->kind == REPAIR_INSERT_BEFORE) {
		const struct open_element *parent = parent_of(parse);
		struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_MISSING_ELEMENT, tag, parent->item,
						  "<%s> has no <%s> before this <%s>",
						  element_text(parent->name), wanted, here);
		report_help(parse->report, d, "write <%s>…</%s> here", wanted, wanted);
		return;
	}
	const struct open_element *element = parent_of(parse);
	const struct model_child *child = model_child(element->type, repair->wanted);
	struct diagnostic *d;
	if (child && child->required) {
		d = report_add(parse->report, RULE_SCHEMA_MISSING_ELEMENT, tag, element->item, "<%s> has no <%s>", here,
			       wanted);
		if (element->last != ELEMENT_UNKNOWN)
			report_help(parse->report, d, "write <%s>…</%s> after its <%s>", wanted, wanted,
				    element_text(element->last));
		else
			report_help(parse->report, d, "write <%s>…</%s> in it", wanted, wanted);
		return;
	}
	struct buf names;
	buf_init(&names, 4096);
	list_children(&names, element->type);
	d = report_add(parse->report, RULE_SCHEMA_MISSING_ELEMENT, tag, element->item, "<%s> is empty", here);
	report_help(parse->report, d, "it needs %s; or delete it", buf_cstr(&names));
	diagnose_release(parse, &names);
}

void diagnose_repair(struct parse *parse, const struct repair *repair, enum element_name name, struct span tag)
{
	if (repair->kind == REPAIR_INSERT_BEFORE || repair->kind == REPAIR_INSERT_AT_END) {
		diagnose_missing(parse, repair, name, tag);
		return;
	}
	const struct open_element *parent = parent_of(parse);
	const char *here = element_text(name), *in = element_text(parent->name);
	const struct model_child *child = model_child(parent->type, name);
	bool again = child && child->single && parent->seen & 1ull << name;
	struct diagnostic *d;
	if (repair->kind == REPAIR_SKIP_EARLY) {
		d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, parent->item,
			       "<%s> comes before <%s> in <%s>", here, element_text(repair->wanted), in);
		report_help(parse->report, d, "move it after <%s>", element_text(repair->wanted));
	} else if (again && !(parent->late & 1ull << name)) {
		d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, parent->item,
			       "<%s> has a second <%s>", in, here);
		report_help(parse->report, d, "one is allowed: move its content into the first, or delete it");
	} else if (child && parse_text_is_late(parent) && child->rank == model_text_rank(parent->type)) {
		diagnose_late_text(parse, tag);
		return;
	} else if (parent->last != ELEMENT_UNKNOWN) {
		const char *last = element_text(parent->last);
		const struct model_child *before = model_child(parent->type, parent->last);
		d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, parent->item,
			       "<%s> comes after <%s> in <%s>", here, last, in);
		if (before && !before->single)
			report_help(parse->report, d, "move it before the first <%s>%s", last,
				    model_child(before->type, name) ? ", or into one" : "");
		else
			report_help(parse->report, d, "move it before <%s>", last);
	} else {
		d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, parent->item,
			       "<%s> can't come first in <%s>", here, in);
	}
	label_children(parse, d, parent);
	if (parse->last_pass)
		report_help(parse->report, d, "this error may hide others; fix it and run again");
}

void diagnose_text(struct parse *parse, struct span span)
{
	const struct open_element *parent = parent_of(parse);
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_TEXT_NOT_ALLOWED, span, parent->item,
					  "text can't be directly in <%s>", element_text(parent->name));
	label_children(parse, d, parent);
	if (model_child(parent->type, ELEMENT_P))
		report_help(parse->report, d, "put it into a <p>");
	else if (model_child(parent->type, ELEMENT_ITEM))
		report_help(parse->report, d, "put it into an <item>");
	else
		report_help(parse->report, d, "put it into one of the elements inside, or delete it");
}

void diagnose_late_text(struct parse *parse, struct span span)
{
	const struct open_element *parent = parent_of(parse);
	const char *last = element_text(parent->last), *in = element_text(parent->name);
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_TEXT_AFTER_BLOCK, span, parent->item,
					  "text after <%s> in <%s>", last, in);
	const char *into = parent->last == ELEMENT_LIST	      ? "an <item>"
			   : parent->last == ELEMENT_FEEDBACK ? "the <feedback>"
							      : "the <caption>";
	report_help(parse->report, d, "all text of <%s> comes first: move it up, or into %s", in, into);
}
