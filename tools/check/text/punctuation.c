/* Marks left over from an edit: "the dose,, then", "it stops..", "the dose, ." */
#include "base/ascii.h"
#include "check/text/parts.h"

static char at_or_space(struct str text, size_t i)
{
	return i < text.len ? text.at[i] : ' ';
}

/* Whether the full stop at i ends a sentence; that of an ellipsis (. . .), a decimal (.5) and a file (.txt) does not. */
static bool ends_sentence(struct str text, size_t i)
{
	return ascii_is_space(at_or_space(text, i + 1)) && at_or_space(text, i + 2) != '.';
}

/* The end of the two marks, of which the first is at start, if they exclude each other; else 0. A range (1..5), a path
 * (../) and the full stop of an abbreviation exclude nothing. */
static size_t excluded_end(struct str text, size_t start)
{
	char first = text.at[start];
	size_t second = at_or_space(text, start + 1) == ' ' ? start + 2 : start + 1;
	char mark = at_or_space(text, second), after = at_or_space(text, second + 1);
	switch (first) {
	case ',':
	case ';':
		return mark == ',' || mark == ';' || (mark == '.' && ends_sentence(text, second)) ? second + 1 : 0;
	case ':': return mark == ',' || mark == ';' ? second + 1 : 0;
	case '.': {
		bool two = mark == '.' && second == start + 1 && start > 0 &&
			   (ascii_is_alphanumeric(text.at[start - 1]) || text.at[start - 1] == ')');
		return two && (ascii_is_space(after) || after == '"' || after == ')') ? second + 1 : 0;
	}
	default: return 0;
	}
}

void text_punctuation(const struct text_run *run)
{
	if (!(run->has & RUN_STOPS))
		return;
	for (size_t i = 0; i < run->text.len; i++) {
		char c = run->text.at[i];
		size_t end = c == ',' || c == ';' || c == ':' || c == '.' ? excluded_end(run->text, i) : 0;
		/* Between the marks there may be a citation, which has no text. */
		if (!end || text_is_inside(run, i, end, INLINE_CODE) ||
		    !prose_is_plain(&run->check->texts.prose, run->check->source, i, end))
			continue;
		struct report *report = run->check->report;
		struct diagnostic *d = report_add(report, RULE_TEXT_DOUBLED_PUNCTUATION, text_span(run, i, end),
						  run->site->item, "doubled punctuation: \"%.*s\"", (int)(end - i), run->text.at + i);
		report_help(report, d, "delete one of them, or insert the missing words between them");
		i = end - 1;
	}
}
