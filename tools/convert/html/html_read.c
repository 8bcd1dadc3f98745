/* The walk over the elements of a field. Each kind of block has a file of its own. */
#include "convert/html/html_reading.h"
#include "convert/html/html_tree.h"

#include "lesson/language_tag.h"

/* The depth of trees that are not ours, such as XHTML within XML. */
enum { READING_DEPTH_MAX = 256 };

static const struct {
	const char *what, *why, *outcome;
} losses[] = {
#define LOSS(id, what, why, outcome) { what, why, outcome },
#include "convert/html/html_losses.def"
#undef LOSS
};

void html_lose(struct html_reader *reader, enum html_loss loss)
{
	if (reader->told_of != reader->item) {
		reader->told_of = reader->item;
		reader->told = 0;
	}
	if (reader->told >> loss & 1)
		return;
	reader->told |= (uint64_t)1 << loss;
	ledger_change(&reader->import->ledger, reader->item, str_from(losses[loss].what), losses[loss].why,
		      losses[loss].outcome);
}

void html_lose_words(struct html_reader *reader, enum html_loss loss, struct str words)
{
	words = str_trim(words);
	if (words.len)
		ledger_changef(&reader->import->ledger, reader->item, losses[loss].why, losses[loss].outcome,
			       "%s '%.*s'", losses[loss].what, STR_ARG(words));
	else
		html_lose(reader, loss);
}
_Static_assert(HTML_LOSSES <= 64, "one bit each");

bool html_is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* Nodes that are no elements have no such member. */
static const xmlAttr *html_attributes(const xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE ? node->properties : NULL;
}

struct str html_attribute(const struct html_reading *reading, const xmlNode *node, const char *name)
{
	for (const xmlAttr *a = html_attributes(node); a; a = a->next) {
		if (strcmp((const char *)a->name, name) != 0)
			continue;
		if (!a->children)
			return STR("");
		if (!a->children->next && a->children->content)
			return str_from((const char *)a->children->content);
		xmlChar *value = xmlNodeListGetString(node->doc, a->children, 1);
		struct str copy = value ? arena_str(reading->arena, str_from((const char *)value)) : STR_NONE;
		xmlFree(value);
		return copy;
	}
	return STR_NONE;
}

bool html_has_class(const xmlNode *node, const char *name)
{
	const xmlAttr *a = html_attributes(node);
	while (a && strcmp((const char *)a->name, "class") != 0)
		a = a->next;
	const char *value = a && a->children ? (const char *)a->children->content : NULL;
	size_t len = strlen(name);
	while (value && *value) {
		while (ascii_is_space(*value))
			value++;
		size_t word = 0;
		while (value[word] && !ascii_is_space(value[word]))
			word++;
		if (word == len && strncmp(value, name, len) == 0)
			return true;
		value += word;
	}
	return false;
}

static void gather(const xmlNode *node, struct buf *out, unsigned depth)
{
	for (; node && depth < READING_DEPTH_MAX; node = node->next) {
		if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
			buf_text(out, node->content ? (const char *)node->content : "");
		else if (node->type == XML_ELEMENT_NODE)
			gather(node->children, out, depth + 1);
	}
}

struct str html_text_of(const struct html_reading *reading, const xmlNode *node)
{
	struct buf text;
	buf_init(&text, BUF_CAP);
	gather(node->children, &text, 0);
	struct str copy = make_str(reading->arena, buf_view(&text));
	arena_drop(reading->arena, &text);
	return copy.at ? copy : STR("");
}

enum html_meaning html_meaning_of(const xmlNode *node)
{
	const struct html_element *element = html_element_find(str_from((const char *)node->name));
	return element ? element->meaning : HTML_UNKNOWN;
}

/* The first subtag. */
static struct str primary(struct str tag)
{
	size_t len = 0;
	while (len < tag.len && tag.at[len] != '-')
		len++;
	return (struct str){ tag.at, len };
}

struct str html_language(struct html_reading *reading, const xmlNode *node)
{
	struct str tag = str_trim(html_attribute(reading, node, "lang"));
	if (tag.len == 0)
		return STR_NONE;
	char *clean = arena_copy(reading->arena, tag.at, tag.len);
	for (size_t i = 0; clean && i < tag.len; i++)
		clean[i] = clean[i] == '_' ? '-' : clean[i];
	tag = (struct str){ clean, clean ? tag.len : 0 };
	const char *lesson = reading->reader->import->language;
	struct str outer = reading->lang.at ? reading->lang : str_from(lesson ? lesson : "en");
	if (language_tag_same(tag, outer))
		return STR_NONE;
	/* Programs put the author's own language around every phrase and paragraph, with any region. */
	enum html_meaning meaning = html_meaning_of(node);
	bool meant = (meaning >= HTML_EM && meaning <= HTML_LINK) || reading->reader->targets;
	if (!meant && language_tag_same(primary(tag), primary(outer)))
		return STR_NONE;
	if (language_tag_check(tag, NULL))
		return tag;
	html_lose(reading->reader, HTML_LOSS_LANGUAGE);
	return STR_NONE;
}

struct str html_enter_language(struct html_reading *reading, const xmlNode *node, unsigned *opened)
{
	struct str lang = html_language(reading, node);
	struct inline_node span = { .kind = INLINE_SPAN, .element.lang = lang };
	if (lang.at)
		reading->lang = lang;
	/* The language of a block would be outside that of the formats in it. */
	if (!lang.at || !flow_maker_has_language(reading->maker))
		return lang;
	*opened += flow_maker_open(reading->maker, &span);
	return STR_NONE;
}

struct flow *html_read_part(struct html_reading *reading, const xmlNode *first)
{
	struct flow_maker *outer = reading->maker, *maker = malloc(sizeof(*maker));
	if (!maker) {
		reading->arena->failed = true;
		return NULL;
	}
	flow_maker_init(maker, reading->arena, outer);
	reading->maker = maker;
	reading->parts++;
	html_read_children(reading, first);
	reading->parts--;
	reading->maker = outer;
	struct flow *flow = flow_maker_finish(maker);
	if (maker->loosened)
		html_lose(reading->reader, HTML_LOSS_NO_BREAK);
	free(maker);
	return flow;
}

/* What an importer's own function makes of an element. */
static bool taken(struct html_reading *reading, const xmlNode *node)
{
	struct inline_chain chain;
	inline_chain_init(&chain);
	if (!reading->take || !reading->take(reading->context, node, &chain))
		return false;
	for (struct inline_node *part = chain.first, *next; part; part = next) {
		next = part->next;
		part->next = NULL;
		if (part->kind == INLINE_TEXT)
			flow_maker_text(reading->maker, part->text);
		else
			flow_maker_inline(reading->maker, part);
	}
	return true;
}

/* An element that contains paragraphs, or is one. */
static void read_block(struct html_reading *reading, const xmlNode *node)
{
	struct str lang = reading->declared;
	bool quotation = html_is(node, "blockquote"), p = html_is(node, "p");
	struct inline_node span = { .kind = INLINE_SPAN, .element.lang = lang };
	if (quotation)
		html_lose(reading->reader, HTML_LOSS_QUOTATION);
	flow_maker_break(reading->maker);
	if (p)
		reading->maker->lang = lang;
	bool open = !p && flow_maker_open(reading->maker, &span);
	html_read_children(reading, node->children);
	flow_maker_break(reading->maker);
	if (open)
		flow_maker_close(reading->maker);
	if (p)
		reading->maker->lang = STR_NONE;
}

/* Lines of code, or a heading. */
static void read_as(struct html_reading *reading, const xmlNode *node, enum inline_kind kind, bool preserves)
{
	struct inline_node format = { .kind = kind, .element.lang = reading->declared };
	bool lines = reading->keeps_lines, outer = reading->maker->preserves;
	flow_maker_break(reading->maker);
	reading->maker->preserves = reading->keeps_lines = preserves;
	bool open = flow_maker_open(reading->maker, &format);
	html_read_children(reading, node->children);
	flow_maker_break(reading->maker);
	if (open)
		flow_maker_close(reading->maker);
	reading->maker->preserves = outer;
	reading->keeps_lines = lines;
}

static void drop(struct html_reading *reading, const xmlNode *node)
{
	const char *name = (const char *)node->name;
	struct str src = html_attribute(reading, node, "src");
	if (strcmp(name, "script") == 0 || strcmp(name, "style") == 0)
		html_lose(reading->reader, HTML_LOSS_SCRIPT);
	else if (src.at && strcmp(name, "iframe") == 0)
		ledger_changef(&reading->reader->import->ledger, reading->reader->item,
			       "lessons cannot show other pages", "left out", "page '%.*s'", STR_ARG(src));
	else if (str_is(html_attribute(reading, node, "type"), "checkbox"))
		html_lose(reading->reader, HTML_LOSS_CHECKBOX);
	else
		html_lose_words(reading->reader, HTML_LOSS_FORM,
				html_is(node, "input") ? html_attribute(reading, node, "value")
						       : html_text_of(reading, node));
}

static void read_unknown(struct html_reading *reading, const xmlNode *node)
{
	const char *name = (const char *)node->name;
	/* Word's own elements are not content. */
	if (!strchr(name, ':'))
		ledger_changef(&reading->reader->import->ledger, reading->reader->item, "it is no element of HTML",
			       "its text was kept", "element '<%.60s>'", name);
	html_read_children(reading, node->children);
}

static void read_ruby(struct html_reading *reading, const xmlNode *node)
{
	flow_maker_text(reading->maker, STR(" ("));
	html_read_children(reading, node->children);
	flow_maker_text(reading->maker, STR(")"));
}

/* Text in quotation marks. Those of other languages are not known here. */
static void read_quote(struct html_reading *reading, const xmlNode *node)
{
	flow_maker_text(reading->maker, STR("\xe2\x80\x9c"));
	html_read_children(reading, node->children);
	flow_maker_text(reading->maker, STR("\xe2\x80\x9d"));
}

static void read_deleted(struct html_reading *reading, const xmlNode *node)
{
	struct str text = str_trim(html_text_of(reading, node));
	if (text.len)
		ledger_changef(&reading->reader->import->ledger, reading->reader->item, "it is struck out", "left out",
			       "text '%.*s'", STR_ARG(text));
}

/* What is left once formats are open. */
static void read_content(struct html_reading *reading, const xmlNode *node, enum html_meaning meaning,
			 const struct html_style *style)
{
	switch (meaning) {
	case HTML_UNKNOWN: read_unknown(reading, node); break;
	case HTML_BLOCK:
		if (html_has_class(node, "callout"))
			html_read_callout(reading, node);
		else
			read_block(reading, node);
		break;
	case HTML_DETAILS:
		html_lose(reading->reader, HTML_LOSS_DETAILS);
		read_block(reading, node);
		break;
	case HTML_BREAK: flow_maker_break(reading->maker); break;
	case HTML_RULE:
		html_lose(reading->reader, HTML_LOSS_RULE);
		flow_maker_break(reading->maker);
		break;
	case HTML_PRE: read_as(reading, node, INLINE_CODE, true); break;
	case HTML_HEADING:
		html_lose(reading->reader, HTML_LOSS_HEADING);
		read_as(reading, node, INLINE_STRONG, false);
		break;
	case HTML_EFFECT:
		html_lose(reading->reader, HTML_LOSS_EFFECT);
		html_read_children(reading, node->children);
		break;
	case HTML_QUOTE: read_quote(reading, node); break;
	case HTML_DELETED: read_deleted(reading, node); break;
	case HTML_RUBY: read_ruby(reading, node); break;
	case HTML_TEX:
		html_read_tex(reading, html_text_of(reading, node), html_attribute(reading, node, "block").at);
		break;
	case HTML_LIST: html_read_list(reading, node, style); break;
	case HTML_TERMS: html_read_terms(reading, node); break;
	case HTML_TABLE: html_read_table(reading, node); break;
	case HTML_PICTURE: html_read_picture(reading, node); break;
	case HTML_FIGURE: html_read_figure(reading, node); break;
	case HTML_RECORDING: html_read_recording(reading, node); break;
	case HTML_OBJECT: html_read_object(reading, node); break;
	case HTML_MATH: html_read_math(reading, node); break;
	case HTML_DRAWING: html_read_drawing(reading, node); break;
	case HTML_DROPPED: drop(reading, node); break;
	case HTML_SILENT: break;
	default: html_read_children(reading, node->children);
	}
}

/* A citation that html_write wrote. */
static bool read_cite(struct html_reading *reading, const xmlNode *node)
{
	struct str source = html_attribute(reading, node, "data-source"), at = html_attribute(reading, node, "data-at");
	struct inline_node *cite = NULL;
	if (!reading->reader->targets || !html_is(node, "sup") || !html_has_class(node, "cite") || !source.len)
		return false;
	cite = make_inline(reading->arena, INLINE_CITE);
	if (!cite)
		return true;
	cite->of.cite.source = make_attribute(reading->arena, source);
	if (at.len)
		cite->of.cite.at = make_attribute(reading->arena, at);
	flow_maker_inline(reading->maker, cite);
	return true;
}

static void read_element(struct html_reading *reading, const xmlNode *node)
{
	struct html_style style = html_style_read(html_attribute(reading, node, "style"));
	enum html_meaning meaning = html_meaning_of(node);
	if (style.hidden && meaning != HTML_DROPPED && meaning != HTML_SILENT) {
		html_lose_words(reading->reader, HTML_LOSS_HIDDEN, html_text_of(reading, node));
		return;
	}
	if (read_cite(reading, node))
		return;
	meaning = style.struck ? HTML_DELETED : meaning;
	struct str outer = reading->lang;
	bool lines = reading->keeps_lines;
	reading->keeps_lines = lines || style.preserves_space;
	unsigned opened = html_open_formats(reading, node, meaning, &style);
	reading->declared = html_is_block(meaning) ? html_enter_language(reading, node, &opened) : STR_NONE;
	read_content(reading, node, meaning, &style);
	reading->lang = outer;
	while (opened--)
		flow_maker_close(reading->maker);
	reading->keeps_lines = lines;
}

void html_read_children(struct html_reading *reading, const xmlNode *first)
{
	if (++reading->depth > READING_DEPTH_MAX)
		html_lose(reading->reader, HTML_LOSS_DEEP);
	for (const xmlNode *node = first; node && node != reading->until && reading->depth <= READING_DEPTH_MAX;
	     node = node->next) {
		if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
			node = html_read_text(reading, node);
		else if (node->type == XML_ELEMENT_NODE && !taken(reading, node))
			read_element(reading, node);
	}
	reading->depth--;
}

struct flow *html_read_nodes(struct html_reader *reader, const xmlNode *first, html_taker *take, void *context)
{
	struct html_reading reading = {
		.reader = reader, .arena = &reader->import->arena, .take = take, .context = context
	};
	return html_read_part(&reading, first);
}

struct flow *html_read(struct html_reader *reader, struct str html)
{
	struct html_tree tree;
	html_tree_read(&tree, html);
	if (!tree.document) {
		reader->import->arena.failed = true;
		return NULL;
	}
	if (tree.too_deep)
		html_lose(reader, HTML_LOSS_DEEP);
	if (tree.too_many)
		html_lose(reader, HTML_LOSS_MANY);
	if (tree.unclean)
		html_lose(reader, HTML_LOSS_CHARACTERS);
	if (tree.literal[0])
		ledger_changef(&reader->import->ledger, reader->item, "it is no element of HTML", "kept as text",
			       "text '<%s'", tree.literal);
	struct flow *flow = html_read_nodes(reader, tree.first, NULL, NULL);
	xmlFreeDoc(tree.document);
	return flow;
}
