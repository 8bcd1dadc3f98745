/* Chemical formulas and reactions, as the mhchem package of LaTeX writes them: \ce{2 H2 + O2 -> 2 H2O}. */
#include "convert/formula/tex_reading.h"

#include "base/utf8.h"

struct chemistry {
	struct tex_reading *t;
	struct str s;
	size_t at;
	struct math_chain row;
	struct math_node **last; /* where the last atom is, for its scripts; NULL: there is none */
	bool after_space;
};

static char peek(const struct chemistry *c, size_t ahead)
{
	return c->at + ahead < c->s.len ? c->s.at[c->at + ahead] : '\0';
}

static struct math_node *token(struct chemistry *c, const char *name, struct str text)
{
	return math_make_token(c->t->arena, name, text);
}

static void add(struct chemistry *c, struct math_node *node, bool takes_scripts)
{
	struct math_node **place = c->row.end;
	math_chain_add(&c->row, node);
	c->last = takes_scripts && node ? place : NULL;
	c->after_space = false;
}

/* Adds a script to the last atom, or to nothing, as in an isotope's numbers. */
static void add_script(struct chemistry *c, struct math_node *script, bool raised)
{
	if (!c->last)
		add(c, math_make(c->t->arena, "mrow"), true);
	if (!c->last)
		return;
	struct math_node *base = *c->last, *other = NULL;
	if (math_is(base, "msub") || math_is(base, "msup")) {
		bool was_raised = math_is(base, "msup");
		if (was_raised != raised) {
			other = base->children->next;
			base = base->children;
			base->next = NULL;
		}
	}
	struct math_node *low = raised ? other : script, *high = raised ? script : other;
	if (low)
		low->next = NULL;
	if (high)
		high->next = NULL;
	struct math_node *whole = tex_scripts(c->t, base, low, high, false);
	*c->last = whole;
	c->row.end = whole ? &whole->next : c->row.end;
	c->after_space = false;
}

static bool is_charge(char ch)
{
	return ch == '+' || ch == '-';
}

/* Digits and signs of a script, as in 2+ or -. */
static struct math_node *charge(struct chemistry *c, struct str text)
{
	struct math_chain parts;
	math_chain_init(&parts);
	for (size_t i = 0; i < text.len;) {
		size_t end = i;
		while (end < text.len && ascii_is_digit(text.at[end]))
			end++;
		if (end > i) {
			math_chain_add(&parts, token(c, "mn", (struct str){ text.at + i, end - i }));
			i = end;
			continue;
		}
		size_t start = i;
		uint32_t code = utf8_next(text, &i);
		struct str one = { text.at + start, i - start };
		if (code == '-')
			one = STR("\xe2\x88\x92");
		if (code == '.')
			one = STR("\xe2\x80\xa2");
		if (!ascii_is_space((char)code) || code > 0x7f)
			math_chain_add(&parts, token(c, utf8_is_word(code) ? "mi" : "mo", one));
	}
	return math_chain_one(c->t->arena, &parts);
}

/* The text between braces from at on, which is set after it. */
static struct str braces(struct chemistry *c, char open, char close)
{
	size_t start = c->at + 1;
	unsigned depth = 0;
	for (size_t i = c->at; i < c->s.len; i++) {
		depth += c->s.at[i] == open;
		depth -= c->s.at[i] == close;
		if (depth == 0) {
			c->at = i + 1;
			return (struct str){ c->s.at + start, i - start };
		}
	}
	tex_fail(c->t, "a %c is missing", close);
	c->at = c->s.len;
	return STR("");
}

/* What follows ^ or _. */
static void script(struct chemistry *c)
{
	bool raised = peek(c, 0) == '^';
	c->at++;
	char next = peek(c, 0);
	if (raised && (next == '\0' || ascii_is_space(next))) {
		add(c, token(c, "mo", STR("\xe2\x86\x91")), false);
		return;
	}
	if (next == '{') {
		struct str text = braces(c, '{', '}');
		bool command = text.len && memchr(text.at, '\\', text.len);
		add_script(c, command ? tex_part(c->t, text) : charge(c, text), raised);
		return;
	}
	size_t start = c->at;
	while (ascii_is_digit(peek(c, 0)))
		c->at++;
	if (raised && is_charge(peek(c, 0)))
		c->at++;
	else if (c->at == start && c->at < c->s.len)
		utf8_next(c->s, &c->at);
	add_script(c, charge(c, (struct str){ c->s.at + start, c->at - start }), raised);
}

/* The conditions over and under an arrow. */
static struct math_node *conditions(struct chemistry *c)
{
	if (peek(c, 0) != '[')
		return NULL;
	struct str text = braces(c, '[', ']');
	return text.len ? tex_chemistry(c->t, text) : NULL;
}

static bool arrow(struct chemistry *c)
{
	static const struct {
		const char *sign, *text;
	} arrows[] = { { "<=>>", "\xe2\x87\x8c" },	  { "<<=>", "\xe2\x87\x8c" },
		       { "<-->", "\xe2\x87\x84" },	  { "<=>", "\xe2\x87\x8c" },
		       { "<->", "\xe2\x86\x94" },	  { "->", "\xe2\x86\x92" },
		       { "<-", "\xe2\x86\x90" },	  { "\xe2\x86\x92", "\xe2\x86\x92" },
		       { "\xe2\x87\x8c", "\xe2\x87\x8c" } };
	struct str rest = { c->s.at + c->at, c->s.len - c->at };
	for (size_t i = 0; i < sizeof(arrows) / sizeof(arrows[0]); i++) {
		if (!str_starts(rest, arrows[i].sign))
			continue;
		c->at += strlen(arrows[i].sign);
		struct math_node *sign = token(c, "mo", str_from(arrows[i].text)), *over = conditions(c);
		struct math_node *under = conditions(c);
		add(c, tex_scripts(c->t, sign, under, over, true), false);
		return true;
	}
	return false;
}

/* A number: how many there are of an atom, or, at the start of a part, of a molecule. */
static void digits(struct chemistry *c)
{
	size_t start = c->at;
	while (ascii_is_digit(peek(c, 0)) || (peek(c, 0) == '.' && ascii_is_digit(peek(c, 1))))
		c->at++;
	struct str number = { c->s.at + start, c->at - start };
	if (c->last && !c->after_space) {
		add_script(c, token(c, "mn", number), false);
		return;
	}
	if (peek(c, 0) == '/' && ascii_is_digit(peek(c, 1))) {
		start = ++c->at;
		while (ascii_is_digit(peek(c, 0)))
			c->at++;
		struct math_node *fraction = math_make(c->t->arena, "mfrac"), *over = token(c, "mn", number);
		if (fraction && over) {
			fraction->children = over;
			over->next = token(c, "mn", (struct str){ c->s.at + start, c->at - start });
		}
		add(c, fraction, false);
	} else {
		add(c, token(c, "mn", number), false);
	}
	struct math_node *space = math_make(c->t->arena, "mspace");
	math_make_attribute(c->t->arena, space, "width", "0.1667em");
	add(c, space, false);
}

/* An element, or other letters, upright. */
static void letters(struct chemistry *c)
{
	size_t start = c->at++;
	if (ascii_is_upper(c->s.at[start]))
		while (ascii_is_lower(peek(c, 0)))
			c->at++;
	else
		while (ascii_is_lower(peek(c, 0)))
			c->at++;
	struct str name = { c->s.at + start, c->at - start };
	/* A v of its own is the arrow of what precipitates. */
	if (str_is(name, "v") && c->after_space && (peek(c, 0) == '\0' || ascii_is_space(peek(c, 0)))) {
		add(c, token(c, "mo", STR("\xe2\x86\x93")), false);
		return;
	}
	struct math_node *node = token(c, "mi", name);
	if (name.len == 1)
		math_make_attribute(c->t->arena, node, "mathvariant", "normal");
	struct math_node *isotope = c->last && !c->after_space ? tex_isotope(c->t, *c->last, node) : NULL;
	if (!isotope) {
		add(c, node, true);
		return;
	}
	*c->last = isotope;
	c->row.end = &isotope->next;
}

/* A state such as (aq). */
static bool state(struct chemistry *c)
{
	static const char *const states[] = { "(aq)", "(s)", "(l)", "(g)", "(cr)", "(am)" };
	struct str rest = { c->s.at + c->at, c->s.len - c->at };
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		if (!str_starts(rest, states[i]))
			continue;
		c->at += strlen(states[i]);
		add(c, token(c, "mtext", str_from(states[i])), false);
		return true;
	}
	return false;
}

/* A + or - : a charge after an atom without space, otherwise an operator or a bond. */
static void sign(struct chemistry *c)
{
	bool plus = peek(c, 0) == '+';
	char next = peek(c, 1);
	struct math_node *node = token(c, "mo", plus ? STR("+") : STR("\xe2\x88\x92"));
	bool ends = next == '\0' || ascii_is_space(next) || next == ')' || next == ']' || next == '^' || next == '_';
	c->at++;
	if (c->last && !c->after_space && (plus || ends))
		add_script(c, node, true);
	else
		add(c, node, false);
}

static void other(struct chemistry *c)
{
	size_t start = c->at;
	uint32_t code = utf8_next(c->s, &c->at);
	struct str text = { c->s.at + start, c->at - start };
	if (code < 0x20 || (code >= 0x7f && code <= 0xa0) || utf8_is_space(code)) {
		c->after_space = true;
		return;
	}
	if (code == '*' || code == '.')
		text = STR("\xe2\x8b\x85");
	if (code == '#')
		text = STR("\xe2\x89\xa1");
	add(c, token(c, utf8_is_word(code) ? "mi" : "mo", text), code == ')' || code == ']' || utf8_is_word(code));
}

static void command(struct chemistry *c)
{
	size_t start = c->at++;
	while (ascii_is_letter(peek(c, 0)))
		c->at++;
	if (c->at == start + 1 && c->at < c->s.len)
		c->at++;
	while (peek(c, 0) == '{')
		braces(c, '{', '}');
	add(c, tex_part(c->t, (struct str){ c->s.at + start, c->at - start }), true);
}

static void formula_in_dollars(struct chemistry *c)
{
	const char *end = memchr(c->s.at + c->at + 1, '$', c->s.len - c->at - 1);
	if (!end) {
		tex_fail(c->t, "a $ is missing");
		return;
	}
	size_t start = c->at + 1, stop = (size_t)(end - c->s.at);
	c->at = stop + 1;
	add(c, tex_part(c->t, (struct str){ c->s.at + start, stop - start }), true);
}

static void next_part(struct chemistry *c)
{
	char ch = peek(c, 0);
	if (ascii_is_space(ch)) {
		c->after_space = true;
		c->at++;
	} else if (arrow(c) || (ch == '(' && state(c))) {
		return;
	} else if (ch == '^' || ch == '_') {
		script(c);
	} else if (ascii_is_digit(ch)) {
		digits(c);
	} else if (ascii_is_letter(ch)) {
		letters(c);
	} else if (is_charge(ch)) {
		sign(c);
	} else if (ch == '\\') {
		command(c);
	} else if (ch == '$') {
		formula_in_dollars(c);
	} else if (ch == '{') {
		add(c, tex_chemistry(c->t, braces(c, '{', '}')), true);
	} else if (ch == '}') {
		tex_fail(c->t, "a { is missing");
	} else {
		other(c);
	}
}

struct math_node *tex_chemistry(struct tex_reading *t, struct str source)
{
	struct chemistry c = { .t = t, .s = source };
	math_chain_init(&c.row);
	if (++t->depth > 20)
		tex_fail(t, "it is too deep");
	while (c.at < source.len && !tex_failed(t))
		next_part(&c);
	t->depth--;
	return math_chain_one(t->arena, &c.row);
}
