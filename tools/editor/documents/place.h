/* Where in the markup of a lesson an offset is, and what the schema says of it. The text may be broken, as it is while
 * somebody types. */
#ifndef EDITOR_PLACE_H
#define EDITOR_PLACE_H

#include "lesson/model.h"
#include "report/source.h"

enum place_kind {
	PLACE_CONTENT,	 /* between tags */
	PLACE_NAME,	 /* in the name of a start tag */
	PLACE_END_NAME,	 /* in the name of an end tag */
	PLACE_TAG,	 /* between the attributes of a tag */
	PLACE_ATTRIBUTE, /* in the name of an attribute */
	PLACE_VALUE,	 /* in the quoted value of an attribute */
	PLACE_OTHER,	 /* in a comment, an instruction or the like */
};

struct markup_place {
	enum place_kind kind;
	struct str parent; /* the name of the element that contains the place; STR_NONE outside the lesson */
	const struct model_type *parent_type; /* NULL if the schema does not know it */
	size_t parent_inside;		      /* the offset after its start tag */
	size_t depth;			      /* the number of elements that contain the place */
	struct str tag;			      /* the name of the tag, if the place is in one */
	const struct model_type *type;	      /* of that element; NULL if the schema does not know it */
	struct str attribute;		      /* the name of the attribute, if the place is in one */
	/* Of the name or value that the place is in; of a value without quotes. If its second quote is missing, it ends
	 * at the place. */
	struct span span;
	struct span whole_tag;		      /* of the tag */
};

/* Finds the place of an offset. */
struct markup_place place_find(struct str bytes, size_t offset);
/* Whether the start tag that the place is in has attributes or an end tag of its own, or is that of an empty element.
 * If not, it is just being typed, perhaps before a > that the editor added. */
bool place_is_complete(struct str bytes, const struct markup_place *place);

#endif
