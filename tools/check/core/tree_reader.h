/* What the files that read the small XML files of a content tree, satchel.xml and retired.xml, share: mistakes are told at
 * their places, as findings. */
#ifndef CHECK_CORE_TREE_READER_H
#define CHECK_CORE_TREE_READER_H

#include "base/arena.h"
#include "lesson/xml_tree.h"
#include "report/report.h"

struct tree_reader {
	struct source *source;
	struct report *report;
	struct arena *arena; /* values live here */
	const char *namespace;
	struct xml_tree_kind kind;
	struct {
		enum rule_id syntax, structure, contradiction;
	} rules; /* that mistakes are found by */
	enum rule_id complaint; /* the one at hand */
	bool failed; /* memory ran out */
};

/* Parses the source. NULL if nothing can be made of it or it has another root, which has been reported, or memory ran
 * out. The caller frees the tree. */
xmlDocPtr tree_parse(struct tree_reader *reader, const char *root) MUST_CHECK;
/* Validates the tree against the schema of its kind: the backstop of the checks that speak our own words. */
void tree_validate(struct tree_reader *reader, xmlDocPtr tree);

/* The value of an attribute without white space at its ends; NULL where there is none or memory ran out. It lives
 * in the arena. */
const char *tree_attribute(struct tree_reader *reader, const xmlNode *element, const char *name) MUST_CHECK;
/* The same for an attribute that must be there; that it is not is told. */
const char *tree_need(struct tree_reader *reader, const xmlNode *element, const char *name) MUST_CHECK;
/* Tells of attributes that are not among names, which ends with NULL. */
void tree_know(struct tree_reader *reader, const xmlNode *element, const char *const *names);
bool tree_is(const struct tree_reader *reader, const xmlNode *node, const char *name);
/* The first element from node on; text that stands before it is told. */
xmlNode *tree_next(struct tree_reader *reader, xmlNode *node);
/* Tells of an element that can't stand where it does; names, which ends with NULL, are those that can. */
void tree_misplaced(struct tree_reader *reader, const xmlNode *element, const char *const *names);
/* Tells that something with the same name stands at an earlier place. */
void tree_twice(struct tree_reader *reader, struct span span, struct span earlier, const char *what, const char *name);

#endif
