/* Elements with the attributes of another: an ellipse with x, y, width and height is one mistake, not eight. */
#include "lesson/parse.h"

/* How the attributes of a tag fit a type. */
struct fit {
	size_t known;
	bool complete; /* all that the type requires are there */
};

static bool has(const struct named_attribute *attributes, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(attributes[i].name, name) == 0)
			return true;
	return false;
}

static struct fit fit(const struct model_type *type, const struct named_attribute *attributes, size_t count)
{
	struct fit fit = { .complete = true };
	for (size_t i = 0; i < count; i++)
		fit.known += model_attribute(type, attributes[i].name) != NULL;
	for (const struct model_attribute *a = type->attributes; a; a = a->next)
		fit.complete = fit.complete && (!a->required || has(attributes, count, a->name));
	return fit;
}

/* Appends the required attributes, as in a tag or as words of a sentence. */
static void list_required(struct buf *out, const struct model_type *type, const struct named_attribute *attributes,
			  size_t count, bool sentence)
{
	for (const struct model_attribute *a = type->attributes; a; a = a->next) {
		if (!a->required || (sentence && has(attributes, count, a->name)))
			continue;
		if (sentence)
			buf_format(out, "%s%s", out->len ? ", " : "", a->name);
		else
			buf_format(out, " %s=\"…\"", a->name);
	}
}

bool diagnose_likeness(struct parse *parse, const char *name, const struct model_type *type, struct span tag,
		       const struct named_attribute *attributes, size_t count)
{
	const struct open_element *element = parse_top(parse);
	const struct model_type *outer = parse->depth > 0 ? (element - 1)->type : NULL;
	struct fit own = fit(type, attributes, count);
	if (own.complete || own.known == count || !outer)
		return false;
	const struct model_child *other = outer->children;
	for (; other; other = other->next) {
		struct fit fits = other->type && other->type != type ? fit(other->type, attributes, count) : own;
		if (fits.known == count && (fits.complete || count - own.known > 1))
			break;
	}
	if (!other)
		return false;
	struct buf like, wanted;
	buf_init(&like, 4096);
	buf_init(&wanted, 4096);
	list_required(&like, other->type, attributes, count, false);
	list_required(&wanted, type, attributes, count, true);
	struct diagnostic *d = report_add(parse->report, RULE_SCHEMA_UNKNOWN_ATTRIBUTE, tag, element->item,
					  "<%s> has the attributes of <%s>", name, other->text);
	report_label(parse->report, d, "it lacks %s", buf_cstr(&wanted));
	report_help(parse->report, d, "write <%s%s>, or replace the attributes", other->text, buf_cstr(&like));
	diagnose_release(parse, &like);
	diagnose_release(parse, &wanted);
	parse_top(parse)->unsure = true;
	return true;
}
