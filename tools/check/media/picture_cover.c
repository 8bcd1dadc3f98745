/* Covers: pictures that pack definitions name, and lessons need not show. */
#include "base/path.h"
#include "check/media/picture.h"
#include "check/media/picture_unused.h"
#include "lesson/xml_tree.h"

#define PACK_NAMESPACE "urn:satchel:pack:1"

enum { DEFINITION_MAX = 16 * 1024 * 1024, PATH_CAP = 64 * 1024 };

/* Mistakes are reported when the pack is built. */
static void ignore_mistake(void *context, struct span span, const char *help, const char *message)
{
	(void)context, (void)span, (void)help, (void)message;
}

/* The trimmed value of an attribute; "" if there is none, as in an element that does not exist. The caller frees
 * *text. */
static struct str value_of(const xmlNode *element, const char *name, xmlChar **text)
{
	*text = element ? xmlGetNoNsProp(element, (const xmlChar *)name) : NULL;
	return *text ? str_trim(str_from((const char *)*text)) : STR("");
}

static const xmlNode *child_named(const xmlNode *parent, const char *name)
{
	const xmlNode *child = parent ? parent->children : NULL;
	while (child && (child->type != XML_ELEMENT_NODE || strcmp((const char *)child->name, name) != 0))
		child = child->next;
	return child;
}

static void add_cover(struct shown_files *shown, const char *definition, const xmlNode *root)
{
	xmlChar *src_text, *content_text;
	struct str src = value_of(child_named(root, "cover"), "src", &src_text);
	struct str content = value_of(root, "content", &content_text);
	struct buf folder, path;
	struct stat info;
	buf_init(&folder, PATH_CAP);
	buf_init(&path, PATH_CAP);
	buf_str(&folder, path_folder(definition));
	buf_char(&folder, '/');
	buf_str(&folder, content);
	if (src.len && picture_find(src, buf_view(&folder), STR_NONE, NULL, &path) == PICTURE_FOUND &&
	    stat(buf_cstr(&path), &info) == 0)
		shown_files_add(shown, &info);
	shown->failed = shown->failed || buf_failed(&folder) || buf_failed(&path);
	buf_release(&folder);
	buf_release(&path);
	xmlFree(src_text);
	xmlFree(content_text);
}

void shown_files_add_cover(struct shown_files *shown, const char *path, struct str bytes)
{
	struct xml_tree_listener listener = { .diagnose = ignore_mistake };
	struct source source;
	if (!bytes.len || !memmem(bytes.at, bytes.len, PACK_NAMESPACE, strlen(PACK_NAMESPACE)))
		return;
	source_init(&source, path, bytes);
	xmlDocPtr tree = xml_tree_parse(&source, (struct xml_tree_kind){ "pack.xsd", "pack definition" }, &listener);
	const xmlNode *root = tree ? xmlDocGetRootElement(tree) : NULL;
	if (root)
		add_cover(shown, path, root);
	/* A definition that is unreadable may name any picture. */
	shown->unsure = shown->unsure || !root;
	shown->failed = shown->failed || listener.failed;
	xmlFreeDoc(tree);
	source_release(&source);
}

void shown_files_add_covers(struct shown_files *shown, const char *tree)
{
	struct file_list definitions;
	struct buf folder, bytes;
	file_list_init(&definitions);
	buf_init(&folder, PATH_CAP);
	buf_init(&bytes, DEFINITION_MAX + 64);
	buf_format(&folder, "%s/../packs", tree);
	shown->failed = shown->failed || buf_failed(&folder) ||
			!file_list_add(&definitions, buf_cstr(&folder), ".xml", NULL, NULL, NULL);
	for (size_t i = 0; i < definitions.count && !shown->failed; i++) {
		buf_clear(&bytes);
		enum file_status status = file_read(definitions.paths[i], DEFINITION_MAX, &bytes);
		if (status == FILE_OK)
			shown_files_add_cover(shown, definitions.paths[i], buf_view(&bytes));
		shown->unsure = shown->unsure || status != FILE_OK;
		shown->failed = shown->failed || status == FILE_NO_MEMORY;
	}
	file_list_release(&definitions);
	buf_release(&folder);
	buf_release(&bytes);
}
