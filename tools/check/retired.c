#include "check/retired.h"

#include "base/file.h"
#include "lesson/schema_files.h"

#include <errno.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <stdlib.h>

enum { LIST_SIZE_MAX = 16 * 1024 * 1024, MISTAKES_MAX = 100 };

/* What the calls of libxml2 get. */
struct complaint {
	struct report *report;
	const char *path; /* in the report's arena */
	unsigned count;
};

void retired_init(struct retired *retired)
{
	arena_init(&retired->arena);
	map_init(&retired->lists);
}

void retired_release(struct retired *retired)
{
	for (size_t i = 0; i < retired->lists.room; i++)
		if (retired->lists.slots[i].value)
			map_release(retired->lists.slots[i].value);
	map_release(&retired->lists);
	arena_release(&retired->arena);
}

static void complain(struct complaint *complaint, int line, const char *message, size_t len)
{
	struct place place = { line > 0 ? (uint32_t)line : 1, 1, line > 0 ? (uint32_t)line : 1, 1 };
	if (complaint->count++ >= MISTAKES_MAX)
		return;
	struct diagnostic *d = report_add_at(complaint->report, RULE_IDENTITY_RETIRED_ID, complaint->path, place,
					     STR_NONE, STR_NONE, "the list of retired ids is wrong here: %.*s",
					     (int)len, message);
	report_help(complaint->report, d, "write <retired id=\"…\" since=\"YYYY-MM-DD\" reason=\"…\"/> for each id");
}

/* libxml2 names elements with their namespace and ends a message with a full stop and a line end. */
static void on_mistake(void *context, const xmlError *error)
{
	static const char prefix[] = "{urn:satchel:retired:1}";
	char message[400];
	size_t len = 0;
	for (const char *at = error->message ? error->message : ""; *at && len + 1 < sizeof(message); at++) {
		if (strncmp(at, prefix, sizeof(prefix) - 1) == 0)
			at += sizeof(prefix) - 1;
		if (!*at)
			break;
		message[len++] = *at == '\n' ? ' ' : *at;
	}
	while (len && strchr(" .", message[len - 1]))
		len--;
	complain(context, error->line, message, len);
}

#if LIBXML_VERSION < 21200
static void on_error(void *context, xmlErrorPtr error)
#else
static void on_error(void *context, const xmlError *error)
#endif
{
	on_mistake(context, error);
}

/* False where memory ran out. */
static bool validate(xmlDocPtr document, struct complaint *complaint)
{
	const struct embedded_file *file = schema_file("retired.xsd");
	xmlSchemaParserCtxtPtr parser = file ? xmlSchemaNewMemParserCtxt(file->bytes, (int)file->len) : NULL;
	xmlSchemaPtr schema = parser ? xmlSchemaParse(parser) : NULL;
	xmlSchemaValidCtxtPtr valid = schema ? xmlSchemaNewValidCtxt(schema) : NULL;
	bool good = valid != NULL;
	if (good) {
		xmlSchemaSetValidStructuredErrors(valid, on_error, complaint);
		good = xmlSchemaValidateDoc(valid, document) >= 0;
	}
	xmlSchemaFreeValidCtxt(valid);
	xmlSchemaFree(schema);
	xmlSchemaFreeParserCtxt(parser);
	return good;
}

/* The attribute's value, which lives in the arena; at is NULL where there is none or memory ran out. */
static struct str attribute_of(struct retired *retired, xmlNodePtr node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, BAD_CAST name);
	if (!value)
		return STR_NONE;
	struct str copy = arena_str(&retired->arena, str_from((const char *)value));
	xmlFree(value);
	return copy;
}

static bool take_ids(struct retired *retired, struct map *list, xmlNodePtr root)
{
	for (xmlNodePtr node = root ? root->children : NULL; node; node = node->next) {
		if (node->type != XML_ELEMENT_NODE || strcmp((const char *)node->name, "retired") != 0)
			continue;
		struct retired_id *entry = arena_alloc(&retired->arena, sizeof(*entry));
		struct str id = attribute_of(retired, node, "id");
		if (!entry)
			return false;
		*entry = (struct retired_id){ attribute_of(retired, node, "since"),
					      attribute_of(retired, node, "replaced-by"),
					      attribute_of(retired, node, "reason") };
		if (!id.at)
			continue;
		void **value = map_put(list, id);
		if (!value)
			return false;
		*value = entry;
	}
	return !arena_failed(&retired->arena);
}

static bool read_list(struct retired *retired, struct map *list, const char *path, struct report *report)
{
	struct complaint complaint = { report, path, 0 };
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	errno = 0;
	enum file_status status = file_read(path, LIST_SIZE_MAX, &bytes);
	bool good = status != FILE_NO_MEMORY;
	if (status != FILE_OK) {
		const char *why = file_status_text(status);
		if (good && errno != ENOENT && errno != ENOTDIR)
			complain(&complaint, 1, why, strlen(why));
		buf_release(&bytes);
		return good;
	}
	xmlParserCtxtPtr parser = xmlNewParserCtxt();
	if (parser) {
		xmlSetStructuredErrorFunc(&complaint, on_error);
		xmlDocPtr document = xmlCtxtReadMemory(parser, buf_cstr(&bytes), (int)bytes.len, path, "UTF-8",
						       XML_PARSE_NONET | XML_PARSE_BIG_LINES);
		xmlSetStructuredErrorFunc(NULL, NULL);
		static const char doctype[] = "a DOCTYPE is not accepted";
		if (document && document->intSubset)
			complain(&complaint, 1, doctype, sizeof(doctype) - 1);
		else if (document)
			good = validate(document, &complaint) &&
			       take_ids(retired, list, xmlDocGetRootElement(document));
		else
			good = complaint.count > 0;
		xmlFreeDoc(document);
		xmlFreeParserCtxt(parser);
	}
	buf_release(&bytes);
	return good && parser;
}

bool retired_read(struct retired *retired, struct str root, struct report *report)
{
	if (map_get(&retired->lists, root))
		return true;
	struct str key = arena_str(&retired->arena, root);
	struct map *list = arena_alloc(&retired->arena, sizeof(*list));
	/* Findings outlive the list. */
	char *path = arena_alloc(&report->arena, root.len + sizeof("/" RETIRED_NAME));
	void **value = key.at && list && path ? map_put(&retired->lists, key) : NULL;
	if (!value)
		return false;
	map_init(list);
	*value = list;
	memcpy(path, root.at, root.len);
	memcpy(path + root.len, "/" RETIRED_NAME, sizeof("/" RETIRED_NAME));
	return read_list(retired, list, path, report);
}

const struct retired_id *retired_find(const struct retired *retired, struct str root, struct str id)
{
	const struct map *list = root.at ? map_get(&retired->lists, root) : NULL;
	return list && list->count ? map_get(list, id) : NULL;
}
