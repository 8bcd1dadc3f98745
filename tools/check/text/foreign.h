/* Remnants of other programs in texts copied from them; for foreign.c, with one file per kind of program. Each function
 * examines one offset of a run of text, and returns length 0 if nothing of its kind begins there. */
#ifndef CHECK_TEXT_FOREIGN_H
#define CHECK_TEXT_FOREIGN_H

#include "base/ascii.h"
#include "check/text/run.h"

struct foreign {
	size_t len;
	const char *name; /* its name: "Markdown emphasis" */
	const char *help; /* what to do; NULL: write the character that it means */
	uint32_t means;   /* or 0 */
	size_t back;	  /* how many bytes before the offset it begins */
};

#define FOREIGN_NONE ((struct foreign){ .len = 0 })
/* maximum length, so that unclosed markup is not searched to the end of the text */
enum { FOREIGN_MAX = 300 };

/* foreign_html.c: tags, character references, BBCode, URL escapes. */
struct foreign foreign_tag(const struct text_run *run, size_t at);
struct foreign foreign_reference(const struct text_run *run, size_t at);
struct foreign foreign_bbcode(const struct text_run *run, size_t at);
struct foreign foreign_percent(const struct text_run *run, size_t at);
/* foreign_tex.c: formulas, with Anki's delimiters. */
struct foreign foreign_backslash(const struct text_run *run, size_t at);
struct foreign foreign_dollar(const struct text_run *run, size_t at);
struct foreign foreign_raised(const struct text_run *run, size_t at);
struct foreign foreign_anki(const struct text_run *run, size_t at);
/* foreign_markdown.c: Markdown and wiki markup. */
struct foreign foreign_emphasis(const struct text_run *run, size_t at);
struct foreign foreign_script(const struct text_run *run, size_t at);
struct foreign foreign_link(const struct text_run *run, size_t at);
struct foreign foreign_heading(const struct text_run *run, size_t at);
struct foreign foreign_code(const struct text_run *run, size_t at);
struct foreign foreign_table(const struct text_run *run, size_t at);
struct foreign foreign_quotes(const struct text_run *run, size_t at);
/* foreign_quiz.c: GIFT, Aiken, and template fields. */
struct foreign foreign_brace(const struct text_run *run, size_t at);
struct foreign foreign_colon(const struct text_run *run, size_t at);
struct foreign foreign_choice(const struct text_run *run, size_t at);
/* foreign_office.c: error texts of fields and formulas, characters of symbol fonts. */
struct foreign foreign_error(const struct text_run *run, size_t at);
struct foreign foreign_field(const struct text_run *run, size_t at);
struct foreign foreign_link_field(const struct text_run *run, size_t at);
struct foreign foreign_symbol(const struct text_run *run, size_t at);

/* The text from an offset on, limited to FOREIGN_MAX. */
static inline struct str foreign_rest(const struct text_run *run, size_t at)
{
	size_t len = run->text.len - at;
	return (struct str){ run->text.at + at, len < FOREIGN_MAX ? len : FOREIGN_MAX };
}
/* The byte before or at an offset; a space beyond the ends. */
static inline char foreign_before(const struct text_run *run, size_t at)
{
	return at > 0 ? run->text.at[at - 1] : ' ';
}
static inline char foreign_byte(const struct text_run *run, size_t at)
{
	return at < run->text.len ? run->text.at[at] : ' ';
}
static inline bool foreign_is_word(char c)
{
	return ascii_is_alphanumeric(c) || (unsigned char)c >= 0x80;
}
/* The offset in text after needle, or 0. */
size_t foreign_after(struct str text, const char *needle);
/* Whether text begins with word, ignoring ASCII case. */
bool foreign_begins(struct str text, const char *word);
/* Whether only white space precedes the offset, in the text or in its line. */
bool foreign_at_start(const struct text_run *run, size_t at);
bool foreign_at_line(const struct text_run *run, size_t at);

#endif
