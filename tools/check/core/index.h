/* What of each lesson is kept until all are read: ids, links that lead elsewhere, digests of what questions,
 * cards, glossary terms and paragraphs say, where right options stand, and where rules ask for like ones, the
 * words of questions and cards as numbers. It is all that grows with the number of lessons.
 *
 * Each thread fills a part of its own. Files have numbers; whatever thread read them, the index goes
 * through them by number: of two equal things the one in the lower file is the first. */
#ifndef CHECK_CORE_INDEX_H
#define CHECK_CORE_INDEX_H

#include "base/arena.h"
#include "check/reference/ids.h"
#include "check/question/key_positions.h"
#include "check/core/vocabulary.h"
#include "report/report.h"

enum { PROMPT_DIGEST = 16 };

struct index_id {
	const char *id;
	struct location location;
	uint32_t file;
	enum id_kind kind;
	struct index_id *same; /* while the index is judged: the next that is called so */
};

struct index_link {
	const char *id;   /* an id, or lesson#part */
	const char *item; /* or NULL */
	struct location location;
};

enum prompt_kind {
	PROMPT_QUESTION, /* its case and stem; behind it, its options in any order */
	PROMPT_CARD,	 /* its front; behind it, its back */
	PROMPT_CLOZE,	 /* its sentence with gaps; behind it, what goes into them */
	PROMPT_TERM,	 /* of a glossary entry; behind it, its definition */
	PROMPT_PROSE,	 /* a paragraph or an item of a list */
};

/* Something that should not stand in the tree twice. */
struct index_prompt {
	unsigned char digest[PROMPT_DIGEST]; /* of the kind, too: those of two kinds are never equal */
	struct location location;
	const char *item;  /* or NULL */
	size_t word_offset; /* of its words in those of the part */
	uint32_t front_words, back_words;
	uint64_t back; /* digest of what is behind it; 0 where that is nothing */
	uint32_t file;
	enum prompt_kind kind;
	bool hinted; /* a cloze with hints, which tell like sentences apart */
};

/* A figure's file. */
struct index_picture {
	const char *path; /* as it was looked for */
	const char *item; /* or NULL */
	uint64_t device, number, size;
	struct location location;
	uint32_t file;
};

/* Where what one file left begins; it ends where that of the next in this part begins. */
struct index_file {
	const char *lesson; /* its id, or NULL */
	uint32_t file;
	size_t ids, links, prompts, pictures, keys;
	struct location keys_place; /* of the first question that one of keys is of */
};

/* A struct key, in as little room as there can be many. */
struct index_key {
	unsigned char options, position;
};

struct index_part {
	struct arena arena;
	struct index_id *ids;
	struct index_link *links;
	struct index_prompt *prompts;
	struct index_picture *pictures;
	struct index_key *keys;
	struct index_file *files;
	struct vocabulary vocabulary;
	uint32_t *words; /* of one prompt after the other, as vocabulary numbers them */
	size_t id_count, link_count, prompt_count, picture_count, key_count, file_count, word_count;
	size_t id_room, link_room, prompt_room, picture_room, key_room, file_room, word_room;
	bool failed; /* memory ran out */
};

void index_part_init(struct index_part *part);
void index_part_release(struct index_part *part);

/* Starts on a file; what is added from now on is from it. Things are added in the order they stand. */
void index_open_file(struct index_part *part, uint32_t file, struct str lesson);
void index_add_id(struct index_part *part, struct str id, enum id_kind kind, struct location location);
void index_add_link(struct index_part *part, struct str id, struct location location, struct str item);
/* Returns the prompt, for the caller to say more of before anything else is added; NULL where memory ran
 * out. */
struct index_prompt *index_add_prompt(struct index_part *part, const unsigned char *digest, enum prompt_kind kind,
				      struct location location, struct str item);
/* Adds the words of a folded text, in order, to the last prompt and returns how many they are: those of its
 * front first, then those of what is behind it. */
uint32_t index_add_words(struct index_part *part, struct str folded);
void index_add_picture(struct index_part *part, const struct index_picture *picture, const char *path, struct str item);
void index_add_key(struct index_part *part, struct key key);
/* Where the first question with a key stands. */
void index_place_keys(struct index_part *part, struct location location);

struct index {
	struct index_part *parts;
	size_t part_count;
	const char *const *paths; /* by file number, as they are shown */
	uint32_t file_count;
	uint32_t context_count; /* files below this number are not reported on */
	const struct retired *retired; /* the ids that were withdrawn; NULL: none is known */
	bool alone; /* there may be other lessons that nothing is known of */
};

/* The id of the lesson in the file; at is NULL if it has none. */
struct str index_lesson(const struct index *index, uint32_t file);

/* Goes through all that was left and reports ids used twice, links that lead nowhere, what says the
 * same as something else, and keys that stand unevenly over a folder. False where memory ran out. */
bool index_judge(struct index *index, struct report *report) MUST_CHECK;

#endif
