/* Formulas in text: MathML, and TeX between delimiters. */
#include "convert/html/html_reading.h"

#include "convert/formula/math_words.h"
#include "convert/formula/mathml_read.h"
#include "convert/formula/tex.h"

/* Longer text between delimiters is no formula, but a delimiter that was not meant. */
enum { FORMULA_MAX = 5000, FORMULA_NODES_MAX = 50, FORMULAS_MAX = 20000 };

/* A formula that cannot be read keeps its source. */
static void keep_source(struct html_reading *reading, struct str source, const char *why)
{
	struct html_reader *reader = reading->reader;
	struct inline_node code = { .kind = INLINE_CODE };
	ledger_changef(&reader->import->ledger, reader->item, why, "its source was kept", "formula '%.*s'",
		       STR_ARG(source));
	bool open = flow_maker_open(reading->maker, &code);
	flow_maker_text(reading->maker, source);
	if (open)
		flow_maker_close(reading->maker);
}

static void add_formula(struct html_reading *reading, struct math_node *formula, struct str alttext, struct str lang)
{
	struct inline_node *node = make_inline(reading->arena, INLINE_MATH);
	struct buf words;
	buf_init(&words, BUF_CAP);
	if (!str_trim(alttext).len)
		math_words(formula, &words);
	if (node) {
		node->element.lang = lang;
		node->of.math.formula = formula;
		node->of.math.alttext = make_attribute(reading->arena, words.len ? buf_view(&words) : alttext);
	}
	reading->arena->failed = reading->arena->failed || buf_failed(&words);
	buf_release(&words);
	flow_maker_inline(reading->maker, node);
}

/* Adds a row for what the formula lost. */
static void lose_look(struct html_reading *reading, const struct buf *what)
{
	if (what->len)
		ledger_change(&reading->reader->import->ledger, reading->reader->item, buf_view(what),
			      "formulas of lessons have none", "left out of a formula");
}

/* TeX that the formula repeats, if there is any. */
static struct str annotation(struct html_reading *reading, const xmlNode *node, unsigned depth)
{
	for (const xmlNode *child = node->children; child && depth < 8; child = child->next) {
		struct str found = STR_NONE, encoding = html_attribute(reading, child, "encoding");
		if (html_is(child, "annotation") && encoding.len && strcasestr(encoding.at, "tex"))
			found = html_text_of(reading, child);
		else if (child->type == XML_ELEMENT_NODE)
			found = annotation(reading, child, depth + 1);
		if (found.len)
			return found;
	}
	return STR_NONE;
}

void html_read_math(struct html_reading *reading, const xmlNode *node)
{
	struct buf why;
	buf_init(&why, BUF_CAP);
	struct math_node *formula = mathml_read(reading->arena, node, &why);
	struct str tex = formula ? STR_NONE : annotation(reading, node, 0);
	struct str alttext = html_attribute(reading, node, "alttext");
	if (formula) {
		add_formula(reading, formula, alttext, html_language(reading, node));
		lose_look(reading, &why);
	} else if (tex.len) {
		html_read_tex(reading, tex, str_is(html_attribute(reading, node, "display"), "block"));
	} else if (why.len) {
		struct str text = str_trim(alttext).len ? alttext : str_trim(html_text_of(reading, node));
		if (text.len)
			keep_source(reading, text, buf_cstr(&why));
	}
	buf_release(&why);
}

/* Editors put no-break spaces into formulas. */
static struct str with_plain_spaces(struct html_reading *reading, struct str tex)
{
	char *copy = arena_copy(reading->arena, tex.at, tex.len);
	for (size_t i = 0; copy && i + 1 < tex.len; i++)
		if (memcmp(copy + i, "\xc2\xa0", 2) == 0)
			memset(copy + i, ' ', 2);
	return (struct str){ copy, copy ? tex.len : 0 };
}

void html_read_tex(struct html_reading *reading, struct str tex, bool block)
{
	struct buf why;
	reading->formulas++;
	tex = str_trim(with_plain_spaces(reading, tex));
	if (tex.len == 0)
		return;
	buf_init(&why, BUF_CAP);
	struct math_node *formula = tex_read(reading->arena, tex, block, &why);
	if (formula) {
		add_formula(reading, formula, STR(""), STR_NONE);
		lose_look(reading, &why);
	} else if (why.len) {
		keep_source(reading, tex, buf_cstr(&why));
	}
	buf_release(&why);
}

static void add_text(struct html_reading *reading, struct str text)
{
	while (reading->keeps_lines && text.len) {
		const char *end = memchr(text.at, '\n', text.len);
		if (!end)
			break;
		size_t len = (size_t)(end - text.at);
		flow_maker_text(reading->maker, (struct str){ text.at, len });
		flow_maker_break(reading->maker);
		text = (struct str){ end + 1, text.len - len - 1 };
	}
	flow_maker_text(reading->maker, text);
}

static const struct {
	const char *open, *close;
	bool block, dollars;
} delimiters[] = {
	{ "\\(", "\\)", false, false },
	{ "\\[", "\\]", true, false },
	{ "$$", "$$", true, true },
	{ "$", "$", false, true },
	{ "[$]", "[/$]", false, false },
	{ "[$$]", "[/$$]", true, false },
	{ "[latex]", "[/latex]", false, false },
};
enum { DELIMITERS = sizeof(delimiters) / sizeof(delimiters[0]) };

/* The text of a node that is searched for formulas. */
struct formula_search {
	struct html_reading *reading;
	const xmlNode *node;
	struct str text;
	size_t at;
	size_t close[DELIMITERS]; /* the next closing delimiter from at on, or the end of the text, as far as known */
	bool crossed[DELIMITERS]; /* it was looked for in the next nodes, in vain */
};

/* Which delimiter opens at i; -1 if none. */
static int opening(const struct formula_search *s, size_t i)
{
	struct str rest = { s->text.at + i, s->text.len - i };
	for (int kind = 0; kind < DELIMITERS; kind++) {
		if (!str_starts(rest, delimiters[kind].open) ||
		    (delimiters[kind].dollars && !s->reading->reader->dollars))
			continue;
		/* A dollar before a space is one. */
		if (kind == 3 && (rest.len < 2 || ascii_is_space(rest.at[1])))
			return -1;
		return kind;
	}
	return -1;
}

/* The next opening delimiter from s->at on. False if there is none. */
static bool find_opening(const struct formula_search *s, size_t *at, int *kind)
{
	for (size_t i = s->at; i < s->text.len; i++) {
		char c = s->text.at[i];
		if (c != '\\' && c != '$' && c != '[')
			continue;
		*at = i;
		*kind = opening(s, i);
		if (*kind >= 0)
			return true;
		i += c == '\\';
	}
	return false;
}

/* Whether the delimiter at i closes a formula. */
static bool closes(struct str text, size_t i, int kind)
{
	size_t len = strlen(delimiters[kind].close);
	bool escaped = i > 0 && text.at[i - 1] == '\\' && !(i > 1 && text.at[i - 2] == '\\');
	if (kind != 3)
		return kind != 2 || !escaped;
	char next = i + len < text.len ? text.at[i + len] : ' ';
	return !escaped && i > 0 && !ascii_is_space(text.at[i - 1]) && !ascii_is_digit(next);
}

/* The closing delimiter from i on; the length of the text if there is none. */
static size_t find_closing(struct str text, size_t i, int kind)
{
	const char *close = delimiters[kind].close;
	while (i < text.len) {
		const char *found = memmem(text.at + i, text.len - i, close, strlen(close));
		if (!found)
			return text.len;
		i = (size_t)(found - text.at);
		if (closes(text, i, kind))
			return i;
		i++;
	}
	return text.len;
}

static void gather(const xmlNode *node, struct buf *out, unsigned depth)
{
	for (; node && depth < 20 && out->len < FORMULA_MAX; node = node->next) {
		if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
			struct str text = str_from(node->content ? (const char *)node->content : "");
			buf_add(out, text.at, text.len < FORMULA_MAX ? text.len : FORMULA_MAX);
		} else if (node->type == XML_ELEMENT_NODE) {
			gather(node->children, out, depth + 1);
		}
	}
}

/* A formula that goes on in the next nodes, with line breaks or formats in it. Moves the search to after it. */
static bool read_across(struct formula_search *s, size_t start, int kind)
{
	struct buf tex;
	bool good = false;
	buf_init(&tex, BUF_CAP);
	buf_add(&tex, s->text.at + start, s->text.len - start);
	const xmlNode *node = s->node->next;
	for (int i = 0; node && i < FORMULA_NODES_MAX && tex.len < FORMULA_MAX && !good; i++, node = node->next) {
		bool is_text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
		if (node->type == XML_ELEMENT_NODE && html_meaning_of(node) == HTML_BREAK)
			buf_char(&tex, '\n');
		else if (node->type == XML_ELEMENT_NODE)
			gather(node->children, &tex, 0);
		if (!is_text)
			continue;
		struct str text = str_from(node->content ? (const char *)node->content : "");
		size_t end = find_closing(text, 0, kind);
		buf_add(&tex, text.at, end < FORMULA_MAX ? end : FORMULA_MAX);
		good = end < text.len && tex.len < FORMULA_MAX;
		if (good) {
			*s = (struct formula_search){ .reading = s->reading,
						      .node = node,
						      .text = text,
						      .at = end + strlen(delimiters[kind].close) };
			break;
		}
	}
	if (good)
		html_read_tex(s->reading, buf_view(&tex), delimiters[kind].block);
	arena_drop(s->reading->arena, &tex);
	return good;
}

/* Reads the formula whose delimiter is at i. False if it is none. */
static bool read_formula(struct formula_search *s, size_t i, int kind)
{
	size_t start = i + strlen(delimiters[kind].open);
	if (s->close[kind] < start)
		s->close[kind] = find_closing(s->text, start + (kind == 3), kind);
	size_t end = s->close[kind];
	if (end < s->text.len && end - start > FORMULA_MAX)
		return false;
	if (s->reading->formulas == FORMULAS_MAX) {
		html_lose(s->reading->reader, HTML_LOSS_MANY_FORMULAS);
		return false;
	}
	if (end < s->text.len && str_trim((struct str){ s->text.at + start, end - start }).len == 0)
		return false;
	add_text(s->reading, (struct str){ s->text.at + s->at, i - s->at });
	s->at = i;
	if (end == s->text.len) {
		bool crossed = s->crossed[kind] || s->text.len - start >= FORMULA_MAX;
		s->crossed[kind] = true;
		return !crossed && read_across(s, start, kind);
	}
	html_read_tex(s->reading, (struct str){ s->text.at + start, end - start }, delimiters[kind].block);
	s->at = end + strlen(delimiters[kind].close);
	return true;
}

const xmlNode *html_read_text(struct html_reading *reading, const xmlNode *node)
{
	struct formula_search s = { .reading = reading,
				    .node = node,
				    .text = str_from(node->content ? (const char *)node->content : "") };
	bool formulas = reading->reader->tex && !flow_maker_is_in(reading->maker, INLINE_CODE);
	size_t at, from = 0;
	int kind;
	while (formulas) {
		size_t shown = s.at;
		s.at = from > s.at ? from : s.at;
		bool found = find_opening(&s, &at, &kind);
		s.at = shown;
		if (!found)
			break;
		/* What is no formula is not looked at again. */
		const xmlNode *before = s.node;
		bool read = read_formula(&s, at, kind);
		from = read || s.node != before ? s.at : at + strlen(delimiters[kind].open);
	}
	add_text(reading, (struct str){ s.text.at + s.at, s.text.len - s.at });
	return s.node;
}
