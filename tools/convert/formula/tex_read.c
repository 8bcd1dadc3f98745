/* Rows, groups, characters and scripts. */
#include "convert/formula/tex_reading.h"

#include "base/utf8.h"
#include "lesson/math.h"

enum { SOURCE_MAX = 20000, GROUPS_MAX = 60 };

void tex_fail(struct tex_reading *t, const char *format, ...)
{
	va_list args;
	if (t->why->len)
		return;
	va_start(args, format);
	buf_vformat(t->why, format, args);
	va_end(args);
}

char tex_peek(struct tex_reading *t)
{
	struct str s = t->source;
	while (t->at < s.len) {
		char c = s.at[t->at];
		if (c == '%') {
			while (t->at < s.len && s.at[t->at] != '\n')
				t->at++;
		} else if (!ascii_is_space(c)) {
			return c;
		} else {
			t->at++;
		}
	}
	return '\0';
}

bool tex_take(struct tex_reading *t, char c)
{
	if (tex_peek(t) != c)
		return false;
	t->at++;
	return true;
}

struct str tex_command(struct tex_reading *t)
{
	if (tex_peek(t) != '\\')
		return STR("");
	struct str name = { t->source.at + t->at + 1, 0 };
	size_t room = t->source.len - t->at - 1;
	while (name.len < room && ascii_is_letter(name.at[name.len]))
		name.len++;
	if (name.len == 0 && room > 0)
		name.len = 1;
	return name;
}

/* Takes a command. A space after a word belongs to it. */
static void take_command(struct tex_reading *t, struct str name)
{
	t->at += 1 + name.len;
}

struct str tex_group_text(struct tex_reading *t)
{
	if (!tex_take(t, '{')) {
		struct str command = tex_command(t);
		size_t start = t->at, len = command.len ? command.len + 1 : t->at < t->source.len;
		t->at += len;
		return (struct str){ t->source.at + start, len };
	}
	size_t start = t->at;
	for (unsigned open = 1; t->at < t->source.len; t->at++) {
		char c = t->source.at[t->at];
		if (c == '\\')
			t->at += t->at + 1 < t->source.len;
		else if (c == '{')
			open++;
		else if (c == '}' && --open == 0)
			return (struct str){ t->source.at + start, t->at++ - start };
	}
	tex_fail(t, "a } is missing");
	return STR("");
}

struct str tex_optional_text(struct tex_reading *t)
{
	if (!tex_take(t, '['))
		return STR_NONE;
	size_t start = t->at;
	for (unsigned open = 0; t->at < t->source.len; t->at++) {
		char c = t->source.at[t->at];
		if (c == ']' && open == 0)
			return (struct str){ t->source.at + start, t->at++ - start };
		open += c == '{';
		open -= c == '}' && open > 0;
	}
	tex_fail(t, "a ] is missing");
	return STR("");
}

static struct math_node *styled(struct tex_reading *t, const char *name, struct str text)
{
	struct buf letters;
	buf_init(&letters, BUF_CAP);
	math_letters(&letters, text, t->style);
	struct math_node *node = math_make_token(t->arena, name, buf_view(&letters));
	if (t->style == MATH_UPRIGHT && strcmp(name, "mi") == 0 && utf8_count(text) == 1)
		math_make_attribute(t->arena, node, "mathvariant", "normal");
	t->arena->failed = t->arena->failed || buf_failed(&letters);
	buf_release(&letters);
	return node;
}

/* A number, with {,} as its decimal comma. single: only a digit, as x^12 has only the 1 raised. */
static struct math_node *number(struct tex_reading *t, bool single)
{
	struct buf digits;
	struct str s = t->source;
	buf_init(&digits, BUF_CAP);
	do {
		buf_char(&digits, s.at[t->at++]);
		struct str rest = { s.at + t->at, s.len - t->at };
		bool comma = str_starts(rest, "{,}") && rest.len > 3 && ascii_is_digit(rest.at[3]);
		if (comma && !single) {
			buf_char(&digits, ',');
			t->at += 3;
		}
	} while (!single && t->at < s.len &&
		 (ascii_is_digit(s.at[t->at]) ||
		  (s.at[t->at] == '.' && t->at + 1 < s.len && ascii_is_digit(s.at[t->at + 1]))));
	struct math_node *node = styled(t, "mn", buf_view(&digits));
	buf_release(&digits);
	return node;
}

static struct math_node *letters(struct tex_reading *t, bool single)
{
	size_t start = t->at++;
	bool word = t->style != MATH_PLAIN && t->style != MATH_ITALIC && t->style != MATH_BOLD_ITALIC && !single;
	while (word && t->at < t->source.len && ascii_is_letter(t->source.at[t->at]))
		t->at++;
	return styled(t, "mi", (struct str){ t->source.at + start, t->at - start });
}

static struct math_node *other_character(struct tex_reading *t)
{
	size_t start = t->at;
	uint32_t code = utf8_next(t->source, &t->at);
	struct str text = { t->source.at + start, t->at - start };
	if (code == '-')
		text = STR("\xe2\x88\x92");
	else if (code == '*')
		text = STR("\xe2\x88\x97");
	if (code < 0x20 || (code >= 0x7f && code < 0xa0) || (code > 0xa0 && utf8_is_space(code)))
		return NULL;
	if (code == '~' || code == 0xa0) {
		struct math_node *space = math_make(t->arena, "mspace");
		math_make_attribute(t->arena, space, "width", "0.25em");
		return space;
	}
	if (code == '$' || code == '#')
		tex_fail(t, "a %c within the formula", (char)code);
	return utf8_is_word(code) ? styled(t, "mi", text) : math_make_token(t->arena, "mo", text);
}

static struct math_node *group(struct tex_reading *t)
{
	enum math_style style = t->style;
	struct math_chain row = tex_row(t);
	t->style = style;
	if (!tex_take(t, '}'))
		tex_fail(t, "a } is missing");
	return math_chain_one(t->arena, &row);
}

/* Something that can have scripts. */
static struct math_node *atom(struct tex_reading *t, bool single, bool *limits)
{
	char c = tex_peek(t);
	*limits = false;
	if (tex_take(t, '{'))
		return group(t);
	if (ascii_is_digit(c) ||
	    (c == '.' && !single && t->at + 1 < t->source.len && ascii_is_digit(t->source.at[t->at + 1])))
		return number(t, single);
	if (ascii_is_letter(c))
		return letters(t, single);
	if (c != '\\')
		return other_character(t);
	struct str name = tex_command(t);
	const struct tex_symbol *symbol = tex_symbol_find(name);
	if (!symbol) {
		tex_fail(t, name.len ? "unknown command \\%.*s" : "it ends with a backslash", STR_ARG(name));
		return NULL;
	}
	take_command(t, name);
	*limits = symbol->kind == TEX_LIMITS || symbol->kind == TEX_LIMIT_WORD ||
		  strcmp(symbol->name, "overbrace") == 0 || strcmp(symbol->name, "underbrace") == 0;
	if (symbol->kind == TEX_ID)
		return styled(t, "mi", str_from(symbol->text));
	return tex_construct(t, symbol);
}

struct math_node *tex_argument(struct tex_reading *t)
{
	bool limits;
	struct math_node *node = NULL;
	if (++t->depth > GROUPS_MAX)
		tex_fail(t, "it is too deep");
	else if (tex_peek(t) == '\0' || tex_peek(t) == '}' || tex_peek(t) == '&')
		tex_fail(t, "an argument is missing");
	if (!tex_failed(t))
		node = atom(t, true, &limits);
	t->depth--;
	return node ? node : math_make(t->arena, "mrow");
}

struct math_node *tex_scripts(struct tex_reading *t, struct math_node *base, struct math_node *low,
			      struct math_node *high, bool limits)
{
	const char *name = low && high ? (limits ? "munderover" : "msubsup")
			   : low       ? (limits ? "munder" : "msub")
				       : (limits ? "mover" : "msup");
	if (!low && !high)
		return base;
	struct math_node *node = math_make(t->arena, name);
	struct math_chain parts;
	math_chain_init(&parts);
	math_chain_add(&parts, base ? base : math_make(t->arena, "mrow"));
	math_chain_add(&parts, low);
	math_chain_add(&parts, high);
	if (node)
		node->children = parts.first;
	return node;
}

/* The scripts of an msub, msup or msubsup; false if it is something else. */
static bool scripts_of(const struct math_node *node, struct math_node **base, struct math_node **low,
		       struct math_node **high)
{
	bool both = math_is(node, "msubsup"), lower = both || math_is(node, "msub");
	if (!lower && !math_is(node, "msup"))
		return false;
	*base = node->children;
	*low = lower ? (*base)->next : NULL;
	*high = both ? (*low)->next : lower ? NULL : (*base)->next;
	return true;
}

struct math_node *tex_isotope(struct tex_reading *t, struct math_node *scripts, struct math_node *base)
{
	struct math_node *nothing, *low = NULL, *high = NULL, *letter = base, *after_low = NULL, *after_high = NULL;
	if (!scripts || !base || !scripts_of(scripts, &nothing, &low, &high) || !math_is(nothing, "mrow") ||
	    nothing->children)
		return NULL;
	bool has_scripts = scripts_of(base, &letter, &after_low, &after_high);
	if (!math_is(letter, "mi") && !math_is(letter, "mtext"))
		return NULL;
	struct math_node *parts[] = { letter,
				      has_scripts && !after_low ? math_make(t->arena, "mrow") : after_low,
				      has_scripts && !after_high ? math_make(t->arena, "mrow") : after_high,
				      math_make(t->arena, "mprescripts"),
				      low ? low : math_make(t->arena, "mrow"),
				      high ? high : math_make(t->arena, "mrow") };
	struct math_node *whole = math_make(t->arena, "mmultiscripts");
	struct math_chain chain;
	math_chain_init(&chain);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (parts[i])
			parts[i]->next = NULL;
		math_chain_add(&chain, parts[i]);
	}
	if (whole)
		whole->children = chain.first;
	return whole;
}

static struct math_node *primes(struct tex_reading *t)
{
	static const char *const marks[] = { "\xe2\x80\xb2", "\xe2\x80\xb3", "\xe2\x80\xb4" };
	unsigned count = 0;
	while (tex_take(t, '\''))
		count++;
	return math_make_token(t->arena, "mo", str_from(marks[count > 3 ? 2 : count - 1]));
}

/* The scripts after a base. */
static struct math_node *with_scripts(struct tex_reading *t, struct math_node *base, bool limits)
{
	struct math_node *low = NULL, *high = NULL;
	while (!tex_failed(t)) {
		char c = tex_peek(t);
		struct str name = c == '\\' ? tex_command(t) : STR("");
		if (str_is(name, "limits") || str_is(name, "nolimits")) {
			limits = str_is(name, "limits");
			take_command(t, name);
		} else if (c == '\'' && !high) {
			high = primes(t);
		} else if (c == '^' && high && math_is(high, "mo") && str_starts(math_text(high), "\xe2\x80")) {
			/* f'^2: the prime and the exponent are both raised. */
			t->at++;
			struct math_node *row = math_make(t->arena, "mrow");
			high->next = tex_argument(t);
			if (row)
				row->children = high;
			high = row;
		} else if (c == '^' && !high) {
			t->at++;
			high = tex_argument(t);
		} else if (c == '_' && !low) {
			t->at++;
			low = tex_argument(t);
		} else {
			break;
		}
	}
	return tex_scripts(t, base, low, high, limits);
}

/* a \over b: all before it in the group, and all after it. */
static struct math_node *infix(struct tex_reading *t, const struct math_chain *before, struct str name)
{
	take_command(t, name);
	struct math_node *fraction = math_make(t->arena, "mfrac"), *over = math_chain_one(t->arena, before);
	struct math_chain after = tex_row(t);
	if (!fraction || !over)
		return NULL;
	over->next = math_chain_one(t->arena, &after);
	fraction->children = over;
	if (!str_is(name, "over"))
		math_make_attribute(t->arena, fraction, "linethickness", "0");
	if (!str_is(name, "choose"))
		return fraction;
	struct math_node *row = math_make(t->arena, "mrow"), *open = math_make_token(t->arena, "mo", STR("("));
	if (!row || !open)
		return NULL;
	row->children = open;
	open->next = fraction;
	fraction->next = math_make_token(t->arena, "mo", STR(")"));
	return row;
}

static bool ends_row(struct tex_reading *t, char c)
{
	struct str name = c == '\\' ? tex_command(t) : STR("");
	return c == '\0' || c == '}' || c == '&' || str_is(name, "\\") || str_is(name, "right") ||
	       str_is(name, "end") || str_is(name, "cr") || str_is(name, "newline");
}

/* Whether a raised circle is over nothing: a degree sign. */
static bool is_degree(const struct math_node *node)
{
	const struct math_node *nothing = math_is(node, "msup") ? node->children : NULL;
	return math_is(nothing, "mrow") && !nothing->children && str_is(math_text(nothing->next), "\xe2\x88\x98");
}

struct math_chain tex_row(struct tex_reading *t)
{
	struct math_chain chain;
	struct math_node **last = NULL; /* where the last one is */
	math_chain_init(&chain);
	if (++t->depth > GROUPS_MAX)
		tex_fail(t, "it is too deep");
	while (!tex_failed(t)) {
		char c = tex_peek(t);
		if (ends_row(t, c))
			break;
		struct str name = c == '\\' ? tex_command(t) : STR("");
		if (str_is(name, "over") || str_is(name, "choose") || str_is(name, "atop")) {
			struct math_node *fraction = infix(t, &chain, name);
			math_chain_init(&chain);
			math_chain_add(&chain, fraction);
			break;
		}
		bool limits = false, script = c == '^' || c == '_' || c == '\'';
		struct math_node *base = script ? math_make(t->arena, "mrow") : atom(t, false, &limits);
		/* A command that stands for nothing has no scripts. */
		struct math_node *node = base && !math_is(base, "mspace") ? with_scripts(t, base, limits) : base;
		if (script && is_degree(node))
			node = math_make_token(t->arena, "mo", STR("\xc2\xb0"));
		struct math_node *isotope = node && last ? tex_isotope(t, *last, node) : NULL;
		if (isotope) {
			*last = chain.last = isotope;
			chain.end = &isotope->next;
		} else if (node) {
			last = chain.end;
			math_chain_add(&chain, node);
		}
	}
	t->depth--;
	return chain;
}

struct math_node *tex_part(struct tex_reading *t, struct str source)
{
	struct str outer = t->source;
	size_t at = t->at;
	t->source = source;
	t->at = 0;
	struct math_chain row = tex_row(t);
	if (tex_peek(t))
		tex_fail(t, "a %c is not expected", tex_peek(t));
	t->source = outer;
	t->at = at;
	return math_chain_one(t->arena, &row);
}

/* The whole formula; several lines are a table. */
static struct math_node *formula_of(struct tex_reading *t)
{
	struct math_node *formula = math_make(t->arena, "math");
	struct math_chain row = tex_row(t);
	char c = tex_peek(t);
	if (!formula)
		return NULL;
	if (!tex_failed(t) && (c == '&' || str_is(tex_command(t), "\\") || str_is(tex_command(t), "newline"))) {
		t->at = 0;
		formula->children = tex_table(t);
		c = tex_peek(t);
	} else {
		formula->children = row.first;
	}
	if (c)
		tex_fail(t, c == '}' ? "a { is missing" : "a \\left or \\begin is missing");
	if (t->display)
		math_make_attribute(t->arena, formula, "display", "block");
	return formula;
}

struct math_node *tex_read(struct arena *arena, struct str tex, bool display, struct buf *why)
{
	struct tex_reading t = { .arena = arena, .why = why, .source = tex, .display = display };
	if (tex.len > SOURCE_MAX)
		tex_fail(&t, "it is too long");
	struct math_node *formula = tex_failed(&t) ? NULL : formula_of(&t);
	if (tex_failed(&t) || arena_failed(arena))
		return NULL;
	if (!math_is_valid(formula)) {
		tex_fail(&t, formula->children ? "it is too large" : "it is empty");
		return NULL;
	}
	if (t.left_out)
		buf_text(why, "colour or frame");
	return formula;
}
