#include "lesson/schema.h"

#include "lesson/schema_files.h"
#include "lesson/xsd.h"

#include <libxml/parser.h>
#include <libxml/xmlschemastypes.h>
#include <stdlib.h>

/* The identity constraints of the schema are for editors. Our own rules check ids and references, with precise
 * locations, over the whole tree, and without the fifth of the validation time that the constraints take. Formulas are
 * judged by their model (see parse_math.c); to compile their schema too would take as long as that of lessons. */
static bool is_unused(const xmlNode *node)
{
	return xsd_is(node, "unique") || xsd_is(node, "key") || xsd_is(node, "keyref") ||
	       (xsd_is(node, "element") && xsd_has(node, "ref")) ||
	       (xsd_is(node, "import") && xsd_value_is(node, "namespace", MATH_NAMESPACE));
}

static void drop_unused(xmlNodePtr parent)
{
	for (xmlNodePtr child = parent->children, next; child; child = next) {
		next = child->next;
		if (!is_unused(child)) {
			drop_unused(child);
			continue;
		}
		xmlUnlinkNode(child);
		xmlFreeNode(child);
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
		if (document && xmlDocGetRootElement(document))
			drop_unused(xmlDocGetRootElement(document));
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
