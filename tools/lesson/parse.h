/* A single pass over a file: libxml2's SAX2 events are passed to the schema validator and to the builder of the typed
 * lesson. Errors become findings or, if they would hide what follows, repairs for the next pass. */
#ifndef LESSON_PARSE_H
#define LESSON_PARSE_H

#include "lesson/builder.h"
#include "lesson/language_tag.h"
#include "lesson/recover.h"
#include "lesson/repair.h"
#include "lesson/schema.h"

#include <libxml/parser.h>

/* The child that ended last. */
struct sibling {
	struct element *element; /* NULL: none yet */
	const struct model_type *type;
	struct element_set seen; /* its children */
	enum element_name lacks; /* a required child that it was reported at lacks_at to lack */
	struct diagnostic **lacks_at;
};

/* An open element. */
struct open_element {
	enum element_name name;
	const struct model_type *type; /* NULL without validation */
	uint32_t offset;               /* of its < in the parsed text */
	struct span tag;               /* in the file */
	struct str item;               /* id of the enclosing question, card or entry */
	struct element_set seen;       /* its children so far */
	struct element_set late;       /* those assumed to be moved to an earlier position */
	struct element_set as_attribute; /* those that are attributes by mistake */
	struct sibling before;
	bool loose;		       /* the previous child or text is reported to lack an element around it … */
	struct element_set around;     /* … one of these, as do the children before it that … */
	struct element_set strays;     /* … have these names */
	struct element_set too_early;  /* those of its parent, right before it */
	enum element_name lacks;       /* as in struct sibling */
	struct diagnostic **lacks_at;
	unsigned char owed;            /* bit set of attributes that it lacks unless a child replaces them */
	bool replaced;                 /* it has an attribute that a child could replace */
	struct span nested;            /* the tag of the first link in this link, and the like; empty: none */
	const char *stray_attribute;   /* one of a child that it has itself, which was reported; NULL: none */
	const char *missing;           /* a missing attribute; NULL: none */
	struct diagnostic **missing_at; /* where that was reported */
	const xmlChar *namespace;      /* of its children too, if it is not ours, which has been reported */
	bool unsure;                   /* as in struct element */
	bool foreign;		       /* it has another name in the file: one of HTML, say */
	bool parts;		       /* a child is reported that diagnose_is_part */
	bool worded;                   /* text directly in it, which it can't contain, was reported */
	bool disorder;                 /* the previous child or text was reported as out of order */
	unsigned char content;         /* state of the automaton of its type */
	enum element_name last;        /* the previous ordered child; ELEMENT_UNKNOWN: none */
	unsigned last_rank;            /* its rank; 0: none */
	/* The child that the validator rejected, and the one that it expected; ELEMENT_UNKNOWN: none. */
	bool stopped;
	uint32_t stopped_at;
	enum element_name wanted;
	bool wanted_seen; /* it was found later */
	unsigned unknown_open; /* open descendants that do not exist in the schema, whose text is read as this
	                        * element's */
};

/* An open element of a formula. */
struct open_math {
	const char *name;
	const struct model_type *type;
	struct span tag;
	unsigned count;	       /* of its elements */
	unsigned char content; /* state of the automaton of its type */
	bool unsure;	       /* a mistake in its content has been reported */
};

/* A start tag as libxml2 delivers it. */
struct start_tag {
	const xmlChar *name, *prefix, *namespace, **attributes;
	int count;	   /* of the attributes */
	size_t start, end; /* in the parsed text */
	struct span tag;
};

/* A problem with an attribute of the element being opened. */
enum attribute_fault { ATTRIBUTE_UNKNOWN, ATTRIBUTE_MISSING, ATTRIBUTE_BAD_VALUE };

struct attribute_problem {
	enum attribute_fault fault;
	char name[64];
	char choices[256]; /* the allowed values, if there are few */
};

enum { ATTRIBUTE_PROBLEMS_MAX = 16 };

enum parse_end {
	PARSE_DONE,
	PARSE_MALFORMED, /* libxml2 rejected it at malformed_at */
	PARSE_STOPPED,   /* gave up after reporting the reason */
	PARSE_NO_MEMORY,
	PARSE_UNSURE,    /* the automata rejected an element */
};

struct parse {
	/* Set by the caller: */
	struct lesson_schema *schema; /* NULL: no validation */
	xmlParserCtxtPtr parser;
	xmlSchemaValidCtxtPtr validator; /* NULL without a schema, and until it is needed */
	bool quick;                      /* automata validate in its place */
	struct report *report;
	struct str text;          /* the parsed text */
	const struct recovery *recovery; /* NULL if that is the file itself */
	struct repairs *repairs;
	bool last_pass;           /* no more repairs: report what stops the validator */
	struct builder builder;
	struct buf characters;    /* current run of text */
	struct buf attributes;    /* struct named_attribute of the current tag */
	struct buf broken;        /* uint32_t, rising: where errors were reported before the pass */

	/* State of the pass: */
	xmlSAXHandlerPtr validate;
	void *validate_context;
	const xmlChar *own_namespace; /* ours, from the parser's dictionary: usually the same pointer */
	struct open_element stack[LESSON_DEPTH_MAX + 2];
	unsigned depth;
	struct open_math math[MATH_DEPTH_MAX]; /* of the formula that is the innermost element */
	unsigned math_depth;
	unsigned math_count;	       /* elements in it */
	const xmlChar *math_namespace; /* as the formula declares it */
	unsigned skipping;        /* depth within a skipped element */
	unsigned unvalidated_depth;           /* depth within an element that is not validated */
	uint32_t markup_end;      /* where the current run of text began */
	struct diagnostic *renamed; /* the current element is read as another than its name says; NULL: it is not */
	bool implied;             /* the current element is not in the file */
	bool content_stopped;     /* the validator rejected the current element, or misses one */
	char expected[512];       /* names that it expected, each followed by a space */
	struct attribute_problem problems[ATTRIBUTE_PROBLEMS_MAX];
	size_t problem_count;
	size_t problems_left_out;
	size_t new_repairs;
	uint32_t malformed_at;
	bool replaced;            /* as in struct open_element, for the element being opened */
	enum parse_end end;
	struct lesson *lesson;
};

/* Runs the pass. Adds findings to parse->report and repairs to parse->repairs. */
enum parse_end parse_run(struct parse *parse) MUST_CHECK;

/* parse_state.c */
/* The span in the file of a range of the parsed text. */
struct span parse_span(const struct parse *parse, size_t start, size_t end);

/* Whether broken markup was reported within span of the file before the pass. */
bool parse_is_broken(const struct parse *parse, struct span span) MUST_CHECK;
/* Whether the start tag that was just read ends in "/>". The end of a broken one may be that of the file. */
bool parse_tag_is_empty(const struct parse *parse) MUST_CHECK;
struct open_element *parse_top(struct parse *parse);
/* Whether parent already has a list or another child that must follow all text. */
bool parse_text_is_late(const struct open_element *parent) MUST_CHECK;
/* Whether the innermost element has text before child, which must come first. */
bool parse_text_is_early(const struct parse *parse, const struct model_child *child) MUST_CHECK;
/* Ends the pass after the current event; the first reason counts. */
void parse_stop(struct parse *parse, enum parse_end end);
/* Passes the element to the validator, which may set content_stopped and add problems, or to the automata. */
void parse_validate_open(struct parse *parse, enum element_name name, const struct model_type *type, int count,
			 const xmlChar **attributes);
void parse_validate_close(struct parse *parse, enum element_name name);

/* Reads and validates the attributes of a start tag, leaving problems in parse. *count and the result exclude those
 * that only locate schemas. NULL if memory ran out. */
struct named_attribute *parse_open_attributes(struct parse *parse, enum element_name name,
					      const struct model_type *type, const struct start_tag *start, int *count);

/* parse_math.c */
/* Whether formulas have such an element. */
bool parse_is_math(const char *name) MUST_CHECK;
/* The formula begins with the innermost element. */
void parse_math_begin(struct parse *parse, const xmlChar *namespace, struct span tag,
		      const struct named_attribute *attributes, size_t count);
void parse_math_open(struct parse *parse, const struct start_tag *start);
/* Returns whether the formula ends. */
bool parse_math_close(struct parse *parse) MUST_CHECK;
/* written is the text as it is in the file. */
void parse_math_text(struct parse *parse, struct str text, struct str written);
/* Adds the problems of the attributes of a formula or an element in it. */
void parse_note_formula(struct parse *parse, const struct model_type *type, const struct named_attribute *attributes,
			size_t count);
/* Reports an element of a formula that is not in one, and skips it. */
void diagnose_outside_formula(struct parse *parse, const char *name, struct span tag);
void diagnose_math_namespace(struct parse *parse, const char *prefix, const char *namespace, struct span tag);

/* parse_attributes.c */
/* Fills name, value and span of each attribute of the start tag from start to end, as libxml2 delivered them. */
void parse_read_attributes(struct parse *parse, size_t start, size_t end, int count, const xmlChar **given);
/* The attributes except those that locate schemas, which files must not decide. Does not modify given, because libxml2
 * frees values by their position. None if memory is short, which the builder's arena records. */
const xmlChar **parse_without_locations(struct parse *parse, int *count, const xmlChar **given) MUST_CHECK;
/* The same without any attributes for schema processors: the input of the validator. */
const xmlChar **parse_without_xsi(struct parse *parse, int *count, const xmlChar **given) MUST_CHECK;
/* Adds problems that the validator does not report: attributes such as xsi:nil, unregistered language tags, wrong check
 * digits, and attributes that are missing unless a child replaces them. given are the attributes as libxml2 delivered
 * them. */
void parse_note_more(struct parse *parse, const struct model_type *type, const struct named_attribute *attributes,
		     size_t count, const xmlChar **given);
/* Adds the problems that the validator would report for an element that it does not see, according to the model. */
void parse_note_attributes(struct parse *parse, const struct model_type *type,
			   const struct named_attribute *attributes, size_t count);
/* An element of that name is missing or not read: links may lead to it. type: only if it must have an id. */
void parse_note_lost(struct parse *parse, const struct model_type *type, enum element_name name);
/* An element is skipped: if it has an id, links to it lead nowhere only because of that. */
void parse_note_lost_id(struct parse *parse, const struct start_tag *start);
/* The same for an element that is read, but lacks the id that it must have, or has something else for it. added: its
 * start tag is not in the file. */
void parse_note_missing_id(struct parse *parse, const struct model_type *type, enum element_name name,
			   const struct named_attribute *given, size_t count, bool added);

/* parse_repair.c */
/* The validator rejected the element at offset as a child of parent. */
void parse_note_stop(struct parse *parse, struct open_element *parent, uint32_t offset, enum element_name name,
		     struct span tag);
/* The validator misses a child at the end of element. */
void parse_note_missing(struct parse *parse, const struct open_element *element);
/* When all children of an element are known, decides how to repair what stopped the validator. */
void parse_judge_stop(struct parse *parse, const struct open_element *parent);
/* Applies the repairs recorded for the element at offset, a child of the innermost one. Returns false if the validator
 * must not see it. */
bool parse_repair_before(struct parse *parse, const struct model_child *child, enum element_name name, uint32_t offset,
			 struct span tag);
/* Applies those for the end of the innermost element. */
void parse_repair_end(struct parse *parse, size_t end);

/* diagnose_meant.c: the element that a wrong name was likely meant to be; ELEMENT_UNKNOWN if it is like none. */
enum element_name diagnose_meant(const struct open_element *parent, const char *name);
/* The same by a list of names in other formats alone: the first that the parent can contain, or any. */
enum element_name diagnose_alias(const struct open_element *parent, const char *name);
/* Whether HTML has an element of that name only in certain others, as <li> in <ul>. */
bool diagnose_is_part(const char *name) MUST_CHECK;
/* If the kind of the question is an element of its own, reports that, and returns the element; else name. */
enum element_name diagnose_kind(struct parse *parse, enum element_name name, const struct start_tag *start);
/* The same for <caption src="…">, whose attributes are those of <captions>. */
enum element_name diagnose_number(struct parse *parse, enum element_name name, const struct start_tag *start);
/* The child that must come next in an element that contains each of its children once, as a card does. */
enum element_name diagnose_next_part(const struct open_element *parent);
/* diagnose.c and diagnose_attributes.c: messages */
/* Releases the text of a message; if memory was short, marks the report failed. */
void diagnose_release(struct parse *parse, struct buf *words);
/* A root element that is not ours. Returns what it is read as; stops the pass if that is nothing. */
enum element_name diagnose_root(struct parse *parse, const char *name, const char *namespace, struct span tag);
/* The innermost element; its content can't be read as it is. */
struct open_element *diagnose_doubt(struct parse *parse);
/* Names the children that the element may have. */
void diagnose_label_children(struct parse *parse, struct diagnostic *d, const struct open_element *parent);
/* The attribute of the innermost element is not missing: it is there as something else. NULL: whatever is missing.
 * Returns whether that was reported. */
bool diagnose_drop_missing(struct parse *parse, const char *name);
/* Explains an element that is named like an attribute of its parent. Returns whether it is. */
bool diagnose_help_attribute(struct parse *parse, struct diagnostic *d, const char *name);
/* diagnose_place.c */
/* Says, after lead, where an element belongs that can't be in the innermost one. */
void diagnose_help_place(struct parse *parse, struct diagnostic *d, enum element_name name, const char *lead);
/* Whether the element before could contain one more of that name, and so may have ended too early: it does not lack it
 * then. */
bool diagnose_fits_before(struct parse *parse, enum element_name name);
/* What follows may lack the same element around it as this one, which was reported. */
void diagnose_begin_strays(struct parse *parse, enum element_name name);
/* Each returns the element that the current one was probably meant to be, and so is read as, or ELEMENT_UNKNOWN. */
enum element_name diagnose_unknown_element(struct parse *parse, const char *name, struct span tag);
enum element_name diagnose_foreign_element(struct parse *parse, const char *prefix, const char *name,
					   const char *namespace, struct span tag);
enum element_name diagnose_not_allowed(struct parse *parse, enum element_name name, struct span tag);
void diagnose_repair(struct parse *parse, const struct repair *repair, enum element_name name, struct span tag);
void diagnose_text(struct parse *parse, struct str text, struct span span);
/* Reports text or an inline element after a child that must follow all text: see parse_text_is_late. */
void diagnose_late_text(struct parse *parse, struct span span);
/* Reports an element after text that must follow it: see parse_text_is_early. */
void diagnose_early_text(struct parse *parse, enum element_name name, struct span tag);
/* Reports the problems of the current element's attributes; with the spans of names and values. */
void diagnose_attributes(struct parse *parse, const char *name, const struct model_type *type, struct span tag,
			 struct named_attribute *attributes, size_t count);
/* diagnose_unknown.c: */
void diagnose_unknown_attribute(struct parse *parse, const struct named_attribute *attribute, const char *element,
				const struct model_type *type);
/* The attribute of the type that has another name on web pages, and may have the value; NULL if there is none. */
const char *diagnose_attribute_alias(const struct model_type *type, const char *name, struct str value);
/* diagnose_likeness.c: reports an element that lacks required attributes and has those of another that its parent may
 * contain; false if it is none. */
bool diagnose_likeness(struct parse *parse, const char *name, const struct model_type *type, struct span tag,
		       const struct named_attribute *attributes, size_t count);
/* diagnose_outer.c: reports access of the innermost element that one further out overrides. Notes in another of its
 * kind that it is in it. */
void diagnose_outer(struct parse *parse, const struct named_attribute *attributes, size_t count);
void diagnose_nested(struct parse *parse, const struct open_element *outer);
/* Reports the attributes that the innermost element lacks, because it ends without the child that replaces them. */
void diagnose_owed(struct parse *parse);
/* Reports a child that replaces attributes of its parent, which are there. */
void diagnose_replaced(struct parse *parse, enum element_name name, struct span tag);
/* Finds the attributes that those with wrong names were probably meant to be; they are not missing then. */
void diagnose_note_meant(struct parse *parse, const struct model_type *type, struct named_attribute *attributes,
			 size_t count);
/* Adds to parse->problems. The name may have its namespace in braces. */
struct attribute_problem *diagnose_note_attribute(struct parse *parse, enum attribute_fault fault, struct str name);
/* Adds the problem of a language tag and a suggestion to a diagnostic. */
void diagnose_language(struct report *report, struct diagnostic *d, const struct language_mistake *mistake);
/* Records an error of the validator in parse->content_stopped, expected or problems. */
void diagnose_note_schema_error(struct parse *parse, int code, const char *message);

#endif
