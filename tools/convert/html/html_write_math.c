/* Formulas in HTML. */
#include "convert/html/html_writing.h"

#include "convert/formula/tex.h"
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

static void write_tex(struct html_writer *w, const struct math_node *formula)
{
	struct buf tex;
	buf_init(&tex, BUF_CAP);
	tex_write(formula, &tex);
	buf_text(w->out, is_block(formula) ? "\\[" : "\\(");
	html_escape(w->out, buf_view(&tex));
	buf_text(w->out, is_block(formula) ? "\\]" : "\\)");
	w->out->failed = w->out->failed || buf_failed(&tex);
	buf_release(&tex);
}

void html_write_math(struct html_writer *w, const struct inline_node *node)
{
	const struct math_node *formula = node->of.math.formula;
	if (w->math == HTML_MATH_TEX && formula) {
		write_tex(w, formula);
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
