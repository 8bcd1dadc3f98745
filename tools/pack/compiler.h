/* What the parts of the compiler share: each writes members or elements of the JSON of a lesson. */
#ifndef PACK_COMPILER_H
#define PACK_COMPILER_H

#include "pack/compile.h"
#include "pack/text_json.h"

struct compiler {
	struct json json;
	struct text_lesson lesson;
	compile_asset *asset;
	void *context;
	bool no_asset;
	unsigned labelled; /* bit set by id_kind: these have labels, because empty links lead to some */
};

/* "free" or "member". */
const char *compile_access(enum access access);
/* Nothing if the attribute is missing. */
void compile_attribute(struct compiler *c, const char *key, const struct attribute *attribute);
/* The label of a figure, table or recording, if the lesson uses those of its kind. */
void compile_label(struct compiler *c, enum id_kind kind, const struct attribute *id);
void compile_tags(struct compiler *c, const struct attribute *tags);

/* The text of element with its language. */
void compile_text(struct compiler *c, const char *key, const struct inline_node *text, const struct element *element);
/* A flow that can only contain text. flow may be NULL, here and below: then nothing is written. */
void compile_line(struct compiler *c, const char *key, const struct flow *flow);
void compile_text_and_blocks(struct compiler *c, const struct inline_node *text, const struct block *blocks,
			     const struct element *element);
void compile_flow(struct compiler *c, const char *key, const struct flow *flow);
void compile_flows(struct compiler *c, const char *key, const struct flow *flows);
void compile_blocks(struct compiler *c, const struct block *blocks);

/* The name of the picture's file in the pack, and its size. */
void compile_picture(struct compiler *c, const struct attribute *src);
void compile_alt(struct compiler *c, const struct picture *picture);
/* credit may be NULL. */
void compile_credit(struct compiler *c, const struct credit *credit);

/* outer: who may see the lesson. */
void compile_question(struct compiler *c, const struct question *question, enum access outer);
/* The sets that have questions in this edition. */
void compile_sets(struct compiler *c, const struct question *questions, enum access outer);
void compile_card(struct compiler *c, const struct card *card, enum access outer);

#endif
