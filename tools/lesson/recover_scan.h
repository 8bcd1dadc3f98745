/* The inside of recover.h. recover_tokens.c finds what could be tags, recover_tag.c says in which ways each can be
 * read, recover_search.c chooses among them, and recover_write.c and recover_text.c report the mistakes and make the
 * copy. */
#ifndef LESSON_RECOVER_SCAN_H
#define LESSON_RECOVER_SCAN_H

#include "lesson/recover.h"

/* What a mistake costs. Small differences decide between ways to read the file that have equally many. */
enum { COST_MISTAKE = 10 };

enum reading_kind { READ_TEXT, READ_START, READ_EMPTY, READ_END };

/* One way to read what begins with a < (or lacks one). */
struct reading {
	enum reading_kind kind;
	unsigned cost;   /* of the mistakes in the tag itself */
	size_t name;     /* offset of the element's name */
	struct str named;
	size_t end;      /* after the tag */
	bool attributes; /* there are some */
	bool text;       /* text follows, up to the next token */
	bool strict;     /* nothing is wrong in it but for a < in its values */
	bool sure;       /* the schema knows its name, and it has an attribute with a value */
	bool cut_off;    /* the file ends before its > */
	bool no_bracket; /* the < is missing */
	size_t without;  /* a character to delete; SIZE_MAX: none */
	struct reading *next;
};

enum tag_step_kind {
	STEP_CLOSE,        /* the tag ends */
	STEP_NO_BRACKET,   /* the tag ends, but its > is missing */
	STEP_STRAY,        /* a character that must go */
	STEP_QUOTED,       /* an attribute, its value in quotation marks */
	STEP_INNER_QUOTES, /* with more of them inside */
	STEP_UNCLOSED,     /* without the closing one */
	STEP_UNQUOTED,     /* without the opening one, at least */
	STEP_CURLY,        /* with those of a word processor */
	STEP_NO_VALUE,
};

/* From one offset in a tag to the next. */
struct tag_step {
	enum tag_step_kind kind;
	unsigned cost;   /* of all mistakes from here to the end of the tag */
	bool empty;      /* the tag ends with a slash */
	bool no_space;   /* before the attribute */
	bool no_equals;
	size_t name, name_end, value, value_end;
	size_t next;
};

struct tag_steps {
	struct tag_step *steps; /* by offset from first; NULL until they are needed */
	size_t first, limit;
};

struct token {
	size_t start;
	uint32_t line;
	long indent; /* if it is the first of its line, how far it is indented; else -1 */
	struct reading *readings;
};

/* An element of the schema, by its name. */
struct known {
	struct str name;
	const struct model_type *type;
};
enum { KNOWN_MAX = 64 };

/* An element that is open in one reading of the file. */
struct spot {
	const struct spot *up;
	struct str name;   /* as written in the start tag */
	struct str closed; /* how its end tag is written: another name only if the start tag's is unknown */
	const struct model_type *type; /* NULL: anything goes */
	uint32_t token;    /* of its start tag; or the one that an added start tag comes before */
	unsigned up_rank;  /* the rank in its parent, up to and including this element */
	unsigned depth;
	uint64_t hash;     /* of the names of all open elements */
	bool added;        /* has no start tag in the file */
};

/* What deviates from a plain reading. */
enum turn_kind {
	TURN_CLOSE,       /* before the token, spot ends */
	TURN_OPEN,        /* before the token, spot begins */
	TURN_AS_TEXT,     /* the token is text in spot */
	TURN_READING,     /* the token does not have its first reading */
	TURN_AS_MEANT,    /* a start tag whose name is unknown, and likely misspelt */
	TURN_AS_END,      /* a start tag that lacks its slash and ends spot */
	TURN_AS_START,    /* an end tag or an empty element that begins spot */
	TURN_AS_EMPTY,    /* a start tag that lacks its slash */
	TURN_DELETE,      /* the tag has no meaning */
	TURN_RENAME,      /* an end tag that is misspelt and ends spot */
	TURN_SWAP,        /* it ends spot's parent, and the next token spot: they are in the wrong order */
	TURN_AFTER_ROOT,  /* it begins what follows the end of the document */
	TURN_CLOSE_TEXT,  /* after the token, before the text there, spot ends */
	TURN_OPEN_TEXT,   /* after the token, before the text there, spot begins */
	TURN_STRAY_TEXT,  /* after the token, text comes where spot can't have any */
	TURN_CUT_OFF,     /* the file ends while spot is open */
};

struct turn {
	enum turn_kind kind;
	uint32_t token;
	const struct spot *spot;
	const struct reading *reading;
	struct turn *before;
	struct turn *after; /* set once the best reading of the file is known */
	const struct spot *indented_as; /* of TURN_CLOSE: the element that the end tag closes, as its indentation says */
};

struct scan {
	struct recovery *recovery;
	struct str s;
	const struct model *model;
	const char *what;
	struct report *report;
	struct arena *scratch;
	struct known known[KNOWN_MAX];
	size_t known_count;
	struct buf tokens; /* struct token */
	const struct turn *turns;
	bool unfinished; /* at the end of the file, what is open still lacks a child */
	size_t effort; /* what reading broken tags has taken */
	struct tag_steps steps;
	size_t tag_limit; /* of the tag at hand */

	/* While writing: */
	size_t at;      /* the next byte to look at */
	size_t stop;    /* where the next token begins */
	size_t copied;  /* the bytes before it are in the copy */
	unsigned depth;
	bool root_seen;
	struct str element; /* of the tag at hand */
	const struct turn *overlapped; /* its end tag was reported before */
	bool swapped; /* the token at hand was written with the one before */
	bool hopeless;
	/* The side of a merge conflict that is not read. None yet: 0; no more conflicts: SIZE_MAX. */
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

/* A zero after the end. */
static inline char scan_peek(const struct scan *scan, size_t offset)
{
	return offset < scan->s.len ? scan->s.at[offset] : '\0';
}

static inline bool scan_starts(const struct scan *scan, size_t offset, const char *prefix)
{
	return str_starts((struct str){ scan->s.at + offset, scan->s.len - offset }, prefix);
}

static inline const struct token *scan_token(const struct scan *scan, size_t index)
{
	return (const struct token *)(const void *)scan->tokens.at + index;
}

static inline size_t scan_token_count(const struct scan *scan)
{
	return scan->tokens.len / sizeof(struct token);
}

/* The offset of the first byte from offset on that is no white space. */
size_t scan_skip_space(const struct scan *scan, size_t offset);
bool scan_is_blank(const struct scan *scan, size_t start, size_t end);
/* How many bytes a space takes at offset that is none in XML, such as a no-break space; 0 if there is none. */
size_t scan_foreign_space(const struct scan *scan, size_t offset);
/* The name that begins at offset; its len is 0 if there is none. */
struct str scan_name(const struct scan *scan, size_t offset);
/* SIZE_MAX if needle does not come any more. */
size_t scan_find(const struct scan *scan, size_t from, const char *needle);
/* NULL if the schema has no such element. */
const struct known *scan_known(const struct scan *scan, struct str name);

/* Copies the bytes before offset. */
void scan_copy_until(struct scan *scan, size_t offset);
/* In the copy, text replaces the bytes from start to end. */
void scan_replace(struct scan *scan, size_t start, size_t end, struct str text);
/* Notes that the copy goes on with the bytes at copied. */
void scan_add_shift(struct scan *scan);
/* Reports xml/syntax; help may be NULL. */
struct diagnostic *scan_syntax(struct scan *scan, size_t start, size_t end, const char *message, const char *help);

/* recover_tokens.c */
/* Fills scan->tokens. */
void scan_tokens(struct scan *scan);
/* The lines of a merge conflict that begins at offset, whose first line ends at end. */
bool scan_find_conflict(const struct scan *scan, size_t offset, size_t end, size_t *theirs, size_t *theirs_end);
size_t scan_line_end(const struct scan *scan, size_t offset);

/* recover_tag.c */
/* The ways to read the < at start, whose tag can't reach beyond limit, the next <. Returns NULL if memory ran out. */
struct reading *scan_readings(struct scan *scan, size_t start, size_t limit);
/* The tag that lacks a < and would begin at start, or NULL. */
struct reading *scan_without_bracket(struct scan *scan, size_t start, size_t limit);

/* recover_attribute.c */
/* Reports what is wrong in the tag itself, and copies it corrected. */
enum tag_change { TAG_AS_IS, TAG_ADD_SLASH, TAG_DROP_SLASH };
void scan_write_tag(struct scan *scan, size_t start, const struct reading *reading, enum tag_change change);

/* recover_search.c */
/* Sets scan->turns to those of the best reading of the file. */
void scan_search(struct scan *scan);

/* recover_write.c */
/* Reports and copies the token, with the turns that belong to it. Returns the first turn of a later token. */
const struct turn *scan_write_token(struct scan *scan, uint32_t index, const struct turn *turn);
/* The same at the end of the file. */
void scan_write_end(struct scan *scan, const struct turn *turn);

/* recover_text.c */
/* Text between tags, up to the next < or token. */
void scan_text(struct scan *scan);
/* A comment, CDATA section, instruction or DOCTYPE, or a line of a merge conflict at scan->at. Returns false if it
 * is none. */
bool scan_special(struct scan *scan);
/* An & in text or in an attribute's value. Returns where to go on. */
size_t scan_ampersand(struct scan *scan, size_t offset);
/* An & or < that must be escaped. */
void scan_bare_character(struct scan *scan, size_t offset);

#endif
