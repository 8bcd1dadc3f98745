/* What a link without text says: the label of its target. */
#ifndef CHECK_REFERENCE_LINK_TEXT_H
#define CHECK_REFERENCE_LINK_TEXT_H

#include "check/reference/ids.h"

enum link_text_kind {
	LINK_SAYS_ITS_OWN,
	LINK_SAYS_LABEL, /* nothing itself: the label of its target */
	LINK_SAYS_TITLE, /* the same in a language in which figures, tables and recordings have no labels */
	LINK_IS_TERM,    /* no link, but a term that names its entry */
};

struct link_text {
	enum link_text_kind kind;
	enum access access; /* effective: who reads it */
};

#define EMPTY_LINK_HELP "write its text: <link to=\"ID\">text</link>"

/* access: the effective one of the text that contains the link. */
struct link_text link_text_of(const struct inline_node *link, enum access access);
/* Why a link with that text to an element of that kind, and with that access (see struct own_id), says nothing, or what
 * it must not say; NULL if its text is good. */
const char *link_text_problem(struct link_text text, enum id_kind kind, enum access access);

#endif
