/* Internals shared by the files of the reader. Problems are recorded in a struct problems; checks continue after a
 * problem if possible, so that satchel_verify reports all of them and satchel_open the first. */
#ifndef READER_INTERNAL_H
#define READER_INTERNAL_H

#include "reader/digest.h"
#include "reader/json.h"
#include "reader/lists.h"
#include "reader/satchel.h"
#include "reader/values.h"
#include "reader/zip.h"

/* input.c: the source of bytes. */
struct input {
	const unsigned char *memory; /* or NULL; then: */
	int fd;                      /* or -1; then: */
	struct satchel_source source;
	uint64_t size;
	bool own_fd;
	unsigned char *head; /* the first bytes, while a pack is opened, to read them at once */
	size_t head_size;
};

bool input_open_path(struct input *input, const char *path, struct problems *problems) SATCHEL_MUST_CHECK;
bool input_open_fd(struct input *input, int fd, struct problems *problems) SATCHEL_MUST_CHECK;
void input_close(struct input *input);
/* Reads the head; input_forget frees it. */
bool input_read_head(struct input *input, struct problems *problems) SATCHEL_MUST_CHECK;
void input_forget(struct input *input);
bool input_has(const struct input *input, uint64_t offset, size_t size);
/* Reads exactly size bytes at offset; failure is a problem of the entry. */
bool input_read(const struct input *input, uint64_t offset, void *bytes, size_t size, const char *entry,
		struct problems *problems) SATCHEL_MUST_CHECK;

/* zip_check.c. Reads the sizes of an entry that is not in an index; its name and offset are set. */
bool zip_read_sizes(const struct input *input, struct satchel_entry *entry, struct problems *problems)
	SATCHEL_MUST_CHECK;
/* Compares a local header and the following name with the entry, and returns its CRC-32. */
bool zip_check_local(const unsigned char *header, const struct satchel_entry *entry, uint32_t *crc,
		     struct problems *problems);
/* Compares a record of the central directory and the following name with the entry; crc is NULL if unknown. If the
 * record lacks its signature, reports only that. */
void zip_check_central(const unsigned char *record, const struct satchel_entry *entry, const uint32_t *crc,
		       struct problems *problems);
/* Checks the end record. False if it does not lead to the central directory. */
bool zip_check_end(const struct input *input, struct zip_end *end, struct problems *problems) SATCHEL_MUST_CHECK;

/* extract.c. Reads an entry's bytes. Checks the digest and, of raw bytes, the CRC-32. */
enum extract_what { EXTRACT_STORED, EXTRACT_RAW };
bool extract(const struct input *input, const struct satchel_entry *entry, enum extract_what what,
	     struct satchel_bytes *bytes, struct problems *problems) SATCHEL_MUST_CHECK;
/* The same for an entry that is not in an index: fills in sizes and digest. limit applies to its raw bytes. */
bool extract_unlisted(const struct input *input, struct satchel_entry *entry, uint32_t limit,
		      struct satchel_bytes *bytes, struct problems *problems) SATCHEL_MUST_CHECK;
/* Whether the bytes are JSON in the form that packs use. */
bool check_json(const struct satchel_bytes *bytes, const char *entry, struct problems *problems) SATCHEL_MUST_CHECK;

/* names.c: the forms of names. */
enum name_kind { NAME_NONE, NAME_LESSON, NAME_ASSET, NAME_EXTRA, NAME_PAGE };
enum name_kind name_kind(const char *name);
/* The maximum size of the entry's raw bytes; 0 unless it is named like a page, lesson, asset or extra. */
uint32_t name_limit(const char *name);
void lesson_name(char name[SATCHEL_NAME_MAX + 1], const char *id);

enum { HEAD_MIMETYPE, HEAD_MANIFEST, HEAD_SIGNATURE, HEAD_INDEX, HEAD_SIZE };

struct satchel {
	struct input input;
	struct satchel_entry head[HEAD_SIZE]; /* the signature has no name if there is none */
	struct satchel_bytes manifest_bytes, signature_bytes, index;
	struct satchel_manifest manifest;
	struct satchel_person *people; /* storage of manifest.people */
	struct satchel_rest *rest;     /* storage of manifest.rest */
	char *manifest_strings; /* storage of the strings in manifest */
	const char **extras;
	char manifest_id[SATCHEL_ID_MAX + 1], manifest_edition[SATCHEL_ID_MAX + 1];
	uint64_t body;                  /* bytes between index.json and the first lesson */
	uint64_t lesson_bytes;          /* of the lessons, with their headers */
	struct json_walk units;         /* in index */
	struct json_walk lists[LISTS]; /* likewise, their nodes */
};

/* manifest.c, index.c: parse bytes in pack. */
bool manifest_read(struct satchel *pack, struct problems *problems) SATCHEL_MUST_CHECK;
bool index_read(struct satchel *pack, struct problems *problems) SATCHEL_MUST_CHECK;
bool has_extra(const struct satchel *pack, const char *name);
typedef bool unit_visitor(void *context, const struct satchel_unit *unit);
bool units_walk(const struct satchel *pack, unit_visitor *visit, void *context, struct problems *problems);

/* rows.c: the rows of lists. Each function reads the row at the cursor json; entry is the file that contains it. */
struct outline_row {
	struct satchel_lesson lesson;
	struct satchel_section *sections; /* lesson.sections; has section_room elements, and grows if necessary */
	size_t section_room;
};
/* *offset is that of the entry, and becomes that of the next one, even if the row is wrong. */
bool row_entry(enum list list, struct json_walk *json, const char *entry, uint64_t *offset, struct satchel_entry *row,
	       struct problems *problems) SATCHEL_MUST_CHECK;
bool row_item(struct json_walk *json, const char *entry, struct satchel_item *row,
	      struct problems *problems) SATCHEL_MUST_CHECK;
bool row_outline(struct json_walk *json, const char *entry, struct outline_row *row,
		 struct problems *problems) SATCHEL_MUST_CHECK;

/* tree.c: lists as trees of pages. */
union index_row {
	struct satchel_entry entry; /* of lessons and files */
	struct satchel_item item;
	struct outline_row outline;
};
struct tree {
	const struct satchel *pack;
	enum list list;
	struct problems *problems;
	bool (*on_row)(void *context, const union index_row *row); /* false stops the walk */
	bool (*on_page)(void *context, const struct satchel_entry *page); /* before it is walked; or NULL */
	void *context;
	uint64_t first; /* rows to skip at the beginning; for the outline only */
	/* State of the walk: */
	uint64_t rows, next_page; /* rows so far; lowest possible offset of the next page */
	uint64_t offset;	  /* of the entry that the next row locates; UINT64_MAX if unknown */
	char key[SATCHEL_NAME_MAX + 1]; /* of the last row */
	bool ended;
	union index_row row;
};
/* Walks all rows, and checks their order and the pages on the way. */
void tree_walk(struct tree *tree);
/* list.c: visits the entries before the index's pages, and the pages and entries of one list. False if the visitor
 * returned false or there was a problem. */
bool list_head(const struct satchel *pack, satchel_entry_visitor *visit, void *context) SATCHEL_MUST_CHECK;
bool list_entries(const struct satchel *pack, enum list list, satchel_entry_visitor *visit, void *context,
		  struct problems *problems) SATCHEL_MUST_CHECK;
/* tree.c: finds the row with a valid key; SATCHEL_NOT_FOUND is not a problem. Not for the outline. */
bool tree_find(const struct satchel *pack, enum list list, const char *key, union index_row *row, bool *found,
	       struct problems *problems) SATCHEL_MUST_CHECK;

/* open.c: reads everything except lessons, files and pages. False if the index could not be read. */
bool load(struct satchel *pack, struct problems *problems);
void unload(struct satchel *pack);

#endif
