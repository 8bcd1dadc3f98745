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

/* How many bytes the quotation mark of a word processor takes that stands at offset; 0 where none does. */
static size_t curly_quote(const struct scan *scan, size_t offset, bool *single)
{
	static const char *const quotes[] = { "“", "”", "„", "‟", "″", "«", "»", "‘", "’", "‚", "‛", "′" };
	for (size_t i = 0; offset < scan->s.len && i < sizeof(quotes) / sizeof(quotes[0]); i++) {
		if (!scan_starts(scan, offset, quotes[i]))
			continue;
		*single = i >= 7;
		return strlen(quotes[i]);
	}
	return 0;
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
		bool single;
		size_t curly = close > offset + 3 ? curly_quote(scan, close - 3, &single) : 0;
		size_t wrong = curly == 3 ? curly : close > offset + 1 && scan->s.at[close - 1] == other;
		close -= wrong;
		if (wrong)
			report_label(scan->report, d, "it opens with %c and closes with %.*s", quote, (int)wrong,
				     scan->s.at + close);
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

/* The ampersands of a value. */
static void scan_references(struct scan *scan, size_t start, size_t end)
{
	for (size_t i = start; i < end;)
		i = scan->s.at[i] == '&' ? scan_ampersand(scan, i) : i + 1;
}

/* The value of an attribute that begins without a quote at offset. Returns where to go on. */
static size_t scan_unquoted(struct scan *scan, size_t offset, struct str name)
{
	size_t end = offset;
	while (end < scan->s.len && !scan_is_space(scan->s.at[end]) && !strchr("<>/\"'", scan->s.at[end]))
		end++;
	struct diagnostic *d = report_add(scan->report, RULE_XML_BAD_ATTRIBUTE, scan_span(offset, end), STR_NONE,
					  "the value of %.*s must stand in quotes", STR_ARG(name));
	report_help(scan->report, d, "write %.*s=\"%.*s\"", STR_ARG(name), (int)(end - offset), scan->s.at + offset);
	scan_replace(scan, offset, offset, STR("\""));
	scan_references(scan, offset, end);
	size_t stop = end + (scan_peek(scan, end) == '"' || scan_peek(scan, end) == '\'');
	scan_replace(scan, end, stop, STR("\""));
	return stop;
}

/* The value of an attribute that opens at offset with a quotation mark of a word processor. Returns where to go on. */
static size_t scan_curly(struct scan *scan, size_t offset, struct str name)
{
	bool single = false, closes_single = false;
	size_t first = offset + curly_quote(scan, offset, &single), end = first, closing = 0;
	for (; end < scan->s.len && !strchr("<>\"\n", scan->s.at[end]); end++) {
		closing = curly_quote(scan, end, &closes_single);
		if (closing && closes_single == single)
			break;
		closing = 0; /* the apostrophe of alt=“a child’s heart” */
	}
	if (!closing && scan_peek(scan, end) == '"')
		closing = 1;
	/* Without an end of its own, the value is what stands before the next blank. */
	for (size_t i = first; !closing && i < end; i++)
		if (scan_is_space(scan->s.at[i]) || scan->s.at[i] == '/')
			end = i;
	struct diagnostic *d = report_add(scan->report, RULE_XML_BAD_ATTRIBUTE, scan_span(offset, end + closing),
					  STR_NONE, "the value of %.*s stands in quotation marks of a word processor",
					  STR_ARG(name));
	report_help(scan->report, d, "write %.*s=\"%.*s\"", STR_ARG(name), (int)(end - first), scan->s.at + first);
	if (closing) {
		report_edit(scan->report, d, FIX_SAFE, scan_span(offset, first), STR("\""));
		report_edit(scan->report, d, FIX_SAFE, scan_span(end, end + closing), STR("\""));
	}
	scan_replace(scan, offset, first, STR("\""));
	scan_references(scan, first, end);
	scan_replace(scan, end, end + closing, STR("\""));
	return end + closing;
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
		bool single;
		i = scan_skip_space(scan, i + 1);
		if (scan_peek(scan, i) == '"' || scan_peek(scan, i) == '\'') {
			i = scan_value(scan, i, name);
		} else if (curly_quote(scan, i, &single)) {
			i = scan_curly(scan, i, name);
		} else {
			i = scan_unquoted(scan, i, name);
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
