/* Internals shared by the files that read satchel.xml and retired.xml. Mistakes are reported as findings with their
 * locations. */
#ifndef CHECK_CORE_TREE_READER_H
#define CHECK_CORE_TREE_READER_H

#include "base/arena.h"
#include "lesson/xml_tree.h"
#include "report/report.h"

struct tree_reader {
	struct source *source;
	struct report *report;
	struct arena *arena; /* owns the values */
	const char *namespace;
	struct xml_tree_kind kind;
	struct {
		enum rule_id syntax, structure, contradiction;
	} rules; /* rules to report mistakes under */
	enum rule_id current_rule; /* the current rule */
	bool failed; /* memory ran out */
};

/* Parses the source. NULL if it is unusable or has another root element, which has been reported, or memory ran out.
 * The caller frees the tree. */
xmlDocPtr tree_parse(struct tree_reader *reader, const char *root) MUST_CHECK;
/* Validates the tree against its schema, in case the other checks, whose messages are clearer, missed something. */
void tree_validate(struct tree_reader *reader, xmlDocPtr tree);

/* The trimmed value of an attribute, in the arena; NULL if it is absent or memory ran out. */
const char *tree_attribute(struct tree_reader *reader, const xmlNode *element, const char *name) MUST_CHECK;
/* The same for a required attribute; reports it if it is missing. */
const char *tree_need(struct tree_reader *reader, const xmlNode *element, const char *name) MUST_CHECK;
/* Reports attributes that are not in names, which ends with NULL. */
void tree_know(struct tree_reader *reader, const xmlNode *element, const char *const *names);
bool tree_is(const struct tree_reader *reader, const xmlNode *node, const char *name);
/* The first element from node on; reports text before it. */
xmlNode *tree_next(struct tree_reader *reader, xmlNode *node);
/* Reports an element that is not allowed here; names, which ends with NULL, lists those that are. */
void tree_misplaced(struct tree_reader *reader, const xmlNode *element, const char *const *names);
/* Reports a duplicate name; earlier is its first occurrence. */
void tree_twice(struct tree_reader *reader, struct span span, struct span earlier, const char *what, const char *name);

#endif
