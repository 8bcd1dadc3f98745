#include "check/reference/link_text.h"

#include "lesson/label.h"

enum link_text link_text_of(const struct inline_node *link)
{
	if (!link->of.link.labelled)
		return LINK_SAYS_ITS_OWN;
	return label_add(NULL, LABELLED_FIGURE, 1, link->element.lang) ? LINK_SAYS_LABEL : LINK_SAYS_TITLE;
}

const char *link_text_problem(enum link_text text, enum id_kind kind)
{
	if (text == LINK_SAYS_ITS_OWN || text == LINK_IS_TERM)
		return NULL;
	switch (kind) {
	case KIND_QUESTION: return "this link is empty, and questions have no label";
	case KIND_CARD: return "this link is empty, and cards have no label";
	case KIND_OBJECTIVE: return "this link is empty, and objectives have no label";
	case KIND_FIGURE:
	case KIND_TABLE:
		return text == LINK_SAYS_TITLE
			       ? "this link is empty, and the words for figures and tables in its language are unknown"
			       : NULL;
	default: return NULL;
	}
}
