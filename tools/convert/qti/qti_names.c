#include "convert/qti/qti.h"

#include <stdarg.h>
#include <stdlib.h>

/* Whether a name is the wanted one in another spelling. Programs write qtimetadatafield and qti_metadatafield. */
static bool is_same(const char *name, const char *wanted)
{
	for (;;) {
		while (*name == '-' || *name == '_')
			name++;
		while (*wanted == '-' || *wanted == '_')
			wanted++;
		if (ascii_lower(*name) != ascii_lower(*wanted))
			return false;
		if (!*name)
			return true;
		name++;
		wanted++;
	}
}

bool qti_is(const xmlNode *node, const char *name)
{
	if (node->type != XML_ELEMENT_NODE)
		return false;
	const char *own = (const char *)node->name;
	return is_same(strncmp(own, "qti-", 4) == 0 ? own + 4 : own, name);
}

struct str qti_attribute(const xmlNode *node, const char *name)
{
	for (const xmlAttr *a = node->type == XML_ELEMENT_NODE ? node->properties : NULL; a; a = a->next)
		if (is_same((const char *)a->name, name))
			return a->children && a->children->content ? str_from((const char *)a->children->content)
								   : STR("");
	return STR_NONE;
}

bool qti_attribute_is(const xmlNode *node, const char *name, const char *value)
{
	struct str found = str_trim(qti_attribute(node, name));
	size_t len = strlen(value);
	bool same = found.len == len;
	for (size_t i = 0; same && i < len; i++)
		same = ascii_lower(found.at[i]) == ascii_lower(value[i]);
	return same;
}

xmlNode *qti_next(const xmlNode *node, const char *name)
{
	xmlNode *next = node->next;
	while (next && (next->type != XML_ELEMENT_NODE || (name && !qti_is(next, name))))
		next = next->next;
	return next;
}

xmlNode *qti_child(const xmlNode *node, const char *name)
{
	xmlNode *child = node->children;
	if (!child || (child->type == XML_ELEMENT_NODE && (!name || qti_is(child, name))))
		return child;
	return qti_next(child, name);
}

xmlNode *qti_walk(const xmlNode *node, const xmlNode *root)
{
	if (node->type == XML_ELEMENT_NODE && node->children)
		return node->children;
	while (node && node != root && !node->next)
		node = node->parent;
	return !node || node == root ? NULL : node->next;
}

xmlNode *qti_find(const xmlNode *root, const char *name)
{
	for (xmlNode *node = qti_walk(root, root); node; node = qti_walk(node, root))
		if (qti_is(node, name))
			return node;
	return NULL;
}

struct str qti_text(struct qti *qti, const xmlNode *node)
{
	struct arena *arena = &qti->import->arena;
	xmlChar *text = xmlNodeGetContent(node);
	struct str copy = text ? make_str(arena, str_trim(str_from((const char *)text))) : STR("");
	xmlFree(text);
	return copy.at ? copy : STR("");
}

struct str qti_language(const xmlNode *node)
{
	for (const xmlAttr *a = node->type == XML_ELEMENT_NODE ? node->properties : NULL; a; a = a->next)
		if (a->ns && strcmp((const char *)a->name, "lang") == 0 && a->children && a->children->content)
			return str_trim(str_from((const char *)a->children->content));
	return STR_NONE;
}

struct str qti_join(struct qti *qti, const char *a, struct str b, const char *c)
{
	struct arena *arena = &qti->import->arena;
	struct buf text;
	buf_init(&text, BUF_CAP);
	buf_text(&text, a);
	buf_str(&text, b);
	buf_text(&text, c);
	struct str made = make_str(arena, buf_view(&text));
	arena->failed = arena->failed || buf_failed(&text);
	buf_release(&text);
	return made.at ? made : STR("");
}

double qti_points(struct str text, bool *read)
{
	char copy[64];
	text = str_trim(text);
	bool good = text.len && text.len < sizeof(copy) && (ascii_is_digit(text.at[text.len - 1]) || text.len > 1);
	for (size_t i = 0; good && i < text.len; i++)
		good = ascii_is_digit(text.at[i]) || memchr("+-.eE", text.at[i], 5);
	if (good)
		memcpy(copy, text.at, text.len);
	copy[good ? text.len : 0] = '\0';
	char *end;
	double points = strtod(copy, &end);
	good = good && !*end && points >= -1e6 && points <= 1e6;
	if (read)
		*read = good;
	return good ? points : 0;
}

void qti_change(struct qti *qti, struct str what, const char *why, const char *outcome)
{
	ledger_change(&qti->import->ledger, qti->html.item, what, why, outcome);
}

void qti_changef(struct qti *qti, const char *why, const char *outcome, const char *what, ...)
{
	struct buf text;
	va_list args;
	buf_init(&text, BUF_CAP);
	va_start(args, what);
	buf_vformat(&text, what, args);
	va_end(args);
	qti_change(qti, buf_view(&text), why, outcome);
	qti->import->arena.failed = qti->import->arena.failed || buf_failed(&text);
	buf_release(&text);
}
