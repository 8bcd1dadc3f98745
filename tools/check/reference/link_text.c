#include "check/reference/link_text.h"
#include "lesson/language_tag.h"

struct link_text link_text_of(const struct inline_node *link, enum access access)
{
	enum link_text_kind kind = LINK_SAYS_ITS_OWN;
	struct str lang = link->element.lang;
	if (link->of.link.labelled) /* a language that is none has been reported */
		kind = label_add(NULL, LABELLED_FIGURE, 1, lang) || !lang.len || !language_tag_check(lang, NULL)
			       ? LINK_SAYS_LABEL
			       : LINK_SAYS_TITLE;
	return (struct link_text){ kind, access };
}

const char *link_text_problem(struct link_text text, enum id_kind kind, enum access access)
{
	if (text.kind == LINK_SAYS_ITS_OWN || text.kind == LINK_IS_TERM)
		return NULL;
	switch (kind) {
	case KIND_QUESTION: return "this link is empty, and questions have no label";
	case KIND_CARD: return "this link is empty, and cards have no label";
	case KIND_OBJECTIVE: return "this link is empty, and objectives have no label";
	default:
		if (text.kind == LINK_SAYS_TITLE && id_kind_label(kind, NULL))
			return "this link is empty, and the words for figures, tables and recordings in its language are unknown";
		break;
	}
	if (text.access == ACCESS_FREE && access == ACCESS_MEMBER)
		return "this link is empty, and would show everyone a title that is for members";
	return NULL;
}
