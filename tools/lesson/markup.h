/* The scanner of XML markup: finds the tags, comments and so on in bytes that need not be well-formed. */
#ifndef LESSON_MARKUP_H
#define LESSON_MARKUP_H

#include "base/str.h"

enum markup_kind {
	MARKUP_START,
	MARKUP_EMPTY, /* a start tag that ends with a slash */
	MARKUP_END,
	MARKUP_COMMENT,
	MARKUP_CDATA,
	MARKUP_INSTRUCTION,
	MARKUP_DOCTYPE,
	MARKUP_KINDS
};

struct markup {
	enum markup_kind kind;
	bool closed;       /* if not, a tag ends before the next <, and anything else with its line at the latest */
	size_t start, end; /* from the < to after the > */
	size_t inside, inside_end; /* what is between the opening and the closing; in a tag, the attributes */
	struct str name;   /* of a tag or an instruction; may be empty */
};

struct markup_scan {
	struct str bytes;
	size_t unclosed[MARKUP_KINDS]; /* private: from here on none of the kind is closed; 0: not known yet */
};

/* Sets markup to the one at offset; returns false if none begins there. A < before a space or a digit begins none. */
bool markup_at(struct markup_scan *scan, size_t offset, struct markup *markup);
/* The same for the first one at or after offset. */
bool markup_next(struct markup_scan *scan, size_t offset, struct markup *markup);
/* What closes a comment, a CDATA section or an instruction. */
const char *markup_closing(enum markup_kind kind);

struct markup_attribute {
	size_t name, name_end, value, value_end; /* the value without its quotes */
};

/* Reads the next attribute with a quoted value between *offset and end, and moves *offset after it. */
bool markup_attribute(struct str bytes, size_t *offset, size_t end, struct markup_attribute *attribute);

/* How far into raw, a run of text as it is in the file, the first count bytes of the decoded text reach. The start of a
 * span is after the opening of a CDATA section, its end before the opening of the next. */
size_t markup_text_offset(struct str raw, struct str decoded, size_t count, bool is_end);

static inline struct str markup_slice(struct str bytes, size_t start, size_t end)
{
	return (struct str){ bytes.at + start, end - start };
}

#endif
