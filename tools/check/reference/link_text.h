/* What a link without text says: the label of its target. */
#ifndef CHECK_REFERENCE_LINK_TEXT_H
#define CHECK_REFERENCE_LINK_TEXT_H

#include "check/reference/ids.h"

enum link_text {
	LINK_SAYS_ITS_OWN,
	LINK_SAYS_LABEL, /* nothing itself: the label of its target */
	LINK_SAYS_TITLE, /* the same in a language in which figures and tables have no labels */
	LINK_IS_TERM,    /* no link, but a term that names its entry */
};

#define EMPTY_LINK_HELP "write its text: <link to=\"ID\">text</link>"

enum link_text link_text_of(const struct inline_node *link);
/* Why a link with that text to an element of that kind says nothing; NULL if it says something. */
const char *link_text_problem(enum link_text text, enum id_kind kind);

#endif
