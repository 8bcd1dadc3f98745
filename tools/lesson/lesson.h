/* The typed lesson: the model of schema/lesson.xsd as C structures, with a span for every element, attribute and run of
 * text. An arena of the reader owns all of it (see reader.h); lists are linked by next in document order. Missing parts
 * are NULL. */
#ifndef LESSON_LESSON_H
#define LESSON_LESSON_H

#include "base/buf.h"
#include "report/source.h"

/* Common to all elements. */
struct element {
	struct span span; /* from the < of its start tag to after the > of its end tag */
	struct span tag;  /* <name: the location of findings about the element as a whole */
	struct str lang;  /* effective language tag: its own xml:lang or that of an ancestor; STR_NONE if there is
	                   * none */
	bool implied;     /* not in the file, or under another name, which has been reported */
	bool unsure;      /* implied, or some markup in it is unreadable: what it lacks may only be misspelt */
};

/* An attribute. value.at is NULL if it is missing. */
struct attribute {
	struct str value; /* normalised, references decoded */
	struct span span; /* the value in the file, without quotes */
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
	INLINE_MATH,
};

/* An element of a formula, or a run of text in one. Elements have the names of mathml.xsd. */
struct math_node {
	const char *name; /* NULL: text */
	struct str text;  /* references decoded */
	struct span span; /* of text, in the file */
	struct math_attribute *attributes;
	struct math_node *children;
	struct math_node *next;
};

struct math_attribute {
	const char *name;
	struct str value;
	struct math_attribute *next;
};

enum {
	MATH_DEPTH_MAX = 24, /* open elements in a formula, with the formula itself */
	MATH_ELEMENTS_MAX = 1000,
};

/* The text of a formula, and of a link whose label is made from its target, which only a pack contains: U+FFFC. So
 * words on both sides are not neighbours. */
#define INLINE_STAND_IN "\xef\xbf\xbc"

/* A run of text, or an inline element with its content. */
struct inline_node {
	enum inline_kind kind;
	struct element element; /* for a run of text: its span, which is also its tag */
	struct str text;        /* INLINE_TEXT only: references decoded, line ends are \n */
	struct inline_node *children;
	struct inline_node *next;
	union {
		struct attribute title; /* INLINE_ABBR */
		struct attribute entry; /* INLINE_TERM */
		struct {
			struct attribute href, to;
			bool labelled; /* empty: its text is the label of its target; see INLINE_STAND_IN */
		} link;
		struct {
			struct attribute source, at;
		} cite;
		struct {
			struct attribute hint, n;
			unsigned number; /* n as a number; 0 if it has none */
		} blank;
		struct {
			struct attribute alttext; /* not in formula */
			struct math_node *formula;
		} math;
	} of;
};

/* Text followed by paragraphs, lists, figures, tables and recordings: a title, item, stem, side of a card … If it
 * begins with a paragraph, that is its text. */
struct flow {
	struct element element;
	struct inline_node *text;
	struct block *blocks;
	struct flow *next; /* for list items, paragraphs of takeaways, and names of entries */
};

enum list_kind { LIST_BULLET, LIST_NUMBER, LIST_LETTER };
enum callout_kind { CALLOUT_PEARL, CALLOUT_WARNING, CALLOUT_MNEMONIC, CALLOUT_NOTE };
enum block_kind { BLOCK_P, BLOCK_LIST, BLOCK_CALLOUT, BLOCK_FIGURE, BLOCK_AUDIO, BLOCK_VIDEO, BLOCK_TABLE };

struct credit {
	struct element element;
	struct inline_node *text;
	struct attribute licence, href;
};

/* A picture of a figure. */
struct picture {
	struct element element;
	struct attribute src, alt;
	struct flow *caption;
	struct picture *next;
};

/* Several pictures, or one that the figure itself names: then that is its element. */
struct figure {
	struct attribute id;
	struct picture *pictures;
	bool several;
	struct flow *title, *caption;
	struct credit *credit;
};

/* A file of captions of a video; its language is that of its element. */
struct caption_file {
	struct element element;
	struct attribute src;
	struct caption_file *next;
};

/* Audio or video. */
struct recording {
	struct attribute id, src, length, digest, poster;
	bool linked;      /* src is an address */
	unsigned seconds; /* of length; 0 if missing */
	struct flow *title, *caption, *transcript;
	struct caption_file *captions; /* of a video */
	struct credit *credit;
};

struct cell {
	struct element element;
	bool header;
	bool row_scope; /* a header cell for its row rather than its column */
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
			unsigned start; /* the number of the first item, from 1; not for bullets */
			struct flow *items;
		} list;
		struct {
			enum callout_kind kind;
			struct flow *title;
			struct inline_node *text;
			struct block *blocks;
		} callout;
		struct figure figure;
		struct recording recording;
		struct table table;
	} of;
};

enum access { ACCESS_INHERITED, ACCESS_FREE, ACCESS_MEMBER };

/* The effective access of something with its own access within outer: it can only be narrower. */
static inline enum access access_within(enum access own, enum access outer)
{
	return own == ACCESS_INHERITED || outer == ACCESS_MEMBER ? outer : own;
}

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

/* An author or reviewer. */
struct person {
	struct element element;
	struct attribute name, credentials, orcid;
	struct attribute date; /* of a reviewer */
	bool reviewer;
	struct flow *disclosure;
	struct person *next;
};

struct objective {
	struct element element;
	struct attribute id;
	struct inline_node *text;
	struct objective *next;
};

/* An option; or an accepted answer of an open question, a choice or prompt of a matching one, a step of an ordering
 * one. */
struct option {
	struct element element;
	bool correct; /* an accepted answer is */
	struct attribute correct_attribute, credit, id;
	struct attribute choice; /* of a prompt: the id of the right one */
	struct inline_node *text;
	struct block *blocks; /* pictures */
	struct flow *feedback;
	struct option *next;
};

enum question_kind {
	QUESTION_SINGLE,
	QUESTION_MULTIPLE,
	QUESTION_OPEN,
	QUESTION_NUMERIC,
	QUESTION_MATCHING,
	QUESTION_ORDERING,
};

/* Questions that share a vignette. */
struct question_set {
	struct element element;
	struct attribute id;
	enum access access;
	struct flow *vignette;
};

struct question {
	struct element element;
	struct attribute id, objective, progress, tags;
	enum question_kind kind;
	unsigned difficulty; /* 0 if missing */
	bool fixed_order;    /* of the options */
	enum access access; /* in a set for members: for members */
	const struct question_set *set; /* NULL: none */
	struct flow *vignette, *stem, *explanation;
	struct option *options;
	struct option *prompts;                         /* of a matching question */
	struct flow *model_answer;                      /* of an open question */
	struct attribute value, tolerance, min, max, unit; /* of a numeric question */
	struct question *next;
};

enum shape_kind { SHAPE_RECTANGLE, SHAPE_ELLIPSE, SHAPE_POLYGON };

enum { SHAPE_WHOLE = 10000 }; /* the width and the height of the picture */

struct shape_point {
	unsigned x, y; /* in hundredths of a percent of the picture */
};

struct shape {
	struct element element;
	enum shape_kind kind;
	unsigned number;	    /* 0 if it is missing or invalid */
	struct shape_point *points; /* of a rectangle its corner and its size; of an ellipse its centre and its radii */
	size_t point_count;
	struct inline_node *label;
	struct shape *next;
};

/* A picture with hidden parts. */
struct occlusion {
	struct picture picture; /* its element is that of the card */
	bool hides_all;
	struct shape *shapes;
	struct credit *credit;
};

/* A card with two sides, a cloze or an occlusion. */
struct card {
	struct element element;
	struct attribute id, objective, progress, tags;
	unsigned difficulty; /* 0 if missing */
	enum access access;
	bool is_cloze;
	struct flow *front, *back;   /* of a card; an occlusion may have a front */
	struct inline_node *cloze;   /* of a cloze */
	struct block *blocks;	     /* pictures and recordings of a cloze */
	struct occlusion *occlusion; /* NULL for others */
	struct flow *extra;
	struct card *next;
};

struct entry {
	struct element element;
	struct attribute id;
	enum access access;
	struct flow *term; /* its synonyms and abbreviations follow by next */
	struct flow *abbreviations; /* the first of them */
	struct flow *definition;
	struct entry *next;
};

struct reference {
	struct element element;
	struct attribute id, href, doi;
	struct inline_node *text;
	struct reference *next;
};

/* A rule or family named by a suppression, as written; it may not exist. */
struct suppression_name {
	struct str name;
	struct span span;
	struct suppression_name *next;
};

/* <?satchel-ignore family/rule … reason="…"?> suppresses findings in the element that contains it. */
struct suppression {
	struct span span;            /* the whole instruction */
	struct span misspelt;        /* the text written instead of <?satchel-ignore; empty if it is correct */
	struct suppression_name *names;
	struct str reason;           /* at is NULL if there is none */
	const struct element *scope; /* the element that contains it; NULL outside the lesson */
	struct suppression *next;
};

struct lesson {
	struct element element;
	struct attribute id, lang, reviewed, review_by, tags;
	enum access access;
	struct flow *title, *summary;
	struct person *people;
	struct objective *objectives;
	struct section *sections;
	struct flow *takeaways;
	struct question *questions;
	struct card *cards;
	struct entry *glossary;
	struct reference *sources;
	struct suppression *suppressions;
	bool has_labelled_links;
	bool lost_ids;	  /* of elements that could not be read, whose start tags are missing, or that are no ids */
	bool lost_listed; /* such ids of sources and objectives */
};

/* Whether learners choose among its options. */
static inline bool question_has_options(const struct question *question)
{
	return question->kind == QUESTION_SINGLE || question->kind == QUESTION_MULTIPLE;
}

/* The text of a cloze, with pictures and recordings. */
static inline struct flow cloze_flow(const struct card *card)
{
	return (struct flow){ card->element, card->cloze, card->blocks, NULL };
}

/* Its text and pictures. */
static inline struct flow option_flow(const struct option *option)
{
	return (struct flow){ option->element, option->text, option->blocks, NULL };
}

/* Moves *tag, which is empty at first, to the next of the tags in the value. False at the end. */
bool tags_next(struct str tags, struct str *tag);
/* Whether it has only the characters of tags, and at most one colon. */
bool tag_looks_valid(struct str tag);

/* Appends the text that a reader would read aloud: without markup and citations, blanks as their answers, formulas in
 * words. White space is unchanged. */
void inline_plain(struct buf *out, const struct inline_node *text);
/* Whether there is nothing but white space, at any depth; a formula is not blank. */
bool inline_is_blank(const struct inline_node *text);
/* The same for a flow, which may be NULL; a figure, table or list is not blank. */
bool flow_is_blank(const struct flow *flow);
/* The language of a text whose element has the language lang: another one if all of it is in that, as in a <span> that
 * contains it. */
struct str inline_lang(const struct inline_node *text, struct str lang);
/* The last paragraph of a flow, which is its text if it has no others. That of a stem is the question. */
const struct inline_node *flow_last_paragraph(const struct flow *flow);

/* The role of a run of text. In questions, cards and the glossary it depends on the part, even within lists and
 * tables. */
enum text_role {
	ROLE_TITLE,
	ROLE_SUMMARY,
	ROLE_OBJECTIVE,
	ROLE_PARAGRAPH,
	ROLE_LIST_ITEM,
	ROLE_CALLOUT,
	ROLE_CAPTION, /* of figures, tables and recordings, anywhere */
	ROLE_TRANSCRIPT, /* of audio and video, anywhere */
	ROLE_CREDIT,  /* anywhere; also disclosures of people */
	ROLE_CELL,
	ROLE_TAKEAWAY,
	ROLE_VIGNETTE,
	ROLE_STEM,
	ROLE_OPTION,
	ROLE_FEEDBACK,
	ROLE_EXPLANATION,
	ROLE_FRONT,
	ROLE_BACK,
	ROLE_CLOZE,
	ROLE_EXTRA,
	ROLE_TERM, /* of a glossary entry; also its synonyms and abbreviations */
	ROLE_DEFINITION,
	ROLE_SOURCE,
	/* Attributes: */
	ROLE_ALT,  /* of a figure; alttext of a formula */
	ROLE_ABBR, /* title of an abbreviation */
	ROLE_HINT, /* of a blank */
};
enum { ROLE_COUNT = ROLE_HINT + 1 };

struct text_site {
	enum text_role role;
	struct str item; /* id of the question, card or entry, or STR_NONE */
	struct str lang; /* effective language tag of the run; parts of it may have their own */
	const struct row *row; /* of a cell: its row; NULL elsewhere */
	enum access access; /* effective; not set for attributes */
};

/* Calls visit for each run of inline text (a paragraph, an option, a cell …), in document order. */
typedef void lesson_text_visitor(void *context, const struct inline_node *text, const struct text_site *site);
void lesson_each_text(const struct lesson *lesson, lesson_text_visitor *visit, void *context);
/* The same for each non-empty attribute that learners read: alt, alttext, the title of abbr, the hint of blank; except
 * in credits and sources, which quote others. */
typedef void lesson_attribute_visitor(void *context, const struct attribute *attribute, const struct text_site *site);
void lesson_each_attribute(const struct lesson *lesson, lesson_attribute_visitor *visit, void *context);
/* The same for each other value that may have any character and is no prose: names, units, paths of files, the words of
 * formulas … Of the site only item and lang are set. */
enum raw_value { RAW_SHOWN, RAW_FORMULA, RAW_FILE };
typedef void lesson_value_visitor(void *context, const struct attribute *value, const struct text_site *site,
				  enum raw_value kind);
void lesson_each_value(const struct lesson *lesson, lesson_value_visitor *visit, void *context);
/* The same for each block, including those nested in lists, callouts, stems and sides of cards. */
typedef void lesson_block_visitor(void *context, const struct block *block, struct str item);
void lesson_each_block(const struct lesson *lesson, lesson_block_visitor *visit, void *context);

enum file_use { FILE_PICTURE, FILE_AUDIO, FILE_VIDEO, FILE_CAPTIONS };

/* A file of the tree that a lesson shows or plays. */
struct lesson_file {
	const struct attribute *path; /* not empty */
	enum file_use use;
	struct str item; /* as in struct text_site */
};

/* The same for each file. */
typedef void lesson_file_visitor(void *context, const struct lesson_file *file);
void lesson_each_file(const struct lesson *lesson, lesson_file_visitor *visit, void *context);

#endif
