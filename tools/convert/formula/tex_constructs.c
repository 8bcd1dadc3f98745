/* Fractions, roots, accents, brackets, words and other commands of TeX. */
#include "convert/formula/tex_reading.h"

#include "base/utf8.h"
#include "lesson/make.h"

#include <stdio.h>

/* An element with up to three parts; NULL ends them. */
static struct math_node *element(struct tex_reading *t, const char *name, struct math_node *a, struct math_node *b,
				 struct math_node *c)
{
	struct math_node *node = math_make(t->arena, name);
	struct math_chain parts;
	math_chain_init(&parts);
	math_chain_add(&parts, a);
	math_chain_add(&parts, b);
	math_chain_add(&parts, c);
	if (node)
		node->children = parts.first;
	return node;
}

static struct math_node *operator(struct tex_reading *t, const char *text)
{
	return math_make_token(t->arena, "mo", str_from(text));
}

static struct math_node *row_of(struct tex_reading *t, struct math_node *a, struct math_node *b, struct math_node *c)
{
	return element(t, "mrow", a, b, c);
}

static struct math_node *fraction(struct tex_reading *t, bool line)
{
	struct math_node *over = tex_argument(t), *under = tex_argument(t);
	struct math_node *node = element(t, "mfrac", over, under, NULL);
	if (line)
		return node;
	math_make_attribute(t->arena, node, "linethickness", "0");
	return row_of(t, operator(t, "("), node, operator(t, ")"));
}

static struct math_node *root(struct tex_reading *t)
{
	struct str index = tex_optional_text(t);
	struct math_node *base = tex_argument(t);
	if (index.at && str_trim(index).len)
		return element(t, "mroot", base, tex_part(t, index), NULL);
	/* A square root may have any number of children. */
	bool row = math_is(base, "mrow") && base->children;
	return element(t, "msqrt", row ? base->children : base, NULL, NULL);
}

/* The bracket after \left, \middle or \right: NULL for a dot, which stands for none. */
static struct math_node *bracket(struct tex_reading *t)
{
	char c = tex_peek(t);
	if (c == '\\') {
		struct str name = tex_command(t);
		const struct tex_symbol *symbol = tex_symbol_find(name);
		t->at += 1 + name.len;
		if (symbol && symbol->text[0] &&
		    (symbol->kind == TEX_OP || symbol->kind == TEX_OPEN || symbol->kind == TEX_CLOSE))
			return operator(t, symbol->text);
		tex_fail(t, "\\%.*s is no bracket", STR_ARG(name));
		return NULL;
	}
	if (!c || (!strchr("()[]|/.<>", c) && (unsigned char)c < 0x80)) {
		tex_fail(t, "a bracket is missing");
		return NULL;
	}
	size_t start = t->at;
	utf8_next(t->source, &t->at);
	if (c == '.')
		return NULL;
	if (c == '<' || c == '>')
		return operator(t, c == '<' ? "\xe2\x9f\xa8" : "\xe2\x9f\xa9");
	return math_make_token(t->arena, "mo", (struct str){ t->source.at + start, t->at - start });
}

static struct math_node *brackets(struct tex_reading *t)
{
	struct math_chain all;
	enum math_style style = t->style;
	math_chain_init(&all);
	math_chain_add(&all, bracket(t));
	struct math_chain row = tex_row(t);
	t->style = style;
	math_chain_add(&all, row.first);
	struct str name = tex_command(t);
	if (!str_is(name, "right")) {
		tex_fail(t, "a \\right is missing");
		return NULL;
	}
	t->at += 1 + name.len;
	math_chain_add(&all, bracket(t));
	struct math_node *node = math_make(t->arena, "mrow");
	if (node)
		node->children = all.first;
	return node;
}

/* Characters that TeX escapes in text. Spaces at the ends become no-break spaces, which MathML keeps. */
static struct math_node *words(struct tex_reading *t, struct str text)
{
	struct buf out;
	buf_init(&out, BUF_CAP);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		char next = i + 1 < text.len ? text.at[i + 1] : '\0';
		bool end = i == 0 || i + 1 == text.len;
		if (c == '\\' && next && strchr("%$&#_{} ,;", next)) {
			buf_char(&out, next == ',' || next == ';' ? ' ' : next);
			i++;
		} else if (c == '~' || (ascii_is_space(c) && end)) {
			buf_text(&out, "\xc2\xa0");
		} else if (c != '{' && c != '}' && c != '\\') {
			buf_char(&out, c);
		} else if (c == '\\') {
			struct str name = { text.at + i + 1, 0 };
			while (i + 1 + name.len < text.len && ascii_is_letter(name.at[name.len]))
				name.len++;
			const struct tex_symbol *symbol = tex_symbol_find(name);
			if (symbol && symbol->kind <= TEX_CLOSE)
				buf_text(&out, symbol->text);
			else if (!symbol || symbol->kind != TEX_TEXT)
				tex_fail(t, "unknown command \\%.*s in words", STR_ARG(name));
			i += name.len + (i + 1 + name.len < text.len && text.at[i + 1 + name.len] == ' ');
		}
	}
	struct math_node *node = math_make_token(t->arena, "mtext", buf_view(&out));
	buf_release(&out);
	return node;
}

/* Words, with formulas between dollars. */
static struct math_node *text(struct tex_reading *t)
{
	struct str rest = tex_group_text(t);
	struct math_chain parts;
	math_chain_init(&parts);
	while (rest.len) {
		const char *open = memchr(rest.at, '$', rest.len);
		if (open && open > rest.at && open[-1] == '\\')
			open = NULL;
		size_t len = open ? (size_t)(open - rest.at) : rest.len;
		const char *close = open ? memchr(open + 1, '$', rest.len - len - 1) : NULL;
		if (len)
			math_chain_add(&parts, words(t, (struct str){ rest.at, len }));
		if (!open)
			break;
		if (!close) {
			tex_fail(t, "a $ within the formula");
			break;
		}
		math_chain_add(&parts, tex_part(t, (struct str){ open + 1, (size_t)(close - open - 1) }));
		size_t used = (size_t)(close + 1 - rest.at);
		rest = (struct str){ rest.at + used, rest.len - used };
	}
	return math_chain_one(t->arena, &parts);
}

static struct math_node *accent(struct tex_reading *t, const struct tex_symbol *symbol)
{
	bool over = symbol->kind == TEX_OVER;
	struct math_node *base = tex_argument(t);
	struct math_node *node = element(t, over ? "mover" : "munder", base, operator(t, symbol->text), NULL);
	math_make_attribute(t->arena, node, over ? "accent" : "accentunder", "true");
	return node;
}

static struct math_node *stretched(struct tex_reading *t, const struct tex_symbol *symbol)
{
	struct str under = tex_optional_text(t);
	struct math_node *low = under.at && str_trim(under).len ? tex_part(t, under) : NULL, *high = tex_argument(t);
	bool blank = math_is(high, "mrow") && !high->children;
	return tex_scripts(t, operator(t, symbol->text), low, blank && low ? NULL : high, true);
}

static struct math_node *space(struct tex_reading *t, struct str width)
{
	struct math_node *node = math_make(t->arena, "mspace");
	struct attribute value = make_attribute(t->arena, width);
	if (node && value.value.at)
		math_make_attribute(t->arena, node, "width", value.value.at);
	return node;
}

/* A width that MathML has; others are left out. */
static struct math_node *width(struct tex_reading *t)
{
	tex_take(t, '*');
	struct str value = str_trim(tex_group_text(t));
	bool em = value.len > 2 && value.len < 8 && str_is((struct str){ value.at + value.len - 2, 2 }, "em");
	for (size_t i = 0; em && i + 2 < value.len; i++)
		em = ascii_is_digit(value.at[i]) || (value.at[i] == '.' && i > 0 && i + 3 < value.len);
	return em ? space(t, value) : NULL;
}

static struct math_node *negated(struct tex_reading *t)
{
	struct math_node *node = tex_argument(t);
	struct str sign = math_text(node);
	if (str_is(sign, "="))
		return operator(t, "\xe2\x89\xa0");
	if (str_is(sign, "\xe2\x88\x88"))
		return operator(t, "\xe2\x88\x89");
	char bytes[16];
	if (!sign.len || sign.len > 8) {
		tex_fail(t, "\\not is not before a sign");
		return NULL;
	}
	snprintf(bytes, sizeof(bytes), "%.*s\xcc\xb8", STR_ARG(sign));
	return operator(t, bytes);
}

static struct math_node *in_style(struct tex_reading *t, const struct tex_symbol *symbol)
{
	static const char *const switches[] = { "rm", "bf", "it", "cal", "sf", "tt" };
	enum math_style outer = t->style;
	t->style = (enum math_style)(symbol->kind - TEX_STYLE);
	for (size_t i = 0; i < sizeof(switches) / sizeof(switches[0]); i++)
		if (strcmp(symbol->name, switches[i]) == 0)
			return NULL; /* up to the end of the group */
	struct math_node *node = tex_argument(t);
	t->style = outer;
	return node;
}

static struct math_node *name(struct tex_reading *t)
{
	tex_take(t, '*');
	return math_make_token(t->arena, "mi", str_trim(tex_group_text(t)));
}

/* A base after its scripts: \prescript{above}{below}{base} */
static struct math_node *prescript(struct tex_reading *t)
{
	struct math_node *high = tex_argument(t), *low = tex_argument(t), *base = tex_argument(t);
	struct math_node *node = element(t, "mmultiscripts", base, math_make(t->arena, "mprescripts"), low);
	if (low)
		low->next = high;
	return node;
}

static struct math_node *quantity(struct tex_reading *t)
{
	struct math_node *number = words(t, tex_group_text(t));
	return row_of(t, number, space(t, STR("0.1667em")), words(t, tex_group_text(t)));
}

static struct math_node *substack(struct tex_reading *t)
{
	if (!tex_take(t, '{'))
		tex_fail(t, "a { is missing");
	struct math_node *table = tex_table(t);
	if (!tex_take(t, '}'))
		tex_fail(t, "a } is missing");
	return table;
}

struct math_node *tex_construct(struct tex_reading *t, const struct tex_symbol *symbol)
{
	struct math_node *node;
	switch (symbol->kind) {
	case TEX_OP:
	case TEX_LIMITS:
	case TEX_OPEN:
	case TEX_CLOSE: return operator(t, symbol->text);
	case TEX_WORD: return math_make_token(t->arena, "mi", str_from(symbol->text));
	case TEX_LIMIT_WORD:
		node = operator(t, symbol->text);
		math_make_attribute(t->arena, node, "movablelimits", "true");
		return node;
	case TEX_OVER:
	case TEX_UNDER: return accent(t, symbol);
	case TEX_STRETCHED: return stretched(t, symbol);
	case TEX_TEXT: return text(t);
	case TEX_SPACE: return space(t, str_from(symbol->text));
	case TEX_WIDTH: return width(t);
	case TEX_FRACTION: return fraction(t, true);
	case TEX_BINOMIAL: return fraction(t, false);
	case TEX_ROOT: return root(t);
	case TEX_LEFT: return brackets(t);
	case TEX_MIDDLE: return bracket(t);
	case TEX_OVERSET: node = tex_argument(t); return element(t, "mover", tex_argument(t), node, NULL);
	case TEX_UNDERSET: node = tex_argument(t); return element(t, "munder", tex_argument(t), node, NULL);
	case TEX_NAME: return name(t);
	case TEX_BEGIN: return tex_environment(t);
	case TEX_NOT: return negated(t);
	case TEX_PHANTOM: return element(t, "mphantom", tex_argument(t), NULL, NULL);
	case TEX_COLOUR:
		t->left_out = true;
		tex_group_text(t);
		return tex_peek(t) == '{' ? tex_argument(t) : NULL;
	case TEX_FRAME: t->left_out = true; return tex_argument(t);
	case TEX_MODULO:
		node = row_of(t, operator(t, "mod"), tex_argument(t), NULL);
		return row_of(t, operator(t, "("), node, operator(t, ")"));
	case TEX_TAG: node = text(t); return row_of(t, operator(t, "("), node, operator(t, ")"));
	case TEX_CHEMISTRY: return tex_chemistry(t, tex_group_text(t));
	case TEX_UNIT:
	case TEX_NUMBER: return words(t, tex_group_text(t));
	case TEX_QUANTITY: return quantity(t);
	case TEX_PRESCRIPT: return prescript(t);
	case TEX_SUBSTACK: return substack(t);
	case TEX_SKIPPED: tex_group_text(t); return NULL;
	case TEX_NOTHING: return NULL;
	default: return in_style(t, symbol);
	}
}
