/* What of each lesson is kept until all are read: ids, links that lead elsewhere, and digests of what
 * questions and cards ask. It is all that grows with the number of lessons.
 *
 * Each thread fills a part of its own. Files have numbers; whatever thread read them, the index goes
 * through them by number: of two equal things the one in the lower file is the first. */
#ifndef CHECK_INDEX_H
#define CHECK_INDEX_H

#include "base/arena.h"
#include "check/ids.h"
#include "report/report.h"

enum { PROMPT_DIGEST = 16 };

struct index_id {
	const char *id;
	struct place place;
	uint32_t file;
	enum id_kind kind;
};

struct index_link {
	const char *id;
	const char *item; /* or NULL */
	struct place place;
};

struct index_prompt {
	unsigned char digest[PROMPT_DIGEST];
	struct place place;
	const char *item; /* or NULL */
	uint32_t file;
	enum id_kind kind; /* KIND_QUESTION or KIND_CARD */
};

/* Where what one file left begins; it ends where that of the next in this part begins. */
struct index_file {
	const char *lesson; /* its id, or NULL */
	uint32_t file;
	size_t ids, links, prompts;
};

struct index_part {
	struct arena arena;
	struct index_id *ids;
	struct index_link *links;
	struct index_prompt *prompts;
	struct index_file *files;
	size_t id_count, link_count, prompt_count, file_count;
	size_t id_room, link_room, prompt_room, file_room;
	bool failed; /* memory ran out */
};

void index_part_init(struct index_part *part);
void index_part_release(struct index_part *part);

/* Starts on a file; what is added from now on is from it. Things are added in the order they stand. */
void index_open_file(struct index_part *part, uint32_t file, struct str lesson);
void index_add_id(struct index_part *part, struct str id, enum id_kind kind, struct place place);
void index_add_link(struct index_part *part, struct str id, struct place place, struct str item);
void index_add_prompt(struct index_part *part, const unsigned char *digest, enum id_kind kind, struct place place,
		      struct str item);

struct index {
	struct index_part *parts;
	size_t part_count;
	const char *const *paths; /* by file number, as they are shown */
	uint32_t file_count;
	uint32_t context_count; /* files below this number are not reported on */
};

/* Goes through all that was left and reports ids used twice, links that lead nowhere, and questions and
 * cards that ask the same. False where memory ran out. */
bool index_judge(const struct index *index, struct report *report) MUST_CHECK;

#endif
