/* satchel.h reads Satchel packs. packs/FORMAT.md says what a pack is, satchel(3) how this is used.
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
 * Nothing in a file is trusted. What breaks the profile is refused when the pack is opened or when the entry is read;
 * sizes are capped before memory is asked for; digests are checked before bytes are handed out. The file may change or
 * shrink meanwhile: that is an error like any other.
 *
 * An open pack holds its manifest and index.json, and nothing that grows with the number of lessons. Every call that
 * can fail returns a status, and fills in *error where error is not NULL. Nothing is printed and nothing is global.
 * Several threads may read from one open pack at a time. */
#ifndef SATCHEL_H
#define SATCHEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SATCHEL_API __attribute__((visibility("default")))
#define SATCHEL_MUST_CHECK __attribute__((warn_unused_result))

#define SATCHEL_MEDIA_TYPE "application/vnd.satchel.pack+zip"

/* The limits of the format. */
enum {
	SATCHEL_FORMAT = 1,
	SATCHEL_ID_MAX = 64,   /* bytes of an id */
	SATCHEL_NAME_MAX = 80, /* bytes of an entry's name */
	SATCHEL_ENTRIES_MAX = 65534,
	SATCHEL_UNITS_MAX = 4096,
	SATCHEL_NESTING_MAX = 256, /* of JSON */
	SATCHEL_MANIFEST_MAX = 16 * 1024,
	SATCHEL_SIGNATURE_MAX = 4 * 1024,
	SATCHEL_INDEX_MAX = 1024 * 1024, /* index.json, and each of its pages */
	SATCHEL_LATEST_MAX = 64 * 1024,
	SATCHEL_PROGRESS_MAX = 32 * 1024 * 1024,
	SATCHEL_LESSON_MAX = 32 * 1024 * 1024,
	SATCHEL_SEARCH_MAX = 64 * 1024 * 1024,
	SATCHEL_ASSET_MAX = 256 * 1024 * 1024, /* other extras too */
	SATCHEL_DIGEST_SIZE = 32,	       /* SHA-256 */
};

enum satchel_status {
	SATCHEL_OK,
	SATCHEL_UNREADABLE,  /* opening or reading the file failed */
	SATCHEL_NOT_A_PACK,     /* the file is something else than a pack */
	SATCHEL_DAMAGED,     /* it is a pack that breaks the profile or fails a digest */
	SATCHEL_UNSUPPORTED, /* it asks for what this reader does not know */
	SATCHEL_NOT_FOUND,     /* there is nothing of that name or id in it */
	SATCHEL_UNTRUSTED,   /* it is not signed, by none of the keys, or the signature is wrong */
	SATCHEL_NO_MEMORY,
};

struct satchel_error {
	enum satchel_status status;
	char entry[SATCHEL_NAME_MAX + 1]; /* the entry that it is about; empty where it is the file as a whole */
	char message[256];		  /* begins with the entry; in lower case, without a full stop */
};

/* How much there is of each. Of a lesson, units, lessons and assets are 0. */
struct satchel_counts {
	uint64_t units, lessons, sections, questions, cards, glossary, assets;
};

struct satchel_manifest {
	const char *id, *title, *version, *edition, *licence, *lang;
	const char *date, *deflate; /* NULL where the manifest does not tell */
	uint64_t release;
	struct satchel_counts counts;
	struct satchel_counts whole; /* the same as counts where is_part is false */
	bool is_part;		     /* this edition holds a part of the whole */
	const char *const *extras;   /* ends with NULL */
	uint8_t content_root[SATCHEL_DIGEST_SIZE];
};

/* An entry of the ZIP archive. */
struct satchel_entry {
	char name[SATCHEL_NAME_MAX + 1];
	uint64_t offset;      /* of its local header, from the start of the file */
	uint32_t stored_size; /* below raw_size: it is deflated */
	uint32_t raw_size;
	uint8_t stored_sha256[SATCHEL_DIGEST_SIZE];
	uint8_t raw_sha256[SATCHEL_DIGEST_SIZE];
};

struct satchel_unit {
	const char *id, *title;
	uint64_t first_lesson; /* the number of its first lesson, from 0 */
	uint64_t lesson_count;
	uint64_t whole; /* lessons of the whole unit; lesson_count where the pack is no part */
};

struct satchel_section {
	const char *id, *title;
	unsigned level; /* 1 to 3 */
};

struct satchel_lesson {
	uint64_t number; /* in reading order, from 0 */
	const char *id, *title, *lang;
	bool for_members;
	const struct satchel_section *sections; /* in document order, nested ones behind their parent */
	size_t section_count;
	struct satchel_counts counts;
	struct satchel_counts whole; /* the same as counts where is_part is false */
	bool is_part;
};

enum satchel_item_kind { SATCHEL_QUESTION, SATCHEL_CARD, SATCHEL_GLOSSARY };

struct satchel_item {
	char id[SATCHEL_ID_MAX + 1];
	enum satchel_item_kind kind;
	char lesson[SATCHEL_ID_MAX + 1]; /* the id of the lesson that it is in */
};

struct satchel_bytes {
	char *at; /* a zero follows that size does not count */
	size_t size;
};

/* Where a pack is read from, where it is neither a file nor memory. */
struct satchel_source {
	/* Writes up to size bytes from offset on to bytes, and returns how many; 0 is the end, and below 0 a failure.
	 * Several threads may call it at a time where several read from the pack. */
	int64_t (*read)(void *context, uint64_t offset, void *bytes, size_t size);
	void *context;
	uint64_t size; /* of the whole pack */
};

struct satchel;

/* Opens a pack: checks and keeps its manifest, signature and index.json, and checks the end of the file. NULL where
 * that fails. The descriptor, the memory and the source stay the caller's and must outlive the pack; the descriptor
 * must be one of a plain file, and its position does not matter. */
SATCHEL_API struct satchel *satchel_open(const char *path, struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API struct satchel *satchel_open_fd(int fd, struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API struct satchel *satchel_open_memory(const void *bytes, size_t size,
						struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API struct satchel *satchel_open_source(const struct satchel_source *source,
						struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API void satchel_close(struct satchel *pack);

/* What these hand out belongs to the pack and lives until it is closed. */
SATCHEL_API const struct satchel_manifest *satchel_manifest(const struct satchel *pack);
SATCHEL_API uint64_t satchel_size(const struct satchel *pack);
/* The bytes of manifest.json as they stand in the file, which a signature is made over. */
SATCHEL_API const struct satchel_bytes *satchel_manifest_bytes(const struct satchel *pack);
/* Those of manifest.json.minisig; NULL where the pack is not signed. satchel_check_signature checks them. */
SATCHEL_API const struct satchel_bytes *satchel_signature_bytes(const struct satchel *pack);

/* Each list is read while it is listed, and what is handed to the visitor lives until it returns. A visitor that
 * returns false ends the list, which is then SATCHEL_OK. */
typedef bool satchel_unit_visitor(void *context, const struct satchel_unit *unit);
typedef bool satchel_lesson_visitor(void *context, const struct satchel_lesson *lesson);
typedef bool satchel_item_visitor(void *context, const struct satchel_item *item);
typedef bool satchel_entry_visitor(void *context, const struct satchel_entry *entry);
/* The units in reading order. */
SATCHEL_API enum satchel_status satchel_list_units(const struct satchel *pack, satchel_unit_visitor *visit, void *context,
						   struct satchel_error *error) SATCHEL_MUST_CHECK;
/* The lessons in reading order, from number first on. */
SATCHEL_API enum satchel_status satchel_list_lessons(const struct satchel *pack, uint64_t first,
						     satchel_lesson_visitor *visit, void *context,
						     struct satchel_error *error) SATCHEL_MUST_CHECK;
/* The questions, cards and glossary entries by their ids in byte order. */
SATCHEL_API enum satchel_status satchel_list_items(const struct satchel *pack, satchel_item_visitor *visit, void *context,
						   struct satchel_error *error) SATCHEL_MUST_CHECK;
/* All entries: mimetype, manifest.json, the signature, index.json, its pages, the lessons by their ids in byte order,
 * assets and extras by their names in byte order. */
SATCHEL_API enum satchel_status satchel_list_entries(const struct satchel *pack, satchel_entry_visitor *visit,
						     void *context, struct satchel_error *error) SATCHEL_MUST_CHECK;

/* Where the entry of that name is. Pages of the index are not found by their names. */
SATCHEL_API enum satchel_status satchel_find_entry(const struct satchel *pack, const char *name,
						   struct satchel_entry *entry,
						   struct satchel_error *error) SATCHEL_MUST_CHECK;
/* Of which kind and in which lesson the item of that id is. */
SATCHEL_API enum satchel_status satchel_find_item(const struct satchel *pack, const char *id, struct satchel_item *item,
						  struct satchel_error *error) SATCHEL_MUST_CHECK;

/* Reads an entry whole, inflated and checked: an asset, an extra, or any other that satchel_find_entry finds. On success
 * *bytes is the caller's, who frees it. */
SATCHEL_API enum satchel_status satchel_read(const struct satchel *pack, const char *name, struct satchel_bytes *bytes,
					     struct satchel_error *error) SATCHEL_MUST_CHECK;
/* The JSON of a lesson; and that of a question, card or glossary entry alone, as it stands in its lesson. */
SATCHEL_API enum satchel_status satchel_read_lesson(const struct satchel *pack, const char *id,
						    struct satchel_bytes *bytes,
						    struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API enum satchel_status satchel_read_item(const struct satchel *pack, const char *id,
						  struct satchel_bytes *bytes,
						  struct satchel_error *error) SATCHEL_MUST_CHECK;
/* The same for an entry that was found or listed in this pack; and its bytes as they are stored, checked too. */
SATCHEL_API enum satchel_status satchel_read_entry(const struct satchel *pack, const struct satchel_entry *entry,
						   struct satchel_bytes *bytes,
						   struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API enum satchel_status satchel_read_stored(const struct satchel *pack, const struct satchel_entry *entry,
						    struct satchel_bytes *bytes,
						    struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API void satchel_bytes_free(struct satchel_bytes *bytes);

/* Signatures are Ed25519 in the form of minisign (https://jedisct1.github.io/minisign/), over the bytes of
 * manifest.json, which holds the digest of the index, which holds those of everything else. Keys come from the
 * application; one that a pack brought would prove nothing. */
enum { SATCHEL_KEY_ID_SIZE = 8, SATCHEL_KEY_SIZE = 32, SATCHEL_COMMENT_MAX = 1024 };
struct satchel_key {
	uint8_t id[SATCHEL_KEY_ID_SIZE]; /* tells keys apart; proves nothing */
	uint8_t bytes[SATCHEL_KEY_SIZE];
};
/* Reads a public key: a file as minisign writes it, or its last line alone. SATCHEL_DAMAGED where it is neither. */
SATCHEL_API enum satchel_status satchel_key_read(const char *text, size_t size, struct satchel_key *key,
						 struct satchel_error *error) SATCHEL_MUST_CHECK;
/* Whether one of the keys signed the pack, as what its manifest says that it is. comment, which may be NULL, gets the
 * signed comment: "pack ID VERSION release NUMBER edition EDITION". */
SATCHEL_API enum satchel_status satchel_check_signature(const struct satchel *pack, const struct satchel_key *keys,
							size_t count, char comment[SATCHEL_COMMENT_MAX + 1],
							struct satchel_error *error) SATCHEL_MUST_CHECK;
/* Whether one of the keys signed any message, by a signature file's text. comment is text that may hold anything but a
 * zero; what it must say is the caller's to know. */
SATCHEL_API enum satchel_status satchel_check_message(const void *message, size_t size, const char *signature,
						      size_t signature_size, const struct satchel_key *keys, size_t count,
						      char comment[SATCHEL_COMMENT_MAX + 1],
						      struct satchel_error *error) SATCHEL_MUST_CHECK;

/* Checks everything there is in a file, to the last byte, and each document in it against its schema, and calls on_problem, which may be NULL, for each thing that
 * is wrong. SATCHEL_OK means that nothing was; the first problem, and the status of the gravest, come back in *error.
 * Takes some hundred bytes of memory for each entry and item. */
typedef void satchel_problem(void *context, const struct satchel_error *problem);
SATCHEL_API enum satchel_status satchel_verify(const char *path, satchel_problem *on_problem, void *context,
					       struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API enum satchel_status satchel_verify_fd(int fd, satchel_problem *on_problem, void *context,
						  struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API enum satchel_status satchel_verify_memory(const void *bytes, size_t size, satchel_problem *on_problem,
						      void *context, struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API enum satchel_status satchel_verify_source(const struct satchel_source *source, satchel_problem *on_problem,
						      void *context, struct satchel_error *error) SATCHEL_MUST_CHECK;

/* Checks a document that stands beside the packs of a release, by itself: whether it is as FORMAT.md says. Its signature
 * is for satchel_check_message. */
enum satchel_document { SATCHEL_LATEST, SATCHEL_PROGRESS }; /* latest.json, progress.json */
SATCHEL_API enum satchel_status satchel_verify_document(enum satchel_document document, const void *bytes, size_t size,
							satchel_problem *on_problem, void *context,
							struct satchel_error *error) SATCHEL_MUST_CHECK;

#ifdef __cplusplus
}
#endif

#endif
