#include "base/ascii.h"
#include "check/text/foreign.h"
#include "check/core/phrase.h"

/* {=right ~wrong}, {#5:1}, {TRUE} */
static bool is_gift(struct str inside)
{
	static const char *const verdicts[] = { "t", "f", "true", "false", NULL };
	inside = str_trim(inside);
	if (!inside.len)
		return false;
	if (inside.at[0] == '=' || inside.at[0] == '~')
		return inside.len > 1;
	if (inside.at[0] == '#')
		return inside.len > 1 && (ascii_is_digit(inside.at[1]) || inside.at[1] == '=');
	return text_word_in(inside, verdicts);
}

static bool is_cloze(struct str text)
{
	size_t i = 2;
	while (i < text.len && (text.at[i] == ' ' || text.at[i] == 'c' || text.at[i] == 'C'))
		i++;
	return i < text.len && ascii_is_digit(text.at[i]);
}

/* GIFT's answers, EndNote's {Smith, 2010 #12}, and template fields; gaps are left to card/foreign-cloze-syntax. */
struct foreign foreign_brace(const struct text_run *run, size_t at)
{
	static const char field[] = "write the text";
	struct str text = foreign_rest(run, at);
	size_t end = foreign_after(text, "}");
	struct str inside = { text.at + 1, end ? end - 2 : 0 };
	if (str_starts(text, "{|") || str_starts(text, "{\\rtf"))
		return (struct foreign){ 2, text.at[1] == '|' ? "wiki table" : "RTF",
					 "write it with the elements of the lesson", 0, 0 };
	if (end && is_gift(inside))
		return (struct foreign){ end, "GIFT answers", "write an <option> for each answer", 0, 0 };
	if (str_starts(text, "{{") && text.len > 2 && !is_cloze(text)) {
		size_t len = foreign_after(text, "}}");
		bool named = foreign_is_word(text.at[2]) || strchr("#^/>!& ", text.at[2]);
		return len && named ? (struct foreign){ len, "field of a template", field, 0, 0 } : FOREIGN_NONE;
	}
	if (str_starts(text, "{%") && foreign_after(text, "%}"))
		return (struct foreign){ foreign_after(text, "%}"), "field of a template", field, 0, 0 };
	const char *number = memchr(inside.at, '#', inside.len);
	if (number && number > inside.at && number[-1] == ' ' && ascii_is_digit(number[1]))
		return (struct foreign){ end, "EndNote citation", "write a <cite source=\"…\"/>", 0, 0 };
	return FOREIGN_NONE;
}

/* The bytes of "c1" before "::" at offset at, where the cloze has lost its braces; 0 if there are none, or the braces. */
static size_t cloze_before(const struct text_run *run, size_t at)
{
	size_t start = at;
	while (start > 0 && ascii_is_digit(run->text.at[start - 1]))
		start--;
	if (start == at || start == 0 || (run->text.at[start - 1] | 0x20) != 'c')
		return 0;
	start--;
	return start == 0 || ascii_is_space(run->text.at[start - 1]) || strchr("([,;", run->text.at[start - 1])
		       ? at - start
		       : 0;
}

/* ANSWER: B of Aiken, ::title:: of GIFT, c1:: of Anki. */
struct foreign foreign_colon(const struct text_run *run, size_t at)
{
	struct str rest = foreign_rest(run, at);
	size_t cloze = str_starts(rest, "::") ? cloze_before(run, at) : 0;
	if (cloze)
		return (struct foreign){ 2, "Anki cloze", "delete it; in a card, mark the gap with <blank>", 0, cloze };
	if (str_starts(rest, "::") && foreign_at_start(run, at)) {
		size_t len = foreign_after(phrase_after(rest, 2), "::");
		return len ? (struct foreign){ 2 + len, "GIFT title", "delete it", 0, 0 } : FOREIGN_NONE;
	}
	size_t word = strlen("ANSWER"), next = at + 1;
	if (at < word || memcmp(run->text.at + at - word, "ANSWER", word) != 0)
		return FOREIGN_NONE;
	while (foreign_byte(run, next) == ' ' && next < run->text.len)
		next++;
	if (!ascii_is_upper(foreign_byte(run, next)) || foreign_is_word(foreign_byte(run, next + 1)))
		return FOREIGN_NONE;
	return (struct foreign){ next + 1 - at, "Aiken answer", "mark the option correct=\"true\", and delete the line",
				 0, word };
}

/* =Adrenaline ~Salbutamol: options of GIFT. "~5 mg" means about five. */
struct foreign foreign_choice(const struct text_run *run, size_t at)
{
	enum text_role role = run->site->role;
	char next = foreign_byte(run, at + 1);
	if ((role != ROLE_OPTION && role != ROLE_STEM) || !(ascii_is_letter(next) || next == '%'))
		return FOREIGN_NONE;
	bool begins = foreign_at_line(run, at),
	     follows = ascii_is_space(foreign_before(run, at)) && run->text.at[at] == '~';
	if (!begins && !follows)
		return FOREIGN_NONE;
	return (struct foreign){ 1, "GIFT answer", "delete the sign; correct=\"true\" marks the correct option", 0, 0 };
}
