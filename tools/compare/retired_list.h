/* Finds where to insert lines into the text of a retired.xml, and their format. */
#ifndef COMPARE_RETIRED_LIST_H
#define COMPARE_RETIRED_LIST_H

#include "base/buf.h"

/* Views into the text. */
struct retired_list {
	struct str name;   /* qualified name of the root element */
	struct str prefix; /* with its colon, or empty */
	struct str indent; /* of the last line of the list */
	const char *line_end;
	size_t at; /* offset of the end tag, or of the slash of an empty list */
	bool is_empty_element;
};

/* text must be well-formed XML; comments may contain anything. False if it is not, or its declared encoding is not
 * UTF-8. */
bool retired_list_find(struct str text, struct retired_list *list) MUST_CHECK;
/* Appends text with the lines, each of which ends with list->line_end, inserted at the end of the list. */
void retired_list_add(struct buf *out, struct str text, const struct retired_list *list, struct str lines);

#endif
