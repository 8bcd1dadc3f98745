/* The comments at the start of notes as text: https://docs.ankiweb.net/importing/text-files.html#file-headers */
#ifndef CONVERT_ANKI_TEXT_HEADER_H
#define CONVERT_ANKI_TEXT_HEADER_H

#include "base/str.h"

struct text_header {
	char separator; /* 0: not given */
	bool html;
	struct str tags, deck, type;				   /* of all notes */
	size_t guid_column, tags_column, deck_column, type_column; /* from 1; 0 if there is none */
	size_t lines;
};

/* Whether text begins with such a comment. */
bool text_header_is_at(struct str text);
/* Returns the length of the comments; what they say is a view of text. */
size_t text_header_read(struct text_header *header, struct str text);

#endif
