/* Glushkov's construction: each element declaration in a content model is a place, and the state after a child is the
 * set of the places that may follow it. */
#include "lesson/automaton.h"

#include "lesson/xsd.h"

enum { PLACES_MAX = 62, NESTING_MAX = 16 };

struct content_reader {
	const xmlNode *schema;
	element_finder *find;
	uint64_t follow[PLACES_MAX + 1]; /* by place: bit set of places; place 0 is the start */
	enum element_name element[PLACES_MAX + 1];
	unsigned places;
	unsigned nesting;
	bool unsure;
};

/* Of a particle: the places where it begins and ends. */
struct content_part {
	uint64_t first, last;
	bool empty; /* it may be */
};

static void join(struct content_reader *r, uint64_t from, uint64_t to)
{
	for (unsigned i = 1; i <= r->places; i++)
		if (from >> i & 1)
			r->follow[i] |= to;
}

static struct content_part read_particle(struct content_reader *r, const xmlNode *node);

static struct content_part read_particles(struct content_reader *r, const xmlNode *parent)
{
	bool choice = xsd_is(parent, "choice"), any = false;
	struct content_part whole = { 0, 0, !choice };
	for (const xmlNode *node = parent->children; node; node = node->next) {
		if (node->type != XML_ELEMENT_NODE || xsd_is(node, "annotation") || xsd_is(node, "attribute") ||
		    xsd_is(node, "attributeGroup"))
			continue;
		struct content_part part = read_particle(r, node);
		any = true;
		if (choice) {
			whole.first |= part.first;
			whole.last |= part.last;
			whole.empty = whole.empty || part.empty;
		} else {
			join(r, whole.last, part.first);
			whole.first |= whole.empty ? part.first : 0;
			whole.last = part.last | (part.empty ? whole.last : 0);
			whole.empty = whole.empty && part.empty;
		}
	}
	r->unsure = r->unsure || (choice && !any);
	return whole;
}

static struct content_part add_place(struct content_reader *r, enum element_name element)
{
	if (element == ELEMENT_UNKNOWN || r->places == PLACES_MAX) {
		r->unsure = true;
		return (struct content_part){ 0, 0, true };
	}
	r->element[++r->places] = element;
	return (struct content_part){ 1ull << r->places, 1ull << r->places, false };
}

/* A formula is the only element of another schema. */
static struct content_part read_element(struct content_reader *r, const xmlNode *node)
{
	bool math = !xsd_has(node, "name");
	xmlChar *name = math ? xsd_name_in(node, "ref", MATH_NAMESPACE) : xmlGetNoNsProp(node, (const xmlChar *)"name");
	enum element_name element = name ? r->find((const char *)name) : ELEMENT_UNKNOWN;
	xmlFree(name);
	r->unsure = r->unsure || xsd_has(node, "ref") != math ||
		    (math ? xsd_has(node, "type") : !xsd_refers(r->schema, node, "type", "complexType"));
	return add_place(r, element);
}

static struct content_part read_particle(struct content_reader *r, const xmlNode *node)
{
	struct content_part part = { 0, 0, true };
	bool element = xsd_is(node, "element"), group = xsd_is(node, "group");
	const char *attributes = element ? "name type ref minOccurs maxOccurs"
				 : group ? "ref minOccurs maxOccurs"
					 : "minOccurs maxOccurs";
	const xmlNode *target = group ? xsd_refers(r->schema, node, "ref", "group") : node;
	bool once = !xsd_has(node, "maxOccurs") || xsd_value_is(node, "maxOccurs", "1");
	bool optional = xsd_value_is(node, "minOccurs", "0");
	if (!xsd_has_only(node, element || group ? "annotation" : "annotation element sequence choice group",
			  attributes) ||
	    (group && !(target && xsd_has_only(target, "annotation sequence choice", "name"))) ||
	    !(once || xsd_value_is(node, "maxOccurs", "unbounded")) ||
	    !(optional || !xsd_has(node, "minOccurs") || xsd_value_is(node, "minOccurs", "1")) ||
	    r->nesting == NESTING_MAX) {
		r->unsure = true;
		return part;
	}
	r->nesting++;
	part = element				  ? read_element(r, node)
	       : group && r->find != element_find ? add_place(r, (enum element_name)MATH_EXPRESSION)
						  : read_particles(r, target);
	r->nesting--;
	if (!once)
		join(r, part.last, part.first);
	part.empty = part.empty || optional;
	return part;
}

static bool is_known_attribute(const xmlNode *node)
{
	return xsd_has_only(node, "annotation", "name type ref use default") &&
	       xsd_has(node, "name") != xsd_value_is(node, "ref", "xml:lang") &&
	       (!xsd_has(node, "use") || xsd_value_is(node, "use", "required") ||
		xsd_value_is(node, "use", "optional"));
}

/* Whether the attributes among the children of node are known. */
static bool knows_attributes(const xmlNode *schema, const xmlNode *node)
{
	bool known = true;
	for (const xmlNode *child = node->children; child && known; child = child->next) {
		const xmlNode *group = xsd_is(child, "attributeGroup")
					       ? xsd_refers(schema, child, "ref", "attributeGroup")
					       : NULL;
		if (xsd_is(child, "attribute"))
			known = is_known_attribute(child);
		else if (xsd_is(child, "attributeGroup"))
			known = xsd_has_only(child, "annotation", "ref") && group &&
				xsd_has_only(group, "annotation attribute", "name") && knows_attributes(schema, group);
	}
	return known;
}

/* Whether everything at the top of the schema is known. */
static bool is_known_schema(const xmlNode *schema)
{
	bool known = xsd_has_only(schema, "annotation import element simpleType complexType group attributeGroup",
				  "targetNamespace elementFormDefault version") &&
		     xsd_value_is(schema, "elementFormDefault", "qualified");
	for (const xmlNode *node = schema->children; node && known; node = node->next)
		known = !xsd_is(node, "element") || xsd_has_only(node, "annotation unique key keyref", "name type");
	return known;
}

const struct content_automaton *automaton_read_content(const xmlNode *schema, const xmlNode *type, element_finder *find,
						       struct arena *arena)
{
	struct content_reader r = { .schema = schema, .find = find };
	r.unsure = !is_known_schema(schema) ||
		   !xsd_has_only(type, "annotation sequence choice group attribute attributeGroup", "name mixed") ||
		   !knows_attributes(r.schema, type);
	struct content_part whole = read_particles(&r, type);
	r.follow[0] = whole.first;
	struct content_automaton *automaton = arena_alloc(arena, sizeof(*automaton));
	unsigned char(*next)[ELEMENT_UNKNOWN] = arena_alloc(arena, (r.places + 2) * sizeof(*next));
	bool *accepts = arena_alloc(arena, (r.places + 2) * sizeof(*accepts));
	if (r.unsure || !automaton || !next || !accepts)
		return NULL;
	/* Places with the same future are one state. */
	unsigned char state_of[PLACES_MAX + 1], states = 1;
	unsigned place_of[PLACES_MAX + 2];
	for (unsigned place = 0; place <= r.places; place++) {
		bool ends = place ? whole.last >> place & 1 : whole.empty;
		unsigned char state = 1;
		while (state < states && (accepts[state] != ends || r.follow[place_of[state]] != r.follow[place]))
			state++;
		if (state == states)
			states++;
		place_of[state] = place;
		accepts[state] = ends;
		state_of[place] = state;
	}
	for (unsigned from = 0; from <= r.places; from++) {
		for (unsigned to = 1; to <= r.places; to++) {
			unsigned char *cell = &next[state_of[from]][r.element[to]];
			if (!(r.follow[from] >> to & 1))
				continue;
			if (*cell && *cell != state_of[to])
				return NULL; /* ambiguous */
			*cell = state_of[to];
		}
	}
	*automaton = (struct content_automaton){ (const unsigned char(*)[ELEMENT_UNKNOWN])next, accepts, states };
	return automaton;
}
