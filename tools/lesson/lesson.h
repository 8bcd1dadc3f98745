/* The typed lesson: what schema/lesson.xsd describes, as C structures, with a span on every element,
 * attribute and run of text. All of it lives in one arena that the reader owns (see reader.h); every
 * list is a chain of next pointers in document order. A part that is not in the file is NULL. */
#ifndef LESSON_LESSON_H
#define LESSON_LESSON_H

#include "base/buf.h"
#include "report/source.h"

/* What every element carries. */
struct element {
	struct span span; /* from the < of its start tag to behind the > of its end tag */
	struct span tag;  /* <name: where a caret points when the element as a whole is meant */
	struct str lang;  /* the language tag in force: its own xml:lang, or that of what it is in; STR_NONE: none is */
	bool implied;     /* not in the file: the schema wants it there, and that it is missing is told */
};

/* An attribute. value.at is NULL where it is left out. */
struct attribute {
	struct str value; /* normalised and decoded */
	struct span span; /* the value as it stands in the file, without its quotes */
};

enum inline_kind {
	INLINE_TEXT,
	INLINE_EM,
	INLINE_STRONG,
	INLINE_TERM,
	INLINE_SUB,
	INLINE_SUP,
	INLINE_CODE,
	INLINE_SPAN,
	INLINE_ABBR,
	INLINE_LINK,
	INLINE_CITE,
	INLINE_BLANK,
};

/* A run of text, or an inline element with what stands in it. */
struct inline_node {
	enum inline_kind kind;
	struct element element; /* for a run of text: its span, and tag is the same */
	struct str text;        /* INLINE_TEXT only: decoded, line ends as \n */
	struct inline_node *children;
	struct inline_node *next;
	union {
		struct attribute title; /* INLINE_ABBR */
		struct {
			struct attribute href, to;
		} link;
		struct {
			struct attribute source, at;
		} cite;
		struct attribute hint; /* INLINE_BLANK */
	} of;
};

/* Text, and the lists, figures and tables below it: paragraphs, titles, items, stems, card sides … */
struct flow {
	struct element element;
	struct inline_node *text;
	struct block *blocks;
	struct flow *next; /* items of a list, and paragraphs of takeaways */
};

enum list_kind { LIST_BULLET, LIST_NUMBER };
enum callout_kind { CALLOUT_PEARL, CALLOUT_WARNING, CALLOUT_MNEMONIC, CALLOUT_NOTE };
enum block_kind { BLOCK_P, BLOCK_LIST, BLOCK_CALLOUT, BLOCK_FIGURE, BLOCK_TABLE };

struct credit {
	struct element element;
	struct inline_node *text;
	struct attribute licence, href;
};

struct figure {
	struct attribute id, src, alt;
	struct flow *caption;
	struct credit *credit;
};

struct cell {
	struct element element;
	bool header;
	bool row_scope; /* a header cell that speaks for its row, not its column */
	unsigned columns, rows;
	struct inline_node *text;
	struct block *blocks;
	struct cell *next;
};

struct row {
	struct element element;
	struct cell *cells;
	struct row *next;
};

struct table {
	struct attribute id;
	struct flow *caption;
	struct row *rows;
};

struct block {
	enum block_kind kind;
	struct element element;
	struct block *next;
	union {
		struct inline_node *p;
		struct {
			enum list_kind kind;
			struct flow *items;
		} list;
		struct {
			enum callout_kind kind;
			struct inline_node *text;
			struct block *blocks;
		} callout;
		struct figure figure;
		struct table table;
	} of;
};

enum access { ACCESS_INHERITED, ACCESS_FREE, ACCESS_MEMBER };

struct section {
	struct element element;
	struct attribute id;
	enum access access;
	struct flow *title;
	struct block *blocks;
	struct section *sections;
	struct section *next;
	unsigned level; /* 1 to 3 */
};

struct objective {
	struct element element;
	struct attribute id;
	struct inline_node *text;
	struct objective *next;
};

struct option {
	struct element element;
	bool correct;
	struct attribute correct_attribute;
	struct inline_node *text;
	struct flow *feedback;
	struct option *next;
};

enum question_kind { QUESTION_SINGLE, QUESTION_MULTIPLE };

struct question {
	struct element element;
	struct attribute id, objective, progress;
	enum question_kind kind;
	unsigned difficulty; /* 0 where it is left out */
	enum access access;
	struct flow *vignette, *stem, *explanation;
	struct option *options;
	struct question *next;
};

/* A card with two sides, or a cloze. */
struct card {
	struct element element;
	struct attribute id, progress;
	enum access access;
	bool is_cloze;
	struct flow *front, *back; /* a card's */
	struct inline_node *cloze; /* a cloze's */
	struct card *next;
};

struct entry {
	struct element element;
	struct attribute id;
	enum access access;
	struct flow *term, *definition;
	struct entry *next;
};

struct reference {
	struct element element;
	struct attribute id, href, doi;
	struct inline_node *text;
	struct reference *next;
};

/* A rule or family that a suppression names, as it is written; there may be none of that name. */
struct suppression_name {
	struct str name;
	struct span span;
	struct suppression_name *next;
};

/* <?satchel-ignore family/rule … reason="…"?>: what it names is not reported in the element that it is in. */
struct suppression {
	struct span span;            /* the whole instruction */
	struct span misspelt;        /* what stands for <?satchel-ignore where it is not that; else without length */
	struct suppression_name *names;
	struct str reason;           /* at is NULL where none is given */
	const struct element *scope; /* the element it speaks for; NULL outside the lesson */
	struct suppression *next;
};

struct lesson {
	struct element element;
	struct attribute id, lang, reviewed, review_by;
	enum access access;
	struct flow *title, *summary;
	struct objective *objectives;
	struct section *sections;
	struct flow *takeaways;
	struct question *questions;
	struct card *cards;
	struct entry *glossary;
	struct reference *sources;
	struct suppression *suppressions;
};

/* Appends what a reader would read aloud of the text: no marks, cite gives nothing, a blank gives its
 * answer. White space stays as it is in the file. */
void inline_plain(struct buf *out, const struct inline_node *text);
/* Whether there is anything to see: something else than white space, however deep. */
bool inline_is_blank(const struct inline_node *text);
/* The same for a flow that may be NULL; a figure, a table or a list is something to see. */
bool flow_is_blank(const struct flow *flow);

/* What a run of text is for. In questions, cards and the glossary that is the part it belongs to, whatever
 * list or table there it stands in. */
enum text_place {
	PLACE_TITLE,
	PLACE_SUMMARY,
	PLACE_OBJECTIVE,
	PLACE_PARAGRAPH,
	PLACE_LIST_ITEM,
	PLACE_CALLOUT,
	PLACE_CAPTION, /* of a figure or a table, anywhere */
	PLACE_CREDIT,  /* anywhere */
	PLACE_CELL,
	PLACE_TAKEAWAY,
	PLACE_VIGNETTE,
	PLACE_STEM,
	PLACE_OPTION,
	PLACE_FEEDBACK,
	PLACE_EXPLANATION,
	PLACE_FRONT,
	PLACE_BACK,
	PLACE_CLOZE,
	PLACE_TERM, /* of a glossary entry */
	PLACE_DEFINITION,
	PLACE_SOURCE,
	/* Attributes. */
	PLACE_ALT,  /* of a figure */
	PLACE_ABBR, /* the title of an abbreviation */
	PLACE_HINT, /* of a blank */
};
enum { PLACE_COUNT = PLACE_HINT + 1 };

struct text_site {
	enum text_place place;
	struct str item; /* the id of the question, card or entry it is in, or STR_NONE */
	struct str lang; /* the language tag in force for the run as a whole; parts of it may have their own */
};

/* Calls visit for each run of inline text of the lesson (a paragraph, an option, a cell …), in document
 * order. */
typedef void lesson_text_visitor(void *context, const struct inline_node *text, const struct text_site *site);
void lesson_each_text(const struct lesson *lesson, lesson_text_visitor *visit, void *context);
/* The same for each attribute that learners read and that holds something: alt, the title of abbr, the hint of blank;
 * but for those in credits and sources, which are the texts of others. */
typedef void lesson_attribute_visitor(void *context, const struct attribute *attribute, const struct text_site *site);
void lesson_each_attribute(const struct lesson *lesson, lesson_attribute_visitor *visit, void *context);
/* The same for each block, those nested in lists, callouts, stems and card sides too. */
typedef void lesson_block_visitor(void *context, const struct block *block, struct str item);
void lesson_each_block(const struct lesson *lesson, lesson_block_visitor *visit, void *context);

#endif
