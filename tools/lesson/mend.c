#include "lesson/mend.h"

#include "base/nearest.h"
#include "base/utf8.h"
#include "lesson/bytes.h"
#include "lesson/entities.h"

#include <stdio.h>

/* An element that is open. */
struct open {
	struct str name;
	size_t tag; /* where its < stands */
	uint32_t line;
	struct open *up;
};

struct scan {
	struct mend *mend;
	struct str s;
	size_t at;     /* the next byte to look at */
	size_t copied; /* what stands before it is in the copy */
	size_t counted; /* line is the line of this offset */
	uint32_t line;
	struct report *report;
	struct arena *scratch;
	struct open *open;
	unsigned depth;
	bool root_seen;
	bool hopeless;
};

void mend_init(struct mend *mend)
{
	buf_init(&mend->copy, BUF_CAP);
	buf_init(&mend->shifts, BUF_CAP);
}

void mend_release(struct mend *mend)
{
	buf_release(&mend->copy);
	buf_release(&mend->shifts);
}

uint32_t mend_original(const struct mend *mend, uint32_t offset)
{
	const struct mend_shift *shifts = (const struct mend_shift *)(const void *)mend->shifts.at;
	size_t low = 0, high = mend->shifts.len / sizeof(*shifts);
	if (high == 0)
		return offset;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (shifts[middle].mended <= offset)
			low = middle;
		else
			high = middle;
	}
	uint32_t original = shifts[low].original + (offset - shifts[low].mended);
	/* What was put in has no place of its own: it stands where the file goes on. */
	if (high < mend->shifts.len / sizeof(*shifts) && original > shifts[high].original)
		return shifts[high].original;
	return original;
}

static struct span span(size_t start, size_t end)
{
	return (struct span){ (uint32_t)start, (uint32_t)end };
}

static void add_shift(struct scan *scan)
{
	struct mend_shift shift = { (uint32_t)scan->mend->copy.len, (uint32_t)scan->copied };
	buf_add(&scan->mend->shifts, (const char *)&shift, sizeof(shift));
}

/* Copies what stands before offset. */
static void copy_until(struct scan *scan, size_t offset)
{
	buf_add(&scan->mend->copy, scan->s.at + scan->copied, offset - scan->copied);
	scan->copied = offset;
}

/* In the copy, text stands instead of the bytes from start to end. */
static void replace(struct scan *scan, size_t start, size_t end, struct str text)
{
	copy_until(scan, start);
	add_shift(scan);
	buf_str(&scan->mend->copy, text);
	scan->copied = end;
	add_shift(scan);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || (unsigned char)c >= 0x80;
}

static bool is_name(char c)
{
	return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

static char peek(const struct scan *scan, size_t offset)
{
	return offset < scan->s.len ? scan->s.at[offset] : '\0';
}

static size_t skip_space(const struct scan *scan, size_t offset)
{
	while (offset < scan->s.len && is_space(scan->s.at[offset]))
		offset++;
	return offset;
}

static struct str name_at(const struct scan *scan, size_t offset)
{
	size_t end = offset;
	if (is_name_start(peek(scan, end)))
		while (end < scan->s.len && is_name(scan->s.at[end]))
			end++;
	return (struct str){ scan->s.at + offset, end - offset };
}

static size_t find(const struct scan *scan, size_t from, const char *needle)
{
	const char *found = from < scan->s.len ? memmem(scan->s.at + from, scan->s.len - from, needle, strlen(needle)) : NULL;
	return found ? (size_t)(found - scan->s.at) : SIZE_MAX;
}

static bool starts_at(const struct scan *scan, size_t offset, const char *prefix)
{
	return str_starts((struct str){ scan->s.at + offset, scan->s.len - offset }, prefix);
}

/* Asked for rising offsets only. */
static uint32_t line_of(struct scan *scan, size_t offset)
{
	for (; scan->counted < offset; scan->counted++)
		scan->line += scan->s.at[scan->counted] == '\n';
	return scan->line;
}

static void bare_character(struct scan *scan, size_t offset)
{
	bool ampersand = scan->s.at[offset] == '&';
	struct diagnostic *d = report_add(scan->report, RULE_XML_BARE_CHARACTER, span(offset, offset + 1), STR_NONE,
					  "a '%c' in the text must be written %s", scan->s.at[offset], ampersand ? "&amp;" : "&lt;");
	report_help(scan->report, d, ampersand ? "write &amp;" : "write &lt;, or ≤ for 'at most'");
	replace(scan, offset, offset + 1, ampersand ? STR("&amp;") : STR("&lt;"));
}

/* &#…; at offset: whether it names a character that XML allows. end is behind the semicolon. */
static bool good_number(const struct scan *scan, size_t offset, size_t *end)
{
	bool hex = peek(scan, offset + 2) == 'x';
	size_t i = offset + (hex ? 3 : 2), first = i;
	uint32_t code = 0;
	for (; i < scan->s.len; i++) {
		char c = scan->s.at[i];
		unsigned digit = c >= '0' && c <= '9' ? (unsigned)(c - '0')
			       : hex && c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
			       : hex && c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10 : 16;
		if (digit == 16)
			break;
		code = code > 0x110000 ? code : code * (hex ? 16 : 10) + digit;
	}
	if (i == first || peek(scan, i) != ';') {
		*end = 0; /* not a reference at all */
		return false;
	}
	*end = i + 1;
	return code == 9 || code == 10 || code == 13 || (code >= 0x20 && code < 0xd800) ||
	       (code >= 0xe000 && code < 0xfffe) || (code >= 0x10000 && code <= 0x10ffff);
}

/* An & in text or in an attribute's value. Returns where to go on. */
static size_t scan_ampersand(struct scan *scan, size_t offset)
{
	size_t end;
	if (peek(scan, offset + 1) == '#') {
		if (good_number(scan, offset, &end))
			return end;
		if (end) {
			report_add(scan->report, RULE_XML_CONTROL_CHARACTER, span(offset, end), STR_NONE,
				   "%.*s names a character that can't stand in XML", (int)(end - offset), scan->s.at + offset);
			replace(scan, offset, end, STR(" "));
			return end;
		}
	}
	struct str name = name_at(scan, offset + 1);
	end = offset + 1 + name.len;
	if (name.len && peek(scan, end) != ';' && entity_is_predefined(name)) {
		struct diagnostic *d = report_add(scan->report, RULE_XML_BARE_CHARACTER, span(offset, end), STR_NONE,
						  "&%.*s has no semicolon", STR_ARG(name));
		report_help(scan->report, d, "write &%.*s;", STR_ARG(name));
		replace(scan, end, end, STR(";"));
		return end;
	}
	if (name.len == 0 || peek(scan, end) != ';') {
		bare_character(scan, offset);
		return offset + 1;
	}
	end++;
	if (entity_is_predefined(name))
		return end;
	uint32_t code = entity_of_html(name);
	char text[4];
	size_t len = code ? utf8_encode(code, text) : 0;
	struct diagnostic *d = report_add(scan->report, RULE_XML_UNKNOWN_ENTITY, span(offset, end), STR_NONE,
					  "there is no entity &%.*s; in XML", STR_ARG(name));
	if (code == 0xa0 || code == 0xad || (code >= 0x2002 && code <= 0x200d))
		report_help(scan->report, d, "write &#%u;", code);
	else if (code)
		report_help(scan->report, d, "write the character itself, %.*s, or &#%u;", (int)len, text, code);
	else
		report_help(scan->report, d, "XML knows &amp; &lt; &gt; &quot; and &apos;; write other characters as they are");
	replace(scan, offset, end, code ? (struct str){ text, len } : STR("?"));
	return end;
}

static void syntax(struct scan *scan, size_t start, size_t end, const char *message, const char *help)
{
	struct diagnostic *d = report_add(scan->report, RULE_XML_SYNTAX, span(start, end), STR_NONE, "%s", message);
	if (help)
		report_help(scan->report, d, "%s", help);
}

/* Text between tags, up to the next <. */
static void scan_text(struct scan *scan)
{
	size_t start = scan->at;
	while (scan->at < scan->s.len && scan->s.at[scan->at] != '<') {
		if (scan->s.at[scan->at] == '&' && scan->open) {
			scan->at = scan_ampersand(scan, scan->at);
		} else if (scan->open && starts_at(scan, scan->at, "]]>")) {
			syntax(scan, scan->at, scan->at + 3, "']]>' can't stand in text", "write ]]&gt;");
			replace(scan, scan->at, scan->at + 3, STR("]]&gt;"));
			scan->at += 3;
		} else {
			scan->at++;
		}
	}
	if (scan->open)
		return;
	size_t first = skip_space(scan, start);
	if (str_starts(scan->s, "\xef\xbb\xbf") && first == 0)
		first = skip_space(scan, 3);
	if (first >= scan->at)
		return;
	size_t end = scan->at;
	while (is_space(scan->s.at[end - 1]))
		end--;
	if (scan->root_seen)
		syntax(scan, first, end, "text stands behind the end of the lesson", "delete it, or move it into the lesson");
	else
		syntax(scan, first, end, "text stands before the lesson", "delete it; a lesson begins with <?xml or <lesson");
	replace(scan, first, end, STR(""));
}

/* <!-- … -->, <![CDATA[ … ]]>, <? … ?> */
static void scan_special(struct scan *scan, const char *opening, const char *closing, const char *what)
{
	size_t start = scan->at, inside = start + strlen(opening);
	size_t end = find(scan, inside, closing);
	if (end == SIZE_MAX) {
		struct diagnostic *d = report_add(scan->report, RULE_XML_SYNTAX, span(start, inside), STR_NONE,
						  "this %s is never closed", what);
		report_help(scan->report, d, "write %s where it ends", closing);
		replace(scan, start, inside, STR(""));
		/* Nothing tells where it was meant to end; its line is the best guess. */
		scan->at = inside;
		while (scan->at < scan->s.len && scan->s.at[scan->at] != '\n' && scan->s.at[scan->at] != '<')
			scan->at++;
		replace(scan, inside, scan->at, STR(""));
		return;
	}
	scan->at = end + strlen(closing);
	if (opening[1] == '?') {
		struct str target = name_at(scan, inside);
		if (str_is(target, "xml") && start != (str_starts(scan->s, "\xef\xbb\xbf") ? 3 : 0)) {
			syntax(scan, start, inside + 3, "the XML declaration must be the very first thing in the file",
			       "delete what stands before it, blank lines too");
			replace(scan, start, scan->at, STR(""));
		} else if (target.len == 0) {
			syntax(scan, start, inside, "a name must follow '<?'", "write <!-- --> for a comment");
			replace(scan, start, scan->at, STR(""));
		}
	}
	if (strcmp(opening, "<!--") == 0) {
		size_t dashes = find(scan, inside, "--");
		for (; dashes < end || (dashes == end && peek(scan, end - 1) == '-' && end > inside);) {
			if (dashes == end) {
				replace(scan, end - 1, end, STR(" "));
				break;
			}
			syntax(scan, dashes, dashes + 2, "'--' can't stand inside a comment", "write one dash, or —");
			replace(scan, dashes, dashes + 2, STR("=="));
			dashes = find(scan, dashes + 2, "--");
		}
	}
	if (opening[2] == '[' && !scan->open) {
		syntax(scan, start, inside, "text stands outside the lesson", NULL);
		replace(scan, start, scan->at, STR(""));
	}
}

static void close_top(struct scan *scan)
{
	scan->open = scan->open->up;
	scan->depth--;
}

/* Puts the end tag of the innermost element in at offset. */
static void insert_end_tag(struct scan *scan, size_t offset)
{
	char tag[160];
	int len = snprintf(tag, sizeof(tag), "</%.*s>", STR_ARG(scan->open->name));
	if (len < 0 || (size_t)len >= sizeof(tag)) {
		scan->hopeless = true;
		return;
	}
	replace(scan, offset, offset, (struct str){ tag, (size_t)len });
	close_top(scan);
}

/* An end tag that does not close the innermost element. Returns whether it stays in the copy. */
static bool scan_mismatch(struct scan *scan, size_t start, size_t end, struct str name)
{
	struct open *match = scan->open;
	while (match && !str_equal(match->name, name))
		match = match->up;
	struct span tag = span(start, end);
	if (match) {
		while (scan->open != match && !scan->hopeless) {
			struct diagnostic *d =
				report_add(scan->report, RULE_XML_UNCLOSED_ELEMENT, tag, STR_NONE,
					   "</%.*s> stands here while <%.*s>, opened at line %u, is still open", STR_ARG(name),
					   STR_ARG(scan->open->name), scan->open->line);
			report_help(scan->report, d, "write </%.*s> before it", STR_ARG(scan->open->name));
			insert_end_tag(scan, start);
		}
		return true;
	}
	struct str top = scan->open ? scan->open->name : STR_NONE;
	/* Where the right end tag follows at once, this one was left behind. */
	size_t next = end;
	while (next < scan->s.len && scan->s.at[next] != '<')
		next++;
	bool closed_next = top.at && starts_at(scan, next, "</") && str_equal(name_at(scan, next + 2), top);
	if (top.at && !closed_next && edit_distance(top, name, 2) <= (top.len > 4 ? 2 : top.len > 2)) {
		struct diagnostic *d = report_add(scan->report, RULE_XML_STRAY_END_TAG, tag, STR_NONE,
						  "</%.*s> does not close <%.*s>, opened at line %u", STR_ARG(name), STR_ARG(top),
						  scan->open->line);
		report_help(scan->report, d, "did you mean </%.*s>?", STR_ARG(top));
		replace(scan, start + 2, start + 2 + name.len, top);
		return true;
	}
	struct diagnostic *d = report_add(scan->report, RULE_XML_STRAY_END_TAG, tag, STR_NONE,
					  "</%.*s> closes nothing: no <%.*s> is open here", STR_ARG(name), STR_ARG(name));
	if (scan->open)
		report_label(scan->report, d, "open is <%.*s>, from line %u", STR_ARG(top), scan->open->line);
	report_help(scan->report, d, "delete it");
	return false;
}

static void scan_end_tag(struct scan *scan)
{
	size_t start = scan->at;
	struct str name = name_at(scan, start + 2);
	size_t end = skip_space(scan, start + 2 + name.len);
	bool closed = peek(scan, end) == '>';
	if (name.len == 0) {
		syntax(scan, start, start + 2, "a name must follow '</'", "write the name of the element that ends here");
		size_t stop = closed ? end + 1 : start + 2;
		replace(scan, start, stop, STR(""));
		scan->at = stop;
		return;
	}
	size_t stop = closed ? end + 1 : start + 2 + name.len;
	scan->at = stop;
	bool kept = scan->open && str_equal(scan->open->name, name);
	if (!kept)
		kept = scan_mismatch(scan, start, stop, name);
	if (!kept) {
		replace(scan, start, stop, STR(""));
		return;
	}
	if (!closed) {
		syntax(scan, start, stop, "this end tag has no '>'", NULL);
		replace(scan, stop, stop, STR(">"));
	}
	close_top(scan);
}

/* Where the name of another attribute begins that the quote at close opens the value of; 0 where it does not:
 * in src="x.svg alt="A heart" the first value has no end of its own. */
static size_t swallowed_attribute(const struct scan *scan, size_t offset, size_t close)
{
	size_t i = close;
	if (i <= offset + 1 || scan->s.at[i - 1] != '=')
		return 0;
	for (i--; i > offset + 1 && is_name(scan->s.at[i - 1]);)
		i--;
	return i > offset + 1 && is_space(scan->s.at[i - 1]) && is_name_start(scan->s.at[i]) ? i : 0;
}

/* Where the value ends whose quote opens at offset and does not close before limit, the end of its tag. */
static size_t runaway_end(const struct scan *scan, size_t offset, size_t limit)
{
	size_t end = limit;
	if (end > offset + 1 && peek(scan, end) == '>' && scan->s.at[end - 1] == '/')
		end--;
	while (end > offset + 1 && is_space(scan->s.at[end - 1]))
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
		struct diagnostic *d = report_add(scan->report, RULE_XML_BAD_ATTRIBUTE, span(offset, close), STR_NONE,
						  "the value of %.*s has no closing quote", STR_ARG(name));
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
			bare_character(scan, i++);
		} else {
			i++;
		}
	}
	if (!runaway)
		return close + 1;
	replace(scan, close, stop, (struct str){ &quote, 1 });
	return stop;
}

struct seen {
	struct str name;
	struct seen *next;
};

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

/* An attribute at offset, where a name starts. Returns where to go on. */
static size_t scan_attribute(struct scan *scan, size_t offset, struct seen **seen)
{
	struct str name = name_at(scan, offset);
	size_t name_end = offset + name.len;
	bool twice = seen_before(scan, seen, name);
	if (twice) {
		report_add(scan->report, RULE_XML_BAD_ATTRIBUTE, span(offset, name_end), STR_NONE,
			   "the attribute %.*s stands twice in this tag", STR_ARG(name));
		copy_until(scan, offset);
	}
	size_t mended = scan->mend->copy.len, shifts = scan->mend->shifts.len;
	size_t i = skip_space(scan, name_end);
	if (peek(scan, i) != '=') {
		struct diagnostic *d = report_add(scan->report, RULE_XML_BAD_ATTRIBUTE, span(offset, name_end), STR_NONE,
						  "the attribute %.*s has no value", STR_ARG(name));
		report_help(scan->report, d, "write %.*s=\"…\"", STR_ARG(name));
		replace(scan, name_end, name_end, STR("=\"\""));
		i = name_end;
	} else {
		i = skip_space(scan, i + 1);
		if (peek(scan, i) == '"' || peek(scan, i) == '\'') {
			i = scan_value(scan, i, name);
		} else {
			size_t end = i;
			while (end < scan->s.len && !is_space(scan->s.at[end]) && !strchr("<>/\"'", scan->s.at[end]))
				end++;
			struct diagnostic *d = report_add(scan->report, RULE_XML_BAD_ATTRIBUTE, span(i, end), STR_NONE,
							  "the value of %.*s must stand in quotes", STR_ARG(name));
			report_help(scan->report, d, "write %.*s=\"%.*s\"", STR_ARG(name), (int)(end - i), scan->s.at + i);
			replace(scan, i, i, STR("\""));
			for (size_t j = i; j < end;) {
				if (scan->s.at[j] == '&')
					j = scan_ampersand(scan, j);
				else
					j++;
			}
			size_t stop = end + (peek(scan, end) == '"' || peek(scan, end) == '\'');
			replace(scan, end, stop, STR("\""));
			i = stop;
		}
	}
	if (twice && !buf_failed(&scan->mend->copy) && !buf_failed(&scan->mend->shifts)) {
		buf_cut(&scan->mend->copy, mended);
		buf_cut(&scan->mend->shifts, shifts);
		scan->copied = i;
		add_shift(scan);
	}
	return i;
}

/* Elements that never stand in one of their own kind: where another begins, the first was left open. */
static bool never_nests(struct str name)
{
	static const char *const names[] = { "p",    "item", "option", "question", "card",	"row",	 "cell",     "header",
					     "stem", "entry", "title", "source",   "objective", "front", "feedback", "cloze" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_is(name, names[i]))
			return true;
	return false;
}

/* Closes the innermost element where the tag at start can only begin its next sibling. */
static void close_sibling(struct scan *scan, size_t start, struct str name)
{
	if (!scan->open || !str_equal(scan->open->name, name) || !never_nests(name))
		return;
	struct diagnostic *d = report_add(scan->report, RULE_XML_UNCLOSED_ELEMENT, span(start, start + 1 + name.len), STR_NONE,
					  "<%.*s> begins here while <%.*s>, opened at line %u, is still open", STR_ARG(name),
					  STR_ARG(name), scan->open->line);
	report_help(scan->report, d, "write </%.*s> before it", STR_ARG(name));
	insert_end_tag(scan, start);
}

static void push(struct scan *scan, struct str name, size_t tag)
{
	struct open *open = arena_alloc(scan->scratch, sizeof(*open));
	if (!open || ++scan->depth > DEPTH_MAX) {
		scan->hopeless = true;
		if (open) {
			struct diagnostic *d = report_add(scan->report, RULE_XML_TOO_LARGE, span(tag, tag + 1 + name.len), STR_NONE,
							  "more than %d elements are open here", DEPTH_MAX);
			report_help(scan->report, d, "look for end tags that are missing");
		}
		return;
	}
	*open = (struct open){ name, tag, line_of(scan, tag), scan->open };
	scan->open = open;
}

static void scan_start_tag(struct scan *scan)
{
	size_t start = scan->at;
	struct str name = name_at(scan, start + 1);
	size_t i = start + 1 + name.len;
	if (!scan->open && scan->root_seen) {
		syntax(scan, start, i, "another element stands behind the end of the lesson", "one file holds one lesson");
		replace(scan, start, scan->s.len, STR(""));
		scan->at = scan->s.len;
		return;
	}
	scan->root_seen = true;
	close_sibling(scan, start, name);
	struct seen *seen = NULL;
	for (;;) {
		size_t gap = i;
		i = skip_space(scan, i);
		char c = peek(scan, i);
		if (c == '>' || (c == '/' && peek(scan, i + 1) == '>'))
			break;
		if (i >= scan->s.len || c == '<') {
			syntax(scan, start, start + 1 + name.len, "this tag has no '>'", NULL);
			copy_until(scan, gap);
			replace(scan, gap, gap, STR(">"));
			scan->at = gap;
			push(scan, name, start);
			return;
		}
		if (!is_name_start(c)) {
			size_t next = i;
			utf8_next(scan->s, &next);
			struct diagnostic *d = report_add(scan->report, RULE_XML_SYNTAX, span(i, next), STR_NONE,
							  "'%.*s' can't stand here in a tag", (int)(next - i), scan->s.at + i);
			report_help(scan->report, d, "a tag holds a name and attributes of the form name=\"value\"");
			replace(scan, i, next, STR(" "));
			i = next;
			continue;
		}
		if (gap == i) {
			if (peek(scan, i - 1) == '"' || peek(scan, i - 1) == '\'')
				syntax(scan, i, i + 1, "a space must stand between attributes", NULL);
			replace(scan, i, i, STR(" "));
		}
		i = scan_attribute(scan, i, &seen);
	}
	bool empty = scan->s.at[i] == '/';
	scan->at = i + (empty ? 2 : 1);
	if (!empty)
		push(scan, name, start);
}

static void scan_markup(struct scan *scan)
{
	size_t i = scan->at;
	if (starts_at(scan, i, "<!--")) {
		scan_special(scan, "<!--", "-->", "comment");
	} else if (starts_at(scan, i, "<![CDATA[")) {
		scan_special(scan, "<![CDATA[", "]]>", "CDATA section");
	} else if (peek(scan, i + 1) == '?') {
		scan_special(scan, "<?", "?>", "processing instruction");
	} else if (starts_at(scan, i, "<!DOCTYPE")) {
		struct diagnostic *d = report_add(scan->report, RULE_XML_DOCTYPE, span(i, i + 9), STR_NONE, "a lesson has no DOCTYPE");
		report_help(scan->report, d, "delete it");
		size_t end = find(scan, i, ">");
		scan->at = end == SIZE_MAX ? scan->s.len : end + 1;
		replace(scan, i, scan->at, STR(""));
	} else if (peek(scan, i + 1) == '/' && (is_name_start(peek(scan, i + 2)) || peek(scan, i + 2) == '>')) {
		scan_end_tag(scan);
	} else if (is_name_start(peek(scan, i + 1))) {
		scan_start_tag(scan);
	} else {
		bare_character(scan, i);
		scan->at = i + 1;
	}
}

bool mend_scan(struct mend *mend, struct str bytes, struct report *report, struct arena *scratch)
{
	buf_clear(&mend->copy);
	buf_clear(&mend->shifts);
	struct scan scan = { .mend = mend, .s = bytes, .line = 1, .report = report, .scratch = scratch };
	add_shift(&scan);
	while (scan.at < bytes.len && !scan.hopeless) {
		if (bytes.at[scan.at] == '<')
			scan_markup(&scan);
		else
			scan_text(&scan);
	}
	if (scan.hopeless)
		return false;
	copy_until(&scan, bytes.len);
	while (scan.open && !scan.hopeless) {
		struct diagnostic *d = report_add(report, RULE_XML_UNCLOSED_ELEMENT,
						  span(scan.open->tag, scan.open->tag + 1 + scan.open->name.len), STR_NONE,
						  "<%.*s> is opened here and never closed", STR_ARG(scan.open->name));
		report_help(report, d, "write </%.*s> where it ends", STR_ARG(scan.open->name));
		insert_end_tag(&scan, bytes.len);
	}
	return scan.root_seen && !scan.hopeless && !buf_failed(&mend->copy) && !buf_failed(&mend->shifts) &&
	       !arena_failed(scratch);
}
