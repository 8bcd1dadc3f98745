/* Formulas in HTML. */
#include "convert/html/html_writing.h"

#include "convert/formula/math_words.h"
#include "convert/formula/tex.h"
#include "lesson/language_tag.h"
#include "lesson/names.h"

static void write_nodes(struct html_writer *w, const struct math_node *node)
{
	for (; node; node = node->next) {
		if (!node->name) {
			html_escape(w->out, node->text);
			continue;
		}
		buf_format(w->out, "<%s", node->name);
		for (const struct math_attribute *a = node->attributes; a; a = a->next)
			html_put(w, a->name, a->value);
		html_content(w);
		write_nodes(w, node->children);
		buf_format(w->out, "</%s>", node->name);
	}
}

static bool is_block(const struct math_node *formula)
{
	for (const struct math_attribute *a = formula ? formula->attributes : NULL; a; a = a->next)
		if (strcmp(a->name, "display") == 0)
			return str_is(a->value, "block");
	return false;
}

static bool same_attributes(const struct math_node *one, const struct math_node *other)
{
	const struct math_attribute *a = one->attributes, *b = other->attributes;
	for (; a && b; a = a->next, b = b->next)
		if (strcmp(a->name, b->name) != 0 || !str_equal(a->value, b->value))
			return false;
	return !a && !b;
}

/* Text in the same place is compared without the white space of its layout. */
static bool same_formula(const struct math_node *a, const struct math_node *b)
{
	for (; a && b; a = a->next, b = b->next) {
		if (!a->name != !b->name || (!a->name && !str_equal(str_trim(a->text), str_trim(b->text))))
			return false;
		if (a->name && (strcmp(a->name, b->name) != 0 || !same_attributes(a, b) ||
				!same_formula(a->children, b->children)))
			return false;
	}
	return !a && !b;
}

/* What is not the same when the TeX is read again goes to the ledger. */
static void report_losses(struct html_writer *w, const struct inline_node *node, struct str tex)
{
	const struct math_node *formula = node->of.math.formula;
	struct arena arena;
	struct buf words;
	arena_init(&arena);
	buf_init(&words, BUF_CAP);
	const struct math_node *read = tex_read(&arena, tex, is_block(formula), &words);
	if (!read || !same_formula(formula->children, read->children) || !same_attributes(formula, read))
		ledger_change(w->ledger, w->item, STR("formulas"), "TeX cannot express all that MathML can",
			      "written in TeX");
	buf_clear(&words);
	math_words(formula, &words);
	if (!str_equal(str_trim(node->of.math.alttext.value), str_trim(buf_view(&words))))
		ledger_change(w->ledger, w->item, STR("spoken form of formulas"), "TeX has none", "left out");
	if (node->element.lang.at && w->lang.at && !language_tag_same(node->element.lang, w->lang))
		ledger_change(w->ledger, w->item, STR("languages of formulas"), "TeX has none", "left out");
	w->out->failed = w->out->failed || buf_failed(&words) || arena_failed(&arena);
	buf_release(&words);
	arena_release(&arena);
}

static void write_tex(struct html_writer *w, const struct inline_node *node)
{
	const struct math_node *formula = node->of.math.formula;
	struct buf tex;
	buf_init(&tex, BUF_CAP);
	tex_write(formula, &tex);
	bool in_words = w->in_code || !str_trim(buf_view(&tex)).len;
	if (w->ledger && in_words)
		ledger_change(w->ledger, w->item, STR("formulas"),
			      w->in_code ? "TeX is not read in code" : "TeX cannot express them", "written in words");
	else if (w->ledger)
		report_losses(w, node, buf_view(&tex));
	buf_text(w->out, in_words ? "" : is_block(formula) ? "\\[" : "\\(");
	html_escape(w->out, in_words ? node->of.math.alttext.value : buf_view(&tex));
	buf_text(w->out, in_words ? "" : is_block(formula) ? "\\]" : "\\)");
	w->out->failed = w->out->failed || buf_failed(&tex);
	buf_release(&tex);
}

void html_write_math(struct html_writer *w, const struct inline_node *node)
{
	const struct math_node *formula = node->of.math.formula;
	if (w->math == HTML_MATH_TEX && formula) {
		write_tex(w, node);
		return;
	}
	struct str outer = html_start(w, "math", &node->element);
	if (w->xhtml)
		html_put(w, "xmlns", STR(MATH_NAMESPACE));
	html_put(w, "alttext", node->of.math.alttext.value);
	for (const struct math_attribute *a = formula ? formula->attributes : NULL; a; a = a->next)
		if (strcmp(a->name, "alttext") != 0)
			html_put(w, a->name, a->value);
	html_content(w);
	write_nodes(w, formula ? formula->children : NULL);
	html_end(w, "math", outer);
}
