/* CNXML, the format of OpenStax: modules, and collections of them.
 * https://github.com/openstax/cnxml describes it; the elements read here are those of its version 0.7 and 0.8. */
#ifndef CONVERT_CNXML_CNXML_H
#define CONVERT_CNXML_CNXML_H

#include "convert/html/html_read.h"

/* A module that is being read. */
struct cnxml {
	struct import *import;
	struct import_lesson *lesson;
	struct ledger_item *item; /* of the module as a whole */
	struct html_reader html;
	struct files_beside beside;
	const char *path; /* of the file */
	struct str id;	  /* of the module: m82161 */
	xmlDoc *document;
};

bool cnxml_is(const xmlNode *node, const char *name);
/* The first child element with that name, or NULL. */
xmlNode *cnxml_child(const xmlNode *node, const char *name);
/* The value of an attribute, in the arena; STR_NONE if there is none. */
struct str cnxml_attribute(const struct cnxml *cnxml, const xmlNode *node, const char *name);
/* All text in the node, in the arena. */
struct str cnxml_text(const struct cnxml *cnxml, const xmlNode *node);
/* The key of the element with that id in the module. */
struct str cnxml_key(const struct cnxml *cnxml, struct str module, struct str id);

/* cnxml_metadata.c: authors and keywords of the lesson, or NULL of a collection; the rest gets rows for cnxml->item. */
void cnxml_metadata(struct cnxml *cnxml, const xmlNode *metadata, struct lesson *lesson);
/* cnxml_html.c: renames the elements of a module to those of HTML that mean the same, so that html_read_nodes reads
 * them. Sections, exercises and the glossary stay. */
void cnxml_to_html(struct cnxml *cnxml, xmlNode *node);
/* cnxml_title.c: the title and the label of an element that still has its name in CNXML: they become part of its
 * caption or text, or the label is left out. */
void cnxml_titles(struct cnxml *cnxml, xmlNode *node);
/* cnxml_exercise.c: makes a question from an exercise. Returns the problem of one without a solution, which is no
 * question but text; else NULL. */
xmlNode *cnxml_exercise(struct cnxml *cnxml, const xmlNode *exercise);
/* Makes questions from the exercises in a node, which leave it, or text of those without a solution. */
void cnxml_exercises_in(struct cnxml *cnxml, xmlNode *node);

#endif
