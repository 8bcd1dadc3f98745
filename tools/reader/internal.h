/* What the files of the reader share. A pack is opened in the order it is written in: head (mimetype, manifest,
 * index), then tail (central directory, end record); each step goes on past a mistake where it can, so that
 * satchel_verify names them all and satchel_open the first. */
#ifndef READER_INTERNAL_H
#define READER_INTERNAL_H

#include "reader/satchel.h"

#include <jansson.h>

/* Where the bytes come from. */
struct input {
	const unsigned char *memory; /* or NULL, and then: */
	int fd;
	uint64_t size;
};

/* What is wrong so far. */
struct troubles {
	satchel_problem *report; /* or NULL */
	void *context;
	size_t count;
	struct satchel_error first;
};

enum { ENTRY_MIMETYPE, ENTRY_MANIFEST, ENTRY_INDEX, ENTRY_FIRST };

struct satchel {
	struct input input;
	json_t *manifest_json, *index_json; /* own the strings that the structures below point at */
	struct satchel_manifest manifest;
	size_t manifest_counts[SATCHEL_ITEM_KINDS + 4]; /* in the order of manifest_count_names */
	struct satchel_entry *entries;                  /* the first three are always there */
	size_t entry_count;
	struct satchel_unit *units;
	size_t unit_count;
	struct satchel_lesson *lessons;
	size_t lesson_count;
	struct satchel_section *sections;
	size_t section_count;
	struct satchel_item *items;
	size_t item_count;
	struct satchel_item **by_id;          /* items, sorted by id */
	struct satchel_lesson **lesson_by_id; /* lessons, sorted by id */
};

/* troubles.c. Each notes a problem and returns false, so that a check can return it. */
bool trouble(struct troubles *troubles, enum satchel_status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
bool trouble_memory(struct troubles *troubles);
void error_set(struct satchel_error *error, enum satchel_status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* input.c */
bool input_open(struct input *input, const char *path, struct troubles *troubles) SATCHEL_MUST_CHECK;
void input_close(struct input *input);
/* Exactly size bytes at offset, or a problem. */
bool input_read(const struct input *input, uint64_t offset, void *bytes, size_t size,
		struct troubles *troubles) SATCHEL_MUST_CHECK;

/* zip.c */
enum { LOCAL_SIZE = 30, CENTRAL_SIZE = 46, END_SIZE = 22 };
uint32_t little16(const unsigned char *p);
uint32_t little32(const unsigned char *p);
/* The first byte behind an entry's stored bytes. */
uint64_t entry_end(const struct satchel_entry *entry);
/* Reads the sizes, method and CRC-32 of an entry that no index tells of; its name and offset are set. */
bool zip_read_local(const struct input *input, struct satchel_entry *entry, struct troubles *troubles)
	SATCHEL_MUST_CHECK;
/* Holds the local header against what is known of the entry. */
bool zip_check_local(const struct input *input, struct satchel_entry *entry, struct troubles *troubles)
	SATCHEL_MUST_CHECK;
/* Holds the central directory and the end record against the entries, and keeps the CRC-32 of each. */
bool zip_check_tail(struct satchel *pack, struct troubles *troubles);

/* extract.c. Reads an entry's bytes, digests checked where has_digests. */
bool extract(const struct input *input, struct satchel_entry *entry, bool has_digests, struct satchel_bytes *bytes,
	     struct troubles *troubles) SATCHEL_MUST_CHECK;
void sha256(uint8_t digest[SATCHEL_DIGEST_SIZE], const void *bytes, size_t size);

/* values.c: typed members of JSON objects. where names the object in messages. Each returns false, with a problem
 * noted, where the member is missing or of another kind. */
struct scope {
	struct troubles *troubles;
	const char *where;
};
json_t *parse_json(const struct satchel_bytes *bytes, const char *name, struct troubles *troubles);
bool get_text(const struct scope *scope, const json_t *object, const char *key, const char **text);
bool get_id(const struct scope *scope, const json_t *object, const char *key, const char **id);
bool get_number(const struct scope *scope, const json_t *object, const char *key, uint64_t high, uint64_t *number);
bool get_digest(const struct scope *scope, const json_t *object, const char *key, uint8_t digest[SATCHEL_DIGEST_SIZE]);
/* Sizes, method and digests of an entry. */
bool get_stored(const struct scope *scope, const json_t *object, uint32_t raw_max, struct satchel_entry *entry);
json_t *get_array(const struct scope *scope, const json_t *object, const char *key);
json_t *get_object(const struct scope *scope, const json_t *object, const char *key);
bool is_id(const char *text);
/* lessons/ID.json or assets/HEX.EXT; the most that its raw bytes may be, or 0 where the name is neither. */
uint32_t name_limit(const char *name);

/* manifest.c: true where the manifest tells of the index. index.c: true where the index tells of all entries. */
extern const char *const manifest_count_names[SATCHEL_ITEM_KINDS + 4];
bool manifest_parse(struct satchel *pack, const struct satchel_bytes *bytes, struct troubles *troubles)
	SATCHEL_MUST_CHECK;
bool index_parse(struct satchel *pack, const struct satchel_bytes *bytes, struct troubles *troubles) SATCHEL_MUST_CHECK;
/* How often each of manifest_count_names is in the index. */
void index_counts(const struct satchel *pack, size_t counts[SATCHEL_ITEM_KINDS + 4]);
void index_content_root(const struct satchel *pack, uint8_t root[SATCHEL_DIGEST_SIZE], struct troubles *troubles);

/* lookup.c */
bool lookup_build(struct satchel *pack, struct troubles *troubles) SATCHEL_MUST_CHECK;
extern const char *const item_members[SATCHEL_ITEM_KINDS]; /* questions, cards, glossary */

/* open.c: everything but the bytes of lessons and assets. True where the entries could be told. */
bool load(struct satchel *pack, struct troubles *troubles);
void unload(struct satchel *pack);

#endif
