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

static bool is_one_of(struct str name, const char *const *names)
{
	while (*names && !str_is(name, *names))
		names++;
	return *names != NULL;
}

/* Where the count-th end tag of name stands behind start; 0 where another element of that name begins before it, or
 * there is none. */
static size_t find_end_tag(const struct scan *scan, size_t start, struct str name, unsigned count)
{
	for (size_t at = start + 1;;) {
		const char *found = memmem(scan->s.at + at, scan->s.len - at, name.at, name.len);
		if (!found)
			return 0;
		at = (size_t)(found - scan->s.at);
		bool whole = at > start + 1 && scan_name(scan, at).len == name.len;
		if (whole && scan->s.at[at - 1] == '<')
			return 0;
		if (whole && scan->s.at[at - 1] == '/' && scan->s.at[at - 2] == '<' && --count == 0)
			return at - 2;
		at += name.len;
	}
}

/* Whether the innermost element was left open where the tag at start begins: both are such that the one never stands
 * in the other, and no end tag comes that would close the first after all. */
static bool is_left_open(struct scan *scan, size_t start, struct str name)
{
	static const char *const texts[] = { "title", "summary", "objective", "p", "caption", "item", "cell", "header",
					     "stem", "vignette", "option", "feedback", "explanation", "front", "back",
					     "cloze", "definition", "source", NULL };
	static const char *const alike[] = { "question", "card", "row", "entry", NULL };
	static const char *const parts[] = { "title", "summary", "objectives", "objective", "section", "p", "callout",
					     "caption", "item", "row", "cell", "header", "takeaways", "questions",
					     "question", "vignette", "stem", "option", "explanation", "cards", "card",
					     "cloze", "front", "back", "glossary", "entry", "definition", "sources",
					     "source", "feedback", NULL };
	struct open_tag *open = scan->open;
	if (!open)
		return false;
	if (str_equal(open->name, name))
		return (is_one_of(name, texts) || is_one_of(name, alike)) && !find_end_tag(scan, start, name, 2);
	if (!is_one_of(open->name, texts) || !is_one_of(name, parts) ||
	    (str_is(open->name, "option") && str_is(name, "feedback")))
		return false;
	if (open->end <= start)
		open->end = find_end_tag(scan, start, open->name, 1);
	return open->end == 0;
}

/* Closes the innermost elements that were left open before the tag at start. */
static void close_left_open(struct scan *scan, size_t start, struct str name)
{
	while (!scan->hopeless && is_left_open(scan, start, name)) {
		struct diagnostic *d =
			report_add(scan->report, RULE_XML_UNCLOSED_ELEMENT, scan_span(start, start + 1 + name.len),
				   STR_NONE, "<%.*s> begins here while <%.*s>, opened at line %u, is still open",
				   STR_ARG(name), STR_ARG(scan->open->name), scan->open->line);
		report_help(scan->report, d, "write </%.*s> before it", STR_ARG(scan->open->name));
		scan_insert_end_tag(scan, start);
	}
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
	*open = (struct open_tag){ name, tag, line_of(scan, tag), 0, scan->open };
	scan->open = open;
}

/* An element of HTML that has no end tag there, and has none here: its tag, which ends before end, becomes a whole. */
static bool close_void(struct scan *scan, size_t start, size_t end, struct str name)
{
	static const char *const names[] = { "br", "hr", "img", "input", "wbr", NULL };
	size_t next = scan_skip_space(scan, end + 1);
	if (!is_one_of(name, names) ||
	    (scan_starts(scan, next, "</") && str_equal(scan_name(scan, next + 2), name)))
		return false;
	struct span tag = scan_span(start, start + 1 + name.len);
	struct diagnostic *d = report_add(scan->report, RULE_XML_UNCLOSED_ELEMENT, tag, STR_NONE,
					  "<%.*s> has no end, and in XML every element has one", STR_ARG(name));
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
	close_left_open(scan, start, name);
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
