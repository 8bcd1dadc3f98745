#include "base/ascii.h"
#include "base/utf8.h"
#include "check/text/parts.h"

/* Marks at the beginning of list items. */
enum list_mark { LIST_MARK_NONE, LIST_MARK_BULLET, LIST_MARK_HYPHEN, LIST_MARK_OTHER };

bool text_is_bullet(uint32_t code)
{
	static const uint16_t bullets[] = { 0x2022, 0x2023, 0x2043, 0x2219, 0x25a0, 0x25a1, 0x25aa, 0x25ab, 0x25b8,
					    0x25ba, 0x25cb, 0x25cf, 0x25e6, 0x2756, 0x27a2, 0x30fb };
	for (size_t i = 0; code >= bullets[0] && i < sizeof(bullets) / sizeof(bullets[0]); i++)
		if (bullets[i] == code)
			return true;
	return false;
}

/* The mark at an offset, and its end; white space must follow. */
static enum list_mark mark_at(struct str text, size_t at, size_t *end)
{
	*end = at;
	if (at >= text.len)
		return LIST_MARK_NONE;
	uint32_t code = utf8_next(text, end);
	enum list_mark mark = text_is_bullet(code)		      ? LIST_MARK_BULLET
			 : code == '-'			      ? LIST_MARK_HYPHEN
			 : code == '*' || code == '+' || code == 0xb7 || code == 0x2013 ? LIST_MARK_OTHER
								      : LIST_MARK_NONE;
	if (ascii_is_digit((char)code) && code < 0x80) {
		while (*end < text.len && ascii_is_digit(text.at[*end]))
			(*end)++;
		mark = *end < text.len && strchr(".)", text.at[*end]) ? LIST_MARK_OTHER : LIST_MARK_NONE;
		(*end)++;
	}
	return mark && *end < text.len && ascii_is_space(text.at[*end]) ? mark : LIST_MARK_NONE;
}

/* Moves *at to the first non-blank byte of the next line; false after the last line. */
static bool next_line(struct str text, size_t *at)
{
	const char *line = *at < text.len ? memchr(text.at + *at, '\n', text.len - *at) : NULL;
	if (!line)
		return false;
	*at = (size_t)(line - text.at);
	while (*at < text.len && ascii_is_space(text.at[*at]))
		(*at)++;
	return *at < text.len;
}

/* Finds lines that begin with a mark: one bullet is enough, other marks must occur twice. A hyphen and a word at the
 * very start also count; a star there is a footnote. */
static bool find_lines(struct str text, size_t *start, size_t *end)
{
	size_t at = 0, mark_end, marks = 0;
	while (at < text.len && ascii_is_space(text.at[at]))
		at++;
	bool first = true;
	do {
		enum list_mark mark = mark_at(text, at, &mark_end);
		if (mark && marks++ == 0) {
			*start = at;
			*end = mark_end;
		}
		bool word = mark_end + 1 < text.len && ascii_is_letter(text.at[mark_end + 1]);
		if (mark == LIST_MARK_BULLET || (mark && marks == 2) || (first && mark == LIST_MARK_HYPHEN && word))
			return true;
		first = false;
	} while (next_line(text, &at));
	return false;
}

/* "Signs: • hives • wheeze": several bullets between words, or one after a colon. */
static bool find_between(struct str text, size_t *start, size_t *end)
{
	size_t count = 0;
	char last = ' ';
	for (size_t i = 0, next; i < text.len; i = next) {
		if ((unsigned char)text.at[i] < 0x80) {
			last = ascii_is_space(text.at[i]) ? last : text.at[i];
			next = i + 1;
			continue;
		}
		bool spaced = i > 0 && ascii_is_space(text.at[i - 1]);
		next = i;
		bool bullet = text_is_bullet(utf8_next(text, &next)) && spaced && next < text.len && ascii_is_space(text.at[next]);
		if (bullet && count++ == 0) {
			*start = i;
			*end = next;
		}
		if (count > 1 || (bullet && last == ':'))
			return true;
		last = text.at[i];
	}
	return false;
}

/* "1. Check the airway. 2. Check breathing. 3. Check circulation.": a text that is a numbered list of three points or
 * more. */
static bool find_numbered(struct str text, size_t *start, size_t *end)
{
	size_t at = 0;
	while (at < text.len && ascii_is_space(text.at[at]))
		at++;
	if (at + 3 >= text.len || text.at[at] != '1' || mark_at(text, at, end) != LIST_MARK_OTHER)
		return false;
	char mark = text.at[at + 1], number = '1';
	*start = at;
	for (; at + 3 < text.len && number < '4'; at++) {
		bool begins = at == *start || (ascii_is_space(text.at[at - 1]) && at > 1 && strchr(".;:,!?)", text.at[at - 2]));
		if (begins && text.at[at] == number && text.at[at + 1] == mark && text.at[at + 2] == ' ' &&
		    ascii_is_letter(text.at[at + 3]))
			number++;
	}
	return number == '4';
}

void text_lists(const struct text_run *run)
{
	enum text_role role = run->site->role;
	size_t start = 0, end = 0;
	if (!(run->has & RUN_LISTED) || !report_wants(run->check->report, RULE_TEXT_TYPED_LIST) || role == ROLE_CREDIT ||
	    role == ROLE_SOURCE)
		return;
	if (!find_lines(run->text, &start, &end) && !find_between(run->text, &start, &end) &&
	    !find_numbered(run->text, &start, &end))
		return;
	if (text_is_inside(run, start, end, INLINE_CODE))
		return;
	struct diagnostic *d = report_add(run->check->report, RULE_TEXT_TYPED_LIST, text_span(run, start, end),
					  run->site->item, "list typed as text");
	report_help(run->check->report, d, "%s",
		    role == ROLE_LIST_ITEM && start == 0 ? "delete the mark: the list shows its own"
							   : "write a <list>, with an <item> for each point");
}
