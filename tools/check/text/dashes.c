#include "base/ascii.h"
#include "check/text/parts.h"

/* A number between spaces or brackets: digits with points and commas. */
struct number {
	size_t start, end;
	double value;
};

static bool is_number_byte(char c)
{
	return ascii_is_digit(c) || c == '.' || c == ',';
}

/* The number that ends before at; false if there is none, or it is part of something else. */
static bool number_before(struct str text, size_t at, struct number *number)
{
	size_t start = at;
	while (start > 0 && is_number_byte(text.at[start - 1]))
		start--;
	if (start == at || !ascii_is_digit(text.at[start]) || !ascii_is_digit(text.at[at - 1]) || at - start > 7)
		return false;
	if (start > 0 && !ascii_is_space(text.at[start - 1]) && !strchr("(<>=~", text.at[start - 1]))
		return false;
	/* 0800 555-1234, 1 000-2 000 */
	if (start > 1 && ascii_is_space(text.at[start - 1]) && ascii_is_digit(text.at[start - 2]))
		return false;
	*number = (struct number){ start, at, 0 };
	return true;
}

static bool number_after(struct str text, size_t at, struct number *number)
{
	size_t end = at;
	while (end < text.len && is_number_byte(text.at[end]))
		end++;
	while (end > at && !ascii_is_digit(text.at[end - 1]))
		end--;
	if (end == at || !ascii_is_digit(text.at[at]) || end - at > 7)
		return false;
	/* 5-10-year, 3-4/6, 12-hour */
	if (end < text.len && (text.at[end] == '-' || text.at[end] == '/'))
		return false;
	*number = (struct number){ at, end, 0 };
	return true;
}

static double value_of(struct str text, const struct number *number)
{
	double value = 0, scale = 0;
	for (size_t i = number->start; i < number->end; i++) {
		if (text.at[i] == '.')
			scale = 1;
		if (!ascii_is_digit(text.at[i]))
			continue;
		value = value * 10 + (text.at[i] - '0');
		scale *= 10;
	}
	return scale > 1 ? value / scale : value;
}

static void add_finding(const struct text_run *run, size_t start, size_t end, const char *message, const char *meant,
		 enum fix_class class)
{
	struct lesson_check *check = run->check;
	struct diagnostic *d = report_add(check->report, RULE_TEXT_MINUS_SIGN, text_span(run, start, end),
					  run->site->item, "%s", message);
	report_help(check->report, d, "write %s", meant);
	if (d && prose_is_plain(&check->texts.prose, check->source, start, end))
		report_edit(check->report, d, class, text_span(run, start, end), str_from(meant));
}

/* Whether the dash at start is the sign of the number after it. */
static bool is_sign(const struct text_run *run, size_t start, size_t end)
{
	struct str text = run->text;
	if (end >= text.len || !ascii_is_digit(text.at[end]))
		return false;
	size_t after = end;
	while (after < text.len && is_number_byte(text.at[after]))
		after++;
	if (after < text.len && (ascii_is_letter(text.at[after]) || text.at[after] == '-'))
		return false;
	if (start == 0)
		return true;
	/* The exponent of a power of ten starts a new element. */
	if ((prose_inside(&run->check->texts.prose, start) & 1u << INLINE_SUP) &&
	    !(prose_inside(&run->check->texts.prose, start - 1) & 1u << INLINE_SUP))
		return true;
	if (strchr("(<>=[", text.at[start - 1]))
		return true;
	if (!ascii_is_space(text.at[start - 1]))
		return false;
	/* 5 -10 is a range with a superfluous space, COVID -19 a name. */
	char before = start > 1 ? text.at[start - 2] : ' ';
	return !ascii_is_digit(before) && !ascii_is_upper(before);
}

static void look_at_dash(const struct text_run *run, size_t start, size_t end)
{
	struct str text = run->text;
	struct number from, to;
	bool hyphen = end - start == 1;
	unsigned inside = prose_inside(&run->check->texts.prose, start);
	if (inside & 1u << INLINE_CODE)
		return;
	if (is_sign(run, start, end)) {
		/* At the start of a text, or after a word, it may be a bullet or dash. */
		bool sure = start > 0 && !ascii_is_space(text.at[start - 1]);
		add_finding(run, start, end,
		     hyphen ? "hyphen instead of a minus sign" : "en dash instead of a minus sign", "−",
		     sure ? FIX_SAFE : FIX_UNSAFE);
		return;
	}
	if (!hyphen || !number_before(text, start, &from) || !number_after(text, end, &to))
		return;
	/* 3-0 is a suture size, 2019-20 a season. */
	if (prose_inside(&run->check->texts.prose, start - 1) != inside ||
	    prose_inside(&run->check->texts.prose, end) != inside || value_of(text, &from) >= value_of(text, &to))
		return;
	add_finding(run, start, end, "hyphen in a range of numbers", "–", FIX_SAFE);
}

void text_dashes(const struct text_run *run)
{
	/* Numbers in sources are left as published. */
	if (!(run->has & RUN_DASHES) || !report_wants(run->check->report, RULE_TEXT_MINUS_SIGN) ||
	    run->site->role == ROLE_SOURCE || run->site->role == ROLE_CREDIT)
		return;
	for (size_t i = 0; i < run->text.len; i++) {
		if (run->text.at[i] == '-')
			look_at_dash(run, i, i + 1);
		else if (i + 2 < run->text.len && memcmp(run->text.at + i, "–", 3) == 0)
			look_at_dash(run, i, i + 3);
	}
}
