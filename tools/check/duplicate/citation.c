#include "check/duplicate/citation.h"

#include "base/ascii.h"
#include "check/core/phrase.h"

/* How many bytes of authors may precede the year. */
enum { AUTHORS_BYTES = 300 };

/* The length of a year at the beginning, with a letter that distinguishes works of one year: "2019b"; or 0. */
static size_t year_length(struct str text)
{
	if (text.len < 4 || !(str_starts(text, "18") || str_starts(text, "19") || str_starts(text, "20")) ||
	    !ascii_is_digit(text.at[2]) || !ascii_is_digit(text.at[3]))
		return 0;
	size_t len = text.len > 4 && ascii_is_lower(text.at[4]) ? 5 : 4;
	return phrase_in_word(text, len) ? 0 : len;
}

/* The rest after a number, "12." or "[12]". */
static struct str without_number(struct str text)
{
	size_t open = text.len && text.at[0] == '[' ? 1 : 0, i = open;
	while (i < text.len && ascii_is_digit(text.at[i]))
		i++;
	bool closed = i > open && i < text.len && (open ? text.at[i] == ']' : text.at[i] == '.' || text.at[i] == ')');
	return closed ? str_trim(phrase_after(text, i + 1)) : text;
}

/* "… A. (2019).", "… Association. (2019, May 3)." near the beginning: a full stop, and a year as a sentence. */
static bool year_follows_authors(struct str text)
{
	size_t end = text.len < AUTHORS_BYTES ? text.len : AUTHORS_BYTES, i = 0;
	for (const char *open; i < end && (open = memchr(text.at + i, '(', end - i)); i++) {
		i = (size_t)(open - text.at);
		size_t len = year_length(phrase_after(text, i + 1));
		struct str before = len ? str_trim((struct str){ text.at, i }) : STR_NONE;
		if (!before.len || !strchr(".,", before.at[before.len - 1]))
			continue;
		const char *close = memchr(open, ')', text.len - i);
		return close && close + 1 < text.at + text.len && strchr(".,:", close[1]);
	}
	return false;
}

/* "Smith, J." or "Smith JA," at the beginning. */
static bool begins_with_author(struct str text)
{
	size_t at = 0;
	struct str name;
	if (!text.len || !ascii_is_upper(text.at[0]) || !phrase_next_word(text, &at, &name) || name.len < 2)
		return false;
	bool comma = at < text.len && text.at[at] == ',';
	struct str rest = str_trim(phrase_after(text, at + comma));
	size_t initials = 0;
	while (initials < rest.len && ascii_is_upper(rest.at[initials]))
		initials++;
	if (initials == 0 || initials > 3 || initials >= rest.len)
		return false;
	return comma ? initials == 1 && rest.at[1] == '.' : strchr(",.", rest.at[initials]) != NULL;
}

/* A year with the volume, "2019;393", or a range of pages. */
static bool has_locator(struct str text)
{
	static const char *const words[] = { "doi", "doi.org", "https", "http", "isbn", "pmid", "pp", "vol", "ed", "eds", "edn", "edition",
					     "press", "publisher", "publishers", "retrieved from", "et al", NULL };
	size_t at = 0;
	for (struct str word; phrase_next_word(text, &at, &word);) {
		if (!ascii_is_digit(word.at[0]))
			continue;
		if (year_length(word) && at < text.len && text.at[at] == ';')
			return true;
		/* "12–34" and "12-34", which is one word */
		struct str after = phrase_after(text, at);
		bool range = memchr(word.at, '-', word.len) != NULL;
		if (range || (str_starts(after, "–") && after.len > 3 && ascii_is_digit(after.at[3])))
			return true;
	}
	return phrase_in_any(text, words);
}

static bool has_year(struct str text)
{
	size_t at = 0;
	for (struct str word; phrase_next_word(text, &at, &word);)
		if (year_length(word) == word.len)
			return true;
	return false;
}

bool is_citation(struct str text)
{
	text = without_number(str_trim(text));
	return year_follows_authors(text) || (begins_with_author(text) && has_year(text) && has_locator(text));
}
