/* Checks of documents and trees like those of satchel-lint, with the texts of open documents instead of their files. */
#ifndef EDITOR_CHECK_H
#define EDITOR_CHECK_H

#include "check/run/checker.h"
#include "editor/documents/document.h"

/* Called now and then while a check runs, on any thread: whether to stop it. */
typedef bool editor_must_stop(void *context);

struct editor_check {
	const struct documents *documents;
	editor_must_stop *must_stop; /* or NULL */
	void *context;
	struct buf *config; /* the last satchel.xml of the tree without mistakes, which is used if it has some; or
			     * NULL */
	bool in_tree;	    /* of lessons, so that every XML file that satchel.xml does not ignore is to be one */
	struct checker checker;
	bool mistaken;	      /* satchel.xml has mistakes */
	struct report report; /* sorted, but mistakes in satchel.xml come first */
	struct buf messages;  /* what could not be read, and the like; lines */
};

enum editor_check_status {
	EDITOR_CHECK_OK,
	EDITOR_CHECK_STOPPED,
	EDITOR_CHECK_WRONG,  /* nothing can be checked: see messages; the report has the mistakes in satchel.xml */
	EDITOR_CHECK_FAILED, /* memory ran out, or see messages */
};

void editor_check_init(struct editor_check *check, const struct documents *documents,
		       struct dictionaries *dictionaries);
void editor_check_release(struct editor_check *check);

/* Checks a document alone, in milliseconds, or like satchel-lint --stdin-path, with its tree. */
enum editor_check_status editor_check_document(struct editor_check *check, const struct document *document,
					       bool alone) MUST_CHECK;
/* Checks all lessons of a tree, or a file; path is real. hooks may be NULL. */
enum editor_check_status editor_check_files(struct editor_check *check, const char *path,
					    const struct checker_hooks *hooks) MUST_CHECK;

#endif
