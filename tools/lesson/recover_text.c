#include "base/ascii.h"
#include "base/utf8.h"
#include "lesson/entities.h"
#include "lesson/recover_scan.h"

#include <stdio.h>

void scan_bare_character(struct scan *scan, size_t offset)
{
	bool ampersand = scan->s.at[offset] == '&';
	struct diagnostic *d =
		report_add(scan->report, RULE_XML_BARE_CHARACTER, scan_span(offset, offset + 1), STR_NONE,
			   "'%c' in text must be written as %s", scan->s.at[offset], ampersand ? "&amp;" : "&lt;");
	report_help(scan->report, d, ampersand ? "write &amp;" : "write &lt;, or ≤ for 'at most'");
	/* A < may have been meant as the start of a tag. */
	report_edit(scan->report, d, ampersand ? FIX_SAFE : FIX_UNSAFE, scan_span(offset, offset + 1),
		    ampersand ? STR("&amp;") : STR("&lt;"));
	scan_replace(scan, offset, offset + 1, ampersand ? STR("&amp;") : STR("&lt;"));
}

/* Whether &#…; at offset is a character that XML allows. *end is the offset after the semicolon. */
static bool good_number(const struct scan *scan, size_t offset, size_t *end)
{
	bool hex = scan_peek(scan, offset + 2) == 'x';
	size_t i = offset + (hex ? 3 : 2), first = i;
	uint32_t code = 0;
	for (; i < scan->s.len; i++) {
		char c = scan->s.at[i];
		unsigned digit = ascii_is_digit(c)	       ? (unsigned)(c - '0')
				 : hex && c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
				 : hex && c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10
							       : 16;
		if (digit == 16)
			break;
		code = code > 0x110000 ? code : code * (hex ? 16 : 10) + digit;
	}
	if (i == first || scan_peek(scan, i) != ';') {
		*end = 0; /* not a reference */
		return false;
	}
	*end = i + 1;
	return code == 9 || code == 10 || code == 13 || (code >= 0x20 && code < 0xd800) ||
	       (code >= 0xe000 && code < 0xfffe) || (code >= 0x10000 && code <= 0x10ffff);
}

size_t scan_ampersand(struct scan *scan, size_t offset)
{
	size_t end;
	if (scan_peek(scan, offset + 1) == '#') {
		if (good_number(scan, offset, &end))
			return end;
		if (end) {
			report_add(scan->report, RULE_XML_CONTROL_CHARACTER, scan_span(offset, end), STR_NONE,
				   "%.*s is a character that XML forbids", (int)(end - offset),
				   scan->s.at + offset);
			scan_replace(scan, offset, end, STR(" "));
			return end;
		}
	}
	struct str name = scan_name(scan, offset + 1);
	end = offset + 1 + name.len;
	if (name.len && scan_peek(scan, end) != ';' && entity_is_predefined(name)) {
		struct diagnostic *d = report_add(scan->report, RULE_XML_BARE_CHARACTER, scan_span(offset, end),
						  STR_NONE, "&%.*s has no semicolon", STR_ARG(name));
		report_help(scan->report, d, "write &%.*s;", STR_ARG(name));
		report_edit(scan->report, d, FIX_UNSAFE, scan_span(end, end), STR(";"));
		scan_replace(scan, end, end, STR(";"));
		return end;
	}
	if (name.len == 0 || scan_peek(scan, end) != ';') {
		scan_bare_character(scan, offset);
		return offset + 1;
	}
	end++;
	if (entity_is_predefined(name))
		return end;
	uint32_t code = entity_of_html(name);
	char text[4];
	size_t len = code ? utf8_encode(code, text) : 0;
	struct diagnostic *d = report_add(scan->report, RULE_XML_UNKNOWN_ENTITY, scan_span(offset, end), STR_NONE,
					  "XML has no entity &%.*s;", STR_ARG(name));
	char number[16];
	int digits = snprintf(number, sizeof(number), "&#%u;", code);
	if (code == 0xa0 || code == 0xad || (code >= 0x2002 && code <= 0x200d)) {
		report_help(scan->report, d, "write %s", number);
		report_edit(scan->report, d, FIX_SAFE, scan_span(offset, end), (struct str){ number, (size_t)digits });
	} else if (code) {
		report_help(scan->report, d, "write the character itself, %.*s, or %s", (int)len, text, number);
		report_edit(scan->report, d, FIX_SAFE, scan_span(offset, end), (struct str){ text, len });
	} else {
		report_help(scan->report, d,
			    "XML only has &amp; &lt; &gt; &quot; and &apos;; write other characters literally");
	}
	scan_replace(scan, offset, end, code ? (struct str){ text, len } : STR("?"));
	return end;
}

/* Deletes text outside the root element, where only white space is allowed. */
static void drop_text(struct scan *scan, size_t start, size_t end)
{
	size_t first = scan_skip_space(scan, start);
	if (str_starts(scan->s, "\xef\xbb\xbf") && first == 0)
		first = scan_skip_space(scan, 3);
	if (first >= end)
		return;
	while (ascii_is_space(scan->s.at[end - 1]))
		end--;
	struct diagnostic *d =
		report_add(scan->report, RULE_XML_SYNTAX, scan_span(first, end), STR_NONE, "text %s the %s",
			   scan->root_seen ? "after the end of" : "before", scan->what);
	if (scan->root_seen)
		report_help(scan->report, d, "delete it, or move it into the %s", scan->what);
	else
		report_help(scan->report, d, "delete it; a %s begins with <?xml or <%s", scan->what,
			    scan->model->root_name);
	scan_replace(scan, first, end, STR(""));
}

void scan_text(struct scan *scan)
{
	size_t start = scan->at;
	if (scan->at < scan->stop && scan->s.at[scan->at] == '<')
		scan->at++;
	while (scan->at < scan->stop && scan->s.at[scan->at] != '<') {
		if (scan->s.at[scan->at] == '&' && scan->depth) {
			scan->at = scan_ampersand(scan, scan->at);
		} else if (scan->depth && scan_starts(scan, scan->at, "]]>")) {
			struct diagnostic *d = scan_syntax(scan, scan->at, scan->at + 3, "']]>' can't be in text",
							   "write ]]&gt;");
			report_edit(scan->report, d, FIX_SAFE, scan_span(scan->at, scan->at + 3), STR("]]&gt;"));
			/* Otherwise the brackets would be reported too. */
			scan_replace(scan, scan->at, scan->at + 3, STR(""));
			scan->at += 3;
		} else if (scan->at == scan->theirs && scan->at > 0) {
			if (!scan->depth)
				drop_text(scan, start, scan->at);
			scan_replace(scan, scan->theirs, scan->theirs_end, STR(""));
			start = scan->at = scan->theirs_end;
		} else {
			scan->at++;
		}
	}
	if (!scan->depth)
		drop_text(scan, start, scan->at);
}

/* Handles a conflict marker that was left when the rest was resolved. */
static bool lone_marker(struct scan *scan, size_t start, size_t end)
{
	if (end > start + 7 && scan->s.at[start + 7] != ' ')
		return false;
	scan_syntax(scan, start, end, "leftover line of a Git merge conflict", "delete the line");
	scan_replace(scan, start, end, STR(""));
	scan->at = end;
	return true;
}

/* Handles a <<<<<<< of Git at the start of a line, of a conflict or alone. Returns false if there is none. */
static bool write_conflict(struct scan *scan)
{
	size_t start = scan->at, end = scan_line_end(scan, start);
	if (!scan_starts(scan, start, "<<<<<<<") || (start > 0 && scan->s.at[start - 1] != '\n'))
		return false;
	/* Search only once if nothing follows or another conflict is still open, because each search may read to the
	 * end. */
	if (scan->theirs > start)
		return lone_marker(scan, start, end);
	if (!scan_find_conflict(scan, start, end, &scan->theirs, &scan->theirs_end)) {
		scan->theirs = SIZE_MAX;
		return lone_marker(scan, start, end);
	}
	scan_syntax(scan, start, end, "a merge conflict in Git",
		    "keep one version, or combine both, and delete the lines with <, = and >");
	scan_replace(scan, start, end, STR(""));
	scan->at = end;
	return true;
}

/* Replaces dashes that are not allowed in a comment: two or more in sequence, or one before its end. A run that extends
 * the comment's own marks is deleted. */
static void write_dashes(struct scan *scan, size_t start, size_t end)
{
	for (size_t at = start; at < end;) {
		size_t after = at;
		while (after < end && scan->s.at[after] == '-')
			after++;
		if (after - at > 1 || (after > at && after == end)) {
			scan_syntax(scan, at, after, "'--' can't be inside a comment",
				    at == start || after == end
					    ? "delete them: <!-- begins a comment and --> ends it; a "
					      "line can be drawn with ="
					    : "write one dash, or —");
			scan_replace(scan, at, after, STR("="));
		}
		at = after + 1;
	}
}

static void write_instruction(struct scan *scan, const struct markup *markup)
{
	struct diagnostic *d = NULL;
	if (str_is(markup->name, "xml") && markup->start != (str_starts(scan->s, "\xef\xbb\xbf") ? 3 : 0))
		d = scan_syntax(scan, markup->start, markup->inside + 3,
				"the XML declaration must be the very first thing in the file",
				"delete everything before it, blank lines too");
	else if (scan_name(scan, markup->inside).len == 0)
		d = scan_syntax(scan, markup->start, markup->inside, "a name must follow '<?'",
				"write <!-- --> for a comment");
	if (d)
		scan_replace(scan, markup->start, markup->end, STR(""));
}

bool scan_special(struct scan *scan)
{
	static const char *const names[] = { [MARKUP_COMMENT] = "comment", [MARKUP_CDATA] = "CDATA section",
					     [MARKUP_INSTRUCTION] = "processing instruction" };
	struct markup markup;
	size_t start = scan->at, broken = scan_broken_comment(scan, start);
	if (broken) {
		scan_syntax(scan, start, broken, "'<!' begins no comment",
			    "write <!-- at its start and --> at its end, or delete it");
		scan_replace(scan, start, broken, STR(""));
		scan->at = broken;
		return true;
	}
	if (!markup_at(&scan->markup, scan->at, &markup) || markup.kind <= MARKUP_END)
		return write_conflict(scan);
	scan->at = markup.end;
	if (markup.kind == MARKUP_DOCTYPE) {
		struct diagnostic *d =
			report_add(scan->report, RULE_XML_DOCTYPE, scan_span(markup.start, markup.inside), STR_NONE,
				   "a DOCTYPE in a %s", scan->what);
		report_help(scan->report, d, "delete it");
		scan_replace(scan, markup.start, markup.end, STR(""));
	} else if (!markup.closed) {
		/* Where it should end is unknown; assume the end of its line. */
		struct diagnostic *d = report_add(scan->report, RULE_XML_SYNTAX, scan_span(markup.start, markup.inside),
						  STR_NONE, "this %s is never closed", names[markup.kind]);
		report_help(scan->report, d, "write %s where it ends", markup_closing(markup.kind));
		scan_replace(scan, markup.start, markup.end, STR(""));
	} else if (markup.kind == MARKUP_INSTRUCTION) {
		write_instruction(scan, &markup);
	} else if (markup.kind == MARKUP_COMMENT) {
		write_dashes(scan, markup.inside, markup.inside_end);
	} else if (!scan->depth) {
		scan_syntax(scan, markup.start, markup.inside, "text outside the root element", "delete it");
		scan_replace(scan, markup.start, markup.end, STR(""));
	}
	return true;
}
