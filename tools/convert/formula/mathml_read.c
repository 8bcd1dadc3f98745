#include "convert/formula/mathml_read.h"

#include "convert/formula/math_letters.h"
#include "convert/formula/math_make.h"
#include "lesson/make.h"
#include "lesson/math.h"

/* Deeper input is refused before it is a formula. */
enum { INPUT_DEPTH_MAX = 100 };

struct mathml_reading {
	struct arena *arena;
	struct buf *why;
	unsigned depth, count;
	bool styled;
};

static struct math_node *read_node(struct mathml_reading *r, const xmlNode *node);

static struct str attribute(const xmlNode *node, const char *name)
{
	for (const xmlAttr *a = node->properties; a; a = a->next)
		if (strcmp((const char *)a->name, name) == 0)
			return a->children && a->children->content ? str_from((const char *)a->children->content)
								   : STR("");
	return STR_NONE;
}

static enum math_style variant_of(struct str value)
{
	static const char *const names[MATH_STYLES] = {
		[MATH_PLAIN] = "",
		[MATH_UPRIGHT] = "normal",
		[MATH_BOLD] = "bold",
		[MATH_ITALIC] = "italic",
		[MATH_BOLD_ITALIC] = "bold-italic",
		[MATH_SCRIPT] = "script",
		[MATH_BOLD_SCRIPT] = "bold-script",
		[MATH_FRAKTUR] = "fraktur",
		[MATH_BOLD_FRAKTUR] = "bold-fraktur",
		[MATH_DOUBLE] = "double-struck",
		[MATH_SANS] = "sans-serif",
		[MATH_BOLD_SANS] = "bold-sans-serif",
		[MATH_ITALIC_SANS] = "sans-serif-italic",
		[MATH_MONO] = "monospace",
	};
	for (int i = 0; i < MATH_STYLES; i++)
		if (str_is(value, names[i]))
			return (enum math_style)i;
	return MATH_PLAIN;
}

/* Whether the attribute changes how a formula looks in a way that people may have meant. */
static bool is_look(const char *name)
{
	return strcmp(name, "mathcolor") == 0 || strcmp(name, "mathbackground") == 0 || strcmp(name, "color") == 0 ||
	       strcmp(name, "background") == 0 || strcmp(name, "mathsize") == 0;
}

static void read_attributes(struct mathml_reading *r, const xmlNode *node, struct math_node *made,
			    const struct model_type *type)
{
	for (const xmlAttr *a = node->properties; a; a = a->next) {
		const char *name = (const char *)a->name;
		const struct model_attribute *declared = model_attribute(type, name);
		struct attribute value = make_attribute(r->arena, attribute(node, name));
		r->styled = r->styled || is_look(name);
		if (strcmp(name, "alttext") == 0 || !declared || math_attribute_of(made, name).at)
			continue;
		if (automaton_value(declared->sure, value.value))
			math_make_attribute(r->arena, made, declared->name, value.value.at);
	}
}

/* Whether a space at that end of words is meant: it is not part of the layout of the file. */
static bool is_meant(struct str text, bool first)
{
	size_t at = first ? 0 : text.len - 1, inner = first ? 1 : text.len - 2;
	return text.len > 1 && text.at[at] == ' ' && !ascii_is_space(text.at[inner]);
}

/* The text of a token, with white space collapsed. */
static struct str token_text(struct mathml_reading *r, const xmlNode *node, enum math_style style, bool words)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	for (const xmlNode *child = node->children; child; child = child->next)
		if ((child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) && child->content)
			math_letters(&text, str_from((const char *)child->content), style);
	struct buf ends;
	struct str collapsed = make_attribute(r->arena, buf_view(&text)).value;
	buf_init(&ends, BUF_CAP);
	buf_text(&ends, words && is_meant(buf_view(&text), true) ? " " : "");
	buf_str(&ends, collapsed);
	buf_text(&ends, words && is_meant(buf_view(&text), false) ? " " : "");
	collapsed = arena_str(r->arena, buf_view(&ends));
	r->arena->failed = r->arena->failed || buf_failed(&text) || buf_failed(&ends);
	buf_release(&text);
	buf_release(&ends);
	return collapsed.at ? collapsed : STR("");
}

static struct math_node *read_token(struct mathml_reading *r, const xmlNode *node, const char *name)
{
	enum math_style style = variant_of(attribute(node, "mathvariant"));
	return math_make_token(r->arena, name, token_text(r, node, style, strcmp(name, "mtext") == 0));
}

static void read_children(struct mathml_reading *r, const xmlNode *node, struct math_chain *chain)
{
	for (const xmlNode *child = node->children; child && r->why->len == 0; child = child->next) {
		if (child->type == XML_ELEMENT_NODE) {
			math_chain_add(chain, read_node(r, child));
		} else if ((child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) && child->content) {
			struct str text = make_attribute(r->arena, str_from((const char *)child->content)).value;
			if (text.len)
				math_chain_add(chain, math_make_token(r->arena, "mtext", text));
		}
	}
}

/* The first element: what others repeat in another notation, or show after a click. */
static struct math_node *read_first(struct mathml_reading *r, const xmlNode *node)
{
	const xmlNode *child = node->children;
	while (child && child->type != XML_ELEMENT_NODE)
		child = child->next;
	return child ? read_node(r, child) : math_make(r->arena, "mrow");
}

/* Brackets and separators that attributes name. */
static struct math_node *read_fenced(struct mathml_reading *r, const xmlNode *node)
{
	struct math_node *row = math_make(r->arena, "mrow");
	struct math_chain parts, all;
	struct str open = attribute(node, "open"), close = attribute(node, "close"),
		   marks = attribute(node, "separators");
	math_chain_init(&parts);
	math_chain_init(&all);
	read_children(r, node, &parts);
	math_chain_add(&all, math_make_token(r->arena, "mo", open.at ? str_trim(open) : STR("(")));
	struct str mark = !marks.at ? STR(",") : marks.len ? (struct str){ marks.at, 1 } : STR("");
	for (struct math_node *part = parts.first, *next; part; part = next) {
		next = part->next;
		part->next = NULL;
		if (part != parts.first && mark.len)
			math_chain_add(&all, math_make_token(r->arena, "mo", mark));
		math_chain_add(&all, part);
	}
	math_chain_add(&all, math_make_token(r->arena, "mo", close.at ? str_trim(close) : STR(")")));
	if (row)
		row->children = all.first;
	return row;
}

static bool is_any(const char *name, const char *names)
{
	char word[24];
	snprintf(word, sizeof(word), " %.20s ", name);
	return strstr(names, word) != NULL;
}

/* Names and numbers of the other notation of MathML, which some mix with this one. */
static const char *token_name(const char *name)
{
	return strcmp(name, "ci") == 0 ? "mi" : strcmp(name, "cn") == 0 ? "mn" : name;
}

/* Elements that lessons do not have, as what comes closest. */
static struct math_node *read_other(struct mathml_reading *r, const xmlNode *node)
{
	const char *name = (const char *)node->name;
	struct math_chain chain;
	math_chain_init(&chain);
	if (is_any(name, " semantics maction "))
		return read_first(r, node);
	if (is_any(name, " annotation annotation-xml maligngroup malignmark none "))
		return strcmp(name, "none") == 0 ? math_make(r->arena, "mrow") : NULL;
	if (strcmp(name, "mfenced") == 0)
		return read_fenced(r, node);
	if (strcmp(name, "mlabeledtr") == 0) {
		struct math_node *row = math_make(r->arena, "mtr");
		read_children(r, node, &chain);
		if (row)
			row->children = chain.first ? chain.first->next : NULL;
		return row;
	}
	if (strcmp(name, "menclose") == 0) {
		r->styled = true;
		read_children(r, node, &chain);
		return math_chain_one(r->arena, &chain);
	}
	buf_format(r->why, "lessons have no <%s> in formulas", name);
	return NULL;
}

static struct math_node *read_element(struct mathml_reading *r, const xmlNode *node)
{
	enum element_name part;
	const char *name = token_name((const char *)node->name);
	const struct model_child *declared = math_element(str_from(name), &part);
	struct math_chain chain;
	if (!declared)
		return read_other(r, node);
	bool token = declared->type->mixed;
	struct math_node *made = token ? read_token(r, node, declared->text) : math_make(r->arena, declared->text);
	if (!made)
		return NULL;
	read_attributes(r, node, made, declared->type);
	if (token)
		return made;
	math_chain_init(&chain);
	read_children(r, node, &chain);
	made->children = chain.first;
	return made;
}

static struct math_node *read_node(struct mathml_reading *r, const xmlNode *node)
{
	if (++r->depth > INPUT_DEPTH_MAX || ++r->count > MATH_ELEMENTS_MAX)
		buf_text(r->why, r->why->len ? "" : "it is too large");
	struct math_node *made = r->why->len ? NULL : read_element(r, node);
	r->depth--;
	return made;
}

struct math_node *mathml_read(struct arena *arena, const xmlNode *math, struct buf *why)
{
	struct mathml_reading r = { .arena = arena, .why = why };
	struct math_node *formula = math_make(arena, "math");
	struct math_chain chain;
	math_chain_init(&chain);
	if (!formula)
		return NULL;
	read_attributes(&r, math, formula, math_model.root);
	read_children(&r, math, &chain);
	formula->children = chain.first;
	if (why->len || arena_failed(arena))
		return NULL;
	if (!math_is_valid(formula)) {
		buf_text(why,
			 chain.first ? "an element has too many or too few parts, or it is too deep" : "it is empty");
		return NULL;
	}
	if (r.styled)
		buf_text(why, "colour, size or frame");
	return formula;
}
