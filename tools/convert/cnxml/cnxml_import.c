/* Modules and collections. */
#include "base/file.h"
#include "base/path.h"
#include "convert/cnxml/cnxml.h"
#include "convert/core/foreign_xml.h"
#include "convert/formats.h"

#include <unistd.h>

enum { FILE_MAX = 64 * 1024 * 1024 };

bool cnxml_is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

xmlNode *cnxml_child(const xmlNode *node, const char *name)
{
	xmlNode *child = node->children;
	while (child && !cnxml_is(child, name))
		child = child->next;
	return child;
}

static struct str take(const struct cnxml *cnxml, xmlChar *text)
{
	struct str copy = text ? make_str(&cnxml->import->arena, str_from((const char *)text)) : STR_NONE;
	xmlFree(text);
	return copy;
}

struct str cnxml_attribute(const struct cnxml *cnxml, const xmlNode *node, const char *name)
{
	return take(cnxml, xmlGetNoNsProp(node, (const xmlChar *)name));
}

struct str cnxml_text(const struct cnxml *cnxml, const xmlNode *node)
{
	return str_trim(take(cnxml, xmlNodeGetContent(node)));
}

struct str cnxml_key(const struct cnxml *cnxml, struct str module, struct str id)
{
	struct buf key;
	buf_init(&key, BUF_CAP);
	buf_format(&key, id.len ? "%.*s:%.*s" : "%.*s", STR_ARG(module), STR_ARG(id));
	struct str kept = arena_take(&cnxml->import->arena, &key);
	return kept;
}

/* A node, without those that follow it, as blocks of the section. */
static void add_blocks(struct cnxml *cnxml, struct section *section, xmlNode *node)
{
	cnxml_exercises_in(cnxml, node);
	xmlNode *next = node->next;
	node->next = NULL;
	struct flow *flow = html_read_nodes(&cnxml->html, node, NULL, NULL);
	node->next = next;
	if (!flow)
		return;
	if (section->sections)
		ledger_change(&cnxml->import->ledger, cnxml->item, STR("text after a subsection"),
			      "text of a section precedes its subsections", "moved before it");
	import_append(cnxml->import, section, flow);
}

/* Opens the section of a node; without a node, one for text that is in none. */
static struct section *open_section(struct cnxml *cnxml, struct section *parent, const xmlNode *node)
{
	xmlNode *title = node ? cnxml_child(node, "title") : NULL;
	struct str id = node ? cnxml_attribute(cnxml, node, "id") : STR_NONE;
	struct str key =
		id.len ? cnxml_key(cnxml, cnxml->id, id)
		       : import_text_key(cnxml->import, "section", title ? cnxml_text(cnxml, title) : cnxml->id);
	struct attribute own = import_id(cnxml->import, "part-", key, false);
	struct section *section = NULL;
	if (parent) {
		section = import_subsection(cnxml->import, parent, own, STR(""));
	} else {
		struct str name = title ? cnxml_text(cnxml, title) : STR("");
		struct ledger_item *item = ledger_read(&cnxml->import->ledger, LEDGER_SECTION, name,
						       node ? (size_t)xmlGetLineNo(node) : 0);
		section = import_section(cnxml->import, cnxml->lesson, own, STR(""), item);
	}
	if (!section || !section->title)
		return NULL;
	if (title)
		section->title->text =
			html_flow_inline(&cnxml->html, html_read_nodes(&cnxml->html, title->children, NULL, NULL));
	else
		section->title = cnxml->lesson->lesson.title
					 ? cnxml->lesson->lesson.title
					 : make_plain_flow(&cnxml->import->arena, cnxml->lesson->name);
	return section;
}

/* Text and sections of a section; of the module if that is NULL, where text gets a section of its own. */
static void read_content(struct cnxml *cnxml, xmlNode *node, struct section *section)
{
	struct section *current = section;
	for (xmlNode *next; node; node = next) {
		next = node->next;
		if (node->type != XML_ELEMENT_NODE || cnxml_is(node, "title") || cnxml_is(node, "metadata") ||
		    cnxml_is(node, "glossary"))
			continue;
		if (cnxml_is(node, "section") && section && section->level == 3) {
			ledger_change(&cnxml->import->ledger, cnxml->item, STR("sections of a fourth level"),
				      "lessons have three", "joined to the section that contains them");
			xmlNode *title = cnxml_child(node, "title");
			if (title) {
				xmlNodeSetName(title, (const xmlChar *)"strong");
				add_blocks(cnxml, section, title);
				xmlUnlinkNode(title);
				xmlFreeNode(title);
			}
			read_content(cnxml, node->children, section);
			continue;
		}
		if (cnxml_is(node, "section")) {
			struct section *inner = open_section(cnxml, section, node);
			if (inner)
				read_content(cnxml, node->children, inner);
			current = section;
			continue;
		}
		bool exercise = cnxml_is(node, "exercise");
		xmlNode *text = exercise ? cnxml_exercise(cnxml, node) : node;
		if (!text)
			continue;
		if (!current)
			current = open_section(cnxml, NULL, NULL);
		if (exercise)
			xmlNodeSetName(text, (const xmlChar *)"div");
		if (current)
			add_blocks(cnxml, current, text);
	}
}

static void read_glossary(struct cnxml *cnxml, const xmlNode *glossary)
{
	for (const xmlNode *node = glossary->children; node; node = node->next) {
		xmlNode *term = cnxml_is(node, "definition") ? cnxml_child(node, "dfn") : NULL;
		xmlNode *meaning = term ? cnxml_child(node, "meaning") : NULL;
		if (!cnxml_is(node, "definition"))
			continue;
		struct str name = term ? cnxml_text(cnxml, term) : STR("");
		struct str id = cnxml_attribute(cnxml, node, "id");
		struct ledger_item *item =
			ledger_read(&cnxml->import->ledger, LEDGER_ENTRY, name, (size_t)xmlGetLineNo(node));
		if (!term || !meaning) {
			ledger_leave_out(&cnxml->import->ledger, item, "it has no %s", term ? "meaning" : "term");
			continue;
		}
		struct str key =
			id.len ? cnxml_key(cnxml, cnxml->id, id) : import_text_key(cnxml->import, "entry", name);
		struct entry *entry =
			import_entry(cnxml->import, cnxml->lesson, import_id(cnxml->import, "g-", key, false), item);
		if (!entry)
			return;
		cnxml->html.item = item;
		entry->term = make_flow(&cnxml->import->arena);
		if (entry->term)
			entry->term->text = html_flow_inline(&cnxml->html,
							     html_read_nodes(&cnxml->html, term->children, NULL, NULL));
		entry->definition = html_read_nodes(&cnxml->html, meaning->children, NULL, NULL);
		for (const xmlNode *more = meaning->next; more; more = more->next)
			if (more->type == XML_ELEMENT_NODE)
				ledger_change(&cnxml->import->ledger, item,
					      STR("further meanings, examples and references"),
					      "entries have one definition", "left out");
		cnxml->html.item = cnxml->item;
	}
}

/* What the module is about: its text is the summary, the items of its list are objectives. */
static void read_abstract(struct cnxml *cnxml, xmlNode *abstract)
{
	struct import *import = cnxml->import;
	struct lesson *lesson = &cnxml->lesson->lesson;
	struct objective **end = &lesson->objectives;
	unsigned number = 0;
	for (xmlNode *list = abstract->children; list; list = list->next) {
		if (!cnxml_is(list, "ul") && !cnxml_is(list, "ol"))
			continue;
		for (const xmlNode *node = list->children; node; node = node->next) {
			struct objective *objective =
				cnxml_is(node, "li") ? arena_alloc(&import->arena, sizeof(*objective)) : NULL;
			if (!objective)
				continue;
			char key[32];
			snprintf(key, sizeof(key), "objective-%u", ++number);
			objective->id = import_id(import, "o-", cnxml_key(cnxml, cnxml->id, str_from(key)), false);
			objective->text = html_flow_inline(&cnxml->html,
							   html_read_nodes(&cnxml->html, node->children, NULL, NULL));
			*end = objective;
			end = &objective->next;
		}
		xmlNode *gone = list;
		list = list->prev ? list->prev : abstract->children;
		xmlUnlinkNode(gone);
		xmlFreeNode(gone);
		if (!abstract->children)
			return;
	}
	struct flow *flow = html_read_nodes(&cnxml->html, abstract->children, NULL, NULL);
	if (!flow_is_blank(flow)) {
		lesson->summary = make_flow(&import->arena);
		if (lesson->summary)
			lesson->summary->text = html_flow_inline(&cnxml->html, flow);
	}
}

static void read_module(struct cnxml *cnxml, struct str lang)
{
	xmlNode *root = xmlDocGetRootElement(cnxml->document);
	xmlNode *metadata = cnxml_child(root, "metadata"), *content = cnxml_child(root, "content");
	xmlNode *title = metadata ? cnxml_child(metadata, "title") : NULL;
	xmlNode *id = metadata ? cnxml_child(metadata, "content-id") : NULL;
	xmlNode *abstract = metadata ? cnxml_child(metadata, "abstract") : NULL;
	xmlNode *own_lang = metadata ? cnxml_child(metadata, "language") : NULL;
	title = title ? title : cnxml_child(root, "title");
	struct str name = title ? cnxml_text(cnxml, title) : STR("");
	cnxml->id = id ? cnxml_text(cnxml, id) : str_from(path_name(cnxml->path));
	import_begin(cnxml->import, cnxml->path);
	/* Files of different modules have the same name. */
	cnxml->import->source = cnxml->id;
	cnxml->item = ledger_read(&cnxml->import->ledger, LEDGER_LESSON, name, 0);
	/* Pictures are in a folder of the book: ../../media/x.jpg. */
	cnxml->beside = (struct files_beside){ &cnxml->import->arena, cnxml->path, 2 };
	cnxml->html = (struct html_reader){ .import = cnxml->import,
					    .item = cnxml->item,
					    .find = files_find_beside,
					    .context_of_find = &cnxml->beside,
					    .callouts = true,
					    .targets = true };
	cnxml->lesson = import_lesson(cnxml->import, cnxml->id, name, own_lang ? cnxml_text(cnxml, own_lang) : lang);
	if (!cnxml->lesson)
		return;
	import_lesson_item(cnxml->import, cnxml->lesson, cnxml->item);
	if (metadata)
		cnxml_metadata(cnxml, metadata, &cnxml->lesson->lesson);
	cnxml_to_html(cnxml, root->children);
	if (abstract)
		read_abstract(cnxml, abstract);
	if (content)
		read_content(cnxml, content->children, NULL);
	for (xmlNode *node = root->children; node; node = node->next)
		if (cnxml_is(node, "glossary"))
			read_glossary(cnxml, node);
	import_prune(cnxml->import, cnxml->lesson);
}

/* Reads the document of the module or collection at its path. */
static enum result parse(struct cnxml *cnxml, struct buf *why)
{
	struct buf bytes;
	buf_init(&bytes, BUF_CAP);
	enum file_status status = file_read(cnxml->path, FILE_MAX, &bytes);
	enum result result = RESULT_REFUSED;
	cnxml->document = NULL;
	if (status == FILE_OK)
		result = foreign_xml_parse(&cnxml->import->ledger, str_from(cnxml->path), buf_view(&bytes),
					   &cnxml->document, why);
	else
		buf_format(why, "cannot read it: %s", file_status_text(status));
	buf_release(&bytes);
	return status == FILE_NO_MEMORY ? RESULT_NO_MEMORY : result;
}

/* A module of a collection: modules/ID/index.cnxml beside the folder of the collection, or ID/index.cnxml beside the
 * file. */
static void import_listed(struct import *import, const char *collection, struct str id, struct str lang)
{
	static const struct {
		const char *before, *after;
	} patterns[] = { { "/../modules/", "/index.cnxml" },
			 { "/", "/index.cnxml" },
			 { "/", "/index_auto_generated.cnxml" } };
	enum { PATTERNS = sizeof(patterns) / sizeof(patterns[0]) };
	struct buf why, path;
	buf_init(&why, BUF_CAP);
	buf_init(&path, BUF_CAP);
	buf_text(&why, "there is no such module");
	for (int i = 0; i < PATTERNS; i++) {
		buf_clear(&path);
		buf_format(&path, "%.*s%s%.*s%s", STR_ARG(path_folder(collection)), patterns[i].before, STR_ARG(id),
			   patterns[i].after);
		if (access(buf_cstr(&path), F_OK) != 0)
			continue;
		struct cnxml cnxml = { .import = import, .path = buf_cstr(&path) };
		buf_clear(&why);
		enum result result = parse(&cnxml, &why);
		if (result == RESULT_OK)
			read_module(&cnxml, lang);
		import_begin(import, collection);
		import->arena.failed = import->arena.failed || result == RESULT_NO_MEMORY;
		xmlFreeDoc(cnxml.document);
		if (result == RESULT_OK)
			goto out;
		break;
	}
	ledger_leave_out(&import->ledger, ledger_read(&import->ledger, LEDGER_LESSON, id, 0), "%s", buf_cstr(&why));
out:
	arena_drop(&import->arena, &path);
	buf_release(&why);
}

static bool is_module_id(struct str id)
{
	for (size_t i = 0; i < id.len; i++)
		if (!ascii_is_alphanumeric(id.at[i]) && id.at[i] != '-' && id.at[i] != '_')
			return false;
	return id.len > 0;
}

static void read_collection(struct import *import, const char *path, xmlNode *node, struct str lang, unsigned depth)
{
	struct cnxml scratch = { .import = import };
	for (; node && depth < 16; node = node->next) {
		if (cnxml_is(node, "module")) {
			struct str id = cnxml_attribute(&scratch, node, "document");
			if (is_module_id(id))
				import_listed(import, path, id, lang);
			else
				ledger_leave_out(&import->ledger, ledger_read(&import->ledger, LEDGER_LESSON, id, 0),
						 "its name is no name of a module");
			continue;
		}
		if (cnxml_is(node, "subcollection")) {
			const xmlNode *title = cnxml_child(node, "title");
			struct ledger_item *item = ledger_read(&import->ledger, LEDGER_OTHER,
							       title ? cnxml_text(&scratch, title) : STR(""), 0);
			ledger_changef(&import->ledger, item, "chapters are units of a pack definition",
				       "its lessons were imported without it", "chapter");
		}
		if (node->type == XML_ELEMENT_NODE)
			read_collection(import, path, node->children, lang, depth + 1);
	}
}

enum result cnxml_import(struct import *import, const char *path, struct buf *why)
{
	struct cnxml cnxml = { .import = import, .path = path };
	enum result result = parse(&cnxml, why);
	if (result != RESULT_OK)
		return result;
	xmlNode *root = xmlDocGetRootElement(cnxml.document);
	if (cnxml_is(root, "collection")) {
		xmlNode *metadata = cnxml_child(root, "metadata");
		xmlNode *lang = metadata ? cnxml_child(metadata, "language") : NULL;
		xmlNode *title = metadata ? cnxml_child(metadata, "title") : NULL;
		cnxml.item = ledger_read(&import->ledger, LEDGER_OTHER, title ? cnxml_text(&cnxml, title) : STR(""), 0);
		ledger_change(&import->ledger, cnxml.item, STR("book"),
			      "books are packs, which have definitions of their own",
			      "its lessons were imported without it");
		if (metadata)
			cnxml_metadata(&cnxml, metadata, NULL);
		read_collection(import, path, root->children, lang ? cnxml_text(&cnxml, lang) : STR_NONE, 0);
	} else if (cnxml_is(root, "document")) {
		read_module(&cnxml, STR_NONE);
	} else {
		buf_text(why, "it is neither a module nor a collection");
		result = RESULT_REFUSED;
	}
	xmlFreeDoc(cnxml.document);
	return result;
}

bool cnxml_detects(const char *path, struct str start)
{
	(void)path;
	return memmem(start.at, start.len, "http://cnx.rice.edu/", 20) &&
	       (memmem(start.at, start.len, "<document", 9) || memmem(start.at, start.len, "collection", 10));
}
