/* What a module or collection says about itself. */
#include "convert/cnxml/cnxml.h"

static struct str text_of(const struct cnxml *cnxml, const xmlNode *node)
{
	return node ? str_trim(cnxml_text(cnxml, node)) : STR("");
}

/* Whether a role of the metadata names the person, by id. */
static bool is_author(const struct cnxml *cnxml, const xmlNode *metadata, struct str id)
{
	const xmlNode *roles = cnxml_child(metadata, "roles");
	for (const xmlNode *role = roles ? roles->children : NULL; role && id.len; role = role->next) {
		if (!cnxml_is(role, "role") || !str_is(cnxml_attribute(cnxml, role, "type"), "author"))
			continue;
		struct str rest = text_of(cnxml, role);
		while ((rest = str_trim(rest)).len) {
			size_t len = 0;
			while (len < rest.len && !ascii_is_space(rest.at[len]))
				len++;
			if (str_equal((struct str){ rest.at, len }, id))
				return true;
			rest = (struct str){ rest.at + len, rest.len - len };
		}
	}
	return false;
}

static void add_author(struct cnxml *cnxml, struct lesson *lesson, struct str name)
{
	struct person **end = &lesson->people;
	struct person *person = arena_alloc(&cnxml->import->arena, sizeof(*person));
	if (!person)
		return;
	person->name = make_attribute(&cnxml->import->arena, name);
	while (*end)
		end = &(*end)->next;
	*end = person;
}

/* People: <actors> with <roles>, or in old versions <authorlist> and the like. */
static void read_people(struct cnxml *cnxml, const xmlNode *metadata, const xmlNode *list, struct lesson *lesson)
{
	for (const xmlNode *node = list->children; node; node = node->next) {
		const xmlNode *full = node->type == XML_ELEMENT_NODE ? cnxml_child(node, "fullname") : NULL;
		struct str name = text_of(cnxml, full ? full : node);
		if (node->type != XML_ELEMENT_NODE || !name.len)
			continue;
		bool author = cnxml_is(list, "authorlist") ||
			      is_author(cnxml, metadata, cnxml_attribute(cnxml, node, "userid"));
		if (author && lesson)
			add_author(cnxml, lesson, name);
		else
			ledger_changef(&cnxml->import->ledger, cnxml->item, "lessons name authors and reviewers",
				       "left out", "person '%.*s'", STR_ARG(name));
	}
}

static void read_keywords(struct cnxml *cnxml, const xmlNode *list, struct lesson *lesson)
{
	for (const xmlNode *node = list->children; node; node = node->next)
		if (node->type == XML_ELEMENT_NODE && text_of(cnxml, node).len)
			import_tag(cnxml->import, &lesson->tags, text_of(cnxml, node), cnxml->item);
}

static bool is_any(const xmlNode *node, const char *const *names)
{
	while (*names && !cnxml_is(node, *names))
		names++;
	return *names != NULL;
}

void cnxml_metadata(struct cnxml *cnxml, const xmlNode *metadata, struct lesson *lesson)
{
	static const char *const used[] = { "title", "abstract", "language", "roles", NULL };
	/* They say where the module is published. */
	static const char *const technical[] = { "content-id",	"uuid", "version",	 "repository",
						 "content-url", "slug", "document-slug", "canonical-book-uuid",
						 "noindex",	NULL };
	static const char *const people[] = {
		"actors", "authorlist", "maintainerlist", "licensorlist", "editorlist", "translatorlist", NULL
	};
	static const char *const words[] = { "keywordlist", "subjectlist", NULL };
	for (const xmlNode *node = metadata->children; node; node = node->next) {
		if (node->type != XML_ELEMENT_NODE || is_any(node, used) || is_any(node, technical))
			continue;
		struct str text = text_of(cnxml, node), url = cnxml_attribute(cnxml, node, "url");
		if (is_any(node, people))
			read_people(cnxml, metadata, node, lesson);
		else if (is_any(node, words) && lesson)
			read_keywords(cnxml, node, lesson);
		else if (cnxml_is(node, "license"))
			ledger_changef(&cnxml->import->ledger, cnxml->item, "pack definitions name it", "left out",
				       "licence '%.*s'", STR_ARG(url.len ? url : text));
		else if (text.len)
			ledger_changef(&cnxml->import->ledger, cnxml->item, "lessons have no such property", "left out",
				       "property '%s: %.*s'", (const char *)node->name, STR_ARG(text));
	}
}
