/* Texts of lessons in the XHTML that QTI allows. */
#include "convert/qti/qti_write.h"

#include "base/hash.h"
#include "base/media_type.h"
#include "convert/core/new_name.h"
#include "convert/core/plain.h"
#include "convert/html/html_write.h"

#include <libxml/parser.h>
#include <libxml/xmlsave.h>
#include <stdio.h>

static void need(struct qti_writer *w, struct str id)
{
	for (const struct qti_need *n = w->needs; n; n = n->next)
		if (str_equal(n->name, id))
			return;
	struct qti_need *made = arena_alloc(&w->arena, sizeof(*made));
	if (!made)
		return;
	*made = (struct qti_need){ id, w->needs };
	w->needs = made;
}

static struct str new_id(struct qti_writer *w)
{
	char id[32];
	snprintf(id, sizeof(id), "FILE%zu", w->names.count);
	struct str kept = arena_str(&w->arena, str_from(id));
	return kept.at ? kept : STR("");
}

/* Adds a file of the lesson to the package; NULL, with a row, if it cannot be read. */
static struct qti_asset *add_asset(struct qti_writer *w, struct str path, struct qti_asset *asset)
{
	struct ledger *ledger = &w->export->ledger;
	struct buf bytes, why;
	char hex[HASH_HEX];
	buf_init(&bytes, BUF_CAP);
	buf_init(&why, BUF_CAP);
	enum result result = w->export->read_file(w->export->context, path, &bytes, &why);
	hash_hex(hash_of(buf_view(&bytes), HASH_KEY), hex);
	struct qti_asset *known = result == RESULT_OK ? map_get(&w->by_digest, str_from(hex)) : NULL;
	if (known) {
		*asset = *known;
		asset->next = NULL;
	} else {
		struct ledger_item *item =
			ledger_read(ledger, media_type_is_recording(path) ? LEDGER_RECORDING : LEDGER_PICTURE, path, 0);
		struct str key = arena_str(&w->arena, str_from(hex));
		void **slot = result == RESULT_OK && key.at ? map_put(&w->by_digest, key) : NULL;
		if (slot) {
			*slot = asset;
			asset->name = new_name(&w->arena, &w->names, path, true);
			asset->id = new_id(w);
			qti_add_file(w, asset->name, buf_view(&bytes));
			*w->last_asset = asset;
			w->last_asset = &asset->next;
		} else {
			ledger_leave_out(ledger, item, "%s", buf_cstr(&why));
		}
	}
	w->arena.failed = w->arena.failed || result == RESULT_NO_MEMORY;
	buf_release(&bytes);
	buf_release(&why);
	return asset;
}

static void write_address(void *context, struct str path, struct buf *out)
{
	struct qti_writer *w = context;
	struct qti_asset *asset = map_get(&w->by_path, path);
	if (!asset) {
		struct str key = arena_str(&w->arena, path);
		asset = arena_alloc(&w->arena, sizeof(*asset));
		void **slot = asset && key.at ? map_put(&w->by_path, key) : NULL;
		if (!slot) {
			w->arena.failed = true;
			return;
		}
		*slot = add_asset(w, path, asset);
	}
	if (!asset->name.at) {
		ledger_changef(&w->export->ledger, w->item, "it cannot be read", "only its name was kept",
			       "file '%.*s'", STR_ARG(path));
		buf_str(out, path);
		return;
	}
	need(w, asset->id);
	buf_text(out, "../");
	buf_str(out, asset->name);
}

static void lose(struct qti_writer *w, const char *what, const char *why, const char *outcome)
{
	ledger_change(&w->export->ledger, w->item, str_from(what), why, outcome);
}

static bool has_class(const xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, BAD_CAST "class");
	bool has = value && strcmp((const char *)value, name) == 0;
	xmlFree(value);
	return has;
}

static bool is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static void add_param(struct qti_writer *w, xmlNode *object, const char *name, xmlChar *value)
{
	xmlNode *param = value ? xmlNewChild(object, NULL, BAD_CAST "param", NULL) : NULL;
	w->arena.failed = w->arena.failed || (value && !param);
	if (param) {
		xmlNewProp(param, BAD_CAST "name", BAD_CAST name);
		xmlNewProp(param, BAD_CAST "value", value);
		xmlNewProp(param, BAD_CAST "valuetype", BAD_CAST "DATA");
	}
	xmlFree(value);
}

/* Recordings of QTI 2.1 are objects; what lessons say of those at an address are parameters. */
static void make_object(struct qti_writer *w, xmlNode *node)
{
	xmlChar *src = xmlGetNoNsProp(node, BAD_CAST "src");
	xmlChar *length = xmlGetNoNsProp(node, BAD_CAST "data-length");
	xmlChar *digest = xmlGetNoNsProp(node, BAD_CAST "data-digest");
	bool video = is(node, "video");
	if (xmlHasProp(node, BAD_CAST "poster") || node->children)
		lose(w, "captions and poster of a video", "QTI 2.1 has none", "left out");
	for (xmlAttr *a = node->properties, *next; a; a = next) {
		next = a->next;
		if (strcmp((const char *)a->name, "id") != 0 && strcmp((const char *)a->name, "lang") != 0)
			xmlRemoveProp(a);
	}
	while (node->children) {
		xmlNode *child = node->children;
		xmlUnlinkNode(child);
		xmlFreeNode(child);
	}
	xmlNodeSetName(node, BAD_CAST "object");
	if (src) {
		const char *type = media_type(str_from((const char *)src));
		xmlNewProp(node, BAD_CAST "data", src);
		xmlNewProp(node, BAD_CAST "type", BAD_CAST(type ? type : video ? "video/mp4" : "audio/mpeg"));
	}
	xmlFree(src);
	add_param(w, node, "length", length);
	add_param(w, node, "digest", digest);
}

/* QTI 2.1 has the elements of XHTML 1.1, and no attributes for what follows. */
static void make_old(struct qti_writer *w, xmlNode *node)
{
	static const char *const blocks[] = { "figure", "figcaption", "details", "summary" };
	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
		if (is(node, blocks[i])) {
			/* The class says what it was, so that it can be read again. */
			xmlChar *old = xmlGetNoNsProp(node, BAD_CAST "class");
			char both[64];
			snprintf(both, sizeof(both), "%s%s%.40s", blocks[i], old ? " " : "",
				 old ? (const char *)old : "");
			xmlFree(old);
			xmlSetProp(node, BAD_CAST "class", BAD_CAST both);
			xmlNodeSetName(node, BAD_CAST "div");
			return;
		}
	if (is(node, "audio") || is(node, "video"))
		make_object(w, node);
	xmlChar *title = is(node, "abbr") ? xmlGetNoNsProp(node, BAD_CAST "title") : NULL;
	if (title) {
		/* A label is for data of programs. */
		xmlSetProp(node, BAD_CAST "label", title);
		xmlUnsetProp(node, BAD_CAST "title");
	}
	xmlFree(title);
	if (is(node, "ol") && xmlHasProp(node, BAD_CAST "start")) {
		lose(w, "number at which a list starts", "QTI 2.1 has none", "counted from 1");
		xmlUnsetProp(node, BAD_CAST "start");
	}
	if (is(node, "ol") && xmlHasProp(node, BAD_CAST "type")) {
		xmlUnsetProp(node, BAD_CAST "type");
		xmlSetProp(node, BAD_CAST "class", BAD_CAST "lower-alpha");
	}
}

/* What leads to parts of lessons that are not exported. */
static void change(struct qti_writer *w, xmlNode *node)
{
	if (is(node, "dfn") && xmlHasProp(node, BAD_CAST "data-entry"))
		lose(w, "glossary entry of a term", "packages contain questions only", "left out");
	for (xmlAttr *a = node->properties, *next; a; a = next) {
		next = a->next;
		bool kept = strcmp((const char *)a->name, "data-length") == 0 ||
			    strcmp((const char *)a->name, "data-digest") == 0;
		if (strncmp((const char *)a->name, "data-", 5) == 0 && !kept)
			xmlRemoveProp(a);
	}
	if (is(node, "a") && !xmlHasProp(node, BAD_CAST "href")) {
		lose(w, "link to another part of the content", "packages contain questions only",
		     "written as plain text");
		xmlUnsetProp(node, BAD_CAST "class");
		xmlNodeSetName(node, BAD_CAST "span");
	}
	if (!w->v3)
		make_old(w, node);
}

/* Whether the node was removed: a citation. */
static bool remove_cite(struct qti_writer *w, xmlNode *node)
{
	if (!is(node, "sup") || !has_class(node, "cite"))
		return false;
	lose(w, "citation", "packages contain questions only", "left out");
	xmlUnlinkNode(node);
	xmlFreeNode(node);
	return true;
}

static void change_all(struct qti_writer *w, xmlNode *node)
{
	for (xmlNode *next; node; node = next) {
		next = node->next;
		if (node->type != XML_ELEMENT_NODE || is(node, "math") || remove_cite(w, node))
			continue;
		change_all(w, node->children);
		change(w, node);
	}
}

/* Changes what html_write wrote, and writes it to the document. */
static void put_changed(struct qti_writer *w, struct buf *html)
{
	buf_text(html, "</x>");
	xmlDocPtr document =
		buf_failed(html)
			? NULL
			: xmlReadMemory(html->at, (int)html->len, NULL, "UTF-8",
					XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
	xmlBufferPtr buffer = document ? xmlBufferCreate() : NULL;
	if (!buffer) {
		w->arena.failed = true;
		xmlFreeDoc(document);
		return;
	}
	xmlNode *root = xmlDocGetRootElement(document);
	change_all(w, root->children);
	for (xmlNode *node = root->children; node; node = node->next)
		w->arena.failed = xmlNodeDump(buffer, document, node, 0, 0) < 0 || w->arena.failed;
	buf_text(w->out, (const char *)xmlBufferContent(buffer));
	xmlBufferFree(buffer);
	xmlFreeDoc(document);
}

static void write(struct qti_writer *w, const struct flow *flow, bool blocks)
{
	struct buf html;
	if (!flow)
		return;
	buf_init(&html, BUF_CAP);
	buf_text(&html, "<x>");
	struct html_writer writer = { .out = &html,
				      .xhtml = true,
				      .lang = w->lesson->lang.value,
				      .math = HTML_MATH_MATHML,
				      .sources = w->lesson->sources,
				      .file_address = write_address,
				      .context = w };
	if (blocks && !flow->blocks) {
		buf_text(&html, "<p>");
		html_write_flow(&writer, flow);
		buf_text(&html, "</p>");
	} else {
		html_write_flow(&writer, flow);
	}
	put_changed(w, &html);
	buf_release(&html);
}

void qti_write_blocks(struct qti_writer *w, const struct flow *flow)
{
	write(w, flow, true);
}

void qti_write_text(struct qti_writer *w, const struct flow *flow)
{
	write(w, flow, false);
}

struct str qti_plain(struct qti_writer *w, const struct inline_node *text)
{
	struct buf out;
	buf_init(&out, BUF_CAP);
	plain_text(&(struct plain){ &w->export->ledger, w->item, "an answer" }, text, NULL, &out);
	struct str plain = arena_str(&w->arena, str_trim(buf_view(&out)));
	w->arena.failed = w->arena.failed || buf_failed(&out);
	buf_release(&out);
	return plain.at ? plain : STR("");
}
