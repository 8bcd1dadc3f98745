#include "lesson/bytes.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "lesson/markup.h"

#include <strings.h>

struct magic {
	const char *bytes;
	size_t len;
	const char *what;
};

#define MAGIC(literal, what)                                                                                           \
	{                                                                                                              \
		literal, sizeof(literal) - 1, what                                                                     \
	}

static const struct magic magics[] = {
	MAGIC("PK\x03\x04", "a ZIP archive"),
	MAGIC("PK\x05\x06", "an empty ZIP archive"),
	MAGIC("\x89PNG", "a PNG picture"),
	MAGIC("\xff\xd8\xff", "a JPEG picture"),
	MAGIC("GIF8", "a GIF picture"),
	MAGIC("RIFF", "a RIFF file, such as a WebP picture"),
	MAGIC("%PDF", "a PDF document"),
	MAGIC("\x1f\x8b", "a gzip archive"),
	MAGIC("{\\rtf", "a rich text document"),
	MAGIC("\xd0\xcf\x11\xe0", "an old Office document"),
	MAGIC("SQLite format 3", "an SQLite database"),
	MAGIC("\x7f"
	      "ELF",
	      "a program"),
};

static struct span at(size_t offset, size_t len)
{
	return (struct span){ (uint32_t)offset, (uint32_t)(offset + len) };
}

static enum bytes_verdict not_xml(struct report *report, const char *found, const char *what)
{
	struct diagnostic *d =
		report_add(report, RULE_XML_NOT_XML, at(0, 0), STR_NONE, "the file is %s, not a %s", found, what);
	report_help(report, d, "a %s is an XML file; copy an existing one%s", what,
		    strcmp(what, "lesson") == 0		 ? ", or create one with satchel-new"
		    : strcmp(what, "configuration") == 0 ? ", or create one with satchel-new config"
							 : "");
	return BYTES_UNUSABLE;
}

/* After the byte order mark. */
static size_t skip_mark(struct str s)
{
	return str_starts(s, "\xef\xbb\xbf") ? 3 : 0;
}

static size_t skip_space(struct str s, size_t from)
{
	while (from < s.len && ascii_is_space(s.at[from]))
		from++;
	return from;
}

/* The two- or four-byte encoding that the first bytes indicate, or NULL. */
static const char *wide_encoding(struct str s)
{
	if (s.len >= 4 && memcmp(s.at, "\xff\xfe\0\0", 4) == 0)
		return "UTF-32";
	if (s.len >= 4 && memcmp(s.at, "\0\0\xfe\xff", 4) == 0)
		return "UTF-32";
	if (s.len >= 2 && (memcmp(s.at, "\xff\xfe", 2) == 0 || memcmp(s.at, "\xfe\xff", 2) == 0))
		return "UTF-16";
	if (s.len >= 4 && (memcmp(s.at, "<\0", 2) == 0 || memcmp(s.at, "\0<", 2) == 0) &&
	    (s.at[2] == 0 || s.at[3] == 0))
		return s.at[1] == 0 && s.at[2] == 0 ? "UTF-32" : "UTF-16";
	return NULL;
}

/* A writable copy of the file, made at the first call. */
static char *writable(struct str bytes, struct buf *recovered)
{
	if (recovered->len == 0)
		buf_str(recovered, bytes);
	return buf_failed(recovered) ? NULL : recovered->at;
}

static struct str find(struct str s, const char *needle)
{
	const char *found = s.len ? memmem(s.at, s.len, needle, strlen(needle)) : NULL;
	return found ? (struct str){ found, (size_t)(s.at + s.len - found) } : STR_NONE;
}

/* The encoding in the XML declaration, a view into it; STR_NONE if there is none. */
static struct str declared_encoding(struct str s)
{
	struct markup_scan scan = { .bytes = s };
	struct markup declaration;
	struct markup_attribute a;
	if (!markup_at(&scan, skip_mark(s), &declaration) || !str_is(declaration.name, "xml") || !declaration.closed)
		return STR_NONE;
	for (size_t at = declaration.inside; markup_attribute(s, &at, declaration.inside_end, &a);)
		if (str_is(markup_slice(s, a.name, a.name_end), "encoding"))
			return markup_slice(s, a.value, a.value_end);
	return STR_NONE;
}

static bool is_utf8(struct str encoding)
{
	return encoding.len == 5 && strncasecmp(encoding.at, "UTF-8", 5) == 0;
}

bool bytes_are_utf8(struct str bytes)
{
	struct str declared = declared_encoding(bytes);
	return !wide_encoding(bytes) && (!declared.at || is_utf8(declared));
}

/* The probable encoding of bytes that are not UTF-8: only Windows encodings have characters from 0x80 to 0x9F. */
static const char *likely_encoding(struct str bytes)
{
	for (size_t from = utf8_valid_prefix(bytes); from < bytes.len; from++) {
		unsigned char c = (unsigned char)bytes.at[from];
		if (c >= 0x80 && c < 0xa0)
			return "WINDOWS-1252";
		from += utf8_valid_prefix((struct str){ bytes.at + from + 1, bytes.len - from - 1 });
	}
	return "ISO-8859-1";
}

/* Checks whether an encoding other than UTF-8 is declared. Returns whether it was reported. */
static bool check_declaration(const struct source *source, struct report *report, struct buf *recovered)
{
	struct str bytes = source->bytes;
	struct str declared = declared_encoding(bytes);
	if (!declared.at || is_utf8(declared))
		return false;
	size_t offset = (size_t)(declared.at - bytes.at);
	struct diagnostic *d =
		report_add(report, RULE_XML_ENCODING, at(offset, declared.len), STR_NONE,
			   "the file declares the encoding '%.*s', not UTF-8", STR_ARG(declared));
	if (utf8_valid_prefix(bytes) == bytes.len)
		report_help(report, d, "write encoding=\"UTF-8\": the text itself is UTF-8 already");
	else
		report_help(report, d, "convert the file with iconv -f %.*s -t UTF-8, and write encoding=\"UTF-8\"",
			    STR_ARG(declared));
	/* Otherwise the parser would use it. */
	char *copy = writable(bytes, recovered);
	const char *name = copy ? find((struct str){ copy, offset }, "encoding").at : NULL;
	if (!name)
		return true;
	size_t from = (size_t)(name - copy);
	memset(copy + from, ' ', offset + declared.len + 1 - from);
	return true;
}

/* declared: another encoding was declared and has been reported. */
static void check_utf8(const struct source *source, bool declared, struct report *report, struct buf *recovered)
{
	struct str bytes = source->bytes;
	size_t first = utf8_valid_prefix(bytes);
	if (first == bytes.len)
		return;
	char *copy = writable(bytes, recovered);
	size_t count = 0;
	for (size_t from = first; from < bytes.len;) {
		count++;
		if (copy)
			copy[from] = '?';
		from++;
		from += utf8_valid_prefix((struct str){ bytes.at + from, bytes.len - from });
	}
	if (declared)
		return;
	struct diagnostic *d = report_add(report, RULE_XML_ENCODING, at(first, 1), STR_NONE, "byte 0x%02X is not UTF-8",
					  (unsigned char)bytes.at[first]);
	if (count > 1)
		report_label(report, d, "the first of %zu such bytes in this file", count);
	report_help(report, d, "save the file as UTF-8, or convert it: iconv -f %s -t UTF-8", likely_encoding(bytes));
}

static bool is_forbidden(struct str s, size_t i)
{
	unsigned char c = (unsigned char)s.at[i];
	if (c < 0x20)
		return !ascii_is_space(s.at[i]);
	/* U+FFFE and U+FFFF */
	return c == 0xef && i + 2 < s.len && (unsigned char)s.at[i + 1] == 0xbf && (unsigned char)s.at[i + 2] >= 0xbe;
}

/* Skips printable ASCII, eight bytes at a time; may stop early. */
static size_t skip_plain(struct str s, size_t i)
{
	uint64_t eight;
	for (; s.len - i >= 8; i += 8) {
		memcpy(&eight, s.at + i, 8);
		/* The first byte that is below 0x20 or above 0x7F has its high bit set here. */
		uint64_t odd = ((eight - 0x2020202020202020u) | eight) & 0x8080808080808080u;
		if (odd)
			return i + (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? (size_t)__builtin_ctzll(odd) / 8 : 0);
	}
	return i;
}

static void check_characters(const struct source *source, struct report *report, struct buf *recovered)
{
	struct str bytes = source->bytes;
	size_t count = 0, first = 0;
	char *copy = NULL;
	for (size_t i = 0; i < bytes.len; i++) {
		i = skip_plain(bytes, i);
		if (i >= bytes.len || !is_forbidden(bytes, i))
			continue;
		if (count++ == 0)
			first = i;
		copy = writable(bytes, recovered);
		if (copy)
			memset(copy + i, ' ', (unsigned char)bytes.at[i] < 0x20 ? 1 : 3);
	}
	if (count == 0)
		return;
	size_t next = first;
	unsigned code = utf8_next(bytes, &next);
	struct diagnostic *d = report_add(report, RULE_XML_CONTROL_CHARACTER, at(first, next - first), STR_NONE,
					  "the character U+%04X can't be in XML", code);
	if (count > 1)
		report_label(report, d, "the first of %zu such characters in this file", count);
	report_help(report, d, "delete it; such characters appear when text is copied from PDF or Word");
}

/* The DOCTYPE before the root element. */
static bool find_doctype(struct str s, struct markup *markup)
{
	struct markup_scan scan = { .bytes = s };
	size_t at = skip_space(s, skip_mark(s));
	while (markup_at(&scan, at, markup) && markup->closed &&
	       (markup->kind == MARKUP_COMMENT || markup->kind == MARKUP_INSTRUCTION))
		at = skip_space(s, markup->end);
	return markup_at(&scan, at, markup) && markup->kind == MARKUP_DOCTYPE;
}

/* A DOCTYPE without declarations of its own is skipped once it is reported. */
static enum bytes_verdict check_doctype(const struct source *source, const char *what, struct report *report,
					struct buf *recovered)
{
	struct str bytes = recovered->len ? buf_view(recovered) : source->bytes;
	struct markup doctype;
	if (!find_doctype(bytes, &doctype))
		return BYTES_GOOD;
	size_t start = doctype.start;
	struct diagnostic *d = report_add(report, RULE_XML_DOCTYPE, at(start, 9), STR_NONE, "a DOCTYPE in a %s", what);
	report_help(report, d,
		    "delete it; the schema is found by the namespace, and characters are written as they are");
	if (!doctype.closed || memchr(bytes.at + start, '[', doctype.end - start))
		return BYTES_UNUSABLE;
	char *copy = writable(source->bytes, recovered);
	for (size_t i = start; copy && i < doctype.end; i++)
		if (copy[i] != '\n')
			copy[i] = ' ';
	return BYTES_RECOVERED;
}

/* Reports tags longer than any lesson needs; libxml2's time is quadratic in the attributes of a tag. */
static bool check_tag_sizes(const struct source *source, struct report *report)
{
	struct markup_scan scan = { .bytes = source->bytes };
	struct markup markup = { .end = 0 };
	while (source->bytes.len > TAG_MAX && markup_next(&scan, markup.end, &markup)) {
		if (markup.kind > MARKUP_END || markup.end - markup.start <= TAG_MAX)
			continue;
		struct diagnostic *d = report_add(report, RULE_XML_TOO_LARGE, at(markup.start, 1), STR_NONE,
						  "this tag is longer than %d bytes", TAG_MAX);
		report_help(report, d, "look for a missing '>' or quote");
		return false;
	}
	return true;
}

enum bytes_verdict bytes_check(const struct source *source, const char *what, struct report *report,
			       struct buf *recovered)
{
	struct str bytes = source->bytes;
	buf_clear(recovered);
	size_t first = skip_space(bytes, skip_mark(bytes));
	if (first >= bytes.len)
		return not_xml(report, bytes.len ? "blank" : "empty", what);
	for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++)
		if (bytes.len >= magics[i].len && memcmp(bytes.at, magics[i].bytes, magics[i].len) == 0)
			return not_xml(report, magics[i].what, what);
	const char *wide = wide_encoding(bytes);
	if (wide) {
		struct diagnostic *d = report_add(report, RULE_XML_ENCODING, at(0, 0), STR_NONE,
						  "the file is in %s, not UTF-8", wide);
		report_help(report, d, "save it as UTF-8, or convert it: iconv -f %s -t UTF-8", wide);
		return BYTES_UNUSABLE;
	}
	if (bytes.at[first] != '<' && !find(bytes, "xmlns").at)
		return not_xml(report, memchr(bytes.at, '\0', bytes.len) ? "binary data" : "plain text", what);
	if (!check_tag_sizes(source, report))
		return BYTES_UNUSABLE;
	check_utf8(source, check_declaration(source, report, recovered), report, recovered);
	check_characters(source, report, recovered);
	if (check_doctype(source, what, report, recovered) == BYTES_UNUSABLE)
		return BYTES_UNUSABLE;
	return recovered->len ? BYTES_RECOVERED : BYTES_GOOD;
}
