/* Makes paragraphs of text that arrives in pieces, as a browser does: white space is collapsed, and formats that are
 * open when a paragraph ends continue in the next one. Space at the start or end of a format is moved out of it, and
 * formats without content vanish.
 *
 * A no-break space stays one between a number and its unit, before French punctuation and in code; elsewhere editors
 * leave them behind, and it becomes a space. */
#ifndef CONVERT_HTML_FLOW_MAKER_H
#define CONVERT_HTML_FLOW_MAKER_H

#include "base/buf.h"
#include "lesson/make.h"

#include <stdint.h>

enum { FLOW_FORMATS_MAX = 24 };

struct flow_format {
	struct inline_node model; /* its kind and attributes */
	struct inline_node *node; /* in the current paragraph; NULL until it has content there */
	struct inline_chain children;
};

enum flow_gap { FLOW_GAP_NONE, FLOW_GAP_SPACE, FLOW_GAP_NO_BREAK };

struct flow_maker {
	struct arena *arena;
	struct block_chain blocks; /* those that are finished */
	struct inline_chain line;  /* the current paragraph */
	struct flow_format formats[FLOW_FORMATS_MAX];
	unsigned depth;	   /* of open formats */
	struct buf run;	   /* text that is no node yet */
	struct str lang;   /* of the current paragraph, if it is its own; else STR_NONE */
	enum flow_gap gap; /* white space that is not written yet */
	bool begun;	   /* the current paragraph has content */
	bool loosened;	   /* a no-break space became another one */
	bool preserves;	   /* white space is as written; the caller splits lines */
	uint32_t last;	   /* the last character of the paragraph */
};

/* The formats of outer, unless it is NULL, apply in the flow too. */
void flow_maker_init(struct flow_maker *maker, struct arena *arena, const struct flow_maker *outer);
/* Returns what was made as a flow. NULL if memory ran out. */
struct flow *flow_maker_finish(struct flow_maker *maker);
/* The same for what is one line of text: paragraphs are joined. The caller has added no other blocks. */
struct inline_node *flow_maker_finish_line(struct flow_maker *maker);

/* Opens a format; model has no content. False, without effect, if it means nothing here, such as emphasis in emphasis:
 * then the caller must not close it. */
bool flow_maker_open(struct flow_maker *maker, const struct inline_node *model);
void flow_maker_close(struct flow_maker *maker);
/* Whether a format of that kind is open. */
bool flow_maker_is_in(const struct flow_maker *maker, enum inline_kind kind);

/* Whether one of the open formats has a language of its own. */
bool flow_maker_has_language(const struct flow_maker *maker);

/* Characters that lessons cannot contain become spaces. */
void flow_maker_text(struct flow_maker *maker, struct str text);
/* An element without text, such as a formula. */
void flow_maker_inline(struct flow_maker *maker, struct inline_node *node);
void flow_maker_space(struct flow_maker *maker);
/* Ends the current paragraph, if there is one. */
void flow_maker_break(struct flow_maker *maker);
/* Adds a block after ending the paragraph. NULL is ignored. */
void flow_maker_block(struct flow_maker *maker, struct block *block);

#endif
