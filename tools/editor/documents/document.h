/* The documents that are open in the editor. */
#ifndef EDITOR_DOCUMENT_H
#define EDITOR_DOCUMENT_H

#include "editor/documents/findings.h"
#include "editor/protocol/text.h"

enum document_state {
	DOCUMENT_CHANGED, /* since it was checked */
	DOCUMENT_ALONE,	  /* checked without the rest of its tree */
	DOCUMENT_CHECKED,
};

struct document {
	char *uri;
	char *path; /* real and absolute; for one that is no file, a name with a suffix that no file has */
	bool is_file;
	int64_t version;
	struct editor_text text;
	enum document_state state;
	struct findings alone; /* of the last check of the document alone */
	struct findings full;  /* of the last check with its tree, moved with the text since */
	struct buf published;  /* the diagnostics that the client has, as JSON */
	struct document *next;
};

struct documents {
	struct document *first;
	size_t new_count; /* of documents that are no files, ever */
};

/* The real path of an address, whose file need not exist; the caller frees it. NULL if it names no file, or *is_file
 * but memory ran out. */
char *documents_path_of(struct str uri, bool *is_file) MUST_CHECK;
void documents_release(struct documents *documents);
/* NULL if it is not open. */
struct document *documents_find(const struct documents *documents, struct str uri);
struct document *documents_find_path(const struct documents *documents, const char *path);
/* Opens a document, or replaces the text of an open one; NULL if memory ran out. The address
 * needs no escapes in JSON. */
struct document *documents_open(struct documents *documents, struct str uri, int64_t version,
				struct str text) MUST_CHECK;
void documents_close(struct documents *documents, struct document *document);
/* The findings that are known of the text as it is: after last, or the first if that is NULL; NULL at the end. */
const struct editor_finding *document_next_finding(const struct document *document, const struct editor_finding *last);
/* Whether the text may be meant as a lesson: satchel.xml, pack definitions and other XML files are not. */
bool document_is_lesson(const struct document *document);
/* Replaces the bytes from start to end. False if memory ran out. */
bool document_change(struct document *document, size_t start, size_t end, struct str with) MUST_CHECK;

#endif
