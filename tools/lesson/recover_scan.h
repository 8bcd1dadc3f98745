/* Internals of recover.h. recover_tokens.c finds possible tags, recover_tag.c lists the ways to read each,
 * recover_search.c chooses among them, and recover_write.c and recover_text.c report the mistakes and write the
 * copy. */
#ifndef LESSON_RECOVER_SCAN_H
#define LESSON_RECOVER_SCAN_H

#include "base/ascii.h"
#include "lesson/markup.h"
#include "lesson/recover.h"

/* Cost of a mistake. Smaller amounts break ties between interpretations with equally many mistakes. */
enum { COST_MISTAKE = 10 };

enum reading_kind { READ_TEXT, READ_START, READ_EMPTY, READ_END };

/* One way to read a tag, with or without its <. */
struct reading {
	enum reading_kind kind;
	unsigned cost;   /* of the mistakes in the tag itself */
	size_t name;     /* offset of the element's name */
	struct str named;
	size_t end;      /* offset after the tag */
	bool attributes; /* it has attributes */
	bool text;       /* text follows before the next token */
	bool strict;     /* correct except for < in its values */
	bool sure;       /* the schema has the element, and the tag has an attribute with a value */
	bool cut_off;    /* the file ends before its > */
	bool no_bracket; /* the < is missing */
	size_t without;  /* offset of a character to delete, or SIZE_MAX */
	struct reading *next;
};

enum tag_step_kind {
	STEP_CLOSE,        /* end of the tag */
	STEP_NO_BRACKET,   /* end of the tag without its > */
	STEP_STRAY,        /* a character to delete */
	STEP_QUOTED,       /* an attribute with a quoted value */
	STEP_INNER_QUOTES, /* with unescaped quotes in the value */
	STEP_UNCLOSED,     /* without closing quote */
	STEP_UNQUOTED,     /* without opening quote, at least */
	STEP_CURLY,        /* with typographic quotes */
	STEP_NO_VALUE,
};

/* A step from one offset in a tag to another. */
struct tag_step {
	enum tag_step_kind kind;
	unsigned cost;   /* of all mistakes from here to the end of the tag */
	bool empty;      /* the tag ends with a slash */
	bool no_space;   /* missing before the attribute */
	bool no_equals;     /* but something else than one = between name and value, or nothing */
	bool foreign_space; /* beside the = */
	size_t name, name_end, value, value_end;
	size_t next;
};

struct tag_steps {
	struct tag_step *steps; /* indexed by offset from first; NULL until needed */
	size_t first, limit;
};

struct token {
	size_t start;
	uint32_t line;
	long indent; /* indentation if it is the first of its line; else -1 */
	struct str closer; /* the name of the end tag that closes its parent if all tags up to there match */
	struct reading *readings;
};

/* An element of the schema, by name. */
struct known {
	struct str name;
	const struct model_type *type;
	struct known *next;
};

/* An open element in one interpretation of the file. */
struct spot {
	const struct spot *up;
	struct str name;   /* as in the start tag */
	struct str closed; /* as in the end tag; differs from name only if that is unknown */
	const struct model_type *type; /* NULL: any content */
	uint32_t token;    /* of its start tag; for an added start tag, the token after it */
	unsigned up_rank;  /* its parent's rank, including this element */
	long indent;       /* as in struct token; that of its preceding sibling if its own is unknown */
	unsigned depth;
	uint64_t hash;     /* of the names of all open elements */
	bool added;        /* its start tag is not in the file */
};

/* A deviation from the plain interpretation. */
enum turn_kind {
	TURN_CLOSE,       /* spot ends before the token */
	TURN_OPEN,        /* spot begins before the token */
	TURN_AS_TEXT,     /* the token is text in spot */
	TURN_READING,     /* the token uses another than its first reading */
	TURN_AS_MEANT,    /* a start tag with an unknown, probably misspelled name */
	TURN_AS_END,      /* a start tag that lacks its slash and ends spot */
	TURN_AS_START,    /* an end tag or empty element that begins spot */
	TURN_AS_EMPTY,    /* a start tag that lacks its slash */
	TURN_DELETE,      /* the tag is deleted */
	TURN_RENAME,      /* a misspelled end tag that ends spot */
	TURN_SWAP,        /* it ends spot's parent, and the next token ends spot: they are swapped */
	TURN_SWAP_START,  /* it begins spot, and the next token begins spot's parent: they are swapped */
	TURN_AFTER_ROOT,  /* it begins content after the end of the document */
	TURN_CLOSE_TEXT,  /* spot ends after the token, before the following text */
	TURN_OPEN_TEXT,   /* spot begins after the token, before the following text */
	TURN_STRAY_TEXT,  /* text after the token, where spot does not allow it */
	TURN_CUT_OFF,     /* the file ends while spot is open */
};

struct turn {
	enum turn_kind kind;
	uint32_t token;
	const struct spot *spot;
	const struct reading *reading;
	struct turn *before;
	struct turn *after; /* set once the best interpretation is known */
	const struct spot *indented_as; /* for TURN_CLOSE: the element that the end tag closes according to its
	                                 * indentation */
};

struct scan {
	struct recovery *recovery;
	struct str s;
	struct markup_scan markup;
	const struct model *model;
	const char *what;
	struct report *report;
	struct arena *scratch;
	struct known *known; /* in the order of the schema */
	struct buf tokens; /* struct token */
	const struct turn *turns;
	bool unfinished; /* at the end of the file, an open element still lacks a child */
	size_t effort; /* bytes examined to read broken tags */
	struct tag_steps steps;
	size_t tag_limit; /* of the current tag */

	/* While writing: */
	size_t at;      /* next byte to process */
	size_t stop;    /* start of the next token */
	size_t copied;  /* everything before is in the copy */
	unsigned depth;
	bool root_seen;
	struct str element; /* of the current tag */
	const struct turn *overlapped; /* its end tag has already been reported */
	bool swapped; /* the current token was written together with the previous one */
	bool hopeless;
	/* The skipped side of a merge conflict. 0: none yet; SIZE_MAX: no more conflicts. */
	size_t theirs, theirs_end;
};

static inline struct span scan_span(size_t start, size_t end)
{
	return (struct span){ (uint32_t)start, (uint32_t)end };
}

static inline bool scan_is_name_start(char c)
{
	return ascii_is_letter(c) || c == '_' || c == ':' || (unsigned char)c >= 0x80;
}

static inline bool scan_is_name(char c)
{
	return scan_is_name_start(c) || ascii_is_digit(c) || c == '-' || c == '.';
}

/* Zero beyond the end. */
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

/* The offset of the first byte from offset on that is not white space. */
size_t scan_skip_space(const struct scan *scan, size_t offset);
bool scan_is_blank(const struct scan *scan, size_t start, size_t end);
/* The length of a space at offset that is not white space in XML, or of an invisible character; 0 if there is none. */
size_t scan_foreign_space(const struct scan *scan, size_t offset);
/* The name at offset; empty if there is none. */
struct str scan_name(const struct scan *scan, size_t offset);
/* SIZE_MAX if needle does not occur. */
size_t scan_find(const struct scan *scan, size_t from, const char *needle);
/* NULL if the schema has no such element. */
const struct known *scan_known(const struct scan *scan, struct str name);

/* Copies the bytes before offset. */
void scan_copy_until(struct scan *scan, size_t offset);
/* Replaces the bytes from start to end by text in the copy. */
void scan_replace(struct scan *scan, size_t start, size_t end, struct str text);
/* Records that the copy continues with the bytes at copied. */
void scan_add_shift(struct scan *scan);
/* Reports xml/syntax; help may be NULL. */
struct diagnostic *scan_syntax(struct scan *scan, size_t start, size_t end, const char *message, const char *help);

/* recover_tokens.c */
/* Fills scan->tokens. */
void scan_tokens(struct scan *scan);
/* Finds the lines of a merge conflict that begins at offset; its first line ends at end. */
bool scan_find_conflict(const struct scan *scan, size_t offset, size_t end, size_t *theirs, size_t *theirs_end);
/* The end of <!- a comment -> that is none, at offset; 0 if there is none. */
size_t scan_broken_comment(const struct scan *scan, size_t offset);
size_t scan_line_end(const struct scan *scan, size_t offset);

/* recover_tag.c */
/* The readings of the < at start, whose tag ends at limit, the next <, at the latest. NULL if memory ran out. */
struct reading *scan_readings(struct scan *scan, size_t start, size_t limit);
/* The tag without < that would begin at start, or NULL. */
struct reading *scan_without_bracket(struct scan *scan, size_t start, size_t limit);

/* recover_attribute.c */
/* Reports the mistakes in the tag itself, and writes it corrected. */
enum tag_change { TAG_AS_IS, TAG_ADD_SLASH, TAG_DROP_SLASH };
void scan_write_tag(struct scan *scan, size_t start, const struct reading *reading, enum tag_change change);

/* recover_search.c */
/* Sets scan->turns to those of the best interpretation. */
void scan_search(struct scan *scan);

/* recover_write.c */
/* Reports and writes the token and its turns. Returns the first turn of a later token. */
const struct turn *scan_write_token(struct scan *scan, uint32_t index, const struct turn *turn);
/* The same at the end of the file. */
void scan_write_end(struct scan *scan, const struct turn *turn);

/* recover_text.c */
/* Handles text up to the next < or token. */
void scan_text(struct scan *scan);
/* Handles a comment, CDATA section, instruction or DOCTYPE, or a line of a merge conflict, at scan->at. Returns false
 * if there is none. */
bool scan_special(struct scan *scan);
/* Handles an & in text or in a value. Returns the offset to continue at. */
size_t scan_ampersand(struct scan *scan, size_t offset);
/* Escapes an & or <. */
void scan_bare_character(struct scan *scan, size_t offset);

#endif
