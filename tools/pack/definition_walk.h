/* Reads elements and attributes of a pack definition, and reports mistakes in them. */
#ifndef PACK_DEFINITION_WALK_H
#define PACK_DEFINITION_WALK_H

#include "lesson/xml_tree.h"
#include "pack/definition.h"
#include "pack/definition_values.h"

#define DEFINITION_NAMESPACE "urn:satchel:pack:1"

struct definition_walk {
	struct definition *definition;
	const struct source *source;
	struct mistakes *mistakes;
};

/* Reports attributes that are not in rows. */
void definition_check_attributes(struct definition_walk *walk, const xmlNode *element,
				 const struct attribute_row *rows);
/* The value of an attribute; STR_NONE if it is missing or invalid, which has been reported. span is that of the
 * value, or of the element. */
struct str definition_take(struct definition_walk *walk, const xmlNode *element, const struct attribute_row *row,
			   struct span *span) MUST_CHECK;
/* Text with its white space normalised, as in the type xs:token. */
struct str definition_fold(struct definition_walk *walk, const char *text) MUST_CHECK;
/* Whether the node is an element of definitions, with that name unless it is NULL. */
bool definition_is_element(const xmlNode *node, const char *name) MUST_CHECK;
/* The first element from node on; reports text before it. */
xmlNode *definition_next(struct definition_walk *walk, xmlNode *node) MUST_CHECK;
/* Which of the parts node is; reports it if it is none, or comes too late or again. *last is that of the node
 * before. */
const char *definition_part(struct definition_walk *walk, const xmlNode *node, const char *const *parts,
			    size_t *last) MUST_CHECK;
/* Reports content of an element that must be empty. */
void definition_check_empty(struct definition_walk *walk, const xmlNode *element);
/* The plain text of an element; reports it if it is empty, or has more than most characters. */
struct str definition_text(struct definition_walk *walk, const xmlNode *element, size_t most) MUST_CHECK;
/* The same of an element that may have attributes, which are not checked. */
struct str definition_words(struct definition_walk *walk, const xmlNode *element, size_t most) MUST_CHECK;

/* definition_people.c: the authors and reviewers. */
struct person *definition_people(struct definition_walk *walk, const xmlNode *element) MUST_CHECK;
/* definition_rest.c: where the rest of a free edition is, in one more language than the list before. */
struct definition_rest *definition_rest(struct definition_walk *walk, const xmlNode *element,
					const struct definition_rest *before) MUST_CHECK;

#endif
