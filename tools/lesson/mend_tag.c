#include "base/nearest.h"
#include "base/utf8.h"
#include "lesson/bytes.h"
#include "lesson/mend_scan.h"

#include <stdio.h>

/* Asked for rising offsets only. */
static uint32_t line_of(struct scan *scan, size_t offset)
{
	for (; scan->counted < offset; scan->counted++)
		scan->line += scan->s.at[scan->counted] == '\n';
	return scan->line;
}

static void close_top(struct scan *scan)
{
	scan->open = scan->open->up;
	scan->depth--;
}

void scan_insert_end_tag(struct scan *scan, size_t offset)
{
	char tag[160];
	int len = snprintf(tag, sizeof(tag), "</%.*s>", STR_ARG(scan->open->name));
	if (len < 0 || (size_t)len >= sizeof(tag)) {
		scan->hopeless = true;
		return;
	}
	scan_replace(scan, offset, offset, (struct str){ tag, (size_t)len });
	close_top(scan);
}

/* An end tag that does not close the innermost element. Returns whether it stays in the copy. */
static bool scan_mismatch(struct scan *scan, size_t start, size_t end, struct str name)
{
	struct open_tag *match = scan->open;
	while (match && !str_equal(match->name, name))
		match = match->up;
	struct span tag = scan_span(start, end);
	if (match) {
		while (scan->open != match && !scan->hopeless) {
			struct diagnostic *d =
				report_add(scan->report, RULE_XML_UNCLOSED_ELEMENT, tag, STR_NONE,
					   "</%.*s> stands here while <%.*s>, opened at line %u, is still open",
					   STR_ARG(name), STR_ARG(scan->open->name), scan->open->line);
			report_help(scan->report, d, "write </%.*s> before it", STR_ARG(scan->open->name));
			scan_insert_end_tag(scan, start);
		}
		return true;
	}
	struct str top = scan->open ? scan->open->name : STR_NONE;
	/* Where the right end tag follows at once, this one was left behind. */
	size_t next = end;
	while (next < scan->s.len && scan->s.at[next] != '<')
		next++;
	bool closed_next = top.at && scan_starts(scan, next, "</") && str_equal(scan_name(scan, next + 2), top);
	if (top.at && !closed_next && edit_distance(top, name, 2) <= (top.len > 4 ? 2 : top.len > 2)) {
		struct diagnostic *d = report_add(scan->report, RULE_XML_STRAY_END_TAG, tag, STR_NONE,
						  "</%.*s> does not close <%.*s>, opened at line %u", STR_ARG(name),
						  STR_ARG(top), scan->open->line);
		report_help(scan->report, d, "did you mean </%.*s>?", STR_ARG(top));
		scan_replace(scan, start + 2, start + 2 + name.len, top);
		return true;
	}
	struct diagnostic *d =
		report_add(scan->report, RULE_XML_STRAY_END_TAG, tag, STR_NONE,
			   "</%.*s> closes nothing: no <%.*s> is open here", STR_ARG(name), STR_ARG(name));
	if (scan->open)
		report_label(scan->report, d, "open is <%.*s>, from line %u", STR_ARG(top), scan->open->line);
	report_help(scan->report, d, "delete it");
	return false;
}

void scan_end_tag(struct scan *scan)
{
	size_t start = scan->at;
	struct str name = scan_name(scan, start + 2);
	size_t end = scan_skip_space(scan, start + 2 + name.len);
	bool closed = scan_peek(scan, end) == '>';
	if (name.len == 0) {
		scan_syntax(scan, start, start + 2, "a name must follow '</'",
			    "write the name of the element that ends here");
		size_t stop = closed ? end + 1 : start + 2;
		scan_replace(scan, start, stop, STR(""));
		scan->at = stop;
		return;
	}
	size_t stop = closed ? end + 1 : start + 2 + name.len;
	scan->at = stop;
	bool kept = scan->open && str_equal(scan->open->name, name);
	if (!kept)
		kept = scan_mismatch(scan, start, stop, name);
	if (!kept) {
		scan_replace(scan, start, stop, STR(""));
		return;
	}
	if (!closed) {
		scan_syntax(scan, start, stop, "this end tag has no '>'", NULL);
		scan_replace(scan, stop, stop, STR(">"));
	}
	close_top(scan);
}

/* Elements that never stand in one of their own kind: where another begins, the first was left open. */
static bool never_nests(struct str name)
{
	static const char *const names[] = { "p",	  "item",   "option",	"question", "card",  "row",
					     "cell",	  "header", "stem",	"entry",    "title", "source",
					     "objective", "front",  "feedback", "cloze" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_is(name, names[i]))
			return true;
	return false;
}

/* Whether an element of its own kind was put into the innermost one, which opens with name: both are closed before
 * another opens. */
static bool is_nested(const struct scan *scan, size_t start, struct str name)
{
	size_t closed = 0, at = start + 1;
	while (closed < 2) {
		const char *found = memmem(scan->s.at + at, scan->s.len - at, name.at, name.len);
		if (!found)
			return false;
		at = (size_t)(found - scan->s.at);
		struct str whole = scan_name(scan, at);
		bool opens = at > start + 1 && scan->s.at[at - 1] == '<';
		if (whole.len == name.len && opens)
			return false;
		closed += whole.len == name.len && scan->s.at[at - 1] == '/' && scan->s.at[at - 2] == '<';
		at += name.len;
	}
	return true;
}

/* Closes the innermost element where the tag at start can only begin its next sibling. */
static void close_sibling(struct scan *scan, size_t start, struct str name)
{
	if (!scan->open || !str_equal(scan->open->name, name) || !never_nests(name) || is_nested(scan, start, name))
		return;
	struct diagnostic *d =
		report_add(scan->report, RULE_XML_UNCLOSED_ELEMENT, scan_span(start, start + 1 + name.len), STR_NONE,
			   "<%.*s> begins here while <%.*s>, opened at line %u, is still open", STR_ARG(name),
			   STR_ARG(name), scan->open->line);
	report_help(scan->report, d, "write </%.*s> before it", STR_ARG(name));
	scan_insert_end_tag(scan, start);
}

static void push(struct scan *scan, struct str name, size_t tag)
{
	struct open_tag *open = arena_alloc(scan->scratch, sizeof(*open));
	if (!open || ++scan->depth > DEPTH_MAX) {
		scan->hopeless = true;
		if (open) {
			struct diagnostic *d =
				report_add(scan->report, RULE_XML_TOO_LARGE, scan_span(tag, tag + 1 + name.len),
					   STR_NONE, "more than %d elements are open here", DEPTH_MAX);
			report_help(scan->report, d, "look for end tags that are missing");
		}
		return;
	}
	*open = (struct open_tag){ name, tag, line_of(scan, tag), scan->open };
	scan->open = open;
}

/* An element of HTML that has no end tag there, and has none here: its tag, which ends before end, becomes a whole. */
static bool close_void(struct scan *scan, size_t start, size_t end, struct str name)
{
	static const char *const names[] = { "br", "hr", "img", "input", "wbr" };
	size_t i = 0, next = scan_skip_space(scan, end + 1);
	while (i < sizeof(names) / sizeof(names[0]) && !str_is(name, names[i]))
		i++;
	if (i == sizeof(names) / sizeof(names[0]) ||
	    (scan_starts(scan, next, "</") && str_equal(scan_name(scan, next + 2), name)))
		return false;
	struct diagnostic *d = report_add(scan->report, RULE_XML_UNCLOSED_ELEMENT, scan_span(start, start + 1 + name.len),
					  STR_NONE, "<%.*s> has no end, and in XML every element has one", STR_ARG(name));
	report_help(scan->report, d, "delete it, or close it: <%.*s/>", STR_ARG(name));
	scan_replace(scan, end, end, STR("/"));
	return true;
}

void scan_start_tag(struct scan *scan)
{
	size_t start = scan->at;
	struct str name = scan_name(scan, start + 1);
	size_t i = start + 1 + name.len;
	if (!scan->open && scan->root_seen) {
		scan_syntax(scan, start, i, "another element stands behind the end of the lesson",
			    "one file holds one lesson");
		scan_replace(scan, start, scan->s.len, STR(""));
		scan->at = scan->s.len;
		return;
	}
	scan->root_seen = true;
	close_sibling(scan, start, name);
	struct seen *seen = NULL;
	for (;;) {
		size_t gap = i;
		i = scan_skip_space(scan, i);
		char c = scan_peek(scan, i);
		if (c == '>' || (c == '/' && scan_peek(scan, i + 1) == '>'))
			break;
		if (i >= scan->s.len || c == '<') {
			scan_syntax(scan, start, start + 1 + name.len, "this tag has no '>'", NULL);
			scan_copy_until(scan, gap);
			scan_replace(scan, gap, gap, STR(">"));
			scan->at = gap;
			push(scan, name, start);
			return;
		}
		if (!scan_is_name_start(c)) {
			size_t next = i;
			utf8_next(scan->s, &next);
			struct diagnostic *d =
				report_add(scan->report, RULE_XML_SYNTAX, scan_span(i, next), STR_NONE,
					   "'%.*s' can't stand here in a tag", (int)(next - i), scan->s.at + i);
			report_help(scan->report, d, "a tag holds a name and attributes of the form name=\"value\"");
			scan_replace(scan, i, next, STR(" "));
			i = next;
			continue;
		}
		if (gap == i) {
			if (scan_peek(scan, i - 1) == '"' || scan_peek(scan, i - 1) == '\'')
				scan_syntax(scan, i, i + 1, "a space must stand between attributes", NULL);
			scan_replace(scan, i, i, STR(" "));
		}
		i = scan_attribute(scan, i, &seen);
	}
	bool empty = scan->s.at[i] == '/';
	bool closed = !empty && close_void(scan, start, i, name);
	scan->at = i + (empty ? 2 : 1);
	if (!empty && !closed)
		push(scan, name, start);
}
