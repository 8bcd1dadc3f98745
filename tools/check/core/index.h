/* The data of each lesson that is kept until all have been read: ids, links to other lessons, digests of questions,
 * cards, glossary terms and paragraphs, positions of keys, and, if similarity rules are on, the words of questions and
 * cards as numbers, and explained abbreviations. Nothing else grows with the number of lessons.
 *
 * Each thread fills its own part. The index is traversed by file number, whichever thread read a file: of two equal
 * items, the one in the lower-numbered file is the original. */
#ifndef CHECK_CORE_INDEX_H
#define CHECK_CORE_INDEX_H

#include "base/arena.h"
#include "check/reference/ids.h"
#include "check/reference/link_text.h"
#include "check/question/key_positions.h"
#include "check/core/vocabulary.h"
#include "report/report.h"

struct index_id {
	const char *id;
	struct location location;
	uint32_t file;
	enum id_kind kind;
	enum access access; /* see struct own_id */
	struct index_id *same; /* during judging: the next with the same id */
};

struct index_link {
	const char *id;   /* an id, or lesson#part */
	const char *item; /* or NULL */
	struct location location;
	struct link_text text;
};

enum prompt_kind {
	PROMPT_QUESTION, /* its case and stem; back: its options in any order, but the words of its key */
	PROMPT_CARD,	 /* its front; back: its back */
	PROMPT_CLOZE,	 /* its sentence with gaps; back: the text of the gaps */
	PROMPT_TERM,	 /* of a glossary entry; back: its definition */
	PROMPT_PROSE,	 /* a paragraph or list item */
};

/* Something that should occur only once in the tree. */
struct index_prompt {
	uint64_t digest; /* includes the kind, so prompts of different kinds are never equal */
	struct location location;
	const char *item;  /* or NULL */
	const char *said; /* of a card whose words may be needed later: folded front, line feed, folded back; or NULL */
	size_t word_offset; /* of its words in the words of the part */
	uint32_t front_words, back_words;
	uint64_t back; /* digest of the back; 0 if it is empty */
	uint64_t explanation; /* digest of that of a question; 0 if there is none */
	uint64_t symbols; /* hash of what folding removes although it may carry meaning: see symbols.h */
	uint32_t file;
	uint32_t set; /* of a question in a set: the offset of the set in the file; 0: in none */
	enum prompt_kind kind;
	bool hinted; /* a cloze with hints, which distinguish similar sentences */
	bool citation; /* prose that is an entry of a list of references */
	uint32_t repeated_in; /* 1 + the last file in which a repetition of it was reported; 0: none */
};

/* An abbreviation that a text explains, and its long form; both are folded. */
struct index_short_form {
	const char *name, *meaning;
};

/* The picture of a figure. */
struct index_picture {
	const char *path; /* the path it was looked for at */
	const char *item; /* or NULL */
	uint64_t device, number, size;
	struct location location;
	uint32_t file;
};

/* Where the data of a file begins; it ends where the next file's data in this part begins. */
struct index_file {
	const char *lesson; /* its id, or NULL */
	uint32_t file;
	size_t ids, links, prompts, pictures, keys;
	struct location keys_location; /* location of the first question in keys */
	bool lost_ids; /* as in struct lesson */
};

/* A struct key, packed, because there may be many. */
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
	uint32_t *words; /* of all prompts, as numbers in vocabulary */
	struct index_short_form *short_forms;
	size_t id_count, link_count, prompt_count, picture_count, key_count, file_count, word_count, short_form_count;
	size_t id_room, link_room, prompt_room, picture_room, key_room, file_room, word_room, short_form_room;
	bool failed; /* memory ran out */
};

void index_part_init(struct index_part *part);
void index_part_release(struct index_part *part);

/* Starts a file; what is added from now on belongs to it, in document order. */
void index_open_file(struct index_part *part, uint32_t file, struct str lesson, bool lost_ids);
void index_add_id(struct index_part *part, const struct own_id *own, struct location location);
void index_add_link(struct index_part *part, struct str id, struct link_text text, struct location location,
		    struct str item);
/* Returns the new prompt, to be completed before anything else is added; NULL if memory ran out. */
struct index_prompt *index_add_prompt(struct index_part *part, uint64_t digest, enum prompt_kind kind,
				      struct location location, struct str item);
/* Adds the words of a folded text, in order, to the last prompt, first those of its front, then those of its back. In
 * scripts without spaces these are the pairs of neighbouring characters. Returns their number. */
uint32_t index_add_words(struct index_part *part, struct str folded);
/* Keeps what the last prompt says for index_read_said. */
void index_keep_said(struct index_part *part, struct index_prompt *prompt, struct str said);
/* Adds the words of what a prompt of the part says, unless it has them. */
void index_read_said(struct index_part *part, struct index_prompt *prompt);
void index_add_short_form(struct index_part *part, struct str name, struct str meaning);
void index_add_picture(struct index_part *part, const struct index_picture *picture, const char *path, struct str item);
void index_add_key(struct index_part *part, struct key key);
/* Sets the location of the first question with a key. */
void index_set_keys_location(struct index_part *part, struct location location);

struct index {
	struct index_part *parts;
	size_t part_count;
	const char *const *paths; /* displayed paths, by file number */
	uint32_t file_count;
	uint32_t context_count; /* files below this number are context, without findings */
	const struct retired *retired; /* retired ids; NULL if unknown */
	bool alone; /* there may be unknown lessons */
};

/* Reports duplicate ids, broken links, repeated content, and keys at unevenly distributed positions in a folder. False
 * if memory ran out. */
bool index_judge(struct index *index, struct report *report) MUST_CHECK;

#endif
