/* Where in the text of a retired.xml another line belongs, and how it is to look. */
#ifndef COMPARE_RETIRED_LIST_H
#define COMPARE_RETIRED_LIST_H

#include "base/buf.h"

/* Views into the text. */
struct retired_list {
	struct str name;   /* of the root element, with its prefix */
	struct str prefix; /* with its colon, or empty */
	struct str indent; /* of the last line of the list */
	const char *line_end;
	size_t at; /* of the end tag, or of the slash of a list that is empty */
	bool is_empty_element;
};

/* text is well-formed XML; comments may say what they like. False where it is not, or is not declared to be in
 * UTF-8. */
bool retired_list_find(struct str text, struct retired_list *list) MUST_CHECK;
/* Appends text with the lines, which end each in list->line_end, at the end of the list. */
void retired_list_add(struct buf *out, struct str text, const struct retired_list *list, struct str lines);

#endif
