/* Builds the typed lesson from a stream of elements and text. The input may violate the schema in any way: elements
 * that are not allowed where they are, are skipped with their content. */
#ifndef LESSON_BUILDER_H
#define LESSON_BUILDER_H

#include "base/arena.h"
#include "lesson/bytes.h"
#include "lesson/lesson.h"
#include "lesson/names.h"

/* A parsed attribute: a name without prefix, except xml:lang. */
struct named_attribute {
	const char *name;  /* as written */
	const char *meant; /* the same, or the attribute that a wrong name was probably meant to be */
	struct attribute attribute; /* the value may be temporary */
	struct span name_span;
};

struct builder_frame {
	enum element_name name;
	struct str lang;            /* effective: see struct element */
	struct element *element;    /* NULL: skipped */
	void *node;                 /* the structure that begins with the element, or that contains it */
	struct inline_node **text;  /* where text is added; NULL: nowhere */
	struct block **blocks;      /* where paragraphs, lists, figures … are added; NULL: nowhere */
	bool for_members;           /* it, or an element around it */
	bool vain;                  /* its access="free" is, because an element around it is for members */
	bool begun;                 /* text other than white space, or a block, has been added */
	bool joins;                 /* a first paragraph, which is the text of its parent */
	struct element *hollow;     /* a first paragraph without text; it matters only if something follows it */
	void *last;                 /* the last child in this element's list */
	void *last_prompt;          /* the same of its prompts, in a question */
};

struct builder {
	struct arena *arena;
	struct lesson *lesson;
	unsigned depth;
	struct math_node **math[MATH_DEPTH_MAX]; /* where each open element of a formula gets its next child */
	unsigned math_depth;
	struct suppression *suppressions, *last_suppression;
	struct question *last_question; /* of the lesson, in a set or not */
	struct builder_frame frames[LESSON_DEPTH_MAX + 2];
};

void builder_init(struct builder *builder, struct arena *arena);
/* name is ELEMENT_UNKNOWN to skip an element. The caller limits the nesting to LESSON_DEPTH_MAX. */
void builder_open(struct builder *builder, enum element_name name, const struct named_attribute *attributes,
		  size_t count, struct span tag, bool implied);
/* end is the offset after the end tag. unsure: as in struct element. */
void builder_close(struct builder *builder, uint32_t end, bool unsure);
/* Adds an instruction to the linter; data is the text after its target, at offset data_start of the file. */
void builder_suppression(struct builder *builder, struct str data, struct span span, uint32_t data_start,
			 struct span misspelt);
/* If markup, an instruction or a comment, is a suppression, correct or misspelled, returns the length of the part in
 * place of <?satchel-ignore; else 0. */
size_t builder_suppression_mark(struct str markup, bool *right) MUST_CHECK;
void builder_text(struct builder *builder, struct str text, struct span span);

/* builder_math.c: a formula, whose element builder_open has opened, and what is in it. name is not copied. The caller
 * limits the nesting to MATH_DEPTH_MAX. */
void builder_math_open(struct builder *builder, const char *name, const struct named_attribute *attributes,
		       size_t count);
void builder_math_close(struct builder *builder);
void builder_math_text(struct builder *builder, struct str text, struct span span);

#endif
