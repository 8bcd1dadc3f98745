/* The mender's inside: the scan that mend.c drives; its steps are in mend_text.c, mend_tag.c and
 * mend_attribute.c, what they all use in mend_scan.c. */
#ifndef LESSON_MEND_SCAN_H
#define LESSON_MEND_SCAN_H

#include "lesson/mend.h"

/* An element that is open. */
struct open_tag {
	struct str name;
	size_t tag; /* where its < stands */
	uint32_t line;
	size_t end; /* where its end tag is known to stand; 0: not looked for yet */
	struct open_tag *up;
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
	struct open_tag *open;
	unsigned depth;
	bool root_seen;
	bool hopeless;
	/* What a merge left behind our side of a conflict, and is not read. No conflict yet: 0; none any more:
	 * SIZE_MAX. */
	size_t theirs, theirs_end;
};

static inline struct span scan_span(size_t start, size_t end)
{
	return (struct span){ (uint32_t)start, (uint32_t)end };
}

static inline bool scan_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static inline bool scan_is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || (unsigned char)c >= 0x80;
}

static inline bool scan_is_name(char c)
{
	return scan_is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

/* A zero behind the end. */
static inline char scan_peek(const struct scan *scan, size_t offset)
{
	return offset < scan->s.len ? scan->s.at[offset] : '\0';
}

static inline bool scan_starts(const struct scan *scan, size_t offset, const char *prefix)
{
	return str_starts((struct str){ scan->s.at + offset, scan->s.len - offset }, prefix);
}

/* The offset of the first byte from offset on that is no white space. */
size_t scan_skip_space(const struct scan *scan, size_t offset);
/* The name that begins at offset; its len is 0 where none does. */
struct str scan_name(const struct scan *scan, size_t offset);
/* SIZE_MAX where needle does not come any more. */
size_t scan_find(const struct scan *scan, size_t from, const char *needle);

/* Copies what stands before offset. */
void scan_copy_until(struct scan *scan, size_t offset);
/* In the copy, text stands instead of the bytes from start to end. */
void scan_replace(struct scan *scan, size_t start, size_t end, struct str text);
/* Notes that the copy goes on with what stands at copied. */
void scan_add_shift(struct scan *scan);
/* Reports xml/syntax; help may be NULL. */
void scan_syntax(struct scan *scan, size_t start, size_t end, const char *message, const char *help);

/* mend_text.c */
/* Text between tags, up to the next <. Outside the lesson it may begin with one that begins no tag. */
void scan_text(struct scan *scan);
/* <!-- … -->, <![CDATA[ … ]]>, <? … ?> */
void scan_special(struct scan *scan, const char *opening, const char *closing, const char *what);
/* <<<<<<< of Git at the start of a line, with the rest of a conflict or alone. Returns false where it is none. */
bool scan_conflict(struct scan *scan);
/* An & in text or in an attribute's value. Returns where to go on. */
size_t scan_ampersand(struct scan *scan, size_t offset);
/* An & or < that must be escaped. */
void scan_bare_character(struct scan *scan, size_t offset);

/* mend_tag.c */
void scan_start_tag(struct scan *scan);
void scan_end_tag(struct scan *scan);
/* Puts the end tag of the innermost element in at offset. */
void scan_insert_end_tag(struct scan *scan, size_t offset);

/* mend_attribute.c: the attributes of a tag that were read. */
struct seen {
	struct str name;
	struct seen *next;
};
/* An attribute at offset, where a name starts. Returns where to go on. */
size_t scan_attribute(struct scan *scan, size_t offset, struct seen **seen);

#endif
