#include "convert/formula/math_words.h"

#include "base/utf8.h"
#include "convert/formula/math_letters.h"
#include "convert/formula/math_make.h"

/* What the line ends with, which decides whether a space is needed. */
enum ending { ENDS_OPEN, ENDS_LETTER, ENDS_WORD, ENDS_NUMBER, ENDS_CLOSE };

struct words {
	struct buf *out;
	enum ending ending;
};

static void say(struct words *w, const struct math_node *node);

static void say_all(struct words *w, const struct math_node *node)
{
	for (; node; node = node->next)
		say(w, node);
}

static uint32_t first_code(struct str text)
{
	size_t at = 0;
	return text.len ? utf8_next(text, &at) : 0;
}

static bool is_one_of(uint32_t code, const char *list)
{
	struct str s = str_from(list);
	for (size_t i = 0; i < s.len;)
		if (utf8_next(s, &i) == code)
			return true;
	return false;
}

static void space(struct words *w)
{
	struct buf *out = w->out;
	if (out->len && out->at[out->len - 1] != ' ' && out->at[out->len - 1] != '(')
		buf_char(out, ' ');
}

/* Letters without the shapes that Unicode gives them in formulas. */
static void add_plain(struct words *w, struct str text)
{
	for (size_t i = 0; i < text.len;) {
		char bytes[4];
		enum math_style style;
		uint32_t code = math_letter_plain(utf8_next(text, &i), &style);
		bool invisible = code >= 0x2061 && code <= 0x2064;
		if (!invisible)
			buf_add(w->out, bytes, utf8_encode(code == 0xa0 ? ' ' : code, bytes));
	}
}

static void say_operator(struct words *w, struct str text)
{
	uint32_t code = first_code(text);
	if (text.len == 0 || (code >= 0x2061 && code <= 0x2064))
		return;
	bool word = utf8_is_word(code) && utf8_count(text) > 1;
	if (word || is_one_of(code, "∑∏∫∮⋃⋂")) {
		space(w);
		add_plain(w, text);
		w->ending = ENDS_WORD;
	} else if (is_one_of(code, "([{⟨⌈⌊")) {
		if (w->ending == ENDS_WORD && !word && w->out->len)
			space(w);
		add_plain(w, text);
		w->ending = ENDS_OPEN;
	} else if (is_one_of(code, ")]}⟩⌉⌋!′″‴°%|‖.")) {
		add_plain(w, text);
		w->ending = ENDS_CLOSE;
	} else if (is_one_of(code, "…⋯⋮⋱")) {
		add_plain(w, text);
		w->ending = ENDS_LETTER;
	} else if (is_one_of(code, ",;:")) {
		add_plain(w, text);
		buf_char(w->out, ' ');
		w->ending = ENDS_OPEN;
	} else if (w->ending == ENDS_OPEN && is_one_of(code, "+-−±∓¬∂∇∀∃√")) {
		add_plain(w, text);
	} else {
		space(w);
		add_plain(w, text);
		buf_char(w->out, ' ');
		w->ending = ENDS_OPEN;
	}
}

static void say_token(struct words *w, struct str text, enum ending kind)
{
	bool apart = kind == ENDS_WORD || (kind == ENDS_NUMBER && w->ending == ENDS_NUMBER);
	if (text.len == 0)
		return;
	if (w->ending == ENDS_WORD ||
	    (apart && w->ending != ENDS_OPEN && !(kind == ENDS_WORD && w->ending == ENDS_OPEN)))
		space(w);
	add_plain(w, text);
	w->ending = kind;
}

static bool is_single(const struct math_node *node)
{
	while (math_is(node, "mrow") && node->children && !node->children->next)
		node = node->children;
	bool token = math_is(node, "mi") || math_is(node, "mn") || math_is(node, "mtext");
	return token || math_is(node, "msup") || math_is(node, "msub") || math_is(node, "msqrt") ||
	       math_is(node, "mmultiscripts");
}

/* A part in brackets if it has several parts. */
static void say_part(struct words *w, const struct math_node *node)
{
	if (is_single(node)) {
		w->ending = ENDS_OPEN;
		say(w, node);
		return;
	}
	buf_char(w->out, '(');
	w->ending = ENDS_OPEN;
	say(w, node);
	buf_char(w->out, ')');
	w->ending = ENDS_CLOSE;
}

/* Appends a whole number, or a charge such as 2+, in small raised or lowered digits. False if it is something else. */
static bool say_small(struct words *w, const struct math_node *node, bool raised)
{
	static const char *const high[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
	static const char *const low[] = { "₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉" };
	struct buf text;
	buf_init(&text, BUF_CAP);
	struct words inner = { .out = &text, .ending = ENDS_OPEN };
	say(&inner, node);
	struct str s = str_trim(buf_view(&text));
	size_t start = w->out->len;
	bool good = s.len > 0 && s.len < 8;
	for (size_t i = 0; good && i < s.len;) {
		uint32_t code = utf8_next(s, &i);
		if (code < 0x80 && ascii_is_digit((char)code))
			buf_text(w->out, raised ? high[code - '0'] : low[code - '0']);
		else if (code == '+')
			buf_text(w->out, raised ? "⁺" : "₊");
		else if (code == '-' || code == 0x2212)
			buf_text(w->out, raised ? "⁻" : "₋");
		else if (code != ' ')
			good = false;
	}
	buf_release(&text);
	if (!good)
		buf_cut(w->out, start);
	else
		w->ending = ENDS_NUMBER;
	return good;
}

static bool is_blank(const struct math_node *node)
{
	return math_is(node, "mrow") && !node->children;
}

static bool is_prime(const struct math_node *node)
{
	uint32_t code = first_code(math_text(node));
	return math_is(node, "mo") && is_one_of(code, "′″‴*∗°∘†‡");
}

static void say_script(struct words *w, const struct math_node *script, bool raised)
{
	if (!script || is_blank(script))
		return;
	if (raised && is_prime(script)) {
		bool circle = str_is(math_text(script), "∘");
		add_plain(w, circle ? STR("°") : math_text(script));
		return;
	}
	if (say_small(w, script, raised))
		return;
	buf_char(w->out, raised ? '^' : '_');
	say_part(w, script);
}

static void say_scripts(struct words *w, const struct math_node *base, const struct math_node *low,
			const struct math_node *high)
{
	bool simple = is_single(base) || math_is(base, "mo");
	if (simple || is_blank(base))
		say(w, base);
	else
		say_part(w, base);
	enum ending ending = w->ending;
	if (math_is(base, "mo") && w->out->len && w->out->at[w->out->len - 1] == ' ')
		buf_cut(w->out, w->out->len - 1);
	say_script(w, low, false);
	say_script(w, high, true);
	w->ending = ending == ENDS_WORD ? ENDS_WORD : w->ending;
	if (math_is(base, "mo") && (low || high)) {
		space(w);
		w->ending = ENDS_OPEN;
	}
}

/* The combining character for an accent; 0 if there is none. */
static uint32_t accent_of(struct str text, bool under)
{
	static const struct {
		uint32_t accent, combining;
	} list[] = { { '^', 0x302 },   { 0x2c6, 0x302 },  { '~', 0x303 },    { 0x2dc, 0x303 },
		     { 0xaf, 0x304 },  { 0x203e, 0x304 }, { 0x2013, 0x304 }, { 0x2192, 0x20d7 },
		     { 0x2d9, 0x307 }, { '.', 0x307 },	  { 0xa8, 0x308 },   { 0x2c7, 0x30c },
		     { 0x2d8, 0x306 }, { 0xb4, 0x301 },	  { '`', 0x300 },    { '_', 0x304 } };
	uint32_t code = first_code(text);
	if (under)
		return code == '_' || code == 0x332 || code == 0x203e || code == 0xaf ? 0x332 : 0;
	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (list[i].accent == code && utf8_count(text) == 1)
			return list[i].combining;
	return 0;
}

static void say_over(struct words *w, const struct math_node *base, const struct math_node *mark, bool under)
{
	uint32_t accent = math_is(mark, "mo") ? accent_of(math_text(mark), under) : 0;
	char bytes[4];
	if (accent) {
		bool single = math_is(base, "mi") && utf8_count(math_text(base)) == 1;
		if (single)
			say(w, base);
		else
			say_part(w, base);
		buf_add(w->out, bytes, utf8_encode(accent, bytes));
		return;
	}
	bool arrow = math_is(base, "mo") && utf8_is_word(first_code(math_text(base))) == false;
	if (arrow)
		say_operator(w, math_text(base));
	else
		say(w, base);
	if (is_blank(mark) || (math_is(mark, "mo") && is_one_of(first_code(math_text(mark)), "⏞⏟⎵⎴")))
		return;
	if (w->out->len && w->out->at[w->out->len - 1] == ' ')
		buf_cut(w->out, w->out->len - 1);
	buf_char(w->out, under ? '_' : '^');
	say_part(w, mark);
	space(w);
	w->ending = ENDS_OPEN;
}

static void say_root(struct words *w, const struct math_node *base, const struct math_node *index)
{
	if (w->ending == ENDS_WORD || w->ending == ENDS_NUMBER)
		space(w);
	if (index && str_is(math_text(index), "3")) {
		buf_text(w->out, "∛");
	} else if (index && str_is(math_text(index), "4")) {
		buf_text(w->out, "∜");
	} else {
		if (index && !say_small(w, index, true))
			say_part(w, index);
		buf_text(w->out, "√");
	}
	if (base && !base->next && (math_is(base, "mi") || math_is(base, "mn"))) {
		w->ending = ENDS_OPEN;
		say(w, base);
		return;
	}
	buf_char(w->out, '(');
	w->ending = ENDS_OPEN;
	if (index)
		say(w, base);
	else
		say_all(w, base);
	buf_char(w->out, ')');
	w->ending = ENDS_CLOSE;
}

static void say_fraction(struct words *w, const struct math_node *node)
{
	const struct math_node *over = node->children, *under = over ? over->next : NULL;
	bool line = !str_is(math_attribute_of(node, "linethickness"), "0");
	if (w->ending == ENDS_NUMBER || w->ending == ENDS_WORD)
		space(w);
	say_part(w, over);
	buf_text(w->out, line ? "/" : " ");
	say_part(w, under);
	w->ending = ENDS_NUMBER;
}

static void say_table(struct words *w, const struct math_node *row)
{
	for (bool first_row = true; row; row = row->next, first_row = false) {
		if (!first_row)
			buf_text(w->out, "; ");
		for (const struct math_node *cell = row->children; cell; cell = cell->next) {
			const char *gap = cell != row->children && cell->children ? " " : "";
			buf_text(w->out, gap);
			w->ending = ENDS_OPEN;
			say_all(w, cell->children);
		}
	}
	w->ending = ENDS_CLOSE;
}

/* A base with scripts on both sides, such as an isotope. */
static void say_multiscripts(struct words *w, const struct math_node *base)
{
	const struct math_node *before = base;
	while (before && !math_is(before, "mprescripts"))
		before = before->next;
	for (const struct math_node *n = before ? before->next : NULL; n && n->next; n = n->next->next) {
		say_script(w, n->next, true);
		say_script(w, n, false);
	}
	w->ending = before ? ENDS_OPEN : w->ending;
	say(w, base);
	for (const struct math_node *n = base->next; n && n != before && n->next; n = n->next->next) {
		say_script(w, n, false);
		say_script(w, n->next, true);
	}
}

/* Whether it looks like an element of chemistry: Cu. Those stand side by side. */
static bool is_chemical(struct str text)
{
	return text.len == 2 && ascii_is_upper(text.at[0]) && ascii_is_lower(text.at[1]);
}

static void say(struct words *w, const struct math_node *node)
{
	if (!node || !node->name)
		return;
	const struct math_node *a = node->children, *b = a ? a->next : NULL, *c = b ? b->next : NULL;
	struct str text = math_text(node);
	if (math_is(node, "mo"))
		say_operator(w, text);
	else if (math_is(node, "mn"))
		say_token(w, text, ENDS_NUMBER);
	else if (math_is(node, "mi"))
		say_token(w, text, utf8_count(text) > 1 && !is_chemical(text) ? ENDS_WORD : ENDS_LETTER);
	else if (math_is(node, "mtext") || math_is(node, "ms"))
		say_token(w, text, ENDS_WORD);
	else if (math_is(node, "mspace"))
		space(w);
	else if (math_is(node, "mfrac") && b)
		say_fraction(w, node);
	else if (math_is(node, "msqrt"))
		say_root(w, a, NULL);
	else if (math_is(node, "mroot") && b)
		say_root(w, a, b);
	else if (math_is(node, "msub") && b)
		say_scripts(w, a, b, NULL);
	else if (math_is(node, "msup") && b)
		say_scripts(w, a, NULL, b);
	else if ((math_is(node, "msubsup") || math_is(node, "munderover")) && c)
		say_scripts(w, a, b, c);
	else if (math_is(node, "munder") && b && !math_is(b, "mo"))
		say_scripts(w, a, b, NULL);
	else if ((math_is(node, "munder") || math_is(node, "mover")) && b)
		say_over(w, a, b, math_is(node, "munder"));
	else if (math_is(node, "mover") && b)
		say_over(w, a, b, false);
	else if (math_is(node, "mmultiscripts") && a)
		say_multiscripts(w, a);
	else if (math_is(node, "mtable"))
		say_table(w, a);
	else if (!math_is(node, "mphantom"))
		say_all(w, a);
}

void math_words(const struct math_node *formula, struct buf *out)
{
	struct words w = { .out = out, .ending = ENDS_OPEN };
	size_t start = out->len;
	say_all(&w, formula->children);
	while (out->len > start && out->at[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
	if (out->len == start)
		buf_text(out, "?");
}
