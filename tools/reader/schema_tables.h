/* The JSON Schemas of schema/ as tables, which tools/schema-tables.c generates when the reader is built: a schema is a
 * node, a node is a sequence of steps, and a step is a keyword with its arguments. */
#ifndef READER_SCHEMA_TABLES_H
#define READER_SCHEMA_TABLES_H

#include "reader/satchel.h"

enum schema_keyword {
	SCHEMA_TYPE,	       /* number: bit set of the allowed types */
	SCHEMA_LITERAL,	       /* enum and const. node: the first literal; number: how many */
	SCHEMA_REF,	       /* node; name: an enum schema_mark */
	SCHEMA_NOT,	       /* node */
	SCHEMA_IF,	       /* node: the first of condition, then, else in schema_lists; each may be SCHEMA_NONE */
	SCHEMA_ALL_OF,	       /* node: the first in schema_lists; number: how many */
	SCHEMA_ONE_OF,	       /* likewise */
	SCHEMA_ANY_OF,
	SCHEMA_REQUIRED,       /* name */
	SCHEMA_PROPERTY,       /* name, node */
	SCHEMA_DEPENDENT,      /* name, node: applies to the object itself if it has that member */
	SCHEMA_PROPERTY_NAMES, /* node */
	SCHEMA_ADDITIONAL,     /* node, for each member: used without properties */
	SCHEMA_ITEMS,	       /* node, for each element: used without prefixItems */
	SCHEMA_PREFIX_ITEM,    /* node; number: the index of the element */
	SCHEMA_MIN_ITEMS,      /* number */
	SCHEMA_MAX_ITEMS,
	SCHEMA_UNIQUE_ITEMS, /* for strings */
	SCHEMA_CONTAINS,     /* node; number: maximum of matching elements */
	SCHEMA_MIN_LENGTH,   /* number: of characters */
	SCHEMA_MAX_LENGTH,
	SCHEMA_PATTERN, /* number: an enum form */
	SCHEMA_MINIMUM, /* number */
	SCHEMA_MAXIMUM,
};

enum { SCHEMA_OBJECT = 1, SCHEMA_ARRAY = 2, SCHEMA_STRING = 4, SCHEMA_INTEGER = 8, SCHEMA_BOOLEAN = 16 };
#define SCHEMA_NONE UINT16_MAX

struct schema_step {
	uint16_t keyword, name, node;
	uint64_t number;
};

struct schema_node {
	uint16_t first, count; /* in schema_steps */
};

struct schema_literal {
	char kind; /* " 0 t f */
	const char *text;
	uint64_t number;
};

/* Definitions whose values are passed to the visitor. */
enum schema_mark { MARK_NONE, MARK_ASSET, MARK_ACCESS, MARK_PART, MARK_CITED, MARK_OBJECTIVE, MARK_SET, MARK_KINDS };
#define SCHEMA_MARKS { "", "asset", "access", "part", "cited", "objective", "set" }

/* The documents that have schemas, and their root nodes. */
#define SCHEMA_DOCUMENTS(D)                  \
	D(MANIFEST, "manifest", NULL)        \
	D(INDEX, "index", "index")           \
	D(LESSONS_PAGE, "index", "lessons")  \
	D(OUTLINE_PAGE, "index", "outline")  \
	D(ITEMS_PAGE, "index", "items")      \
	D(FILES_PAGE, "index", "files")      \
	D(LESSON, "lesson", NULL)            \
	D(SEARCH, "search", NULL)            \
	D(LATEST, "latest", NULL)            \
	D(PROGRESS, "progress", NULL)

enum schema_document {
#define D(id, file, anchor) SCHEMA_##id,
	SCHEMA_DOCUMENTS(D)
#undef D
};

extern const struct schema_step schema_steps[];
extern const struct schema_node schema_nodes[];
extern const uint16_t schema_lists[];
extern const struct schema_literal schema_literals[];
extern const char *const schema_names[]; /* names of members, sorted */
extern const size_t schema_name_count;
/* What a lesson's member of that name may be, by its index in schema_names: something that contains texts, at whatever
 * depth; a string that is read aloud. */
enum { SCHEMA_TEXT = 1, SCHEMA_SPOKEN = 2 };
extern const unsigned char schema_says[];
extern const char *const schema_inlines[]; /* the types of inline elements; NULL-terminated */
extern const uint16_t schema_roots[]; /* by enum schema_document */

#endif
