#include "convert/core/html_tree.h"

#include "base/utf8.h"
#include "convert/core/html_elements.h"
#include "convert/core/html_scan.h"

#include <libxml/dict.h>

/* Formats that are opened again in the next paragraph: as many as people nest. */
enum { PENDING_MAX = 8, NAME_MAX_BYTES = 64, ATTRIBUTES_MAX = 100 };

struct html_open {
	xmlNodePtr node;
	const struct html_element *element; /* NULL: of another name */
};

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
	m->open[m->depth++] = (struct html_open){ node, element };
}

static bool is_named(const struct html_open *open, const char *name)
{
	return strcmp((const char *)open->node->name, name) == 0;
}

/* Whether end tags and implied ends do not reach beyond it. */
static bool is_wall(const struct html_open *open)
{
	return is_named(open, "td") || is_named(open, "th") || is_named(open, "caption") || is_named(open, "table") ||
	       is_named(open, "object");
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

/* The depth of the innermost open element with one of the names, up to a wall; 0 if there is none. The names are
 * separated by spaces. */
static unsigned find_open(const struct tree_maker *m, const char *names, bool through_walls)
{
	for (unsigned i = m->depth - 1; i > 0; i--) {
		if (is_among((const char *)m->open[i].node->name, names))
			return i;
		if (!through_walls && is_wall(&m->open[i]))
			return 0;
	}
	return 0;
}

/* Closes the innermost of some elements if none of the others is open within it. */
static void close_implied(struct tree_maker *m, const char *ends, const char *unless)
{
	unsigned end = find_open(m, ends, true), within = find_open(m, unless, true);
	if (end > within)
		pop_to(m, end, false);
}

/* The end tags that a start tag implies. */
static void imply_ends(struct tree_maker *m, const struct html_element *element)
{
	const char *name = element->name;
	if (strcmp(name, "li") == 0)
		close_implied(m, " li ", " ul ol menu dir table ");
	else if (strcmp(name, "dt") == 0 || strcmp(name, "dd") == 0)
		close_implied(m, " dt dd ", " dl table ");
	else if (strcmp(name, "td") == 0 || strcmp(name, "th") == 0)
		close_implied(m, " td th caption ", " tr table ");
	else if (strcmp(name, "tr") == 0)
		close_implied(m, " tr caption ", " tbody thead tfoot table ");
	else if (strcmp(name, "tbody") == 0 || strcmp(name, "thead") == 0 || strcmp(name, "tfoot") == 0)
		close_implied(m, " tbody thead tfoot caption ", " table ");
	else if (strcmp(name, "option") == 0 || strcmp(name, "optgroup") == 0)
		close_implied(m, " option ", " select datalist ");
	else if (strcmp(name, "rt") == 0 || strcmp(name, "rp") == 0 || strcmp(name, "rb") == 0)
		close_implied(m, " rt rp rb ", " ruby ");
	else if (strcmp(name, "a") == 0)
		close_implied(m, " a ", " table li ");
	unsigned p = element->traits & HTML_ENDS_P ? find_open(m, " p ", false) : 0;
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
		html_decode(value, true, &m->value);
		if (!xmlNewProp(node, (const xmlChar *)key, (const xmlChar *)buf_cstr(&m->value)))
			m->failed = true;
	}
}

/* Ends a formula or drawing before an element that only HTML has: its end tag is missing. */
static void leave_foreign(struct tree_maker *m, struct str name)
{
	char lower[NAME_MAX_BYTES];
	if (!m->foreign || name.len >= sizeof(lower))
		return;
	for (size_t i = 0; i <= name.len; i++)
		lower[i] = i < name.len ? ascii_lower(name.at[i]) : '\0';
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
	char name[NAME_MAX_BYTES], names[NAME_MAX_BYTES + 2];
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
	snprintf(names, sizeof(names), " %.*s ", NAME_MAX_BYTES - 1, name);
	for (unsigned i = 0; i < m->pending_count; i++) {
		if (strcmp((const char *)m->pending[i]->name, name) != 0)
			continue;
		memmove(m->pending + i, m->pending + i + 1, (--m->pending_count - i) * sizeof(m->pending[0]));
		return;
	}
	const struct html_element *element = html_element_find(str_from(name));
	bool part_of_table = is_among(name, " table caption thead tbody tfoot tr td th ");
	unsigned found = find_open(m, names, part_of_table);
	if (found)
		pop_to(m, found, element && !part_of_table);
}

/* Appends text without what XML cannot contain. */
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
		html_decode(s, false, &m->text);
}

/* Valid UTF-8 without control characters. */
static struct str clean(struct str html, struct buf *out)
{
	size_t valid = utf8_valid_prefix(html), i = 0;
	while (i < valid && ((unsigned char)html.at[i] >= 0x20 || ascii_is_space(html.at[i]) || html.at[i] == '\f'))
		i++;
	if (i == html.len)
		return html;
	for (i = 0; i < html.len;) {
		char bytes[4];
		uint32_t code = utf8_next(html, &i);
		bool bad = (code < 0x20 && code != '\n' && code != '\t' && code != '\r') || code == 0xfffe ||
			   code == 0xffff;
		buf_add(out, bytes, utf8_encode(bad ? ' ' : code, bytes));
	}
	return buf_view(out);
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
		html_scan_begin(&m->scanner, clean(html, &cleaned));
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
