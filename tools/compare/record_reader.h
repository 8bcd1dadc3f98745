/* What the readers of records share: where they are, and how they add a text. */
#ifndef COMPARE_RECORD_READER_H
#define COMPARE_RECORD_READER_H

#include "compare/record.h"
#include "pack/json_access.h"

struct record_reader {
	struct arena *arena;
	enum record_detail detail;
	struct buf text;  /* current line */
	struct buf item;  /* the JSON of a card of several */
	bool for_members; /* the current section is for members */
	struct record *record;
	struct record_line **end;
	struct record **last;
	size_t count;
};

/* Copies text, which may be that of reading->text, into the arena. */
struct str record_keep(struct record_reader *reading, struct str text);
/* Turns reading->text into a line, and adds its digest to *sum. */
void record_end_line(struct record_reader *reading, const char *label, uint64_t *sum);
/* Each adds what the JSON says to *sum, and as lines; a missing member adds nothing. */
void record_add_text(struct record_reader *reading, const char *label, struct json_walk text, uint64_t *sum);
void record_add_string(struct record_reader *reading, const char *label, struct json_walk string, uint64_t *sum);
void record_add_blocks(struct record_reader *reading, const char *label, struct json_walk blocks, uint64_t *sum);
void record_add_flows(struct record_reader *reading, const char *label, struct json_walk flows, uint64_t *sum);
/* Returns the cursor after the flow. */
struct json_walk record_add_flow(struct record_reader *reading, const char *label, struct json_walk flow,
				 uint64_t *sum);

/* A string of the JSON in the arena; NULL if memory ran out. */
const char *record_word(struct record_reader *reading, struct json_walk value);
/* Opens the next record. common: its id, kind and access. NULL if memory ran out. */
struct record *record_open(struct record_reader *reading, enum record_kind kind, const struct json_walk common[3]);
void record_take_title(struct record_reader *reading, struct json_walk text);

/* Each reads the item at the cursor, and advances past it. False if memory ran out. */
bool record_question(struct record_reader *reading, struct json_walk *json) MUST_CHECK;
bool record_card(struct record_reader *reading, struct json_walk *json) MUST_CHECK;

#endif
