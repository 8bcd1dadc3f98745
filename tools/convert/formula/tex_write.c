#include "convert/formula/tex.h"

#include "base/utf8.h"
#include "convert/formula/math_make.h"
#include "convert/formula/tex_symbols.h"

static void write_node(struct buf *out, const struct math_node *node);

static void write_all(struct buf *out, const struct math_node *node)
{
	for (; node; node = node->next)
		write_node(out, node);
}

/* A command must not run into a letter that follows. */
static void separate(struct buf *out, char next)
{
	size_t at = out->len;
	while (at > 0 && ascii_is_letter(out->at[at - 1]))
		at--;
	if (ascii_is_letter(next) && at < out->len && at > 0 && out->at[at - 1] == '\\')
		buf_char(out, ' ');
}

static void add(struct buf *out, const char *text)
{
	separate(out, text[0]);
	buf_text(out, text);
}

static void add_command(struct buf *out, const char *name)
{
	buf_char(out, '\\');
	buf_text(out, name);
}

static void write_group(struct buf *out, const struct math_node *node)
{
	buf_char(out, '{');
	if (math_is(node, "mrow"))
		write_all(out, node->children);
	else if (node)
		write_node(out, node);
	buf_char(out, '}');
}

/* Text in which TeX would read its signs. */
static void write_words(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len;) {
		char bytes[4];
		uint32_t code = utf8_next(text, &i);
		if (code < 0x80 && strchr("%$&#_{}", (int)code))
			buf_char(out, '\\');
		if (code == '\\')
			buf_text(out, "\\backslash ");
		else if (code == 0xa0 || code == '~')
			buf_char(out, ' ');
		else
			buf_add(out, bytes, utf8_encode(code, bytes));
	}
}

static const char *style_command(enum math_style style)
{
	static const char *const names[MATH_STYLES] = {
		[MATH_UPRIGHT] = "mathrm", [MATH_BOLD] = "mathbf",	[MATH_ITALIC] = "mathit",
		[MATH_SCRIPT] = "mathcal", [MATH_FRAKTUR] = "mathfrak", [MATH_DOUBLE] = "mathbb",
		[MATH_SANS] = "mathsf",	   [MATH_MONO] = "mathtt",	[MATH_BOLD_ITALIC] = "boldsymbol",
	};
	return names[style] ? names[style] : "mathbf";
}

/* One letter, or the command for it. */
static void write_letter(struct buf *out, uint32_t code)
{
	char bytes[5];
	bytes[utf8_encode(code, bytes)] = '\0';
	const struct tex_symbol *symbol = tex_symbol_of(str_from(bytes), TEX_ID, TEX_ID);
	if (symbol)
		add_command(out, symbol->name);
	else
		add(out, bytes);
}

static bool is_ascii_word(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_is_letter(text.at[i]))
			return false;
	return true;
}

static void write_identifier(struct buf *out, const struct math_node *node)
{
	struct str text = math_text(node);
	const struct tex_symbol *word = tex_symbol_of(text, TEX_WORD, TEX_WORD);
	const struct tex_symbol *sign = tex_symbol_of(text, TEX_ID, TEX_ID);
	enum math_style style = MATH_PLAIN;
	size_t at = 0;
	uint32_t first = text.len ? math_letter_plain(utf8_next(text, &at), &style) : 0;
	bool upright = str_is(math_attribute_of(node, "mathvariant"), "normal");
	if (word) {
		add_command(out, word->name);
	} else if (sign && !upright) {
		add_command(out, sign->name);
	} else if (style == MATH_PLAIN && at == text.len && !upright) {
		if (first)
			write_letter(out, first);
	} else if (style == MATH_PLAIN && at < text.len && !is_ascii_word(text)) {
		add_command(out, "operatorname{");
		buf_str(out, text);
		buf_char(out, '}');
	} else {
		add_command(out, style_command(style == MATH_PLAIN ? MATH_UPRIGHT : style));
		buf_char(out, '{');
		for (size_t i = 0; i < text.len;) {
			enum math_style same;
			write_letter(out, math_letter_plain(utf8_next(text, &i), &same));
		}
		buf_char(out, '}');
	}
}

static void write_number(struct buf *out, struct str text)
{
	enum math_style style = MATH_PLAIN;
	size_t first = 0;
	if (text.len)
		math_letter_plain(utf8_next(text, &first), &style);
	separate(out, '0');
	if (style != MATH_PLAIN) {
		add_command(out, style_command(style));
		buf_char(out, '{');
	}
	for (size_t i = 0; i < text.len;) {
		char bytes[4];
		enum math_style same;
		uint32_t code = math_letter_plain(utf8_next(text, &i), &same);
		if (code == ',')
			buf_text(out, "{,}");
		else
			buf_add(out, bytes, utf8_encode(code, bytes));
	}
	if (style != MATH_PLAIN)
		buf_char(out, '}');
}

static void write_operator(struct buf *out, struct str text)
{
	const struct tex_symbol *symbol = tex_symbol_of(text, TEX_OP, TEX_CLOSE);
	if (str_is(text, "\xe2\x88\x92"))
		buf_char(out, '-');
	else if (str_is(text, "\xe2\x88\x97"))
		buf_char(out, '*');
	else if (text.len == 1 && strchr("<>:/|[]()", text.at[0]))
		buf_char(out, text.at[0]);
	else if (symbol)
		add_command(out, symbol->name);
	else if (text.len > 1 && is_ascii_word(text))
		buf_format(out, "\\operatorname{%.*s}", STR_ARG(text));
	else
		buf_str(out, text);
}

static void write_text(struct buf *out, struct str text)
{
	add_command(out, "text{");
	write_words(out, text);
	buf_char(out, '}');
}

static void write_space(struct buf *out, const struct math_node *node)
{
	struct str width = math_attribute_of(node, "width");
	const struct tex_symbol *symbol = tex_symbol_of(width, TEX_SPACE, TEX_SPACE);
	if (symbol)
		add_command(out, symbol->name);
	else if (width.len)
		buf_format(out, "\\hspace{%.*s}", STR_ARG(width));
}

/* Whether it is a bracket of that side. */
static bool is_bracket(const struct math_node *node, bool opens)
{
	if (!math_is(node, "mo"))
		return false;
	struct str text = math_text(node);
	const struct tex_symbol *symbol =
		tex_symbol_of(text, opens ? TEX_OPEN : TEX_CLOSE, opens ? TEX_OPEN : TEX_CLOSE);
	bool bar = str_is(text, "|") || str_is(text, "\xe2\x80\x96");
	return symbol || bar || (text.len == 1 && strchr(opens ? "([" : ")]", text.at[0]));
}

static const struct math_node *last_of(const struct math_node *node)
{
	while (node && node->next)
		node = node->next;
	return node;
}

/* A row in brackets that grow with it. Around a table, one side may be without a bracket. */
static bool write_brackets(struct buf *out, const struct math_node *row)
{
	const struct math_node *first = row->children, *last = last_of(first);
	if (!first || first == last)
		return false;
	bool table = math_is(first, "mtable") || math_is(last, "mtable");
	bool opens = is_bracket(first, true), closes = is_bracket(last, false);
	if (!(opens && closes) && !(table && (opens || closes)))
		return false;
	add_command(out, "left");
	if (opens)
		write_operator(out, math_text(first));
	else
		buf_char(out, '.');
	for (const struct math_node *node = opens ? first->next : first; node && !(closes && node == last);
	     node = node->next)
		write_node(out, node);
	add_command(out, "right");
	if (closes)
		write_operator(out, math_text(last));
	else
		buf_char(out, '.');
	return true;
}

static bool is_simple(const struct math_node *node)
{
	return math_is(node, "mi") || math_is(node, "mo") ||
	       (math_is(node, "mn") && utf8_count(math_text(node)) == 1) || math_is(node, "mtext");
}

static void write_base(struct buf *out, const struct math_node *node)
{
	if (is_simple(node))
		write_node(out, node);
	else
		write_group(out, node);
}

static void write_script(struct buf *out, char mark, const struct math_node *node)
{
	bool blank = math_is(node, "mrow") && !node->children;
	if (!node || blank)
		return;
	buf_char(out, mark);
	write_group(out, node);
}

static void write_scripts(struct buf *out, const struct math_node *base, const struct math_node *low,
			  const struct math_node *high)
{
	write_base(out, base);
	write_script(out, '_', low);
	write_script(out, '^', high);
}

static bool has_limits(const struct math_node *base)
{
	if (!math_is(base, "mo"))
		return false;
	return tex_symbol_of(math_text(base), TEX_LIMITS, TEX_LIMITS) ||
	       tex_symbol_of(math_text(base), TEX_LIMIT_WORD, TEX_LIMIT_WORD);
}

/* What is under and over a base; each may be NULL. */
static void write_limits(struct buf *out, const struct math_node *base, const struct math_node *low,
			 const struct math_node *high)
{
	const struct tex_symbol *arrow =
		math_is(base, "mo") ? tex_symbol_of(math_text(base), TEX_STRETCHED, TEX_STRETCHED) : NULL;
	const struct math_node *mark = low ? low : high;
	bool single = !low || !high;
	enum tex_kind kind = low ? TEX_UNDER : TEX_OVER;
	const struct tex_symbol *accent =
		single && math_is(mark, "mo") ? tex_symbol_of(math_text(mark), kind, kind) : NULL;
	if (has_limits(base)) {
		write_scripts(out, base, low, high);
	} else if (accent) {
		add_command(out, accent->name);
		write_group(out, base);
	} else if (arrow) {
		add_command(out, arrow->name);
		if (low) {
			buf_char(out, '[');
			write_group(out, low);
			buf_char(out, ']');
		}
		if (high)
			write_group(out, high);
		else
			buf_text(out, "{}");
	} else if (math_is(base, "mo") && tex_symbol_of(math_text(base), TEX_OP, TEX_OP) && !single) {
		write_base(out, base);
		buf_text(out, "\\limits");
		write_script(out, '_', low);
		write_script(out, '^', high);
	} else {
		if (low) {
			buf_text(out, "\\underset");
			write_group(out, low);
			buf_char(out, '{');
		}
		if (high) {
			buf_text(out, "\\overset");
			write_group(out, high);
		}
		write_group(out, base);
		buf_text(out, low ? "}" : "");
	}
}

static void write_table(struct buf *out, const struct math_node *table)
{
	const char *name = str_is(math_attribute_of(table, "displaystyle"), "true") ? "aligned" : "matrix";
	buf_format(out, "\\begin{%s}", name);
	for (const struct math_node *row = table->children; row; row = row->next) {
		for (const struct math_node *cell = row->children; cell; cell = cell->next) {
			write_all(out, cell->children);
			buf_text(out, cell->next ? "&" : "");
		}
		buf_text(out, row->next ? "\\\\" : "");
	}
	buf_format(out, "\\end{%s}", name);
}

/* Scripts before a base are those of nothing. */
static void write_multiscripts(struct buf *out, const struct math_node *base)
{
	const struct math_node *before = base, *n;
	while (before && !math_is(before, "mprescripts"))
		before = before->next;
	for (n = before ? before->next : NULL; n && n->next; n = n->next->next) {
		buf_text(out, "{}");
		write_script(out, '_', n);
		write_script(out, '^', n->next);
	}
	write_base(out, base);
	for (n = base->next; n && n != before && n->next && n->next != before; n = n->next->next) {
		buf_text(out, n == base->next ? "" : "{}");
		write_script(out, '_', n);
		write_script(out, '^', n->next);
	}
}

static void write_fraction(struct buf *out, const struct math_node *node)
{
	const struct math_node *over = node->children, *under = over->next;
	if (str_is(math_attribute_of(node, "linethickness"), "0")) {
		buf_char(out, '{');
		write_group(out, over);
		buf_text(out, "\\atop");
		write_group(out, under);
		buf_char(out, '}');
		return;
	}
	buf_text(out, "\\frac");
	write_group(out, over);
	write_group(out, under);
}

static void write_root(struct buf *out, const struct math_node *node)
{
	buf_text(out, "\\sqrt");
	if (math_is(node, "mroot")) {
		buf_char(out, '[');
		write_group(out, node->children->next);
		buf_char(out, ']');
		write_group(out, node->children);
		return;
	}
	buf_char(out, '{');
	write_all(out, node->children);
	buf_char(out, '}');
}

/* Elements that contain text. */
static bool write_token(struct buf *out, const struct math_node *node)
{
	struct str text = math_text(node);
	if (math_is(node, "mi"))
		write_identifier(out, node);
	else if (math_is(node, "mn"))
		write_number(out, text);
	else if (math_is(node, "mo") && tex_symbol_of(text, TEX_LIMITS, TEX_LIMIT_WORD))
		add_command(out, tex_symbol_of(text, TEX_LIMITS, TEX_LIMIT_WORD)->name);
	else if (math_is(node, "mo"))
		write_operator(out, text);
	else if (math_is(node, "mtext") || math_is(node, "ms"))
		write_text(out, text);
	else if (math_is(node, "mspace"))
		write_space(out, node);
	else
		return false;
	return true;
}

static void write_node(struct buf *out, const struct math_node *node)
{
	const struct math_node *a = node->children, *b = a ? a->next : NULL, *c = b ? b->next : NULL;
	if (!node->name || write_token(out, node))
		return;
	if (math_is(node, "mrow") && write_brackets(out, node))
		return;
	if (math_is(node, "mfrac") && b)
		write_fraction(out, node);
	else if (math_is(node, "msqrt") || (math_is(node, "mroot") && b))
		write_root(out, node);
	else if (math_is(node, "msub") && b)
		write_scripts(out, a, b, NULL);
	else if (math_is(node, "msup") && b)
		write_scripts(out, a, NULL, b);
	else if (math_is(node, "msubsup") && c)
		write_scripts(out, a, b, c);
	else if (math_is(node, "munder") && b)
		write_limits(out, a, b, NULL);
	else if (math_is(node, "mover") && b)
		write_limits(out, a, NULL, b);
	else if (math_is(node, "munderover") && c)
		write_limits(out, a, b, c);
	else if (math_is(node, "mmultiscripts") && a)
		write_multiscripts(out, a);
	else if (math_is(node, "mtable"))
		write_table(out, node);
	else if (math_is(node, "mphantom")) {
		add_command(out, "phantom{");
		write_all(out, a);
		buf_char(out, '}');
	} else if (math_is(node, "mrow")) {
		write_group(out, node);
	} else {
		write_all(out, a);
	}
}

void tex_write(const struct math_node *formula, struct buf *out)
{
	write_all(out, formula->children);
}
