#include "base/ascii.h"
#include "base/utf8.h"
#include "check/text/foreign.h"
#include "check/core/phrase.h"
#include "check/text/parts.h"

size_t foreign_after(struct str text, const char *needle)
{
	size_t len = strlen(needle);
	const char *at = memmem(text.at, text.len, needle, len);
	return at ? (size_t)(at - text.at) + len : 0;
}

bool foreign_begins(struct str text, const char *word)
{
	size_t len = strlen(word);
	return text.len >= len && text_equal_but_case((struct str){ text.at, len }, str_from(word));
}

bool foreign_at_start(const struct text_run *run, size_t at)
{
	while (at > 0 && ascii_is_space(run->text.at[at - 1]))
		at--;
	return at == 0;
}

bool foreign_at_line(const struct text_run *run, size_t at)
{
	while (at > 0 && ascii_is_space(run->text.at[at - 1]) && run->text.at[at - 1] != '\n')
		at--;
	return at == 0 || run->text.at[at - 1] == '\n';
}

/* Git's conflict markers ======= and >>>>>>> NAME that somebody forgot to delete. <<<<<<< would not be well-formed XML.
 * Line ends have become spaces. */
static struct foreign read_conflict(const struct text_run *run, size_t at)
{
	enum { MARK = 7 };
	struct str text = foreign_rest(run, at);
	size_t len = 0;
	while (len < text.len && text.at[len] == text.at[0])
		len++;
	if (len != MARK || !strchr(" \n", foreign_before(run, at)) || !strchr(" \n", foreign_byte(run, at + len)))
		return FOREIGN_NONE;
	return (struct foreign){ len, "conflict marker of Git", "delete this line and the wrong version", 0,
				 0 };
}

typedef struct foreign foreign_reader(const struct text_run *run, size_t at);

/* What may begin with a byte, in the order in which it is tried. */
static foreign_reader *const *readers_of(char c)
{
	static foreign_reader *const tag[] = { foreign_tag, NULL }, *const reference[] = { foreign_reference, NULL },
			     *const square[] = { foreign_anki, foreign_bbcode, foreign_link, NULL },
			     *const picture[] = { foreign_link, foreign_error, NULL },
			     *const backslash[] = { foreign_backslash, NULL }, *const dollar[] = { foreign_dollar, NULL },
			     *const raised[] = { foreign_raised, foreign_script, NULL }, *const star[] = { foreign_emphasis, NULL },
			     *const low[] = { foreign_field, foreign_emphasis, foreign_raised, NULL },
			     *const wave[] = { foreign_emphasis, foreign_script, foreign_choice, NULL },
			     *const equals[] = { read_conflict, foreign_heading, foreign_emphasis, foreign_percent, foreign_choice, NULL },
			     *const greater[] = { read_conflict, NULL },
			     *const hash[] = { foreign_error, foreign_heading, NULL },
			     *const back[] = { foreign_code, NULL }, *const bar[] = { foreign_table, NULL },
			     *const quote[] = { foreign_quotes, NULL }, *const double_quote[] = { foreign_link_field, NULL }, *const brace[] = { foreign_brace, NULL },
			     *const stop[] = { foreign_error, NULL }, *const colon[] = { foreign_colon, foreign_error, NULL }, *const percent[] = { foreign_percent, NULL },
			     *const private[] = { foreign_symbol, NULL };
	switch (c) {
	case '<': return tag;
	case '&': return reference;
	case '[': return square;
	case '!': return picture;
	case '\\': return backslash;
	case '$': return dollar;
	case '^': return raised;
	case '*': return star;
	case '_': return low;
	case '~': return wave;
	case '=': return equals;
	case '>': return greater;
	case '#': return hash;
	case '`': return back;
	case '|': return bar;
	case '\'': return quote;
	case '"': return double_quote;
	case '{': return brace;
	case ':': return colon;
	case '.': return stop;
	case '%': return percent;
	case '\xee':
	case '\xef':
	case '\xf3':
	case '\xf4': return private;
	default: return NULL;
	}
}

static void add_finding(const struct text_run *run, size_t at, const struct foreign *found)
{
	struct report *report = run->check->report;
	struct span span = text_span(run, at - found->back, at + found->len);
	struct diagnostic *d = report_add(report, RULE_TEXT_FOREIGN_MARKUP, span, run->site->item, "%s left in the text",
					  found->name);
	if (found->help) {
		report_help(report, d, "%s", found->help);
	} else if (utf8_is_space(found->means)) {
		report_help(report, d, "write a space");
		if (prose_is_unbroken(&run->check->texts.prose, run->check->source, at - found->back, at + found->len))
			report_edit(report, d, FIX_SAFE, span, STR(" "));
	} else {
		char bytes[5] = "";
		bytes[utf8_encode(found->means, bytes)] = '\0';
		report_help(report, d, "write %s", bytes);
	}
}

/* The end of a literal URL if offset is at its colon or first full stop; else offset. */
static size_t address_end(const struct text_run *run, size_t at)
{
	struct str rest = foreign_rest(run, at);
	bool www = at >= 3 && foreign_begins((struct str){ run->text.at + at - 3, 3 }, "www") && rest.at[0] == '.';
	size_t end = at;
	while ((www || str_starts(rest, "://")) && end < run->text.len && !strchr(" \n\t\r<>\"", run->text.at[end]))
		end++;
	return end;
}

void text_foreign(const struct text_run *run)
{
	if (!((run->has & RUN_FOREIGN) || (run->said & WORD_ERROR)) || !report_wants(run->check->report, RULE_TEXT_FOREIGN_MARKUP))
		return;
	for (size_t i = 0; i < run->text.len; i++) {
		foreign_reader *const *readers = readers_of(run->text.at[i]);
		struct foreign found = FOREIGN_NONE;
		if (!readers)
			continue;
		for (; *readers && !found.len; readers++)
			found = (*readers)(run, i);
		if (!found.len) {
			i = strchr(":.", run->text.at[i]) ? address_end(run, i) : i;
			continue;
		}
		if (!text_is_inside(run, i, i + found.len, INLINE_CODE))
			add_finding(run, i, &found);
		i += found.len - 1;
	}
}
