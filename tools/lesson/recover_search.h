/* Internals of the search for the best interpretation of a file. */
#ifndef LESSON_RECOVER_SEARCH_H
#define LESSON_RECOVER_SEARCH_H

#include "lesson/recover_scan.h"

#include <limits.h>

enum {
	COST_NEAR = 8,	      /* an end tag with a misspelled name */
	COST_OTHER = 12,      /* an end tag with a different name */
	COST_MISPLACED = 15,  /* a misplaced element or text, which the schema reports */
	COST_OTHER_ROOT = 25, /* the root element is not in the schema */
	COST_CLOSE_MORE = 8,  /* another element without end tag at the same position */
	COST_MEANT = 2,	      /* the end tag of an unknown element has the right name */
	COST_ANYTHING = 5,    /* an element that the schema does not have */
	COST_UNEVEN = 3,      /* an element is indented other than the sibling before it */
	COST_LACKING = 2,     /* a missing start tag before something that another element must precede */
	COST_DOUBLED = 9,     /* a start tag with attributes that repeats the one before it */
	COST_MARGIN = 26,     /* interpretations that cost this much more than the best are dropped */
	CLOSES_MAX = 5,	      /* elements that end before one start tag */
};

enum { SEARCH_WIDTH_MAX = 64 };

enum over { OVER_NO, OVER_YES, OVER_REPORTED };

/* An interpretation of the file up to the current token. */
struct state {
	const struct spot *top; /* NULL: nothing is open */
	unsigned rank;          /* of its last child; 0: none */
	long indent;            /* of its last child, as in struct token */
	bool filled;            /* the innermost element has content */
	bool skip;              /* the next token has already been processed */
	enum over over;         /* the root has ended */
	unsigned cost;
	unsigned hints;         /* how often the layout contradicts it */
	struct turn *turns;     /* the last one */
};

struct search {
	struct scan *scan;
	uint32_t index; /* of the current token */
	size_t width;
	struct state states[SEARCH_WIDTH_MAX];
	size_t count;
	struct state next[SEARCH_WIDTH_MAX];
	size_t next_count;
	unsigned best;
};

/* recover_state.c */

/* Adds a turn to the interpretation. */
void search_turn(struct search *search, struct state *state, enum turn_kind kind, const struct spot *spot,
		 const struct reading *reading);
/* Keeps state for the next token. */
void search_carry(struct search *search, struct state state);
/* Opens an element in it, and closes the innermost one. closed is the name that its end tag has. */
void search_push(struct search *search, struct state *state, struct str name, struct str closed,
		 const struct model_type *type, unsigned rank, bool added);
void search_pop(struct state *state);
/* Handles text after the token, then proceeds to the next token. depth is 0. */
void search_after_token(struct search *search, struct state state, bool text, unsigned depth);
/* The child with that name in the type, which may be NULL, or in that of the innermost element; NULL: there is none. */
const struct model_child *search_type_child(const struct model_type *type, struct str name);
const struct model_child *search_child(const struct state *state, struct str name);
/* Whether the child may come next. */
bool search_comes_now(const struct state *state, const struct model_child *child);
/* The start tag of the element; NULL if it was added. */
const struct token *search_token(const struct search *search, const struct spot *spot);
/* Whether one name may be a misspelling of the other. */
bool search_is_near(struct str a, struct str b);

/* recover_start_tag.c and recover_end_tag.c: continue the interpretation with each meaning of the tag. closed is the
 * number of elements that were closed for it. */
void search_start_tag(struct search *search, struct state state, const struct reading *reading, unsigned closed);
void search_end_tag(struct search *search, struct state state, const struct reading *reading);

#endif
