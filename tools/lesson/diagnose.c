#include "lesson/parse.h"

#include "lesson/other_file.h"

static const struct open_element *parent_of(const struct parse *parse)
{
	return &parse->stack[parse->depth];
}

struct open_element *diagnose_doubt(struct parse *parse)
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

void diagnose_label_children(struct parse *parse, struct diagnostic *d, const struct open_element *parent)
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

bool diagnose_drop_missing(struct parse *parse, const char *name)
{
	struct open_element *parent = parse_top(parse);
	if (!parent->missing || (name && strcmp(parent->missing, name) != 0))
		return false;
	report_drop(parse->report, parent->missing_at);
	parent->missing = NULL;
	parent->before.lacks = ELEMENT_UNKNOWN; /* it may hang on what was dropped */
	return true;
}

bool diagnose_help_attribute(struct parse *parse, struct diagnostic *d, const char *name)
{
	const struct open_element *parent = parent_of(parse);
	if (!model_attribute(parent->type, name))
		return false;
	report_help(parse->report, d, "%s is an attribute: write <%s %s=\"…\">", name, element_text(parent->name),
		    name);
	diagnose_drop_missing(parse, name);
	return true;
}

/* Whether a tag after the current one begins a lesson. */
static bool has_lesson(const struct parse *parse)
{
	return memmem(parse->text.at + parse->markup_end, parse->text.len - parse->markup_end, "<lesson",
		      strlen("<lesson")) != NULL;
}

static enum element_name diagnose_other_root(struct parse *parse, const char *name, const char *namespace,
					     struct span tag)
{
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_ROOT, tag, STR_NONE,
					  "the root element is <%s>, not <lesson>", name);
	const char *what = namespace ? other_file_of(str_from(namespace)) : NULL;
	bool ours = namespace && strcmp(namespace, LESSON_NAMESPACE) == 0, around = has_lesson(parse);
	if (what)
		report_help(parse->report, d, "this is %s; name the lessons without it", what);
	else if (around)
		report_help(parse->report, d, "delete its tags: nothing may be around a <lesson>");
	else
		report_help(parse->report, d, "write <lesson xmlns=\"%s\" …>", LESSON_NAMESPACE);
	bool empty = parse_tag_is_empty(parse);
	if (ours && element_find(name) == ELEMENT_UNKNOWN && !empty && !around)
		return ELEMENT_LESSON; /* under another name */
	parse_stop(parse, PARSE_STOPPED);
	return ELEMENT_UNKNOWN;
}

enum element_name diagnose_root(struct parse *parse, const char *name, const char *namespace, struct span tag)
{
	if (strcmp(name, "lesson") != 0)
		return diagnose_other_root(parse, name, namespace, tag);
	struct span whole = { tag.start, parse_span(parse, parse->markup_end, 0).start };
	if (parse_is_broken(parse, whole))
		return ELEMENT_LESSON; /* its namespace may be what could not be read */
	parse->stack[0].missing = namespace ? NULL : "xmlns";
	parse->stack[0].missing_at = report_mark(parse->report);
	struct diagnostic *d;
	if (namespace)
		d = report_add(parse->report, RULE_SCHEMA_ROOT, tag, STR_NONE,
			       "<lesson> has the namespace '%s', not '%s'", namespace, LESSON_NAMESPACE);
	else
		d = report_add(parse->report, RULE_SCHEMA_ROOT, tag, STR_NONE, "<lesson> has no namespace");
	report_help(parse->report, d, "write <lesson xmlns=\"%s\" …>", LESSON_NAMESPACE);
	return ELEMENT_LESSON;
}

enum element_name diagnose_foreign_element(struct parse *parse, const char *prefix, const char *name,
					   const char *namespace, struct span tag)
{
	struct open_element *parent = diagnose_doubt(parse);
	if (parent->unknown_open && !prefix)
		return ELEMENT_UNKNOWN; /* a part of another one */
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

/* What the parts of an element of HTML are called here. */
static const char *parts_of(const char *name)
{
	return strcmp(name, "ul") == 0 || strcmp(name, "ol") == 0 ? " write <item> for <li>"
	       : strcmp(name, "tr") == 0			  ? " write <header> for <th> and <cell> for <td>"
								  : "";
}

enum element_name diagnose_unknown_element(struct parse *parse, const char *name, struct span tag)
{
	struct open_element *parent = diagnose_doubt(parse);
	enum element_name meant = diagnose_meant(parent, name), next = diagnose_next_part(parent);
	/* Many formats have <text> and <name>, but only some parents have an equivalent. */
	if ((meant == ELEMENT_P || meant == ELEMENT_TITLE) && !model_child(parent->type, meant))
		meant = next;
	/* The parts of a list of HTML are reported with it, and those of a table once. */
	if (diagnose_is_part(name) && (parent->foreign || parent->parts || parent->unknown_open))
		return model_child(parent->type, meant) ? meant : ELEMENT_UNKNOWN;
	parent->parts = diagnose_is_part(name);
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_UNKNOWN_ELEMENT, tag, parent->item,
					  "unknown element <%s>", name);
	diagnose_label_children(parse, d, parent);
	if (diagnose_help_attribute(parse, d, name))
		return ELEMENT_UNKNOWN;
	char lead[64];
	snprintf(lead, sizeof(lead), "did you mean <%s>? ", meant == ELEMENT_UNKNOWN ? "" : element_text(meant));
	if (strcmp(name, "br") == 0)
		report_help(parse->report, d,
			    "text wraps automatically; begin a new <p> or <item> for a new thought");
	else if (meant == ELEMENT_UNKNOWN)
		report_help(parse->report, d, "delete its tags, or the element with its content");
	else if (!model_child(parent->type, meant))
		diagnose_help_place(parse, d, meant, lead);
	else
		report_help(parse->report, d, "%.*s%s", (int)strlen(lead) - 1, lead, parts_of(name));
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
	if (element_set_has(&parent_of(parse)->too_early, repair->wanted))
		return; /* reported as misplaced before it */
	const struct model_child *child = model_child(parent_of(parse)->type, repair->wanted);
	if (child && child->required)
		parse_note_lost(parse, child->type, child->name);
	if (child && child->required && element_set_has(&parent_of(parse)->seen, repair->wanted))
		return; /* reported as misplaced */
	if (repair->kind == REPAIR_INSERT_BEFORE) {
		struct open_element *parent = parse_top(parse);
		if (parent->last == ELEMENT_UNKNOWN && parent->tag.start == parent->tag.end)
			return; /* reported with its missing start tag */
		if (parent->loose)
			return; /* what is before it, which was reported, may be instead of that */
		parent->lacks = repair->wanted;
		parent->lacks_at = report_mark(parse->report);
		struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_MISSING_ELEMENT, tag, parent->item,
						  "<%s> has no <%s> before this <%s>",
						  element_text(parent->name), wanted, here);
		report_help(parse->report, d, "write <%s>…</%s> here", wanted, wanted);
		return;
	}
	const struct open_element *element = parent_of(parse);
	struct diagnostic *d;
	if ((element->worded && element->last == ELEMENT_UNKNOWN) || element->loose)
		return; /* what is in it belongs into what is missing */
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

/* Names the elements one of which must come before the first one of that name. */
static void help_first(struct parse *parse, struct diagnostic *d, const struct model_type *type, enum element_name name)
{
	const struct content_automaton *content = type->content;
	bool leads[ELEMENT_UNKNOWN] = { false }, any = false;
	struct buf names;
	buf_init(&names, 4096);
	for (unsigned i = 0; content && i < ELEMENT_UNKNOWN; i++)
		any |= leads[i] = content->next[1][i] && content->next[content->next[1][i]][name];
	if (any) {
		list_children(&names, type, leads);
		report_help(parse->report, d, "write %s before it", buf_cstr(&names));
	}
	diagnose_release(parse, &names);
}

void diagnose_repair(struct parse *parse, const struct repair *repair, enum element_name name, struct span tag)
{
	if (repair->kind == REPAIR_INSERT_BEFORE || repair->kind == REPAIR_INSERT_AT_END) {
		diagnose_missing(parse, repair, name, tag);
		return;
	}
	struct open_element *parent = diagnose_doubt(parse);
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
		if (name == ELEMENT_TITLE && parent->last != name && model_child(parent->type, ELEMENT_SECTION))
			report_help(parse->report, d,
				    "write <section id=\"…\"> before it and </section> after its text, or delete it");
		else
			report_help(parse->report, d, "one is allowed: move its content into the first, or delete it");
		diagnose_begin_strays(parse, name);
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
		diagnose_fits_before(parse, name);
		if (before && !before->single)
			report_help(parse->report, d, "move it before the first <%s>%s", last,
				    model_child(before->type, name) ? ", or into one" : "");
		else
			report_help(parse->report, d, "move it before <%s>", last);
	} else {
		d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, parent->item,
			       "<%s> can't come first in <%s>", here, in);
		help_first(parse, d, parent->type, name);
	}
	if (!parse->renamed)
		diagnose_label_children(parse, d, parent);
	if (parse->last_pass)
		report_help(parse->report, d, "this error may hide others; fix it and run again");
}

void diagnose_late_text(struct parse *parse, struct span span)
{
	struct open_element *parent = diagnose_doubt(parse);
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
	struct open_element *parent = diagnose_doubt(parse);
	const char *here = element_text(name), *in = element_text(parent->name);
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, parent->item,
					  "<%s> must come before the text in <%s>", here, in);
	report_help(parse->report, d, "move it to the start of <%s>", in);
}
