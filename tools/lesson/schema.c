#include "lesson/schema.h"

#include "lesson/schema_files.h"

#include <libxml/parser.h>
#include <libxml/xmlschemastypes.h>
#include <stdlib.h>

/* The identity constraints of the schema are for editors. Our own rules check ids and references, with precise
 * locations, over the whole tree, and without the fifth of the validation time that the constraints take. */
static void drop_identity_constraints(xmlDocPtr schema)
{
	xmlNodePtr root = xmlDocGetRootElement(schema);
	for (xmlNodePtr node = root ? root->children : NULL; node; node = node->next) {
		for (xmlNodePtr child = node->children, next; child; child = next) {
			const char *name = (const char *)child->name;
			next = child->next;
			if (strcmp(name, "unique") == 0 || strcmp(name, "key") == 0 || strcmp(name, "keyref") == 0) {
				xmlUnlinkNode(child);
				xmlFreeNode(child);
			}
		}
	}
}

static xmlDocPtr read_schema(const char *name)
{
	const struct embedded_file *file = schema_file(name);
	return file ? xmlReadMemory(file->bytes, (int)file->len, name, NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS)
		    : NULL;
}

bool schema_model_read(struct model *model, const char *name, struct arena *arena)
{
	xmlDocPtr document = read_schema(name);
	bool read = document && model_read(model, document, NULL, arena);
	xmlFreeDoc(document);
	return read;
}

struct lesson_schema *lesson_schema_new(void)
{
	xmlInitParser();
	xmlSchemaInitTypes(); /* which threads must not do at once */
	schema_files_only();
	struct lesson_schema *schema = calloc(1, sizeof(*schema));
	if (schema && pthread_mutex_init(&schema->lock, NULL) != 0) {
		free(schema);
		return NULL;
	}
	if (schema)
		schema->model = &lesson_model;
	return schema;
}

xmlSchemaPtr lesson_schema_compiled(struct lesson_schema *schema)
{
	pthread_mutex_lock(&schema->lock);
	if (!schema->compiled) {
		xmlDocPtr document = read_schema("lesson.xsd");
		if (document)
			drop_identity_constraints(document);
		xmlSchemaParserCtxtPtr parser = document ? xmlSchemaNewDocParserCtxt(document) : NULL;
		if (parser)
			schema->compiled = xmlSchemaParse(parser);
		xmlSchemaFreeParserCtxt(parser);
		xmlFreeDoc(document);
	}
	xmlSchemaPtr compiled = schema->compiled;
	pthread_mutex_unlock(&schema->lock);
	return compiled;
}

void lesson_schema_free(struct lesson_schema *schema)
{
	if (!schema)
		return;
	xmlSchemaFree(schema->compiled);
	pthread_mutex_destroy(&schema->lock);
	free(schema);
}
