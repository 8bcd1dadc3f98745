#include "lesson/recover_scan.h"

#include "base/utf8.h"

void scan_add_shift(struct scan *scan)
{
	struct recovery_shift shift = { (uint32_t)scan->recovery->copy.len, (uint32_t)scan->copied };
	buf_add(&scan->recovery->shifts, (const char *)&shift, sizeof(shift));
}

void scan_copy_until(struct scan *scan, size_t offset)
{
	if (offset <= scan->copied)
		return;
	buf_add(&scan->recovery->copy, scan->s.at + scan->copied, offset - scan->copied);
	scan->copied = offset;
}

void scan_replace(struct scan *scan, size_t start, size_t end, struct str text)
{
	scan_copy_until(scan, start);
	scan_add_shift(scan);
	buf_str(&scan->recovery->copy, text);
	scan->copied = end > scan->copied ? end : scan->copied;
	scan_add_shift(scan);
}

size_t scan_skip_space(const struct scan *scan, size_t offset)
{
	while (offset < scan->s.len && ascii_is_space(scan->s.at[offset]))
		offset++;
	return offset;
}

bool scan_is_blank(const struct scan *scan, size_t start, size_t end)
{
	return scan_skip_space(scan, start) >= end;
}

size_t scan_foreign_space(const struct scan *scan, size_t offset)
{
	size_t next = offset;
	uint32_t code = (unsigned char)scan_peek(scan, offset) >= 0x80 ? utf8_next(scan->s, &next) : 0;
	bool invisible = code == 0xad || (code >= 0x200b && code <= 0x200f) || (code >= 0x2060 && code <= 0x206f);
	return invisible || utf8_is_space(code) ? next - offset : 0;
}

struct str scan_name(const struct scan *scan, size_t offset)
{
	size_t end = offset;
	if (scan_is_name_start(scan_peek(scan, end)))
		while (end < scan->s.len && scan_is_name(scan->s.at[end]) && !scan_foreign_space(scan, end))
			end++;
	return (struct str){ scan->s.at + offset, end - offset };
}

size_t scan_find(const struct scan *scan, size_t from, const char *needle)
{
	const char *found =
		from < scan->s.len ? memmem(scan->s.at + from, scan->s.len - from, needle, strlen(needle)) : NULL;
	return found ? (size_t)(found - scan->s.at) : SIZE_MAX;
}

const struct known *scan_known(const struct scan *scan, struct str name)
{
	const struct known *known = scan->known;
	while (known && !str_equal(known->name, name))
		known = known->next;
	return known;
}

struct diagnostic *scan_syntax(struct scan *scan, size_t start, size_t end, const char *message, const char *help)
{
	struct diagnostic *d =
		report_add(scan->report, RULE_XML_SYNTAX, scan_span(start, end), STR_NONE, "%s", message);
	if (help)
		report_help(scan->report, d, "%s", help);
	return d;
}
