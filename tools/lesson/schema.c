#include "lesson/schema.h"

#include "base/embedded.h"
#include "base/path.h"

#include <libxml/parser.h>
#include <stdlib.h>

static const struct embedded_file *embedded(const char *name)
{
	for (const struct embedded_file *file = embedded_schemas; file->path; file++)
		if (strcmp(path_name(file->path), name) == 0)
			return file;
	return NULL;
}

/* All that libxml2 may ever open in this process: the schemas inside the program. */
static xmlParserInputPtr load_embedded(const char *url, const char *id, xmlParserCtxtPtr context)
{
	(void)id;
	const struct embedded_file *file = url ? embedded(path_name(url)) : NULL;
	if (!file)
		return NULL;
	xmlParserInputBufferPtr bytes = xmlParserInputBufferCreateMem(file->bytes, (int)file->len, XML_CHAR_ENCODING_NONE);
	if (!bytes)
		return NULL;
	xmlParserInputPtr input = xmlNewIOInputStream(context, bytes, XML_CHAR_ENCODING_NONE);
	if (!input)
		xmlFreeParserInputBuffer(bytes);
	return input;
}

/* The schema's identity constraints are for editors. Here, rules of our own judge ids and what points at
 * them: at the very place, over the whole tree, and in less than the fifth of validation that the
 * constraints take. */
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

struct lesson_schema *lesson_schema_new(void)
{
	xmlInitParser();
	xmlSetExternalEntityLoader(load_embedded);
	const struct embedded_file *file = embedded("lesson.xsd");
	struct lesson_schema *schema = calloc(1, sizeof(*schema));
	xmlDocPtr document = NULL;
	xmlSchemaParserCtxtPtr parser = NULL;
	if (!schema || !file)
		goto fail;
	arena_init(&schema->arena);
	document = xmlReadMemory(file->bytes, (int)file->len, "lesson.xsd", NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);
	if (!document || !model_read(&schema->model, document, &schema->arena))
		goto fail;
	drop_identity_constraints(document);
	parser = xmlSchemaNewDocParserCtxt(document);
	if (parser)
		schema->compiled = xmlSchemaParse(parser);
	if (!schema->compiled)
		goto fail;
	xmlSchemaFreeParserCtxt(parser);
	xmlFreeDoc(document);
	return schema;
fail:
	xmlSchemaFreeParserCtxt(parser);
	xmlFreeDoc(document);
	lesson_schema_free(schema);
	return NULL;
}

void lesson_schema_free(struct lesson_schema *schema)
{
	if (!schema)
		return;
	xmlSchemaFree(schema->compiled);
	arena_release(&schema->arena);
	free(schema);
}
