#include "convert/html/html_tree.h"

#include "convert/core/encoding.h"
#include "convert/html/html_elements.h"
#include "convert/html/html_scan.h"

#include <libxml/dict.h>

/* Formats that are opened again in the next paragraph: as many as people nest. */
enum { PENDING_MAX = 8, NAME_MAX_BYTES = 64, ATTRIBUTES_MAX = 100 };

/* Groups of elements that end tags look for. */
enum {
	OPEN_P = 1,
	OPEN_ITEM = 2,
	OPEN_LIST = 4,
	OPEN_TERM = 8,
	OPEN_TERMS = 16,
	OPEN_CELL = 32,
	OPEN_ROW = 64,
	OPEN_ROWS = 128,
	OPEN_CAPTION = 256,
	OPEN_TABLE = 512,
	OPEN_OPTION = 1024,
	OPEN_SELECT = 2048,
	OPEN_RUBY = 4096,
	OPEN_RUBY_TEXT = 8192,
	OPEN_LINK = 16384,
	OPEN_OBJECT = 32768,
	/* End tags and implied ends do not reach beyond these. */
	OPEN_WALLS = OPEN_CELL | OPEN_CAPTION | OPEN_TABLE | OPEN_OBJECT,
};

static const struct {
	const char *name;
	unsigned groups;
} groups[] = {
	{ "p", OPEN_P },
	{ "li", OPEN_ITEM },
	{ "ul", OPEN_LIST },
	{ "ol", OPEN_LIST },
	{ "menu", OPEN_LIST },
	{ "dir", OPEN_LIST },
	{ "dt", OPEN_TERM },
	{ "dd", OPEN_TERM },
	{ "dl", OPEN_TERMS },
	{ "td", OPEN_CELL },
	{ "th", OPEN_CELL },
	{ "tr", OPEN_ROW },
	{ "tbody", OPEN_ROWS },
	{ "thead", OPEN_ROWS },
	{ "tfoot", OPEN_ROWS },
	{ "caption", OPEN_CAPTION },
	{ "table", OPEN_TABLE },
	{ "option", OPEN_OPTION },
	{ "select", OPEN_SELECT },
	{ "datalist", OPEN_SELECT },
	{ "optgroup", OPEN_SELECT },
	{ "ruby", OPEN_RUBY },
	{ "rt", OPEN_RUBY_TEXT },
	{ "rp", OPEN_RUBY_TEXT },
	{ "rb", OPEN_RUBY_TEXT },
	{ "a", OPEN_LINK },
	{ "object", OPEN_OBJECT },
};

struct html_open {
	xmlNodePtr node;
	const struct html_element *element; /* NULL: of another name */
	unsigned groups;
};

static unsigned groups_of(const char *name)
{
	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
		if (strcmp(groups[i].name, name) == 0)
			return groups[i].groups;
	return 0;
}

struct tree_maker {
	struct html_tree *tree;
	struct html_scanner scanner;
	struct buf text, value; /* text that is no node yet; scratch */
	struct html_open open[HTML_DEPTH_MAX];
	unsigned depth, skipped;	 /* open elements; those beyond the maximum */
	unsigned foreign;		 /* the depth at which a formula or drawing began; 0: in none */
	xmlNodePtr pending[PENDING_MAX]; /* formats to open again, outermost first */
	unsigned pending_count;
	unsigned elements;
	bool failed;
};

static xmlNodePtr top(const struct tree_maker *m)
{
	return m->open[m->depth - 1].node;
}

static void flush(struct tree_maker *m)
{
	if (m->text.len == 0)
		return;
	xmlNodePtr node = m->text.len < (size_t)1 << 30
				  ? xmlNewDocTextLen(m->tree->document, (const xmlChar *)m->text.at, (int)m->text.len)
				  : NULL;
	if (node)
		xmlAddChild(top(m), node);
	else
		m->failed = true;
	buf_clear(&m->text);
}

static void push(struct tree_maker *m, xmlNodePtr node, const struct html_element *element)
{
	m->open[m->depth++] = (struct html_open){ node, element, groups_of((const char *)node->name) };
}

static bool is_named(const struct html_open *open, const char *name)
{
	return strcmp((const char *)open->node->name, name) == 0;
}

/* Closes the elements from depth on. With resume, formats in the outermost of them are opened again. */
static void pop_to(struct tree_maker *m, unsigned depth, bool resume)
{
	flush(m);
	m->pending_count = resume ? m->pending_count : 0;
	for (unsigned i = depth + 1; resume && i < m->depth; i++)
		if (m->open[i].element && (m->open[i].element->traits & HTML_FORMAT) && m->pending_count < PENDING_MAX)
			m->pending[m->pending_count++] = m->open[i].node;
	m->depth = depth;
	if (m->depth < m->foreign) {
		m->foreign = 0;
		m->scanner.foreign = false;
	}
}

static bool is_full(struct tree_maker *m)
{
	struct html_tree *tree = m->tree;
	tree->too_many = tree->too_many || m->elements == HTML_ELEMENTS_MAX;
	tree->too_deep = tree->too_deep || m->depth == HTML_DEPTH_MAX;
	return m->elements == HTML_ELEMENTS_MAX || m->depth == HTML_DEPTH_MAX;
}

/* Opens pending formats again, with their attributes. */
static void resume(struct tree_maker *m)
{
	for (unsigned i = 0; i < m->pending_count && !is_full(m); i++) {
		flush(m);
		xmlNodePtr node = xmlDocCopyNode(m->pending[i], m->tree->document, 2);
		if (!node) {
			m->failed = true;
			break;
		}
		m->elements++;
		xmlAddChild(top(m), node);
		push(m, node, html_element_find(str_from((const char *)node->name)));
	}
	m->pending_count = 0;
}

/* Whether the name is among names separated by spaces, with spaces at both ends. */
static bool is_among(const char *name, const char *names)
{
	size_t len = strlen(name);
	for (const char *at = names + 1; *at; at = strchr(at, ' ') + 1)
		if (strncmp(at, name, len) == 0 && at[len] == ' ')
			return true;
	return false;
}

/* The depth of the innermost open element of the groups, up to a wall; 0 if there is none. */
static unsigned find_open(const struct tree_maker *m, unsigned wanted, bool through_walls)
{
	for (unsigned i = m->depth - 1; i > 0; i--) {
		if (m->open[i].groups & wanted)
			return i;
		if (!through_walls && m->open[i].groups & OPEN_WALLS)
			return 0;
	}
	return 0;
}

/* The same for an element of that name, which end tags close. Names are unique in the document's dictionary. */
static unsigned find_named(const struct tree_maker *m, const char *name, bool through_walls)
{
	const xmlChar *known = xmlDictExists(m->tree->document->dict, (const xmlChar *)name, -1);
	for (unsigned i = m->depth - 1; known && i > 0; i--) {
		if (m->open[i].node->name == known)
			return i;
		if (!through_walls && m->open[i].groups & OPEN_WALLS)
			return 0;
	}
	return 0;
}

/* Closes the innermost of some elements if none of the others is open within it. */
static void close_implied(struct tree_maker *m, unsigned ends, unsigned unless)
{
	unsigned found = find_open(m, ends | unless, true);
	if (found && m->open[found].groups & ends)
		pop_to(m, found, false);
}

/* The end tags that a start tag implies. */
static void imply_ends(struct tree_maker *m, const struct html_element *element)
{
	unsigned group = groups_of(element->name);
	if (group & OPEN_ITEM)
		close_implied(m, OPEN_ITEM, OPEN_LIST | OPEN_TABLE);
	else if (group & OPEN_TERM)
		close_implied(m, OPEN_TERM, OPEN_TERMS | OPEN_TABLE);
	else if (group & OPEN_CELL)
		close_implied(m, OPEN_CELL | OPEN_CAPTION, OPEN_ROW | OPEN_TABLE);
	else if (group & OPEN_ROW)
		close_implied(m, OPEN_ROW | OPEN_CAPTION, OPEN_ROWS | OPEN_TABLE);
	else if (group & OPEN_ROWS)
		close_implied(m, OPEN_ROWS | OPEN_CAPTION, OPEN_TABLE);
	else if (group & OPEN_OPTION)
		close_implied(m, OPEN_OPTION, OPEN_SELECT);
	else if (group & OPEN_RUBY_TEXT)
		close_implied(m, OPEN_RUBY_TEXT, OPEN_RUBY);
	else if (group & OPEN_LINK)
		close_implied(m, OPEN_LINK, OPEN_TABLE | OPEN_ITEM);
	unsigned p = element->traits & HTML_ENDS_P ? find_open(m, OPEN_P, false) : 0;
	if (p)
		pop_to(m, p, true);
}

static void add_attributes(struct tree_maker *m, xmlNodePtr node, struct str inner)
{
	char key[NAME_MAX_BYTES];
	struct str name, value;
	for (int count = 0; count < ATTRIBUTES_MAX && html_scan_attribute(&inner, &name, &value); count++) {
		if (str_starts(name, "xml:"))
			name = (struct str){ name.at + 4, name.len - 4 };
		if (name.len >= sizeof(key))
			continue;
		for (size_t i = 0; i < name.len; i++)
			key[i] = m->foreign ? name.at[i] : ascii_lower(name.at[i]);
		key[name.len] = '\0';
		if (xmlHasProp(node, (const xmlChar *)key))
			continue;
		buf_clear(&m->value);
		m->tree->unclean = !html_decode(value, true, &m->value) || m->tree->unclean;
		if (!xmlNewProp(node, (const xmlChar *)key, (const xmlChar *)buf_cstr(&m->value)))
			m->failed = true;
	}
}

/* Ends a formula or drawing before an element that only HTML has: its end tag is missing. */
static void leave_foreign(struct tree_maker *m, struct str name)
{
	char lower[NAME_MAX_BYTES] = "";
	if (!m->foreign || name.len >= sizeof(lower))
		return;
	for (size_t i = 0; i < name.len; i++)
		lower[i] = ascii_lower(name.at[i]);
	bool shared = is_among(lower, " a title script style audio video canvas iframe image image math svg ");
	if (shared || !html_element_find(str_from(lower)))
		return;
	for (unsigned i = m->foreign; i < m->depth; i++)
		if (is_named(&m->open[i], "foreignObject") || is_named(&m->open[i], "annotation-xml"))
			return;
	pop_to(m, m->foreign - 1, false);
}

static void start(struct tree_maker *m, const struct html_token *token)
{
	char name[NAME_MAX_BYTES];
	leave_foreign(m, token->name);
	bool foreign = m->foreign > 0;
	if (token->name.len >= sizeof(name))
		return;
	for (size_t i = 0; i < token->name.len; i++)
		name[i] = foreign ? token->name.at[i] : ascii_lower(token->name.at[i]);
	name[token->name.len] = '\0';
	const struct html_element *element = foreign ? NULL : html_element_find(str_from(name));
	if (element)
		imply_ends(m, element);
	if (!element || !(element->traits & (HTML_ENDS_P | HTML_RAW) || element->meaning == HTML_BLOCK ||
			  element->meaning == HTML_SILENT))
		resume(m);
	bool raw = element && element->traits & HTML_RAW;
	struct str content = raw && !token->empty ? html_scan_raw(&m->scanner, token->name) : STR_NONE;
	bool ends = token->empty || raw || (element && element->traits & HTML_VOID);
	if (is_full(m)) {
		m->skipped += !ends && m->depth == HTML_DEPTH_MAX;
		return;
	}
	flush(m);
	xmlNodePtr node = xmlNewDocNodeEatName(
		m->tree->document, NULL, (xmlChar *)xmlDictLookup(m->tree->document->dict, (const xmlChar *)name, -1),
		NULL);
	if (!node) {
		m->failed = true;
		return;
	}
	m->elements++;
	xmlAddChild(top(m), node);
	add_attributes(m, node, token->inner);
	if (content.len && strcmp(name, "xmp") == 0)
		xmlNodeAddContentLen(node, (const xmlChar *)content.at, (int)content.len);
	if (ends)
		return;
	push(m, node, element);
	if (!foreign && element && (element->meaning == HTML_MATH || element->meaning == HTML_DRAWING)) {
		m->foreign = m->depth;
		m->scanner.foreign = true;
	}
}

static void end(struct tree_maker *m, const struct html_token *token)
{
	char name[NAME_MAX_BYTES];
	if (token->name.len >= sizeof(name))
		return;
	for (size_t i = 0; i < token->name.len; i++)
		name[i] = m->foreign ? token->name.at[i] : ascii_lower(token->name.at[i]);
	name[token->name.len] = '\0';
	if (strcmp(name, "br") == 0) {
		start(m, &(struct html_token){ .name = token->name });
		return;
	}
	if (m->skipped) {
		m->skipped--;
		return;
	}
	for (unsigned i = 0; i < m->pending_count; i++) {
		if (strcmp((const char *)m->pending[i]->name, name) != 0)
			continue;
		memmove(m->pending + i, m->pending + i + 1, (--m->pending_count - i) * sizeof(m->pending[0]));
		return;
	}
	const struct html_element *element = html_element_find(str_from(name));
	bool part_of_table = groups_of(name) & (OPEN_TABLE | OPEN_CAPTION | OPEN_ROWS | OPEN_ROW | OPEN_CELL);
	unsigned found = find_named(m, name, part_of_table);
	if (found)
		pop_to(m, found, element && !part_of_table);
}

static void text(struct tree_maker *m, const struct html_token *token)
{
	struct str s = token->text;
	if (token->literal && !m->tree->literal[0])
		snprintf(m->tree->literal, sizeof(m->tree->literal), "%.*s", STR_ARG(token->name));
	bool blank = str_trim(s).len == 0;
	if (!blank)
		resume(m);
	if (token->literal)
		buf_str(&m->text, s);
	else
		m->tree->unclean = !html_decode(s, false, &m->text) || m->tree->unclean;
}

static void read_tokens(struct tree_maker *m)
{
	for (struct html_token token; (token = html_scan_next(&m->scanner)).kind != HTML_TOKEN_NONE && !m->failed;) {
		if (token.kind == HTML_TOKEN_TEXT)
			text(m, &token);
		else if (token.kind == HTML_TOKEN_START)
			start(m, &token);
		else
			end(m, &token);
	}
	flush(m);
}

void html_tree_read(struct html_tree *tree, struct str html)
{
	struct tree_maker *m = calloc(1, sizeof(*m));
	struct buf cleaned;
	*tree = (struct html_tree){ .document = m ? xmlNewDoc(NULL) : NULL };
	if (!tree->document) {
		free(m);
		return;
	}
	buf_init(&cleaned, BUF_CAP);
	m->tree = tree;
	buf_init(&m->text, BUF_CAP);
	buf_init(&m->value, BUF_CAP);
	tree->document->dict = xmlDictCreate();
	xmlNodePtr root = xmlNewDocNode(tree->document, NULL, (const xmlChar *)"html", NULL);
	m->failed = !tree->document->dict || !root;
	if (!m->failed) {
		xmlDocSetRootElement(tree->document, root);
		push(m, root, NULL);
		tree->unclean = text_clean(html, &cleaned);
		html_scan_begin(&m->scanner, tree->unclean ? buf_view(&cleaned) : html);
		read_tokens(m);
		tree->first = root->children;
	}
	if (m->failed || buf_failed(&m->text) || buf_failed(&m->value) || buf_failed(&cleaned)) {
		xmlFreeDoc(tree->document);
		tree->document = NULL;
		tree->first = NULL;
	}
	buf_release(&m->text);
	buf_release(&m->value);
	buf_release(&cleaned);
	free(m);
}
