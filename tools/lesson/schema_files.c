#include "lesson/schema_files.h"

#include "base/path.h"

#include <libxml/parser.h>
#include <string.h>

const struct embedded_file *schema_file(const char *name)
{
	for (const struct embedded_file *file = embedded_schemas; file->path; file++)
		if (strcmp(path_name(file->path), name) == 0)
			return file;
	return NULL;
}

static xmlParserInputPtr load_embedded(const char *url, const char *id, xmlParserCtxtPtr context)
{
	(void)id;
	const struct embedded_file *file = url ? schema_file(path_name(url)) : NULL;
	if (!file)
		return NULL;
	xmlParserInputBufferPtr bytes =
		xmlParserInputBufferCreateMem(file->bytes, (int)file->len, XML_CHAR_ENCODING_NONE);
	if (!bytes)
		return NULL;
	xmlParserInputPtr input = xmlNewIOInputStream(context, bytes, XML_CHAR_ENCODING_NONE);
	if (!input)
		xmlFreeParserInputBuffer(bytes);
	return input;
}

void schema_files_only(void)
{
	xmlSetExternalEntityLoader(load_embedded);
}
