/* Reads Satchel packs. packs/FORMAT.md specifies the format; satchel(3) shows how to use this library.
 *
 *	struct satchel_error error;
 *	struct satchel *pack = satchel_open("psychiatry.satchel", &error);
 *	if (!pack)
 *		... see error.message
 *	struct satchel_bytes json;
 *	if (satchel_read_lesson(pack, "integrated-treatment", &json, &error) == SATCHEL_OK)
 *		... use json.at and json.size, then satchel_bytes_free(&json)
 *	satchel_close(pack);
 *
 * Nothing in a file is trusted. Violations of the format are refused when the pack is opened or the entry is read;
 * sizes are limited before memory is allocated; digests are checked before bytes are returned. If the file changes
 * or shrinks meanwhile, that is an ordinary error.
 *
 * An open pack keeps its manifest and index.json, and nothing that grows with the number of lessons. Every call that
 * can fail returns a status, and fills in *error if error is not NULL. Nothing is printed and nothing is global.
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

/* The version of this header; satchel_version returns that of the library. */
#define SATCHEL_VERSION "0.1.0"
#define SATCHEL_VERSION_MAJOR 0
#define SATCHEL_VERSION_MINOR 1
#define SATCHEL_VERSION_PATCH 0
SATCHEL_API const char *satchel_version(void);

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
	SATCHEL_SHORT_DIGEST_SIZE = 16,	       /* the beginning of one */
};

enum satchel_status {
	SATCHEL_OK,
	SATCHEL_UNREADABLE,  /* opening or reading the file failed */
	SATCHEL_NOT_A_PACK,  /* the file is not a pack */
	SATCHEL_DAMAGED,     /* the pack violates the format, or a digest does not match */
	SATCHEL_UNSUPPORTED, /* the pack requires a feature that this reader does not know */
	SATCHEL_NOT_FOUND,   /* the pack contains nothing with that name or id */
	SATCHEL_UNTRUSTED,   /* the pack is unsigned, signed by another key, or has a wrong signature */
	SATCHEL_NO_MEMORY,
};

struct satchel_error {
	enum satchel_status status;
	char entry[SATCHEL_NAME_MAX + 1]; /* the entry in question; empty for the whole file */
	char message[256];		  /* starts with the entry; lower case, no full stop */
};

/* How many of each there are. For a lesson, units, lessons and assets are 0. */
struct satchel_counts {
	uint64_t units, lessons, sections, questions, cards, glossary, assets;
};

/* An author or reviewer of the pack as a whole. */
struct satchel_person {
	bool is_reviewer;
	const char *name;
	/* NULL if absent; date is that of a review: */
	const char *credentials, *orcid, *date, *disclosure;
};

/* A picture to show with the title. */
struct satchel_cover {
	const char *asset; /* the name of its entry; NULL if the pack has no cover */
	const char *alt;   /* a description for readers who can't see it */
	uint64_t width, height; /* in pixels; 0 if unknown */
};

/* Where the rest of a free edition is, in one language. */
struct satchel_rest {
	const char *text, *lang;
	const char *href; /* an https address of a page about it; NULL if absent */
};

struct satchel_manifest {
	const char *id, *title, *version, *edition, *licence, *lang;
	const char *date;	     /* NULL if absent */
	const char *deflate;	     /* the library that compressed it, and its version; NULL if absent */
	uint64_t deflate_level;      /* in the scale of that library */
	uint64_t release;
	struct satchel_counts counts;
	struct satchel_counts whole; /* of the full edition; equals counts unless is_part */
	bool is_part;		     /* this edition omits parts of the full one */
	const char *const *extras;   /* NULL-terminated */
	const char *description;     /* NULL if absent */
	struct satchel_cover cover;
	const struct satchel_person *people;
	size_t people_count;
	const struct satchel_rest *rest; /* also in the full edition */
	size_t rest_count;
	uint8_t content_root[SATCHEL_DIGEST_SIZE];
};

/* An entry of the ZIP archive. */
struct satchel_entry {
	char name[SATCHEL_NAME_MAX + 1];
	uint64_t offset;      /* of its local header, from the start of the file */
	uint32_t stored_size; /* less than raw_size if deflated */
	uint32_t raw_size;
	uint8_t digest[SATCHEL_SHORT_DIGEST_SIZE]; /* of its stored bytes */
};

struct satchel_unit {
	const char *id, *title;
	uint64_t first_lesson; /* the number of its first lesson, from 0 */
	uint64_t lesson_count;
	uint64_t whole; /* lessons of the unit in the full edition */
};

struct satchel_section {
	const char *id, *title;
	unsigned level; /* 1 to 3 */
};

struct satchel_lesson {
	uint64_t number; /* in reading order, from 0 */
	const char *id, *title, *lang;
	bool for_members;
	const struct satchel_section *sections; /* in document order, nested ones after their parent */
	size_t section_count;
	struct satchel_counts counts;
	struct satchel_counts whole; /* of the complete lesson; equals counts unless is_part */
	bool is_part;
};

enum satchel_item_kind { SATCHEL_QUESTION, SATCHEL_CARD, SATCHEL_GLOSSARY };

struct satchel_item {
	char id[SATCHEL_ID_MAX + 1];
	enum satchel_item_kind kind;
	char lesson[SATCHEL_ID_MAX + 1]; /* the id of the lesson that contains it */
};

struct satchel_bytes {
	char *at; /* followed by a zero byte, which size does not count */
	size_t size;
};

/* A source for packs that are neither files nor in memory. */
struct satchel_source {
	/* Reads up to size bytes, starting at offset, into bytes and returns their number; 0 at the end, negative on
	 * failure. If several threads read from the pack, they may call it at the same time. */
	int64_t (*read)(void *context, uint64_t offset, void *bytes, size_t size);
	void *context;
	uint64_t size; /* of the whole pack */
};

struct satchel;

/* Opens a pack: checks and keeps its manifest, signature and index.json, and checks the end of the file. Returns
 * NULL on failure. The caller keeps ownership of the descriptor, memory or source, which must outlive the pack. The
 * descriptor must be that of a regular file; its position does not matter. */
SATCHEL_API struct satchel *satchel_open(const char *path, struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API struct satchel *satchel_open_fd(int fd, struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API struct satchel *satchel_open_memory(const void *bytes, size_t size,
						struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API struct satchel *satchel_open_source(const struct satchel_source *source,
						struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API void satchel_close(struct satchel *pack);

/* The results belong to the pack and are valid until it is closed. */
SATCHEL_API const struct satchel_manifest *satchel_manifest(const struct satchel *pack);
SATCHEL_API uint64_t satchel_size(const struct satchel *pack);
/* The raw bytes of manifest.json, which the signature covers. */
SATCHEL_API const struct satchel_bytes *satchel_manifest_bytes(const struct satchel *pack);
/* The bytes of manifest.json.minisig; NULL if the pack is not signed. satchel_check_signature checks them. */
SATCHEL_API const struct satchel_bytes *satchel_signature_bytes(const struct satchel *pack);

/* Lists are read page by page while they are visited. The arguments of a visitor are valid until it returns. If it
 * returns false, the list ends early, with SATCHEL_OK. */
typedef bool satchel_unit_visitor(void *context, const struct satchel_unit *unit);
typedef bool satchel_lesson_visitor(void *context, const struct satchel_lesson *lesson);
typedef bool satchel_item_visitor(void *context, const struct satchel_item *item);
typedef bool satchel_entry_visitor(void *context, const struct satchel_entry *entry);
/* The units in reading order. */
SATCHEL_API enum satchel_status satchel_list_units(const struct satchel *pack, satchel_unit_visitor *visit,
						   void *context, struct satchel_error *error) SATCHEL_MUST_CHECK;
/* The lessons in reading order, starting with number first. */
SATCHEL_API enum satchel_status satchel_list_lessons(const struct satchel *pack, uint64_t first,
						     satchel_lesson_visitor *visit, void *context,
						     struct satchel_error *error) SATCHEL_MUST_CHECK;
/* The questions, cards and glossary entries in byte order of their ids. */
SATCHEL_API enum satchel_status satchel_list_items(const struct satchel *pack, satchel_item_visitor *visit,
						   void *context, struct satchel_error *error) SATCHEL_MUST_CHECK;
/* All entries: mimetype, manifest.json, the signature and index.json; the lessons in byte order of their ids, then
 * assets and extras in byte order of their names, with each page of the index before what it lists. */
SATCHEL_API enum satchel_status satchel_list_entries(const struct satchel *pack, satchel_entry_visitor *visit,
						     void *context, struct satchel_error *error) SATCHEL_MUST_CHECK;

/* Finds an entry by name. Pages of the index are not found. */
SATCHEL_API enum satchel_status satchel_find_entry(const struct satchel *pack, const char *name,
						   struct satchel_entry *entry,
						   struct satchel_error *error) SATCHEL_MUST_CHECK;
/* Visits the row of one lesson, found by its id; reads the rows before it. */
SATCHEL_API enum satchel_status satchel_find_lesson(const struct satchel *pack, const char *id,
						    satchel_lesson_visitor *visit, void *context,
						    struct satchel_error *error) SATCHEL_MUST_CHECK;
/* Finds the kind and the lesson of an item by its id. */
SATCHEL_API enum satchel_status satchel_find_item(const struct satchel *pack, const char *id, struct satchel_item *item,
						  struct satchel_error *error) SATCHEL_MUST_CHECK;

/* Reads, inflates and checks an entry: an asset, an extra, or any other that satchel_find_entry finds. On success the
 * caller must free *bytes with satchel_bytes_free. */
SATCHEL_API enum satchel_status satchel_read(const struct satchel *pack, const char *name, struct satchel_bytes *bytes,
					     struct satchel_error *error) SATCHEL_MUST_CHECK;
/* The JSON of a lesson; and of a single question, card or glossary entry, unchanged from its lesson. */
SATCHEL_API enum satchel_status satchel_read_lesson(const struct satchel *pack, const char *id,
						    struct satchel_bytes *bytes,
						    struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API enum satchel_status satchel_read_item(const struct satchel *pack, const char *id,
						  struct satchel_bytes *bytes,
						  struct satchel_error *error) SATCHEL_MUST_CHECK;
/* The JSON of the question set that a question belongs to, given the id of the question: front-ends show its vignette
 * before the question. SATCHEL_OK with bytes->at NULL if it belongs to none, like every card and glossary entry. */
SATCHEL_API enum satchel_status satchel_read_set(const struct satchel *pack, const char *id,
						 struct satchel_bytes *bytes,
						 struct satchel_error *error) SATCHEL_MUST_CHECK;
/* Reads an entry that was found or listed in this pack; and its stored bytes, also checked. */
SATCHEL_API enum satchel_status satchel_read_entry(const struct satchel *pack, const struct satchel_entry *entry,
						   struct satchel_bytes *bytes,
						   struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API enum satchel_status satchel_read_stored(const struct satchel *pack, const struct satchel_entry *entry,
						    struct satchel_bytes *bytes,
						    struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API void satchel_bytes_free(struct satchel_bytes *bytes);

/* The text of any part of a lesson, or of a whole one, given as JSON: a line for each paragraph, title, list item and
 * caption; cells of a row are separated by tabs. Pictures give their descriptions, citations nothing. blank replaces
 * the answers of a cloze, or only those with that number, if it is not 0; NULL keeps them. The caller must free *text
 * with satchel_bytes_free. */
SATCHEL_API enum satchel_status satchel_plain_text(const char *json, size_t size, const char *blank, unsigned number,
						   struct satchel_bytes *text,
						   struct satchel_error *error) SATCHEL_MUST_CHECK;

/* Searching. The search index is read when a search is opened, and needs a few times the size of extras/search.json.
 * The pack must outlive it. Several threads may use one at a time. Opening returns NULL on failure: SATCHEL_NOT_FOUND
 * if the pack has no search index. */
struct satchel_search;
struct satchel_found {
	const struct satchel_lesson *lesson;
	bool in_title;  /* all words are in titles of the lesson */
	uint64_t total; /* how many lessons are found */
};
typedef bool satchel_found_visitor(void *context, const struct satchel_found *found);
SATCHEL_API struct satchel_search *satchel_search_open(const struct satchel *pack,
						       struct satchel_error *error) SATCHEL_MUST_CHECK;
/* Visits the lessons that contain, for each word of the query, in UTF-8, a word that begins with it: those with all
 * words in their titles first, then the others, both in reading order. Words of one letter are ignored. */
SATCHEL_API enum satchel_status satchel_search_find(const struct satchel_search *search, const char *query,
						    satchel_found_visitor *visit, void *context,
						    struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API void satchel_search_close(struct satchel_search *search);

/* Signatures are Ed25519 in the format of minisign (https://jedisct1.github.io/minisign/). They cover the bytes of
 * manifest.json, which contains the digest of the index, which contains those of everything else. Keys come from the
 * application; one from the pack would prove nothing. */
enum { SATCHEL_KEY_ID_SIZE = 8, SATCHEL_KEY_SIZE = 32, SATCHEL_COMMENT_MAX = 1024 };
struct satchel_key {
	uint8_t id[SATCHEL_KEY_ID_SIZE]; /* distinguishes keys; proves nothing */
	uint8_t bytes[SATCHEL_KEY_SIZE];
};
/* Parses a public key: a file written by minisign, or its second line alone. SATCHEL_DAMAGED if it is neither. */
SATCHEL_API enum satchel_status satchel_key_read(const char *text, size_t size, struct satchel_key *key,
						 struct satchel_error *error) SATCHEL_MUST_CHECK;
/* Checks that one of the keys signed the pack, and that the signature names the pack of the manifest. comment, which
 * may be NULL, receives the signed comment: "pack ID VERSION release NUMBER edition EDITION". */
SATCHEL_API enum satchel_status satchel_check_signature(const struct satchel *pack, const struct satchel_key *keys,
							size_t count, char comment[SATCHEL_COMMENT_MAX + 1],
							struct satchel_error *error) SATCHEL_MUST_CHECK;
/* Checks that one of the keys signed a message, with the text of a signature file. comment receives the signed comment,
 * which may contain anything except a zero byte; the caller must check it. */
SATCHEL_API enum satchel_status satchel_check_message(const void *message, size_t size, const char *signature,
						      size_t signature_size, const struct satchel_key *keys,
						      size_t count, char comment[SATCHEL_COMMENT_MAX + 1],
						      struct satchel_error *error) SATCHEL_MUST_CHECK;

/* Checks every byte of a file, and each document against its schema. Calls on_problem, which may be NULL, for each
 * problem. Returns SATCHEL_OK if there are none; otherwise *error has the first problem, with the most severe
 * status. Needs a few hundred bytes of memory for each entry and item. */
typedef void satchel_problem(void *context, const struct satchel_error *problem);
SATCHEL_API enum satchel_status satchel_verify(const char *path, satchel_problem *on_problem, void *context,
					       struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API enum satchel_status satchel_verify_fd(int fd, satchel_problem *on_problem, void *context,
						  struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API enum satchel_status satchel_verify_memory(const void *bytes, size_t size, satchel_problem *on_problem,
						      void *context, struct satchel_error *error) SATCHEL_MUST_CHECK;
SATCHEL_API enum satchel_status satchel_verify_source(const struct satchel_source *source, satchel_problem *on_problem,
						      void *context, struct satchel_error *error) SATCHEL_MUST_CHECK;

/* Checks one of the documents that are published beside the packs of a release against FORMAT.md. Its signature is
 * checked by satchel_check_message. */
enum satchel_document { SATCHEL_LATEST, SATCHEL_PROGRESS }; /* latest.json, progress.json */
SATCHEL_API enum satchel_status satchel_verify_document(enum satchel_document document, const void *bytes, size_t size,
							satchel_problem *on_problem, void *context,
							struct satchel_error *error) SATCHEL_MUST_CHECK;

#ifdef __cplusplus
}
#endif

#endif
