/* What the locks of a tree say about an open lesson: which ids have been released, and what edits since then cost
 * learners. */
#ifndef EDITOR_RELEASED_H
#define EDITOR_RELEASED_H

#include "compare/compare.h"
#include "editor/documents/document.h"
#include "editor/documents/tree.h"

/* Whether a lock has the id: then its item has been released. Locks are in the tree, beside it, and in a folder packs
 * in or beside it. name gets the name of the lock. *starved is
 * set if memory ran out, also below. */
bool released_has(const struct editor_tree *tree, struct str id, struct buf *name, bool *starved);

/* A question or card on which learners lose their progress, or that is gone. */
struct released_change {
	enum change_kind kind;	      /* why */
	const struct side_item *item; /* in the document; NULL if it is gone */
	const char *id;
	const char *version; /* of the release */
	bool keeps;	     /* if the answer was only reworded, the item may declare that progress is kept */
};

typedef void released_visit(void *context, const struct released_change *change);
/* Compares the document with each lock. Nothing happens while it has mistakes. Items that other lessons of the tree
 * define have moved, so they are not gone. */
void released_compare(const struct editor_tree *tree, const struct document *document, released_visit *visit,
		      void *context, bool *starved);

#endif
