/* The content of formulas, judged by the model of mathml.xsd alone: the validator does not see it. */
#include "lesson/parse.h"

#include "base/nearest.h"
#include "lesson/math.h"
#include "lesson/opening.h"

static struct open_math *innermost(struct parse *parse)
{
	return &parse->math[parse->math_depth - 1];
}

static struct str item_of(const struct parse *parse)
{
	return parse->stack[parse->depth].item;
}

/* Whether the content of the element, which has a mistake, is as written: none was reported in it, nor a tag missing
 * from its formula. */
static bool is_sure(const struct parse *parse, const struct open_math *element)
{
	if (element->unsure || parse->broken.len == 0)
		return !element->unsure;
	struct str rest = { parse->text.at + parse->markup_end, parse->text.len - parse->markup_end };
	const char *end = memmem(rest.at, rest.len, "math>", strlen("math>"));
	size_t after = end ? (size_t)(end - parse->text.at) : parse->text.len;
	struct span formula = { parse->math[0].tag.start, parse_span(parse, after, after).end + 1 };
	return !parse_is_broken(parse, formula);
}

bool parse_is_math(const char *name)
{
	enum element_name part;
	return math_element(str_from(name), &part);
}

/* The only element that contains the part; NULL if there are several. */
static const char *only_parent(enum element_name part)
{
	const char *parent = NULL;
	for (const struct model_type *type = math_model.types; type; type = type->next) {
		for (const struct model_child *child = type->children; child; child = child->next) {
			bool holds = math_holds(child->type, part);
			if (holds && parent && strcmp(parent, child->text) != 0)
				return NULL;
			parent = holds ? child->text : parent;
		}
	}
	return parent;
}

static void label_content(struct parse *parse, struct diagnostic *d, const struct open_math *element)
{
	report_label(parse->report, d, "<%s> contains %s", element->name, element->type->contains);
}

/* Elements of MathML that formulas can't contain. */
static const struct {
	const char *names, *help;
} others[] = {
	{ " semantics ", "keep its first element, and delete <semantics> and the annotations" },
	{ " annotation annotation-xml ", "delete it with its content" },
	{ " maction ", "keep the element that is to be shown, and delete <maction>" },
	{ " mfenced ", "write <mrow>, with the brackets and commas as <mo>" },
	{ " menclose ", "write <mrow>, or <msqrt> for a root" },
	{ " mglyph ", "write the character itself" },
	{ " none ", "write <mrow/>" },
	{ " math ", "delete its tags, or write </math> before it" },
	{ " mlabeledtr ", "write <mtr>" },
	{ " maligngroup malignmark mscarries mscarry msgroup msline msrow ", "delete it" },
	{ " mstack mlongdiv ", "write <mtable>" },
	{ " apply bind bvar cbytes cerror ci cn cs csymbol declare fn interval lambda lowlimit matrix matrixrow "
	  "piecewise reln set share uplimit vector eq plus minus times divide power ",
	  "it says what the formula means; write how it looks, with <mrow>, <mi>, <mn>, <mo> …" },
};

static void help_unknown(struct parse *parse, struct diagnostic *d, const char *name)
{
	char word[32];
	enum element_name part;
	struct nearest nearest;
	nearest_init(&nearest, str_from(name));
	snprintf(word, sizeof(word), " %.28s ", name);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		if (strstr(others[i].names, word)) {
			report_help(parse->report, d, "%s", others[i].help);
			return;
		}
	}
	for (const struct model_type *type = math_model.types; type; type = type->next)
		for (const struct model_child *child = type->children; child; child = child->next)
			if (math_element(str_from(child->text), &part))
				nearest_offer(&nearest, child->text);
	if (nearest.best)
		report_help(parse->report, d, "did you mean <%s>?", nearest.best);
	else
		report_help(parse->report, d,
			    "a formula has the presentation elements of MathML Core only: <mrow>, <mi>, "
			    "<mn>, <mo> …");
}

/* Whether elements of that namespace belong to the formula. If its own is wrong, which has been reported, so are those
 * of its elements. */
static bool is_of_formula(const struct parse *parse, const char *namespace)
{
	const char *given = (const char *)parse->math_namespace;
	return (namespace && strcmp(namespace, MATH_NAMESPACE) == 0) || strcmp(namespace ? namespace : "", given) == 0;
}

static void diagnose_element(struct parse *parse, const char *name, const char *prefix, const char *namespace,
			  struct span tag)
{
	bool ours = namespace && strcmp(namespace, LESSON_NAMESPACE) == 0;
	bool math = is_of_formula(parse, namespace);
	struct diagnostic *d;
	if (ours && element_find(name) != ELEMENT_UNKNOWN) {
		d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, item_of(parse),
			       "<%s> can't be in a formula", name);
		report_help(parse->report, d, "write </math> before it; words of a formula are <mtext>");
	} else if (math) {
		d = report_add(parse->report, RULE_SCHEMA_UNKNOWN_ELEMENT, tag, item_of(parse),
			       "formulas have no element <%s>", name);
		help_unknown(parse, d, name);
	} else if (prefix && !namespace) {
		report_add(parse->report, RULE_SCHEMA_UNKNOWN_ELEMENT, tag, item_of(parse),
			   "the prefix of <%s:%s> is not declared", prefix, name);
	} else {
		d = report_add(parse->report, RULE_SCHEMA_UNKNOWN_ELEMENT, tag, item_of(parse),
			       "<%s> is in the namespace '%s', which formulas cannot contain", name,
			       namespace ? namespace : "");
		report_help(parse->report, d, "a formula has elements of " MATH_NAMESPACE " only");
	}
}

static void diagnose_misplaced(struct parse *parse, struct open_math *parent, const char *name, enum element_name part,
			       struct span tag)
{
	bool fits = math_holds(parent->type, part);
	const char *other = only_parent(part);
	struct diagnostic *d;
	bool odd = fits && strcmp(name, "mprescripts") == 0;
	if (odd)
		d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, item_of(parse),
			       "<%s> can't be here in <%s>", name, parent->name);
	else if (fits)
		d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, item_of(parse),
			       "<%s> has more than %u element%s", parent->name, parent->count,
			       parent->count == 1 ? "" : "s");
	else
		d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, item_of(parse),
			       "<%s> can't be in <%s>", name, parent->name);
	label_content(parse, d, parent);
	if (odd)
		report_help(parse->report, d, "write it once, after pairs of scripts; <mrow/> is an empty script");
	else if (fits)
		report_help(parse->report, d, "put elements that belong together into an <mrow>");
	else if (other)
		report_help(parse->report, d, "it belongs in <%s>", other);
	else if (!parent->type->mixed)
		report_help(parse->report, d, "move it, or write </%s> before it", parent->name);
	else
		report_help(parse->report, d, "write </%s> before it, and <mrow> around both", parent->name);
	parent->unsure = true;
}

static void diagnose_words(struct parse *parse, const struct open_math *parent, struct span span)
{
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_TEXT_NOT_ALLOWED, span, item_of(parse),
					  "text can't be directly in <%s>", parent->name);
	label_content(parse, d, parent);
	report_help(parse->report, d,
		    parent->type->children
			    ? "write <mi> around a variable, <mn> around a number, <mo> around an operator, "
			      "and <mtext> around words"
			    : "delete it");
}

void diagnose_math_namespace(struct parse *parse, const char *prefix, const char *namespace, struct span tag)
{
	struct diagnostic *d;
	bool ours = namespace && strcmp(namespace, LESSON_NAMESPACE) == 0;
	parse_top(parse)->missing = "xmlns"; /* of the formula, which is not open yet */
	parse_top(parse)->missing_at = report_mark(parse->report);
	if (ours || !namespace || !*namespace)
		d = report_add(parse->report, RULE_SCHEMA_UNKNOWN_ELEMENT, tag, item_of(parse),
			       "<math> does not declare the namespace of MathML");
	else
		d = report_add(parse->report, RULE_SCHEMA_UNKNOWN_ELEMENT, tag, item_of(parse),
			       "<math> has the namespace '%s', not '" MATH_NAMESPACE "'", namespace);
	report_help(parse->report, d, "write <math xmlns=\"" MATH_NAMESPACE "\" …>");
	if (ours && !prefix)
		report_edit(parse->report, d, FIX_UNSAFE, (struct span){ tag.end, tag.end },
			    STR(" xmlns=\"" MATH_NAMESPACE "\""));
}

void diagnose_outside_formula(struct parse *parse, const char *name, struct span tag)
{
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, tag, item_of(parse),
					  "<%s> is not in a formula", name);
	report_help(parse->report, d, "write <math xmlns=\"" MATH_NAMESPACE "\" alttext=\"…\"> before it and </math> "
				      "after it");
	parse_top(parse)->unsure = true;
	parse->skipping = 1;
}

/* Reports what is too much, and skips it. */
static void stop(struct parse *parse, struct span tag, const char *what, unsigned most)
{
	struct diagnostic *d =
		report_add(parse->report, RULE_XML_TOO_LARGE, tag, item_of(parse), "more than %u %s", most, what);
	report_help(parse->report, d, "split the formula, or look for end tags that are missing");
	parse->skipping = 1;
	innermost(parse)->unsure = true;
}

void parse_note_formula(struct parse *parse, const struct model_type *type, const struct named_attribute *attributes,
			size_t count)
{
	parse_note_attributes(parse, type, attributes, count);
	for (size_t i = 0; type && i < count; i++) {
		const struct model_attribute *a = model_attribute(type, attributes[i].name);
		struct str value = opening_collapse(parse->builder.arena, attributes[i].attribute.value);
		if (a && strcmp(a->name, "xml:lang") != 0 && !automaton_value(a->sure, value))
			diagnose_note_attribute(parse, ATTRIBUTE_BAD_VALUE, str_from(a->name));
	}
}

static void push(struct parse *parse, const char *name, const struct model_type *type, struct span tag,
		 const struct named_attribute *attributes, size_t count)
{
	builder_math_open(&parse->builder, name, attributes, count);
	parse->math[parse->math_depth++] = (struct open_math){ .name = name, .type = type, .tag = tag, .content = 1 };
}

void parse_math_begin(struct parse *parse, const xmlChar *namespace, struct span tag,
		      const struct named_attribute *attributes, size_t count)
{
	parse->math_namespace = namespace ? namespace : (const xmlChar *)"";
	parse->math_count = 0;
	push(parse, "math", math_model.root, tag, attributes, count);
}

void parse_math_open(struct parse *parse, const struct start_tag *start)
{
	struct open_math *parent = innermost(parse);
	enum element_name part;
	const char *name = (const char *)start->name;
	const struct model_child *child =
		is_of_formula(parse, (const char *)start->namespace) ? math_element(str_from(name), &part) : NULL;
	if (!child) {
		diagnose_element(parse, name, (const char *)start->prefix, (const char *)start->namespace, start->tag);
		parse->skipping = 1;
		parent->unsure = true;
		return;
	}
	unsigned char content = parent->type->content->next[parent->content][part];
	if (!content && (parent->type->mixed ? !parent->unsure : is_sure(parse, parent)))
		diagnose_misplaced(parse, parent, name, part, start->tag);
	parent->content = content ? content : parent->content;
	parent->count++;
	if (parse->math_depth == MATH_DEPTH_MAX)
		stop(parse, start->tag, "elements are open in this formula", MATH_DEPTH_MAX);
	else if (parse->math_count++ == MATH_ELEMENTS_MAX)
		stop(parse, start->tag, "elements are in this formula", MATH_ELEMENTS_MAX);
	if (parse->skipping)
		return;
	int count = start->count;
	parse->renamed = NULL;
	struct named_attribute *named = parse_open_attributes(parse, ELEMENT_MATH, child->type, start, &count);
	if (!named || parse->end != PARSE_DONE)
		return;
	push(parse, child->text, child->type, start->tag, named, (size_t)count);
	if (parse->problem_count)
		diagnose_attributes(parse, child->text, child->type, start->tag, named, (size_t)count);
}

bool parse_math_close(struct parse *parse)
{
	const struct open_math *element = innermost(parse);
	if (!element->type->content->accepts[element->content] && is_sure(parse, element)) {
		struct diagnostic *d =
			report_add(parse->report, RULE_SCHEMA_MISSING_ELEMENT, element->tag, item_of(parse),
				   element->count ? "<%s> has only %u element%s" : "<%s> is empty", element->name,
				   element->count, element->count == 1 ? "" : "s");
		label_content(parse, d, element);
		report_help(parse->report, d,
			    parse->math_depth == 1 ? "write the formula in it, or delete it"
						   : "write what is missing; <mrow/> is an empty element");
	}
	parse_top(parse)->content = element->content;
	builder_math_close(&parse->builder);
	return --parse->math_depth == 0;
}

void parse_math_text(struct parse *parse, struct str text, struct str written)
{
	struct open_math *parent = innermost(parse);
	bool mixed = parent->type->mixed;
	written = mixed ? written : str_trim(written);
	size_t start = (size_t)(written.at - parse->text.at);
	struct span span = parse_span(parse, start, start + written.len);
	if (mixed) {
		builder_math_text(&parse->builder, text, span);
	} else if (str_trim(text).len && is_sure(parse, parent)) {
		diagnose_words(parse, parent, span);
		parent->unsure = true;
	}
}
