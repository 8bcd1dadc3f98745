/* Writes the model of lesson.xsd or mathml.xsd and its automata as C tables:
 * lesson-model lesson.xsd xml.xsd lesson_model > out.c */
#include "lesson/model.h"

#include <libxml/parser.h>
#include <stdio.h>

static void print_text(const char *text)
{
	if (!text) {
		printf("NULL");
		return;
	}
	putchar('"');
	for (; *text; text++)
		printf((unsigned char)*text < ' ' || *text == '"' || *text == '\\' || *text == '?' ||
				       (unsigned char)*text > '~'
			       ? "\\%03o"
			       : "%c",
		       (unsigned char)*text);
	putchar('"');
}

static void print_bytes(const char *name, unsigned number, const unsigned char *bytes, size_t count)
{
	printf("static const unsigned char %s_%u[] = {", name, number);
	for (size_t i = 0; i < count; i++)
		printf("%s%u,", i % 32 ? " " : "\n\t", bytes[i]);
	printf("\n};\n");
}

static void print_accepts(const char *name, unsigned number, const bool *accepts, unsigned states)
{
	printf("static const bool %s_accepts_%u[] = { ", name, number);
	for (unsigned i = 0; i < states; i++)
		printf("%d, ", accepts[i]);
	printf("};\n");
}

/* The number of the type in the list; that of no type is the length of the list. */
static unsigned type_number(const struct model *model, const struct model_type *wanted)
{
	unsigned number = 0;
	for (const struct model_type *type = model->types; type && type != wanted; type = type->next)
		number++;
	return number;
}

/* The number of an automaton, in the order of the attributes that use one first; of their total, for another. */
static unsigned value_number(const struct model *model, const struct value_automaton *wanted)
{
	const struct value_automaton *seen[256];
	unsigned count = 0;
	for (const struct model_type *type = model->types; type; type = type->next) {
		for (const struct model_attribute *a = type->attributes; a; a = a->next) {
			unsigned i = 0;
			while (i < count && seen[i] != a->sure)
				i++;
			if (a->sure && i == count && count < 256)
				seen[count++] = a->sure;
			if (a->sure == wanted)
				return i;
		}
	}
	return count;
}

static void print_value(const struct value_automaton *automaton, unsigned number)
{
	print_bytes("class_of", number, automaton->class_of, 256);
	print_bytes("value", number, automaton->next, (size_t)automaton->states * automaton->classes);
	print_accepts("value", number, automaton->accepts, automaton->states);
	printf("static const struct value_automaton values_%u = { class_of_%u, value_%u, value_accepts_%u, %u, %u, "
	       "%u, ",
	       number, number, number, number, automaton->classes, automaton->states, automaton->any);
	printf(automaton->most == SIZE_MAX ? "SIZE_MAX };\n" : "%zu };\n", automaton->most);
}

static void print_values(const struct model *model)
{
	unsigned printed = 0;
	for (const struct model_type *type = model->types; type; type = type->next)
		for (const struct model_attribute *a = type->attributes; a; a = a->next)
			if (a->sure && value_number(model, a->sure) == printed)
				print_value(a->sure, printed++);
}

static void print_content(const struct content_automaton *automaton, unsigned number)
{
	printf("static const unsigned char next_%u[][ELEMENT_UNKNOWN] = {\n", number);
	for (unsigned state = 0; state < automaton->states; state++) {
		printf("\t{ ");
		for (unsigned name = 0; name < ELEMENT_UNKNOWN; name++)
			printf("%u, ", automaton->next[state][name]);
		printf("},\n");
	}
	printf("};\n");
	print_accepts("content", number, automaton->accepts, automaton->states);
	printf("static const struct content_automaton content_%u = { next_%u, content_accepts_%u, %u };\n", number,
	       number, number, automaton->states);
}

static void print_children(const struct model *model, const struct model_type *type, unsigned number)
{
	unsigned count = 0, i = 0;
	for (const struct model_child *child = type->children; child; child = child->next)
		count++;
	if (count)
		printf("static const struct model_child children_%u[%u] = {\n", number, count);
	for (const struct model_child *child = type->children; child; child = child->next) {
		printf("\t{ %d, ", (int)child->name);
		print_text(child->text);
		printf(", ");
		print_text(child->type_name);
		if (child->type == &model_text_only)
			printf(", &model_text_only");
		else if (child->type == &model_formula)
			printf(", &model_formula");
		else
			printf(", &types[%u]", type_number(model, child->type));
		printf(", %d, %d, %u, ", child->required, child->single, child->rank);
		if (++i < count)
			printf("&children_%u[%u] },\n", number, i);
		else
			printf("NULL },\n};\n");
	}
}

static void print_attributes(const struct model *model, const struct model_type *type, unsigned number)
{
	unsigned count = 0, i = 0;
	for (const struct model_attribute *a = type->attributes; a; a = a->next)
		count++;
	if (count)
		printf("static const struct model_attribute attributes_%u[%u] = {\n", number, count);
	for (const struct model_attribute *a = type->attributes; a; a = a->next) {
		printf("\t{ ");
		print_text(a->name);
		printf(", ");
		print_text(a->type);
		printf(", ");
		print_text(a->wants);
		printf(", %d, %d, ", a->required, (int)a->unless);
		printf(a->sure ? "&values_%u, " : "NULL, ", value_number(model, a->sure));
		if (++i < count)
			printf("&attributes_%u[%u] },\n", number, i);
		else
			printf("NULL },\n};\n");
	}
}

static void print_type(const struct model_type *type, unsigned number)
{
	printf("\t{ ");
	print_text(type->name);
	printf(", ");
	print_text(type->contains);
	printf(", %d, %d", type->mixed, type->alone);
	printf(type->children ? ", children_%u, {" : ", NULL, {", number);
	printf(type->children && type->child_of[type->children->name] ? "\n" : " NULL,\n");
	for (unsigned name = 0; name <= ELEMENT_UNKNOWN; name++) {
		unsigned i = 0;
		for (const struct model_child *child = type->children; child && child != type->child_of[name];
		     child = child->next)
			i++;
		if (type->child_of[name])
			printf("\t\t[%u] = &children_%u[%u],\n", name, number, i);
	}
	printf("\t}, %u, ", type->text_rank);
	printf(type->content ? "&content_%u, " : "NULL, ", number);
	printf(type->attributes ? "attributes_%u, " : "NULL, ", number);
	printf(type->next ? "%u, &types[%u] },\n" : "%u, NULL },\n", type->required, number + 1);
}

static void print_model(const struct model *model, const char *name)
{
	unsigned number = 0;
	printf("#include \"lesson/model.h\"\n\nstatic const struct model_type types[%u];\n", type_number(model, NULL));
	print_values(model);
	for (const struct model_type *type = model->types; type; type = type->next, number++) {
		if (type->content)
			print_content(type->content, number);
		print_children(model, type, number);
		print_attributes(model, type, number);
	}
	number = 0;
	printf("static const struct model_type types[] = {\n");
	for (const struct model_type *type = model->types; type; type = type->next)
		print_type(type, number++);
	printf("};\nconst struct model %s = { types, &types[%u], ", name, type_number(model, model->root));
	print_text(model->root_name);
	printf(", ");
	print_text(model->namespace);
	printf(" };\n");
}

int main(int argc, char **argv)
{
	struct arena arena;
	struct model model;
	arena_init(&arena);
	xmlDocPtr schema = argc == 4 ? xmlReadFile(argv[1], NULL, XML_PARSE_NONET) : NULL;
	xmlDocPtr xml = argc == 4 ? xmlReadFile(argv[2], NULL, XML_PARSE_NONET) : NULL;
	if (!schema || !xml || !model_read(&model, schema, xml, &arena)) {
		fprintf(stderr, "lesson-model: cannot read the schemas\n");
		return 1;
	}
	print_model(&model, argv[3]);
	xmlFreeDoc(schema);
	xmlFreeDoc(xml);
	arena_release(&arena);
	return fflush(stdout) == 0 ? 0 : 1;
}
