/* What an unknown element was meant to be. */
#include "base/nearest.h"
#include "lesson/parse.h"

/* Names from HTML and from other question banks, and those of our own elements that people take for others. If several
 * rows have a name, the first that the parent can contain counts. */
static const struct {
	const char *from;
	enum element_name to;
} aliases[] = {
	{ "a", ELEMENT_LINK },
	{ "abstract", ELEMENT_SUMMARY },
	{ "acronym", ELEMENT_ABBR },
	{ "answer", ELEMENT_OPTION },
	{ "answer", ELEMENT_BACK },
	{ "answer", ELEMENT_BLANK },
	{ "aside", ELEMENT_CALLOUT },
	{ "b", ELEMENT_STRONG },
	{ "bibliography", ELEMENT_SOURCES },
	{ "bold", ELEMENT_STRONG },
	{ "box", ELEMENT_CALLOUT },
	{ "bullet", ELEMENT_ITEM },
	{ "case", ELEMENT_VIGNETTE },
	{ "choice", ELEMENT_OPTION },
	{ "circle", ELEMENT_ELLIPSE },
	{ "citation", ELEMENT_CITE },
	{ "cloze", ELEMENT_BLANK },
	{ "comment", ELEMENT_FEEDBACK },
	{ "correct", ELEMENT_OPTION },
	{ "deck", ELEMENT_CARDS },
	{ "definition", ELEMENT_BACK },
	{ "deletion", ELEMENT_BLANK },
	{ "dfn", ELEMENT_TERM },
	{ "distractor", ELEMENT_OPTION },
	{ "explanation", ELEMENT_FEEDBACK },
	{ "explanation", ELEMENT_EXTRA },
	{ "feedback", ELEMENT_EXPLANATION },
	{ "feedback", ELEMENT_EXTRA },
	{ "figcaption", ELEMENT_CAPTION },
	{ "flashcard", ELEMENT_CARD },
	{ "flashcards", ELEMENT_CARDS },
	{ "gap", ELEMENT_BLANK },
	{ "goal", ELEMENT_OBJECTIVE },
	{ "h1", ELEMENT_TITLE },
	{ "h2", ELEMENT_TITLE },
	{ "h3", ELEMENT_TITLE },
	{ "h4", ELEMENT_TITLE },
	{ "heading", ELEMENT_TITLE },
	{ "hint", ELEMENT_FEEDBACK },
	{ "i", ELEMENT_EM },
	{ "image", ELEMENT_FIGURE },
	{ "image", ELEMENT_OCCLUSION },
	{ "image", ELEMENT_PICTURE },
	{ "img", ELEMENT_FIGURE },
	{ "img", ELEMENT_PICTURE },
	{ "italic", ELEMENT_EM },
	{ "item", ELEMENT_STEP },
	{ "leadin", ELEMENT_STEM },
	{ "li", ELEMENT_ITEM },
	{ "mask", ELEMENT_RECTANGLE },
	{ "meaning", ELEMENT_DEFINITION },
	{ "name", ELEMENT_TITLE },
	{ "note", ELEMENT_CALLOUT },
	{ "ol", ELEMENT_LIST },
	{ "option", ELEMENT_CHOICE },
	{ "para", ELEMENT_P },
	{ "paragraph", ELEMENT_P },
	{ "pearl", ELEMENT_CALLOUT },
	{ "picture", ELEMENT_FIGURE },
	{ "prompt", ELEMENT_STEM },
	{ "prompt", ELEMENT_FRONT },
	{ "question", ELEMENT_STEM },
	{ "question", ELEMENT_FRONT },
	{ "quiz", ELEMENT_QUESTIONS },
	{ "rationale", ELEMENT_EXPLANATION },
	{ "rationale", ELEMENT_FEEDBACK },
	{ "rationale", ELEMENT_EXTRA },
	{ "rect", ELEMENT_RECTANGLE },
	{ "ref", ELEMENT_CITE },
	{ "reference", ELEMENT_SOURCE },
	{ "references", ELEMENT_SOURCES },
	{ "scenario", ELEMENT_VIGNETTE },
	{ "solution", ELEMENT_EXPLANATION },
	{ "source", ELEMENT_CITE },
	{ "stem", ELEMENT_FRONT },
	{ "subsection", ELEMENT_SECTION },
	{ "td", ELEMENT_CELL },
	{ "term", ELEMENT_FRONT },
	{ "text", ELEMENT_P },
	{ "text", ELEMENT_STEM },
	{ "th", ELEMENT_HEADER },
	{ "tr", ELEMENT_ROW },
	{ "track", ELEMENT_CAPTIONS },
	{ "ul", ELEMENT_LIST },
	{ "url", ELEMENT_LINK },
	{ "warning", ELEMENT_CALLOUT },
};

enum element_name diagnose_alias(const struct open_element *parent, const char *name)
{
	enum element_name first = ELEMENT_UNKNOWN;
	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++) {
		if (strcmp(aliases[i].from, name) != 0)
			continue;
		if (model_child(parent->type, aliases[i].to))
			return aliases[i].to;
		first = first == ELEMENT_UNKNOWN ? aliases[i].to : first;
	}
	return first;
}

bool diagnose_is_part(const char *name)
{
	static const char *const parts[] = { "col", "colgroup", "dd", "dt",    "figcaption", "li",    "rp",
					     "rt",  "tbody",	"td", "tfoot", "th",	     "thead", "tr" };
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (strcmp(parts[i], name) == 0)
			return true;
	return false;
}

enum element_name diagnose_next_part(const struct open_element *parent)
{
	enum element_name next = ELEMENT_UNKNOWN;
	for (const struct model_child *c = parent->type ? parent->type->children : NULL; c; c = c->next) {
		if (!c->single)
			return ELEMENT_UNKNOWN;
		if (c->required && c->rank > parent->last_rank && next == ELEMENT_UNKNOWN)
			next = c->name;
	}
	return next;
}

enum element_name diagnose_meant(const struct open_element *parent, const char *name)
{
	enum element_name alias = diagnose_alias(parent, name);
	if (model_child(parent->type, alias))
		return alias;
	struct nearest nearest;
	nearest_init(&nearest, str_from(name));
	for (const struct model_child *c = parent->type ? parent->type->children : NULL; c; c = c->next)
		nearest_offer(&nearest, element_text(c->name));
	if (nearest.best && nearest.distance <= (strlen(name) > 4 ? 2 : 1))
		return element_find(nearest.best);
	return alias != ELEMENT_UNKNOWN ? alias : diagnose_next_part(parent);
}

/* What other formats call questions that are elements of their own. */
static const struct {
	const char *kind;
	enum element_name name;
} kinds[] = {
	{ "open", ELEMENT_OPEN_QUESTION },	   { "essay", ELEMENT_OPEN_QUESTION },
	{ "short-answer", ELEMENT_OPEN_QUESTION }, { "shortanswer", ELEMENT_OPEN_QUESTION },
	{ "text", ELEMENT_OPEN_QUESTION },	   { "numeric", ELEMENT_NUMERIC_QUESTION },
	{ "numerical", ELEMENT_NUMERIC_QUESTION }, { "number", ELEMENT_NUMERIC_QUESTION },
	{ "matching", ELEMENT_MATCHING_QUESTION }, { "match", ELEMENT_MATCHING_QUESTION },
	{ "ordering", ELEMENT_ORDERING_QUESTION }, { "order", ELEMENT_ORDERING_QUESTION },
};

enum element_name diagnose_kind(struct parse *parse, enum element_name name, const struct start_tag *start)
{
	struct str value = STR_NONE;
	for (int i = 0; i < start->count; i++) {
		const xmlChar **a = start->attributes + (size_t)i * 5;
		if (!a[2] && strcmp((const char *)a[0], "kind") == 0)
			value = str_trim((struct str){ (const char *)a[3], (size_t)(a[4] - a[3]) });
	}
	for (size_t i = 0; value.len && i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (!str_is(value, kinds[i].kind))
			continue;
		/* Its attributes, which complete the tag, become the help. */
		parse->renamed = report_add(parse->report, RULE_SCHEMA_BAD_VALUE, start->tag, parse_top(parse)->item,
					    "kind=\"%s\" is an element of its own: <%s>", kinds[i].kind,
					    element_text(kinds[i].name));
		return kinds[i].name;
	}
	return name;
}

/* Whether one name is the other with an s. */
static bool is_plural(const char *one, const char *other)
{
	size_t len = strlen(one);
	return strncmp(one, other, len) == 0 && strcmp(other + len, "s") == 0;
}

/* Whether the tag has an attribute that the type has. */
static bool has_attribute_of(const struct start_tag *start, const struct model_type *type)
{
	for (int i = 0; i < start->count; i++) {
		const xmlChar **a = start->attributes + (size_t)i * 5;
		if (!a[2] && model_attribute(type, (const char *)a[0]))
			return true;
	}
	return false;
}

enum element_name diagnose_number(struct parse *parse, enum element_name name, const struct start_tag *start)
{
	const struct open_element *parent = parse_top(parse);
	const struct model_child *own = model_child(parent->type, name);
	const char *text = element_text(name);
	if (!own || start->count == 0 || has_attribute_of(start, own->type))
		return name;
	for (const struct model_child *child = parent->type->children; child; child = child->next) {
		if (!is_plural(text, child->text) && !is_plural(child->text, text))
			continue;
		if (!has_attribute_of(start, child->type))
			continue;
		struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_MISPLACED_ELEMENT, start->tag,
						  parent->item, "<%s> has none of these attributes", text);
		report_help(parse->report, d, "did you mean <%s>?", child->text);
		parse->renamed = d;
		return child->name;
	}
	return name;
}
