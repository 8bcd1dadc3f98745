/* One pass over a file: libxml2's SAX2 events go to the schema validator and to the builder of the typed
 * lesson, and what is wrong with them becomes findings or, where the pass can't see past it, repairs for
 * the next pass. */
#ifndef LESSON_PARSE_H
#define LESSON_PARSE_H

#include "lesson/builder.h"
#include "lesson/language_tag.h"
#include "lesson/recover.h"
#include "lesson/repair.h"
#include "lesson/schema.h"

#include <libxml/parser.h>

/* An element that is open. */
struct open_element {
	enum element_name name;
	const struct model_type *type; /* NULL where the file is not validated */
	uint32_t offset;               /* of its < in what is parsed */
	struct span tag;               /* in the file */
	struct str item;               /* the id of the question, card or entry it is in */
	uint64_t seen;                 /* children by element_name, a bit each */
	uint64_t late;                 /* those that were taken to stand before their place */
	uint64_t as_attribute;         /* those that it has as an attribute by mistake */
	bool disorder;                 /* the child or text before was reported as out of order */
	enum element_name last;        /* the child before, in order; ELEMENT_UNKNOWN: none yet */
	unsigned last_rank;            /* its rank; 0: none yet */
	/* The child that the validator stopped at, and what it wants first: ELEMENT_UNKNOWN: nothing. */
	bool stopped;
	uint32_t stopped_at;
	enum element_name wanted;
	bool wanted_seen; /* it turned up later */
	unsigned unknown_open; /* elements open in it that do not exist, whose text is read as its own */
};

/* What is wrong with an attribute of the element that is being opened. */
enum attribute_fault { ATTRIBUTE_UNKNOWN, ATTRIBUTE_MISSING, ATTRIBUTE_BAD_VALUE };

struct attribute_problem {
	enum attribute_fault fault;
	char name[64];
	char choices[256]; /* the values that are allowed, where they are few */
};

enum { ATTRIBUTE_PROBLEMS_MAX = 16 };

enum parse_end {
	PARSE_DONE,
	PARSE_MALFORMED, /* libxml2 refused it at malformed_at */
	PARSE_STOPPED,   /* hopeless; why has been reported */
	PARSE_NO_MEMORY,
};

struct parse {
	/* Set by the caller: */
	const struct lesson_schema *schema; /* NULL: no validation */
	xmlParserCtxtPtr parser;
	xmlSchemaValidCtxtPtr validator; /* NULL where schema is */
	struct report *report;
	struct str text;          /* what is parsed */
	const struct recovery *recovery; /* NULL if that is the file itself */
	struct repairs *repairs;
	bool last_pass;           /* no more repairs will be made: tell what stops the validator */
	struct builder builder;
	struct buf characters;    /* the run of text at hand */
	struct buf attributes;    /* struct named_attribute of the tag at hand */

	/* The pass's own: */
	xmlSAXHandlerPtr validate;
	void *validate_context;
	struct open_element stack[DEPTH_MAX + 2];
	unsigned depth;
	unsigned skipping;        /* depth inside an element that is passed over */
	unsigned unvalidated_depth;           /* depth inside an element that is kept from the validator */
	uint32_t markup_end;      /* where the run of text at hand began */
	const xmlChar *namespace; /* of the root, where it is not ours */
	bool implied;             /* the element at hand is not in the file */
	bool content_stopped;     /* the validator has no place for the element at hand, or misses one */
	char expected[512];       /* what it would rather have: names with a space behind each */
	struct attribute_problem problems[ATTRIBUTE_PROBLEMS_MAX];
	size_t problem_count;
	size_t problems_left_out;
	size_t new_repairs;
	uint32_t malformed_at;
	enum parse_end end;
	struct lesson *lesson;
};

/* Runs the pass. Findings are added to parse->report, repairs to parse->repairs. */
enum parse_end parse_run(struct parse *parse) MUST_CHECK;

/* parse_state.c */
/* The span in the file of bytes of what is parsed. */
struct span parse_span(const struct parse *parse, size_t start, size_t end);

struct open_element *parse_top(struct parse *parse);
/* Whether a list, or another child that must follow all text of parent, has come already. */
bool parse_text_is_late(const struct open_element *parent) MUST_CHECK;
/* Ends the pass when the event at hand is done with; the first reason counts. */
void parse_stop(struct parse *parse, enum parse_end end);
/* Gives the element to the validator, which may leave content_stopped and problems. */
void parse_validate_open(struct parse *parse, enum element_name name, int count, const xmlChar **attributes);
void parse_validate_close(struct parse *parse, enum element_name name);

/* parse_attributes.c */
/* Name, value and span of each attribute of the start tag from start to end, as libxml2 gave them. */
void parse_read_attributes(struct parse *parse, size_t start, size_t end, int count, const xmlChar **given);
/* The attributes without those that say where a schema is, which is not the file's to say. What libxml2 gave stays as it
 * is: it frees values by their places in it. None where memory is short, as the builder's arena remembers. */
const xmlChar **parse_without_locations(struct parse *parse, int *count, const xmlChar **given) MUST_CHECK;
/* The same without any attribute that speaks to schema processors: what the validator is given. */
const xmlChar **parse_without_xsi(struct parse *parse, int *count, const xmlChar **given) MUST_CHECK;
/* What the validator does not say: that an attribute speaks to it, as xsi:nil does, and that a language tag is not
 * registered. given are the attributes as libxml2 has them. */
void parse_note_more(struct parse *parse, const struct model_type *type, const struct named_attribute *attributes,
		     size_t count, const xmlChar **given);
/* What the validator would say of an element that is kept from it, as far as the model can tell. */
void parse_note_attributes(struct parse *parse, const struct model_type *type,
			   const struct named_attribute *attributes, size_t count);

/* parse_repair.c */
/* The validator has no place for the element at offset among the children of parent. */
void parse_note_stop(struct parse *parse, struct open_element *parent, uint32_t offset, enum element_name name,
		     struct span tag);
/* The validator misses a child at the end of element. */
void parse_note_missing(struct parse *parse, const struct open_element *element);
/* Once all children of an element are known, what stopped the validator among them can be judged. */
void parse_judge_stop(struct parse *parse, const struct open_element *parent);
/* Makes the repairs noted for the element at offset, which is child of the innermost one. Returns false if it is to be
 * kept from the validator. */
bool parse_repair_before(struct parse *parse, const struct model_child *child, enum element_name name, uint32_t offset,
			 struct span tag);
/* Makes those noted for the end of the innermost element. */
void parse_repair_end(struct parse *parse, size_t end);

/* diagnose.c and diagnose_attributes.c: the words. */
/* Releases words that a message was made of; where memory was short for them, the report has failed. */
void diagnose_release(struct parse *parse, struct buf *words);
void diagnose_root(struct parse *parse, const char *name, const char *namespace, struct span tag);
/* Returns the element that the name was likely meant to be, if that can stand here, else ELEMENT_UNKNOWN. */
enum element_name diagnose_unknown_element(struct parse *parse, const char *name, struct span tag);
void diagnose_foreign_element(struct parse *parse, const char *prefix, const char *name, const char *namespace,
			      struct span tag);
void diagnose_no_place(struct parse *parse, enum element_name name, struct span tag);
void diagnose_repair(struct parse *parse, const struct repair *repair, enum element_name name, struct span tag);
void diagnose_text(struct parse *parse, struct span span);
/* Text or an inline element after a child that must follow all text: see parse_text_is_late. */
void diagnose_late_text(struct parse *parse, struct span span);
/* The problems of the attributes of the element at hand; spans of names and values by attribute. */
void diagnose_attributes(struct parse *parse, enum element_name name, const struct model_type *type, struct span tag,
			 const struct named_attribute *attributes, size_t count);
/* Adds to parse->problems. The name may bear its namespace in braces. */
struct attribute_problem *diagnose_note_attribute(struct parse *parse, enum attribute_fault fault, struct str name);
/* What a value of the schema's type must be, or NULL: for types that list their values. */
const char *diagnose_wants(const char *type);
/* Says at the diagnostic what is wrong with a language tag, and what was likely meant. */
void diagnose_language(struct report *report, struct diagnostic *d, const struct language_mistake *mistake);
/* What the validator says: into parse->content_stopped, expected and problems. */
void diagnose_note_schema_error(struct parse *parse, int code, const char *message);

#endif
