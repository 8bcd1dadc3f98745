/* satchel.h reads Satchel packs. packs/FORMAT.md says what a pack is.
 *
 * A reader links this with zlib, libsodium and jansson; nothing else of Satchel is needed.
 *
 *	struct satchel_error error;
 *	struct satchel *pack = satchel_open("psychiatry.satchel", &error);
 *	if (!pack)
 *		... error.message says why
 *	struct satchel_bytes json;
 *	if (satchel_read_lesson(pack, "integrated-treatment", &json, &error) == SATCHEL_OK)
 *		... json.at, json.size, until satchel_bytes_free(&json)
 *	satchel_close(pack);
 *
 * Nothing in a file is trusted. What breaks the profile is refused when the pack is opened or when the entry
 * is read; sizes are capped before memory is asked for; digests are checked before bytes are handed out.
 *
 * Every call that can fail returns a status, and fills in *error where error is not NULL. Nothing is printed and
 * nothing is global. Several threads may read from one open pack at a time. */
#ifndef SATCHEL_H
#define SATCHEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SATCHEL_API __attribute__((visibility("default")))
#define SATCHEL_MUST_CHECK __attribute__((warn_unused_result))

#define SATCHEL_MEDIA_TYPE "application/vnd.satchel.pack+zip"

/* The limits of the format. */
enum {
	SATCHEL_FORMAT = 1,
	SATCHEL_ID_MAX = 64,
	SATCHEL_NAME_MAX = 80, /* bytes of an entry's name */
	SATCHEL_ENTRIES_MAX = 65534,
	SATCHEL_MANIFEST_MAX = 16 * 1024,
	SATCHEL_INDEX_MAX = 32 * 1024 * 1024,
	SATCHEL_LESSON_MAX = 32 * 1024 * 1024,
	SATCHEL_ASSET_MAX = 256 * 1024 * 1024,
	SATCHEL_DIGEST_SIZE = 32, /* SHA-256 */
};

enum satchel_status {
	SATCHEL_OK,
	SATCHEL_UNREADABLE,  /* opening or reading the file failed */
	SATCHEL_NO_PACK,     /* the file is something else than a pack */
	SATCHEL_DAMAGED,     /* it is a pack that breaks the profile or fails a digest */
	SATCHEL_UNSUPPORTED, /* it asks for what this reader does not know */
	SATCHEL_UNKNOWN,     /* there is nothing of that name or id in it */
	SATCHEL_NO_MEMORY,
};

struct satchel_error {
	enum satchel_status status;
	char message[256]; /* a sentence in lower case, without a full stop */
};

struct satchel_manifest {
	const char *id, *title, *version, *edition, *licence, *lang;
	uint64_t release;
	uint8_t content_root[SATCHEL_DIGEST_SIZE];
};

/* An entry of the ZIP archive. */
struct satchel_entry {
	char name[SATCHEL_NAME_MAX + 1];
	uint64_t offset; /* of its local header, from the start of the file */
	uint32_t stored_size;
	uint32_t raw_size;
	uint32_t crc;
	bool crc_known;
	bool deflated;
	uint8_t stored_sha256[SATCHEL_DIGEST_SIZE];
	uint8_t raw_sha256[SATCHEL_DIGEST_SIZE];
};

struct satchel_section {
	const char *id, *title;
	unsigned level; /* 1 to 3 */
};

enum satchel_item_kind { SATCHEL_QUESTION, SATCHEL_CARD, SATCHEL_GLOSSARY };
enum { SATCHEL_ITEM_KINDS = 3 };

struct satchel_item {
	const char *id;
	enum satchel_item_kind kind;
	size_t lesson; /* its place among the pack's lessons */
};

struct satchel_lesson {
	const char *id, *title, *lang, *access;
	size_t unit;                            /* its place among the pack's units */
	const struct satchel_entry *entry;
	const struct satchel_section *sections; /* in document order, nested ones behind their parent */
	size_t section_count;
	const struct satchel_item *items;       /* questions, then cards, then glossary entries */
	size_t item_count;
	size_t counts[SATCHEL_ITEM_KINDS];
};

struct satchel_unit {
	const char *id, *title;
	size_t first_lesson, lesson_count;
};

struct satchel_bytes {
	char *at; /* a zero follows that size does not count */
	size_t size;
};

struct satchel;

/* Opens a file and checks all of its structure, but not yet the bytes of lessons and assets. NULL where that
 * fails. */
SATCHEL_API struct satchel *satchel_open(const char *path, struct satchel_error *error) SATCHEL_MUST_CHECK;
/* The same over bytes in memory, which stay the caller's and must outlive the pack. */
SATCHEL_API struct satchel *satchel_open_memory(const void *bytes, size_t size,
						struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API void satchel_close(struct satchel *pack);

/* What is handed out below belongs to the pack and lives until it is closed. An index must be below its
 * count. */
SATCHEL_API const struct satchel_manifest *satchel_manifest(const struct satchel *pack);
SATCHEL_API uint64_t satchel_size(const struct satchel *pack);
SATCHEL_API size_t satchel_unit_count(const struct satchel *pack);
SATCHEL_API const struct satchel_unit *satchel_unit(const struct satchel *pack, size_t index);
SATCHEL_API size_t satchel_lesson_count(const struct satchel *pack);
SATCHEL_API const struct satchel_lesson *satchel_lesson(const struct satchel *pack, size_t index);
/* All entries in the order of the file: mimetype, manifest.json, index.json, lessons, assets. */
SATCHEL_API size_t satchel_entry_count(const struct satchel *pack);
SATCHEL_API const struct satchel_entry *satchel_entry(const struct satchel *pack, size_t index);
/* NULL where there is none of that name or id. */
SATCHEL_API const struct satchel_entry *satchel_find_entry(const struct satchel *pack, const char *name);
SATCHEL_API const struct satchel_lesson *satchel_find_lesson(const struct satchel *pack, const char *id);
SATCHEL_API const struct satchel_item *satchel_find_item(const struct satchel *pack, const char *id);

/* Reads an entry whole, inflated and checked. On success *bytes is the caller's, who frees it. */
SATCHEL_API enum satchel_status satchel_read(const struct satchel *pack, const char *name, struct satchel_bytes *bytes,
					     struct satchel_error *error) SATCHEL_MUST_CHECK;
/* The JSON of a lesson; and that of a question, card or glossary entry alone. */
SATCHEL_API enum satchel_status satchel_read_lesson(const struct satchel *pack, const char *id,
						    struct satchel_bytes *bytes,
						    struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API enum satchel_status satchel_read_item(const struct satchel *pack, const char *id,
						  struct satchel_bytes *bytes,
						  struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API void satchel_bytes_free(struct satchel_bytes *bytes);

/* Checks everything there is in a file and calls on_problem for each thing that is wrong. SATCHEL_OK means
 * that nothing was; the first problem, and the status that it makes, come back in *error. */
typedef void satchel_problem(void *context, const char *message);
SATCHEL_API enum satchel_status satchel_verify(const char *path, satchel_problem *on_problem, void *context,
					       struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API enum satchel_status satchel_verify_memory(const void *bytes, size_t size, satchel_problem *on_problem,
						      void *context, struct satchel_error *error) SATCHEL_MUST_CHECK;

#endif
