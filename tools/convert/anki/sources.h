/* The kinds of files that notes come from. Each returns RESULT_REFUSED if the file as a whole cannot be read. */
#ifndef CONVERT_ANKI_SOURCES_H
#define CONVERT_ANKI_SOURCES_H

#include "convert/anki/collection.h"

/* item is that of the file. */
enum result import_package(struct anki *anki, const char *path, struct ledger_item *item, struct buf *why) MUST_CHECK;
/* The database of a collection, which a package contains, without media. bytes may be changed. */
enum result import_collection(struct anki *anki, struct buf *bytes, struct ledger_item *item,
			      struct buf *why) MUST_CHECK;
/* bytes are those of the file; media are in the folder media beside it. */
enum result import_crowdanki(struct anki *anki, const char *path, struct str bytes, struct buf *why) MUST_CHECK;
enum result import_text_notes(struct anki *anki, struct str bytes, struct ledger_item *item,
			      struct buf *why) MUST_CHECK;

#endif
