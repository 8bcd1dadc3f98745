/* Reads members of JSON objects by tables, and reports problems: for the reader, and for other code that reads JSON in
 * the same form. Problems are recorded in a struct problems. */
#ifndef READER_VALUES_H
#define READER_VALUES_H

#include "reader/json.h"
#include "reader/satchel.h"

/* The problems so far. */
struct problems {
	satchel_problem *report; /* or NULL */
	void *context;
	bool all; /* continue after problems, to report all of them */
	size_t count;
	struct satchel_error first;
};

/* problems.c. Records a problem and returns false, so that a check can return it. entry is the name of the entry, with
 * which the message begins; empty for the whole file. */
bool add_problem(struct problems *problems, enum satchel_status status, const char *entry, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
bool add_no_memory(struct problems *problems);
/* Returns the first problem, if there is one. */
enum satchel_status problems_first(const struct problems *problems, struct satchel_error *error);

/* names.c: the forms of ids, and of text in messages. */
bool is_id(const char *text);
/* Whether text from a file may be quoted in a message: printable ASCII without spaces. */
bool is_sayable(const char *text);

/* values.c: members of objects, read by a table. A value of the wrong type and a missing member are problems. */
enum value_kind {
	VALUE_ID,     /* char[SATCHEL_ID_MAX + 1] */
	VALUE_STRING, /* const char *, decoded in place; not empty */
	VALUE_NUMBER, /* uint64_t, at most high */
	VALUE_DIGEST, /* uint8_t[SATCHEL_DIGEST_SIZE] */
	VALUE_SHORT_DIGEST, /* uint8_t[SATCHEL_SHORT_DIGEST_SIZE] */
	VALUE_PART,   /* struct json_walk: an array or object for the caller to walk */
};

struct member {
	const char *name;
	enum value_kind kind;
	void *to;
	uint64_t high;
	bool optional;
	bool seen; /* set by the function */
};

#define MEMBER(name_, kind_, to_) { .name = name_, .kind = kind_, .to = to_ }
#define MEMBER_OPTIONAL(name_, kind_, to_) { .name = name_, .kind = kind_, .to = to_, .optional = true }
#define MEMBER_NUMBER(name_, to_, high_) { .name = name_, .kind = VALUE_NUMBER, .to = to_, .high = high_ }

/* Reads the object at the cursor json. where is its name in messages. */
struct scope {
	struct problems *problems;
	const char *entry, *where;
};
bool read_members(struct json_walk *json, struct member *members, size_t count, const struct scope *scope)
	SATCHEL_MUST_CHECK;
#define READ_MEMBERS(json, members, scope) \
	read_members(json, members, sizeof(members) / sizeof((members)[0]), scope)
/* The same for an array of exactly these values; their names are for messages. */
bool read_elements(struct json_walk *json, struct member *elements, size_t count, const struct scope *scope)
	SATCHEL_MUST_CHECK;
#define READ_ELEMENTS(json, elements, scope) \
	read_elements(json, elements, sizeof(elements) / sizeof((elements)[0]), scope)
/* sections questions cards glossary; in a manifest also units lessons assets. */
bool read_counts(struct json_walk json, bool of_pack, struct satchel_counts *counts, const struct scope *scope)
	SATCHEL_MUST_CHECK;
/* The members with an entry's location, for a table of members; finish_extent checks them together. */
struct entry_extent {
	uint64_t offset, stored, raw;
};
#define EXTENT_MEMBERS(extent, entry)                                       \
	MEMBER_NUMBER("stored", &(extent)->stored, UINT32_MAX),            \
	MEMBER_NUMBER("raw", &(extent)->raw, UINT32_MAX),                  \
	MEMBER("digest", VALUE_SHORT_DIGEST, (entry)->digest)
bool finish_extent(const struct entry_extent *extent, uint64_t base, uint32_t limit, struct satchel_entry *entry,
		  const struct scope *scope) SATCHEL_MUST_CHECK;

#endif
