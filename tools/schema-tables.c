/* Generates C tables from JSON Schemas: schema-tables FOLDER > out.c, for the folder of NAME.schema.json. Fails on
 * keywords that it does not know, so that none is ignored; see reader/schema_tables.h. */
#include "reader/forms.h"
#include "reader/json.h"
#include "reader/schema_tables.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 4096, SIZE_MOST = 1 << 20 };

struct step {
	const char *keyword, *name; /* of the enum; of a member, or NULL */
	unsigned mark;
	size_t node;
	uint64_t number;
};

struct node {
	const char *schema;
	struct step *steps;
	size_t count;
};

static struct node nodes[MOST];
static size_t node_count;
static size_t lists[MOST], list_count;
static struct json_walk literals[MOST];
static size_t literal_count;
static const char *names[MOST];
static size_t name_count;
static const char *const marks[MARK_KINDS] = SCHEMA_MARKS;
static bool holds_text[MOST], is_spoken[MOST]; /* by node */

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

static size_t compile(struct json_walk schema, struct json_walk root);

static const char *copy(struct json_string string)
{
	char *text = malloc(string.len + 1);
	if (!text || !string_copy(string, text, string.len + 1))
		fail("no memory");
	return text;
}

static const char *text_of(struct json_walk value)
{
	struct json_string string;
	if (!walk_text(&value, &string))
		fail("a value is not a string");
	return copy(string);
}

/* The value of that member; at is NULL if there is none. */
static struct json_walk get(struct json_walk object, const char *name)
{
	return object.at && walk_to(&object, name) ? object : (struct json_walk){ NULL };
}

static bool has(struct json_walk object, const char *name)
{
	return get(object, name).at;
}

static void add(struct node *node, struct step step)
{
	node->steps = realloc(node->steps, (node->count + 1) * sizeof(*node->steps));
	if (!node->steps || node_count == MOST || list_count + 3 > MOST || literal_count == MOST || name_count == MOST)
		fail("no room");
	node->steps[node->count++] = step;
	if (step.name)
		names[name_count++] = step.name;
}

static uint64_t whole(const char *keyword, struct json_walk value)
{
	uint64_t number;
	if (!walk_number(&value, &number))
		fail("%s is not a whole number", keyword);
	return number;
}

static struct json_walk resolve(const char *ref, struct json_walk root, unsigned *mark)
{
	struct json_walk definitions = get(root, "$defs"), definition;
	struct json_string name;
	if (strncmp(ref, "#/$defs/", 8) == 0) {
		for (unsigned i = 1; i < MARK_KINDS; i++)
			if (strcmp(ref + 8, marks[i]) == 0)
				*mark = i;
		definition = get(definitions, ref + 8);
		if (definition.at)
			return definition;
	}
	if (definitions.at && walk_object(&definitions)) {
		for (; walk_member(&definitions, &name); walk_skip(&definitions)) {
			struct json_walk anchor = get(definitions, "$anchor");
			if (anchor.at && ref[0] == '#' && strcmp(text_of(anchor), ref + 1) == 0)
				return definitions;
		}
	}
	fail("nothing is at %s", ref);
}

static void add_type(struct node *node, struct json_walk value)
{
	static const char *const kinds[] = { "object", "array", "string", "integer", "boolean" };
	const char *type = text_of(value);
	for (unsigned i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (strcmp(type, kinds[i]) == 0) {
			add(node, (struct step){ .keyword = "TYPE", .number = 1u << i });
			return;
		}
	}
	fail("unknown type");
}

static void add_literals(struct node *node, struct json_walk value)
{
	size_t first = literal_count;
	if (walk_kind(&value) != '[')
		literals[literal_count++] = value;
	else if (walk_array(&value))
		for (; walk_element(&value); walk_skip(&value))
			literals[literal_count++] = value;
	add(node, (struct step){ .keyword = "LITERAL", .node = first, .number = literal_count - first });
}

static void add_pattern(struct node *node, const char *pattern)
{
	static const char *const patterns[] = {
#define FORM(id, pattern, function, words) [FORM_##id] = pattern,
#include "reader/forms.def"
#undef FORM
	};
	for (unsigned i = 0; i < FORMS; i++) {
		if (strcmp(pattern, patterns[i]) == 0) {
			add(node, (struct step){ .keyword = "PATTERN", .number = i });
			return;
		}
	}
	fail("reader/forms.def has no function for the pattern %s", pattern);
}

static void add_members(struct node *node, const char *keyword, struct json_walk value, struct json_walk root)
{
	struct json_string name;
	if (walk_object(&value))
		for (; walk_member(&value, &name); walk_skip(&value))
			add(node, (struct step){
				.keyword = keyword, .name = copy(name), .node = compile(value, root) });
}

static void add_required(struct node *node, struct json_walk value)
{
	if (walk_array(&value))
		for (; walk_element(&value); walk_skip(&value))
			add(node, (struct step){ .keyword = "REQUIRED", .name = text_of(value) });
}

static void add_list(struct node *node, const char *keyword, struct json_walk value, struct json_walk root)
{
	size_t compiled[16], count = 0;
	if (walk_array(&value)) {
		for (; walk_element(&value); walk_skip(&value)) {
			if (count == sizeof(compiled) / sizeof(compiled[0]))
				fail("%s has too many schemas", keyword);
			compiled[count++] = compile(value, root);
		}
	}
	size_t first = list_count;
	for (size_t i = 0; i < count; i++)
		lists[list_count++] = compiled[i];
	add(node, (struct step){ .keyword = keyword, .node = first, .number = count });
}

static void add_if(struct node *node, struct json_walk schema, struct json_walk root)
{
	struct json_walk then = get(schema, "then"), other = get(schema, "else");
	size_t parts[] = { compile(get(schema, "if"), root), then.at ? compile(then, root) : SCHEMA_NONE,
			   other.at ? compile(other, root) : SCHEMA_NONE };
	size_t first = list_count;
	for (size_t i = 0; i < 3; i++)
		lists[list_count++] = parts[i];
	add(node, (struct step){ .keyword = "IF", .node = first });
}

static void add_prefix(struct node *node, struct json_walk value, struct json_walk root)
{
	if (walk_array(&value))
		for (size_t i = 0; walk_element(&value); walk_skip(&value), i++)
			add(node, (struct step){ .keyword = "PREFIX_ITEM", .node = compile(value, root), .number = i });
}

/* Adds a keyword whose value is a schema or a number; false if it is neither. */
static bool add_simple(struct node *node, const char *keyword, struct json_walk value, struct json_walk root)
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

static void add_keyword(struct node *node, const char *keyword, struct json_walk value, struct json_walk schema,
			struct json_walk root)
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
		add_pattern(node, text_of(value));
	} else if (strcmp(keyword, "$ref") == 0) {
		struct step step = { .keyword = "REF" };
		step.node = compile(resolve(text_of(value), root, &step.mark), root);
		add(node, step);
	} else if (strcmp(keyword, "required") == 0) {
		add_required(node, value);
	} else if (strcmp(keyword, "properties") == 0) {
		add_members(node, "PROPERTY", value, root);
	} else if (strcmp(keyword, "dependentSchemas") == 0) {
		add_members(node, "DEPENDENT", value, root);
	} else if (strcmp(keyword, "prefixItems") == 0) {
		add_prefix(node, value, root);
	} else if (strcmp(keyword, "allOf") == 0) {
		add_list(node, "ALL_OF", value, root);
	} else if (strcmp(keyword, "oneOf") == 0 || strcmp(keyword, "anyOf") == 0) {
		add_list(node, keyword[0] == 'o' ? "ONE_OF" : "ANY_OF", value, root);
	} else if (strcmp(keyword, "if") == 0) {
		add_if(node, schema, root);
	} else if (strcmp(keyword, "contains") == 0) {
		struct json_walk most = get(schema, "maxContains");
		add(node, (struct step){ .keyword = "CONTAINS",
					 .node = compile(value, root),
					 .number = most.at ? whole("maxContains", most) : UINT32_MAX });
	} else if (strcmp(keyword, "uniqueItems") == 0) {
		if (walk_kind(&value) == 't')
			add(node, (struct step){ .keyword = "UNIQUE_ITEMS" });
	} else if (!add_simple(node, keyword, value, root)) {
		fail("the keyword %s is unknown", keyword);
	}
}

static size_t compile(struct json_walk schema, struct json_walk root)
{
	struct json_string keyword;
	if (walk_kind(&schema) != '{')
		fail("a schema is not an object");
	for (size_t i = 0; i < node_count; i++)
		if (nodes[i].schema == schema.at)
			return i;
	if ((has(schema, "additionalProperties") && has(schema, "properties")) ||
	    (has(schema, "items") && has(schema, "prefixItems")) ||
	    (has(schema, "maxContains") && !has(schema, "contains")) || (has(schema, "then") && !has(schema, "if")))
		fail("unknown combination of two keywords");
	struct node *node = &nodes[node_count];
	size_t here = node_count++;
	node->schema = schema.at;
	struct json_walk members = schema;
	if (walk_object(&members))
		for (; walk_member(&members, &keyword); walk_skip(&members))
			add_keyword(node, copy(keyword), members, schema, root);
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
			printf("\t{ SCHEMA_%s, %zu, %zu, UINT64_C(%llu) },\n", step->keyword, number_of(step),
			       step->node, (unsigned long long)step->number);
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
		char kind = walk_kind(&literals[i]);
		if (kind == '"')
			printf("\t{ '\"', \"%s\", 0 },\n", text_of(literals[i]));
		else if (kind >= '0' && kind <= '9')
			printf("\t{ '0', 0, %llu },\n", (unsigned long long)whole("a literal", literals[i]));
		else if (kind == 't' || kind == 'f')
			printf("\t{ '%c', 0, 0 },\n", kind);
		else
			fail("a literal of an unknown kind");
	}
	puts("};\nconst char *const schema_names[] = {");
	for (size_t i = 0; i < name_count; i++)
		printf("\t\"%s\",\n", names[i]);
	printf("};\nconst size_t schema_name_count = %zu;\n", name_count);
}

static bool refers_to_text(const struct step *step)
{
	static const char *const one[] = { "REF", "PROPERTY", "ITEMS", "PREFIX_ITEM", "DEPENDENT" };
	if (strcmp(step->keyword, "ALL_OF") == 0 || strcmp(step->keyword, "ONE_OF") == 0 ||
	    strcmp(step->keyword, "ANY_OF") == 0 || strcmp(step->keyword, "IF") == 0) {
		bool is_if = step->keyword[0] == 'I';
		for (size_t i = is_if; i < (is_if ? 3 : step->number); i++)
			if (lists[step->node + i] != SCHEMA_NONE && holds_text[lists[step->node + i]])
				return true;
		return false;
	}
	for (size_t i = 0; i < sizeof(one) / sizeof(one[0]); i++)
		if (strcmp(step->keyword, one[i]) == 0)
			return holds_text[step->node];
	return false;
}

/* Finds the nodes that describe texts, or something that contains texts at whatever depth. */
static void find_text(struct json_walk lesson)
{
	static const char *const texts[] = { "#/$defs/text", "#/$defs/cloze" };
	static const char *const strings[] = { "#/$defs/spoken", "#/$defs/label" };
	unsigned mark;
	bool more = true;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		holds_text[compile(resolve(texts[i], lesson, &mark), lesson)] = true;
	for (size_t i = 0; i < sizeof(strings) / sizeof(strings[0]); i++) {
		size_t spoken = compile(resolve(strings[i], lesson, &mark), lesson);
		holds_text[spoken] = is_spoken[spoken] = true;
	}
	while (more) {
		more = false;
		for (size_t i = 0; i < node_count; i++) {
			for (size_t j = 0; j < nodes[i].count && !holds_text[i]; j++)
				if (refers_to_text(&nodes[i].steps[j]))
					more = holds_text[i] = true;
			for (size_t j = 0; j < nodes[i].count; j++)
				if (strcmp(nodes[i].steps[j].keyword, "REF") == 0 && is_spoken[nodes[i].steps[j].node])
					is_spoken[i] = true;
		}
	}
}

static void print_says(void)
{
	static unsigned char says[MOST];
	for (size_t i = 0; i < node_count; i++) {
		for (size_t j = 0; j < nodes[i].count; j++) {
			const struct step *step = &nodes[i].steps[j];
			if (strcmp(step->keyword, "PROPERTY") == 0)
				says[number_of(step)] |= (unsigned char)((holds_text[step->node] ? SCHEMA_TEXT : 0) |
									 (is_spoken[step->node] ? SCHEMA_SPOKEN : 0));
		}
	}
	puts("const unsigned char schema_says[] = {");
	for (size_t i = 0; i < name_count; i++)
		printf("\t%u,\n", says[i]);
	puts("};");
}

static void print_inlines(struct json_walk lesson)
{
	unsigned mark;
	struct json_walk types = get(get(get(resolve("#/$defs/element", lesson, &mark), "properties"), "type"), "enum");
	puts("const char *const schema_inlines[] = {");
	if (types.at && walk_array(&types))
		for (; walk_element(&types); walk_skip(&types))
			printf("\t\"%s\",\n", text_of(types));
	puts("\t0,\n};");
}

static struct json_walk load(const char *folder, const char *name)
{
	char path[4096], *text = malloc(SIZE_MOST);
	size_t offset = 0;
	snprintf(path, sizeof(path), "%s/%s.schema.json", folder, name);
	FILE *file = fopen(path, "r");
	size_t size = file && text ? fread(text, 1, SIZE_MOST, file) : 0;
	if (!file || !text || ferror(file) || size == SIZE_MOST)
		fail("%s cannot be read", path);
	fclose(file);
	if (json_check(text, size, &offset) != JSON_GOOD)
		fail("%s: not valid JSON at byte %zu", path, offset);
	return (struct json_walk){ text };
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
	size_t roots[COUNT];
	struct json_walk root = { NULL }, lesson = { NULL };
	if (argc != 2)
		fail("it takes the folder of the schemas");
	for (size_t i = 0; i < COUNT; i++) {
		char ref[64];
		unsigned mark;
		if (i == 0 || strcmp(documents[i].file, documents[i - 1].file) != 0)
			root = load(argv[1], documents[i].file);
		if (i == SCHEMA_LESSON)
			lesson = root;
		snprintf(ref, sizeof(ref), "#%s", documents[i].anchor ? documents[i].anchor : "");
		roots[i] = compile(documents[i].anchor ? resolve(ref, root, &mark) : root, root);
	}
	find_text(lesson);
	sort_names();
	puts("#include \"reader/schema_tables.h\"\n");
	print_steps();
	print_literals();
	print_says();
	print_inlines(lesson);
	puts("const uint16_t schema_roots[] = {");
	for (size_t i = 0; i < COUNT; i++)
		printf("\t%zu,\n", roots[i]);
	printf("};\n");
	return fflush(stdout) == 0 ? 0 : 1;
}
