#include "base/ascii.h"
#include "check/text/foreign.h"
#include "check/core/phrase.h"

static const char formula[] = "write a formula as <math>, or in words and signs with <sub> and <sup>";

static size_t letters(struct str text, size_t from)
{
	size_t end = from;
	while (end < text.len && ascii_is_letter(text.at[end]))
		end++;
	return end - from;
}

/* \alpha, \frac{…}: few commands occur without a brace. */
static struct foreign read_command(struct str text)
{
	static const char *const signs[] = {
		"alpha",     "beta",	    "gamma", "delta",	   "Delta", "epsilon", "lambda", "mu",	   "pi",
		"rho",	     "sigma",	    "tau",   "omega",	   "Omega", "pm",      "times",	 "cdot",   "leq",
		"geq",	     "le",	    "ge",    "neq",	   "to",    "approx",  "sim",	 "degree", "circ",
		"rightarrow", "leftarrow", "uparrow", "downarrow", "infty", "left",    "right",	 "quad",   "item",
		NULL,
	};
	size_t len = letters(text, 1);
	struct str name = { text.at + 1, len };
	bool known = len >= 2 && text.len > len + 1 && text.at[len + 1] == '{';
	for (size_t i = 0; !known && signs[i]; i++)
		known = str_is(name, signs[i]);
	return known ? (struct foreign){ len + 1, "TeX command", formula, 0, 0 } : FOREIGN_NONE;
}

/* Escapes in programs' own files: \u00e9, \n, \'e9. */
static struct foreign read_escape(struct str text)
{
	static const char help[] = "write the character itself";
	size_t digits = 0;
	while (2 + digits < text.len && digits < 4 && strchr("0123456789abcdefABCDEF", text.at[2 + digits]))
		digits++;
	if (text.len > 1 && ((text.at[1] == 'u' && digits == 4) || (strchr("x'", text.at[1]) && digits >= 2)))
		return (struct foreign){ text.at[1] == 'u' ? 6 : 4, "escaped character", help, 0, 0 };
	/* A new sentence or line follows a line end. */
	bool ends = text.len > 1 && strchr("nrt", text.at[1]) && (text.len == 2 || !ascii_is_letter(text.at[2]) ||
								   ascii_is_upper(text.at[2]));
	return ends ? (struct foreign){ 2, "escaped line end", "begin a new <p> or <item>", 0, 0 } : FOREIGN_NONE;
}

struct foreign foreign_backslash(const struct text_run *run, size_t at)
{
	struct str text = foreign_rest(run, at);
	bool inner = str_starts(text, "\\("), shown = str_starts(text, "\\[");
	if (inner || shown)
		return (struct foreign){ foreign_after(text, inner ? "\\)" : "\\]"), "TeX formula", formula, 0, 0 };
	if (str_starts(text, "\\* MERGEFORMAT"))
		return (struct foreign){ strlen("\\* MERGEFORMAT"), "Word field", "write what the field showed", 0, 0 };
	if (text.len > 1 && strchr("*_#`", text.at[1]))
		return (struct foreign){ 2, "Markdown escape", "delete the backslash", 0, 0 };
	/* C:\notes is a path, and mg\kg a typing mistake. */
	if (foreign_before(run, at) == ':' || foreign_before(run, at) == '\\')
		return FOREIGN_NONE;
	struct foreign found = read_command(text);
	return found.len ? found : read_escape(text);
}

/* $Na^+ - Cl^-$; "$5 and $6" has no part of a formula. */
struct foreign foreign_dollar(const struct text_run *run, size_t at)
{
	struct str text = foreign_rest(run, at);
	bool shown = str_starts(text, "$$");
	if (str_starts(text, "${") && ascii_is_letter(foreign_byte(run, at + 2)))
		return (struct foreign){ foreign_after(text, "}"), "field of a template", "write the text", 0, 0 };
	if (shown && foreign_after(phrase_after(text, 2), "$$"))
		return (struct foreign){ 2 + foreign_after(phrase_after(text, 2), "$$"), "TeX formula", formula, 0, 0 };
	size_t end = foreign_after(phrase_after(text, 1), "$");
	struct str inside = { text.at + 1, end ? end - 1 : 0 };
	if (!inside.len || ascii_is_space(inside.at[0]) || ascii_is_space(inside.at[inside.len - 1]))
		return FOREIGN_NONE;
	for (size_t i = 0; i < inside.len; i++)
		if (strchr("\\^_{", inside.at[i]))
			return (struct foreign){ end + 1, "TeX formula", formula, 0, 0 };
	return FOREIGN_NONE;
}

/* CO_2, 10^5, V_{max}, V_max: a short word with an initial capital is a formula; NM_000492 and file_1 are names. */
struct foreign foreign_raised(const struct text_run *run, size_t at)
{
	struct str text = foreign_rest(run, at);
	bool raised = text.at[0] == '^';
	char next = foreign_byte(run, at + 1), before = foreign_before(run, at);
	size_t word = 0, end = 1;
	while (word < at && foreign_is_word(run->text.at[at - word - 1]))
		word++;
	if (!word && before != ')' && before != ']')
		return FOREIGN_NONE;
	if (next == '{') {
		end = foreign_after(text, "}");
	} else {
		while (end < text.len && (ascii_is_digit(text.at[end]) || strchr("+-", text.at[end])))
			end++;
		if (end == 1 && word <= 2)
			end += letters(text, 1) <= 4 ? letters(text, 1) : 0;
		if (end < text.len && (foreign_is_word(text.at[end]) || text.at[end] == '_'))
			return FOREIGN_NONE;
	}
	bool formula_before = word <= 4 && ascii_is_upper(run->text.at[at - word]) && end <= 4;
	if (end < 2 || (!raised && next != '{' && !formula_before))
		return FOREIGN_NONE;
	return (struct foreign){ end, raised ? "TeX superscript" : "TeX subscript",
				 raised ? "write <sup>…</sup>" : "write <sub>…</sub>", 0, 0 };
}

/* Anki's field content: sounds and formulas. */
struct foreign foreign_anki(const struct text_run *run, size_t at)
{
	static const char *const marks[] = { "[latex]", "[/latex]", "[$]", "[/$]", "[$$]", "[/$$]" };
	struct str text = foreign_rest(run, at);
	if (foreign_begins(text, "[sound:") || foreign_begins(text, "[anki:"))
		return (struct foreign){ foreign_after(text, "]"), "Anki sound", "delete it: lessons have no sound", 0,
					 0 };
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (foreign_begins(text, marks[i]))
			return (struct foreign){ strlen(marks[i]), "Anki formula", formula, 0, 0 };
	return FOREIGN_NONE;
}
