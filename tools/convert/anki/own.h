/* The note types that Satchel writes. What their fields contain is written in export_note.c and export_question.c, and
 * read back in own_question.c or, as any note, in note.c. */
#ifndef CONVERT_ANKI_OWN_H
#define CONVERT_ANKI_OWN_H

#include "convert/anki/collection.h"

#include <libxml/tree.h>

enum { OWN_FIELDS_MAX = 6, OWN_KINDS = OWN_QUESTION + 1 };

/* Fields of OWN_CARD; OWN_CLOZE and OWN_CLOZE_WHOLE have a text and an extra. */
enum { OWN_FRONT, OWN_BACK, OWN_EXTRA };
enum { OWN_TEXT, OWN_TEXT_EXTRA };
/* Fields of OWN_OCCLUSION: those of Anki's own type, of which the comments are the credit of the picture as a
 * <figcaption>, and the words that the shapes hide, as deletions. */
enum { OWN_SHAPES, OWN_IMAGE, OWN_HEADER, OWN_BACK_EXTRA, OWN_COMMENTS, OWN_LABELS };
/* Fields of OWN_QUESTION. The kind is a word of own_question_kinds, and "fixed" if the order of the options is. */
enum { OWN_STEM, OWN_CASE, OWN_OPTIONS, OWN_ANSWER, OWN_EXPLANATION, OWN_KIND };

struct own_type {
	const char *name;
	const char *fields[OWN_FIELDS_MAX + 1]; /* ends with NULL */
	const char *template_name, *question, *answer;
	bool cloze;
	uint64_t id; /* fixed, so that all packs share the types */
};

extern const struct own_type own_types[OWN_KINDS]; /* that of OWN_NONE is empty */
extern const char own_styles[];
extern const char *const own_question_kinds[]; /* by enum question_kind */

/* Which of them a note type is, by its name. */
enum own_kind own_kind(const struct anki_type *type);

/* The value of an attribute, in the tree; STR_NONE if it is missing. */
struct str own_attribute(const xmlNode *node, const char *name);
/* Adds the sources at the end of what a note of Satchel shows after its answer to the lesson. Returns the HTML before
 * them. */
struct str own_take_sources(struct anki *anki, struct import_lesson *lesson, struct str html);

/* Adds the question that a note of OWN_QUESTION is. */
void own_import_question(struct anki *anki, const struct anki_note *note, struct anki_deck *deck);

#endif
