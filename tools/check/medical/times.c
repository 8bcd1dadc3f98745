/* Times that contain a number, so that no list can enumerate them: the days in x3d, the hours in q6h, the hour in q6PM. */
#include "base/ascii.h"
#include "check/core/phrase.h"
#include "check/core/quantity.h"
#include "check/medical/medical.h"

#include <stdio.h>

static size_t digits_end(struct str s, size_t i)
{
	size_t start = i;
	while (i < s.len && i < start + 2 && ascii_is_digit(s.at[i]))
		i++;
	return i;
}

static void add_finding(const struct medical *medical, size_t start, size_t end, const char *mistaken,
			const char *instead)
{
	struct lesson_check *check = medical->check;
	if (!report_wants(check->report, RULE_MEDICAL_ERROR_PRONE) ||
	    prose_inside(&check->texts.prose, start) & 1u << INLINE_CODE ||
	    medical_quoted(medical->text, start, end) || !medical_mentions_dose(medical->text, start, end))
		return;
	struct span span = prose_span(&check->texts.prose, check->source, start, end);
	struct diagnostic *d =
		report_add(check->report, RULE_MEDICAL_ERROR_PRONE, span, medical->item,
			   "\"%.*s\" is easily misread in doses", (int)(end - start), medical->text.at + start);
	report_label(check->report, d, "taken for %s", mistaken);
	report_help(check->report, d, "write %s", instead);
	if (prose_is_plain(&check->texts.prose, check->source, start, end))
		report_edit(check->report, d, FIX_UNSAFE, span, str_from(instead));
}

/* The end of "6h", "4-6 hr" or "8 hours" at offset; 0 if there is none. *last becomes the end of its last digit. */
static size_t hours_end(struct str s, size_t offset, size_t *last)
{
	static const char *const hours[] = { "h", "hr", "hrs", "hour", "hours", "hourly", NULL };
	size_t end = digits_end(s, offset), dash = quantity_dash(s, end);
	end = dash && digits_end(s, end + dash) > end + dash ? digits_end(s, end + dash) : end;
	size_t at = medical_gap(s, end, false), len = phrase_starts_any(phrase_after(s, at), hours);
	*last = end;
	return end > offset && len ? at + len : 0;
}

void medical_time(struct medical *medical, size_t offset)
{
	struct str s = medical->text;
	char first = s.at[offset], instead[32];
	size_t number = first == 'q' ? medical_gap(s, offset + 1, false) : offset + 1;
	size_t end = digits_end(s, number), last;
	int value = 0;
	for (size_t i = number; i < end; i++)
		value = value * 10 + s.at[i] - '0';
	if ((offset > 0 && medical_is_word(s.at[offset - 1])) || end == number || value == 0)
		return;
	if (first == 'x') {
		if (end >= s.len || s.at[end] != 'd' || (end + 1 < s.len && medical_is_word(s.at[end + 1])))
			return;
		snprintf(instead, sizeof(instead), "for %d day%s", value, value == 1 ? "" : "s");
		add_finding(medical, offset, end + 1, "so many doses", instead);
		return;
	}
	size_t hours = hours_end(s, number, &last);
	if (hours) {
		snprintf(instead, sizeof(instead), "every %.*s hours", (int)(last - number), s.at + number);
		add_finding(medical, offset, hours, "qd, or a time of day", instead);
		return;
	}
	size_t half = medical_gap(s, end, false);
	if (first != 'q' || half + 1 >= s.len || (s.at[half + 1] | 0x20) != 'm' || !strchr("aApP", s.at[half]) ||
	    value > 12 || (half + 2 < s.len && medical_is_word(s.at[half + 2])))
		return;
	snprintf(instead, sizeof(instead), "daily at %d %cM", value, s.at[half] & ~0x20);
	add_finding(medical, offset, half + 2, "every so many hours", instead);
}
