#include "format/meaning.h"

#include "base/ascii.h"
#include "format/node_kind.h"
#include "format/tag.h"

/* Control characters, which XML forbids, so text cannot be mistaken for them. */
enum { MARK_OPEN = 1, MARK_CLOSE, MARK_ATTRIBUTE, MARK_VALUE, MARK_COMMENT, MARK_END };

struct signer {
	struct buf *out;
	struct arena *arena;
	bool edge;  /* at the border of a block, where white space is insignificant */
	bool space; /* the current position follows white space */
};

/* The next part is inline, so white space before it is significant. */
static void settle(struct signer *signer)
{
	if (signer->space && !signer->edge)
		buf_char(signer->out, ' ');
	signer->space = signer->edge = false;
}

static void border(struct signer *signer)
{
	signer->space = false;
	signer->edge = true;
}

static void sign_text(struct signer *signer, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (ascii_is_space(text.at[i])) {
			signer->space = true;
			continue;
		}
		settle(signer);
		buf_char(signer->out, text.at[i]);
	}
}

static void sign_name(struct signer *signer, char mark, const xmlNs *ns, const xmlChar *name)
{
	buf_char(signer->out, mark);
	buf_text(signer->out, ns && ns->href ? (const char *)ns->href : "");
	buf_char(signer->out, '}');
	buf_text(signer->out, (const char *)name);
}

static int by_name(const xmlAttr *one, const xmlAttr *other)
{
	int order = strcmp((const char *)one->name, (const char *)other->name);
	return order ? order
		     : strcmp(one->ns ? (const char *)one->ns->href : "",
			      other->ns ? (const char *)other->ns->href : "");
}

/* Attributes are sorted by name, whatever their order in the file. */
static bool sign_attributes(struct signer *signer, const xmlNode *node)
{
	const xmlAttr *last = NULL;
	for (;;) {
		const xmlAttr *next = NULL;
		for (const xmlAttr *a = node->properties; a; a = a->next)
			if ((!last || by_name(a, last) > 0) && (!next || by_name(a, next) < 0))
				next = a;
		if (!next)
			return true;
		struct str value;
		if (!tag_value(next, signer->arena, &value))
			return false;
		sign_name(signer, MARK_ATTRIBUTE, next->ns, next->name);
		buf_char(signer->out, MARK_VALUE);
		buf_str(signer->out, value);
		last = next;
	}
}

static bool sign_verbatim(struct signer *signer, const xmlNode *node)
{
	settle(signer);
	return tag_verbatim(node, signer->arena, signer->out);
}

/* mixed: the parent is mixed. */
static bool sign_node(struct signer *signer, const xmlNode *node, bool mixed);

static bool sign_children(struct signer *signer, const xmlNode *node)
{
	bool mixed = node_is_mixed(node);
	for (const xmlNode *child = node->children; child; child = child->next)
		if (!sign_node(signer, child, mixed))
			return false;
	return true;
}

static bool sign_element(struct signer *signer, const xmlNode *node, bool block)
{
	block ? border(signer) : settle(signer);
	sign_name(signer, MARK_OPEN, node->ns, node->name);
	if (!sign_attributes(signer, node))
		return false;
	buf_char(signer->out, MARK_END);
	if (block)
		border(signer);
	if (!sign_children(signer, node))
		return false;
	block ? border(signer) : settle(signer);
	buf_char(signer->out, MARK_CLOSE);
	if (block)
		border(signer);
	return true;
}

static bool sign_node(struct signer *signer, const xmlNode *node, bool mixed)
{
	switch (node_kind(node)) {
	case NODE_TEXT: sign_text(signer, node_content(node)); return true;
	case NODE_COMMENT:
	case NODE_INSTRUCTION:
		/* Between elements, the white space around it is insignificant. */
		if (!mixed)
			border(signer);
		settle(signer);
		buf_char(signer->out, MARK_COMMENT);
		tag_comment_or_instruction(node, signer->out);
		buf_char(signer->out, MARK_END);
		return true;
	case NODE_FOREIGN: return sign_verbatim(signer, node);
	case NODE_STRUCTURE:
	case NODE_BLOCK: return sign_element(signer, node, true);
	case NODE_INLINE: return sign_element(signer, node, false);
	}
	return true;
}

bool format_meaning(const xmlDoc *document, struct arena *arena, struct buf *out)
{
	struct signer signer = { out, arena, true, false };
	for (const xmlNode *node = document->children; node; node = node->next)
		if (!sign_node(&signer, node, false))
			return false;
	return !buf_failed(out);
}
