/* Writes JSON Schemas as tables of C: schema-tables FOLDER > out.c, for the folder of NAME.schema.json. It knows the
 * keywords that those use, and fails on any other, so that none is passed over; see reader/schema_tables.h. */
#include "reader/forms.h"
#include "reader/schema_tables.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 4096 };

struct step {
	const char *keyword, *name; /* of the enum; of a member, or NULL */
	unsigned mark;
	size_t node;
	uint64_t number;
};

struct node {
	json_t *schema;
	struct step *steps;
	size_t count;
};

static struct node nodes[MOST];
static size_t node_count;
static size_t lists[MOST], list_count;
static json_t *literals[MOST];
static size_t literal_count;
static const char *names[MOST];
static size_t name_count;
static const char *const marks[MARKS] = SCHEMA_MARKS;

__attribute__((noreturn, format(printf, 1, 2))) static void fail(const char *format, ...)
{
	va_list args;
	fputs("schema-tables: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

static size_t compile(json_t *schema, json_t *root);

static void add(struct node *node, struct step step)
{
	node->steps = realloc(node->steps, (node->count + 1) * sizeof(*node->steps));
	if (!node->steps || node_count == MOST || list_count + 3 > MOST || literal_count == MOST || name_count == MOST)
		fail("no room");
	node->steps[node->count++] = step;
	if (step.name)
		names[name_count++] = step.name;
}

static uint64_t whole(const char *keyword, const json_t *value)
{
	if (!json_is_integer(value) || json_integer_value(value) < 0)
		fail("%s is not a whole number", keyword);
	return (uint64_t)json_integer_value(value);
}

static json_t *resolve(const char *ref, json_t *root, unsigned *mark)
{
	json_t *definitions = json_object_get(root, "$defs"), *definition;
	const char *name;
	if (strncmp(ref, "#/$defs/", 8) == 0) {
		for (unsigned i = 1; i < MARKS; i++)
			if (strcmp(ref + 8, marks[i]) == 0)
				*mark = i;
		definition = json_object_get(definitions, ref + 8);
		if (definition)
			return definition;
	}
	json_object_foreach (definitions, name, definition) {
		json_t *anchor = json_object_get(definition, "$anchor");
		if (anchor && ref[0] == '#' && strcmp(json_string_value(anchor), ref + 1) == 0)
			return definition;
	}
	fail("nothing is at %s", ref);
}

static void add_type(struct node *node, const json_t *value)
{
	static const char *const kinds[] = { "object", "array", "string", "integer", "boolean" };
	for (unsigned i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (json_is_string(value) && strcmp(json_string_value(value), kinds[i]) == 0) {
			add(node, (struct step){ .keyword = "TYPE", .number = 1u << i });
			return;
		}
	}
	fail("unknown type");
}

static void add_literals(struct node *node, json_t *value)
{
	json_t *one;
	size_t i, first = literal_count;
	if (json_is_array(value)) {
		json_array_foreach (value, i, one)
			literals[literal_count++] = one;
	} else {
		literals[literal_count++] = value;
	}
	add(node, (struct step){ .keyword = "LITERAL", .node = first, .number = literal_count - first });
}

static void add_pattern(struct node *node, const json_t *value)
{
	static const char *const patterns[] = {
#define FORM(id, pattern, function, words) [FORM_##id] = pattern,
#include "reader/forms.def"
#undef FORM
	};
	for (unsigned i = 0; i < FORMS; i++) {
		if (strcmp(json_string_value(value), patterns[i]) == 0) {
			add(node, (struct step){ .keyword = "PATTERN", .number = i });
			return;
		}
	}
	fail("reader/forms.def has no function for the pattern %s", json_string_value(value));
}

static void add_members(struct node *node, const char *keyword, json_t *value, json_t *root)
{
	const char *name;
	json_t *schema;
	json_object_foreach (value, name, schema)
		add(node, (struct step){ .keyword = keyword, .name = name, .node = compile(schema, root) });
}

static void add_required(struct node *node, json_t *value)
{
	size_t i;
	json_t *name;
	json_array_foreach (value, i, name)
		add(node, (struct step){ .keyword = "REQUIRED", .name = json_string_value(name) });
}

static void add_list(struct node *node, const char *keyword, json_t *value, json_t *root)
{
	size_t compiled[16], i, count = json_array_size(value);
	json_t *schema;
	if (count > sizeof(compiled) / sizeof(compiled[0]))
		fail("%s has too many schemas", keyword);
	json_array_foreach (value, i, schema)
		compiled[i] = compile(schema, root);
	size_t first = list_count;
	for (i = 0; i < count; i++)
		lists[list_count++] = compiled[i];
	add(node, (struct step){ .keyword = keyword, .node = first, .number = count });
}

static void add_if(struct node *node, json_t *schema, json_t *root)
{
	json_t *then = json_object_get(schema, "then"), *other = json_object_get(schema, "else");
	size_t parts[] = { compile(json_object_get(schema, "if"), root), then ? compile(then, root) : SCHEMA_NONE,
			   other ? compile(other, root) : SCHEMA_NONE };
	size_t first = list_count;
	for (size_t i = 0; i < 3; i++)
		lists[list_count++] = parts[i];
	add(node, (struct step){ .keyword = "IF", .node = first });
}

static void add_prefix(struct node *node, json_t *value, json_t *root)
{
	size_t i;
	json_t *schema;
	json_array_foreach (value, i, schema)
		add(node, (struct step){ .keyword = "PREFIX_ITEM", .node = compile(schema, root), .number = i });
}

/* A keyword whose value is a schema, or a number; false where it is neither. */
static bool add_simple(struct node *node, const char *keyword, json_t *value, json_t *root)
{
	static const struct {
		const char *keyword, *name;
		bool schema;
	} rows[] = {
		{ "not", "NOT", true },		       { "propertyNames", "PROPERTY_NAMES", true },
		{ "additionalProperties", "ADDITIONAL", true }, { "items", "ITEMS", true },
		{ "minItems", "MIN_ITEMS", false },    { "maxItems", "MAX_ITEMS", false },
		{ "minLength", "MIN_LENGTH", false },  { "maxLength", "MAX_LENGTH", false },
		{ "minimum", "MINIMUM", false },       { "maximum", "MAXIMUM", false },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (strcmp(keyword, rows[i].keyword) != 0)
			continue;
		struct step step = { .keyword = rows[i].name };
		if (rows[i].schema)
			step.node = compile(value, root);
		else
			step.number = whole(keyword, value);
		add(node, step);
		return true;
	}
	return false;
}

static void add_keyword(struct node *node, const char *keyword, json_t *value, json_t *schema, json_t *root)
{
	static const char *const silent[] = { "$schema", "$id",	"$defs",       "$anchor", "title",
					      "description", "then", "else", "maxContains" };
	for (size_t i = 0; i < sizeof(silent) / sizeof(silent[0]); i++)
		if (strcmp(keyword, silent[i]) == 0)
			return;
	if (strcmp(keyword, "type") == 0) {
		add_type(node, value);
	} else if (strcmp(keyword, "enum") == 0 || strcmp(keyword, "const") == 0) {
		add_literals(node, value);
	} else if (strcmp(keyword, "pattern") == 0) {
		add_pattern(node, value);
	} else if (strcmp(keyword, "$ref") == 0) {
		struct step step = { .keyword = "REF" };
		step.node = compile(resolve(json_string_value(value), root, &step.mark), root);
		add(node, step);
	} else if (strcmp(keyword, "required") == 0) {
		add_required(node, value);
	} else if (strcmp(keyword, "properties") == 0) {
		add_members(node, "PROPERTY", value, root);
	} else if (strcmp(keyword, "dependentSchemas") == 0) {
		add_members(node, "DEPENDENT", value, root);
	} else if (strcmp(keyword, "prefixItems") == 0) {
		add_prefix(node, value, root);
	} else if (strcmp(keyword, "oneOf") == 0 || strcmp(keyword, "anyOf") == 0) {
		add_list(node, keyword[0] == 'o' ? "ONE_OF" : "ANY_OF", value, root);
	} else if (strcmp(keyword, "if") == 0) {
		add_if(node, schema, root);
	} else if (strcmp(keyword, "contains") == 0) {
		json_t *most = json_object_get(schema, "maxContains");
		add(node, (struct step){ .keyword = "CONTAINS",
					 .node = compile(value, root),
					 .number = most ? whole("maxContains", most) : UINT32_MAX });
	} else if (strcmp(keyword, "uniqueItems") == 0) {
		if (json_is_true(value))
			add(node, (struct step){ .keyword = "UNIQUE_ITEMS" });
	} else if (!add_simple(node, keyword, value, root)) {
		fail("the keyword %s is unknown", keyword);
	}
}

static size_t compile(json_t *schema, json_t *root)
{
	const char *keyword;
	json_t *value;
	for (size_t i = 0; i < node_count; i++)
		if (nodes[i].schema == schema)
			return i;
	if (!json_is_object(schema))
		fail("a schema is not an object");
	if ((json_object_get(schema, "additionalProperties") && json_object_get(schema, "properties")) ||
	    (json_object_get(schema, "items") && json_object_get(schema, "prefixItems")) ||
	    (json_object_get(schema, "maxContains") && !json_object_get(schema, "contains")) ||
	    (json_object_get(schema, "then") && !json_object_get(schema, "if")))
		fail("two keywords stand together in a way that is not known");
	struct node *node = &nodes[node_count];
	size_t here = node_count++;
	node->schema = schema;
	json_object_foreach (schema, keyword, value)
		add_keyword(node, keyword, value, schema, root);
	return here;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sort_names(void)
{
	size_t count = 0;
	qsort(names, name_count, sizeof(*names), by_bytes);
	for (size_t i = 0; i < name_count; i++)
		if (count == 0 || strcmp(names[count - 1], names[i]) != 0)
			names[count++] = names[i];
	name_count = count;
}

static size_t number_of(const struct step *step)
{
	if (strcmp(step->keyword, "REF") == 0)
		return step->mark;
	for (size_t i = 0; step->name && i < name_count; i++)
		if (strcmp(names[i], step->name) == 0)
			return i;
	return SCHEMA_NONE;
}

static void print_steps(void)
{
	size_t first = 0;
	puts("const struct schema_step schema_steps[] = {");
	for (size_t i = 0; i < node_count; i++)
		for (size_t j = 0; j < nodes[i].count; j++) {
			const struct step *step = &nodes[i].steps[j];
			printf("\t{ SCHEMA_%s, %zu, %zu, UINT64_C(%llu) },\n", step->keyword, number_of(step), step->node,
			       (unsigned long long)step->number);
		}
	puts("};\nconst struct schema_node schema_nodes[] = {");
	for (size_t i = 0; i < node_count; first += nodes[i++].count)
		printf("\t{ %zu, %zu },\n", first, nodes[i].count);
	puts("};\nconst uint16_t schema_lists[] = {");
	for (size_t i = 0; i < list_count; i++)
		printf("\t%zu,\n", lists[i]);
	puts("};");
}

static void print_literals(void)
{
	puts("const struct schema_literal schema_literals[] = {");
	for (size_t i = 0; i < literal_count; i++) {
		const json_t *literal = literals[i];
		if (json_is_string(literal))
			printf("\t{ '\"', \"%s\", 0 },\n", json_string_value(literal));
		else if (json_is_integer(literal))
			printf("\t{ '0', 0, %llu },\n", (unsigned long long)whole("a literal", literal));
		else if (json_is_boolean(literal))
			printf("\t{ '%c', 0, 0 },\n", json_is_true(literal) ? 't' : 'f');
		else
			fail("a literal of an unknown kind");
	}
	puts("};\nconst char *const schema_names[] = {");
	for (size_t i = 0; i < name_count; i++)
		printf("\t\"%s\",\n", names[i]);
	printf("};\nconst size_t schema_name_count = %zu;\n", name_count);
}

static json_t *load(const char *folder, const char *name)
{
	char path[4096];
	json_error_t error;
	snprintf(path, sizeof(path), "%s/%s.schema.json", folder, name);
	json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
	if (!root)
		fail("%s:%d: %s", path, error.line, error.text);
	return root;
}

int main(int argc, char **argv)
{
	static const struct {
		const char *file, *anchor;
	} documents[] = {
#define D(id, file, anchor) { file, anchor },
		SCHEMA_DOCUMENTS(D)
#undef D
	};
	enum { COUNT = sizeof(documents) / sizeof(documents[0]) };
	size_t roots[COUNT], inline_text = SCHEMA_NONE;
	json_t *root = NULL;
	if (argc != 2)
		fail("it takes the folder of the schemas");
	for (size_t i = 0; i < COUNT; i++) {
		char ref[64];
		unsigned mark;
		if (i == 0 || strcmp(documents[i].file, documents[i - 1].file) != 0)
			root = load(argv[1], documents[i].file);
		snprintf(ref, sizeof(ref), "#%s", documents[i].anchor ? documents[i].anchor : "");
		roots[i] = compile(documents[i].anchor ? resolve(ref, root, &mark) : root, root);
		if (strcmp(documents[i].file, "lesson") == 0)
			inline_text = compile(resolve("#/$defs/inline", root, &mark), root);
	}
	sort_names();
	puts("#include \"reader/schema_tables.h\"\n");
	print_steps();
	print_literals();
	puts("const uint16_t schema_roots[] = {");
	for (size_t i = 0; i < COUNT; i++)
		printf("\t%zu,\n", roots[i]);
	printf("};\nconst uint16_t schema_inline = %zu;\n", inline_text);
	return fflush(stdout) == 0 ? 0 : 1;
}
