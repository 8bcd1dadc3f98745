#include "lesson/mend_scan.h"

/* Where the name of another attribute begins that the quote at close opens the value of; 0 where it does not:
 * in src="x.svg alt="A heart" the first value has no end of its own. */
static size_t swallowed_attribute(const struct scan *scan, size_t offset, size_t close)
{
	size_t i = close;
	if (i <= offset + 1 || scan->s.at[i - 1] != '=')
		return 0;
	for (i--; i > offset + 1 && scan_is_name(scan->s.at[i - 1]);)
		i--;
	return i > offset + 1 && scan_is_space(scan->s.at[i - 1]) && scan_is_name_start(scan->s.at[i]) ? i : 0;
}

/* Where the value ends whose quote opens at offset and does not close before limit, the end of its tag. */
static size_t runaway_end(const struct scan *scan, size_t offset, size_t limit)
{
	size_t end = limit;
	if (end > offset + 1 && scan_peek(scan, end) == '>' && scan->s.at[end - 1] == '/')
		end--;
	while (end > offset + 1 && scan_is_space(scan->s.at[end - 1]))
		end--;
	return end;
}

/* The value of an attribute from its opening quote on. Returns where to go on. */
static size_t scan_value(struct scan *scan, size_t offset, struct str name)
{
	char quote = scan->s.at[offset], other = quote == '"' ? '\'' : '"';
	const char *found = memchr(scan->s.at + offset + 1, quote, scan->s.len - offset - 1);
	size_t close = found ? (size_t)(found - scan->s.at) : scan->s.len;
	/* A quote that was left out shows by the end of the tag standing inside the value. */
	size_t tag_end = offset + 1;
	while (tag_end < close && scan->s.at[tag_end] != '>' && scan->s.at[tag_end] != '\n')
		tag_end++;
	bool runaway = !found || (tag_end < close && memchr(scan->s.at + tag_end, '<', close - tag_end) != NULL);
	size_t swallowed = runaway ? 0 : swallowed_attribute(scan, offset, close);
	size_t stop = close; /* behind what closes it wrongly */
	if (runaway || swallowed) {
		close = stop = runaway_end(scan, offset, swallowed ? swallowed : tag_end);
		runaway = true;
		struct diagnostic *d = report_add(scan->report, RULE_XML_BAD_ATTRIBUTE, scan_span(offset, close),
						  STR_NONE, "the value of %.*s has no closing quote", STR_ARG(name));
		report_help(scan->report, d, "write %c behind the value", quote);
		if (close > offset + 1 && scan->s.at[close - 1] == other) {
			report_label(scan->report, d, "it opens with %c and closes with %c", quote, other);
			close--;
		}
	}
	for (size_t i = offset + 1; i < close;) {
		if (scan->s.at[i] == '&') {
			i = scan_ampersand(scan, i);
		} else if (scan->s.at[i] == '<') {
			scan_bare_character(scan, i++);
		} else {
			i++;
		}
	}
	if (!runaway)
		return close + 1;
	scan_replace(scan, close, stop, (struct str){ &quote, 1 });
	return stop;
}

static bool seen_before(struct scan *scan, struct seen **seen, struct str name)
{
	for (const struct seen *s = *seen; s; s = s->next)
		if (str_equal(s->name, name))
			return true;
	struct seen *more = arena_alloc(scan->scratch, sizeof(*more));
	if (!more)
		return false;
	*more = (struct seen){ name, *seen };
	*seen = more;
	return false;
}

size_t scan_attribute(struct scan *scan, size_t offset, struct seen **seen)
{
	struct str name = scan_name(scan, offset);
	size_t name_end = offset + name.len;
	bool twice = seen_before(scan, seen, name);
	if (twice) {
		report_add(scan->report, RULE_XML_BAD_ATTRIBUTE, scan_span(offset, name_end), STR_NONE,
			   "the attribute %.*s stands twice in this tag", STR_ARG(name));
		scan_copy_until(scan, offset);
	}
	size_t mended = scan->mend->copy.len, shifts = scan->mend->shifts.len;
	size_t i = scan_skip_space(scan, name_end);
	if (scan_peek(scan, i) != '=') {
		struct diagnostic *d = report_add(scan->report, RULE_XML_BAD_ATTRIBUTE, scan_span(offset, name_end),
						  STR_NONE, "the attribute %.*s has no value", STR_ARG(name));
		report_help(scan->report, d, "write %.*s=\"…\"", STR_ARG(name));
		scan_replace(scan, name_end, name_end, STR("=\"\""));
		i = name_end;
	} else {
		i = scan_skip_space(scan, i + 1);
		if (scan_peek(scan, i) == '"' || scan_peek(scan, i) == '\'') {
			i = scan_value(scan, i, name);
		} else {
			size_t end = i;
			while (end < scan->s.len && !scan_is_space(scan->s.at[end]) &&
			       !strchr("<>/\"'", scan->s.at[end]))
				end++;
			struct diagnostic *d =
				report_add(scan->report, RULE_XML_BAD_ATTRIBUTE, scan_span(i, end), STR_NONE,
					   "the value of %.*s must stand in quotes", STR_ARG(name));
			report_help(scan->report, d, "write %.*s=\"%.*s\"", STR_ARG(name), (int)(end - i),
				    scan->s.at + i);
			scan_replace(scan, i, i, STR("\""));
			for (size_t j = i; j < end;) {
				if (scan->s.at[j] == '&')
					j = scan_ampersand(scan, j);
				else
					j++;
			}
			size_t stop = end + (scan_peek(scan, end) == '"' || scan_peek(scan, end) == '\'');
			scan_replace(scan, end, stop, STR("\""));
			i = stop;
		}
	}
	if (twice && !buf_failed(&scan->mend->copy) && !buf_failed(&scan->mend->shifts)) {
		buf_cut(&scan->mend->copy, mended);
		buf_cut(&scan->mend->shifts, shifts);
		scan->copied = i;
		scan_add_shift(scan);
	}
	return i;
}
